"""Holds that fit: the time on the back that is allowed, and the time that somebody has."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from psoas_desktop.playback import outputs as out
from psoas_desktop.playback.fitting import OnBack, fit_back, with_caps, with_lengths
from psoas_desktop.playback.layout import lay_out
from psoas_desktop.playback.outputs import Note
from psoas_desktop.playback.player import Player
from psoas_desktop.playback.rehearsal import rehearse, with_answers
from psoas_desktop.playback.time_fit import fit_time, protected_ms
from psoas_desktop.routine.block_kinds import OpenEnded
from psoas_desktop.routine.vocabulary import Position
from psoas_desktop.safety.screening import SETUP, Change
from tests.core.random_sessions import routines
from tests.core.sessions import (
    CATALOGUE,
    READY_MADE,
    RULES,
    answered,
    block,
    examples,
    group,
    player_of,
    routine_of,
)
from tests.core.test_rehearsal import ready_made

WORDS = RULES.fitting
PREGNANT = {"q-pregnant": "yes", "q-weeks": "w20", "q-back-today": "flat"}


def plan(routine, flags=()):
    return lay_out(routine, CATALOGUE, RULES, flags)


def played(routine, answers=None, wanted_ms=0):
    player = Player(routine, CATALOGUE, RULES, wanted_ms=wanted_ms)
    return rehearse(player, with_answers(player, answered(routine, answers or {})))


def times_on_back(found):
    """Each continuous time on the back in a rehearsal, waits included."""
    total = off = 0
    for step in found.steps:
        if step.step.position is Position.SUPINE:
            total, off = total + step.actual_ms + step.waited_ms, 0
        else:
            off += step.actual_ms + step.waited_ms
            if off >= 20_000:
                yield total
                total = 0
    yield total


def notes(found):
    return [e.note for s in found.steps for e in s.events if isinstance(e, out.Noted)]


# --- the time on the back -------------------------------------------------------------------------


def test_a_chair_rest_of_five_minutes_is_shorter_in_pregnancy_for_all_on_the_back_counts():
    found = played(ready_made("daily-chair-rest").routine, PREGNANT)
    (change,) = found.changes
    assert (change.what, change.before, change.why) == ("cap", "300", WORDS.back)
    assert 180 <= int(change.after) < 300
    assert max(times_on_back(found)) < 300_000
    # What is left of the way down, and the time until she is told to roll to her side, count too.
    assert max(times_on_back(found)) >= 275_000
    assert notes(found) == []
    assert found.finished.ledger.skipped == 0


def test_a_cap_of_screening_and_the_one_of_the_back_are_one_change():
    found = played(routine_of(block("chair-rest", duration_s=900)), PREGNANT)
    (change,) = found.changes
    assert (change.what, change.before) == ("cap", "900")
    assert int(change.after) < 300
    assert change.why == next(rule.why for rule in RULES.screening if rule.id == "cap-pregnant")


def test_what_is_short_enough_is_left_alone():
    found = played(ready_made("daily-chair-rest").routine)
    assert found.changes == ()
    found = played(routine_of(block("chair-rest", duration_s=120)), PREGNANT)
    assert found.changes == ()


def test_rounds_share_what_there_is():
    rounds = group(block("chair-rest", duration_s=300), repeat=4, rest=10)
    found = played(routine_of(rounds))
    assert max(times_on_back(found)) < 900_000
    assert notes(found) == []
    assert [c.what for c in found.changes] == ["cap"]


def test_the_later_of_two_holds_is_made_shorter_first():
    found = played(
        routine_of(block("chair-rest", duration_s=600), block("rest", position="supine", duration_s=600))
    )
    lengths = {c.block_id: int(c.after) for c in found.changes}
    assert set(lengths) == {"rest-2"}
    assert notes(found) == []


def test_no_hold_is_under_its_kinds_minimum_and_then_the_player_ends_it():
    limits = OnBack(90_000, 20_000, "W")
    made, changes = fit_back(routine_of(block("chair-rest")), (), limits, plan)
    (rest,) = made.blocks()
    assert rest.duration_ms == rest.kind.duration.min_ms
    assert changes == (Change("cap", rest.id, "300", "60", "W"),)


def test_an_open_ended_hold_counts_with_its_cap():
    (rest,) = routine_of(block("rest", position="supine", duration_s=60)).blocks()
    open_ended = replace(rest, open_ended=OpenEnded(30_000, 1_800_000))
    made, changes = fit_back(routine_of_items(open_ended), (), OnBack(300_000, 20_000, "W"), plan)
    (rest,) = made.blocks()
    assert rest.open_ended is None
    assert 200_000 <= rest.duration_ms < 300_000
    assert changes == (Change("cap", rest.id, "1800", str(rest.duration_ms // 1000), "W"),)


def routine_of_items(*items):
    return replace(routine_of(block("rest")), items=items)


def test_the_first_reason_for_a_shorter_hold_stays():
    first, other = Change("cap", "a", "900", "300", "first"), Change("remove", "a", "rest", "", "gone")
    then = [Change("cap", "a", "300", "240", "then"), Change("cap", "b", "60", "50", "then")]
    assert with_caps((other, first), then) == (other, replace(first, after="240"), then[1])


def test_lengths_are_given_by_id_in_groups_too():
    made = with_lengths(routine_of(group(block("rest"), block("seated-rest"))), {"rest-2": 77_000})
    assert [b.duration_ms for b in made.blocks()] == [77_000, 60_000]


@pytest.mark.no_cover
@examples(60)
@given(routines(odd=True), st.sampled_from([{}, PREGNANT]))
def test_nobody_who_only_follows_meets_the_limit(routine, answers):
    """Unless every hold on the back is at its least already."""
    player = Player(routine, CATALOGUE, RULES)
    given_ = answered(routine, answers)
    screened = player.screened(given_)
    if screened.locks:
        return
    found = rehearse(player, with_answers(player, given_))
    on_back = [b for b in screened.routine.blocks() if b.position is Position.SUPINE]
    waits = any(s.step.waits and s.step.position is Position.SUPINE for s in found.steps)
    if any(b.duration_ms > b.kind.duration.min_ms for b in on_back) and not waits:
        assert Note.SUPINE_CAP not in notes(found) or len(on_back) > 1
    for b in on_back:
        was = next((o for o in routine.blocks() if o.id == b.id), b)
        assert b.duration_ms >= min(was.duration_ms, b.kind.duration.min_ms)


# --- the time that there is -----------------------------------------------------------------------


def fit(routine, minutes):
    return fit_time(routine, (), round(minutes * 60_000), WORDS, plan)


def kinds(routine):
    return [b.kind.id for b in routine.blocks()]


@pytest.mark.parametrize("path", READY_MADE, ids=lambda path: path.stem)
def test_with_time_enough_nothing_is_changed(path):
    routine = ready_made(path.name.split(".")[0]).routine
    found = fit(routine, 60)
    assert (found.routine, found.changes, found.fits) == (routine, (), True)
    assert found.planned_ms == plan(routine).planned_ms


def test_holds_become_shorter_before_anything_is_left_out():
    routine = ready_made("no-lying-down").routine
    whole = plan(routine).planned_ms
    found = fit(routine, whole / 60_000 - 3)
    assert found.fits
    assert kinds(found.routine) == kinds(routine)
    assert {c.what for c in found.changes} == {"cap"}
    assert {c.why for c in found.changes} == {WORDS.shorter}
    shorter = {c.block_id: int(c.after) for c in found.changes}
    for kept in found.routine.blocks():
        was = next(b for b in routine.blocks() if b.id == kept.id)
        assert kept.duration_ms == 1000 * shorter.get(kept.id, was.duration_ms // 1000)
        assert (kept.duration_ms == was.duration_ms) or kept.kind.profile != SETUP
    # Not shorter than it has to be.
    assert found.planned_ms > whole - 180_000 - 45_000


def test_what_prepares_closes_and_leads_up_and_down_stays():
    routine = ready_made("daily-chair-rest").routine
    found = fit(routine, 1)
    assert not found.fits
    assert kinds(found.routine) == kinds(routine)
    told = found.changes[-1]
    assert (told.what, told.before, told.why) == ("time", "60", WORDS.cannot)
    assert int(told.after) * 1000 >= found.planned_ms


def test_the_talk_stays_with_its_stretch_and_goes_with_it():
    routine = ready_made("with-a-helper").routine
    for minutes in range(1, 15):
        made = kinds(fit(routine, minutes).routine)
        assert ("helper-briefing" in made) == ("helper-stretch" in made)


def test_groups_are_done_once_before_an_exercise_is_left_out():
    routine = routine_of(group(block("seated-rest"), block("brisk-walk"), repeat=5))
    whole = plan(routine).planned_ms
    found = fit(routine, whole / 60_000 / 4)
    assert found.fits
    assert found.changes[0] == Change("rounds", "group-1", "5", "1", WORDS.left_out)
    assert kinds(found.routine) == ["seated-rest", "brisk-walk"]


def test_the_first_exercise_is_the_last_to_stay():
    routine = ready_made("no-lying-down").routine
    found = fit(routine, 1)
    exercises = [b for b in found.routine.blocks() if b.kind.profile != SETUP]
    assert [b.kind.id for b in exercises] == ["brisk-walk"]
    left_out = [c.before for c in found.changes if c.what == "remove"]
    assert left_out[0] == "hydrate"
    assert left_out[1:] == ["belly-breathing", "bolster-sit", "kneeling-lunge", "standing-forward-lunge"]


@examples(80)
@given(routines(odd=True), st.integers(1, 40))
def test_a_routine_fits_or_says_that_it_cannot(routine, minutes):
    found = fit(routine, minutes)
    assert found.planned_ms == plan(found.routine).planned_ms
    assert found.fits == (plan(found.routine).longest_ms <= minutes * 60_000)
    assert found.fits != any(c.what == "time" for c in found.changes)
    was = {b.id: b for b in routine.blocks()}
    exercises = [b for b in was.values() if b.kind.profile != SETUP]
    kept = {b.id: b for b in found.routine.blocks()}
    for one in kept.values():
        assert one.duration_ms >= protected_ms(was[one.id])
        assert protected_ms(was[one.id]) >= min(was[one.id].duration_ms, one.kind.duration.min_ms)
        assert one.duration_ms <= was[one.id].duration_ms
        if one.duration_ms < was[one.id].duration_ms:
            assert one.kind.profile != SETUP
    gone = {c.block_id for c in found.changes if c.what == "remove"}
    for one in was.values():
        if one.kind.transition or one.kind.id in {"prepare-space", "closing-check-in"}:
            assert one.id in kept, "ways, and what prepares and closes, stay"
        assert one.id in kept or one.id in gone, "whatever is left out is told"
    assert not exercises or any(b.id in kept for b in exercises)
    stretch = any(b.kind.needs_helper and b.kind.profile != SETUP for b in kept.values())
    if stretch:
        assert all(b.id in kept for b in was.values() if b.kind.id == "helper-briefing")


@pytest.mark.no_cover
@examples(40)
@given(routines(), st.integers(1, 30), st.sampled_from([{}, PREGNANT, {"q-floor": "no"}]))
def test_what_is_played_is_no_longer_than_what_was_asked_for(routine, minutes, answers):
    found = played(routine, answers, wanted_ms=minutes * 60_000)
    if found.blocked or not found.steps:
        return
    cannot = any(c.what == "time" for c in found.changes)
    assert cannot or found.planned_ms <= minutes * 60_000
    ledger = found.finished.ledger
    assert cannot or ledger.total_ms <= minutes * 60_000 + ledger.waits, "open-ended holds reach their cap"


def test_a_player_without_a_wish_takes_the_time_it_takes():
    assert player_of(block("seated-rest")).wanted_ms == 0
    assert played(ready_made("no-lying-down").routine).changes == ()


@pytest.mark.no_cover
def test_what_parts_two_times_on_the_back_may_be_left_out_and_the_limit_holds():
    rest = block("chair-rest", duration_s=300)
    routine = routine_of(rest, block("hydrate"), rest)
    for seconds in range(300, 900, 45):
        found = played(routine, PREGNANT, wanted_ms=seconds * 1_000)
        assert Note.SUPINE_CAP not in notes(found), seconds
        assert max(times_on_back(found)) < 300_000


def test_a_hold_that_nobody_ends_is_reckoned_at_its_cap():
    routine = routine_of(
        block("helper-briefing"),
        block("helper-stretch", open_ended=True, duration_s=180, duration_max_s=600),
        block("side-lying-rest", duration_s=300),
    )
    for minutes in (9, 12, 20):
        found = fit(routine, minutes)
        if found.fits:
            assert plan(found.routine).longest_ms <= minutes * 60_000


def test_the_least_that_a_file_allows_is_kept():
    routine = routine_of(block("seated-rest", duration_s=300, duration_min_s=240), block("brisk-walk"))
    found = fit(routine, 5)
    kept = {b.kind.id: b.duration_ms for b in found.routine.blocks()}
    assert kept["seated-rest"] >= 240_000
