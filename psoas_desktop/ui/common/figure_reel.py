"""Pictures of moving figures, made ahead one by one, so that showing them is painting alone."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPixmap

from psoas_desktop.figures.display_list import DisplayList, fit
from psoas_desktop.figures.paths import Box, Path, bounds, joined

if TYPE_CHECKING:
    from psoas_desktop.figures.library import FigureLibrary, Way

RATE = 24.0
"""Pictures for a second of a movement."""
_BEGINS = 0.5
"""The share of its pictures from which on a movement may begin while the others are made."""
TURNS = 3
"""How often a movement is played that ends as it begins."""
LEVELS = 12
"""Pictures of one breath in."""
PERIOD_S, IN_S = 10.0, 4.0
"""Six breaths a minute; breathing in is the shorter part."""
_SEEN = 0.06
"""What a breath moves by less, in cm, stays as it is: a quarter of a pixel on a large screen."""
_ROOM = 3
"""Pixels round what a breath changes."""


class Wanted(NamedTuple):
    """A pose, as somebody is to see it."""

    name: str
    theme: str
    side: str
    size: QSize
    ratio: float
    person: str = ""


class Reel:
    """The pictures of one movement."""

    def __init__(self, library: FigureLibrary, way: Way, theme: str, side: str, person: str = "") -> None:
        """Takes what is to be shown; nothing is drawn yet.

        Args:
            library: Where it comes from.
            way: The movement.
            theme: Colours.
            side: ``left`` or ``right``; empty for the side that its last pose shows by itself.
            person: Who makes it.
        """
        movement = library.movement(way.name)
        mirrored = movement.mirrored(side, back=way.back)
        self._make = self._pictures(library, way, theme, person, mirrored=mirrored)
        self._seconds, self._cycle = movement.seconds, movement.cycle
        self._frames: list[DisplayList] = []
        self._count = movement.pictures(RATE)
        self.ready = False

    def _pictures(
        self, library: FigureLibrary, way: Way, theme: str, person: str, *, mirrored: bool
    ) -> Iterator[DisplayList]:
        motion = library.motion(way.name, theme, person, back=way.back)
        for time in motion.times(RATE):
            yield packed(motion.picture(time, mirrored=mirrored))

    @property
    def seconds(self) -> float:
        """How long it is shown."""
        return self._seconds * (TURNS if self._cycle else 1)

    @property
    def frames(self) -> list[DisplayList]:
        """The pictures that there are so far."""
        return self._frames

    @property
    def can_begin(self) -> bool:
        """Whether so many pictures are there that the others are made before they are needed."""
        return len(self._frames) >= self._count * _BEGINS

    def make_one(self) -> bool:
        """Makes the next picture; says whether there are more to make."""
        found = next(self._make, None)
        if found is None:
            self.ready = True
        else:
            self._frames.append(found)
        return not self.ready

    def index_at(self, seconds: float) -> int:
        """Returns which picture is shown so long after the start; never one that is not made yet."""
        made, last = len(self._frames) - 1, self._count - 1
        if seconds >= self.seconds:
            return 0 if self._cycle else made
        if self._cycle:
            return min(made, int(seconds / self._seconds % 1 * self._count))
        return min(made, round(seconds / self._seconds * last))


def packed(picture: DisplayList) -> DisplayList:
    """Returns the same picture in a quarter of the memory."""
    items = tuple(
        item._replace(path=[sub._replace(coords=array("d", sub.coords)) for sub in item.path])
        for item in picture.items
    )
    return DisplayList(items, picture.box, picture.ground, picture.mirrored)


def moved(one: Path, other: Path) -> list[Path]:
    """Returns the strokes of two outlines that differ by more than can be overlooked, from both."""
    if len(one) != len(other):
        return [one, other]
    found: list[Path] = []
    for a, b in zip(one, other, strict=True):
        same = len(a.coords) == len(b.coords)
        if not same or max(abs(x - y) for x, y in zip(a.coords, b.coords, strict=True)) > _SEEN:
            found.append([a, b])
    return found


class Breath:
    """What changes of a still while it breathes: a part of it, from breathed out to breathed in.

    Attributes:
        area: The part of the still that changes, in logical pixels; empty until the last picture is made.
        ready: Whether it can be shown.
    """

    def __init__(self, library: FigureLibrary, wanted: Wanted, paint: Callable[..., None]) -> None:
        """Takes what is to be shown; nothing is drawn yet.

        Args:
            library: Where it comes from.
            wanted: The still.
            paint: Paints a picture with a painter into a rectangle.
        """
        self._library, self._wanted, self._paint = library, wanted, paint
        self._parts: list[QPixmap] = []
        self._box: Box | None = None
        self.area = QRect()
        self.ready = False

    def make_one(self) -> bool:
        """Makes the next picture; says whether there are more to make."""
        if self.area.isNull():
            self.area = self._changed()
            if self.area.isEmpty():
                self.ready = True
        else:
            self._parts.append(self._part(self._picture(len(self._parts) / (LEVELS - 1))))
            self.ready = len(self._parts) == LEVELS
        return not self.ready

    def level_at(self, seconds: float) -> int:
        """Returns which picture is shown so long after the start of a breath."""
        within = seconds % PERIOD_S
        share = within / IN_S if within < IN_S else (PERIOD_S - within) / (PERIOD_S - IN_S)
        return round(share * share * (3 - 2 * share) * (LEVELS - 1))

    def next_change(self, seconds: float) -> float:
        """Returns how long it is until another picture is shown, in seconds."""
        now, step = self.level_at(seconds), 0.05
        ahead = step
        while ahead < PERIOD_S and self.level_at(seconds + ahead) == now:
            ahead += step
        return ahead

    def part(self, level: int) -> QPixmap | None:
        """Returns the part that changes; None where nothing does, or before it is made."""
        return self._parts[level] if level < len(self._parts) else None

    def _picture(self, share: float) -> DisplayList:
        wanted = self._wanted
        return self._library.breath(wanted.name, wanted.theme, wanted.side, wanted.person, share)

    def _framed(self, picture: DisplayList) -> DisplayList:
        """The picture with the still's own frame: a chest that rises does not make the rest smaller."""
        return DisplayList(picture.items, self._box or picture.box, picture.ground, picture.mirrored)

    def _changed(self) -> QRect:
        out = self._picture(0)
        self._box = out.box
        full, box = self._framed(self._picture(1)), None
        for one, other in zip(out.items, full.items, strict=False):
            for path in moved(one.path, other.path):
                box = joined(box, bounds(path))
        if box is None:
            return QRect(0, 0, 0, 0)
        f = fit(full, self._wanted.size.width(), self._wanted.size.height())
        xs = sorted((f.dx + f.sx * box[0], f.dx + f.sx * box[2]))
        area = QRectF(xs[0], f.dy - f.s * box[3], xs[1] - xs[0], (box[3] - box[1]) * f.s)
        room = area.adjusted(-_ROOM, -_ROOM, _ROOM, _ROOM).toAlignedRect()
        # whole pixels of the screen, also where a pixel is one and a quarter or one and a half of them
        room.adjust(-(room.x() % 4), -(room.y() % 4), 0, 0)
        room.setSize(QSize(-(-room.width() // 4) * 4, -(-room.height() // 4) * 4))
        return room.intersected(QRect(0, 0, self._wanted.size.width(), self._wanted.size.height()))

    def _part(self, picture: DisplayList) -> QPixmap:
        wanted, area, ratio = self._wanted, self.area, self._wanted.ratio
        pixmap = QPixmap(area.size() * ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.translate(-area.x() * ratio, -area.y() * ratio)
        whole = QRectF(0, 0, round(wanted.size.width() * ratio), round(wanted.size.height() * ratio))
        self._paint(painter, self._framed(picture), whole)
        painter.end()
        pixmap.setDevicePixelRatio(ratio)
        return pixmap
