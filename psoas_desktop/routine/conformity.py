"""Says fast whether a value is as a schema wants it; jsonschema is only asked why where it is not.

Almost every block is right, and importing jsonschema takes longer than checking a whole routine. What
this does not know counts as not right, so it can be slow but never too lenient (a test compares it
with jsonschema).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from psoas_desktop.routine.draft import Json

_Schema = Mapping[str, Any]


def conforms(value: Json, schema: _Schema) -> bool:
    """Says whether a value is right.

    Args:
        value: A value as it was read.
        schema: A schema without references.

    Returns:
        True only if every keyword is known here and holds.
    """
    for keyword, wanted in schema.items():
        check = _CHECKS.get(keyword)
        if check is not None:
            if not check(value, wanted):
                return False
        elif keyword == "if":
            if conforms(value, wanted) and not conforms(value, schema.get("then", {})):
                return False
        elif keyword not in _NOTES:
            return False
    return True


def _is_number(value: Json) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


_TYPES: Mapping[str, Callable[[Json], bool]] = {
    "object": lambda value: isinstance(value, dict),
    "array": lambda value: isinstance(value, list),
    "string": lambda value: isinstance(value, str),
    "boolean": lambda value: isinstance(value, bool),
    "integer": lambda value: _is_number(value) and value == int(value),
}


def _type(value: Json, wanted: str) -> bool:
    check = _TYPES.get(wanted)
    return check is not None and check(value)


def _same(value: Json, wanted: Json) -> bool:
    return value == wanted and isinstance(value, bool) == isinstance(wanted, bool)


def _scalar(value: Json) -> bool:
    return value is None or isinstance(value, str | int | float)


def _enum(value: Json, wanted: list[Json]) -> bool:
    return _scalar(value) and any(_same(value, item) for item in wanted)


def _const(value: Json, wanted: Json) -> bool:
    return _scalar(value) and _same(value, wanted)


def _properties(value: Json, wanted: Mapping[str, _Schema]) -> bool:
    if not isinstance(value, dict):
        return True
    if len(value) < len(wanted):
        return all(conforms(item, wanted[name]) for name, item in value.items() if name in wanted)
    return all(conforms(value[name], part) for name, part in wanted.items() if name in value)


def _required(value: Json, wanted: list[str]) -> bool:
    return not isinstance(value, dict) or all(name in value for name in wanted)


def _items(value: Json, wanted: _Schema) -> bool:
    return not isinstance(value, list) or all(conforms(item, wanted) for item in value)


def _pattern(value: Json, wanted: str) -> bool:
    return not isinstance(value, str) or re.search(wanted, value) is not None


_CHECKS: Mapping[str, Callable[[Json, Any], bool]] = {
    "type": _type,
    "enum": _enum,
    "const": _const,
    "minimum": lambda value, wanted: not _is_number(value) or value >= wanted,
    "maximum": lambda value, wanted: not _is_number(value) or value <= wanted,
    "minLength": lambda value, wanted: not isinstance(value, str) or len(value) >= wanted,
    "maxLength": lambda value, wanted: not isinstance(value, str) or len(value) <= wanted,
    "minItems": lambda value, wanted: not isinstance(value, list) or len(value) >= wanted,
    "pattern": _pattern,
    "required": _required,
    "properties": _properties,
    "items": _items,
    "allOf": lambda value, wanted: all(conforms(value, part) for part in wanted),
}

_NOTES = frozenset({"title", "description", "default", "then", "x-unit"})
