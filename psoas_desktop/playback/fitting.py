"""Holds made shorter so that nobody lies on their back longer than they may: planned is what is played.

The player ends a time on the back at its limit all the same, for pauses and extensions are not known before.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import replace

from psoas_desktop.playback.timeline import Phase, Step, Timeline
from psoas_desktop.routine.cues import MS
from psoas_desktop.routine.model import Block, Group, Item, Routine
from psoas_desktop.routine.values import dataclass
from psoas_desktop.routine.vocabulary import Position
from psoas_desktop.safety.screening import Change

LayOut = Callable[[Routine], Timeline]
"""How a routine is laid out in time for the person who plays it."""

_MOST_TRIES = 12
"""A shorter hold can make its lead-in longer, so the timeline is looked at again."""


@dataclass(frozen=True, slots=True)
class OnBack:
    """The limits of a time on the back, in milliseconds.

    Attributes:
        cap_ms: Longest continuous time, everything included.
        off_ms: Time off the back after which the count starts anew.
        why: The reason for a shorter hold, in words for the person.
    """

    cap_ms: int
    off_ms: int
    why: str


def fit_back(
    routine: Routine, changes: tuple[Change, ...], limits: OnBack, lay_out: LayOut
) -> tuple[Routine, tuple[Change, ...]]:
    """Makes holds on the back shorter until each continuous time there is under its limit.

    Args:
        routine: The routine after screening.
        changes: What screening changed.
        limits: How long one may lie on the back.
        lay_out: Lays a routine out.

    Returns:
        The routine and all changes. No hold is under its kind's minimum: where that is still too long, the
        player ends the time on the back by itself.
    """
    before = {block.id: at_most_ms(block) for block in routine.blocks()}
    lengths: dict[str, int] = {}
    for _ in range(_MOST_TRIES):
        shorter = _shorter(lay_out(routine).steps, limits)
        if not shorter:
            break
        lengths |= shorter
        routine = with_lengths(routine, shorter)
    caps = [
        Change("cap", name, str(before[name] // MS), str(ms // MS), limits.why)
        for name, ms in lengths.items()
    ]
    return routine, with_caps(changes, caps)


def at_most_ms(block: Block) -> int:
    """How long a hold may last: its length, or what an open-ended one ends at by itself."""
    return block.open_ended.cap_ms if block.open_ended else block.duration_ms


def with_lengths(routine: Routine, lengths: Mapping[str, int]) -> Routine:
    """The routine with other holds, of fixed length, by block id."""
    return replace(routine, items=tuple(_with_length(item, lengths) for item in routine.items))


def _with_length(item: Item, lengths: Mapping[str, int]) -> Item:
    if isinstance(item, Group):
        return replace(item, items=tuple(_with_length(inner, lengths) for inner in item.items))
    if item.id not in lengths or item.duration_ms == lengths[item.id]:
        return item
    return replace(item, duration_ms=lengths[item.id], open_ended=None)


def _shorter(steps: tuple[Step, ...], limits: OnBack) -> dict[str, int]:
    """New lengths for the holds of the first time on the back that is too long and can be shorter."""
    for run, total in _times_on_back(steps, limits.off_ms):
        over = total - (limits.cap_ms - MS)  # at its limit itself, the time on the back is ended
        found: dict[str, int] = {}
        holds = [step for step in run if step.phase is Phase.HOLD]
        for step in reversed(holds):
            block, times = step.block, sum(other.block.id == step.block.id for other in holds)
            if over <= 0 or block.id in found:
                continue
            least = min(block.duration_ms, block.kind.duration.min_ms)
            length = max(least, (step.length_ms - -(-over // times)) // MS * MS)
            if length < step.length_ms:
                found[block.id] = length
                over -= (step.length_ms - length) * times
        if found:
            return found
    return {}


def _times_on_back(steps: tuple[Step, ...], off_ms: int) -> Iterator[tuple[list[Step], int]]:
    """Each continuous time on the back that is planned: its steps and how long it is."""
    run: list[Step] = []
    total = off = 0
    for step in steps:
        if step.position is Position.SUPINE:
            run.append(step)
            total, off = total + step.length_ms, 0
            continue
        total += _still_on_back_ms(step) if run else 0
        begun = _already_on_back_ms(step)
        off += step.length_ms
        if off >= off_ms and run:
            yield run, total
            run, total = [], 0
        if begun:
            total, off = total + begun, 0
    if run:
        yield run, total


def _already_on_back_ms(step: Step) -> int:
    """What is left of a way down when the person is told to turn on to the back."""
    turned = [cue.at_ms for cue in step.cues if cue.position is Position.SUPINE]
    return step.length_ms - min(turned) if turned else 0


def _still_on_back_ms(step: Step) -> int:
    """How long a way up from the back leaves the person there: until the words after its first ones."""
    if step.phase is not Phase.WAY_UP or not step.waits:
        return 0
    return min((cue.at_ms for cue in step.cues if cue.at_ms > 0), default=0)


def with_caps(changes: tuple[Change, ...], caps: Collection[Change]) -> tuple[Change, ...]:
    """Adds shorter holds to what was changed; one that was made shorter before keeps its first reason."""
    made = {(change.what, change.block_id): change for change in changes}
    for cap in caps:
        earlier = made.get(("cap", cap.block_id))
        made["cap", cap.block_id] = replace(earlier, after=cap.after) if earlier else cap
    return tuple(made.values())
