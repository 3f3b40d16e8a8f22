"""What a person does in a session, and what time does."""

import pytest

from psoas_desktop.playback import outputs as out
from psoas_desktop.playback.inputs import (
    Answer,
    Back,
    Extend,
    FeelBetter,
    Finish,
    Gap,
    GoOn,
    Next,
    Pause,
    Tick,
    Unwell,
)
from psoas_desktop.playback.outputs import Note, Reason
from psoas_desktop.playback.timeline import Phase
from psoas_desktop.playback.transitions import Mode
from psoas_desktop.routine.vocabulary import Position, Severity, Side
from tests.core.sessions import (
    DOWN,
    GUARD_MS,
    LYING,
    RULES,
    Run,
    begin,
    begin_unfitted,
    block,
    group,
    least_cautious,
    player_of,
    words,
)

CHAIR = (block("hydrate"), block("chair-rest", duration_s=300), block("brisk-walk"))


def last(run, kind):
    return run.of(kind)[-1]


def fine(run):
    assert dict(run.faults) == {}
    return run


def kinds(run):
    return [s.block.kind.id for s in run.entered]


def lines(run):
    return [o.say for o in run.of(out.LineSaid)]


# --- the gate -------------------------------------------------------------------------------------


def test_the_first_page_is_up_at_once():
    run = Run(player_of(*CHAIR), 123)
    assert run.outputs == [out.GateShown(123, run.state.pages[0])]
    assert run.view.page_number == 1
    assert run.view.step is None
    expected = run.view.page_count
    run.until(lambda r: r.view.page_number == expected)
    assert run.mode is Mode.GATE
    run.answer()
    assert run.mode is Mode.LEAD_IN, "the number of pages was the one for whom nothing is changed"


def test_pages_are_counted_for_what_is_answered():
    run = Run(player_of(*CHAIR))
    before = run.view.page_count
    run.until(lambda r: r.state.pages[r.state.page].id == "q-pregnant")
    run.answer("yes")
    assert run.view.page_count > before
    counts = []
    while run.mode is Mode.GATE:
        counts.append(run.view.page_count - run.view.page_number)
        run.answer()
    assert counts == sorted(counts, reverse=True)
    assert counts[-1] == 0


def test_an_answer_counts_after_as_long_as_reading_takes():
    run = Run(player_of(*CHAIR))
    page = run.state.pages[0]
    reads = words(page) * 250
    assert run.view.answer_in_ms == reads
    run.send(Answer(page.id, page.choices[0].id), reads - 1)
    assert run.notes() == [Note.TOO_SOON]
    assert run.view.answer_in_ms == 1
    run.send(Answer(page.id, page.choices[0].id), reads)
    assert run.state.page == 1
    assert run.state.answers == {page.id: page.choices[0].id}
    run.send(Answer(run.state.pages[1].id, "none"), reads + 600)
    assert run.state.page == 1


def test_an_answer_for_another_page_or_of_no_choice_does_not_count():
    run = Run(player_of(*CHAIR))
    for given in (
        Answer("q-signs", "none"),
        Answer("reading", "none"),
        Answer("", ""),
        Answer("reading", ""),
    ):
        run.send(given, run.now + 60_000)
    assert run.notes() == [Note.NOT_HERE] * 4
    assert (run.state.page, dict(run.state.answers)) == (0, {})


def test_not_yet_stays_on_the_page():
    run = Run(player_of(block("helper-stretch")))
    run.until(lambda r: r.state.pages[r.state.page].id == "helper-agree")
    stay = next(c for c in run.state.pages[run.state.page].choices if c.outcome == "stay")
    run.answer(stay.id)
    assert run.notes() == [Note.STAYS_ON_PAGE]
    assert run.mode is Mode.GATE
    assert run.state.pages[run.state.page].id == "helper-agree"


def test_a_stop_sign_locks_the_sitting():
    run = Run(player_of(*CHAIR))
    run.pass_gate({"q-signs": "some"})
    assert run.mode is Mode.BLOCKED
    assert run.view.ending is Reason.BLOCKED
    for given in (
        Answer("q-signs", "none"),
        GoOn(),
        Next(),
        Back(),
        Extend(),
        Pause(),
        FeelBetter(),
        Gap(0),
        Tick(),
    ):
        run.give(given)
        run.wait(600_000)
    assert run.mode is Mode.BLOCKED
    assert not run.of(out.Started, out.StepStarted, out.CueFired)
    run.give(Finish())
    assert last(run, out.Finished).reason is Reason.BLOCKED


