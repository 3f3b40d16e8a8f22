"""Everything that is wrong with a draft: what the schema says, and what a schema cannot say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from typing import Any

from psoas_desktop.routine.draft import Array, Draft, Leaf, Node, Object, plain
from psoas_desktop.routine.field_rules import GROUP, ROUTINE, FieldRules, schema_at
from psoas_desktop.routine.limits import MAX_BLOCKS, MAX_GROUPS_DEEP, order_problems, size_problems
from psoas_desktop.routine.problems import Path, Problem
from psoas_desktop.routine.schema_problems import json_type, shown
from psoas_desktop.routine.suggestions import nearest
from psoas_desktop.routine.unknown_fields import unknown_fields, unknown_tokens
from psoas_desktop.routine.values import dataclass

MAX_PROBLEMS = 1000
"""After so many problems the rest is not looked for."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A block or group as it stands in a draft.

    Attributes:
        node: What stands there, of whatever type.
        part: The part of the schema it is checked by: a kind's id or ``group``; empty for an unknown one.
        number: The block's number in the order of the file, groups not counted; 0 for a group.
        depth: Groups around it.
    """

    path: Path
    node: Node
    part: str
    number: int
    depth: int


def entries(draft: Draft, rules: FieldRules) -> Iterator[Entry]:
    """Walks through blocks and groups in the order of the file, a group before what it holds."""
    number = 0

    def walk(node: Node | None, path: Path, depth: int) -> Iterator[Entry]:
        nonlocal number
        for index, item in enumerate(node.items if isinstance(node, Array) else ()):
            part = part_of(item, rules)
            number += part != GROUP
            at = (*path, index)
            yield Entry(at, item, part, 0 if part == GROUP else number, depth)
            if part == GROUP and isinstance(item, Object):
                yield from walk(item.get("items"), (*at, "items"), depth + 1)

    root = draft.root
    return walk(root.get("items") if isinstance(root, Object) else None, ("items",), 0)


def _found(node: Node) -> Mapping[str, object]:
    """What stands where something else belongs."""
    value = plain(node)
    return {"found": json_type(value), "value": shown(value)}


def part_of(item: Node, rules: FieldRules) -> str:
    """Says which part of the schema an item is checked by: a kind's id or ``group``; empty for neither."""
    kind = item.get("type") if isinstance(item, Object) else None
    name = kind.value if isinstance(kind, Leaf) else None
    return name if isinstance(name, str) and (name == GROUP or name in rules.kinds) else ""


def validate(draft: Draft, rules: FieldRules) -> list[Problem]:
    """Lists all problems of a draft of the present format.

    Args:
        draft: The draft, migrated.
        rules: The schema made ready.

    Returns:
        The problems in the order of the file. None of level ``error`` means that it can be played.
    """
    root = draft.root
    if not isinstance(root, Object):
        return [Problem("not-a-routine", params=_found(root))]
    problems = routine_problems(root, rules)
    found: list[Entry] = []
    for entry in entries(draft, rules):
        if len(found) > MAX_BLOCKS or len(problems) >= MAX_PROBLEMS:
            break
        found.append(entry)
        problems += named(entry_problems(entry, rules), entry, rules)
    problems += size_problems(draft, found, rules)
    problems += same_ids(found, rules)
    return in_file_order(draft, problems)


def routine_problems(root: Object, rules: FieldRules) -> list[Problem]:
    """Lists the problems of a routine apart from those of its blocks and groups."""
    value = _value_above(root)
    problems = [*rules.problems(ROUTINE, value, at_most=MAX_PROBLEMS)]
    problems += unknown_fields(root, rules.whole(ROUTINE), rules)
    problems += order_problems(ROUTINE, value, rules)
    problems += _same_question_ids(value)
    return problems


def in_file_order(draft: Draft, problems: list[Problem]) -> list[Problem]:
    """Sorts problems by their place, and cuts off after ``MAX_PROBLEMS``."""
    problems = sorted(problems, key=lambda problem: _order(draft, problem))
    if len(problems) >= MAX_PROBLEMS:
        problems[MAX_PROBLEMS:] = [Problem("too-many-problems", problems[MAX_PROBLEMS - 1].path)]
    return problems


def _value_above(node: Object) -> dict[str, Any]:
    """An object as plain data without what its items hold: it only counts that there are any."""
    value: dict[str, Any] = {m.name: plain(m.value) for m in node.members if m.name != "items"}
    items = node.get("items")
    if items is not None:
        value["items"] = [None] if isinstance(items, Array) and items.items else plain(items)
    return value


