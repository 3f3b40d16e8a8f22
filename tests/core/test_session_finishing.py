"""Finishing from anywhere: whoever lies or kneels is brought up first."""

import pytest

from psoas_desktop.playback import outputs as out
from psoas_desktop.playback.inputs import (
    Back,
    Finish,
    GoOn,
    Pause,
    Unwell,
)
from psoas_desktop.playback.outputs import Note, Reason
from psoas_desktop.playback.timeline import Phase
from psoas_desktop.playback.transitions import Mode
from psoas_desktop.routine.vocabulary import Position
from tests.core.sessions import CHAIR, RULES, begin, block, fine, kinds, last, lines


def test_standing_or_sitting_it_ends_at_once():
    run = begin(*CHAIR).to(Phase.HOLD, "hydrate")
    run.give(Finish())
    assert run.mode is Mode.FINISHED
    assert last(run, out.Finished).reason is Reason.STOPPED
    fine(run)


@pytest.mark.parametrize("kind", ["chair-rest", "propped-rest", "side-lying-rest", "helper-stretch"])
@pytest.mark.parametrize("phase", [Phase.LEAD_IN, Phase.HOLD])
def test_whoever_lies_is_brought_up_first(kind, phase):
    run = begin(block(kind), block("brisk-walk")).to(phase, kind)
    run.give(Finish())
    assert run.step.block.kind.id == "log-roll-rise"
    fine(run.to_end())
    assert "brisk-walk" not in kinds(run)
    assert last(run, out.Finished).reason is Reason.STOPPED


def test_whoever_kneels_is_brought_up_first():
    run = begin(block("kneeling-lunge"), block("brisk-walk")).to(Phase.HOLD)
    run.give(Finish())
    run.until(lambda r: r.step.phase is Phase.WAY_UP)
    assert run.step.position is Position.KNEELING
    fine(run.to_end())
    assert "brisk-walk" not in kinds(run)


def finish_in(run):
    run.give(Finish())
    return fine(run.to_end())


def test_finishing_on_the_way_up_keeps_it():
    run = begin(*CHAIR).to(Phase.WAY_UP)
    step = run.step
    run.give(Finish())
    assert run.step is step
    fine(run.to_end())
    assert "brisk-walk" not in kinds(run)
    assert kinds(run).count("log-roll-rise") == len(
        {s.key for s in run.entered if s.block.kind.id == "log-roll-rise"}
    )


def test_finishing_on_the_last_part_of_the_way_up_plays_nothing_more():
    run = begin(*CHAIR).until(lambda r: r.mode is Mode.WAITING and r.step.phase is Phase.WAY_UP)
    run.give(GoOn())
    run.wait(2_000)
    left, steps = run.view.left_ms, len(run.entered)
    run.give(Finish())
    now = run.now
    fine(run.to_end())
    assert len(run.entered) == steps
    assert last(run, out.Finished).at_ms - now == left
    assert last(run, out.Finished).ledger.skipped == sum(
        s.planned_ms for s in player_steps(*CHAIR) if s.block.kind.id == "brisk-walk"
    )


def player_steps(*items):
    return begin(*items).state.timeline.steps


def test_finishing_before_anybody_is_down_ends_at_once():
    run = begin(block("chair-rest")).to(Phase.WAY_DOWN)
    run.give(Finish())
    assert run.mode is Mode.FINISHED


def test_feeling_unwell_on_the_chair_at_the_end_of_a_way_up_is_the_way_out_of_a_chair():
    run = begin(*CHAIR).until(lambda r: r.state.position is Position.SEATED and r.mode is Mode.WAY_UP)
    run.send(Unwell())
    assert lines(run)[-1] == RULES.unwell.exits[Position.SEATED].line.say


@pytest.mark.parametrize("after_ms", [11_000, 28_000, 30_000, 45_000])
@pytest.mark.parametrize("kind", ["chair-rest", "propped-rest"])
def test_finishing_on_the_way_down_comes_up_again(kind, after_ms):
    run = begin(block(kind)).to(Phase.WAY_DOWN)
    run.wait(after_ms)
    run = finish_in(run)
    assert kind not in kinds(run)
    assert run.step.phase is Phase.WAY_UP


def test_finishing_on_the_way_up_to_the_knees_gets_up_all_the_way():
    run = begin(block("chair-rest"), block("kneeling-lunge")).to(Phase.WAY_UP)
    run = finish_in(run)
    assert run.step.end_position in (Position.SEATED, Position.STANDING)


def test_finishing_while_waiting_on_the_side_still_waits():
    run = begin(*CHAIR).until(lambda r: r.mode is Mode.WAITING and r.step.phase is Phase.WAY_UP)
    run.give(Finish())
    assert run.mode is Mode.WAITING
    run.wait(600_000)
    assert run.mode is Mode.WAITING
    fine(run.to_end())


def test_finishing_from_a_pause():
    run = begin(*CHAIR).to(Phase.HOLD, "chair-rest")
    run.give(Pause())
    run.give(Finish())
    assert run.step.block.kind.id == "log-roll-rise"
    fine(run.to_end())


def test_finishing_twice_says_that_it_is_finishing():
    run = begin(*CHAIR).to(Phase.HOLD, "chair-rest")
    run.give(Finish())
    run.give(Finish())
    assert run.notes() == [Note.FINISHING]
    fine(run.to_end())


@pytest.mark.parametrize("times", [1, 2])
def test_after_finishing_back_does_not_begin_the_routine_again(times):
    run = begin(*CHAIR).to(Phase.HOLD, "chair-rest")
    run.give(Finish())
    mark = len(run.entered)
    for _ in range(times):
        run.give(Back())
    run.to_end()
    assert {s.block.kind.transition for s in run.entered[mark:]} == {"up"}
    fine(run)
