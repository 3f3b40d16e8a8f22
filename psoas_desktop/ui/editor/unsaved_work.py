"""A copy of unsaved work, kept a moment after each edit where a crash does not reach it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal

from psoas_desktop.ui.editor.background import Background
from psoas_desktop.ui.editor.parts import Unsaved

KEPT_AFTER_MS = 1_000
"""After an edit, until a copy of unsaved work is kept."""


class UnsavedWork(QObject):
    """Keeps the copy of one window.

    Signals:
        due: The copy is to be made now: ``keep`` or ``drop`` is awaited.
        refused: No copy could be kept (a sentence).
    """

    due = Signal()
    refused = Signal(str)

    def __init__(self, unsaved: Unsaved | None, key: str, background: Background, parent: QObject) -> None:
        """Takes where copies are kept, None for nowhere, and the key of this one."""
        super().__init__(parent)
        self._unsaved, self._key, self._background = unsaved, key, background
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(KEPT_AFTER_MS)
        self._timer.timeout.connect(self.due)

    @property
    def waits(self) -> bool:
        """Whether a copy is soon to be made."""
        return self._timer.isActive()

    def soon(self) -> None:
        """Something was edited."""
        if self._unsaved is not None and not self._timer.isActive():
            self._timer.start()

    def keep(self, data: Callable[[], bytes], about: Mapping[str, Any]) -> None:
        """Keeps a copy in the place of the last one.

        Args:
            data: Gives the bytes; it is called beside the GUI's thread and touches nothing that changes.
            about: See ``storage.recovery.Recovery.keep``.
        """
        unsaved = self._unsaved
        if unsaved is not None:
            self._background.run(lambda: _tried(lambda: unsaved.keep(self._key, data(), about)), self._note)

    def drop(self) -> None:
        """Forgets the copy: everything is saved, or not wanted."""
        unsaved = self._unsaved
        self._timer.stop()
        if unsaved is not None:
            self._background.run(lambda: _tried(lambda: unsaved.drop(self._key)), lambda _: None)

    def _note(self, why: str) -> None:
        if why:
            self.refused.emit(why)


def _tried(work: Callable[[], object]) -> str:
    """Does something on a disk; returns the sentence of a refusal."""
    try:
        work()
    except OSError as error:
        return QCoreApplication.translate("Disk", error.strerror or str(error))
    return ""
