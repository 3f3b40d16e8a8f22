"""The page of cards: a list view that lays its items out in sections and paints only what can be seen."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QWidget

from psoas_desktop.ui.library.card_painter import CardPainter
from psoas_desktop.ui.library.library_model import Index, LibraryModel, Section
from psoas_desktop.ui.library.parts import LibraryParts
from psoas_desktop.ui.library.placeholder import paint_places
from psoas_desktop.ui.library.sectioned_view import SectionedView
from psoas_desktop.ui.library.title_editor import TitleEditing

_Flag = QItemSelectionModel.SelectionFlag


class CardView(SectionedView):
    """Shows a ``LibraryModel``. Being a list view, it is known to screen readers as a list of cards."""

    play_clicked = Signal(QModelIndex)
    menu_asked = Signal(QModelIndex, QPoint)
    """A card's menu is asked for, at a place on the screen."""

    def __init__(
        self,
        model: LibraryModel,
        parts: LibraryParts,
        name_of: Callable[[Section], str],
        parent: QWidget | None = None,
    ) -> None:
        """Takes its collaborators.

        Args:
            model: What it shows.
            parts: The theme of now, and the pictures.
            name_of: What a section is called.
            parent: Its parent.
        """
        super().__init__(model, parent)
        self._parts, self._name_of = parts, name_of
        self._painter = CardPainter(parts.look, parts.pictures)
        self.setMouseTracking(True)
        self.setItemDelegate(TitleEditing(self._title_box, self))

    # What a person does.

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press on a card's button is not a press on the card."""
        index, button = self._button_at(event.position().toPoint())
        super().mousePressEvent(event)
        if event.button() != Qt.MouseButton.LeftButton:
            return
        if button == "play":
            self.play_clicked.emit(index)
        elif button == "more":
            place = self._painter.buttons(self.visualRect(index), self._plan.picture_high)["more"]
            self.menu_asked.emit(index, self.viewport().mapToGlobal(place.bottomLeft()))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double-click on a button is two presses of it, of which the first has been taken."""
        if not self._button_at(event.position().toPoint())[1]:
            super().mouseDoubleClickEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The card that is pointed at shows its buttons."""
        super().mouseMoveEvent(event)
        point = event.position().toPoint()
        self._point_at(self.indexAt(point))
        hand = Qt.CursorShape.PointingHandCursor if self._button_at(point)[1] else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(hand)

    def leaveEvent(self, event: QEvent) -> None:
        """No card is pointed at."""
        super().leaveEvent(event)
        self._point_at(QModelIndex())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu of the card under the pointer, or of the present one where a key asked."""
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        if index.isValid():
            self.setCurrentIndex(index)
            place = (
                self.viewport().mapToGlobal(self.visualRect(index).center()) if by_key else event.globalPos()
            )
            self.menu_asked.emit(index, place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter plays, once for each press; letters are type-ahead, and Space is left to it."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.state() is self.State.EditingState:
                return  # it ends the writing of a title
            if self.currentIndex().isValid() and not event.isAutoRepeat():
                self.play_clicked.emit(self.currentIndex())
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """With the keyboard there is always a present card."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self._cards.rowCount():
            self.selectionModel().setCurrentIndex(self._cards.index(0), _Flag.ClearAndSelect)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The ring of the focus goes."""
        super().focusOutEvent(event)
        self.viewport().update()

    def changeEvent(self, event: QEvent) -> None:
        """Follows the theme and the size of text."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self.doItemsLayout()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints headings and cards that can be seen."""
        painter = QPainter(self.viewport())
        offset = self.verticalOffset()
        area = event.rect().translated(0, offset)
        painter.translate(0, -offset)
        if self._waiting:
            paint_places(painter, self.width(), self._parts.look())
        else:
            self._paint_page(painter, area)
        painter.end()

    # What it is made of.

    def _paint_page(self, painter: QPainter, area: QRect) -> None:
        plan = self._plan
        for section, block in zip(self._cards.sections, plan.blocks, strict=True):
            if block.top <= area.bottom() and block.cards_top >= area.top():
                self._painter.heading(painter, plan, block, self._name_of(section))
        now, pointed, focus = self.currentIndex().row(), self._pointed.row(), self.hasFocus()
        for row in plan.rows_in(area):
            self._painter.paint(
                painter,
                plan.card(row),
                plan.picture_high,
                self._cards.row_number(row),
                pointed=row == pointed,
                current=row == now,
                focus=focus,
            )

    def _title_box(self, index: Index) -> QRect:
        return self._painter.title_box(self.visualRect(index), self._plan.picture_high)

    def _button_at(self, point: QPoint) -> tuple[QModelIndex, str]:
        index = self.indexAt(point)
        row = self._cards.row(index)
        if row is None or not row.entry.playable:
            return index, ""
        boxes = self._painter.buttons(self.visualRect(index), self._plan.picture_high)
        return index, next((name for name, box in boxes.items() if box.contains(point)), "")

    def _point_at(self, index: QModelIndex) -> None:
        if index != self._pointed:
            for one in (self._pointed, index):
                self.viewport().update(self.visualRect(one))
            self._pointed = index
