"""The exact outline of a row of ellipses, as cubic curves with true tangents.

Few nodes, smooth at every size, and no boolean operations: parts overlap in one path and are filled as one.
All outlines run clockwise.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

from psoas_desktop.figures.ellipses import Ellipse, Spot, extent, furthest, size
from psoas_desktop.figures.paths import Path, Sub
from psoas_desktop.routine.values import dataclass

_TURN = 2 * math.pi
_QUARTER = math.pi / 2
_QUARTER_HANDLE = 4 / 3 * math.tan(math.pi / 8)
_STEPS = 12
_NEAR = 1e-4
"""How exactly a tangent touches, in cm for each cm between the two middles."""
_SOON = 0.01
"""From how near, in radians and in cm for each cm, one more step is enough."""
_ARC = 1.6
"""The longest piece of an ellipse that is one curve, in radians: it strays by under 0.1 % of the radius."""
_FOLD = -0.02
"""How far a tube's edge may run backwards, in cm, before it counts as folded."""


@dataclass(frozen=True, slots=True)
class Outline:
    """A row of ellipses with the normals at which its edges touch them.

    Attributes:
        row: The ellipses.
        left: The normal of the left edge at each ellipse of a tube, or at each link of a hull, in radians.
        right: The same of the right edge.
        tube: Whether it is one smooth tube; else links of two, None where one lies inside the other.
    """

    row: Sequence[Ellipse]
    left: Sequence[float | None]
    right: Sequence[float | None]
    tube: bool

    def path(self) -> Path:
        """Returns the outline."""
        return self.around(self.row)

    def part(self, places: Sequence[int]) -> Outline:
        """Returns the outline of some of the row, with the normals that are known of the whole.

        Args:
            places: Rising places of the row; of links, neighbours only.
        """
        first, last = places[0], places[-1]
        row = [self.row[i] for i in places]
        if self.tube:
            return Outline(row, [self.left[i] for i in places], [self.right[i] for i in places], tube=True)
        return Outline(row, self.left[first:last], self.right[first:last], tube=False)

    def around(self, row: Sequence[Ellipse]) -> Path:
        """Returns the outline of a row that resembles this one, such as its core shadow, with its normals."""
        if len(row) == 1:
            return [ellipse_path(row[0])]
        if self.tube:
            left, right = [a or 0.0 for a in self.left], [a or 0.0 for a in self.right]
            return [_tube(row, left, right)]
        path: Path = []
        first = 0
        for i in range(len(row)):
            if i < len(row) - 1 and self.left[i] is not None and self.right[i] is not None:
                continue
            if i > first:
                left, right = [a or 0.0 for a in self.left[first:i]], [a or 0.0 for a in self.right[first:i]]
                path.append(_strand(row[first : i + 1], left, right))
            elif not any(_holds(row[k], row[i]) for k in (i - 1, i + 1) if 0 <= k < len(row)):
                path.append(ellipse_path(row[i]))
            first = i + 1
        return path


def outline(row: Sequence[Ellipse], *, hull: bool = False) -> Outline:
    """Finds the outline of a row of ellipses.

    Args:
        row: At least one ellipse.
        hull: Whether each two neighbours are wrapped tightly; else one smooth tube goes round all.
    """
    if not hull and len(row) > 2:
        found = _tube_normals(row)
        if found is not None:
            return found
    left = [tangent(a, b, 1) for a, b in pairwise(row)]
    right = [tangent(a, b, -1) for a, b in pairwise(row)]
    return Outline(row, left, right, tube=False)


def swept(ellipse: Ellipse, corners: Sequence[Spot]) -> Sub:
    """Returns the outline of what an ellipse covers when its middle goes all over a convex polygon.

    Args:
        ellipse: The ellipse, wherever it is.
        corners: The polygon, clockwise; one corner or two will do.
    """
    here = [(x, y, *ellipse[2:]) for x, y in corners]
    if len(here) < 2:
        return ellipse_path(here[0])
    there = [*here[1:], here[0]]
    normals = [math.atan2(b[0] - a[0], a[1] - b[1]) for a, b in zip(here, there, strict=True)]
    out: list[float] = list(furthest(here[0], math.cos(normals[0]), math.sin(normals[0])))
    for normal, following, corner in zip(normals, [*normals[1:], normals[0]], there, strict=True):
        _straight(corner, normal, out)
        _arc(corner, normal, _below(following, normal), out)
    return Sub(out)


