"""The skin round a figure's bones, part by part."""

from __future__ import annotations

from collections.abc import Iterable

from psoas_desktop.figures.bones import Bones
from psoas_desktop.figures.extremities import foot, hand
from psoas_desktop.figures.head import Head, head_of
from psoas_desktop.figures.rings import (
    NO_CREASE,
    Blob,
    Chain,
    ball,
    belly_of,
    evenly,
    grown,
    limb_ring,
    lowest_of,
    torso_ring,
)
from psoas_desktop.figures.skeleton import SIDES, SIGN, bare
from psoas_desktop.figures.vectors import Vec, across, along, cross, mixed, scale, unit

HEM, SLEEVE, CUFF = 0.62, 0.48, 0.86
"""Where the top ends on the spine, the sleeve on the upper arm and the leggings on the shank."""
CLOTH = 0.45
"""How far the top stands off the skin, in cm."""
_BACK = 2.6
"""The ring of the trunk from which the shirt goes up to the neck."""


def part(bones: Bones, name: str) -> tuple[Chain, ...]:
    """Returns the chains of one part of a figure.

    Args:
        bones: The figure.
        name: ``pelvis``, ``top``, ``neck``, ``head``, or a limb's part with its side.
    """
    side = name[-1]
    builders = {
        "pelvis": lambda: _pelvis(bones),
        "top": lambda: _top(bones),
        "neck": lambda: _neck(bones),
        "head": lambda: _head(bones),
        "thigh": lambda: _thigh(bones, side),
        "shank": lambda: _shank(bones, side),
        "upper_arm": lambda: _upper_arm(bones, side),
        "forearm": lambda: _forearm(bones, side),
    }
    return builders[bare(name)]()


class Skin:
    """A figure with its skin; each part is built once."""

    def __init__(self, bones: Bones) -> None:
        """Takes the solved figure."""
        self.bones = bones
        self._parts: dict[str, tuple[Chain, ...]] = {}

    def part(self, name: str) -> tuple[Chain, ...]:
        """Returns the chains of a part."""
        if name not in self._parts:
            self._parts[name] = part(self.bones, name)
        return self._parts[name]


def lowest(bones: Bones, parts: Iterable[str]) -> float:
    """Returns the height of the lowest point of some parts, in cm."""
    return min(
        lowest_of(blob)
        for name in parts
        for chain in part(bones, name)
        for blob in (*chain.blobs, *chain.balls)
    )


def spots(bones: Bones) -> dict[str, Vec]:
    """Returns named points on hands and feet."""
    found: dict[str, Vec] = {}
    for side in SIDES:
        found[f"palm_{side}"] = hand(bones, side).middle
        feet = foot(bones, side)
        found |= {f"ball_{side}": feet.ball, f"toe_{side}": feet.toe, f"heel_{side}": feet.heel}
    return found


def buttock(bones: Bones, side: str) -> Blob:
    """Returns the ball of a buttock."""
    behind, below, out, radius = bones.body.sizes["buttock"]
    front, up, right = bones.frame("pelvis")
    girth = bones.girth
    middle = along(along(bones.joints["hip"], front, -behind * girth), up, -below * girth)
    return ball(along(middle, right, SIGN[side] * out * girth), radius * girth)


def _pelvis(bones: Bones) -> tuple[Chain, ...]:
    rings = tuple(torso_ring(bones, place) for place in (-0.6, -0.42, -0.2, 0.05, 0.4, 0.9))
    loin = torso_ring(bones, 0.5)
    return (
        Chain("leggings", rings),
        *(Chain("leggings", (loin, buttock(bones, side)), hull=True, shaded=False) for side in SIDES),
    )


def _top(bones: Bones) -> tuple[Chain, ...]:
    size, girth = bones.scale, bones.girth
    _, up, _ = bones.frame("thorax")
    rings = evenly(lambda place: torso_ring(bones, place, CLOTH * size), HEM, 2.84, 9)
    yoke = [ball(along(bones.joints[f"shoulder_{side}"], up, -0.7 * size), 5.2 * girth) for side in SIDES]
    neckline = _neckline(bones, CLOTH * size)
    chest = torso_ring(bones, 2.45, -0.2 * size)
    ribs = torso_ring(bones, 1.9, 0.2 * size)
    chains = [
        Chain("top", rings),
        Chain("top", (yoke[0], neckline, yoke[1]), hull=True, shaded=False),
        # from the back up to the neck, else there is a notch behind it
        Chain("top", (torso_ring(bones, _BACK, CLOTH * size), neckline), hull=True, shaded=False),
        Chain("top", (yoke[0], chest, yoke[1]), hull=True, shaded=False),
        # from the armpits down to the ribs, else a raised shoulder stands off like a ball
        Chain("top", (grown(yoke[0], 0.92), ribs, grown(yoke[1], 0.92)), hull=True, shaded=False),
    ]
    if bones.pose.looks.belly > 0:
        chains += _belly(bones)
    return tuple(chains)


