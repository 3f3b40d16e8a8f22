"""The field's closed vocabularies, spelt as they stand in a routine file."""

from __future__ import annotations

from enum import StrEnum


class Position(StrEnum):
    """How a body is placed; every position has its own way out."""

    STANDING = "standing"
    WALKING = "walking"
    SEATED = "seated"
    FLOOR_SEATED = "floor-seated"
    KNEELING = "kneeling"
    HALF_KNEELING = "half-kneeling"
    ALL_FOURS = "all-fours"
    SEMI_RECLINED = "semi-reclined"
    SIDE_LYING = "side-lying"
    SUPINE = "supine"


class Side(StrEnum):
    """The side that a block names (each kind says what its side means)."""

    LEFT = "left"
    RIGHT = "right"

    @property
    def other(self) -> Side:
        """The opposite side."""
        return Side.RIGHT if self is Side.LEFT else Side.LEFT


class Sides(StrEnum):
    """Which sides a block is done on; ``both`` has a changeover between them."""

    NONE = "none"
    LEFT = "left"
    RIGHT = "right"
    BOTH = "both"


class Severity(StrEnum):
    """How grave a banner is, from ``info`` to ``stop``."""

    INFO = "info"
    CAUTION = "caution"
    WARNING = "warning"
    STOP = "stop"

    @property
    def rank(self) -> int:
        """1 (info) to 4 (stop); the higher rank is shown first."""
        return list(Severity).index(self) + 1


class CuePhase(StrEnum):
    """The part of a block that a cue's time is counted in."""

    LEAD_IN = "lead_in"
    HOLD = "hold"
    CHANGEOVER = "changeover"
    WAY_UP = "way_up"


class CueKind(StrEnum):
    """What a cue is for; ``safety`` and ``checkin`` are never dropped."""

    INSTRUCTION = "instruction"
    SAFETY = "safety"
    CHECKIN = "checkin"
    TRANSITION = "transition"
    TIMING = "timing"


class Priority(StrEnum):
    """Whether a cue may drop where speech would overlap: only optional ones may."""

    ESSENTIAL = "essential"
    NORMAL = "normal"
    OPTIONAL = "optional"


class Audience(StrEnum):
    """Whom a cue speaks to."""

    CLIENT = "client"
    HELPER = "helper"


class Sound(StrEnum):
    """The soft sounds of the program, all under three seconds."""

    NONE = "none"
    BELL_SOFT = "bell-soft"
    BELL_SINGLE = "bell-single"
    BELL_DOUBLE = "bell-double"
    WOOD_TICK = "wood-tick"


class Advance(StrEnum):
    """How a block ends: by itself, or when the person says so."""

    AUTO = "auto"
    WAIT = "wait"


class ShowsAt(StrEnum):
    """The places in a session where a banner appears."""

    GATE = "gate"
    LEAD_IN = "lead_in"
    PERSISTENT = "persistent"
    PAUSE = "pause"
    UNWELL = "unwell"
    READING = "reading"
