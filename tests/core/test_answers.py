"""Files of answers."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from psoas_desktop.safety.answers import (
    ANSWERS_ID,
    BadAnswersError,
    answers_from_data,
    answers_schema,
    answers_schema_text,
)
from psoas_desktop.storage.resources import ANSWERS_SCHEMA_FILE, root
from tests.core.sessions import RULES


def read(data):
    return answers_from_data(data, RULES)


def test_choices_by_their_ids():
    assert read({"q-signs": "none", "helper-agree": "down"}) == {
        "q-signs": "none",
        "helper-agree": "down",
    }


@pytest.mark.parametrize(
    ("question", "value", "choice"),
    [
        ("q-signs", True, "some"),
        ("q-signs", False, "none"),
        ("q-pregnant", True, "yes"),
        ("q-pregnant", False, "no"),
        ("q-pelvis", True, "yes"),
        ("q-pelvis", False, "no"),
        ("q-told-no", True, "exercise"),
        ("q-told-no", {"exercise": True, "back": True}, "exercise"),
        ("q-told-no", {"exercise": False, "back": True}, "back"),
        ("q-told-no", {"exercise": False, "back": False}, "no"),
        ("q-high-risk", {"yes": True, "agreed": True}, "agreed"),
        ("q-high-risk", {"yes": True}, "yes"),
        ("q-high-risk", {"yes": False}, "no"),
        ("q-operation", {"yes": True, "agreed": True, "birth": True}, "birth-agreed"),
        ("q-operation", {"yes": True, "agreed": True}, "agreed"),
        ("q-balance", False, "unsteady"),
        ("q-balance", True, "steady"),
        ("q-helper", True, "yes"),
        ("q-touch", False, "no"),
        ("q-touch", "yes", "welcome"),
        ("q-body", "no", "none"),
        ("q-pregnant", {"pregnant": False}, "no"),
        ("q-pregnant", {"pregnant": "not-said"}, "not-said"),
        ("q-high-risk", {"yes": "agreed"}, "agreed"),
        ("q-high-risk", {"answer": "no"}, ""),
    ],
)
def test_yes_and_no(question, value, choice):
    assert read({question: value}) == {question: choice}


@pytest.mark.parametrize("value", [None, 1, 0, 1.5, [], ["none"], {}, {"pregnant": None}, {"weeks": 20}, ""])
def test_what_is_not_understood_counts_as_not_answered(value):
    assert read({"q-signs": value}) == {"q-signs": ""}


@pytest.mark.parametrize("data", [None, 1, "none", [], [{"q-signs": "none"}], True])
def test_what_is_no_object_is_refused(data):
    with pytest.raises(
        BadAnswersError, match=r"^an object is needed, with a question's id and its answer in each line$"
    ):
        read(data)


def test_an_empty_set_of_answers_is_one():
    assert read({}) == {}


@pytest.mark.parametrize(
    ("weeks", "choice"),
    [(0, "w0"), (11, "w0"), (12, "w12"), (15, "w12"), (16, "w16"), (19, "w16"), (27, "w24"), (28, "w28"),
     (31, "w28"), (36, "w32"), (37, "w37"), (45, "w37"), (46, ""), (-1, ""), (15.9, "w12")],
)  # fmt: skip
def test_weeks_fall_under_their_choice(weeks, choice):
    given = {"q-pregnant": {"pregnant": True, "weeks": weeks}}
    assert read(given) == {"q-pregnant": "yes", "q-weeks": choice}


def test_weeks_that_are_no_number_are_not_answered():
    assert "q-weeks" not in read({"q-pregnant": {"pregnant": True, "weeks": True}})
    assert "q-weeks" not in read({"q-pregnant": {"pregnant": True, "weeks": "20"}})


def test_weeks_leave_the_answers_beside_them():
    data = {"q-signs": False, "q-pregnant": {"pregnant": True, "weeks": 20}, "q-heart": False}
    assert read(data) == {"q-signs": "none", "q-pregnant": "yes", "q-weeks": "w20", "q-heart": "no"}


@pytest.mark.parametrize(("value", "choice"), [(True, "yes"), (False, "no"), ("no", "no")])
def test_pelvic_pain_may_be_called_by_its_banner(value, choice):
    assert read({"pelvic-girdle": value}) == {"q-pelvis": choice}


# --- the published schema -------------------------------------------------------------------------

SCHEMA = answers_schema(RULES)


def forms_of(part):
    """A strategy of what one form of an answer accepts."""
    if "enum" in part:
        return st.sampled_from(part["enum"])
    if part.get("type") == "boolean":
        return st.booleans()
    if part.get("type") == "integer":
        return st.integers(part["minimum"], part["maximum"])
    if "anyOf" in part:
        return st.one_of([forms_of(one) for one in part["anyOf"]])
    members = {name: forms_of(one) for name, one in part["properties"].items()}
    required = {name: members.pop(name) for name in part["required"]}
    return st.fixed_dictionaries(required, optional=members)


def test_the_schema_is_the_one_that_is_published():
    assert answers_schema_text(RULES) == (root() / ANSWERS_SCHEMA_FILE).read_text("utf-8")


def test_the_schema_can_be_read_in_any_language():
    asked = replace(RULES.question("q-floor"), text="Können Sie sich hinlegen?")
    assert "Können Sie sich hinlegen?" in answers_schema_text(replace(RULES, questions=(asked,)))


@pytest.mark.parametrize(("left", "refused"), [("yes", [False, "no"]), ("no", [True, "yes"])])
def test_yes_and_no_are_answers_only_where_both_are_choices(left, refused):
    """What the schema accepts is understood: half of it would not be."""
    asked = RULES.question("q-floor")
    asked = replace(asked, choices=tuple(c for c in asked.choices if c.id == left))
    schema = Draft202012Validator(answers_schema(replace(RULES, questions=(asked,))))
    assert schema.is_valid({asked.id: left})
    for value in refused:
        assert not schema.is_valid({asked.id: value})


@pytest.mark.parametrize("question", RULES.questions, ids=lambda question: question.id)
def test_the_schema_has_each_question_in_its_words_with_each_of_its_choices(question):
    made = answers_schema(RULES)
    part = made["properties"][question.id]
    assert (part["title"], part["description"]) == (question.title, question.text)
    for choice in question.choices:
        Draft202012Validator(made).validate({question.id: choice.id})


@given(
    st.fixed_dictionaries(
        {}, optional={name: forms_of(p) for name, p in SCHEMA["properties"].items() if "anyOf" in p}
    )
)
def test_what_the_schema_accepts_is_understood(data):
    Draft202012Validator(SCHEMA).validate(data)
    for name, choice in read(data).items():
        assert RULES.question(name).choice(choice) is not None, (name, data)


@pytest.mark.parametrize(
    "data",
    [
        [],
        {"q-signs": "maybe"},
        {"q-signs": 1},
        {"q-pregnant": {"weeks": 20}},
        {"q-pregnant": {"pregnant": True, "weeks": 46}},
        {"q-pregnant": {"pregnant": True, "weeks": -1}},
        {"q-pregnant": {"pregnant": True, "week": 20}},
        {"q-pregnant": 1},
        {"q-told-no": {"back": True}},
        {"q-told-no": {"exercise": False}},
        {"q-high-risk": {"yes": True, "agreed": True, "birth": True}},
        {"q-balance": {"yes": True}},
        {"$schema": 1},
        {"stop-signs": "maybe"},
        {"q-heart": {"agreed": True}},
        {"q-weeks": True},
        {"cautions": 1},
    ],
)
def test_what_the_schema_refuses(data):
    assert not Draft202012Validator(SCHEMA).is_valid(data)


def test_other_names_and_a_word_on_the_schema_are_fine():
    data = {"$schema": ANSWERS_ID, "pelvic-girdle": False, "stop-signs": "none", "file:touch": "go-on"}
    Draft202012Validator(SCHEMA).validate(data)
    assert read(data) == {"q-pelvis": "no", "q-signs": "none", "file:touch": "go-on"}


@pytest.mark.parametrize(
    "given_", [{}, {"exercise": False}, {"back": False}, {"back": True}, {"exercise": 1}]
)
def test_half_an_answer_to_what_was_told_is_none(given_):
    assert read({"q-told-no": given_}) == {"q-told-no": ""}
