"""From a problem to a sentence that a yoga teacher understands and that says what to do."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise

from psoas_desktop.routine.problem_texts import (
    EITHER,
    EXAMPLES,
    FOUND,
    NO_LABEL,
    PARTS,
    TEXTS,
    UNITS,
    WHERE,
)
from psoas_desktop.routine.problems import Path, Problem

Translate = Callable[[str, str], str]
"""Takes a context and an English text, as ``QCoreApplication.translate`` does."""

LONGEST = 60
"""Characters of a stranger's text that a sentence repeats."""

_INVISIBLE = re.compile("[\x00-\x1f\x7f-\x9f\xad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]+")
_CONTEXT = "Problem"


def in_english(_context: str, text: str) -> str:
    """Leaves a text as it is."""
    return text


def sentence(problem: Problem, translate: Translate = in_english) -> str:
    """Says a problem in words.

    Args:
        problem: What was found; strangers' texts in it are clipped and freed of invisible signs.
        translate: Finds the text in another language.

    Returns:
        One or two sentences in plain text, starting with the block's name where there is one.
    """
    params: dict[str, object] = {name: _clean(value) for name, value in problem.params.items()}
    template = TEXTS[_variant(problem)]
    params.update(_composed(problem, params, translate))
    said = translate(_CONTEXT, template).format_map(params)
    where = _where(problem.path, params, translate)
    return f"{where}: {said}" if where else said[:1].upper() + said[1:]


def _clean(value: object) -> object:
    return clean(value) if isinstance(value, str) else value


def clean(text: str) -> str:
    """Frees a stranger's text of what is invisible or turns the direction of writing, and clips it."""
    seen = _INVISIBLE.sub(" ", text).strip()
    return seen if len(seen) <= LONGEST else seen[: LONGEST - 1].rstrip() + "…"


def _variant(problem: Problem) -> str:
    """Chooses among the texts of a code by what is known."""
    code, params = problem.code, problem.params
    seconds = params.get("unit") == "s"
    expected = str(params.get("expected", ""))
    known = {
        "wrong-type": "seconds" if seconds and expected == "integer" else expected,
        "not-whole": "seconds" if seconds else "",
        "too-small": "open" if params.get("max") is None else "",
        "too-large": "open" if params.get("min") is None else "",
        "control-in-string": "tab" if params.get("tab") else "",
        "missing-bracket": "opening" if params.get("bracket") == "{" else "",
        "missing-field": "example" if params.get("field") in EXAMPLES else "",
        "not-a-choice": "near" if params.get("suggestion") else "" if params.get("value") else "other",
    }
    variant = known.get(code, "")
    if not variant and params.get("suggestion"):
        variant = "seconds" if seconds else "near"
    full = f"{code}/{variant}"
    return full if full in TEXTS else code


def _composed(problem: Problem, params: Mapping[str, object], translate: Translate) -> Mapping[str, object]:
    """Puts together what a sentence needs beyond the bare parameters."""
    label = str(params.get("label", "")) or translate(_CONTEXT, NO_LABEL)
    more: dict[str, object] = {"label": label[:1].lower() + label[1:]}
    if "found" in params:
        found = FOUND.get(str(params["found"]), "")
        more["found"] = translate(_CONTEXT, found).format_map(params)
    if "unit" in params:
        unit = str(params["unit"])
        more["unit"] = _unit(unit, None, translate)
        more["value_unit"] = _unit(unit, params.get("value"), translate)
    elif "planned" in params or "least" in params:
        more["unit"] = _unit("s", None, translate)
    choices = params.get("choices")
    if isinstance(choices, Sequence) and not isinstance(choices, str):
        words = [f"{{{choice}}}" if problem.code == "unknown-token" else str(choice) for choice in choices]
        either = {"several": ", ".join(words[:-1]), "last": words[-1]} if words else {}
        more["choices"] = words[0] if len(words) == 1 else translate(_CONTEXT, EITHER).format_map(either)
    if "field" in params:
        more["example"] = EXAMPLES.get(str(params["field"]), "")
    if "first_number" in params or "first_group" in params:
        first = {name.removeprefix("first_"): value for name, value in params.items() if "first_" in name}
        more["first"] = _block(first, translate)
    return more


def _unit(unit: str, value: object, translate: Translate) -> str:
    if not unit:
        return ""
    one, many = UNITS.get(unit, (unit, unit))
    return " " + translate(_CONTEXT, one if str(value) == "1" else many)


def _where(path: Path, params: Mapping[str, object], translate: Translate) -> str:
    """Names the block and the part of it, so that the place is found without counting lines."""
    said = []
    block = _block(params, translate)
    if block:
        said.append(block)
        while len(path) >= 2 and path[0] == "items" and isinstance(path[1], int):
            path = path[2:]
    elif "label" not in params and "field" not in params and "value" not in params:
        return ""
    for name, index in pairwise(path):
        if isinstance(name, str) and isinstance(index, int) and name in PARTS:
            part = translate(_CONTEXT, PARTS[name]).format_map({"number": index + 1})
            said.append(part if said else part[:1].upper() + part[1:])
    return ", ".join(said)


def _block(params: Mapping[str, object], translate: Translate) -> str:
    if "group" in params:
        name = "group" if params["group"] else "group/untitled"
    elif "number" in params:
        name = "block" if params.get("block") else "block/untitled"
    else:
        return ""
    return translate(_CONTEXT, WHERE[name]).format_map(params)
