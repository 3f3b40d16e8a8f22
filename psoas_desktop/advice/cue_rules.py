"""Rules about what is said and shown: whether there is time for it, and whether it reaches the person."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator
from itertools import pairwise

from psoas_desktop.advice.findings import Finding, SetValue, TakeAway
from psoas_desktop.advice.subject import Subject
from psoas_desktop.playback.speech import Tokens, speech_ms
from psoas_desktop.routine.cues import MS, Cue
from psoas_desktop.routine.model import Block
from psoas_desktop.routine.problems import Path
from psoas_desktop.routine.values import dataclass
from psoas_desktop.routine.vocabulary import CueKind, CuePhase, Position

SILENT_SHARE = 0.7
"""A rest is at least so silent: reference, timing_rules.silence_ratio_rest."""

WORDS = 16
"""Words of a spoken sentence: reference, style.max_words_per_sentence."""

LINE, LINES = 22, 2
"""What can be read from three metres: player.md, Seen."""

CHECK_MS = 120_000
"""On the back, or propped, somebody is asked at least so often: corrections 10; reference, checkins_s."""


@dataclass(frozen=True, slots=True)
class _Spoken:
    index: int
    at_ms: int
    cue: Cue
    speech_ms: int


def _spoken(subject: Subject, block: Block) -> list[_Spoken]:
    """The file's own spoken cues of a hold, in the order of their times."""
    if "cues" not in subject.own(block):
        return []
    profile = subject.catalogue.profiles[block.kind.profile]
    side = block.sides[0] if block.sides else None
    tokens = Tokens(subject.catalogue.words, block.title, side, block.duration_ms)
    found = []
    for index, cue in enumerate(block.cues):
        meant = cue.min_hold_ms <= block.duration_ms <= (cue.max_hold_ms or block.duration_ms)
        if cue.phase is CuePhase.HOLD and cue.say and meant:
            at = cue.at_ms if cue.at_ms >= 0 else block.duration_ms + cue.at_ms
            found.append(_Spoken(index, at, cue, speech_ms(tokens.fill(cue.say), profile)))
    return sorted(found, key=lambda one: one.at_ms)


def _cue(block: Block, index: int, name: str = "") -> Path:
    path = (*block.path, "cues", index)
    return (*path, name) if name else path


def cue_overlaps(subject: Subject) -> Iterator[Finding]:
    """Two spoken cues of which the second comes before the first is said."""
    for block in subject.blocks:
        for first, second in pairwise(_spoken(subject, block)):
            end = first.at_ms + first.speech_ms
            if second.at_ms < end:
                path = _cue(block, second.index, "at_s")
                fits = second.cue.at_ms >= 0 and end + second.speech_ms <= block.duration_ms
                fix = SetValue(path, -(-end // MS)) if fits else None
                yield Finding(path, {**subject.name(block), "seconds": -(-(end - second.at_ms) // MS)}, fix)


def cue_too_close(subject: Subject) -> Iterator[Finding]:
    """Two spoken cues with less silence in between than the kind of block wants."""
    for block in subject.blocks:
        gap = subject.catalogue.profiles[block.kind.profile].gap_ms
        for first, second in pairwise(_spoken(subject, block)):
            end = first.at_ms + first.speech_ms
            if end <= second.at_ms < end + gap:
                path = _cue(block, second.index, "at_s")
                wanted = -(-(end + gap) // MS)
                fits = second.cue.at_ms >= 0 and wanted * MS + second.speech_ms <= block.duration_ms
                params = {**subject.name(block), "seconds": gap // MS}
                yield Finding(path, params, SetValue(path, wanted) if fits else None)


def cue_past_end(subject: Subject) -> Iterator[Finding]:
    """A spoken cue that begins, or ends, when the hold is over."""
    for block in subject.blocks:
        for one in _spoken(subject, block):
            if one.at_ms < 0 or one.at_ms + one.speech_ms > block.duration_ms + 2 * MS:
                path = _cue(block, one.index, "at_s")
                needed = -(-one.speech_ms // MS) + 1
                fits = needed * MS <= block.duration_ms
                yield Finding(path, subject.name(block), SetValue(path, -needed) if fits else None)


def rest_not_silent(subject: Subject) -> Iterator[Finding]:
    """A rest in which too much is said."""
    for block in subject.blocks:
        step = subject.holds.get(block.path)
        if step is None or block.kind.profile != "rest" or block.duration_ms < 2 * 60_000:
            continue
        spoken = sum(cue.speech_ms for cue in step.cues)
        if spoken > (1 - SILENT_SHARE) * step.length_ms:
            own = "cues" in subject.own(block)
            path = (*block.path, "cues") if own else block.path
            params = {**subject.name(block), "share": round(100 - 100 * spoken / step.length_ms)}
            yield Finding(path, params, TakeAway(path) if own else None)


def sentence_too_long(subject: Subject) -> Iterator[Finding]:
    """A spoken sentence that is too long to follow lying down."""
    for block in subject.blocks:
        for index, cue in enumerate(block.cues if "cues" in subject.own(block) else ()):
            longest = max((len(part.split()) for part in re.split(r"[.!?]+\s", cue.say)), default=0)
            if longest > WORDS:
                path = _cue(block, index, "say")
                yield Finding(path, {**subject.name(block), "words": longest, "most": WORDS})


def hard_to_read(subject: Subject) -> Iterator[Finding]:
    """A line for the screen that does not fit into two short lines."""
    for block in subject.blocks:
        for index, cue in enumerate(block.cues if "cues" in subject.own(block) else ()):
            lines = textwrap.wrap(cue.show, LINE, break_long_words=False)
            if len(lines) > LINES or any(len(line) > LINE for line in lines):
                yield Finding(_cue(block, index, "show"), subject.name(block))


def cue_not_heard(subject: Subject) -> Iterator[Finding]:
    """Something shown that is not said: nobody sees it with closed eyes."""
    for block in subject.blocks:
        for index, cue in enumerate(block.cues if "cues" in subject.own(block) else ()):
            if cue.show and not cue.say:
                path = _cue(block, index, "say")
                yield Finding(path, subject.name(block), SetValue(path, f"{cue.show.rstrip('.')}."))


def cue_not_seen(subject: Subject) -> Iterator[Finding]:
    """Something said that is not shown: nobody has it with the sound off."""
    for block in subject.blocks:
        for index, cue in enumerate(block.cues if "cues" in subject.own(block) else ()):
            if cue.say and not cue.show:
                path = _cue(block, index, "show")
                short = cue.say.rstrip(".")
                yield Finding(path, subject.name(block), SetValue(path, short) if len(short) <= 40 else None)


def no_check_in(subject: Subject) -> Iterator[Finding]:
    """A rest on the back, or propped, with cues of its own that do not ask how the person is."""
    for block in subject.blocks:
        if block.position not in (Position.SUPINE, Position.SEMI_RECLINED) or "cues" not in subject.own(
            block
        ):
            continue
        asked = [
            one.at_ms for one in _spoken(subject, block) if one.cue.kind in (CueKind.CHECKIN, CueKind.SAFETY)
        ]
        times = [0, *asked, block.duration_ms]
        if any(later - earlier > CHECK_MS + 10 * MS for earlier, later in pairwise(times)):
            path = (*block.path, "cues")
            yield Finding(path, subject.name(block), TakeAway(path))
