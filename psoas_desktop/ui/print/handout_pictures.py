"""The pictures of a handout: figures painted as outlines, photos decoded within bounds."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QImage, QPainter

from psoas_desktop.figures.display_list import DisplayList
from psoas_desktop.figures.library import FigureLibrary
from psoas_desktop.figures.pose_error import PoseError
from psoas_desktop.routine.cues import Picture
from psoas_desktop.services.photos import Photos
from psoas_desktop.ui.common.figure_painter import paint
from psoas_desktop.ui.print.flow import POINT, Mark, Row, side_by_side, stacked
from psoas_desktop.ui.print.type_setting import SMALL, set_lines

_THEME = "light"

_PHOTO_PIXELS = QSize(720, 900)
"""Of a photo at most: 400 to an inch in the column."""

_LEAST_SHARE, _MOST_SHARE = 0.5, 0.85
"""How high a picture is at least and at most, of its width."""

_GAP = 5 * POINT
_IN_A_STRIP = 5
MOST_BESIDE = 4
"""So many pictures find room beside the words of an exercise."""
_SHARE_OF_SMALL = 0.66


@dataclass(frozen=True, slots=True)
class _Drawing:
    """A figure or a photo, and its height for a width of 1."""

    content: DisplayList | QImage
    share: float


class Pictures:
    """Finds and sets the pictures of blocks, as wide as the column on the left."""

    def __init__(self, figures: FigureLibrary, folder: Path | None) -> None:
        """Takes where pictures come from.

        Args:
            figures: What can be drawn.
            folder: Where the routine's own photos are; None for nowhere.
        """
        self._figures = figures
        self._photos = Photos(folder, _PHOTO_PIXELS)
        self._drawn: dict[tuple[str, str], DisplayList] = {}

    def row(self, pictures: Sequence[Picture], side: str, width: float) -> Row | None:
        """Sets the pictures of one block.

        Args:
            pictures: In their order.
            side: ``left`` or ``right``; empty for the side that a figure shows by itself.
            width: Of the column.

        Returns:
            One picture as wide as the column, several in two columns; the words of one that cannot be shown;
            None where there is none.
        """
        found = [(picture, self._drawing(picture, side)) for picture in pictures]
        drawings = [drawing for _, drawing in found if drawing is not None]
        if not drawings:
            # For who reads it, the words say what the picture would have shown.
            words = next((picture.alt for picture, _ in found if picture.alt), "")
            return stacked(set_lines(words, SMALL, width)) if words else None
        if len(drawings) == 1:
            return _set(drawings[0], width, width * drawings[0].share)
        return stacked(_grid(drawings, width, 2))

    def strip(self, pictures: Sequence[Picture], side: str, width: float) -> list[Row]:
        """Sets a way's many pictures in order, across the sheet: beside its words each would be a stamp.

        Args:
            pictures: In their order.
            side: As for ``row``.
            width: Of the sheet.

        Returns:
            Its rows; none where nothing can be shown.
        """
        found = [self._drawing(picture, side) for picture in pictures]
        return _grid([drawing for drawing in found if drawing is not None], width, _IN_A_STRIP)

    def _drawing(self, picture: Picture, side: str) -> _Drawing | None:
        found = self._photos.get(picture)
        if isinstance(found, QImage):
            return _Drawing(found, _within(found.height() / max(1, found.width())))
        drawn = self._figure(picture, side)
        if drawn is None:
            return None
        left, bottom, right, top = drawn.box
        return _Drawing(drawn, _within((top - bottom) / max(1e-6, right - left)))

    def _figure(self, picture: Picture, side: str) -> DisplayList | None:
        """What can be drawn of a figure or of a pose in the file: a file may name anything."""
        try:
            if picture.kind == "pose":
                name = self._figures.own(picture.content)
            elif picture.kind == "figure" and picture.content in self._figures.names:
                name = str(picture.content)
            else:
                return None
            if (name, side) not in self._drawn:
                self._drawn[name, side] = self._figures.picture(name, _THEME, side)
            return self._drawn[name, side]
        except PoseError:
            return None


def _grid(drawings: Sequence[_Drawing], width: float, columns: int) -> list[Row]:
    wide = (width - (columns - 1) * _GAP) / columns
    rows: list[Row] = []
    for index in range(0, len(drawings), columns):
        line = drawings[index : index + columns]
        cells = [(i * (wide + _GAP), _set(one, wide, wide * _SHARE_OF_SMALL)) for i, one in enumerate(line)]
        rows += [Row(_GAP, sticks=True)] if rows else []
        rows.append(side_by_side(cells))
    return rows


def _within(share: float) -> float:
    return min(_MOST_SHARE, max(_LEAST_SHARE, share)) if math.isfinite(share) else 1.0


def _set(drawing: _Drawing, width: float, high: float) -> Row:
    content = drawing.content

    def paint_it(painter: QPainter, corner: QPointF) -> None:
        box = QRectF(corner, QSizeF(width, high))
        if isinstance(content, QImage):
            size = content.size().toSizeF().scaled(box.size(), Qt.AspectRatioMode.KeepAspectRatio)
            # At the top left, where the words begin.
            painter.drawImage(QRectF(box.topLeft(), size), content)
        else:
            paint(painter, content, box, vector=True)

    return Row(high, (Mark(QRectF(0, 0, width, high), paint_it),))
