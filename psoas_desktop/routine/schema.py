"""The published schema of a routine file, generated from the catalogue: JSON Schema 2020-12.

Kinds of block are told apart by ``if``/``then`` on ``type``, so that an error's path names the field.
What is common stands in ``$defs``; each kind's block is whole in itself. ``x-unit`` is the program's
own annotation. Patterns hold for Python and ECMAScript alike and take linear time.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from psoas_desktop.routine.block_kinds import Catalogue, Kind, OwnField
from psoas_desktop.routine.cues import MS
from psoas_desktop.routine.schema_parts import POSITIONS, Schema, obj, ref, seconds, shared_parts, text
from psoas_desktop.routine.vocabulary import Side, Sides

SCHEMA_ID = "urn:psoas-desktop:schema:routine:1"
"""What a file names in ``$schema``."""

FORMAT = 1
"""The format that this program writes."""

BLOCK = "block-"
"""What the name of a kind's definition starts with."""

MAX_REPEAT = 20
"""Rounds of a group."""

MAX_REST_S = 600
"""Seconds of rest between two rounds."""

BEYOND_THE_SCHEMA = (
    "duplicate-key",
    "duplicate-id",
    "duplicate-question-id",
    "range-order",
    "least-above-longest",
    "planned-below-least",
    "planned-above-longest",
    "groups-too-deep",
    "nesting-too-deep",
    "number-too-large",
    "lone-surrogate",
    "too-many-blocks",
    "routine-too-long",
    "file-too-large",
    "text-too-large",
)
"""Codes of what the program refuses although a validator of the schema cannot see it."""


def routine_schema(catalogue: Catalogue) -> Schema:
    """Builds the schema of a routine file.

    Args:
        catalogue: The kinds of block that a routine may hold.

    Returns:
        The schema as plain data, the same for the same catalogue.
    """
    kinds = [catalogue.kinds[name] for name in sorted(catalogue.kinds)]
    names = [kind.id for kind in kinds]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA_ID,
        "title": "Routine",
        "description": "A movement routine for psoas-desktop. Lengths of time are whole seconds, and their "
        "fields end in _s. Keys that start with x- are yours to use.",
        "$comment": "A schema cannot say everything; the program refuses besides: "
        + ", ".join(BEYOND_THE_SCHEMA)
        + ".",
        **obj(_routine_fields(), required=("format", "id", "title", "items")),
        "$defs": {
            **shared_parts(names),
            "item": _item(names),
            "group": _group(),
            **{BLOCK + kind.id: _block(kind) for kind in kinds},
        },
    }


def schema_text(catalogue: Catalogue) -> str:
    """Writes the schema as the text of the file that is published."""
    return json.dumps(routine_schema(catalogue), indent=2, ensure_ascii=False) + "\n"


def _list(title: str, items: Schema, description: str = "", **more: object) -> Schema:
    described = {"description": description} if description else {}
    return {"title": title, **described, "type": "array", **more, "items": items}


def _routine_fields() -> Schema:
    return {
        "$schema": {"title": "Schema", "description": f"Write {SCHEMA_ID}.", "type": "string"},
        "format": {
            "title": "Format",
            "description": "The number of the file format: 1.",
            "type": "integer",
            "const": FORMAT,
        },
        "id": ref("id", description="A stable name of the routine: it stays when the title changes."),
        "title": text("Title", 200, least=1, description="What people see in the library and on the screen."),
        "summary": text("Summary", 4000, description="One or two sentences about the routine."),
        "goal": text("Goal", 4000, description="Why people choose it."),
        "language": ref("language", default="en", description="The language of the texts and of the voice."),
        "catalogue": text(
            "Catalogue", 100, description="The version of the kinds of block it was made with."
        ),
        "authors": _list("Authors", ref("author")),
        "license": text("Licence", 200, description="For example CC BY 4.0."),
        "sources": _list("Sources", ref("reference"), "Where the exercises come from."),
        "tags": _list("Tags", text("Tag", 40, least=1)),
        "created": ref("date", title="Created"),
        "modified": ref("date", title="Modified"),
        "reviewed": _list("Reviewed", ref("review"), "Who has looked through the routine, and when."),
        "indications": _list("Why people choose it", text("Reason", 300), "As the source suggests."),
        "contraindications": _list("Not if", text("Reason", 300)),
        "audience": ref("audience"),
        "safety": ref("safety"),
        "before": _list("Before", text("Line", 300), "What to prepare."),
        "after": _list("After", text("Line", 300), "How to close."),
        "items": _list("Blocks", ref("item"), "Blocks and groups, in the order they are played.", minItems=1),
    }


def _branches(key: str, names: Iterable[tuple[str, Schema]]) -> list[Schema]:
    return [
        {"if": {"properties": {key: {"const": name}}, "required": [key]}, "then": then}
        for name, then in names
    ]


def _item(kinds: list[str]) -> Schema:
    names = [("group", ref("group")), *((kind, ref(BLOCK + kind)) for kind in kinds)]
    return {
        "title": "Block or group",
        "type": "object",
        "required": ["type"],
        "properties": {
            "type": {
                "title": "Type",
                "description": "The kind of exercise, or group.",
                "enum": [name for name, _ in names],
            }
        },
        "allOf": _branches("type", names),
    }


