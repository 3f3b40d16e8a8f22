"""What a routine can be made of: the kinds in groups, with a search; dragged, or added by Enter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from PySide6.QtCore import (
    QAbstractListModel,
    QByteArray,
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from psoas_desktop.routine.block_kinds import Catalogue, Kind
from psoas_desktop.routine.field_rules import GROUP
from psoas_desktop.routine.translation import QT_TRANSLATE_NOOP
from psoas_desktop.routine.values import dataclass
from psoas_desktop.safety.positions import Level, level
from psoas_desktop.ui.common.desk_paint import FIELD_RADIUS, between, panel, ring
from psoas_desktop.ui.common.fields import SearchField
from psoas_desktop.ui.common.label import Role, role_font, scaled
from psoas_desktop.ui.editor.dragging import KINDS, kinds_as_bytes
from psoas_desktop.ui.editor.parts import EditorParts
from psoas_desktop.ui.editor.thumbnails import Thumbnails, Wanted
from psoas_desktop.ui.editor.words import POSITIONS, tr

AnyIndex = QModelIndex | QPersistentModelIndex

OWN = "free"
"""The kind that a person's own exercises are of."""

ROW, HEAD = 56, 36
PICTURE = QSize(60, 42)

_OTHERS = QT_TRANSLATE_NOOP("editor", "More exercises")
_ON_FLOOR = QT_TRANSLATE_NOOP("editor", "On the floor")
_WITH_HELPER = QT_TRANSLATE_NOOP("editor", "With a helper")


@dataclass(frozen=True, slots=True)
class Entry:
    """A row: a heading, or what can be added.

    Attributes:
        kind: The id of the kind, ``group``, or empty for a heading.
        title: What it is called.
        summary: One line about it.
        figure: Its picture; empty for none.
        words: All that a search looks through, in small letters.
    """

    kind: str
    title: str
    summary: str = ""
    figure: str = ""
    words: str = ""


def entries_of(catalogue: Catalogue) -> tuple[Entry, ...]:
    """All rows with their headings, in the order that the catalogue gives."""
    rows: list[Entry] = []
    for heading, names in _headed(catalogue):
        rows.append(Entry("", heading))
        rows += (_entry(catalogue.kinds[name]) if name != GROUP else _group() for name in names)
    return tuple(rows)


def _headed(catalogue: Catalogue) -> Iterator[tuple[str, list[str]]]:
    """Each heading with what there is under it; last what no heading has."""
    left = dict.fromkeys((*catalogue.kinds, GROUP))
    for heading, names in catalogue.groups:
        here = [name for name in dict.fromkeys(names) if name in left]
        for name in here:
            left.pop(name, None)
        if here:
            yield heading, here
    if left:
        yield tr(_OTHERS), list(left)


def _group() -> Entry:
    title = tr(QT_TRANSLATE_NOOP("editor", "Group"))
    summary = tr(QT_TRANSLATE_NOOP("editor", "Blocks that are repeated together."))
    return Entry(GROUP, title, summary, "", f"{title} {summary}".casefold())


def _entry(kind: Kind) -> Entry:
    emblem = kind.emblem_in(kind.position)
    figure = emblem.content if emblem is not None else ""
    said = [kind.title, kind.summary, tr(POSITIONS.get(kind.position, ""))]
    if kind.transition or level(kind.position) is Level.LYING:
        said.append(tr(_ON_FLOOR))
    if kind.needs_helper:
        said.append(tr(_WITH_HELPER))
    return Entry(kind.id, kind.title, kind.summary, figure, " ".join(said).casefold())


