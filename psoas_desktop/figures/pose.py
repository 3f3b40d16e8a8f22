"""A pose: what a pose file says, checked and typed. resources/figures/README.md describes the format."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from psoas_desktop.figures.props import Prop
from psoas_desktop.figures.vectors import Turn, Vec
from psoas_desktop.routine.values import dataclass

OTHER = {"left": "right", "right": "left"}
"""The other side of each."""


@dataclass(frozen=True, slots=True)
class Angle:
    """The direction of a bone in its figure's side plane.

    Attributes:
        ahead: Degrees counter-clockwise from straight ahead; 90 is up.
        out: Degrees away from the middle; for the spine, neck and head, towards the right side.
    """

    ahead: float
    out: float = 0.0


@dataclass(frozen=True, slots=True)
class WorldPoint:
    """A point of the room."""

    at: Vec


@dataclass(frozen=True, slots=True)
class JointPoint:
    """A point near a joint, of this figure or of one that stands before it in the file."""

    figure: str
    joint: str
    offset: Vec


@dataclass(frozen=True, slots=True)
class SkinPoint:
    """A point on the skin around a bone: where a hand comes to lie.

    Attributes:
        figure: The figure; empty for the one that is being solved.
        bone: The bone.
        along: Share of the bone's length from its start.
        touch: The direction, in the world, in which the skin is looked for.
    """

    figure: str
    bone: str
    along: float
    touch: Vec


Point: TypeAlias = WorldPoint | JointPoint | SkinPoint


@dataclass(frozen=True, slots=True)
class Reach:
    """Where a hand or a foot goes.

    Attributes:
        limb: ``hand_r``, ``hand_l``, ``foot_r`` or ``foot_l``.
        to: The target.
        by: What comes to the target: ``wrist``, ``palm``, ``ankle`` or ``sole``.
        pole: The direction into which the elbow or knee bends.
        direction: Where the fingers or toes point.
        palm: Where the palm faces.
    """

    limb: str
    to: Point
    by: str
    pole: Vec
    direction: Vec | None
    palm: Vec | None


@dataclass(frozen=True, slots=True)
class Rest:
    """A figure is let down until the lowest of these parts lies at this height, in cm."""

    y: float
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Looks:
    """Who a figure is.

    Attributes:
        role: Which clothes and skin of the palette: ``client`` or ``helper``.
        hair: ``bun``, ``bob`` or ``short``.
        eyes: ``open`` or ``closed``.
        shoes: Whether it wears shoes.
        height: Stature in cm.
        girth: Width as a factor.
        belly: 0, or how far on a pregnancy is, up to 1.
    """

    role: str
    hair: str
    eyes: str
    shoes: bool
    height: float
    girth: float
    belly: float


@dataclass(frozen=True, slots=True)
class FigurePose:
    """One figure's pose.

    Attributes:
        name: Its name in the file.
        looks: Who it is.
        angles: Bones that are given; the others follow their parent.
        orient: Turns of the whole figure.
        at: Where the middle of its hips is put, in cm.
        rest: What it is let down on.
        reaches: Where its hands and feet go, in order.
        twist: Degrees that the thorax turns about the spine.
        head_twist: Degrees that the head turns.
        breath: 0 out, 1 in.
        bends: Curl of the fingers (0 to 1) by hand, bend of the toes (degrees) by foot.
        far: The side that is drawn as the far one: ``l``, ``r`` or nothing.
    """

    name: str
    looks: Looks
    angles: Mapping[str, Angle]
    orient: tuple[Turn, ...]
    at: Vec
    rest: Rest | None
    reaches: tuple[Reach, ...]
    twist: float
    head_twist: float
    breath: float
    bends: Mapping[str, float]
    far: str


@dataclass(frozen=True, slots=True)
class ShadowOn:
    """The shadow of some parts on a raised surface: its height, and the rectangle x0, x1, z0, z1."""

    y: float
    parts: tuple[str, ...]
    within: tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Mark:
    """Something drawn over the figures.

    Attributes:
        kind: ``arrow``, ``glow`` or ``breath``.
        points: Where it is; an arrow has two to four.
        sizes: Lengths in cm and angles in degrees, by name.
        colour: A colour of the palette.
        on: Parts that it stays inside.
    """

    kind: str
    points: tuple[Point, ...]
    sizes: Mapping[str, float]
    colour: str
    on: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class View:
    """How the room is looked at.

    Attributes:
        kind: ``oblique`` or ``orthographic``.
        numbers: Slide in x and y a cm of depth, or turn and rise in degrees.
        light: The direction, in the picture, towards which bodies grow darker.
        frame: The part of the picture that is shown, x0, y0, x1, y1 in cm; None for all that is drawn.
    """

    kind: str
    numbers: tuple[float, float]
    light: tuple[float, float]
    frame: tuple[float, float, float, float] | None


@dataclass(frozen=True, slots=True)
class Pose:
    """A whole picture.

    Attributes:
        title: What it shows.
        side: The side that it shows, ``left`` or ``right``; the other one is its mirror image.
        view: How it is looked at.
        figures: The people, in the order in which they are solved.
        props: Things, by name.
        order: What is painted, from back to front.
        marks: What is drawn over it.
        shadow: Height of the surface that takes the shadow, and how high above it parts still throw one.
    """

    title: str
    side: str
    view: View
    figures: tuple[FigurePose, ...]
    props: Mapping[str, Prop]
    order: tuple[str | ShadowOn, ...]
    marks: tuple[Mark, ...]
    shadow: tuple[float, float]
