"""A body: a skeleton and the tables of its skin, read from the program's own data files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field
from typing import Any

from psoas_desktop.figures.skeleton import Skeleton
from psoas_desktop.figures.tables import Row, between
from psoas_desktop.routine.values import dataclass


@dataclass(frozen=True)
class Body:
    """What every figure is made of.

    Attributes:
        skeleton: The lengths.
        profiles: Tables of widths around a bone: place, front, back, half width, in cm.
        sizes: Single rows of sizes, in cm (feet, collar, buttocks, joints).
        hand: Palm, fingers and thumb.
        head: Ellipsoids and lines of the head: front, up and radii relative to the atlas.
    """

    skeleton: Skeleton
    profiles: Mapping[str, tuple[Row, ...]]
    sizes: Mapping[str, Row]
    hand: Mapping[str, tuple[Row, ...]]
    head: Mapping[str, Any]
    _read: dict[tuple[str, float], Row] = field(default_factory=dict, repr=False, compare=False)

    def width_at(self, profile: str, place: float) -> Row:
        """Returns front, back and half width at a place along a bone, in cm; each is worked out once."""
        key = (profile, place)
        found = self._read.get(key)
        if found is None:
            found = self._read[key] = between(self.profiles[profile], place)
        return found


def body_from_data(skeleton: Mapping[str, Any], skin: Mapping[str, Any]) -> Body:
    """Builds a body from the contents of ``skeleton.json`` and ``skin.json``."""
    return Body(
        skeleton=Skeleton(
            segments=dict(skeleton["segments"]),
            hip_half=skeleton["hip_half"],
            shoulder_half=skeleton["shoulder_half"],
            shoulder_place=skeleton["shoulder_place"],
        ),
        profiles={name: _rows(rows) for name, rows in skin["profiles"].items()},
        sizes={name: tuple(row) for name, row in skin["sizes"].items()},
        hand={name: _rows(rows) for name, rows in skin["hand"].items()},
        head=skin["head"],
    )


def _rows(rows: Sequence[Sequence[float]]) -> tuple[Row, ...]:
    return tuple(tuple(float(value) for value in row) for row in rows)
