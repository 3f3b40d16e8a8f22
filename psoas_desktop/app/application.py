"""The one QApplication, dressed in a theme."""

from __future__ import annotations

import os
import sys

from PySide6.QtCore import QCoreApplication, QMessageLogContext, Qt, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from psoas_desktop.services.fonts import load_fonts
from psoas_desktop.storage.program_folders import root
from psoas_desktop.ui.common.fitted_text import FAMILY, font_of
from psoas_desktop.ui.common.palette import palette_of
from psoas_desktop.ui.common.theme import Theme

FINE, USAGE, INTERRUPTED = 0, 2, 130

TEXT_PX = 15
STYLE = "fusion"


def dressed_application(theme: Theme) -> QApplication:
    """The one QApplication, dressed; ends the process with one line where there is no screen."""
    running = QCoreApplication.instance()
    if isinstance(running, QApplication):
        application = running
        application.setStyle(STYLE)
    else:
        before = qInstallMessageHandler(_end_without_screen)
        QApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
        # Not by setStyle: it returns the style, and making Python's side of one takes as long as a font.
        application = QApplication([*sys.argv[:1], "-style", STYLE])
        qInstallMessageHandler(before)
    application.setApplicationName("psoas-desktop")
    application.setApplicationDisplayName("psoas-desktop")
    application.setDesktopFileName("psoas-desktop")
    application.setPalette(palette_of(theme))
    if FAMILY in load_fonts(root() / "fonts"):
        application.setFont(font_of(TEXT_PX, font_of(TEXT_PX, application.font().weight()).weight()))
    return application


def application_without_screen(theme: Theme) -> QApplication:
    """The application for commands that only paint into pictures; it needs no screen."""
    if QCoreApplication.instance() is None:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    return dressed_application(theme)


def _end_without_screen(kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
    """Qt aborts where it can open no screen; this is its last word before, and ours is shorter."""
    if kind is QtMsgType.QtFatalMsg:
        say("no window can be opened: there is no screen, or a system library that Qt needs is missing.")
        sys.stderr.flush()
        os._exit(USAGE)
    if kind is QtMsgType.QtCriticalMsg:
        say(message)


def say(sentence: str) -> None:
    """One sentence on standard error, with the program's name before it."""
    sys.stderr.write(f"psoas-desktop: {sentence}\n")
