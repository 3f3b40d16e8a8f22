"""A movement: still poses as keys, with times. resources/figures/README.md describes the files."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace

from psoas_desktop.figures.pose import (
    OTHER,
    Angle,
    FigurePose,
    JointPoint,
    Point,
    Pose,
    Reach,
    Rest,
    SkinPoint,
    WorldPoint,
)
from psoas_desktop.figures.skeleton import AXIAL, mirrored_name
from psoas_desktop.figures.vectors import Vec
from psoas_desktop.routine.values import dataclass


@dataclass(frozen=True, slots=True)
class Key:
    """One pose on the way.

    Attributes:
        name: The still pose that it is; empty where it differs from all of them.
        pose: The pose.
        at: When, in seconds from the start.
        move: Where the whole still, with its things, is put: in cm.
        anchor: The joint that goes straight from the key before to this one; the rest of the body follows.
        paths: Hands and feet that go straight from the key before to this one, on the way raised by cm.
        flipped: Whether it is the mirror image of the still: the still is shown on its other side.
    """

    name: str
    pose: Pose
    at: float
    move: Vec
    anchor: str
    paths: Mapping[str, float]
    flipped: bool = False

    @property
    def own_side(self) -> str:
        """The side that its still shows by itself."""
        return OTHER[self.pose.side] if self.flipped else self.pose.side


@dataclass(frozen=True, slots=True)
class Movement:
    """A way from one still pose to another.

    Attributes:
        title: What it shows.
        keys: At least two, by rising time.
        cycle: Whether it ends as it begins and goes on.
        both_ways: Whether it may be played from its end to its start.
    """

    title: str
    keys: tuple[Key, ...]
    cycle: bool
    both_ways: bool

    @property
    def seconds(self) -> float:
        """How long it takes."""
        return self.keys[-1].at

    @property
    def ends(self) -> tuple[str, str]:
        """The names of its first and its last pose; empty where that is no still."""
        return self.keys[0].name, self.keys[-1].name

    def mirrored(self, side: str, *, back: bool) -> bool:
        """Returns whether its mirror image ends with a side of its last still; empty for the still's own."""
        last = self.keys[0 if back else -1]
        return (side or last.own_side) != last.pose.side

    def side_after(self, side: str, *, back: bool) -> str:
        """Returns the side of its last still that follows on a side of its first; empty for their own."""
        first, last = self.keys[-1 if back else 0], self.keys[0 if back else -1]
        mirror = (side or first.own_side) != first.pose.side
        found = OTHER[last.pose.side] if mirror else last.pose.side
        return "" if found == last.own_side else found

    def pictures(self, rate: float) -> int:
        """Returns how many pictures it has, so many a second."""
        return max(2, math.ceil(self.seconds * rate))


def mirrored(pose: Pose) -> Pose:
    """Returns a pose with right and left changed over, seen from the same side."""
    return replace(pose, figures=tuple(_mirrored(figure) for figure in pose.figures))


def _mirrored(figure: FigurePose) -> FigurePose:
    def angle(bone: str, value: Angle) -> Angle:
        # of a limb, also of one that is named for both sides, it is said how far it is from the middle
        return Angle(value.ahead, -value.out) if bone in AXIAL else value

    x, y, z = figure.at
    rest = figure.rest
    return replace(
        figure,
        angles={mirrored_name(bone): angle(bone, value) for bone, value in figure.angles.items()},
        orient=tuple((axis, -turn if axis in "xy" else turn) for axis, turn in figure.orient),
        at=(x, y, -z),
        rest=rest and Rest(rest.y, tuple(mirrored_name(part) for part in rest.parts)),
        reaches=tuple(_reach(reach) for reach in figure.reaches),
        twist=-figure.twist,
        head_twist=-figure.head_twist,
        bends={mirrored_name(bend): value for bend, value in figure.bends.items()},
    )


def _reach(reach: Reach) -> Reach:
    return replace(
        reach,
        limb=mirrored_name(reach.limb),
        to=_point(reach.to),
        pole=_flat(reach.pole),
        direction=reach.direction and _flat(reach.direction),
        palm=reach.palm and _flat(reach.palm),
    )


def _point(point: Point) -> Point:
    if isinstance(point, WorldPoint):
        return WorldPoint(_flat(point.at))
    if isinstance(point, JointPoint):
        return replace(point, joint=mirrored_name(point.joint), offset=_flat(point.offset))
    assert isinstance(point, SkinPoint)
    return replace(point, bone=mirrored_name(point.bone), touch=_flat(point.touch))


def _flat(vector: Vec) -> Vec:
    return (vector[0], vector[1], -vector[2])
