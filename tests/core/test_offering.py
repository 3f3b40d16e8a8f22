"""Which other routines are offered to somebody for whom too little of one is left."""

from dataclasses import replace

import pytest

from psoas_desktop.playback import outputs as out
from psoas_desktop.playback.layout import lay_out
from psoas_desktop.playback.offering import MOST, offers
from psoas_desktop.playback.player import Player
from psoas_desktop.playback.transitions import Mode
from psoas_desktop.safety.asking import covered
from psoas_desktop.safety.memory import CLASS, READING, SAME, Recall, Remembered
from psoas_desktop.safety.positions import Level, level
from tests.core.sessions import CATALOGUE, RULES, Run, block, routine_of
from tests.core.test_rehearsal import ready_made
from tests.core.test_routines import NAMES

DAY = 740_000
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
    found = offers(KNEELING, answers, PLAYERS)
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
    for before in PLAYERS:
        others = [player for player in PLAYERS if player is not before]
        found = offers(before, all_well(before), others)
        assert {offer.changes for offer in found} == {0}
        wanted = lay_out(before.routine, CATALOGUE, RULES, ()).planned_ms
        apart = [abs(offer.planned_ms - wanted) for offer in found]
        assert apart == sorted(apart)


def test_the_time_there_is_holds_for_what_is_offered():
    before = replace(KNEELING, wanted_ms=10 * 60_000)
    found = offers(before, all_well(before), PLAYERS)
    assert {offer.player.wanted_ms for offer in found} == {10 * 60_000}
    assert all(offer.planned_ms <= 10 * 60_000 for offer in found)


def test_nothing_is_offered_where_nothing_fits():
    assert offers(KNEELING, {"q-signs": "some"}, PLAYERS) == ()
    assert offers(KNEELING, {}, []) == ()


def pages_of(offer, answers=()):
    run = Run(offer.player)
    run.pass_gate(answers)
    return [o.page.id for o in run.of(out.GateShown)], run


def test_only_what_holds_for_weeks_is_not_asked_again():
    answers = cannot_get_down(KNEELING)
    for offer in offers(KNEELING, answers, PLAYERS):
        shown, run = pages_of(offer)
        assert {"reading", "q-signs"} <= set(shown)
        assert "q-pregnant" not in shown
        assert run.state.mode is not Mode.GATE
        asked_each_time = [q.id for q in RULES.questions if q.memory != "profile" or q.covers]
        assert not set(offer.player.given) & set(asked_each_time)


def test_every_line_of_a_list_is_shown_though_another_list_was_denied():
    """ "None of these" on one routine's page says nothing of the lines that only another one has."""
    resting = Player(routine_of(block("chair-rest")), CATALOGUE, RULES)
    answers = all_well(resting) | {"q-body": "none", "q-health": "none"}
    for offer in offers(resting, answers, PLAYERS):
        run = Run(offer.player)
        run.pass_gate({})
        on_pages = {line for o in run.of(out.GateShown) for line in o.page.lines}
        for question in offer.player.asked(run.state.answers).questions:
            lines = covered(question, offer.player.routine, RULES)
            assert {line.line for line in lines} <= on_pages


def test_somebody_who_is_remembered_denies_what_is_new_for_the_other_routine_as_well():
    remembered = Remembered(answers={"q-pregnant": "no", "q-tailbone": "no"}, on=DAY)
    before = replace(SITTING, recall=Recall(remembered, DAY))
    answers = all_well(before) | {SAME: "same"}
    for offer in offers(before, answers, PLAYERS):
        shown, _ = pages_of(offer)
        assert shown[0] == SAME


def test_of_a_class_nothing_goes_along():
    answers = all_well(KNEELING) | {READING: CLASS}
    found = offers(KNEELING, answers, PLAYERS)
    assert found
    assert all(offer.player.given == {} for offer in found)


@pytest.mark.parametrize("player", PLAYERS[:2])
def test_answers_that_lock_play_lock_it_however_they_came(player):
    run = Run(replace(player, given={"q-told-no": "exercise"}))
    run.pass_gate({})
    assert run.state.mode is Mode.BLOCKED