def _group() -> Schema:
    fields = {
        "type": {"title": "Type", "const": "group"},
        "id": ref("id"),
        "title": text("Title", 200),
        "repeat": {
            "title": "Number of rounds",
            "description": f"How many times the group is played: 1 to {MAX_REPEAT}.",
            "type": "integer",
            "minimum": 1,
            "maximum": MAX_REPEAT,
            "default": 1,
        },
        "rest_between_s": seconds("Rest between rounds", 0, MAX_REST_S, 0, "None follows the last round."),
        "items": _list("Blocks", ref("item"), "Groups stand at most four deep in each other.", minItems=1),
    }
    return {
        "title": "Group",
        "description": "Blocks that are played several times.",
        **obj(fields, required=("type", "id", "items")),
    }


def _block(kind: Kind) -> Schema:
    fields: Schema = {
        "type": {"title": "Type", "const": kind.id},
        "id": ref("id"),
        "title": text("Title", 200, description=f"Shown instead of '{kind.title}'."),
        "note": text("Note", 4000, description="For the instructor; it is not read out."),
        **_times(kind),
        **_sides(kind),
        "position": {
            "title": "Position",
            "enum": [position.value for position in kind.positions],
            "default": kind.position.value,
        },
        "start_position": {
            "title": "Start position",
            "enum": POSITIONS,
            "default": kind.start_position.value,
        },
        "end_position": {"title": "End position", "enum": POSITIONS, "default": kind.end_position.value},
        "props": _list("Props", ref("prop"), "Replaces the kind's whole list."),
        "steps": _list("Steps", ref("step"), "The written steps; replaces the kind's whole list."),
        "cues": _list("Cues", ref("cue"), "What is said and shown; replaces the kind's whole list."),
        "banners": _list("Banners", ref("banner"), "Added to the built-in cautions, which always stay."),
        "way_out": text("Way out", 300, description="How to come out of the position."),
        "alternatives": _list("Alternatives", ref("alternative"), "What may replace the block, and when."),
        "pictures": _list("Pictures", ref("picture"), "Replaces the kind's pictures."),
        "source": ref("credit"),
    }
    for own in kind.fields:
        fields[own.name] = _own_field(own)
    return {
        "title": kind.title,
        "description": kind.summary,
        **obj(fields, required=("type", "id")),
    }


def _times(kind: Kind) -> Schema:
    limits = kind.duration
    low, high, default = limits.min_ms // MS, limits.max_ms // MS, limits.default_ms // MS
    side = "For each side. " if Sides.BOTH in kind.allowed_sides else ""
    least, most = seconds("Least duration", low, high), seconds("Longest duration", low, high)
    open_ended: Schema = {
        "title": "Open-ended",
        "description": "This kind of block always has a fixed length.",
        "type": "boolean",
        "const": False,
    }
    if kind.open_ended is not None:
        at_least, cap = kind.open_ended.min_ms // MS, kind.open_ended.cap_ms // MS
        least = seconds("Least duration", min(low, at_least), max(high, at_least), at_least)
        most = seconds(
            "Longest duration", low, max(high, cap), cap, "An open-ended block ends by itself then."
        )
        open_ended = {
            "title": "Open-ended",
            "description": "Goes on until the person ends it, between the least and the longest duration; "
            "duration_s is then the expected time.",
            "type": "boolean",
            "default": False,
        }
    advance = {"title": "Ends", "description": "auto: by itself. wait: when the person says so."}
    return {
        "duration_s": seconds("Duration", low, high, default, side),
        "duration_min_s": least,
        "duration_max_s": most,
        "open_ended": open_ended,
        "lead_in_s": seconds("Lead-in", 0, 300, kind.lead_in_ms // MS, "Time to get into the position."),
        "advance": {**advance, "enum": ["auto", "wait"], "default": kind.advance.value},
    }


def _sides(kind: Kind) -> Schema:
    fields: Schema = {
        "sides": {
            "title": "Sides",
            "enum": [side.value for side in kind.allowed_sides],
            "default": kind.sides.value,
        }
    }
    if Sides.BOTH in kind.allowed_sides:
        fields["first_side"] = {
            "title": "First side",
            "description": "The side that both sides start with.",
            "enum": [side.value for side in Side],
            "default": kind.first_side.value,
        }
        fields["changeover_s"] = seconds(
            "Changeover", 0, 300, kind.changeover_ms // MS, "Time to change from one side to the other."
        )
    return fields


def _own_field(own: OwnField) -> Schema:
    head: Schema = {"title": own.label}
    if own.type == "integer":
        described = " ".join(part for part in (own.help, f"In {own.unit}." if own.unit else "") if part)
        return {
            **head,
            **({"description": described} if described else {}),
            "type": "integer",
            **({} if own.min is None else {"minimum": own.min}),
            **({} if own.max is None else {"maximum": own.max}),
            "default": own.default,
            **({"x-unit": own.unit} if own.unit else {}),
        }
    if own.help:
        head["description"] = own.help
    if own.type == "boolean":
        return {**head, "type": "boolean", "default": own.default}
    if own.type == "choice":
        return {**head, "enum": list(own.choices), "default": own.default}
    return {**head, "type": "string", "maxLength": own.max_length, "default": own.default}


def kinds_of(schema: Mapping[str, Any]) -> list[str]:
    """Lists the kinds of block that a schema knows."""
    return [name.removeprefix(BLOCK) for name in schema["$defs"] if name.startswith(BLOCK)]
