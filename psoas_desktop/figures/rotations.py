"""Turns in space as four numbers (unit quaternions), so that what lies between two of them can be found."""

from __future__ import annotations

import math
from typing import TypeAlias

from psoas_desktop.figures.vectors import Vec

Rotation: TypeAlias = tuple[float, float, float, float]
"""A unit quaternion w, x, y, z. It and its negative are the same turn."""

Frame: TypeAlias = tuple[Vec, Vec, Vec]
"""Front, along and right of a bone: unit vectors at right angles, right = front x along."""


def rotation_of(frame: Frame) -> Rotation:
    """Returns the turn that takes the world's axes x, y and z to a frame's front, along and right."""
    (a, d, g), (b, e, h), (c, f, i) = frame
    # the columns of the matrix are the frame's vectors: rows are (a, b, c), (d, e, f), (g, h, i)
    trace = a + e + i
    if trace > 0:
        s = 2 * math.sqrt(trace + 1)
        found = (s / 4, (h - f) / s, (c - g) / s, (d - b) / s)
    elif a >= e and a >= i:
        s = 2 * math.sqrt(max(1e-12, 1 + a - e - i))
        found = ((h - f) / s, s / 4, (b + d) / s, (c + g) / s)
    elif e >= i:
        s = 2 * math.sqrt(max(1e-12, 1 - a + e - i))
        found = ((c - g) / s, (b + d) / s, s / 4, (f + h) / s)
    else:
        s = 2 * math.sqrt(max(1e-12, 1 - a - e + i))
        found = ((d - b) / s, (c + g) / s, (f + h) / s, s / 4)
    return normal(found)


def frame_of(q: Rotation) -> Frame:
    """Returns where a turn takes the world's axes."""
    return (rotated(q, (1.0, 0.0, 0.0)), rotated(q, (0.0, 1.0, 0.0)), rotated(q, (0.0, 0.0, 1.0)))


def rotated(q: Rotation, v: Vec) -> Vec:
    """Returns a vector after a turn."""
    w, x, y, z = q
    # t = 2 q x v, then v + w t + q x t
    tx, ty, tz = 2 * (y * v[2] - z * v[1]), 2 * (z * v[0] - x * v[2]), 2 * (x * v[1] - y * v[0])
    return (
        v[0] + w * tx + y * tz - z * ty,
        v[1] + w * ty + z * tx - x * tz,
        v[2] + w * tz + x * ty - y * tx,
    )


def after(a: Rotation, b: Rotation) -> Rotation:
    """Returns the turn b followed by the turn a."""
    return (
        a[0] * b[0] - a[1] * b[1] - a[2] * b[2] - a[3] * b[3],
        a[0] * b[1] + a[1] * b[0] + a[2] * b[3] - a[3] * b[2],
        a[0] * b[2] - a[1] * b[3] + a[2] * b[0] + a[3] * b[1],
        a[0] * b[3] + a[1] * b[2] - a[2] * b[1] + a[3] * b[0],
    )


def back(q: Rotation) -> Rotation:
    """Returns the opposite turn."""
    return (q[0], -q[1], -q[2], -q[3])


def near(q: Rotation, other: Rotation) -> Rotation:
    """Returns the same turn with the sign that lies nearer to another one: the short way round."""
    return q if sum(a * b for a, b in zip(q, other, strict=True)) >= 0 else (-q[0], -q[1], -q[2], -q[3])


def normal(q: Rotation) -> Rotation:
    """Returns a turn brought back to length 1; no turn for one of no length."""
    size = math.sqrt(sum(value * value for value in q))
    if size < 1e-9:
        return (1.0, 0.0, 0.0, 0.0)
    return (q[0] / size, q[1] / size, q[2] / size, q[3] / size)
