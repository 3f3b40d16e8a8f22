"""How a session begins: its name, and how long it takes, for who sees no screen."""

from __future__ import annotations

from dataclasses import replace

from psoas_desktop.playback.cue_schedule import LEAD_IN_GAP_MS, Voice, whole_s
from psoas_desktop.playback.speech import Tokens
from psoas_desktop.playback.timeline import Step
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
        The steps with the opening. The time is said in whole minutes, at least one: about as long.
    """
    if not steps:
        return steps
    first = steps[0]
    minutes = max(1, round(sum(step.planned_ms for step in steps) / _MINUTE_MS))
    tokens = Tokens(catalogue.words, routine.title, None, minutes * _MINUTE_MS)
    cue = Voice(catalogue.profiles[first.block.kind.profile], tokens).timed(catalogue.words.opening, 0)
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
