"""Colours, and the palette of a theme."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeAlias

from psoas_desktop.routine.values import dataclass

Colour: TypeAlias = tuple[float, float, float, float]
"""Red, green and blue from 0 to 255, and opacity from 0 to 1."""

THEMES = ("light", "dark", "high-contrast", "high-contrast-light")


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of one theme.

    Attributes:
        colours: By name: ``ground``, ``floor``, ``mat``, ``clay`` and so on.
        people: By role and material: skin, hair, top and so on, and a shade of each (``skin_shade``).
        far: How much of a far limb's own shade it takes.
        crease: How dark the line is where a limb crosses the body, 0 to 1.
        crease_width: Width of that line in cm.
        shade: How dark the core shadow is, 0 to 1.
        edge: Width in cm of an outline round bodies and things, 0 for none.
    """

    colours: Mapping[str, Colour]
    people: Mapping[str, Mapping[str, Colour]]
    far: float
    crease: float
    crease_width: float
    shade: float
    edge: float

    def colour(self, name: str) -> Colour:
        """Returns a colour by its name."""
        return self.colours[name]


def palettes_from_data(data: Mapping[str, Any]) -> dict[str, Palette]:
    """Builds the palettes from the contents of ``palettes.json``."""
    return {
        name: Palette(
            colours={key: colour(value) for key, value in theme["colours"].items()},
            people={
                role: {key: colour(value) for key, value in clothes.items()}
                for role, clothes in theme["people"].items()
            },
            far=theme["far"],
            crease=theme["crease"],
            crease_width=theme["crease_width"],
            shade=theme["shade"],
            edge=theme["edge"],
        )
        for name, theme in data["themes"].items()
    }


def colour(text: str) -> Colour:
    """Returns the colour of ``#RRGGBB`` or ``#RRGGBBAA``."""
    digits = text.lstrip("#")
    red, green, blue = (float(int(digits[i : i + 2], 16)) for i in (0, 2, 4))
    return (red, green, blue, int(digits[6:8], 16) / 255 if len(digits) == 8 else 1.0)


def blend(a: Colour, b: Colour, share: float) -> Colour:
    """Returns a colour a share of the way from one to another, as opaque as the first."""
    return (a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share, a[2] + (b[2] - a[2]) * share, a[3])


def faded(a: Colour, opacity: float) -> Colour:
    """Returns a colour with its opacity multiplied."""
    return (a[0], a[1], a[2], a[3] * opacity)
