"""Work of the editor that is done beside the GUI's thread, one piece after another."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, QThreadPool, Signal

_T = TypeVar("_T")


class Background(QObject):
    """One thread for a window. What it is given must touch neither widgets nor what changes."""

    _ready = Signal(object, object)

    def __init__(self, pool: QThreadPool | None = None, parent: QObject | None = None) -> None:
        """Takes the threads; None does everything at once, in the caller's thread."""
        super().__init__(parent)
        self._pool = pool
        if pool is not None:
            pool.setMaxThreadCount(1)
        self._ready.connect(lambda then, result: then(result))

    def run(self, work: Callable[[], _T], then: Callable[[_T], object]) -> None:
        """Does a piece of work and hands its result over in the GUI's thread.

        Args:
            work: Returns what was found; an error that is expected is a result too.
            then: Takes it.
        """
        if self._pool is None:
            then(work())
        else:
            self._pool.start(lambda: self._ready.emit(then, work()))

    def finish(self) -> None:
        """Waits for what has been asked for."""
        if self._pool is not None:
            self._pool.waitForDone()
