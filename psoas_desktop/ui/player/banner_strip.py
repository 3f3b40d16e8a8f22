"""The strip of a severity: its colour, its word small above its shape, its text beside."""

from __future__ import annotations

import math

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from psoas_desktop.routine.vocabulary import Severity
from psoas_desktop.ui.common.fitted_text import TextStyle, fit
from psoas_desktop.ui.common.shapes import paint_shape
from psoas_desktop.ui.common.text_label import TextLabel
from psoas_desktop.ui.common.theme import SIGNALS, Theme
from psoas_desktop.ui.common.words import SIGNAL_WORDS, tr

ONE_LINE_CHARACTERS = 28
"""A banner of more characters stands in two lines (decisions, Sizes)."""

STAGE_ONE = TextStyle(11.5, 11.5, lines=1, weight=QFont.Weight.DemiBold)
STAGE_TWO = TextStyle(9.5, 8.0, lines=2, most=3, weight=QFont.Weight.DemiBold)
HEADING = TextStyle(7.0, 5.0, lines=1, most=2, weight=QFont.Weight.DemiBold)

_WORD = TextStyle(2.9, weight=QFont.Weight.Bold)


class BannerStrip(QWidget):
    """A banner on the stage, or the heading of a page of the gate."""

    def __init__(self, parent: QWidget, name: str, theme: Theme, *, heading: bool = False) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._theme, self._heading = theme, heading
        self._severity = Severity.INFO
        self._unit = 6.0
        signal = SIGNALS[self._severity]
        self.message = TextLabel(self, f"{name}-text", HEADING if heading else STAGE_ONE, signal.ink)
        self.word = TextLabel(self, f"{name}-word", _WORD, signal.ink)

    @property
    def severity(self) -> Severity:
        """The severity that it shows."""
        return self._severity

    def set_message(self, severity: Severity, text: str) -> bool:
        """Takes a message.

        Args:
            severity: Its rank.
            text: Its words.

        Returns:
            Whether it is another one than before.
        """
        changed = self.message.set_text(text) or severity is not self._severity
        self._severity = severity
        word = tr(SIGNAL_WORDS[severity])
        self.word.set_text(word)
        for label in (self.message, self.word):
            label.set_colour(SIGNALS[severity].ink)
        self.setAccessibleName(f"{word}: {self.message.text()}")
        self.update()
        return changed

    def height_for(self, width: float, unit: float) -> float:
        """The height that it needs in a width."""
        self._choose_style(width, unit)
        text = self.message.height_for(width - self._text_left(unit) - 2 * unit, unit)
        least = self._shape_side() * unit + self._word_height(unit)
        return max(text, least) + 1.6 * unit

    def place(self, box: QRectF, unit: float) -> None:
        """Gives it its place and places its parts."""
        self._unit = unit
        self.setGeometry(box.toRect())
        width, height = self.width(), self.height()
        self._choose_style(width, unit)
        left = self._text_left(unit)
        room = width - left - 2 * unit
        high = self.message.height_for(room, unit)
        self.message.place(left, (height - high) / 2, room, unit)
        shape = self._shape_box()
        wide = math.ceil(self.word.fitted(left, unit).wide) + 2
        top = shape.top() - self._word_height(unit) - 0.2 * unit
        self.word.place(shape.center().x() - wide / 2, top, wide, unit)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paints colour, rim and shape."""
        signal = SIGNALS[self._severity]
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        thick = max(2.0, self._unit / 3)
        painter.setBrush(QColor(signal.ground))
        painter.setPen(QPen(QColor(self._theme.rim), thick))
        box = QRectF(self.rect()).adjusted(thick / 2, thick / 2, -thick / 2, -thick / 2)
        painter.drawRoundedRect(box, 8, 8)
        paint_shape(painter, signal, self._shape_box(), on_own_ground=True)
        painter.end()

    def _choose_style(self, width: float, unit: float) -> None:
        if self._heading:
            return
        room = width - self._text_left(unit) - 2 * unit
        short = len(self.message.text()) <= ONE_LINE_CHARACTERS
        fits = short and self.message.fitted(room, unit, STAGE_ONE).lines == 1
        self.message.set_style(STAGE_ONE if fits else STAGE_TWO)

    def _shape_side(self) -> float:
        return 8.5 if self._heading else 10.0

    def _word_height(self, unit: float) -> float:
        return self.word.height_for(100 * unit, unit) * 0.9

    def _text_left(self, unit: float) -> float:
        # As wide as the longest signal word in this language, so that texts begin at one place.
        words = (fit(tr(word), _WORD, unit, 100 * unit).wide for word in SIGNAL_WORDS.values())
        return max(*words, self._shape_side() * unit) + 3.4 * unit

    def _shape_box(self) -> QRectF:
        unit = self._unit
        side = self._shape_side() * unit
        column = self._text_left(unit)
        free = self.height() - side - self._word_height(unit)
        return QRectF((column - side) / 2, self.height() - side - free / 2, side, side)
