"""Pages of help as data: our own small markup, read without any text that could be more than text.

A line that starts with ``# `` is the page's title, ``## `` a heading, ``- `` an item; a line between bars
is a row of a table. Everything else is a paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from psoas_desktop.advice.rulebook import Rule
from psoas_desktop.routine.problem_texts import MEANING, WRITING
from psoas_desktop.routine.translation import QT_TRANSLATE_NOOP
from psoas_desktop.routine.vocabulary import Severity

ORDER = (
    "first-steps", "library", "writing", "playing", "keys", "safety", "source", "sharing", "problems",
    "advice",
)  # fmt: skip
"""The pages in the order of the list; others follow."""

PROBLEMS = "problems"
"""The page to which every message of the checks is added."""

ADVICE = "advice"
"""The page to which every rule that judges routines is added."""

_PLACE = re.compile(r"\{\w+\}")
_EXCERPT = 90
_WRITING = QT_TRANSLATE_NOOP("Help", "How the file is written")
_MEANING = QT_TRANSLATE_NOOP("Help", "What the file says")
_RANKS = {
    Severity.STOP: QT_TRANSLATE_NOOP("Help", "Stop: such a routine is not played"),
    Severity.WARNING: QT_TRANSLATE_NOOP("Help", "Warnings"),
    Severity.CAUTION: QT_TRANSLATE_NOOP("Help", "Cautions"),
    Severity.INFO: QT_TRANSLATE_NOOP("Help", "Notes"),
}
_SOURCE = QT_TRANSLATE_NOOP("Help", "Source: {source}.")
_MENDED = QT_TRANSLATE_NOOP("Help", "The editor can: {fix}.")


class Kind(Enum):
    """What a part of a page is."""

    HEADING = "heading"
    TEXT = "text"
    ITEM = "item"
    ROW = "row"


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a page.

    Attributes:
        kind: What it is.
        text: Its words; of a row, the left cell.
        right: The right cell of a row.
    """

    kind: Kind
    text: str
    right: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """A page of help."""

    name: str
    title: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """Where something was found: a page, the index of the part, and what stands there."""

    page: Page
    part: int
    excerpt: str


def read_page(name: str, text: str) -> Page:
    """Reads a page from its markup."""
    title, parts = name, []
    for line in filter(None, (line.strip() for line in text.splitlines())):
        if line.startswith("# "):
            title = line[2:]
        elif line.startswith("## "):
            parts.append(Part(Kind.HEADING, line[3:]))
        elif line.startswith("- "):
            parts.append(Part(Kind.ITEM, line[2:]))
        elif line.startswith("|"):
            left, _, right = line.strip("| ").partition("|")
            parts.append(Part(Kind.ROW, left.strip(), right.strip()))
        else:
            parts.append(Part(Kind.TEXT, line))
    return Page(name, title, tuple(parts))


def read_pages(
    texts: Mapping[str, str], translate: Callable[[str, str], str], rules: Sequence[Rule] = ()
) -> tuple[Page, ...]:
    """Reads all pages, in their order.

    Args:
        texts: The markup by the name of the page.
        translate: Finds the messages of the checks in another language, by context and English text.
        rules: The rules that judge routines.
    """
    names = [*(name for name in ORDER if name in texts), *sorted(set(texts) - set(ORDER))]
    added = {PROBLEMS: lambda: _messages(translate), ADVICE: lambda: _rules(rules, translate)}
    pages = [read_page(name, texts[name]) for name in names]
    return tuple(
        Page(page.name, page.title, (*page.parts, *added[page.name]())) if page.name in added else page
        for page in pages
    )


def search(pages: Sequence[Page], words: str) -> tuple[Hit, ...]:
    """Finds the parts that hold all of some words; titles first.

    Args:
        pages: Where to look.
        words: What a person typed.

    Returns:
        At most one hit for each part, in the order of the pages; nothing where nothing is asked for.
    """
    wanted = words.casefold().split()
    if not wanted:
        return ()
    titles = [Hit(page, -1, "") for page in pages if _has(page.title, wanted)]
    found = [
        Hit(page, index, _excerpt(part))
        for page in pages
        for index, part in enumerate(page.parts)
        if _has(f"{part.text} {part.right}", wanted)
    ]
    return (*titles, *found)


def _has(text: str, wanted: Sequence[str]) -> bool:
    folded = text.casefold()
    return all(word in folded for word in wanted)


def _excerpt(part: Part) -> str:
    text = f"{part.text}: {part.right}" if part.right else part.text
    return text if len(text) <= _EXCERPT else text[: _EXCERPT - 1].rsplit(" ", 1)[0] + "…"


def _rules(rules: Sequence[Rule], translate: Callable[[str, str], str]) -> Iterator[Part]:
    for severity, heading in _RANKS.items():
        chosen = [rule for rule in rules if rule.severity is severity]
        if chosen:
            yield Part(Kind.HEADING, translate("Help", heading))
        for rule in chosen:
            said = [
                f"{rule.title}.",
                rule.reason,
                translate("Help", _SOURCE).replace("{source}", rule.source),
            ]
            if rule.fix:
                fix = rule.fix[:1].lower() + rule.fix[1:]
                said.append(translate("Help", _MENDED).replace("{fix}", fix))
            yield Part(Kind.ROW, rule.code, " ".join(said))


def _messages(translate: Callable[[str, str], str]) -> Iterator[Part]:
    for heading, texts in ((_WRITING, WRITING), (_MEANING, MEANING)):
        yield Part(Kind.HEADING, translate("Help", heading))
        for code, text in texts.items():
            words = _PLACE.sub("…", translate("Problem", text)).replace("{{", "{").replace("}}", "}")
            yield Part(Kind.ROW, code.replace("/", ", "), words[:1].upper() + words[1:])
