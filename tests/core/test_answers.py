"""Files of answers."""

import pytest

from psoas_desktop.safety.answers import BadAnswersError, answers_from_data
from tests.core.sessions import RULES


def read(data):
    return answers_from_data(data, RULES)


def test_choices_by_their_ids():
    assert read({"q-signs": "none", "helper-agree": "down"}) == {
        "q-signs": "none",
        "helper-agree": "down",
    }


@pytest.mark.parametrize(
    ("question", "given", "choice"),
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
    ],
)
def test_yes_and_no(question, given, choice):
    assert read({question: given}) == {question: choice}


@pytest.mark.parametrize("given", [None, 1, 0, 1.5, [], ["none"], {}, {"pregnant": None}, {"weeks": 20}, ""])
def test_what_is_not_understood_counts_as_not_answered(given):
    assert read({"q-signs": given}) == {"q-signs": ""}


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


@pytest.mark.parametrize(("given", "choice"), [(True, "yes"), (False, "no"), ("no", "no")])
def test_pelvic_pain_may_be_called_by_its_banner(given, choice):
    assert read({"pelvic-girdle": given}) == {"q-pelvis": choice}
