"""What can be done to a draft: each edit takes one and returns another, with what is to be selected."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import KW_ONLY, dataclass
from enum import StrEnum

from psoas_desktop.editing.places import TOP, item_of, items_at, list_of, outermost
from psoas_desktop.editing.renaming import Ids, with_new_ids
from psoas_desktop.routine.draft import Array, Draft, Json, Node, Object, from_plain
from psoas_desktop.routine.limits import MAX_GROUPS_DEEP
from psoas_desktop.routine.problems import Path


class Action(StrEnum):
    """What an edit does; the window names undo and redo after it."""

    ADD = "add"
    DELETE = "delete"
    MOVE = "move"
    DUPLICATE = "duplicate"
    GROUP = "group"
    UNGROUP = "ungroup"
    PASTE = "paste"
    CUT = "cut"
    CHANGE = "change"
    RESET = "reset"
    TITLE = "title"
    SOURCE = "source"


class Refusal(StrEnum):
    """Why an edit cannot be made."""

    INTO_ITSELF = "into-itself"
    TOO_DEEP = "too-deep"
    NOT_TOGETHER = "not-together"
    NO_GROUP = "no-group"
    NO_BLOCKS = "no-blocks"
    NOT_TO_PASTE = "not-to-paste"


class EditRefusedError(ValueError):
    """An edit that cannot be made; the draft stays as it is."""

    def __init__(self, refusal: Refusal) -> None:
        """Keeps the reason."""
        self.refusal = refusal
        super().__init__(refusal.value)


@dataclass(frozen=True, slots=True)
class Edit:
    """A changed draft.

    Attributes:
        draft: The draft after the edit.
        selection: The items to select, in the order of the file.
        action: What was done.
        field: The field that was changed; empty for none.
        count: How many blocks and groups it was done to.
        merge: Edits one after another with the same text here are undone together; empty for never.
    """

    draft: Draft
    selection: tuple[Path, ...] = ()
    action: Action = Action.CHANGE
    field: str = ""
    _: KW_ONLY
    count: int = 1
    merge: str = ""


def set_value(draft: Draft, path: Path, value: Json, *, merge: str = "") -> Edit:
    """Gives a field a value; objects on the way to it that are missing are made.

    Args:
        draft: The draft.
        path: The field, of a block, a group or the routine.
        value: Plain data.
        merge: See ``Edit``.

    Raises:
        KeyError: The path leads through something that is no object.
        ValueError: No file can hold the value.
    """
    known = len(path) - 1
    while known > 0 and draft.get(path[:known]) is None:
        known -= 1
    whole = value
    for part in reversed(path[known + 1 :]):
        if not isinstance(part, str):
            raise KeyError(part)
        whole = {part: whole}
    item = item_of(path)
    changed = draft.put(path[: known + 1], whole)
    name = next((part for part in path[len(item) :] if isinstance(part, str)), "")
    return Edit(changed, (item,) if item else (), Action.CHANGE, name, merge=merge)


def reset_value(draft: Draft, path: Path) -> Edit:
    """Takes a field away, so that what its kind says holds again; a field that is not there stays so."""
    item = item_of(path)
    selection = (item,) if item else ()
    changed = draft if draft.get(path) is None else draft.remove(path)
    return Edit(changed, selection, Action.RESET, str(path[-1]))


def insert_items(
    draft: Draft, parent: Path, index: int, items: Sequence[Node], action: Action = Action.ADD
) -> Edit:
    """Puts blocks and groups into a list.

    Args:
        draft: The draft.
        parent: The list; that of the routine is made where the file has none.
        index: Before which item; beyond the end means at the end.
        items: What to put there, with ids of its own already.
        action: What it is called.

    Raises:
        EditRefusedError: Groups would stand too deep in each other.
    """
    _check_depth(parent, items)
    draft = _with_list(draft, parent)
    there = items_at(draft, parent)
    at = min(max(index, 0), len(there))
    changed = draft.rearrange(parent, (*there[:at], *items, *there[at:]))
    selection = tuple((*parent, at + offset) for offset in range(len(items)))
    return Edit(changed, selection, action, count=len(items))


def remove_items(draft: Draft, paths: Iterable[Path], action: Action = Action.DELETE) -> Edit:
    """Takes blocks and groups away; what stood next to them is selected."""
    chosen = outermost(paths)
    changed = _without(draft, chosen)
    return Edit(changed, _neighbour(changed, chosen), action, count=len(chosen))


def move_items(draft: Draft, paths: Iterable[Path], parent: Path, index: int) -> Edit:
    """Moves blocks and groups, keeping their order.

    Args:
        draft: The draft.
        paths: What to move; what lies within another of them moves with it.
        parent: The list to move to.
        index: Before which item of it, counted before anything is moved.

    Raises:
        EditRefusedError: A group would stand within itself, or too deep.
    """
    chosen = outermost(paths)
    if any(parent[: len(path)] == path for path in chosen):
        raise EditRefusedError(Refusal.INTO_ITSELF)
    moved = _nodes(draft, chosen)
    _check_depth(parent, moved)
    gone = _by_list(chosen)
    at = index - sum(1 for place in gone.get(parent, ()) if place < index)
    target = _after_removal(parent, gone)
    inserted = insert_items(_without(draft, chosen), target, at, moved, Action.MOVE)
    stays = inserted.selection == chosen
    return Edit(draft if stays else inserted.draft, inserted.selection, Action.MOVE, count=len(chosen))


def duplicate_items(draft: Draft, paths: Iterable[Path], ids: Ids) -> Edit:
    """Puts a copy of blocks and groups behind the last of them, with new ids."""
    chosen = outermost(paths)
    if not chosen:
        return Edit(draft)
    parent, last = list_of(chosen[-1])
    copies = with_new_ids(_nodes(draft, chosen), ids)
    return insert_items(draft, parent, last + 1, copies, Action.DUPLICATE)


def group_items(draft: Draft, paths: Iterable[Path], ids: Ids, *, repeat: int = 2) -> Edit:
    """Puts blocks and groups of one list into a new group in the place of the first.

    Args:
        draft: The draft.
        paths: Items of one list; they need not stand next to each other.
        ids: Gives the group its id.
        repeat: Rounds of the group, 1 to 20.

    Raises:
        EditRefusedError: They stand in different lists, are none, or would stand too deep.
    """
    chosen = outermost(paths)
    if not chosen:
        raise EditRefusedError(Refusal.NO_BLOCKS)
    lists = _by_list(chosen)
    if len(lists) > 1:
        raise EditRefusedError(Refusal.NOT_TOGETHER)
    parent, first = list_of(chosen[0])
    inner = _nodes(draft, chosen)
    group = from_plain({"type": "group", "id": ids("group"), "repeat": repeat, "items": list(inner)})
    _check_depth(parent, (group,))
    made = insert_items(_without(draft, chosen), parent, first, (group,), Action.GROUP)
    return Edit(made.draft, made.selection, Action.GROUP, count=len(chosen))


def ungroup(draft: Draft, path: Path) -> Edit:
    """Puts what a group holds in its place.

    Raises:
        EditRefusedError: It is no group.
    """
    node = draft.get(path)
    inner = node.get("items") if isinstance(node, Object) else None
    if not isinstance(inner, Array):
        raise EditRefusedError(Refusal.NO_GROUP)
    parent, index = list_of(path)
    opened = insert_items(_without(draft, (path,)), parent, index, inner.items, Action.UNGROUP)
    return Edit(opened.draft, opened.selection, Action.UNGROUP)


def shift_items(draft: Draft, paths: Iterable[Path], *, down: bool) -> Edit:
    """Moves blocks and groups of one list one place up or down.

    At the end of a group they leave it, before or behind it; past a neighbouring group they go as a whole.

    Raises:
        EditRefusedError: They stand in different lists.
    """
    chosen = outermost(paths)
    lists = _by_list(chosen)
    if len(lists) != 1:
        raise EditRefusedError(Refusal.NOT_TOGETHER)
    ((parent, places),) = lists.items()
    edge = max(places) + 1 if down else min(places)
    if down and edge < len(items_at(draft, parent)):
        return move_items(draft, chosen, parent, edge + 1)
    if not down and edge > 0:
        return move_items(draft, chosen, parent, edge - 1)
    if parent == TOP:
        return Edit(draft, chosen, Action.MOVE, count=len(chosen))
    outer, index = list_of(parent[:-1])
    return move_items(draft, chosen, outer, index + 1 if down else index)


def _nodes(draft: Draft, paths: Iterable[Path]) -> tuple[Node, ...]:
    found = []
    for path in paths:
        node = draft.get(path)
        if node is None:
            raise KeyError(path)
        found.append(node)
    return tuple(found)


def _by_list(paths: Iterable[Path]) -> Mapping[Path, set[int]]:
    lists: defaultdict[Path, set[int]] = defaultdict(set)
    for path in paths:
        parent, index = list_of(path)
        lists[parent].add(index)
    return lists


def _without(draft: Draft, paths: Sequence[Path]) -> Draft:
    # From the innermost list to the outermost: the paths of the outer ones stay true meanwhile.
    for parent, gone in sorted(_by_list(paths).items(), key=lambda item: -len(item[0])):
        kept = tuple(item for at, item in enumerate(items_at(draft, parent)) if at not in gone)
        draft = draft.rearrange(parent, kept)
    return draft


def _after_removal(path: Path, gone: Mapping[Path, set[int]]) -> Path:
    """Where a list stands once items before it are gone."""
    moved: list[str | int] = []
    for at, part in enumerate(path):
        before = gone.get(path[:at], ()) if isinstance(part, int) else ()
        moved.append(part - sum(1 for place in before if place < part) if isinstance(part, int) else part)
    return tuple(moved)


def _neighbour(after: Draft, gone: Sequence[Path]) -> tuple[Path, ...]:
    """What to select after a removal: what follows in the list, else what came before, else the group."""
    if not gone:
        return ()
    lists = _by_list(gone)
    parent, last = list_of(gone[-1])
    place = last + 1 - len(lists[parent])
    target = _after_removal(parent, lists)
    left = len(items_at(after, target))
    if left:
        return ((*target, min(place, left - 1)),)
    return (target[:-1],) if len(target) > 1 else ()


def _with_list(draft: Draft, parent: Path) -> Draft:
    """Makes the list where a routine or group has none."""
    return draft if isinstance(draft.get(parent), Array) else draft.put(parent, [])


def _check_depth(parent: Path, items: Iterable[Node]) -> None:
    around = parent.count("items") - 1
    if any(around + _groups_deep(item) > MAX_GROUPS_DEEP for item in items):
        raise EditRefusedError(Refusal.TOO_DEEP)


def _groups_deep(item: Node) -> int:
    inner = item.get("items") if isinstance(item, Object) else None
    if not isinstance(inner, Array):
        return 0
    return 1 + max(map(_groups_deep, inner.items), default=0)
