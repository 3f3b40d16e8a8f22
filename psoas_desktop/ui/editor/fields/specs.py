"""From the schema to what a form shows: a description of each field, whatever kind it belongs to. No Qt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from enum import Enum
from typing import Any

from psoas_desktop.routine.draft import Json
from psoas_desktop.routine.field_rules import field_schemas
from psoas_desktop.routine.problems import Path
from psoas_desktop.routine.values import dataclass

LINE_AT_MOST = 200
"""Characters of a text up to which one line is enough to write it in."""


class Control(Enum):
    """How a value is written or chosen."""

    DURATION = "duration"
    NUMBER = "number"
    FLAG = "flag"
    CHOICE = "choice"
    FLAGS = "flags"
    LINE = "line"
    AREA = "area"
    LINES = "lines"
    ENTRIES = "entries"


PLAIN_CONTROLS = frozenset(
    {Control.DURATION, Control.NUMBER, Control.FLAG, Control.CHOICE, Control.LINE, Control.AREA}
)
"""Controls of one value, which several blocks can be given at once."""


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """One field.

    Attributes:
        path: Where it stands, from the block or entry that it belongs to.
        control: How it is written.
        label: What the schema calls it.
        help: What the schema says of it beyond its limits.
        unit: The unit of a number; empty for none.
        least: The least number, or the least characters of a text.
        most: The greatest; None for no limit.
        step: What one step of a number is.
        default: What holds where the file does not say; None for nothing.
        choices: The values to choose from.
        entry: The fields of one entry of a list.
        required: Whether it cannot be left out.
        per_side: Whether a time is meant for each side.
        differs: Whether the kinds that are edited together have different defaults.
    """

    path: Path
    control: Control
    label: str
    help: str = ""
    unit: str = ""
    least: int | None = None
    most: int | None = None
    step: int = 1
    default: Json = None
    choices: tuple[str, ...] = ()
    entry: tuple[FieldSpec, ...] = ()
    required: bool = False
    per_side: bool = False
    differs: bool = False

    @property
    def name(self) -> str:
        """The last part of its path."""
        return str(self.path[-1])


def specs_of(part: Mapping[str, Any], above: Path = ()) -> tuple[FieldSpec, ...]:
    """Describes the fields of an object.

    Args:
        part: Its schema, without references.
        above: What stands before their names in their paths.

    Returns:
        The fields in the schema's order; those of an object within it stand in its place, those of a value
        that cannot be chosen are left out.
    """
    found: list[FieldSpec] = []
    required = frozenset(part.get("required", ()))
    for name, schema in (field_schemas(part, None) or {}).items():
        path = (*above, name)
        if schema.get("type") == "object" and "properties" in schema:
            # What an object cannot do without can be left out together with the object.
            held = name in required
            found += [replace(spec, required=spec.required and held) for spec in specs_of(schema, path)]
            continue
        spec = None if "const" in schema else _spec(schema, path)
        if spec is not None:
            found.append(replace(spec, required=name in required))
    return tuple(found)


def _spec(schema: Mapping[str, Any], path: Path) -> FieldSpec | None:
    label, described = str(schema.get("title", path[-1])), str(schema.get("description", ""))
    kind, default = schema.get("type"), schema.get("default")
    if "enum" in schema:
        choices = tuple(str(value) for value in schema["enum"])
        return FieldSpec(path, Control.CHOICE, label, described, default=default, choices=choices)
    if kind == "integer":
        return _number(schema, path, label, described)
    if kind == "boolean":
        return FieldSpec(path, Control.FLAG, label, described, default=default)
    if kind == "string":
        most = schema.get("maxLength")
        long = isinstance(most, int) and most > LINE_AT_MOST and "pattern" not in schema
        control = Control.AREA if long else Control.LINE
        least = schema.get("minLength", 0)
        return FieldSpec(path, control, label, described, least=least, most=most, default=default)
    if kind == "array":
        return _list(schema, path, label, described)
    return None


def _number(schema: Mapping[str, Any], path: Path, label: str, described: str) -> FieldSpec:
    unit = str(schema.get("x-unit", ""))
    return FieldSpec(
        path,
        Control.DURATION if unit == "s" else Control.NUMBER,
        label,
        "" if unit == "s" else described,
        unit="" if unit == "s" else unit,
        least=schema.get("minimum"),
        most=schema.get("maximum"),
        step=5 if unit == "s" else 1,
        default=schema.get("default"),
        per_side="For each side" in described,
    )


def _list(schema: Mapping[str, Any], path: Path, label: str, described: str) -> FieldSpec | None:
    inner = schema.get("items", {})
    if "enum" in inner:
        choices = tuple(str(value) for value in inner["enum"])
        return FieldSpec(path, Control.FLAGS, label, described, choices=choices)
    if inner.get("type") == "string":
        return FieldSpec(path, Control.LINES, label, described, most=inner.get("maxLength"))
    if "properties" in inner:
        return FieldSpec(path, Control.ENTRIES, label, described, entry=specs_of(inner))
    return None


def shared_specs(parts: Sequence[Sequence[FieldSpec]]) -> tuple[FieldSpec, ...]:
    """The fields that several kinds have in common, with the limits that hold for all of them.

    Args:
        parts: The fields of each kind.

    Returns:
        Those of one value that all have; a default stays where it is the same for all.
    """
    if not parts:
        return ()
    first, *others = [{spec.path: spec for spec in specs} for specs in parts]
    found = []
    for path, spec in first.items():
        same = [one[path] for one in others if path in one]
        fits = all(one.control is spec.control and one.choices == spec.choices for one in same)
        if len(same) == len(others) and fits and spec.control in PLAIN_CONTROLS:
            found.append(_common(spec, same))
    return tuple(found)


def _common(spec: FieldSpec, others: Sequence[FieldSpec]) -> FieldSpec:
    every = (spec, *others)
    same = all(one.default == spec.default for one in others)
    leasts = [one.least for one in every if one.least is not None]
    mosts = [one.most for one in every if one.most is not None]
    return replace(
        spec,
        least=max(leasts, default=None),
        most=min(mosts, default=None),
        step=min(one.step for one in every),
        default=spec.default if same else None,
        differs=not same,
        per_side=all(one.per_side for one in every),
    )
