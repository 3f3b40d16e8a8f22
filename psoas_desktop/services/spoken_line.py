"""A line for the voice: made fit for the ear, with how long it may take and how urgent it is."""

from __future__ import annotations

import re
import unicodedata
from enum import IntEnum

from psoas_desktop.playback.timeline import TimedCue
from psoas_desktop.routine.values import dataclass
from psoas_desktop.routine.vocabulary import CueKind, Priority

WORD_MS = 545
"""110 words a minute, the slowest pace of reference.json."""

CHARACTER_MS = 100
"""For languages that put no spaces between words."""

LONGEST = 2_000
"""Characters of one line: what a stranger's file may make the voice say at a stretch."""


class Urgency(IntEnum):
    """What becomes of a line that comes while another is being said.

    Attributes:
        NORMAL: It waits; a newer one takes its place.
        KEPT: It waits its turn and is not dropped.
        CUTS: It is said at once, and what it cuts off is said again if that was to be kept.
    """

    NORMAL = 0
    KEPT = 1
    CUTS = 2


@dataclass(frozen=True, slots=True)
class SpokenLine:
    """Something to say, in a language."""

    text: str
    language: str
    urgency: Urgency = Urgency.NORMAL

    @property
    def estimate_ms(self) -> int:
        """How long a slow voice takes."""
        return max(len(self.text.split()) * WORD_MS, len(self.text) * CHARACTER_MS)


def speakable(text: str) -> str:
    """Takes out of a text what is not for the ear.

    Returns:
        One line without control and direction characters, and without what engines read as commands: mark-up,
        and brackets in pairs.
    """
    plain = re.sub(r"[<>]|\[\[|\]\]|\s", " ", text[: LONGEST * 2])
    kept = (character for character in plain if unicodedata.category(character)[0] != "C")
    return " ".join("".join(kept).split())[:LONGEST]


def line_of(cue: TimedCue, language: str) -> SpokenLine:
    """The line of a cue: what is for safety is said at once, what may never drop (corrections 11) is kept."""
    if cue.kind is CueKind.SAFETY:
        urgency = Urgency.CUTS
    elif cue.kind is CueKind.CHECKIN or cue.priority is Priority.ESSENTIAL:
        urgency = Urgency.KEPT
    else:
        urgency = Urgency.NORMAL
    return SpokenLine(cue.say, language, urgency)
