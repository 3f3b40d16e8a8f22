"""Draws a head: hair, the cap of the face, profile, ear, eyes and mouth."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from psoas_desktop.figures.display_list import Item
from psoas_desktop.figures.ellipses import furthest, projected, shifted, shrunk
from psoas_desktop.figures.figure_drawing import FigureDrawing
from psoas_desktop.figures.head import Head, head_of
from psoas_desktop.figures.outline import ellipse_path, outline
from psoas_desktop.figures.palette import Colour, blend
from psoas_desktop.figures.paths import Path, hull, line, polygon
from psoas_desktop.figures.rings import Blob, ellipsoid
from psoas_desktop.figures.vectors import Vec, add, along, cross, dot, eased, mixed, scale, unit

_AROUND = tuple((math.cos(i * math.pi / 24), math.sin(i * math.pi / 24)) for i in range(48))
"""Points of a circle."""
_RIM = 2.0
"""Curls nearer than the middle of the head by so many cm lie on the face's side of the hairline."""
_LINE = 0.7
"""Width of the lines of a face, in cm."""


@dataclass(slots=True)
class HeadDrawing:
    """Draws the head of one figure."""

    figure: FigureDrawing
    head: Head
    skin: Colour
    hair: Colour

    def draw(self) -> None:
        """Draws it, from back to front."""
        figure, head, shapes = self.figure, self.head, self.head.shapes
        style = shapes["hair"][figure.skin.bones.pose.looks.hair]
        facing = dot(head.front, figure.camera.view)
        hair = self._wrapped([head.solid(row) for row in style["solids"]])
        face = self._wrapped([head.solid(row) for row in shapes["face"]])
        face += self._wrapped([head.ball(row) for row in shapes["nose"]])
        curls = [head.ball_at(row) for row in style.get("curls", ())]
        middle = figure.camera.depth(head.point(0.6, 10.2))
        hair += self._dots([curl for curl in curls if figure.camera.depth(curl[0]) < middle + _RIM])
        front = self._dots([curl for curl in curls if figure.camera.depth(curl[0]) >= middle + _RIM])
        whole = [ellipse_path(projected(figure.camera, head.ellipsoid("cranium"))), *face, *hair]
        cap = self._cap(style["hairline"])
        if figure.palette.edge:
            edge = figure.palette.colour("body_edge")
            figure.canvas.stroke(whole, edge, 2 * figure.palette.edge, counts=False)
        self._chin_shadow(facing)
        knot = head.ball(style["knot"]) if "knot" in style else None
        near = (
            knot is not None and figure.camera.depth(knot[0]) > figure.camera.depth(head.point(0.6, 10.2)) + 2
        )
        if knot is not None and not near:
            self._knot(knot)
        self._skull(style, facing, hair, face, cap, front)
        if knot is not None and near:
            self._knot(knot)
        figure.sees(whole)

    def _skull(
        self, style: Mapping[str, Any], facing: float, hair: Path, face: Path, cap: Path, curls: Path
    ) -> None:
        """Draws hair, face and ears; a face that is turned away comes first, so that the hair hides it."""
        canvas, away = self.figure.canvas, facing < -0.25
        if away:
            canvas.fill(face, self.skin)
        if style["ears"] and facing > 0.8:
            self._ears(from_the_front=True)
        canvas.fill(hair, self.hair)
        canvas.fill(cap, self.skin)
        if not away:
            canvas.fill(face, self.skin)
        if curls:
            canvas.fill(curls, self.hair, counts=False)
        if facing > -0.8:
            if "temple" in style:
                self._temples(style["temple"])
            if style["ears"]:
                self._ears()
        if not away:
            self._features(facing)

    def _dots(self, blobs: Sequence[Blob]) -> Path:
        return [ellipse_path(projected(self.figure.camera, blob)) for blob in blobs]

    def _wrapped(self, blobs: Sequence[Blob]) -> Path:
        return outline([projected(self.figure.camera, blob) for blob in blobs], hull=True).path()

    def _chin_shadow(self, facing: float) -> None:
        figure = self.figure
        if "neck" not in figure.paths or facing < -0.5 or not figure.palette.shade:
            return
        dx, dy = figure.light
        row = [projected(figure.camera, self.head.solid(row)) for row in self.head.shapes["face"]]
        path = outline([shifted(e, dx * 1.2, dy * 3.0) for e in row], hull=True).path()
        dark = blend(self.skin, figure.shade("skin"), figure.palette.shade * 1.3)
        figure.canvas.put(Item(path, fill=dark, clip=figure.paths["neck"]))

    def _knot(self, knot: Blob) -> None:
        figure = self.figure
        e = projected(figure.camera, knot)
        figure.canvas.fill([ellipse_path(e)], self.hair)
        if figure.palette.shade:
            dark = blend(self.hair, figure.shade("hair"), 0.35)
            figure.canvas.fill([ellipse_path(shrunk(e, figure.light, 0.62))], dark, counts=False)

    def _temples(self, row: Sequence[float]) -> None:
        """The hair in front of an ear: it rounds the line that the cap of the face leaves straight."""
        figure, head = self.figure, self.head
        front, up, wide, high, out = row
        size = head.size
        for sign in (1, -1):
            share = eased((dot(head.right, figure.camera.view) * sign - 0.35) / 0.5)
            if share > 0:
                temple = ellipsoid(
                    head.point(front - 3.0 * (1 - share), up, sign * out),
                    (head.front, head.up, head.right),
                    (wide * size, high * size, 1.2 * size),
                )
                figure.canvas.fill([ellipse_path(projected(figure.camera, temple))], self.hair, counts=False)

    def _ears(self, *, from_the_front: bool = False) -> None:
        figure, head = self.figure, self.head
        front, up, wide, high, out = head.shapes["ear"]
        for sign in (1, -1):
            if from_the_front or dot(head.right, figure.camera.view) * sign > 0.25:
                size = head.size
                ear = ellipsoid(
                    head.point(front, up, sign * out),
                    (head.front, head.up, head.right),
                    (wide * size, high * size, 0.8 * size),
                )
                dark = blend(self.skin, figure.shade("skin"), 0.22)
                figure.canvas.fill([ellipse_path(projected(figure.camera, ear))], dark, counts=False)

    def _sees(self, front: float, right: float) -> bool:
        """Whether a place of the face, given by its front and side, is turned to the viewer."""
        head = self.head
        normal = add(scale(head.front, (front - 1.0) / 81.0), scale(head.right, right / 46.24))
        return dot(unit(normal), self.figure.camera.view) > 0.08

    def _features(self, facing: float) -> None:
        figure, head, shapes = self.figure, self.head, self.head.shapes
        dark = blend(figure.shade("hair"), self.hair, 0.2)
        lip = blend(self.skin, figure.shade("skin"), 0.62)
        width = _LINE * head.size
        project = figure.camera.project
        if facing > 0.45:
            front, up, _ = shapes["nose"][1]
            tip = [
                project(head.point(front, up - 1.0 + 0.5 * t * t, 1.15 * t))
                for t in (-1, -0.75, -0.5, -0.25, 0, 0.25, 0.5, 0.75, 1)
            ]
            nose = blend(self.skin, figure.shade("skin"), 0.45)
            figure.canvas.stroke(line(tip), nose, width * 0.85, counts=False)
        for sign in (1.0, -1.0):
            self._eye(sign, dark, width)
            self._brow(sign, blend(self.hair, self.skin, 0.3), width * 0.75)
        front, up, half, rise = shapes["mouth"]
        run = []
        for i in range(17):
            t = i / 8 - 1
            if self._sees(front - 2.2 * t * t, half * t):
                run.append(project(head.point(front - 2.2 * t * t, up + rise * abs(t) ** 3, half * t)))
        if len(run) > 4:
            figure.canvas.stroke(line(run), lip, width * 0.8, counts=False)

    def _brow(self, sign: float, colour: Colour, width: float) -> None:
        a, b, c = self.head.shapes["brow"]
        if self._sees(b[0], sign * b[2]):
            a, b, c = (self.head.point(front, up, sign * right) for front, up, right in (a, b, c))
            run = [self.figure.camera.project(_on_curve(a, b, c, i / 10)) for i in range(11)]
            self.figure.canvas.stroke(line(run), colour, width, counts=False)

    def _eye(self, sign: float, dark: Colour, width: float) -> None:
        figure, head = self.figure, self.head
        row = [(front, up, sign * right) for front, up, right in head.shapes["eye"]]
        if figure.skin.bones.pose.looks.eyes == "open":
            front, up, right = (sum(place[i] for place in row) / 3 for i in range(3))
            if self._sees(front, right):
                size = head.size
                eye = ellipsoid(
                    head.point(front + 0.1, up + 0.25, right),
                    (head.front, head.up, head.right),
                    (0.55 * size, 0.85 * size, 0.62 * size),
                )
                figure.canvas.fill([ellipse_path(projected(figure.camera, eye))], dark, counts=False)
        elif self._sees(row[1][0], row[1][2]):
            a, b, c = (head.point(*place) for place in row)
            lid = [figure.camera.project(_on_curve(a, b, c, i / 14)) for i in range(15)]
            figure.canvas.stroke(line(lid), dark, width, counts=False)

    def _cap(self, hairline: Sequence[float]) -> Path:
        """The part of the skull in front of the hairline, as it is seen, swept down to the cheek."""
        figure, head = self.figure, self.head
        front, up, rf, ru, rs = head.shapes["cranium"]
        view = figure.camera.view
        if dot(head.front, view) <= -0.3:
            return []
        nf, nu, cut = hairline
        size = math.hypot(nf, nu)
        nf, nu = nf / size, nu / size
        (mx, my), project, k = figure.camera.project(head.point(front, up)), figure.camera.project, head.size
        (fx, fy), (ux, uy) = project(scale(head.front, rf * k)), project(scale(head.up, ru * k))
        sx, sy = project(scale(head.right, rs * k))

        def spot(a: float, b: float, c: float) -> tuple[float, float]:
            return (mx + a * fx + b * ux + c * sx, my + a * fy + b * uy + c * sy)

        toward: Vec = (dot(head.front, view) / rf, dot(head.up, view) / ru, dot(head.right, view) / rs)
        spots: list[tuple[float, float]] = []
        ring = math.sqrt(max(0.0, 1 - cut * cut))
        limb = unit(toward)
        g1 = unit(cross(limb, (0.0, 0.0, 1.0) if abs(limb[2]) < 0.9 else (1.0, 0.0, 0.0)))
        g2 = cross(limb, g1)
        for cosine, sine in _AROUND:
            a, b, c = nf * cut - nu * ring * cosine, nu * cut + nf * ring * cosine, ring * sine
            if a * toward[0] + b * toward[1] + c * toward[2] >= -1e-6:
                spots.append(spot(a, b, c))
            on_limb = along(scale(g1, cosine), g2, sine)
            if nf * on_limb[0] + nu * on_limb[1] > cut:
                spots.append(spot(*on_limb))
        if len(spots) < 4:
            return []
        cheek = projected(figure.camera, head.solid(head.shapes["face"][0]))
        spots += [furthest(cheek, cosine, sine) for cosine, sine in _AROUND[::2]]
        return polygon(hull(spots))


def draw_head(figure: FigureDrawing) -> None:
    """Draws the head of a figure."""
    HeadDrawing(figure, head_of(figure.skin.bones), figure.colour("skin"), figure.colour("hair")).draw()


def _on_curve(a: Vec, b: Vec, c: Vec, t: float) -> Vec:
    return mixed(mixed(a, b, t), mixed(b, c, t), t)
