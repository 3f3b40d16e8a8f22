"""Playing: the player's window with its clock, its sound and an awake screen."""

from __future__ import annotations

import os
import signal
import sys

from PySide6.QtCore import QSize

from psoas_desktop.app.application import INTERRUPTED, USAGE, dressed_application, say
from psoas_desktop.playback.player import Player
from psoas_desktop.services.bells import Bells
from psoas_desktop.services.keep_awake import KeepAwake
from psoas_desktop.services.later import QtLater
from psoas_desktop.services.sound_settings import Languages
from psoas_desktop.services.sounding import Sounding
from psoas_desktop.services.speech import Speech
from psoas_desktop.services.ticker import Ticker
from psoas_desktop.storage.figure_files import figure_library
from psoas_desktop.storage.resources import root
from psoas_desktop.ui.common.figure_view import FigureCache
from psoas_desktop.ui.common.theme import DARK
from psoas_desktop.ui.common.words import NO_BELLS, NO_VOICE, SOUND_OFF, SOUND_ON, tr
from psoas_desktop.ui.player.session_controller import SessionController
from psoas_desktop.ui.player.window import PlayerWindow

SOUND_AFTER_MS = 300
"""The first page is up by then."""

WINDOW_SIZE = QSize(1280, 720)


def play(player: Player, *, windowed: bool, screen: int | None, speed: float) -> int:
    """Plays a routine in a window.

    Args:
        player: The routine's player.
        windowed: In a window instead of full-screen.
        screen: The number of the screen, counted from 1; None for the system's choice.
        speed: So many times as fast.

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
    window = PlayerWindow(controller, player.routine, DARK, FigureCache(figure_library()))
    chosen = screens[screen - 1] if screen is not None else application.primaryScreen()
    window.setScreen(chosen)
    window.resize(WINDOW_SIZE.boundedTo(chosen.availableSize()))
    window.move(chosen.availableGeometry().center() - window.rect().center())
    window.closed.connect(application.quit)
    speech = _give_sound(window, controller, player, speed)
    controller.begin()
    # The clock wakes Python at least once a second, so Ctrl-C is heard.
    before = signal.signal(signal.SIGINT, lambda *_: application.exit(INTERRUPTED))
    try:
        if windowed:
            window.show()
        else:
            window.showFullScreen()
        code = application.exec()
    finally:
        signal.signal(signal.SIGINT, before)
        controller.close()
        window.deleteLater()
    if not speech.close():
        # The speech service hangs: its thread can be neither left nor ended, and everything is written.
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)
    return code


def _give_sound(window: PlayerWindow, controller: SessionController, player: Player, speed: float) -> Speech:
    """Bells, voice and an awake screen for a session; what the machine lacks is said once."""
    later = QtLater(window)
    speech = Speech(later, parent=window)
    bells = Bells(root() / "sounds", parent=window)
    languages = Languages(player.routine.language, player.catalogue.language)
    sounding = Sounding(speech, bells, languages, later, speed, window)
    awake = KeepAwake(later)
    controller.happened.connect(sounding.take)
    controller.happened.connect(awake.take)
    sounding.voice_troubled.connect(lambda _: window.tell(tr(NO_VOICE)))
    sounding.bells_troubled.connect(lambda _: window.tell(tr(NO_BELLS)))
    window.closed.connect(awake.release)

    def mute() -> None:
        sounding.set_muted(not sounding.muted)
        window.tell(tr(SOUND_OFF if sounding.muted else SOUND_ON))

    window.mute.connect(mute)
    if speed == 1:
        # After the first paint: making them takes a while, and nothing sounds before the gate is passed.
        later(SOUND_AFTER_MS, bells.prepare)
        later(SOUND_AFTER_MS, lambda: speech.prepare(languages.routine, languages.program))
    return speech
