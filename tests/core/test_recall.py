"""Which remembered answers still hold, by what is remembered alone."""

from dataclasses import replace

import pytest

from psoas_desktop.safety.asking import ask
from psoas_desktop.safety.memory import (
    KEPT_DAYS,
    SAME,
    Answered,
    Recall,
    Remembered,
    known_facts,
    remember,
    settled,
    still_known,
)
from tests.core.sessions import RULES, answered, block, routine_of

DAY = 740_000
KNOWN = {"q-pregnant": "yes", "q-weeks": "w24", "q-told-no": "no", "q-heart": "no"}
WAS = Remembered(answers=KNOWN, on=DAY, weeks=27, weeks_on=DAY)
ROUTINE = routine_of(block("seated-rest"))


def held(answers, days=8, remembered=WAS):
    return settled(Recall(remembered, DAY + days), RULES, {SAME: "same", **answers})


@pytest.mark.parametrize(
    ("days", "known"), [(-1, False), (0, True), (KEPT_DAYS - 1, True), (KEPT_DAYS, False)]
)
def test_answers_hold_from_their_own_day_for_four_weeks(days, known):
    was = Remembered(answers={"q-told-no": "no"}, on=DAY)
    assert still_known(was, DAY + days) == (was.answers if known else {})


@pytest.mark.parametrize(
    ("weeks", "days", "asked"),
    [(15, 6, False), (15, 7, True), (27, 6, False), (27, 7, True), (14, 13, False), (14, 14, True),
     (16, 0, False), (28, 0, False), (28, 26, False), (27, -1, False)],
)  # fmt: skip
def test_the_week_holds_until_16_or_28_may_have_been_reached(weeks, days, asked):
    was = replace(WAS, on=DAY - 1, weeks=weeks)
    expected = {name: choice for name, choice in KNOWN.items() if not (asked and name == "q-weeks")}
    assert still_known(was, DAY + days) == expected


def test_a_week_that_nobody_knows_is_not_asked_again_for_its_date():
    was = Remembered(answers={"q-pregnant": "yes", "q-weeks": "unknown"}, on=DAY)
    assert still_known(was, DAY + 1) == was.answers


def test_a_week_that_was_never_kept_cannot_be_asked_again():
    was = replace(WAS, answers={"q-told-no": "no"})
    assert still_known(was, DAY + 8) == {"q-told-no": "no"}


def test_as_long_as_the_week_is_not_named_anew_the_rest_holds():
    assert held({}, days=1) == KNOWN
    rest = {name: choice for name, choice in KNOWN.items() if name != "q-weeks"}
    assert held({}) == rest
    assert held({"q-weeks": "w24"}) == rest, "the same stage"
    assert held({"q-weeks": "w16"}) == rest, "another band of the same stage"


def test_another_stage_lets_only_the_pregnancy_hold():
    for week in ("w28", "w12", "w37", "unknown", "no such week"):
        assert held({"q-weeks": week}) == {"q-pregnant": "yes"}, week
    unheard = replace(WAS, answers={**KNOWN, "q-weeks": "no such week"})
    assert held({"q-weeks": "w24"}, remembered=unheard) == {"q-pregnant": "yes"}


def test_a_week_that_still_holds_is_not_compared():
    assert held({"q-weeks": "w28"}, days=1) == KNOWN


def test_without_a_question_for_the_week_all_holds():
    rules = replace(RULES, questions=tuple(q for q in RULES.questions if q.id != "q-weeks"))
    rest = {name: choice for name, choice in KNOWN.items() if name != "q-weeks"}
    assert settled(Recall(WAS, DAY + 8), rules, {SAME: "same", "q-weeks": "w28"}) == rest


def test_what_is_known_without_asking():
    assert known_facts(None) == {}
    assert known_facts(Recall(WAS, DAY)) == {"remembered": "yes"}
    unwell = replace(WAS, felt_unwell_on_back=True)
    assert known_facts(Recall(unwell, DAY)) == {"remembered": "yes", "felt_unwell_on_back": "yes"}


@pytest.mark.parametrize("who", ["other", "class", "?", None])
def test_of_nobody_but_the_one_who_is_known_anything_is_remembered(who):
    answers = answered(ROUTINE) | ({} if who is None else {SAME: who})
    passed = Answered(ROUTINE, RULES, ask(ROUTINE, RULES, answers), answers)
    assert remember(Recall(WAS, DAY + 1), DAY + 1, passed) is None


def test_what_is_new_takes_the_place_of_what_was_known():
    answers = answered(ROUTINE) | {SAME: "new"}
    passed = Answered(ROUTINE, RULES, ask(ROUTINE, RULES, answers), answers, ("mark",))
    kept = remember(Recall(replace(WAS, read=("old",)), DAY + 1), DAY + 1, passed)
    assert kept.answers["q-pregnant"] == "no"
    assert "q-weeks" not in kept.answers
    assert (kept.on, kept.weeks, kept.weeks_on, kept.read) == (DAY + 1, 0, 0, ("old", "mark"))


@pytest.mark.parametrize(("week", "on"), [("w24", DAY), ("w28", DAY + 8)])
def test_the_oldest_answer_counts_until_another_stage_has_all_but_the_pregnancy_answered_anew(week, on):
    answers = answered(ROUTINE, {"q-pregnant": "yes", "q-weeks": week}) | {SAME: "same"}
    recall = Recall(WAS, DAY + 8)
    asked = ask(ROUTINE, RULES, answers, known_facts(recall), settled(recall, RULES, answers))
    kept = remember(recall, DAY + 8, Answered(ROUTINE, RULES, asked, answers))
    assert kept.on == on
    assert (kept.weeks, kept.weeks_on) == ({"w24": 27, "w28": 31}[week], DAY + 8)
