"""The shape of a head, relative to the joint on which it sits."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from psoas_desktop.figures.bones import Bones
from psoas_desktop.figures.rings import Blob, ball, ellipsoid
from psoas_desktop.figures.vectors import Vec, along
from psoas_desktop.routine.values import dataclass


@dataclass(frozen=True, slots=True)
class Head:
    """A head in the room.

    Attributes:
        base: The atlas.
        front: Where the face looks.
        up: Where the crown is.
        right: Where the right ear is.
        size: Centimetres for one of the table's.
        shapes: The table.
    """

    base: Vec
    front: Vec
    up: Vec
    right: Vec
    size: float
    shapes: Any

    def point(self, front: float, up: float, right: float = 0.0) -> Vec:
        """Returns a point given in the table's cm."""
        size = self.size
        return along(
            along(along(self.base, self.front, front * size), self.up, up * size), self.right, right * size
        )

    def solid(self, row: Sequence[float]) -> Blob:
        """Returns an ellipsoid: front, up, radius to the front, up and sideways."""
        front, up, rf, ru, rs = row
        size = self.size
        axes = (self.front, self.up, self.right)
        return ellipsoid(self.point(front, up), axes, (rf * size, ru * size, rs * size))

    def ellipsoid(self, name: str) -> Blob:
        """Returns an ellipsoid of the table."""
        return self.solid(self.shapes[name])

    def ball(self, row: Sequence[float]) -> Blob:
        """Returns a ball: front, up, radius."""
        return ball(self.point(row[0], row[1]), row[2] * self.size)

    def ball_at(self, row: Sequence[float]) -> Blob:
        """Returns a ball: front, up, right, radius."""
        return ball(self.point(row[0], row[1], row[2]), row[3] * self.size)


def head_of(bones: Bones) -> Head:
    """Returns the head of a figure."""
    front, up, right = bones.frame("head")
    shapes = bones.body.head
    return Head(bones.joints["atlas"], front, up, right, bones.scale * shapes["scale"], shapes)
