"""A set of answers from a file, in the terms of the gate's pages; and the schema of such a file."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from psoas_desktop.safety.asking import Answers
from psoas_desktop.safety.rules import Question, SafetyRules

ANSWERS_ID = "urn:psoas-desktop:schema:answers:1"

MAX_WEEKS = 45
"""No pregnancy is longer; a week that is none counts as not answered."""

_WORDS: Mapping[str, tuple[str, str]] = {
    "q-signs": ("some", "none"),
    "q-told-no": ("exercise", "no"),
    "q-this-pregnancy": ("some", "none"),
    "q-health": ("some", "none"),
    "q-body": ("some", "none"),
    "q-balance": ("steady", "unsteady"),
    "q-touch": ("welcome", "no"),
    "q-unwell-back": ("agreed", "no"),
    "q-back-today": ("flat", "propped"),
    "no-massage": ("leave", "press"),
    "helper-agree": ("other", "none"),
}
"""What true and false mean where it is not the answers ``yes`` and ``no``."""


_ALIASES: Mapping[str, str] = {
    "pelvic-girdle": "q-pelvis",
    "stop-signs": "q-signs",
    "supine-pregnancy": "q-back-today",
    "numb-legs": "q-numb",
}
"""Other names that a question is known by: those of the banners that ask it."""


class BadAnswersError(Exception):
    """The data is not a set of answers; the message says what is wrong."""


def answers_from_data(data: object, rules: SafetyRules) -> Answers:
    """Reads answers.

    Args:
        data: An object keyed by the ids of questions and of the gate's other pages. A value is a choice's id,
            or true or false for yes and no; ``q-pregnant`` may be ``{"pregnant": true, "weeks": 20}``,
            ``q-told-no`` ``{"exercise": false, "back": true}``, and a question that asks for agreement
            ``{"yes": true, "agreed": true}``.
        rules: The questions.

    Returns:
        Choice ids by page id. What is not recognised counts as not answered, the most cautious answer.

    Raises:
        BadAnswersError: The data is not an object.
    """
    if not isinstance(data, dict):
        raise BadAnswersError("an object is needed, with a question's id and its answer in each line")
    answers: dict[str, str] = {}
    for key, value in data.items():
        name = _ALIASES.get(str(key), str(key))
        if name == "q-pregnant" and isinstance(value, dict):
            answers |= _pregnancy(value, rules)
        elif not name.startswith("$"):
            answers[name] = _choice(name, value)
    return answers


def _pregnancy(value: Mapping[object, object], rules: SafetyRules) -> Answers:
    answers = {"q-pregnant": _choice("q-pregnant", value.get("pregnant"))}
    weeks, question = value.get("weeks"), rules.question("q-weeks")
    if question is not None and isinstance(weeks, int | float) and not isinstance(weeks, bool):
        answers["q-weeks"] = choice_for_weeks(question, int(weeks))
    return answers


def choice_for_weeks(question: Question, weeks: int) -> str:
    """The choice that a week of pregnancy falls under; empty for none."""
    for choice in question.choices:
        if choice.weeks is not None and choice.weeks[0] <= weeks <= choice.weeks[1]:
            return choice.id
    return ""


def _choice(question: str, value: object) -> str:
    if isinstance(value, dict):
        if question == "q-told-no":
            return _told(value)
        if value.get("agreed") is True:
            return "birth-agreed" if value.get("birth") is True else "agreed"
        value = value.get("yes")
    if isinstance(value, bool):
        yes, no = _WORDS.get(question, ("yes", "no"))
        return yes if value else no
    if value in ("yes", "no") and question in _WORDS:
        yes, no = _WORDS[question]
        return yes if value == "yes" else no
    return value if isinstance(value, str) else ""


def _told(value: Mapping[object, object]) -> str:
    """What was told; nothing, as long as one of the two is not said."""
    exercise, back = value.get("exercise"), value.get("back")
    if exercise is True:
        return "exercise"
    if back is True:
        return "back" if exercise is False else ""
    return "no" if exercise is False and back is False else ""


def answers_schema(rules: SafetyRules) -> dict[str, Any]:
    """Builds the published schema of a file of answers: JSON Schema 2020-12."""
    properties: dict[str, Any] = {"$schema": {"type": "string"}}
    properties |= {question.id: _property(question) for question in rules.questions}
    properties |= {other: {"$ref": f"#/properties/{name}"} for other, name in _ALIASES.items()}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": ANSWERS_ID,
        "title": "Answers",
        "description": "Answers to the questions before a session. A question that is missing counts as "
        "its most cautious answer. Other keys are the ids of cautions, and of a routine's own questions "
        "(file:ID), with the id of the answer.",
        "type": "object",
        "properties": properties,
        "additionalProperties": {"type": ["string", "boolean"]},
    }


def answers_schema_text(rules: SafetyRules) -> str:
    """Writes the schema of answers as the text of the file that is published."""
    return json.dumps(answers_schema(rules), indent=2, ensure_ascii=False) + "\n"


def _property(question: Question) -> dict[str, Any]:
    ids = [choice.id for choice in question.choices]
    yes, no = _WORDS.get(question.id, ("yes", "no"))
    forms: list[dict[str, Any]] = [{"enum": list(dict.fromkeys(ids))}]
    if yes in ids and no in ids:
        forms = [{"enum": list(dict.fromkeys([*ids, "yes", "no"]))}, {"type": "boolean"}]
    if question.id == "q-pregnant":
        weeks = {"type": "integer", "minimum": 0, "maximum": MAX_WEEKS}
        forms.append(_object({"pregnant": {"anyOf": list(forms)}, "weeks": weeks}, ["pregnant"]))
    elif question.id == "q-told-no":
        forms.append(_object({"exercise": _FLAG, "back": _FLAG}, ["exercise", "back"]))
    elif "agreed" in ids and "yes" in ids:
        birth = {"birth": _FLAG} if "birth-agreed" in ids else {}
        forms.append(_object({"yes": _FLAG, "agreed": _FLAG, **birth}, ["yes"]))
    return {"title": question.title, "description": question.text, "anyOf": forms}


def _object(properties: dict[str, Any], required: list[str]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": False,
    }


_FLAG: Mapping[str, str] = {"type": "boolean"}