def _belly(bones: Bones) -> tuple[Chain, Chain]:
    """A round ball, bridged to chest and pelvis: bulging the rings would look pointed."""
    bump, _ = belly_of(bones)
    size = bones.scale
    chest, hem = torso_ring(bones, 2.15, CLOTH * size), torso_ring(bones, HEM, CLOTH * size)
    return Chain("top", (chest, bump, hem), hull=True, shaded=False), Chain(
        "top", (bump,), shaded=False, bump=True
    )


def _neckline(bones: Bones, room: float) -> Blob:
    """The slanted ring in which skin and shirt meet, wider by some room in cm."""
    size, girth = bones.scale, bones.girth
    front, up, right = bones.frame("thorax")
    ahead, behind, side, down, rise = bones.body.sizes["collar"]
    slant = along(scale(front, (ahead + behind) / 2 * size), up, -(down + rise) / 2 * size)
    middle = along(
        along(bones.joints["c7"], front, (ahead - behind) / 2 * size), up, (rise - down) / 2 * size
    )
    return (middle, (along(slant, unit(slant), room), scale(right, side * girth + room)))


def _neck(bones: Bones) -> tuple[Chain, ...]:
    """A slanted crew-neck ring runs into a tube that ends inside the skull."""
    girth, right = bones.girth, bones.frame("thorax")[2]
    blobs: list[Blob] = [_neckline(bones, 0.0)]
    direction = bones.directions["neck"]
    head_right = unit(across(mixed(right, bones.rights["head"], 0.6), direction))
    neck_front = cross(direction, head_right)
    for place in (0.25, 0.6, 1.0):
        ahead, behind, side = bones.body.width_at("neck", place)
        point = along(bones.joints["c7"], direction, place * bones.segment("neck"))
        point = along(point, neck_front, (ahead - behind) / 2 * girth)
        blobs.append(
            (point, (scale(neck_front, (ahead + behind) / 2 * girth), scale(head_right, side * girth)))
        )
    head = head_of(bones)
    blobs.append(ball(head.point(0.2, 4.2), 5.0 * girth))
    return (Chain("skin", tuple(blobs), hull=True),)


def _head(bones: Bones) -> tuple[Chain, ...]:
    head: Head = head_of(bones)
    return (Chain("hair", (head.ellipsoid("cranium"), head.ellipsoid("jaw"))),)


def _thigh(bones: Bones, side: str) -> tuple[Chain, ...]:
    bone, girth = f"thigh_{side}", bones.girth
    rings = evenly(lambda place: limb_ring(bones, bone, place), 0, 1, 7)
    hip = ball(bones.joints[f"hip_{side}"], bones.body.sizes["hip"][0] * girth)
    knee = ball(bones.joints[f"knee_{side}"], bones.body.sizes["knee"][0] * girth)
    return (
        Chain("leggings", (rings[5], knee), hull=True, crease=NO_CREASE, shaded=False),
        Chain(
            "leggings",
            (grown(buttock(bones, side), 0.985), rings[1], rings[2]),
            hull=True,
            crease=NO_CREASE,
            shaded=False,
        ),
        Chain("leggings", rings, balls=(hip, knee), crease=(3, 5), fade=3, main=True),
    )


def _shank(bones: Bones, side: str) -> tuple[Chain, ...]:
    bone, size = f"shank_{side}", bones.scale
    rings = evenly(lambda place: limb_ring(bones, bone, place), 0, CUFF, 7)
    knee = ball(bones.joints[f"knee_{side}"], bones.body.sizes["knee"][0] * bones.girth)
    ankle = evenly(lambda place: limb_ring(bones, bone, place, -0.35 * size), CUFF - 0.04, 0.98, 3)
    return (
        Chain("skin", ankle),
        *foot(bones, side).chains(ankle[-1]),
        Chain("leggings", (knee, rings[2]), hull=True, crease=NO_CREASE, shaded=False),
        Chain("leggings", rings, balls=(knee,), crease=(2, 6), main=True),
    )


def _upper_arm(bones: Bones, side: str) -> tuple[Chain, ...]:
    bone, size = f"upper_arm_{side}", bones.scale
    sleeve = evenly(lambda place: limb_ring(bones, bone, place, 0.7 * size), 0, SLEEVE, 4)
    bare_arm = evenly(lambda place: limb_ring(bones, bone, place), SLEEVE - 0.1, 1, 4)
    shoulder = ball(
        bones.joints[f"shoulder_{side}"], bones.body.sizes["shoulder"][0] * bones.girth + 0.7 * size
    )
    return (
        Chain("skin", bare_arm, balls=(_elbow(bones, side),), crease=(1, 3), main=True),
        Chain("top", sleeve, balls=(shoulder,), crease=(1, 3), fade=3),
    )


def _forearm(bones: Bones, side: str) -> tuple[Chain, ...]:
    rings = evenly(lambda place: limb_ring(bones, f"forearm_{side}", place), 0, 1, 6)
    return (
        Chain("skin", rings, balls=(_elbow(bones, side),), crease=(2, 5), main=True),
        *hand(bones, side).chains(),
    )


def _elbow(bones: Bones, side: str) -> Blob:
    return ball(bones.joints[f"elbow_{side}"], bones.body.sizes["elbow"][0] * bones.girth)
