"""What is remembered from one session to the next, and for how long."""

from dataclasses import replace

import pytest

from psoas_desktop.playback import outputs as out
from psoas_desktop.playback.player import Player
from psoas_desktop.playback.transitions import Mode
from psoas_desktop.routine.vocabulary import Position
from psoas_desktop.safety.gate import read_first
from psoas_desktop.safety.memory import (
    CLASS,
    KEPT_DAYS,
    LONGEST_NOTE,
    READING,
    SAME,
    Recall,
    Remembered,
    after_unwell,
    settled,
    still_known,
    with_news,
    with_note,
)
from tests.core.sessions import CATALOGUE, RULES, Run, answered, block, routine_of
from tests.core.test_rehearsal import ready_made

DAY = 740_000
DAILY = ready_made("daily-chair-rest").routine
UPRIGHT = ready_made("no-lying-down").routine
HELPED = ready_made("with-a-helper").routine


def sit(routine, recall=None, **changed):
    """A session that has passed its gate: the run, the pages that were shown, what to remember."""
    player = Player(routine, CATALOGUE, RULES, recall=recall)
    run = Run(player)
    given_ = {name.replace("_", "-"): choice for name, choice in changed.items()}
    given_ |= {q.id: "some" for q in RULES.questions if set(q.covers) & set(given_)}
    run.pass_gate(given_)
    shown = [o.page.id for o in run.of(out.GateShown)]
    today = recall.today if recall else DAY
    return run, shown, player.remembering(run.state.answers, today)


def again(remembered, days=3):
    return Recall(remembered, DAY + days)


def test_a_first_session_asks_and_is_remembered():
    run, shown, kept = sit(DAILY)
    assert SAME not in shown
    assert {"reading", "why-not", "cautions", "prepare", "q-health", "q-floor"} <= set(shown)
    assert kept.answers["q-pregnant"] == "no"
    assert kept.answers["q-heart"] == "no", "a list is kept line by line"
    assert "q-signs" not in kept.answers, "stop signs are asked every time"
    assert (kept.on, kept.weeks, kept.felt_unwell_on_back) == (DAY, 0, False)
    assert len(kept.read) == 2
    assert not run.faults


@pytest.mark.parametrize(
    ("routine", "answers"),
    [
        (DAILY, {}),
        (UPRIGHT, {}),
        (DAILY, {"q_pregnant": "yes", "q_weeks": "w20", "q_back_today": "flat"}),
        (DAILY, {"q_pregnant": "yes", "q_weeks": "w20", "q_back_today": "propped"}),
        (DAILY, {"q_pregnant": "yes", "q_weeks": "w32", "q_agreed": "yes", "q_back_today": "flat"}),
        (UPRIGHT, {"q_pelvis": "yes", "q_knee": "yes"}),
        (DAILY, {"q_told_no": "back"}),
    ],
)
def test_a_repeat_session_has_four_screens_at_most(routine, answers):
    _, before, kept = sit(routine, **answers)
    today = {name: choice for name, choice in answers.items() if name == "q_back_today"}
    run, shown, _ = sit(routine, again(kept), **today)
    assert shown[0] == SAME, "it is asked first"
    assert "q-signs" in shown, "every time"
    assert shown[-1] == "before"
    assert len(shown) <= 4 < len(before)
    assert run.mode is Mode.LEAD_IN
    assert not run.faults


def test_what_was_changed_is_told_on_the_same_page_as_what_to_prepare():
    first, _, kept = sit(DAILY, q_told_no="back")
    run, _, _ = sit(DAILY, again(kept))
    page = run.state.pages[-1]
    assert page.id == "before"
    why = next(rule.why for rule in RULES.screening if rule.id == "told-back")
    assert f"Chair rest becomes Side-lying rest. {why}" in page.lines
    prepare = next(p for p in first.state.pages if p.id == "prepare")
    cautions = next(p for p in first.state.pages if p.id == "cautions")
    usual = {prop.name for b in DAILY.blocks() for prop in b.props}
    assert set(prepare.lines) - usual | set(cautions.lines) <= set(page.lines)
    assert RULES.reach in page.lines
    needed = {prop.name for prop in CATALOGUE.kinds["side-lying-rest"].props if prop.required}
    assert needed - usual <= set(page.lines), "what the rest on the side needs and the chair rest did not"
    assert not usual & set(page.lines)
    assert CATALOGUE.banners["not-medical"].full_text == page.text
    (started,) = run.of(out.Started)
    assert [c.after for c in started.changes] == ["side-lying-rest"]
    assert run.state.promised_ms == started.planned_ms


