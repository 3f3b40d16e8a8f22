"""For which blocks a photo is being prepared: they are found again wherever they stand by then. No Qt."""

from __future__ import annotations

from psoas_desktop.editing import edits
from psoas_desktop.editing.edits import Action, Edit
from psoas_desktop.editing.places import all_items
from psoas_desktop.routine.draft import Array, Json, Leaf, Node, Object, from_plain
from psoas_desktop.routine.problems import Path
from psoas_desktop.ui.editor.fields.holders import Holder, Items


class WantedIn:
    """The blocks that were edited when a photo was asked for."""

    def __init__(self, holder: Items, field: Path) -> None:
        """Takes the blocks, and the path of their pictures in them."""
        self._holder, self._field = holder, field
        self._ids = _ids(holder)

    def is_same(self, holder: Holder | None) -> bool:
        """Whether these blocks are edited now."""
        if not isinstance(holder, Items) or _ids(holder) != self._ids:
            return False
        return holder is self._holder or "" not in self._ids

    def paths(self, holder: Holder | None) -> tuple[Path, ...]:
        """Where they stand now.

        Args:
            holder: What is edited now.

        Returns:
            Their paths; empty where one of them is gone, or cannot be told from another.
        """
        found: dict[str, list[Path]] = {}
        for path, node in all_items(self._holder.document.draft):
            found.setdefault(_id(node), []).append(path)
        stand = [found.get(name, []) for name in self._ids]
        if "" not in self._ids and all(len(places) == 1 for places in stand):
            return tuple(places[0] for places in stand)
        return self._holder.paths if holder is self._holder and self.is_same(holder) else ()

    def put(self, paths: tuple[Path, ...], picture: Json) -> None:
        """Adds a picture to the own ones of each block, in one step; what is selected stays so.

        A drawing makes room; where there are own pictures already, this is one more.
        """
        document = self._holder.document
        draft, added = document.draft, from_plain(picture)
        for item in paths:
            held = draft.get((*item, *self._field))
            if held is not None and not isinstance(held, Array):
                continue
            entries: list[Json] = [added] if held is None else [*held.items, added]
            draft = edits.set_value(draft, (*item, *self._field), entries).draft
        document.settle()
        document.apply(
            Edit(draft, document.selection, Action.CHANGE, str(self._field[0]), count=max(1, len(paths)))
        )


def _ids(holder: Items) -> tuple[str, ...]:
    return tuple(_id(node) for node in holder.nodes(()))


def _id(node: Node | None) -> str:
    found = node.get("id") if isinstance(node, Object) else None
    return found.value if isinstance(found, Leaf) and isinstance(found.value, str) else ""
