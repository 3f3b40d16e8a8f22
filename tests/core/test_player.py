"""The player's face: the moment it takes, what is due, and what a screen shows."""

import json

import pytest

from psoas_desktop.playback import outputs as out
from psoas_desktop.playback.inputs import Extend, GoOn, Next, Pause, Tick, Unwell
from psoas_desktop.playback.player import Player
from psoas_desktop.playback.timeline import Phase
from psoas_desktop.playback.transitions import Mode
from psoas_desktop.routine.draft import Draft, from_plain
from psoas_desktop.routine.parsing import routine_from
from psoas_desktop.routine.vocabulary import Severity, Side
from tests.core.sessions import CATALOGUE, READY_MADE, RULES, Run, begin, block, group, player_of

TWO = (block("hydrate"), block("seated-rest", duration_s=60))


def test_a_moment_before_the_states_is_taken_as_the_states():
    run = begin(*TWO)
    run.wait(3_000)
    state = run.state
    same, outputs = run.player.handle(state, Tick(), state.clock_ms - 2_000)
    assert (same, outputs) == (state, ())
    paused, _ = run.player.handle(state, Pause(), 0)
    assert (paused.mode, paused.clock_ms) == (Mode.PAUSED, state.clock_ms)


def test_any_clock_will_do():
    base = Run(player_of(*TWO), 0)
    late = Run(player_of(*TWO), 10**12)
    for run in (base, late):
        run.to_end()
    assert [(o.at_ms + 10**12, type(o)) for o in base.outputs] == [(o.at_ms, type(o)) for o in late.outputs]
    assert base.of(out.Finished)[0].ledger == late.of(out.Finished)[0].ledger


def test_what_is_due_next():
    run = Run(player_of(*TWO))
    assert run.player.next_due_ms(run.state) is None
    run.pass_gate()
    while run.mode is not Mode.FINISHED:
        due = run.player.next_due_ms(run.state)
        heard = len(run.outputs)
        if due > run.now:
            run.tick(due - 1)
            assert len(run.outputs) == heard
        run.tick(due)
        assert len(run.outputs) > heard
    assert run.player.next_due_ms(run.state) is None


def test_paused_sitting_nothing_is_due():
    run = begin(*TWO)
    run.wait(600)
    run.give(Pause())
    assert run.player.next_due_ms(run.state) is None


def test_paused_on_the_back_a_minute_is():
    run = begin(block("chair-rest")).to(Phase.HOLD, "chair-rest")
    run.give(Pause())
    assert run.player.next_due_ms(run.state) == run.now + 60_000


# --- the view -------------------------------------------------------------------------------------


def test_the_gate_shows_its_page():
    run = Run(player_of(*TWO))
    view = run.view
    assert (view.mode, view.page, view.page_number) == (Mode.GATE, run.state.pages[0], 1)
    assert (view.step, view.banner, view.coming, view.exit, view.ending) == (None, None, None, None, None)
    assert view.answer_in_ms == run.state.pages[0].reading_ms > 0
    run.wait(10**6)
    assert run.view.answer_in_ms == 0
    run.answer()
    assert run.view.page is run.state.pages[1]
    assert run.view.page_number == 2


def test_the_time_left_of_a_step_and_how_much_of_it_is_done():
    run = begin(*TWO).to(Phase.HOLD, "seated-rest")
    assert (run.view.left_ms, run.view.step_share) == (60_000, 0.0)
    run.wait(15_000)
    assert (run.view.left_ms, run.view.step_share) == (45_000, 0.25)
    run.give(Extend())
    assert run.view.left_ms == 75_000
    assert run.view.step_share == pytest.approx(1 - 75 / 90)


def test_an_open_ended_hold_counts_down_to_its_cap():
    run = begin(block("helper-stretch", open_ended=True, duration_s=60, duration_max_s=240, sides="left"))
    run.to(Phase.HOLD)
    assert run.view.left_ms == 240_000
    run.wait(100_000)
    assert run.view.left_ms == 140_000


def test_the_time_of_the_whole_routine():
    run = begin(*TWO)
    total = run.state.ledger.planned
    assert (run.view.done_ms, run.view.total_ms) == (0, total)
    run.wait(20_000)
    assert (run.view.done_ms, run.view.total_ms) == (20_000, total)
    run.to_end()
    assert (run.view.done_ms, run.view.total_ms) == (total, total)


