"""New blocks with the ways down and up that lying needs: put in with them, in one edit."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from psoas_desktop.editing.edits import Edit, insert_items
from psoas_desktop.editing.making import new_block
from psoas_desktop.editing.places import TOP, items_at, list_of
from psoas_desktop.editing.renaming import Ids
from psoas_desktop.routine.block_kinds import Catalogue, Kind
from psoas_desktop.routine.draft import Array, Draft, Leaf, Node, Object
from psoas_desktop.routine.limits import MAX_GROUPS_DEEP
from psoas_desktop.routine.problems import Path
from psoas_desktop.routine.values import dataclass
from psoas_desktop.routine.vocabulary import Position
from psoas_desktop.safety.positions import Level, Way, level, way_between

WAY_UP, WAY_DOWN = "log-roll-rise", "lower-to-floor"
"""The kinds of block that the player puts in where a file has none (``playback.layout``)."""

_MOST_GAPS = MAX_GROUPS_DEEP + 1
"""From a block on one can go back to the beginning of each group that it ends, and out of them."""

_Place = tuple[Path, int]
_Neighbours = Iterator[tuple[Path, _Place]]
_Look = Callable[[Draft, Path], _Neighbours]
_Judge = Callable[[Node | None, Position], bool | Position]


@dataclass(frozen=True, slots=True)
class Added:
    """What was put in.

    Attributes:
        edit: The edit; the new items are selected, the ways are not.
        down: Whether a way down came with them.
        up: Whether a way up came with them.
    """

    edit: Edit
    down: bool
    up: bool


def add_with_ways(
    draft: Draft, place: _Place, nodes: Sequence[Node], catalogue: Catalogue, ids: Ids
) -> Added:
    """Puts new items in; where they lie and the file does not lead down to them or up from them, ways too.

    Something lying that would come before a way down comes behind it, and anything else that would come
    between something lying and its way up comes behind that.

    Args:
        draft: Any draft.
        place: The list, and before which item of it.
        nodes: What to put in; what is within groups gets no ways.
        catalogue: What blocks are of.
        ids: Gives the ways their ids.

    Raises:
        EditRefusedError: Groups would stand too deep in each other.
    """
    bodies = _Bodies(catalogue)
    edit = insert_items(draft, *bodies.settled(draft, place, nodes), nodes)
    draft, chosen = edit.draft, edit.selection
    put_in = set()
    for number in range(len(chosen)):
        for way, find in ((WAY_DOWN, bodies.gap_before), (WAY_UP, bodies.gap_behind)):
            # A round of a group may begin anew or be left: there can be a gap on both ways.
            for _ in range(_MOST_GAPS if way in catalogue.kinds else 0):
                gap = find(draft, chosen[number])
                if gap is None:
                    break
                draft = insert_items(draft, *gap, (new_block(catalogue.kinds[way], ids),)).draft
                chosen = tuple(_shifted(path, *gap) for path in chosen)
                put_in.add(way)
    return Added(Edit(draft, chosen, edit.action, count=edit.count), WAY_DOWN in put_in, WAY_UP in put_in)


class _Bodies:
    """Where bodies are in the blocks of a draft, right or wrong."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._kinds = catalogue.kinds

    def settled(self, draft: Draft, place: _Place, nodes: Sequence[Node]) -> _Place:
        """The place of new items, past a way that has to come before them."""
        parent, index = place
        there = items_at(draft, parent)
        if not nodes or self._moves(nodes[0]) != "" or not 0 <= index < len(there):
            return place
        if self._lies(nodes[0]):
            return (parent, index + 1) if self._moves(there[index]) == "down" else place
        behind_lying = index > 0 and self._lies(there[index - 1])
        return (parent, index + 1) if behind_lying and self._moves(there[index]) == "up" else place

    def gap_before(self, draft: Draft, path: Path) -> _Place | None:
        """Where a way down is missing before a new block and what lies before it; None for nowhere."""
        node = draft.get(path)
        if node is None or self._moves(node) != "":
            return None
        return _gap(draft, path, _before, self._comes_down, self._position(node))

    def gap_behind(self, draft: Draft, path: Path) -> _Place | None:
        """Where a way up is missing behind a new block and what lies behind it; None for nowhere."""
        node = draft.get(path)
        if node is None or not self._lies(node):
            return None
        return _gap(draft, path, _after, self._gets_up, self._position(node))

    def _comes_down(self, node: Node | None, target: Position) -> bool | Position:
        """Judges what comes before somebody in a position; None is the beginning."""
        if node is None:
            return way_between(Position.STANDING, target) is Way.DOWN
        moves = self._moves(node)
        if moves is None:
            return target  # nobody knows where a body is in it
        if moves == "down":
            return False  # it leads to whatever comes behind it
        position = self._position(node, end=moves == "up")
        if way_between(position, target) is Way.DOWN:
            return True
        return position if self._lies(node) else False

    def _gets_up(self, node: Node | None, lying: Position) -> bool | Position:
        """Judges what comes behind somebody who lies; None is the end."""
        moves = None if node is None else self._moves(node)
        if moves == "up":
            return False
        if node is None or (moves == "" and not self._lies(node)):
            return True
        return lying  # a way down is nothing to somebody who lies

    def _kind(self, node: Node) -> Kind | None:
        return self._kinds.get(_text(node, "type"))

    def _moves(self, node: Node) -> str | None:
        """``up`` or ``down`` for a way, empty for what is held, None for what is no block that is known."""
        kind = self._kind(node)
        return None if kind is None else kind.transition or ""

    def _lies(self, node: Node) -> bool:
        return self._moves(node) == "" and level(self._position(node)) is Level.LYING

    def _position(self, node: Node, *, end: bool = False) -> Position:
        """Where a block is held, or where a way ends: as ``routine.parsing`` reads it, of a right block."""
        kind = self._kind(node)
        assert kind is not None
        said = _text(node, "end_position" if end else "position")
        if said in tuple(Position):
            return Position(said)
        if end:
            return kind.end_position
        meant = (own.positions.get(_text(node, own.name) or str(own.default)) for own in kind.fields)
        return next(filter(None, meant), kind.position)


