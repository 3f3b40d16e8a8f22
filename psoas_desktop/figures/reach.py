"""Hands and feet to their targets: inverse kinematics of two bones."""

from __future__ import annotations

import math
from collections.abc import Mapping

from psoas_desktop.figures.bones import Bones
from psoas_desktop.figures.pose import JointPoint, Point, Reach, SkinPoint, WorldPoint
from psoas_desktop.figures.rings import skin_point
from psoas_desktop.figures.skeleton import SIGN
from psoas_desktop.figures.skin import spots
from psoas_desktop.figures.vectors import (
    Vec,
    across,
    add,
    along,
    cross,
    distance,
    dot,
    eased,
    mixed,
    scale,
    subtract,
    unit,
)

PALM_AHEAD = 6.0
"""How far in front of the wrist the palm touches, in cm."""
PALM_DEPTH = 1.8
"""How far the skin of the palm is from the hand's middle, in cm."""
SOLE_DEPTH = 6.6
"""Height of the ankle joint above the sole of a bare foot, in cm."""
SHOE_DEPTH = 0.9
"""What a shoe's sole adds to it, in cm."""

ARM_CHAIN = ("shoulder", "upper_arm", "elbow", "forearm", "wrist")
LEG_CHAIN = ("hip", "thigh", "knee", "shank", "ankle")


def point(spec: Point, bones: Bones, others: Mapping[str, Bones]) -> Vec:
    """Returns the place of a point of a pose.

    Args:
        spec: The point.
        bones: The figure that is meant where the point names none.
        others: The figures that have been solved.
    """
    if isinstance(spec, WorldPoint):
        return spec.at
    figure = others[spec.figure] if spec.figure else bones
    if isinstance(spec, JointPoint):
        joints = figure.joints if spec.joint in figure.joints else spots(figure)
        return add(joints[spec.joint], spec.offset)
    assert isinstance(spec, SkinPoint)
    return skin_point(figure, spec.bone, spec.along, unit(spec.touch))


def reach(bones: Bones, target: Reach, others: Mapping[str, Bones]) -> None:
    """Brings a hand or a foot to its target as far as the bones allow; notes by how much it misses."""
    side = target.limb[-1]
    is_leg = target.limb.startswith("foot")
    root, upper, middle, lower, end = (f"{name}_{side}" for name in (LEG_CHAIN if is_leg else ARM_CHAIN))
    goal = _end_joint(target, point(target.to, bones, others), bones)
    if not is_leg:
        toward = unit(subtract(goal, bones.joints[root]))
        bones.joints[root] = shoulder(bones, side, toward)
    start = bones.joints[root]
    knee, foot = two_bones(start, goal, (bones.segment(upper), bones.segment(lower)), target.pole)
    bones.joints[middle], bones.joints[end] = knee, foot
    bones.missed[target.limb] = distance(foot, goal)
    a, b = unit(subtract(knee, start)), unit(subtract(foot, knee))
    bones.directions[upper], bones.directions[lower] = a, b
    _fronts(bones, (upper, lower), 1.0 if is_leg else -1.0)
    if target.direction is not None:
        bones.directions[target.limb] = unit(target.direction)
    elif not is_leg and target.limb not in bones.pose.angles:
        bones.directions[target.limb] = b
    if target.palm is not None:
        bones.palms[side] = unit(target.palm)


