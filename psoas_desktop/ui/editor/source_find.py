"""Looking for words in a file's text."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor, QTextDocument
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QWidget

from psoas_desktop.ui.common.desk_button import DeskButton, Weight
from psoas_desktop.ui.common.fields import SearchField
from psoas_desktop.ui.common.label import Label, Role


class SourceFind(QWidget):
    """A line with what is looked for. Enter goes on, Shift+Enter back, Esc closes it."""

    closed = Signal()

    def __init__(self, editor: QPlainTextEdit, parent: QWidget | None = None) -> None:
        """Takes the text that it looks through."""
        super().__init__(parent)
        self._editor = editor
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        self.field = SearchField(self.tr("Find in the text"), self)
        self.field.textEdited.connect(self._from_here)
        layout.addWidget(self.field, 1)
        self.found = Label("", Role.QUIET, self)
        self.found.setWordWrap(False)
        layout.addWidget(self.found, 0, Qt.AlignmentFlag.AlignVCenter)
        self.back = DeskButton(self.tr("Back"), self, icon="up", weight=Weight.QUIET)
        self.back.clicked.connect(lambda: self.go(back=True))
        layout.addWidget(self.back)
        self.next = DeskButton(self.tr("Next"), self, icon="down", weight=Weight.QUIET)
        self.next.clicked.connect(self._next)
        layout.addWidget(self.next)

    def start(self) -> None:
        """Begins; what is selected in the text is looked for."""
        chosen = self._editor.textCursor().selectedText()
        if chosen and len(chosen) <= self.field.maxLength() and "\u2029" not in chosen:
            self.field.setText(chosen)
        self.show()
        self.field.setFocus()
        self.field.selectAll()

    def go(self, *, back: bool = False) -> bool:
        """Goes to the next place, round the end; says whether there is one."""
        wanted = self.field.text()
        if not wanted:
            self.found.setText("")
            return False
        flags = QTextDocument.FindFlag.FindBackward if back else QTextDocument.FindFlag(0)
        document, cursor = self._editor.document(), self._editor.textCursor()
        found = document.find(wanted, cursor, flags)
        if found.isNull():
            start = QTextCursor(document)
            if back:
                start.movePosition(QTextCursor.MoveOperation.End)
            found = document.find(wanted, start, flags)
        if not found.isNull():
            self._editor.setTextCursor(found)
            self._editor.centerCursor()
        self.found.setText("" if not found.isNull() else self.tr("Not found"))
        return not found.isNull()

    def _next(self) -> None:
        self.go()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on, Esc closes."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.go(back=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        elif event.key() == Qt.Key.Key_Escape:
            self.hide()
            self._editor.setFocus()
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _from_here(self) -> None:
        cursor = self._editor.textCursor()
        cursor.setPosition(cursor.selectionStart())
        self._editor.setTextCursor(cursor)
        self.go()
