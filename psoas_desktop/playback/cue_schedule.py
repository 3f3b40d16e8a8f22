"""When each cue of a step is said, so that speech never overlaps and nothing essential is lost.

A hold has fixed marks (its start, halfway, near the end, the count, the end) and cues between them. A cue
that would overlap is moved later; if then something essential no longer fits, optional cues are dropped, then
normal ones; what is essential and still does not fit is handed back, to be said in the lead-in instead.
"""

from __future__ import annotations

from collections.abc import Sequence

from psoas_desktop.playback.speech import Tokens, speech_ms
from psoas_desktop.playback.timeline import TimedBanner, TimedCue
from psoas_desktop.routine.block_kinds import CueProfile
from psoas_desktop.routine.cues import MS, Banner, Cue
from psoas_desktop.routine.values import dataclass
from psoas_desktop.routine.vocabulary import CueKind, CuePhase, Position, Priority
from psoas_desktop.safety import banners as banner_rules

LEAD_IN_GAP_MS = 1_000
"""Least silence between two things said in a lead-in or a changeover."""


@dataclass(frozen=True, slots=True)
class Scheduled:
    """Cues with their times, and the protected ones that found no room."""

    cues: tuple[TimedCue, ...]
    overflow: tuple[Cue, ...] = ()


@dataclass(frozen=True, slots=True)
class Voice:
    """How a block is spoken: its pace and what its tokens stand for."""

    profile: CueProfile
    tokens: Tokens

    def timed(self, cue: Cue, at_ms: int, *, from_end: bool = False, announce: str = "") -> TimedCue:
        """A cue at its time, tokens filled."""
        say = " ".join(filter(None, (announce, self.tokens.fill(cue.say))))
        return TimedCue(
            at_ms,
            from_end,
            say,
            self.tokens.fill(cue.show),
            cue.kind,
            cue.priority,
            cue.sound,
            cue.audience,
            speech_ms(say, self.profile),
            cue.position,
        )

    def length_ms(self, cue: Cue) -> int:
        """How long a cue takes to say."""
        return speech_ms(self.tokens.fill(cue.say), self.profile)


def applies(cue: Cue, cues: Sequence[Cue], hold_ms: int, start: Position, end: Position) -> bool:
    """Whether a cue is meant for a hold of that length between those positions.

    A safety cue asked for only in long holds is said in short ones too, unless the kind has a shorter safety
    cue for them (corrections 11).
    """
    if cue.from_positions and start not in cue.from_positions:
        return False
    if cue.to_positions and end not in cue.to_positions:
        return False
    if cue.max_hold_ms is not None and hold_ms > cue.max_hold_ms:
        return False
    if hold_ms >= cue.min_hold_ms:
        return True
    stands_in = any(
        c.kind is cue.kind and c.max_hold_ms is not None and hold_ms <= c.max_hold_ms for c in cues
    )
    return cue.kind is CueKind.SAFETY and not stands_in


def schedule_hold(
    cues: Sequence[Cue], fixed: Sequence[TimedCue], length_ms: int, gap_ms: int, voice: Voice
) -> Scheduled:
    """Places the cues of a hold.

    Args:
        cues: The block's cues of this phase that apply.
        fixed: Marks that do not move: start, halfway, near the end, the count, the end.
        length_ms: The length of the hold.
        gap_ms: Least silence between two spoken cues.
        voice: How they are spoken.

    Returns:
        The cues in the order of their times.
    """
    kept = sorted(cues, key=lambda cue: _wanted(cue, length_ms))
    while True:
        placed, missed = _place(kept, fixed, length_ms, gap_ms, voice)
        lesser = _lesser(kept, missed)
        if lesser is None:
            break
        kept = [cue for cue in kept if cue is not lesser]
    timed = sorted([*placed, *fixed], key=lambda cue: cue.due_ms(length_ms))
    return Scheduled(tuple(timed), tuple(cue for cue in missed if cue.protected))


def _wanted(cue: Cue, length_ms: int) -> int:
    at = cue.at_ms if cue.at_ms >= 0 else length_ms + cue.at_ms
    return min(max(0, at), length_ms)


def _weight(cue: Cue) -> int:
    return 2 if cue.protected else int(cue.priority is not Priority.OPTIONAL)


