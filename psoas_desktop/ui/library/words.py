"""The library's words. Places are filled by replacing: what is filled in may come from a stranger's file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from psoas_desktop.routine.translation import QT_TRANSLATE_NOOP
from psoas_desktop.routine.vocabulary import Position
from psoas_desktop.ui.common.plain_text import isolated, shown

if TYPE_CHECKING:
    from psoas_desktop.playback.summary import Summary
    from psoas_desktop.storage.library_index import Entry
    from psoas_desktop.storage.library_search import Part

POSITIONS: Mapping[Position, str] = {
    Position.SUPINE: QT_TRANSLATE_NOOP("library", "on the back"),
    Position.SEMI_RECLINED: QT_TRANSLATE_NOOP("library", "propped up"),
    Position.SIDE_LYING: QT_TRANSLATE_NOOP("library", "on the side"),
    Position.ALL_FOURS: QT_TRANSLATE_NOOP("library", "on all fours"),
    Position.KNEELING: QT_TRANSLATE_NOOP("library", "kneeling"),
    Position.HALF_KNEELING: QT_TRANSLATE_NOOP("library", "kneeling"),
    Position.FLOOR_SEATED: QT_TRANSLATE_NOOP("library", "sitting on the floor"),
    Position.SEATED: QT_TRANSLATE_NOOP("library", "seated"),
    Position.WALKING: QT_TRANSLATE_NOOP("library", "walking"),
    Position.STANDING: QT_TRANSLATE_NOOP("library", "standing"),
}
"""From the lowest: what decides whether a routine suits somebody comes first."""

PLAY = QT_TRANSLATE_NOOP("library", "Play")
TAKE_OUT = QT_TRANSLATE_NOOP("library", "Look without: {part}")
NO_LYING = QT_TRANSLATE_NOOP("library", "No lying down")
HELPER = QT_TRANSLATE_NOOP("library", "Helper")
IN_LINE = QT_TRANSLATE_NOOP("library", "{reason} It is in line {line}.")
BY = QT_TRANSLATE_NOOP("library", "By {names}")
NEEDS = QT_TRANSLATE_NOOP("library", "Needs {things}")
NO_THINGS = QT_TRANSLATE_NOOP("library", "Nothing to fetch")
UNREADABLE = QT_TRANSLATE_NOOP("library", "Cannot be played")

_CHIPS: Mapping[tuple[str, bool], str] = {
    ("lying", False): NO_LYING,
    ("lying", True): QT_TRANSLATE_NOOP("library", "Lying down"),
    ("back", False): QT_TRANSLATE_NOOP("library", "Not on the back"),
    ("back", True): QT_TRANSLATE_NOOP("library", "On the back"),
    ("floor", False): QT_TRANSLATE_NOOP("library", "Not on the floor"),
    ("floor", True): QT_TRANSLATE_NOOP("library", "On the floor"),
    ("helper", False): QT_TRANSLATE_NOOP("library", "No helper"),
    ("helper", True): QT_TRANSLATE_NOOP("library", "With a helper"),
    ("position", True): QT_TRANSLATE_NOOP("library", "Position: {value}"),
    ("position", False): QT_TRANSLATE_NOOP("library", "Not {value}"),
    ("thing", True): QT_TRANSLATE_NOOP("library", "Needs: {value}"),
    ("thing", False): QT_TRANSLATE_NOOP("library", "Without: {value}"),
    ("at-most", True): QT_TRANSLATE_NOOP("library", "Up to {value} min"),
    ("at-least", True): QT_TRANSLATE_NOOP("library", "{value} min or more"),
    ("word", True): QT_TRANSLATE_NOOP("library", "“{value}”"),
}

_THINGS: Mapping[str, str] = {
    "chair": QT_TRANSLATE_NOOP("library", "chair"),
    "mat": QT_TRANSLATE_NOOP("library", "mat"),
    "support": QT_TRANSLATE_NOOP("library", "wall or counter"),
    "phone": QT_TRANSLATE_NOOP("library", "phone"),
    "water": QT_TRANSLATE_NOOP("library", "water"),
    "pillows": QT_TRANSLATE_NOOP("library", "pillows"),
    "wedge": QT_TRANSLATE_NOOP("library", "wedge"),
    "towel": QT_TRANSLATE_NOOP("library", "towel"),
    "blanket": QT_TRANSLATE_NOOP("library", "blanket"),
    "bolster": QT_TRANSLATE_NOOP("library", "bolster"),
    "cushion": QT_TRANSLATE_NOOP("library", "cushion"),
    "slope": QT_TRANSLATE_NOOP("library", "firm slope"),
    "roll": QT_TRANSLATE_NOOP("library", "rolled blanket"),
    "shoes": QT_TRANSLATE_NOOP("library", "shoes"),
}


def tr(text: str, **places: str) -> str:
    """Translates one of the library's texts and fills its places.

    Args:
        text: The English text.
        **places: What stands in for each ``{name}``, all at once: nothing filled in is read again.

    Returns:
        The text in the interface's language.
    """
    words = QCoreApplication.translate("library", text) if text else ""
    return re.sub(r"\{(\w+)\}", lambda place: places.get(place[1], place[0]), words)


def minutes(milliseconds: int) -> str:
    """A length of time in whole minutes, at least one."""
    whole = str(max(1, (milliseconds + 30_000) // 60_000))
    return tr(QT_TRANSLATE_NOOP("library", "{minutes} min"), minutes=whole)


def positions(found: Iterable[Position]) -> str:
    """Positions in words, the lowest first, each once."""
    held = frozenset(found)
    return ", ".join(dict.fromkeys(tr(words) for position, words in POSITIONS.items() if position in held))


def things(summary: Summary) -> str:
    """What to fetch in a few words: known things by their short names."""
    return ", ".join(dict.fromkeys(filter(None, map(_thing, summary.props, summary.prop_ids))))


def _thing(name: str, prop_id: str) -> str:
    known = next((_THINGS[part] for part in prop_id.split("-")[::-1] if part in _THINGS), "")
    known = known or _THINGS.get(prop_id.rsplit("-", maxsplit=1)[-1].removesuffix("s"), "")
    return tr(known) if known else shown(re.split(r"[:,;(]", name, maxsplit=1)[0])


def first_upper(text: str) -> str:
    """A text that begins a line."""
    return text[:1].upper() + text[1:]


def time_and_positions(summary: Summary) -> str:
    """The first line under a title."""
    return " · ".join(filter(None, (minutes(summary.total_ms), first_upper(positions(summary.positions)))))


def needs(summary: Summary) -> str:
    """The second line under a title."""
    short = things(summary)
    return tr(NEEDS, things=short) if short else tr(NO_THINGS)


def authors(summary: Summary) -> str:
    """Who wrote it, as the file says; empty where it does not say."""
    names = ", ".join(isolated(name) for name in summary.authors[:3])
    return tr(BY, names=names) if names else ""


def trouble(entry: Entry) -> str:
    """Why a routine cannot be played; empty where it can."""
    if entry.reason:
        return QCoreApplication.translate("Disk", entry.reason)
    if entry.summary.problem is None:
        return ""
    from psoas_desktop.routine.sentences import sentence

    problem = entry.summary.problem
    said = sentence(problem, QCoreApplication.translate)
    if problem.place is None or problem.path or not {"field", "label"}.isdisjoint(problem.params):
        return said
    return tr(IN_LINE, reason=said, line=str(problem.place.line))


def marks_no_lying(entry: Entry) -> bool:
    """Whether a card has to say that nobody lies down: not where its title does."""
    return not entry.summary.lies_down and tr(NO_LYING).casefold() not in entry.title.casefold()


def spoken(entry: Entry) -> str:
    """A card for those who hear it."""
    summary = entry.summary
    reason = trouble(entry)
    if reason:
        return ", ".join((shown(entry.title), tr(UNREADABLE), shown(reason)))
    marks = [tr(HELPER)] if summary.helper else []
    marks += [tr(NO_LYING)] if marks_no_lying(entry) else []
    parts = (shown(entry.title), time_and_positions(summary), needs(summary), *marks)
    return ", ".join(filter(None, parts))


def chip(part: Part) -> str:
    """What was understood of a search, in a few words."""
    words = _CHIPS[part.topic.value, part.wanted]
    value = shown(part.value)
    if part.topic.value == "position":
        value = tr(POSITIONS[Position(part.value)])
    elif part.topic.value == "thing":
        value = tr(_THINGS[part.value])
    return tr(words, value=value)
