"""What a session tells its readers: the window, the voice, the bells, the record, the rehearsal.

Every output carries ``at_ms``, the session clock at which it happened.
"""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum

from psoas_desktop.playback.timeline import Step, TimedBanner, TimedCue
from psoas_desktop.playback.transitions import Mode
from psoas_desktop.routine.values import dataclass
from psoas_desktop.routine.vocabulary import Sound
from psoas_desktop.safety.gate import GatePage
from psoas_desktop.safety.screening import Change


class Reason(StrEnum):
    """Why a session ended."""

    COMPLETED = "completed"
    STOPPED = "stopped"
    UNWELL = "unwell"
    BLOCKED = "blocked"


class Note(StrEnum):
    """Something that the session says about itself; the interface words it."""

    TOO_SOON = "too-soon"
    NOT_HERE = "not-here"
    WAY_NOT_SKIPPED = "way-not-skipped"
    STAYS_ON_PAGE = "stays-on-page"
    SUPINE_CAP = "supine-cap"
    MOVED_TO_SIDE = "moved-to-side"
    GAP = "gap"
    FINISHING = "finishing"


@dataclass(frozen=True, slots=True)
class Ledger:
    """Where the time went, in milliseconds.

    ``planned - skipped + replayed + pauses + extensions + waits + overrun`` is the time that has been played
    and the time that is still to come, to the millisecond.

    Attributes:
        skipped: Planned time left out.
        replayed: Planned time added: steps done again, and ways inserted by jumps.
        pauses: Time paused or unwell, gaps included.
        extensions: Time asked for with "stay a little longer".
        waits: Time waiting for the person.
        overrun: Time of open-ended holds past what was planned.
    """

    planned: int = 0
    skipped: int = 0
    replayed: int = 0
    pauses: int = 0
    extensions: int = 0
    waits: int = 0
    overrun: int = 0

    def moved(self, difference: int) -> Ledger:
        """The ledger after a jump that changed the planned time still to come by so much."""
        if difference < 0:
            return replace(self, skipped=self.skipped - difference)
        return replace(self, replayed=self.replayed + difference)

    @property
    def total_ms(self) -> int:
        """The sum that the actual time has to equal at the end."""
        added = self.replayed + self.pauses + self.extensions + self.waits + self.overrun
        return self.planned - self.skipped + added


@dataclass(frozen=True, slots=True)
class GateShown:
    """A page of the gate is up."""

    at_ms: int
    page: GatePage


@dataclass(frozen=True, slots=True)
class Started:
    """The gate is passed and the routine begins; what the answers changed is said here."""

    at_ms: int
    planned_ms: int
    longest_ms: int
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class ModeChanged:
    """The session does something else now."""

    at_ms: int
    mode: Mode
    before: Mode


@dataclass(frozen=True, slots=True)
class StepStarted:
    """A step begins."""

    at_ms: int
    step: Step


@dataclass(frozen=True, slots=True)
class StepEnded:
    """A step is over; ``actual_ms`` is what was played of it."""

    at_ms: int
    step: Step
    actual_ms: int


@dataclass(frozen=True, slots=True)
class CueFired:
    """A cue is due: say it, show it, sound it. Once for each visit of its step."""

    at_ms: int
    cue: TimedCue


@dataclass(frozen=True, slots=True)
class BannerShown:
    """A lead-in banner is up until ``until_ms`` of the session clock; its spoken text is said now."""

    at_ms: int
    banner: TimedBanner
    until_ms: int


@dataclass(frozen=True, slots=True)
class LineSaid:
    """A line of the program's own: unwell, waiting, to the side. Never dropped."""

    at_ms: int
    say: str
    show: str
    sound: Sound = Sound.NONE


@dataclass(frozen=True, slots=True)
class Noted:
    """Something to tell the person, by its code."""

    at_ms: int
    note: Note


@dataclass(frozen=True, slots=True)
class Finished:
    """The session is over."""

    at_ms: int
    reason: Reason
    ledger: Ledger


Output = (
    GateShown
    | Started
    | ModeChanged
    | StepStarted
    | StepEnded
    | CueFired
    | BannerShown
    | LineSaid
    | Noted
    | Finished
)
