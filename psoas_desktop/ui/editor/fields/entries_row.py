"""A list of entries: one line each, and the fields of the chosen one below."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QVBoxLayout, QWidget

from psoas_desktop.routine.draft import Json, Leaf, Node, Object, from_plain, plain
from psoas_desktop.routine.problems import Level, Path
from psoas_desktop.routine.translation import QT_TRANSLATE_NOOP
from psoas_desktop.routine.values import dataclass
from psoas_desktop.ui.common.label import Label, Role
from psoas_desktop.ui.editor.fields import entry_words
from psoas_desktop.ui.editor.fields.entry_detail import EntryDetail, FormMaker
from psoas_desktop.ui.editor.fields.entry_view import EntryLine, EntryModel, EntryView
from psoas_desktop.ui.editor.fields.flow import FlowLayout
from psoas_desktop.ui.editor.fields.holders import EntryList, Holder
from psoas_desktop.ui.editor.fields.row import FieldRow, Said
from psoas_desktop.ui.editor.fields.small_button import SmallButton
from psoas_desktop.ui.editor.fields.words import tr

AS_KIND = QT_TRANSLATE_NOOP("inspector", "As the kind has it, until you change it.")
OWN = QT_TRANSLATE_NOOP("inspector", "Your own. It stands in the place of what the kind has.")
BACK = QT_TRANSLATE_NOOP("inspector", "Back to the kind's")

_SERIOUS = (Level.ERROR, Level.WARNING, Level.ADVICE)


@dataclass(frozen=True, slots=True)
class Shown:
    """An entry as it is shown: its node, what that means, and its line."""

    node: Node
    data: Json
    line: tuple[str, str]


class EntriesRow(FieldRow):
    """Entries with fields of their own."""

    def __init__(
        self,
        *args: object,
        make_form: FormMaker,
        titles: Mapping[str, str],
        today: Callable[[], str],
        of_kind_at: Callable[[Json], Json] | None = None,
        **kwargs: object,
    ) -> None:
        """Builds it.

        Args:
            *args: As ``FieldRow`` takes them.
            make_form: Builds the fields of an entry; called when one is first chosen.
            titles: Titles of kinds by id.
            today: What day it is.
            of_kind_at: The kind's own entries for a position of the block; None where it makes no difference.
            **kwargs: As ``FieldRow`` takes them; the default is the kind's own entries.
        """
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # as FieldRow takes them
        self._titles, self._today, self._of_kind_at = titles, today, of_kind_at
        self._position: Node | None = None
        self._order: list[int] = []
        self._chosen = -1
        self._known: dict[int, Shown] = {}
        self.shown: tuple[Shown, ...] = ()
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
        self.detail = EntryDetail(self.spec, make_form, self.whole)
        self.detail.hide()
        self.box.addWidget(self.detail)
        self.place(self.whole)
        self.add_button.setAccessibleName(self.add_button.text())

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
    def entries(self) -> EntryList | None:
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
            if len(path) > 1 and self.detail.focus(path[1:]):
                return
        (self.view if self._order else self.add_button).setFocus()

    def bind(self, holder: Holder) -> None:
        """Takes another item; no entry of it is chosen."""
        self._chosen = -1
        self._known = {}
        super().bind(holder)
        self._show_list()

    def refresh(self) -> bool:
        """Shows the list as it is now."""
        changed = super().refresh()
        if self._follow_position() or changed:
            self._show_list()
            return True
        return False

    def _follow_position(self) -> bool:
        """Another position of the block may ask for other things; says whether it does."""
        if self._of_kind_at is None or self.holder is None:
            return False
        (position,) = self.holder.nodes(("position",))
        if position is self._position:
            return False
        self._position = position
        before, self.default = self.default, self._of_kind_at(None if position is None else plain(position))
        self._known = {}
        return bool(before != self.default)

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
        if self._chosen >= 0:
            self.detail.set_problems(self._problems_of_chosen())

    # What is done to it.

    def add(self) -> None:
        """Puts a new entry behind the chosen one and goes to its first field."""
        held = self.entries
        if held is None or not held.readable:
            return
        entries = held.entries
        taken = {_id(node) for node in entries}
        made = entry_words.new_entry(self.spec.name, self.spec.entry, taken, self._today())
        at = len(entries) if self._chosen < 0 else self._chosen + 1
        self.started(made, entries[self._chosen] if 0 <= self._chosen < len(entries) else None)
        self._put([*entries[:at], from_plain(made), *entries[at:]])
        self.choose(at)
        self.detail.focus_words()

    def started(self, made: dict[str, Json], before: Node | None) -> None:
        """Fits a new entry to the one that it stands behind."""

    def remove(self) -> None:
        """Takes the chosen entry away; undo brings it back."""
        held = self.entries
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
        held = self.entries
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
        if self._chosen >= 0 and self.detail.rows:
            self.detail.rows[0].focus()

    def _put(self, entries: Sequence[Json]) -> None:
        held = self.entries
        if held is None:
            return
        self._change(lambda _holder: held.put(entries))
        self.refresh()

    # How it is shown.

    _entry_problems: tuple[Said, ...] = ()

    def _show_list(self) -> None:
        held = self.entries
        chosen, before = self._chosen, self._known
        # What was found out of an entry is kept with it: of a long list only what changed is looked at.
        self._known = {}
        entries = () if held is None else held.entries
        self.shown = tuple(self._looked_at(node, before) for node in entries)
        self._order = entry_words.order(self.spec.name, [one.data for one in self.shown])
        self._show_lines()
        some = bool(self.shown)
        self.view.setVisible(some)
        self.remove_button.setVisible(some)
        for button in (self.up_button, self.down_button):
            button.setVisible(len(self.shown) > 1 and self.spec.name not in entry_words.TIMED)
        self.view.updateGeometry()
        self.choose(chosen)

    def _looked_at(self, node: Node, before: Mapping[int, Shown]) -> Shown:
        found = before.get(id(node))
        if found is None or found.node is not node:
            data = plain(node)
            found = Shown(node, data, entry_words.line(self.spec.name, data, self._titles))
        self._known[id(node)] = found
        return found

    def _problems_of_chosen(self) -> list[Said]:
        return [
            Said(said.level, said.text, said.path[1:])
            for said in self._entry_problems
            if said.path[0] == self._chosen
        ]

    def _show_lines(self) -> None:
        worst: dict[int, Level] = {}
        for said in self._entry_problems:
            index = said.path[0]
            assert isinstance(index, int)
            worst[index] = min(worst.get(index, said.level), said.level, key=_SERIOUS.index)
        row = self._order.index(self._chosen) if self._chosen in self._order else -1
        self.view.selectionModel().blockSignals(True)
        self.model.show([EntryLine(*self.shown[at].line, worst.get(at)) for at in self._order])
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
        held = self.entries
        if chosen and held is not None:
            self.detail.show_entry(held, self._chosen)
            self.detail.set_problems(self._problems_of_chosen())
        self.detail.setVisible(chosen)
        self.grew.emit()


def _id(node: Node) -> str:
    found = node.get("id") if isinstance(node, Object) else None
    return str(found.value) if isinstance(found, Leaf) else ""
