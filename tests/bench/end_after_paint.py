"""Stands in for ``QApplication.exec``: it ends, and says when, once a window has been painted."""

from __future__ import annotations

import time

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication

_exec = QApplication.exec


class _EndAfterPaint(QObject):
    """Ends the application once a window has been painted."""

    def __init__(self) -> None:
        super().__init__()
        self._painted = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and not self._painted:
            self._painted = True
            QTimer.singleShot(0, self._end)
        return False

    def _end(self) -> None:
        print(time.monotonic_ns(), flush=True)
        QApplication.exit(0)  # quit() asks the windows, and the program's asks the person


def exec_until_painted(*_: object) -> int:
    """Runs until the window that is shown has been painted.

    Only that window is watched: a filter on the whole application has Python know every part of Qt with an
    event, which takes longer than painting and is nobody's start.
    """
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    end = _EndAfterPaint()
    for window in application.topLevelWidgets():
        if window.isVisible():
            window.installEventFilter(end)
    return _exec()