class PaletteModel(QAbstractListModel):
    """The rows that a search leaves."""

    def __init__(self, entries: Sequence[Entry], parent: QWidget) -> None:
        super().__init__(parent)
        self._all = self._rows = tuple(entries)

    def search(self, text: str) -> None:
        """Keeps what has every word of a text in it, under its headings."""
        wanted = text.casefold().split()
        kept: list[Entry] = []
        heading: Entry | None = None
        for entry in self._all:
            if not entry.kind:
                heading = entry
            elif all(word in entry.words for word in wanted):
                if heading is not None:
                    kept.append(heading)
                    heading = None
                kept.append(entry)
        self.beginResetModel()
        self._rows = tuple(kept)
        self.endResetModel()

    def entry(self, index: AnyIndex) -> Entry:
        """What stands in a row."""
        return self._rows[index.row()]

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """How many rows there are, headings counted."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Words, seen and spoken."""
        if not index.isValid():
            return None
        entry = self.entry(index)
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{entry.title}, {entry.summary}" if entry.summary else entry.title
        if role == Qt.ItemDataRole.ToolTipRole and entry.kind:
            return f"<b>{escape(entry.title)}</b><br>{escape(entry.summary)}"
        return None

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        """Headings cannot be chosen."""
        if not index.isValid() or not self.entry(index).kind:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsDragEnabled

    def mimeTypes(self) -> list[str]:
        """Ids of kinds."""
        return [KINDS]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """The kinds that are dragged."""
        carried = QMimeData()
        kinds = [self.entry(index).kind for index in indexes if self.entry(index).kind]
        carried.setData(KINDS, QByteArray(kinds_as_bytes(kinds)))
        return carried

    def supportedDragActions(self) -> Qt.DropAction:
        """They stay where they are."""
        return Qt.DropAction.CopyAction


