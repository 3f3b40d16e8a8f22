"""Paints a display list with Qt, at any size and sharpness."""

from __future__ import annotations

import math
from pathlib import Path as FilePath

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QImage, QPainter, QPainterPath, QPen, QRadialGradient, QTransform

from psoas_desktop.figures.display_list import GLOW, DisplayList, Fit, Glow, Item, fit
from psoas_desktop.figures.palette import Colour
from psoas_desktop.figures.paths import Path

_GRAIN = 0.12
"""How coarse a soft edge is, as a share of its softness."""


def color_of(colour: Colour) -> QColor:
    """Returns Qt's colour."""
    return QColor(round(colour[0]), round(colour[1]), round(colour[2]), round(colour[3] * 255))


def paint(painter: QPainter, picture: DisplayList, rectangle: QRectF, *, vector: bool = False) -> None:
    """Paints a picture into a rectangle; the ground behind it is left to the caller.

    Args:
        painter: An active painter; it is left as it was.
        picture: What to paint.
        rectangle: Where, in the painter's coordinates.
        vector: Whether nothing may be turned into pixels: for PDF and printers.
    """
    _Pass(painter, picture, rectangle, vector=vector).run()


def image_of(picture: DisplayList, size: QSize, ratio: float = 1.0) -> QImage:
    """Returns a picture as an image with its ground.

    Args:
        picture: What to paint.
        size: Its size in logical pixels.
        ratio: Device pixels for one logical pixel.
    """
    image = QImage(
        round(size.width() * ratio), round(size.height() * ratio), QImage.Format.Format_ARGB32_Premultiplied
    )
    image.fill(color_of(picture.ground))
    painter = QPainter(image)
    try:
        paint(painter, picture, QRectF(image.rect()))
    finally:
        painter.end()
    image.setDevicePixelRatio(ratio)
    return image


class _Pass:
    """One painting of one picture.

    Outlines are brought to pixels before they are painted: filling through a painter's own transform takes
    Qt several times as long, and so does one path of many parts as the parts one by one.
    """

    def __init__(self, painter: QPainter, picture: DisplayList, rectangle: QRectF, *, vector: bool) -> None:
        self.painter, self.picture, self.vector = painter, picture, vector
        f: Fit = fit(picture, rectangle.width(), rectangle.height())
        self.transform = QTransform(f.sx, 0, 0, -f.s, rectangle.x() + f.dx, rectangle.y() + f.dy)
        self.scale = f.s

    def run(self) -> None:
        painter = self.painter
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, on=False)
        for item in self.picture.items:
            self._item(painter, item)
        painter.restore()

    def _item(self, painter: QPainter, item: Item) -> None:
        if item.clip is not None:
            painter.save()
            painter.setClipPath(self.transform.map(path_of(item.clip)), Qt.ClipOperation.IntersectClip)
        if item.fill:
            self._fill(painter, item, item.fill)
        if item.stroke and item.width > 0:
            pen = QPen(color_of(item.stroke), item.width * self.scale)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            painter.strokePath(self.transform.map(path_of(item.path)), pen)
        if item.clip is not None:
            painter.restore()

    def _fill(self, painter: QPainter, item: Item, colour: Colour) -> None:
        to_pixels = self.transform.map
        if item.glow is not None:
            painter.fillPath(to_pixels(path_of(item.path)), _glow(item.glow, colour, self.transform))
        elif item.blur * self.scale > 2 and not self.vector:
            self._blurred(painter, to_pixels(path_of(item.path)), color_of(colour), item.blur * self.scale)
        elif colour[3] < 1 or self.vector:
            painter.fillPath(to_pixels(path_of(item.path)), color_of(colour))
        else:
            brush = QBrush(color_of(colour))
            for sub in item.path:
                painter.fillPath(to_pixels(path_of([sub])), brush)

    def _blurred(self, painter: QPainter, path: QPainterPath, colour: QColor, blur: float) -> None:
        """A soft edge for little: filled small, made smaller still, enlarged smoothly, and then by copying.

        Steps of a few pixels cannot be seen in what is so faint and soft, and copying takes Qt less than half
        of what it takes to enlarge smoothly.
        """
        box = path.boundingRect().adjusted(-2 * blur, -2 * blur, 2 * blur, 2 * blur)
        step, grain = max(2.0, blur * 0.55), max(1.0, blur * _GRAIN)
        width, height = math.ceil(box.width() / step) + 2, math.ceil(box.height() / step) + 2
        image = QImage(width, height, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(0)
        inner = QPainter(image)
        inner.setRenderHint(QPainter.RenderHint.Antialiasing)
        to_small = QTransform(1 / step, 0, 0, 1 / step, -box.x() / step, -box.y() / step)
        inner.fillPath(to_small.map(path), colour)
        inner.end()
        smooth, free = Qt.TransformationMode.SmoothTransformation, Qt.AspectRatioMode.IgnoreAspectRatio
        small = image.scaled(max(1, width // 2), max(1, height // 2), free, smooth)
        image = small.scaled(math.ceil(width * step / grain), math.ceil(height * step / grain), free, smooth)
        painter.drawImage(QRectF(box.x(), box.y(), width * step, height * step), image)


def _glow(glow: Glow, colour: Colour, to_pixels: QTransform) -> QBrush:
    gradient = QRadialGradient(0, 0, 1)
    red, green, blue, opacity = colour
    for place, share in GLOW:
        gradient.setColorAt(place, color_of((red, green, blue, opacity * share)))
    brush = QBrush(gradient)
    turn = QTransform()
    turn.translate(glow.x, glow.y)
    turn.rotate(glow.turn)
    turn.scale(glow.rx, glow.ry)
    brush.setTransform(turn * to_pixels)
    return brush


def path_of(path: Path) -> QPainterPath:
    """Returns Qt's path, filled as one area where strokes overlap."""
    found = QPainterPath()
    found.setFillRule(Qt.FillRule.WindingFill)
    for sub in path:
        value = iter(sub.coords)
        found.moveTo(next(value), next(value))
        if sub.curved:
            curve = found.cubicTo
            for x1, y1, x2, y2, x, y in zip(value, value, value, value, value, value, strict=True):
                curve(x1, y1, x2, y2, x, y)
        else:
            for x, y in zip(value, value, strict=True):
                found.lineTo(x, y)
        if sub.closed:
            found.closeSubpath()
    return found


def save_png(picture: DisplayList, path: FilePath, size: tuple[int, int]) -> bool:
    """Saves a picture as PNG.

    Args:
        picture: The picture.
        path: Where.
        size: Width and height in pixels.

    Returns:
        Whether it could be written.
    """
    return image_of(picture, QSize(*size)).save(str(path), "PNG")  # type: ignore[call-overload,no-any-return]
