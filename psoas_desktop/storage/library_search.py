"""What a person means by the words in the search field, and which routines that fits.

A search is understood at every key: the phrase that is being typed fits whatever it may become.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property, lru_cache

from psoas_desktop.playback.summary import Summary
from psoas_desktop.routine.values import dataclass
from psoas_desktop.routine.vocabulary import Position
from psoas_desktop.storage.search_words import MINUTES, PHRASES, THINGS, WITH, WITHOUT, Topic

LONGEST = 200
"""Characters of a search that count."""

_TOKEN = re.compile(r"[<>]|\d+|[^\W\d_]+")
_MS = 60_000
_KNEELING = frozenset({Position.KNEELING, Position.HALF_KNEELING})
_SEATED = frozenset({Position.SEATED, Position.FLOOR_SEATED})

Translate = Callable[[str, str], str]
"""Takes a context and an English text, as ``QCoreApplication.translate`` does."""


def in_english(_context: str, text: str) -> str:
    """Leaves a text as it is."""
    return text


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that was understood.

    Attributes:
        topic: What it is about.
        wanted: Whether routines must have it or must not.
        value: The position, the thing or the word; the number of minutes.
        start: Where it begins in the text of the search.
        end: Where it ends.
    """

    topic: Topic
    wanted: bool
    value: str
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Unfinished:
    """The end of a search that is still being typed: it fits what it may become.

    One word also fits as a word.

    Attributes:
        anything: A number is still to come, so it may become anything.
    """

    words: tuple[str, ...]
    becomes: tuple[Part, ...]
    anything: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """A search, understood.

    Attributes:
        parts: What routines must fit, all of it.
        unfinished: What is still being typed; None for nothing.
    """

    text: str = ""
    parts: tuple[Part, ...] = ()
    unfinished: Unfinished | None = None

    def without(self, part: Part) -> str:
        """The text of the search with one part taken out."""
        return " ".join((self.text[: part.start] + " " + self.text[part.end :]).split())


class Facts:
    """What a search looks at, of one routine; made ready when it is first asked for."""

    def __init__(self, summary: Summary, title: str) -> None:
        """Takes what is known of a routine, and what it is called in the library."""
        self.summary, self.title = summary, title

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Facts) and (self.summary, self.title) == (other.summary, other.title)

    def __hash__(self) -> int:
        return hash((self.title, self.summary.total_ms))

    @cached_property
    def words(self) -> str:
        """The words that it is found by."""
        said = self.summary
        return _folded_words((self.title, said.summary, *said.tags, *said.authors, *said.names))

    @cached_property
    def things(self) -> str:
        """The words of what it needs."""
        return _folded_words((*self.summary.props, *self.summary.prop_ids))

    @cached_property
    def positions(self) -> frozenset[Position]:
        """Where the body is in it."""
        return frozenset(self.summary.positions)

    def make_ready(self) -> None:
        """Does now what the first search would have to do."""
        _ = self.words, self.things


def _folded_words(texts: Iterable[str]) -> str:
    """Texts as one line in which every word has a space before it."""
    return " ".join(("", *_TOKEN.findall(folded("\n".join(texts)))))


def folded(text: str) -> str:
    """A text without regard to case and accents; it may become longer."""
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in apart if not unicodedata.combining(sign))


def _tokens(text: str) -> list[str]:
    return _TOKEN.findall(folded(text))


def understand(text: str, translate: Translate = in_english) -> Query:
    """Reads a search.

    Args:
        text: What stands in the field; only its first 200 characters count.
        translate: Finds phrases in another language.

    Returns:
        What was understood. Any text is a search; a word that means nothing else is looked for as it is.
    """
    text = text[:LONGEST]
    grammar = _grammar(translate)
    found = [(folded(match.group()), match.start(), match.end()) for match in _TOKEN.finditer(text)]
    words = [word for word, _, _ in found]
    parts: list[Part] = []
    at = 0
    while at < len(words):
        length, part = _longest(words[at:], grammar)
        if length < len(words) - at and (unfinished := _unfinished(words[at:], grammar)):
            return Query(text, tuple(parts), unfinished)
        if part is None and words[at] not in "<>":
            length, part = 1, Part(Topic.WORD, True, words[at])
        if part is not None:
            end = found[at + length - 1][2]
            parts.append(Part(part.topic, part.wanted, part.value, found[at][1], end))
        at += max(1, length)
    return Query(text, tuple(parts))


def select(routines: Sequence[Facts], query: Query) -> list[int]:
    """Which of some routines a search looks for.

    Args:
        routines: What is known of each.
        query: The search.

    Returns:
        Their indexes, in order.
    """
    fitting = [index for index, facts in enumerate(routines) if _fits_parts(facts, query)]
    unfinished = query.unfinished
    if unfinished is None:
        return fitting
    ended = [index for index in fitting if _may_fit(routines[index], unfinished)]
    return ended if ended or not unfinished.anything else fitting


def _fits_parts(facts: Facts, query: Query) -> bool:
    return all(_fits(facts, part) for part in query.parts)


