"""What a form reads and writes: fields of one or several items, or of an entry of a list in them. No Qt."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from typing import Any

from psoas_desktop.editing import edits
from psoas_desktop.editing.document import Document
from psoas_desktop.editing.edits import Action, Edit
from psoas_desktop.routine.draft import Array, Draft, Json, Node, Object, child, from_plain, plain
from psoas_desktop.routine.problems import Path


class Holder(ABC):
    """The place of a form's fields in a draft; paths start at it."""

    @abstractmethod
    def nodes(self, path: Path) -> tuple[Node | None, ...]:
        """What stands there, for each of the items that are edited together; None for nothing."""

    @abstractmethod
    def write(self, path: Path, value: Json) -> None:
        """Gives a field a value; writing it again in the same visit is the same step of undo.

        Raises:
            ValueError: No file can hold the value.
            KeyError: What stands there is not what it should be, so that there is no place for it.
        """

    @abstractmethod
    def clear(self, path: Path, action: Action = Action.CHANGE) -> None:
        """Takes a field away, and what is left empty around it.

        Raises:
            KeyError: As for ``write``.
        """

    @abstractmethod
    def settle(self) -> None:
        """Ends a visit."""


class Items(Holder):
    """Blocks or groups that are edited together, or the routine itself."""

    def __init__(self, document: Document, paths: Sequence[Path]) -> None:
        """Takes where they stand; one empty path means the routine itself."""
        self.document = document
        self.paths = tuple(paths)

    def nodes(self, path: Path) -> tuple[Node | None, ...]:
        """What stands there in each item."""
        draft = self.document.draft
        return tuple(draft.get((*item, *path)) for item in self.paths)

    def write(self, path: Path, value: Json) -> None:
        """Gives all of them the value, in one step."""
        draft = self.document.draft
        for item in self.paths:
            draft = edits.set_value(draft, (*item, *path), value).draft
        self._apply(draft, path, Action.CHANGE)

    def clear(self, path: Path, action: Action = Action.CHANGE) -> None:
        """Takes the field away from all of them, in one step."""
        draft = self.document.draft
        for item in self.paths:
            draft = _without(draft, item, path)
        self._apply(draft, path, action)

    def settle(self) -> None:
        """Ends a visit."""
        self.document.settle()

    def _apply(self, draft: Draft, path: Path, action: Action) -> None:
        field = next((part for part in path if isinstance(part, str)), "")
        # Until ``settle`` ends the visit all of a field is one step, also where a list becomes own.
        merge = f"{self.paths}{field}" if action is Action.CHANGE else ""
        chosen = tuple(item for item in self.paths if item)
        self.document.apply(Edit(draft, chosen, action, field, count=max(1, len(chosen)), merge=merge))


def _without(draft: Draft, item: Path, path: Path) -> Draft:
    whole = (*item, *path)
    if draft.get(whole) is None:
        return draft
    draft = draft.remove(whole)
    for length in range(len(path) - 1, 0, -1):
        around = draft.get((*item, *path[:length]))
        if not isinstance(path[length - 1], str) or not isinstance(around, Object) or around.members:
            break
        draft = draft.remove((*item, *path[:length]))
    return draft


class EntryList:
    """A list in an item. Where the file has none, it is the kind's, until it is changed."""

    def __init__(self, outer: Holder, path: Path, otherwise: Sequence[Json] = ()) -> None:
        """Takes what holds the list, its path there, and the kind's entries."""
        self.outer, self.path = outer, path
        self._otherwise = from_plain(list(otherwise))

    @property
    def node(self) -> Node | None:
        """The list as the file has it; None where it has none."""
        return self.outer.nodes(self.path)[0]

    @property
    def own(self) -> bool:
        """Whether the file has a list here."""
        return self.node is not None

    @property
    def entries(self) -> tuple[Node, ...]:
        """The entries that hold, be they the file's or the kind's."""
        node = self.node
        held = self._otherwise if node is None else node
        return held.items if isinstance(held, Array) else ()

    @property
    def readable(self) -> bool:
        """Whether what the file has here is a list."""
        return self.node is None or isinstance(self.node, Array)

    def put(self, entries: Sequence[Json]) -> None:
        """Makes these the entries, the file's own from now on; nodes among them stay as they are written."""
        self.outer.settle()
        self.outer.write(self.path, list(entries))
        self.outer.settle()

    def back(self) -> None:
        """Takes the file's list away."""
        self.outer.clear(self.path, Action.RESET)


class Entry(Holder):
    """The fields of one entry of a list."""

    def __init__(self, held_in: EntryList, index: int) -> None:
        """Takes the list and the place in it."""
        self.list, self.index = held_in, index

    @property
    def node(self) -> Node | None:
        """The entry; None where there is none any more."""
        entries = self.list.entries
        return entries[self.index] if self.index < len(entries) else None

    def nodes(self, path: Path) -> tuple[Node | None, ...]:
        """What stands there in the entry."""
        node = self.node
        for part in path:
            node = None if node is None else child(node, part)
        return (node,)

    def write(self, path: Path, value: Json) -> None:
        """Gives the field a value; a list that was the kind's becomes the file's with it."""
        if self.list.own:
            self.list.outer.write((*self.list.path, self.index, *path), value)
        else:
            self._copied(lambda entry: _put(entry, path, value))

    def clear(self, path: Path, action: Action = Action.CHANGE) -> None:
        """Takes the field away."""
        if self.list.own:
            self.list.outer.clear((*self.list.path, self.index, *path), action)
        else:
            self._copied(lambda entry: entry.pop(str(path[0]), None))

    def settle(self) -> None:
        """Ends a visit."""
        self.list.outer.settle()

    def _copied(self, change: Callable[[dict[str, Any]], object]) -> None:
        entries: list[Any] = [plain(node) for node in self.list.entries]
        change(entries[self.index])
        self.list.outer.write(self.list.path, entries)


def _put(entry: dict[str, Any], path: Path, value: Json) -> None:
    for part in path[:-1]:
        entry = entry.setdefault(str(part), {})
    entry[str(path[-1])] = value