def test_the_line_is_the_last_that_was_shown_and_first_the_title():
    run = begin(*TWO).to(Phase.HOLD, "seated-rest")
    assert run.view.line == "Seated rest" or run.view.line in {c.show for c in run.step.cues}
    for _ in range(3):
        run.tick()
        fired = [o.cue.show for o in run.of(out.CueFired) if o.cue.show]
        if run.mode is Mode.HOLD:
            assert run.view.line == fired[-1]


def test_what_comes_next_with_its_side():
    run = begin(block("kneeling-lunge"), block("hydrate")).to(Phase.HOLD, side=Side.LEFT)
    assert run.view.coming.side is Side.RIGHT
    run.to(Phase.HOLD, side=Side.RIGHT)
    assert run.view.coming.phase is Phase.WAY_UP
    run.to(Phase.WAY_UP)
    assert run.view.coming.block.kind.id == "hydrate"
    run.to(Phase.HOLD, "hydrate")
    assert run.view.coming is None


def test_in_a_lead_in_what_comes_is_another_block():
    run = begin(*TWO)
    assert run.step.phase is Phase.LEAD_IN
    assert run.view.coming.block.kind.id == "seated-rest"


def test_while_waiting_nothing_is_left():
    run = begin(block("prepare-space"), *TWO).to_mode(Mode.WAITING)
    assert (run.view.left_ms, run.view.step_share) == (0, 1.0)
    assert run.view.banner is not None
    assert run.view.step.block.kind.id == "prepare-space"
    run.give(Pause())
    assert (run.view.left_ms, run.view.paused_from) == (0, Mode.WAITING)
    run.give(GoOn())
    assert run.view.paused_from is None


def test_unwell_shows_only_the_way_out():
    run = begin(*TWO)
    run.send(Unwell())
    view = run.view
    assert (view.step, view.banner, view.coming, view.page) == (None, None, None, None)
    assert view.exit is not None


@pytest.mark.parametrize("kind", CATALOGUE.kinds)
def test_a_lead_in_shows_its_banners_in_turn_and_then_the_persistent_one(kind):
    run = begin(block(kind), block("rest"))
    while run.mode is not Mode.FINISHED:
        if run.step_open and run.step.phase is Phase.LEAD_IN and run.played == 0:
            step, seen = run.step, []
            for at in range(0, step.planned_ms, 500):
                state, _ = run.player.handle(run.state, Tick(), run.now + at)
                view = run.player.view(state)
                if state.step is step and view.banner not in seen[-1:]:
                    seen.append(view.banner)
            wanted = [b.banner for b in step.banners]
            assert [b for b in seen if b != step.persistent] == [b for b in wanted if b != step.persistent]
            assert set(map(id, wanted)) <= set(map(id, seen))
            ranks = [b.severity.rank for b in wanted]
            assert ranks == sorted(ranks, reverse=True)
        run.give(GoOn()) if run.mode is Mode.WAITING else run.tick()


def test_the_round_is_known():
    run = begin(group(block("hydrate"), repeat=3)).to(Phase.HOLD)
    assert run.view.step.round == (1, 3)


# --- ready-made routines --------------------------------------------------------------------------


def ready_made(path):
    data = json.loads(path.read_text(encoding="utf-8"))
    return Player(routine_from(Draft(from_plain(data)), CATALOGUE), CATALOGUE, RULES)


@pytest.mark.no_cover
@pytest.mark.parametrize("path", READY_MADE, ids=lambda p: p.name.split(".")[0])
@pytest.mark.parametrize("tick_ms", [None, 1_000, 300_000])
def test_each_ready_made_routine_is_played_to_its_end(path, tick_ms):
    run = Run(ready_made(path))
    run.pass_gate()
    run.to_end(tick_ms)
    assert dict(run.faults) == {}
    assert run.of(out.Finished)[0].reason is out.Reason.COMPLETED
    assert {s.block.id for s in run.entered} == {b.id for b in run.player.routine.blocks()}


@pytest.mark.parametrize("path", READY_MADE, ids=lambda p: p.name.split(".")[0])
def test_each_ready_made_routine_can_be_stepped_through(path):
    run = Run(ready_made(path))
    run.pass_gate()
    for _ in range(200):
        if run.mode is Mode.FINISHED:
            break
        run.give(Next())
        if run.mode is not Mode.FINISHED and run.notes()[-1:] == [out.Note.WAY_NOT_SKIPPED]:
            run.tick()
    assert dict(run.faults) == {}
    assert run.mode is Mode.FINISHED


def test_a_stop_is_red_before_it_starts():
    run = begin(*TWO)
    assert [p.severity for p in run.state.pages].count(Severity.STOP) == 1