def test_another_wording_is_read_anew():
    _, _, kept = sit(DAILY)
    other = replace(DAILY, contraindications=(*DAILY.contraindications, "Not on a Monday."))
    _, shown, _ = sit(other, again(kept))
    assert shown[0] == SAME
    assert {"reading", "why-not", "cautions", "prepare"} <= set(shown)


def test_what_is_new_is_named_and_asked():
    _, _, kept = sit(DAILY, q_pregnant="yes", q_weeks="w20")
    run = Run(Player(DAILY, CATALOGUE, RULES, recall=again(kept)))
    lines = run.state.pages[0].lines
    for question in ("q-labour", "q-faint-back", "q-back"):
        assert RULES.question(question).line in lines
    assert any("Anything new" in line for line in lines)
    run.pass_gate({SAME: "new"})
    shown = [o.page.id for o in run.of(out.GateShown)]
    assert {"q-pregnant", "q-health", "q-floor", "q-faint-back"} <= set(shown)


def test_a_symptom_that_was_there_stays_and_is_no_news():
    _, _, kept = sit(UPRIGHT, q_pelvis="yes")
    run, shown, later = sit(UPRIGHT, again(kept))
    assert RULES.question("q-pelvis").line not in run.state.pages[0].lines
    assert RULES.question("q-knee").line in next(p for p in run.state.pages if p.id == SAME).lines
    assert "q-body" not in shown
    (started,) = run.of(out.Started)
    assert "bolster-sit" in [c.after for c in started.changes]
    assert later.answers["q-pelvis"] == "yes"


def test_another_routine_asks_what_the_first_did_not():
    _, _, kept = sit(DAILY)
    run, shown, later = sit(UPRIGHT, again(kept))
    assert "q-pelvis" not in kept.answers
    body = next(p for p in run.state.pages if p.id == "q-body")
    assert RULES.question("q-pelvis").line in body.lines
    assert RULES.question("q-back").line not in body.lines, "that was answered"
    assert later.answers["q-pelvis"] == "no"
    assert later.on == kept.on, "the oldest answer counts"
    assert "q-health" not in shown


def test_what_a_routine_never_asks_is_no_news_for_it():
    _, _, kept = sit(UPRIGHT)
    run, _, _ = sit(DAILY, again(kept))
    lines = run.state.pages[0].lines
    assert RULES.question("q-back").line in lines
    assert RULES.question("q-knee").line not in lines, "nobody kneels in it"


def test_none_of_these_answers_the_open_lines_though_an_earlier_one_holds():
    _, _, kept = sit(DAILY, q_tailbone="yes")
    run, shown, later = sit(UPRIGHT, again(kept))
    assert "q-body" in shown
    assert not {"q-knee", "q-pelvis", "q-balance"} & set(shown)
    assert later.answers["q-tailbone"] == "yes"
    assert later.answers["q-knee"] == "no"
    (started,) = run.of(out.Started)
    assert [(c.before, c.after) for c in started.changes] == [("bolster-sit", "side-lying-rest")]


def test_what_was_read_need_not_be_read_again_in_any_later_session():
    _, first, kept = sit(DAILY)
    _, _, kept = sit(DAILY, again(kept))
    _, _, kept = sit(UPRIGHT, again(kept))
    _, third, _ = sit(DAILY, again(kept))
    assert {"reading", "why-not"} <= set(first)
    assert not {"reading", "why-not", "cautions", "prepare"} & set(third)


def test_the_newest_hundred_wordings_that_were_read_are_kept():
    recall = again(Remembered(on=DAY, read=tuple(f"mark {n}" for n in range(100))))
    player = Player(DAILY, CATALOGUE, RULES, recall=recall)
    kept = player.remembering({SAME: "same", "reading": "go-on"}, DAY + 3)
    (mark,) = (page.mark for page in read_first(DAILY, CATALOGUE) if page.id == "reading")
    assert kept.read == (*recall.remembered.read[1:], mark)


@pytest.mark.parametrize("who", ["other", "class"])
def test_somebody_else_answers_everything_and_is_not_remembered(who):
    _, _, kept = sit(DAILY, q_told_no="back")
    run, shown, later = sit(DAILY, again(kept), **{SAME: who})
    assert {"q-told-no", "q-pregnant", "reading"} <= set(shown)
    assert run.of(out.Started)[0].changes == ()
    assert later is None


def test_four_weeks_later_all_is_asked_again():
    _, _, kept = sit(DAILY)
    assert still_known(kept, DAY + KEPT_DAYS - 1) == kept.answers
    assert still_known(kept, DAY + KEPT_DAYS) == {}
    assert still_known(kept, DAY - 1) == {}, "a clock that was set back"
    _, shown, later = sit(DAILY, again(kept, KEPT_DAYS))
    assert shown[0] == SAME
    assert {"q-pregnant", "q-health", "q-told-no"} <= set(shown)
    assert later.on == DAY + KEPT_DAYS


