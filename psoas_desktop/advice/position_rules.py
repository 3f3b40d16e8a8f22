"""Rules about positions: getting down and up, lying, and how often."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from psoas_desktop.advice.findings import Finding, InsertBlock, ReplaceBlock, SetValue
from psoas_desktop.advice.subject import LATE_WEEKS, Subject
from psoas_desktop.playback.layout import WAY_DOWN_KIND, WAY_UP_KIND
from psoas_desktop.playback.timeline import Phase, Step
from psoas_desktop.routine.cues import MS
from psoas_desktop.routine.model import Block
from psoas_desktop.routine.problems import Path
from psoas_desktop.routine.vocabulary import Position
from psoas_desktop.safety.positions import Level, is_down, level

PREGNANCY_CAP_MS = 300_000
"""Longest time on end flat on the back in pregnancy: reference, pregnancy_rules; corrections, Questions."""

FLOOR_TRIPS = 2
"""So often a routine may go from the floor to standing without being told (judgement)."""

_REST_AT_SIDE = "side-lying-rest"


def _visits(subject: Subject) -> list[list[Step]]:
    """The steps of each visit of a block, in their order."""
    visits: list[list[Step]] = []
    for step in subject.steps:
        if not visits or visits[-1][0].visit != step.visit:
            visits.append([])
        visits[-1].append(step)
    return visits


def _inserted(visit: list[Step], phase: Phase) -> bool:
    return any(step.inserted and step.phase is phase for step in visit)


def no_way_up(subject: Subject) -> Iterator[Finding]:
    """Lying blocks that no way up of the file's own follows."""
    told: set[Path] = set()
    for before, after in pairwise(_visits(subject)):
        block = before[-1].block
        if not _inserted(after, Phase.WAY_UP) or level(after[0].position) is not Level.LYING:
            continue
        if block.path and block.path not in told:
            told.add(block.path)
            *parent, index = block.path
            fix = InsertBlock(tuple(parent), int(index) + 1, WAY_UP_KIND)
            yield Finding(block.path, subject.name(block), fix)


def no_way_down(subject: Subject) -> Iterator[Finding]:
    """Blocks on the floor that no way down of the file's own leads to."""
    told: set[Path] = set()
    for before, after in pairwise(_visits(subject)):
        block = after[0].block
        if not _inserted(before, Phase.WAY_DOWN):
            continue
        if block.path and block.path not in told:
            told.add(block.path)
            *parent, index = block.path
            yield Finding(
                block.path, subject.name(block), InsertBlock(tuple(parent), int(index), WAY_DOWN_KIND)
            )


def _runs_on_back(subject: Subject) -> Iterator[tuple[int, list[Block]]]:
    """Each continuous time on the back in milliseconds, with its blocks."""
    length = off = 0
    blocks: list[Block] = []
    for step in subject.steps:
        if step.position is Position.SUPINE:
            length, off = length + step.length_ms, 0
            if step.block.path and (not blocks or blocks[-1].path != step.block.path):
                blocks.append(step.block)
        elif length:
            off += step.length_ms
            if off >= subject.rules.limits.off_back_ms:
                yield length, blocks
                length, blocks = 0, []
    if length:
        yield length, blocks


def supine_over_cap(subject: Subject) -> Iterator[Finding]:
    """More continuous time on the back than the player allows anybody."""
    cap = subject.rules.limits.supine_cap_ms
    for length, blocks in _runs_on_back(subject):
        if length > cap and blocks:
            yield _shortened(subject, blocks, length, cap)


def supine_over_pregnancy_cap(subject: Subject) -> Iterator[Finding]:
    """More continuous time on the back than is good in pregnancy, in a routine for it."""
    for length, blocks in _runs_on_back(subject) if subject.pregnant else ():
        if PREGNANCY_CAP_MS < length <= subject.rules.limits.supine_cap_ms and blocks:
            yield _shortened(subject, blocks, length, PREGNANCY_CAP_MS)


def _shortened(subject: Subject, blocks: list[Block], length: int, cap: int) -> Finding:
    """The longest block of a run, made as much shorter as the run is too long, where its kind allows that."""
    block = max(blocks, key=lambda one: one.duration_ms)
    wanted = (block.duration_ms - (length - cap)) // MS // 5 * 5
    fits = wanted * MS >= block.kind.duration.min_ms
    params = {**subject.name(block), "minutes": length / 60_000, "most": cap // 60_000}
    fix = SetValue((*block.path, "duration_s"), wanted) if fits else None
    return Finding((*block.path, "duration_s"), params, fix)


def supine_late_pregnancy(subject: Subject) -> Iterator[Finding]:
    """Flat lying in a routine for late pregnancy."""
    if subject.weeks is None or subject.weeks[1] < LATE_WEEKS:
        return
    rest = subject.catalogue.kinds.get(_REST_AT_SIDE)
    for block in subject.blocks:
        if block.position is Position.SUPINE:
            fix = None
            if rest is not None:
                longest = min(block.duration_ms, rest.duration.max_ms)
                seconds = max(rest.duration.min_ms, longest) // MS
                fix = ReplaceBlock(block.path, rest.id, seconds)
            yield Finding(block.path, subject.name(block), fix)


def many_floor_trips(subject: Subject) -> Iterator[Finding]:
    """Up from the floor again and again."""
    places = [step.position for step in subject.steps]
    places += [step.end_position for step in subject.steps[-1:]]
    trips = sum(is_down(before) and not is_down(after) for before, after in pairwise(places))
    if trips > FLOOR_TRIPS:
        yield Finding(("items",), {"count": trips})


def free_position(subject: Subject) -> Iterator[Finding]:
    """A free block lying down that does not say how to come out of it."""
    for block in subject.blocks:
        own = subject.own(block)
        if block.kind.id == "free" and level(block.position) is Level.LYING and not own.get("way_out"):
            yield Finding(block.path, subject.name(block))
