"""The inspector: the fields of what is chosen, or of the routine itself where nothing is."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path as FilePath
from typing import cast

from PySide6.QtCore import QSize, QThreadPool, QTimer
from PySide6.QtWidgets import QApplication, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from psoas_desktop.editing.document import Document
from psoas_desktop.editing.places import item_of
from psoas_desktop.routine.draft import plain
from psoas_desktop.routine.field_rules import GROUP, ROUTINE, schema_at
from psoas_desktop.routine.problems import Path, Problem
from psoas_desktop.ui.common.label import scaled
from psoas_desktop.ui.common.plain_text import isolated
from psoas_desktop.ui.editor.fields.holders import Items
from psoas_desktop.ui.editor.fields.row import Said
from psoas_desktop.ui.editor.fields.row_maker import RowMaker
from psoas_desktop.ui.editor.inspector_plan import PagePlan, plan_of, shared_plan
from psoas_desktop.ui.editor.page import Page, PageParts
from psoas_desktop.ui.editor.parts import EditorParts
from psoas_desktop.ui.editor.photo_desk import PhotoDesk
from psoas_desktop.ui.editor.pictures_row import PicturesRow
from psoas_desktop.ui.editor.problem_model import waits_for_blocks
from psoas_desktop.ui.editor.problem_words import in_words
from psoas_desktop.ui.editor.unknown_page import UnknownPage

NARROWEST, WIDE = 280, 360
_PAGES_AT_MOST = 24
"""Pages are kept for each kind; those for several blocks at once come and go."""

_ROUTINE_ITSELF: Path = ()


class Inspector(QWidget):
    """Shows and changes what is selected in a document."""

    def __init__(
        self,
        document: Document,
        parts: EditorParts,
        parent: QWidget | None = None,
        photos: PhotoDesk | None = None,
    ) -> None:
        """Builds it.

        Args:
            document: What it follows from now on.
            parts: Its collaborators.
            parent: Its parent.
            photos: Shows and prepares pictures; one of its own where there is none.
        """
        super().__init__(parent)
        self.document = document
        self._rules, self._catalogue = parts.data.field_rules, parts.data.catalogue
        titles = {name: kind.title for name, kind in self._catalogue.kinds.items()}
        self.photos = photos or PhotoDesk(parts, pool=QThreadPool.globalInstance(), parent=self)
        special = {"pictures": partial(PicturesRow, desk=self.photos)}
        maker = RowMaker(titles, lambda: parts.today().isoformat(), special)
        self._parts = PageParts(maker, self._catalogue, {})
        self._plans: dict[str, PagePlan] = {}
        self._pages: dict[str, Page] = {}
        self._shown: tuple[Path, ...] | None = None
        self._key = ""
        self._known: object = None
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("Fields of what is chosen"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        self._stack = QStackedWidget(self)
        layout.addWidget(self._stack)
        self._unknown = UnknownPage(titles, self._stack)
        self._stack.addWidget(self._unknown)
        document.listen(self.refresh)
        cast(QApplication, QApplication.instance()).focusChanged.connect(self._follow_focus)
        self.refresh()

    def sizeHint(self) -> QSize:
        """Wide enough for a name, a time and a word beside it."""
        return QSize(scaled(WIDE), scaled(480))

    def minimumSizeHint(self) -> QSize:
        """It stays usable at 280 pixels."""
        return QSize(scaled(NARROWEST), scaled(120))

    @property
    def page(self) -> Page | None:
        """The page that is seen; None for a block of an unknown kind."""
        shown = self._stack.currentWidget()
        return shown if isinstance(shown, Page) else None

    def set_folder(self, folder: FilePath | None) -> None:
        """Says where the routine's file lies, for photos beside it; None for nowhere yet."""
        self.photos.set_folder(folder)

    def focus_field(self, path: Path) -> None:
        """Selects the block that a path leads into and gives the focus to its field.

        Args:
            path: From the root of the document, for example that of a problem.
        """
        item = item_of(path)
        if self.document.selection != ((item,) if item else ()):
            self.document.select((item,) if item else ())
        page = self.page
        if page is None:
            self._unknown.row.focus()
            return
        field = path[len(item) :]
        if not (field and page.focus(field)):
            page.focus_first()
        QTimer.singleShot(0, page, self._reveal_focus)

    def focus_first(self) -> None:
        """Gives the focus to the first field."""
        if self.page is not None:
            self.page.focus_first()

    def refresh(self) -> None:
        """Shows what is chosen and what the draft says of it now."""
        chosen = self.document.selection or (_ROUTINE_ITSELF,)
        parts = tuple(self._part(path) for path in chosen)
        key = self._key_of(parts)
        if key != self._key or chosen != self._shown:
            self._turn_to(key, parts, chosen)
        elif self.page is not None:
            self.page.refresh()
        else:
            self._unknown.refresh()
        self._show_problems(chosen, parts)

    def _part(self, path: Path) -> str:
        if path == _ROUTINE_ITSELF:
            return ROUTINE
        facts = self.document.index.facts(path)
        return "" if facts is None else facts.part

    @staticmethod
    def _key_of(parts: Sequence[str]) -> str:
        return parts[0] if len(parts) == 1 else "+".join(("several", *sorted(set(parts))))

    def _turn_to(self, key: str, parts: Sequence[str], chosen: tuple[Path, ...]) -> None:
        self._key, self._shown, self._known = key, chosen, None
        holder = Items(self.document, chosen)
        if "" in parts:
            self._unknown.show_items(holder)
            self._stack.setCurrentWidget(self._unknown)
            return
        page = self._pages.get(key)
        if page is None:
            page = self._make_page(parts)
            self._pages[key] = page
            self._stack.addWidget(page)
            self._forget_one(key)
        page.show_items(holder, *self._words(parts))
        self._stack.setCurrentWidget(page)

    def _make_page(self, parts: Sequence[str]) -> Page:
        if len(parts) == 1:
            return Page(self._plan(parts[0]), self._catalogue.kinds.get(parts[0]), self._parts, self._stack)
        plan = shared_plan([self._plan(part) for part in dict.fromkeys(parts)])
        return Page(plan, None, self._parts, self._stack)

    def _plan(self, part: str) -> PagePlan:
        if part not in self._plans:
            self._plans[part] = plan_of(part, self._rules, self._catalogue.kinds.get(part))
        return self._plans[part]

    def _forget_one(self, kept: str) -> None:
        if len(self._pages) <= _PAGES_AT_MOST:
            return
        oldest = next(key for key in self._pages if key != kept)
        page = self._pages.pop(oldest)
        self._stack.removeWidget(page)
        page.deleteLater()

    def _words(self, parts: Sequence[str]) -> tuple[str, str]:
        if len(parts) > 1:
            words = self.tr("{count} blocks chosen").replace("{count}", str(len(parts)))
            return words, self.tr("What you change here changes all of them, in one step.")
        part = parts[0]
        if part == ROUTINE:
            return self.tr("The routine"), self.tr("Choose a block to change that block.")
        if part == GROUP:
            return self.tr("Group"), self.tr("Its blocks are played in their order, round after round.")
        kind = self._catalogue.kinds[part]
        return kind.title, isolated(kind.summary)

    def _show_problems(self, chosen: tuple[Path, ...], parts: Sequence[str]) -> None:
        if len(chosen) > 1:
            return
        index, path = self.document.index, chosen[0]
        # That blocks are missing is no matter of a field: the outline and the list of problems say it.
        found = index.problems_at(path) if path else tuple(index.routine_problems)
        found = tuple(problem for problem in found if not waits_for_blocks(problem))
        if found == self._known:
            return
        self._known = found
        said = [self._said(problem, parts[0], path) for problem in found]
        if self.page is not None:
            self.page.set_problems(said)
        else:
            self._unknown.set_problems(said)

    def _said(self, problem: Problem, part: str, path: Path) -> Said:
        """Puts a problem of one item into words; one of a missing field belongs to that field."""
        params = dict(problem.params)
        if "label" in params and not params["label"] and part:
            node = self.document.draft.get(path)
            value = {} if node is None else plain(node)
            params["label"] = schema_at(self._rules.whole(part), value, problem.path).get("title", "")
        where = problem.path
        if problem.code == "missing-field":
            where = (*where, str(params.get("field", "")))
        return Said(problem.level, in_words(problem, params), where)

    def _follow_focus(self, _old: QWidget | None, now: QWidget | None) -> None:
        """Nobody types into what is out of sight; a press of the mouse moves nothing under the pointer."""
        page = self.page
        if page is None or now is None or QApplication.mouseButtons():
            return
        if page.isAncestorOf(now):
            # Its place is known only after the page is arranged.
            QTimer.singleShot(0, page, self._reveal_focus)

    def _reveal_focus(self) -> None:
        page, focus = self.page, self.focusWidget()
        if page is not None and page.isAncestorOf(focus):
            page.ensureWidgetVisible(focus, 0, 48)