@pytest.mark.parametrize(
    ("band", "days", "asked"),
    [("w12", 6, False), ("w12", 7, True), ("w0", 20, False), ("w16", 27, False), ("w24", 6, False),
     ("w24", 7, True), ("w20", 27, False), ("w28", 27, False), ("w37", 27, False)],
)  # fmt: skip
def test_passing_16_or_28_weeks_asks_for_the_week(band, days, asked):
    _, _, kept = sit(DAILY, q_pregnant="yes", q_weeks=band, q_agreed="yes")
    assert kept.weeks == RULES.question("q-weeks").choice(band).weeks[1]
    assert ("q-weeks" not in still_known(kept, DAY + days)) is asked


def test_a_pregnancy_that_has_passed_on_asks_the_rest_too():
    _, _, kept = sit(DAILY, q_pregnant="yes", q_weeks="w24")
    _, same_band, later = sit(DAILY, again(kept, 8), q_weeks="w24")
    assert "q-weeks" in same_band
    assert "q-health" not in same_band
    assert (later.on, later.weeks_on) == (DAY, DAY + 8)
    _, passed, later = sit(DAILY, again(kept, 8), q_weeks="w28", q_agreed="no")
    assert {"q-weeks", "q-health", "q-agreed", "q-told-no"} <= set(passed)
    assert "q-pregnant" not in passed
    assert (later.on, later.weeks) == (DAY + 8, 31)


def test_a_week_counts_from_the_day_on_which_it_was_named():
    _, _, kept = sit(DAILY, q_pregnant="yes", q_weeks="w20")
    _, shown, later = sit(DAILY, again(kept, 8))
    assert "q-weeks" not in shown
    assert (later.weeks, later.weeks_on) == (kept.weeks, kept.weeks_on) == (23, DAY)


def test_a_pregnancy_that_is_over_leaves_no_week_behind():
    _, _, kept = sit(DAILY, q_pregnant="yes", q_weeks="w20")
    _, _, later = sit(DAILY, again(kept), **{SAME: "new"})
    assert later.answers["q-pregnant"] == "no"
    assert (later.weeks, later.weeks_on) == (0, 0)
    changed_her_mind = {"q-pregnant": "no", "q-weeks": "w20"}
    kept = Player(DAILY, CATALOGUE, RULES).remembering(answered(DAILY, changed_her_mind), DAY)
    assert (kept.weeks, kept.weeks_on) == (0, 0)


def test_the_oldest_answer_counts_though_it_is_the_only_one():
    one = Remembered(answers={"q-told-no": "no"}, on=DAY)
    _, shown, later = sit(DAILY, again(one))
    assert "q-told-no" not in shown
    assert "q-pregnant" in shown
    assert later.on == DAY


def test_lying_flat_is_off_until_the_care_team_agrees():
    _, _, kept = sit(DAILY)
    unwell = after_unwell(again(kept, 0), DAY, Position.SUPINE, {})
    assert (unwell.felt_unwell_on_back, unwell.unwell_in, unwell.unwell_on) == (True, Position.SUPINE, DAY)
    for days in (1, 27, 200):
        run, shown, later = sit(DAILY, Recall(unwell, DAY + days), q_unwell_back="no")
        assert "q-unwell-back" in shown
        assert [c.after for c in run.of(out.Started)[0].changes] == ["side-lying-rest"]
        assert later.felt_unwell_on_back
    run, _, later = sit(DAILY, Recall(unwell, DAY + 1), q_unwell_back="agreed")
    assert run.of(out.Started)[0].changes == ()
    assert not later.felt_unwell_on_back


def test_feeling_unwell_elsewhere_takes_no_position_away():
    kept = after_unwell(None, DAY, Position.STANDING, {})
    assert (kept.felt_unwell_on_back, kept.unwell_in) == (False, Position.STANDING)
    assert kept.on == DAY
    assert after_unwell(
        Recall(replace(kept, felt_unwell_on_back=True), DAY), DAY, Position.SEATED, {}
    ).felt_unwell_on_back


@pytest.mark.parametrize("who", ["other", "class"])
def test_what_somebody_else_felt_is_not_written_down_for_the_one_who_is_known(who):
    assert after_unwell(Recall(Remembered(), DAY), DAY, Position.SUPINE, {SAME: who}) is None


