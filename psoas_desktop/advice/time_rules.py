"""Rules about lengths of time."""

from __future__ import annotations

from collections.abc import Iterator

from psoas_desktop.advice.findings import Finding, SetValue, TakeAway
from psoas_desktop.advice.subject import Subject
from psoas_desktop.playback.layout import WAY_DOWN_KIND, WAY_UP_KIND
from psoas_desktop.playback.timeline import Phase
from psoas_desktop.routine.cues import MS
from psoas_desktop.routine.durations import clock_text
from psoas_desktop.routine.vocabulary import CuePhase

RISE_MS = 90_000
"""A way up; the player makes it 120 s for somebody who is pregnant: corrections 7 (judgement)."""

DOWN_MS = 60_000
"""A way down: corrections 6 (judgement)."""

PROPPED_PREGNANT_MS = 600_000
"""Propped rest in pregnancy: corrections 10 (judgement)."""

LONG_SESSION_MS = 60 * 60_000
"""Longer sessions than this are told of (judgement)."""

SLOW_END_MS = 30_000
"""A brisk walk slows over its last half minute: corrections 15."""


def over_advised_time(subject: Subject) -> Iterator[Finding]:
    """Longer than is advised for the kind."""
    for block in subject.blocks:
        advised = block.kind.duration.advised_max_ms
        if (
            advised is not None
            and block.duration_ms > advised
            and not _propped_in_pregnancy(subject, block.kind.id)
        ):
            path = (*block.path, "duration_s")
            params = {**subject.name(block), "most": clock_text(advised // MS)}
            yield Finding(path, params, SetValue(path, advised // MS))


def _propped_in_pregnancy(subject: Subject, kind: str) -> bool:
    return subject.pregnant and kind == "propped-rest"


def propped_over_time(subject: Subject) -> Iterator[Finding]:
    """Propped rest that is too long in pregnancy."""
    for block in subject.blocks:
        if _propped_in_pregnancy(subject, block.kind.id) and block.duration_ms > PROPPED_PREGNANT_MS:
            path = (*block.path, "duration_s")
            params = {**subject.name(block), "most": clock_text(PROPPED_PREGNANT_MS // MS)}
            yield Finding(path, params, SetValue(path, PROPPED_PREGNANT_MS // MS))


def rise_too_short(subject: Subject) -> Iterator[Finding]:
    """A way up with less time than it needs."""
    yield from _way_too_short(subject, WAY_UP_KIND, RISE_MS)


def down_too_short(subject: Subject) -> Iterator[Finding]:
    """A way down with less time than it needs."""
    yield from _way_too_short(subject, WAY_DOWN_KIND, DOWN_MS)


def _way_too_short(subject: Subject, kind: str, wanted: int) -> Iterator[Finding]:
    for block in subject.blocks:
        if block.kind.id == kind and block.duration_ms < wanted:
            path = (*block.path, "duration_s")
            params = {**subject.name(block), "least": clock_text(wanted // MS)}
            yield Finding(path, params, SetValue(path, wanted // MS))


def lead_in_too_short(subject: Subject) -> Iterator[Finding]:
    """A lead-in of the file's own that the player has to make longer."""
    told = set()
    for step in subject.steps:
        block = step.block
        if step.phase is not Phase.LEAD_IN or step.inserted or block.path in told:
            continue
        told.add(block.path)
        if "lead_in_s" in subject.own(block) and step.planned_ms > block.lead_in_ms + 5_000:
            needed = -(-step.planned_ms // MS)
            path = (*block.path, "lead_in_s")
            params = {**subject.name(block), "seconds": needed}
            yield Finding(path, params, SetValue(path, min(needed, 300)))


def long_session(subject: Subject) -> Iterator[Finding]:
    """More than an hour."""
    total = sum(step.planned_ms for step in subject.steps)
    if total > LONG_SESSION_MS:
        yield Finding(("items",), {"minutes": round(total / 60_000)})


def walk_ends_fast(subject: Subject) -> Iterator[Finding]:
    """A brisk walk with cues of its own of which none comes in its last half minute."""
    for block in subject.blocks:
        own = subject.own(block)
        if block.kind.id != "brisk-walk" or "cues" not in own:
            continue
        late = (
            cue
            for cue in block.cues
            if cue.phase is CuePhase.HOLD
            and -SLOW_END_MS - 10_000 <= (cue.at_ms if cue.at_ms < 0 else cue.at_ms - block.duration_ms) < 0
        )
        if not any(cue.say for cue in late):
            yield Finding((*block.path, "cues"), subject.name(block), TakeAway((*block.path, "cues")))
