"""Doing something later, in a way that a test can do at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject, QTimer

Cancel = Callable[[], None]


class Later(Protocol):
    """Calls a function once, after a time."""

    def __call__(self, after_ms: int, call: Callable[[], None], /) -> Cancel:
        """Asks for the call; what comes back takes it back, and does nothing after the call."""


class QtLater:
    """Calls that Qt's event loop makes."""

    def __init__(self, parent: QObject) -> None:
        self._parent = parent

    def __call__(self, after_ms: int, call: Callable[[], None], /) -> Cancel:
        """Asks for a call; it is made from the event loop, even after 0 ms."""
        timer = QTimer(self._parent)
        timer.setSingleShot(True)
        waiting = True

        def end() -> None:
            nonlocal waiting
            if waiting:
                waiting = False
                timer.stop()
                timer.deleteLater()

        def due() -> None:
            end()
            call()

        timer.timeout.connect(due)
        timer.start(after_ms)
        return end
