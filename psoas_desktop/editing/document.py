"""A routine being edited: its drafts, what is known of the present one, and what is on disk."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from psoas_desktop.editing import edits
from psoas_desktop.editing.clipboard import as_text, can_be_pasted, from_text
from psoas_desktop.editing.edits import Action, Edit, EditRefusedError, Refusal
from psoas_desktop.editing.history import History, Step
from psoas_desktop.editing.index import Index
from psoas_desktop.editing.places import TOP, items_at, list_of, order, outermost
from psoas_desktop.editing.renaming import Ids, numbered, with_new_ids
from psoas_desktop.routine.codec import encode
from psoas_desktop.routine.draft import Draft, Json, Node, Object
from psoas_desktop.routine.field_rules import FieldRules
from psoas_desktop.routine.problems import Path

Listener = Callable[[], None]


class Document:
    """One open routine. Every change of it is told to its listeners after it was made.

    Attributes:
        index: What is known of the present draft.
    """

    def __init__(self, draft: Draft, rules: FieldRules, *, on_disk: bool) -> None:
        """Takes a draft and whether a file holds just that."""
        self.index = Index(rules)
        self.index.update(draft)
        self._history = History(draft)
        self._saved: Draft | None = draft if on_disk else None
        self._listeners: list[Listener] = []

    def listen(self, listener: Listener) -> None:
        """Adds somebody to be told of every change of draft, selection or saved state."""
        self._listeners.append(listener)

    @property
    def draft(self) -> Draft:
        """The routine as it is now."""
        return self._history.present

    @property
    def selection(self) -> tuple[Path, ...]:
        """The selected items, in the order of the file."""
        return self._history.selection

    @property
    def modified(self) -> bool:
        """Whether the file, if there is one, holds something else."""
        return self._saved is None or self.draft.root is not self._saved.root

    @property
    def undo_step(self) -> Step | None:
        """What undo would take back; None for nothing."""
        return self._history.undo_step

    @property
    def redo_step(self) -> Step | None:
        """What redo would do again; None for nothing."""
        return self._history.redo_step

    def ids(self) -> Ids:
        """Makes ids that are not in use."""
        return numbered(self.index.ids)

    def apply(self, edit: Edit) -> None:
        """Takes an edit of the present draft."""
        self._become(self._history.record(edit))

    def settle(self) -> None:
        """Ends the merging of edits: the person has left the field."""
        self._history = self._history.settled()

    def undo(self) -> None:
        """Takes the last step back."""
        self._become(self._history.undone())

    def redo(self) -> None:
        """Does the step again that was taken back last."""
        self._become(self._history.redone())

    def select(self, paths: Iterable[Path]) -> None:
        """Selects items; undo of the next edit brings the selection back."""
        chosen = tuple(sorted(set(paths), key=order))
        if chosen != self.selection:
            self._become(self._history.select(chosen))

    def bytes(self) -> bytes:
        """What a save writes."""
        return encode(self.draft)

    def saved(self, draft: Draft) -> None:
        """Takes note that a file now holds a draft of this document."""
        self._saved = draft
        self._history = self._history.settled()
        self._tell()

    def changed_on_disk(self) -> None:
        """Takes note that no file holds the present draft any longer."""
        self._saved = None
        self._tell()

    def replace_all(self, draft: Draft, action: Action, *, on_disk: bool = False) -> None:
        """Puts another draft in place of the present one, as a step that can be undone (reload, source)."""
        self._saved = draft if on_disk else self._saved
        self._become(self._history.record(Edit(draft, (), action)))

    # What menus, keys and drops do. Each is one step.

    def set_value(self, path: Path, value: Json, *, merge: str = "") -> None:
        """Gives a field a value."""
        self.apply(edits.set_value(self.draft, path, value, merge=merge))

    def reset_value(self, path: Path) -> None:
        """Takes a field away, so that what its kind says holds again."""
        self.apply(edits.reset_value(self.draft, path))

    def add(self, nodes: Sequence[Node], at: tuple[Path, int] | None = None) -> None:
        """Puts new items in; without a place, behind what is selected."""
        parent, index = at or self.place_to_add()
        self.apply(edits.insert_items(self.draft, parent, index, nodes))

    def delete(self) -> None:
        """Takes what is selected away."""
        if self.selection:
            self.apply(edits.remove_items(self.draft, self.selection))

    def cut(self) -> str:
        """Takes what is selected away and returns it as text.

        Raises:
            EditRefusedError: It could not be pasted again.
        """
        text = self.copy()
        if text and not can_be_pasted(self.draft, self.selection, text):
            raise EditRefusedError(Refusal.NOT_TO_PASTE)
        if self.selection:
            self.apply(edits.remove_items(self.draft, self.selection, Action.CUT))
        return text

    def copy(self) -> str:
        """Returns what is selected as text; empty for nothing."""
        return as_text(self.draft, self.selection) if self.selection else ""

    def paste(self, text: str) -> None:
        """Puts blocks from a text behind what is selected, with new ids where theirs are taken.

        Raises:
            EditRefusedError: There is no block in the text, or it would stand too deep.
        """
        nodes = from_text(text)
        if not nodes:
            raise EditRefusedError(Refusal.NO_BLOCKS)
        parent, index = self.place_to_add()
        new = with_new_ids(nodes, self.ids())
        self.apply(edits.insert_items(self.draft, parent, index, new, Action.PASTE))

    def duplicate(self) -> None:
        """Puts a copy of what is selected behind it."""
        self.apply(edits.duplicate_items(self.draft, self.selection, self.ids()))

    def move(self, parent: Path, index: int) -> None:
        """Moves what is selected before an item of a list."""
        self.apply(edits.move_items(self.draft, self.selection, parent, index))

    def shift(self, *, down: bool) -> None:
        """Moves what is selected one place up or down."""
        if self.selection:
            self.apply(edits.shift_items(self.draft, self.selection, down=down))

    def group(self) -> None:
        """Puts what is selected into a group of two rounds."""
        self.apply(edits.group_items(self.draft, self.selection, self.ids()))

    def ungroup(self) -> None:
        """Opens the selected group."""
        if len(self.selection) != 1:
            raise EditRefusedError(Refusal.NO_GROUP)
        self.apply(edits.ungroup(self.draft, self.selection[0]))

    def place_to_add(self) -> tuple[Path, int]:
        """Where new items go: into a selected empty group, else behind what is selected, else to the end."""
        chosen = outermost(self.selection)
        if not chosen:
            return TOP, len(items_at(self.draft, TOP))
        node = self.draft.get(chosen[-1])
        inner = (*chosen[-1], "items")
        if isinstance(node, Object) and self.draft.get(inner) is not None and not items_at(self.draft, inner):
            return inner, 0
        parent, index = list_of(chosen[-1])
        return parent, index + 1

    def _become(self, history: History) -> None:
        before, self._history = self._history, history
        if history.present is not before.present:
            self.index.update(history.present)
        if history is not before:
            self._tell()

    def _tell(self) -> None:
        for listener in tuple(self._listeners):
            listener()
