"""What answers do to a routine: blocks are replaced, left out or made shorter, or play is locked; and why.

Every block that stays is one that no answer forbids, and so is every block that stands in for another.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from psoas_desktop.routine.block_kinds import Catalogue, Kind
from psoas_desktop.routine.cues import MS
from psoas_desktop.routine.default_block import default_block
from psoas_desktop.routine.model import Block, Group, Item, Routine
from psoas_desktop.routine.values import dataclass
from psoas_desktop.routine.vocabulary import Position
from psoas_desktop.safety.asking import Asked, Facts, concerns, concerns_block
from psoas_desktop.safety.positions import level
from psoas_desktop.safety.rules import Question, SafetyRules, ScreeningRule, Targets, holds

SETUP = "setup"
"""The profile of blocks that are no exercise: preparing, drinking, talking, closing."""


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is not as the file has it.

    Attributes:
        what: ``replace``, ``remove`` or ``cap``.
        block_id: The block that it happened to.
        before: The kind that the file has; for ``cap`` its seconds.
        after: The kind that is played, empty for none; for ``cap`` the seconds.
        why: The reason, in words for the person.
    """

    what: str
    block_id: str
    before: str
    after: str
    why: str


@dataclass(frozen=True, slots=True)
class Lock:
    """Why a session is locked, and what to do instead.

    Attributes:
        why: The reason, in words for the person.
        ask: What to do, or whom to ask.
        another: Whether another routine may be played: it is this one that does not fit, and no sign to stop.
    """

    why: str
    ask: str
    another: bool = False


@dataclass(frozen=True, slots=True)
class Screened:
    """A routine after the answers.

    Attributes:
        locks: Why play is locked for this sitting; empty where it is not.
        flags: What banners are shown by.
        supine_cap_ms: Longest continuous time on the back for this person.
    """

    routine: Routine
    locks: tuple[Lock, ...]
    flags: frozenset[str]
    changes: tuple[Change, ...]
    supine_cap_ms: int

    @property
    def blocked(self) -> bool:
        """Whether play is locked."""
        return bool(self.locks)


def locks(rules: SafetyRules, facts: Facts) -> tuple[Lock, ...]:
    """Why facts lock play."""
    found = (rule for rule in rules.screening if rule.does == "block" and holds(rule.when, facts))
    return tuple(Lock(rule.why, rule.ask) for rule in found)


def screen(routine: Routine, asked: Asked, rules: SafetyRules, catalogue: Catalogue) -> Screened:
    """Applies answers to a routine.

    Args:
        routine: The routine as its file has it.
        asked: The questions with their answers.
        rules: What answers do.
        catalogue: Where the kinds that stand in for others are.

    Returns:
        The routine to play, and what was changed and why.
    """
    active = [rule for rule in rules.screening if holds(rule.when, asked.facts)]
    unasked = [question for question in rules.questions if not concerns(question, routine)]
    screening = _Screening(active, catalogue, unasked)
    items = tuple(screening.kept(routine.items))
    if _helped(routine.items) and not _helped(items):
        items = tuple(screening.without_talk(items, rules.nobody_to_help))
    replaced = {change.block_id for change in screening.changes if change.what == "replace"}
    made = replace(routine, items=_merged(items, replaced))
    locked = locks(rules, asked.facts)
    if not locked and screening.changes and _too_little(routine, made, rules):
        locked = (Lock(rules.least_left.why, rules.least_left.ask, another=True),)
    caps = (
        rule.cap_ms for rule in active if Position.SUPINE in rule.targets.positions and rule.does == "cap"
    )
    cap = min((rules.limits.supine_cap_ms, *caps))
    return Screened(made, locked, asked.flags, tuple(screening.changes), cap)


def is_exercise(block: Block) -> bool:
    """Whether a block is what a routine is for: no preparing, no talk, no way down or up."""
    return not block.kind.transition and block.kind.profile != SETUP


