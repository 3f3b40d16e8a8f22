"""From jsonschema's errors to the program's own codes and parameters."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from psoas_desktop.routine import schema_parts
from psoas_desktop.routine.draft import Json
from psoas_desktop.routine.durations import parse_duration
from psoas_desktop.routine.problems import Path, Problem
from psoas_desktop.routine.suggestions import nearest

if TYPE_CHECKING:
    from jsonschema import ValidationError

SHOWN = 60
"""Characters of a value of the file that a sentence repeats."""

_PATTERNS = {
    schema_parts.ID: "bad-id",
    schema_parts.LANGUAGE: "bad-language",
    schema_parts.DATE: "bad-date",
    schema_parts.DAY: "bad-day",
    schema_parts.URL: "bad-url",
    schema_parts.PICTURE_FILE: "bad-picture-file",
    schema_parts.FIGURE: "bad-figure",
    schema_parts.BASE64: "bad-base64",
}

_Params = dict[str, object]


def json_type(value: object) -> str:
    """Names a value's type as the schema does; whole numbers are told from others."""
    if value is None:
        return "null"
    for name, types in (("boolean", bool), ("integer", int), ("number", float), ("string", str)):
        if isinstance(value, types):
            return name
    return "array" if isinstance(value, list) else "object"


def shown(value: object) -> str:
    """Writes a value of the file for a sentence, short."""
    if isinstance(value, str):
        return value if len(value) <= SHOWN else value[: SHOWN - 1] + "…"
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, int | float):
        return str(value)[:SHOWN]
    return ""


def _wrong_type(value: Json, schema: Mapping[str, Any]) -> tuple[str, _Params]:
    expected = schema["type"]
    found = json_type(value)
    params: _Params = {"expected": expected, "found": found, "value": shown(value)}
    if expected == "integer":
        params["unit"] = schema.get("x-unit", "")
        if found == "number":
            return "not-whole", params
        seconds = parse_duration(value) if isinstance(value, str) and params["unit"] == "s" else None
        if seconds is not None:
            return "duration-as-text", {**params, "seconds": seconds}
        if isinstance(value, str) and value.strip().lstrip("-").isdecimal() and len(value) < 20:
            return "number-as-text", {**params, "write": int(value)}
    return "wrong-type", params


def _limits(value: Json, schema: Mapping[str, Any]) -> _Params:
    return {
        "value": shown(value),
        "min": schema.get("minimum"),
        "max": schema.get("maximum"),
        "unit": schema.get("x-unit", ""),
    }


def _choice(value: Json, schema: Mapping[str, Any]) -> tuple[str, _Params]:
    choices = [str(item) for item in schema["enum"]]
    return "not-a-choice", {
        "value": shown(value),
        "choices": tuple(choices),
        "suggestion": nearest(value, choices) if isinstance(value, str) else "",
    }


def _constant(value: Json, schema: Mapping[str, Any]) -> tuple[str, _Params]:
    wanted = schema["const"]
    code = "cannot-be-open" if wanted is False else "only-value"
    return code, {"value": shown(value), "wanted": shown(wanted)}


def _length(value: Json, schema: Mapping[str, Any]) -> tuple[str, _Params]:
    if "minLength" in schema and len(value) < schema["minLength"]:
        return "empty-text", {"min": schema["minLength"]}
    return "too-long", {"length": len(value), "max": schema["maxLength"]}


def _too_few(value: Json, schema: Mapping[str, Any]) -> tuple[str, _Params]:
    return "empty-list", {"length": len(value), "min": schema["minItems"]}


_Mapping = Callable[[Any, Mapping[str, Any]], tuple[str, _Params]]

_CODES: dict[str, _Mapping] = {
    "type": _wrong_type,
    "enum": _choice,
    "const": _constant,
    "minimum": lambda value, schema: ("too-small", _limits(value, schema)),
    "maximum": lambda value, schema: ("too-large", _limits(value, schema)),
    "minLength": _length,
    "maxLength": _length,
    "minItems": _too_few,
    "pattern": lambda value, schema: (
        _PATTERNS.get(schema["pattern"], "bad-pattern"),
        {"value": shown(value)},
    ),
}


def problems_of_errors(errors: Iterable[ValidationError], *, at_most: int) -> Iterator[Problem]:
    """Turns validation errors into problems.

    Args:
        errors: What jsonschema found.
        at_most: After so many problems the rest is not looked for.

    Yields:
        One problem for each fault: a value of the wrong type is not also out of its limits.
    """
    missing: set[tuple[Path, str]] = set()
    mistyped: set[Path] = set()
    count = 0
    for error in errors:
        path: Path = tuple(error.absolute_path)
        keyword = str(error.validator)
        schema = error.schema if isinstance(error.schema, dict) else {}
        found: list[Problem] = []
        if keyword == "required" and isinstance(error.instance, dict):
            for name in schema["required"]:
                if name not in error.instance and (path, name) not in missing:
                    missing.add((path, name))
                    found.append(Problem("missing-field", path, _missing(name, schema)))
        elif keyword in _CODES and path not in mistyped:
            code, params = _CODES[keyword](error.instance, schema)
            if keyword == "type":
                mistyped.add(path)
            found.append(Problem(code, path, {**params, "label": schema.get("title", "")}))
        for problem in found:
            yield problem
            count += 1
            if count >= at_most:
                return


def _missing(name: str, schema: Mapping[str, Any]) -> _Params:
    return {"field": name, "label": schema["properties"].get(name, {}).get("title", "")}
