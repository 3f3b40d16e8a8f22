"""What a piece of advice says, in words."""

from __future__ import annotations

from psoas_desktop.advice.findings import Advice
from psoas_desktop.advice.rulebook import Rulebook
from psoas_desktop.routine.sentences import clean


def advice_sentence(advice: Advice, rulebook: Rulebook) -> str:
    """Says a piece of advice in one or two sentences of plain text.

    Args:
        advice: What was found; a stranger's words in it are clipped and freed of invisible signs.
        rulebook: Where the words are.
    """
    rule = rulebook.rule(advice.code)
    if rule is None:
        return advice.code
    said = rule.text
    for name, value in advice.params.items():
        said = said.replace(f"{{{name}}}", _shown(value))
    return said


def _shown(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(clean(str(item)) for item in value)
    if isinstance(value, float):
        return f"{value:.1f}".removesuffix(".0")
    return clean(str(value))
