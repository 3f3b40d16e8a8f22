"""Smooth ways through values that are given at some times."""

from __future__ import annotations

from collections.abc import Sequence

Values = Sequence[float]


class Way:
    """A curve through rows of numbers that never overshoots (Fritsch and Carlson) and rests at its ends."""

    def __init__(self, times: Sequence[float], rows: Sequence[Values], *, cycle: bool = False) -> None:
        """Takes at least two rows and their times.

        Args:
            times: In seconds, rising.
            rows: One row of equally many numbers for each time.
            cycle: Whether the last row is the first again, and the way goes on through it.
        """
        self._times, self._rows = times, rows
        columns = range(len(rows[0]))
        self._slopes = [[_slope(times, rows, i, c, cycle=cycle) for c in columns] for i in range(len(rows))]

    def at(self, time: float) -> list[float]:
        """Returns the row of a time; before the first and after the last, that one."""
        i, x = place(self._times, time)
        if x <= 0:
            return list(self._rows[i])
        if x >= 1:
            return list(self._rows[i + 1])
        gap = self._times[i + 1] - self._times[i]
        a, b = 2 * x**3 - 3 * x * x + 1, 3 * x * x - 2 * x**3
        c, d = (x**3 - 2 * x * x + x) * gap, (x**3 - x * x) * gap
        return [
            a * start + b * end + c * out + d * into
            for start, end, out, into in zip(
                self._rows[i], self._rows[i + 1], self._slopes[i], self._slopes[i + 1], strict=True
            )
        ]


def place(times: Sequence[float], time: float) -> tuple[int, float]:
    """Returns between which two times a time lies, as the first's place and the share of the way."""
    i = max((k for k in range(len(times) - 1) if times[k] <= time), default=0)
    return i, max(0.0, min(1.0, (time - times[i]) / (times[i + 1] - times[i])))


def _slope(times: Sequence[float], rows: Sequence[Values], i: int, column: int, *, cycle: bool) -> float:
    last = len(rows) - 1
    before, behind = i - 1, i
    if i in (0, last):
        if not cycle:
            return 0.0
        before, behind = last - 1, 0

    def rise(k: int) -> float:
        return (rows[k + 1][column] - rows[k][column]) / (times[k + 1] - times[k])

    a, b = rise(before), rise(behind)
    if a * b <= 0:
        return 0.0
    gap_a, gap_b = times[before + 1] - times[before], times[behind + 1] - times[behind]
    weight_a, weight_b = 2 * gap_b + gap_a, gap_b + 2 * gap_a
    return (weight_a + weight_b) / (weight_a / a + weight_b / b)
