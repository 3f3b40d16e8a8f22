"""A movement as pictures: what is between two keys of bodies, things, light and camera."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import reduce

from psoas_desktop.figures.between import Between, solved_keys
from psoas_desktop.figures.body import Body
from psoas_desktop.figures.bones import Bones
from psoas_desktop.figures.camera import Camera, camera_through
from psoas_desktop.figures.display_list import DisplayList
from psoas_desktop.figures.ellipses import Spot
from psoas_desktop.figures.movement import Movement
from psoas_desktop.figures.palette import Palette
from psoas_desktop.figures.paths import Box, Sub, joined
from psoas_desktop.figures.pose import Mark, Pose, ShadowOn
from psoas_desktop.figures.prop_moves import prop_between, prop_moved
from psoas_desktop.figures.props import Chair, Prop, Wall
from psoas_desktop.figures.scene import Staging, draw, staged
from psoas_desktop.figures.smooth import Way, place
from psoas_desktop.figures.vectors import eased, mixed

_GOES, _COMES, _STANDS = (0.08, 0.42), (0.2, 0.55), (0.0, 0.28)
"""From which share of the way to which a thing goes that is not in the next key; one comes; a chair comes."""
_WIDENS = 0.35
"""Over which share of a movement the frame becomes that of the whole, and that of the last still again."""
_AGAIN = "again"
"""Added to the name of a thing that stands elsewhere in the next key."""


class Motion:
    """A movement that can be drawn at any time of it."""

    def __init__(self, movement: Movement, body: Body, palette: Palette, *, back: bool = False) -> None:
        """Solves its keys.

        Args:
            movement: The movement.
            body: The body of its figures.
            palette: The theme.
            back: Whether it goes from its end to its start.
        """
        self.movement, self._palette, self._back = movement, palette, back
        self._keys = solved_keys(movement, body)
        self._times = [key.at for key in movement.keys]
        self._poses = [_moved(key.pose, key.move) for key in movement.keys]
        self._figures = {
            name: Between(movement, [figures[name] for figures in self._keys], body) for name in self._keys[0]
        }
        stagings = [staged(pose, figures) for pose, figures in zip(self._poses, self._keys, strict=True)]
        # who walks on the spot stands on one ground
        still = stagings[0].ground if movement.cycle else None
        self._stagings = [
            replace(staging, box=self._box(i, staging), ground=still or staging.ground)
            for i, staging in enumerate(stagings)
        ]
        self._grounds = Way(
            self._times, [staging.ground.coords for staging in self._stagings], cycle=movement.cycle
        )
        self._boxes = [staging.box for staging in self._stagings if staging.box]
        self._whole = reduce(joined, self._boxes)

    def _frame(self, time: float) -> Box:
        """What is shown: all of the movement, and at both ends what the stills show."""
        share = time / self.movement.seconds
        out, back = eased(share / _WIDENS), eased((share - 1) / _WIDENS + 1)
        first, last = self._boxes[0], self._boxes[-1]
        x0, y0, x1, y1 = (
            wide + (start - wide) * (1 - out) + (end - wide) * back
            for start, wide, end in zip(first, self._whole, last, strict=True)
        )
        return (x0, y0, x1, y1)

    def _box(self, i: int, staging: Staging) -> Box:
        """What the still of a key shows, at its new place."""
        frame = self._poses[i].view.frame
        if frame is None:
            return draw(self._poses[i], self._keys[i], self._palette, staging, mirrored=False).box
        x, y = staging.camera.project(self.movement.keys[i].move)
        return (frame[0] + x, frame[1] + y, frame[2] + x, frame[3] + y)

    def figures(self, time: float) -> dict[str, Bones]:
        """Returns the figures at a time in seconds."""
        time = self._on_the_way(time)
        return {name: between.at(time) for name, between in self._figures.items()}

    def _on_the_way(self, time: float) -> float:
        return self.movement.seconds - time if self._back else time

    def times(self, rate: float) -> list[float]:
        """Returns the times of its pictures, so many a second; a cycle's last is the one before its first."""
        count = self.movement.pictures(rate)
        last = count if self.movement.cycle else count - 1
        return [self.movement.seconds * i / last for i in range(count)]

    def picture(self, time: float, *, mirrored: bool = False) -> DisplayList:
        """Returns what to paint at a time in seconds."""
        on = self._on_the_way(time)
        i, share = place(self._times, on)
        share = share * share * (3 - 2 * share)
        pose, opacity = self._pose(i, share)
        staging = replace(self._staging(i, share, on), opacity=opacity)
        return draw(pose, self.figures(time), self._palette, staging, mirrored=mirrored)

    def _pose(self, i: int, share: float) -> tuple[Pose, dict[str, float]]:
        """Things, order and marks between two keys, and how opaque what goes and comes is."""
        a, b = self._poses[i], self._poses[i + 1]
        if share <= 0 or share >= 1:
            return (b if share >= 1 else a), {}
        props: dict[str, Prop] = {}
        opacity: dict[str, float] = {}
        renamed: dict[str, str] = {}
        for name in (*a.props, *(name for name in b.props if name not in a.props)):
            one, other = a.props.get(name), b.props.get(name)
            way = prop_between(one, other, share) if one and other else None
            if way:
                props[name] = way
                continue
            if one:
                props[name], opacity[name] = one, 1 - _done(share, _GOES)
            if other:
                new = name + _AGAIN if one else name
                renamed[name], props[new] = new, other
                opacity[new] = _done(share, _STANDS if isinstance(other, Chair | Wall) else _COMES)
        now, later = list(a.order), [_named(step, renamed) for step in b.order]
        order = _merged(now, later, props) if share < 0.5 else _merged(later, now, props)
        marks: list[Mark] = []
        for mark in (*a.marks, *b.marks):
            if mark in a.marks and mark in b.marks:
                shown = 1.0
            else:
                shown = max(0.0, 1 - 5 * share) if mark in a.marks else max(0.0, 5 * share - 4)
            if shown > 0 and mark not in marks:
                opacity[f"#{len(marks)}"] = shown
                marks.append(mark)
        shadow = (
            a.shadow[0] + (b.shadow[0] - a.shadow[0]) * share,
            a.shadow[1] + (b.shadow[1] - a.shadow[1]) * share,
        )
        return replace(a, props=props, order=order, marks=tuple(marks), shadow=shadow), opacity

    def _staging(self, i: int, share: float, time: float) -> Staging:
        a, b = self._stagings[i], self._stagings[i + 1]
        return Staging(
            camera=_camera(a.camera, b.camera, share),
            light=_light(a.light, b.light, share),
            lights={name: _light(light, b.lights[name], share) for name, light in a.lights.items()},
            far={name: _shares(far, b.far[name], share) for name, far in a.far.items()},
            opacity={},
            ground=Sub(self._grounds.at(time)),
            box=self._frame(time),
        )


