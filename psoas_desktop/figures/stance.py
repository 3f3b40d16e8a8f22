"""A figure as the turns of its bones, each in the frame of its parent.

What lies between two poses is looked for here: in the room's frame the knees would straighten on the way.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from psoas_desktop.figures.body import Body
from psoas_desktop.figures.bones import Bones
from psoas_desktop.figures.extremities import curl_of, palm_of
from psoas_desktop.figures.pose import FigurePose
from psoas_desktop.figures.rotations import Frame, Rotation, after, back, frame_of, rotated, rotation_of
from psoas_desktop.figures.skeleton import SIDES, SIGN, SPINE
from psoas_desktop.figures.vectors import Vec, across, add, along, cross, subtract, unit
from psoas_desktop.routine.values import dataclass

TURNED: Mapping[str, str] = {"pelvis": "", "thorax": "pelvis", "head": "thorax"} | {
    f"{bone}_{side}": parent if parent in ("pelvis", "thorax") else f"{parent}_{side}"
    for side in SIDES
    for bone, parent in (
        ("thigh", "pelvis"),
        ("shank", "thigh"),
        ("upper_arm", "thorax"),
        ("forearm", "upper_arm"),
        ("hand", "forearm"),
    )
}
"""Bones of which the whole turn counts, by parent; parents first."""

POINTED: Mapping[str, str] = {
    "lumbar": "pelvis",
    "neck": "thorax",
    "foot_r": "shank_r",
    "foot_l": "shank_l",
}
"""Bones of which only the direction counts."""


@dataclass(frozen=True, slots=True)
class Stance:
    """A figure's pose, fit for going between two of them.

    Attributes:
        root: The middle of the hips, in cm.
        turns: The turn of a bone in its parent's frame; the pelvis in the room.
        points: The direction of a bone in its parent's frame.
        shoulders: From T12 to the shoulder joint, in the thorax's frame, by side, in cm.
        bends: Breath, curls and bends, by name.
    """

    root: Vec
    turns: Mapping[str, Rotation]
    points: Mapping[str, Vec]
    shoulders: Mapping[str, Vec]
    bends: Mapping[str, float]


def stance_of(bones: Bones) -> Stance:
    """Returns the stance of a solved figure."""
    turns = {bone: rotation_of(_frame(bones, bone)) for bone in TURNED}
    pose = bones.pose
    bends = {"breath": pose.breath}
    for side in SIDES:
        bends[f"curl_{side}"] = curl_of(bones, side)
        bends[f"toes_{side}"] = bones.bend("toes", side)
    return Stance(
        root=bones.joints["hip"],
        turns={
            bone: after(back(turns[parent]), turns[bone]) if parent else turns[bone]
            for bone, parent in TURNED.items()
        },
        points={
            bone: rotated(back(turns[parent]), bones.directions[bone]) for bone, parent in POINTED.items()
        },
        shoulders={
            side: rotated(
                back(turns["thorax"]), subtract(bones.joints[f"shoulder_{side}"], bones.joints["t12"])
            )
            for side in SIDES
        },
        bends=bends,
    )


def _frame(bones: Bones, bone: str) -> Frame:
    if bone in bones.rights:
        return bones.frame(bone)
    direction = bones.directions[bone]
    front = bones.fronts[bone]
    if bone.startswith("hand"):
        front = unit(across(palm_of(bones, bone[-1]), direction))
    return (front, direction, cross(front, direction))


def bones_of(stance: Stance, pose: FigurePose, body: Body) -> Bones:
    """Returns the figure of a stance.

    Args:
        stance: The stance.
        pose: Who it is; its angles and targets are not looked at.
        body: Its lengths and widths.
    """
    bends = dict(stance.bends)
    bones = Bones(replace(pose, breath=bends.pop("breath"), bends=bends), body)
    turns: dict[str, Rotation] = {}
    for bone, parent in TURNED.items():
        turns[bone] = after(turns[parent], stance.turns[bone]) if parent else stance.turns[bone]
        front, direction, right = frame_of(turns[bone])
        bones.directions[bone], bones.fronts[bone] = direction, front
        if bone in ("pelvis", "thorax", "head"):
            bones.rights[bone] = right
        elif bone.startswith("hand"):
            bones.palms[bone[-1]] = front
    for bone, parent in POINTED.items():
        bones.directions[bone] = rotated(turns[parent], unit(stance.points[bone]))
    _joints(bones, stance, turns["thorax"])
    return bones


def _joints(bones: Bones, stance: Stance, thorax: Rotation) -> None:
    joints, directions = bones.joints, bones.directions
    joints["hip"] = joint = stance.root
    for bone, end in zip(SPINE, ("waist", "t12", "c7"), strict=True):
        joints[end] = joint = along(joint, directions[bone], bones.segment(bone))
    joints["atlas"] = along(joint, directions["neck"], bones.segment("neck"))
    half = bones.body.skeleton.hip_half * bones.scale
    for side in SIDES:
        joints[f"hip_{side}"] = along(joints["hip"], bones.rights["pelvis"], SIGN[side] * half)
        joints[f"shoulder_{side}"] = add(joints["t12"], rotated(thorax, stance.shoulders[side]))
        for start, bone, end in (
            ("hip", "thigh", "knee"),
            ("knee", "shank", "ankle"),
            ("shoulder", "upper_arm", "elbow"),
            ("elbow", "forearm", "wrist"),
        ):
            joints[f"{end}_{side}"] = along(
                joints[f"{start}_{side}"], directions[f"{bone}_{side}"], bones.segment(bone)
            )
