"""A session without a window: answered, waited for, and never without end."""

import itertools
import json

import pytest

from psoas_desktop.playback import outputs as out
from psoas_desktop.playback.outputs import Reason
from psoas_desktop.playback.player import Player
from psoas_desktop.playback.rehearsal import READY_AFTER_MS, as_written, pass_gate, rehearse, with_answers
from psoas_desktop.playback.timeline import Phase
from psoas_desktop.playback.transitions import Mode
from psoas_desktop.routine.draft import Draft, from_plain
from psoas_desktop.routine.parsing import routine_from
from psoas_desktop.routine.vocabulary import Severity
from psoas_desktop.safety.gate import GatePage, gate_pages
from psoas_desktop.safety.rules import Choice
from tests.core.sessions import (
    CATALOGUE,
    READY_MADE,
    RULES,
    UnfittedPlayer,
    answered,
    block,
    least_cautious,
    player_of,
)


def ready_made(name):
    (path,) = (p for p in READY_MADE if p.name.startswith(name))
    routine = routine_from(Draft(from_plain(json.loads(path.read_text(encoding="utf-8")))), CATALOGUE)
    return Player(routine, CATALOGUE, RULES)


NAMES = [path.name.split(".")[0] for path in READY_MADE]


@pytest.mark.parametrize("name", NAMES)
def test_as_written_nothing_is_changed_and_all_is_played(name):
    player = ready_made(name)
    found = rehearse(player)
    assert not found.blocked
    assert found.changes == ()
    assert found.finished.reason is Reason.COMPLETED
    assert list(dict.fromkeys(s.step.block.id for s in found.steps)) == [
        b.id for b in player.routine.blocks()
    ]
    assert set(found.answers) == {p.id for p in found.pages}
    ledger = found.finished.ledger
    assert (ledger.skipped, ledger.replayed, ledger.pauses, ledger.extensions) == (0, 0, 0, 0)
    assert ledger.planned == found.planned_ms == sum(s.step.planned_ms for s in found.steps)


@pytest.mark.parametrize("name", NAMES)
def test_each_wait_takes_ten_seconds(name):
    found = rehearse(ready_made(name))
    assert READY_AFTER_MS == 10_000
    for played in found.steps:
        assert played.waited_ms == (10_000 if played.step.waits else 0)
    assert found.finished.ledger.waits == 10_000 * sum(s.step.waits for s in found.steps)


@pytest.mark.parametrize("name", NAMES)
def test_times_count_from_the_end_of_the_gate_without_a_hole(name):
    found = rehearse(ready_made(name))
    now = 0
    gate = found.steps[0].clock_ms
    for played in found.steps:
        assert played.start_ms == now
        assert played.clock_ms == gate + now
        for event in played.events:
            assert played.clock_ms <= event.at_ms <= played.clock_ms + played.actual_ms + played.waited_ms
        now += played.actual_ms + played.waited_ms
    assert now == found.finished.ledger.total_ms


@pytest.mark.parametrize("name", NAMES)
def test_everything_that_is_said_is_written_down(name):
    for played in rehearse(ready_made(name)).steps:
        cues = [e.cue for e in played.events if isinstance(e, out.CueFired)]
        assert sorted(map(repr, cues)) == sorted(map(repr, played.step.cues))
        shown = [e.banner for e in played.events if isinstance(e, out.BannerShown)]
        assert shown == list(played.step.banners)
        lines = [e for e in played.events if isinstance(e, out.LineSaid)]
        assert bool(lines) == played.step.waits


def test_as_written_takes_the_least_cautious_answer():
    for page in gate_pages(ready_made("daily").routine, CATALOGUE, RULES):
        assert as_written(page) == least_cautious(page)


def test_as_written_goes_on_whatever_the_order_of_the_answers():
    go, stay = Choice("go", "Go on", "go", 1), Choice("stay", "Not yet", "stay")
    worse, worst = Choice("block", "I have one", "go", 3), Choice("swap", "It hurts", "go", 2)
    for choices in itertools.permutations([go, stay, worse, worst]):
        assert as_written(GatePage("p", Severity.CAUTION, "", "", "", (), choices)) == "go"


def test_the_gate_hands_back_all_that_happened():
    player = player_of(block("chair-rest"))
    _, outputs = pass_gate(player, as_written)
    shown = [o.page.id for o in outputs if isinstance(o, out.GateShown)]
    assert shown == [p.id for p in gate_pages(player.routine, CATALOGUE, RULES, answered(player.routine))]
    assert [type(o) for o in outputs][-3:] == [out.Started, out.ModeChanged, out.StepStarted]


def answers_for(player, **changed):
    given = {name.replace("_", "-"): choice for name, choice in changed.items()}
    return answered(player.routine, given)


def with_(player, **changed):
    """A rehearsal with some answers, and the others as written."""
    return rehearse(player, with_answers(player, answers_for(player, **changed)))


