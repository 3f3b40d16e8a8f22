"""Hands and feet."""

from __future__ import annotations

from psoas_desktop.figures.bones import Bones
from psoas_desktop.figures.rings import NO_CREASE, Blob, Chain, ball, ellipsoid, moved
from psoas_desktop.figures.skeleton import SIGN
from psoas_desktop.figures.vectors import (
    Vec,
    across,
    along,
    cross,
    dot,
    length,
    scale,
    subtract,
    turned,
    unit,
)
from psoas_desktop.routine.values import dataclass

RELAXED = 0.25
"""How much the fingers of a hand curl that does nothing; 1 is a fist."""
LYING_ON = 0.03
"""How much they curl when the palm lies on something."""


@dataclass(frozen=True, slots=True)
class Hand:
    """A hand: palm, four fingers and a thumb.

    Attributes:
        middle: The middle of the palm.
        palm: The solids of the palm.
        fingers: Those of each finger, then of the thumb.
    """

    middle: Vec
    palm: tuple[Blob, ...]
    fingers: tuple[tuple[Blob, ...], ...]

    def chains(self) -> tuple[Chain, ...]:
        """Returns what is drawn."""
        fingers = (Chain("skin", finger, hull=True, shaded=False) for finger in self.fingers)
        return (Chain("skin", self.palm, crease=(0, len(self.palm) - 1)), *fingers)


def hand(bones: Bones, side: str) -> Hand:
    """Builds a hand from its wrist, the direction of its fingers and where its palm faces."""
    size, sign = bones.scale, SIGN[side]
    wrist, ahead = bones.joints[f"wrist_{side}"], bones.directions[f"hand_{side}"]
    thumb, palm = _axes(bones, side)
    curl = curl_of(bones, side)

    def at(out: float, across_: float, up: float = 0.0) -> Vec:
        return along(along(along(wrist, ahead, out * size), thumb, across_ * size), palm, up * size)

    blobs = tuple(
        ellipsoid(at(out, shift), (ahead, thumb, palm), (thick * size, wide * size, thick * size))
        for out, wide, thick, shift in bones.body.hand["palm"]
    )
    fingers: list[tuple[Blob, ...]] = []
    for out, shift, long, radius, fan in bones.body.hand["fingers"]:
        spread = turned(ahead, palm, -sign * fan * (1 - curl))
        base = turned(spread, thumb, sign * curl * 75)
        tip = turned(spread, thumb, sign * curl * 170)
        start = at(out, shift)
        knuckle = along(start, base, long * 0.52 * size)
        end = along(knuckle, tip, long * 0.48 * size)
        fingers.append(
            (ball(start, radius * 1.12 * size), ball(knuckle, radius * size), ball(end, radius * 0.82 * size))
        )
    fingers.append(
        tuple(
            ball(at(out, shift * (1 - 0.45 * curl), curl * 2.2), radius * size)
            for out, shift, radius in bones.body.hand["thumb"]
        )
    )
    return Hand(at(6.0, 0.0), blobs, tuple(fingers))


def curl_of(bones: Bones, side: str) -> float:
    """Returns how far the fingers of a hand are bent: 0 straight, 1 a fist."""
    held = any(r.limb == f"hand_{side}" and r.by == "palm" for r in bones.pose.reaches)
    return bones.bend("curl", side, LYING_ON if held else RELAXED)


def palm_of(bones: Bones, side: str) -> Vec:
    """Returns where the palm of a hand faces."""
    return scale(unit(cross(bones.directions[f"hand_{side}"], _axes(bones, side)[0])), -SIGN[side])


def _axes(bones: Bones, side: str) -> tuple[Vec, Vec]:
    """Returns where the thumb points and where the palm faces."""
    sign, ahead = SIGN[side], bones.directions[f"hand_{side}"]
    if side in bones.palms:
        thumb = scale(unit(cross(ahead, bones.palms[side])), sign)
    else:
        front = across(bones.fronts[f"forearm_{side}"], ahead)
        if length(front) < 0.3:
            front = cross(ahead, bones.rights["thorax"])
        thumb = turned(unit(front), ahead, bones.bend("hand_roll", side) * sign)
    return thumb, scale(unit(cross(ahead, thumb)), -sign)


@dataclass(frozen=True, slots=True)
class Foot:
    """A foot: its solids by name, and where they are."""

    blobs: dict[str, Blob]
    up: Vec
    shod: bool
    size: float

    @property
    def ball(self) -> Vec:
        """The middle of the ball of the foot."""
        return self.blobs["ball"][0]

    @property
    def toe(self) -> Vec:
        """The middle of the toes."""
        return self.blobs["toe"][0]

    @property
    def heel(self) -> Vec:
        """The middle of the heel."""
        return self.blobs["heel"][0]

    def chains(self, shin: Blob) -> tuple[Chain, ...]:
        """Returns what is drawn; ``shin`` is the last ring above the ankle."""
        b = self.blobs
        feet = (
            Chain("foot", (shin, b["ankle"], b["heel"]), hull=True),
            Chain("foot", (b["ankle"], b["instep"], b["ball"]), hull=True, shaded=False),
            Chain("foot", (b["heel"], b["instep"]), hull=True, crease=NO_CREASE, shaded=False),
            Chain("foot", (b["heel"], b["ball"], b["toe"]), hull=True),
        )
        if not self.shod:
            return feet
        sole = tuple(moved(b[name], self.up, -0.9 * self.size) for name in ("heel", "ball", "toe"))
        return (Chain("sole", sole, hull=True, shaded=False), *feet)


def foot(bones: Bones, side: str) -> Foot:
    """Builds a foot from its ankle, the direction of its toes and its shank."""
    size, sizes = bones.scale, bones.body.sizes
    ankle, ahead = bones.joints[f"ankle_{side}"], bones.directions[f"foot_{side}"]
    shank, front = bones.directions[f"shank_{side}"], bones.fronts[f"shank_{side}"]
    a, b = dot(ahead, front), dot(ahead, shank)
    up = subtract(scale(front, b), scale(shank, a))
    if length(up) < 0.2:
        up = scale(shank, -1)
    up = unit(across(up, ahead))
    right = cross(up, ahead)

    def solid(name: str, toward: Vec, rise: Vec, base: Vec) -> Blob:
        out, high, radius, wide = sizes[name]
        middle = along(along(base, toward, out * size), rise, high * size)
        return ellipsoid(middle, (toward, rise, right), (radius * size, radius * size, wide * size))

    blobs = {name: solid(name, ahead, up, ankle) for name in ("ankle", "heel", "instep", "ball", "toe")}
    bend = bones.bend("toes", side)
    if bend:
        hinge = blobs["ball"][0]
        out, high = sizes["ball"][0] * size, sizes["ball"][1] * size
        toward, rise = turned(ahead, right, -bend), turned(up, right, -bend)
        base = along(along(hinge, toward, -out), rise, -high)
        blobs["toe"] = solid("toe", toward, rise, base)
    return Foot(blobs, up, bones.pose.looks.shoes, size)
