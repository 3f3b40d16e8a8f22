"""Going on, going back and staying longer: sound ways between all of it."""

import pytest

from psoas_desktop.playback import outputs as out
from psoas_desktop.playback.inputs import (
    Back,
    Extend,
    Finish,
    Next,
)
from psoas_desktop.playback.outputs import Note, Reason
from psoas_desktop.playback.timeline import Phase
from psoas_desktop.playback.transitions import Mode
from psoas_desktop.routine.vocabulary import Side
from tests.core.sessions import CHAIR, begin, block, fine, group, kinds, last

# --- next -----------------------------------------------------------------------------------------


def test_next_in_a_lead_in_leaves_out_the_whole_block():
    run = begin(block("kneeling-lunge"), block("hydrate"))
    run.give(Next())
    assert run.step.block.kind.id == "hydrate"
    fine(run.to_end())


def test_next_in_the_last_lead_in_ends_the_session():
    run = begin(block("seated-rest"))
    run.give(Next())
    assert run.mode is Mode.FINISHED
    assert last(run, out.Finished).reason is Reason.COMPLETED
    fine(run)


def test_next_in_a_hold_leads_to_the_other_side():
    run = begin(block("kneeling-lunge")).to(Phase.HOLD)
    run.give(Next())
    assert (run.step.phase, run.step.side) == (Phase.CHANGEOVER, Side.RIGHT)
    left = run.of(out.StepEnded)[-1]
    assert left.actual_ms == 500
    fine(run)


def test_next_in_a_changeover_leaves_out_the_other_side_and_gets_up():
    run = begin(block("kneeling-lunge"), block("hydrate")).to(Phase.CHANGEOVER)
    run.give(Next())
    assert (run.step.phase, run.step.block.kind.id) == (Phase.WAY_UP, "kneeling-lunge")
    fine(run.to_end())


@pytest.mark.parametrize("phase", [Phase.LEAD_IN, Phase.HOLD])
def test_next_while_lying_leads_to_the_way_up(phase):
    run = begin(*CHAIR).to(phase, "chair-rest")
    run.give(Next())
    assert run.step.block.kind.id == "log-roll-rise"
    fine(run.to_end())
    assert kinds(run).index("brisk-walk") > kinds(run).index("log-roll-rise")


@pytest.mark.parametrize(("phase", "kind"), [
    (Phase.LEAD_IN, "lower-to-floor"), (Phase.WAY_DOWN, "lower-to-floor"),
    (Phase.LEAD_IN, "log-roll-rise"), (Phase.WAY_UP, "log-roll-rise"),
])  # fmt: skip
def test_a_way_is_not_skipped(phase, kind):
    run = begin(*CHAIR).to(phase, kind)
    step = run.step
    run.give(Next())
    assert run.notes() == [Note.WAY_NOT_SKIPPED]
    assert run.step is step
    assert run.state.ledger.skipped == 0
    fine(run.to_end())


def test_getting_up_from_the_knees_is_not_skipped():
    run = begin(block("kneeling-lunge"), block("hydrate")).to(Phase.WAY_UP)
    run.give(Next())
    assert run.notes() == [Note.WAY_NOT_SKIPPED]


def test_a_rest_between_rounds_can_be_skipped_after_a_way_up_too():
    run = begin(group(block("chair-rest"), block("log-roll-rise"), rest=60)).to(Phase.BETWEEN)
    run.give(Next())
    assert run.step.phase is not Phase.BETWEEN
    fine(run)


def test_next_while_waiting_goes_on():
    run = begin(block("prepare-space"), block("hydrate")).to_mode(Mode.WAITING)
    run.give(Next())
    assert run.step.block.kind.id == "hydrate"
    assert run.state.ledger.skipped == 0
    fine(run)


def test_what_is_left_out_is_booked():
    run = begin(block("hydrate"), block("seated-rest", duration_s=60)).to(Phase.HOLD, "seated-rest")
    run.wait(10_000)
    run.give(Next())
    assert run.mode is Mode.FINISHED
    assert last(run, out.Finished).ledger.skipped == 50_000
    fine(run)


