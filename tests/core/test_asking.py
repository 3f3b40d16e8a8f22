"""Which questions are asked, and what the answers so far say of a person."""

from dataclasses import replace

import pytest

from psoas_desktop.routine.vocabulary import Position
from psoas_desktop.safety.asking import ask, concerns, concerns_block, covered, open_lines
from psoas_desktop.safety.rules import Choice, Question
from tests.core.sessions import RULES, answered, block, group, routine_of

HEALTH = ("q-heart", "q-clots", "q-operation")
BODY = ("q-back", "q-pelvis", "q-knee", "q-tailbone", "q-balance")
LUNGE = routine_of(block("kneeling-lunge"))
SEATED = routine_of(block("seated-rest"))


def question(name="q", **fields):
    choices = Choice("no", "No, not me", "go"), Choice("yes", "Yes, me", "go", caution=1)
    return Question(name, "T", "Q?", (), fields.pop("choices", choices), **fields)


def only(*questions):
    return replace(RULES, questions=questions)


def ids(questions):
    return [one.id for one in questions]


# --- what a question is about ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("about", "kind", "fields", "asked"),
    [
        ({}, "seated-rest", {}, True),
        ({"positions": (Position.SUPINE,)}, "seated-rest", {}, False),
        ({"positions": (Position.SUPINE,)}, "free", {"start_position": "supine"}, True),
        ({"positions": (Position.SUPINE,)}, "free", {"position": "supine"}, True),
        ({"positions": (Position.SUPINE,)}, "free", {"end_position": "supine"}, True),
        ({"kinds": ("hydrate",)}, "hydrate", {}, True),
        ({"kinds": ("hydrate",)}, "seated-rest", {}, False),
        ({"profiles": ("active",)}, "brisk-walk", {}, True),
        ({"profiles": ("active",)}, "seated-rest", {}, False),
        ({"needs_helper": True}, "helper-briefing", {}, True),
        ({"needs_helper": True}, "seated-rest", {}, False),
        ({"kinds": ("log-roll-rise",)}, "log-roll-rise", {}, True),
    ],
)
def test_a_question_is_asked_where_a_block_is_of_what_it_names(about, kind, fields, asked):
    made = question(**about)
    assert concerns(made, routine_of(block("hydrate"), block(kind, **fields))) is (
        asked or "hydrate" in made.kinds
    )
    assert concerns(made, routine_of(group(group(block(kind, **fields))))) is asked


@pytest.mark.parametrize("kind", ["log-roll-rise", "lower-to-floor"])
def test_getting_down_and_up_call_for_no_question_of_a_position_or_an_exercise(kind):
    (way,) = routine_of(block(kind)).blocks()
    assert not concerns_block(question(positions=tuple(Position)), way)
    assert not concerns_block(question(profiles=(way.kind.profile,)), way)


def test_whoever_has_a_helper_is_asked_about_it_though_the_question_names_kinds_too():
    (talk,) = routine_of(block("helper-briefing")).blocks()
    assert concerns_block(question(kinds=("hydrate",), needs_helper=True), talk)
    assert not concerns_block(question(kinds=("hydrate",)), talk)


# --- what an answer says --------------------------------------------------------------------------


@pytest.mark.parametrize(("given", "counts"), [({}, "yes"), ({"q": "?"}, "yes"), ({"q": "no"}, "no")])
def test_an_answer_that_is_missing_or_unknown_counts_as_the_most_cautious(given, counts):
    asked = ask(SEATED, only(question()), given)
    assert asked.choices["q"].id == counts
    assert ids(asked.questions) == ["q"]


def test_answers_set_facts_and_flags_that_later_questions_hear():
    first = question(
        choices=(
            Choice("a", "An a", "go", caution=1, sets={"f": "1", "known": "new"}, flags=("x", "y")),
            Choice("b", "A b", "go", sets={"f": "2"}),
        )
    )
    later = question("later", asked_when=({"f": ("1",), "known": ("new",)}, {"f": ("3",)}))
    rules = only(first, later)
    asked = ask(SEATED, rules, {"q": "a"}, {"known": "old", "more": "m"})
    assert ids(asked.questions) == ["q", "later"]
    assert asked.facts == {"known": "new", "more": "m", "f": "1"}
    assert asked.flags == {"x", "y"}
    asked = ask(SEATED, rules, {"q": "b"}, {"known": "old"})
    assert ids(asked.questions) == ["q"]
    assert (asked.flags, set(asked.choices)) == (frozenset(), {"q"})
    assert ids(ask(SEATED, rules, {"q": "b"}, {"f": "3"}).questions) == ["q"], "an answer is newer"


def test_what_was_settled_counts_and_is_not_asked_and_a_new_answer_wins():
    rules = only(question(choices=(Choice("no", "N", "go"), Choice("yes", "Y", "go", 1, {"f": "1"}))))
    asked = ask(SEATED, rules, {}, settled={"q": "no"})
    assert (asked.questions, asked.choices["q"].id) == ((), "no")
    asked = ask(SEATED, rules, {"q": "yes"}, settled={"q": "no"})
    assert (asked.choices["q"].id, asked.facts) == ("yes", {"f": "1"})


