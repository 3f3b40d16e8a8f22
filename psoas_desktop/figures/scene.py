"""Puts a whole picture together: solves the pose and draws it from back to front."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Any

from psoas_desktop.figures.body import Body
from psoas_desktop.figures.bones import Bones
from psoas_desktop.figures.camera import Camera, oblique, orthographic
from psoas_desktop.figures.chair_drawing import draw_chair
from psoas_desktop.figures.display_list import Canvas, DisplayList, Item
from psoas_desktop.figures.ellipses import Spot
from psoas_desktop.figures.figure_drawing import FigureDrawing, far_shares
from psoas_desktop.figures.head_drawing import draw_head
from psoas_desktop.figures.marks import draw_mark
from psoas_desktop.figures.palette import Palette
from psoas_desktop.figures.paths import Box, Sub
from psoas_desktop.figures.pose import Pose, ShadowOn, View
from psoas_desktop.figures.prop_drawing import (
    Workshop,
    draw_block,
    draw_bolster,
    draw_cushion,
    draw_glass,
    draw_mat,
    draw_wall,
    draw_wedge,
)
from psoas_desktop.figures.props import Block, Bolster, Chair, Cushion, Glass, Mat, Prop, Wall, Wedge
from psoas_desktop.figures.shadow import ground, shadow_on, shadows
from psoas_desktop.figures.skin import Skin
from psoas_desktop.figures.solve import solve
from psoas_desktop.routine.values import dataclass

_FAR_TO_NEAR = (
    "forearm_l", "upper_arm_l", "shank_l", "thigh_l", "pelvis", "shank_r", "thigh_r", "top", "neck", "head",
    "upper_arm_r", "forearm_r",
)  # fmt: skip
_DRAWERS: Mapping[type[Prop], Callable[[Workshop, Any], None]] = {
    Mat: draw_mat,
    Chair: draw_chair,
    Bolster: draw_bolster,
    Cushion: draw_cushion,
    Wedge: draw_wedge,
    Wall: draw_wall,
    Block: draw_block,
}
_ALONG = 0.93
"""The cosine from which light counts as falling along a trunk."""
_FLAT = (Mat, Wall)
"""Props that never come between the parts of a body."""


def camera_of(view: View) -> Camera:
    """Returns the camera of a view."""
    first, second = view.numbers
    return oblique(first, second) if view.kind == "oblique" else orthographic(first, second)


def parts_of(group: str) -> tuple[str, ...]:
    """Returns the parts that a name in the order stands for, from back to front."""
    if group == "*":
        return _FAR_TO_NEAR
    if group == "torso":
        return ("pelvis", "top", "neck", "head")
    if group.startswith("leg_"):
        return (f"shank_{group[-1]}", f"thigh_{group[-1]}")
    if group.startswith("arm_"):
        return (f"upper_arm_{group[-1]}", f"forearm_{group[-1]}")
    return (group,)


def build(pose: Pose, body: Body, palette: Palette, side: str = "") -> DisplayList:
    """Draws a pose.

    Args:
        pose: The pose.
        body: The body of its figures.
        palette: The theme.
        side: ``left`` or ``right``; empty for the side that the pose shows by itself.

    Returns:
        The picture; the other side is the exact mirror image.
    """
    figures = solve(pose, body)
    return draw(pose, figures, palette, staged(pose, figures), mirrored=bool(side) and side != pose.side)


@dataclass(frozen=True, slots=True)
class Staging:
    """How a picture is looked at and lit.

    Attributes:
        camera: Where it is seen from.
        light: The direction of the picture towards which things grow darker.
        lights: The same for each figure.
        far: How far each part of a limb is, by figure.
        opacity: How opaque a thing is, or the mark of a number such as ``#0``, where it is not wholly there.
        ground: The quiet ellipse of the floor; its colour is the theme's.
        box: What the picture shows, in cm; None for all that is drawn.
    """

    camera: Camera
    light: Spot
    lights: Mapping[str, Spot]
    far: Mapping[str, Mapping[str, float]]
    opacity: Mapping[str, float]
    ground: Sub
    box: Box | None


def staged(pose: Pose, figures: Mapping[str, Bones]) -> Staging:
    """Returns how a still pose is looked at."""
    camera = camera_of(pose.view)
    x, y = pose.view.light
    size = (x * x + y * y) ** 0.5 or 1.0
    light = (x / size, y / size)
    return Staging(
        camera=camera,
        light=light,
        lights={name: _light_on(bones, camera, light) for name, bones in figures.items()},
        far={name: far_shares(bones, camera) for name, bones in figures.items()},
        opacity={},
        ground=ground(pose, figures, camera),
        box=pose.view.frame,
    )


def draw(
    pose: Pose, figures: Mapping[str, Bones], palette: Palette, staging: Staging, *, mirrored: bool
) -> DisplayList:
    """Draws figures that have been solved.

    Args:
        pose: Things, order and marks.
        figures: The figures.
        palette: The theme.
        staging: How it is looked at.
        mirrored: Whether its mirror image is shown.
    """
    return _Scene(pose, figures, palette, staging).drawn(mirrored=mirrored)


def _light_on(bones: Bones, camera: Camera, light: Spot) -> Spot:
    """The light on a figure: turned where it falls along the trunk and would only darken its middle."""
    x, y = camera.project(bones.directions["thorax"])
    size = math.hypot(x, y)
    if size < 0.3 or abs(x * light[0] + y * light[1]) < _ALONG * size:
        return light
    side = 1.0 if light[0] >= 0 else -1.0
    turned = (0.5 * light[0] + side * abs(y) / size, 0.5 * light[1] + side * abs(x) / size)
    size = math.hypot(*turned)
    return (turned[0] / size, turned[1] / size)


class _Scene:
    """One picture in the making."""

    def __init__(self, pose: Pose, figures: Mapping[str, Bones], palette: Palette, staging: Staging) -> None:
        self.pose, self.palette, self.staging = pose, palette, staging
        self.figures = {name: Skin(bones) for name, bones in figures.items()}
        self.camera, self.canvas = staging.camera, Canvas()
        self.shop = Workshop(self.camera, palette, staging.light, self.canvas)
        self.drawings = {
            name: FigureDrawing(
                skin, self.camera, palette, staging.lights[name], self.canvas, staging.far[name]
            )
            for name, skin in self.figures.items()
        }
        self.last = ""

    def drawn(self, *, mirrored: bool) -> DisplayList:
        pose, canvas = self.pose, self.canvas
        canvas.put(Item([self.staging.ground], fill=self.palette.colour("floor")))
        for step in pose.order:
            if isinstance(step, ShadowOn):
                self._flat(shadow_on(self.figures, self.camera, self.palette, step))
            elif step == "*shadow":
                y, reach = pose.shadow
                parts = [f"{name}.{part}" for name in self.figures for part in _FAR_TO_NEAR if part != "neck"]
                self._flat(shadows(self.figures, self.camera, self.palette, y, reach, parts))
            elif step in pose.props:
                self._prop(step)
            else:
                self._parts(step)
        for i, mark in enumerate(pose.marks):
            if not mark.on:
                self._mark(i)
        box = self.staging.box or canvas.box
        assert box is not None
        return DisplayList(tuple(canvas.items), box, self.palette.colour("ground"), mirrored)

    def _flat(self, items: list[Any]) -> None:
        for item in items:
            self.canvas.put(item)
        self.last = ""

    def _prop(self, name: str) -> None:
        prop, start = self.pose.props[name], len(self.canvas.items)
        if isinstance(prop, Glass):
            draw_glass(self.shop, prop, self.figures[prop.figure].bones)
        else:
            _DRAWERS[type(prop)](self.shop, prop)
        self.canvas.fade(start, self.staging.opacity.get(name, 1.0))
        if not isinstance(prop, _FLAT):
            self.last = ""

    def _parts(self, step: str) -> None:
        who, _, group = step.partition(".")
        drawing = self.drawings[who]
        if self.last != who:  # something came between: lines start afresh
            drawing.begin()
            self.last = who
        for part in parts_of(group):
            if part == "head":
                draw_head(drawing)
            else:
                drawing.draw(part)
                self._marks_on(f"{who}.{part}")

    def _marks_on(self, drawn: str) -> None:
        """Draws the marks whose last part has just been drawn, so that what comes later covers them."""
        for i, mark in enumerate(self.pose.marks):
            if drawn in mark.on and all(
                part in self.drawings[who].paths for who, _, part in (name.partition(".") for name in mark.on)
            ):
                self._mark(i)

    def _mark(self, i: int) -> None:
        start = len(self.canvas.items)
        draw_mark(self.pose.marks[i], self.drawings, self.camera, self.palette, self.canvas)
        self.canvas.fade(start, self.staging.opacity.get(f"#{i}", 1.0))
