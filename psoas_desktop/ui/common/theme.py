"""Colours of the program and of its severities, as frozen data. Nothing else names a colour.

Severities have colours, shapes and words of their own, which are used for nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from psoas_desktop.routine.values import dataclass
from psoas_desktop.routine.vocabulary import Severity


class Shape(StrEnum):
    """The outline that stands for a severity, so that its colour is never needed to tell it."""

    CIRCLE = "circle"
    TRIANGLE = "triangle"
    DIAMOND = "diamond"
    OCTAGON = "octagon"


@dataclass(frozen=True, slots=True)
class Signal:
    """How a severity looks: the same in every theme.

    Attributes:
        shape: Its outline.
        mark: The sign inside the outline.
        ground: The colour behind its words.
        ink: The colour of its words.
    """

    shape: Shape
    mark: str
    ground: str
    ink: str


SIGNALS: Mapping[Severity, Signal] = MappingProxyType(
    {
        Severity.INFO: Signal(Shape.CIRCLE, "i", "#005387", "#FFFFFF"),
        Severity.CAUTION: Signal(Shape.TRIANGLE, "!", "#F9A900", "#000000"),
        Severity.WARNING: Signal(Shape.DIAMOND, "!", "#FF8C1A", "#000000"),
        Severity.STOP: Signal(Shape.OCTAGON, "!", "#9B2423", "#FFFFFF"),
    }
)

SAFE_GROUND, SAFE_INK = "#14603A", "#FFFFFF"
"""The line that says what to do when something is wrong; never for a hazard."""


@dataclass(frozen=True, slots=True)
class Theme:
    """The tokens of one theme.

    Attributes:
        ground: Windows and the stage.
        raised: Cards, fields and buttons.
        line: Hairlines.
        ink: Text.
        quiet: Secondary text in windows, at least 4.5:1.
        far_quiet: Secondary text of the player, at least 7:1.
        leaf: Selection and progress.
        action: The ground of the primary button.
        on_action: Its text, at least 7:1.
        clay: Emphasis.
        rim: A border round severities, which stand out too little on a dark ground.
        line_px: How thick lines are.
    """

    name: str
    ground: str
    raised: str
    line: str
    ink: str
    quiet: str
    far_quiet: str
    leaf: str
    action: str
    on_action: str
    clay: str
    rim: str
    line_px: int = 1


DARK = Theme(
    name="dark",
    ground="#151B27",
    raised="#1E2738",
    line="#2C374B",
    ink="#E8EDF5",
    quiet="#A3B0C4",
    far_quiet="#A9B5C8",
    leaf="#4CC3B8",
    action="#4CC3B8",
    on_action="#10151F",
    clay="#FF9A5A",
    rim="#F4F1EA",
)

LIGHT = Theme(
    name="light",
    ground="#F6F3EE",
    raised="#FFFFFF",
    line="#E1DACD",
    ink="#24324A",
    quiet="#5E6B80",
    far_quiet="#414E64",
    leaf="#1F7A74",
    action="#145B56",
    on_action="#FFFFFF",
    clay="#B5481A",
    rim="#24324A",
)

HIGH_CONTRAST_DARK = Theme(
    name="high-contrast",
    ground="#000000",
    raised="#000000",
    line="#FFFFFF",
    ink="#FFFFFF",
    quiet="#FFFFFF",
    far_quiet="#FFFFFF",
    leaf="#4CC3B8",
    action="#FFFFFF",
    on_action="#000000",
    clay="#FF9A5A",
    rim="#FFFFFF",
    line_px=2,
)

HIGH_CONTRAST_LIGHT = Theme(
    name="high-contrast-light",
    ground="#FFFFFF",
    raised="#FFFFFF",
    line="#000000",
    ink="#000000",
    quiet="#000000",
    far_quiet="#000000",
    leaf="#145B56",
    action="#000000",
    on_action="#FFFFFF",
    clay="#8A3410",
    rim="#000000",
    line_px=2,
)

THEMES: Mapping[str, Theme] = MappingProxyType(
    {theme.name: theme for theme in (DARK, LIGHT, HIGH_CONTRAST_DARK, HIGH_CONTRAST_LIGHT)}
)
