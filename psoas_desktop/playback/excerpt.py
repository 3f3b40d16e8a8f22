"""Parts of a routine that are played by themselves."""

from __future__ import annotations

from dataclasses import replace

from psoas_desktop.routine.model import Block, Group, Item, Routine
from psoas_desktop.routine.problems import Path


def from_here(routine: Routine, path: Path) -> Routine:
    """Leaves out what comes before a block or group; the gate and the ways down and up stay.

    A way up is begun with the exercise that it leads up from: who stands has none to go.

    Args:
        routine: The whole routine.
        path: Where the item stands in the file. A group around it is begun with the item, and its other
            rounds follow whole.

    Returns:
        The rest of the routine.

    Raises:
        LookupError: There is no such item.
    """
    while _is_way_up(routine.items, path) and (before := _before(path)):
        path = before
    return replace(routine, items=_rest(routine.items, path))


def _rest(items: tuple[Item, ...], path: Path) -> tuple[Item, ...]:
    if len(path) < 2 or path[0] != "items" or not isinstance(path[1], int):
        raise LookupError(path)
    item, after = items[path[1]], items[path[1] + 1 :]
    if len(path) == 2:
        return (item, *after)
    if not isinstance(item, Group):
        raise LookupError(path)  # noqa: TRY004 - there is nothing at the path
    begun = replace(item, items=_rest(item.items, path[2:]), repeat=1)
    further = (replace(item, repeat=item.repeat - 1),) if item.repeat > 1 else ()
    return (begun, *further, *after)


def _is_way_up(items: tuple[Item, ...], path: Path) -> bool:
    item: Item | None = None
    for index in path[1::2]:
        if not isinstance(index, int) or (item is not None and not isinstance(item, Group)):
            raise LookupError(path)
        item = (items if item is None else item.items)[index]
    return isinstance(item, Block) and item.kind.transition == "up"


def _before(path: Path) -> Path:
    """Where the item before another one stands, or the one before its group; empty for none."""
    while path:
        *group, _, index = path
        if isinstance(index, int) and index > 0:
            return (*path[:-1], index - 1)
        path = tuple(group)
    return ()
