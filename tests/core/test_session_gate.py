"""The gate of a session: every page is read and answered, a stop sign locks it."""

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
from psoas_desktop.playback.transitions import Mode
from psoas_desktop.routine.vocabulary import Severity
from tests.core.sessions import CHAIR, Run, begin, block, fine, last, player_of
from tests.core.watching import words


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
