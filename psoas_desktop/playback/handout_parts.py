"""What a handout is made of: values with the words of the file and of the kinds, and codes for the rest."""

from __future__ import annotations

from psoas_desktop.routine.cues import Banner, Picture
from psoas_desktop.routine.values import dataclass
from psoas_desktop.routine.vocabulary import Position, Side


@dataclass(frozen=True, slots=True)
class Detail:
    """How something is set up: the height of a seat, what the legs rest on.

    Attributes:
        unit: Of a number, for example ``cm``; empty for none.
    """

    label: str
    value: str
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Turn:
    """Something done between two holds or after the last: changing sides, coming out of the position.

    Attributes:
        time_ms: How long it takes; 0 where that is not said.
        steps: What to do, in words.
    """

    time_ms: int
    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Exercise:
    """One visit of a block.

    Attributes:
        number: From 1, in the order played, with what the program adds; 0 before the numbers are given.
        block_id: The block in the file; empty for a way that the program adds.
        way: ``up`` for a way up, ``down`` for a way down, empty for an exercise.
        position: Where it is held.
        time_ms: The hold, per side where there are sides; of a way, all of it.
        least_ms: The least of an open-ended hold, whose longest is ``cap_ms``; 0 else.
        cap_ms: See ``least_ms``.
        on_your_own: Whether one goes on when one is ready, instead of when the time is over.
        sides: The sides in their order; empty for none.
        details: How things are set up.
        steps: What to do, in words.
        rest_after: Of a way up: after so many of the steps one rests on the side; None for nowhere.
        rest_ms: How long that rest is at least.
        changeover: Changing sides; None where there is one side or none.
        coming_out: How to come out of the position; None where nothing is said of it.
        helper: What the helper does.
        cautions: The built-in ones and the file's own, the graver first.
        pictures: In their order.
    """

    number: int
    block_id: str
    title: str
    way: str
    position: Position
    time_ms: int
    least_ms: int
    cap_ms: int
    on_your_own: bool
    sides: tuple[Side, ...]
    details: tuple[Detail, ...]
    steps: tuple[str, ...]
    rest_after: int | None
    rest_ms: int
    changeover: Turn | None
    coming_out: Turn | None
    helper: tuple[str, ...]
    cautions: tuple[Banner, ...]
    pictures: tuple[Picture, ...]


@dataclass(frozen=True, slots=True)
class Rounds:
    """The beginning of a group.

    Attributes:
        title: The group's; may be empty.
        count: How many rounds there are.
        rest_ms: Between two rounds; 0 for none.
    """

    title: str
    count: int
    rest_ms: int


@dataclass(frozen=True, slots=True)
class Round:
    """The beginning of a round that is not as the one before it."""

    number: int
    count: int


@dataclass(frozen=True, slots=True)
class Again:
    """Rounds that are all as the one before them.

    Attributes:
        first: The first of these rounds.
        last: The last one.
        count: How many rounds there are in all.
        numbers: The first and the last number of what is done again; before the numbers are given, 0 and how
            many there are.
    """

    first: int
    last: int
    count: int
    numbers: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Leaving:
    """How to come out of the position after the last round, where each round before ended otherwise."""

    turn: Turn


Part = Exercise | Rounds | Round | Again | Leaving


@dataclass(frozen=True, slots=True)
class Changed:
    """One thing that is not as the file has it.

    Attributes:
        what: ``replace``, ``remove``, ``cap``, ``rounds`` or ``time``.
        title: What it happened to; empty for the whole routine.
        before: What the file has: milliseconds, or rounds; 0 for none.
        after: What is played: milliseconds, or rounds; 0 for none.
        instead: The title of what stands in for it; empty for none.
        why: The reason; empty where it is not to be told.
    """

    what: str
    title: str
    before: int
    after: int
    instead: str
    why: str


@dataclass(frozen=True, slots=True)
class WayOut:
    """What to do in a position when unwell."""

    positions: tuple[Position, ...]
    text: str
