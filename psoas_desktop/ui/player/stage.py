"""The stage: what to do now and how long still, for someone lying on the floor three metres away."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QWidget

from psoas_desktop.playback.inputs import GoOn
from psoas_desktop.playback.state import View
from psoas_desktop.playback.timeline import Step
from psoas_desktop.playback.transitions import Mode
from psoas_desktop.routine.translation import QT_TRANSLATE_NOOP
from psoas_desktop.ui.common.action_button import ActionButton, Weight
from psoas_desktop.ui.common.fitted_text import TextStyle, text_height
from psoas_desktop.ui.common.plain_text import shown
from psoas_desktop.ui.common.text_label import TextLabel
from psoas_desktop.ui.common.theme import Theme
from psoas_desktop.ui.common.words import clock_time, step_details, time_left, tr
from psoas_desktop.ui.player.countdown import LEAST, MOST, Countdown
from psoas_desktop.ui.player.page import Page
from psoas_desktop.ui.player.picture_panel import PicturePanel
from psoas_desktop.ui.player.ring import SMALL_ARC, Ring
from psoas_desktop.ui.player.stage_plan import (
    AIR,
    DETAILS_MOST,
    EDGE,
    GAP,
    HEAD_RING_GAP,
    RING_GAP,
    SINK,
    StagePlan,
    Words,
    lines_of,
    plan_stage,
)

if TYPE_CHECKING:
    from psoas_desktop.services.photos import Photos
    from psoas_desktop.ui.common.figure_view import FigureCache

LINE_MOST, LINE_LEAST = 14.0, 11.5
"""Font size of the line to follow (decisions, Sizes)."""

LINE = TextStyle(LINE_MOST, LINE_LEAST, lines=2, most=3, weight=QFont.Weight.DemiBold)
TITLE = TextStyle(9.0, 7.0, lines=2, most=2, weight=QFont.Weight.Normal)
DETAILS = TextStyle(6.0, 4.5, lines=2, most=2, weight=QFont.Weight.DemiBold)

_SIZES = tuple(
    (count, line)
    for line in (LINE_MOST, 13.0, 12.0, LINE_LEAST)
    for count in (MOST, 38.0, 36.0, 34.0, 32.0, LEAST)
)
"""Sizes of countdown and line that are tried in turn: the countdown gives way first, then the line."""

_TITLE_WIDE = 60.0
"""Without a picture, the ring is there where the title keeps this much of the width."""

_TITLE_LEAST_WIDTH = 48.0
"""The title keeps at least this much of the width, in hundredths of the height."""


class Stage(Page):
    """Title and side, countdown or "I am ready", the line to follow, and the picture where there is one."""

    def __init__(
        self,
        parent: QWidget,
        theme: Theme,
        figures: FigureCache | None = None,
        photos: Photos | None = None,
    ) -> None:
        super().__init__(parent, "stage", theme)
        self.title = TextLabel(self, "title", TITLE, theme.ink)
        self.details = TextLabel(self, "details", DETAILS, theme.far_quiet)
        self.line = TextLabel(self, "line", LINE, theme.ink)
        self.line.setAccessibleDescription(tr(QT_TRANSLATE_NOOP("player", "What to do now")))
        self.countdown = Countdown(self, "countdown", theme.ink)
        self.ring = Ring(self, "ring", theme)
        self.picture = PicturePanel(self, "picture", theme, figures, photos)
        self.picture.changed.connect(self.arrange)
        ready = TextStyle(9.0, 6.0, lines=2, most=3, weight=QFont.Weight.DemiBold)
        self.ready = ActionButton(self, "ready", theme, ready, Weight.PRIMARY)
        self.ready.set_words(tr(QT_TRANSLATE_NOOP("player", "I am ready")))
        self.ready.clicked.connect(lambda: self.given.emit(GoOn()))
        self.buttons = [self.ready]
        self._figures = "0:00"
        self._waiting = False
        self._lines: tuple[str, ...] = ()
        self._words: tuple[object, ...] = ()

    def show_view(self, view: View) -> None:
        """Takes what there is to show; lays out anew only where a text has become another."""
        step = view.step
        if step is None:
            return
        waiting = view.mode is Mode.WAITING
        figures = clock_time(max(step.length_ms, view.left_ms))
        changed = [self.picture.show_view(view)]
        words = (step, view.line, waiting, len(figures), view.stop_word)
        if words != self._words:
            # Ten times a second nothing but the time has changed.
            self._words = words
            changed += self._take_words(step, view.line, view.stop_word)
            changed += len(figures) != len(self._figures), waiting is not self._waiting
        self.countdown.set_time(clock_time(view.left_ms), time_left(view.left_ms))
        self.ring.set_share(view.step_share)
        self._figures, self._waiting = figures, waiting
        if any(changed):
            self.countdown.setVisible(not waiting)
            self.ready.setVisible(waiting)
            self.arrange()

    def _take_words(self, step: Step, line: str, stop_word: str) -> Iterator[bool]:
        """Takes the texts; says of each whether it has become another."""
        yield self.title.set_text(step.title)
        yield self.details.set_text(" · ".join(filter(None, (step_details(step), shown(stop_word)))))
        yield self.line.set_text(line)
        lines = lines_of(shown(text) for text in (*_lines_of(step), line))
        yield lines != self._lines
        self._lines = lines
        # A line that only repeats the title is the title, larger.
        repeats = self.title.text() == self.line.text()
        yield self.title.isHidden() is not repeats
        self.title.setHidden(repeats)
        # Empty, it would still lie over the digits and be painted with them.
        self.details.setHidden(not self.details.text())

    def first_focus(self) -> QWidget | None:
        """While waiting, the button that goes on."""
        return self.ready if self._waiting else None

    def arrange(self) -> None:
        """With a picture where there is one and room for it, else words alone."""
        unit = self.unit
        plan = None
        if self.picture.has_picture:
            words = Words(
                self._lines,
                self.title.text(),
                self.details.text(),
                "" if self._waiting else self._figures,
                self.picture.aspect(),
            )
            plan = plan_stage(words, LINE, (TITLE, DETAILS), self.width() - 6 * unit, self.height(), unit)
        self.picture.setVisible(plan is not None)
        if plan is None:
            self._arrange_words()
        else:
            self._arrange_picture(plan)

    def _arrange_picture(self, plan: StagePlan) -> None:
        """The picture at the left, title and countdown at the right, the line below."""
        unit, right = self.unit, self.width() - 3 * self.unit
        inner, edge = self.width() - 6 * unit, EDGE * unit
        high = self.height() - plan.foot - 2 * edge
        self.picture.place(QRectF(3 * unit, edge, inner - plan.column - GAP * unit, high + SINK * unit), unit)
        self.line.set_style(LINE.at(plan.line, most=2))
        line_high = self.line.height_for(inner, unit)
        self.line.place(3 * unit, self.height() - (plan.foot + line_high) / 2 - edge / 2, inner, unit)
        air = AIR * unit if plan.head else 0.0
        # What is free above and below is shared out, so that head and figures stand as one.
        free = high - plan.head - air - plan.body
        top = edge + free * 0.4
        middle = top + plan.head + air + free * 0.2 + plan.body / 2
        left = right - plan.column
        if self._waiting:
            self.ready.place(QRectF(left, middle - plan.body / 2, plan.column, plan.body), unit)
        else:
            self.countdown.place(right, middle, plan.count, unit, self._figures)
            if not plan.ring_in_head:
                self.ring.place(self.countdown.x() - RING_GAP * unit, middle, plan.ring)
        self.ring.setVisible(plan.ring > 0)
        group = right - (self.ring.x() if plan.ring and not plan.ring_in_head else self.countdown.x())
        if not self._waiting and (plan.head_wide <= group or self.title.isHidden()):
            left = right - group
        self._place_head(plan, left, top)

    def _place_head(self, plan: StagePlan, left: float, top: float) -> None:
        unit, wide = self.unit, self.width() - 3 * self.unit - left
        self.details.set_style(DETAILS.at(plan.details))
        self.title.set_style(TITLE.at(plan.title, most=1))
        if not plan.beside or self.title.isHidden():
            self._place_rows(plan, left, top, wide)
            return
        if plan.ring_in_head:
            self.ring.place(left + plan.ring, top + plan.head / 2, plan.ring, SMALL_ARC)
            left, wide = left + plan.ring + HEAD_RING_GAP * unit, wide - plan.ring - HEAD_RING_GAP * unit
        details = self.details.fitted(DETAILS_MOST * unit, unit)
        title = text_height(math.ceil(plan.title * unit), 1)
        at = left + wide - math.ceil(details.wide) - 2
        self.title.place(left, top + (plan.head - title) / 2, at - left - GAP * unit, unit)
        # One line stands on the title's; two stand in the middle.
        drop = math.ceil(plan.title * unit) - details.pixels if details.lines == 1 else 0.0
        free = plan.head - (title if drop else details.high)
        self.details.place(at, top + free / 2 + drop, math.ceil(details.wide) + 2, unit)

    def _place_rows(self, plan: StagePlan, left: float, top: float, wide: float) -> None:
        """Title and details under each other, whichever there are; a small ring before the lower one."""
        unit = self.unit
        rows = [label for label in (self.title, self.details) if label.text() and not label.isHidden()]
        top += (plan.head - sum(label.height_for(wide, unit) for label in rows)) / 2
        if plan.ring_in_head and not rows:
            self.ring.place(left + plan.ring, top, plan.ring, SMALL_ARC)
        for label in rows:
            before = 0.0
            if plan.ring_in_head and label is rows[-1]:
                before = plan.ring + HEAD_RING_GAP * unit
                middle = top + label.height_for(wide - before, unit) / 2
                self.ring.place(left + plan.ring, middle, plan.ring, SMALL_ARC)
            top += label.place(left + before, top, wide - before, unit)

    def _arrange_words(self) -> None:
        """Countdown and line as large as there is room, the title beside the countdown."""
        unit, width, height = self.unit, self.width(), self.height()
        inner = width - 6 * unit
        self.details.set_style(DETAILS)
        count, line_style = self._sizes(inner, height)
        self.line.set_style(line_style)
        line_high = self.line.height_for(inner, unit)
        reserved = max(line_high, text_height(line_style.size * unit, 2))
        self.line.place(3 * unit, height - unit - (reserved + line_high) / 2, inner, unit)
        middle_high = height - reserved - 2 * unit
        wide = Countdown.width_of(self._figures, count, unit)
        side = Countdown.figures_high(count, unit)
        rings = not self._waiting and inner - wide - side - 8 * unit >= _TITLE_WIDE * unit
        if self._waiting:
            wide = 62 * unit
            box_high = min(26 * unit, middle_high - 2 * unit)
            self.ready.place(
                QRectF(width - 3 * unit - wide, (middle_high - box_high) / 2 + unit, wide, box_high), unit
            )
        self.countdown.place(width - 3 * unit, middle_high / 2 + unit, count, unit, self._figures)
        self.ring.setVisible(rings)
        if rings:
            self.ring.place(self.countdown.x() - RING_GAP * unit, middle_high / 2 + unit, side)
            wide += side + RING_GAP * unit
        self._place_title(inner - wide - 4 * unit, middle_high)

    def _sizes(self, inner: float, height: float) -> tuple[float, TextStyle]:
        for count, size in _SIZES:
            style = TextStyle(size, size, lines=2, most=2, weight=LINE.weight)
            wide = Countdown.width_of(self._figures, count, self.unit)
            if wide > inner - _TITLE_LEAST_WIDTH * self.unit:
                continue
            if self.line.fitted(inner, self.unit, style).whole and self._fits(count, style, inner, height):
                return count, style
        # Words that cannot be wrapped: a third line, then smaller, and only then something is left out.
        for size in (LINE_LEAST, 10.0, 9.0, 8.0):
            style = LINE.at(size)
            if not self.line.fitted(inner, self.unit, style).elided and self._fits(
                LEAST, style, inner, height
            ):
                return LEAST, style
        return LEAST, LINE.at(LINE_LEAST, most=2)

    def _fits(self, count: float, style: TextStyle, inner: float, height: float) -> bool:
        """Whether both have room; two lines are kept for one, so that the countdown stays in place."""
        unit = self.unit
        line = max(self.line.fitted(inner, unit, style).high, text_height(style.size * unit, 2))
        return line + Countdown.height_of(count, unit) + 4.5 * unit <= height

    def _place_title(self, width: float, height: float) -> None:
        """Title and details share what is left of the countdown; the details are never pushed out."""
        unit = self.unit
        details = self.details.height_for(width, unit)
        room = height - details - unit
        lines = 1 + int((room - text_height(TITLE.floor * unit, 1)) / (TITLE.floor * unit * 1.17))
        most = max(1, min(3, lines))
        self.title.set_style(TextStyle(TITLE.size, TITLE.least, min(2, most), most, TITLE.weight))
        title = 0.0 if self.title.isHidden() else self.title.height_for(width, unit)
        if title > room:
            self.title.set_style(TITLE.at(TITLE.least, most=most))
            title = self.title.height_for(width, unit)
        top = max(0.0, (height - title - details) / 2) + unit
        self.title.place(3 * unit, top, width, unit)
        self.details.place(3 * unit, top + title, width, unit)


def _lines_of(step: Step) -> Iterator[str]:
    """What a step shows in turn: its title until the first cue, its cues, and the words of a wait."""
    yield from (cue.show for cue in step.cues)
    if step.wait_cue is not None:
        yield step.wait_cue.show
