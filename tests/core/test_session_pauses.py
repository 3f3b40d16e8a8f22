"""Time in which nothing is played: pauses, waits, gaps while the machine sleeps."""

import pytest

from psoas_desktop.playback import outputs as out
from psoas_desktop.playback.inputs import (
    Answer,
    Extend,
    Finish,
    Gap,
    GoOn,
    Pause,
    Unwell,
)
from psoas_desktop.playback.outputs import Note, Reason
from psoas_desktop.playback.timeline import Phase
from psoas_desktop.playback.transitions import Mode
from psoas_desktop.routine.vocabulary import Position
from tests.core.sessions import (
    CHAIR,
    RULES,
    Run,
    begin,
    block,
    fine,
    kinds,
    last,
    least_cautious,
    lines,
    player_of,
)

# --- pausing --------------------------------------------------------------------------------------


def test_a_pause_stops_the_clock_and_nothing_goes_on_by_itself():
    run = begin(*CHAIR).to(Phase.HOLD, "hydrate")
    run.wait(5_000)
    run.give(Pause())
    heard = len(run.outputs)
    run.wait(3_600_000)
    assert len(run.outputs) == heard
    assert run.view.paused_from is Mode.HOLD
    assert run.view.left_ms == 25_000
    run.give(GoOn())
    assert (run.mode, run.state.ledger.pauses) == (Mode.HOLD, 3_600_000)
    run.wait(25_000)
    assert run.step.block.kind.id != "hydrate"
    fine(run.to_end())


def test_a_banner_has_its_whole_time_across_a_pause():
    run = begin(block("chair-rest"))
    run.until(lambda r: r.shown == 1)
    banner = run.view.banner
    run.wait(2_000)
    run.give(Pause())
    run.wait(30_000)
    assert run.view.banner == banner
    run.give(GoOn())
    stands = run.step.banners[0].until_ms - run.step.banners[0].at_ms
    run.wait(stands - 2_001)
    assert run.view.banner == banner
    fine(run)


def test_a_minute_paused_on_the_back_moves_to_the_side():
    run = begin(*CHAIR).to(Phase.HOLD, "chair-rest")
    run.wait(10_000)
    run.give(Pause())
    run.wait(59_999)
    assert run.body is Position.SUPINE
    run.wait(1)
    assert run.state.position is Position.SIDE_LYING
    assert run.notes() == [Note.MOVED_TO_SIDE]
    assert lines(run) == [RULES.to_side.say]
    assert run.view.line == RULES.to_side.show
    assert run.mode is Mode.PAUSED
    run.wait(3_600_000)
    assert run.mode is Mode.PAUSED
    run.give(GoOn())
    assert run.step.block.kind.id == "log-roll-rise"
    fine(run.to_end())
    assert last(run, out.Finished).reason is Reason.COMPLETED


def test_moved_to_the_side_the_screen_shows_what_comes_then_and_it_begins_anew():
    run = begin(block("chair-rest"), block("rest", position="supine"), block("hydrate")).to(
        Phase.HOLD, "chair-rest"
    )
    run.wait(40_000)
    run.give(Extend())
    run.give(Pause())
    run.wait(60_000)
    view = run.view
    assert (view.step.block.kind.id, view.step.phase) == ("log-roll-rise", Phase.LEAD_IN)
    assert view.paused_from is Mode.LEAD_IN
    assert view.left_ms == view.step.planned_ms
    assert view.banner == view.step.persistent
    run.give(GoOn())
    assert run.step is view.step
    run.until(lambda r: r.mode is Mode.WAITING)
    assert [o.step.key for o in run.of(out.StepStarted)].count(view.step.key) == 1
    fine(run.to_end())
    assert "rest" not in kinds(run)


def test_moved_to_the_side_in_a_lead_in_as_well():
    run = begin(*CHAIR).to(Phase.LEAD_IN, "chair-rest")
    run.give(Pause())
    run.wait(60_000)
    run.give(GoOn())
    assert run.step.block.kind.id == "log-roll-rise"
    fine(run.to_end())
    assert not any(s.block.kind.id == "chair-rest" and s.phase is Phase.HOLD for s in run.entered)


@pytest.mark.parametrize("then", [Finish, Unwell])
def test_moved_to_the_side_and_then_something_else(then):
    run = begin(block("chair-rest"), block("side-lying-rest"), block("hydrate")).to(Phase.HOLD, "chair-rest")
    run.give(Pause())
    run.wait(60_000)
    run.give(then())
    fine(run.to_end())
    assert "log-roll-rise" in kinds(run)


@pytest.mark.parametrize("kind", ["propped-rest", "side-lying-rest"])
def test_paused_on_the_side_or_propped_one_stays(kind):
    run = begin(block(kind)).to(Phase.HOLD, kind)
    run.give(Pause())
    run.wait(3_600_000)
    assert run.notes() == []
    run.give(GoOn())
    assert run.mode is Mode.HOLD
    fine(run)


