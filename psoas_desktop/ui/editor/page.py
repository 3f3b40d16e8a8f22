"""A page of the inspector: fields of a kind of block, of a group, of the routine, of several blocks."""

from __future__ import annotations

from collections.abc import MutableMapping, Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from psoas_desktop.routine.block_kinds import Catalogue, Kind
from psoas_desktop.routine.draft import Leaf, Node, plain
from psoas_desktop.routine.problems import Level, Path
from psoas_desktop.routine.values import dataclass
from psoas_desktop.ui.common.label import Label, Role
from psoas_desktop.ui.editor.cautions import BuiltInCautions, built_in
from psoas_desktop.ui.editor.fields.form import GAP, Form
from psoas_desktop.ui.editor.fields.holders import Items
from psoas_desktop.ui.editor.fields.row import INSET, ProblemLine, Said
from psoas_desktop.ui.editor.fields.row_maker import RowMaker
from psoas_desktop.ui.editor.fields.specs import Control
from psoas_desktop.ui.editor.fields.words import tr
from psoas_desktop.ui.editor.inspector_plan import CAUTIONS, DECIDING, PagePlan, SectionPlan, seen
from psoas_desktop.ui.editor.section import Section
from psoas_desktop.ui.editor.summaries import summary
from psoas_desktop.ui.editor.tab_order import in_order, set_order

_SERIOUS = (Level.ERROR, Level.WARNING, Level.ADVICE)


@dataclass(frozen=True, slots=True)
class PageParts:
    """What pages are built with.

    Attributes:
        maker: Makes rows.
        catalogue: The kinds and their banners.
        opened: Whether a section is open, by its key; pages share it.
    """

    maker: RowMaker
    catalogue: Catalogue
    opened: MutableMapping[str, bool]


