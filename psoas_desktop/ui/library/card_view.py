"""The page of cards: a list view that lays its items out in sections and paints only what can be seen."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QRegion,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QWidget

from psoas_desktop.ui.common.label import scaled, text_scale
from psoas_desktop.ui.library.card_painter import CardPainter, State
from psoas_desktop.ui.library.library_model import Index, LibraryModel, Section
from psoas_desktop.ui.library.page_layout import PageLayout, lay_out
from psoas_desktop.ui.library.title_editor import TitleEditing

_STEP = 48
"""Pixels of one step of the wheel or an arrow of the scroll bar."""

_Action, _Flag = QAbstractItemView.CursorAction, QItemSelectionModel.SelectionFlag


class CardView(QListView):
    """Shows a ``LibraryModel``. Being a list view, it is known to screen readers as a list of cards."""

    painted = Signal()
    """The page has been painted for the first time."""
    play_clicked = Signal(QModelIndex)
    menu_asked = Signal(QModelIndex, QPoint)
    """A card's menu is asked for, at a place on the screen."""

    def __init__(
        self,
        model: LibraryModel,
        painter: CardPainter,
        name_of: Callable[[Section], str],
        parent: QWidget | None = None,
    ) -> None:
        """Takes its collaborators.

        Args:
            model: What it shows.
            painter: Paints one card.
            name_of: What a section is called.
            parent: Its parent.
        """
        super().__init__(parent)
        self._cards, self._painter, self._name_of = model, painter, name_of
        self._plan = lay_out((), 1, 1.0)
        self._waiting = True
        self._first = True
        self._pointed = QModelIndex()
        self.teacher: QWidget | None = None
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.viewport().setBackgroundRole(QPalette.ColorRole.Window)
        self.setItemDelegate(TitleEditing(self._title_box, self))
        self.setModel(model)
        model.about_to_arrange.connect(self._note_place)
        model.arranged.connect(self._find_place)
        self._place: object = None

    @property
    def plan(self) -> PageLayout:
        """Where everything stands."""
        return self._plan

    def set_teacher(self, teacher: QWidget) -> None:
        """Takes what stands in the section of the person's own routines while it is empty."""
        teacher.setParent(self.viewport())
        self.teacher = teacher

    def set_waiting(self, *, waiting: bool) -> None:
        """Shows quiet places for cards until the first list is there."""
        if waiting is not self._waiting:
            self._waiting = waiting
            self.doItemsLayout()

    # What Qt asks of a view.

    def doItemsLayout(self) -> None:
        """Lays the page out anew; the grid of ``QListView`` is not used."""
        self._lay_out()
        QAbstractItemView.doItemsLayout(self)

    def updateGeometries(self) -> None:
        """Tells the scroll bar how long the page is."""
        bar = self.verticalScrollBar()
        bar.setSingleStep(scaled(_STEP))
        bar.setPageStep(self.viewport().height())
        bar.setRange(0, max(0, self._plan.high - self.viewport().height()))
        QAbstractItemView.updateGeometries(self)
        self._place_teacher()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width may hold another number of columns."""
        self._lay_out()
        QAbstractItemView.resizeEvent(self, event)
        self.updateGeometries()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """What stands in an empty section moves with the page."""
        super().scrollContentsBy(dx, dy)
        self._place_teacher()

    def visualRect(self, index: Index) -> QRect:
        """Where a card stands in the window."""
        if not index.isValid() or index.row() >= self._cards.rowCount():
            return QRect()
        return self._plan.card(index.row()).translated(0, -self.verticalOffset())

    def indexAt(self, point: QPoint) -> QModelIndex:
        """The card at a place of the window."""
        row = None if self._waiting else self._plan.row_at(point + QPoint(0, self.verticalOffset()))
        return QModelIndex() if row is None else self._cards.index(row)

    def scrollTo(self, index: Index, _hint: QAbstractItemView.ScrollHint | None = None) -> None:
        """Brings a card into view, its section's heading too where it is in the first line."""
        if not index.isValid() or index.row() >= self._cards.rowCount():
            return
        card, bar = self._plan.card(index.row()), self.verticalScrollBar()
        block = self._plan.block_of(index.row())
        top = block.top if card.top() == block.cards_top else card.top() - 8
        if top < bar.value():
            bar.setValue(top)
        elif card.bottom() + 16 > bar.value() + self.viewport().height():
            bar.setValue(min(top, card.bottom() + 16 - self.viewport().height()))

    def moveCursor(self, action: QAbstractItemView.CursorAction, _keys: Qt.KeyboardModifier) -> QModelIndex:
        """Where a key leads from the present card."""
        count = self._cards.rowCount()
        if not count:
            return QModelIndex()
        now = self.currentIndex().row()
        if now < 0:
            return self._cards.index(0)
        rtl = self.isRightToLeft()
        page = max(1, self.viewport().height() // (self._plan.card_high + self._plan.gap))
        beside = {
            _Action.MoveLeft: 1 if rtl else -1,
            _Action.MoveRight: -1 if rtl else 1,
            _Action.MovePrevious: -1,
            _Action.MoveNext: 1,
            _Action.MoveHome: -count,
            _Action.MoveEnd: count,
        }
        lines = {
            _Action.MoveUp: -1,
            _Action.MoveDown: 1,
            _Action.MovePageUp: -page,
            _Action.MovePageDown: page,
        }
        to = self._plan.moved(now, lines[action]) if action in lines else now + beside[action]
        return self._cards.index(min(max(to, 0), count - 1))

    def horizontalOffset(self) -> int:
        """The page is never wider than the window."""
        return 0

    def verticalOffset(self) -> int:
        """How far down the page is scrolled."""
        return self.verticalScrollBar().value()

    def isIndexHidden(self, _index: Index) -> bool:
        """What is not found is not in the model."""
        return False

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        """Chooses the card that was pressed."""
        index = self.indexAt(rect.topLeft())
        chosen = QItemSelection(index, index) if index.isValid() else QItemSelection()
        self.selectionModel().select(chosen, command)

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:
        """What has to be painted anew when the choice changes."""
        region = QRegion()
        for index in selection.indexes():
            region += self.visualRect(index)
        return region

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
            self._paint_waiting(painter, area)
        else:
            self._paint_page(painter, area)
        painter.end()
        if self._first:
            self._first = False
            self.painted.emit()

    # What it is made of.

    def _paint_page(self, painter: QPainter, area: QRect) -> None:
        plan = self._plan
        for section, block in zip(self._cards.sections, plan.blocks, strict=True):
            if block.top <= area.bottom() and block.cards_top >= area.top():
                self._painter.heading(painter, plan, block, self._name_of(section))
        now, pointed, focus = self.currentIndex().row(), self._pointed.row(), self.hasFocus()
        for row in plan.rows_in(area):
            state = State(row == pointed, row == now, focus)
            card = self._cards.row_number(row)
            self._painter.paint(painter, plan.card(row), plan.picture_high, card, state)

    def _paint_waiting(self, painter: QPainter, area: QRect) -> None:
        width, scale = self.width(), text_scale()
        plan = lay_out((2 * lay_out((1,), width, scale).columns,), width, scale)
        for row in plan.rows_in(area):
            self._painter.placeholder(painter, plan.card(row))

    def _lay_out(self) -> None:
        counts = () if self._waiting else tuple(section.count for section in self._cards.sections)
        empty = self.teacher.sizeHint().height() if self.teacher is not None else 0
        # The scroll bar stands in the margin, so that cards end where the line above them ends.
        self._plan = lay_out(counts, self.width(), text_scale(), empty)

    def _place_teacher(self) -> None:
        if self.teacher is None:
            return
        empty = [b for b in self._plan.blocks if not b.count]
        self.teacher.setVisible(bool(empty))
        if empty:
            width = self._plan.width - 2 * self._plan.edge
            top = empty[0].cards_top - self.verticalOffset()
            self.teacher.setGeometry(self._plan.edge, top, max(1, width), self.teacher.sizeHint().height())

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

    def _note_place(self) -> None:
        row = self._cards.row(self.currentIndex())
        self._place = (row.entry.path if row else None, self.verticalOffset())

    def _find_place(self) -> None:
        """The present card stays the present one, and the page where it was."""
        self._pointed = QModelIndex()
        path, offset = self._place if isinstance(self._place, tuple) else (None, 0)
        self.doItemsLayout()
        index = self._cards.index_of(path) if path is not None else QModelIndex()
        if index.isValid():
            self.selectionModel().setCurrentIndex(index, _Flag.ClearAndSelect)
        self.verticalScrollBar().setValue(offset)
