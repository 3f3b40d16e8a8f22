"""Draws one figure, part by part: flat colours, a core shadow inside each, a fine line where limbs cross."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import groupby

from psoas_desktop.figures.bones import Bones
from psoas_desktop.figures.camera import Camera
from psoas_desktop.figures.display_list import Canvas, Item
from psoas_desktop.figures.ellipses import Ellipse, Spot, grown, projected, shrunk
from psoas_desktop.figures.outline import Outline, ellipse_path, outline
from psoas_desktop.figures.palette import Colour, Palette, blend
from psoas_desktop.figures.paths import Box, Path, Sub, bounds, touch
from psoas_desktop.figures.rings import Chain
from psoas_desktop.figures.skeleton import bare, side_of
from psoas_desktop.figures.skin import Skin
from psoas_desktop.figures.vectors import dot, eased

SHADOW_SIZE = 0.60
"""The core shadow's share of a ring."""
BUMP_LIGHT = 0.84
"""How much of a bump is lit."""

_NEIGHBOUR = {"thigh": "shank", "shank": "thigh", "upper_arm": "forearm", "forearm": "upper_arm"}
_ARM = ("upper_arm", "forearm")
_FACES = 0.5
_WITHOUT_CREASE = ("pelvis", "top", "neck")


def far_shares(bones: Bones, camera: Camera) -> dict[str, float]:
    """Returns how far the parts of limbs are; arms of a chest that faces the viewer are equally near."""
    faces = dot(bones.fronts["thorax"], camera.view) > _FACES
    side = bones.pose.far
    return {f"{part}_{side}": 0.0 if faces and part in _ARM else 1.0 for part in _NEIGHBOUR}


@dataclass(frozen=True, slots=True)
class _Drawn:
    """A chain as it is seen."""

    chain: Chain
    outline: Outline
    balls: tuple[Ellipse, ...]
    path: Path
    box: Box