class _Rows(QStyledItemDelegate):
    """Paints headings and kinds."""

    def __init__(self, parts: EditorParts, thumbnails: Thumbnails, parent: QWidget) -> None:
        super().__init__(parent)
        self._parts, self._thumbnails = parts, thumbnails

    def sizeHint(self, _option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        """Headings are less high."""
        model = index.model()
        assert isinstance(model, PaletteModel)
        return QSize(scaled(160), scaled(ROW if model.entry(index).kind else HEAD))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Paints one row."""
        model = index.model()
        assert isinstance(model, PaletteModel)
        entry, theme = model.entry(index), self._parts.theme
        box: QRect = option.rect
        painter.save()
        if not entry.kind:
            painter.setFont(role_font(Role.SMALL))
            painter.setPen(QColor(theme.quiet))
            low = Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeading
            painter.drawText(box.adjusted(8, 0, -8, -6), low, entry.title)
            painter.restore()
            return
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        card = box.adjusted(0, 1, -1, -1)
        if chosen:
            panel(painter, card, between(theme.ground, theme.leaf, 0.18), None, FIELD_RADIUS)
        elif option.state & QStyle.StateFlag.State_MouseOver:
            panel(painter, card, between(theme.ground, theme.ink, 0.06), None, FIELD_RADIUS)
        if option.state & QStyle.StateFlag.State_HasFocus:
            ring(painter, card, theme)
        size = QSize(scaled(PICTURE.width()), scaled(PICTURE.height()))
        picture = QRect(
            card.left() + 4, card.top() + (card.height() - size.height()) // 2, size.width(), size.height()
        )
        self._picture(painter, picture, entry)
        self._words(painter, card.adjusted(size.width() + 14, 0, -6, 0), entry)
        painter.restore()

    def _picture(self, painter: QPainter, box: QRect, entry: Entry) -> None:
        theme, ratio = self._parts.theme, painter.device().devicePixelRatio()
        if entry.figure:
            pixmap = self._thumbnails.get(Wanted(entry.figure, "", theme.name, box.size(), ratio))
            if pixmap is None:
                panel(
                    painter,
                    box.adjusted(8, 6, -8, -6),
                    between(theme.ground, theme.line, 0.55),
                    None,
                    FIELD_RADIUS,
                )
            else:
                painter.drawPixmap(box, pixmap)
            return
        side = scaled(22)
        name = {GROUP: "group", OWN: "edit"}.get(entry.kind, "time")
        area = QRect(0, 0, side, side)
        area.moveCenter(box.center())
        painter.drawPixmap(area, self._parts.icons.pixmap(name, side, ratio, theme.quiet))

    def _words(self, painter: QPainter, box: QRect, entry: Entry) -> None:
        theme = self._parts.theme
        title, small = role_font(Role.BODY), role_font(Role.SMALL)
        above, below = QFontMetrics(title), QFontMetrics(small)
        top = box.top() + (box.height() - above.height() - below.height()) // 2
        one_line = Qt.TextFlag.TextSingleLine | Qt.AlignmentFlag.AlignVCenter
        cut = Qt.TextElideMode.ElideRight
        painter.setFont(title)
        painter.setPen(QColor(theme.ink))
        line = QRect(box.left(), top, box.width(), above.height())
        painter.drawText(line, one_line, above.elidedText(entry.title, cut, box.width()))
        painter.setFont(small)
        painter.setPen(QColor(theme.quiet))
        line = QRect(box.left(), line.bottom() + 1, box.width(), below.height())
        painter.drawText(line, one_line, below.elidedText(entry.summary, cut, box.width()))


class _List(QListView):
    """The rows; Enter adds, and Up at the top goes back to the search."""

    wanted = Signal(list)
    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter adds what is chosen."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.want_chosen()
        elif event.key() == Qt.Key.Key_Up and self.currentIndex().row() <= 1:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def want_chosen(self) -> None:
        """Asks for what is chosen."""
        model = self.model()
        assert isinstance(model, PaletteModel)
        kinds = [model.entry(index).kind for index in self.selectedIndexes()]
        if kinds:
            self.wanted.emit(kinds)


class Palette(QWidget):
    """The list with its search.

    Signals:
        wanted: Kinds are to be added behind what is chosen (a list of ids).
    """

    wanted = Signal(list)

    def __init__(self, parts: EditorParts, thumbnails: Thumbnails, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("palette")
        self.thumbnails = thumbnails
        self.setAccessibleName(self.tr("Exercises"))
        self.search = SearchField(self.tr("Find an exercise"), self)
        self.rows = _List(self)
        self.rows.setAccessibleName(self.tr("Exercises to add"))
        self.rows.setAccessibleDescription(self.tr("Enter adds one behind the chosen block"))
        self.rows.setFrameShape(QFrame.Shape.NoFrame)
        self.rows.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.rows.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.rows.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.rows.setDragEnabled(True)
        self.rows.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.rows.setMouseTracking(True)
        self.rows.viewport().setBackgroundRole(self.backgroundRole())
        self.rows.setItemDelegate(_Rows(parts, thumbnails, self.rows))
        self.model = PaletteModel(entries_of(parts.data.catalogue), self)
        self.rows.setModel(self.model)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 4, 4)
        layout.setSpacing(4)
        layout.addWidget(self.search)
        layout.addWidget(self.rows, 1)
        thumbnails.drawn.connect(self.rows.viewport().update)
        self.search.textChanged.connect(self._find)
        self.search.down.connect(self._enter_rows)
        self.search.returnPressed.connect(self.rows.want_chosen)
        self.rows.left.connect(self.search.setFocus)
        self.rows.wanted.connect(self.wanted)
        self.rows.doubleClicked.connect(lambda _: self.rows.want_chosen())
        self.rows.setCurrentIndex(self._first())

    def focus_search(self) -> None:
        """Puts the cursor where one looks for an exercise."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _find(self, text: str) -> None:
        self.model.search(text)
        self.rows.setCurrentIndex(self._first())

    def _first(self) -> QModelIndex:
        # The first row is a heading.
        return self.model.index(1, 0)

    def _enter_rows(self) -> None:
        self.rows.setFocus(Qt.FocusReason.OtherFocusReason)
