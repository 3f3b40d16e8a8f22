"""The composition root of the windows: makes the parts and hands them to each other."""

from __future__ import annotations

import os
import re
import signal
import sys
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
from PySide6.QtWidgets import QApplication

from psoas_desktop.playback.player import Player
from psoas_desktop.services.fonts import load_fonts
from psoas_desktop.services.ticker import Ticker
from psoas_desktop.storage.resources import root
from psoas_desktop.ui.common.fitted_text import FAMILY, font_of
from psoas_desktop.ui.common.palette import palette_of
from psoas_desktop.ui.common.theme import DARK, Theme
from psoas_desktop.ui.player.screen_tour import stopped_sessions, whole_session
from psoas_desktop.ui.player.session_controller import SessionController
from psoas_desktop.ui.player.window import PlayerWindow

FINE, USAGE, INTERRUPTED = 0, 2, 130

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
    window = PlayerWindow(controller, player.routine, DARK)
    chosen = screens[screen - 1] if screen is not None else application.primaryScreen()
    window.setScreen(chosen)
    window.resize(WINDOW_SIZE.boundedTo(chosen.availableSize()))
    window.move(chosen.availableGeometry().center() - window.rect().center())
    window.closed.connect(application.quit)
    controller.begin()
    # The clock wakes Python at least once a second, so Ctrl-C is heard.
    before = signal.signal(signal.SIGINT, lambda *_: application.exit(INTERRUPTED))
    try:
        if windowed:
            window.show()
        else:
            window.showFullScreen()
        return application.exec()
    finally:
        signal.signal(signal.SIGINT, before)
        controller.close()
        window.deleteLater()


def save_screens(player: Player, folder: Path, size: QSize | tuple[int, int]) -> list[Path]:
    """Saves a picture of every different screen of a routine; needs no screen to do so.

    Args:
        player: The routine's player.
        folder: Where to; it is made if it is not there.
        size: Of the pictures, in pixels.

    Returns:
        The files, in the order of the session.
    """
    if QCoreApplication.instance() is None:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    application = _application(DARK)
    folder.mkdir(parents=True, exist_ok=True)
    saved: list[Path] = []
    seen: set[str] = set()
    opened: set[PlayerWindow] = set()
    wanted = QSize(*size) if isinstance(size, tuple) else size
    for window, name in chain(whole_session(player, DARK), stopped_sessions(player, DARK)):
        if name in seen:
            continue
        seen.add(name)
        if window not in opened:
            opened.add(window)
            window.resize(wanted)
            window.show()
        application.processEvents()
        path = folder / f"{len(saved) + 1:02}-{re.sub(r'[^a-z0-9-]+', '-', name)}.png"
        if not window.grab().save(str(path)):
            raise OSError(f"{path} cannot be written")
        saved.append(path)
    for window in opened:
        window.hide()
        window.deleteLater()
    return saved


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