def targets(what: Targets, block: Block) -> bool:
    """Whether a rule is about a block; getting down and up is never taken away."""
    if block.kind.transition:
        return False
    places = {block.position, block.start_position, block.end_position}
    if block.kind.id in what.kinds or places.intersection(what.positions):
        return True
    if what.needs_helper and block.kind.needs_helper:
        return True
    if any(level(place).value in what.levels for place in places):
        return True
    meant = bool(what.but_positions) and is_exercise(block) and block.kind.id not in what.but_kinds
    return meant and not places.issubset(what.but_positions)


class _Screening:
    """Goes through the items of a routine and writes down what it changes."""

    def __init__(
        self, active: Sequence[ScreeningRule], catalogue: Catalogue, unasked: Sequence[Question]
    ) -> None:
        self._forbidding = [rule for rule in active if rule.does in ("replace", "remove")]
        self._capping = [rule for rule in active if rule.does == "cap"]
        self._catalogue = catalogue
        self._unasked = unasked
        self.changes: list[Change] = []

    def kept(self, items: tuple[Item, ...]) -> Iterator[Item]:
        for item in items:
            if isinstance(item, Group):
                inner = tuple(self.kept(item.items))
                if inner:
                    yield replace(item, items=inner)
                continue
            block = self._allowed(item)
            if block is not None:
                yield self._capped(block)

    def _allowed(self, block: Block) -> Block | None:
        against = self._against(block)
        if not against:
            return block
        for name in dict.fromkeys(kind for rule in against for kind in rule.to):
            kind = self._catalogue.kinds.get(name)
            stands_in = None if kind is None else stand_in(block, kind)
            if stands_in is not None and not self._against(stands_in) and self._was_asked_about(stands_in):
                self.changes.append(Change("replace", block.id, block.kind.id, name, against[0].why))
                return stands_in
        self.changes.append(Change("remove", block.id, block.kind.id, "", against[0].why))
        return None

    def without_talk(self, items: tuple[Item, ...], why: str) -> Iterator[Item]:
        """Leaves out what only prepares for a helper."""
        for item in items:
            if isinstance(item, Group):
                inner = tuple(self.without_talk(item.items, why))
                if inner:
                    yield replace(item, items=inner)
            elif item.kind.needs_helper:
                self.changes.append(Change("remove", item.id, item.kind.id, "", why))
            else:
                yield item

    def _was_asked_about(self, block: Block) -> bool:
        """Whether the file's own blocks have called for every question that matters for another one."""
        return not any(concerns_block(question, block) for question in self._unasked)

    def _against(self, block: Block) -> list[ScreeningRule]:
        return [rule for rule in self._forbidding if targets(rule.targets, block)]

    def _capped(self, block: Block) -> Block:
        for rule in self._capping:
            longest = block.open_ended.cap_ms if block.open_ended else block.duration_ms
            if targets(rule.targets, block) and longest > rule.cap_ms:
                after = min(block.duration_ms, rule.cap_ms)
                self.changes.append(Change("cap", block.id, str(longest // MS), str(after // MS), rule.why))
                block = replace(block, duration_ms=after, open_ended=None)
        return block


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


def _too_little(before: Routine, after: Routine, rules: SafetyRules) -> bool:
    """Whether next to nothing is left of what a routine is for."""
    was, left = _exercise_ms(before.items), _exercise_ms(after.items)
    least = rules.least_left
    return left < min(least.least_ms, was) or left * 100 < was * least.share_percent


def _helped(items: tuple[Item, ...]) -> bool:
    """Whether a helper has something to do that is no mere talk."""
    return any(
        _helped(item.items) if isinstance(item, Group) else item.kind.needs_helper and is_exercise(item)
        for item in items
    )


def _exercise_ms(items: tuple[Item, ...]) -> int:
    return sum(
        item.repeat * _exercise_ms(item.items)
        if isinstance(item, Group)
        else item.duration_ms * max(1, len(item.sides))
        for item in items
        if isinstance(item, Group) or is_exercise(item)
    )


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