def test_feeling_unwell_does_not_unlock_it():
    run = Run(player_of(*CHAIR))
    run.pass_gate({"q-signs": "some"})
    run.give(Unwell())
    run.give(FeelBetter())
    assert run.mode is Mode.FINISHED
    assert not run.of(out.Started)


def test_every_page_is_needed():
    run = Run(player_of(*CHAIR))
    shown = []
    while run.mode is Mode.GATE:
        shown.append(run.state.pages[run.state.page].id)
        assert run.state.page == len(shown) - 1
        assert not run.of(out.Started)
        run.answer()
        assert set(run.state.answers) == set(shown)
    assert shown == [page.id for page in run.state.pages]
    assert {"reading", "q-signs", "q-pregnant", "q-health", "cautions", "prepare"} <= set(shown)
    assert len(run.of(out.Started)) == 1
    assert run.mode is Mode.LEAD_IN
    fine(run)


def test_what_the_answers_changed_is_read_before_it_starts():
    run = begin(*CHAIR)
    assert run.state.answers["q-pregnant"] == "no"
    assert "changes" not in run.state.answers
    run = Run(player_of(*CHAIR))
    run.until(lambda r: r.state.pages[r.state.page].id == "q-pregnant")
    run.answer("not-said")
    run.until(lambda r: r.state.pages[r.state.page].id == "changes" or r.started_at is not None)
    assert run.started_at is None
    promised = run.view.total_ms
    page = run.state.pages[run.state.page]
    assert (page.id, page.severity, page.title, page.text, page.question) == (
        "changes",
        Severity.INFO,
        "",
        "",
        "",
    )
    assert [c.outcome for c in page.choices] == ["go"]
    assert any("side" in line for line in page.lines)
    run.answer()
    started = last(run, out.Started)
    assert [(c.before, c.after) for c in started.changes] == [("chair-rest", "side-lying-rest")]
    assert promised == started.planned_ms
    assert started.planned_ms == run.state.ledger.planned == sum(s.planned_ms for s in run.state.steps)
    fine(run)


def test_time_at_the_gate_is_not_the_sessions():
    run = Run(player_of(*CHAIR))
    run.wait(3_600_000)
    run.pass_gate()
    run.wait(10_000)
    assert run.state.ledger.total_ms - run.state.remaining_ms() == 10_000


def test_finishing_at_the_gate_ends_it():
    run = Run(player_of(*CHAIR))
    run.give(Finish())
    assert last(run, out.Finished).reason is Reason.STOPPED
    assert last(run, out.Finished).ledger.total_ms == 0


def test_a_routine_of_nothing_but_a_way_up_ends_at_once():
    run = Run(player_of(block("log-roll-rise")))
    run.pass_gate()
    assert run.mode is Mode.FINISHED


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


# --- the cap on the back --------------------------------------------------------------------------


def supine_ms(run):
    lead_in = next(s for s in run.entered if s.block.kind.id == "chair-rest" and s.phase is Phase.LEAD_IN)
    return lead_in.planned_ms


def test_the_lead_in_counts_towards_the_cap():
    run = begin_unfitted(block("chair-rest", duration_s=900)).to(Phase.HOLD, "chair-rest")
    run.until(lambda r: r.of(out.Noted))
    (note,) = run.of(out.Noted)
    hold = next(o for o in run.of(out.StepStarted) if o.step.phase is Phase.HOLD)
    assert note.note is Note.SUPINE_CAP
    assert note.at_ms - hold.at_ms <= 900_000 - supine_ms(run)
    assert lines(run) == [RULES.supine_cap.say]
    assert run.step.block.kind.id == "log-roll-rise"
    fine(run.to_end())
    assert last(run, out.Finished).ledger.skipped > 0


def test_the_cap_is_planned_for():
    """Corrections 3: what is planned is what is played, everything on the back included."""
    run = begin(block("chair-rest", duration_s=900)).to_end()
    assert Note.SUPINE_CAP not in run.notes()
    assert [c.what for c in last(run, out.Started).changes] == ["cap"]
    on_back = sum(s.planned_ms for s in run.entered if s.position is Position.SUPINE)
    assert 890_000 <= on_back < 900_000
    assert last(run, out.Finished).ledger.skipped == 0
    fine(run)


