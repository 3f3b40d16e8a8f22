"""The gate: what is read and answered before anything plays. It is never empty."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from psoas_desktop.routine.block_kinds import Catalogue
from psoas_desktop.routine.cues import Banner
from psoas_desktop.routine.model import Routine
from psoas_desktop.routine.values import dataclass
from psoas_desktop.routine.vocabulary import Severity
from psoas_desktop.safety.asking import Answers, Facts, ask, concerns, open_lines
from psoas_desktop.safety.banners import gate_banners
from psoas_desktop.safety.memory import (
    CLASS,
    READING,
    SAME,
    Recall,
    is_class,
    is_same,
    known_facts,
    news,
    settled,
)
from psoas_desktop.safety.positions import Level, level
from psoas_desktop.safety.rules import Choice, Question, SafetyRules
from psoas_desktop.safety.screening import screen

READING_WORDS_PER_S = 4
"""An answer counts only after as long as reading takes (corrections, The gate)."""

BEFORE = "before"
"""The one page of all that is only read, for somebody who read it before."""

CHANGES = "changes"
"""The last page where answers changed the routine: what was changed and why."""

_PAGES = (READING, "why-not", "cautions", "prepare", CHANGES, BEFORE)

GO_ON = Choice("go-on", "", "go")
"""The single answer of a page that is only read; the interface words it."""

SEVERAL = Choice(CLASS, "", "go")
"""The answer of several who follow together, while nobody is remembered; the interface words it."""


@dataclass(frozen=True, slots=True)
class GatePage:
    """One page of the gate.

    Attributes:
        id: The question's id; answers are kept by it.
        severity: Its colour and shape.
        title: Its heading; empty where the interface words it (``reading``, ``cautions``, ``prepare`` ...).
        text: The question, or what is to be read.
        lines: A list under the text: stop signs, or the cautions ticked as one group.
        choices: The answers, none of them a default.
    """

    id: str
    severity: Severity
    title: str
    text: str
    question: str
    lines: tuple[str, ...]
    choices: tuple[Choice, ...]

    @property
    def reading_ms(self) -> int:
        """How long the page takes to read, in milliseconds, at 4 words a second."""
        words = sum(len(text.split()) for text in (self.title, self.text, self.question, *self.lines))
        return words * 1_000 // READING_WORDS_PER_S

    @property
    def mark(self) -> str:
        """A mark of its wording: another wording has another."""
        text = "\n".join((self.id, self.title, self.text, self.question, *self.lines))
        return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]

    def choice(self, choice_id: str) -> Choice | None:
        """The choice of that id, or None."""
        return next((c for c in self.choices if c.id == choice_id), None)


def gate_pages(
    routine: Routine,
    catalogue: Catalogue,
    rules: SafetyRules,
    answers: Answers | None = None,
    recall: Recall | None = None,
    changes: tuple[str, ...] = (),
) -> tuple[GatePage, ...]:
    """Lists the pages of the gate for a routine as its file has it.

    The disclaimer and the stop signs always stand; then a page for each question that the blocks and the
    answers so far call for, one for each other warning, one for all cautions together, the file's own
    questions, and what to have ready. Cautions and things are those of what will be played. For somebody who
    read the same wording before, what is only read is one page at the end, without the props of every time.

    Args:
        routine: The routine.
        catalogue: Where the built-in banners are.
        rules: The questions.
        answers: What was answered so far; what depends on a missing answer is asked.
        recall: Who may be there again.
        changes: The reasons for what the answers changed, where they are told on that last page.

    Returns:
        At least two pages, in an order that further answers do not change.
    """
    given = answers or {}
    held = settled(recall, rules, given)
    asked = ask(routine, rules, given, known_facts(recall), held)
    played = screen(routine, asked, rules, catalogue).routine
    banners = [_own_id(b, catalogue, rules) for b in gate_banners(played, catalogue, asked.flags)]
    told = {q.banner for q in rules.questions if concerns(q, routine)} | {q.id for q in asked.questions}
    pages = [_page(question, asked.facts, routine, catalogue, rules, held) for question in asked.questions]
    if is_class(given):
        pages = [_for_several(page, rules) for page in pages]
    who = [replace(page, lines=(*news(routine, rules, recall), *page.lines)) for page in pages[:1] if recall]
    pages = pages[len(who) :]
    signs = next((number for number, page in enumerate(pages, 1) if page.severity is Severity.STOP), 0)
    own_warnings = [
        _warning_page(b) for b in banners if b.severity.rank >= Severity.WARNING.rank and b.id not in told
    ]
    cautions = [b for b in banners if b.severity is Severity.CAUTION and b.id not in told]
    own = [_own_page(f"file:{q.id}", q.text, q.go_on, q.stay) for q in routine.gate_questions]
    ready = things_to_fetch(played, rules)
    reading = read_first(routine, catalogue)
    if recall and is_same(given) and {page.mark for page in reading} <= set(recall.remembered.read):
        usual = {prop.name for block in routine.blocks() for prop in block.props}
        fetch_now = (line for line in ready if line not in usual)
        lines = dict.fromkeys((*changes, *(b.short_text for b in cautions), *fetch_now))
        text = catalogue.banners["not-medical"].full_text
        last = GatePage(BEFORE, Severity.CAUTION, "", text, "", tuple(lines), (GO_ON,))
        return (*who, *pages, *own_warnings, *own, last)
    fetch = [GatePage("prepare", Severity.INFO, "", "", "", ready, (GO_ON,))] if ready else []
    listed = [_cautions_page(cautions)] if cautions else []
    first, *why_not = reading
    if recall is None:
        first = replace(first, choices=(GO_ON, SEVERAL))
    return (*who, first, *pages[:signs], *why_not, *pages[signs:], *own_warnings, *listed, *own, *fetch)


def read_first(routine: Routine, catalogue: Catalogue) -> tuple[GatePage, ...]:
    """The pages that no answer can change: the notes, and whom the routine is not for."""
    notes = [b for b in gate_banners(routine, catalogue, frozenset()) if b.severity is Severity.INFO]
    pages = [GatePage(READING, Severity.INFO, "", "", "", tuple(b.full_text for b in notes), (GO_ON,))]
    if routine.contraindications:
        whom = routine.contraindications
        pages.append(GatePage("why-not", Severity.CAUTION, "", "", "", whom, (GO_ON,)))
    return tuple(pages)


def things_to_fetch(routine: Routine, rules: SafetyRules) -> tuple[str, ...]:
    """What to prepare and to have at hand, each once: the routine's own lines, then the blocks' props.

    Whoever lies down has to reach a key from there.
    """
    props = [prop.name for block in routine.blocks() for prop in block.props if prop.required]
    lies = any(level(block.position) is Level.LYING for block in routine.blocks())
    return tuple(dict.fromkeys((*routine.before, *props, *([rules.reach] if lies else []))))


def _page(
    question: Question,
    facts: Facts,
    routine: Routine,
    catalogue: Catalogue,
    rules: SafetyRules,
    held: Answers,
) -> GatePage:
    banner = catalogue.banners.get(question.banner)
    severity = banner.severity if banner else Severity.CAUTION
    still_open = open_lines(question, routine, rules, held)
    lines = tuple(one.line for one in still_open) or question.signs_for(facts)
    return GatePage(
        question.id,
        severity,
        question.title,
        "" if lines else _explanation(question, banner, routine),
        question.text,
        lines,
        question.choices,
    )


def _for_several(page: GatePage, rules: SafetyRules) -> GatePage:
    """The page of a question with whose answer counts, in words that never turn the question round."""
    question = rules.question(page.id)
    if question is None or page.id == SAME:
        return page
    return replace(page, text=f"{question.several or rules.several} {page.text}".strip())


def _explanation(question: Question, banner: Banner | None, routine: Routine) -> str:
    """The banner's full text, unless it speaks of positions that the routine does not have."""
    if banner is None:
        return question.note
    held = {p for b in routine.blocks() for p in (b.position, b.start_position, b.end_position)}
    concerns = not banner.positions or held.intersection(banner.positions)
    return banner.full_text if concerns else question.note


def _own_id(banner: Banner, catalogue: Catalogue, rules: SafetyRules) -> Banner:
    """A file's banner that is called like one of our pages gets another name, or it could take its place."""
    ours = banner.id in _PAGES or rules.question(banner.id) is not None
    return (
        replace(banner, id=f"banner:{banner.id}") if ours and banner.id not in catalogue.banners else banner
    )


def _warning_page(banner: Banner) -> GatePage:
    return GatePage(banner.id, banner.severity, banner.short_text, banner.full_text, "", (), (GO_ON,))


def _cautions_page(banners: list[Banner]) -> GatePage:
    return GatePage("cautions", Severity.CAUTION, "", "", "", tuple(b.short_text for b in banners), (GO_ON,))


def _own_page(question_id: str, text: str, go_on: str, stay: str) -> GatePage:
    choices = (Choice("go-on", go_on, "go"), Choice("stay", stay, "stay"))
    return GatePage(question_id, Severity.CAUTION, "", "", text, (), choices)