def entry_problems(entry: Entry, rules: FieldRules) -> list[Problem]:
    """Lists the problems of one block or group by itself; paths start at the block."""
    if not isinstance(entry.node, Object):
        return [Problem("not-a-block", (), _found(entry.node))]
    if not entry.part:
        return [_unknown_kind(entry.node, rules)]
    value = _value_above(entry.node) if entry.part == GROUP else plain(entry.node)
    problems = [*rules.problems(entry.part, value, at_most=MAX_PROBLEMS)]
    problems += unknown_fields(entry.node, rules.whole(entry.part), rules)
    problems += unknown_tokens(value)
    problems += order_problems(entry.part, value, rules)
    if entry.part == GROUP and entry.depth == MAX_GROUPS_DEEP:
        problems.append(Problem("groups-too-deep", (), {"max": MAX_GROUPS_DEEP}))
    return problems


def _unknown_kind(node: Object, rules: FieldRules) -> Problem:
    kind = node.get("type")
    if kind is None:
        return Problem("missing-field", (), {"field": "type", "label": "Type"})
    value = plain(kind)
    choices = (GROUP, *rules.kinds)
    suggestion = nearest(value, choices) if isinstance(value, str) else ""
    return Problem(
        "unknown-kind", ("type",), {"value": shown(value), "choices": choices, "suggestion": suggestion}
    )


def named(problems: list[Problem], entry: Entry, rules: FieldRules) -> Iterator[Problem]:
    """Gives problems their place in the whole and the name of their block."""
    if not problems:
        return
    name = block_name(entry, rules)
    # A thousand problems of one huge block are named by one look at it.
    value = cache(lambda: plain(entry.node))
    for problem in problems:
        params = {**problem.params, **name}
        if "label" in params and not params["label"] and entry.part:
            schema = schema_at(rules.whole(entry.part), value(), problem.path)
            params["label"] = schema.get("title", "")
        yield replace(problem, path=entry.path + problem.path, params=params)


def block_name(entry: Entry, rules: FieldRules) -> Mapping[str, object]:
    """Returns what a sentence calls a block or group by: its number and its title or its kind's."""
    title = entry.node.get("title") if isinstance(entry.node, Object) else None
    own = plain(title) if title is not None else None
    called = own if isinstance(own, str) and own.strip() else ""
    if entry.part == GROUP:
        return {"group": shown(called)}
    if not called and entry.part:
        called = rules.title(entry.part)
    return {"number": entry.number, "block": shown(called)}


def same_ids(found: Iterable[Entry], rules: FieldRules) -> Iterator[Problem]:
    """Finds blocks and groups whose id stands at an earlier one as well."""
    first: dict[str, Entry] = {}
    for entry in found:
        node = entry.node.get("id") if isinstance(entry.node, Object) else None
        value = plain(node) if node is not None else None
        if not isinstance(value, str):
            continue
        if value not in first:
            first[value] = entry
            continue
        name = block_name(entry, rules)
        other = {f"first_{key}": said for key, said in block_name(first[value], rules).items()}
        params = {**name, **other, "value": shown(value), "first": first[value].path}
        yield Problem("duplicate-id", (*entry.path, "id"), params)


def _same_question_ids(value: Mapping[str, Any]) -> Iterator[Problem]:
    safety = value.get("safety")
    questions = safety.get("gate_questions") if isinstance(safety, dict) else None
    ids = [item.get("id") if isinstance(item, dict) else None for item in questions or ()]
    counted: Counter[str] = Counter()
    for index, name in enumerate(ids):
        if isinstance(name, str):
            counted[name] += 1
            if counted[name] > 1:
                path = ("safety", "gate_questions", index, "id")
                yield Problem("duplicate-question-id", path, {"value": shown(name)})


def _order(draft: Draft, problem: Problem) -> tuple[list[int], str]:
    """Sorts by where things stand in the file, then by code."""
    order: list[int] = []
    node: Node | None = draft.root
    for part in problem.path:
        if isinstance(node, Object):
            index = node.index(str(part))
            order.append(-1 if index is None else index)
            node = node.get(str(part))
        elif isinstance(node, Array) and isinstance(part, int) and part < len(node.items):
            order.append(part)
            node = node.items[part]
        else:
            break
    return order, problem.code