def _may_fit(facts: Facts, unfinished: Unfinished) -> bool:
    if any(_fits(facts, part) for part in unfinished.becomes):
        return True
    return len(unfinished.words) == 1 and _has_word(facts, unfinished.words[0])


def _has_word(facts: Facts, word: str) -> bool:
    start = " " + word
    return start in facts.words or start in facts.things


def _fits(facts: Facts, part: Part) -> bool:
    summary = facts.summary
    if part.topic is Topic.WORD:
        return _has_word(facts, part.value)
    if not summary.playable:
        return False
    return _has(facts, summary, part) is part.wanted


def _has(facts: Facts, summary: Summary, part: Part) -> bool:
    plain = {
        Topic.LYING: summary.lies_down,
        Topic.BACK: summary.on_back,
        Topic.FLOOR: summary.floor,
        Topic.HELPER: summary.helper,
    }
    if part.topic in plain:
        return plain[part.topic]
    # A card shows whole minutes: what is shown as 10 min is within 10 min.
    if part.topic is Topic.AT_MOST:
        return summary.total_ms < int(part.value) * _MS + _MS // 2
    if part.topic is Topic.AT_LEAST:
        return summary.total_ms >= int(part.value) * _MS - _MS // 2
    if part.topic is Topic.THING:
        return " " + part.value in facts.things
    return bool(facts.positions & _positions(part.value))


def _positions(name: str) -> frozenset[Position]:
    position = Position(name)
    return next((same for same in (_KNEELING, _SEATED) if position in same), frozenset({position}))


@dataclass(frozen=True, slots=True)
class _Grammar:
    """The phrases of one language, word by word; ``#`` stands for a number."""

    phrases: tuple[tuple[tuple[str, ...], Part], ...]
    minutes: frozenset[str]


@lru_cache(maxsize=4)
def _grammar(translate: Translate) -> _Grammar:
    def wordings(text: str) -> list[tuple[str, ...]]:
        said = translate("Search", text).split("|")
        return [words for words in (tuple(_phrase(wording)) for wording in said) if words]

    minutes = frozenset(words[0] for words in wordings(MINUTES))
    phrases: dict[tuple[str, ...], Part] = {}
    for (topic, wanted, value), text in PHRASES.items():
        for words in wordings(text):
            phrases.setdefault(words, Part(topic, wanted, value))
            if len(words) > 2 and words[-1] in minutes:  # "under 15" says enough
                phrases.setdefault(words[:-1], Part(topic, wanted, value))
    for thing, text in THINGS.items():
        for words in wordings(text):
            for before in ((), *wordings(WITH)):
                phrases.setdefault((*before, *words), Part(Topic.THING, True, thing))
            for before in wordings(WITHOUT):
                phrases.setdefault((*before, *words), Part(Topic.THING, False, thing))
    return _Grammar(tuple(sorted(phrases.items(), key=lambda phrase: -len(phrase[0]))), minutes)


def _phrase(wording: str) -> Iterator[str]:
    for piece in wording.split():
        yield from ("#",) if piece == "#" else _tokens(piece)


def _longest(words: list[str], grammar: _Grammar) -> tuple[int, Part | None]:
    """The longest phrase at the start of some words, and how many of them it takes."""
    for tokens, part in grammar.phrases:
        if len(tokens) <= len(words):
            number = _matched(words[: len(tokens)], tokens, grammar, typing=False)
            if number is not None:
                return len(tokens), Part(part.topic, part.wanted, number or part.value)
    return 0, None


def _unfinished(words: list[str], grammar: _Grammar) -> Unfinished | None:
    """What the words may become, if all of them are the beginning of a longer phrase."""
    becomes: dict[tuple[Topic, bool, str], Part] = {}
    opens = anything = False
    for tokens, part in grammar.phrases:
        if len(words) > len(tokens):
            continue
        number = _matched(words, tokens, grammar, typing=True)
        if number is None:
            continue
        opens = True
        if "#" in tokens and not number:
            anything = True
        else:
            whole = Part(part.topic, part.wanted, number or part.value)
            becomes[whole.topic, whole.wanted, whole.value] = whole
    return Unfinished(tuple(words), tuple(becomes.values()), anything) if opens else None


def _matched(words: list[str], tokens: tuple[str, ...], grammar: _Grammar, *, typing: bool) -> str | None:
    """Lays words along a phrase, of which they may be the beginning.

    Args:
        words: No more than the phrase has.
        tokens: The phrase.
        grammar: Its language.
        typing: The last word may be the beginning of its own.

    Returns:
        The number that stands in them, empty where there is none; None where they do not match.
    """
    number = ""
    for at, (word, expected) in enumerate(zip(words, tokens, strict=False), 1):
        begun = typing and at == len(words) and expected.startswith(word)
        if expected == "#":
            if not (word.isascii() and word.isdecimal() and len(word) <= 4):
                return None
            number = str(int(word))
        elif word != expected and not begun and not {word, expected} <= grammar.minutes:
            return None
    return number
