"""The schema made ready for checking: block by block, each against the part that its type names.

Walking the published schema would try every kind on every block; looking the kind up is many times
faster and finds the same (a test compares the two). References are put in place once, so that none is
ever looked up, let alone fetched.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from psoas_desktop.routine.conformity import conforms
from psoas_desktop.routine.draft import Json
from psoas_desktop.routine.problems import Path, Problem
from psoas_desktop.routine.schema import kinds_of
from psoas_desktop.routine.schema_problems import problems_of_errors

if TYPE_CHECKING:
    from jsonschema import Draft202012Validator

ROUTINE = "routine"
GROUP = "group"
_BLOCK = "block-"


class FieldRules:
    """What the schema says of each field, for any number of drafts."""

    def __init__(self, schema: Mapping[str, Any]) -> None:
        """Takes the schema, read or generated; nothing is built before it is asked for."""
        self._schema = schema
        self._parts: Mapping[str, Any] = schema["$defs"]
        self.kinds: tuple[str, ...] = tuple(kinds_of(schema))
        self._whole: dict[str, dict[str, Any]] = {}
        self._shared: dict[str, dict[str, Any]] = {}
        self._validators: dict[str, Draft202012Validator] = {}

    def whole(self, part: str) -> dict[str, Any]:
        """Returns the schema of the routine, of a group or of a kind's block, without references.

        Args:
            part: ``routine``, ``group`` or the id of a kind. Blocks within are left out: they are
                checked one by one.
        """
        if part not in self._whole:
            if part == ROUTINE:
                raw = {key: part for key, part in self._schema.items() if not key.startswith("$")}
            else:
                raw = self._parts[GROUP if part == GROUP else _BLOCK + part]
            self._whole[part] = self._put_in_place(raw)
        return self._whole[part]

    def _put_in_place(self, part: Json) -> Json:
        if isinstance(part, list):
            return [self._put_in_place(item) for item in part]
        if not isinstance(part, dict):
            return part
        reference = part.get("$ref")
        if reference is None:
            return {key: self._put_in_place(value) for key, value in part.items()}
        name = reference.removeprefix("#/$defs/")
        if name == "item":
            return {}
        if name not in self._shared:
            self._shared[name] = self._put_in_place(self._parts[name])
        own = {key: value for key, value in part.items() if key != "$ref"}
        return {**self._shared[name], **own} if own else self._shared[name]

    def problems(self, part: str, value: object, *, at_most: int) -> Iterator[Problem]:
        """Checks a value against a part of the schema; paths start at the value."""
        whole = self.whole(part)
        if conforms(value, whole):
            return iter(())
        if part not in self._validators:
            # Imported here: it takes longer than all the rest, and only a mistake needs it.
            from jsonschema import Draft202012Validator
            from referencing import Registry

            registry: Registry[Any] = Registry()  # an empty one: nothing is looked up elsewhere
            self._validators[part] = Draft202012Validator(whole, registry=registry)
        return problems_of_errors(self._validators[part].iter_errors(value), at_most=at_most)

    def title(self, kind: str) -> str:
        """Returns the title of a kind of block."""
        return str(self._parts[_BLOCK + kind]["title"])

    def default(self, kind: str, name: str) -> Json:
        """Returns what a field of a kind is where a block does not say; None for nothing."""
        return self._parts[_BLOCK + kind]["properties"].get(name, {}).get("default")

    def most(self, kind: str, name: str) -> int | None:
        """Returns the upper limit of a number field of a kind; None where there is none."""
        limit = self._parts[_BLOCK + kind]["properties"].get(name, {}).get("maximum")
        return None if limit is None else int(limit)

    def field_of_another(self, name: str) -> bool:
        """Says whether some kind of block, or a group, has a field of this name."""
        return any(
            name in part["properties"]
            for key, part in self._parts.items()
            if key == GROUP or key.startswith(_BLOCK)
        )


def field_schemas(part: Mapping[str, Any], kind: object) -> Mapping[str, Any] | None:
    """Lists the fields of an object with their schemas; None where any field may stand.

    Args:
        part: The schema of the object, without references.
        kind: The value that tells branches apart (a picture's ``kind``).
    """
    fields = part.get("properties")
    if fields is None:
        return None
    branches = part.get("allOf", ())
    if not branches:
        return dict(fields)
    tags = [next(iter(branch["if"]["properties"].values()))["const"] for branch in branches]
    chosen = [branch for branch, tag in zip(branches, tags, strict=True) if tag == kind] or branches
    merged = dict(fields)
    for branch in chosen:
        merged.update(branch["then"]["properties"])
    return merged


def schema_at(part: Mapping[str, Any], value: object, path: Path) -> Mapping[str, Any]:
    """Returns the schema of what a path leads to, empty where the schema does not say."""
    for step in path:
        if isinstance(step, int):
            part = part.get("items", {})
            value = value[step] if isinstance(value, list) and step < len(value) else None
        else:
            kind = value.get("kind") if isinstance(value, dict) else None
            part = (field_schemas(part, kind) or {}).get(step, {})
            value = value.get(step) if isinstance(value, dict) else None
    return part
