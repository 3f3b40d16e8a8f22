"""Bodies between the keys of a movement: bones keep their lengths, hands and feet that stay, stay."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from psoas_desktop.figures.body import Body
from psoas_desktop.figures.bones import Bones
from psoas_desktop.figures.movement import Movement
from psoas_desktop.figures.pose import FigurePose
from psoas_desktop.figures.pose_reading import PARTS
from psoas_desktop.figures.reach import bend_to
from psoas_desktop.figures.rotations import Frame, Rotation, near, normal
from psoas_desktop.figures.skeleton import SIDES
from psoas_desktop.figures.skin import lowest
from psoas_desktop.figures.smooth import Way, place
from psoas_desktop.figures.solve import solve
from psoas_desktop.figures.stance import POINTED, TURNED, Stance, bones_of, stance_of
from psoas_desktop.figures.vectors import Vec, add, cross, distance, mixed, scale, subtract, unit

STAYS = 2.0
"""A hand or a foot that is this near to its place in the next key, in cm, stays where it is on the way."""
_ROUNDS = 8
_CLOSE = 0.05
_ENDS = {f"{limb}_{side}": f"{end}_{side}" for limb, end in (("foot", "ankle"), ("hand", "wrist"))
         for side in SIDES}  # fmt: skip

_PARTS = {f"hand_{side}": (f"upper_arm_{side}", f"forearm_{side}") for side in SIDES} | {
    f"foot_{side}": (f"shank_{side}",) for side in SIDES
}
"""The parts that a hand or a foot brings with it."""
_FOOT_OF = {f"shank_{side}": f"foot_{side}" for side in SIDES}
_WEIGHT = tuple(part for part in PARTS if part not in (*_PARTS["hand_r"], *_PARTS["hand_l"]))
"""What a body comes to lie on; an arm that would go through the floor on its way bends instead."""


class Between:
    """One figure through a movement."""

    def __init__(self, movement: Movement, keys: Sequence[Bones], body: Body) -> None:
        """Takes the movement, and the figure in each of its keys."""
        self._movement, self._keys, self._body = movement, keys, body
        self._times = [key.at for key in movement.keys]
        stances = [stance_of(bones) for bones in keys]
        self._bends = tuple(stances[0].bends)
        self._way = self._through(_rows(stances, self._bends))
        joints = {key.anchor for key in movement.keys} | set(_ENDS.values())
        self._joints = {
            joint: self._through([list(bones.joints[joint]) for bones in keys]) for joint in joints
        }
        lows = [[lowest(bones, [part]) for part in PARTS] for bones in keys]
        self._lows = self._through(lows)
        self._floor = min(map(min, lows))

    def _through(self, rows: Sequence[Sequence[float]]) -> Way:
        return Way(self._times, rows, cycle=self._movement.cycle)

    def at(self, time: float) -> Bones:
        """Returns the figure at a time in seconds."""
        i, share = place(self._times, time)
        if share <= 0 or share >= 1:
            return self._keys[i + (share >= 1)]
        stance = self._stance(self._way.at(time))
        who = self._keys[i + (share >= 0.5)].pose
        key = self._movement.keys[i + 1]
        x, y, z = self._joints[key.anchor].at(time)
        ends = self._ends(i, time, share)
        lows = dict(zip(PARTS, self._lows.at(time), strict=True))

        def put() -> Bones:
            return self._put(stance, who, key.anchor, (x, y, z), ends, (i, share))

        bones = put()
        # who stands or kneels on both feet is held by them, and by the anchor
        free = tuple(part for part in _WEIGHT if _FOOT_OF.get(part) not in ends)
        held = len(_WEIGHT) - len(free) == len(_FOOT_OF)
        low = self._floor if held else min(lows[part] for part in free)
        for _ in range(_ROUNDS):
            gap = low - lowest(bones, free)
            if gap < _CLOSE and (held or gap > -_CLOSE):
                break
            y += gap
            bones = put()
        for limb, parts in _PARTS.items():
            if limb.startswith("hand") or limb in ends:
                self._lift(bones, limb, min(self._floor, *(lows[part] for part in parts)))
        return bones

    def _lift(self, bones: Bones, limb: str, least: float) -> None:
        """Bends an arm or a leg that would go through the floor."""
        end, parts = _ENDS[limb], _PARTS[limb]
        for _ in range(_ROUNDS):
            gap = least - lowest(bones, parts)
            if gap < _CLOSE:
                break
            x, y, z = bones.joints[end]
            bend_to(bones, limb, (x, y + gap, z))
            x, y, z = bones.directions[limb]
            if y < 0 and limb.startswith("hand"):
                bones.directions[limb] = unit((x, y * 0.4, z))

    def _stance(self, row: Sequence[float]) -> Stance:
        values = iter(row)

        def vector() -> Vec:
            return (next(values), next(values), next(values))

        turns = {bone: normal((next(values), *vector())) for bone in TURNED}
        points = {bone: vector() for bone in POINTED}
        shoulders = {side: vector() for side in SIDES}
        return Stance((0.0, 0.0, 0.0), turns, points, shoulders, {bend: next(values) for bend in self._bends})

    def _ends(self, i: int, time: float, share: float) -> dict[str, Vec]:
        """Where the hands and feet are that stay, or go straight."""
        key, found = self._movement.keys[i + 1], dict[str, Vec]()
        for limb, end in _ENDS.items():
            stays = distance(self._keys[i].joints[end], self._keys[i + 1].joints[end]) < STAYS
            if limb in key.paths or stays:
                x, y, z = self._joints[end].at(time)
                found[limb] = (x, y + key.paths.get(limb, 0.0) * math.sin(math.pi * share) ** 2, z)
        return found

    def _put(
        self,
        stance: Stance,
        who: FigurePose,
        anchor: str,
        spot: Vec,
        ends: Mapping[str, Vec],
        where: tuple[int, float],
    ) -> Bones:
        bones = bones_of(stance, who, self._body)
        by = subtract(spot, bones.joints[anchor])
        for name, joint in bones.joints.items():
            bones.joints[name] = add(joint, by)
        i, share = where
        share = share * share * (3 - 2 * share)
        for limb, goal in ends.items():
            bend_to(bones, limb, goal)
            a, b = self._keys[i].directions[limb], self._keys[i + 1].directions[limb]
            if limb in stance.points and limb in self._movement.keys[i + 1].paths:
                shank = f"shank_{limb[-1]}"
                along_, front = bones.directions[shank], bones.fronts[shank]
                bones.directions[limb] = unit(_in(stance.points[limb], (front, along_, cross(front, along_))))
            else:
                # a sole or a palm that lies on something turns with that, not with its limb
                bones.directions[limb] = unit(mixed(a, b, share))
        return bones


def _in(shares: Vec, frame: Frame) -> Vec:
    """The vector that has such shares along the vectors of a frame."""
    a, b, c = (scale(axis, share) for axis, share in zip(frame, shares, strict=True))
    return add(a, add(b, c))


def _rows(stances: Sequence[Stance], bends: Sequence[str]) -> list[list[float]]:
    """The numbers of stances; turns by the short way round."""
    rows: list[list[float]] = []
    last: dict[str, Rotation] = {}
    for stance in stances:
        row: list[float] = []
        for bone in TURNED:
            last[bone] = near(stance.turns[bone], last.get(bone, stance.turns[bone]))
            row += last[bone]
        for bone in POINTED:
            row += stance.points[bone]
        for side in SIDES:
            row += stance.shoulders[side]
        rows.append([*row, *(stance.bends[bend] for bend in bends)])
    return rows


def solved_keys(movement: Movement, body: Body) -> list[dict[str, Bones]]:
    """Returns the figures of each key, where the key puts them."""
    found = []
    for key in movement.keys:
        figures = solve(key.pose, body)
        for bones in figures.values():
            for name, joint in bones.joints.items():
                bones.joints[name] = add(joint, key.move)
        found.append(figures)
    return found
