"""A routine laid out in time: a row of steps, each with its cues and banners."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from psoas_desktop.routine.cues import Banner
from psoas_desktop.routine.model import Block
from psoas_desktop.routine.values import dataclass
from psoas_desktop.routine.vocabulary import Audience, CueKind, Position, Priority, Side, Sound


class Phase(StrEnum):
    """What a step is."""

    LEAD_IN = "lead_in"
    HOLD = "hold"
    CHANGEOVER = "changeover"
    BETWEEN = "between"
    WAY_DOWN = "way_down"
    WAY_UP = "way_up"


WAYS = (Phase.WAY_DOWN, Phase.WAY_UP)


@dataclass(frozen=True, slots=True)
class TimedCue:
    """A cue with its time in a step and its tokens filled.

    Attributes:
        at_ms: From the start of the step; for ``from_end`` from its end, 0 or less.
        speech_ms: How long its words take, estimated; 0 for none.
        position: Where the body is from this cue on; None where it does not change.
    """

    at_ms: int
    from_end: bool
    say: str
    show: str
    kind: CueKind
    priority: Priority
    sound: Sound
    audience: Audience
    speech_ms: int
    position: Position | None = None

    def due_ms(self, length_ms: int) -> int:
        """When it is due in a step of that length."""
        return length_ms + self.at_ms if self.from_end else self.at_ms


@dataclass(frozen=True, slots=True)
class TimedBanner:
    """A banner with its time in a lead-in; its spoken text is said when it appears."""

    at_ms: int
    until_ms: int
    banner: Banner
    speech_ms: int


@dataclass(frozen=True, slots=True)
class Step:
    """One stretch of time with one thing to do.

    Attributes:
        key: The occurrence: path, round, side and phase; unique in a timeline.
        visit: The occurrence of the block, shared by its steps.
        number: 1-based number of the visit among the file's own blocks; 0 for what was inserted.
        side: The side being worked; None for none.
        round: Round and number of rounds of the innermost group that repeats; None for none.
        planned_ms: How long it is planned to last.
        cap_ms: An open-ended hold ends by itself here; None for a step of fixed length.
        min_ms: The minimum of an open-ended hold; 0 else.
        position: Where the body is during the step.
        end_position: Where it is afterwards.
        waits: The player waits for the person at its end.
        wait_cue: Said and shown while waiting, again and again.
        extendable: Whether "stay a little longer" makes it longer.
        inserted: Not in the file; added because positions call for it.
    """

    key: str
    visit: str
    number: int
    phase: Phase
    block: Block
    title: str
    side: Side | None
    round: tuple[int, int] | None
    planned_ms: int
    position: Position
    end_position: Position
    cues: tuple[TimedCue, ...]
    banners: tuple[TimedBanner, ...]
    persistent: Banner
    cap_ms: int | None = None
    min_ms: int = 0
    waits: bool = False
    wait_cue: TimedCue | None = None
    extendable: bool = False
    inserted: bool = False

    @property
    def length_ms(self) -> int:
        """How long it lasts when nobody does anything: the cap where it is open-ended."""
        return self.planned_ms if self.cap_ms is None else self.cap_ms

    @property
    def speech_tail_ms(self) -> int:
        """How long its last words run on after its end."""
        length = self.length_ms
        return max((0, *(c.due_ms(length) + c.speech_ms - length for c in self.cues)))


@dataclass(frozen=True, slots=True)
class Timeline:
    """The steps of a session, and the ways between positions that jumps may need.

    Attributes:
        way: Steps that lead from one position to another (None: to the end of the session).
    """

    steps: tuple[Step, ...]
    way: Callable[[Position, Position | None], tuple[Step, ...]]

    @property
    def planned_ms(self) -> int:
        """The planned time of all steps."""
        return sum(step.planned_ms for step in self.steps)

    @property
    def longest_ms(self) -> int:
        """The time of all steps with every open-ended hold at its cap."""
        return sum(step.length_ms for step in self.steps)
