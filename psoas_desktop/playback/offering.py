"""Which other routines fit somebody for whom too little of one is left (corrections, Questions)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from psoas_desktop.playback.layout import lay_out
from psoas_desktop.playback.player import Player
from psoas_desktop.routine.values import dataclass
from psoas_desktop.safety.asking import Answers
from psoas_desktop.safety.memory import is_class

MOST = 3
"""So many are offered: a choice that can be made while standing in front of the screen."""


@dataclass(frozen=True, slots=True)
class Offer:
    """Another routine that fits.

    Attributes:
        player: Its player, which knows what was answered.
        planned_ms: How long it takes for this person.
        changes: How many of its blocks are replaced or left out for them.
    """

    player: Player
    planned_ms: int
    changes: int


def offers(before: Player, answers: Answers, players: Iterable[Player]) -> tuple[Offer, ...]:
    """Chooses routines that may be played after a set of answers.

    Args:
        before: The routine that does not fit, for the person and the time there is.
        answers: What was answered for it. What another one asks besides may change it later; here it counts
            as nothing, for it was not said.
        players: The routines to choose from.

    Returns:
        At most ``MOST``, those of which least is changed first, then those that take about as long.
    """
    as_written = lay_out(before.routine, before.catalogue, before.rules, ())
    wanted_ms = before.wanted_ms or as_written.planned_ms
    carried = _carried(before, answers)
    found: list[Offer] = []
    for other in players:
        player = replace(other, recall=before.recall, wanted_ms=before.wanted_ms)
        screened = player.screened(_with_nothing_else(player, answers))
        if screened.blocked:
            continue
        changed = sum(change.what in ("replace", "remove") for change in screened.changes)
        planned = player.timeline(screened).planned_ms
        found.append(Offer(replace(player, given=carried), planned, changed))
    found.sort(key=lambda offer: (offer.changes, abs(offer.planned_ms - wanted_ms)))
    return tuple(found[:MOST])


def _carried(before: Player, answers: Answers) -> Answers:
    """What need not be asked again: what holds for weeks, and was a question of its own.

    Symptoms and signs belong to the moment; a list stands for other lines in another routine; who is there is
    asked with the lines of that routine; and of a class nothing is kept.
    """
    if is_class(answers):
        return {}
    own = (q for q in before.asked(answers).questions if q.memory == "profile" and not q.covers)
    return {question.id: answers[question.id] for question in own if question.id in answers}


def _with_nothing_else(player: Player, answers: Answers) -> Answers:
    """Answers, with the least cautious one to whatever else a routine asks."""
    given = dict(answers)
    while still_open := [one for one in player.asked(given).questions if one.id not in given]:
        given |= {question.id: question.least_cautious.id for question in still_open}
    return given
