"""Which other routines fit somebody for whom too little of one is left (corrections, Questions)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from psoas_desktop.playback.player import Player
from psoas_desktop.routine.values import dataclass
from psoas_desktop.safety.asking import Answers

MOST = 3
"""So many are offered: a choice that can be made while standing in front of the screen."""

_ASKED_EACH_TIME = "q-signs"
"""Signs to stop are asked before every routine, however soon after the last (safety.md, Screening)."""


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


def offers(players: Iterable[Player], answers: Answers, wanted_ms: int) -> tuple[Offer, ...]:
    """Chooses routines that may be played after a set of answers.

    Args:
        players: The routines to choose from.
        answers: What was answered for the routine that does not fit. What another one asks besides may change
            it later; here it counts as nothing, for it was not said.
        wanted_ms: How long the routine that does not fit takes.

    Returns:
        At most ``MOST``, those of which least is changed first, then those that take about as long.
    """
    found: list[Offer] = []
    for player in players:
        screened = player.screened(_with_nothing_else(player, answers))
        if screened.blocked:
            continue
        carried = {
            name: choice
            for name, choice in answers.items()
            if name != _ASKED_EACH_TIME and player.rules.question(name) is not None
        }
        changed = sum(change.what in ("replace", "remove") for change in screened.changes)
        planned = player.timeline(screened).planned_ms
        found.append(Offer(replace(player, given=carried), planned, changed))
    # The gate of what is chosen asks the rest, and counts what is not answered as its most cautious answer.
    found.sort(key=lambda offer: (offer.changes, abs(offer.planned_ms - wanted_ms)))
    return tuple(found[:MOST])


def _with_nothing_else(player: Player, answers: Answers) -> Answers:
    """Answers, with the least cautious one to whatever else a routine asks."""
    given = dict(answers)
    while still_open := [one for one in player.asked(given).questions if one.id not in given]:
        given |= {question.id: question.least_cautious.id for question in still_open}
    return given
