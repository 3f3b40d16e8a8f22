"""The camera: a linear map from the world to the picture."""

from __future__ import annotations

import math

from psoas_desktop.figures.vectors import Vec, cross, dot, unit
from psoas_desktop.routine.values import dataclass


@dataclass(frozen=True, slots=True)
class Camera:
    """A camera without perspective.

    Attributes:
        right: The world vector whose share is the picture's x.
        up: The world vector whose share is the picture's y.
        view: The world direction that points at the viewer.
    """

    right: Vec
    up: Vec
    view: Vec

    def project(self, point: Vec) -> tuple[float, float]:
        """Returns a point of the world in the picture, in cm, y up."""
        return (dot(self.right, point), dot(self.up, point))

    def depth(self, point: Vec) -> float:
        """Returns how near a point is to the viewer, in cm."""
        return dot(self.view, point)


def oblique(x: float, y: float) -> Camera:
    """A side view in which profile and floor stay straight; depth slides by (-x, -y) a cm."""
    return camera_through((1.0, 0.0, -x), (0.0, 1.0, -y))


def orthographic(turn: float, rise: float) -> Camera:
    """A view from a direction.

    Args:
        turn: Degrees round to the right.
        rise: Degrees above the horizon.
    """
    ct, st = math.cos(math.radians(turn)), math.sin(math.radians(turn))
    cr, sr = math.cos(math.radians(rise)), math.sin(math.radians(rise))
    return camera_through((ct, 0.0, -st), (-st * sr, cr, -ct * sr))


def camera_through(right: Vec, up: Vec) -> Camera:
    """Returns the camera of two world vectors: whose shares are the picture's x and y."""
    return Camera(right, up, unit(cross(right, up)))
