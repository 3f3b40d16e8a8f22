"""The display list: coloured outlines from back to front, which a painter only has to follow."""

from __future__ import annotations

from typing import NamedTuple

from psoas_desktop.figures.palette import Colour, faded
from psoas_desktop.figures.paths import Box, Path, bounds, joined
from psoas_desktop.routine.values import dataclass

GLOW = ((0.0, 0.95), (0.35, 0.62), (0.7, 0.20), (1.0, 0.0))
"""How opaque a glow is, from its middle to its rim."""


class Glow(NamedTuple):
    """A soft spot instead of an even colour: middle, half axes and turn in degrees."""

    x: float
    y: float
    rx: float
    ry: float
    turn: float


class Item(NamedTuple):
    """One thing to paint. Lengths are in cm, y goes up.

    Attributes:
        path: Its outline.
        fill: The colour inside, if any.
        stroke: The colour of the line, if any.
        width: The line's width in cm.
        clip: The area that it is seen in, if not everywhere.
        blur: How soft its edge is, in cm.
        glow: Colours it softly.
    """

    path: Path
    fill: Colour | None = None
    stroke: Colour | None = None
    width: float = 0.0
    clip: Path | None = None
    blur: float = 0.0
    glow: Glow | None = None


@dataclass(frozen=True, slots=True)
class DisplayList:
    """A whole picture.

    Attributes:
        items: What to paint, from back to front.
        box: What the picture shows, in cm.
        ground: The colour behind it.
        mirrored: Whether it is painted as its mirror image.
    """

    items: tuple[Item, ...]
    box: Box
    ground: Colour
    mirrored: bool = False


class Fit(NamedTuple):
    """From cm to pixels: X = dx + sx * x, Y = dy - s * y, where sx is s, or -s for a mirror image."""

    s: float
    sx: float
    dx: float
    dy: float


def fit(picture: DisplayList, width: float, height: float, margin: float = 0.055) -> Fit:
    """Fits a picture into a rectangle of pixels.

    Args:
        picture: The picture.
        width: Of the rectangle.
        height: Of the rectangle.
        margin: Share of the rectangle that stays free on each side.
    """
    x0, y0, x1, y1 = picture.box
    s = min(width * (1 - 2 * margin) / (x1 - x0), height * (1 - 2 * margin) / (y1 - y0))
    sx = -s if picture.mirrored else s
    return Fit(s, sx, width / 2 - sx * (x0 + x1) / 2, height / 2 + s * (y0 + y1) / 2)


class Canvas:
    """Collects what is to be painted."""

    def __init__(self) -> None:
        self.items: list[Item] = []
        self.box: Box | None = None

    def fill(self, path: Path, colour: Colour, *, counts: bool = True) -> None:
        """Fills an outline; ``counts`` says whether it makes the picture larger."""
        self._put(Item(path, fill=colour), counts=counts)

    def stroke(self, path: Path, colour: Colour, width: float, *, counts: bool = True) -> None:
        """Draws a line of a width in cm."""
        self._put(Item(path, stroke=colour, width=width), counts=counts)

    def put(self, item: Item, *, counts: bool = False) -> None:
        """Adds an item as it is."""
        self._put(item, counts=counts)

    def hold(self, box: Box) -> None:
        """Makes the picture large enough for a box."""
        self.box = joined(self.box, box)

    def fade(self, start: int, opacity: float) -> None:
        """Makes what has been added since ``start`` less opaque; at 0 it is taken away."""
        if opacity >= 1:
            return
        faint = [
            item._replace(
                fill=item.fill and faded(item.fill, opacity),
                stroke=item.stroke and faded(item.stroke, opacity),
            )
            for item in self.items[start:]
        ]
        self.items[start:] = faint if opacity > 0 else []

    def _put(self, item: Item, *, counts: bool) -> None:
        if not item.path:
            return
        self.items.append(item)
        if counts:
            self.hold(bounds(item.path))
