"""A movement for those who want nothing to move: its key poses side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPixmap

from psoas_desktop.figures.display_list import DisplayList
from psoas_desktop.figures.paths import joined
from psoas_desktop.ui.common.figure_painter import paint

if TYPE_CHECKING:
    from psoas_desktop.figures.library import FigureLibrary, Way

MOST = 3
"""More pictures in a row would be too small to be seen from afar."""


def strip_of(
    library: FigureLibrary, way: Way, theme: str, side: str = "", person: str = ""
) -> list[DisplayList]:
    """Returns the pictures of a strip: two or three poses on the way, all at one scale.

    Args:
        library: Where the movement comes from.
        way: The movement.
        theme: Colours.
        side: ``left`` or ``right``; empty for the side that its last pose shows by itself.
        person: Who makes it.
    """
    motion = library.motion(way.name, theme, person, back=way.back)
    movement = motion.movement
    mirrored = movement.mirrored(side, back=way.back)
    times = [key.at for key in movement.keys]
    if way.back:
        times = [movement.seconds - time for time in reversed(times)]
    if movement.cycle:
        times = times[:2]
    elif len(times) > MOST:
        times = [times[round(i * (len(times) - 1) / (MOST - 1))] for i in range(MOST)]
    pictures = [motion.picture(time, mirrored=mirrored) for time in times]
    box = pictures[0].box
    for picture in pictures[1:]:
        box = joined(box, picture.box)
    return [DisplayList(picture.items, box, picture.ground, picture.mirrored) for picture in pictures]


def strip_pixmap(pictures: list[DisplayList], size: QSize, ratio: float = 1.0) -> QPixmap:
    """Returns a strip as a pixmap with a clear ground: a row, or a column where that is larger.

    Args:
        pictures: The pictures of the strip.
        size: In logical pixels.
        ratio: Device pixels for one logical pixel.
    """
    pixmap = QPixmap(round(size.width() * ratio), round(size.height() * ratio))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    left, low, right, high = pictures[0].box
    count, aspect = len(pictures), (right - left) / (high - low)
    wide, tall = pixmap.width(), pixmap.height()
    row = min(wide / count, tall * aspect) >= min(wide, tall / count * aspect)
    cell = QRectF(0, 0, wide / count, tall) if row else QRectF(0, 0, wide, tall / count)
    for i, picture in enumerate(pictures):
        paint(painter, picture, cell.translated(i * cell.width() * row, i * cell.height() * (not row)))
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap
