"""One line for each entry of a list, and what a new entry starts with. No Qt but for the words."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from typing import Any

from psoas_desktop.routine.draft import Json
from psoas_desktop.routine.translation import QT_TRANSLATE_NOOP
from psoas_desktop.ui.common.plain_text import shown
from psoas_desktop.ui.editor.fields.specs import Control, FieldSpec
from psoas_desktop.ui.editor.fields.words import CHOICES, length, tr

TIMED = frozenset({"cues", "steps"})
"""Lists that are shown in the order of time, whatever their order in the file."""

MAIN: Mapping[str, tuple[str, ...]] = {
    "cues": ("phase", "at_s", "say", "show"),
    "steps": ("phase", "at_s", "text"),
    "props": ("name", "required", "substitute", "size"),
    "banners": ("severity", "short_text", "full_text", "spoken_text", "shows_at"),
    "gate_questions": ("text", "go_on", "stay"),
    "pictures": ("alt", "at_s"),
    "silenced": ("code", "reason", "block"),
}
"""The fields of an entry that are seen at once; the others are folded away."""

WHOLE = frozenset({"pictures"})
"""Lists whose other fields are not for writing by hand."""

ADD: Mapping[str, str] = {
    "cues": QT_TRANSLATE_NOOP("inspector", "Add a cue"),
    "steps": QT_TRANSLATE_NOOP("inspector", "Add a step"),
    "props": QT_TRANSLATE_NOOP("inspector", "Add a thing"),
    "banners": QT_TRANSLATE_NOOP("inspector", "Add a caution"),
    "gate_questions": QT_TRANSLATE_NOOP("inspector", "Add a question"),
    "alternatives": QT_TRANSLATE_NOOP("inspector", "Add an alternative"),
    "authors": QT_TRANSLATE_NOOP("inspector", "Add an author"),
    "sources": QT_TRANSLATE_NOOP("inspector", "Add a source"),
    "reviewed": QT_TRANSLATE_NOOP("inspector", "Add a name"),
    "silenced": QT_TRANSLATE_NOOP("inspector", "Add one"),
    "pictures": QT_TRANSLATE_NOOP("inspector", "Add a photo..."),
}

PICTURES: Mapping[str, str] = {
    "figure": QT_TRANSLATE_NOOP("inspector", "Drawing"),
    "pose": QT_TRANSLATE_NOOP("inspector", "Own drawing"),
    "file": QT_TRANSLATE_NOOP("inspector", "Photo"),
    "data": QT_TRANSLATE_NOOP("inspector", "Photo"),
}

_PHASES = ("setup", "lead_in", "hold", "changeover", "way_up")
_FIRST = {"severity": "caution", "phase": "hold"}
_LONGEST = 200


def line(name: str, entry: Json, titles: Mapping[str, str]) -> tuple[str, str]:
    """What stands in the line of an entry.

    Args:
        name: The list's name.
        entry: Plain data, of whatever type.
        titles: Titles of kinds by id.

    Returns:
        A short text that stands before the other (a time, a severity), perhaps empty; and the other.
    """
    if not isinstance(entry, dict):
        return "", tr(QT_TRANSLATE_NOOP("inspector", "Something else: see the source"))
    if name in TIMED:
        return _when(entry), _first(entry, ("show", "say", "text"))
    if name == "banners":
        severity = CHOICES["severity"].get(_text(entry, "severity"), "")
        return tr(severity), _first(entry, ("short_text", "full_text"))
    if name == "pictures":
        return _picture(entry), _first(entry, ("alt",))
    if name == "alternatives":
        kind = _text(entry, "type")
        return titles.get(kind, shown(kind)[:_LONGEST]), _first(entry, ("when",))
    return "", _first(entry, ("name", "title", "text", "by", "code"))


def order(name: str, entries: Sequence[Json]) -> list[int]:
    """The order in which entries are shown, as places in the file."""
    if name not in TIMED:
        return list(range(len(entries)))
    return sorted(range(len(entries)), key=lambda at: (*_moment(entries[at]), at))


def new_entry(name: str, specs: Sequence[FieldSpec], taken: Container[str], today: str) -> dict[str, Any]:
    """What a new entry starts with: what cannot be left out.

    Args:
        name: The list's name.
        specs: The fields of an entry.
        taken: The ids in use in the list.
        today: What day it is, for what asks for one.
    """
    made: dict[str, Any] = {}
    for spec in specs:
        if not spec.required:
            continue
        if spec.name == "id":
            number = 1
            stem = {"banners": "caution", "gate_questions": "question"}.get(name, name)
            while f"{stem}-{number}" in taken:
                number += 1
            made["id"] = f"{stem}-{number}"
        elif spec.control is Control.CHOICE:
            made[spec.name] = _FIRST.get(spec.name, spec.default or spec.choices[0])
        elif spec.control in (Control.DURATION, Control.NUMBER):
            made[spec.name] = max(0, spec.least or 0)
        else:
            made[spec.name] = today if spec.name == "on" else ""
    return made


def _picture(entry: Mapping[str, Any]) -> str:
    kind = _text(entry, "kind")
    words = PICTURES.get(kind, "")
    name = shown(_text(entry, "file")[:_LONGEST]) if kind == "file" else ""
    return name or tr(words)


def _when(entry: Mapping[str, Any]) -> str:
    phase = CHOICES["phase"].get(_text(entry, "phase"), "")
    at = entry.get("at_s", 0)
    time = length(int(at)) if isinstance(at, int | float) and not isinstance(at, bool) else "?"
    return f"{tr(phase)} {time}".strip()


def _moment(entry: Json) -> tuple[int, int, float]:
    if not isinstance(entry, dict):
        return len(_PHASES), 0, 0
    phase, at = entry.get("phase", "setup"), entry.get("at_s", 0)
    rank = _PHASES.index(phase) if phase in _PHASES else len(_PHASES)
    number = at if isinstance(at, int | float) else 0
    return rank, int(number < 0), number


def _text(entry: Mapping[str, Any], name: str) -> str:
    value = entry.get(name)
    return value if isinstance(value, str) else ""


def _first(entry: Mapping[str, Any], names: Sequence[str]) -> str:
    texts = (shown(_text(entry, name)[: 2 * _LONGEST]) for name in names)
    found = next((text for text in texts if text), "")
    return found[:_LONGEST] or tr(QT_TRANSLATE_NOOP("inspector", "Nothing written yet"))
