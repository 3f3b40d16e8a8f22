"""Fixes applied to a draft: one edit each, which undo takes back."""

from __future__ import annotations

from psoas_desktop.advice.findings import AddLine, Fix, InsertBlock, ReplaceBlock, SetValue, TakeAway
from psoas_desktop.editing.edits import Edit, insert_items, reset_value, set_value
from psoas_desktop.editing.making import new_block
from psoas_desktop.editing.places import item_of
from psoas_desktop.editing.renaming import Ids
from psoas_desktop.routine.block_kinds import Catalogue
from psoas_desktop.routine.draft import Array, Draft, Object, from_plain, plain

_KEPT = ("id", "title", "note", "banners")
"""What a block keeps when another kind takes its place."""


def mend(draft: Draft, fix: Fix, catalogue: Catalogue, ids: Ids) -> Edit:
    """Applies a fix to the draft that it was found in.

    Raises:
        KeyError: The draft has changed since, and the place is gone.
    """
    if isinstance(fix, SetValue):
        return set_value(draft, fix.path, fix.value)
    if isinstance(fix, TakeAway):
        return reset_value(draft, fix.path)
    if isinstance(fix, InsertBlock):
        kind = catalogue.kinds[fix.kind]
        node = new_block(kind, ids)
        if fix.duration_s is not None and isinstance(node, Object):
            node = Draft(node).put(("duration_s",), fix.duration_s).root
        return insert_items(draft, fix.parent, fix.index, (node,))
    if isinstance(fix, AddLine):
        there = draft.get(fix.path)
        lines = [plain(item) for item in there.items] if isinstance(there, Array) else []
        return set_value(draft, fix.path, [*lines, fix.text])
    return _replaced(draft, fix)


def _replaced(draft: Draft, fix: ReplaceBlock) -> Edit:
    old = draft.get(fix.path)
    if not isinstance(old, Object):
        raise KeyError(fix.path)
    kept = {member.name: member.value for member in old.members if member.name in _KEPT}
    data = {"type": fix.kind, **kept, "duration_s": fix.duration_s}
    return Edit(draft.replace(fix.path, from_plain(data)), (item_of(fix.path),), field="type")
