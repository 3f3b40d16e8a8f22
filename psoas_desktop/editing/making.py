"""New routines and new blocks, as a file would hold them."""

from __future__ import annotations

from psoas_desktop.editing.renaming import Ids
from psoas_desktop.routine.block_kinds import Catalogue, Kind
from psoas_desktop.routine.cues import MS
from psoas_desktop.routine.draft import Draft, Node, from_plain
from psoas_desktop.routine.schema import FORMAT, SCHEMA_ID


def new_routine(title: str, routine_id: str, day: str, catalogue: Catalogue, author: str = "") -> Draft:
    """A routine with nothing in it yet.

    Args:
        title: Its title.
        routine_id: Its stable id.
        day: Today, ``YYYY-MM-DD``.
        catalogue: What its blocks will be of.
        author: Who writes it; empty for nobody said.
    """
    return Draft(
        from_plain(
            {
                "$schema": SCHEMA_ID,
                "format": FORMAT,
                "id": routine_id,
                "title": title,
                "language": catalogue.language,
                "catalogue": catalogue.version,
                **({"authors": [{"name": author}]} if author else {}),
                "created": day,
                "items": [],
            }
        )
    )


def new_block(kind: Kind, ids: Ids) -> Node:
    """A block of a kind that says no more than it has to: the rest is the kind's."""
    return from_plain({"type": kind.id, "id": ids(kind.id), "duration_s": kind.duration.default_ms // MS})


def new_group(ids: Ids, *, repeat: int = 2) -> Node:
    """An empty group."""
    return from_plain({"type": "group", "id": ids("group"), "repeat": repeat, "items": []})
