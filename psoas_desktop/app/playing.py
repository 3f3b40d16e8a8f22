"""``play``: one routine in a window of its own, and the program ends with it."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from psoas_desktop.app.application import INTERRUPTED, USAGE, dressed_application, say
from psoas_desktop.app.sitting import Sitting
from psoas_desktop.app.wanted import player_theme
from psoas_desktop.playback.player import Player
from psoas_desktop.services.sound_chatter import SoundChatter
from psoas_desktop.storage.answers_store import AnswersStore
from psoas_desktop.storage.program_folders import routines_root
from psoas_desktop.storage.settings import Settings

if TYPE_CHECKING:
    from psoas_desktop.services.log_file import LogFile


def play(  # noqa: PLR0913 - what the command line says, each by its name
    player: Player,
    *,
    windowed: bool,
    screen: int | None,
    speed: float,
    folder: Path | None = None,
    settings: Settings | None = None,
    store: AnswersStore | None = None,
    state: Path | None = None,
    settled: Callable[[], None] = lambda: None,
) -> int:
    """Plays a routine in a window.

    Args:
        player: The routine's player.
        windowed: In a window instead of full-screen.
        screen: The number of the screen, counted from 1; None for the system's choice.
        speed: So many times as fast.
        folder: Where the routine's own pictures are; None for nowhere.
        settings: What the person has set; as at a first start when None.
        store: What is remembered of the person; None for nothing.
        state: The folder of the log; None for no log.
        settled: Called once everything is there that a session needs.

    Returns:
        0; 2 where there is no such screen or none at all; 130 after Ctrl-C.
    """
    settings = settings or Settings()
    application = dressed_application(player_theme(settings))
    screens = application.screens()
    if screen is not None and not 1 <= screen <= len(screens):
        there = "there is only screen 1" if len(screens) == 1 else f"there are screens 1 to {len(screens)}"
        say(f"screen {screen} does not exist: {there}.")
        return USAGE
    chosen = screens[screen - 1] if screen is not None else application.primaryScreen()
    sittings: list[Sitting] = []

    def sit(player: Player, folder: Path | None) -> None:
        sitting = Sitting(player, chosen, settings, speed=speed, folder=folder, store=store, settled=settled)
        sittings.append(sitting)
        sitting.window.closed.connect(lambda: application.quit() if sitting is sittings[-1] else None)
        sitting.window.another_asked.connect(lambda offer: sit_instead(sitting, offer.player))
        sitting.begin(windowed=windowed)

    def sit_instead(before: Sitting, player: Player) -> None:
        sit(player, routines_root())
        before.window.close()

    chatter = SoundChatter(partial(_log_in, state)) if state is not None else None
    if chatter is not None:
        chatter.install()
    # The clock wakes Python at least once a second, so Ctrl-C is heard.
    closed = True
    before = signal.signal(signal.SIGINT, lambda *_: application.exit(INTERRUPTED))
    try:
        sit(player, folder)
        code = application.exec()
    finally:
        signal.signal(signal.SIGINT, before)
        closed = all(list(map(Sitting.end, sittings)))
        if chatter is not None:
            chatter.uninstall()
    if not closed:
        # The speech service hangs: its thread can be neither left nor ended, and everything is written.
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)
    return code


def _log_in(state: Path) -> LogFile:
    # No start waits for it: it is wanted once a library turns out to be missing.
    from psoas_desktop.services.log_file import LogFile

    return LogFile(state)