def test_what_was_settled_does_not_end_the_questions_behind_it():
    asked = ask(SEATED, only(question("a"), question("b"), question("c")), {}, settled={"b": "no"})
    assert ids(asked.questions) == ["a", "c"]
    assert list(asked.choices) == ["a", "b", "c"]


def test_a_question_that_does_not_matter_ends_nothing():
    lies = question("lies", positions=(Position.SUPINE,))
    waits = question("waits", asked_when=({"f": ("1",)},))
    empty = question("empty", covers=("lies",))
    asked = ask(SEATED, only(lies, waits, empty, question("last")), {})
    assert ids(asked.questions) == ["last"]
    assert set(asked.choices) == {"last"}


# --- lists ----------------------------------------------------------------------------------------


def test_a_list_has_the_lines_that_matter_in_its_order():
    body = RULES.question("q-body")
    assert ids(covered(body, LUNGE, RULES)) == list(BODY)
    assert ids(covered(body, routine_of(block("brisk-walk")), RULES)) == ["q-tailbone", "q-balance"]
    assert covered(body, SEATED, RULES) == ()
    assert covered(question(covers=("no-such",)), LUNGE, RULES) == ()


def test_lines_that_were_answered_earlier_are_no_longer_open():
    body = RULES.question("q-body")
    assert ids(open_lines(body, LUNGE, RULES)) == list(BODY)
    assert ids(open_lines(body, LUNGE, RULES, {"q-knee": "no", "q-back": "yes"})) == [
        "q-pelvis",
        "q-tailbone",
        "q-balance",
    ]


def test_none_of_these_is_believed_only_where_no_line_says_otherwise():
    fine = answered(LUNGE)
    asked = ask(LUNGE, RULES, fine)
    assert asked.choices["q-body"].id == "none"
    assert not set(BODY) & set(asked.choices)
    asked = ask(LUNGE, RULES, {**fine, "q-body": "none", "q-knee": "yes"})
    assert asked.choices["q-body"].id == "some"
    assert asked.choices["q-knee"].id == "yes"


def test_none_of_these_answers_each_line_that_was_not_answered_by_itself():
    fine = answered(LUNGE)
    asked = ask(LUNGE, RULES, {**fine, "q-body": "none", "q-knee": "yes"})
    others = set(BODY) - {"q-knee"}
    assert asked.implied == others
    assert {asked.choices[name].id for name in others} == {"no", "steady"}
    assert not others & set(ids(asked.questions)), "they were answered"
    assert "q-knee" in ids(asked.questions)


def test_each_of_several_lists_answers_its_own_lines():
    said = {"q-health": "none", "q-heart": "agreed", "q-body": "none", "q-knee": "yes"}
    asked = ask(LUNGE, RULES, {**answered(LUNGE), **said})
    assert asked.implied == {*BODY, *HEALTH, "q-hip"} - {"q-heart", "q-knee"}


def test_what_is_implied_holds_only_for_questions_that_were_gone_through():
    assert ask(LUNGE, RULES, answered(LUNGE)).implied == frozenset()


def test_some_of_these_asks_for_each_line():
    fine = answered(LUNGE)
    asked = ask(LUNGE, RULES, {**fine, "q-body": "some"})
    assert set(BODY) <= set(ids(asked.questions))
    assert asked.choices["q-balance"].id == "unsteady", "not answered"
    assert asked.implied == frozenset()


def test_an_unanswered_list_counts_as_its_lines_once_all_are_answered():
    fine = {name: choice for name, choice in answered(LUNGE).items() if name != "q-body"}
    lines = {**dict.fromkeys(BODY, "no"), "q-balance": "steady"}
    assert ask(LUNGE, RULES, {**fine, **lines}).choices["q-body"].id == "none"
    assert ask(LUNGE, RULES, {**fine, **lines, "q-knee": "yes"}).choices["q-body"].id == "some"
    del lines["q-back"]
    assert ask(LUNGE, RULES, {**fine, **lines}).choices["q-body"].id == "some"
    assert ask(LUNGE, RULES, {**fine, **lines, "q-body": "some"}).choices["q-body"].id == "some"


def test_a_list_is_asked_where_a_line_is_open_and_settled_where_none_is():
    fine = answered(LUNGE)
    lines = {**dict.fromkeys(BODY, "no"), "q-balance": "steady"}
    asked = ask(LUNGE, RULES, {}, settled={**fine, **lines})
    assert "q-body" not in ids(asked.questions)
    assert asked.choices["q-body"].id == "none"
    del lines["q-knee"], fine["q-body"]
    asked = ask(LUNGE, RULES, {}, settled={**fine, **lines})
    assert "q-body" in ids(asked.questions)
    asked = ask(LUNGE, RULES, {"q-body": "none"}, settled={**fine, **lines, "q-back": "agreed"})
    assert asked.choices["q-back"].id == "agreed", "what was said of it stays"
    assert asked.implied == {"q-knee"}
    assert not {"q-back", "q-knee"} & set(ids(asked.questions))


@pytest.mark.parametrize("name", HEALTH)
def test_a_line_that_holds_keeps_the_agreement_that_goes_with_it(name):
    choice = "birth-agreed" if name == "q-operation" else "agreed"
    asked = ask(SEATED, RULES, answered(SEATED, {name: choice}))
    assert asked.choices["q-health"].id == "some"
    assert asked.choices[name].id == choice
