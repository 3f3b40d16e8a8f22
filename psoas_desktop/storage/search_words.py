"""What a search understands besides plain words, as data: each phrase with its other wordings.

Wordings of one meaning are separated by ``|``, the usual one first; ``#`` stands for a number of minutes. A
translator writes the wordings of another language, as many as there are.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from psoas_desktop.routine.translation import QT_TRANSLATE_NOOP


class Topic(StrEnum):
    """What a part of a search is about."""

    LYING = "lying"
    BACK = "back"
    FLOOR = "floor"
    HELPER = "helper"
    POSITION = "position"
    THING = "thing"
    AT_MOST = "at-most"
    AT_LEAST = "at-least"
    WORD = "word"


Meaning = tuple[Topic, bool, str]
"""The topic, whether it is wanted or unwanted, and which one of it."""

PHRASES: Mapping[Meaning, str] = {
    (Topic.LYING, False, ""): QT_TRANSLATE_NOOP(
        "Search",
        "no lying down|no lying|not lying down|not lying|without lying down|without lying|upright",
    ),
    (Topic.LYING, True, ""): QT_TRANSLATE_NOOP("Search", "lying down|lying|lie down"),
    (Topic.BACK, False, ""): QT_TRANSLATE_NOOP(
        "Search", "not on my back|not on the back|not on back|no back|not supine"
    ),
    (Topic.BACK, True, ""): QT_TRANSLATE_NOOP("Search", "on my back|on the back|on back|supine"),
    (Topic.FLOOR, False, ""): QT_TRANSLATE_NOOP("Search", "no floor|not on the floor|without the floor"),
    (Topic.FLOOR, True, ""): QT_TRANSLATE_NOOP("Search", "on the floor|floor"),
    (Topic.HELPER, False, ""): QT_TRANSLATE_NOOP(
        "Search", "no helper|without a helper|without helper|no partner|alone|on my own"
    ),
    (Topic.HELPER, True, ""): QT_TRANSLATE_NOOP(
        "Search", "with a helper|with helper|helper|with a partner|partner"
    ),
    (Topic.POSITION, True, "standing"): QT_TRANSLATE_NOOP("Search", "standing"),
    (Topic.POSITION, False, "standing"): QT_TRANSLATE_NOOP(
        "Search", "no standing|not standing|without standing"
    ),
    (Topic.POSITION, True, "walking"): QT_TRANSLATE_NOOP("Search", "walking"),
    (Topic.POSITION, False, "walking"): QT_TRANSLATE_NOOP("Search", "no walking|not walking|without walking"),
    (Topic.POSITION, True, "seated"): QT_TRANSLATE_NOOP("Search", "seated|sitting|sit"),
    (Topic.POSITION, False, "seated"): QT_TRANSLATE_NOOP(
        "Search", "not seated|not sitting|no sitting|without sitting"
    ),
    (Topic.POSITION, True, "kneeling"): QT_TRANSLATE_NOOP("Search", "kneeling|on my knees"),
    (Topic.POSITION, False, "kneeling"): QT_TRANSLATE_NOOP(
        "Search", "no kneeling|not kneeling|without kneeling|not on my knees"
    ),
    (Topic.POSITION, True, "side-lying"): QT_TRANSLATE_NOOP(
        "Search", "on my side|on the side|side-lying|side lying"
    ),
    (Topic.POSITION, True, "all-fours"): QT_TRANSLATE_NOOP("Search", "on all fours|all fours|all-fours"),
    (Topic.AT_MOST, True, ""): QT_TRANSLATE_NOOP(
        "Search",
        "up to # min|# min|under # min|at most # min|less than # min|below # min|max # min|< # min",
    ),
    (Topic.AT_LEAST, True, ""): QT_TRANSLATE_NOOP(
        "Search", "at least # min|over # min|more than # min|longer than # min|min # min|> # min"
    ),
}

MINUTES = QT_TRANSLATE_NOOP("Search", "min|minutes|minute|mins|m")
"""Wordings of the last word of a length of time."""

THINGS: Mapping[str, str] = {
    "chair": QT_TRANSLATE_NOOP("Search", "chair|chairs|stool"),
    "mat": QT_TRANSLATE_NOOP("Search", "mat|mats|rug"),
    "support": QT_TRANSLATE_NOOP("Search", "wall|counter|support"),
    "phone": QT_TRANSLATE_NOOP("Search", "phone"),
    "water": QT_TRANSLATE_NOOP("Search", "water"),
    "pillows": QT_TRANSLATE_NOOP("Search", "pillow|pillows"),
    "wedge": QT_TRANSLATE_NOOP("Search", "wedge"),
    "towel": QT_TRANSLATE_NOOP("Search", "towel|towels"),
    "blanket": QT_TRANSLATE_NOOP("Search", "blanket|blankets"),
    "bolster": QT_TRANSLATE_NOOP("Search", "bolster|bolsters"),
    "cushion": QT_TRANSLATE_NOOP("Search", "cushion|cushions"),
    "slope": QT_TRANSLATE_NOOP("Search", "slope|slopes"),
    "roll": QT_TRANSLATE_NOOP("Search", "roll|rolls"),
    "shoes": QT_TRANSLATE_NOOP("Search", "shoes"),
}
"""Things to fetch: a word of their id in the library, with what they are called."""

WITHOUT = QT_TRANSLATE_NOOP("Search", "no|without a|without|not")
"""What stands before a thing that is not to be needed."""

WITH = QT_TRANSLATE_NOOP("Search", "with a|with|needs")
"""What may stand before a thing that is needed."""
