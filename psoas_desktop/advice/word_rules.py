"""Rules about the file's own words: claims, contradictions, and what nobody may be asked. English only."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from psoas_desktop.advice.findings import Finding
from psoas_desktop.advice.subject import Subject
from psoas_desktop.routine.problems import Path

_NEGATED = re.compile(
    r"\b(?:not|never|no|without|avoid|don['\u2019]t|nothing to)\b[^.!?]{0,30}$", re.IGNORECASE
)


class Wording:
    """The patterns of one language; each is compiled when it is first looked for."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        """Takes lists of patterns by what they find, and those in ``against`` by the banner they contradict.

        Raises:
            KeyError: A list is missing.
        """
        self._lists: dict[str, Sequence[str]] = {name: data[name] for name in _LISTS}
        self._lists |= {f"against:{banner}": patterns for banner, patterns in data["against"].items()}
        self._compiled: dict[str, re.Pattern[str]] = {}

    def find(self, name: str) -> re.Pattern[str]:
        """The pattern of a list; one that finds nothing where there is no such list."""
        if name not in self._compiled:
            patterns = self._lists.get(name, ())
            joined = "|".join(f"(?:{pattern})" for pattern in patterns) or r"(?!)"
            self._compiled[name] = re.compile(joined, re.IGNORECASE)
        return self._compiled[name]

    def against(self, banner: str) -> re.Pattern[str]:
        """What contradicts a built-in banner."""
        return self.find(f"against:{banner}")


_LISTS = ("claims", "promises", "hedges", "eyes_closed", "presses", "abuse")


def _said(pattern: re.Pattern[str], text: str) -> str:
    """The first words that a pattern finds and that nothing before them turns into their opposite."""
    for match in pattern.finditer(text):
        if not _NEGATED.search(text[: match.start()]):
            return match[0]
    return ""


def _texts(subject: Subject) -> Iterator[tuple[Path, str]]:
    return subject.own_texts() if subject.english else iter(())


def claim_in_title(subject: Subject, wording: Wording) -> Iterator[Finding]:
    """A title, a goal or a tag that promises something."""
    for path, text in _texts(subject):
        if path[0] in ("title", "goal", "tags") or path[-1] == "title":
            found = _said(wording.find("promises"), text)
            if found:
                yield Finding(path, {"words": found})


def claim_in_text(subject: Subject, wording: Wording) -> Iterator[Finding]:
    """Words that promise an effect where they are said, shown or read before the start."""
    for path, text in _texts(subject):
        if path[0] in ("title", "goal", "tags") or path[-1] == "title":
            continue
        found = _said(wording.find("claims"), text)
        if found and not wording.find("hedges").search(text):
            yield Finding(path, {"words": found})


def reason_as_fact(subject: Subject, wording: Wording) -> Iterator[Finding]:
    """A reason to choose the routine that is stated as a fact."""
    for index, text in enumerate(subject.data.get("indications", ()) if subject.english else ()):
        if not wording.find("hedges").search(str(text)):
            yield Finding(("indications", index))


def contradicts_caution(subject: Subject, wording: Wording) -> Iterator[Finding]:
    """Words of a block that go against a caution that is built into it."""
    for block in subject.blocks if subject.english else ():
        for name in block.kind.banner_ids:
            for path, text in subject.own_texts_of(block):
                found = _said(wording.against(name), text)
                if found:
                    caution = subject.catalogue.banners[name].short_text
                    yield Finding(path, {**subject.name(block), "words": found, "caution": caution})


def eyes_closed(subject: Subject, wording: Wording) -> Iterator[Finding]:
    """Closed eyes where somebody kneels, walks or moves about."""
    for block in subject.blocks if subject.english else ():
        for path, text in subject.own_texts_of(block) if not block.kind.eyes_closed_ok else ():
            if _said(wording.find("eyes_closed"), text):
                yield Finding(path, subject.name(block))


def presses_belly(subject: Subject, wording: Wording) -> Iterator[Finding]:
    """Words that ask to press, rub or massage the belly or the front of the hip."""
    for path, text in _texts(subject):
        found = _said(wording.find("presses"), text)
        if found:
            yield Finding(path, {"words": found})


def asks_about_abuse(subject: Subject, wording: Wording) -> Iterator[Finding]:
    """A question about a history of abuse, which is never asked."""
    questions = subject.data.get("safety", {}).get("gate_questions", ())
    for index, question in enumerate(questions if subject.english else ()):
        if wording.find("abuse").search(str(question["text"])):
            yield Finding(("safety", "gate_questions", index, "text"))
