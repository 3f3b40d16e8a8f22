"""Files of older formats, brought to the present one step by step, in memory.

A step is a pure function of drafts. It keeps what it does not know and leaves alone how unchanged
values are written; a file is written in the new format only when somebody saves it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from psoas_desktop.routine.draft import Array, Draft, Leaf, Member, Node, Object
from psoas_desktop.routine.problems import Problem
from psoas_desktop.routine.schema import FORMAT
from psoas_desktop.routine.values import dataclass


@dataclass(frozen=True, slots=True)
class Migrated:
    """A draft in the present format, as far as it could be brought there.

    Attributes:
        from_format: The format of the file; None where it does not say one.
        problems: Why it could not be brought there.
    """

    draft: Draft
    from_format: int | None
    problems: tuple[Problem, ...] = ()


def migrate(draft: Draft) -> Migrated:
    """Brings a draft to the present format.

    Args:
        draft: A draft as it was read.

    Returns:
        The draft, unchanged if it is of the present format or of none that is known.
    """
    at = format_of(draft)
    if at is not None and at > FORMAT:
        problem = Problem("format-too-new", ("format",), {"format": at, "known": FORMAT})
        return Migrated(draft, at, (problem,))
    for number in range(FORMAT if at is None else at, FORMAT):
        draft = MIGRATIONS[number](draft)
    return Migrated(draft, at)


def format_of(draft: Draft) -> int | None:
    """Reads the number of a file's format; the first one called it "version"."""
    root = draft.root
    if not isinstance(root, Object):
        return None
    node = root.get("format")
    if node is None:
        version = root.get("version")
        early = isinstance(version, Leaf) and type(version.value) is int and version.value == 0
        return 0 if early else None
    value = node.value if isinstance(node, Leaf) else None
    if isinstance(value, bool) or not isinstance(value, int | float) or value != int(value):
        return None
    return int(value) if value >= FORMAT else None


_ROOT_0 = {"version": "format", "name": "title", "exercises": "items"}
_ITEM_0 = {
    "kind": "type",
    "name": "title",
    "minutes": "duration_s",
    "times": "repeat",
    "exercises": "items",
}


def _from_0(draft: Draft) -> Draft:
    """Format 0 counted minutes, had other names for things, and gave blocks no ids."""
    root = draft.root
    if not isinstance(root, Object):
        return draft
    renamed = _renamed(root, _ROOT_0)
    taken = set(_ids(renamed.get("items")))
    free = (name for number in range(1, 1 << 30) if (name := f"block-{number}") not in taken)
    members = []
    for member in renamed.members:
        value = member.value
        if member.name == "format" and isinstance(value, Leaf):
            value = Leaf(1, None, value.at)
        elif member.name == "items":
            value = _items_from_0(value, lambda: next(free))
        members.append(replace(member, value=value))
    return Draft(Object(tuple(members), root.at))


def _renamed(node: Object, names: Mapping[str, str]) -> Object:
    """Gives members their new names in place, except where the new name is taken."""
    return Object(
        tuple(
            Member(names[member.name], member.value, None, member.at)
            if member.name in names and node.get(names[member.name]) is None
            else member
            for member in node.members
        ),
        node.at,
    )


def _ids(node: Node | None) -> Iterable[str]:
    for item in node.items if isinstance(node, Array) else ():
        if isinstance(item, Object):
            name = item.get("id")
            if isinstance(name, Leaf):
                yield str(name.value)
            yield from _ids(item.get("exercises"))


def _items_from_0(node: Node, new_id: Callable[[], str]) -> Node:
    if not isinstance(node, Array):
        return node
    return Array(tuple(_item_from_0(item, new_id) for item in node.items), node.at)


def _item_from_0(node: Node, new_id: Callable[[], str]) -> Node:
    if not isinstance(node, Object):
        return node
    renamed = _renamed(node, _ITEM_0)
    own_id = new_id() if node.get("id") is None else ""  # before those of the items within
    members = []
    for old, member in zip(node.members, renamed.members, strict=True):
        value = member.value
        if old.name == "minutes" and member.name == "duration_s" and isinstance(value, Leaf):
            value = _in_seconds(value)
        elif member.name == "items":
            value = _items_from_0(value, new_id)
        members.append(replace(member, value=value))
    if own_id:
        after_type = renamed.index("type")
        members.insert(0 if after_type is None else after_type + 1, Member("id", Leaf(own_id)))
    return Object(tuple(members), node.at)


def _in_seconds(minutes: Leaf) -> Leaf:
    """Counts minutes in seconds; what is no number stays for validation to point out."""
    value = minutes.value
    if isinstance(value, bool) or not isinstance(value, int | float):
        return minutes
    seconds = value * 60
    return Leaf(round(seconds) if abs(seconds) < 1e15 else seconds, None, minutes.at)


MIGRATIONS: Mapping[int, Callable[[Draft], Draft]] = {0: _from_0}
"""The step from each older format to the next; no number is left out."""