def _done(share: float, span: tuple[float, float]) -> float:
    return eased((share - span[0]) / (span[1] - span[0]))


def _camera(a: Camera, b: Camera, share: float) -> Camera:
    if a == b:
        return a
    return camera_through(mixed(a.right, b.right, share), mixed(a.up, b.up, share))


def _moved(pose: Pose, by: tuple[float, float, float]) -> Pose:
    """A still with its things elsewhere; its figures have been moved by themselves."""
    if not any(by):
        return pose
    return replace(pose, props={name: prop_moved(prop, by) for name, prop in pose.props.items()})


def _light(a: Spot, b: Spot, share: float) -> Spot:
    x, y = a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share
    size = math.hypot(x, y)
    return (x / size, y / size) if size > 1e-6 else b


def _shares(a: Mapping[str, float], b: Mapping[str, float], share: float) -> dict[str, float]:
    names = (*a, *(name for name in b if name not in a))
    return {name: a.get(name, 0.0) * (1 - share) + b.get(name, 0.0) * share for name in names}


def _named(step: str | ShadowOn, renamed: Mapping[str, str]) -> str | ShadowOn:
    return renamed.get(step, step) if isinstance(step, str) else step


def _merged(
    order: Sequence[str | ShadowOn], other: Sequence[str | ShadowOn], props: Mapping[str, Prop]
) -> tuple[str | ShadowOn, ...]:
    """An order with the things of another one, each after what it came after there."""
    found = list(order)
    for i, step in enumerate(other):
        if step in props and step not in found:
            before = next((one for one in reversed(other[:i]) if one in found), None)
            found.insert(found.index(before) + 1 if before is not None else 0, step)
    return tuple(found)
