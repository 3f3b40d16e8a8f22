"""From the text of a pose file to a pose. The file may come from a stranger: nothing in it is trusted."""

from __future__ import annotations

import json

from psoas_desktop.figures.fields import Fields, choice, number, numbers
from psoas_desktop.figures.pose import (
    Angle,
    FigurePose,
    JointPoint,
    Looks,
    Mark,
    Point,
    Pose,
    Reach,
    Rest,
    ShadowOn,
    SkinPoint,
    View,
    WorldPoint,
)
from psoas_desktop.figures.pose_error import PoseError
from psoas_desktop.figures.props import Prop, prop_from_data, read_turns
from psoas_desktop.figures.skeleton import (
    AXIAL,
    BONE_ENDS,
    JOINTS,
    LIMB_BONES,
    REFERENCE_HEIGHT,
    SIDES,
    SPINE,
    bare,
)
from psoas_desktop.figures.vectors import Vec, length

MAX_BYTES = 64 * 1024
"""A pose file is not longer; ours have about two thousand."""

FORMAT = 1
PARTS = ("pelvis", "top", "neck", "head", *(
    f"{part}_{side}" for side in SIDES for part in ("thigh", "shank", "upper_arm", "forearm")
))  # fmt: skip
GROUPS = ("*", "torso", *(f"{limb}_{side}" for side in SIDES for limb in ("leg", "arm")))
MARK_COLOURS = ("clay", "breath", "leaf")

_ANGLES = (*AXIAL, *LIMB_BONES, *{bare(bone) for bone in LIMB_BONES})
_POINT_JOINTS = (*JOINTS, *(f"{spot}_{side}" for side in SIDES for spot in ("palm", "ball", "toe", "heel")))
_SKIN_BONES = (*SPINE, *(bone for bone in LIMB_BONES if bare(bone) in BONE_ENDS))
LIMBS = tuple(f"{limb}_{side}" for limb in ("hand", "foot") for side in SIDES)
_BENDS = ("curl", "curl_r", "curl_l", "toes", "toes_r", "toes_l", "hand_roll", "hand_roll_r", "hand_roll_l")
_MARK_SIZES = {
    "arrow": {"width": 2.6, "head": 8.5},
    "glow": {"radius": 9.0, "long": 9.0, "turn": 0.0},
    "breath": {"radius": 14.0, "step": 6.0, "toward": 0.0},
}


def pose_from_text(text: str | bytes) -> Pose:
    """Reads a pose file.

    Args:
        text: The whole file.

    Returns:
        The pose.

    Raises:
        PoseError: The file is not a pose, with one clear reason.
    """
    if len(text) > MAX_BYTES:
        raise PoseError("", f"is longer than {MAX_BYTES // 1024} KB")
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        reason = "is nested too deeply" if isinstance(error, RecursionError) else "is not JSON"
        raise PoseError("", reason) from error
    return pose_from_data(data)


def pose_from_data(data: object) -> Pose:
    """Reads a pose from parsed JSON.

    Raises:
        PoseError: It is not a pose, with one clear reason.
    """
    fields = Fields(data, "")
    fields.number("format", FORMAT, FORMAT)
    figures: list[FigurePose] = []
    for name, value in fields.members("figures", 3):
        figures.append(_figure(name, Fields(value, f"figures.{name}"), [f.name for f in figures]))
    if not figures:
        raise PoseError("figures", "has to have at least one figure")
    names = [figure.name for figure in figures]
    props = {name: prop_from_data(value, f"props.{name}") for name, value in fields.members("props", 16)}
    shadow = fields.numbers("shadow", 2, (0.0, 75.0))
    pose = Pose(
        title=fields.text("title", 80),
        side=fields.choice("side", ("left", "right"), "right"),
        view=_view(fields.within("view")) if fields.has("view") else _view(Fields({}, "view")),
        figures=tuple(figures),
        props=props,
        order=_order(fields, names, props),
        marks=tuple(_mark(Fields(item, where), names) for where, item in fields.items("marks", 12)),
        shadow=(shadow[0], shadow[1]),
    )
    fields.finish()
    return pose


