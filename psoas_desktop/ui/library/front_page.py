"""The first page of the library: the search, what was understood of it, and the cards that fit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPoint, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from psoas_desktop.routine.translation import QT_TRANSLATE_NOOP
from psoas_desktop.ui.common.desk_button import DeskButton, Weight
from psoas_desktop.ui.common.fields import Choice, SearchField
from psoas_desktop.ui.common.label import scaled
from psoas_desktop.ui.common.plain_text import shown
from psoas_desktop.ui.library.order import Order
from psoas_desktop.ui.library.parts import LibraryParts
from psoas_desktop.ui.library.placeholder import Placeholder
from psoas_desktop.ui.library.words import chip, tr

if TYPE_CHECKING:
    from psoas_desktop.services.library_listing import Row
    from psoas_desktop.storage.library_search import Part, Query
    from psoas_desktop.ui.library.library_model import Section

_SEARCH = QT_TRANSLATE_NOOP("library", "Search, for example “no lying down” or “under 15 min”")
_SEARCH_LEAST = 240
"""Pixels that the search needs beside the buttons."""

_READY_MADE = QT_TRANSLATE_NOOP("library", "Ready-made")
_OWN = QT_TRANSLATE_NOOP("library", "My routines")
_NOTHING = QT_TRANSLATE_NOOP("library", "No routine fits this search")
_UNDERSTOOD = QT_TRANSLATE_NOOP("library", "Looked for: {parts}. Take a part out above, or clear the search.")


class FrontPage(QWidget):
    """Search, cards, and what teaches where there are none."""

    painted = Signal()
    """It has been painted for the first time."""
    new_pressed = Signal()
    open_pressed = Signal()
    play_pressed = Signal(object)
    """A row."""
    menu_asked = Signal(QPoint)
    """The menu of the present card, at a place on the screen."""
    chosen_changed = Signal()

    def __init__(self, parts: LibraryParts, parent: QWidget) -> None:
        super().__init__(parent)
        self._parts = parts
        self.query: Query | None = None
        self._build(parts)
        self.waiting.painted.connect(self.painted)
        self.new_button.clicked.connect(self.new_pressed)
        self.open_button.clicked.connect(self.open_pressed)

    @property
    def chosen(self) -> Row | None:
        """The row of the present card."""
        return self.model.row(self.view.currentIndex())

    def choose(self, index: QModelIndex) -> None:
        """Makes a card the present one, and brings it into view."""
        if index.isValid():
            self.view.setCurrentIndex(index)
            self.view.scrollTo(index)

    def look_for(self, text: str) -> None:
        """Understands a search and shows what fits."""
        if not text.strip():
            self.query = None
        else:
            from PySide6.QtCore import QCoreApplication

            from psoas_desktop.storage.library_search import understand

            self.query = understand(text, QCoreApplication.translate)
        self.chips.set_parts(self._understood())
        self.model.set_query(self.query)
        self.view.verticalScrollBar().setValue(0)

    def clear_search(self) -> None:
        """Shows everything again."""
        self.search.clear()
        self.search.setFocus()

    def to_search(self) -> None:
        """The next key is typed into the search."""
        self.search.setFocus()
        self.search.selectAll()

    def to_cards(self) -> None:
        """From the search to what it found."""
        if self.model.rowCount():
            if not self.view.currentIndex().isValid():
                self.view.setCurrentIndex(self.model.index(0))
            self.view.setFocus()

    def _build(self, parts: LibraryParts) -> None:
        self.search = SearchField(tr(_SEARCH), self)
        self.sort = Choice(
            (
                (Order.NAME, self.tr("By name")),
                (Order.TIME, self.tr("By time")),
                (Order.CHANGED, self.tr("Recently changed")),
            ),
            self,
        )
        self.sort.setAccessibleName(self.tr("Sort"))
        self.open_button = DeskButton(self.tr("Open…"), self, icon="open")
        self.new_button = DeskButton(self.tr("New routine"), self, icon="new", weight=Weight.PRIMARY)
        # Below each other at first: a window never becomes narrower than it once had to be.
        self._top = top = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        top.setContentsMargins(24, 16, 24, 8)
        top.setSpacing(8)
        top.addWidget(self.search, 1)
        beside = QHBoxLayout()
        for widget in (self.sort, self.open_button, self.new_button):
            beside.addWidget(widget)
        top.addLayout(beside)
        self.waiting = Placeholder(parts.look, self)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self.waiting, 1)

    def complete(self) -> None:
        """Builds what a first paint does not show."""
        from psoas_desktop.ui.library.card_view import CardView
        from psoas_desktop.ui.library.chips import Chips
        from psoas_desktop.ui.library.library_model import LibraryModel
        from psoas_desktop.ui.library.teaching import NoneOfYourOwn, NothingFound

        look, pictures = self._parts.look, self._parts.pictures
        self.model = LibraryModel()
        self.model.setParent(self)
        self.view = CardView(self.model, self._parts, _name_of, self)
        self.view.setAccessibleName(self.tr("Routines"))
        self.chips = Chips(look, self)
        under = QHBoxLayout()
        under.setContentsMargins(24, 0, 24, 0)
        under.addWidget(self.chips)
        self.teacher = NoneOfYourOwn(pictures, look)
        self.view.set_teacher(self.teacher)
        self.nothing = NothingFound(pictures, look, self)
        self.nothing.hide()
        column = self._column
        column.replaceWidget(self.waiting, self.view)
        self.waiting.deleteLater()
        column.setStretchFactor(self.view, 1)
        column.insertLayout(1, under)
        column.addWidget(self.nothing, 1)
        self.setTabOrder(self.new_button, self.view)
        self._connect()
        if self.search.text():
            self.look_for(self.search.text())

    def _connect(self) -> None:
        view, model = self.view, self.model
        view.play_clicked.connect(lambda index: self.play_pressed.emit(model.row(index)))
        view.doubleClicked.connect(lambda index: self.play_pressed.emit(model.row(index)))
        view.menu_asked.connect(self._ask_menu)
        view.selectionModel().currentChanged.connect(lambda *_: self.chosen_changed.emit())
        model.arranged.connect(self._show_found)
        self._parts.pictures.drawn.connect(view.viewport().update)
        self.search.textChanged.connect(self.look_for)
        self.search.returnPressed.connect(self.to_cards)
        self.search.down.connect(self.to_cards)
        self.sort.picked.connect(model.set_order)
        self.chips.taken_out.connect(self._take_out)
        self.nothing.cleared.connect(self.clear_search)
        self.teacher.new_asked.connect(self.new_pressed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window, or with large text, the search has a line of its own."""
        super().resizeEvent(event)
        buttons = (self.sort, self.open_button, self.new_button)
        needed = sum(widget.sizeHint().width() + 8 for widget in buttons) + scaled(_SEARCH_LEAST) + 48
        direction = QBoxLayout.Direction
        self._top.setDirection(direction.LeftToRight if self.width() >= needed else direction.TopToBottom)

    def _understood(self) -> tuple[Part, ...]:
        """What is certain, and what is being typed where it can become one thing only."""
        if self.query is None:
            return ()
        unfinished = self.query.unfinished
        sure = unfinished is not None and len(unfinished.becomes) == 1 and len(unfinished.words) > 1
        return (*self.query.parts, *(unfinished.becomes if unfinished is not None and sure else ()))

    def _take_out(self, part: Part) -> None:
        if self.query is not None:
            typed = part in self.query.parts
            finished = self.query.text[: max((p.end for p in self.query.parts), default=0)]
            self.search.setText(self.query.without(part) if typed else finished)
            self.search.setFocus()

    def _show_found(self) -> None:
        empty = self.query is not None and self.model.total > 0 and not self.model.rowCount()
        if empty:
            said = ", ".join(chip(part) for part in self._understood()) or shown(self.search.text())
            self.nothing.say(tr(_NOTHING), tr(_UNDERSTOOD, parts=said))
        self.nothing.setVisible(empty)
        self.view.setVisible(not empty)
        self.chosen_changed.emit()

    def _ask_menu(self, index: QModelIndex, place: QPoint) -> None:
        self.view.setCurrentIndex(index)
        self.menu_asked.emit(place)


def _name_of(section: Section) -> str:
    names = {"own": _OWN, "ready-made": _READY_MADE}
    kind = section.source.origin.value
    return tr(names[kind]) if kind in names else section.source.folder.name
