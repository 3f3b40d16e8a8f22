"""Feeling unwell: the way out of every position, re-checks, and no way back into the routine."""

import pytest

from psoas_desktop.playback import outputs as out
from psoas_desktop.playback.inputs import (
    Back,
    Extend,
    FeelBetter,
    Finish,
    GoOn,
    Next,
    Pause,
    Unwell,
)
from psoas_desktop.playback.outputs import Reason
from psoas_desktop.playback.timeline import Phase
from psoas_desktop.playback.transitions import Mode
from psoas_desktop.routine.vocabulary import Position
from tests.core.sessions import CHAIR, RULES, Run, begin, block, fine, last, lines, player_of

PLACES = {
    Position.STANDING: block("free"),
    Position.WALKING: block("brisk-walk"),
    Position.SEATED: block("seated-rest"),
    Position.FLOOR_SEATED: block("bolster-sit", position="floor-seated"),
    Position.KNEELING: block("kneeling-lunge"),
    Position.HALF_KNEELING: block("kneeling-lunge", position="half-kneeling"),
    Position.ALL_FOURS: block("free", position="all-fours"),
    Position.SEMI_RECLINED: block("propped-rest"),
    Position.SIDE_LYING: block("side-lying-rest"),
    Position.SUPINE: block("chair-rest"),
}


@pytest.mark.parametrize("position", Position)
@pytest.mark.parametrize("paused", [False, True])
def test_unwell_says_and_shows_the_way_out_of_this_position(position, paused):
    run = begin(PLACES[position]).to(Phase.HOLD)
    if paused:
        run.give(Pause())
    heard = run.send(Unwell())
    line = RULES.unwell.exits[position].line
    assert [(o.say, o.show) for o in heard if isinstance(o, out.LineSaid)] == [(line.say, line.show)]
    assert run.mode is Mode.UNWELL
    assert (run.view.exit, run.view.line) == (line, line.show)
    assert run.state.position is Position.SIDE_LYING
    fine(run)


def test_the_helper_is_told_first():
    run = begin(block("helper-stretch")).to(Phase.HOLD)
    run.send(Unwell())
    assert lines(run)[-1] == f"{RULES.unwell.helper.say} {RULES.unwell.exits[Position.SIDE_LYING].line.say}"


def test_the_helper_has_no_leg_to_lower_while_both_sit_and_talk():
    run = begin(block("helper-briefing", position="seated")).to(Phase.HOLD)
    run.send(Unwell())
    assert lines(run)[-1] == RULES.unwell.exits[Position.SEATED].line.say


def test_unwell_knows_no_guard():
    run = begin(*CHAIR)
    run.send(Unwell(), run.now)
    assert run.mode is Mode.UNWELL
    assert run.notes() == []


def test_re_checks_come_and_come_again_and_nothing_else():
    run = begin(*CHAIR).to(Phase.HOLD, "chair-rest")
    run.send(Unwell())
    since, mark = run.now, len(run.outputs)
    run.wait(400_000)
    spoken = [(o.at_ms - since, o.say) for o in run.outputs[mark:]]
    checks = RULES.unwell.checks
    expected = [(line.at_ms, line.say) for line in checks]
    expected += [(checks[-1].at_ms + n * 60_000, checks[-1].say) for n in range(1, 6)]
    assert spoken == expected
    assert run.view.line == checks[-1].show
    assert run.mode is Mode.UNWELL
    run.wait(7_200_000)
    assert run.mode is Mode.UNWELL
    fine(run)


def test_pressed_again_it_says_the_same_way_out_and_help_is_named_in_time():
    """Somebody who gets worse presses again and again."""
    run = begin(*CHAIR).to(Phase.HOLD, "chair-rest")
    run.send(Unwell())
    run.wait(50_000)
    mark = len(run.outputs)
    run.send(Unwell())
    assert [o.say for o in run.outputs[mark:]] == [RULES.unwell.exits[Position.SUPINE].line.say]
    run.wait(50_000)
    assert lines(run)[-1] == RULES.unwell.checks[-1].say
    fine(run)


def test_feeling_better_offers_the_slow_rise_and_then_the_end():
    run = begin(*CHAIR).to(Phase.HOLD, "chair-rest")
    run.send(Unwell())
    mark = len(run.entered)
    run.give(FeelBetter())
    run.until(lambda r: r.mode is Mode.WAITING)
    fine(run.to_end())
    assert {s.block.kind.id for s in run.entered[mark:]} == {"log-roll-rise"}
    assert last(run, out.Finished).reason is Reason.UNWELL


@pytest.mark.no_cover
@pytest.mark.parametrize("pressed", [Back, Next, Pause, Extend, Finish, FeelBetter, GoOn])
@pytest.mark.parametrize("after_ms", [500, 2_000, 10_000])
def test_after_feeling_better_nothing_leads_back_into_the_routine(pressed, after_ms):
    run = begin(block("hydrate"), block("chair-rest"), block("brisk-walk")).to(Phase.HOLD, "chair-rest")
    run.wait(20_000)
    run.send(Unwell())
    mark = len(run.entered)
    run.give(FeelBetter())
    for _ in range(3):
        run.send(pressed(), run.now + after_ms)
    run.to_end()
    assert {s.block.kind.transition for s in run.entered[mark:]} == {"up"}
    assert last(run, out.Finished).reason is Reason.UNWELL
    fine(run)


@pytest.mark.parametrize("mode", [Mode.LEAD_IN, Mode.HOLD, Mode.WAITING, Mode.WAY_UP, Mode.WAY_DOWN])
def test_finishing_from_unwell_ends_it_and_the_time_adds_up(mode):
    run = begin(block("chair-rest")).to_mode(mode)
    run.wait(3_000)
    run.send(Unwell())
    run.wait(30_000)
    run.give(Finish())
    finished = last(run, out.Finished)
    assert finished.reason is Reason.UNWELL
    assert finished.ledger.total_ms == finished.at_ms - run.started_at
    fine(run)


def test_unwell_while_waiting_ends_no_step_twice():
    run = begin(block("chair-rest")).to_mode(Mode.WAITING)
    run.send(Unwell())
    run.give(FeelBetter())
    fine(run.to_end())
    ended = [o.step.key for o in run.of(out.StepEnded)]
    started = [o.step.key for o in run.of(out.StepStarted)]
    assert ended == started


def test_unwell_after_the_end_knows_where_the_body_is():
    run = begin(block("chair-rest")).to_end()
    run.send(Unwell())
    assert lines(run)[-1] == RULES.unwell.exits[Position.SEATED].line.say


def test_unwell_at_the_gate():
    run = Run(player_of(*CHAIR))
    run.send(Unwell())
    assert lines(run) == [RULES.unwell.exits[Position.STANDING].line.say]
    run.wait(600_000)
    assert run.mode is Mode.UNWELL
    run.give(FeelBetter())
    assert last(run, out.Finished).reason is Reason.UNWELL
    assert not run.of(out.StepStarted)
