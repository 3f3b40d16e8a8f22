"""A session that was begun from the desk: the gate answered, every wait answered, the last page closed."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from pathlib import Path

from tests.journeys.desk import take_time
from tests.journeys.eyes import player_of
from tests.journeys.person import LOOK_S, WAIT_S, Person

PLAYER = "PlayerWindow"
FOOTER = ("I feel unwell", "Leave", "Try the sound")
"""Buttons of a page that are no answers."""

PAGE = re.compile(r"Page (\d+) of \d+")
NOT_YET = "You can answer in"

AGAIN_S = 0.3
"""An answer that came before the page was read is given again after this long."""


class Gate:
    """The pages of a routine's gate, each with the answer that opens it."""

    def __init__(self, routine: Path) -> None:
        self._player = player_of(routine)

    def answer(self, number: int) -> int:
        """Which answer opens a page, both counted from 1; every page before was opened."""
        given: dict[str, str] = {}
        for _ in range(number):
            page = next(page for page in self._player.pages(given) if page.id not in given)
            wanted = next(n for n, choice in enumerate(page.choices, 1) if choice.outcome == "go")
            given[page.id] = page.choices[wanted - 1].id
        return wanted


def words_of(person: Person) -> list[str]:
    return [thing.name for thing in person.all(None, within=PLAYER)]


def page_of(person: Person) -> int:
    """Which page of the gate is up; 0 for none."""
    found = (PAGE.fullmatch(words) for words in words_of(person))
    return next((int(match[1]) for match in found if match), 0)


def answer(person: Person, gate: Gate, *, by_key: bool = False) -> None:
    """Answers page after page, as soon as each says that answers count."""
    person.until(lambda: page_of(person), "there is no gate")
    while page := page_of(person):
        person.until(
            lambda: not [words for words in words_of(person) if words.startswith(NOT_YET)],
            "no answer counts",
        )
        number = gate.answer(page)
        if by_key:
            person.press(str(number))
        else:
            shown = person.all(None, "Button", PLAYER)
            person.click([button for button in shown if button.name not in FOOTER][number - 1])
        person.until(lambda page=page: page_of(person) != page, f"page {page} stays")


def play_to_the_end(person: Person, gate: Gate, pictures: str, *, by_key: bool = False) -> int:
    """From the first page of the gate until the player's window has gone.

    Returns:
        How often the session waited for the person.
    """
    person.until(lambda: words_of(person), "the player does not come")
    person.picture(f"{pictures}-gate")
    answer(person, gate, by_key=by_key)
    person.picture(f"{pictures}-stage")
    waits = 0

    def waiting() -> str | None:
        seen = {thing.name for thing in person.all(None, "Button", PLAYER)}
        return next((name for name in ("Close", "I am ready", "Go on") if name in seen), None)

    while (button := person.until(waiting, "the end never comes", 40)) != "Close":
        # A machine that is at work elsewhere stands still for seconds of this clock; the session pauses then.
        waits += button == "I am ready"
        _press(person, button, by_key=by_key)
    person.picture(f"{pictures}-end")
    _press(person, "Close", by_key=by_key)
    return waits


def again_and_again(act: Callable[[], object], done: Callable[[], bool]) -> None:
    """Does something until it has worked: in the first moments of a page nothing counts."""
    until = time.monotonic() + WAIT_S
    while not done():
        assert time.monotonic() < until, "it does not work however often it is done"
        act()
        again = time.monotonic() + AGAIN_S
        while not done() and time.monotonic() < again:
            take_time(LOOK_S)


def _press(person: Person, name: str, *, by_key: bool) -> None:
    def act() -> None:
        if by_key:
            person.press("Return")
        elif shown := person.all(name, "Button", PLAYER):
            person.click(shown[0])

    again_and_again(act, lambda: not person.all(name, "Button", PLAYER))