def _gap(draft: Draft, path: Path, neighbours: _Look, judge: _Judge, position: Position) -> _Place | None:
    """The first place from a block on where a way is missing.

    Args:
        draft: The draft.
        path: The block.
        neighbours: Finds what stands next to an item.
        judge: Whether a way is missing before or behind what stands there, or the position to go on with.
        position: Where the body is in the block.
    """
    seen = {path}
    trail = [(neighbours(draft, path), position)]
    while trail:
        beside, position = trail[-1]
        found = next(beside, None)
        if found is None:
            trail.pop()
            continue
        other, place = found
        if other in seen:
            continue
        judged = judge(draft.get(other) if other else None, position)
        if judged is True:
            return place
        if judged is not False:
            seen.add(other)
            trail.append((neighbours(draft, other), judged))
    return None


def _after(draft: Draft, path: Path) -> _Neighbours:
    """The blocks that can come after an item, each with the place between; empty for the end.

    A group with rounds begins anew before it is left: a way at the end of a round is on the way out as well,
    which is why the innermost place comes first.
    """
    parent, index = list_of(path)
    items, place = items_at(draft, parent), (parent, index + 1)
    for at in range(index + 1, len(items)):
        found = _end_block(draft, (*parent, at), first=True)
        if found:
            yield found, place
            return
    if parent == TOP:
        yield (), place
        return
    if _repeats(draft, parent[:-1]):
        yield _end_block(draft, parent[:-1], first=True), place
    yield from _after(draft, parent[:-1])


def _before(draft: Draft, path: Path) -> _Neighbours:
    """The blocks that can come before an item, each with the place between; empty for the beginning."""
    parent, index = list_of(path)
    place = (parent, index)
    for at in reversed(range(index)):
        found = _end_block(draft, (*parent, at), first=False)
        if found:
            yield found, place
            return
    if parent == TOP:
        yield (), place
        return
    if _repeats(draft, parent[:-1]):
        yield _end_block(draft, parent[:-1], first=False), place
    yield from _before(draft, parent[:-1])


def _end_block(draft: Draft, path: Path, *, first: bool) -> Path:
    """The first or the last block of an item, itself where it is one; empty for none."""
    node = draft.get(path)
    inner = node.get("items") if isinstance(node, Object) else None
    if not isinstance(inner, Array):
        return path
    order = range(len(inner.items))
    found = (_end_block(draft, (*path, "items", at), first=first) for at in (order if first else order[::-1]))
    return next(filter(None, found), ())


def _repeats(draft: Draft, group: Path) -> bool:
    leaf = draft.get((*group, "repeat"))
    return isinstance(leaf, Leaf) and isinstance(leaf.value, int | float) and leaf.value > 1


def _shifted(path: Path, parent: Path, index: int) -> Path:
    """Where an item stands once another has been put into a list."""
    at = len(parent)
    if path[:at] != parent or len(path) <= at:
        return path
    here = path[at]
    assert isinstance(here, int)
    return (*parent, here + (here >= index), *path[at + 1 :])


def _text(node: Node, name: str) -> str:
    leaf = node.get(name) if isinstance(node, Object) else None
    return leaf.value if isinstance(leaf, Leaf) and isinstance(leaf.value, str) else ""
