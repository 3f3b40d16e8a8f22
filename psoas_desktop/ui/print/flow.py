"""Rows put on pages: what belongs together stays together, and headings stay with what follows them.

Lengths are in tenths of a point, so that fonts measured in whole units are fine enough for paper.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

POINT = 10.0
"""Units of a point."""

DPI = round(72 * POINT)
MM = DPI / 25.4

Paint = Callable[[QPainter, QPointF], None]
"""Paints something with the top left corner of its row there."""


@dataclass(frozen=True)
class Mark:
    """One thing in a row.

    Attributes:
        box: What it takes, from the top left corner of its row.
        paint: Paints it.
        text: What it says; empty for what is no text.
    """

    box: QRectF
    paint: Paint
    text: str = ""

    def moved(self, x: float, y: float) -> Mark:
        """The same thing elsewhere in its row."""

        def paint(painter: QPainter, corner: QPointF) -> None:
            self.paint(painter, corner + QPointF(x, y))

        return Mark(self.box.translated(x, y), paint, self.text)


@dataclass(frozen=True)
class Row:
    """What no page break goes through.

    Attributes:
        sticks: No page break comes after it either.
    """

    high: float
    marks: tuple[Mark, ...] = ()
    sticks: bool = False

    def moved(self, x: float) -> Row:
        """The same row further to the right."""
        return replace(self, marks=tuple(mark.moved(x, 0) for mark in self.marks))

    def over(self, *behind: Mark) -> Row:
        """The same row with something painted before it."""
        return replace(self, marks=(*behind, *self.marks))


@dataclass(frozen=True)
class Part:
    """Rows under each other.

    Attributes:
        beside: What stands on the left of the first row, and goes with it.
        gap: Free room above, unless it is the first on its page.
        sticks: Stays with the part after it.
        loose: May be parted between rows wherever a page ends; else only what is longer than a page is.
    """

    rows: tuple[Row, ...]
    beside: Row | None = None
    gap: float = 0.0
    sticks: bool = False
    loose: bool = False

    @property
    def high(self) -> float:
        """Of all of it in one piece."""
        return max(sum(row.high for row in self.rows), self.beside.high if self.beside else 0.0)

    @property
    def runs(self) -> tuple[tuple[Row, ...], ...]:
        """The rows that stick together."""
        found: list[tuple[Row, ...]] = []
        run: list[Row] = []
        for row in self.rows:
            run.append(row)
            if not row.sticks:
                found.append(tuple(run))
                run = []
        return (*found, tuple(run)) if run else tuple(found)


@dataclass(frozen=True)
class Placed:
    """A row on a page, ``y`` below the top of its room."""

    y: float
    row: Row


Page = tuple[Placed, ...]


def stacked(rows: Iterable[Row]) -> Row:
    """One row of several, which is never parted."""
    marks: list[Mark] = []
    y = 0.0
    for row in rows:
        marks += [mark.moved(0, y) for mark in row.marks]
        y += row.high
    return Row(y, tuple(marks))


def side_by_side(columns: Sequence[tuple[float, Row]]) -> Row:
    """One row of several beside each other, each with its distance from the left."""
    return Row(
        max((row.high for _, row in columns), default=0.0),
        tuple(mark for x, row in columns for mark in row.moved(x).marks),
    )


def together(rows: Sequence[Row]) -> Iterator[Row]:
    """The same rows without a page break among them."""
    yield from (replace(row, sticks=True) for row in rows[:-1])
    yield from rows[-1:]


def paged(parts: Sequence[Part], high: float) -> tuple[Page, ...]:
    """Puts parts on pages.

    Args:
        parts: In their order.
        high: The room on a page.

    Returns:
        The pages; at least one.
    """
    paging = _Paging(high)
    for index, part in enumerate(parts):
        paging.put(part, _needed(parts, index, high))
    return tuple(tuple(page) for page in paging.pages)


def _needed(parts: Sequence[Part], index: int, high: float) -> float:
    """What has to fit on the page on which a part begins."""
    part = parts[index]
    needed = _least(part) if part.loose or part.high > high else part.high
    if part.sticks and index + 1 < len(parts):
        needed = part.high + parts[index + 1].gap + _needed(parts, index + 1, high)
    return min(needed, high)


def _least(part: Part) -> float:
    """The beginning of a part that is parted: what stands on the left, and the first rows."""
    first = sum(row.high for row in part.runs[0]) if part.runs else 0.0
    return max(first, part.beside.high if part.beside else 0.0)


class _Paging:
    def __init__(self, high: float) -> None:
        self._high = high
        self._y = 0.0
        self.pages: list[list[Placed]] = [[]]

    def put(self, part: Part, needed: float) -> None:
        if self._y and self._y + part.gap + needed > self._high:
            self._turn()
        y = self._y + part.gap if self._y else 0.0
        if part.beside is not None:
            self.pages[-1].append(Placed(y, part.beside))
        below, page = y + (part.beside.high if part.beside else 0.0), len(self.pages)
        self._y = y
        for run in part.runs:
            if self._y > 0 and self._y + sum(row.high for row in run) > self._high:
                self._turn()
            for row in run:
                self._put_row(row)
        if len(self.pages) == page:
            self._y = max(self._y, below)

    def _put_row(self, row: Row) -> None:
        # Rows that stick together may be more than a page holds.
        if self._y > 0 and self._y + row.high > self._high:
            self._turn()
        self.pages[-1].append(Placed(self._y, row))
        self._y += row.high

    def _turn(self) -> None:
        if self.pages[-1]:
            self.pages.append([])
        self._y = 0.0
