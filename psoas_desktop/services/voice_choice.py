"""Which of a machine's many voices speaks a routine."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QLocale

_REMOTE = re.compile(r"\b(online|network|cloud)\b", re.IGNORECASE)
_TERRITORY = re.compile(r"[-_][A-Za-z]{2}\b")

_PLAIN = {
    "en_US": ("English (America)", "United States"),
    "en_GB": ("English (Great Britain)", "United Kingdom"),
}
"""What engines call the plain voice of several: espeak-ng has the Caribbean's under en_US."""


class Offer(NamedTuple):
    """A voice as its engine describes it.

    Attributes:
        name: Its name.
        locale: Its locale, such as ``en_US``.
    """

    name: str
    locale: str


def best_first(offers: Sequence[Offer], language: str, home: str) -> list[int]:
    """Orders the voices of one language.

    Args:
        offers: The voices.
        language: The routine's language; a country counts where it is named, as in ``en-GB``.
        home: The person's own locale: of two accents the familiar one is the better.

    Returns:
        Their indexes: voices of this machine before those of a network, then the country's, then those of the
        country where the language is mostly spoken; plain voices before characters, which espeak-ng writes as
        "English (America)+Robosoft"; else in the order of the engine.
    """
    usual = QLocale(QLocale(language).language()).name()
    wanted = QLocale(language).name() if _TERRITORY.search(language) else home

    def rank(index: int) -> tuple[bool, ...]:
        name, locale = offers[index]
        return (
            _REMOTE.search(name) is not None,
            locale != wanted,
            locale != usual,
            "+" in name,
            not any(part in name for part in _PLAIN.get(locale, ())),
        )

    return sorted(range(len(offers)), key=rank)
