"""From the angles of a pose to joints in the room: bones, contact, then hands and feet to their targets."""

from __future__ import annotations

import math
from collections.abc import Mapping

from psoas_desktop.figures.body import Body
from psoas_desktop.figures.bones import Bones
from psoas_desktop.figures.pose import Angle, FigurePose, Pose
from psoas_desktop.figures.reach import reach, shoulder
from psoas_desktop.figures.skeleton import SIDES, SIGN, SPINE, bare, side_of
from psoas_desktop.figures.skin import lowest
from psoas_desktop.figures.vectors import (
    NEAR,
    Vec,
    across,
    add,
    along,
    cross,
    dot,
    eased,
    turned,
    turned_all,
    unit,
)

_STRAIGHT = Angle(90.0)
_STANDING = Angle(-90.0)


def solve(pose: Pose, body: Body) -> dict[str, Bones]:
    """Solves every figure of a pose, in the order of the file.

    Args:
        pose: The pose.
        body: The body that all figures share.

    Returns:
        The figures by name.
    """
    solved: dict[str, Bones] = {}
    for figure in pose.figures:
        solved[figure.name] = solve_figure(figure, body, solved)
    return solved


def solve_figure(pose: FigurePose, body: Body, others: Mapping[str, Bones]) -> Bones:
    """Solves one figure.

    Args:
        pose: Its pose.
        body: Its lengths and widths.
        others: The figures that its targets may name.

    Returns:
        Where its bones are.
    """
    bones = Bones(pose, body)
    _trunk(bones)
    for side in SIDES:
        _limbs(bones, side)
    _place(bones)
    for target in pose.reaches:
        reach(bones, target, others)
    for side in SIDES:
        _hinge(bones, f"thigh_{side}", f"shank_{side}", -1)
        _hinge(bones, f"upper_arm_{side}", f"forearm_{side}", 1)
    return bones


def _angle(pose: FigurePose, bone: str, default: Angle) -> Angle:
    return pose.angles.get(bone, pose.angles.get(bare(bone), default))


def _direction(angle: Angle, sign: float) -> Vec:
    ahead, out = math.radians(angle.ahead), math.radians(angle.out) * sign
    return (math.cos(ahead) * math.cos(out), math.sin(ahead) * math.cos(out), math.sin(out))


def _trunk(bones: Bones) -> None:
    pose, directions, rights = bones.pose, bones.directions, bones.rights
    angle = _STRAIGHT
    joint = (0.0, 0.0, 0.0)
    bones.joints["hip"] = joint
    for bone, end in zip(SPINE, ("waist", "t12", "c7"), strict=True):
        angle = _angle(pose, bone, angle)
        directions[bone] = _direction(angle, 1.0)
        joint = along(joint, directions[bone], bones.segment(bone))
        bones.joints[end] = joint
    directions["neck"] = _direction(_angle(pose, "neck", Angle(angle.ahead - 14, angle.out)), 1.0)
    directions["head"] = _direction(_angle(pose, "head", angle), 1.0)
    for bone, twist in (("pelvis", 0.0), ("thorax", pose.twist), ("head", pose.head_twist)):
        rights[bone] = turned(unit(across(NEAR, directions[bone])), directions[bone], twist)
        bones.fronts[bone] = cross(directions[bone], rights[bone])
    bones.joints["atlas"] = along(joint, directions["neck"], bones.segment("neck"))


def _limbs(bones: Bones, side: str) -> None:
    sign, lengths, joints = SIGN[side], bones.body.skeleton, bones.joints
    thorax = _angle(bones.pose, "thorax", Angle(math.degrees(math.atan2(*bones.directions["thorax"][1::-1]))))
    joints[f"hip_{side}"] = along(
        joints["hip"], bones.rights["pelvis"], sign * lengths.hip_half * bones.scale
    )
    thigh = _angle(bones.pose, f"thigh_{side}", _STANDING)
    shank = _angle(bones.pose, f"shank_{side}", Angle(thigh.ahead))
    foot = _angle(bones.pose, f"foot_{side}", Angle(shank.ahead + 90))
    upper = _angle(bones.pose, f"upper_arm_{side}", Angle(thorax.ahead + 180))
    fore = _angle(bones.pose, f"forearm_{side}", Angle(upper.ahead))
    hand = _angle(bones.pose, f"hand_{side}", fore)
    named = {"thigh": thigh, "shank": shank, "foot": foot, "upper_arm": upper, "forearm": fore, "hand": hand}
    for name, angle in named.items():
        direction, front = _direction(angle, sign), _direction(Angle(angle.ahead + 90), 1.0)
        if bones.pose.twist and name in ("upper_arm", "forearm", "hand"):
            direction = turned(direction, bones.directions["thorax"], bones.pose.twist)
            front = turned(front, bones.directions["thorax"], bones.pose.twist)
        bones.directions[f"{name}_{side}"] = direction
        bones.fronts[f"{name}_{side}"] = unit(across(front, direction))
    joints[f"shoulder_{side}"] = shoulder(bones, side, bones.directions[f"upper_arm_{side}"])
    for start, bone, end in (
        ("hip", "thigh", "knee"),
        ("knee", "shank", "ankle"),
        ("shoulder", "upper_arm", "elbow"),
        ("elbow", "forearm", "wrist"),
    ):
        joints[f"{end}_{side}"] = along(
            joints[f"{start}_{side}"], bones.directions[f"{bone}_{side}"], bones.segment(bone)
        )


def _place(bones: Bones) -> None:
    """Turns the figure, puts it into the room and lets it down on what it rests on."""
    pose = bones.pose
    if pose.orient:
        for directions in (bones.directions, bones.fronts, bones.rights, bones.joints):
            for name, vector in directions.items():
                directions[name] = turned_all(vector, pose.orient)
    _shift(bones, pose.at)
    if pose.rest is not None:
        _shift(bones, (0.0, pose.rest.y - lowest(bones, pose.rest.parts), 0.0))


def _shift(bones: Bones, by: Vec) -> None:
    for name, point in bones.joints.items():
        bones.joints[name] = add(point, by)


def _hinge(bones: Bones, upper: str, lower: str, bends: float) -> None:
    """Turns the fronts of two bones so that the joint between them bends like a hinge."""
    a, b, fronts = bones.directions[upper], bones.directions[lower], bones.fronts
    side = across(b, a)
    share = eased((math.sqrt(dot(side, side)) - 0.15) / 0.35)
    if share <= 0:
        return
    front_a, front_b = along((0.0, 0.0, 0.0), unit(side), bends), along((0, 0, 0), unit(across(a, b)), -bends)
    if side_of(upper) and dot(front_a, fronts[upper]) > -0.2:
        for bone, front in ((upper, front_a), (lower, front_b)):
            blend = along(along((0.0, 0.0, 0.0), fronts[bone], 1 - share), front, share)
            fronts[bone] = unit(across(blend, bones.directions[bone]))