def _view(fields: Fields) -> View:
    kind = fields.choice("kind", ("oblique", "orthographic"), "oblique")
    first, second = fields.numbers("numbers", 2, (0.22, 0.16) if kind == "oblique" else (0.0, 25.0))
    limit = 1.0 if kind == "oblique" else 90.0
    light = fields.numbers("light", 2, (-0.5, -0.87))
    frame = None
    if fields.has("frame"):
        x0, y0, x1, y1 = fields.numbers("frame", 4)
        if x1 - x0 < 20 or y1 - y0 < 20:
            raise PoseError(fields.place("frame"), "has to be left, bottom, right, top, 20 cm apart at least")
        frame = (x0, y0, x1, y1)
    view = View(
        kind,
        (number(first, "view.numbers", -limit, limit), number(second, "view.numbers", -limit, limit)),
        (light[0], light[1]),
        frame,
    )
    fields.finish()
    return view


def _figure(name: str, fields: Fields, known: list[str]) -> FigurePose:
    rest = None
    if fields.has("rest"):
        inner = fields.within("rest")
        rest = Rest(inner.number("y", 0, 200), _parts(inner, "parts"))
        inner.finish()
    figure = FigurePose(
        name=name,
        looks=_looks(fields),
        angles={bone: _angle(value, f"{fields.where}.angles.{bone}")
                for bone, value in _known(fields, "angles", _ANGLES)},
        orient=read_turns(fields, "orient"),
        at=fields.vector("at", (0.0, 0.0, 0.0)),
        rest=rest,
        reaches=tuple(
            _reach(limb, Fields(value, f"{fields.where}.reach.{limb}"), known)
            for limb, value in _known(fields, "reach", LIMBS)
        ),
        twist=fields.number("twist", -90, 90, 0),
        head_twist=fields.number("head_twist", -120, 120, 0),
        breath=fields.number("breath", 0, 1, 0),
        bends={bend: number(value, f"{fields.where}.bends.{bend}", -180, 180)
               for bend, value in _known(fields, "bends", _BENDS)},
        far=fields.choice("far", ("l", "r", "none"), "l"),
    )  # fmt: skip
    fields.finish()
    return figure


def _known(fields: Fields, key: str, names: tuple[str, ...]) -> list[tuple[str, object]]:
    found = list(fields.members(key, len(names)))
    for name, _ in found:
        if name not in names:
            raise PoseError(fields.place(key), f"'{name}' is not known here")
    return found


def _looks(fields: Fields) -> Looks:
    return Looks(
        role=fields.choice("role", ("client", "helper"), "client"),
        hair=fields.choice("hair", ("bun", "bob", "short"), "bun"),
        eyes=fields.choice("eyes", ("open", "closed"), "closed"),
        shoes=fields.flag("shoes", default=False),
        height=fields.number("height", 140, 200, REFERENCE_HEIGHT),
        girth=fields.number("girth", 0.8, 1.4, 1),
        belly=fields.number("belly", 0, 1, 0),
    )


def _angle(value: object, where: str) -> Angle:
    if isinstance(value, list):
        ahead, out = numbers(value, where, 2)
        return Angle(number(ahead, where, -360, 360), number(out, where, -180, 180))
    return Angle(number(value, where, -360, 360))


def _parts(fields: Fields, key: str, known: tuple[str, ...] = PARTS) -> tuple[str, ...]:
    return tuple(choice(item, where, known) for where, item in fields.items(key, len(known), 1))


