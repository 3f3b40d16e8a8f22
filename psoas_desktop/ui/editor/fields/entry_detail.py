"""The fields of the chosen entry of a list; those that are seldom needed are folded away."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from psoas_desktop.routine.problems import Path
from psoas_desktop.routine.translation import QT_TRANSLATE_NOOP
from psoas_desktop.ui.editor.fields.entry_words import MAIN, WHOLE
from psoas_desktop.ui.editor.fields.form import Form
from psoas_desktop.ui.editor.fields.holders import Entry, EntryList
from psoas_desktop.ui.editor.fields.row import FieldRow, Said
from psoas_desktop.ui.editor.fields.specs import Control, FieldSpec
from psoas_desktop.ui.editor.fields.words import tr
from psoas_desktop.ui.editor.section import Section

FormMaker = Callable[[Sequence[FieldSpec], str], Form]
"""Builds the form of some fields of an entry, for the list of that name."""

MORE = QT_TRANSLATE_NOOP("inspector", "More")

_INDENT = 12
_WRITTEN = (Control.LINE, Control.AREA)


class EntryDetail(QWidget):
    """Built when an entry is first shown."""

    def __init__(self, spec: FieldSpec, make_form: FormMaker, parent: QWidget | None = None) -> None:
        """Takes the list, and what builds forms."""
        super().__init__(parent)
        self._spec, self._make_form = spec, make_form
        self._form: Form | None = None
        self._more: Section | None = None
        self._more_form: Form | None = None
        self._held: tuple[EntryList, int] | None = None
        self._problems: Sequence[Said] = ()
        self._inside = QVBoxLayout(self)
        self._inside.setContentsMargins(0, 4, 0, 8)
        self._inside.setSpacing(12)

    @property
    def rows(self) -> tuple[FieldRow, ...]:
        """The fields that are seen at once."""
        return () if self._form is None else self._form.rows

    def show_entry(self, held: EntryList, index: int) -> None:
        """Shows an entry, or what it says now."""
        if self._form is None:
            self._build()
        self._held = held, index
        self._bind()

    def set_problems(self, problems: Sequence[Said]) -> None:
        """Shows what is wrong with the entry; paths start at it."""
        self._problems = problems
        if self._form is None:
            return
        rest = self._form.set_problems(problems)
        if self._more is not None:
            if self._more_form is not None:
                self._more_form.set_problems(rest)
            self._more.head.set_level(rest[0].level if rest else None)

    def focus(self, path: Path) -> bool:
        """Gives the focus to a field of the entry, unfolding what it is in; says whether there is one."""
        if self._form is not None and self._form.focus(path):
            return True
        if self._more is None or not any(path[:1] == spec.path[:1] for spec in self._rest()):
            return False
        self._more.set_open(True)
        self._bind()
        return self._more_form is not None and self._more_form.focus(path)

    def focus_words(self) -> None:
        """Gives the focus to the first field that is written in, else to the first."""
        if self.rows:
            next((row for row in self.rows if row.spec.control in _WRITTEN), self.rows[0]).focus()

    def _names(self) -> tuple[str, ...]:
        every = tuple(spec.name for spec in self._spec.entry if spec.name != "id")
        return MAIN.get(self._spec.name, every)

    def _rest(self) -> list[FieldSpec]:
        return [spec for spec in self._spec.entry if spec.name not in self._names()]

    def _build(self) -> None:
        by_name = {spec.name: spec for spec in self._spec.entry}
        names = [name for name in self._names() if name in by_name]
        self._form = self._make_form([by_name[name] for name in names], self._spec.name)
        self._inside.addWidget(self._form)
        if self._rest() and self._spec.name not in WHOLE:
            self._more = Section(tr(MORE), self._build_more, self, indent=_INDENT)
            self._more.opened.connect(lambda _open: self._bind())
            self._inside.addWidget(self._more)

    def _build_more(self) -> QWidget:
        self._more_form = self._make_form(self._rest(), self._spec.name)
        return self._more_form

    def _bind(self) -> None:
        if self._held is None:
            return
        held, index = self._held
        for form in (self._form, self._more_form):
            if form is None:
                continue
            bound = form.rows[0].holder if form.rows else None
            if isinstance(bound, Entry) and bound.index == index and bound.list.outer is held.outer:
                form.refresh()
            else:
                form.bind(Entry(held, index))
        self.set_problems(self._problems)
