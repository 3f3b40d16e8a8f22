"""Which questions matter for a routine and for a person, and what the answers so far say.

An unanswered question counts as its most cautious answer, and what depends on it is asked.
"""

from __future__ import annotations

from collections.abc import Mapping

from psoas_desktop.routine.model import Block, Routine
from psoas_desktop.routine.values import dataclass
from psoas_desktop.safety.rules import Choice, Question, SafetyRules, holds

Answers = Mapping[str, str]
"""Choice ids by question id."""

Facts = Mapping[str, str]
"""What is known of the person, by the names that rules use."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The questions for a routine, with what their answers say.

    Attributes:
        questions: Those that are asked, in their order; those that a list covers are asked only where needed.
        choices: The answer of each, the most cautious one where there is none; and those that were settled.
        implied: Questions that "none of these" of a list answered, though other lines of it hold.
        facts: What all of them say.
        flags: What banners are shown by.
    """

    questions: tuple[Question, ...]
    choices: Mapping[str, Choice]
    facts: Facts
    flags: frozenset[str]
    implied: frozenset[str] = frozenset()


def concerns(question: Question, routine: Routine) -> bool:
    """Whether a question matters for the blocks of a routine."""
    if not (question.positions or question.kinds or question.profiles or question.needs_helper):
        return True
    return any(concerns_block(question, block) for block in routine.blocks())


def concerns_block(question: Question, block: Block) -> bool:
    """Whether a question that is not for every routine matters for a block."""
    if block.kind.id in question.kinds or (question.needs_helper and block.kind.needs_helper):
        return True
    if block.kind.transition:
        return False  # getting down and up is not what a question is about
    if block.kind.profile in question.profiles:
        return True
    return bool({block.position, block.start_position, block.end_position}.intersection(question.positions))


def ask(
    routine: Routine,
    rules: SafetyRules,
    answers: Answers,
    known: Facts | None = None,
    settled: Answers | None = None,
) -> Asked:
    """Goes through the questions of a routine.

    Args:
        routine: The routine as its file has it.
        rules: All questions.
        answers: What was answered so far.
        known: What is known without asking, from earlier sessions.
        settled: Earlier answers that still hold; they count and are not asked for.

    Returns:
        The questions to ask, given those answers.
    """
    held = settled or {}
    given = {**held, **answers}
    facts: dict[str, str] = dict(known or {})
    questions: list[Question] = []
    choices: dict[str, Choice] = {}
    flags: set[str] = set()
    implied: set[str] = set()
    for question in rules.questions:
        if not concerns(question, routine) or not _is_due(question, facts):
            continue
        lines = covered(question, routine, rules)
        if question.covers and not lines:
            continue
        choice = question.chosen(given)
        shown = question.id not in held and question.id not in implied
        if question.covers:
            still_open = open_lines(question, routine, rules, held)
            shown = bool(still_open)
            if choice is question.least_cautious:
                news = {line.id: line.least_cautious.id for line in still_open if line.id not in answers}
                given |= news
                implied |= set(news)
            choice = _of_list(question, choice, lines, given)
        choice = choice or question.most_cautious
        if shown:
            questions.append(question)
        choices[question.id] = choice
        facts |= choice.sets
        flags.update(choice.flags)
    return Asked(tuple(questions), choices, facts, frozenset(flags), frozenset(implied & set(choices)))


def open_lines(
    question: Question, routine: Routine, rules: SafetyRules, settled: Answers | None = None
) -> tuple[Question, ...]:
    """The lines of a list that earlier answers leave open."""
    return tuple(line for line in covered(question, routine, rules) if line.id not in (settled or {}))


def covered(question: Question, routine: Routine, rules: SafetyRules) -> tuple[Question, ...]:
    """The questions that a list stands for and that matter for the routine."""
    found = (rules.question(name) for name in question.covers)
    return tuple(one for one in found if one is not None and concerns(one, routine))


def _is_due(question: Question, facts: Facts) -> bool:
    return not question.asked_when or any(holds(condition, facts) for condition in question.asked_when)


def _of_list(
    question: Question, given: Choice | None, lines: tuple[Question, ...], answers: Answers
) -> Choice | None:
    """The answer to a list: what its lines say, even against "none of these"; else what was given for it."""
    said = [(line, line.chosen(answers)) for line in lines]
    if any(choice not in (None, line.least_cautious) for line, choice in said):
        return question.most_cautious
    if given is None and all(choice is not None for _, choice in said):
        return question.least_cautious
    return given
