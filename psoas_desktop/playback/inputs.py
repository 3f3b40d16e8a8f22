"""What can happen to a session from outside. Each class is one input of the state table."""

from __future__ import annotations

from psoas_desktop.routine.values import dataclass


@dataclass(frozen=True, slots=True)
class Tick:
    """Time has passed; nothing else."""


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer on the present page of the gate.

    Attributes:
        page: The page it was given on; an answer for another page is ignored.
        choice: The id of the choice.
    """

    page: str
    choice: str


@dataclass(frozen=True, slots=True)
class GoOn:
    """The person is ready: leaves a waiting step or a pause."""


@dataclass(frozen=True, slots=True)
class Pause:
    """Stop the clock. Any key that means nothing else does this too."""


@dataclass(frozen=True, slots=True)
class Next:
    """Leave this step; from a lying position it leads to the way up."""


@dataclass(frozen=True, slots=True)
class Back:
    """Begin this step again, or go to the one before when it has only just begun."""


@dataclass(frozen=True, slots=True)
class Extend:
    """Stay a little longer: 30 s more of this hold."""


@dataclass(frozen=True, slots=True)
class Unwell:
    """I feel unwell. Works in every state, at once."""


@dataclass(frozen=True, slots=True)
class FeelBetter:
    """I feel better: offers the slow rise, never the routine."""


@dataclass(frozen=True, slots=True)
class Finish:
    """Finish here; someone on the floor is still brought up, but for the unwell, who stay where they are."""


@dataclass(frozen=True, slots=True)
class Gap:
    """The machine slept or stood still since ``since_ms``: that time was not played.

    Attributes:
        since_ms: The session clock when the gap began.
    """

    since_ms: int


Input = Tick | Answer | GoOn | Pause | Next | Back | Extend | Unwell | FeelBetter | Finish | Gap
