"""Files of answers."""

import pytest

from psoas_desktop.safety.answers import BadAnswersError, answers_from_data


def test_choices_by_their_ids():
    assert answers_from_data({"q-signs": "none", "helper-agree": "down"}) == {
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
        ("pelvic-girdle", True, "yes"),
        ("pelvic-girdle", False, "no"),
        ("q-pregnant", {"pregnant": True, "weeks": 30}, "yes"),
        ("q-pregnant", {"pregnant": False}, "no"),
        ("q-pregnant", {"pregnant": "not-said"}, "not-said"),
    ],
)
def test_yes_and_no(question, given, choice):
    assert answers_from_data({question: given}) == {question: choice}


@pytest.mark.parametrize("given", [None, 1, 0, 1.5, [], ["none"], {}, {"pregnant": None}, {"weeks": 20}, ""])
def test_what_is_not_understood_counts_as_not_answered(given):
    assert answers_from_data({"q-signs": given}) == {"q-signs": ""}


@pytest.mark.parametrize("data", [None, 1, "none", [], [{"q-signs": "none"}], True])
def test_what_is_no_object_is_refused(data):
    with pytest.raises(
        BadAnswersError, match=r"^an object is needed, with a question's id and its answer in each line$"
    ):
        answers_from_data(data)


def test_an_empty_set_of_answers_is_one():
    assert answers_from_data({}) == {}
