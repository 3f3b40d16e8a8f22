"""The grave part of what is advised on a routine, for somebody who did not write it."""

from __future__ import annotations

from collections import Counter

from psoas_desktop.advice.advise import advise
from psoas_desktop.advice.rulebook import Rulebook
from psoas_desktop.advice.sentences import advice_sentence
from psoas_desktop.routine.block_kinds import Catalogue
from psoas_desktop.routine.draft import Draft
from psoas_desktop.routine.model import Routine
from psoas_desktop.routine.values import dataclass
from psoas_desktop.routine.vocabulary import Severity
from psoas_desktop.safety.rules import SafetyRules

GRAVE = (Severity.WARNING, Severity.STOP)


@dataclass(frozen=True, slots=True)
class Remark:
    """One piece of advice.

    Attributes:
        text: In words; what of it comes from the file is clipped and freed of invisible signs.
        against: The reason that the file gives for going against it; empty for none.
    """

    text: str
    against: str = ""


def grave_remarks(
    draft: Draft, routine: Routine, catalogue: Catalogue, rules: SafetyRules, rulebook: Rulebook
) -> tuple[Remark, ...]:
    """Lists what the rules of rank ``warning`` and ``stop`` find, the gravest first, each rule once at first.

    What the file goes against is listed as well: whoever is given the file has not agreed to it.

    Args:
        draft: A file.
        routine: What the file says, valid.
        catalogue: Kinds and banners.
        rules: Limits of safety.
        rulebook: All rules.
    """
    grave = Rulebook(tuple(rule for rule in rulebook.rules if rule.severity in GRAVE))
    found = advise(draft, routine, catalogue, rules, grave)
    seen: Counter[str] = Counter()
    order: list[tuple[int, int]] = []
    for one in found:
        order.append((-one.severity.rank, seen[one.code]))
        seen[one.code] += 1
    told = [one for _, one in sorted(zip(order, found, strict=True), key=lambda pair: pair[0])]
    return tuple(Remark(advice_sentence(one, rulebook), one.silenced_by) for one in told)
