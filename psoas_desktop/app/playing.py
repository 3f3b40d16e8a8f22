"""Playing: the player's window with its clock; figures and sound come once its first page is up."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize

from psoas_desktop.app.application import INTERRUPTED, USAGE, dressed_application, say
from psoas_desktop.app.first_paint import FirstPaint
from psoas_desktop.app.late_sound import LateSound
from psoas_desktop.app.own_photos import photos_of
from psoas_desktop.playback.player import Player
from psoas_desktop.services.later import Later, QtLater
from psoas_desktop.services.ticker import Ticker
from psoas_desktop.ui.common.figure_view import FigureCache
from psoas_desktop.ui.common.theme import DARK
from psoas_desktop.ui.player.session_controller import SessionController
from psoas_desktop.ui.player.window import PlayerWindow

if TYPE_CHECKING:
    from psoas_desktop.figures.library import FigureLibrary

WINDOW_SIZE = QSize(1280, 720)


def play(
    player: Player,
    *,
    windowed: bool,
    screen: int | None,
    speed: float,
    folder: Path | None = None,
    settled: Callable[[], None] = lambda: None,
) -> int:
    """Plays a routine in a window.

    Args:
        player: The routine's player.
        windowed: In a window instead of full-screen.
        screen: The number of the screen, counted from 1; None for the system's choice.
        speed: So many times as fast.
        folder: Where the routine's own pictures are; None for nowhere.
        settled: Called once everything is there that a session needs.

    Returns:
        0; 2 where there is no such screen or none at all; 130 after Ctrl-C.
    """
    application = dressed_application(DARK)
    screens = application.screens()
    if screen is not None and not 1 <= screen <= len(screens):
        there = "there is only screen 1" if len(screens) == 1 else f"there are screens 1 to {len(screens)}"
        say(f"screen {screen} does not exist: {there}.")
        return USAGE
    controller = SessionController(player, Ticker(speed=speed))
    chosen = screens[screen - 1] if screen is not None else application.primaryScreen()
    photos = photos_of(player.routine, folder, chosen)
    figures = FigureCache(open_library=_figure_library)
    window = PlayerWindow(controller, player.routine, DARK, figures, photos)
    window.setScreen(chosen)
    window.resize(WINDOW_SIZE.boundedTo(chosen.availableSize()))
    window.move(chosen.availableGeometry().center() - window.rect().center())
    window.closed.connect(application.quit)
    sound = LateSound(window, controller, player, speed)
    FirstPaint(window, lambda: _in_turn(QtLater(window), [sound.make, figures.prepare, settled]))
    # The clock wakes Python at least once a second, so Ctrl-C is heard.
    before = signal.signal(signal.SIGINT, lambda *_: application.exit(INTERRUPTED))
    try:
        if windowed:
            window.show()
        else:
            window.showFullScreen()
        # Once the window has its size: the page is laid out once.
        controller.begin()
        code = application.exec()
    finally:
        signal.signal(signal.SIGINT, before)
        controller.close()
        if photos is not None:
            photos.close()
        window.deleteLater()
    if not sound.close():
        # The speech service hangs: its thread can be neither left nor ended, and everything is written.
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)
    return code


def _in_turn(later: Later, parts: Sequence[Callable[[], object]]) -> None:
    """Does one thing in each turn of the event loop: keys are answered in between."""
    if parts:
        parts[0]()
        later(0, lambda: _in_turn(later, parts[1:]))


def _figure_library() -> FigureLibrary:
    # A third of what there is to import, and the first page shows no figure.
    from psoas_desktop.storage.figure_files import figure_library

    return figure_library()
