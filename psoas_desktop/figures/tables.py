"""Rows of numbers, read between the rows without overshooting."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

Row: TypeAlias = tuple[float, ...]
"""A place along a bone, then the values there."""


def between(rows: Sequence[Row], place: float) -> Row:
    """Reads a table at a place by monotone cubic interpolation (Fritsch and Carlson).

    Args:
        rows: At least two rows, by rising place.
        place: Where to read; outside the table its first or last row holds.

    Returns:
        The values, without the place.
    """
    if place <= rows[0][0]:
        return rows[0][1:]
    if place >= rows[-1][0]:
        return rows[-1][1:]
    low = max(i for i, row in enumerate(rows) if row[0] <= place)
    gap = rows[low + 1][0] - rows[low][0]
    x = (place - rows[low][0]) / gap
    return tuple(
        rows[low][c] * (2 * x**3 - 3 * x * x + 1)
        + _slope(rows, low, c) * gap * (x**3 - 2 * x * x + x)
        + rows[low + 1][c] * (3 * x * x - 2 * x**3)
        + _slope(rows, low + 1, c) * gap * (x**3 - x * x)
        for c in range(1, len(rows[0]))
    )


def _slope(rows: Sequence[Row], i: int, column: int) -> float:
    """The slope at a row, flat where the values turn."""

    def rise(k: int) -> float:
        return (rows[k + 1][column] - rows[k][column]) / (rows[k + 1][0] - rows[k][0])

    if i == 0:
        return rise(0)
    if i == len(rows) - 1:
        return rise(i - 1)
    before, after = rise(i - 1), rise(i)
    if before * after <= 0:
        return 0.0
    gap_before, gap_after = rows[i][0] - rows[i - 1][0], rows[i + 1][0] - rows[i][0]
    weight_before, weight_after = 2 * gap_after + gap_before, gap_after + 2 * gap_before
    return (weight_before + weight_after) / (weight_before / before + weight_after / after)
