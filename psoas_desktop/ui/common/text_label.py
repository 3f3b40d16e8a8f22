"""A label for texts of any length from any file: plain text, fitted to its width, accessible in full."""

from __future__ import annotations

import math

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QWidget

from psoas_desktop.ui.common.fitted_text import Fitted, TextStyle, fit
from psoas_desktop.ui.common.plain_text import shown

KEPT = 32
"""So many layouts of a text are remembered: a page tries sizes, and tries them again when it changes."""


class TextLabel(QLabel):
    """Paints its text as large as its style allows. It is placed by hand: ``height_for``, then ``place``."""

    def __init__(self, parent: QWidget, name: str, style: TextStyle, colour: str) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._style, self._colour = style, colour
        self._unit = 1.0
        self._fitted: dict[tuple[str, TextStyle, int, float], Fitted] = {}

    @property
    def text_style(self) -> TextStyle:
        """The style that it is set in."""
        return self._style

    @property
    def colour(self) -> str:
        """The colour of its text."""
        return self._colour

    def set_text(self, text: str) -> bool:
        """Takes a text from any source.

        Args:
            text: What to show; control characters and marks of direction are left out.

        Returns:
            Whether it is another text than before, so that the page has to be arranged anew.
        """
        clean = shown(text)
        if clean == self.text():
            return False
        self.setText(clean)
        self.setAccessibleName(clean)
        return True

    def set_style(self, style: TextStyle) -> None:
        """Takes another style."""
        self._style = style
        self.update()

    def set_colour(self, colour: str) -> None:
        """Takes another colour."""
        self._colour = colour
        self.update()

    def fitted(self, width: float, unit: float, style: TextStyle | None = None) -> Fitted:
        """The text as it would be painted in a width."""
        # In whole pixels, as it is painted.
        key = self.text(), style or self._style, math.ceil(width), unit
        found = self._fitted.get(key)
        if found is None:
            if len(self._fitted) >= KEPT:
                self._fitted.clear()
            found = self._fitted[key] = fit(key[0], key[1], unit, key[2])
        return found

    def height_for(self, width: float, unit: float, style: TextStyle | None = None) -> float:
        """The height that the text takes in a width; 0 without a text."""
        return self.fitted(width, unit, style).high if self.text() else 0.0

    def place(self, x: float, y: float, width: float, unit: float) -> float:
        """Gives it its place.

        Args:
            x: Left edge.
            y: Top edge.
            width: The width that there is.
            unit: Pixels of a hundredth of the screen's height.

        Returns:
            The height that it takes.
        """
        high = self.height_for(width, unit)
        self._unit = unit
        self.setGeometry(round(x), round(y), math.ceil(width), math.ceil(high))
        self.update()
        return high

    def painted(self) -> Fitted:
        """The text as it is painted now."""
        return self.fitted(self.width(), self._unit)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paints the fitted text."""
        if not self.text():
            return
        painter = QPainter(self)
        painter.setPen(QColor(self._colour))
        self.painted().paint(painter, 0, 0)
        painter.end()