def bend_to(bones: Bones, limb: str, goal: Vec) -> None:
    """Brings the end of an arm or a leg to a point; elbow or knee keeps to the side where it is.

    Args:
        bones: The figure, with the limb somewhere near.
        limb: ``hand_r``, ``hand_l``, ``foot_r`` or ``foot_l``.
        goal: Where the wrist or the ankle goes.
    """
    chain = LEG_CHAIN if limb.startswith("foot") else ARM_CHAIN
    root, upper, middle, lower, end = (f"{name}_{limb[-1]}" for name in chain)
    start = bones.joints[root]
    pole = subtract(bones.joints[middle], mixed(start, bones.joints[end], 0.5))
    if dot(pole, pole) < 0.01:
        pole = scale(bones.fronts[upper], 1.0 if limb.startswith("foot") else -1.0)
    bend, tip = two_bones(start, goal, (bones.segment(upper), bones.segment(lower)), pole)
    bones.joints[middle], bones.joints[end] = bend, tip
    bones.missed[limb] = distance(tip, goal)
    for bone, direction in ((upper, subtract(bend, start)), (lower, subtract(tip, bend))):
        bones.directions[bone] = unit(direction)
        bones.fronts[bone] = unit(across(bones.fronts[bone], bones.directions[bone]))


def shoulder(bones: Bones, side: str, arm: Vec) -> Vec:
    """Returns where a shoulder joint is while its arm points somewhere.

    The shoulder blade takes the joint up when the arm is raised and forward when it reaches out.
    """
    front, up, right = bones.frame("thorax")
    sign, size = SIGN[side], bones.scale
    lengths = bones.body.skeleton
    base = bones.on_spine(lengths.shoulder_place)[0]
    lift = 5.0 * eased((dot(arm, up) + 0.35) / 1.35)
    forward = max(0.0, dot(arm, front))
    out = lengths.shoulder_half - 0.35 * lift - 2.4 * forward
    ahead = 2.2 * dot(arm, front) + 1.2 * forward - 0.5
    return along(along(along(base, right, sign * out * size), up, lift * size), front, ahead * size)


def _end_joint(target: Reach, to: Vec, bones: Bones) -> Vec:
    """Returns where the wrist or ankle has to be so that palm or sole is on the target."""
    if target.by == "sole":
        depth = SOLE_DEPTH + (SHOE_DEPTH if bones.pose.looks.shoes else 0.0)
        return along(to, (0.0, 1.0, 0.0), depth * bones.scale)
    if target.by == "palm":
        palm = unit(target.palm or (0.0, -1.0, 0.0))
        fingers = unit(across(target.direction or (1.0, 0.0, 0.0), palm))
        return along(along(to, palm, -PALM_DEPTH * bones.scale), fingers, -PALM_AHEAD * bones.scale)
    return to


def two_bones(root: Vec, goal: Vec, lengths: tuple[float, float], pole: Vec) -> tuple[Vec, Vec]:
    """Bends two bones so that the second ends at a goal.

    Args:
        root: Where the first bone starts.
        goal: Where the second should end.
        lengths: Of both bones, in cm.
        pole: The direction into which the joint between them goes.

    Returns:
        The joint between them and the end, which lies on the way to the goal where that is out of reach.
    """
    first, second = lengths
    way = subtract(goal, root)
    direction = unit(way) if dot(way, way) > 1e-9 else (0.0, -1.0, 0.0)
    size = max(abs(first - second) + 0.2, min(first + second - 0.02, math.sqrt(dot(way, way))))
    cosine = (first * first + size * size - second * second) / (2 * first * size)
    angle = math.acos(max(-1.0, min(1.0, cosine)))
    side = unit(across(pole, direction))
    if dot(side, side) < 0.5:
        side = unit(cross(direction, (0.0, 0.0, 1.0) if abs(direction[2]) < 0.9 else (1.0, 0.0, 0.0)))
    middle = along(along(root, direction, first * math.cos(angle)), side, first * math.sin(angle))
    return middle, along(root, direction, size)


def _fronts(bones: Bones, pair: tuple[str, str], sign: float) -> None:
    """Turns the fronts of both bones towards the plane in which they bend."""
    upper, lower = pair
    a, b = bones.directions[upper], bones.directions[lower]
    bend = across(b, a)
    if dot(bend, bend) > 0.0025:
        bones.fronts[upper] = scale(unit(bend), -sign)
        bones.fronts[lower] = scale(unit(across(a, b)), sign)
