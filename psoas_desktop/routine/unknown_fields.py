"""Fields and tokens that the program does not know: kept as they are, and pointed out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from psoas_desktop.routine.draft import Array, Leaf, Node, Object
from psoas_desktop.routine.field_rules import GROUP, ROUTINE, FieldRules, field_schemas
from psoas_desktop.routine.problems import Level, Path, Problem
from psoas_desktop.routine.schema_problems import shown
from psoas_desktop.routine.suggestions import nearest, nearest_field

OWN = "x-"
"""What the keys start with that are for others' own use."""

TOKENS = ("side", "other", "minutes", "title")
"""What may stand in braces in the words of a block."""

_TOKEN = re.compile(r"\{([^{}\s]{1,40})\}")
_MOST = 100


def unknown_fields(node: Object, schema: Mapping[str, Any], rules: FieldRules) -> list[Problem]:
    """Lists the members of an object, at any depth, that the schema does not name."""
    found: list[Problem] = []
    top = schema is rules.whole(ROUTINE)
    for path, known in _unknown(node, schema, ()):
        if len(found) >= _MOST:
            break
        name = str(path[-1])
        in_block = len(path) == 1 and not top and schema is not rules.whole(GROUP)
        suggestion = nearest_field(name, known)
        params = {
            "field": shown(name),
            "suggestion": suggestion,
            "unit": known[suggestion].get("x-unit", "") if suggestion else "",
        }
        if in_block and not suggestion and rules.field_of_another(name):
            found.append(Problem("field-of-another-kind", path, params, Level.WARNING, at_key=True))
        else:
            found.append(Problem("unknown-field", path, params, Level.WARNING, at_key=True))
    return found


def _unknown(node: Node, schema: Mapping[str, Any], path: Path) -> Iterator[tuple[Path, Mapping[str, Any]]]:
    if isinstance(node, Array):
        for index, item in enumerate(node.items):
            yield from _unknown(item, schema.get("items", {}), (*path, index))
    elif isinstance(node, Object):
        kind = node.get("kind")
        known = field_schemas(schema, kind.value if isinstance(kind, Leaf) else None)
        if known is None:
            return
        for member in node.members:
            if member.name not in known:
                if not member.name.startswith(OWN):
                    yield (*path, member.name), known
            elif not isinstance(member.value, Leaf):
                yield from _unknown(member.value, known[member.name], (*path, member.name))


def unknown_tokens(value: Mapping[str, Any]) -> Iterator[Problem]:
    """Finds words in braces, in what is said and shown, that stand for nothing."""
    cues = value.get("cues")
    for index, cue in enumerate(cues if isinstance(cues, list) else ()):
        for name in ("say", "show"):
            words = cue.get(name) if isinstance(cue, dict) else None
            for token in _TOKEN.findall(words) if isinstance(words, str) else ():
                if token not in TOKENS:
                    params = {"token": shown(token), "choices": TOKENS, "suggestion": nearest(token, TOKENS)}
                    yield Problem("unknown-token", ("cues", index, name), params, Level.WARNING)
