"""Draws the things around a figure: mats, boxes, walls, wedges, and what is round or soft."""

from __future__ import annotations

from psoas_desktop.figures.bones import Bones
from psoas_desktop.figures.camera import Camera
from psoas_desktop.figures.display_list import Canvas
from psoas_desktop.figures.ellipses import Spot, projected, shrunk
from psoas_desktop.figures.extremities import hand
from psoas_desktop.figures.outline import ellipse_path, outline, swept
from psoas_desktop.figures.palette import Colour, Palette, blend
from psoas_desktop.figures.paths import Path, bounds, hull, line, polygon, rounded, shrunk_path
from psoas_desktop.figures.props import Block, Bolster, Cushion, Glass, Mat, Wall, Wedge
from psoas_desktop.figures.rings import Blob, ellipsoid
from psoas_desktop.figures.vectors import (
    NEAR,
    RIGHT,
    UP,
    Vec,
    add,
    along,
    cross,
    dot,
    scale,
    subtract,
    turned_all,
    unit,
)
from psoas_desktop.routine.values import dataclass

Range = tuple[float, float]
"""From and to along an axis, in cm."""
_WALL = 3.0
"""How thick a wall is where it is cut, in cm."""
_SKIRTING = 7.0
"""How high its skirting board is, in cm."""


@dataclass(frozen=True, slots=True)
class Workshop:
    """What every prop needs to be drawn: camera, theme, light and canvas."""

    camera: Camera
    palette: Palette
    light: Spot
    canvas: Canvas

    def lit(self, colour: Colour, share: float) -> Colour:
        """Returns a lighter colour."""
        return blend(colour, self.palette.colour("lit"), share)

    def dark(self, colour: Colour, share: float) -> Colour:
        """Returns a darker colour."""
        return blend(colour, self.palette.colour("unlit"), share)

    def face(self, corners: list[Vec], colour: Colour, rounding: float = 0.0) -> None:
        """Fills a flat face; the rounding, in cm, softens its corners."""
        self.area(rounded([self.camera.project(corner) for corner in corners], rounding), colour)

    def area(self, path: Path, colour: Colour) -> None:
        """Fills an area of a prop, with an outline where the theme asks for it."""
        if self.palette.edge:
            self.canvas.stroke(path, self.palette.colour("prop_edge"), 2 * self.palette.edge)
        self.canvas.fill(path, colour)

    def box(self, xs: Range, ys: Range, zs: Range, colour: Colour, rounding: float = 0.3) -> None:
        """Draws the three faces of a box that are seen."""
        r, view = rounding, self.camera.view
        x0, x1, y0, y1, z0, z1 = xs[0] + r, xs[1] - r, ys[0] + r, ys[1] - r, zs[0] + r, zs[1] - r
        if view[1] > 0.01:
            self.face([(x0, y1, z1), (x1, y1, z1), (x1, y1, z0), (x0, y1, z0)], self.lit(colour, 0.18), r)
        if abs(view[0]) > 0.01:
            x = x1 if view[0] > 0 else x0
            self.face([(x, y0, z1), (x, y0, z0), (x, y1, z0), (x, y1, z1)], self.dark(colour, 0.16), r)
        self.face([(x0, y0, z1), (x1, y0, z1), (x1, y1, z1), (x0, y1, z1)], colour, r)

    def tube(self, blobs: list[Blob], colour: Colour, *, shaded: bool = True) -> None:
        """Draws something round."""
        found = outline([projected(self.camera, blob) for blob in blobs])
        self.area(found.path(), colour)
        if shaded and self.palette.shade:
            small = [shrunk(e, self.light, 0.62) for e in found.row]
            self.canvas.fill(found.around(small), self.dark(colour, 0.13), counts=False)


def draw_mat(shop: Workshop, mat: Mat) -> None:
    """Draws a mat with a fine line inside its edge."""
    (x, z), (long, high, wide) = mat.at, mat.size
    colour = shop.palette.colour("mat")
    shop.box((x - long / 2, x + long / 2), (0, high), (z - wide / 2, z + wide / 2), colour, 0.6)
    a, b = long / 2 - 3.0, wide / 2 - 3.0
    corners = [(x - a, high, z - b), (x + a, high, z - b), (x + a, high, z + b), (x - a, high, z + b)]
    rim = polygon([shop.camera.project(corner) for corner in corners])
    shop.canvas.stroke(rim, shop.lit(colour, 0.42), 0.45, counts=False)


def draw_bolster(shop: Workshop, bolster: Bolster) -> None:
    """Draws a firm roll with the seam at the end that is seen."""
    colour, radius = shop.palette.colour("bolster"), bolster.radius
    way = unit(subtract(bolster.end, bolster.start))
    across = unit(cross(way, UP)) if abs(way[1]) < 0.99 else RIGHT
    up = cross(across, way)

    def disc(middle: Vec, share: float) -> Blob:
        return (middle, (scale(up, radius * 0.94 * share), scale(across, radius * share)))

    ends = ((0.0, 0.86), (0.7, 0.93), (1.8, 0.975), (3.5, 1.0))
    blobs = [disc(along(bolster.start, way, out), share) for out, share in ends]
    blobs += [disc(along(bolster.end, way, -out), share) for out, share in reversed(ends)]
    shop.tube(blobs, colour)
    turn = dot(way, shop.camera.view)
    if abs(turn) > 0.1:
        end = bolster.end if turn > 0 else bolster.start
        for share, shade in ((0.84, shop.lit(colour, 0.2)), (0.14, shop.dark(colour, 0.22))):
            shop.canvas.fill([ellipse_path(projected(shop.camera, disc(end, share)))], shade, counts=False)