def _reach(limb: str, fields: Fields, known: list[str]) -> Reach:
    hand = limb.startswith("hand")
    pole: Vec = (-0.4, -1.0, 0.0) if hand else (1.0, 0.0, 0.0)
    reach = Reach(
        limb=limb,
        to=read_point(fields.take("to"), fields.place("to"), known, own=True),
        by=fields.choice(
            "by", ("palm", "wrist") if hand else ("sole", "ankle"), "wrist" if hand else "ankle"
        ),
        pole=_direction(fields, "pole") if fields.has("pole") else pole,
        direction=_direction(fields, "toward") if fields.has("toward") else None,
        palm=_direction(fields, "palm") if hand and fields.has("palm") else None,
    )
    fields.finish()
    return reach


def _direction(fields: Fields, key: str) -> Vec:
    vector = fields.vector(key)
    if length(vector) < 0.01:
        raise PoseError(fields.place(key), "has to point somewhere")
    return vector


def read_point(value: object, where: str, known: list[str], *, own: bool) -> Point:
    """Reads a point: ``[x, y, z]``, ``["knee_r", x, y, z]`` or ``{"bone": ..., "along": ..., "touch": ...}``.

    Args:
        value: What the file says.
        where: Its place.
        known: The figures that a point may name.
        own: Whether a name without a figure means the figure that is read.

    Returns:
        The point.

    Raises:
        PoseError: It is none, or it names a figure, joint or bone that is not known.
    """
    if isinstance(value, dict):
        fields = Fields(value, where)
        figure, bone = _named(fields.take("bone"), fields.place("bone"), known, _SKIN_BONES, own=own)
        point = SkinPoint(figure, bone, fields.number("along", 0, 1, 0.5), _direction(fields, "touch"))
        fields.finish()
        return point
    if isinstance(value, list) and value and isinstance(value[0], str):
        figure, joint = _named(value[0], where, known, _POINT_JOINTS, own=own)
        x, y, z = numbers(value[1:] or [0, 0, 0], where, 3)
        return JointPoint(figure, joint, (x, y, z))
    x, y, z = numbers(value, where, 3)
    return WorldPoint((x, y, z))


def _named(
    value: object, where: str, known: list[str], names: tuple[str, ...], *, own: bool
) -> tuple[str, str]:
    if not isinstance(value, str):
        raise PoseError(where, "has to be a text")
    figure, dot, name = value.rpartition(".")
    if dot or not own:
        choice(figure, where, known)
    return figure, choice(name, where, names)


def _order(fields: Fields, figures: list[str], props: dict[str, Prop]) -> tuple[str | ShadowOn, ...]:
    parts = tuple(f"{figure}.{part}" for figure in figures for part in (*PARTS, *GROUPS))
    plain = tuple(f"{figure}.{part}" for figure in figures for part in PARTS)
    order: list[str | ShadowOn] = []
    for where, item in fields.items("order", 64, 1):
        if isinstance(item, dict):
            inner = Fields(item, where)
            x0, x1, z0, z1 = inner.numbers("within", 4)
            order.append(ShadowOn(inner.number("y", 0, 200), _parts(inner, "parts", plain), (x0, x1, z0, z1)))
            inner.finish()
        else:
            order.append(choice(item, where, ("*shadow", *props, *parts)))
    return tuple(order)


def _mark(fields: Fields, figures: list[str]) -> Mark:
    kind = fields.choice("kind", _MARK_SIZES)
    plain = tuple(f"{figure}.{part}" for figure in figures for part in PARTS)
    mark = Mark(
        kind=kind,
        points=tuple(
            read_point(item, where, figures, own=False)
            for where, item in fields.items("points", 4, 2 if kind == "arrow" else 1)
        ),
        sizes={name: fields.number(name, -360 if name in ("turn", "toward") else 0.1, 360, default)
               for name, default in _MARK_SIZES[kind].items()},
        colour=fields.choice("colour", MARK_COLOURS, "clay"),
        on=_parts(fields, "on", plain) if fields.has("on") else (),
    )  # fmt: skip
    fields.finish()
    return mark
