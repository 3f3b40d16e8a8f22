"""A routine made to fit the time somebody has: shorter holds first, then fewer rounds, then less of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from psoas_desktop.playback.fitting import LayOut, at_most_ms, with_caps, with_lengths
from psoas_desktop.routine.cues import MS
from psoas_desktop.routine.model import Block, Group, Item, Routine
from psoas_desktop.routine.values import dataclass
from psoas_desktop.safety.rules import FittingWords
from psoas_desktop.safety.screening import Change, is_exercise

_STEPS = 20
"""In so many steps holds go from their own length to the least that their kinds allow."""

_LEFT_OUT_FIRST = ("hydrate",)
"""Kinds that are no exercise and may be left out; whatever else prepares or ends a session stays."""


@dataclass(frozen=True, slots=True)
class Fitted:
    """A routine for the time that there is.

    Attributes:
        planned_ms: What it takes now.
        fits: Whether that is as little as was asked for.
    """

    routine: Routine
    changes: tuple[Change, ...]
    planned_ms: int
    fits: bool


def fit_time(
    routine: Routine, changes: tuple[Change, ...], wanted_ms: int, words: FittingWords, lay_out: LayOut
) -> Fitted:
    """Fits a routine to a time.

    Holds are made shorter, all in the same measure and never under what their kinds allow; where that is not
    enough, groups are done once, and then exercises are left out from the last on. Ways up and down, what
    prepares and closes a session, the talk before a stretch with a helper and the last exercise always stay.

    Args:
        routine: The routine after screening.
        changes: What was changed before.
        wanted_ms: The time there is.
        words: The reasons, in words for the person.
        lay_out: Lays a routine out.

    Returns:
        The routine that takes no longer than that, or the shortest there is with the reason why.
    """
    as_it_is = lay_out(routine)
    # A hold that ends when somebody says so lasts to its cap where nobody does.
    if as_it_is.longest_ms <= wanted_ms:
        return Fitted(routine, changes, as_it_is.planned_ms, fits=True)
    left_out: list[Change] = []
    fewer = fixed = replace(routine, items=tuple(_fixed(item) for item in routine.items))
    for fewer, gone in _less_and_less(fixed, words):
        left_out += gone
        shortest = with_lengths(fewer, _lengths(fewer, 0))
        planned = lay_out(shortest).planned_ms
        if planned <= wanted_ms:
            made, planned = _as_long_as_fits(fewer, wanted_ms, lay_out)
            return Fitted(made, _changes(routine, made, changes, left_out, words), planned, fits=True)
    made = with_lengths(fewer, _lengths(fewer, 0))
    planned = lay_out(made).planned_ms
    told = Change("time", "", str(wanted_ms // MS), str(-(-planned // MS)), words.cannot)
    return Fitted(made, (*_changes(routine, made, changes, left_out, words), told), planned, fits=False)


def _as_long_as_fits(routine: Routine, wanted_ms: int, lay_out: LayOut) -> tuple[Routine, int]:
    """The routine with the longest holds that fit; the shortest are known to."""
    for share in range(_STEPS, 0, -1):
        made = with_lengths(routine, _lengths(routine, share))
        planned = lay_out(made).planned_ms
        if planned <= wanted_ms:
            return made, planned
    made = with_lengths(routine, _lengths(routine, 0))
    return made, lay_out(made).planned_ms


def _fixed(item: Item) -> Item:
    """The item with holds that last as long as planned, and keep the least that they had."""
    if isinstance(item, Group):
        return replace(item, items=tuple(_fixed(inner) for inner in item.items))
    if item.open_ended is None:
        return item
    least = max(item.least_ms, item.open_ended.min_ms)
    return replace(item, open_ended=None, least_ms=least)


def _lengths(routine: Routine, share: int) -> dict[str, int]:
    """Holds of exercises, ``share`` of ``_STEPS`` parts of the way from the least to their own length."""
    return {
        block.id: least + (block.duration_ms - least) * share // _STEPS // MS * MS
        for block in routine.blocks()
        if is_exercise(block)
        for least in (protected_ms(block),)
    }


def protected_ms(block: Block) -> int:
    """The least that a hold is made shorter to: what its kind and the file allow, or an open-ended one's."""
    own = max(block.least_ms, block.open_ended.min_ms if block.open_ended else 0)
    return min(block.duration_ms, max(block.kind.duration.min_ms, own))


def _less_and_less(routine: Routine, words: FittingWords) -> Iterator[tuple[Routine, list[Change]]]:
    """The routine, then with less and less in it, each with what was taken away now."""
    yield routine, []
    for group in _groups(routine.items):
        if group.repeat > 1:
            routine = replace(routine, items=tuple(_once(item, group.id) for item in routine.items))
            yield routine, [Change("rounds", group.id, str(group.repeat), "1", words.left_out)]
    exercises = [block for block in routine.blocks() if is_exercise(block)]
    extras = [block for block in routine.blocks() if block.kind.id in _LEFT_OUT_FIRST]
    for block in (*extras, *reversed(exercises[1:])):
        gone = [block]
        rest = replace(routine, items=tuple(_without(routine.items, block.id)))
        if block.kind.needs_helper and not any(b.kind.needs_helper and is_exercise(b) for b in rest.blocks()):
            gone += [talk for talk in rest.blocks() if talk.kind.needs_helper]
        for one in gone:
            routine = replace(routine, items=tuple(_without(routine.items, one.id)))
        yield routine, [Change("remove", one.id, one.kind.id, "", words.left_out) for one in gone]


def _groups(items: tuple[Item, ...]) -> Iterator[Group]:
    for item in items:
        if isinstance(item, Group):
            yield item
            yield from _groups(item.items)


def _once(item: Item, group_id: str) -> Item:
    if not isinstance(item, Group):
        return item
    repeat = 1 if item.id == group_id else item.repeat
    return replace(item, repeat=repeat, items=tuple(_once(inner, group_id) for inner in item.items))


def _without(items: tuple[Item, ...], block_id: str) -> Iterator[Item]:
    for item in items:
        if isinstance(item, Group):
            inner = tuple(_without(item.items, block_id))
            if inner:
                yield replace(item, items=inner)
        elif item.id != block_id:
            yield item


def _changes(
    before: Routine, made: Routine, changes: tuple[Change, ...], left_out: list[Change], words: FittingWords
) -> tuple[Change, ...]:
    was = {block.id: block for block in before.blocks()}
    caps = [
        Change("cap", b.id, str(at_most_ms(was[b.id]) // MS), str(at_most_ms(b) // MS), words.shorter)
        for b in made.blocks()
        if at_most_ms(b) < at_most_ms(was[b.id])
    ]
    return with_caps((*changes, *left_out), caps)
