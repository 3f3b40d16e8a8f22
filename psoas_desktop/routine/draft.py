"""The lenient document: an immutable tree of JSON values that keeps how its leaves were written.

An edit makes a new draft that shares everything else with the old one, so that undo keeps whole
roots and "modified" is a question of identity. What can be held can be written and read back: texts
without lone surrogates, numbers within a double, at most ``MAX_NESTING`` levels.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import field
from typing import Any

from psoas_desktop.routine.problems import Path
from psoas_desktop.routine.values import dataclass

MAX_NESTING = 64
"""Levels of objects and arrays within each other."""

Scalar = str | int | float | bool | None

Json = Any
"""Dicts, lists and scalars, as the standard library reads them; or nodes, where a value is given."""


@dataclass(frozen=True, slots=True, eq=False)
class Leaf:
    """A text, a number, true, false or null.

    Attributes:
        value: What it means.
        source: How it is written, where that is not the program's own way of writing the value.
        at: Offset in the text that it, or what it replaced, was read from; None for a new one.
    """

    value: Scalar
    source: str | None = None
    at: int | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Array:
    """A list of values."""

    items: tuple[Node, ...]
    at: int | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Member:
    """A key of an object with its value; ``source`` and ``at`` are the key's, as those of a leaf."""

    name: str
    value: Node
    source: str | None = None
    at: int | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Object:
    """Members in the order of the file, each key once."""

    members: tuple[Member, ...]
    at: int | None = None
    _index: dict[str, int] | None = field(default=None, init=False, repr=False)

    def index(self, name: str) -> int | None:
        """Says which member has this key, None for none."""
        index = self._index
        if index is None:
            index = {member.name: at for at, member in enumerate(self.members)}
            object.__setattr__(self, "_index", index)  # a cache, seen by nobody outside
        return index.get(name)

    def get(self, name: str) -> Node | None:
        """Returns the value of a key, None where there is none."""
        index = self.index(name)
        return None if index is None else self.members[index].value


Node = Leaf | Array | Object


def child(node: Node, part: str | int) -> Node | None:
    """Returns what a key or an index names directly below a node, None for nothing."""
    if isinstance(node, Object) and isinstance(part, str):
        return node.get(part)
    if isinstance(node, Array) and isinstance(part, int) and 0 <= part < len(node.items):
        return node.items[part]
    return None


def plain(node: Node) -> Json:
    """Returns the tree below a node as dicts, lists and scalars."""
    if isinstance(node, Leaf):
        return node.value
    if isinstance(node, Array):
        return [plain(item) for item in node.items]
    return {member.name: plain(member.value) for member in node.members}


def from_plain(value: Json, *, at: int | None = None) -> Node:
    """Builds a tree from dicts, lists and scalars; nodes within it stay as they are.

    Raises:
        ValueError: The value could not be written to a file and read back.
        TypeError: There is something in it that JSON does not have.
    """
    return _from_plain(value, MAX_NESTING, at)


def _from_plain(value: Json, levels: int, at: int | None) -> Node:
    if isinstance(value, Leaf | Array | Object):
        if _height(value) > levels:
            raise ValueError("nested too deep")
        return value
    if value is None or isinstance(value, bool | str | int | float):
        _check_scalar(value)
        return Leaf(value, None, at)
    if levels == 0:
        raise ValueError("nested too deep")
    if isinstance(value, Mapping):
        members = []
        for key, item in value.items():
            if not isinstance(key, str):
                raise TypeError(f"a key must be a text, not {type(key).__name__}")
            _check_scalar(key)
            members.append(Member(key, _from_plain(item, levels - 1, None)))
        return Object(tuple(members), at)
    if isinstance(value, list | tuple):
        return Array(tuple(_from_plain(item, levels - 1, None) for item in value), at)
    raise TypeError(f"JSON has no {type(value).__name__}")


def _check_scalar(value: Scalar) -> None:
    if isinstance(value, str):
        value.encode()  # a lone surrogate raises UnicodeEncodeError, which is a ValueError
    elif isinstance(value, int | float):
        try:
            finite = math.isfinite(value)
        except OverflowError:
            finite = False
        if not finite:
            raise ValueError("a number beyond a double")


