"""The skeleton: its bones, its joints and how long they are.

Segment lengths are fractions of stature after Drillis and Contini (Body Segment Parameters, 1966), as given
by D. A. Winter, Biomechanics and Motor Control of Human Movement, figure 4.1. The trunk is cut into
pelvis, lumbar spine and thorax in the proportions of the same source; the neck is drawn a little short
because the head is drawn a little large.
"""

from __future__ import annotations

from collections.abc import Mapping

from psoas_desktop.routine.values import dataclass

SIDES = ("r", "l")
SIGN = {"r": 1.0, "l": -1.0}
"""The right side lies towards the viewer while a figure faces right."""

SPINE = ("pelvis", "lumbar", "thorax")
AXIAL = (*SPINE, "neck", "head")
LEG = ("thigh", "shank", "foot")
ARM = ("upper_arm", "forearm", "hand")
LIMB_BONES = tuple(f"{bone}_{side}" for side in SIDES for bone in (*LEG, *ARM))
BONES = (*AXIAL, *LIMB_BONES)

SPINE_JOINTS = ("hip", "waist", "t12", "c7")
SIDED_JOINTS = ("hip", "knee", "ankle", "shoulder", "elbow", "wrist")
JOINTS = (*SPINE_JOINTS, "atlas", *(f"{joint}_{side}" for side in SIDES for joint in SIDED_JOINTS))

BONE_ENDS: Mapping[str, tuple[str, str]] = {
    "pelvis": ("hip", "waist"),
    "lumbar": ("waist", "t12"),
    "thorax": ("t12", "c7"),
    "neck": ("c7", "atlas"),
    "thigh": ("hip", "knee"),
    "shank": ("knee", "ankle"),
    "upper_arm": ("shoulder", "elbow"),
    "forearm": ("elbow", "wrist"),
}
"""The joint at which a bone starts and the one at which it ends; limb joints carry their side."""

REFERENCE_HEIGHT = 168.0
"""The stature, in cm, for which the tables of the skin are written."""


@dataclass(frozen=True, slots=True)
class Skeleton:
    """How long bones are.

    Attributes:
        segments: Fractions of stature, by bone without its side.
        hip_half: Half the distance of the hip joints, in cm at the reference height.
        shoulder_half: Half the distance of the shoulder joints, in cm at the reference height.
        shoulder_place: Where the shoulders sit on the spine: 2 is T12, 3 is C7.
    """

    segments: Mapping[str, float]
    hip_half: float
    shoulder_half: float
    shoulder_place: float


def bare(bone: str) -> str:
    """Returns the name of a bone, part or joint without its side."""
    return bone[:-2] if bone.endswith(("_r", "_l")) else bone


def side_of(name: str) -> str:
    """Returns ``r``, ``l`` or nothing."""
    return name[-1] if name.endswith(("_r", "_l")) else ""


def mirrored_name(name: str) -> str:
    """Returns the name of the same thing on the other side."""
    side = side_of(name)
    return name[:-1] + ("l" if side == "r" else "r") if side else name
