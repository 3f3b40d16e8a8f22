"""The arithmetic of a stage with a picture: how large its parts can be together. Lengths are in pixels."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import replace
from enum import Enum

from PySide6.QtGui import QFontMetricsF

from psoas_desktop.routine.values import dataclass
from psoas_desktop.ui.common.fitted_text import TextStyle, fit, font_of, text_height
from psoas_desktop.ui.player.countdown import Countdown
from psoas_desktop.ui.player.picture_panel import FIGURE_SHARE
from psoas_desktop.ui.player.picture_panel import LEAST as PICTURE_LEAST

COUNTS = (40.0, 38.0, 36.0, 34.0, 32.0, 30.0)
LINES = (14.0, 13.0, 12.0, 11.5)
TITLES = (9.0, 8.0, 7.0)
DETAILS = (6.0, 5.0, 4.5)
"""Font sizes that are tried, in hundredths of the screen's height."""

WISH_WIDE, WISH_HIGH = 0.58, 46.0
"""A picture as wide as this share of the screen, or as high, is not made larger at the cost of words."""

PROMISED_WIDE, PROMISED_HIGH = 0.5, 33.0
"""A body takes at least this share of the screen's width, or this of its height, wherever words allow."""

HEAD_RING, HEAD_RING_GAP = 10.0, 2.4
"""A ring without room beside the figures stands before the last row above them; its least width where that
is the only row, and the gap after it."""

NARROWEST, NARROWEST_UPRIGHT = 44.0, 34.0
"""Least widths of the picture; the second is for bodies that are higher than wide."""

_IN_ROW = 0.95
"""How much of its row's height such a ring takes."""

SINK = 2.0
"""How far the picture reaches down into the air above the line: figures have a margin of their own."""

DETAILS_MOST = 72.0
"""Beside a title, details that are wider than this stand in two lines."""

READY_WIDE, READY_HIGH = 62.0, 23.0
"""The button that stands in the countdown's place while the session waits."""

GAP, AIR, RING_GAP = 3.0, 0.6, 3.2
"""Between picture and countdown; between what stands above each other; between ring and figures."""

EDGE = 0.25
"""Above and below picture and line: they bring air of their own."""


@dataclass(frozen=True, slots=True)
class Words:
    """What has to be shown.

    Attributes:
        lines: Every line that the step shows, so that nothing moves while it lasts.
        title: It has no place of its own where it is the only line; as a line it may be cut.
        details: Side, round and phase; may be empty.
        figures: The longest time; empty while the session waits for the person.
        aspect: Width of the picture, in heights of it.
    """

    lines: tuple[str, ...]
    title: str
    details: str
    figures: str
    aspect: float


@dataclass(frozen=True, slots=True)
class StagePlan:
    """What fits together.

    Attributes:
        count: Font size of the countdown, in hundredths of the screen's height.
        line: The same of the line to follow.
        title: The same of the title.
        details: The same of the details.
        beside: The details stand beside the title instead of under it.
        ring: Width of the ring; 0 for none.
        ring_in_head: The ring stands before the lower row of the head instead of beside the countdown.
        foot: Height that is kept for the line.
        column: Width of the column of title and countdown.
        head_wide: Width of title and details.
        head: Height of title and details.
        body: Height of the countdown or the button.
        loss: How much is given up.
    """

    count: float
    line: float
    title: float
    details: float
    beside: bool
    ring: float
    ring_in_head: bool
    foot: float
    column: float
    head_wide: float
    head: float
    body: float
    loss: float


def plan_stage(
    words: Words,
    line: TextStyle,
    styles: tuple[TextStyle, TextStyle],
    width: float,
    height: float,
    unit: float,
) -> StagePlan | None:
    """Looks for the sizes that give up least.

    Args:
        words: What has to be shown.
        line: The style of the line to follow.
        styles: Those of title and details.
        width: The width of the stage between its margins.
        height: The height of the stage.
        unit: Pixels of a hundredth of the screen's height.

    Returns:
        The sizes; None where a picture has no room beside words of at least their least sizes.
    """
    return _Planner(words, line, styles, width, height, unit).best()


class _Ring(Enum):
    BESIDE = 0.0
    IN_HEAD = 0.6
    NONE = 2.0


@dataclass(frozen=True, slots=True)
class _Head:
    title: float
    details: float
    beside: bool
    wide: float
    high: float
    loss: float
    under: tuple[float, float] = (0.0, 0.0)
    """Width and height of the details where they stand under a title."""