def draw_cushion(shop: Workshop, cushion: Cushion) -> None:
    """Draws a pillow, round and lighter on top, or a firm cushion with a seam."""
    colour = shop.palette.colour(cushion.colour)
    axes = tuple(turned_all(axis, cushion.turns) for axis in (RIGHT, UP, NEAR))
    long, high, deep = cushion.size
    around = min(long, deep) * (0.10 if cushion.firm else 0.27)

    def slab() -> Path:
        corners = []
        for i, j in ((-1, -1), (-1, 1), (1, 1), (1, -1)):
            a, b = i * (long / 2 - around), j * (deep / 2 - around)
            place = add(cushion.at, add(scale(axes[0], a), scale(axes[2], b)))
            radii = (around, high / 2, around)
            corners.append(projected(shop.camera, ellipsoid(place, (axes[0], axes[1], axes[2]), radii)))
        path = [swept(corners[0], hull([e[:2] for e in corners]))]
        if not cushion.firm:
            puff = (long * 0.46, high * 0.6, deep * 0.46)
            path.append(
                ellipse_path(projected(shop.camera, ellipsoid(cushion.at, (axes[0], axes[1], axes[2]), puff)))
            )
        return path

    whole = slab()
    shop.area(whole, shop.dark(colour, 0.15) if shop.palette.shade else colour)
    if not shop.palette.shade:
        return
    x0, y0, x1, y1 = bounds(whole)
    middle, top = (x0 + x1) / 2, y1
    shop.canvas.fill(shrunk_path(whole, (middle, top), 0.94), colour, counts=False)
    share, drop, light = (0.84, 0.0, 0.22) if cushion.firm else (0.62, 0.05, 0.35)
    spot = (middle, top - drop * (y1 - y0))
    shop.canvas.fill(shrunk_path(whole, spot, share), shop.lit(colour, light), counts=False)


def draw_wedge(shop: Workshop, wedge: Wedge) -> None:
    """Draws a firm slope."""
    colour = shop.palette.colour(wedge.colour)
    (z0, z1), low, high = wedge.depth, wedge.base, wedge.base + wedge.height
    slope = [(wedge.low, low, z1), (wedge.high, high, z1), (wedge.high, high, z0), (wedge.low, low, z0)]
    back = [(wedge.high, low, z0), (wedge.high, high, z0), (wedge.high, high, z1), (wedge.high, low, z1)]
    if shop.camera.view[0] * (wedge.high - wedge.low) > 0:
        shop.face(back, shop.dark(colour, 0.2), 0.8)
    shop.face(slope, shop.lit(colour, 0.22), 0.8)
    shop.face(
        [(wedge.low, low, z1), (wedge.high, low, z1), (wedge.high, high, z1)], shop.dark(colour, 0.06), 0.8
    )


def draw_wall(shop: Workshop, wall: Wall) -> None:
    """Draws a wall with its skirting board; one that is seen edge-on is cut at its near end."""
    (start, end), at = wall.depth, wall.at
    colour = shop.palette.colour("wall")
    if wall.behind:  # it is large: a hint of it is enough
        colour = blend(shop.palette.colour("ground"), colour, 0.5)

    def sheet(low: float, high: float) -> list[Vec]:
        if wall.behind:
            return [(start, low, at), (end, low, at), (end, high, at), (start, high, at)]
        return [(at, low, start), (at, low, end), (at, high, end), (at, high, start)]

    shop.face(sheet(0, wall.height), colour)
    if shop.palette.shade:
        board = polygon(hull([shop.camera.project(corner) for corner in sheet(0, _SKIRTING)]))
        shop.canvas.fill(board, shop.dark(colour, 0.05), counts=False)
    if not wall.behind and shop.camera.view[0] * at < 0:  # its side towards the room is seen
        away = at + (_WALL if at > 0 else -_WALL)
        shop.face(
            [(at, 0, end), (away, 0, end), (away, wall.height, end), (at, wall.height, end)],
            shop.lit(colour, 0.08),
        )
    foot = line([shop.camera.project(corner) for corner in sheet(0, 0)[:2]])
    shop.canvas.stroke(foot, shop.dark(colour, 0.12), 0.8, counts=False)


def draw_block(shop: Workshop, block: Block) -> None:
    """Draws a counter or a table."""
    (x, y, z), (long, high, deep) = block.at, block.size
    colour = shop.palette.colour(block.colour)
    shop.box((x - long / 2, x + long / 2), (y, y + high), (z - deep / 2, z + deep / 2), colour, 0.8)


def draw_glass(shop: Workshop, glass: Glass, bones: Bones) -> None:
    """Draws a glass of water upright in a hand."""
    held = hand(bones, glass.hand)
    base = along(held.middle, UP, -5.0)
    colour = shop.palette.colour("glass")

    def ring(height: float, radius: float) -> Blob:
        return (along(base, UP, height), ((radius, 0.0, 0.0), (0.0, 0.0, radius)))

    water = [ring(0.6, 2.8), ring(9.5, 3.4)]
    shop.tube([ring(0, 3.0), ring(13.5, 3.9)], (*colour[:3], 0.55), shaded=False)
    shop.canvas.fill(
        outline([projected(shop.camera, b) for b in water]).path(), (*colour[:3], 0.8), counts=False
    )
