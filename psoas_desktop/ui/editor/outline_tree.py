"""The cards of the routine's blocks and groups as a tree: shown, chosen, opened and closed."""

from __future__ import annotations

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractItemView, QFrame, QTreeView, QWidget

from psoas_desktop.editing.document import Document
from psoas_desktop.editing.places import order
from psoas_desktop.routine.problems import Path
from psoas_desktop.ui.common.desk_paint import CARD_RADIUS, between, panel
from psoas_desktop.ui.common.label import Role, role_font, scaled
from psoas_desktop.ui.editor.card_delegate import PICTURE, CardDelegate
from psoas_desktop.ui.editor.drop_place import DropPlace
from psoas_desktop.ui.editor.outline_card import CardMaker
from psoas_desktop.ui.editor.outline_model import NODE_ID, OutlineModel
from psoas_desktop.ui.editor.parts import EditorParts
from psoas_desktop.ui.editor.routine_photos import RoutinePhotos
from psoas_desktop.ui.editor.thumbnails import Thumbnails, Wanted

INDENT = 24
_FLAG = QItemSelectionModel.SelectionFlag
_EMPTY_FIGURE = "chair_rest"


class OutlineTree(QTreeView):
    """Shows a document and what is chosen of it, both ways; a title is written in its card.

    Signals:
        entered: Enter was pressed: the person wants to change the chosen block.
    """

    entered = Signal()

    def __init__(
        self,
        document: Document,
        parts: EditorParts,
        thumbnails: Thumbnails,
        photos: RoutinePhotos,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("outline")
        self.setAccessibleName(self.tr("Blocks of the routine"))
        self._document, self._parts, self._thumbnails = document, parts, thumbnails
        self._maker = CardMaker(parts.data.catalogue)
        self._closed: set[str] = set()
        self._known: tuple[Path, ...] = ()
        self._following = False
        self._rows_changed = True
        self._place: DropPlace | None = None
        self.outline = OutlineModel(document, self._maker, self)
        self.cards = CardDelegate(document, self._maker, parts, thumbnails, photos, self)
        self._set_up()
        for change in (self.outline.rowsInserted, self.outline.rowsRemoved, self.outline.rowsMoved):
            change.connect(self._note_rows)
        self.outline.rowsInserted.connect(self._open_new)
        self.setModel(self.outline)
        for index in self.outline.groups():
            self.expand(index)
        document.listen(self._follow)
        thumbnails.drawn.connect(self.viewport().update)
        photos.ready.connect(self.viewport().update)
        self.collapsed.connect(lambda index: self._closed.add(str(self.outline.data(index, NODE_ID))))
        self.expanded.connect(lambda index: self._closed.discard(str(self.outline.data(index, NODE_ID))))
        self.cards.renamed.connect(self._rename)
        self._follow()

    def _set_up(self) -> None:
        self.setHeaderHidden(True)
        self.setUniformRowHeights(True)
        self.setItemDelegate(self.cards)
        self.setRootIsDecorated(False)
        self.setIndentation(scaled(INDENT))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setExpandsOnDoubleClick(False)
        self.viewport().setBackgroundRole(self.backgroundRole().Window)

    # Choosing

    def paths(self) -> list[Path]:
        """The paths of the chosen rows."""
        found: list[Path] = []
        chosen = self.selectionModel().selection()
        for part in (chosen.at(number) for number in range(chosen.count())):
            *around, first = self.outline.path(part.topLeft())
            assert isinstance(first, int)
            found += [(*around, row) for row in range(first, first + part.height())]
        return found

    def show_path(self, path: Path) -> None:
        """Chooses an item and brings it into sight, opening the groups around it."""
        self._document.select([path])
        index = self.outline.at(path)
        if index.isValid():
            self.scrollTo(index)
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def begin_rename(self) -> None:
        """Opens the title of the current card for writing."""
        index = self.currentIndex()
        if index.isValid():
            self.edit(index)

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Tells the document."""
        super().selectionChanged(selected, deselected)
        if not self._following and not self.outline.following:
            paths = self.paths()
            self._following = True
            try:
                self._document.select(paths)
            finally:
                self._following = False
            self._known = self._document.selection

    def _note_rows(self) -> None:
        self._rows_changed = True

    def _open_new(self, parent: QModelIndex, first: int, last: int) -> None:
        """Rows that come with groups in them are open, unless the person closed that group before."""
        for row in range(first, last + 1):
            index = self.outline.index(row, 0, parent)
            if self.outline.is_group(index):
                self._open(index)
        if parent.isValid() and self.outline.rowCount(parent) == last - first + 1:
            self.expand(parent)

    def _open(self, index: QModelIndex) -> None:
        if self.outline.data(index, NODE_ID) not in self._closed:
            self.expand(index)
        for row in range(self.outline.rowCount(index)):
            inner = self.outline.index(row, 0, index)
            if self.outline.is_group(inner):
                self._open(inner)

    def _follow(self) -> None:
        """Shows what the document has chosen, after its rows have followed."""
        self._thumbnails.rest()
        chosen = self._document.selection
        if self._rows_changed or chosen != self._known:
            self._following = True
            try:
                self._show_selection(chosen)
            finally:
                self._following = False
            self._known, self._rows_changed = chosen, False
            self.viewport().update()

    def _show_selection(self, chosen: tuple[Path, ...]) -> None:
        if chosen == tuple(sorted(self.paths(), key=order)):
            return
        wanted = QItemSelection()
        last = QModelIndex()
        for path in chosen:
            last = self.outline.at(path)
            if last.isValid():
                wanted.select(last, last)
        selection = self.selectionModel()
        selection.select(wanted, _FLAG.ClearAndSelect)
        if last.isValid():
            if self.currentIndex() != last:
                selection.setCurrentIndex(last, _FLAG.NoUpdate)
            self.scrollTo(last)

    def _rename(self, index: QModelIndex, text: str) -> None:
        path = self.outline.path(index)
        if text == self._maker.title(self.outline.node(index)):
            return
        if text:
            self._document.set_value((*path, "title"), text)
        else:
            self._document.reset_value((*path, "title"))

    # Keys and mouse

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes to the inspector; Left closes a group or goes out of it; letters find a title."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.state() is self.State.NoState:
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The sign at the start of a group opens and closes it."""
        index = self.indexAt(event.position().toPoint())
        if (
            event.button() == Qt.MouseButton.LeftButton
            and index.isValid()
            and self.outline.is_group(index)
            and self.cards.chevron(self.visualRect(index)).contains(event.position().toPoint())
        ):
            self.setExpanded(index, not self.isExpanded(index))
            return
        if not index.isValid() and event.button() == Qt.MouseButton.LeftButton:
            self.clearSelection()
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click is Enter."""
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and event.button() == Qt.MouseButton.LeftButton:
            self.entered.emit()

    # Painting

    def drawBranches(
        self, painter: QPainter, rect: QRect, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """A bracket at the left of what a group holds."""
        if rect.width() <= 0:
            return
        theme = self._parts.theme
        step = self.indentation()
        painter.save()
        painter.setPen(QPen(between(theme.ground, theme.leaf, 0.7), 2))
        at = self.outline.index(index.row(), 0, index.parent())
        below = self.isExpanded(at) and self.outline.rowCount(at) > 0
        right = rect.right()
        while (around := at.parent()).isValid():
            x = right - step // 2
            ends = not below and at.row() == self.outline.rowCount(around) - 1
            foot = rect.bottom() - 6 if ends else rect.bottom() + 1
            painter.drawLine(x, rect.top(), x, foot)
            if ends:
                painter.drawLine(x, foot, x + 6, foot)
            below = below or at.row() < self.outline.rowCount(around) - 1
            right -= step
            at = around
        painter.restore()

    def _show_place(self, place: DropPlace | None) -> None:
        """Marks where a drag would fall; None marks nothing."""
        if place != self._place:
            self._place = place
            self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The cards, where a drag would fall, and what to do while there is nothing yet."""
        super().paintEvent(event)
        if self.outline.rowCount() == 0:
            self._paint_empty()
        if self._place is not None:
            self._paint_place(self._place)

    def _paint_place(self, place: DropPlace) -> None:
        theme = self._parts.theme
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if place.into:
            panel(painter, place.box.adjusted(0, 2, -1, -2), None, QPen(QColor(theme.leaf), 3), CARD_RADIUS)
        else:
            y = place.box.top()
            painter.setPen(QPen(QColor(theme.leaf), 3))
            painter.drawLine(place.box.left() + 10, y, place.box.right(), y)
            painter.setBrush(QColor(theme.ground))
            painter.drawEllipse(QPoint(place.box.left() + 6, y), 4, 4)
        painter.end()

    def _paint_empty(self) -> None:
        theme, area = self._parts.theme, self.viewport().rect()
        size = QSize(scaled(PICTURE.width() * 4), scaled(PICTURE.height() * 4))
        wide = min(area.width() - 32, scaled(360))
        title, body = role_font(Role.HEADING), role_font(Role.BODY)
        words = self.tr("Drag an exercise here, or press Enter on one.")
        painter = QPainter(self.viewport())
        top = max(16, (area.height() - size.height() - scaled(110)) // 2)
        if area.height() > size.height() + scaled(140):
            wanted = Wanted(_EMPTY_FIGURE, "", theme.name, size, self.devicePixelRatioF())
            picture = self._thumbnails.get(wanted)
            if picture is not None:
                painter.drawPixmap((area.width() - size.width()) // 2, top, picture)
            top += size.height() + 16
        painter.setPen(QColor(theme.ink))
        painter.setFont(title)
        box = QRect((area.width() - wide) // 2, top, wide, scaled(32))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self.tr("What comes first?"))
        painter.setPen(QColor(theme.quiet))
        painter.setFont(body)
        box = QRect(box.left(), box.bottom() + 8, wide, scaled(60))
        painter.drawText(box, Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap, words)
        painter.end()