def tangent(a: Ellipse, b: Ellipse, side: int) -> float | None:
    """Returns the normal of the common tangent of two ellipses.

    Args:
        a: One ellipse.
        b: The other.
        side: 1 for the tangent on the left of the way from a to b, -1 for the right.

    Returns:
        The angle of the outer normal in radians; None where one ellipse lies inside the other.
    """
    ax, ay, a11, a21, a22 = a
    bx, by, b11, b21, b22 = b
    dx, dy = bx - ax, by - ay
    gap = math.hypot(dx, dy)
    if gap < 1e-6:
        return None
    base, near = math.atan2(dy, dx), _NEAR * (1 + gap)
    nx, ny = -side * dy / gap, side * dx / gap
    # the start is exact for circles
    share = (math.hypot(a11 * nx + a21 * ny, a22 * ny) - math.hypot(b11 * nx + b21 * ny, b22 * ny)) / gap
    angle = base + side * math.acos(share if -0.99 < share < 0.99 else math.copysign(0.99, share))
    for _ in range(_STEPS):
        nx, ny = math.cos(angle), math.sin(angle)
        ap, aq, bp, bq = a11 * nx + a21 * ny, a22 * ny, b11 * nx + b21 * ny, b22 * ny
        ra, rb = math.hypot(ap, aq), math.hypot(bp, bq)
        error = dx * nx + dy * ny + rb - ra
        slope = (
            dy * nx
            - dx * ny
            + (bp * (b21 * nx - b11 * ny) + bq * b22 * nx) / rb
            - (ap * (a21 * nx - a11 * ny) + aq * a22 * nx) / ra
        )
        if abs(slope) < 1e-9:
            break
        step = error / slope
        angle -= step if -0.4 < step < 0.4 else math.copysign(0.4, step)
        # each step leaves about the square of what was left
        if abs(error) < near or (abs(step) < _SOON and abs(error) < _SOON * (1 + gap)):
            return angle if 0 < (angle - base) * side < math.pi else None
    return _bisected(a, b, base, side)


def _bisected(a: Ellipse, b: Ellipse, base: float, side: int) -> float | None:
    """The slow and sure way to a common tangent."""
    dx, dy = b[0] - a[0], b[1] - a[1]

    def error(angle: float) -> float:
        nx, ny = math.cos(angle), math.sin(angle)
        return dx * nx + dy * ny + extent(b, nx, ny) - extent(a, nx, ny)

    low, high = base, base + side * math.pi
    if error(low) <= 0 or error(high) >= 0:
        return None
    for _ in range(30):
        middle = (low + high) / 2
        if error(middle) > 0:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def _tube_normals(row: Sequence[Ellipse]) -> Outline | None:
    """The normals of a smooth tube, or None where it folds."""
    last = len(row) - 1
    left: list[float] = []
    right: list[float] = []
    for i in range(last + 1):
        a, b = row[max(0, i - 1)], row[min(last, i + 1)]
        l_, r_ = tangent(a, b, 1), tangent(a, b, -1)
        if l_ is None or r_ is None:
            return None
        left.append(l_)
        right.append(r_)
    if _folds(row, left, 1) or _folds(row, right, -1):
        return None
    return Outline(row, left, right, tube=True)


def _folds(row: Sequence[Ellipse], normals: Sequence[float], side: int) -> bool:
    spots = [furthest(e, math.cos(a), math.sin(a)) for e, a in zip(row, normals, strict=True)]
    for i in range(len(row) - 1):
        dx, dy = spots[i + 1][0] - spots[i][0], spots[i + 1][1] - spots[i][1]
        for angle in normals[i : i + 2]:
            if (dx * math.sin(angle) - dy * math.cos(angle)) * side < _FOLD:
                return True
    return False


def _tube(row: Sequence[Ellipse], left: Sequence[float], right: Sequence[float]) -> Sub:
    ls = [furthest(e, math.cos(a), math.sin(a)) for e, a in zip(row, left, strict=True)]
    rs = [furthest(e, math.cos(a), math.sin(a)) for e, a in zip(row, right, strict=True)]
    out: list[float] = list(ls[0])
    last = len(row) - 1
    for i in range(last):
        _curve(ls[i], left[i], ls[i + 1], left[i + 1], out)
    _arc(row[last], left[last], _below(right[last], left[last]), out)
    for i in range(last, 0, -1):
        _curve(rs[i], right[i], rs[i - 1], right[i - 1], out)
    _arc(row[0], right[0], _below(left[0], right[0]), out)
    return Sub(out)


def _strand(row: Sequence[Ellipse], left: Sequence[float], right: Sequence[float]) -> Sub:
    """The tight wrapping of each two neighbours, in one stroke.

    Where the row bends, the inner edges cross; what they cut off lies within the links and is filled with
    them, because it is wound the same way.
    """
    last = len(row) - 1
    opening = [(a - b) % _TURN / 2 for a, b in zip(left, right, strict=True)]
    # how far the way turns to the right at each ellipse between, and how much less wide it opens
    bends = [
        (left[i] - opening[i] - left[i + 1] + opening[i + 1] + math.pi) % _TURN - math.pi
        for i in range(last - 1)
    ]
    out: list[float] = list(furthest(row[0], math.cos(left[0]), math.sin(left[0])))
    for i in range(last):
        _straight(row[i + 1], left[i], out)
        if i < last - 1:
            _corner(row[i + 1], left[i], left[i + 1], opening[i] - opening[i + 1] + bends[i], out)
    _arc(row[last], left[-1], _below(right[-1], left[-1]), out)
    for i in range(last - 1, -1, -1):
        _straight(row[i], right[i], out)
        if i > 0:
            _corner(row[i], right[i], right[i - 1], opening[i - 1] - opening[i] - bends[i - 1], out)
    _arc(row[0], right[0], _below(left[0], right[0]), out)
    return Sub(out)


