"""Which other routines are offered to somebody for whom too little of one is left."""

from dataclasses import replace

import pytest

from psoas_desktop.playback import outputs as out
from psoas_desktop.playback.offering import MOST, offers
from psoas_desktop.playback.player import Player
from psoas_desktop.playback.transitions import Mode
from psoas_desktop.safety.positions import Level, level
from tests.core.sessions import CATALOGUE, RULES, Run, block, routine_of
from tests.core.test_rehearsal import ready_made
from tests.core.test_routines import NAMES

PLAYERS = [Player(ready_made(name).routine, CATALOGUE, RULES) for name in NAMES]
SITTING = Player(routine_of(block("bolster-sit")), CATALOGUE, RULES)
KNEELING = Player(routine_of(block("kneeling-lunge")), CATALOGUE, RULES)


def all_well(player):
    return {q.id: q.least_cautious.id for one in (player, *PLAYERS) for q in one.asked({}).questions}


def cannot_get_down(player):
    return all_well(player) | {"q-body": "some", "q-floor": "no"}


def locked_by(player, answers):
    run = Run(player)
    run.pass_gate(answers)
    assert run.state.mode is Mode.BLOCKED
    return run


def test_a_routine_that_does_not_fit_says_that_another_may_be_played():
    run = locked_by(SITTING, cannot_get_down(SITTING) | {"q-tailbone": "yes"})
    assert [lock.another for lock in run.state.locks] == [True]


def test_a_sign_to_stop_offers_nothing_else():
    player = PLAYERS[0]
    run = locked_by(player, {"q-signs": "some"})
    assert not any(lock.another for lock in run.state.locks)


def test_what_is_offered_fits():
    answers = cannot_get_down(KNEELING)
    found = offers(PLAYERS, answers, 600_000)
    assert 0 < len(found) <= MOST
    for offer in found:
        screened = offer.player.screened(answers)
        assert not screened.blocked
        assert offer.planned_ms == offer.player.timeline(screened).planned_ms
        levels = {level(step.position) for step in offer.player.timeline(screened).steps}
        assert not levels & {Level.LYING, Level.FLOOR}
    changes = [offer.changes for offer in found]
    assert changes == sorted(changes)


def test_of_those_of_which_least_is_changed_the_most_alike_in_length_comes_first():
    answers = all_well(PLAYERS[0])
    for wanted in (300_000, 900_000, 1_600_000):
        found = offers(PLAYERS, answers, wanted)
        assert {offer.changes for offer in found} == {0}
        apart = [abs(offer.planned_ms - wanted) for offer in found]
        assert apart == sorted(apart)


def test_nothing_is_offered_where_nothing_fits():
    assert offers(PLAYERS, {"q-signs": "some"}, 600_000) == ()
    assert offers([], {}, 600_000) == ()


def test_what_was_answered_is_not_asked_again_but_for_the_signs_to_stop():
    answers = cannot_get_down(KNEELING)
    for offer in offers(PLAYERS, answers, 600_000):
        run = Run(offer.player)
        run.pass_gate({})
        shown = [o.page.id for o in run.of(out.GateShown)]
        assert "q-signs" in shown
        assert "reading" in shown
        assert not {"q-pregnant", "q-body", "q-floor"} & set(shown)
        assert run.state.mode is not Mode.GATE


@pytest.mark.parametrize("player", PLAYERS[:2])
def test_answers_that_lock_play_lock_it_however_they_came(player):
    run = Run(replace(player, given={"q-told-no": "exercise"}))
    run.pass_gate({})
    assert run.state.mode is Mode.BLOCKED
