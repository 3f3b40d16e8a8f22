"""What stands on the page: rows found by the search, sorted, in sections."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from psoas_desktop.routine.values import dataclass
from psoas_desktop.ui.common.plain_text import shown
from psoas_desktop.ui.library.order import Order
from psoas_desktop.ui.library.words import spoken

if TYPE_CHECKING:
    from psoas_desktop.services.library_listing import Row
    from psoas_desktop.storage.library_files import Source
    from psoas_desktop.storage.library_search import Query

Index = QModelIndex | QPersistentModelIndex

ROW_ROLE = Qt.ItemDataRole.UserRole
"""The row itself."""


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the page: the cards of one folder."""

    source: Source
    first: int
    count: int


_KEYS: dict[Order, Callable[[Row], tuple[object, ...]]] = {
    Order.NAME: lambda row: (row.entry.title.casefold(), str(row.entry.path)),
    Order.TIME: lambda row: (
        not row.entry.playable,
        row.entry.summary.total_ms,
        row.entry.title.casefold(),
        str(row.entry.path),
    ),
    Order.CHANGED: lambda row: (-row.entry.found.mtime_ns, str(row.entry.path)),
}


class LibraryModel(QAbstractListModel):
    """The cards in the order of the page. A change of what is found resets it."""

    about_to_arrange = Signal()
    arranged = Signal()
    rename_asked = Signal(object, str)
    """The row, and the title that was typed."""

    def __init__(self) -> None:
        super().__init__()
        self._sources: tuple[Source, ...] = ()
        self._rows: dict[Path, Row] = {}
        self._query: Query | None = None
        self._order = Order.NAME
        self._shown: list[Row] = []
        self._sections: tuple[Section, ...] = ()

    @property
    def sections(self) -> tuple[Section, ...]:
        """The parts of the page; without a search, empty ones of the person's own are among them."""
        return self._sections

    @property
    def total(self) -> int:
        """How many routines there are, found or not."""
        return len(self._rows)

    @property
    def order(self) -> Order:
        """How they are sorted."""
        return self._order

    @property
    def query(self) -> Query | None:
        """What is looked for; None for everything."""
        return self._query

    def set_sources(self, sources: Iterable[Source]) -> None:
        """Takes the folders in the order of their sections."""
        self._sources = tuple(sources)

    def set_rows(self, rows: Iterable[Row]) -> None:
        """Takes all rows anew."""
        new = {row.entry.path: row for row in rows}
        if new != self._rows or not self._sections:
            self._rows = new
            self._arrange()

    def add_rows(self, rows: Iterable[Row]) -> None:
        """Takes more rows."""
        self._rows.update({row.entry.path: row for row in rows})
        self._arrange()

    def remove(self, path: Path) -> None:
        """Takes one away at once: its file is gone."""
        if self._rows.pop(path, None) is not None:
            self._arrange()

    def set_query(self, query: Query | None) -> None:
        """Looks for something else."""
        self._query = query if query is not None and (query.parts or query.unfinished) else None
        self._arrange()

    def set_order(self, order: Order) -> None:
        """Sorts otherwise."""
        if order is not self._order:
            self._order = order
            self._arrange()

    def row(self, index: Index) -> Row | None:
        """The row of an index."""
        return self._shown[index.row()] if index.isValid() and index.row() < len(self._shown) else None

    def row_number(self, number: int) -> Row:
        """The row of a card."""
        return self._shown[number]

    def index_of(self, path: Path) -> QModelIndex:
        """The index of a file; an invalid one where it is not shown."""
        for number, row in enumerate(self._shown):
            if row.entry.path == path:
                return self.index(number)
        return QModelIndex()

    def rowCount(self, parent: Index | None = None) -> int:
        """How many cards there are."""
        return 0 if parent is not None and parent.isValid() else len(self._shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The title for type-ahead and editing, and all of a card in words for those who hear it."""
        row = self.row(index)
        if row is None:
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return shown(row.entry.title)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken(row.entry)
        return row if role == ROW_ROLE else None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Another title is only asked for: the file is changed first, and the list follows it."""
        row = self.row(index)
        title = shown(value) if isinstance(value, str) else ""
        if role != Qt.ItemDataRole.EditRole or row is None or not title or title == shown(row.entry.title):
            return False
        self.rename_asked.emit(row, title)
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Only what the person may change can be renamed."""
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        row = self.row(index)
        may = row is not None and row.entry.origin.value != "ready-made" and not row.entry.reason
        return flags | Qt.ItemFlag.ItemIsEditable if may else flags

    def _arrange(self) -> None:
        self.about_to_arrange.emit()
        self.beginResetModel()
        found = list(self._rows.values())
        if self._query is not None:
            from psoas_desktop.storage.library_search import select

            found = [found[index] for index in select([row.facts for row in found], self._query)]
        found.sort(key=_KEYS[self._order])
        by_source: dict[Source, list[Row]] = {source: [] for source in self._sources}
        for row in found:
            by_source.setdefault(row.entry.found.source, []).append(row)
        self._shown.clear()
        sections: list[Section] = []
        for source, rows in sorted(by_source.items(), key=_rank):
            teaches = self._query is None and source.origin.value == "own"
            if rows or teaches:
                sections.append(Section(source, len(self._shown), len(rows)))
                self._shown += rows
        self._sections = tuple(sections)
        self.endResetModel()
        self.arranged.emit()


def _rank(part: tuple[Source, list[Row]]) -> int:
    """The person's own come first as soon as there are any; before that the ready-made ones do."""
    source, rows = part
    return {"own": 0 if rows else 2, "ready-made": 1}.get(source.origin.value, 3)