def _corner(ellipse: Ellipse, start: float, end: float, turn: float, out: list[float]) -> None:
    """From one edge to the next: round the outer side of a bend, straight across its inner side."""
    if turn > 0:
        _arc(ellipse, start, start - turn, out)
    else:
        _straight(ellipse, end, out)


def _holds(outer: Ellipse, inner: Ellipse) -> bool:
    """Whether an ellipse that has no common tangent with a larger one lies within it."""
    ox, oy, o11, o21, o22 = outer
    x, y, m11, m21, m22 = inner
    wide, high = o11 - m11, math.hypot(o21, o22) - math.hypot(m21, m22)
    return size(outer) > size(inner) and abs(x - ox) <= wide and abs(y - oy) <= high


def _below(angle: float, than: float) -> float:
    """Returns an angle by whole turns so that it lies within one turn below another."""
    while angle > than:
        angle -= _TURN
    while than - angle > _TURN:
        angle += _TURN
    return angle


def _straight(ellipse: Ellipse, normal: float, out: list[float]) -> None:
    """A straight edge to the point of an ellipse with a normal."""
    px, py = out[-2], out[-1]
    x, y = furthest(ellipse, math.cos(normal), math.sin(normal))
    dx, dy = (x - px) / 3, (y - py) / 3
    out += (px + dx, py + dy, x - dx, y - dy, x, y)


def _curve(p: tuple[float, float], np: float, q: tuple[float, float], nq: float, out: list[float]) -> None:
    """A curve from p to q at right angles to the normals at both ends."""
    turn = (np - nq + math.pi) % _TURN - math.pi
    k = math.hypot(q[0] - p[0], q[1] - p[1]) / 3 * (1 + turn * turn / 16)
    out += (
        p[0] + math.sin(np) * k,
        p[1] - math.cos(np) * k,
        q[0] - math.sin(nq) * k,
        q[1] + math.cos(nq) * k,
        q[0],
        q[1],
    )


def _arc(ellipse: Ellipse, start: float, end: float, out: list[float]) -> None:
    """Follows an ellipse clockwise from the point with one normal to that with another (end below start)."""
    x, y, m11, m21, m22 = ellipse
    sine, sine2 = math.sin(start), math.sin(end)
    t0 = math.atan2(m22 * sine, m11 * math.cos(start) + m21 * sine)
    t1 = math.atan2(m22 * sine2, m11 * math.cos(end) + m21 * sine2)
    while t1 > t0 + 1e-9:
        t1 -= _TURN
    if start - end > 1.5 * math.pi and t0 - t1 < _QUARTER:
        t1 -= _TURN
    count = max(1, math.ceil((t0 - t1) / _ARC))
    step = (t1 - t0) / count
    k = 4 / 3 * math.tan(step / 4)
    c, s = math.cos(t0), math.sin(t0)
    for i in range(1, count + 1):
        c2, s2 = math.cos(t0 + step * i), math.sin(t0 + step * i)
        u1, v1, u2, v2 = c - k * s, s + k * c, c2 + k * s2, s2 - k * c2
        out += (
            x + m11 * u1,
            y + m21 * u1 + m22 * v1,
            x + m11 * u2,
            y + m21 * u2 + m22 * v2,
            x + m11 * c2,
            y + m21 * c2 + m22 * s2,
        )
        c, s = c2, s2


def ellipse_path(ellipse: Ellipse) -> Sub:
    """Returns the outline of one ellipse."""
    x, y, m11, m21, m22 = ellipse
    out: list[float] = [x + m11, y + m21]
    k = -_QUARTER_HANDLE
    for (c, s), (c2, s2) in pairwise(_CORNERS):
        u1, v1, u2, v2 = c - k * s, s + k * c, c2 + k * s2, s2 - k * c2
        out += (
            x + m11 * u1,
            y + m21 * u1 + m22 * v1,
            x + m11 * u2,
            y + m21 * u2 + m22 * v2,
            x + m11 * c2,
            y + m21 * c2 + m22 * s2,
        )
    return Sub(out)


_CORNERS = ((1.0, 0.0), (0.0, -1.0), (-1.0, 0.0), (0.0, 1.0), (1.0, 0.0))
