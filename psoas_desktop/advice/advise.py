"""Judges a routine by all rules."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice

from psoas_desktop.advice.findings import Advice
from psoas_desktop.advice.rulebook import Rule, Rulebook
from psoas_desktop.advice.subject import Subject
from psoas_desktop.routine.block_kinds import Catalogue
from psoas_desktop.routine.draft import Draft
from psoas_desktop.routine.model import Routine
from psoas_desktop.routine.problems import Path
from psoas_desktop.routine.vocabulary import Severity
from psoas_desktop.safety.rules import SafetyRules

MOST_OF_ONE = 50
"""Findings of one rule that are listed."""


def advise(
    draft: Draft, routine: Routine, catalogue: Catalogue, rules: SafetyRules, rulebook: Rulebook
) -> tuple[Advice, ...]:
    """Judges a routine.

    Args:
        draft: Its file.
        routine: What the file says, valid.
        catalogue: Kinds and banners.
        rules: Limits of safety.
        rulebook: The rules.

    Returns:
        What the rules found, the gravest first; what the file silences with a reason says so.
    """
    subject = Subject(draft, routine, catalogue, rules)
    silenced = _silenced(subject)
    found = [advice for rule in rulebook.rules for advice in _found(rule, subject, silenced)]
    return tuple(sorted(found, key=lambda advice: -advice.severity.rank))


def stops(
    draft: Draft, routine: Routine, catalogue: Catalogue, rules: SafetyRules, rulebook: Rulebook
) -> tuple[Advice, ...]:
    """What keeps a valid routine from being played: the findings of rank ``stop`` alone, found fast."""
    grave = Rulebook(tuple(rule for rule in rulebook.rules if rule.severity is Severity.STOP))
    return advise(draft, routine, catalogue, rules, grave)


def _found(rule: Rule, subject: Subject, silenced: Mapping[tuple[str, str], str]) -> Iterator[Advice]:
    for finding in islice(rule.look(subject), MOST_OF_ONE):
        reason = ""
        if rule.severity is not Severity.STOP:
            block = _id_at(subject, finding.path)
            reason = silenced.get((rule.code, block), "") or silenced.get((rule.code, ""), "")
        yield Advice(rule.code, rule.severity, finding.path, finding.params, finding.fix, reason)


def _silenced(subject: Subject) -> Mapping[tuple[str, str], str]:
    """The reasons of the file, by rule and id of a block (empty: for all of the routine)."""
    listed = subject.data.get("safety", {}).get("silenced", ())
    return {(item["code"], item.get("block", "")): item["reason"].strip() for item in listed}


def _id_at(subject: Subject, path: Path) -> str:
    """The id of the block that a place is in; empty for a place outside blocks."""
    inside = [block for block in subject.blocks if path[: len(block.path)] == block.path]
    return inside[0].id if inside else ""