def _height(node: Node) -> int:
    """Levels of containers in a tree, 0 for a leaf; the program's trees are never deep."""
    if isinstance(node, Leaf):
        return 0
    below = node.items if isinstance(node, Array) else [member.value for member in node.members]
    return 1 + max(map(_height, below), default=0)


def _with_value(node: Node, part: str | int, value: Node | None) -> Node:
    """Copies a container with one child exchanged, or without it where the value is None."""
    if isinstance(node, Array) and isinstance(part, int) and 0 <= part < len(node.items):
        new = () if value is None else (value,)
        return Array((*node.items[:part], *new, *node.items[part + 1 :]), node.at)
    if isinstance(node, Object) and isinstance(part, str):
        index = node.index(part)
        if index is not None:
            old = node.members[index]
            member = () if value is None else (Member(old.name, value, old.source, old.at),)
            return Object((*node.members[:index], *member, *node.members[index + 1 :]), node.at)
    raise KeyError(part)


@dataclass(frozen=True, slots=True, eq=False)
class Draft:
    """A document being worked on. Each edit returns a new draft; paths lead from the root.

    Every edit raises KeyError for a path that is not there, and ValueError or TypeError for a value
    that no file can hold.
    """

    root: Node

    def get(self, path: Path) -> Node | None:
        """Returns the node at a path, None where there is none."""
        node: Node | None = self.root
        for part in path:
            if node is None:
                return None
            node = child(node, part)
        return node

    def plain(self) -> Json:
        """Returns the whole document as dicts, lists and scalars."""
        return plain(self.root)

    def replace(self, path: Path, value: Json) -> Draft:
        """Puts a value in the place of the one at ``path``."""

        def change(old: Node) -> Node:
            return _from_plain(value, MAX_NESTING - len(path), old.at)

        return Draft(self._edited(self.root, path, change))

    def put(self, path: Path, value: Json, *, index: int | None = None) -> Draft:
        """Sets a member of an object; a new key goes before member ``index``, or to the end."""
        *above, key = path
        if self.get(path) is not None:
            return self.replace(path, value)
        new = _from_plain(value, MAX_NESTING - len(path), None)
        _check_scalar(key)

        def change(old: Node) -> Node:
            if not isinstance(old, Object) or not isinstance(key, str):
                raise KeyError(key)
            at = len(old.members) if index is None else index
            return Object((*old.members[:at], Member(key, new), *old.members[at:]), old.at)

        return Draft(self._edited(self.root, tuple(above), change))

    def insert(self, path: Path, index: int, value: Json) -> Draft:
        """Puts a value into the list at ``path``, before item ``index``."""
        new = _from_plain(value, MAX_NESTING - len(path) - 1, None)

        def change(old: Node) -> Node:
            if not isinstance(old, Array) or not 0 <= index <= len(old.items):
                raise KeyError(index)
            return Array((*old.items[:index], new, *old.items[index:]), old.at)

        return Draft(self._edited(self.root, path, change))

    def rearrange(self, path: Path, items: Sequence[Node]) -> Draft:
        """Gives the list at ``path`` other items, or the same in another order."""

        def change(old: Node) -> Node:
            if not isinstance(old, Array):
                raise KeyError(path)
            there = set(map(id, old.items))
            levels = MAX_NESTING - len(path) - 1
            new = (item if id(item) in there else _from_plain(item, levels, None) for item in items)
            return Array(tuple(new), old.at)

        return Draft(self._edited(self.root, path, change))

    def remove(self, path: Path) -> Draft:
        """Takes a member or an item away; the root stays."""
        *above, part = path
        return Draft(self._edited(self.root, tuple(above), lambda old: _with_value(old, part, None)))

    def _edited(self, node: Node, path: Path, change: Callable[[Node], Node]) -> Node:
        if not path:
            return change(node)
        below = child(node, path[0])
        if below is None:
            raise KeyError(path[0])
        return _with_value(node, path[0], self._edited(below, path[1:], change))
