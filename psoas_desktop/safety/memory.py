"""What is remembered of a person from one session to the next, for how long, and what a class answers.

Pure: days are numbers passed in, and keeping it is the affair of others.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field, replace

from psoas_desktop.routine.model import Routine
from psoas_desktop.routine.values import dataclass
from psoas_desktop.routine.vocabulary import Position
from psoas_desktop.safety.asking import Answers, Asked, Facts, ask, covered
from psoas_desktop.safety.rules import Question, SafetyRules

KEPT_DAYS = 28
"""Everything is asked again after four weeks (reference, screening, ask_again)."""

ASKED_AGAIN_AT = (16, 28)
"""Weeks of pregnancy at which it is asked again (as above)."""

SAME = "q-same"
"""The question who is there; the first page of a session of which something is remembered."""

READING, CLASS = "reading", "class"
"""The first page where nobody is remembered, and its answer of several who follow together."""

LONGEST_NOTE = 2_000
"""Characters of a note about feeling unwell that are kept."""

_KEPT = ("profile", "symptom")
_MOST_READ = 100


@dataclass(frozen=True, slots=True)
class Remembered:
    """What is remembered of one person.

    Attributes:
        answers: Choice ids by question id.
        on: The day on which the oldest of them was given, as ``date.toordinal``.
        weeks: Last week of the band of pregnancy that was named; 0 for none.
        weeks_on: The day on which that was.
        felt_unwell_on_back: Until the care team agrees to lying flat again.
        unwell_in: Where the body was when the person last felt unwell; None for never.
        unwell_on: The day on which that was; 0 for never.
        read: Marks of the wordings that were read, the newest last.
        unwell_note: What they wrote about feeling unwell, in their own words; may be empty.
    """

    answers: Answers = field(default_factory=dict)
    on: int = 0
    weeks: int = 0
    weeks_on: int = 0
    felt_unwell_on_back: bool = False
    unwell_in: Position | None = None
    unwell_on: int = 0
    read: tuple[str, ...] = ()
    unwell_note: str = ""


@dataclass(frozen=True, slots=True)
class Answered:
    """A gate that has been passed.

    Attributes:
        asked: Its questions with what was answered.
        answers: The answers given in this session.
        read: Marks of the wordings that were read.
    """

    routine: Routine
    rules: SafetyRules
    asked: Asked
    answers: Answers
    read: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Recall:
    """Somebody who may be there again, and today as ``date.toordinal``."""

    remembered: Remembered
    today: int


def still_known(remembered: Remembered, today: int) -> Answers:
    """The answers that need not be asked for again, if it is the same person and nothing is new.

    Args:
        remembered: What is remembered.
        today: The day, as ``date.toordinal``.

    Returns:
        All of them within four weeks; without the week of pregnancy once 16 or 28 weeks may have been passed,
        counted from the last week of the band that was named; none on a day before they were given.
    """
    if not remembered.on <= today < remembered.on + KEPT_DAYS:
        return {}
    known = dict(remembered.answers)
    weeks = remembered.weeks + (today - remembered.weeks_on) // 7
    if remembered.weeks and any(remembered.weeks < limit <= weeks for limit in ASKED_AGAIN_AT):
        known.pop("q-weeks", None)
    return known


def known_facts(recall: Recall | None) -> Facts:
    """What is known without asking."""
    if recall is None:
        return {}
    felt = {"felt_unwell_on_back": "yes"} if recall.remembered.felt_unwell_on_back else {}
    return {"remembered": "yes", **felt}


def settled(recall: Recall | None, rules: SafetyRules, answers: Answers) -> Answers:
    """The remembered answers that hold in this session.

    Args:
        recall: Who may be there again.
        rules: The questions.
        answers: What was answered so far; only "the same person, nothing new" lets anything hold.

    Returns:
        Choice ids by question id. A pregnancy that has passed into another stage is asked about anew.
    """
    if recall is None or not is_same(answers):
        return {}
    known = still_known(recall.remembered, recall.today)
    weeks = rules.question("q-weeks")
    if weeks is None or "q-weeks" in known or "q-weeks" not in answers:
        return known
    before, now = (weeks.chosen(one) for one in (recall.remembered.answers, answers))
    if before is not None and now is not None and before.sets == now.sets:
        return known
    return {name: choice for name, choice in known.items() if name == "q-pregnant"}


def is_same(answers: Answers) -> bool:
    """Whether it is the person who is remembered, and nothing is new."""
    return answers.get(SAME) == "same"


def is_class(answers: Answers) -> bool:
    """Whether several follow together: what is true of one is answered, and nobody is remembered."""
    return CLASS in (answers.get(SAME), answers.get(READING))


def news(routine: Routine, rules: SafetyRules, recall: Recall) -> tuple[str, ...]:
    """What "nothing is new" denies: the lines of symptoms that were not there the last time."""
    known = still_known(recall.remembered, recall.today)
    asked = ask(routine, rules, known)
    return tuple(
        question.line
        for question in rules.questions
        if question.memory == "symptom"
        and question.line
        and known.get(question.id) == question.least_cautious.id
        and (question.id in asked.choices or _in_a_list(question, asked, routine, rules))
    )


def _in_a_list(question: Question, asked: Asked, routine: Routine, rules: SafetyRules) -> bool:
    lists = (one for one in rules.questions if one.id in asked.choices)
    return any(question in covered(one, routine, rules) for one in lists)


def remember(recall: Recall | None, today: int, passed: Answered) -> Remembered | None:
    """What to remember once a gate has been passed.

    Args:
        recall: Who was remembered before; None for nobody.
        today: The day, as ``date.toordinal``.
        passed: The gate.

    Returns:
        What to keep; None where nothing is to be kept anew, because it was somebody else, or a class.
    """
    before = recall.remembered if recall else None
    if is_class(passed.answers) or (before is not None and passed.answers.get(SAME) not in ("same", "new")):
        return None
    held = settled(recall, passed.rules, passed.answers)
    # What was said before it turned out that nobody is pregnant is no answer any more.
    band = passed.asked.choices.get("q-weeks") if "q-weeks" in passed.answers else None
    last, on = (before.weeks, before.weeks_on) if before and "q-weeks" in held else (0, 0)
    if band is not None and band.weeks is not None:
        last, on = band.weeks[1], today
    agreed = passed.answers.get("q-unwell-back") == "agreed"
    return replace(
        before or Remembered(),
        answers={**held, **_said(passed)},
        on=before.on if before and held.keys() - {"q-pregnant"} else today,
        weeks=last,
        weeks_on=on,
        felt_unwell_on_back=bool(before and before.felt_unwell_on_back and not agreed),
        read=tuple(dict.fromkeys([*(before.read if before else ()), *passed.read]))[-_MOST_READ:],
    )


def _said(passed: Answered) -> dict[str, str]:
    """The answers to keep; a list is kept line by line, for another routine shows others of its lines."""
    asked = passed.asked
    kept = {name: asked.choices[name].id for name in asked.implied}
    for question in asked.questions:
        if question.covers and asked.choices[question.id] is question.least_cautious:
            lines = covered(question, passed.routine, passed.rules)
            kept |= {line.id: line.least_cautious.id for line in lines if line.id not in asked.choices}
        elif not question.covers and question.memory in _KEPT and question.id in passed.answers:
            kept[question.id] = asked.choices[question.id].id
    return kept


def after_unwell(
    recall: Recall | None, today: int, position: Position, answers: Answers
) -> Remembered | None:
    """What to remember once the person of a session felt unwell; None where nobody of whom one may."""
    if is_class(answers) or answers.get(SAME) == "other":
        return None
    before = recall.remembered if recall else Remembered(on=today)
    on_back = before.felt_unwell_on_back or position is Position.SUPINE
    return replace(before, felt_unwell_on_back=on_back, unwell_in=position, unwell_on=today, unwell_note="")


def with_news(kept: Remembered, before: Remembered | None, now: Remembered | None) -> Remembered:
    """Adds to what a session keeps what another one has written down since it began.

    Args:
        kept: What the session keeps.
        before: What was remembered when it began; None for nobody.
        now: What is remembered by now; None for nobody.

    Returns:
        The same, but a time of feeling unwell that is newer than the session's own answers still counts.
    """
    if now is None or _episode(now) == _episode(before or Remembered()):
        return kept
    on_back = kept.felt_unwell_on_back or now.felt_unwell_on_back
    return replace(
        kept,
        felt_unwell_on_back=on_back,
        unwell_in=now.unwell_in,
        unwell_on=now.unwell_on,
        unwell_note=now.unwell_note,
    )


def _episode(remembered: Remembered) -> tuple[object, ...]:
    one = remembered
    return one.felt_unwell_on_back, one.unwell_in, one.unwell_on, one.unwell_note


def with_note(remembered: Remembered, note: str) -> Remembered:
    """Adds what a person wrote about feeling unwell.

    Args:
        remembered: What is remembered of them.
        note: Their words; what is longer than ``LONGEST_NOTE`` characters is cut.
    """
    return replace(remembered, unwell_note=note.strip()[:LONGEST_NOTE])


def strictest(
    routine: Routine, rules: SafetyRules, people: Sequence[Answers], known: Facts | None = None
) -> Answers:
    """The answers of several people who follow together: of each question the most cautious one.

    Args:
        routine: The routine as its file has it.
        rules: The questions.
        people: The answers of each.
        known: What is known without asking.

    Returns:
        Choice ids by page id. Who left a question unanswered gave its most cautious answer; an answer to a
        file's own question counts where all gave the same.
    """
    each = [ask(routine, rules, answers, known).choices for answers in people]
    found: dict[str, str] = {}
    for question in rules.questions:
        given = [choices[question.id] for choices in each if question.id in choices]
        if given:
            found[question.id] = max(given, key=lambda choice: (choice.caution, bool(choice.flags))).id
    return {**_agreed_on(people, rules), **found}


def _agreed_on(people: Sequence[Answers], rules: SafetyRules) -> Mapping[str, str]:
    """What all gave the same answer to, of what is no question of ours."""
    first = people[0] if people else {}
    return {
        name: choice
        for name, choice in first.items()
        if rules.question(name) is None and all(answers.get(name) == choice for answers in people)
    }
