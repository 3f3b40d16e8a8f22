"""Draws a chair, and what lies on its seat."""

from __future__ import annotations

from psoas_desktop.figures.palette import Colour
from psoas_desktop.figures.paths import rounded
from psoas_desktop.figures.prop_drawing import Range, Workshop
from psoas_desktop.figures.props import Chair
from psoas_desktop.figures.rings import Blob
from psoas_desktop.figures.vectors import Vec
from psoas_desktop.routine.values import dataclass

LEG = 3.4
"""Thickness of a leg, in cm."""
SEAT = 3.2
"""Thickness of the seat, in cm."""
BACK = 40.0
"""How far the back rises above the seat, in cm."""
LEAN = 8.0
"""How far the back leans away over that height, in cm."""
INSET = 5.5
"""How far the front legs stand behind the front edge, in cm."""


@dataclass(frozen=True, slots=True)
class _Place:
    """From the chair's own measures (depth from the front, height, width from the middle) to the room."""

    chair: Chair

    def at(self, deep: float, high: float, wide: float) -> Vec:
        x, z = self.chair.at
        if self.chair.faces == "viewer":
            return (x + wide, high, z - deep)
        return (x + (deep if self.chair.faces == "left" else -deep), high, z + wide)

    def ranges(self, deep: Range, high: Range, wide: Range) -> tuple[Range, Range, Range]:
        a, b = self.at(deep[0], high[0], wide[0]), self.at(deep[1], high[1], wide[1])
        return (
            (min(a[0], b[0]), max(a[0], b[0])),
            (min(a[1], b[1]), max(a[1], b[1])),
            (min(a[2], b[2]), max(a[2], b[2])),
        )


def legs(chair: Chair) -> list[tuple[Range, Range, Range]]:
    """Returns the boxes of the four legs: ranges in x, y and z."""
    place, half = _Place(chair), chair.width / 2
    return [
        place.ranges((deep, deep + LEG), (0, chair.seat - SEAT), (wide, wide + LEG))
        for wide in (1.5 - half, half - 1.5 - LEG)
        for deep in (INSET, chair.depth - 2 - LEG)
    ]


def draw_chair(shop: Workshop, chair: Chair) -> None:
    """Draws a chair: far legs, back, near legs, seat, cover."""
    place = _Place(chair)
    wood = shop.palette.colour("wood")
    far_wood = shop.dark(wood, 0.16)
    near = sorted(legs(chair), key=lambda leg: shop.camera.depth((leg[0][0], 0, leg[2][0])))
    for leg in near[:2]:
        shop.box(*leg, far_wood)
    _rail(shop, place, far_wood, -1)
    _back(shop, place, wood, far_wood)
    if chair.faces != "viewer":
        _rail(shop, place, wood, 1)
    for leg in near[2:]:
        shop.box(*leg, wood)
    half, top = chair.width / 2, chair.seat
    if chair.faces == "viewer":
        shop.box(
            *place.ranges((INSET, INSET + 1.4), (top - SEAT - 4, top - SEAT + 0.5), (3 - half, half - 3)),
            far_wood,
        )
    else:
        shop.box(
            *place.ranges(
                (INSET - 1, chair.depth - 2), (top - SEAT - 4, top - SEAT + 0.5), (half - 3, half - 1.8)
            ),
            far_wood,
        )
    shop.box(*place.ranges((0, chair.depth), (top - SEAT, top), (-half, half)), wood, 0.8)
    _cover(shop, place)


def _rail(shop: Workshop, place: _Place, colour: Colour, side: int) -> None:
    chair = place.chair
    half = chair.width / 2
    wide = (half - 4.0, half - 2.2) if side > 0 else (2.2 - half, 4.0 - half)
    shop.box(*place.ranges((INSET + 2, chair.depth - 4), (14, 16.2), wide), colour)


def _back(shop: Workshop, place: _Place, wood: Colour, far_wood: Colour) -> None:
    chair = place.chair
    half = chair.width / 2 - 2.5
    start = chair.depth - 2.0

    def post(wide: float, colour: Colour) -> None:
        def ring(deep: float, high: float, size: float) -> Blob:
            return (place.at(deep, high, wide), ((size, 0, 0), (0, size, 0), (0, 0, size)))

        shop.tube(
            [ring(start, chair.seat - 2, 1.7), ring(start + LEAN, chair.seat + BACK, 1.5)],
            colour,
            shaded=False,
        )

    def board(low: float, high: float, colour: Colour) -> None:
        a, b = start + LEAN * low / BACK, start + LEAN * high / BACK
        corners = [(a, low, -half), (a, low, half), (b, high, half), (b, high, -half)]
        spots = [shop.camera.project(place.at(deep, chair.seat + y, wide)) for deep, y, wide in corners]
        shop.area(rounded(spots, 0.4), colour)

    post(-half, far_wood if chair.faces != "viewer" else wood)
    board(15, 20, shop.dark(far_wood, 0.08) if chair.faces != "viewer" else far_wood)
    board(30, 38, shop.dark(far_wood, 0.04) if chair.faces != "viewer" else far_wood)
    post(half, wood)


def _cover(shop: Workshop, place: _Place) -> None:
    chair = place.chair
    half, top = chair.width / 2, chair.seat
    if chair.cover == "cushion":
        cushion = place.ranges((0, chair.depth - 4), (top, chair.top), (2.5 - half, half - 2.5))
        shop.box(*cushion, shop.palette.colour("cushion"), 1.2)
    elif chair.cover == "blanket":
        colour = shop.palette.colour("blanket")
        folds = max(2, round(chair.cover_height / 2.7))
        for i in range(folds):
            low = top + chair.cover_height * i / folds
            high = top + chair.cover_height * (i + 1) / folds
            fold = place.ranges((-0.6, chair.depth - 2.5), (low, high + 0.3), (-half, half))
            shop.box(*fold, colour if i % 2 else shop.dark(colour, 0.06), 1.0)
