"""The entries of a list, one line each."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from psoas_desktop.routine.problems import Level
from psoas_desktop.routine.values import dataclass
from psoas_desktop.ui.common.icons import icons_folder, tinted
from psoas_desktop.ui.common.label import Role, role_font, scaled
from psoas_desktop.ui.editor.fields.row import ICONS

Index = QModelIndex | QPersistentModelIndex
LEAD, LEVEL = Qt.ItemDataRole.UserRole + 1, Qt.ItemDataRole.UserRole + 2
ROWS_AT_MOST = 8
_ROW = 32
_NONE = QModelIndex()


@dataclass(frozen=True, slots=True)
class EntryLine:
    """One line: what stands before the words, the words, and the gravest problem."""

    lead: str
    words: str
    level: Level | None = None


class EntryModel(QAbstractListModel):
    """The lines of a list."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: tuple[EntryLine, ...] = ()

    def show(self, lines: Sequence[EntryLine]) -> None:
        """Takes the lines; where there are as many as before, only what changed is told."""
        before, self._lines = self._lines, tuple(lines)
        if len(before) == len(self._lines):
            for row, (old, new) in enumerate(zip(before, self._lines, strict=True)):
                if old != new:
                    index = self.index(row)
                    self.dataChanged.emit(index, index)
            return
        self.beginResetModel()
        self.endResetModel()

    def rowCount(self, parent: Index = _NONE) -> int:
        """How many lines there are."""
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The parts of a line."""
        if not index.isValid():
            return None
        line = self._lines[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return line.words
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{line.lead}: {line.words}" if line.lead else line.words
        return {LEAD: line.lead, LEVEL: line.level}.get(role)


class EntryDelegate(QStyledItemDelegate):
    """Paints a line: what stands before in quiet letters, then the words, cut where there is no room."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """One line."""
        return QSize(scaled(120), max(scaled(_ROW), QFontMetrics(role_font(Role.BODY)).height() + 10))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paints it."""
        widget: QWidget = option.widget
        box: QRect = option.rect
        state: QStyle.StateFlag = option.state
        style = widget.style()
        style.drawPrimitive(QStyle.PrimitiveElement.PE_PanelItemViewItem, option, painter, widget)
        palette: QPalette = option.palette
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        text = palette.color(QPalette.ColorRole.HighlightedText if chosen else QPalette.ColorRole.Text)
        quiet = text if chosen else palette.color(QPalette.ColorRole.PlaceholderText)
        painter.save()
        area = box.adjusted(10, 0, -8, 0)
        level = index.data(LEVEL)
        if level:
            side = scaled(16)
            sign = QRect(area.right() - side, area.center().y() - side // 2, side, side)
            picture = tinted(
                icons_folder(), ICONS[Level(level)], side, widget.devicePixelRatioF(), text.name()
            )
            painter.drawPixmap(QStyle.visualRect(widget.layoutDirection(), box, sign), picture)
            area.adjust(0, 0, -side - 6, 0)
        for words, font, colour, gap in (
            (index.data(LEAD), role_font(Role.SMALL), quiet, 10),
            (index.data(), role_font(Role.BODY), text, 0),
        ):
            if not words:
                continue
            metrics = QFontMetrics(font)
            said = metrics.elidedText(words, Qt.TextElideMode.ElideRight, area.width())
            painter.setFont(font)
            painter.setPen(colour)
            flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading | Qt.TextFlag.TextSingleLine
            painter.drawText(QStyle.visualRect(widget.layoutDirection(), box, area), int(flags), said)
            area.setLeft(area.left() + metrics.horizontalAdvance(said) + gap)
        painter.restore()


class EntryView(QListView):
    """The list as high as its lines, up to some; Delete asks to take the chosen one away."""

    delete_asked = Signal()
    edit_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setUniformItemSizes(True)
        self.setItemDelegate(EntryDelegate(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setTabKeyNavigation(False)
        self.activated.connect(self.edit_asked)

    def sizeHint(self) -> QSize:
        """As high as its lines."""
        count = self.model().rowCount()
        line = max(scaled(_ROW), QFontMetrics(role_font(Role.BODY)).height() + 10)
        return QSize(scaled(160), max(1, min(count, ROWS_AT_MOST)) * line + 2 * self.frameWidth())

    def minimumSizeHint(self) -> QSize:
        """It may become narrow, not low."""
        return QSize(scaled(80), self.sizeHint().height())

    def event(self, event: QEvent) -> bool:
        """Takes Delete before a menu of the window does."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _deletes(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete belongs to the list, not to the block."""
        if _deletes(event):
            self.delete_asked.emit()
            return
        super().keyPressEvent(event)


def _deletes(event: QKeyEvent) -> bool:
    return event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
