"""The parts of the schema that all routines share: identifiers, cues, banners, pictures and so on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import Any

from psoas_desktop.routine.vocabulary import (
    Audience,
    CueKind,
    CuePhase,
    Position,
    Priority,
    Severity,
    ShowsAt,
    Sound,
)

Schema = dict[str, Any]

ID = r"^[a-z0-9][a-z0-9-]{0,63}$(?!\n)"
LANGUAGE = (
    r"^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})?(-[A-Za-z0-9]{1,8})?(-[A-Za-z0-9]{1,8})?(-[A-Za-z0-9]{1,8})?$(?!\n)"
)
DATE = (
    r"^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
    r"(T([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\.[0-9]{1,9})?)?(Z|[+-][0-9]{2}:[0-9]{2})?)?$(?!\n)"
)
DAY = r"^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$(?!\n)"
URL = r"^https://[A-Za-z0-9][A-Za-z0-9._~:/?#@!$&'()*+,;=%\[\]-]*$(?!\n)"
PICTURE_FILE = r"^[A-Za-z0-9_-]{1,100}\.(png|jpe?g|gif|webp)$(?!\n)"
FIGURE = r"^[a-z0-9][a-z0-9_-]{0,63}$(?!\n)"
BASE64 = r"^[A-Za-z0-9+/]+={0,2}$(?!\n)"

POSITIONS = [position.value for position in Position]


def ref(name: str, **more: object) -> Schema:
    """Refers to a shared part, with annotations of its own."""
    return {"$ref": f"#/$defs/{name}", **more}


def obj(fields: Mapping[str, Any], required: Sequence[str] = ()) -> Schema:
    """Describes an object; fields that are not named are allowed and kept."""
    wanted = {"required": list(required)} if required else {}
    return {"type": "object", **wanted, "properties": dict(fields)}


def text(title: str, longest: int, *, least: int = 0, description: str = "") -> Schema:
    """Describes a text by its title and its greatest number of characters."""
    return {
        "title": title,
        **({"description": description} if description else {}),
        "type": "string",
        **({"minLength": least} if least else {}),
        "maxLength": longest,
    }


def seconds(title: str, low: int, high: int, default: int | None = None, note: str = "") -> Schema:
    """Describes a length of time in whole seconds."""
    described = f"In whole seconds, {low} to {high}. {note}".strip()
    return {
        "title": title,
        "description": described,
        "type": "integer",
        "minimum": low,
        "maximum": high,
        **({} if default is None else {"default": default}),
        "x-unit": "s",
    }


def choice(title: str, values: Iterable[StrEnum], default: str = "", description: str = "") -> Schema:
    """Describes one word of a closed vocabulary."""
    return {
        "title": title,
        **({"description": description} if description else {}),
        "enum": [value.value for value in values],
        **({"default": default} if default else {}),
    }


def _several(title: str, items: Schema) -> Schema:
    return {"title": title, "type": "array", "items": items}


def _pattern(title: str, pattern: str, description: str) -> Schema:
    return {"title": title, "description": description, "type": "string", "pattern": pattern}


def shared_parts(kinds: Sequence[str]) -> Schema:
    """Builds the definitions that do not depend on a kind, except for the kinds' names."""
    return {
        "id": _pattern("Id", ID, "Small letters, digits and hyphens, 64 at most; once in a file."),
        "language": _pattern("Language", LANGUAGE, "A language tag such as en, de or pt-BR."),
        "date": _pattern("Date", DATE, "A date such as 2025-03-31, or with a time: 2025-03-31T18:30:00Z."),
        "url": {**_pattern("Address", URL, "An address that starts with https://."), "maxLength": 2000},
        "position": {"title": "Position", "enum": POSITIONS},
        **_people(),
        **_safety(),
        **_guidance(kinds),
        "picture": _picture(),
    }


def _people() -> Schema:
    day = _pattern("On", DAY, "A date such as 2025-03-31.")
    weeks = {"type": "integer", "minimum": 0, "maximum": 45, "x-unit": "weeks"}
    return {
        "author": obj({"name": text("Name", 200, least=1), "url": ref("url")}, ["name"]),
        "reference": obj(
            {"title": text("Title", 300, least=1), "by": text("By", 200), "url": ref("url")}, ["title"]
        ),
        "credit": obj({"title": text("Title", 300), "url": ref("url"), "note": text("Note", 4000)}),
        "review": obj({"by": text("By", 200, least=1), "on": day}, ["by", "on"]),
        "audience": {
            "title": "Audience",
            **obj(
                {
                    "pregnancy_weeks_from": {"title": "From week of pregnancy", **weeks},
                    "pregnancy_weeks_to": {"title": "To week of pregnancy", **weeks},
                    "needs_helper": {"title": "Needs a helper", "type": "boolean"},
                    "needs_floor": {"title": "Needs the floor", "type": "boolean"},
                }
            ),
        },
    }


