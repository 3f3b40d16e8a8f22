"""The painted shapes of severities: circle, triangle, diamond, octagon, each with its sign."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPainterPath, QPen, QPolygonF

from psoas_desktop.ui.common.fitted_text import font_of
from psoas_desktop.ui.common.theme import Shape, Signal

_MIDDLE = {Shape.CIRCLE: 0.5, Shape.TRIANGLE: 0.64, Shape.DIAMOND: 0.5, Shape.OCTAGON: 0.5}
"""Where the sign's middle stands, from the top."""

_MARK_SIZE = {Shape.CIRCLE: 0.62, Shape.TRIANGLE: 0.52, Shape.DIAMOND: 0.56, Shape.OCTAGON: 0.66}

_WORD_SIZE = 0.29
"""Of a whole word instead of a sign."""


def outline(shape: Shape, box: QRectF) -> QPainterPath:
    """The outline of a shape.

    Args:
        shape: Which one.
        box: The square that it fills.

    Returns:
        A closed path.
    """
    path = QPainterPath()
    if shape is Shape.CIRCLE:
        path.addEllipse(box)
        return path
    corners = {Shape.TRIANGLE: 3, Shape.DIAMOND: 4, Shape.OCTAGON: 8}[shape]
    turn = math.pi / 8 if shape is Shape.OCTAGON else 0.0
    points = [
        QPointF(math.sin(turn + 2 * math.pi * i / corners), -math.cos(turn + 2 * math.pi * i / corners))
        for i in range(corners)
    ]
    left, right = min(p.x() for p in points), max(p.x() for p in points)
    top, bottom = min(p.y() for p in points), max(p.y() for p in points)
    scaled = [
        QPointF(
            box.left() + (p.x() - left) / (right - left) * box.width(),
            box.top() + (p.y() - top) / (bottom - top) * box.height(),
        )
        for p in points
    ]
    path.addPolygon(QPolygonF(scaled))
    path.closeSubpath()
    return path


def paint_shape(
    painter: QPainter, signal: Signal, box: QRectF, *, on_own_ground: bool, rim: str = "", mark: str = ""
) -> None:
    """Paints a severity's shape with its sign.

    Args:
        painter: Where to.
        signal: The severity's look.
        box: The square that it fills.
        on_own_ground: It stands on the severity's own colour, so the two colours change places.
        rim: The colour of a border; empty for none.
        mark: Another sign than the severity's own, for example its word.
    """
    sign_text = mark or signal.mark
    fill, colour = (signal.ink, signal.ground) if on_own_ground else (signal.ground, signal.ink)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    thick = max(2.0, box.height() / 24)
    inner = box.adjusted(thick / 2, thick / 2, -thick / 2, -thick / 2)
    pen = QPen(QColor(rim or fill), thick)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(QColor(fill))
    painter.drawPath(outline(signal.shape, inner))
    size = _MARK_SIZE[signal.shape] if len(sign_text) == 1 else _WORD_SIZE
    sign = QPainterPath()
    sign.addText(0, 0, font_of(round(box.height() * size), QFont.Weight.Bold), sign_text)
    bounds = sign.boundingRect()
    middle = QPointF(box.center().x(), box.top() + box.height() * _MIDDLE[signal.shape])
    sign.translate(middle - bounds.center())
    painter.fillPath(sign, QColor(colour))
    painter.restore()
