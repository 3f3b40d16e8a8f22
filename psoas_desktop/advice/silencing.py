"""Going against advice, with a reason that the file keeps, and following it again."""

from __future__ import annotations

from psoas_desktop.editing.edits import Edit, set_value
from psoas_desktop.routine.draft import Array, Draft, Json, Leaf, Node, Object
from psoas_desktop.routine.problems import Path

SILENCED: Path = ("safety", "silenced")
"""Where a file says which advice it goes against."""

FIELD = "silenced"
"""What such an edit is called by."""


def go_against(draft: Draft, code: str, reason: str, block: str = "") -> Edit:
    """Writes down that the author goes against advice; what was said for the same place before is replaced.

    Args:
        draft: A draft without errors.
        code: The rule.
        reason: Why, for whoever reads the file; 1 to 300 characters.
        block: The id of the one block that is meant; empty for the whole routine.
    """
    kept = [
        entry for entry in _entries(draft) if (_text(entry, "code"), _text(entry, "block")) != (code, block)
    ]
    entry: dict[str, Json] = {"code": code, "reason": reason, **({"block": block} if block else {})}
    return Edit(set_value(draft, SILENCED, [*kept, entry]).draft, field=FIELD)


def follow_again(draft: Draft, code: str, block: str = "") -> Edit:
    """Takes back that the author goes against advice: for a block, else what holds for the whole routine.

    Args:
        draft: A draft without errors.
        code: The rule.
        block: The id of the block that the advice is about; empty for none.
    """
    gone = (code, block) if (code, block) in map(_meant, _entries(draft)) else (code, "")
    kept = [entry for entry in _entries(draft) if _meant(entry) != gone]
    if kept:
        return Edit(set_value(draft, SILENCED, [*kept]).draft, field=FIELD)
    after = draft.remove(SILENCED) if draft.get(SILENCED) is not None else draft
    safety = after.get(SILENCED[:1])
    empty = isinstance(safety, Object) and not safety.members
    return Edit(after.remove(SILENCED[:1]) if empty else after, field=FIELD)


def _entries(draft: Draft) -> tuple[Node, ...]:
    listed = draft.get(SILENCED)
    return listed.items if isinstance(listed, Array) else ()


def _meant(entry: Node) -> tuple[str, str]:
    return _text(entry, "code"), _text(entry, "block")


def _text(node: Node, name: str) -> str:
    leaf = node.get(name) if isinstance(node, Object) else None
    return leaf.value if isinstance(leaf, Leaf) and isinstance(leaf.value, str) else ""