def test_staying_longer_does_not_pass_the_cap():
    run = begin(block("chair-rest", duration_s=300)).to(Phase.HOLD, "chair-rest")
    for _ in range(40):
        run.give(Extend())
    run.to_end()
    assert Note.SUPINE_CAP in run.notes()
    fine(run)


def test_rounds_on_the_back_count_together():
    run = begin_unfitted(group(block("chair-rest", duration_s=300), repeat=5, rest=30)).to_end()
    assert Note.SUPINE_CAP in run.notes()
    fine(run)


def test_after_the_cap_all_that_follows_on_the_back_is_left_out():
    rounds = group(block("chair-rest", duration_s=300), repeat=5, rest=30)
    run = begin_unfitted(rounds, block("side-lying-rest"), block("hydrate"))
    run.until(lambda r: r.of(out.Noted))
    mark = len(run.entered) - 1
    run.to_end()
    assert run.notes() == [Note.SUPINE_CAP]
    assert len(lines(run)) - sum(1 for say in lines(run) if "press space" in say) == 1
    rest = [s for s in run.entered[mark:] if s.position is Position.SUPINE]
    assert rest == []
    assert run.entered[mark].block.kind.id == "side-lying-rest"
    fine(run)


def test_the_cap_in_the_lead_in_leads_to_the_way_up():
    long = block("chair-rest", duration_s=840, lead_in_s=0)
    run = begin_unfitted(long, block("chair-rest", lead_in_s=300), block("hydrate"))
    run.until(lambda r: r.of(out.Noted))
    assert run.entered[-2].phase is Phase.LEAD_IN
    assert run.step.block.kind.id == "log-roll-rise"
    fine(run.to_end())


def test_another_block_on_the_back_counts_on():
    run = begin_unfitted(
        block("chair-rest", duration_s=600), block("rest", position="supine", duration_s=600)
    ).to_end()
    assert Note.SUPINE_CAP in run.notes()
    fine(run)


def test_twenty_seconds_off_the_back_begin_the_count_anew():
    side = block("side-lying-rest", duration_s=30)
    rounds = group(block("chair-rest", duration_s=600), side, repeat=3)
    run = begin(rounds).to_end()
    assert Note.SUPINE_CAP not in run.notes()
    fine(run)


def test_waiting_on_the_back_counts():
    run = begin(block("chair-rest", duration_s=60, advance="wait")).to_mode(Mode.WAITING)
    run.wait(900_000)
    assert Note.SUPINE_CAP in run.notes()
    assert run.step.block.kind.id == "log-roll-rise"
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


# --- finishing ------------------------------------------------------------------------------------


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


# --- feeling unwell -------------------------------------------------------------------------------

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


# --- the guard ------------------------------------------------------------------------------------


@pytest.mark.parametrize("given", [Next(), Back(), Pause(), Finish(), Extend()])
def test_input_in_the_first_half_second_of_a_screen_is_ignored(given):
    run = begin(block("seated-rest"), block("hydrate")).to(Phase.HOLD, "seated-rest")
    step = run.step
    run.send(given, run.now + GUARD_MS - 1)
    assert run.notes() == [Note.TOO_SOON]
    assert (run.step, run.mode) == (step, Mode.HOLD)
    run.send(given, run.now + 1)
    assert run.notes() == [Note.TOO_SOON]
    assert (run.mode, run.state.index, run.state.extended_ms) != (Mode.HOLD, 1, 0)


@pytest.mark.parametrize("given", [FeelBetter(), Finish()])
def test_a_stray_key_does_not_leave_unwell(given):
    run = begin(*CHAIR)
    run.send(Unwell())
    run.wait(10_000)
    run.send(Unwell())
    run.send(given, run.now + 499)
    assert run.mode is Mode.UNWELL


@pytest.mark.parametrize("given", [GoOn(), Finish()])
def test_a_stray_key_does_not_leave_a_pause(given):
    run = begin(*CHAIR).to(Phase.HOLD, "hydrate")
    run.give(Pause())
    run.send(given, run.now + 499)
    assert run.mode is Mode.PAUSED
    run.send(given, run.now + 1)
    assert run.mode is not Mode.PAUSED


def test_nobody_is_left_lying_by_any_key():
    for given in (Next, Back, Finish, Extend, Pause):
        run = begin(*CHAIR).to(Phase.HOLD, "chair-rest")
        for _ in range(4):
            run.give(given())
        run.to_end()
        fine(run)
        ending = run.entered[-1]
        assert ending.end_position not in LYING
        assert run.body not in DOWN
