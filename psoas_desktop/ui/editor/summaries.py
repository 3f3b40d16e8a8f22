"""In short what is behind a folded heading."""

from __future__ import annotations

from collections.abc import Mapping

from psoas_desktop.routine.block_kinds import Kind
from psoas_desktop.routine.draft import Array, Json, Node, plain
from psoas_desktop.routine.translation import QT_TRANSLATE_NOOP
from psoas_desktop.ui.common.plain_text import shown
from psoas_desktop.ui.editor.fields.entry_words import line
from psoas_desktop.ui.editor.fields.kind_values import kind_value
from psoas_desktop.ui.editor.fields.specs import Control, FieldSpec
from psoas_desktop.ui.editor.fields.words import MIXED, choice, label, length, tr

_LONGEST, _MOST = 60, 4
_NAMED = ("props", "alternatives", "authors", "sources", "reviewed")
"""Lists whose entries are told by name; of the others there are too many."""


def summary(
    specs: tuple[FieldSpec, ...],
    nodes: tuple[tuple[Node | None, ...], ...],
    kind: Kind | None,
    titles: Mapping[str, str],
    position: str = "",
) -> str:
    """Puts together what some fields hold.

    Args:
        specs: The fields.
        nodes: What stands in the file for each, in each of the items that are edited together.
        kind: The kind of the block; None for others.
        titles: Titles of kinds by id.
        position: Where the block is held, as far as the file says.
    """
    said = []
    for spec, held in zip(specs, nodes, strict=True):
        if spec.control in (Control.ENTRIES, Control.LINES):
            of_kind = kind_value(kind, spec.name, position) if kind is not None else None
            one = _listed(spec, held[0], of_kind, titles)
        else:
            one = _one(spec, held, kind)
        if one and spec.control in (Control.ENTRIES, Control.LINES) and len(specs) > 1:
            one = f"{label(spec)}: {one}"
        said.append(one)
    return " · ".join(part for part in said if part)


def _one(spec: FieldSpec, nodes: tuple[Node | None, ...], kind: Kind | None) -> str:
    values = [None if node is None else plain(node) for node in nodes]
    if any(value != values[0] for value in values):
        return tr(MIXED)
    value = values[0]
    if value is None:
        value = kind_value(kind, spec.name) if kind is not None and len(spec.path) == 1 else None
        value = spec.default if value is None else value
    return _scalar(spec, value, kind)


def _scalar(spec: FieldSpec, value: Json, kind: Kind | None) -> str:
    if spec.name == "id" or value is None or value == "" or isinstance(value, list | dict):
        return ""
    if spec.control is Control.DURATION and isinstance(value, int):
        return length(value) if value else ""
    if isinstance(value, bool):
        return spec.label if value else ""
    if spec.control is Control.CHOICE:
        own = next((field for field in kind.fields if field.name == spec.name), None) if kind else None
        return own.choice_labels.get(str(value), str(value)) if own else choice(spec, str(value))
    text = shown(str(value)[: 2 * _LONGEST])[:_LONGEST]
    return f"{text} {spec.unit}" if spec.unit else text


def _listed(spec: FieldSpec, node: Node | None, of_kind: Json, titles: Mapping[str, str]) -> str:
    if isinstance(node, Array):
        entries = [plain(item) for item in node.items[: _MOST + 1]]
        count, own = len(node.items), True
    else:
        entries = list(of_kind or ())
        count, own = len(entries), False
    if not count:
        return ""
    if spec.name in _NAMED:
        named = [line(spec.name, entry, titles) for entry in entries[:_MOST]]
        names = ", ".join((lead or words)[:_LONGEST] for lead, words in named)
        return f"{names}…" if count > _MOST else names
    if own and of_kind:
        return tr(QT_TRANSLATE_NOOP("inspector", "{count} of your own"), count=str(count))
    if own:
        return str(count)
    return tr(QT_TRANSLATE_NOOP("inspector", "{count}, from the kind"), count=str(count))
