"""Help: pages beside a list, and a search through all of them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QPalette, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from psoas_desktop.ui.common.fields import SearchField
from psoas_desktop.ui.common.label import Label, Role, scaled
from psoas_desktop.ui.common.plain_text import shown
from psoas_desktop.ui.program.help_pages import Hit, Kind, Page, Part, search
from psoas_desktop.ui.program.window import ProgramWindow, ReadingColumn

_SIZE = QSize(960, 680)
_LIST_PX, _KEYS_PX = 240, 200
_MOST_HITS = 60
_NO_LIMIT = 16_777_215
"""Qt's QWIDGETSIZE_MAX."""


class HelpWindow(ProgramWindow):
    """Shows one page at a time; F1 in another window opens its page with ``show_page``."""

    page_shown = Signal(str)
    """The name of the page that is shown now."""

    def __init__(self, pages: Sequence[Page], parent: QWidget | None = None) -> None:
        """Takes the pages in their order; there is at least one."""
        super().__init__("help", "", _SIZE, parent)
        self.setWindowTitle(self.tr("Help"))
        self._pages = {page.name: page for page in pages}
        self._hits: list[Hit] = []
        self._widgets: list[QWidget] = []
        self.page = ""
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 12)
        layout.setSpacing(12)
        self._side = QWidget()
        side = QVBoxLayout(self._side)
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(8)
        self.field = SearchField(self.tr("Search in help"))
        side.addWidget(self.field)
        self.list = QListWidget()
        self.list.setWordWrap(True)
        self.list.setProperty("quietFrame", True)
        self.list.viewport().setBackgroundRole(QPalette.ColorRole.Window)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        side.addWidget(self.list, 1)
        layout.addWidget(self._side)
        self.column = ReadingColumn(self.tr("Page"), self)
        layout.addWidget(self.column, 1)
        self.field.textChanged.connect(self._search)
        self.field.down.connect(self.list.setFocus)
        self.list.currentRowChanged.connect(self._go)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self, self.field.setFocus)
        self._search("")
        self.list.setFocus()

    def show_page(self, name: str) -> None:
        """Shows a page; the first where there is none of that name."""
        self.field.clear()
        names = list(self._pages)
        self.list.setCurrentRow(names.index(name) if name in names else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The list takes a third at most."""
        self._side.setFixedWidth(min(scaled(_LIST_PX), self.width() // 3))
        super().resizeEvent(event)

    def _search(self, words: str) -> None:
        if words.strip():
            self._hits = list(search(tuple(self._pages.values()), words))[:_MOST_HITS]
        else:
            self._hits = [Hit(page, -1, "") for page in self._pages.values()]
        self.list.blockSignals(True)
        self.list.clear()
        for hit in self._hits:
            self.list.addItem(QListWidgetItem(_line(hit)))
        self.list.blockSignals(False)
        self.list.setAccessibleName(self.tr("Found") if words.strip() else self.tr("Pages"))
        if self._hits:
            names = [hit.page.name for hit in self._hits]
            # The page in hand stays in hand while it is among what was found.
            self.list.setCurrentRow(names.index(self.page) if self.page in names else 0)
        else:
            self._show_none(words)

    def _go(self, row: int) -> None:
        if not 0 <= row < len(self._hits):
            return
        hit = self._hits[row]
        if hit.page.name != self.page:
            self._lay_out(hit.page)
        if hit.part >= 0:
            self.column.reveal(self._widgets[hit.part])
        else:
            self.column.verticalScrollBar().setValue(0)

    def _show_none(self, words: str) -> None:
        self.column.clear()
        self.page = ""
        text = self.tr("Nothing was found for “{words}”. Try one word, or another one.")
        self.column.say(text.replace("{words}", shown(words)))
        self.column.finish()

    def _lay_out(self, page: Page) -> None:
        self.column.clear()
        self.page = page.name
        self.column.setAccessibleName(page.title)
        self.column.say(page.title, Role.TITLE)
        self._widgets = [self._part(part) for part in page.parts]
        self.column.finish()
        self.page_shown.emit(page.name)

    def _part(self, part: Part) -> QWidget:
        if part.kind is Kind.HEADING:
            return self.column.say(part.text, Role.HEADING, above=12)
        if part.kind is Kind.TEXT:
            return self.column.say(part.text)
        if part.kind is Kind.ITEM:
            return self.column.put(_Row("•", part.text, 16))
        return self.column.put(_Row(part.text, part.right, _KEYS_PX, Role.STRONG))


class _Row(QWidget):
    """Two cells side by side, the right ones in a column; below each other where it is narrow."""

    def __init__(self, left: str, right: str, wide: int, role: Role = Role.BODY) -> None:
        super().__init__()
        self._wide = scaled(wide)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(8)
        self._first, second = Label(left, role), Label(right)
        self._row.addWidget(self._first)
        self._row.addWidget(second, 1)
        self.setAccessibleName(f"{left}: {right}" if role is Role.STRONG else right)
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Finds out whether there is room for two cells."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        narrow = self.width() < 2 * self._wide
        beside, below = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._row.setDirection(below if narrow else beside)
        self._row.setSpacing(0 if narrow else 8)
        self._first.setMinimumWidth(0 if narrow else self._wide)
        self._first.setMaximumWidth(_NO_LIMIT if narrow else self._wide)


def _line(hit: Hit) -> str:
    return f"{hit.page.title}\n{hit.excerpt}" if hit.excerpt else hit.page.title
