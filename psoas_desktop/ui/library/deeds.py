"""What is done with a routine: played, changed, copied, renamed, deleted and brought back.

Nothing is lost on the way: what came with the program is never changed, and what is deleted can be undone.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtWidgets import QWidget

from psoas_desktop.routine.translation import QT_TRANSLATE_NOOP
from psoas_desktop.storage.bundle_refusals import BundleError
from psoas_desktop.storage.library_files import Origin
from psoas_desktop.storage.own_routines import CannotRenameError, copy_routine, rename_routine
from psoas_desktop.storage.routine_files import ChangedOnDiskError
from psoas_desktop.ui.common.desk_button import Weight
from psoas_desktop.ui.common.plain_text import isolated
from psoas_desktop.ui.common.sheet import Answer, Sheet
from psoas_desktop.ui.library.parts import LibraryParts, Removed
from psoas_desktop.ui.library.words import tr

if TYPE_CHECKING:
    from psoas_desktop.services.library_listing import Row
    from psoas_desktop.storage.bin import Binned

_COPY = QT_TRANSLATE_NOOP("library", "{title} (copy)")
_COPIED = QT_TRANSLATE_NOOP("library", "“{title}” is saved to My routines.")
_DELETED = QT_TRANSLATE_NOOP("library", "“{title}” is deleted.")
_BACK = QT_TRANSLATE_NOOP("library", "“{title}” is back.")
_RENAMED = QT_TRANSLATE_NOOP("library", "It is called “{title}” now.")
_UNDO = QT_TRANSLATE_NOOP("library", "Undo")
_NO_FILE_MANAGER = QT_TRANSLATE_NOOP("library", "No file manager answered. The file is {path}")
_OPEN_FIRST = QT_TRANSLATE_NOOP(
    "library",
    "This file has faults. Save it from the editor first, then rename it. Nothing was changed.",
)
_CHANGED = QT_TRANSLATE_NOOP(
    "library", "Another program has changed this file just now. Nothing was changed. Try again."
)
_FAILED = QT_TRANSLATE_NOOP("library", "{reason} Nothing was changed.")
_READY_MADE = QT_TRANSLATE_NOOP("library", "Ready-made routines stay as they are")
_EDIT_COPY = QT_TRANSLATE_NOOP("library", "A copy of “{title}” is yours to change. It goes to My routines.")


class Deeds(QObject):
    """Does it, and says what was done."""

    play_asked = Signal(Path)
    edit_asked = Signal(Path)
    handout_asked = Signal(Path)
    page_asked = Signal(object)
    """A row that has to be looked at first, or whose page is asked for."""
    changed = Signal(object)
    """The files are others now; the path to choose, or None."""
    gone = Signal(Path)
    said = Signal(str, str, object)
    """A sentence; the words of a button, or nothing; what the button does."""
    undoable = Signal(bool)
    """Whether a delete can be undone."""

    def __init__(self, parts: LibraryParts, window: QWidget) -> None:
        super().__init__(window)
        self._parts, self._window = parts, window
        self._removed: Removed | None = None
        self._known = parts.known()
        self._deleted: list[tuple[Binned, str]] = []

    def is_stranger(self, row: Row) -> bool:
        """Whether a routine comes from somebody else and was not accepted before."""
        entry = row.entry
        return entry.origin is Origin.FOLDER and not self._known.knows(entry.mark)

    def play(self, row: Row) -> None:
        """Plays it; a stranger's is looked at first, and so is a broken one."""
        if self.is_stranger(row) or not row.entry.playable:
            self.page_asked.emit(row)
        else:
            self.play_asked.emit(row.entry.path)

    def edit(self, row: Row) -> None:
        """Opens it for changing; of a ready-made one a copy is offered."""
        if self.is_stranger(row) or row.entry.reason:
            self.page_asked.emit(row)
        elif row.entry.origin is Origin.READY_MADE:
            self._offer_copy(row)
        else:
            self.edit_asked.emit(row.entry.path)

    def handout(self, row: Row) -> None:
        """Puts it on paper; a stranger's is looked at first."""
        if self.is_stranger(row) or not row.entry.playable:
            self.page_asked.emit(row)
        else:
            self.handout_asked.emit(row.entry.path)

    def unpacked(self, bundle: Path) -> Path | None:
        """The file of a routine that came zipped with its pictures; None where that fails, which is said."""
        try:
            return self._parts.received(bundle)
        except BundleError as error:
            self.said.emit(QCoreApplication.translate("Bundle", str(error)), "", None)
        except OSError as error:
            self.said.emit(error.strerror or str(error), "", None)
        return None

    def accept(self, row: Row) -> None:
        """Remembers that a stranger's routine was looked at."""
        try:
            self._known.remember(row.entry.mark)
        except OSError as error:
            self._fail(error)

    def duplicate(self, row: Row) -> Path | None:
        """Saves a copy to the person's own routines.

        Returns:
            The copy; None where it could not be saved, which has been said.
        """
        title = row.entry.title
        if row.entry.origin is Origin.OWN:
            title = tr(_COPY, title=title)
        try:
            stored = copy_routine(row.entry.path, self._parts.own, title, self._parts.new_id)
        except (OSError, ChangedOnDiskError) as error:
            self._fail(error)
            return None
        self.changed.emit(stored.path)
        self._say(_COPIED, title)
        return stored.path

    def rename(self, row: Row, title: str) -> None:
        """Gives it another title."""
        try:
            rename_routine(row.entry.path, title)
        except (OSError, ChangedOnDiskError, CannotRenameError) as error:
            self._fail(error)
            return
        self.changed.emit(row.entry.path)
        old = row.entry.title
        self.said.emit(
            tr(_RENAMED, title=isolated(title)), tr(_UNDO), lambda: self._rename_back(row.entry.path, old)
        )

    def delete(self, row: Row) -> None:
        """Moves it to the bin; nothing is asked, for it can be undone."""
        if row.entry.origin is Origin.READY_MADE:
            return
        try:
            binned = self._bin().put(row.entry.path)
        except OSError as error:
            self._fail(error)
            return
        self._deleted.append((binned, row.entry.title))
        self.undoable.emit(True)
        self.gone.emit(row.entry.path)
        self._say(_DELETED, row.entry.title, undo=True)

    def undo_delete(self) -> None:
        """Brings back what was deleted last."""
        if not self._deleted:
            return
        binned, title = self._deleted[-1]
        try:
            path = self._bin().restore(binned)
        except OSError as error:
            self._fail(error)
            return
        self._deleted.pop()
        self.undoable.emit(bool(self._deleted))
        self.changed.emit(path)
        self._say(_BACK, title)

    def reveal(self, row: Row) -> None:
        """Shows it in the file manager."""
        if not self._parts.show_in_folder(row.entry.path):
            self.said.emit(tr(_NO_FILE_MANAGER, path=isolated(str(row.entry.path))), "", None)

    def _offer_copy(self, row: Row) -> None:
        sheet = Sheet(
            self._window,
            tr(_READY_MADE),
            tr(_EDIT_COPY, title=isolated(row.entry.title)),
            (
                Answer("not-now", self.tr("Not now"), safe=True),
                Answer("copy", self.tr("Edit a copy"), Weight.PRIMARY),
            ),
        )
        sheet.chosen.connect(lambda answer: self._edit_copy(row) if answer == "copy" else None)
        sheet.open()

    def _edit_copy(self, row: Row) -> None:
        path = self.duplicate(row)
        if path is not None:
            self.edit_asked.emit(path)

    def _rename_back(self, path: Path, title: str) -> None:
        try:
            rename_routine(path, title)
        except (OSError, ChangedOnDiskError, CannotRenameError) as error:
            self._fail(error)
            return
        self.changed.emit(path)

    def _bin(self) -> Removed:
        if self._removed is None:
            self._removed = self._parts.removed()
        return self._removed

    def _say(self, text: str, title: str, *, undo: bool = False) -> None:
        action, then = (tr(_UNDO), self.undo_delete) if undo else ("", None)
        self.said.emit(tr(text, title=isolated(title)), action, then)

    def _fail(self, error: Exception) -> None:
        if isinstance(error, CannotRenameError):
            text = tr(_OPEN_FIRST)
        elif isinstance(error, OSError):
            reason = QCoreApplication.translate("Disk", error.strerror or "")
            text = tr(_FAILED, reason=reason)
        else:
            text = tr(_CHANGED)
        self.said.emit(text, "", None)