def test_a_note_belongs_to_the_last_time_of_feeling_unwell():
    first = after_unwell(None, DAY, Position.SUPINE, {})
    noted = with_note(first, "  I saw stars.\n")
    assert noted == replace(first, unwell_note="I saw stars.")
    again_unwell = after_unwell(Recall(noted, DAY + 1), DAY + 1, Position.SEATED, {SAME: "same"})
    assert (again_unwell.unwell_note, again_unwell.felt_unwell_on_back) == ("", True)


UNWELL = Remembered(
    answers={"q-pregnant": "no"},
    on=DAY,
    felt_unwell_on_back=True,
    unwell_in=Position.SUPINE,
    unwell_on=DAY,
    unwell_note="Stars.",
)


def test_what_another_session_wrote_down_meanwhile_still_counts():
    before = Remembered(answers={"q-pregnant": "no"}, on=DAY)
    kept = replace(before, answers={"q-pregnant": "yes"})
    merged = with_news(kept, before, UNWELL)
    assert merged.answers == kept.answers
    assert (merged.felt_unwell_on_back, merged.unwell_note) == (True, "Stars.")
    assert with_news(kept, None, UNWELL).felt_unwell_on_back


def test_what_the_session_knew_when_it_began_may_be_agreed_to():
    agreed = replace(UNWELL, felt_unwell_on_back=False)
    assert with_news(agreed, UNWELL, UNWELL) == agreed
    assert with_news(agreed, UNWELL, None) == agreed


def test_somebody_else_who_felt_unwell_is_nobody_of_whom_it_is_kept():
    for recall in (None, Recall(Remembered(), DAY)):
        assert after_unwell(recall, DAY, Position.SUPINE, {SAME: "other"}) is None


def test_a_note_is_of_bounded_length():
    assert with_note(Remembered(), "x" * 10_000).unwell_note == "x" * LONGEST_NOTE


def test_somebody_else_is_not_asked_about_an_earlier_session():
    kept = Remembered(on=DAY, felt_unwell_on_back=True)
    _, shown, _ = sit(DAILY, again(kept), **{SAME: "other"})
    assert "q-unwell-back" not in shown
    _, shown, _ = sit(DAILY, again(kept), **{SAME: "class"})
    assert "q-unwell-back" in shown


def test_nothing_holds_before_somebody_says_who_is_there():
    _, _, kept = sit(DAILY)
    for answers in ({}, {SAME: "new"}, {SAME: "other"}, {SAME: "class"}, {SAME: "?"}):
        assert settled(again(kept), RULES, answers) == {}
    assert settled(again(kept), RULES, {SAME: "same"}) == kept.answers
    assert settled(None, RULES, {SAME: "same"}) == {}


def test_a_session_with_a_helper_asks_for_the_helper_every_time():
    _, _, kept = sit(HELPED)
    _, shown, _ = sit(HELPED, again(kept))
    assert {"q-helper", "q-touch", "q-helper-back", "helper-agree", "no-massage", "file:touch"} <= set(shown)


def test_a_routine_of_one_block_is_remembered_for_itself():
    _, _, kept = sit(routine_of(block("seated-rest")))
    assert "q-floor" not in kept.answers


class TestAClassOfWhichNobodyIsRemembered:
    """Several who follow together say so first; what is true of one of them is answered."""

    def test_it_is_offered_where_nobody_is_remembered(self):
        first = Player(DAILY, CATALOGUE, RULES).pages({})[0]
        assert [choice.id for choice in first.choices] == ["go-on", CLASS]
        known = Recall(Remembered(on=DAY), DAY)
        pages = Player(DAILY, CATALOGUE, RULES, recall=known).pages({SAME: "new"})
        assert [c.id for c in next(p for p in pages if p.id == READING).choices] == ["go-on"]

    def test_every_question_says_whose_answer_counts(self):
        player = Player(DAILY, CATALOGUE, RULES)
        asked = {question.id: question for question in player.asked({}).questions}
        for answers, told in (({READING: CLASS}, True), ({READING: "go-on"}, False)):
            pages = [page for page in player.pages(answers) if page.id in asked]
            assert pages
            for page in pages:
                assert page.text.startswith(asked[page.id].several or RULES.several) is told

    def test_whose_answer_counts_never_turns_a_question_round(self):
        """ "If it is true of one of you" would open the floor to all where one can get up again."""
        assert "the most careful answer" in RULES.several
        own = {question.id for question in RULES.questions if question.several}
        assert own == {"q-weeks"}, "a week has no more careful answer: it says which one counts"

    def test_nothing_of_them_is_kept(self):
        _run, _shown, kept = sit(DAILY, reading=CLASS)
        assert kept is None
        assert after_unwell(None, DAY, Position.SUPINE, {READING: CLASS}) is None
