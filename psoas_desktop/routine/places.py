"""Lines and columns of a text, worked out only when a problem asks for them."""

from __future__ import annotations

import re
from bisect import bisect_right

from psoas_desktop.routine.draft import Draft, Node, Object, child
from psoas_desktop.routine.problems import Path, Place

_LINE_END = re.compile(r"\r\n|\n|\r")


class Places:
    """Turns offsets in a text into lines and columns."""

    def __init__(self, text: str) -> None:
        """Keeps the text; nothing is counted before the first question."""
        self._text = text
        self._starts: list[int] | None = None

    def at(self, offset: int) -> Place:
        """Returns the place of an offset, in characters from the start of the text."""
        if self._starts is None:
            self._starts = [0, *(end.end() for end in _LINE_END.finditer(self._text))]
        line = bisect_right(self._starts, offset)
        return Place(line, offset - self._starts[line - 1] + 1)

    def of(self, draft: Draft, path: Path, *, at_key: bool = False) -> Place:
        """Returns the place of the value at ``path``, or of the nearest thing around it.

        Args:
            draft: The draft read from this text, or one that grew out of it.
            path: Where in the draft.
            at_key: Whether the key of the member is meant and not its value.
        """
        node: Node | None = draft.root
        above: Node = draft.root
        found = 0
        for part in path:
            if node is None:
                break
            above = node
            node = child(node, part)
            if node is not None and node.at is not None:
                found = node.at
        if not path and draft.root.at is not None:
            found = draft.root.at
        if at_key and node is not None and isinstance(above, Object):
            index = above.index(str(path[-1]))
            key_at = None if index is None else above.members[index].at
            found = found if key_at is None else key_at
        return self.at(found)
