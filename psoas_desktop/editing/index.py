"""What is known of a draft, kept up edit by edit: problems, numbers, times, ids in use.

Nodes never change, so what was found out about a block is kept with the block. Of the routine's own
list only the stretch that an edit touched is looked at again, whatever its length.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice

from psoas_desktop.editing.places import TOP, items_at
from psoas_desktop.routine.draft import Array, Draft, Leaf, Node, Object
from psoas_desktop.routine.field_rules import GROUP, FieldRules
from psoas_desktop.routine.limits import planned_length, repeated, size_problem
from psoas_desktop.routine.problems import Path, Problem
from psoas_desktop.routine.validation import (
    MAX_PROBLEMS,
    Entry,
    entries,
    entry_problems,
    in_file_order,
    named,
    part_of,
    routine_problems,
    same_ids,
    validate,
)

_KEPT_AT_LEAST = 4096
"""Facts of nodes that are no longer in the draft are kept for undo, up to some times the draft's own."""


@dataclass(frozen=True, slots=True, eq=False)
class Facts:
    """What is known of one block, or of a group with all in it.

    Attributes:
        node: What stands there.
        part: The kind's id, ``group``, or empty for an unknown one.
        problems: Its own, with paths that start at it.
        inner: Of what a group holds.
        blocks: Blocks in it as written.
        entries: Blocks and groups in it as written, itself counted.
        played: Blocks in it with its rounds.
        seconds: What it plans, with its rounds.
        ids: The ids in it.
        faulty: Whether there is a problem in it.
    """

    node: Node
    part: str
    problems: tuple[Problem, ...]
    inner: tuple[Facts, ...]
    blocks: int
    entries: int
    played: int
    seconds: int
    ids: tuple[str, ...]
    faulty: bool


@dataclass(frozen=True, slots=True)
class Touched:
    """Where the routine's own list changed: from ``start`` on, ``old`` items became ``new`` ones."""

    start: int
    old: int
    new: int