def _safety() -> Schema:
    question = {
        "id": ref("id"),
        "text": text("Question", 300, least=1),
        "go_on": text("Answer that goes on", 60, least=1, description="In words that say what they mean."),
        "stay": text("Answer that stays", 60, least=1, description="In words that say what they mean."),
    }
    contact = {"name": text("Name", 200, least=1), "phone": text("Phone", 60, least=1)}
    silenced = {
        "code": ref("id", title="Advice", description="The name of the advice."),
        "reason": text("Reason", 300, least=1, description="Why it does not hold here."),
        "block": ref("id", title="Block", description="The block that is meant; without it, all are."),
    }
    banner = {
        "id": ref("id"),
        "severity": choice("Severity", Severity, description="How grave it is."),
        "short_text": text("Short text", 40, least=1, description="For the stage."),
        "full_text": text("Full text", 1000, description="For the questions before the start."),
        "spoken_text": text("Spoken text", 300, description="Said during the lead-in."),
        "shows_at": _several("Shown at", choice("Place", ShowsAt)),
        "safe_action": text("Safe action", 200, description="What to do now, shown in green."),
    }
    return {
        "safety": {
            "title": "Safety",
            "description": "Added to what is built in; nothing built in can be taken away.",
            **obj(
                {
                    "banners": _several("Banners", ref("banner")),
                    "gate_questions": _several("Questions before the start", ref("gate-question")),
                    "emergency_contact": {"title": "Emergency contact", **obj(contact, ["name", "phone"])},
                    "silenced": _several("Advice that the author goes against", ref("silenced")),
                }
            ),
        },
        "gate-question": obj(question, ["id", "text", "go_on", "stay"]),
        "silenced": obj(silenced, ["code", "reason"]),
        "banner": obj(banner, ["id", "severity", "short_text"]),
    }


def _guidance(kinds: Sequence[str]) -> Schema:
    prop = {
        "id": text("Id", 64),
        "name": text("Name", 200, least=1),
        "required": {"title": "Required", "type": "boolean", "default": True},
        "substitute": text("Substitute", 200),
        "size": text("Size", 200),
    }
    phases = [phase.value for phase in CuePhase]
    step = {
        "phase": {"title": "Phase", "enum": ["setup", *phases], "default": "setup"},
        "at_s": seconds("Time", 0, 86_400, 0, "From the start of the phase."),
        "text": text("Text", 300, least=1),
    }
    tokens = "It may hold {side}, {other}, {minutes} and {title}."
    cue = {
        "phase": choice("Phase", CuePhase, description="The part of the block that the time is counted in."),
        "at_s": seconds("Time", -86_400, 86_400, None, "A negative number counts from the end of the phase."),
        "say": text("Spoken text", 300, description=f"What the voice says. {tokens}"),
        "show": text("Screen text", 40, description=f"What the screen shows. {tokens}"),
        "sound": choice("Sound", Sound, "none"),
        "kind": choice("Kind", CueKind, "instruction", "Safety and check-in cues are never dropped."),
        "priority": choice("Priority", Priority, "normal", "Only optional cues may be dropped."),
        "audience": choice("Audience", Audience, "client"),
        "from_positions": _several("Coming from", ref("position")),
        "to_positions": _several("Going to", ref("position")),
        "in_positions": _several("Held in", ref("position")),
        "position": ref("position", description="Where the body is from here on, in a way up or down."),
        "min_hold_s": seconds("Only in holds of at least", 0, 86_400, 0),
        "max_hold_s": seconds("Only in holds of at most", 0, 86_400),
    }
    alternative = {
        "type": {"title": "Type", "description": "A kind of block.", "enum": list(kinds)},
        "when": text("When", 200, least=1),
    }
    return {
        "prop": obj(prop, ["name"]),
        "step": obj(step, ["text"]),
        "cue": obj(cue, ["phase", "at_s"]),
        "alternative": obj(alternative, ["type", "when"]),
    }


def _picture() -> Schema:
    media = ["image/png", "image/jpeg", "image/gif", "image/webp"]
    contents: dict[str, Schema] = {
        "figure": {"figure": _pattern("Figure", FIGURE, "The name of a built-in figure.")},
        "file": {
            "file": _pattern("File", PICTURE_FILE, "A bare file name beside the routine or in images/."),
        },
        "data": {
            "media_type": {"title": "Media type", "enum": media},
            "base64": _pattern("Picture data", BASE64, "The picture in base64, without line breaks."),
        },
        "pose": {"pose": {"title": "Pose", "description": "A pose as data.", "type": "object"}},
    }
    return {
        **obj(
            {
                "kind": {
                    "title": "Kind",
                    "description": "figure: built in. file: beside the routine. data: embedded. pose: drawn.",
                    "enum": list(contents),
                },
                "alt": text("Alternative text", 300, least=1, description="What it shows, for the ear."),
                "at_s": seconds("Time", 0, 86_400, 0, "From the start of the hold."),
            },
            ["kind", "alt"],
        ),
        "allOf": [
            {
                "if": {"properties": {"kind": {"const": kind}}, "required": ["kind"]},
                "then": {"properties": fields, "required": list(fields)},
            }
            for kind, fields in contents.items()
        ],
    }