@dataclass(slots=True)
class FigureDrawing:
    """Draws the parts of one figure.

    Attributes:
        skin: The figure.
        camera: Where it is seen from.
        palette: The theme.
        light: The direction of the picture towards which it grows darker.
        canvas: Where to draw.
        far: How far each part of a limb is, 0 to 1.
        seen: What has been drawn of it since something else came between, stroke by stroke with its box.
        mains: The main chain of each part that has been drawn.
        paths: The outline of each part that has been drawn.
    """

    skin: Skin
    camera: Camera
    palette: Palette
    light: Spot
    canvas: Canvas
    far: Mapping[str, float]
    seen: list[tuple[Box, Sub]] = field(default_factory=list)
    mains: dict[str, _Drawn] = field(default_factory=dict)
    paths: dict[str, Path] = field(default_factory=dict)

    def colour(self, material: str, far: float = 0.0) -> Colour:
        """Returns the colour of a material on this figure; far limbs take some of its own shade."""
        clothes = self.palette.people[self.skin.bones.pose.looks.role]
        name = self._material(material)
        return blend(clothes[name], clothes[f"{name}_shade"], self.palette.far * far)

    def shade(self, material: str) -> Colour:
        """Returns the colour towards which a material grows darker."""
        return self.palette.people[self.skin.bones.pose.looks.role][f"{self._material(material)}_shade"]

    def _material(self, material: str) -> str:
        if material == "foot":
            return "shoe" if self.skin.bones.pose.looks.shoes else "skin"
        return material

    def begin(self) -> None:
        """Starts afresh: lines where limbs cross are drawn only over what is drawn from now on."""
        self.seen.clear()

    def draw(self, part: str) -> None:
        """Draws one part other than the head."""
        far = self.far.get(part, 0.0)
        drawn = [self._seen(chain) for chain in self.skin.part(part)]
        whole = [sub for one in drawn for sub in one.path]
        if part not in _WITHOUT_CREASE:
            around = bounds(whole)
            near = [box for box, _ in self.seen if touch(around, box)]
            self._creases([one for one in drawn if any(touch(one.box, box) for box in near)], far)
        if self.palette.edge:
            self.canvas.stroke(whole, self.palette.colour("body_edge"), 2 * self.palette.edge, counts=False)
        for material, same in groupby(drawn, key=lambda one: self._material(one.chain.material)):
            chains = list(same)
            path = [sub for one in chains for sub in one.path]
            self.canvas.fill(path, self.colour(material, far), counts=False)
            if not self.palette.shade:
                continue
            bumps = [one for one in chains if one.chain.bump]
            # seen from the side a bump that is lit over the core shadow would look like a ball stuck on
            over = dot(self.skin.bones.fronts["pelvis"], self.camera.view) > _FACES
            for one in bumps if not over else ():
                self._bump(one, material, far)
            self._shadows(part, material, chains, far)
            for one in bumps if over else ():
                self._bump(one, material, far)
        for one in drawn:
            self.canvas.hold(one.box)
        self.sees(whole)
        self.paths[part] = whole

    def sees(self, path: Path) -> None:
        """Remembers what lines may be drawn over from now on."""
        self.seen += [(bounds([sub]), sub) for sub in path]

    def _seen(self, chain: Chain) -> _Drawn:
        row = [projected(self.camera, blob) for blob in chain.blobs]
        balls = tuple(projected(self.camera, blob) for blob in chain.balls)
        found = outline(row, hull=chain.hull)
        path = found.path() + [ellipse_path(ball) for ball in balls]
        return _Drawn(chain, found, balls, path, bounds(path))

    def _creases(self, drawn: list[_Drawn], far: float) -> None:
        """Fills what lies below again, within a slightly larger outline: quicker than a line."""
        lines: dict[str, Path] = {}
        width = self.palette.crease_width
        for one in drawn:
            row, chain = one.outline.row, one.chain
            larger = [grown(e, width) for e in row]
            if chain.crease is None:
                path = one.outline.around(larger)
            else:
                first, last = chain.crease
                if first > last:
                    continue
                # a line that ends within a part runs out instead of breaking off
                if first > 0:
                    larger[first] = row[first]
                if last < len(row) - 1:
                    larger[last] = row[last]
                places = range(first, last + 1)
                path = one.outline.part(places).around(larger[first : last + 1])
            lines.setdefault(self._material(chain.material), []).extend(path)
        for material, path in lines.items():
            line = blend(self.colour(material, far), self.shade(material), self.palette.crease)
            around = bounds(path)
            below = [sub for box, sub in self.seen if touch(box, around, 0.0)]
            self.canvas.put(Item(below, fill=line, clip=path))

    def _bump(self, one: _Drawn, material: str, far: float) -> None:
        """Darkens a bump and lights it from above: a crescent stays dark."""
        x, y = self.light
        colour = self.colour(material, far)
        self.canvas.fill(one.path, blend(colour, self.shade(material), self.palette.shade), counts=False)
        lit = [ellipse_path(shrunk(e, (-x, -y), BUMP_LIGHT)) for e in one.outline.row]
        self.canvas.fill(lit, colour, counts=False)

    def _shadows(self, part: str, material: str, drawn: list[_Drawn], far: float) -> None:
        path: Path = []
        for one in drawn:
            if one.chain.shaded:
                path += self._shadow(one, 0, len(one.outline.row))
        main = next((one for one in drawn if one.chain.main), None)
        if main is not None:
            self.mains[part] = main
            other = self.mains.get(f"{_NEIGHBOUR[bare(part)]}_{side_of(part)}")
            if other is not None:  # the core shadow goes on across knee and elbow
                row = len(other.outline.row)
                first, last = (0, 3) if bare(part) in ("thigh", "upper_arm") else (row - 3, row)
                path += self._shadow(other, first, last)
        dark = blend(self.colour(material, far), self.shade(material), self.palette.shade)
        self.canvas.fill(path, dark, counts=False)

    def _shadow(self, one: _Drawn, first: int, last: int) -> Path:
        """The core shadow of a chain, from one of its rings to another; every second ring is enough."""
        chain, row = one.chain, one.outline.row
        places = [*range(first, last - 1, 1 if chain.hull else 2), last - 1]
        small = [shrunk(row[i], self.light, SHADOW_SIZE * self._fade(chain, i)) for i in places]
        balls = one.balls[1:] if chain.fade else one.balls
        # where all rings shrink alike the normals stay what they are
        alike = one.outline.tube and first >= chain.fade
        found = one.outline.part(places) if alike else outline(small, hull=chain.hull)
        path = found.around(small)
        return path + [ellipse_path(shrunk(ball, self.light, SHADOW_SIZE)) for ball in balls]

    def _fade(self, chain: Chain, i: int) -> float:
        return 0.12 + 0.88 * eased((i + 0.3) / (chain.fade + 0.3)) if i < chain.fade else 1.0
