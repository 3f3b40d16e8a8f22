"""Looking for a block by what stands on its card."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from psoas_desktop.editing.document import Document
from psoas_desktop.editing.places import all_items, order
from psoas_desktop.routine.problems import Path
from psoas_desktop.ui.common.desk_button import DeskButton, Weight
from psoas_desktop.ui.common.fields import SearchField
from psoas_desktop.ui.common.label import Label, Role
from psoas_desktop.ui.editor.outline_card import CardMaker


class FindBar(QWidget):
    """A line above the outline. Enter goes to the next block with every word, Shift+Enter to the one before.

    Signals:
        found: A block is to be shown (its path).
        closed: The person is done.
    """

    found = Signal(object)
    closed = Signal()

    def __init__(self, document: Document, maker: CardMaker, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document, self._maker = document, maker
        self.field = SearchField(self.tr("Find a block"), self)
        self.said = Label("", Role.QUIET, self)
        self.said.setWordWrap(False)
        close = DeskButton("", self, icon="close", weight=Weight.QUIET)
        close.setAccessibleName(self.tr("Close the search"))
        close.clicked.connect(self.leave)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.addWidget(self.field, 1)
        layout.addWidget(self.said)
        layout.addWidget(close)
        self.field.textChanged.connect(lambda _: self.go(stay=True))
        self.hide()

    def begin(self) -> None:
        """Shows itself, ready to be written into."""
        self.show()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def leave(self) -> None:
        """Goes away."""
        self.hide()
        self.closed.emit()

    def go(self, *, back: bool = False, stay: bool = False) -> None:
        """Goes to a block that fits: the next, the one before, or the present one if it fits still."""
        paths = self._fitting()
        count = len(paths)
        if not count:
            nothing = self.tr("No such block") if self.field.text().strip() else ""
            self.said.setText(nothing)
            return
        here = order(self._document.selection[0]) if self._document.selection else ()
        if back:
            at = next((i for i in reversed(range(count)) if order(paths[i]) < here), count - 1)
        elif stay:
            at = next((i for i in range(count) if order(paths[i]) >= here), 0)
        else:
            at = next((i for i in range(count) if order(paths[i]) > here), 0)
        words = self.tr("{number} of {count}")
        self.said.setText(words.replace("{number}", str(at + 1)).replace("{count}", str(count)))
        self.found.emit(paths[at])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on, Esc closes."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.go(back=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        elif event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    def _fitting(self) -> list[Path]:
        wanted = self.field.text().casefold().split()
        if not wanted:
            return []
        found = []
        for path, node in all_items(self._document.draft):
            card = self._maker.card(node, self._document.index.facts(path))
            words = f"{card.title} {card.details}".casefold()
            if all(word in words for word in wanted):
                found.append(path)
        return found
