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
    return replace(routine, items=_rest(routine.items, path))


def _rest(items: tuple[Item, ...], path: Path) -> tuple[Item, ...]:
    if len(path) < 2 or path[0] != "items" or not isinstance(path[1], int):
        raise LookupError(path)
    item, after = items[path[1]], items[path[1] + 1 :]
    if len(path) == 2:
        return items[_begun(items, path[1]) :]
    if not isinstance(item, Group):
        raise LookupError(path)  # noqa: TRY004 - there is nothing at the path
    begun = replace(item, items=_rest(item.items, path[2:]), repeat=1)
    further = (replace(item, repeat=item.repeat - 1),) if item.repeat > 1 else ()
    return (begun, *further, *after)


def _begun(items: tuple[Item, ...], at: int) -> int:
    """Where to begin, so that an item is reached."""
    while at > 0 and isinstance(item := items[at], Block) and item.kind.transition == "up":
        at -= 1
    return at
