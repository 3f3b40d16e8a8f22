"""Quiet places for cards: what the page is until its view is there."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from psoas_desktop.ui.common.desk_paint import CARD_RADIUS, panel
from psoas_desktop.ui.common.label import text_scale
from psoas_desktop.ui.common.theme import Theme
from psoas_desktop.ui.library.page_layout import lay_out


class Placeholder(QWidget):
    """Costs next to nothing at a start, and says when it has been seen."""

    painted = Signal()
    """It has been painted for the first time."""

    def __init__(self, look: Callable[[], Theme], parent: QWidget) -> None:
        super().__init__(parent)
        self._look, self._first = look, True

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Two lines of cards without anything on them."""
        painter = QPainter(self)
        paint_places(painter, self.width(), self._look())
        painter.end()
        if self._first:
            self._first = False
            self.painted.emit()


def paint_places(painter: QPainter, width: int, theme: Theme) -> None:
    """Paints two lines of empty cards.

    Args:
        painter: Where to.
        width: Of the page, in pixels.
        theme: The theme of now.
    """
    scale = text_scale()
    count = 2 * lay_out((1,), width, scale).columns
    plan = lay_out((count,), width, scale)
    for row in range(count):
        line = QPen(QColor(theme.line), theme.line_px)
        panel(painter, plan.card(row), QColor(theme.raised), line, CARD_RADIUS)
