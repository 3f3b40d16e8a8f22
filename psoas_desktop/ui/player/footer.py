"""The foot of every screen: what comes next, a hint or a note, and always "I feel unwell" in one place."""

from __future__ import annotations

import math

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from psoas_desktop.routine.translation import QT_TRANSLATE_NOOP
from psoas_desktop.ui.common.action_button import ActionButton, Weight
from psoas_desktop.ui.common.fitted_text import TextStyle
from psoas_desktop.ui.common.text_label import TextLabel
from psoas_desktop.ui.common.theme import Theme
from psoas_desktop.ui.common.words import tr

UNWELL_LEAST_PX = 64
"""The button is at least this high, however small the window (decisions, The program)."""

NEXT = TextStyle(5.0, 4.0, lines=1, most=1, weight=QFont.Weight.DemiBold)
HINT = TextStyle(3.4, 2.8, lines=1, most=1)

_BAR = 1.2
"""How high the bar of the whole routine is, in hundredths of the screen's height."""

_LEAVE = 24.0
"""How wide the button to leave is."""

_GAP, _LEAST_PART = 0.45, 1.6
"""Between its parts, and how wide a part is at least, the gap included."""


class Footer(QWidget):
    """What comes next and the bar of the whole routine at the left, "I feel unwell" at the right.

    Signals:
        unwell: The button was pressed.
        leave: The one to leave was pressed, which stands there until something is played.
    """

    unwell = Signal()
    leave = Signal()

    def __init__(self, parent: QWidget, theme: Theme) -> None:
        super().__init__(parent)
        self.setObjectName("footer")
        self._theme = theme
        self._share: float | None = None
        self._parts: tuple[int, ...] = ()
        self._unit = 6.0
        self._note = ""
        self._hint = ""
        self.coming = TextLabel(self, "coming", NEXT, theme.ink)
        self.hint = TextLabel(self, "hint", HINT, theme.far_quiet)
        words = TextStyle(4.6, 3.6, lines=1, most=2, weight=QFont.Weight.DemiBold)
        self.unwell_button = ActionButton(self, "unwell", theme, words, Weight.UNWELL)
        self.unwell_button.set_words(tr(QT_TRANSLATE_NOOP("player", "I feel unwell")))
        self.unwell_button.clicked.connect(self.unwell)
        self.leave_button = ActionButton(self, "leave-button", theme, words)
        self.leave_button.set_words(tr(QT_TRANSLATE_NOOP("player", "Leave")))
        self.leave_button.clicked.connect(self.leave)
        self.leave_button.hide()

    def set_leaving(self, *, possible: bool) -> None:
        """Shows or hides the button to leave; the stage needs none: a click there pauses."""
        if possible is self.leave_button.isHidden():
            self.leave_button.setVisible(possible)
            self._arrange()

    def set_words(self, coming: str, hint: str) -> None:
        """Takes the upper and the lower line; a note covers the lower one while it is up."""
        self._hint = hint
        changed = self.coming.set_text(coming)
        if self._show_hint() or changed:
            self._arrange()

    def set_note(self, note: str) -> None:
        """Takes a note, or takes it away (empty)."""
        self._note = note
        if self._show_hint():
            self._arrange()

    def set_share(self, share: float | None) -> None:
        """Takes how much of the routine is done, 0 to 1; None hides the bar."""
        if share == self._share:
            return
        before, self._share = self._share, share
        if share is None or before is None:
            self.update()
        else:
            # Only what the bar has gained, and only once that is a pixel.
            first, last = sorted((self._reached(before), self._reached(share)))
            if math.floor(first) != math.floor(last):
                high = math.ceil((_BAR + 1.4) * self._unit)
                self.update(math.floor(first) - 2, self.height() - high, math.ceil(last - first) + 4, high)
        if share is not None and (before is None or round(share * 100) != round(before * 100)):
            words = QT_TRANSLATE_NOOP("player", "{percent} percent of the routine done")
            self.setAccessibleName(tr(words, percent=str(round(share * 100))))

    def set_parts(self, parts: tuple[int, ...]) -> None:
        """Takes the lengths of what the routine is made of, one after the other; none for a plain bar."""
        if parts != self._parts:
            self._parts = parts
            self.update()

    def segments(self) -> list[QRectF]:
        """The bar's parts, to scale; parts that are too short to be seen join the one before them."""
        unit = self._unit
        bar = QRectF(3 * unit, self.height() - (_BAR + 0.7) * unit, self.width() - 6 * unit, _BAR * unit)
        total, least, at, past = sum(self._parts), _LEAST_PART * unit, bar.left(), 0
        if total <= 0:
            return [bar]
        found: list[QRectF] = []
        for part in self._parts:
            past += part
            right = bar.left() + bar.width() * past / total
            if right - at >= least:
                found.append(QRectF(at, bar.top(), right - at - _GAP * unit, bar.height()))
                at = right
        if not found:
            return [bar]
        found[-1].setRight(bar.right())
        return found

    def height_for(self, unit: float) -> float:
        """The height that it needs."""
        return max(UNWELL_LEAST_PX, 10.6 * unit) + (_BAR + 1.4) * unit

    def place(self, box: QRectF, unit: float) -> None:
        """Gives it its place and places its parts."""
        self._unit = unit
        self.setGeometry(box.toRect())
        self._arrange()

    def _arrange(self) -> None:
        unit = self._unit
        high = max(UNWELL_LEAST_PX, round(10.6 * unit))
        wide = 44 * unit
        right = self.width() - 3 * unit
        self.unwell_button.place(QRectF(right - wide, 0, wide, high), unit)
        if self.unwell_button.isVisibleTo(self):
            right -= wide + 2 * unit
        if self.leave_button.isVisibleTo(self):
            self.leave_button.place(QRectF(right - _LEAVE * unit, 0, _LEAVE * unit, high), unit)
            right -= (_LEAVE + 2) * unit
        room = right - 3 * unit
        upper = NEXT.size * 1.27 * unit
        top = max(0.0, (high - upper - HINT.size * 1.27 * unit) / 2)
        self.coming.place(3 * unit, top, room, unit)
        self.hint.place(3 * unit, top + upper, room, unit)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paints the thin bar of the whole routine: what is done, and outlined what is left."""
        if self._share is None:
            return
        theme, segments, reached = self._theme, self.segments(), self._reached(self._share)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for part in segments:
            round_by = min(part.height(), part.width()) / 2
            painter.setClipping(False)
            painter.setPen(QPen(QColor(theme.far_quiet), theme.line_px))
            painter.setBrush(QColor(theme.raised))
            painter.drawRoundedRect(part, round_by, round_by)
            if reached > part.left():
                painter.setClipRect(QRectF(part.left() - 2, 0, reached - part.left() + 2, self.height()))
                painter.setPen(QPen(QColor(theme.leaf), theme.line_px))
                painter.setBrush(QColor(theme.leaf))
                painter.drawRoundedRect(part, round_by, round_by)
        painter.end()

    def _reached(self, share: float) -> float:
        """How far the bar is filled."""
        return 3 * self._unit + (self.width() - 6 * self._unit) * share

    def _show_hint(self) -> bool:
        colour = self._theme.ink if self._note else self._theme.far_quiet
        if colour != self.hint.colour:
            self.hint.set_colour(colour)
        return self.hint.set_text(self._note or self._hint)
