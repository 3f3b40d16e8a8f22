"""Looks a file through by the rules of advice beside the GUI's thread: it takes longer than a page waits."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QThreadPool, Signal

from psoas_desktop.advice.remarks import Remark

LookThrough = Callable[[Path], Sequence[Remark]]
"""Reads a file and lists its grave advice; empty for a file that cannot be read or played."""


class FileAdvice(QObject):
    """Answers for the file that was asked for last.

    Signals:
        found: The path of the file; its remarks.
    """

    found = Signal(object, object)
    _done = Signal(object, object)

    def __init__(self, look: LookThrough, parent: QObject | None = None) -> None:
        """Takes what looks; it is called in a thread of its own."""
        super().__init__(parent)
        self._look = look
        self._wanted: Path | None = None
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._done.connect(self._tell)

    def ask(self, path: Path) -> None:
        """Looks a file through; one that waits is given up."""
        self._wanted = path
        self._pool.clear()
        self._pool.start(lambda: self._done.emit(path, tuple(self._look(path))))

    def close(self) -> None:
        """Waits for the end of what is being done: at most as long as one file takes."""
        self._wanted = None
        self._pool.clear()
        self._pool.waitForDone()

    def _tell(self, path: Path, remarks: tuple[Remark, ...]) -> None:
        if path == self._wanted:
            self.found.emit(path, remarks)
