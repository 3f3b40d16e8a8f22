"""What is carried by a drag within the editor: items of the outline by their paths, kinds by their ids."""

from __future__ import annotations

import json
from collections.abc import Iterable

from psoas_desktop.routine.problems import Path

ITEMS = "application/x-psoas-items"
"""Paths of items. What is dragged within its own outline is what is chosen there: nobody reads them."""

KINDS = "application/x-psoas-kinds"
"""Ids of kinds that new blocks are made of; ``group`` for an empty group."""

_LONGEST = 4 * 1024 * 1024


def paths_as_bytes(paths: Iterable[Path]) -> bytes:
    """Writes paths."""
    return json.dumps([list(path) for path in paths]).encode()


def kinds_as_bytes(kinds: Iterable[str]) -> bytes:
    """Writes ids of kinds."""
    return json.dumps(list(kinds)).encode()


def kinds_from_bytes(data: bytes) -> tuple[str, ...]:
    """Reads ids of kinds; whatever else another program may send is none."""
    return tuple(name for name in _listed(data) if isinstance(name, str))


def _listed(data: bytes) -> list[object]:
    try:
        found = json.loads(data) if len(data) <= _LONGEST else ()
    except (ValueError, RecursionError):
        return []
    return found if isinstance(found, list) else []
