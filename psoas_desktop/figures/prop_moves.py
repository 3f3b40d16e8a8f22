"""Things that stand elsewhere, and things on the way from one place to another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from psoas_desktop.figures.props import Block, Bolster, Chair, Cushion, Glass, Mat, Prop, Wall, Wedge
from psoas_desktop.figures.vectors import Vec, add, mixed


def prop_moved(prop: Prop, by: Vec) -> Prop:
    """Returns a thing moved by cm; what a hand holds goes with the hand."""
    x, y, z = by
    if isinstance(prop, Mat | Chair):
        return replace(prop, at=(prop.at[0] + x, prop.at[1] + z))
    if isinstance(prop, Cushion | Block):
        return replace(prop, at=add(prop.at, by))
    if isinstance(prop, Bolster):
        return replace(prop, start=add(prop.start, by), end=add(prop.end, by))
    if isinstance(prop, Wedge):
        depth = (prop.depth[0] + z, prop.depth[1] + z)
        return replace(prop, low=prop.low + x, high=prop.high + x, depth=depth, base=prop.base + y)
    if isinstance(prop, Wall):
        at, along = (z, x) if prop.behind else (x, z)
        return replace(prop, at=prop.at + at, depth=(prop.depth[0] + along, prop.depth[1] + along))
    assert isinstance(prop, Glass)
    return prop


def prop_flipped(prop: Prop) -> Prop:
    """Returns the mirror image of a thing: x becomes -x."""
    changes: dict[str, Any]
    if isinstance(prop, Mat):
        changes = {"at": (-prop.at[0], prop.at[1])}
    elif isinstance(prop, Chair):
        faces = {"left": "right", "right": "left"}.get(prop.faces, prop.faces)
        changes = {"at": (-prop.at[0], prop.at[1]), "faces": faces}
    elif isinstance(prop, Cushion):
        turns = tuple((axis, turn if axis == "x" else -turn) for axis, turn in prop.turns)
        changes = {"at": _flipped(prop.at), "turns": turns}
    elif isinstance(prop, Block):
        changes = {"at": _flipped(prop.at)}
    elif isinstance(prop, Bolster):
        changes = {"start": _flipped(prop.start), "end": _flipped(prop.end)}
    elif isinstance(prop, Wedge):
        changes = {"low": -prop.low, "high": -prop.high}
    elif isinstance(prop, Wall):
        start, end = prop.depth
        changes = {"depth": (-end, -start)} if prop.behind else {"at": -prop.at}
    else:
        changes = {"hand": {"r": "l", "l": "r"}[prop.hand]}
    return replace(prop, **changes)


def _flipped(vector: Vec) -> Vec:
    return (-vector[0], vector[1], vector[2])


def prop_between(a: Prop, b: Prop, share: float) -> Prop | None:
    """Returns a thing a share of the way to what it becomes; None where the one does not become the other.

    Mats and pillows may be laid elsewhere; a chair does not slide by itself.
    """
    if a == b:
        return a
    if isinstance(a, Mat) and isinstance(b, Mat):
        return Mat(_pair(a.at, b.at, share), mixed(a.size, b.size, share))
    if isinstance(a, Cushion) and isinstance(b, Cushion):
        if (a.colour, a.firm, [axis for axis, _ in a.turns]) != (b.colour, b.firm, [x for x, _ in b.turns]):
            return None
        turns = tuple(
            (axis, one + (other - one) * share)
            for (axis, one), (_, other) in zip(a.turns, b.turns, strict=True)
        )
        return Cushion(mixed(a.at, b.at, share), mixed(a.size, b.size, share), turns, a.colour, a.firm)
    if isinstance(a, Wall) and isinstance(b, Wall) and a.behind == b.behind and abs(a.at - b.at) < _NEAR:
        at, height = _pair((a.at, a.height), (b.at, b.height), share)
        return Wall(at, a.behind, _pair(a.depth, b.depth, share), height)
    return None


_NEAR = 4.0
"""A wall that stands so near to the other, in cm, is the same wall."""


def _pair(a: Sequence[float], b: Sequence[float], share: float) -> tuple[float, float]:
    return (a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share)
