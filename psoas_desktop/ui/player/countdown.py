"""The time left, in figures that are readable from the floor."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QWidget

from psoas_desktop.ui.common.fitted_text import font_of

MOST, LEAST = 40.0, 30.0
"""Font size in hundredths of the screen's height (decisions, Sizes)."""

_HIGH = 0.76
"""Height of the figures with a little air, in font sizes; figures have no tails."""

_FIGURES = 0.714
"""Height of the figures alone."""

_AROUND = 0.04
"""How far a figure may reach out of its place, in font sizes."""

_WEIGHT = QFont.Weight.DemiBold


class Countdown(QLabel):
    """Time left as m:ss. Its width depends on the number of figures only, so it does not dance.

    The label's own text stays empty: setting it would repaint every figure, and only some change.
    """

    def __init__(self, parent: QWidget, name: str, colour: str) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._colour = colour
        self._pixels = 1
        self._time = ""

    @property
    def pixels(self) -> int:
        """The font size now."""
        return self._pixels

    def text(self) -> str:
        """The time that it shows."""
        return self._time

    def set_time(self, text: str, spoken: str) -> None:
        """Takes the time left.

        Args:
            text: As m:ss.
            spoken: For those who hear the screen.
        """
        if text == self._time:
            return
        before, self._time = self._time, text
        self.setAccessibleName(spoken)
        same = next((i for i, pair in enumerate(zip(before, text, strict=False)) if pair[0] != pair[1]), 0)
        if len(before) != len(text) or not same:
            self.update()
            return
        # Figures are equally wide: those that stay the same stand where they stood.
        metrics = QFontMetricsF(font_of(self._pixels, _WEIGHT))
        left = self.width() - metrics.horizontalAdvance(text[same:]) - self._pixels * _AROUND
        self.update(math.floor(left), 0, self.width(), self.height())

    @staticmethod
    def width_of(figures: str, size: float, unit: float) -> float:
        """The width of a time with those figures at a font size."""
        shape = "".join(":" if figure == ":" else "0" for figure in figures)
        return QFontMetricsF(font_of(math.ceil(size * unit), _WEIGHT)).horizontalAdvance(shape) + unit

    @staticmethod
    def figures_high(size: float, unit: float) -> float:
        """The height of the figures alone at a font size."""
        return math.ceil(size * unit) * _FIGURES

    @staticmethod
    def height_of(size: float, unit: float) -> float:
        """The height at a font size."""
        return math.ceil(size * unit) * _HIGH

    def place(self, right: float, middle: float, size: float, unit: float, figures: str) -> None:
        """Gives it its place.

        Args:
            right: Right edge.
            middle: Middle of its height.
            size: Font size in hundredths of the screen's height.
            unit: Pixels of such a hundredth.
            figures: The longest time that it will show, which its width is made for.
        """
        self._pixels = math.ceil(size * unit)
        wide, high = math.ceil(self.width_of(figures, size, unit)), math.ceil(self.height_of(size, unit))
        self.setGeometry(round(right) - wide, round(middle - high / 2), wide, high)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paints the figures, flush right."""
        font = font_of(self._pixels, _WEIGHT)
        metrics = QFontMetricsF(font)
        painter = QPainter(self)
        painter.setFont(font)
        painter.setPen(QColor(self._colour))
        x = self.width() - metrics.horizontalAdvance(self.text())
        painter.drawText(QPointF(x, self.height() - self._pixels * 0.02), self.text())
        painter.end()
