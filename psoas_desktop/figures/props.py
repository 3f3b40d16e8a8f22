"""The things around a figure: what they are and where they stand. Drawing them is prop_drawing's work."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from psoas_desktop.figures.fields import Fields, choice, number
from psoas_desktop.figures.pose_error import PoseError
from psoas_desktop.figures.vectors import Turn, Vec
from psoas_desktop.routine.values import dataclass

PROP_COLOURS = ("mat", "wood", "cushion", "bolster", "pillow", "wall", "blanket", "glass")


@dataclass(frozen=True, slots=True)
class Mat:
    """A mat on the floor.

    Attributes:
        at: Middle in x and z, in cm.
        size: Length, width and thickness in cm.
    """

    at: tuple[float, float]
    size: Vec


@dataclass(frozen=True, slots=True)
class Chair:
    """A wooden chair with four legs and a back.

    Attributes:
        at: Middle of the front edge of its seat, in x and z, in cm.
        faces: Where its open side points: ``left``, ``right`` or ``viewer``.
        seat: Height of the wooden seat, in cm.
        depth: Depth of the seat, in cm.
        width: Width of the seat, in cm.
        cover: What lies on the seat: ``bare``, ``cushion`` or ``blanket`` (folded, over the whole seat).
        cover_height: Thickness of the cover, in cm.
    """

    at: tuple[float, float]
    faces: str
    seat: float
    depth: float
    width: float
    cover: str
    cover_height: float

    @property
    def top(self) -> float:
        """The height on which one sits, in cm."""
        return self.seat + (0.0 if self.cover == "bare" else self.cover_height)


@dataclass(frozen=True, slots=True)
class Bolster:
    """A firm roll from one point to another.

    Attributes:
        start: Middle of one end.
        end: Middle of the other.
        radius: In cm.
    """

    start: Vec
    end: Vec
    radius: float


@dataclass(frozen=True, slots=True)
class Cushion:
    """A soft slab: a pillow, a cushion, a folded blanket.

    Attributes:
        at: Its middle.
        size: Length, height and depth, in cm.
        turns: How it is turned.
        colour: A colour of the palette.
        firm: A cushion with square edges instead of a pillow.
    """

    at: Vec
    size: Vec
    turns: tuple[Turn, ...]
    colour: str
    firm: bool


@dataclass(frozen=True, slots=True)
class Wedge:
    """A firm slope.

    Attributes:
        low: x at which the slope meets the floor.
        high: x of its upright back.
        height: Height of its back, in cm.
        depth: Near and far z.
        base: Height of what it stands on.
        colour: A colour of the palette.
    """

    low: float
    high: float
    height: float
    depth: tuple[float, float]
    base: float
    colour: str


@dataclass(frozen=True, slots=True)
class Wall:
    """A wall.

    Attributes:
        at: Its x; its z where it stands behind everything.
        behind: Whether it stands behind everything and faces the viewer; else it is seen edge-on.
        depth: From which z to which; from which x to which where it stands behind everything.
        height: In cm.
    """

    at: float
    behind: bool
    depth: tuple[float, float]
    height: float


@dataclass(frozen=True, slots=True)
class Block:
    """A box: a counter, a low table.

    Attributes:
        at: Middle of its underside.
        size: Length, height and depth, in cm.
        colour: A colour of the palette.
    """

    at: Vec
    size: Vec
    colour: str


@dataclass(frozen=True, slots=True)
class Glass:
    """A glass in a hand of a figure."""

    figure: str
    hand: str


Prop: TypeAlias = Mat | Chair | Bolster | Cushion | Wedge | Wall | Block | Glass


def prop_from_data(data: object, where: str) -> Prop:
    """Reads one prop.

    Raises:
        PoseError: It is not a prop of a known kind.
    """
    fields = Fields(data, where)
    kind = fields.choice("kind", _READERS)
    prop = _READERS[kind](fields)
    fields.finish()
    return prop


def _pair(fields: Fields, key: str, default: tuple[float, float] | None = None) -> tuple[float, float]:
    first, second = fields.numbers(key, 2, default)
    return (first, second)


def _size(fields: Fields, key: str = "size", default: Vec | None = None) -> Vec:
    size = fields.vector(key, default)
    for i, length in enumerate(size):
        number(length, f"{fields.place(key)}.{i}", 0.2, 400)
    return size


def read_turns(fields: Fields, key: str) -> tuple[Turn, ...]:
    """Reads turns: ``[["y", 90], ["z", -20]]``."""
    turns: list[Turn] = []
    for where, item in fields.items(key, 4):
        if not isinstance(item, list) or len(item) != 2:
            raise PoseError(where, "has to be an axis and degrees")
        turns.append((choice(item[0], where, ("x", "y", "z")), number(item[1], where, -360, 360)))
    return tuple(turns)


def _mat(fields: Fields) -> Mat:
    return Mat(_pair(fields, "at", (0.0, 0.0)), _size(fields, default=(184.0, 1.6, 66.0)))


def _chair(fields: Fields) -> Chair:
    return Chair(
        at=_pair(fields, "at"),
        faces=fields.choice("faces", ("left", "right", "viewer"), "left"),
        seat=fields.number("seat", 20, 70, 43.5),
        depth=fields.number("depth", 30, 60, 44),
        width=fields.number("width", 30, 80, 46),
        cover=fields.choice("cover", ("bare", "cushion", "blanket"), "cushion"),
        cover_height=fields.number("cover_height", 0.5, 25, 2.6),
    )


def _bolster(fields: Fields) -> Bolster:
    start, end = fields.vector("from"), fields.vector("to")
    if start == end:
        raise PoseError(fields.place("to"), "has to differ from where the bolster starts")
    return Bolster(start, end, fields.number("radius", 1, 30, 11.5))


def _cushion(fields: Fields) -> Cushion:
    return Cushion(
        at=fields.vector("at"),
        size=_size(fields),
        turns=read_turns(fields, "turns"),
        colour=fields.choice("colour", PROP_COLOURS, "pillow"),
        firm=fields.flag("firm", default=False),
    )


def _wedge(fields: Fields) -> Wedge:
    return Wedge(
        low=fields.number("low"),
        high=fields.number("high"),
        height=fields.number("height", 1, 150),
        depth=_pair(fields, "depth", (-30.0, 30.0)),
        base=fields.number("base", 0, 100, 0.0),
        colour=fields.choice("colour", PROP_COLOURS, "cushion"),
    )


def _wall(fields: Fields) -> Wall:
    behind = fields.has("z")
    return Wall(
        at=fields.number("z" if behind else "x"),
        behind=behind,
        depth=_pair(fields, "depth", (-60.0, 60.0)),
        height=fields.number("height", 1, 300, 190),
    )


def _block(fields: Fields) -> Block:
    return Block(fields.vector("at"), _size(fields), fields.choice("colour", PROP_COLOURS, "wood"))


def _glass(fields: Fields) -> Glass:
    return Glass(fields.text("figure", 40), fields.choice("hand", ("r", "l"), "r"))


_READERS: dict[str, Callable[[Fields], Prop]] = {
    "mat": _mat,
    "chair": _chair,
    "bolster": _bolster,
    "cushion": _cushion,
    "wedge": _wedge,
    "wall": _wall,
    "block": _block,
    "glass": _glass,
}
