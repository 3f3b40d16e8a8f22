"""What the search field understands, at every key."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from psoas_desktop.playback.summary import Summary
from psoas_desktop.routine.problems import Problem
from psoas_desktop.routine.vocabulary import Position
from psoas_desktop.storage.library_search import LONGEST, Facts, select, understand
from psoas_desktop.storage.search_words import PHRASES, THINGS, Topic

CHAIR = Summary(
    title="Daily chair rest",
    authors=("Ana Müller",),
    tags=("daily", "rest"),
    total_ms=654_000,
    positions=(Position.STANDING, Position.SUPINE),
    lies_down=True,
    on_back=True,
    floor=True,
    props=("Steady chair: no wheels", "Mat, rug or folded blanket"),
    prop_ids=("chair", "mat"),
    names=("Chair rest", "Roll and rise"),
)
UPRIGHT = Summary(
    title="No lying down",
    tags=("upright",),
    total_ms=1_098_000,
    positions=(Position.STANDING, Position.WALKING, Position.HALF_KNEELING, Position.SEATED),
    floor=True,
    props=("Wall or kitchen counter to hold", "Cushion for your knee"),
    prop_ids=("support", "knee-cushion"),
    names=("Brisk walk", "Kneeling lunge"),
)
HELPED = Summary(
    title="With a helper",
    total_ms=762_000,
    positions=(Position.SIDE_LYING,),
    lies_down=True,
    floor=True,
    helper=True,
    props=("My yoga blanket",),
    prop_ids=("",),
)
BROKEN = Summary(title="Evening lying rest", problem=Problem("empty-file"), problems=1)
ALL = [Facts(summary, summary.title) for summary in (CHAIR, UPRIGHT, HELPED, BROKEN)]


def found(text):
    return "".join("CUHB"[index] for index in select(ALL, understand(text)))


def parts(text):
    return [(p.topic.value, p.wanted, p.value) for p in understand(text).parts]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "CUHB"),
        ("   ", "CUHB"),
        ("no lying down", "U"),
        ("No Lying", "U"),
        ("without lying down", "U"),
        ("lying", "CH"),
        ("lying down", "CH"),
        ("on my back", "C"),
        ("not on my back", "UH"),
        ("helper", "H"),
        ("with a helper", "H"),
        ("no helper", "CU"),
        ("alone", "CU"),
        ("10 min", ""),
        ("11 min", "C"),
        ("11 minutes", "C"),
        ("11min", "C"),
        ("under 15 min", "CH"),
        ("under 15", "CH"),
        ("< 13", "CH"),
        ("max 11", "C"),
        ("over 15 min", "U"),
        ("at least 18 minutes", "U"),
        ("chair", "C"),
        ("chairs", "C"),
        ("no chair", "UH"),
        ("without a chair", "UH"),
        ("blanket", "CH"),
        ("cushion", "U"),
        ("wall", "U"),
        ("standing", "CU"),
        ("seated", "U"),
        ("sitting", "U"),
        ("kneeling", "U"),
        ("no kneeling", "CH"),
        ("on my side", "H"),
        ("walking", "U"),
        ("müller", "C"),
        ("muller", "C"),
        ("MULL", "C"),
        ("daily", "C"),
        ("upright", "U"),
        ("evening", "B"),
        ("brisk walk", "U"),
        ("lunge kneeling", "U"),
        ("helper, under 15 min", "H"),
        ("under 15 chair", "C"),
        ("no lying down 20 min", "U"),
        ("lying no lying down", ""),
        ("xyzzy", ""),
        ("§ % …", "CUHB"),
    ],
)
def test_searches(text, expected):
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("no lying down, 10 min", [("lying", False, ""), ("at-most", True, "10")]),
        ("under 0015 min", [("at-most", True, "15")]),
        ("over 20 minutes chair", [("at-least", True, "20"), ("thing", True, "chair")]),
        ("no rug", [("thing", False, "mat")]),
        ("hello helper", [("word", True, "hello"), ("helper", True, "")]),
        ("99999 kg", [("word", True, "99999"), ("word", True, "kg")]),
    ],
)
def test_what_is_understood(text, expected):
    assert parts(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("no", "CUH"),
        ("no l", "U"),
        ("no lyi", "U"),
        ("no h", "CU"),
        ("hel", "H"),
        ("under", "CUHB"),
        ("unde", "CUHB"),
        ("11", "C"),
        ("under 15 m", "CH"),
        ("lying d", "CH"),
        ("chair no h", "C"),
        ("no ch", "UH"),
        ("eve", "B"),
        ("ove", "CUHB"),
        ("ro", "C"),
    ],
)
def test_a_search_that_is_being_typed(text, expected):
    assert found(text) == expected


@pytest.mark.parametrize(
    "phrase", ["no lying down", "under 15", "with a helper", "not on my back", "no chair"]
)
def test_no_key_on_the_way_to_a_phrase_empties_the_list(phrase):
    for end in range(1, len(phrase) + 1):
        assert found(phrase[:end]) or phrase[:end] == "under 1"


def test_a_part_can_be_taken_out():
    query = understand("chair, no lying down under 15 min")
    assert [query.text[p.start : p.end] for p in query.parts] == ["chair", "no lying down", "under 15 min"]
    assert query.without(query.parts[1]) == "chair, under 15 min"
    assert parts(query.without(query.parts[0])) == parts("no lying down under 15 min")


def test_words_of_another_language():
    german = {"no lying down": "nicht liegen|ohne liegen", "up to # min": "bis # min", "min|": "min|minuten"}

    def translate(_context, text):
        return next((words for start, words in german.items() if text.startswith(start)), "")

    query = understand("bis 12 Minuten ohne Liegen", translate)
    assert [(p.topic, p.wanted, p.value) for p in query.parts] == [
        (Topic.AT_MOST, True, "12"),
        (Topic.LYING, False, ""),
    ]


@pytest.mark.parametrize(("meaning", "text"), PHRASES.items())
def test_every_wording_means_what_its_phrase_means(meaning, text):
    topic, wanted, value = meaning
    for wording in text.split("|"):
        number = "12" if "#" in wording else value
        assert parts(wording.replace("#", "12")) == [(topic, wanted, number)], wording


@pytest.mark.parametrize(("thing", "text"), THINGS.items())
def test_every_thing_can_be_wanted_and_unwanted(thing, text):
    for wording in text.split("|"):
        assert parts(wording) == [("thing", True, thing)]
        assert parts("no " + wording) == [("thing", False, thing)]


vocabulary = st.sampled_from(
    ["no", "lying", "down", "under", "12", "min", "chair", "helper", "with", "a", "<", "ü", ","]
)


@given(st.text() | st.lists(vocabulary).map(" ".join))
def test_any_text_is_a_search(text):
    query = understand(text)
    assert set(select(ALL, query)) <= set(range(4))
    spans = [(p.start, p.end) for p in query.parts]
    assert spans == sorted(spans)
    assert all(0 <= start < end <= LONGEST for start, end in spans)
    for part in query.parts:
        shorter = understand(query.without(part))
        assert len(shorter.text) <= len(query.text)


@given(st.lists(vocabulary, max_size=6).map(" ".join))
def test_a_space_at_the_end_changes_nothing(text):
    assert select(ALL, understand(text)) == select(ALL, understand(text + "  "))


@given(st.lists(vocabulary, max_size=5).map(" ".join), st.sampled_from(["no lying down", "helper", "chair"]))
def test_one_more_phrase_never_finds_more(text, phrase):
    assert set(select(ALL, understand(f"{phrase}; {text}"))) <= set(select(ALL, understand(phrase)))
