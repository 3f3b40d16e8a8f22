"""Arrows, glows and breath: what is drawn over the figures."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from itertools import pairwise

from psoas_desktop.figures.bones import Bones
from psoas_desktop.figures.camera import Camera
from psoas_desktop.figures.display_list import Canvas, Glow, Item
from psoas_desktop.figures.ellipses import Spot
from psoas_desktop.figures.figure_drawing import FigureDrawing
from psoas_desktop.figures.outline import ellipse_path
from psoas_desktop.figures.palette import Palette, faded
from psoas_desktop.figures.paths import line, polygon
from psoas_desktop.figures.pose import Mark
from psoas_desktop.figures.reach import point

_ARROW_STEPS = 28
_BREATHS = 3
_SPAN = 70.0
"""Degrees that an arc of breath covers."""


def draw_mark(
    mark: Mark, figures: Mapping[str, FigureDrawing], camera: Camera, palette: Palette, canvas: Canvas
) -> None:
    """Draws one mark."""
    bones: dict[str, Bones] = {name: figure.skin.bones for name, figure in figures.items()}
    first = next(iter(bones.values()))
    spots = [camera.project(point(spec, first, bones)) for spec in mark.points]
    if mark.kind == "arrow":
        _arrow(mark, spots, palette, canvas)
    elif mark.kind == "glow":
        _glow(mark, spots[0], figures, palette, canvas)
    else:
        _breath(mark, spots[0], palette, canvas)


def _arrow(mark: Mark, spots: Sequence[Spot], palette: Palette, canvas: Canvas) -> None:
    width, head = mark.sizes["width"], mark.sizes["head"]
    run = [_bezier(spots, i / _ARROW_STEPS) for i in range(_ARROW_STEPS + 1)]
    i = len(run) - 1
    done = 0.0
    while i > 0 and done < head * 0.8:
        done += math.dist(run[i], run[i - 1])
        i -= 1
    (tx, ty), (bx, by) = run[-1], run[i]
    size = math.hypot(tx - bx, ty - by) or 1.0
    dx, dy = (tx - bx) / size, (ty - by) / size
    half = head * 0.55
    ax, ay = tx - dx * head, ty - dy * head
    tip = polygon(
        [
            (tx, ty),
            (ax - dy * half, ay + dx * half),
            (ax + dx * head * 0.18, ay + dy * head * 0.18),
            (ax + dy * half, ay - dx * half),
        ]
    )
    shaft = line([*run[: max(2, i)], (tx - dx * head * 0.7, ty - dy * head * 0.7)])
    halo, colour = faded(palette.colour("ground"), 0.9), palette.colour(mark.colour)
    canvas.stroke(shaft, halo, width + 2.6)
    canvas.stroke(tip, halo, 3.6)
    canvas.stroke(shaft, colour, width)
    canvas.put(Item(tip, fill=colour, stroke=colour, width=1.0), counts=True)


def _bezier(spots: Sequence[Spot], t: float) -> Spot:
    points = list(spots)
    while len(points) > 1:
        points = [(a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t) for a, b in pairwise(points)]
    return points[0]


def _glow(
    mark: Mark, spot: Spot, figures: Mapping[str, FigureDrawing], palette: Palette, canvas: Canvas
) -> None:
    radius, long, turn = mark.sizes["radius"], mark.sizes["long"], mark.sizes["turn"]
    c, s = math.cos(math.radians(turn)), math.sin(math.radians(turn))
    xx, xy = (long * c) ** 2 + (radius * s) ** 2, (long * long - radius * radius) * c * s
    yy = (long * s) ** 2 + (radius * c) ** 2
    m11 = math.sqrt(xx)
    ellipse = (spot[0], spot[1], m11, xy / m11, math.sqrt(max(1e-6, yy - (xy / m11) ** 2)))
    clip = [
        sub
        for name in mark.on
        for who, _, part in [name.partition(".")]
        for sub in figures[who].paths.get(part, [])
    ]
    canvas.put(
        Item(
            [ellipse_path(ellipse)],
            fill=faded(palette.colour(mark.colour), 0.85),
            clip=clip or None,
            glow=Glow(spot[0], spot[1], long, radius, turn),
        )
    )


def _breath(mark: Mark, spot: Spot, palette: Palette, canvas: Canvas) -> None:
    for i in range(_BREATHS):
        radius = mark.sizes["radius"] + i * mark.sizes["step"]
        start = mark.sizes["toward"] - _SPAN / 2
        angles = [math.radians(start + _SPAN * k / 20) for k in range(21)]
        arc = line([(spot[0] + radius * math.cos(a), spot[1] + radius * math.sin(a)) for a in angles])
        canvas.stroke(arc, faded(palette.colour(mark.colour), 0.95 - 0.26 * i), 2.0 - 0.2 * i)
