"""Work of the editor that is done beside the GUI's thread, one piece after another."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, QThreadPool, Signal

_T = TypeVar("_T")
Otherwise = Callable[[Exception], object]


class Background(QObject):
    """One thread for a window. What it is given must touch neither widgets nor what changes."""

    _ready = Signal(object)

    def __init__(self, pool: QThreadPool | None = None, parent: QObject | None = None) -> None:
        """Takes the threads; None does everything at once, in the caller's thread."""
        super().__init__(parent)
        self._pool = pool
        if pool is not None:
            pool.setMaxThreadCount(1)
        self._ready.connect(lambda hand_over: hand_over())

    def run(
        self, work: Callable[[], _T], then: Callable[[_T], object], otherwise: Otherwise | None = None
    ) -> None:
        """Does a piece of work and hands its result over in the GUI's thread.

        Args:
            work: Returns what was found; an error that is expected is a result too.
            then: Takes it.
            otherwise: Takes an error that nobody expected; without it the error is raised in the GUI's
                thread, where the program notes its faults.
        """
        if self._pool is None:
            _done(work, then, otherwise)()
        else:
            self._pool.start(lambda: self._ready.emit(_done(work, then, otherwise)))

    def finish(self) -> None:
        """Waits for what has been asked for."""
        if self._pool is not None:
            self._pool.waitForDone()


def _done(
    work: Callable[[], _T], then: Callable[[_T], object], otherwise: Otherwise | None
) -> Callable[[], object]:
    """Does the work; returns what is left for the GUI's thread to do."""
    try:
        result = work()
    except Exception as error:  # noqa: BLE001 - whatever it is, somebody waits for the end
        return _raiser(error) if otherwise is None else _with(otherwise, error)
    return _with(then, result)


def _with(call: Callable[[_T], object], what: _T) -> Callable[[], object]:
    return lambda: call(what)


def _raiser(error: Exception) -> Callable[[], object]:
    def fail() -> None:
        raise error

    return fail
