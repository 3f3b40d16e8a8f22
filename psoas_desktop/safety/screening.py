"""What answers do to a routine: blocks are replaced, and why is said.

An unanswered question counts as its most cautious answer.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from psoas_desktop.routine.block_kinds import Catalogue, Kind
from psoas_desktop.routine.default_block import default_block
from psoas_desktop.routine.model import Block, Group, Item, Routine
from psoas_desktop.routine.values import dataclass
from psoas_desktop.safety.gate import Answers, GatePage
from psoas_desktop.safety.rules import Choice, Swap


@dataclass(frozen=True, slots=True)
class Change:
    """One replacement.

    Attributes:
        block_id: The block that was replaced.
        before: The kind that the file has.
        after: The kind that is played.
        why: The reason, in words for the person.
    """

    block_id: str
    before: str
    after: str
    why: str


@dataclass(frozen=True, slots=True)
class Screened:
    """A routine after the answers.

    Attributes:
        blocked: Play is locked for this sitting.
        flags: What the answers say of the person.
    """

    routine: Routine
    blocked: bool
    flags: frozenset[str]
    changes: tuple[Change, ...]


def _caution(choice: Choice) -> int:
    return ("go", "stay", "block").index(choice.outcome) * 2 + (choice.swap is not None)


def most_cautious(page: GatePage) -> Choice:
    """The answer of a page that lets the person do the least."""
    return max(page.choices, key=_caution)


def chosen(pages: Iterable[GatePage], answers: Answers) -> Mapping[str, Choice]:
    """The choice of each page; one that is missing or unknown counts as the most cautious."""
    return {page.id: page.choice(answers.get(page.id, "")) or most_cautious(page) for page in pages}


def screen(routine: Routine, pages: Iterable[GatePage], answers: Answers, catalogue: Catalogue) -> Screened:
    """Applies answers to a routine.

    Args:
        routine: The routine as its file has it.
        pages: Its gate.
        answers: What was answered.
        catalogue: Where the kinds that replace others are.

    Returns:
        The routine to play, and what was changed and why.
    """
    choices = chosen(pages, answers).values()
    changes: list[Change] = []
    items = routine.items
    for swap in (c.swap for c in choices if c.swap is not None):
        items = tuple(_swapped(item, swap, catalogue, changes) for item in items)
    items = _merged(items, {change.block_id for change in changes})
    return Screened(
        routine=replace(routine, items=items),
        blocked=any(c.outcome != "go" for c in choices),
        flags=frozenset(flag for c in choices for flag in c.flags),
        changes=tuple(changes),
    )


def _swapped(item: Item, swap: Swap, catalogue: Catalogue, changes: list[Change]) -> Item:
    if isinstance(item, Group):
        return replace(item, items=tuple(_swapped(i, swap, catalogue, changes) for i in item.items))
    places = {item.position, item.start_position, item.end_position}
    if item.kind.transition or not (item.kind.id in swap.kinds or places.intersection(swap.positions)):
        return item
    changes.append(Change(item.id, item.kind.id, swap.to, swap.why))
    return stand_in(item, catalogue.kinds[swap.to])


def _merged(items: tuple[Item, ...], replaced: Collection[str]) -> tuple[Item, ...]:
    """Makes one of neighbours that were replaced by the same kind (corrections, Questions)."""
    merged: list[Item] = []
    for item in items:
        last = merged[-1] if merged else None
        if isinstance(item, Group):
            merged.append(replace(item, items=_merged(item.items, replaced)))
        elif (
            isinstance(last, Block) and last.kind is item.kind and last.id in replaced and item.id in replaced
        ):
            both = min(last.duration_ms + item.duration_ms, longest_ms(item.kind))
            merged[-1] = replace(last, duration_ms=both)
        else:
            merged.append(item)
    return tuple(merged)


def longest_ms(kind: Kind) -> int:
    """The longest hold that a replacement has: what is advised, else what is allowed."""
    return kind.duration.advised_max_ms or kind.duration.max_ms


def stand_in(block: Block, kind: Kind) -> Block:
    """A block of another kind in the place of one, about as long, with that kind's own words.

    Args:
        block: The block that is replaced; its id, note and own banners are kept.
        kind: The kind to use.

    Returns:
        The block to play instead.
    """
    new = default_block(kind, block.id)
    asked = block.duration_ms * max(1, len(block.sides)) // max(1, len(new.sides))
    return replace(
        new,
        duration_ms=max(kind.duration.min_ms, min(asked, longest_ms(kind))),
        banners=block.banners,
        note=block.note,
        path=block.path,
    )
