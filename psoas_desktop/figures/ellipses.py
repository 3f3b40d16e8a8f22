"""Ellipses of the picture.

An ellipse is kept as its middle and a lower triangular matrix M: the points middle + M u, with u on the
unit circle. For an outer normal n the point that lies furthest that way is middle + M v / |v| with v = M'n,
and |v| is how far.
"""

from __future__ import annotations

import math
from typing import TypeAlias

from psoas_desktop.figures.camera import Camera
from psoas_desktop.figures.rings import Blob

Spot: TypeAlias = tuple[float, float]
"""A point of the picture in cm, y up."""

Ellipse: TypeAlias = tuple[float, float, float, float, float]
"""Middle x and y, then the matrix's m11, m21 and m22."""

_THIN = 1e-4
"""Square of the least half axis, in cm: a ring seen edge-on stays an ellipse."""


def projected(camera: Camera, blob: Blob) -> Ellipse:
    """Returns a solid as it is seen: its outline is exactly an ellipse."""
    (rx, ry, rz), (ux, uy, uz) = camera.right, camera.up
    x, y, z = blob[0]
    xx = yy = _THIN
    xy = 0.0
    for ax, ay, az in blob[1]:
        px = rx * ax + ry * ay + rz * az
        py = ux * ax + uy * ay + uz * az
        xx += px * px
        xy += px * py
        yy += py * py
    m11 = math.sqrt(xx)
    m21 = xy / m11
    return (rx * x + ry * y + rz * z, ux * x + uy * y + uz * z, m11, m21, math.sqrt(yy - m21 * m21))


def furthest(ellipse: Ellipse, nx: float, ny: float) -> Spot:
    """Returns the point of an ellipse that lies furthest in a direction."""
    x, y, m11, m21, m22 = ellipse
    p, q = m11 * nx + m21 * ny, m22 * ny
    r = math.hypot(p, q)
    return (x + m11 * p / r, y + (m21 * p + m22 * q) / r)


def extent(ellipse: Ellipse, nx: float, ny: float) -> float:
    """Returns how far an ellipse goes from its middle in a unit direction."""
    return math.hypot(ellipse[2] * nx + ellipse[3] * ny, ellipse[4] * ny)


def shrunk(ellipse: Ellipse, toward: Spot, by: float) -> Ellipse:
    """Returns an ellipse shrunk about its furthest point in a direction: it stays inside."""
    px, py = furthest(ellipse, *toward)
    x, y, m11, m21, m22 = ellipse
    return (px + (x - px) * by, py + (y - py) * by, m11 * by, m21 * by, m22 * by)


def grown(ellipse: Ellipse, by: float) -> Ellipse:
    """Returns an ellipse whose larger half axis is longer by so many cm."""
    k = 1 + by / math.sqrt(max(ellipse[2] ** 2 + ellipse[3] ** 2, ellipse[3] ** 2 + ellipse[4] ** 2))
    return (ellipse[0], ellipse[1], ellipse[2] * k, ellipse[3] * k, ellipse[4] * k)


def shifted(ellipse: Ellipse, dx: float, dy: float) -> Ellipse:
    """Returns an ellipse moved."""
    return (ellipse[0] + dx, ellipse[1] + dy, *ellipse[2:])


def size(ellipse: Ellipse) -> float:
    """Returns a measure of an ellipse's size: the sum of the squares of its half axes."""
    return ellipse[2] ** 2 + ellipse[3] ** 2 + ellipse[4] ** 2
