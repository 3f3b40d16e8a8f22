"""Rules about stretches with a helper, about sides, and about what the file says that it needs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from psoas_desktop.advice.findings import Finding, InsertBlock, SetValue
from psoas_desktop.advice.subject import Subject
from psoas_desktop.routine.vocabulary import Side, Sides
from psoas_desktop.safety.positions import is_down

BRIEFING = "helper-briefing"

SOURCE_STRETCH_MS = 180_000
"""The source's time for a stretch with a helper, each side; never pressed on anyone (corrections 9)."""

ARM_CHECK_S = 60
"""The helper asks at least so often: corrections 9."""


def no_helper_briefing(subject: Subject) -> Iterator[Finding]:
    """A helper touches somebody before the two have talked."""
    for block in subject.blocks:
        if block.kind.id == BRIEFING:
            return
        if block.kind.needs_helper:
            top = block.path[:2]
            fix = InsertBlock(("items",), int(top[1]), BRIEFING)
            yield Finding(block.path, subject.name(block), fix)
            return


def no_stop_word(subject: Subject) -> Iterator[Finding]:
    """A stretch with a helper in a routine that nowhere speaks of a stop word."""
    for block in subject.blocks:
        if block.kind.id == BRIEFING and "cues" not in subject.own(block):
            return
    said = " ".join(text.lower() for _, text in subject.own_texts())
    for block in subject.blocks:
        named = any(field.name == "stop_word" for field in block.kind.fields)
        if named and not str(block.fields.get("stop_word", "")).strip() and "stop word" not in said:
            path = (*block.path, "stop_word")
            yield Finding(path, subject.name(block), SetValue(path, "Stop"))


def helper_shorter_than_source(subject: Subject) -> Iterator[Finding]:
    """A stretch with a helper that is shorter than the source's."""
    for block in subject.blocks:
        longest = block.open_ended.cap_ms if block.open_ended else block.duration_ms
        if block.kind.id == "helper-stretch" and longest < SOURCE_STRETCH_MS:
            yield Finding((*block.path, "duration_s"), subject.name(block))


def arm_check_rare(subject: Subject) -> Iterator[Finding]:
    """A helper who is not asked about their arms by the file's own cues."""
    for block in subject.blocks:
        own = subject.own(block)
        if block.kind.id != "helper-stretch" or "cues" not in own:
            continue
        checks = [cue for cue in block.cues if cue.kind.value == "checkin" and cue.say]
        longest = block.open_ended.cap_ms if block.open_ended else block.duration_ms
        if len(checks) < longest // (ARM_CHECK_S * 1000):
            yield Finding((*block.path, "cues"), subject.name(block))


def one_side_missing(subject: Subject) -> Iterator[Finding]:
    """A stretch of one side in a routine that leaves the other side out."""
    sides: defaultdict[str, set[Side]] = defaultdict(set)
    for block in subject.blocks:
        sides[block.kind.id].update(block.sides)
    for block in subject.blocks:
        if len(sides[block.kind.id]) == 1 and Sides.BOTH in block.kind.allowed_sides:
            path = (*block.path, "sides")
            params = {**subject.name(block), "side": next(iter(sides[block.kind.id])).value}
            yield Finding(path, params, SetValue(path, Sides.BOTH.value))


def helper_not_said(subject: Subject) -> Iterator[Finding]:
    """A routine that needs a helper and does not say so."""
    needs = any(block.kind.needs_helper for block in subject.blocks)
    if needs and subject.data.get("audience", {}).get("needs_helper") is not True:
        path = ("audience", "needs_helper")
        yield Finding(path, {}, SetValue(path, True))


def floor_not_said(subject: Subject) -> Iterator[Finding]:
    """A routine on the floor that does not say so."""
    down = any(is_down(step.position) for step in subject.steps)
    if down and subject.data.get("audience", {}).get("needs_floor") is not True:
        path = ("audience", "needs_floor")
        yield Finding(path, {}, SetValue(path, True))
