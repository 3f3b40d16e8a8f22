"""Blocks and groups as text: what a copy puts on the clipboard, and what a paste makes of any text."""

from __future__ import annotations

from collections.abc import Iterable

from psoas_desktop.editing.places import outermost
from psoas_desktop.routine.codec import MAX_FILE, decode, encode, refusal
from psoas_desktop.routine.draft import Array, Draft, Leaf, Node, Object
from psoas_desktop.routine.limits import MAX_BLOCKS
from psoas_desktop.routine.problems import Path


def as_text(draft: Draft, paths: Iterable[Path]) -> str:
    """Writes blocks and groups as a JSON list, as they stand in the file."""
    nodes = tuple(node for path in outermost(paths) if (node := draft.get(path)) is not None)
    return encode(Draft(Array(nodes))).decode()


def can_be_pasted(draft: Draft, paths: Iterable[Path], text: str) -> bool:
    """Whether ``from_text`` would find these blocks and groups in their text, without parsing it."""
    kept = outermost(paths)
    return (
        len(kept) <= MAX_BLOCKS
        and all(_is_item(node) for path in kept if (node := draft.get(path)) is not None)
        and refusal(text.encode(errors="replace")) is None
    )


def from_text(text: str) -> tuple[Node, ...]:
    """Finds blocks and groups in a text.

    Args:
        text: A list of blocks, one block, or a whole routine, from this program or typed by hand.

    Returns:
        What looks like blocks and groups, with the ids of the text; empty where the text is none of these.
    """
    if len(text) > MAX_FILE or not text.lstrip().startswith(("[", "{")):
        return ()
    decoded = decode(text.encode(errors="replace"))
    if decoded.draft is None or not decoded.sound:
        return ()
    return _items(decoded.draft.root)[:MAX_BLOCKS]


def _items(root: Node) -> tuple[Node, ...]:
    if isinstance(root, Object) and not _is_item(root):
        inner = root.get("items")
        root = inner if isinstance(inner, Array) else Array(())
    nodes = root.items if isinstance(root, Array) else (root,)
    return nodes if nodes and all(map(_is_item, nodes)) else ()


def _is_item(node: Node) -> bool:
    kind = node.get("type") if isinstance(node, Object) else None
    return isinstance(kind, Leaf) and isinstance(kind.value, str)
