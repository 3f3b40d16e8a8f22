"""Outlines as flat lists of numbers: cheap to build, to measure and to hand on."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import NamedTuple, TypeAlias


class Sub(NamedTuple):
    """One stroke of the pen.

    Attributes:
        coords: x, y of the start; then two handles and an end for a curve, or an end for a line. In cm, y up.
        curved: Whether it is made of curves.
        closed: Whether it returns to its start.
    """

    coords: Sequence[float]
    curved: bool = True
    closed: bool = True


Path: TypeAlias = list[Sub]
"""Strokes that are filled or drawn together; where they overlap they are one area."""

Box: TypeAlias = tuple[float, float, float, float]
"""Left, bottom, right and top in cm."""


def polygon(spots: Iterable[tuple[float, float]]) -> Path:
    """Returns the path round corners."""
    return [Sub([value for spot in spots for value in spot], curved=False)]


def rounded(spots: Sequence[tuple[float, float]], radius: float) -> Path:
    """Returns the path round corners, moved outwards by a radius, with round corners.

    Args:
        spots: The corners of a convex polygon.
        radius: In cm.
    """
    corners = hull(spots)
    if radius <= 0 or len(corners) < 3:
        return polygon(corners)
    out: list[float] = []
    for before, corner, after in zip(
        [corners[-1], *corners], corners, [*corners[1:], corners[0]], strict=False
    ):
        a, b = _outwards(before, corner), _outwards(corner, after)
        x, y = corner
        turn = math.acos(max(-1.0, min(1.0, a[0] * b[0] + a[1] * b[1])))
        k = 4 / 3 * math.tan(turn / 4)
        if out:
            _straight(out, x + a[0] * radius, y + a[1] * radius)
        else:
            out += (x + a[0] * radius, y + a[1] * radius)
        out += (
            x + (a[0] + a[1] * k) * radius,
            y + (a[1] - a[0] * k) * radius,
            x + (b[0] - b[1] * k) * radius,
            y + (b[1] + b[0] * k) * radius,
            x + b[0] * radius,
            y + b[1] * radius,
        )
    return [Sub(out)]


def _outwards(a: tuple[float, float], b: tuple[float, float]) -> tuple[float, float]:
    """The outer normal of an edge of a clockwise polygon."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    size = math.hypot(dx, dy) or 1.0
    return (-dy / size, dx / size)


def _straight(out: list[float], x: float, y: float) -> None:
    px, py = out[-2], out[-1]
    dx, dy = (x - px) / 3, (y - py) / 3
    out += (px + dx, py + dy, x - dx, y - dy, x, y)


def line(spots: Iterable[tuple[float, float]]) -> Path:
    """Returns an open path through points."""
    return [Sub([value for spot in spots for value in spot], curved=False, closed=False)]


def bounds(path: Iterable[Sub]) -> Box:
    """Returns a box around a path; a little large, because handles count."""
    xs: list[float] = []
    ys: list[float] = []
    for sub in path:
        xs += sub.coords[0::2]
        ys += sub.coords[1::2]
    return (min(xs), min(ys), max(xs), max(ys))


def shrunk_path(path: Path, toward: tuple[float, float], by: float) -> Path:
    """Returns a path shrunk about a point; a convex one stays inside itself when the point does."""
    x, y = toward
    return [
        sub._replace(
            coords=[value * by + (x if i % 2 == 0 else y) * (1 - by) for i, value in enumerate(sub.coords)]
        )
        for sub in path
    ]


def joined(a: Box | None, b: Box) -> Box:
    """Returns the box around two boxes."""
    return b if a is None else (min(a[0], b[0]), min(a[1], b[1]), max(a[2], b[2]), max(a[3], b[3]))


def touch(a: Box, b: Box, gap: float = 1.0) -> bool:
    """Says whether two boxes overlap, or nearly."""
    return a[0] < b[2] + gap and a[2] > b[0] - gap and a[1] < b[3] + gap and a[3] > b[1] - gap


def hull(spots: Iterable[tuple[float, float]]) -> list[tuple[float, float]]:
    """Returns the corners of the convex hull of points, clockwise, so that all outlines wind the same way."""
    points = sorted(set(spots))
    if len(points) < 3:
        return points
    return (_half(points) + _half(points[::-1]))[::-1]


def _half(points: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    chain: list[tuple[float, float]] = []
    for x, y in points:
        while len(chain) >= 2:
            (ax, ay), (bx, by) = chain[-2], chain[-1]
            if (bx - ax) * (y - ay) - (by - ay) * (x - ax) > 0:
                break
            chain.pop()
        chain.append((x, y))
    return chain[:-1]
