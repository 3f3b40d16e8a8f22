"""Points and directions in three dimensions, as plain tuples: fast, hashable and easy to read."""

from __future__ import annotations

import math
from typing import TypeAlias

Vec: TypeAlias = tuple[float, float, float]
"""A point in cm, or a direction: x right, y up, z towards the viewer."""

Turn: TypeAlias = tuple[str, float]
"""A turn about the axis ``x``, ``y`` or ``z``, by degrees."""

RIGHT: Vec = (1.0, 0.0, 0.0)
UP: Vec = (0.0, 1.0, 0.0)
NEAR: Vec = (0.0, 0.0, 1.0)
_AXES = {"x": RIGHT, "y": UP, "z": NEAR}


def add(a: Vec, b: Vec) -> Vec:
    """Returns a + b."""
    return (a[0] + b[0], a[1] + b[1], a[2] + b[2])


def subtract(a: Vec, b: Vec) -> Vec:
    """Returns a - b."""
    return (a[0] - b[0], a[1] - b[1], a[2] - b[2])


def scale(a: Vec, by: float) -> Vec:
    """Returns a stretched by a factor."""
    return (a[0] * by, a[1] * by, a[2] * by)


def along(start: Vec, direction: Vec, by: float) -> Vec:
    """Returns the point ``by`` cm from a start in a direction."""
    return (start[0] + direction[0] * by, start[1] + direction[1] * by, start[2] + direction[2] * by)


def dot(a: Vec, b: Vec) -> float:
    """Returns the scalar product."""
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]


def cross(a: Vec, b: Vec) -> Vec:
    """Returns the vector product."""
    return (a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0])


def length(a: Vec) -> float:
    """Returns the length in cm."""
    return math.sqrt(a[0] * a[0] + a[1] * a[1] + a[2] * a[2])


def distance(a: Vec, b: Vec) -> float:
    """Returns the distance between two points in cm."""
    return math.dist(a, b)


def unit(a: Vec) -> Vec:
    """Returns the direction of a vector; nothing for a vector of no length."""
    size = length(a)
    return (a[0] / size, a[1] / size, a[2] / size) if size > 1e-9 else (0.0, 0.0, 0.0)


def across(a: Vec, direction: Vec) -> Vec:
    """Returns what is left of ``a`` when its share along a unit direction is taken out."""
    return along(a, direction, -dot(a, direction))


def turned(a: Vec, axis: Vec, degrees: float) -> Vec:
    """Returns ``a`` turned about a unit axis, counter-clockwise when the axis points at the viewer."""
    radians = math.radians(degrees)
    cosine, sine = math.cos(radians), math.sin(radians)
    side, share = cross(axis, a), dot(axis, a) * (1 - cosine)
    return (
        a[0] * cosine + side[0] * sine + axis[0] * share,
        a[1] * cosine + side[1] * sine + axis[1] * share,
        a[2] * cosine + side[2] * sine + axis[2] * share,
    )


def turned_all(a: Vec, turns: tuple[Turn, ...]) -> Vec:
    """Returns ``a`` after turns about the world's axes, one after the other."""
    for axis, degrees in turns:
        a = turned(a, _AXES[axis], degrees)
    return a


def angle_between(a: Vec, b: Vec) -> float:
    """Returns the angle between two directions, 0 to 180 degrees."""
    return math.degrees(math.acos(max(-1.0, min(1.0, dot(unit(a), unit(b))))))


def eased(share: float) -> float:
    """Returns a share between 0 and 1 with a soft start and end."""
    share = max(0.0, min(1.0, share))
    return share * share * (3 - 2 * share)


def mixed(a: Vec, b: Vec, share: float) -> Vec:
    """Returns the point a share of the way from a to b."""
    return (a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share, a[2] + (b[2] - a[2]) * share)
