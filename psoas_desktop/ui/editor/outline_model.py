"""The routine as Qt's views see it: rows that follow the draft, told of no more than what changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import count

from PySide6.QtCore import (
    QAbstractItemModel,
    QByteArray,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from psoas_desktop.editing.document import Document
from psoas_desktop.editing.places import TOP, items_at, outermost
from psoas_desktop.routine.draft import Array, Leaf, Node, Object
from psoas_desktop.routine.problems import Path
from psoas_desktop.ui.editor.dragging import ITEMS, KINDS, paths_as_bytes
from psoas_desktop.ui.editor.outline_card import CardMaker

AnyIndex = QModelIndex | QPersistentModelIndex

NODE_ID = Qt.ItemDataRole.UserRole
"""The id that the file gives a block or group."""


_NOWHERE = Qt.ItemFlag.ItemIsDropEnabled
_ITEM = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsDragEnabled
_GROUP = _ITEM | Qt.ItemFlag.ItemIsEditable | Qt.ItemFlag.ItemIsDropEnabled
_BLOCK = _ITEM | Qt.ItemFlag.ItemIsEditable | Qt.ItemFlag.ItemNeverHasChildren
"""Put together once: a view asks for them row by row."""


class _Level:
    """The rows of one list of the draft, and the levels within them.

    Attributes:
        serial: What model indexes of its rows carry.
        outer: The level that holds the group; None for the routine's own list.
        nodes: The draft's list that the rows show.
        inner: For each row the level within it; None for a block.
    """

    __slots__ = ("_place", "inner", "nodes", "outer", "serial")

    def __init__(self, serial: int, outer: _Level | None) -> None:
        self.serial, self.outer = serial, outer
        self.nodes: tuple[Node, ...] = ()
        self.inner: list[_Level | None] = []
        self._place = 0

    def place(self) -> int:
        """The row of its group in the level around it."""
        assert self.outer is not None
        level = self.outer.inner
        if self._place >= len(level) or level[self._place] is not self:
            self._place = level.index(self)
        return self._place


class OutlineModel(QAbstractItemModel):
    """Rows of blocks and groups. It changes only after the document has.

    Attributes:
        following: Whether rows are coming and going: what a view then chooses is not the person's choice.
    """

    def __init__(self, document: Document, maker: CardMaker, parent: QObject | None = None) -> None:
        """Takes the document, and what says how an item is called."""
        super().__init__(parent)
        self._document, self._maker = document, maker
        self.following = False
        self._serials = count()
        self._levels: dict[int, _Level] = {}
        self._top = self._made(None, items_at(document.draft, TOP))
        document.listen(self.follow)

    # Places

    def path(self, index: AnyIndex) -> Path:
        """The path of a row; empty for no row."""
        if not index.isValid():
            return ()
        level: _Level | None = self._levels[index.internalId()]
        parts: list[str | int] = [index.row(), "items"]
        while level is not None and level.outer is not None:
            parts += [level.place(), "items"]
            level = level.outer
        return tuple(reversed(parts))

    def at(self, path: Path) -> QModelIndex:
        """The row of a path; an invalid one where there is none."""
        level: _Level | None = self._top
        found = QModelIndex()
        for row in path[1::2]:
            if level is None or not isinstance(row, int) or row >= len(level.nodes):
                return QModelIndex()
            found = self.createIndex(row, 0, level.serial)
            level = level.inner[row]
        return found

    def node(self, index: AnyIndex) -> Node:
        """What stands in a row."""
        return self._levels[index.internalId()].nodes[index.row()]

    def is_group(self, index: AnyIndex) -> bool:
        """Whether other rows can stand within a row."""
        return self._levels[index.internalId()].inner[index.row()] is not None

    # What Qt asks

    def index(self, row: int, column: int, parent: AnyIndex = QModelIndex()) -> QModelIndex:  # noqa: B008 - Qt's
        """The index of a row in a list."""
        level = self._within(parent)
        if level is None or column != 0 or not 0 <= row < len(level.nodes):
            return QModelIndex()
        return self.createIndex(row, 0, level.serial)

    def parent(self, index: AnyIndex = QModelIndex()) -> QModelIndex:  # type: ignore[override]  # noqa: B008
        """The row of the group that a row stands in."""
        level = self._levels.get(index.internalId()) if index.isValid() else None
        if level is None or level.outer is None:
            return QModelIndex()
        return self.createIndex(level.place(), 0, level.outer.serial)

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        """How many items a list has."""
        level = self._within(parent)
        return 0 if level is None else len(level.nodes)

    def columnCount(self, _parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        """One."""
        return 1

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Words for a row, seen and spoken; the card paints the rest."""
        if not index.isValid():
            return None
        if role == NODE_ID:
            return _id(self.node(index))
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return self._maker.title(self.node(index))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            path = self.path(index)
            return self._maker.spoken(self.node(index), self._document.index, path)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._maker.tip(self.node(index), self._document.index, self.path(index))
        return None

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        """Rows are chosen and dragged; groups are dropped into, and so is the routine itself."""
        if not index.isValid():
            return _NOWHERE
        return _GROUP if self.is_group(index) else _BLOCK

    def mimeTypes(self) -> list[str]:
        """What may be dropped on it."""
        return [ITEMS, KINDS]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """The paths of what is dragged, and their text for other programs."""
        paths = outermost(self.path(index) for index in indexes)
        carried = QMimeData()
        carried.setData(ITEMS, QByteArray(paths_as_bytes(paths)))
        return carried

    def supportedDropActions(self) -> Qt.DropAction:
        """Items move, or are copied."""
        return Qt.DropAction.MoveAction | Qt.DropAction.CopyAction

    # Following the draft

    def follow(self) -> None:
        """Makes the rows those of the present draft."""
        items = items_at(self._document.draft, TOP)
        if items is not self._top.nodes and not self.following:
            self.following = True
            try:
                self._sync(self._top, items)
            finally:
                self.following = False

    def _sync(self, level: _Level, new: tuple[Node, ...]) -> None:
        old = level.nodes
        span = self._document.index.span(old, new)
        start, gone, come = span.start, span.old, span.new
        if gone and gone == come and self._rotate(level, new, start, gone):
            return
        before, after = old[start : start + gone], new[start : start + come]
        if gone == come == 0:
            level.nodes = new
            return
        if gone == come and all(map(_alike, before, after)) and not set(before) & set(after):
            level.nodes = new
            self._tell_changed(level, start, start + gone)
            return
        for low, high, first, last in reversed(_gaps(before, after)):
            self._exchange(level, start + low, start + high, new[start + first : start + last])
        level.nodes = new

    def _exchange(self, level: _Level, low: int, high: int, nodes: tuple[Node, ...]) -> None:
        """Puts nodes in the place of the rows from ``low`` to ``high``."""
        if high - low == len(nodes) and all(map(_alike, level.nodes[low:high], nodes)):
            level.nodes = (*level.nodes[:low], *nodes, *level.nodes[high:])
            self._tell_changed(level, low, high)
            return
        if high > low:
            self._remove(level, low, high)
        if nodes:
            self._insert(level, low, nodes)

    def _tell_changed(self, level: _Level, low: int, high: int) -> None:
        """Tells of rows that show other nodes now, after what is within them has followed."""
        for row in range(low, high):
            inner = level.inner[row]
            if inner is not None:
                self._sync(inner, _items(level.nodes[row]) or ())
        first, last = (self.createIndex(row, 0, level.serial) for row in (low, high - 1))
        self.dataChanged.emit(first, last)

    def _remove(self, level: _Level, low: int, high: int) -> None:
        self.beginRemoveRows(self._index_of(level), low, high - 1)
        for inner in level.inner[low:high]:
            self._forget(inner)
        level.nodes = level.nodes[:low] + level.nodes[high:]
        del level.inner[low:high]
        self.endRemoveRows()

    def _insert(self, level: _Level, at: int, nodes: tuple[Node, ...]) -> None:
        self.beginInsertRows(self._index_of(level), at, at + len(nodes) - 1)
        level.nodes = level.nodes[:at] + nodes + level.nodes[at:]
        level.inner[at:at] = [self._level_for(node, level) for node in nodes]
        self.endInsertRows()

    def _rotate(self, level: _Level, new: tuple[Node, ...], start: int, length: int) -> bool:
        """Moves rows within their list, if that is all that happened."""
        old, new_span = level.nodes[start : start + length], new[start : start + length]
        head = next((at for at, node in enumerate(new_span) if node is old[0]), 0)
        if not head or new_span != old[length - head :] + old[: length - head]:
            return False
        around = self._index_of(level)
        # The shorter part moves past the longer one.
        cut = length - head
        if cut <= head:
            low, high, to = start, start + cut - 1, start + length
        else:
            low, high, to = start + cut, start + length - 1, start
        self.beginMoveRows(around, low, high, around, to)
        level.nodes = new
        level.inner[start : start + length] = (
            level.inner[start + cut : start + length] + level.inner[start : start + cut]
        )
        self.endMoveRows()
        return True

    def _within(self, parent: AnyIndex) -> _Level | None:
        if not parent.isValid():
            return self._top
        return self._levels[parent.internalId()].inner[parent.row()]

    def _index_of(self, level: _Level) -> QModelIndex:
        if level.outer is None:
            return QModelIndex()
        return self.createIndex(level.place(), 0, level.outer.serial)

    def _made(self, outer: _Level | None, nodes: tuple[Node, ...]) -> _Level:
        level = _Level(next(self._serials), outer)
        self._levels[level.serial] = level
        level.nodes = nodes
        level.inner = [self._level_for(node, level) for node in nodes]
        return level

    def _level_for(self, node: Node, outer: _Level) -> _Level | None:
        inner = _items(node)
        return None if inner is None else self._made(outer, inner)

    def _forget(self, level: _Level | None) -> None:
        if level is not None:
            del self._levels[level.serial]
            for inner in level.inner:
                self._forget(inner)

    def groups(self) -> Iterator[QModelIndex]:
        """The rows of all groups, outer ones first."""

        def walk(level: _Level) -> Iterator[QModelIndex]:
            for row, inner in enumerate(level.inner):
                if inner is not None:
                    yield self.createIndex(row, 0, level.serial)
                    yield from walk(inner)

        return walk(self._top)


