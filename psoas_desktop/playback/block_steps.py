"""The steps of one visit of a block: lead-in, holds, changeover, and getting up from the knees."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import TypeVar

from psoas_desktop.playback.cue_schedule import (
    Announced,
    LeadIn,
    Scheduled,
    Voice,
    applies,
    schedule_hold,
    schedule_lead_in,
)
from psoas_desktop.playback.hold_marks import Mark, apart, end_cue, hold_marks
from psoas_desktop.playback.speech import Tokens
from psoas_desktop.playback.timeline import Phase, Step, TimedCue
from psoas_desktop.playback.way_pace import at_pace
from psoas_desktop.playback.way_pictures import pictures_met
from psoas_desktop.routine.block_kinds import Catalogue, CueProfile
from psoas_desktop.routine.cues import Banner, Cue, Picture
from psoas_desktop.routine.model import Block
from psoas_desktop.routine.values import dataclass
from psoas_desktop.routine.vocabulary import CueKind, CuePhase, Position, Priority, Side
from psoas_desktop.safety.banners import (
    banners_of,
    lead_in_banners,
    persistent_banner,
    position_banners,
)
from psoas_desktop.safety.positions import Level, Way, get_ready_ms, level, way_between
from psoas_desktop.safety.rules import SafetyRules

_Timed = TypeVar("_Timed", Cue, Picture)

RISE_STEP_MS = 8_000
"""From one instruction to the next while getting up from the knees: reference, log-roll-rise, its cues."""

_LONGEST_SPEECH_MS = 300_000
"""No cue is longer: 300 characters take two minutes at the slowest pace."""

SETUP = "setup"
"""The profile of blocks that need no time to get ready: preparing, drinking, closing."""


@dataclass(frozen=True, slots=True)
class Visit:
    """One time that a block is done.

    Attributes:
        key: Its occurrence, unique in a timeline.
        number: 1-based among the blocks of the file; 0 where it was inserted.
        start: Where the person comes from.
        goes_on_to: Where the person has to be next; None at the end.
    """

    block: Block
    key: str
    number: int
    round: tuple[int, int] | None
    start: Position
    goes_on_to: Position | None
    opens: bool = False

    @property
    def target(self) -> Position:
        """Where the person goes on to; the end of a session is standing."""
        return self.goes_on_to or Position.STANDING


def speech_left_ms(steps: Sequence[Step]) -> int:
    """How long the speech of the steps so far runs on into the next one; none does after a wait."""
    left = since = 0
    for step in reversed(steps):
        if step.waits or since > _LONGEST_SPEECH_MS:
            break
        left = max(left, step.speech_tail_ms - since)
        since += step.length_ms
    return left


def block_steps(
    visit: Visit, catalogue: Catalogue, rules: SafetyRules, flags: Collection[str], speech_left: int
) -> list[Step]:
    """Lays one visit of a block out in steps.

    Args:
        visit: The visit.
        catalogue: Profiles, banners and words.
        rules: The least time to get up from the knees.
        flags: What is known of the person.
        speech_left: Milliseconds of the step before's speech that run on.

    Returns:
        At least one step; the last one's ``end_position`` is where the person is afterwards.
    """
    return _VisitLayout(visit, catalogue, rules, flags).steps(max(0, speech_left))


class _VisitLayout:
    def __init__(
        self, visit: Visit, catalogue: Catalogue, rules: SafetyRules, flags: Collection[str]
    ) -> None:
        self.visit = visit
        self.block = self._met(at_pace(visit.block, flags))
        self.flags = flags
        self.catalogue = catalogue
        self.rules = rules
        self.profile: CueProfile = catalogue.profiles[self.block.kind.profile]
        self.banners = banners_of(self.block, catalogue, flags)

    def steps(self, speech_left: int) -> list[Step]:
        if self.block.kind.transition == "up" and level(self.visit.start) is Level.FLOOR:
            before = self._way_lead_in(speech_left)
            return [before, self._rise(self.visit.start, speech_left_ms([before]))]
        if self.block.kind.transition:
            return self._way_steps(speech_left)
        sides: tuple[Side | None, ...] = self.block.sides or (None,)
        holds = [self._hold(side) for side in sides]
        steps = [self._both_ready(self._lead_in(sides[0], holds[0][1], speech_left))]
        for index, (hold, overflow) in enumerate(holds):
            if index:
                steps.append(
                    self._both_ready(self._changeover(sides[index], overflow, speech_left_ms(steps)))
                )
            steps.append(hold)
        if way_between(self.block.end_position, self.visit.target) is Way.RISE:
            steps.append(self._rise(self.block.end_position, speech_left_ms(steps)))
        return steps

    def _both_ready(self, step: Step) -> Step:
        """A step after which the player waits until a helper is in place, where the kind asks for that."""
        kind = self.block.kind
        if not kind.waits_before_hold:
            return step
        return replace(step, waits=True, wait_cue=self._wait_cue(step.side))

    def _wait_cue(self, side: Side | None) -> TimedCue:
        return self._voice(side).timed(self.block.kind.wait_cue or self.catalogue.words.wait, 0)

    def _step(self, phase: Phase, side: Side | None, planned_ms: int, cues: tuple[TimedCue, ...]) -> Step:
        return Step(
            key=f"{self.visit.key}:{phase}" + (f":{side}" if side else ""),
            visit=self.visit.key,
            number=self.visit.number,
            phase=phase,
            block=self.block,
            title=self.block.title,
            side=side,
            round=self.visit.round,
            planned_ms=planned_ms,
            position=self.block.position,
            end_position=self.block.end_position,
            cues=cues,
            banners=(),
            persistent=persistent_banner(self.banners, self.catalogue),
            inserted=self.visit.number == 0,
        )

    def _voice(self, side: Side | None) -> Voice:
        return Voice(
            self.profile, Tokens(self.catalogue.words, self.block.title, side, self.block.duration_ms)
        )

    def _cues(self, phase: CuePhase) -> list[Cue]:
        held = self.block.position
        cues = [cue for cue in self.block.cues if not cue.in_positions or held in cue.in_positions]
        return [
            cue
            for cue in cues
            if cue.phase is phase
            and applies(cue, cues, self.block.duration_ms, self.visit.start, self.visit.target)
        ]

    def _lead_in(self, side: Side | None, overflow: tuple[Cue, ...], speech_left: int) -> Step:
        setup = self.block.kind.profile == SETUP
        start, end = self.visit.start, self.block.start_position
        cues = [*self._cues(CuePhase.LEAD_IN), *overflow]
        own = self.block.lead_in_ms
        if not (setup and start is end):
            own = max(own, get_ready_ms(start, end))
        scheduled = self._schedule_lead_in(
            cues, lead_in_banners(self.banners), side, self._announced(), own, speech_left
        )
        step = self._step(Phase.LEAD_IN, side, scheduled.length_ms, scheduled.cues)
        # Whoever has still to kneel or stand up hears the cautions first, where they are.
        position = end if level(start) is level(end) else start
        return replace(step, position=position, end_position=self.block.position, banners=scheduled.banners)

    def _announced(self) -> str:
        words = self.catalogue.words
        return words.first if self.visit.opens else words.announce

    def _schedule_lead_in(
        self,
        cues: list[Cue],
        banners: tuple[Banner, ...],
        side: Side | None,
        announce: str,
        least_ms: int,
        speech_left: int,
    ) -> LeadIn:
        voice = self._voice(side)
        # Cues of the file's own may lead elsewhere; who kneels is there already.
        own = self.block.cues is not self.block.kind.cues
        there = own or level(self.visit.start) is Level.FLOOR
        arrive = self.block.kind.arrive_cue if announce and not there else None
        announced = Announced(voice.tokens.fill(announce), arrive)
        return schedule_lead_in(cues, banners, voice, announced, speech_left, least_ms=least_ms)

    def _hold(self, side: Side | None) -> tuple[Step, tuple[Cue, ...]]:
        block = self.block
        length = block.open_ended.cap_ms if block.open_ended else block.duration_ms
        marks = hold_marks(block, self.profile, length)
        scheduled = self._schedule(self._cues(CuePhase.HOLD), length, side, marks)
        step = replace(
            self._step(Phase.HOLD, side, block.duration_ms, scheduled.cues),
            cap_ms=block.open_ended.cap_ms if block.open_ended else None,
            min_ms=block.open_ended.min_ms if block.open_ended else 0,
            waits=block.advance == "wait" and side in (None, block.sides[-1] if block.sides else None),
            wait_cue=self._voice(side).timed(self.catalogue.words.wait, 0),
            extendable=True,
        )
        return step, scheduled.overflow

    def _schedule(self, cues: list[Cue], length: int, side: Side | None, marks: list[Mark]) -> Scheduled:
        voice = self._voice(side)
        fixed = [voice.timed(cue, at, from_end=from_end) for cue, at, from_end in marks]
        return schedule_hold(cues, apart(fixed, length), length, self.profile.gap_ms, voice)

    def _changeover(self, side: Side | None, overflow: tuple[Cue, ...], speech_left: int) -> Step:
        cues = [*self._cues(CuePhase.CHANGEOVER), *(replace(cue, at_ms=0) for cue in overflow)]
        least = self.block.changeover_ms
        scheduled = self._schedule_lead_in(cues, (), side, "", least, speech_left)
        return self._step(Phase.CHANGEOVER, side, scheduled.length_ms, scheduled.cues)

    def _rise(self, start: Position, speech_left: int) -> Step:
        """Getting up from the knees: the block's own words, else those of the position."""
        block, up = self.block, self.block.kind.transition == "up"
        cues = self._cues(CuePhase.WAY_UP) or rise_cues(start, self.rules)
        if up:
            # The words of a whole way up, those for the knees, at the pace of getting up from there.
            main = [*self._cues(CuePhase.HOLD), *self._cues(CuePhase.WAY_UP)]
            first = min((cue.at_ms for cue in main if cue.at_ms > 0), default=0)
            cues = [_sooner(cue, first) for cue in main]
            block = replace(block, pictures=tuple(_sooner(picture, first) for picture in block.pictures))
        scheduled = self._schedule_lead_in(cues, (), None, "", self.rules.limits.rise_ms, speech_left)
        step = self._step(Phase.WAY_UP, None, scheduled.length_ms, scheduled.cues)
        end = _way_end(self.block, self.visit.target) if up else self.visit.target
        return replace(step, block=block, position=start, end_position=end)

    def _way_steps(self, speech_left: int) -> list[Step]:
        """A way up or down: a short lead-in for its banners, then the way, with a wait before rising."""
        up = self.block.kind.transition == "up"
        main = [*self._cues(CuePhase.HOLD), *self._cues(CuePhase.WAY_UP)]
        first, second = self._way_halves(main, _way_end(self.block, self.visit.target), up=up)
        return [self._way_lead_in(speech_left), *(half for half in (first, second) if half)]

    def _way_lead_in(self, speech_left: int) -> Step:
        """What is said before a way, where the person is; until then the banner of that position stays."""
        start = self.visit.start
        cues, least = self._cues(CuePhase.LEAD_IN), self.block.lead_in_ms
        scheduled = self._schedule_lead_in(
            cues, lead_in_banners(self.banners), None, self._announced(), least, speech_left
        )
        here = [*self.banners, *position_banners((start,), self.catalogue, self.flags)]
        return replace(
            self._step(Phase.LEAD_IN, None, scheduled.length_ms, scheduled.cues),
            position=start,
            end_position=start,
            banners=scheduled.banners,
            persistent=persistent_banner(here, self.catalogue),
        )

    def _way_halves(self, main: list[Cue], end: Position, *, up: bool) -> tuple[Step | None, Step]:
        """A way up stops at the side; a way down counts as lying from a moment on."""
        kind, total = self.block.kind, self.block.duration_ms
        phase = Phase.WAY_UP if up else Phase.WAY_DOWN
        at = kind.wait_at_ms if up else kind.lies_at_ms
        lies = up or level(end) is Level.LYING
        if not at or at >= total or not lies:
            position = self.visit.start if up else Position.KNEELING
            return None, self._way_part(phase, "", main, (0, total), position, end)
        side, kneeling = Position.SIDE_LYING, Position.KNEELING
        first = self._way_part(phase, ":first", main, (0, at), side if up else kneeling, side)
        if up:
            first = replace(first, waits=True, wait_cue=self._wait_cue(None))
        # Who leans on a slope was never on the side.
        lying = end if end is Position.SEMI_RECLINED else side
        position = Position.ALL_FOURS if up else lying
        return first, self._way_part(phase, ":second", main, (at, total), position, end)

    def _met(self, block: Block) -> Block:
        """A way with those pictures alone that are on the way from where it begins to where it ends."""
        if not block.kind.transition:
            return block
        met = pictures_met(block, self.visit.start, _way_end(block, self.visit.target))
        return replace(block, pictures=met)

    def _way_part(
        self,
        phase: Phase,
        suffix: str,
        cues: list[Cue],
        part: tuple[int, int],
        position: Position,
        end: Position,
    ) -> Step:
        (begin, until), total = part, self.block.duration_ms
        mine = []
        for cue in cues:
            at = max(0, cue.at_ms if cue.at_ms >= 0 else total + cue.at_ms)
            if begin <= at < until or (until == total and at >= total):
                mine.append(replace(cue, at_ms=at - begin))
        last = end_cue(self.block, self.profile) if until == total else None
        scheduled = self._schedule(mine, until - begin, None, [(last, 0, True)] if last else [])
        # What found no room is said at the end all the same: the step is made longer, nothing is left out.
        planned, spoken = until - begin, scheduled.cues
        if scheduled.overflow:
            first = min(cue.at_ms for cue in scheduled.overflow)
            rest = [replace(cue, at_ms=cue.at_ms - first) for cue in scheduled.overflow]
            late = self._schedule_lead_in(rest, (), None, "", planned, planned)
            planned, spoken = late.length_ms, (*spoken, *late.cues)
        step = self._step(phase, None, planned, spoken)
        return replace(step, key=step.key + suffix, position=position, end_position=end)


def _sooner(one: _Timed, first_ms: int) -> _Timed:
    """A cue or picture of a whole way up, for somebody who begins with the first cue after its start."""
    return replace(one, at_ms=max(0, one.at_ms - first_ms + RISE_STEP_MS)) if one.at_ms > 0 else one


def _way_end(block: Block, target: Position) -> Position:
    """Where a way up or down ends, of somebody who goes on to a position."""
    if block.kind.transition == "up":
        return Position.ALL_FOURS if level(target) is Level.FLOOR else block.end_position
    down = level(target) is Level.LYING or target is Position.FLOOR_SEATED
    return target if down else block.end_position


def rise_cues(position: Position, rules: SafetyRules) -> list[Cue]:
    """What is said while getting up from the knees or from sitting on the floor."""
    lines = rules.rise["floor-seated" if position is Position.FLOOR_SEATED else "kneeling"]
    return [
        Cue(CuePhase.WAY_UP, line.at_ms, line.say, line.show, CueKind.TRANSITION, Priority.ESSENTIAL)
        for line in lines
    ]
