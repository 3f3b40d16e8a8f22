"""Limits and orders that a schema cannot state: sizes of the whole, and values that depend on others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from psoas_desktop.routine.draft import Array, Draft, Node, Object, plain
from psoas_desktop.routine.durations import LONGEST_S
from psoas_desktop.routine.field_rules import GROUP, ROUTINE, FieldRules
from psoas_desktop.routine.problems import Path, Problem
from psoas_desktop.routine.schema import MAX_REPEAT, MAX_REST_S

if TYPE_CHECKING:
    from psoas_desktop.routine.validation import Entry

MAX_BLOCKS = 5000
"""Blocks of a routine after its groups are expanded."""

MAX_GROUPS_DEEP = 4
"""Groups within each other."""


def _whole(value: object) -> int | None:
    """Returns a whole number, however it is written; None for anything else."""
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    return int(value) if isinstance(value, float) and value == int(value) else None


def _pair(value: Mapping[str, Any], path: Path, low: str, high: str) -> Iterator[Problem]:
    least, most = _whole(value.get(low)), _whole(value.get(high))
    if least is not None and most is not None and least > most:
        params = {"low": low, "high": high, "value": least, "limit": most}
        yield Problem("range-order", (*path, high), params)


def order_problems(part: str, value: Mapping[str, Any], rules: FieldRules) -> Iterator[Problem]:
    """Finds values that are the wrong way round; paths start at the block, or at the routine."""
    if part == ROUTINE:
        audience = value.get("audience")
        if isinstance(audience, dict):
            yield from _pair(audience, ("audience",), "pregnancy_weeks_from", "pregnancy_weeks_to")
        return
    if part == GROUP:
        return
    cues = value.get("cues")
    for index, cue in enumerate(cues if isinstance(cues, list) else ()):
        if isinstance(cue, dict):
            yield from _pair(cue, ("cues", index), "min_hold_s", "max_hold_s")
    yield from _duration_order(part, value, rules)


def _duration_order(kind: str, value: Mapping[str, Any], rules: FieldRules) -> Iterator[Problem]:
    """Checks least <= planned <= longest; what an open-ended block does not say, its kind says."""
    names = ("duration_min_s", "duration_s", "duration_max_s")
    least, planned, most = (_whole(value.get(name)) for name in names)
    if value.get("open_ended") is True:
        if least is None:
            least = _whole(rules.default(kind, names[0]))
        if most is None:
            most = _whole(rules.default(kind, names[2]))
    if least is not None and most is not None and least > most:
        given = names[2] if names[2] in value else names[0]
        yield Problem("least-above-longest", (given,), {"least": least, "longest": most})
    elif planned is not None and least is not None and planned < least:
        yield Problem("planned-below-least", (names[1],), {"planned": planned, "least": least})
    elif planned is not None and most is not None and planned > most:
        yield Problem("planned-above-longest", (names[1],), {"planned": planned, "longest": most})


def size_problems(draft: Draft, found: Sequence[Entry], rules: FieldRules) -> Iterator[Problem]:
    """Counts blocks and time of the whole, groups expanded in number only."""
    root = draft.root
    items = root.get("items") if isinstance(root, Object) else None
    parts = {id(entry.node): entry.part for entry in found}
    blocks, length = _counted(items, parts, rules)
    yield from size_problem(max(blocks, len(found)), length)


def size_problem(blocks: int, length: int) -> Iterator[Problem]:
    """Says what is too much of a routine.

    Args:
        blocks: After groups are expanded, or entries as written where there are more.
        length: Planned seconds.
    """
    if blocks > MAX_BLOCKS:
        yield Problem("too-many-blocks", ("items",), {"count": blocks, "max": MAX_BLOCKS})
    elif length > LONGEST_S:
        yield Problem("routine-too-long", ("items",), {"hours": length // 3600, "max": LONGEST_S // 3600})


def _counted(node: Node | None, parts: Mapping[int, str], rules: FieldRules) -> tuple[int, int]:
    """Returns the blocks and the planned seconds of a list of items; groups nest as deep as a file may."""
    blocks = length = 0
    for item in node.items if isinstance(node, Array) else ():
        part = parts.get(id(item), "")
        if part == GROUP and isinstance(item, Object):
            inner, seconds = repeated(item, *_counted(item.get("items"), parts, rules))
            blocks += inner
            length += seconds
        else:
            blocks += 1
            if part and isinstance(item, Object):
                length += planned_length(item, part, rules)
    return blocks, length


def repeated(group: Object, blocks: int, seconds: int) -> tuple[int, int]:
    """What a group's rounds make of the blocks and the seconds of one of them, rests in between included."""
    repeat = _field(group, "repeat")
    rounds = repeat if repeat is not None and 1 <= repeat <= MAX_REPEAT else 1
    rest = min(max(0, _field(group, "rest_between_s") or 0), MAX_REST_S)
    return rounds * blocks, rounds * seconds + (rounds - 1) * rest


def _field(item: Object, name: str) -> int | None:
    node = item.get(name)
    return None if node is None else _whole(plain(node))


def planned_length(item: Object, kind: str, rules: FieldRules) -> int:
    """What a block of a kind plans, in seconds: lead-in, each side, changeover; faulty values are bounded."""

    def seconds(name: str) -> int:
        given = _field(item, name)
        length = (_whole(rules.default(kind, name)) or 0) if given is None else given
        return min(max(0, length), rules.most(kind, name) or LONGEST_S)  # beyond it is a fault of its own

    node = item.get("sides")
    sides = rules.default(kind, "sides") if node is None else plain(node)
    hold = seconds("duration_s")
    open_ended = item.get("open_ended")
    if open_ended is not None and plain(open_ended) is True:
        hold = min(max(hold, seconds("duration_min_s")), seconds("duration_max_s") or hold)
    if sides == "both":
        return seconds("lead_in_s") + 2 * hold + seconds("changeover_s")
    return seconds("lead_in_s") + hold
