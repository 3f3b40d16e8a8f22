"""The ring beside the countdown: how much of the step is done, seen before the figures are read."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from psoas_desktop.ui.common.theme import Theme

ARC, TRACK, SMALL_ARC = 0.075, 0.022, 0.16
"""How thick the arc and the circle under it are, of the ring's width; the last is for a small ring."""

LEAST_MOVE = 0.25
"""How far the arc's end has to move, in pixels, to be painted: less cannot be seen."""

_FULL = 5760
"""A full turn as QPainter counts it."""

_QUARTER = math.tau / 4


class Ring(QWidget):
    """An arc that grows clockwise from the top. A small step repaints only what the arc has gained."""

    def __init__(self, parent: QWidget, name: str, theme: Theme) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._theme = theme
        self._turn = 0
        self._arc = ARC
        self.hide()

    @property
    def share(self) -> float:
        """How much of it is closed, 0 to 1."""
        return self._turn / _FULL

    def set_share(self, share: float) -> None:
        """Takes how much of the step is done, 0 to 1."""
        turn = round(_FULL * min(1.0, max(0.0, share)))
        moved = abs(turn - self._turn) / _FULL * math.tau * self._circle().width() / 2
        if turn == self._turn or (moved < LEAST_MOVE and 0 < turn < _FULL):
            return
        before, self._turn = self._turn, turn
        self.update(self.changed(before, turn) if before < turn else self.rect())

    def place(self, right: float, middle: float, side: float, arc: float = ARC) -> None:
        """Gives it its place.

        Args:
            right: Right edge.
            middle: Middle of its height.
            side: How wide and high it is.
            arc: How thick the arc is, of the width.
        """
        self._arc = arc
        whole = math.ceil(side)
        self.setGeometry(round(right) - whole, round(middle - whole / 2), whole, whole)

    def changed(self, before: int, after: int) -> QRect:
        """The rectangle that holds the arc between two turns, with its round end."""
        first, last = (turn / _FULL * math.tau for turn in (before, after))
        # The arc is furthest out at quarter turns, which may lie between its ends.
        inside = range(math.ceil(first / _QUARTER), math.floor(last / _QUARTER) + 1)
        angles = (first, last, *(n * _QUARTER for n in inside))
        circle, reach = self._circle(), self._thick() / 2 + 1.5
        middle, radius = circle.center(), circle.width() / 2
        across = [middle.x() + radius * math.sin(angle) for angle in angles]
        down = [middle.y() - radius * math.cos(angle) for angle in angles]
        box = QRectF(QPointF(min(across), min(down)), QPointF(max(across), max(down)))
        return box.adjusted(-reach, -reach, reach, reach).toAlignedRect().intersected(self.rect())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paints a thin circle and the arc on it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        circle = self._circle()
        thin = max(float(self._theme.line_px), self.width() * TRACK)
        painter.setPen(QPen(QColor(self._theme.line), thin))
        painter.drawEllipse(circle)
        if self._turn:
            pen = QPen(QColor(self._theme.leaf), self._thick())
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            painter.drawArc(circle, _FULL // 4, -self._turn)
        painter.end()

    def _thick(self) -> float:
        return max(3.0, self.width() * self._arc)

    def _circle(self) -> QRectF:
        inset = self._thick() / 2 + 1
        return QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
