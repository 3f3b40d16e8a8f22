"""How a session begins: its name, and how long it takes, for who sees no screen."""

from __future__ import annotations

from dataclasses import replace

from psoas_desktop.playback.cue_schedule import LEAD_IN_GAP_MS, Voice, whole_s
from psoas_desktop.playback.speech import Tokens
from psoas_desktop.playback.timeline import Step, TimedCue
from psoas_desktop.routine.block_kinds import Catalogue
from psoas_desktop.routine.model import Routine

_MINUTE_MS = 60_000


def opened(steps: list[Step], routine: Routine, catalogue: Catalogue) -> list[Step]:
    """Says the name and the time of a session at the begin of its first step, which gets as much longer.

    Args:
        steps: The session; it begins with getting ready for its first block.
        routine: What is played; its title is said.
        catalogue: Words and pace of the voice.

    Returns:
        The steps with the opening; without one where the title is blank.
    """
    if not steps or not routine.title.strip():
        return steps
    first, total = steps[0], sum(step.planned_ms for step in steps)
    cue = _said(first, routine, catalogue, total)
    cue = _said(first, routine, catalogue, total + cue.speech_ms)
    later = whole_s(cue.speech_ms + LEAD_IN_GAP_MS)
    opening = replace(
        first,
        planned_ms=first.planned_ms + later,
        cues=(cue, *(one if one.from_end else replace(one, at_ms=one.at_ms + later) for one in first.cues)),
        banners=tuple(
            replace(one, at_ms=one.at_ms + later, until_ms=one.until_ms + later) for one in first.banners
        ),
    )
    return [opening, *steps[1:]]


def _said(first: Step, routine: Routine, catalogue: Catalogue, total_ms: int) -> TimedCue:
    """The opening, its time in whole minutes, at least one."""
    minutes = max(1, round(total_ms / _MINUTE_MS))
    tokens = Tokens(catalogue.words, routine.title.strip(), None, minutes * _MINUTE_MS)
    return Voice(catalogue.profiles[first.block.kind.profile], tokens).timed(catalogue.words.opening, 0)