class Page(QScrollArea):
    """Fields below each other; what is folded away is built when it is opened."""

    def __init__(
        self, plan: PagePlan, kind: Kind | None, parts: PageParts, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._kind, self._parts = kind, parts
        self._titles = {name: one.title for name, one in parts.catalogue.kinds.items()}
        self._holder: Items | None = None
        self._problems: tuple[Said, ...] = ()
        self._plans: dict[str, SectionPlan] = {section.key: section for section in plan.sections}
        self._forms: dict[str, Form] = {}
        self._nodes: dict[str, object] = {}
        self._built_in: BuiltInCautions | None = None
        self._deciding: tuple[tuple[Node | None, ...], ...] | None = None
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        content = QWidget()
        self._layout = QVBoxLayout(content)
        self._layout.setContentsMargins(4, 12, 12, 24)
        self._layout.setSpacing(8)
        self.heading = Label("", Role.HEADING, content)
        self.heading.setContentsMargins(INSET, 0, 0, 0)
        self.about = Label("", Role.QUIET, content)
        self.about.setContentsMargins(INSET, 0, 0, 8)
        self._layout.addWidget(self.heading)
        self._layout.addWidget(self.about)
        self._lines: list[ProblemLine] = []
        self._rest: list[Said] = []
        self._top = parts.maker.form(plan.top, kind=kind)
        self._layout.addWidget(self._top)
        self._layout.addSpacing(8)
        self.sections: dict[str, Section] = {}
        for section in plan.sections:
            self._add_section(section)
        self._layout.addStretch(1)
        self._chain: list[QWidget] = []
        self._top.grew.connect(self._order_tabs)
        self.setWidget(content)
        for key, section_widget in self.sections.items():
            section_widget.set_open(parts.opened.get(key, self._plans[key].is_open))

    def _add_section(self, plan: SectionPlan) -> None:
        def build() -> QWidget:
            return self._built(plan)

        section = Section(tr(plan.title), build)
        section.head.toggled.connect(lambda _open, key=plan.key: self._unfolded(key))
        section.opened.connect(lambda is_open, key=plan.key: self._parts.opened.__setitem__(key, is_open))
        # Its place is known only after the page is arranged.
        section.opened.connect(lambda: QTimer.singleShot(0, self, lambda: self._bring_into_sight(section)))
        self.sections[plan.key] = section
        self._layout.addWidget(section)

    def _built(self, plan: SectionPlan) -> QWidget:
        form = self._parts.maker.form(plan.specs, kind=self._kind)
        self._forms[plan.key] = form
        form.grew.connect(self._order_tabs)
        if len(form.rows) == 1 and plan.specs[0].control is Control.ENTRIES and plan.key != CAUTIONS:
            form.rows[0].hide_name()
        if plan.key != CAUTIONS or self._kind is None:
            return form
        both = QWidget()
        layout = QVBoxLayout(both)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP)
        self._built_in = BuiltInCautions(both)
        layout.addWidget(self._built_in)
        layout.addWidget(form)
        return both

    # What it shows.

    @property
    def holder(self) -> Items | None:
        """What it edits."""
        return self._holder

    @property
    def forms(self) -> tuple[Form, ...]:
        """The forms that were built so far, the top one first."""
        return (self._top, *self._forms.values())

    def show_items(self, holder: Items, heading: str, about: str) -> None:
        """Shows other items of the same kind.

        Args:
            holder: What is edited from now on.
            heading: What it is.
            about: A sentence about it.
        """
        self.set_words(heading, about)
        self._holder = holder
        self._nodes.clear()
        self._deciding = None
        self._top.bind(holder)
        for key, form in self._forms.items():
            if self.sections[key].is_open:
                form.bind(holder)
        self.refresh()

    def set_words(self, heading: str, about: str) -> None:
        """Takes the heading and the sentence below."""
        for label, text in ((self.heading, heading), (self.about, about)):
            if label.text() != text:
                label.setText(text)
        self.about.setVisible(bool(about))

    def refresh(self) -> None:
        """Shows what the draft says now."""
        if self._holder is None:
            return
        self._top.refresh()
        for key, section in self.sections.items():
            form = self._forms.get(key)
            if section.is_open and form is not None:
                form.refresh()
            else:
                self._summarise(key, section)
        self._decide()

    def set_problems(self, problems: Sequence[Said]) -> None:
        """Shows what is wrong at its fields; the rest stands at the top."""
        self._problems = tuple(problems)
        rest = list(self._top.set_problems(self._problems))
        for key, section in self.sections.items():
            paths = [spec.path for spec in self._plans[key].specs]
            mine = [said for said in rest if any(said.path[: len(path)] == path for path in paths)]
            rest = [said for said in rest if said not in mine]
            section.head.set_level(min((said.level for said in mine), key=_SERIOUS.index, default=None))
            form = self._forms.get(key)
            if form is not None:
                form.set_problems(mine)
        self._say(rest)

    def focus(self, path: Path) -> bool:
        """Gives the focus to the field that a path leads into, unfolding its section."""
        if self._top.focus(path):
            return True
        for key, plan in self._plans.items():
            if any(path[: len(spec.path)] == spec.path for spec in plan.specs):
                self.sections[key].set_open(True)
                return self._forms[key].focus(path)
        return False

    def focus_first(self) -> None:
        """Gives the focus to the first field."""
        for form in self.forms:
            for row in form.rows:
                if row.isVisibleTo(self):
                    row.focus()
                    return

    def _say(self, rest: Sequence[Said]) -> None:
        if self._rest == rest:
            return
        self._rest = list(rest)
        for line in self._lines:
            self._layout.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._lines = [ProblemLine(said, self.widget(), INSET) for said in rest]
        for at, line in enumerate(self._lines):
            self._layout.insertWidget(2 + at, line)
            line.show()

    def _order_tabs(self) -> None:
        """Parts are built when they are first seen: Tab goes through them where they stand all the same."""
        content = self.widget()
        chain = [] if content is None else in_order(content)
        if chain != self._chain:
            self._chain = chain
            set_order(chain)

    def _unfolded(self, key: str) -> None:
        self._order_tabs()
        section = self.sections[key]
        form = self._forms.get(key)
        if not section.is_open or form is None or self._holder is None:
            if self._holder is not None:
                self._nodes.pop(key, None)
                self._summarise(key, section)
            return
        if not form.rows or form.rows[0].holder is not self._holder:
            form.bind(self._holder)
        else:
            form.refresh()
        self._deciding = None
        self._decide()
        self.set_problems(self._problems)

    def _bring_into_sight(self, section: Section) -> None:
        """Shows what was just unfolded: all of it, or as much as there is room for below its heading."""
        bar, high = self.verticalScrollBar(), self.viewport().height()
        top, bottom = section.y() - 8, section.y() + section.height()
        if section.is_open and bottom > bar.value() + high:
            bar.setValue(min(top, bottom - high))

    def _summarise(self, key: str, section: Section) -> None:
        holder = self._holder
        if holder is None:
            return
        specs = self._plans[key].specs
        nodes = tuple(holder.nodes(spec.path) for spec in specs)
        position = self._positions(holder)[0]
        if self._nodes.get(key) == (nodes, position):
            return
        self._nodes[key] = nodes, position
        said = summary(specs, nodes, self._kind, self._titles, position)
        if key == CAUTIONS and self._kind is not None:
            count = len(built_in(self._kind, self._positions(holder), self._parts.catalogue))
            fixed = self.tr("{count} built in").replace("{count}", str(count)) if count else ""
            said = " · ".join(part for part in (fixed, said) if part)
        section.head.set_summary(said)

    def _positions(self, holder: Items) -> list[str]:
        names = ("position", "start_position", "end_position")
        nodes = (holder.nodes((name,))[0] for name in names)
        values = [node.value if isinstance(node, Leaf) else "" for node in nodes]
        return [value if isinstance(value, str) else "" for value in values]

    def _decide(self) -> None:
        """Shows the fields that are of use now, and the cautions that belong to the position."""
        holder = self._holder
        if holder is None:
            return
        places = ("position", "start_position", "end_position")
        deciding = tuple(holder.nodes((name,)) for name in (*DECIDING, *places))
        if deciding == self._deciding:
            return
        self._deciding = deciding
        if self._built_in is not None and self._kind is not None:
            self._built_in.show_banners(built_in(self._kind, self._positions(holder), self._parts.catalogue))
        values: dict[str, object] = {}
        rows = {row.spec.name: row for form in self.forms for row in form.rows if len(row.spec.path) == 1}
        for name, nodes in zip(DECIDING, deciding, strict=False):
            held = {plain(node) for node in nodes if isinstance(node, Leaf)}
            default = rows[name].default if name in rows else None
            values[name] = held.pop() if len(held) == 1 and None not in nodes else None if held else default
        for row in rows.values():
            value = next((node for node in holder.nodes(row.spec.path) if node is not None), None)
            row.setVisible(seen(row.spec.path, value, values))