def _items(node: Node) -> tuple[Node, ...] | None:
    """What a group holds; None for a block."""
    inner = node.get("items") if isinstance(node, Object) else None
    return inner.items if isinstance(inner, Array) else None


def _id(node: Node) -> str:
    leaf = node.get("id") if isinstance(node, Object) else None
    return leaf.value if isinstance(leaf, Leaf) and isinstance(leaf.value, str) else ""


def _alike(old: Node, new: Node) -> bool:
    """Whether a row may simply show another node: it stays a block, or the same group."""
    groups = _items(old) is not None, _items(new) is not None
    return groups == (False, False) or (groups == (True, True) and _id(old) == _id(new))


def _gaps(old: tuple[Node, ...], new: tuple[Node, ...]) -> list[tuple[int, int, int, int]]:
    """The stretches in which two lists differ, between the nodes that both have in the same order."""
    come = {id(node) for node in new}
    gone = {id(node) for node in old}
    kept = [at for at, node in enumerate(old) if id(node) in come]
    stays = [at for at, node in enumerate(new) if id(node) in gone]
    if len(kept) != len(stays) or any(old[a] is not new[b] for a, b in zip(kept, stays, strict=True)):
        return [(0, len(old), 0, len(new))]
    found, low, first = [], 0, 0
    for high, last in zip([*kept, len(old)], [*stays, len(new)], strict=True):
        if high > low or last > first:
            found.append((low, high, first, last))
        low, first = high + 1, last + 1
    return found