def test_an_open_ended_hold_ends_when_the_person_says_so():
    item = block("helper-stretch", open_ended=True, duration_s=60, duration_max_s=300, sides="left")
    run = begin(item).to(Phase.HOLD)
    run.wait(100_000)
    assert run.mode is Mode.HOLD
    run.give(Next())
    run.until(lambda r: r.mode is not Mode.HOLD)
    assert 40_000 <= run.state.ledger.overrun <= 50_000
    assert run.step.block.kind.id == "log-roll-rise"
    fine(run.to_end())


def test_or_at_its_cap_by_itself():
    item = block("helper-stretch", open_ended=True, duration_s=60, duration_max_s=120, sides="left")
    run = begin(item).to(Phase.HOLD)
    run.wait(119_999)
    assert run.mode is Mode.HOLD
    run.wait(1)
    assert run.mode is not Mode.HOLD
    assert run.state.ledger.overrun == 60_000
    fine(run.to_end())


def test_leaving_an_open_ended_hold_the_helper_is_told_to_lower_the_leg():
    """Its end belongs to the cap; whoever ends it before is told how all the same."""
    item = block("helper-stretch", open_ended=True, duration_s=60, duration_max_s=300, sides="left")
    run = begin(item).to(Phase.HOLD)
    run.wait(100_000)
    mark = len(run.outputs)
    run.give(Next())
    run.wait(5_000)
    said = " ".join(
        getattr(o, "say", "") or getattr(getattr(o, "cue", None), "say", "") for o in run.outputs[mark:]
    )
    assert "bring the leg forward" in said


# --- back -----------------------------------------------------------------------------------------


def test_back_begins_the_step_again():
    run = begin(block("hydrate"), block("seated-rest")).to(Phase.HOLD, "seated-rest")
    run.wait(3_000)
    run.give(Back())
    assert (run.step.phase, run.step.block.kind.id) == (Phase.HOLD, "seated-rest")
    assert run.view.left_ms == run.step.planned_ms
    assert run.state.ledger.replayed == 3_000
    fine(run.to_end())


def test_back_soon_after_the_beginning_leads_to_the_step_before():
    run = begin(block("kneeling-lunge")).to(Phase.HOLD, side=Side.RIGHT)
    run.wait(2_999)
    run.send(Back())
    assert (run.step.phase, run.step.side) == (Phase.HOLD, Side.LEFT)
    fine(run.to_end())


def test_back_from_the_beginning_of_a_hold_leads_to_its_lead_in():
    run = begin(block("hydrate"), block("seated-rest")).to(Phase.HOLD, "seated-rest")
    run.give(Back())
    assert (run.step.phase, run.step.block.kind.id) == (Phase.LEAD_IN, "seated-rest")
    fine(run.to_end())


def test_back_from_the_beginning_of_a_block_leads_to_the_beginning_of_the_one_before():
    run = begin(block("seated-rest"), block("belly-breathing")).to(Phase.LEAD_IN, "belly-breathing")
    run.give(Back())
    assert (run.step.phase, run.step.block.kind.id) == (Phase.LEAD_IN, "seated-rest")
    fine(run.to_end())


def test_back_at_the_very_beginning_begins_again():
    run = begin(block("seated-rest"))
    run.give(Back())
    assert run.step.phase is Phase.LEAD_IN
    fine(run.to_end())


def test_back_from_standing_to_lying_goes_down_first():
    run = begin(*CHAIR).to(Phase.LEAD_IN, "brisk-walk")
    mark = len(run.entered)
    run.give(Back())
    again = run.to(Phase.HOLD, "chair-rest").entered[mark:]
    assert [s.phase for s in again if s.phase is not Phase.WAY_DOWN] == [
        Phase.LEAD_IN,
        Phase.LEAD_IN,
        Phase.HOLD,
    ]
    assert again[0].block.kind.id == "lower-to-floor"
    assert Phase.WAY_DOWN in [s.phase for s in again]
    fine(run.to_end())


