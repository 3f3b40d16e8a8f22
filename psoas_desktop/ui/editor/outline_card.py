"""What a card of the outline says of a block or group: found once for each node, for nodes never change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from html import escape
from typing import NamedTuple

from psoas_desktop.editing.index import Facts, Index
from psoas_desktop.routine.block_kinds import Catalogue, Kind
from psoas_desktop.routine.cues import MS, Picture
from psoas_desktop.routine.draft import Array, Leaf, Node, Object, Scalar
from psoas_desktop.routine.field_rules import GROUP
from psoas_desktop.routine.problems import Level, Path, Problem
from psoas_desktop.routine.translation import QT_TRANSLATE_NOOP
from psoas_desktop.routine.values import dataclass
from psoas_desktop.routine.vocabulary import Position, Severity, Sides
from psoas_desktop.ui.common.plain_text import shown
from psoas_desktop.ui.editor.problem_words import in_words
from psoas_desktop.ui.editor.words import POSITIONS, SIDES, clock, counted, spoken_time, tr

LONGEST = 120
"""Characters of a title that a card looks at."""

_HELD = 4096


class Thumbnail(NamedTuple):
    """A figure of the program's own, and the side that it shows."""

    figure: str
    side: str


@dataclass(frozen=True, slots=True)
class Card:
    """What is painted of an item.

    Attributes:
        title: Its own, else its kind's.
        details: What stands below it.
        time: Its hold, or all of a group.
        time_note: A word to the time; empty for none.
        thumbnail: Its figure; None for none of ours.
        photo: Its own photo; None where it has a figure.
        severity: The gravest of its cautions; None for none.
        cautions: Their short texts.
        rounds: Of a group; 0 for a block.
        known: Whether the program knows its kind.
    """

    title: str
    details: str
    time: str
    time_note: str = ""
    thumbnail: Thumbnail | None = None
    photo: Picture | None = None
    severity: Severity | None = None
    cautions: tuple[str, ...] = ()
    rounds: int = 0
    known: bool = True


