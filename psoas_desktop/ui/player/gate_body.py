"""What a page of the gate says: a text and a list, all of it readable, scrolled only where it cannot fit."""

from __future__ import annotations

import math

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from psoas_desktop.ui.common.fitted_text import TextStyle
from psoas_desktop.ui.common.text_label import TextLabel
from psoas_desktop.ui.common.theme import Theme

SIZES = (5.0, 4.4, 3.8, 3.4, 3.0)
"""Font sizes tried in turn; the page is read from near by."""

LEAST_PX = 15
"""Below this many pixels a text is scrolled rather than made smaller."""

_KEYS = {
    Qt.Key.Key_PageDown: 1.0,
    Qt.Key.Key_PageUp: -1.0,
    Qt.Key.Key_Down: 0.25,
    Qt.Key.Key_Up: -0.25,
    Qt.Key.Key_Space: 1.0,
}
"""How much of its height each key scrolls."""


class _Sheet(QWidget):
    """The text and the list, with a bullet before each line."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._bullets: list[tuple[float, float, float]] = []
        self.text = TextLabel(self, "gate-text", TextStyle(4.0), theme.ink)
        self.lines: list[TextLabel] = []

    def set_content(self, text: str, lines: tuple[str, ...]) -> None:
        self.text.set_text(text)
        for label in self.lines[len(lines) :]:
            label.setParent(None)
            label.deleteLater()
        del self.lines[len(lines) :]
        while len(self.lines) < len(lines):
            label = TextLabel(self, f"gate-line-{len(self.lines) + 1}", TextStyle(4.0), self._theme.ink)
            label.show()
            self.lines.append(label)
        for label, line in zip(self.lines, lines, strict=True):
            label.set_text(line)

    def arrange(self, width: float, unit: float, size: float, columns: int) -> float:
        """Places everything at one size; returns the height that it takes."""
        style = TextStyle(size, size, lines=99, balanced=False)
        for label in (self.text, *self.lines):
            label.set_style(style)
        y = self.text.place(0, 0, width, unit)
        gap, indent, between = size * 0.35 * unit, size * 0.9 * unit, 3 * unit
        y += gap if y and self.lines else 0
        column_width = (width - between * (columns - 1)) / columns
        heights = [label.height_for(column_width - indent, unit) + gap for label in self.lines]
        split = _middle(heights) if columns > 1 else len(heights)
        bottom, self._bullets = y, []
        for column, labels in enumerate((self.lines[:split], self.lines[split:])):
            x, top = column * (column_width + between), y
            for label in labels:
                high = label.place(x + indent, top, column_width - indent, unit)
                middle = top + label.painted().pixels * 0.72
                self._bullets.append((x + indent * 0.3, middle, unit * size * 0.11))
                top += high + gap
            bottom = max(bottom, top)
        self.resize(math.ceil(width), math.ceil(bottom))
        self.update()
        return bottom

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), QColor(self._theme.ground))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._theme.ink))
        for x, y, radius in self._bullets:
            painter.drawEllipse(QRectF(x - radius, y - radius, 2 * radius, 2 * radius))
        painter.end()


def _middle(heights: list[float]) -> int:
    """Where two columns part so that the higher one is as low as it can be."""
    return min(range(len(heights) + 1), key=lambda i: max(sum(heights[:i]), sum(heights[i:])))


class GateBody(QScrollArea):
    """The middle of a page of the gate."""

    def __init__(self, parent: QWidget, theme: Theme) -> None:
        super().__init__(parent)
        self.setObjectName("gate-body")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # The page scrolls it by keys; the focus stays with the answers.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.sheet = _Sheet(theme)
        self.setWidget(self.sheet)

    def set_content(self, text: str, lines: tuple[str, ...]) -> None:
        """Takes a text and a list, and shows their beginning."""
        self.sheet.set_content(text, lines)
        self.verticalScrollBar().setValue(0)

    def place(self, box: QRectF, unit: float) -> float:
        """Gives it its place: the largest size at which all fits, in one column or two.

        Args:
            box: The room that there is.
            unit: Pixels of a hundredth of the screen's height.

        Returns:
            The height that is used.
        """
        self.setGeometry(box.toRect())
        bar = self.verticalScrollBar().sizeHint().width()
        high = 0.0
        for size in (s for s in SIZES if s == SIZES[0] or s * unit >= LEAST_PX):
            for columns in (1, 2) if len(self.sheet.lines) > 4 else (1,):
                high = self.sheet.arrange(box.width() - bar, unit, size, columns)
                if high <= box.height():
                    return high
        return box.height()

    @property
    def overflows(self) -> bool:
        """Whether there is more than can be seen at once."""
        return self.sheet.height() > self.height()

    @property
    def has_more_below(self) -> bool:
        """Whether there is more below what can be seen."""
        return self.overflows and self.verticalScrollBar().value() < self.verticalScrollBar().maximum()

    def scroll_by(self, key: int) -> bool:
        """Scrolls by a key; says whether it could."""
        share = _KEYS.get(Qt.Key(key))
        if share is None or not self.overflows:
            return False
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + round(share * self.height()))
        return True
