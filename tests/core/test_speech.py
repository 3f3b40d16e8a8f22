"""How long words take to say, and what tokens become."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from psoas_desktop.playback.speech import Tokens, speech_ms, spoken_time
from psoas_desktop.routine.vocabulary import Side
from tests.core.sessions import CATALOGUE, examples

REST = CATALOGUE.profiles["rest"]
MOVE = CATALOGUE.profiles["stretch"]
WORDS = CATALOGUE.words


def tokens(side=Side.LEFT, title="Chair rest", ms=300_000):
    return Tokens(WORDS, title, side, ms)


# reference.json, style: 110 words a minute in rests and 130 elsewhere, 1200 and 600 ms between sentences.


@pytest.mark.parametrize(
    ("text", "profile", "ms"),
    [
        ("", REST, 0),
        ("   ", REST, 0),
        ("one two three four five six seven eight nine ten eleven", REST, 6_000),
        ("one two three four five six seven eight nine ten eleven twelve thirteen", MOVE, 6_000),
        ("one two three four five. Six seven eight nine ten eleven.", REST, 7_200),
        ("One two three four five six! Seven eight nine ten eleven twelve? Thirteen.", MOVE, 7_200),
        ("Halfway.", REST, 545),
        ("Halfway", REST, 545),
        ("Take 2.5 kg now", REST, 4 * 60_000 // 110),
        ("Wait... Rest.", MOVE, 2 * 60_000 // 130 + 600),
    ],
)
def test_speech_time(text, profile, ms):
    assert speech_ms(text, profile) == ms


def test_a_last_sentence_without_a_full_stop_has_its_pause_before_it():
    assert speech_ms("Halfway. Rest", REST) == speech_ms("Halfway. Rest.", REST)


def test_sides_and_title():
    assert (
        tokens().fill("On the {side}, not the {other}: {title}") == "On the left, not the right: Chair rest"
    )
    assert tokens(Side.RIGHT).fill("{side} {other}") == "Right left"


def test_a_sentence_begins_with_a_capital():
    assert tokens().fill("{side} leg. {other} leg? {minutes}! {side}, {other}.") == (
        "Left leg. Right leg? Five minutes! Left, right."
    )
    assert tokens().fill("Your {side} hip") == "Your left hip"


def test_a_title_stays_as_it_is_written():
    assert tokens(title="chair rest").fill("Now {title}") == "Now chair rest"
    assert tokens(title="{side} {other}").fill("Next, {title}.") == "Next, {side} {other}."


@pytest.mark.parametrize(
    "text", ["{", "{}", "{0}", "{sides}", "{title!r}", "{ side }", "}{", "{side.upper}", "%s"]
)
def test_other_braces_stay(text):
    assert tokens().fill(text) == text


def test_without_a_side_there_is_no_word_for_it():
    assert tokens(None).fill("({side}{other})") == "()"


@pytest.mark.parametrize(
    ("ms", "text"),
    [
        (0, "zero seconds"),
        (1_000, "one second"),
        (45_000, "forty-five seconds"),
        (59_000, "fifty-nine seconds"),
        (60_000, "one minute"),
        (61_000, "one minute one second"),
        (90_000, "one minute thirty seconds"),
        (120_000, "two minutes"),
        (300_000, "five minutes"),
        (302_000, "five minutes two seconds"),
        (3_600_000, "sixty minutes"),
        (3_660_000, "61 minutes"),
    ],
)
def test_lengths_are_spoken(ms, text):
    assert spoken_time(ms, WORDS) == text


def test_minutes_are_those_of_the_hold():
    assert tokens(ms=90_000).fill("{minutes}") == "One minute thirty seconds"


@examples(100)
@given(st.text(alphabet="ab {}sideothrmnul.!? ", max_size=60))
def test_filling_is_total_and_touches_only_tokens(text):
    filled = tokens().fill(text)
    if not any(f"{{{name}}}" in text for name in ("side", "other", "minutes", "title")):
        assert filled == text
    assert speech_ms(filled, REST) >= 0