def _lesser(kept: Sequence[Cue], missed: Sequence[Cue]) -> Cue | None:
    """The cue to drop first so that something weightier, which found no room, may have it; None for none."""
    wanting = max(map(_weight, missed), default=0)
    lesser = [cue for cue in reversed(kept) if _weight(cue) < wanting and cue not in missed]
    return min(lesser, key=_weight, default=None)


def _place(
    cues: Sequence[Cue],
    fixed: Sequence[TimedCue],
    length_ms: int,
    gap_ms: int,
    voice: Voice,
) -> tuple[list[TimedCue], list[Cue]]:
    """Places cues in order at the first free moment; returns those placed and those that found none."""
    taken = sorted((c.due_ms(length_ms), c.due_ms(length_ms) + c.speech_ms) for c in fixed if c.speech_ms)
    placed: list[TimedCue] = []
    missed: list[Cue] = []
    earliest = 0
    for cue in cues:
        lasts = voice.length_ms(cue)
        at = max(_wanted(cue, length_ms), earliest if lasts else 0)
        for start, end in taken:
            if lasts and at < end + gap_ms and start < at + lasts + gap_ms:
                at = whole_s(end + gap_ms)
        if at + lasts > length_ms:
            missed.append(cue)
            continue
        # A cue that counts from the end keeps doing so, so that it moves when the hold is made longer.
        from_end = cue.at_ms < 0
        placed.append(voice.timed(cue, at - length_ms if from_end else at, from_end=from_end))
        if lasts:
            earliest = whole_s(at + lasts + gap_ms)
    return placed, missed


@dataclass(frozen=True, slots=True)
class LeadIn:
    """A lead-in: its cues, its banners in turn, and how long it is."""

    cues: tuple[TimedCue, ...]
    banners: tuple[TimedBanner, ...]
    length_ms: int


@dataclass(frozen=True, slots=True)
class Announced:
    """How a lead-in begins: what comes next, and where to go for it; empty for nothing."""

    say: str = ""
    arrive: Cue | None = None


def schedule_lead_in(
    cues: Sequence[Cue],
    banners: Sequence[Banner],
    voice: Voice,
    announced: Announced,
    free_at_ms: int,
    *,
    least_ms: int = 0,
) -> LeadIn:
    """Places what is said and shown before a hold: the announcement, every banner in turn, then the cues.

    The cues come last because the person follows them: nobody has to listen to cautions on one knee.

    Args:
        cues: The lead-in cues, and what found no room in the hold; their times count from the last banner, or
            where negative from the end.
        banners: The banners, the higher rank first; none is dropped (corrections 14).
        voice: How they are spoken.
        announced: Said first: alone, or with the first cue where neither words nor a banner stand between.
        least_ms: How long it has to be at least.
        free_at_ms: When the speech of the step before is over.

    Returns:
        The lead-in, no longer than all of it needs.
    """
    now = whole_s(free_at_ms + LEAD_IN_GAP_MS) if free_at_ms else 0
    timed: list[TimedCue] = []
    shown: list[TimedBanner] = []

    def say(cue: Cue, not_before: int, prefix: str = "") -> None:
        nonlocal now
        one = voice.timed(cue, max(now, not_before), announce=prefix)
        timed.append(one)
        now = whole_s(one.at_ms + one.speech_ms + LEAD_IN_GAP_MS)

    ordered = sorted((cue for cue in cues if cue.at_ms >= 0), key=lambda cue: cue.at_ms)
    announce = announced.say
    if announce and (announced.arrive or banners or not ordered):
        title = Cue(CuePhase.LEAD_IN, 0, "", "{title}", CueKind.TIMING, Priority.ESSENTIAL)
        say(announced.arrive or title, now, announce)
        announce = ""
    for banner in banners:
        spoken = speech_ms(banner.spoken_text, voice.profile)
        until = whole_s(now + banner_rules.lead_in_ms(banner, spoken))
        shown.append(TimedBanner(now, until, banner, spoken))
        now = until
    begin = now
    for index, cue in enumerate(ordered):
        say(cue, begin + cue.at_ms, announce if index == 0 else "")
    for cue in sorted((cue for cue in cues if cue.at_ms < 0), key=lambda cue: cue.at_ms):
        say(cue, max(least_ms, now + voice.length_ms(cue)) + cue.at_ms)
    return LeadIn(tuple(timed), tuple(shown), whole_s(max(least_ms, now)))


def whole_s(duration_ms: int) -> int:
    """Rounds up to whole seconds, so that a countdown begins on a full one and cues are told apart by ear."""
    return -(-duration_ms // MS) * MS
