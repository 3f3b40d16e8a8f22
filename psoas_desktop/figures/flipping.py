"""A pose turned into its mirror image as data, so that a movement may go through it.

A still that is shown on its other side is painted as a mirror image. Where only one of two stills is shown
so, the room of that one has to be mirrored: what was at the right end of the mat is then at its left.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from psoas_desktop.figures.movement import mirrored
from psoas_desktop.figures.pose import (
    OTHER,
    FigurePose,
    JointPoint,
    Mark,
    Point,
    Pose,
    ShadowOn,
    SkinPoint,
    WorldPoint,
)
from psoas_desktop.figures.prop_moves import prop_flipped
from psoas_desktop.figures.scene import parts_of
from psoas_desktop.figures.skeleton import mirrored_name
from psoas_desktop.figures.vectors import Vec

_FAR = {"l": "r", "r": "l"}


def flipped(pose: Pose) -> Pose:
    """Returns the pose whose picture is the mirror image: x becomes -x, and right and left change over."""
    turn, rise = pose.view.numbers
    x, y = pose.view.light
    frame = pose.view.frame
    view = replace(
        pose.view,
        numbers=(-turn, rise),
        light=(-x, y),
        frame=frame and (-frame[2], frame[1], -frame[0], frame[3]),
    )
    return replace(
        pose,
        side=OTHER[pose.side],
        view=view,
        figures=tuple(_turned(figure) for figure in mirrored(pose).figures),
        props={name: prop_flipped(prop) for name, prop in pose.props.items()},
        order=tuple(one for step in pose.order for one in _steps(step, pose.props)),
        marks=tuple(_mark(mark) for mark in pose.marks),
    )


def _turned(figure: FigurePose) -> FigurePose:
    """A figure mirrored along the depth already, turned about by half a circle: together that is a flip."""
    return replace(
        figure,
        orient=(*figure.orient, ("y", 180.0)),
        at=_about(figure.at),
        reaches=tuple(
            replace(
                reach,
                to=_point_about(reach.to),
                pole=_about(reach.pole),
                direction=reach.direction and _about(reach.direction),
                palm=reach.palm and _about(reach.palm),
            )
            for reach in figure.reaches
        ),
        far=_FAR.get(figure.far, figure.far),
    )


def _about(vector: Vec) -> Vec:
    return (-vector[0], vector[1], -vector[2])


def _point_about(point: Point) -> Point:
    if isinstance(point, WorldPoint):
        return WorldPoint(_about(point.at))
    if isinstance(point, JointPoint):
        return replace(point, offset=_about(point.offset))
    return replace(point, touch=_about(point.touch))


def _steps(step: str | ShadowOn, props: Mapping[str, object]) -> list[str | ShadowOn]:
    """A step of the order; all of a figure is told part by part, for now its other side is the near one."""
    if isinstance(step, ShadowOn):
        x0, x1, z0, z1 = step.within
        parts = tuple(_part(part) for part in step.parts)
        return [replace(step, parts=parts, within=(-x1, -x0, z0, z1))]
    who, dot, group = step.partition(".")
    if step in props or not dot:
        return [step]
    return [_part(f"{who}.{part}") for part in parts_of(group)] if group == "*" else [_part(step)]


def _part(name: str) -> str:
    who, _, part = name.partition(".")
    return f"{who}.{mirrored_name(part)}"


def _mark(mark: Mark) -> Mark:
    sizes = dict(mark.sizes)
    if "turn" in sizes:
        sizes["turn"] = -sizes["turn"]
    if "toward" in sizes:
        sizes["toward"] = 180 - sizes["toward"]
    return replace(
        mark,
        points=tuple(_seen(point) for point in mark.points),
        sizes=sizes,
        on=tuple(_part(part) for part in mark.on),
    )


def _seen(point: Point) -> Point:
    """A point of a mark; no figure has been mirrored along the depth for it."""
    if isinstance(point, WorldPoint):
        return WorldPoint(_flip(point.at))
    if isinstance(point, JointPoint):
        return replace(point, joint=mirrored_name(point.joint), offset=_flip(point.offset))
    assert isinstance(point, SkinPoint)
    return replace(point, bone=mirrored_name(point.bone), touch=_flip(point.touch))


def _flip(vector: Vec) -> Vec:
    return (-vector[0], vector[1], vector[2])
