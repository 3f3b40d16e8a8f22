"""How far joints go, and how far a figure's do: what keeps a drawn body possible.

Limits are those of healthy adults: W. B. Greene and J. D. Heckman, The Clinical Measurement of Joint
Motion (AAOS, 1994), and C. C. Norkin and D. J. White, Measurement of Joint Motion (5th ed., 2016). Where a
pose loads a joint passively (deep kneeling, a hand that carries weight) the passive end of the range is
given. The foot's direction here is that of its sole, so its pointing includes the arch.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

from psoas_desktop.figures.bones import Bones
from psoas_desktop.figures.skeleton import SIDES, SIGN
from psoas_desktop.figures.vectors import Vec, across, angle_between, dot, length, unit

RANGES: Mapping[str, tuple[float, float]] = {
    "hip_flexion": (-20.0, 130.0),  # AAOS: extension 20 to 30, flexion 120; passive 130 with the knee bent
    "hip_abduction": (-30.0, 45.0),  # AAOS: adduction 30, abduction 45
    "knee_flexion": (0.0, 155.0),  # AAOS: 135 to 150; heel to buttock 155
    "knee_backwards": (0.0, 0.0),  # a knee does not bend forwards
    "ankle_flexion": (
        -88.0,
        35.0,
    ),  # pointing 50, with the arch and the toes' weight up to 88; loaded flexion 35
    "shoulder_elevation": (0.0, 180.0),  # AAOS: 180
    "shoulder_extension": (0.0, 60.0),  # AAOS: 60
    "elbow_flexion": (0.0, 150.0),  # AAOS: 150
    "wrist_bend": (0.0, 88.0),  # AAOS: 70 to 80; carrying weight 85 to 90
    "trunk_flexion": (-30.0, 70.0),  # Norkin and White: extension 25 to 30, flexion 60 to 80
    "trunk_side_bend": (-35.0, 35.0),  # AAOS: 35
    "head_flexion": (-50.0, 50.0),  # AAOS: 45 each; here against the thorax
    "head_side_bend": (-45.0, 45.0),  # AAOS: 45
}
"""Least and most degrees, by joint."""


def joint_angles(bones: Bones) -> dict[str, float]:
    """Measures a figure's joints.

    Args:
        bones: The figure.

    Returns:
        Degrees by joint; limbs carry their side: ``knee_flexion_r``.
    """
    found: dict[str, float] = {}
    for side in SIDES:
        found |= {f"{name}_{side}": angle for name, angle in _leg(bones, side).items()}
        found |= {f"{name}_{side}": angle for name, angle in _arm(bones, side).items()}
    pelvis = bones.frame("pelvis")
    thorax = bones.frame("thorax")
    ahead, up, right = _in(pelvis, bones.directions["thorax"])
    found["trunk_flexion"] = math.degrees(math.atan2(ahead, up))
    found["trunk_side_bend"] = math.degrees(math.asin(max(-1.0, min(1.0, right))))
    ahead, up, right = _in(thorax, bones.directions["head"])
    found["head_flexion"] = math.degrees(math.atan2(ahead, up))
    found["head_side_bend"] = math.degrees(math.asin(max(-1.0, min(1.0, right))))
    return found


def hip_extension(bones: Bones, side: str) -> float:
    """Returns by how many degrees a thigh goes back behind the line of the pelvis; flexion is negative."""
    return -joint_angles(bones)[f"hip_flexion_{side}"]


def _in(frame: tuple[Vec, Vec, Vec], direction: Vec) -> tuple[float, float, float]:
    """Shares of a direction along front, up and right."""
    front, up, right = frame
    return (dot(direction, front), dot(direction, up), dot(direction, right))


def _leg(bones: Bones, side: str) -> dict[str, float]:
    d = bones.directions
    thigh, shank, foot = d[f"thigh_{side}"], d[f"shank_{side}"], d[f"foot_{side}"]
    ahead, up, right = _in(bones.frame("pelvis"), thigh)
    knee = angle_between(thigh, shank)
    # seen from the shank, the thigh of a bent knee leans to where the toes point
    bend = across(thigh, shank)
    lean = (
        dot(unit(bend), unit(across(foot, shank))) if knee > 15 and length(across(foot, shank)) > 0.3 else 0.0
    )
    return {
        "hip_flexion": math.degrees(math.atan2(ahead, -up)),
        "hip_abduction": math.degrees(math.asin(max(-1.0, min(1.0, right * SIGN[side])))),
        "knee_flexion": knee,
        "knee_backwards": knee if lean < -0.5 else 0.0,
        "ankle_flexion": angle_between(foot, shank) - 90,
    }


def _arm(bones: Bones, side: str) -> dict[str, float]:
    d = bones.directions
    upper, fore, hand = d[f"upper_arm_{side}"], d[f"forearm_{side}"], d[f"hand_{side}"]
    ahead, up, right = _in(bones.frame("thorax"), upper)
    return {
        "shoulder_elevation": math.degrees(math.acos(max(-1.0, min(1.0, -up)))),
        # behind the body, apart from what goes out to the side
        "shoulder_extension": max(0.0, math.degrees(math.atan2(-ahead, math.hypot(up, right)))),
        "elbow_flexion": angle_between(upper, fore),
        "wrist_bend": angle_between(fore, hand),
    }
