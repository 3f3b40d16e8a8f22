"""A list view whose items stand in sections, in columns of one width."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, QPoint, QRect, Qt
from PySide6.QtGui import QPalette, QRegion, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QWidget

from psoas_desktop.ui.common.label import scaled, text_scale
from psoas_desktop.ui.library.library_model import Index, LibraryModel
from psoas_desktop.ui.library.page_layout import PageLayout, lay_out

_STEP = 48
"""Pixels of one step of the wheel or an arrow of the scroll bar."""

_Action, _Flag = QAbstractItemView.CursorAction, QItemSelectionModel.SelectionFlag


class SectionedView(QListView):
    """Lays the cards of a ``LibraryModel`` out. Screen readers know it as a list."""

    def __init__(self, model: LibraryModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cards = model
        self._plan = lay_out((), 1, 1.0)
        self._waiting = True
        self._place: tuple[object, int] = (None, 0)
        self._pointed = QModelIndex()
        self.teacher: QWidget | None = None
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setBackgroundRole(QPalette.ColorRole.Window)
        self.setModel(model)
        model.about_to_arrange.connect(self._note_place)
        model.arranged.connect(self._find_place)

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

    def _note_place(self) -> None:
        row = self._cards.row(self.currentIndex())
        self._place = (row.entry.path if row else None, self.verticalOffset())

    def _find_place(self) -> None:
        """The present card stays the present one, and the page where it was."""
        self._pointed = QModelIndex()
        path, offset = self._place
        self.doItemsLayout()
        index = self._cards.index_of(path) if isinstance(path, Path) else QModelIndex()
        if index.isValid():
            self.selectionModel().setCurrentIndex(index, _Flag.ClearAndSelect)
        self.verticalScrollBar().setValue(offset)
