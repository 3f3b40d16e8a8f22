"""The moment from which what is not on the first page may take its time."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget

AT_LATEST_MS = 1_000
"""A window that is covered or minimised is not painted, and its session sounds all the same."""


class FirstPaint(QObject):
    """Calls a function once, when a window has been painted for the first time."""

    def __init__(self, window: QWidget, then: Callable[[], None]) -> None:
        super().__init__(window)
        self._window, self._then = window, then
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._call)
        self._timer.start(AT_LATEST_MS)
        window.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Waits for the window's own painting; its pages are painted with it, before the next turn."""
        if event.type() == QEvent.Type.Paint:
            self._timer.start(0)
        return False

    def _call(self) -> None:
        self._window.removeEventFilter(self)
        self.deleteLater()
        self._then()
