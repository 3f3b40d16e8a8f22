"""The file behind a window: opened, saved, changed by others, and never lost."""

from __future__ import annotations

from functools import partial
from pathlib import Path as FilePath

from PySide6.QtCore import QCoreApplication, QObject, Signal

from psoas_desktop.editing.document import Document
from psoas_desktop.editing.edits import Action
from psoas_desktop.routine.codec import encode
from psoas_desktop.routine.draft import Draft, Leaf
from psoas_desktop.storage.photo_copies import with_photos
from psoas_desktop.storage.routine_files import (
    ChangedOnDiskError,
    Stored,
    free_name,
    mark_of,
    read_stored,
    save_stored,
)
from psoas_desktop.ui.editor.background import Background
from psoas_desktop.ui.editor.file_look import FileLook
from psoas_desktop.ui.editor.file_outcomes import Deed, Failure, Outcome, Reloaded, Text
from psoas_desktop.ui.editor.opened import Opened, opened, readable
from psoas_desktop.ui.editor.parts import EditorParts
from psoas_desktop.ui.editor.unsaved_work import UnsavedWork

AT_ONCE = 96 * 1024
"""Bytes of a file that is taken at once; a larger one is taken beside the GUI's thread."""


class FileSession(QObject):
    """Holds the document of a window and knows its file.

    Attributes:
        document: What is edited in blocks; None as long as the text has to be mended.
        text: The text, where it is shown: what was changed in it is taken over before anything is saved.
        opening: Whether a large file is being taken; ``came`` or ``failed`` follows.

    Signals:
        came: There is a document, or a text to mend: ``document`` and ``broken`` say which.
        changed: Title, file or mark of unsaved work may be others.
        moved: The file is another one (its path, or None): it is to be watched.
        wrote: The program itself wrote a file (its path).
        overtaken: Another program changed the file.
        vanished: The file was deleted or renamed.
        failed: The disk refused (``Failure``).
    """

    came = Signal()
    changed = Signal()
    moved = Signal(object)
    wrote = Signal(object)
    overtaken = Signal()
    vanished = Signal()
    failed = Signal(object)

    def __init__(
        self, parts: EditorParts, key: str, background: Background, parent: QObject | None = None
    ) -> None:
        """Takes a key under which unsaved work is kept, another for each window."""
        super().__init__(parent)
        self.document: Document | None = None
        self.broken: Opened | None = None
        self.text: Text | None = None
        self.data = b""
        self.path: FilePath | None = None
        self._parts, self._background = parts, background
        self._precious = False
        self._mark: str | None = None
        self._kept: Draft | None = None
        self._state: tuple[object, ...] = ()
        self.opening = False
        self.unsaved = UnsavedWork(parts.unsaved, key, background, self)
        self.unsaved.due.connect(self._keep)
        self.unsaved.refused.connect(lambda why: self.failed.emit(Failure(Deed.KEEP, "", why)))
        self._looks = FileLook(background)

    @property
    def modified(self) -> bool:
        """Whether the file, if there is one, holds something else."""
        text_waits = self.text is not None and self.text.modified
        return text_waits or (self._precious if self.document is None else self.document.modified)

    @property
    def worth_asking(self) -> bool:
        """Whether closing would lose something that a person did."""
        if self.document is None or not self.document.modified:
            return self.modified
        if self.text is not None and self.text.modified:
            return True
        untouched = self.document.undo_step is None and self.document.redo_step is None
        return self._precious or not untouched

    @property
    def title(self) -> str:
        """The title of the routine; empty for none."""
        leaf = self.document.draft.get(("title",)) if self.document is not None else None
        return leaf.value if isinstance(leaf, Leaf) and isinstance(leaf.value, str) else ""

    @property
    def name(self) -> str:
        """The title of the routine, else the name of its file; empty for none."""
        return self.title or ("" if self.path is None else self.path.name)

    @property
    def mark(self) -> str | None:
        """What the file held when it was last read or saved."""
        return self._mark

    # Opening

    def begin(self, draft: Draft) -> None:
        """Starts a routine that no file holds yet."""
        self._show(Opened(Document(draft, self._parts.data.field_rules, on_disk=False)))

    def open(self, path: FilePath) -> bool:
        """Opens a file; a large one comes later.

        Returns:
            Whether it could be read.
        """
        self._looks.forget()
        try:
            stored = read_stored(path)
        except OSError as error:
            self._fail(Deed.OPEN, path, error)
            return False
        self.path, self._mark = stored.path, stored.mark
        self._take(stored.data, on_disk=True)
        self.moved.emit(self.path)
        return True

    def open_copy(self, data: bytes) -> None:
        """Opens a routine that stays as it is: what is saved becomes a file of its own."""
        self._take(data, on_disk=False)

    def restore(self, data: bytes, path: FilePath | None, mark: str | None) -> None:
        """Goes on with unsaved work of a session that was cut off.

        Args:
            data: The work.
            path: The file that it belongs to; None for one that was never saved.
            mark: What that file held: if it holds something else by now, a save asks first.
        """
        self.path, self._mark, self._precious = path, mark, True
        self._take(data, on_disk=False)
        if path is not None:
            self.moved.emit(path)

    def take_text(self, text: Text) -> None:
        """Takes the text that is shown. Without a document it is what a save writes."""
        self.text = text

    def text_changed(self) -> None:
        """Takes note that the text was changed."""
        self.unsaved.soon()
        self.changed.emit()

    def settle(self) -> bool:
        """Takes over what was changed in the text of a document; says whether nothing of it is left over."""
        if self.document is None or self.text is None or not self.text.modified:
            return True
        return self.text.take_over()

    def mended(self, data: bytes) -> bool:
        """Goes on in blocks with a text that was mended; says whether it is right now."""
        draft, _ = readable(data)
        if draft is None:
            return False
        same = self._mark == mark_of(data)
        self._precious = not same
        self._show(Opened(Document(draft, self._parts.data.field_rules, on_disk=same)))
        return True

    def _take(self, data: bytes, *, on_disk: bool) -> None:
        self.data = data
        program = self._parts.data
        if len(data) <= AT_ONCE:
            self._show(opened(data, program, on_disk=on_disk))
        else:
            self.opening = True
            work = partial(opened, data, program, on_disk=on_disk)
            self._background.run(work, self._show, self._not_opened)

    def _not_opened(self, _error: Exception) -> None:
        self.opening = False
        self.failed.emit(Failure(Deed.OPEN, "" if self.path is None else self.path.name, ""))

    def _show(self, found: Opened) -> None:
        self.document = found.document
        self.broken = found if found.document is None else None
        self.text = None
        self.opening = False
        if self.document is not None:
            self._kept = None if self._precious else self.document.draft
            self.document.listen(self._follow)
        self.came.emit()
        self._tell()

    # Saving

    def save(self) -> Outcome:
        """Saves to the file, if it still is what it was."""
        if self.path is None:
            return Outcome.NEEDS_A_NAME
        if not self.settle():
            return Outcome.UNSOUND
        if not self.modified:
            return Outcome.SAVED
        return self._write(self.path, self._mark, over=False)

    def save_over(self) -> Outcome:
        """Saves whatever the file holds by now: the person was asked."""
        return Outcome.NEEDS_A_NAME if self.path is None else self._write(self.path, None, over=True)

    def save_as(self, path: FilePath) -> Outcome:
        """Saves to another file, which is the routine's from now on."""
        return self._write(path, None, over=True)

    def save_copy(self, path: FilePath) -> Outcome:
        """Saves a copy; the routine keeps its own file."""
        if not self.settle():
            return Outcome.UNSOUND
        try:
            moved = self._moved_to(path)
            save_stored(path, self._bytes() if moved is None else encode(moved), None, over=True)
        except OSError as error:
            self._fail(Deed.SAVE, path, error)
            return Outcome.FAILED
        self.wrote.emit(path)
        return Outcome.SAVED

    def proposed(self) -> FilePath:
        """A free name for the routine, where its own file lies or among the person's routines."""
        folder = self.path.parent if self.path is not None else self._parts.documents
        untitled = QCoreApplication.translate("editor", "Routine")
        return free_name(folder, self.title, untitled=untitled)

    def _write(self, path: FilePath, expected: str | None, *, over: bool) -> Outcome:
        if not self.settle():
            return Outcome.UNSOUND
        try:
            draft = self._moved_to(path)
            data = self._bytes() if draft is None else encode(draft)
            stored = save_stored(path, data, expected, over=over)
        except ChangedOnDiskError as error:
            return Outcome.GONE if error.now is None else Outcome.CHANGED
        except OSError as error:
            self._fail(Deed.SAVE, path, error)
            return Outcome.FAILED
        moved = path != self.path
        self.path, self._mark, self._precious, self.data = path, stored.mark, False, data
        self._looks.forget()
        self.wrote.emit(path)
        if self.document is not None and draft is not None:
            if draft is not self.document.draft:
                self.document.replace_all(draft, Action.CHANGE)
            self.document.saved(draft)
        elif self.text is not None:
            self.text.saved(data)
        if moved:
            self.moved.emit(path)
        self.unsaved.drop()
        self._tell()
        return Outcome.SAVED

    def _moved_to(self, path: FilePath) -> Draft | None:
        """The routine as it has to be written to a file, with its photos beside that; None for a text."""
        draft = None if self.document is None else self.document.draft
        if draft is None or self.path is None or self.path.parent == path.parent:
            return draft
        return with_photos(draft, self.path.parent, path.parent)

    def _bytes(self) -> bytes:
        if self.document is not None:
            return self.document.bytes()
        return self.data if self.text is None else self.text.data()

    # What others do to the file

    def look(self) -> None:
        """Looks at the file again: it may have been changed, or be gone. Each change is told once."""
        if self.path is not None and not self.opening:
            self._looks.look(self.path, partial(self._compare, self.path, self._mark))

    def _compare(self, path: FilePath, mark: str | None, found: Stored | OSError) -> None:
        if (path, mark) != (self.path, self._mark):
            self._looks.forget()  # it was saved meanwhile
            self.look()
        elif isinstance(found, Stored):
            if self._looks.is_news(found.mark, self._mark):
                self.overtaken.emit()
        elif not isinstance(found, FileNotFoundError):
            self._fail(Deed.READ, path, found)
        elif self._mark is not None:
            self._mark = None
            self._changed_on_disk()
            self.vanished.emit()

    def reload(self) -> Reloaded:
        """Takes what the file holds now, in blocks as a step that can be undone."""
        assert self.path is not None
        if not self.settle():
            return Reloaded.UNSOUND
        stored = self._read(self.path)
        if stored is None:
            return Reloaded.FAILED
        if self.document is None:
            self._mark, self._precious = stored.mark, False
            self.unsaved.drop()
            self._take(stored.data, on_disk=True)
            return Reloaded.DONE
        draft, older = readable(stored.data)
        if draft is None:
            return Reloaded.WRONG
        self._mark, self._precious = stored.mark, False
        self.document.replace_all(draft, Action.SOURCE, on_disk=older is None)
        self._tell()
        return Reloaded.DONE

    def keep_mine(self) -> None:
        """Keeps what is in the window: the next save replaces what the file holds now."""
        assert self.path is not None
        stored = self._read(self.path)
        if stored is not None:
            self._mark = stored.mark
            self._changed_on_disk()

    def _changed_on_disk(self) -> None:
        self._precious = True
        if self.document is not None:
            self.document.changed_on_disk()
        else:
            self.changed.emit()

    def _read(self, path: FilePath) -> Stored | None:
        self._looks.forget()
        try:
            return read_stored(path)
        except OSError as error:
            self._fail(Deed.READ, path, error)
            return None

    # Unsaved work

    def give_up(self) -> None:
        """Forgets unsaved work: the window is closed, and the person said so or there is none."""
        self.unsaved.drop()
        self._background.finish()

    def _follow(self) -> None:
        assert self.document is not None
        draft = self.document.draft
        if draft is not self._kept:
            self.unsaved.soon()
        state = (self.document.modified, draft.get(("title",)))
        if state != self._state:
            self._state = state
            self.changed.emit()

    def _keep(self) -> None:
        text = self.text if self.text is not None and self.text.modified else None
        if self.document is not None:
            self._kept = self.document.draft
        if not self.modified:
            self.unsaved.drop()
            return
        about = {
            "path": None if self.path is None else str(self.path),
            "title": self.name,
            "when": self._parts.now(),
            "mark": self._mark,
        }
        if self.document is None or text is not None:
            data = self._bytes() if text is None else text.data()
            self.unsaved.keep(lambda: data, about)
        else:
            self.unsaved.keep(partial(encode, self.document.draft), about)

    def _fail(self, deed: Deed, path: FilePath, error: OSError) -> None:
        why = QCoreApplication.translate("Disk", error.strerror or str(error))
        self.failed.emit(Failure(deed, path.name, why))

    def _tell(self) -> None:
        if self.document is not None:
            self._state = (self.document.modified, self.document.draft.get(("title",)))
        self.changed.emit()