def test_short_pauses_on_the_back_count_towards_the_cap():
    run = begin(block("chair-rest", duration_s=900)).to(Phase.HOLD, "chair-rest")
    for _ in range(14):
        run.give(Pause())
        run.wait(59_000)
        if Note.SUPINE_CAP in run.notes():
            break
        run.give(GoOn())
        run.wait(500)
    run.to_end()
    assert Note.SUPINE_CAP in run.notes()
    fine(run)


# --- waiting --------------------------------------------------------------------------------------


def test_a_wait_repeats_its_line_and_ends_only_by_the_person():
    run = begin(block("side-lying-rest")).to_mode(Mode.WAITING)
    step, since = run.step, run.now
    assert step.phase is Phase.WAY_UP
    run.wait(95_000)
    assert run.mode is Mode.WAITING
    spoken = [(o.at_ms - since, o.say) for o in run.of(out.LineSaid)]
    assert [at for at, _ in spoken] == [step.speech_tail_ms + n * 30_000 for n in range(len(spoken))]
    assert len(spoken) >= 3
    assert {say for _, say in spoken} == {step.wait_cue.say}
    line = last(run, out.LineSaid)
    assert (line.show, line.sound) == (step.wait_cue.show, step.wait_cue.sound)
    assert run.view.line == step.wait_cue.show
    run.wait(3_600_000)
    assert run.mode is Mode.WAITING
    run.give(GoOn())
    assert run.mode is Mode.WAY_UP
    assert run.state.ledger.waits == 3_695_000
    fine(run.to_end())


def test_the_wait_line_lets_the_end_of_the_block_be_heard():
    run = begin(block("seated-rest", advance="wait"), block("hydrate")).to_mode(Mode.WAITING)
    tail = max(c.at_ms + c.speech_ms for c in run.step.cues if c.from_end)
    assert tail > 0
    since = run.now
    run.wait(tail)
    assert last(run, out.LineSaid).at_ms == since + tail


def test_the_wait_line_is_said_again_after_a_pause():
    run = begin(block("side-lying-rest")).to_mode(Mode.WAITING)
    run.wait(5_000)
    run.give(Pause())
    run.wait(100_000)
    run.give(GoOn())
    assert run.mode is Mode.WAITING
    run.wait(30_000)
    assert len(lines(run)) >= 2
    fine(run.to_end())


# --- gaps -----------------------------------------------------------------------------------------


def test_a_gap_is_a_pause_that_asks():
    run = begin(*CHAIR).to(Phase.HOLD, "hydrate")
    start = run.now
    run.send(Gap(start + 5_000), start + 905_000)
    assert (run.mode, run.notes()) == (Mode.PAUSED, [Note.GAP])
    assert run.view.left_ms == 25_000
    assert run.state.ledger.pauses == 900_000
    run.give(GoOn())
    fine(run.to_end())


def test_what_was_due_before_the_gap_has_happened():
    run = begin(block("seated-rest", duration_s=60)).to(Phase.HOLD)
    run.send(Gap(run.now + 30_000), run.now + 500_000)
    assert run.played == 30_000
    assert len(run.of(out.CueFired)) >= 2
    fine(run)


def test_asleep_on_the_back_ends_on_the_side():
    run = begin(*CHAIR).to(Phase.HOLD, "chair-rest")
    run.send(Gap(run.now + 1_000), run.now + 7_200_000)
    run.wait(1)
    assert run.state.position is Position.SIDE_LYING
    assert run.mode is Mode.PAUSED
    run.give(GoOn())
    assert run.step.block.kind.id == "log-roll-rise"


def test_a_gap_while_paused_waiting_or_unwell_changes_nothing_else():
    run = begin(*CHAIR).to(Phase.HOLD, "hydrate")
    run.give(Pause())
    run.send(Gap(run.now), run.now + 60_000)
    assert (run.mode, run.view.paused_from) == (Mode.PAUSED, Mode.HOLD)
    run.send(Unwell())
    run.send(Gap(run.now), run.now + 60_000)
    assert run.mode is Mode.UNWELL
    fine(run)


def test_after_a_gap_while_unwell_not_everything_is_said_at_once():
    run = begin(*CHAIR).to(Phase.HOLD, "hydrate")
    run.send(Unwell())
    run.send(Gap(run.now + 1_000), run.now + 3_600_000)
    mark = len(run.outputs)
    run.wait(1)
    assert len(run.outputs) - mark <= 1
    run.wait(60_000)
    assert RULES.unwell.checks[-1].say in lines(run) or len(lines(run)) >= 2
    fine(run)


def test_a_gap_at_the_gate_is_no_reading():
    run = Run(player_of(*CHAIR))
    page = run.state.pages[0]
    run.send(Gap(0), 3_600_000)
    run.send(Answer(page.id, least_cautious(page)), 3_600_000)
    assert run.state.page == 0
