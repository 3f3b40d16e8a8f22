"""A list of entries: one line each, and the fields of the chosen one below."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QVBoxLayout, QWidget

from psoas_desktop.routine.draft import Json, Leaf, Node, Object, from_plain, plain
from psoas_desktop.routine.problems import Level, Path
from psoas_desktop.routine.translation import QT_TRANSLATE_NOOP
from psoas_desktop.ui.common.label import Label, Role
from psoas_desktop.ui.editor.fields import entry_words
from psoas_desktop.ui.editor.fields.entry_view import EntryLine, EntryModel, EntryView
from psoas_desktop.ui.editor.fields.flow import FlowLayout
from psoas_desktop.ui.editor.fields.form import Form
from psoas_desktop.ui.editor.fields.holders import Entry, EntryList, Holder
from psoas_desktop.ui.editor.fields.row import FieldRow, Said
from psoas_desktop.ui.editor.fields.small_button import SmallButton
from psoas_desktop.ui.editor.fields.specs import Control, FieldSpec
from psoas_desktop.ui.editor.fields.words import tr
from psoas_desktop.ui.editor.section import Section

FormMaker = Callable[[Sequence[FieldSpec], str], Form]
"""Builds the form of some fields of an entry, for the list of that name."""

AS_KIND = QT_TRANSLATE_NOOP("inspector", "As the kind has it, until you change it.")
OWN = QT_TRANSLATE_NOOP("inspector", "Your own. It stands in the place of what the kind has.")
MORE = QT_TRANSLATE_NOOP("inspector", "More")
BACK = QT_TRANSLATE_NOOP("inspector", "Back to the kind's")

_INDENT = 12
_WRITTEN = (Control.LINE, Control.AREA)
_SERIOUS = (Level.ERROR, Level.WARNING, Level.ADVICE)


class EntriesRow(FieldRow):
    """Entries with fields of their own."""

    def __init__(
        self,
        *args: object,
        make_form: FormMaker,
        titles: Mapping[str, str],
        today: Callable[[], str],
        **kwargs: object,
    ) -> None:
        """Builds it.

        Args:
            *args: As ``FieldRow`` takes them.
            make_form: Builds the fields of an entry; called when one is first chosen.
            titles: Titles of kinds by id.
            today: What day it is.
            **kwargs: As ``FieldRow`` takes them; the default is the kind's own entries.
        """
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # as FieldRow takes them
        self._make_form, self._titles, self._today = make_form, titles, today
        self._order: list[int] = []
        self._chosen = -1
        self._form: Form | None = None
        self._more: Section | None = None
        self._more_form: Form | None = None
        self._lines_of: dict[int, tuple[Node, tuple[str, str]]] = {}
        self.back.set_words(tr(BACK))
        self.whole = QWidget(self)
        self.box = QVBoxLayout(self.whole)
        self.box.setContentsMargins(0, 0, 0, 0)
        self.box.setSpacing(8)
        self.state = Label("", Role.QUIET, self.whole)
        self.box.addWidget(self.state)
        self.view = EntryView(self.whole)
        self.model = EntryModel(self)
        self.view.setModel(self.model)
        self.view.selectionModel().currentChanged.connect(self._current_changed)
        self.view.delete_asked.connect(self.remove)
        self.view.edit_asked.connect(self._to_fields)
        self.box.addWidget(self.view)
        self.box.addLayout(self._buttons())
        self.detail = QWidget(self.whole)
        self.detail.hide()
        self.box.addWidget(self.detail)
        inside = QVBoxLayout(self.detail)
        inside.setContentsMargins(0, 4, 0, 8)
        inside.setSpacing(12)
        self.place(self.whole)

    def _buttons(self) -> FlowLayout:
        line = FlowLayout()
        words = entry_words.ADD.get(self.spec.name, QT_TRANSLATE_NOOP("inspector", "Add"))
        self.add_button = SmallButton(tr(words), self.whole, icon="add")
        self.add_button.clicked.connect(self.add)
        remove = tr(QT_TRANSLATE_NOOP("inspector", "Remove"))
        self.remove_button = SmallButton(remove, self.whole, icon="delete")
        self.remove_button.clicked.connect(self.remove)
        self.up_button = SmallButton("", self.whole, icon="up")
        self.up_button.clicked.connect(lambda: self.shift(-1))
        self.down_button = SmallButton("", self.whole, icon="down")
        self.down_button.clicked.connect(lambda: self.shift(1))
        for button, name in (
            (self.up_button, tr(QT_TRANSLATE_NOOP("inspector", "Move up"))),
            (self.down_button, tr(QT_TRANSLATE_NOOP("inspector", "Move down"))),
        ):
            button.setAccessibleName(name)
            button.setToolTip(name)
        for button in (self.add_button, self.remove_button, self.up_button, self.down_button):
            line.addWidget(button)
        return line

    # What the list is.

    @property
    def list(self) -> EntryList | None:
        """The list that is edited; None before it is bound."""
        if self.holder is None:
            return None
        default = self.default if isinstance(self.default, list) else []
        return EntryList(self.holder, self.spec.path, default)

    @property
    def chosen(self) -> int:
        """Which entry is chosen, by its place in the file; -1 for none."""
        return self._chosen

    def controls(self) -> tuple[QWidget, ...]:
        """The list, then its first button."""
        return self.view, self.add_button

    def focus(self, path: Path = ()) -> None:
        """Chooses the entry that is meant and goes to its field."""
        index = path[0] if path else None
        if isinstance(index, int) and index in self._order:
            self.choose(index)
            if len(path) > 1 and self._focus_field(path[1:]):
                return
        (self.view if self._order else self.add_button).setFocus()

    def _focus_field(self, path: Path) -> bool:
        if self._form is not None and self._form.focus(path):
            return True
        if self._more is None:
            return False
        if not self._more.is_open:
            self._more.set_open(True)
            self._bind_detail()
        return self._more_form is not None and self._more_form.focus(path)

    def bind(self, holder: Holder) -> None:
        """Takes another item; no entry of it is chosen."""
        self._chosen = -1
        self._lines_of.clear()
        super().bind(holder)
        self._show_list()

    def refresh(self) -> bool:
        """Shows the list as it is now."""
        changed = super().refresh()
        if changed:
            self._show_list()
        return changed

    def show_value(self, value: Json) -> None:
        """Says whose the list is."""
        self.state.setVisible(self.can_go_back() or not isinstance(value, list))
        readable = isinstance(value, list)
        self.state.setText(tr(OWN) if readable else self.tr("This is no list. Mend it in the source."))

    def show_absent(self) -> None:
        """Says that it is the kind's."""
        self.state.setText(tr(AS_KIND))
        self.state.setVisible(self.can_go_back())

    def show_mixed(self) -> None:
        """Lists are not edited together."""

    def set_problems(self, problems: Sequence[Said]) -> None:
        """Marks the lines of entries with something wrong, and the fields of the chosen one."""
        entries = [said for said in problems if said.path and isinstance(said.path[0], int)]
        super().set_problems([said for said in problems if said not in entries])
        self._entry_problems = tuple(entries)
        self._show_lines()
        self._show_entry_problems()

    # What is done to it.

    def add(self) -> None:
        """Puts a new entry behind the chosen one and goes to its first field."""
        held = self.list
        if held is None or not held.readable:
            return
        entries = held.entries
        taken = {_id(node) for node in entries}
        made = entry_words.new_entry(self.spec.name, self.spec.entry, taken, self._today())
        at = len(entries) if self._chosen < 0 else self._chosen + 1
        self.started(made, entries[self._chosen] if 0 <= self._chosen < len(entries) else None)
        self._put([*entries[:at], from_plain(made), *entries[at:]])
        self.choose(at)
        if self._form is not None:
            rows = self._form.rows
            next((row for row in rows if row.spec.control in _WRITTEN), rows[0]).focus()

    def started(self, made: dict[str, Json], before: Node | None) -> None:
        """Fits a new entry to the one that it stands behind."""

    def remove(self) -> None:
        """Takes the chosen entry away; undo brings it back."""
        held = self.list
        if held is None or self._chosen < 0:
            return
        row = self._order.index(self._chosen)
        entries = held.entries
        at = self._chosen
        had_focus = self.remove_button.hasFocus() or self.view.hasFocus()
        if len(entries) == 1 and self.default is None:
            self.clear()
            self.leave()
        else:
            self._put([*entries[:at], *entries[at + 1 :]])
        self.choose(self._order[min(row, len(self._order) - 1)] if self._order else -1)
        if had_focus:
            (self.view if self._order else self.add_button).setFocus()

    def shift(self, by: int) -> None:
        """Moves the chosen entry up or down."""
        held = self.list
        at = self._chosen
        if held is None or not 0 <= at + by < len(held.entries) or at < 0:
            return
        entries = list(held.entries)
        entries.insert(at + by, entries.pop(at))
        self._put(entries)
        self.choose(at + by)

    def choose(self, index: int) -> None:
        """Chooses an entry by its place in the file; -1 for none."""
        self._chosen = index if index in self._order else -1
        row = self._order.index(index) if index in self._order else -1
        self.view.selectionModel().blockSignals(True)
        self.view.setCurrentIndex(self.model.index(row) if row >= 0 else QModelIndex())
        self.view.selectionModel().blockSignals(False)
        self.view.viewport().update()
        self._show_chosen()

    def _to_fields(self) -> None:
        if self._chosen >= 0 and self._form is not None:
            self._form.rows[0].focus()

    def _put(self, entries: Sequence[Json]) -> None:
        held = self.list
        if held is None:
            return
        self._change(lambda _holder: held.put(entries))
        self.refresh()

    # How it is shown.

    _entry_problems: tuple[Said, ...] = ()

    def _show_list(self) -> None:
        held = self.list
        entries = () if held is None else held.entries
        datas = [plain(node) for node in entries]
        chosen = self._chosen
        self._order = entry_words.order(self.spec.name, datas)
        self._lines_of = {
            at: (node, entry_words.line(self.spec.name, data, self._titles))
            for at, (node, data) in enumerate(zip(entries, datas, strict=True))
        }
        self._show_lines()
        self.view.setVisible(bool(entries))
        self.remove_button.setVisible(bool(entries))
        for button in (self.up_button, self.down_button):
            button.setVisible(len(entries) > 1 and self.spec.name not in entry_words.TIMED)
        self.view.updateGeometry()
        self.choose(chosen)

    def _show_lines(self) -> None:
        worst: dict[int, Level] = {}
        for said in self._entry_problems:
            index = said.path[0]
            assert isinstance(index, int)
            worst[index] = min(worst.get(index, said.level), said.level, key=_SERIOUS.index)
        row = self._order.index(self._chosen) if self._chosen in self._order else -1
        self.view.selectionModel().blockSignals(True)
        self.model.show([EntryLine(*self._lines_of[at][1], worst.get(at)) for at in self._order])
        self.view.setCurrentIndex(self.model.index(row) if row >= 0 else QModelIndex())
        self.view.selectionModel().blockSignals(False)

    def _current_changed(self, index: QModelIndex) -> None:
        self._chosen = self._order[index.row()] if index.isValid() else -1
        self.leave()
        self._show_chosen()

    def _show_chosen(self) -> None:
        chosen = self._chosen >= 0
        self.remove_button.setEnabled(chosen)
        self.up_button.setEnabled(chosen and self._chosen > 0)
        self.down_button.setEnabled(chosen and self._chosen + 1 < len(self._order))
        if chosen and self._form is None:
            self._build_detail()
        self.detail.setVisible(chosen)
        if chosen:
            self._bind_detail()
        self.grew.emit()

    def _build_detail(self) -> None:
        every = tuple(spec.name for spec in self.spec.entry if spec.name != "id")
        names = entry_words.MAIN.get(self.spec.name, every)
        by_name = {spec.name: spec for spec in self.spec.entry}
        self._form = self._make_form([by_name[name] for name in names if name in by_name], self.spec.name)
        layout = self.detail.layout()
        assert layout is not None
        layout.addWidget(self._form)
        rest = [spec for spec in self.spec.entry if spec.name not in names]
        if rest and self.spec.name not in entry_words.WHOLE:
            self._more = Section(tr(MORE), lambda: self._build_more(rest), self.detail, indent=_INDENT)
            self._more.opened.connect(lambda _open: self._bind_detail())
            layout.addWidget(self._more)

    def _build_more(self, rest: Sequence[FieldSpec]) -> QWidget:
        self._more_form = self._make_form(rest, self.spec.name)
        return self._more_form

    def _bind_detail(self) -> None:
        held = self.list
        if held is None or self._chosen < 0:
            return
        for form in (self._form, self._more_form):
            if form is None:
                continue
            entry = Entry(held, self._chosen)
            bound = form.rows[0].holder if form.rows else None
            if isinstance(bound, Entry) and bound.index == self._chosen and bound.list.outer is held.outer:
                form.refresh()
            else:
                form.bind(entry)
        self._show_entry_problems()

    def _show_entry_problems(self) -> None:
        if self._chosen < 0 or self._form is None:
            return
        mine = [
            Said(said.level, said.text, said.path[1:])
            for said in self._entry_problems
            if said.path[0] == self._chosen
        ]
        rest = self._form.set_problems(mine)
        if self._more is not None:
            if self._more_form is not None:
                self._more_form.set_problems(rest)
            self._more.head.set_level(rest[0].level if rest else None)


def _id(node: Node) -> str:
    found = node.get("id") if isinstance(node, Object) else None
    return str(found.value) if isinstance(found, Leaf) else ""
