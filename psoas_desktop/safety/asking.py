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
        choices: The answer of each, the most cautious one where there is none.
        facts: What all of them say.
        flags: What banners are shown by.
    """

    questions: tuple[Question, ...]
    choices: Mapping[str, Choice]
    facts: Facts
    flags: frozenset[str]


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


def ask(routine: Routine, rules: SafetyRules, answers: Answers, known: Facts | None = None) -> Asked:
    """Goes through the questions of a routine.

    Args:
        routine: The routine as its file has it.
        rules: All questions.
        answers: What was answered so far.
        known: What is known without asking, from earlier sessions.

    Returns:
        The questions to ask, given those answers.
    """
    facts: dict[str, str] = dict(known or {})
    questions: list[Question] = []
    choices: dict[str, Choice] = {}
    flags: set[str] = set()
    for question in rules.questions:
        if not concerns(question, routine) or not _is_due(question, facts):
            continue
        if question.covers and not covered(question, routine, rules):
            continue
        choice = _choice(question, routine, rules, answers)
        questions.append(question)
        choices[question.id] = choice
        facts |= choice.sets
        flags.update(choice.flags)
    return Asked(tuple(questions), choices, facts, frozenset(flags))


def covered(question: Question, routine: Routine, rules: SafetyRules) -> tuple[Question, ...]:
    """The questions that a list stands for and that matter for the routine."""
    found = (rules.question(name) for name in question.covers)
    return tuple(one for one in found if one is not None and concerns(one, routine))


def _is_due(question: Question, facts: Facts) -> bool:
    return not question.asked_when or any(holds(condition, facts) for condition in question.asked_when)


def _choice(question: Question, routine: Routine, rules: SafetyRules, answers: Answers) -> Choice:
    given = question.choice(answers.get(question.id, ""))
    if question.covers:
        given = _of_list(question, given, covered(question, routine, rules), answers)
    return given or question.most_cautious


def _of_list(
    question: Question, given: Choice | None, within: tuple[Question, ...], answers: Answers
) -> Choice | None:
    """The answer to a list: what its lines say, even against "none of these"; else what was given for it."""
    lines = [(one, one.choice(answers.get(one.id, ""))) for one in within]
    if any(choice not in (None, one.least_cautious) for one, choice in lines):
        return question.most_cautious
    if given is None and all(choice is not None for _, choice in lines):
        return question.least_cautious
    return given