def test_back_from_the_way_up_to_the_rest_does_not_get_up_between():
    run = begin(*CHAIR).to(Phase.LEAD_IN, "log-roll-rise")
    run.give(Back())
    assert run.step.block.kind.id == "chair-rest"
    fine(run.to_end())


@pytest.mark.parametrize("before", ["free", "seated-rest"])
@pytest.mark.parametrize(
    "waits", [(500, 500), (500, 2_000), (10_000, 500), (500, 500, 500), (28_000, 500, 500)]
)
def test_back_again_and_again_on_the_way_down_stays_on_sound_ways(before, waits):
    """What a jump cut short must not be played to its end as if what follows fitted to it."""
    run = begin(block(before), block("chair-rest")).to(Phase.WAY_DOWN)
    for after_ms in waits:
        run.send(Back(), run.now + after_ms)
    fine(run.to_end())


@pytest.mark.no_cover
@pytest.mark.parametrize("kind", ["kneeling-lunge", "chair-rest", "side-lying-rest"])
@pytest.mark.parametrize(
    "presses", [(Next, Back), (Next, Back, Back), (Back, Back, Back), (Next, Next, Back, Back, Back)]
)
@pytest.mark.parametrize("phase", [Phase.LEAD_IN, Phase.HOLD, Phase.WAY_UP])
def test_jumps_to_and_fro_stay_on_sound_ways(kind, presses, phase):
    run = begin(block("free"), block(kind), block("hydrate")).to(
        phase, None if phase is Phase.WAY_UP else kind
    )
    for pressed in presses:
        run.give(pressed())
    fine(run.to_end())


def test_back_while_waiting_begins_the_step_again():
    run = begin(block("prepare-space")).to_mode(Mode.WAITING)
    run.give(Back())
    assert (run.mode, run.step.block.kind.id) == (Mode.HOLD, "prepare-space")
    fine(run.to_end())


def test_a_cue_is_said_again_in_another_visit():
    run = begin(block("seated-rest")).to(Phase.HOLD)
    run.wait(20_000)
    said = len(run.of(out.CueFired))
    run.give(Back())
    run.wait(20_000)
    assert len(run.of(out.CueFired)) > said
    fine(run)


# --- staying longer -------------------------------------------------------------------------------


def test_staying_longer_adds_half_a_minute_and_moves_the_end_with_its_cues():
    run = begin(block("seated-rest", duration_s=150)).to(Phase.HOLD)
    start = run.now
    run.give(Extend())
    run.give(Extend())
    assert run.view.left_ms == 210_000 - 500
    run.until(lambda r: r.of(out.CueFired)[-1].cue.say == "Half a minute left.")
    assert run.now - start == 180_000
    run.until(lambda r: r.mode is Mode.FINISHED)
    assert run.now - start == 210_000
    ledger = last(run, out.Finished).ledger
    assert (ledger.extensions, ledger.skipped, ledger.replayed) == (60_000, 0, 0)
    fine(run)


def test_a_rest_between_rounds_can_be_longer():
    run = begin(group(block("seated-rest"), rest=20)).to(Phase.BETWEEN)
    run.give(Extend())
    assert run.view.left_ms == 49_500
    fine(run.to_end())


def test_an_open_ended_hold_has_its_cap():
    run = begin(block("helper-stretch", open_ended=True, sides="left")).to(Phase.HOLD)
    run.give(Extend())
    assert run.notes() == [Note.NOT_HERE]
    assert run.state.ledger.extensions == 0
    fine(run)


def test_an_extension_that_is_not_used_is_left_out_again():
    run = begin(block("seated-rest", duration_s=60)).to(Phase.HOLD)
    run.give(Extend())
    run.give(Finish())
    ledger = last(run, out.Finished).ledger
    assert ledger.extensions == 30_000
    assert ledger.skipped == 90_000 - 500
    fine(run)
