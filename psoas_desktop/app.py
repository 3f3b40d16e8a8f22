"""The composition root of the windows: makes the parts and hands them to each other."""

from __future__ import annotations

import os
import re
import signal
import sys
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from PySide6.QtCore import (
    QCoreApplication,
    QMessageLogContext,
    QSize,
    Qt,
    QtMsgType,
    qInstallMessageHandler,
)
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QApplication

from psoas_desktop.figures.display_list import DisplayList
from psoas_desktop.playback.player import Player
from psoas_desktop.services.bells import Bells
from psoas_desktop.services.fonts import load_fonts
from psoas_desktop.services.keep_awake import KeepAwake
from psoas_desktop.services.later import QtLater
from psoas_desktop.services.sound_settings import Languages
from psoas_desktop.services.sounding import Sounding
from psoas_desktop.services.speech import Speech
from psoas_desktop.services.ticker import Ticker
from psoas_desktop.storage.figure_files import figure_library
from psoas_desktop.storage.resources import root
from psoas_desktop.ui.common import figure_painter
from psoas_desktop.ui.common.figure_view import FigureCache
from psoas_desktop.ui.common.fitted_text import FAMILY, font_of
from psoas_desktop.ui.common.palette import palette_of
from psoas_desktop.ui.common.theme import DARK, THEMES, Theme
from psoas_desktop.ui.common.words import NO_BELLS, NO_VOICE, SOUND_OFF, SOUND_ON, tr
from psoas_desktop.ui.player.screen_tour import stopped_sessions, whole_session
from psoas_desktop.ui.player.session_controller import SessionController
from psoas_desktop.ui.player.window import PlayerWindow
from psoas_desktop.ui.print.storyboard import Screen, save

FINE, USAGE, INTERRUPTED = 0, 2, 130

SOUND_AFTER_MS = 300
"""The first page is up by then."""

WINDOW_SIZE = QSize(1280, 720)
TEXT_PX = 15


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
    application = _application(DARK)
    screens = application.screens()
    if screen is not None and not 1 <= screen <= len(screens):
        there = "there is only screen 1" if len(screens) == 1 else f"there are screens 1 to {len(screens)}"
        _say(f"screen {screen} does not exist: {there}.")
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


def save_figure(picture: DisplayList, path: Path, size: tuple[int, int]) -> bool:
    """Saves a pose as PNG; needs no screen to do so.

    Args:
        picture: The pose.
        path: Where to.
        size: In pixels.

    Returns:
        Whether it could be written.
    """
    if QCoreApplication.instance() is None:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    _application(DARK)
    return figure_painter.save_png(picture, path, size)


def save_storyboard(player: Player, path: Path, size: tuple[int, int], theme: str) -> None:
    """Saves every different screen of a routine in one file, as the player shows it.

    Args:
        player: The routine's player.
        path: Ends in ``.png`` for a sheet, or ``.pdf`` for a document with a page for each screen.
        size: Of a screen, in pixels.
        theme: The name of the theme.

    Raises:
        OSError: The file cannot be written.
    """
    chosen = THEMES[theme]
    screens = [
        Screen(picture.toImage(), name.replace("-", " ").capitalize())
        for name, picture in _screens(player, QSize(*size), chosen)
    ]
    path.parent.mkdir(parents=True, exist_ok=True)
    save(path, player.routine.title, screens, chosen)


def save_screens(player: Player, folder: Path, size: QSize | tuple[int, int]) -> list[Path]:
    """Saves a picture of every different screen of a routine; needs no screen to do so.

    Args:
        player: The routine's player.
        folder: Where to; it is made if it is not there.
        size: Of the pictures, in pixels.

    Returns:
        The files, in the order of the session.
    """
    wanted = QSize(*size) if isinstance(size, tuple) else size
    saved: list[Path] = []
    folder.mkdir(parents=True, exist_ok=True)
    for name, picture in _screens(player, wanted, DARK):
        path = folder / f"{len(saved) + 1:02}-{re.sub(r'[^a-z0-9-]+', '-', name)}.png"
        if not picture.save(str(path)):
            raise OSError(f"{path} cannot be written")
        saved.append(path)
    return saved


def _screens(player: Player, size: QSize, theme: Theme) -> Iterator[tuple[str, QPixmap]]:
    """Walks through a routine and yields the name and the picture of each different screen."""
    if QCoreApplication.instance() is None:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    application = _application(theme)
    figures = FigureCache(figure_library())
    seen: set[str] = set()
    opened: set[PlayerWindow] = set()
    for window, name in chain(
        whole_session(player, theme, figures), stopped_sessions(player, theme, figures)
    ):
        if name in seen:
            continue
        seen.add(name)
        if window not in opened:
            opened.add(window)
            window.resize(size)
            window.show()
        application.processEvents()
        yield name, window.grab()
    for window in opened:
        window.hide()
        window.deleteLater()


def _application(theme: Theme) -> QApplication:
    """The one QApplication, dressed; ends the process with one line where there is no screen."""
    running = QCoreApplication.instance()
    if isinstance(running, QApplication):
        application = running
    else:
        before = qInstallMessageHandler(_end_without_screen)
        QApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
        application = QApplication(sys.argv[:1])
        qInstallMessageHandler(before)
    application.setApplicationName("psoas-desktop")
    application.setApplicationDisplayName("psoas-desktop")
    application.setDesktopFileName("psoas-desktop")
    application.setStyle("Fusion")
    application.setPalette(palette_of(theme))
    if FAMILY in load_fonts(root() / "fonts"):
        application.setFont(font_of(TEXT_PX, font_of(TEXT_PX, application.font().weight()).weight()))
    return application


def _end_without_screen(kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
    """Qt aborts where it can open no screen; this is its last word before, and ours is shorter."""
    if kind is QtMsgType.QtFatalMsg:
        _say("no window can be opened: there is no screen, or a system library that Qt needs is missing.")
        sys.stderr.flush()
        os._exit(USAGE)
    if kind is QtMsgType.QtCriticalMsg:
        _say(message)


def _say(sentence: str) -> None:
    sys.stderr.write(f"psoas-desktop: {sentence}\n")
