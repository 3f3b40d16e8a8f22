"""Ids of new blocks and of copies: unique in the file, short, and telling what they name."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable

from psoas_desktop.routine.draft import Array, Leaf, Member, Node, Object

Ids = Callable[[str], str]
"""Takes what an id should be like and returns one that is not in use."""

_NUMBERED = re.compile(r"(.*?)-[0-9]+")
_LONGEST = 56
"""Characters of an id before its number; 64 are allowed in all."""


def numbered(taken: Container[str]) -> Ids:
    """Makes ids by numbering: ``chair-rest``, ``chair-rest-2`` and so on.

    Args:
        taken: The ids in use.

    Returns:
        A function that gives each id once.
    """
    given: set[str] = set()
    last: dict[str, int] = {}

    def fresh(wish: str) -> str:
        match = _NUMBERED.fullmatch(wish)
        stem = re.sub(r"[^a-z0-9-]+", "-", (match[1] if match else wish).lower()).strip("-")[:_LONGEST]
        stem = stem or "block"
        number = last.get(stem, 0) + 1
        while (name := stem if number == 1 else f"{stem}-{number}") in taken or name in given:
            number += 1
        last[stem] = number
        given.add(name)
        return name

    return fresh


def with_new_ids(nodes: Iterable[Node], ids: Ids) -> tuple[Node, ...]:
    """Copies blocks and groups, each with an id of its own; all else stays as it is written."""
    return tuple(_renamed(node, ids) for node in nodes)


def _renamed(node: Node, ids: Ids) -> Node:
    if not isinstance(node, Object):
        return node
    kind = node.get("type")
    named = node.get("id")
    wish = next(
        (leaf.value for leaf in (named, kind) if isinstance(leaf, Leaf) and isinstance(leaf.value, str)), ""
    )
    members = []
    for member in node.members:
        value = member.value
        if member.name == "id":
            value = Leaf(ids(wish))
        elif member.name == "items" and isinstance(value, Array):
            value = Array(with_new_ids(value.items, ids))
        members.append(Member(member.name, value, member.source))
    if named is None:
        at = 1 if kind is not None else 0
        members.insert(at, Member("id", Leaf(ids(wish))))
    return Object(tuple(members))