class Index:
    """The facts of one draft after another."""

    def __init__(self, rules: FieldRules) -> None:
        """Takes the schema made ready."""
        self._rules = rules
        self._draft = Draft(Object(()))
        self._items: tuple[Node, ...] = ()
        self._facts: list[Facts] = []
        self._kept: dict[tuple[int, int], Facts] = {}
        self._ids: Counter[str] = Counter()
        self._above: tuple[Node, ...] = ()
        self._above_problems: list[Problem] = []
        self._starts: list[int] | None = None
        self._before: tuple[Node, ...] = ()
        self._touched = Touched(0, 0, 0)
        self.blocks = 0
        self.entries = 0
        self.played = 0
        self.seconds = 0

    def update(self, draft: Draft) -> Touched:
        """Takes the next draft.

        Args:
            draft: Any draft; the nearer to the last one, the less is done.

        Returns:
            What changed in the routine's own list.
        """
        items = items_at(draft, TOP)
        touched = self._touched = self._span_of(items)
        self._before = self._items
        start, end = touched.start, touched.start + touched.old
        old = self._facts[start:end]
        new = [self._of(item, 0) for item in items[start : start + touched.new]]
        self._facts[start:end] = new
        self._count(old, -1)
        self._count(new, 1)
        if [facts.blocks for facts in old] != [facts.blocks for facts in new]:
            self._starts = None
        self._draft, self._items = draft, items
        self._update_above(draft.root)
        self._forget()
        return touched

    def span(self, old: tuple[Node, ...], new: tuple[Node, ...]) -> Touched:
        """Finds where two lists differ; it is known of the routine's own before and after an update."""
        return self._touched if old is self._before and new is self._items else changed_span(old, new)

    def facts(self, path: Path) -> Facts | None:
        """Returns what is known of the item at a path, None where there is none."""
        found: Facts | None = None
        level: Sequence[Facts] = self._facts
        for part in path[1::2]:
            if not isinstance(part, int) or part >= len(level):
                return None
            found = level[part]
            level = found.inner
        return found

    def number(self, path: Path) -> int:
        """Returns a block's number in the order of the file, from 1; for a group that of the block before."""
        if self._starts is None:
            starts, total = [], 0
            for facts in self._facts:
                starts.append(total)
                total += facts.blocks
            self._starts = starts
        first = path[1]
        assert isinstance(first, int)
        number = self._starts[first]
        here = self._facts[first]
        for part in path[3::2]:
            assert isinstance(part, int)
            number += sum(facts.blocks for facts in here.inner[:part])
            here = here.inner[part]
        return number + (here.part != GROUP)

    @property
    def ids(self) -> Container[str]:
        """The ids in use."""
        return self._ids

    def problems(self) -> list[Problem]:
        """Lists all problems as ``validate`` does, at the price of those that there are."""
        found = chain(
            self._above_problems,
            self._named(self._facts, TOP, 0, 0),
            size_problem(max(self.played, self.entries), self.seconds),
            self._same_ids(),
        )
        if not isinstance(self._draft.root, Object):
            return validate(self._draft, self._rules)
        listed = list(islice(found, MAX_PROBLEMS + 1))
        if len(listed) >= MAX_PROBLEMS:
            return validate(self._draft, self._rules)  # it alone says where it stops
        return in_file_order(self._draft, listed)

    def problems_at(self, path: Path) -> tuple[Problem, ...]:
        """Lists the problems of one item by itself; paths start at the item."""
        facts = self.facts(path)
        return facts.problems if facts is not None else ()

    @property
    def routine_problems(self) -> Sequence[Problem]:
        """The problems of the routine's own fields."""
        return self._above_problems

    def _span_of(self, new: tuple[Node, ...]) -> Touched:
        """Where the next list differs: most often in the one place where the last one did."""
        old, at = self._items, self._touched.start
        same_but_one = len(old) == len(new) > at and old[at] is not new[at]
        if same_but_one and old[:at] == new[:at] and old[at + 1 :] == new[at + 1 :]:
            return Touched(at, 1, 1)
        return changed_span(old, new)

    def _of(self, node: Node, depth: int) -> Facts:
        key = id(node), depth
        known = self._kept.get(key)
        if known is not None and known.node is node:
            return known
        facts = self._found_out(node, depth)
        self._kept[key] = facts
        return facts

    def _found_out(self, node: Node, depth: int) -> Facts:
        rules = self._rules
        part = part_of(node, rules)
        problems = tuple(entry_problems(Entry((), node, part, 0, depth), rules))
        named_id = node.get("id") if isinstance(node, Object) else None
        own = named_id.value if isinstance(named_id, Leaf) else None
        ids = (own,) if isinstance(own, str) else ()
        if part != GROUP or not isinstance(node, Object):
            seconds = planned_length(node, part, rules) if part and isinstance(node, Object) else 0
            return Facts(node, part, problems, (), 1, 1, 1, seconds, ids, bool(problems))
        held = node.get("items")
        inner = tuple(self._of(item, depth + 1) for item in held.items) if isinstance(held, Array) else ()
        played, seconds = repeated(
            node, sum(facts.played for facts in inner), sum(facts.seconds for facts in inner)
        )
        return Facts(
            node,
            part,
            problems,
            inner,
            sum(facts.blocks for facts in inner),
            1 + sum(facts.entries for facts in inner),
            played,
            seconds,
            (*ids, *chain.from_iterable(facts.ids for facts in inner)),
            bool(problems) or any(facts.faulty for facts in inner),
        )

    def _count(self, changed: Sequence[Facts], sign: int) -> None:
        for facts in changed:
            self.blocks += sign * facts.blocks
            self.entries += sign * facts.entries
            self.played += sign * facts.played
            self.seconds += sign * facts.seconds
            for name in facts.ids:
                self._ids[name] += sign
                if not self._ids[name]:
                    del self._ids[name]

    def _update_above(self, root: Node) -> None:
        """Checks the routine's own fields, where one of them is not what it was."""
        members = root.members if isinstance(root, Object) else ()
        has_items: tuple[Node, ...] = (Leaf(bool(self._items)),)
        above = tuple(member.value for member in members if member.name != "items")
        same = len(above) + 1 == len(self._above) and all(
            new is old for new, old in zip(above, self._above, strict=False)
        )
        last = self._above[-1] if self._above else None
        if same and self._items and isinstance(last, Leaf) and last.value is True:
            return
        self._above = above + has_items
        self._above_problems = routine_problems(root, self._rules) if isinstance(root, Object) else []

    def _named(self, level: Sequence[Facts], parent: Path, before: int, depth: int) -> Iterator[Problem]:
        for at, facts in enumerate(level):
            if facts.faulty:
                path = (*parent, at)
                number = 0 if facts.part == GROUP else before + 1
                entry = Entry(path, facts.node, facts.part, number, depth)
                yield from named([*facts.problems], entry, self._rules)
                yield from self._named(facts.inner, (*path, "items"), before, depth + 1)
            before += facts.blocks

    def _same_ids(self) -> Iterator[Problem]:
        if len(self._ids) < self._ids.total():
            yield from same_ids(entries(self._draft, self._rules), self._rules)

    def _forget(self) -> None:
        if len(self._kept) > max(_KEPT_AT_LEAST, 8 * self.entries):
            live = self._kept = {}
            for facts in self._facts:
                _keep(facts, 0, live)


def _keep(facts: Facts, depth: int, kept: dict[tuple[int, int], Facts]) -> None:
    kept[id(facts.node), depth] = facts
    for inner in facts.inner:
        _keep(inner, depth + 1, kept)


def changed_span(old: tuple[Node, ...], new: tuple[Node, ...]) -> Touched:
    """Finds the one stretch in which two lists of nodes differ, comparing whole slices at a time."""
    if old is new:
        return Touched(0, 0, 0)
    most = min(len(old), len(new))
    start = _agree(most, lambda low, high: old[low:high] == new[low:high])
    less, more = len(old), len(new)
    ends = _agree(
        most - start, lambda low, high: old[less - high : less - low] == new[more - high : more - low]
    )
    return Touched(start, len(old) - start - ends, len(new) - start - ends)


def _agree(most: int, same: Callable[[int, int], bool]) -> int:
    """How many places agree, counted from one end; each is looked at about twice.

    Nodes compare by identity, so equal slices hold the same nodes.
    """
    low, high = 0, most
    while low < high:
        middle = (low + high + 1) // 2
        if same(low, middle):
            low = middle
        else:
            high = middle - 1
    return low
