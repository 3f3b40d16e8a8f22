"""Rings and ellipsoids: the small solids of which a skin is made."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TypeAlias

from psoas_desktop.figures.bones import Bones
from psoas_desktop.figures.skeleton import SPINE, bare
from psoas_desktop.figures.vectors import (
    Vec,
    across,
    along,
    cross,
    dot,
    eased,
    length,
    mixed,
    scale,
    subtract,
    unit,
)
from psoas_desktop.routine.values import dataclass

Blob: TypeAlias = tuple[Vec, tuple[Vec, ...]]
"""A middle and its half axes: two for an elliptical ring, three for an ellipsoid."""

NO_CREASE = (1, 0)
"""For a chain that never gets a line."""

BREATH = 5.0
"""How far the belly comes forward with a breath, in cm: twice life size, so that it reads at 3 m."""

BELLY_PLACE = 1.08
"""Where on the spine a pregnant belly sits; see ``Bones.on_spine``."""

_PROFILE = {"thigh": "thigh", "shank": "shank", "upper_arm": "upper_arm", "forearm": "forearm"}
_STARTS = {"thigh": "hip", "shank": "knee", "upper_arm": "shoulder", "forearm": "elbow"}


@dataclass(frozen=True, slots=True)
class Chain:
    """Solids that are drawn as one outline.

    Attributes:
        material: ``skin``, ``top``, ``leggings``, ``foot``, ``sole`` or ``hair``.
        blobs: The solids, in order.
        hull: Whether each two neighbours are wrapped tightly, instead of one smooth tube round all.
        balls: Joints at its ends.
        crease: First and last blob that get a line where the part crosses the body; None for all.
        shaded: Whether it gets a core shadow.
        fade: Over how many blobs the core shadow begins.
        main: Whether the core shadow of the neighbouring bone goes on from it.
        bump: Whether it is a bump that catches the light: a crescent of it stays dark.
    """

    material: str
    blobs: tuple[Blob, ...]
    hull: bool = False
    balls: tuple[Blob, ...] = ()
    crease: tuple[int, int] | None = None
    shaded: bool = True
    fade: int = 0
    main: bool = False
    bump: bool = False


def ball(middle: Vec, radius: float) -> Blob:
    """Returns a ball."""
    return (middle, ((radius, 0.0, 0.0), (0.0, radius, 0.0), (0.0, 0.0, radius)))


def ellipsoid(middle: Vec, axes: tuple[Vec, Vec, Vec], radii: tuple[float, float, float]) -> Blob:
    """Returns an ellipsoid with unit axes and radii in cm."""
    return (middle, (scale(axes[0], radii[0]), scale(axes[1], radii[1]), scale(axes[2], radii[2])))


def grown(blob: Blob, by: float) -> Blob:
    """Returns a blob with all axes stretched by a factor."""
    return (blob[0], tuple(scale(axis, by) for axis in blob[1]))


def moved(blob: Blob, direction: Vec, by: float) -> Blob:
    """Returns a blob moved by cm in a direction."""
    return (along(blob[0], direction, by), blob[1])


def reach_of(blob: Blob, direction: Vec) -> float:
    """Returns how far a blob goes from its middle in a unit direction, in cm."""
    return math.sqrt(sum(dot(axis, direction) ** 2 for axis in blob[1]))


def lowest_of(blob: Blob) -> float:
    """Returns the height of the lowest point of a blob, in cm."""
    return blob[0][1] - math.sqrt(sum(axis[1] * axis[1] for axis in blob[1]))


def _ring(middle: Vec, front: Vec, right: Vec, widths: tuple[float, float, float]) -> Blob:
    ahead, behind, side = widths
    return (
        along(middle, front, (ahead - behind) / 2),
        (scale(front, (ahead + behind) / 2), scale(right, side)),
    )


def torso_ring(bones: Bones, place: float, grow: float = 0.0) -> Blob:
    """Returns the ring round the trunk at a place on the spine (see ``Bones.on_spine``).

    Args:
        bones: The figure.
        place: Where on the spine.
        grow: Cloth over the skin, in cm.
    """
    ahead, behind, side = bones.body.width_at("torso", place)
    girth = bones.girth
    if bones.pose.breath:
        ahead += bones.pose.breath * BREATH * math.exp(-(((place - 1.15) / 0.66) ** 2))
    point, up = bones.on_spine(place)
    turn = eased((place - 0.6) / 2.0)
    right = unit(across(mixed(bones.rights["pelvis"], bones.rights["thorax"], turn), up))
    return _ring(
        point, cross(up, right), right, (ahead * girth + grow, behind * girth + grow, side * girth + grow)
    )


def limb_ring(bones: Bones, bone: str, place: float, grow: float = 0.0) -> Blob:
    """Returns the ring round a bone of an arm or a leg at a share of its length."""
    name, girth = bare(bone), bones.girth
    ahead, behind, side = bones.body.width_at(_PROFILE[name], place)
    direction, front = bones.directions[bone], bones.fronts[bone]
    start = bones.joints[_STARTS[name] + bone[-2:]]
    return _ring(
        along(start, direction, place * bones.segment(bone)),
        front,
        unit(cross(front, direction)),
        (ahead * girth + grow, behind * girth + grow, side * girth + grow),
    )


def evenly(ring: Callable[[float], Blob], start: float, end: float, count: int) -> tuple[Blob, ...]:
    """Returns rings at evenly spread places."""
    return tuple(ring(start + (end - start) * i / (count - 1)) for i in range(count))


def belly_of(bones: Bones) -> tuple[Blob, tuple[Vec, Vec, Vec]]:
    """Returns the ball of a pregnant belly, and its axes: up, front and right."""
    far = bones.pose.looks.belly
    middle, up = bones.on_spine(BELLY_PLACE)
    ring = torso_ring(bones, BELLY_PLACE)
    front, right = unit(ring[1][0]), unit(ring[1][1])
    radius = (7.2 + 5.2 * far + 0.6 * bones.pose.breath) * bones.girth
    # on its side a belly hangs towards the ground
    hang = across((0.0, -2.2 * far, 0.0), up)
    middle = along(along(middle, front, (1.5 + 10.0 * far) * bones.girth), hang, 1.0)
    axes = (up, front, right)
    return ellipsoid(middle, axes, (radius * 1.06, radius, radius * 1.1)), axes


def _girdle(bones: Bones, place: float) -> Blob:
    """The ring round the trunk with a pregnant belly in front of it: where hands come to lie."""
    middle, axes = torso_ring(bones, place)
    if bones.pose.looks.belly <= 0 or not axes:
        return (middle, axes)
    (bump, (up_axis, front_axis, _)), (up, front, _) = belly_of(bones)
    high = dot(subtract(middle, bump), up) / length(up_axis)
    bulge = dot(subtract(bump, middle), front) + length(front_axis) * math.sqrt(max(0.0, 1 - high * high))
    more = max(0.0, bulge - length(axes[0])) if abs(high) < 1 else 0.0
    ahead = unit(axes[0])
    return (along(middle, ahead, more / 2), (scale(ahead, length(axes[0]) + more / 2), axes[1]))


def skin_point(bones: Bones, bone: str, share: float, touch: Vec) -> Vec:
    """Returns the point of the skin round a bone that lies furthest in a direction.

    Args:
        bones: The figure.
        bone: A bone of the spine, an arm or a leg.
        share: Share of the bone's length from its start.
        touch: A unit direction of the world.
    """
    on_trunk = bone in SPINE
    middle, axes = _girdle(bones, SPINE.index(bone) + share) if on_trunk else limb_ring(bones, bone, share)
    size = reach_of((middle, axes), touch)
    for axis in axes:
        middle = along(middle, axis, dot(axis, touch) / size)
    return middle
