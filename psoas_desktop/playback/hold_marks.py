"""The fixed marks of a hold: its start, halfway, near the end, the count, and its end."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from psoas_desktop.playback.timeline import TimedCue
from psoas_desktop.routine.block_kinds import CueProfile
from psoas_desktop.routine.cues import Cue
from psoas_desktop.routine.model import Block

Mark = tuple[Cue, int, bool]
"""A cue at a fixed time of a hold, and whether that time counts from the end."""


def hold_marks(block: Block, profile: CueProfile, length_ms: int) -> list[Mark]:
    """Lists the marks of a hold.

    Args:
        block: The block; where it is open-ended, reaching its minimum is announced instead of halfway.
        profile: Its sort of accompaniment.
        length_ms: The length of the hold.

    Returns:
        The marks, each with its time.
    """
    marks: list[Mark] = []
    if profile.start:
        marks.append((profile.start, 0, False))
    open_ended = block.open_ended
    if open_ended and profile.end_minimum and open_ended.min_ms < length_ms:
        marks.append((profile.end_minimum, open_ended.min_ms, False))
    elif profile.half and length_ms >= profile.half.min_hold_ms:
        marks.append((profile.half, length_ms // 2, False))
    marks += [
        (cue, cue.at_ms, True)
        for cue in (profile.near_end, profile.count)
        if cue and length_ms >= cue.min_hold_ms
    ]
    end = end_cue(block, profile)
    return [*marks, (end, 0, True)] if end else marks


def end_cue(block: Block, profile: CueProfile) -> Cue | None:
    """What is said at the end: the kind's own words with the profile's sound, else the profile's."""
    own, usual = block.kind.end_cue, profile.end
    if own and usual:
        return replace(own, sound=usual.sound)
    return own or usual


def apart(marks: list[TimedCue], length_ms: int) -> list[TimedCue]:
    """Marks of which none talks into the next; one that would is only shown."""
    ordered = sorted(marks, key=lambda mark: mark.due_ms(length_ms))
    quiet = [
        mark
        if mark.due_ms(length_ms) + mark.speech_ms <= then.due_ms(length_ms)
        else replace(mark, say="", speech_ms=0)
        for mark, then in pairwise(ordered)
    ]
    return quiet + ordered[-1:]
