"""How bodies get from one position to another, and what has to happen in between.

Four levels: up (standing, walking), chair (seated), floor (kneeling and the like) and lying. Between lying
and anything above it there is always a way up or a way down, a step of its own.
"""

from __future__ import annotations

from enum import Enum

from psoas_desktop.routine.vocabulary import Position


class Level(Enum):
    """How far from standing a position is."""

    UP = "up"
    CHAIR = "chair"
    FLOOR = "floor"
    LYING = "lying"


class Way(Enum):
    """What has to stand between two positions."""

    NONE = "none"
    """The lead-in covers it."""
    DOWN = "down"
    """A way down to lying or sitting on the floor."""
    UP = "up"
    """A way up from lying: to the side, a rest, waiting for the person, then up."""
    RISE = "rise"
    """Getting up from the knees or from sitting on the floor."""


_LEVELS = {
    Position.STANDING: Level.UP,
    Position.WALKING: Level.UP,
    Position.SEATED: Level.CHAIR,
    Position.FLOOR_SEATED: Level.FLOOR,
    Position.KNEELING: Level.FLOOR,
    Position.HALF_KNEELING: Level.FLOOR,
    Position.ALL_FOURS: Level.FLOOR,
    Position.SEMI_RECLINED: Level.LYING,
    Position.SIDE_LYING: Level.LYING,
    Position.SUPINE: Level.LYING,
}

SAME_POSITION_MS = 5_000
CHANGE_POSITION_MS = 10_000
TO_KNEES_MS = 20_000
"""Least time to get ready: reference, timing_rules.get_ready_s."""


def level(position: Position) -> Level:
    """The level of a position."""
    return _LEVELS[position]


def is_down(position: Position) -> bool:
    """Whether a person there is on the floor and has to get up at the end."""
    return level(position) in (Level.LYING, Level.FLOOR)


def way_between(start: Position, end: Position) -> Way:
    """What has to happen between two positions.

    Args:
        start: Where the person is.
        end: Where the person goes.

    Returns:
        The kind of step that belongs in between.
    """
    a, b = level(start), level(end)
    if a is Level.LYING:
        return Way.NONE if b is Level.LYING else Way.UP
    if b is Level.LYING or (end is Position.FLOOR_SEATED and a is not Level.FLOOR):
        return Way.DOWN
    if a is Level.FLOOR and b is not Level.FLOOR:
        return Way.RISE
    return Way.NONE


def get_ready_ms(start: Position, end: Position) -> int:
    """Least lead-in for a change of position, in milliseconds (5,000 to 20,000).

    Source: reference.json, timing_rules.get_ready_s.
    """
    if start is end:
        return SAME_POSITION_MS
    if level(end) is Level.FLOOR and level(start) is not Level.FLOOR:
        return TO_KNEES_MS
    return CHANGE_POSITION_MS