class _Planner:
    def __init__(
        self,
        words: Words,
        line: TextStyle,
        styles: tuple[TextStyle, TextStyle],
        width: float,
        height: float,
        unit: float,
    ) -> None:
        self.words, self.line, (self.title, self.details) = words, line, styles
        self.width, self.height, self.unit = width, height, unit

    def best(self) -> StagePlan | None:
        plans = [
            plan
            for size, foot in self._feet()
            for head in self._heads()
            for count in (COUNTS if self.words.figures else COUNTS[-1:])
            for ring in (tuple(_Ring) if self.words.figures else (_Ring.NONE,))
            if (plan := self._plan(size, foot, head, count, ring)) is not None
        ]
        return min(plans, key=lambda plan: plan.loss, default=None)

    def _plan(self, size: float, foot: float, head: _Head, count: float, ring: _Ring) -> StagePlan | None:
        unit = self.unit
        middle = self.height - foot - 2 * EDGE * unit
        body = Countdown.height_of(count, unit) if self.words.figures else READY_HIGH * unit
        side, head_wide, head_high = self._with_ring(head, count, ring)
        air = AIR * unit if head_high else 0.0
        if middle < PICTURE_LEAST * unit or head_high + air + body > middle:
            return None
        wide = (
            Countdown.width_of(self.words.figures, count, unit) if self.words.figures else READY_WIDE * unit
        )
        wide += side + RING_GAP * unit if ring is _Ring.BESIDE else 0.0
        # What is left out of a title is the last thing to be given: it stays readable to those who hear it.
        narrowest = (NARROWEST if self.words.aspect > 1 else NARROWEST_UPRIGHT) * unit
        most = self.width - narrowest - GAP * unit
        column = max(wide, min(head_wide, most))
        picture = self.width - column - GAP * unit
        if picture < narrowest - 0.5:
            return None
        loss = (
            (COUNTS[0] - count) / 10
            + (LINES[0] - size) / 2.5
            + self._smaller(picture, middle + SINK * unit)
            + ring.value
            + head.loss
            + 3 * max(0.0, 1 - column / max(1.0, head_wide))
        )
        return StagePlan(
            count=count,
            line=size,
            title=head.title,
            details=head.details,
            beside=head.beside,
            ring=side,
            ring_in_head=ring is _Ring.IN_HEAD,
            foot=foot,
            column=column,
            head_wide=head_wide,
            head=head_high,
            body=body,
            loss=loss,
        )

    def _with_ring(self, head: _Head, count: float, ring: _Ring) -> tuple[float, float, float]:
        """Width of the ring, and width and height of the head with it."""
        unit = self.unit
        if ring is _Ring.IN_HEAD:
            under, row = head.under
            side = row * _IN_ROW or max(head.high, HEAD_RING * unit)
            before = side + HEAD_RING_GAP * unit
            return side, max(head.wide, before + under) if row else before + head.wide, max(head.high, side)
        return Countdown.figures_high(count, unit) if ring is _Ring.BESIDE else 0.0, head.wide, head.high

    def _smaller(self, wide: float, high: float) -> float:
        """What a picture gives up in a panel of that size."""
        unit, aspect, screen = self.unit, self.words.aspect, self.width + 6 * self.unit
        seen = min(high, wide / aspect)
        wish = min(WISH_HIGH * unit, WISH_WIDE * screen / aspect)
        body = seen * FIGURE_SHARE
        kept = max(body / (PROMISED_HIGH * unit), body * aspect / (PROMISED_WIDE * screen))
        return 6 * max(0.0, 1 - seen / wish) + 16 * max(0.0, 1 - kept)

    def _feet(self) -> Iterator[tuple[float, float]]:
        """Sizes at which every line of the step stands in one row or in two, and the height of those."""
        for size in LINES:
            style = replace(self.line.at(size, most=2), balanced=False)
            fitted = [fit(text, style, self.unit, self.width) for text in self.words.lines]
            pairs = zip(fitted, self.words.lines, strict=True)
            if all(one.whole or text == self.words.title for one, text in pairs):
                rows = max((one.lines for one in fitted), default=1)
                yield size, text_height(math.ceil(size * self.unit), rows)

    def _heads(self) -> Iterator[_Head]:
        """The ways of setting title and details."""
        unit, details = self.unit, self.words.details
        title = "" if self.words.lines == (self.words.title,) else self.words.title
        for size in TITLES if title else TITLES[-1:]:
            wide = self._wide(title, self.title.at(size))
            high = text_height(math.ceil(size * unit), 1) if title else 0.0
            loss = (TITLES[0] - size) / 4
            for small in DETAILS if details else DETAILS[:1]:
                less = loss + (DETAILS[0] - small) / 6
                natural = self._wide(details, self.details.at(small))
                row = text_height(math.ceil(small * unit), 1) if details else 0.0
                under = (natural, row) if title and details else (0.0, 0.0)
                yield _Head(size, small, False, max(wide, natural), high + row, less, under)
                if title and details:
                    two = natural > DETAILS_MOST * unit
                    row = text_height(math.ceil(small * unit), 2) if two else row
                    natural = min(natural, DETAILS_MOST * unit)
                    together = wide + GAP * unit + natural
                    yield _Head(size, small, True, together, max(high, row), less + 0.15)

    def _wide(self, text: str, style: TextStyle) -> float:
        if not text:
            return 0.0
        font = font_of(math.ceil(style.size * self.unit), style.weight)
        return QFontMetricsF(font).horizontalAdvance(text) + 2


def lines_of(texts: Iterable[str]) -> tuple[str, ...]:
    """The texts that are not empty, each once."""
    return tuple(dict.fromkeys(text for text in texts if text))
