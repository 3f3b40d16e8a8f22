"""The text of the window's file: instead of the blocks until it is right, and beside them when asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QStackedLayout, QWidget

from psoas_desktop.editing.document import Document
from psoas_desktop.ui.editor.actions import Actions
from psoas_desktop.ui.editor.file_questions import FileQuestions
from psoas_desktop.ui.editor.file_session import FileSession
from psoas_desktop.ui.editor.parts import EditorParts

if TYPE_CHECKING:
    from psoas_desktop.ui.editor.source_view import SourceView

_EDITS = ("duplicate", "delete", "rename", "group", "ungroup", "up", "down", "expand", "collapse")
"""What is done to blocks that nobody sees while the text is shown."""


class TextPage(QObject):
    """Shows the text among the pages of a window. No change of it is left lying behind the blocks.

    Signals:
        left: The person goes back to the blocks; whether changes of the text were taken over.
    """

    left = Signal(bool)

    def __init__(
        self,
        parts: EditorParts,
        session: FileSession,
        questions: FileQuestions,
        actions: Actions,
        pages: QStackedLayout,
        window: QWidget,
    ) -> None:
        """Takes the file, what asks about it, and the actions and pages of the window."""
        super().__init__(window)
        self.view: SourceView | None = None
        self._parts, self._session, self._questions = parts, session, questions
        self._actions, self._pages, self._window = actions, pages, window

    @property
    def shown(self) -> bool:
        """Whether the text is what is seen."""
        return self.view is not None and self._pages.currentWidget() is self.view

    def show_broken(self) -> None:
        """Shows the text of a file that has to be mended first."""
        view = self._shown_view()
        view.open_bytes(self._session.data)
        view.setFocus()

    def show_document(self, document: Document) -> None:
        """Shows the text of a routine as it is now."""
        view = self._shown_view()
        view.show_document(document)
        view.setFocus()

    def leave(self) -> None:
        """Goes back to the blocks; what was changed is taken over, or dropped if the person says so."""
        changed = self._session.document
        before = None if changed is None else changed.draft
        self._questions.leave_text(
            lambda: self.left.emit(changed is not None and changed.draft is not before)
        )

    def follow_undo(self) -> None:
        """Turns undo and redo on where the text that is shown, or else the routine, has a step for them."""
        document = self._session.document
        undo = document is not None and document.undo_step is not None
        redo = document is not None and document.redo_step is not None
        if self.shown and self.view is not None:
            text, changed = self.view.editor.document(), self.view.modified
            undo = text.isUndoAvailable() or (undo and not changed)
            redo = text.isRedoAvailable() or (redo and not changed)
        self._actions["undo"].setEnabled(undo)
        self._actions["redo"].setEnabled(redo)

    def close(self) -> None:
        """Takes the text away: there are blocks now."""
        view, self.view = self.view, None
        if view is not None:
            self._pages.removeWidget(view)
            view.deleteLater()

    def run(self, name: str) -> bool:
        """Does to the text what an action means for it; says whether that was all there is to do."""
        assert self.view is not None
        editor, text = self.view.editor, self.view.editor.document()
        if (name == "undo" and not text.isUndoAvailable()) or (name == "redo" and not text.isRedoAvailable()):
            return self.view.modified
        commands: Mapping[str, Callable[[], object]] = {
            "undo": editor.undo,
            "redo": editor.redo,
            "cut": editor.cut,
            "copy": editor.copy,
            "paste": editor.paste,
            "select-all": editor.selectAll,
            "find": self.view.find_bar.start,
            "check": self.view.check_now,
            "next-problem": self.view.next_problem,
            "last-problem": self.view.previous_problem,
        }
        command = commands.get(name)
        if command is not None:
            command()
        elif name in ("add", "outline", "about"):
            self.leave()
            return self.shown
        return command is not None or name in _EDITS

    def _shown_view(self) -> SourceView:
        if self.view is None:
            from psoas_desktop.ui.editor.source_view import SourceView

            self.view = SourceView(self._parts, self._window)
            self.view.blocks_asked.connect(self._go_on_in_blocks)
            self.view.changed.connect(self._session.text_changed)
            self.view.changed.connect(self.follow_undo)
            self._pages.addWidget(self.view)
        self._session.take_text(self.view)
        self._pages.setCurrentWidget(self.view)
        return self.view

    def _go_on_in_blocks(self) -> None:
        if self.view is not None:
            self._session.mended(self.view.data())