@pytest.mark.parametrize(
    ("answer", "becomes"),
    [
        ("yes", "propped-rest"),
        ("not-said", "side-lying-rest"),
        ("?", "side-lying-rest"),
        (None, "side-lying-rest"),
    ],
)
def test_answers_change_what_is_played(answer, becomes):
    found = with_(ready_made("daily-chair-rest"), q_pregnant=answer, q_back_today="propped")
    assert [(c.before, c.after) for c in found.changes] == [("chair-rest", becomes)]
    assert "chair-rest" not in {s.step.block.kind.id for s in found.steps}
    assert found.finished.reason is Reason.COMPLETED
    assert found.pages[-1].id == "changes"
    assert not found.locks


def test_a_file_of_a_few_answers_is_not_a_pass():
    player = ready_made("with-a-helper")
    found = rehearse(player, with_answers(player, {"q-signs": "none", "q-pregnant": "no"}))
    assert found.blocked
    assert found.locks
    assert found.steps == ()
    assert found.finished is None


def test_a_stop_sign_blocks():
    player = ready_made("daily-chair-rest")
    found = with_(player, q_signs="some")
    assert (found.blocked, found.steps, found.finished, found.planned_ms) == (True, (), None, 0)
    assert found.answers["q-signs"] == "some"
    assert found.locks == player.locks({"q-signs": "some"})
    assert found.locks


def test_no_answers_at_all_are_the_most_cautious_ones():
    player = ready_made("no-lying-down")
    assert rehearse(player, with_answers(player, {})).blocked


def test_what_was_asked_names_each_line_of_a_list():
    found = rehearse(ready_made("no-lying-down"))
    assert {"q-body", "q-pelvis", "q-knee", "q-health", "q-heart"} <= set(found.asked)
    assert not {"reading", "cautions", "q-weeks"} & set(found.asked)
    assert len(set(found.asked)) == len(found.asked)


def test_an_answer_that_stays_ends_the_rehearsal_as_not_passed():
    own = {"id": "touch", "text": "Touch?", "go_on": "Touch is welcome", "stay": "No touch today"}
    player = player_of(block("hydrate"), safety={"gate_questions": [own]})
    fine = answered(player.routine)
    stays = with_answers(player, {**fine, "file:touch": "stay"})
    state, outputs = pass_gate(player, stays)
    assert state.mode is Mode.GATE
    assert not any(isinstance(o, out.Started) for o in outputs)
    found = rehearse(player, stays)
    assert found.blocked
    assert "file:touch" not in found.answers
    assert not rehearse(player, with_answers(player, {**fine, "file:touch": "go-on"})).blocked


def test_pages_that_are_only_read_are_read():
    player = player_of(block("chair-rest"))
    given = {**answered(player.routine), "reading": "no", "cautions": ""}
    state, _ = pass_gate(player, with_answers(player, given))
    assert state.mode is Mode.LEAD_IN
    assert state.answers["reading"] == "go-on"


def test_the_gate_takes_its_reading_time():
    player = player_of(block("chair-rest"))
    state, _ = pass_gate(player, as_written)
    pages = gate_pages(player.routine, CATALOGUE, RULES, answered(player.routine))
    assert state.clock_ms == sum(max(p.reading_ms, 500) for p in pages)


def test_open_ended_holds_are_rehearsed_to_their_cap():
    found = rehearse(player_of(block("helper-stretch", open_ended=True, duration_max_s=120, sides="left")))
    hold = next(s for s in found.steps if s.step.phase is Phase.HOLD)
    assert hold.actual_ms == 120_000
    assert found.finished.ledger.overrun == 60_000


def test_a_wait_longer_than_its_first_line_is_ten_seconds_all_the_same():
    found = rehearse(player_of(block("seated-rest", advance="wait"), block("hydrate")))
    waiting = next(s for s in found.steps if s.step.waits)
    assert waiting.waited_ms == 10_000


def test_a_cap_on_the_back_is_planned_and_not_met():
    found = rehearse(player_of(block("chair-rest", duration_s=900)))
    notes = [e.note for s in found.steps for e in s.events if isinstance(e, out.Noted)]
    assert notes == []
    assert found.finished.ledger.skipped == 0
    (change,) = found.changes
    assert (change.what, change.before) == ("cap", "900")
    assert 800 < int(change.after) < 900


def test_a_cap_that_was_not_planned_is_rehearsed():
    routine = player_of(block("chair-rest", duration_s=900)).routine
    found = rehearse(UnfittedPlayer(routine, CATALOGUE, RULES))
    notes = [e.note for s in found.steps for e in s.events if isinstance(e, out.Noted)]
    assert notes == [out.Note.SUPINE_CAP]
    assert found.finished.ledger.skipped > 0


def test_a_routine_of_nothing_but_a_way_up_can_be_rehearsed():
    found = rehearse(player_of(block("log-roll-rise")))
    assert found.steps == ()
