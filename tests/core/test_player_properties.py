"""Whatever the routine and whatever happens to it: what the player may never do."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from psoas_desktop.playback.inputs import Gap, Tick
from psoas_desktop.playback.player import Player
from psoas_desktop.routine.draft import Draft, from_plain
from psoas_desktop.routine.field_rules import FieldRules
from psoas_desktop.routine.problems import Level
from psoas_desktop.routine.schema import routine_schema
from psoas_desktop.routine.validation import validate
from tests.core import random_sessions, sessions
from tests.core.random_sessions import play
from tests.core.sessions import CATALOGUE, RULES, examples

FIELD_RULES = FieldRules(routine_schema(CATALOGUE))


@examples(40)
@given(random_sessions.files(odd=True))
def test_the_random_routines_are_valid_files(data):
    found = [p for p in validate(Draft(from_plain(data)), FIELD_RULES) if p.level is Level.ERROR]
    assert not found


@pytest.mark.no_cover
@examples(200)
@given(random_sessions.sessions())
def test_any_session_obeys(session):
    assert not play(session).faults


@pytest.mark.no_cover
@examples(120)
@given(random_sessions.sessions(odd=True))
def test_any_session_of_an_odd_file_obeys(session):
    assert not play(session).faults


@pytest.mark.no_cover
@examples(40)
@given(random_sessions.sessions(), st.lists(st.integers(0, 1000), min_size=1, max_size=12))
def test_ticking_changes_nothing(session, shares):
    seldom, often = sessions.Run(session.player()), sessions.Run(session.player())
    for run in (seldom, often):
        run.pass_gate()
    a, b = seldom.state, often.state
    heard_a, heard_b, now = [], [], a.clock_ms
    for move in session.moves:
        at = now + move.after
        given_ = Gap(now + move.after // 2) if move.what is Gap else move.given(seldom)
        until = given_.since_ms if isinstance(given_, Gap) else at
        for share in sorted(shares):
            b, outputs = often.player.handle(b, Tick(), now + (until - now) * share // 1000)
            heard_b += outputs
        a, outputs = seldom.player.handle(a, given_, at)
        heard_a += outputs
        b, outputs = often.player.handle(b, given_, at)
        heard_b += outputs
        now = at
    assert heard_a == heard_b
    assert replace(a, timeline=None) == replace(b, timeline=None)


@examples(15, 300)
@given(random_sessions.routines(), st.integers(1, 60_000))
def test_every_millisecond_is_as_good_as_a_minute(routine, skip):
    """Ticks of 1 ms around each moment at which something is due."""
    player = Player(routine, CATALOGUE, RULES)
    run = sessions.Run(player)
    run.pass_gate()
    one = fine = run.state
    heard_one, heard_fine = [], []
    for _ in range(12):
        due = player.next_due_ms(fine)
        if due is None:
            break
        to = due + skip
        for at in (*range(max(fine.clock_ms, due - 3), due + 4), to):
            fine, outputs = player.handle(fine, Tick(), at)
            heard_fine += outputs
        one, outputs = player.handle(one, Tick(), fine.clock_ms)
        heard_one += outputs
    assert heard_fine == heard_one
    assert replace(one, timeline=None) == replace(fine, timeline=None)


@pytest.mark.no_cover
@examples(30)
@given(random_sessions.sessions())
def test_the_same_arguments_give_the_same_result(session):
    run = sessions.Run(session.player())
    run.pass_gate()
    state = run.state
    for move in session.moves:
        at, kept, answers = state.clock_ms + move.after, replace(state), dict(state.answers)
        given_ = move.given(run)
        first, outputs = run.player.handle(state, given_, at)
        second, again = run.player.handle(state, given_, at)
        assert outputs == again
        assert replace(first, timeline=None) == replace(second, timeline=None)
        assert state == kept
        assert state.answers == answers
        state = first
