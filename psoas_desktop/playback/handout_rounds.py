"""The exercises of a handout in their order; a round that is as the one before is not written out again."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from psoas_desktop.playback.handout_exercises import Visited
from psoas_desktop.playback.handout_parts import Again, Exercise, Leaving, Part, Round, Rounds, Turn
from psoas_desktop.routine.model import Group, Item

_IN_ROUND = re.compile(r"/(\d+)\*(\d+)/")

Describe = Callable[[Visited], Exercise]


def parts_of(visits: Sequence[Visited], items: Sequence[Item], describe: Describe) -> tuple[Part, ...]:
    """Puts visits in their order, with their numbers.

    Args:
        visits: The visits of a timeline.
        items: The items of the routine that it was laid out from.
        describe: Makes an exercise of a visit.

    Returns:
        Exercises, with a line where rounds begin and where they come again.
    """
    return tuple(_numbered(_arranged(visits, items, "", describe)))


def _arranged(
    visits: Sequence[Visited], items: Sequence[Item], prefix: str, describe: Describe
) -> Iterator[Part]:
    for index, found in groupby(visits, key=lambda visit: _group_index(visit.key, prefix)):
        run = list(found)
        if index is None:
            yield from (describe(visit) for visit in run if not visit.between)
            continue
        group = items[index]
        assert isinstance(group, Group)
        # A way to the place where the first round begins stands before the rounds.
        ways = 0
        while ways < len(run) and run[ways].key.endswith("<") and len(run) > ways + 1:
            ways += 1
        yield from (describe(visit) for visit in run[:ways])
        yield from _group(run[ways:], group, f"{prefix}/{index}", describe)


def _group_index(key: str, prefix: str) -> int | None:
    match = _IN_ROUND.match(key, len(prefix)) if key.startswith(prefix) else None
    return int(match[1]) if match else None


def _group(visits: Sequence[Visited], group: Group, key: str, describe: Describe) -> Iterator[Part]:
    rests = [v.steps[0].planned_ms for v in visits if v.between and _is_between(v.key, key)]
    if group.repeat > 1 or group.title:
        yield Rounds(group.title, group.repeat, rests[0] if rests else 0)
    before: list[Part] = []
    again: Again | None = None
    left: Turn | None = None
    for number, found in groupby(visits, key=lambda visit: _round_of(visit.key, key)):
        inner = [visit for visit in found if not _is_between(visit.key, key)]
        now = list(_arranged(inner, group.items, f"{key}*{number}", describe))
        if before and _without_leaving(now) == _without_leaving(before):
            count = sum(isinstance(part, Exercise) for part in now)
            again = Again(again.first if again else number, number, group.repeat, (0, count))
            left = _leaving(now)
            continue
        yield from _repeated(again, left, before)
        again = left = None
        if number > 1:
            yield Round(number, group.repeat)
        yield from now
        before = now
    yield from _repeated(again, left, before)


def _repeated(again: Again | None, left: Turn | None, before: Sequence[Part]) -> Iterator[Part]:
    """Rounds that are as the one before; the last of them may be left in another way."""
    if again is not None:
        yield again
        if left is not None and left != _leaving(before):
            yield Leaving(left)


def _leaving(parts: Sequence[Part]) -> Turn | None:
    """How the last exercise of a round is left."""
    for part in reversed(parts):
        if isinstance(part, Leaving):
            return part.turn
        if isinstance(part, Exercise):
            return part.coming_out
    return None


def _without_leaving(parts: Sequence[Part]) -> list[Part]:
    """A round without how its last exercise is left: only the last round goes on to something else."""
    kept = [part for part in parts if not isinstance(part, Leaving)]
    last = max((i for i, part in enumerate(kept) if isinstance(part, Exercise)), default=None)
    return [
        replace(part, coming_out=None) if i == last and isinstance(part, Exercise) else part
        for i, part in enumerate(kept)
    ]


def _round_of(key: str, group: str) -> int:
    match = _IN_ROUND.match(key, group.rindex("/"))
    assert match
    return int(match[2])


def _is_between(key: str, group: str) -> bool:
    return re.fullmatch(re.escape(group) + r"\*\d+/between", key) is not None


def _numbered(parts: Iterator[Part]) -> Iterator[Part]:
    last = 0
    for part in parts:
        if isinstance(part, Exercise):
            last += 1
            yield replace(part, number=last)
        elif isinstance(part, Again):
            yield replace(part, numbers=(last - part.numbers[1] + 1, last))
        else:
            yield part
