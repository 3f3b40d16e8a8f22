"""Where a figure's bones are: the result of solving a pose."""

from __future__ import annotations

from dataclasses import field

from psoas_desktop.figures.body import Body
from psoas_desktop.figures.pose import FigurePose
from psoas_desktop.figures.skeleton import REFERENCE_HEIGHT, SPINE_JOINTS, bare
from psoas_desktop.figures.vectors import Vec, add, along, cross, length, scale, subtract, unit
from psoas_desktop.routine.values import dataclass


@dataclass(frozen=True, slots=True)
class Bones:
    """A figure in the room.

    Attributes:
        pose: What it was solved from.
        body: Its lengths and widths.
        joints: Points in cm.
        directions: Where each bone points, from its start to its end.
        fronts: Where the front of each bone faces, at right angles to it.
        rights: Where the right side of ``pelvis``, ``thorax`` and ``head`` faces.
        palms: Where the palm of a side faces, where the pose says so.
        missed: How far each hand or foot stays from its target, in cm.
    """

    pose: FigurePose
    body: Body
    joints: dict[str, Vec] = field(default_factory=dict)
    directions: dict[str, Vec] = field(default_factory=dict)
    fronts: dict[str, Vec] = field(default_factory=dict)
    rights: dict[str, Vec] = field(default_factory=dict)
    palms: dict[str, Vec] = field(default_factory=dict)
    missed: dict[str, float] = field(default_factory=dict)

    @property
    def scale(self) -> float:
        """Its stature, as a factor of the reference."""
        return self.pose.looks.height / REFERENCE_HEIGHT

    @property
    def girth(self) -> float:
        """Its width, as a factor of the reference."""
        return self.scale * self.pose.looks.girth

    def segment(self, bone: str) -> float:
        """Returns the length of a bone in cm."""
        return self.body.skeleton.segments[bare(bone)] * self.pose.looks.height

    def bend(self, name: str, side: str, default: float = 0.0) -> float:
        """Returns a curl, a bend of toes or a roll of a hand: the side's own, or that of both."""
        bends = self.pose.bends
        return bends.get(f"{name}_{side}", bends.get(name, default))

    def frame(self, bone: str) -> tuple[Vec, Vec, Vec]:
        """Returns front, up and right of the pelvis, the thorax or the head."""
        up, right = self.directions[bone], self.rights[bone]
        return cross(up, right), up, right

    def on_spine(self, place: float) -> tuple[Vec, Vec]:
        """Returns a point and the direction of the smooth line through the spine's joints.

        Args:
            place: 0 hip, 1 waist, 2 T12, 3 C7; below 0 the line goes straight on.
        """
        points = [self.joints[joint] for joint in SPINE_JOINTS]
        if place <= 0:
            step = subtract(points[1], points[0])
            direction = unit(step)
            return along(points[0], direction, place * length(step)), direction
        i = min(2, int(place))
        t = place - i
        start, end = points[i], points[i + 1]
        size = length(subtract(end, start))
        m0, m1 = scale(_tangent(points, i), size), scale(_tangent(points, i + 1), size)
        t2, t3 = t * t, t * t * t
        point = add(
            add(scale(start, 2 * t3 - 3 * t2 + 1), scale(m0, t3 - 2 * t2 + t)),
            add(scale(end, 3 * t2 - 2 * t3), scale(m1, t3 - t2)),
        )
        slope = add(
            scale(subtract(start, end), 6 * t2 - 6 * t),
            add(scale(m0, 3 * t2 - 4 * t + 1), scale(m1, 3 * t2 - 2 * t)),
        )
        return point, unit(slope)


def _tangent(points: list[Vec], i: int) -> Vec:
    return unit(subtract(points[min(3, i + 1)], points[max(0, i - 1)]))
