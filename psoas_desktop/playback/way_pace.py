"""A way up as slow as its person: who gets more time has it between the steps, not behind the last."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import TypeVar

from psoas_desktop.routine.cues import MS, Cue, Picture
from psoas_desktop.routine.model import Block
from psoas_desktop.safety.banners import POSTNATAL, PREGNANT

_T = TypeVar("_T", Cue, Picture)


def at_pace(block: Block, flags: Collection[str]) -> Block:
    """A block as long as its kind asks for, and a way up whose steps are spread over that time.

    Until the person has rested and says that she is ready nothing moves: that wait has no end of its own.
    What comes after it is written for the kind's usual length, or for the block's where the cues are its own.

    Args:
        block: The block as written.
        flags: What is known of the person: in pregnancy and after a birth a way takes longer (corrections 7).

    Returns:
        The block, its cues and pictures no earlier than they were written.
    """
    least = block.kind.duration.pregnant_ms if {PREGNANT, POSTNATAL}.intersection(flags) else 0
    total, wait = max(block.duration_ms, least), block.kind.wait_at_ms or 0
    meant = block.kind.duration.default_ms if block.cues is block.kind.cues else block.duration_ms
    if not 0 < wait < meant < total:
        return replace(block, duration_ms=total) if total > block.duration_ms else block
    slower = (total - wait) / (meant - wait)
    return replace(
        block,
        duration_ms=total,
        cues=_spread(block.cues, wait, slower),
        pictures=_spread(block.pictures, wait, slower),
    )


def _spread(timed: tuple[_T, ...], wait: int, slower: float) -> tuple[_T, ...]:
    """Those after the wait as much later as the time after it is longer, on whole seconds."""
    return tuple(
        one if one.at_ms <= wait else replace(one, at_ms=wait + round((one.at_ms - wait) * slower / MS) * MS)
        for one in timed
    )
