"""Soft shadows on the ground, and the quiet ellipse that says where the ground is."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from psoas_desktop.figures.bones import Bones
from psoas_desktop.figures.camera import Camera
from psoas_desktop.figures.display_list import Item
from psoas_desktop.figures.ellipses import projected
from psoas_desktop.figures.outline import ellipse_path
from psoas_desktop.figures.palette import Palette, faded
from psoas_desktop.figures.paths import Path, Sub, hull, polygon
from psoas_desktop.figures.pose import Pose, ShadowOn
from psoas_desktop.figures.props import Chair, Mat
from psoas_desktop.figures.rings import Blob
from psoas_desktop.figures.skin import Skin

_LAYERS = ((4.0, 0.80, 75.0, 4.2), (0.6, 0.75, 14.0, 2.0))
"""A wide and a tight shadow: how far it grows, its opacity, up to which height, how soft, in cm."""
_NEAR_THE_GROUND = 70.0
"""Joints below this height, in cm, say how wide the ground is."""
_CORNERS = tuple((1.05 * math.cos(i * math.pi / 4), 1.05 * math.sin(i * math.pi / 4)) for i in range(8))


class _Flat(NamedTuple):
    """A solid that has been pressed flat: where it is seen, its half axes, and how high it was."""

    x: float
    y: float
    wide: float
    deep: float
    height: float


def shadows(
    figures: Mapping[str, Skin],
    camera: Camera,
    palette: Palette,
    y: float,
    reach: float,
    parts: Iterable[str],
) -> list[Item]:
    """Returns the shadow of parts on a horizontal surface: each is flattened and grows with its height.

    Args:
        figures: The figures by name.
        camera: Where it is seen from.
        palette: The theme.
        y: Height of the surface, in cm.
        reach: How high above it parts still throw a shadow, in cm.
        parts: Names like ``me.thigh_r``.
    """
    rows = []
    for name in parts:
        who, _, what = name.partition(".")
        blobs = max((chain.blobs for chain in figures[who].part(what)), key=len)
        row = (blobs[0], blobs[len(blobs) // 2], blobs[-1]) if len(blobs) > 3 else blobs
        rows.append([_flattened(blob, y, camera) for blob in row])
    items = []
    for grow, opacity, highest, blur in _LAYERS:
        path: Path = []
        for row_ in rows:
            low = [flat for flat in row_ if flat.height <= min(highest, reach if grow > 1 else highest)]
            spots = [spot for flat in low for spot in _rim(flat, grow, camera)]
            if spots:
                path += polygon(hull(spots))
        if path:
            items.append(Item(path, fill=faded(palette.colour("shadow"), opacity), blur=blur))
    return items


def _flattened(blob: Blob, y: float, camera: Camera) -> _Flat:
    """A solid pressed flat on a surface."""
    (x, middle, z), axes = blob
    wide, high, deep = (math.sqrt(sum(axis[i] * axis[i] for axis in axes)) for i in range(3))
    return _Flat(*camera.project((x, y, z)), wide, deep, middle - high - y)


def _rim(flat: _Flat, grow: float, camera: Camera) -> list[tuple[float, float]]:
    """Its rim, grown with its height; eight corners are enough for what is blurred."""
    more = grow * (0.5 + max(0.0, flat.height) / 40.0)
    wide, deep = flat.wide + more, flat.deep + more
    ax, ay, bx, by = camera.right[0] * wide, camera.up[0] * wide, camera.right[2] * deep, camera.up[2] * deep
    return [(flat.x + ax * c + bx * s, flat.y + ay * c + by * s) for c, s in _CORNERS]


def shadow_on(figures: Mapping[str, Skin], camera: Camera, palette: Palette, spec: ShadowOn) -> list[Item]:
    """Returns the shadow of some parts on a raised rectangle, cut off at its edges."""
    x0, x1, z0, z1 = spec.within
    corners = [(x0, spec.y, z0), (x1, spec.y, z0), (x1, spec.y, z1), (x0, spec.y, z1)]
    area = Sub([value for corner in corners for value in camera.project(corner)], curved=False)
    found = shadows(figures, camera, palette, spec.y, 25.0, spec.parts)
    return [item._replace(clip=[area]) for item in found]


def ground(pose: Pose, figures: Mapping[str, Bones], camera: Camera) -> Sub:
    """Returns the quiet ellipse of the ground, as wide as what stands on it."""
    xs: list[float] = []
    zs: list[float] = []
    joints = [point for bones in figures.values() for point in bones.joints.values()]
    for x, _, z in [joint for joint in joints if joint[1] < _NEAR_THE_GROUND] or joints:
        xs += [x - 10, x + 10]
        zs.append(z)
    for prop in pose.props.values():
        if isinstance(prop, Mat):
            xs += [prop.at[0] - prop.size[0] / 2, prop.at[0] + prop.size[0] / 2]
        elif isinstance(prop, Chair):
            side = {"left": (0, 1), "right": (-1, 0), "viewer": (-0.5, 0.5)}[prop.faces]
            xs += [prop.at[0] + side[0] * prop.depth, prop.at[0] + side[1] * prop.depth]
    middle = ((min(xs) + max(xs)) / 2, 0.0, (min(zs) + max(zs)) / 2)
    half = (max(xs) - min(xs)) / 2 * 1.03 + 6
    ellipse = projected(camera, (middle, ((half, 0.0, 0.0), (0.0, 0.0, 48.0))))
    return ellipse_path(ellipse)
