"""Where blocks and groups stand in a draft: a path to an item, a path to the list that holds it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from psoas_desktop.routine.draft import Array, Draft, Node, Object
from psoas_desktop.routine.problems import Path

TOP: Path = ("items",)
"""The list of a routine's own items."""


def list_of(item: Path) -> tuple[Path, int]:
    """The list that holds an item, and the item's place in it."""
    *above, index = item
    assert isinstance(index, int)
    return tuple(above), index


def items_at(draft: Draft, path: Path) -> tuple[Node, ...]:
    """The items of a list; empty where there is none."""
    node = draft.get(path)
    return node.items if isinstance(node, Array) else ()


def all_items(draft: Draft) -> Iterator[tuple[Path, Node]]:
    """Every block and group with its path, a group before what it holds."""

    def walk(path: Path) -> Iterator[tuple[Path, Node]]:
        for index, item in enumerate(items_at(draft, path)):
            yield (*path, index), item
            if isinstance(item, Object) and isinstance(item.get("items"), Array):
                yield from walk((*path, index, "items"))

    return walk(TOP)


def item_of(path: Path) -> Path:
    """The innermost block or group that a path leads into; empty for a field of the routine itself."""
    found: Path = ()
    at = 0
    while at + 1 < len(path) and path[at] == "items" and isinstance(path[at + 1], int):
        at += 2
        found = path[:at]
    return found


def outermost(paths: Iterable[Path]) -> tuple[Path, ...]:
    """Paths in the order of the file, without those that lie within another."""
    kept: list[Path] = []
    for path in sorted(set(paths), key=order):
        if not kept or path[: len(kept[-1])] != kept[-1]:
            kept.append(path)
    return tuple(kept)


def order(path: Path) -> tuple[int, ...]:
    """Sorts the paths of items as they stand in the file."""
    return tuple(part for part in path if isinstance(part, int))