class CardMaker:
    """Says what stands on cards."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._made: dict[int, tuple[Node, Card]] = {}

    def title(self, node: Node) -> str:
        """What an item is called."""
        own = _text(node, "title")
        if own:
            return shown(own[:LONGEST])
        part = _text(node, "type")
        if part == GROUP:
            return tr(QT_TRANSLATE_NOOP("editor", "Group"))
        kind = self._catalogue.kinds.get(part)
        if kind is not None:
            return kind.title
        if not part:
            return tr(QT_TRANSLATE_NOOP("editor", "A block without a kind"))
        return tr(QT_TRANSLATE_NOOP("editor", "Unknown kind: {kind}"), kind=shown(part[:LONGEST]))

    def card(self, node: Node, facts: Facts | None) -> Card:
        """The card of an item, with the time that its facts know."""
        found = self._made.get(id(node))
        if found is not None and found[0] is node:
            return found[1]
        made = self._group(node, facts) if _text(node, "type") == GROUP else self._block(node)
        if facts is not None or not made.rounds:
            if len(self._made) >= _HELD:
                self._made.clear()
            self._made[id(node)] = (node, made)
        return made

    def spoken(self, node: Node, index: Index, path: Path) -> str:
        """A card for those who hear it."""
        facts = index.facts(path)
        card = self.card(node, facts)
        parts = [card.title] if card.rounds else [f"{index.number(path)}", card.title]
        if facts is not None:
            seconds = facts.seconds if card.rounds else _seconds(node, self._kind(node))
            parts.append(" ".join(part for part in (spoken_time(seconds), card.time_note) if part))
        parts += [card.details, *card.cautions]
        if facts is not None:
            parts += [in_words(replace(problem, path=path)) for problem in facts.problems[:3]]
        return ", ".join(part for part in parts if part)

    def tip(self, node: Node, index: Index, path: Path) -> str:
        """What a pointer that rests on a card is told: what is wrong, and its cautions."""
        facts = index.facts(path)
        card = self.card(node, facts)
        lines = [card.title, card.details, *card.cautions]
        if facts is not None:
            lines += [in_words(problem) for problem in facts.problems[:5]]
        return "<br>".join(f"<span>{escape(line)}</span>" for line in lines if line)

    def _kind(self, node: Node) -> Kind | None:
        return self._catalogue.kinds.get(_text(node, "type"))

    def _group(self, node: Node, facts: Facts | None) -> Card:
        rounds = _number(node, "repeat") or 1
        rest = _number(node, "rest_between_s") or 0
        blocks = facts.blocks if facts is not None else 0
        if not blocks:
            details = [tr(QT_TRANSLATE_NOOP("editor", "Empty: drag blocks into it"))]
        else:
            one, many = QT_TRANSLATE_NOOP("editor", "1 block"), QT_TRANSLATE_NOOP("editor", "{count} blocks")
            details = [counted(blocks, one, many)]
        one, many = QT_TRANSLATE_NOOP("editor", "once"), QT_TRANSLATE_NOOP("editor", "{count} rounds")
        details.append(counted(rounds, one, many))
        if rest > 0 and rounds > 1:
            between = QT_TRANSLATE_NOOP("editor", "{time} rest between")
            details.append(tr(between, time=clock(rest)))
        time = clock(facts.seconds) if facts is not None else ""
        note = tr(QT_TRANSLATE_NOOP("editor", "in all"))
        return Card(self.title(node), " · ".join(details), time, note, rounds=min(max(rounds, 1), 99))

    def _block(self, node: Node) -> Card:
        kind = self._kind(node)
        title = self.title(node)
        if kind is None:
            unknown = tr(QT_TRANSLATE_NOOP("editor", "Kept as it is; it cannot be played"))
            seconds = _number(node, "duration_s")
            return Card(title, unknown, clock(seconds) if seconds else "", known=False)
        details = [kind.title] if title != kind.title else []
        position = _position(node, kind)
        sides = _text(node, "sides") or kind.sides
        details += [tr(words) for words in (POSITIONS.get(position), SIDES.get(sides)) if words]
        severity, cautions = self._cautions(node, kind)
        picture = _picture(node, kind, position)
        side = sides if sides in (Sides.LEFT, Sides.RIGHT) else ""
        figure = picture is not None and picture.kind == "figure" and isinstance(picture.content, str)
        return Card(
            title,
            " · ".join(details),
            clock(_seconds(node, kind)),
            tr(QT_TRANSLATE_NOOP("editor", "each side")) if sides == Sides.BOTH else "",
            Thumbnail(picture.content, side) if picture is not None and figure else None,
            picture if picture is not None and picture.kind in ("file", "data") else None,
            severity,
            cautions,
        )

    def _cautions(self, node: Node, kind: Kind) -> tuple[Severity | None, tuple[str, ...]]:
        built_in = [self._catalogue.banners[name] for name in kind.banner_ids]
        found: list[tuple[Severity, str]] = [
            (b.severity, b.short_text) for b in built_in if b.severity is not Severity.INFO
        ]
        own = node.get("banners") if isinstance(node, Object) else None
        for banner in own.items[:20] if isinstance(own, Array) else ():
            word = _text(banner, "severity")
            if word in tuple(Severity) and word != Severity.INFO:
                found.append((Severity(word), shown(_text(banner, "short_text")[:LONGEST])))
        if not found:
            return None, ()
        return max((severity for severity, _ in found), key=lambda one: one.rank), tuple(t for _, t in found)


def gravest(problems: tuple[Problem, ...]) -> Level | None:
    """How the gravest of some problems counts; None for none."""
    levels = {problem.level for problem in problems}
    return next((level for level in Level if level in levels), None)


def _leaf(node: Node, name: str) -> Scalar:
    leaf = node.get(name) if isinstance(node, Object) else None
    return leaf.value if isinstance(leaf, Leaf) else None


def _text(node: Node, name: str) -> str:
    value = _leaf(node, name)
    return value if isinstance(value, str) else ""


def _number(node: Node, name: str) -> int | None:
    value = _leaf(node, name)
    whole = isinstance(value, int) and not isinstance(value, bool)
    return min(max(int(value), 0), 86_400) if whole and value is not None else None


def _seconds(node: Node, kind: Kind | None) -> int:
    given = _number(node, "duration_s")
    return given if given is not None else kind.duration.default_ms // MS if kind is not None else 0


_CONTENT: Mapping[str, str] = {"figure": "figure", "file": "file", "data": "base64"}


def _position(node: Node, kind: Kind) -> Position:
    """Where a block is held: what is written, else what one of its own choices means, else the kind's."""
    written = _text(node, "position")
    if written in frozenset(Position):
        return Position(written)
    meant = (own.positions.get(_text(node, own.name) or own.default) for own in kind.fields if own.positions)
    return next(filter(None, meant), kind.position)


def _picture(node: Node, kind: Kind, position: Position) -> Picture | None:
    """The picture of a block in its position: the first of its own list, else the emblem of its kind."""
    own = node.get("pictures") if isinstance(node, Object) else None
    if not isinstance(own, Array):
        return kind.emblem_in(position)
    first = own.items[0] if own.items else None
    sort = _text(first, "kind") if first is not None else ""
    if first is None or sort not in _CONTENT:
        return None
    return Picture(sort, shown(_text(first, "alt")[:LONGEST]), _text(first, _CONTENT[sort]), 0)
