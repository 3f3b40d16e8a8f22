"""A way as slow as its person: more time lies between the steps, where nobody kneels on one knee."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace
from typing import TypeVar

from psoas_desktop.routine.cues import MS, Cue, Picture
from psoas_desktop.routine.model import Block
from psoas_desktop.routine.vocabulary import Position
from psoas_desktop.safety.banners import POSTNATAL, PREGNANT

_T = TypeVar("_T", Cue, Picture)

BEFORE_THE_KNEE = 0.6
"""So much of the time that is more lies on the side and on hands and knees; the rest is for sitting."""


def at_pace(block: Block, flags: Collection[str]) -> Block:
    """A block as long as its kind asks for, and a way up whose steps are spread over that time.

    Until the person has rested and says that she is ready nothing moves: that wait has no end of its own.
    From one foot forward to the seat the pace stays as it is written. The kind's words need its usual time:
    a shorter way with these words is as long.

    Args:
        block: The block as written.
        flags: What is known of the person: in pregnancy and after a birth a way takes longer (corrections 7).

    Returns:
        The block, its cues and pictures no earlier than they were written.
    """
    kind = block.kind
    usual = kind.duration.default_ms
    said = block.cues is kind.cues
    total = block.duration_ms
    if {PREGNANT, POSTNATAL}.intersection(flags):
        total = max(total, kind.duration.pregnant_ms)
    if kind.transition and said:
        total = max(total, usual)
    shown = block.pictures == kind.pictures_in(block.position)
    cues_meant, pictures_meant = (usual if own else block.duration_ms for own in (said, shown))
    return replace(
        block,
        duration_ms=total,
        cues=_spread(block.cues, _later(block, total - cues_meant)),
        pictures=_spread(block.pictures, _later(block, total - pictures_meant)),
    )


def _later(block: Block, more_ms: int) -> Callable[[int], int] | None:
    """To when each moment of a way up is put off where there is more time; None where nothing is."""
    wait = block.kind.wait_at_ms
    if not wait or more_ms <= 0:
        return None
    knee = min((cue.at_ms for cue in block.cues if cue.position is Position.HALF_KNEELING), default=0)
    if knee <= wait:
        knee, before = block.duration_ms, more_ms
    else:
        before = round(more_ms * BEFORE_THE_KNEE)

    def put_off(at_ms: int) -> int:
        if at_ms <= wait:
            return at_ms
        return at_ms + round(before * min(1.0, (at_ms - wait) / (knee - wait)) / MS) * MS

    return put_off


def _spread(timed: tuple[_T, ...], later: Callable[[int], int] | None) -> tuple[_T, ...]:
    if later is None:
        return timed
    return tuple(replace(one, at_ms=later(one.at_ms)) for one in timed)
