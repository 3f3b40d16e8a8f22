"""The shapes that controls are painted from: grounds, rings, signs. Colours come from the theme alone."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from psoas_desktop.ui.common.theme import Theme

FIELD_RADIUS, CARD_RADIUS = 6.0, 8.0
RING_PX = 2.0
"""How thick the ring of the focus is."""


def between(first: str, second: str, share: float) -> QColor:
    """A colour on the way from one token to another: hover, press.

    Args:
        first: The token at share 0.
        second: The token at share 1.
        share: From 0 to 1.
    """
    a, b = QColor(first), QColor(second)
    return QColor(
        round(a.red() + (b.red() - a.red()) * share),
        round(a.green() + (b.green() - a.green()) * share),
        round(a.blue() + (b.blue() - a.blue()) * share),
    )


def panel(
    painter: QPainter,
    box: QRect | QRectF,
    fill: QColor | None,
    line: QPen | None,
    radius: float,
) -> None:
    """A rounded ground with a line just inside its edge.

    Args:
        painter: Where to; it is left as it was.
        box: What it fills.
        fill: None for clear.
        line: None for no line.
        radius: Of its corners, in pixels.
    """
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush if fill is None else fill)
    inset = line.widthF() / 2 if line is not None else 0.0
    painter.setPen(Qt.PenStyle.NoPen if line is None else line)
    area = QRectF(box).adjusted(inset, inset, -inset, -inset)
    rounded = max(0.0, min(radius - inset, area.height() / 2, area.width() / 2))
    painter.drawRoundedRect(area, rounded, rounded)
    painter.restore()


def ring(painter: QPainter, box: QRect | QRectF, theme: Theme, radius: float = FIELD_RADIUS) -> None:
    """The ring of the focus, inside an edge."""
    # One more where lines are that thick themselves.
    panel(painter, box, None, QPen(QColor(theme.leaf), RING_PX + theme.line_px - 1), radius)


def field(painter: QPainter, box: QRect | QRectF, theme: Theme, *, focus: bool, enabled: bool) -> None:
    """The ground of what can be written into or chosen from."""
    fill = QColor(theme.raised if enabled else theme.ground)
    line = edge(theme, QColor(theme.quiet if enabled else theme.line), enabled=enabled)
    panel(painter, box, fill, line, FIELD_RADIUS)
    if focus:
        ring(painter, box, theme)


def is_pale(theme: Theme, *, enabled: bool) -> bool:
    """Whether a broken line has to say that a control is disabled: high contrast has no pale colours."""
    return not enabled and theme.quiet == theme.ink


def edge(theme: Theme, colour: QColor, *, enabled: bool = True) -> QPen:
    """The line round a control."""
    broken = is_pale(theme, enabled=enabled)
    return QPen(colour, theme.line_px, Qt.PenStyle.DashLine if broken else Qt.PenStyle.SolidLine)


def floating_edge(theme: Theme) -> QPen:
    """The line round what floats over a window: menus, drop-down lists, tool tips."""
    return edge(theme, between(theme.line, theme.quiet, 0.5))


def tick(painter: QPainter, box: QRect | QRectF, colour: QColor) -> None:
    """A check mark in a square."""
    area = QRectF(box)

    def at(x: float, y: float) -> QPointF:
        return QPointF(area.left() + area.width() * x, area.top() + area.height() * y)

    path = QPainterPath(at(0.24, 0.53))
    path.lineTo(at(0.43, 0.71))
    path.lineTo(at(0.77, 0.32))
    _stroke(painter, path, colour, max(1.6, area.height() / 9))


def arrow(painter: QPainter, box: QRect | QRectF, colour: QColor, *, turn: int) -> None:
    """A small open arrow in the middle of a box.

    Args:
        painter: Where to.
        box: Where it stands in the middle.
        colour: Of its line.
        turn: Quarter turns clockwise from pointing down: 0 down, 1 left, 2 up, 3 right.
    """
    area = QRectF(box)
    reach = min(0.13 * area.width() + 1, 9.0)
    path = QPainterPath(QPointF(-reach, -reach / 2))
    path.lineTo(QPointF(0, reach / 2))
    path.lineTo(QPointF(reach, -reach / 2))
    painter.save()
    painter.translate(area.center())
    painter.rotate(90 * turn)
    _stroke(painter, path, colour, 1.6)
    painter.restore()


def disc(painter: QPainter, middle: QPointF, radius: float, fill: QColor, line: QColor, width: float) -> None:
    """A round knob."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(fill)
    painter.setPen(QPen(line, width))
    painter.drawEllipse(middle, radius - width / 2, radius - width / 2)
    painter.restore()


def _stroke(painter: QPainter, path: QPainterPath, colour: QColor, width: float) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(colour, width)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.strokePath(path, pen)
    painter.restore()
