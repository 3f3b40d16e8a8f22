"""Planned lengths of time, and lengths as people type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from psoas_desktop.editing.index import Index
from psoas_desktop.routine.draft import Draft, from_plain
from psoas_desktop.routine.durations import LONGEST_S, clock_text, parse_duration
from tests.core.catalogue_fixture import block, routine, rules

seconds = st.integers(0, LONGEST_S)


def planned_s(*items):
    index = Index(rules())
    index.update(Draft(from_plain(routine(*items))))
    return index.seconds


def group(*items, **fields):
    return {"type": "group", "id": "g", **fields, "items": list(items)}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("300", 300),
        (" 300 ", 300),
        ("5m", 300),
        ("5 min", 300),
        ("5 Minutes", 300),
        ("5:00", 300),
        ("0:05", 5),
        ("90:00", 5400),
        ("1:02:03", 3723),
        ("90 s", 90),
        ("90sec.", 90),
        ("1h", 3600),
        ("1 h 30 min", 5400),
        ("1h30", 5400),
        ("1h30m15s", 5415),
        ("2m30", 150),
        ("2.5 min", 150),
        ("2,5 min", 150),
        ("0", 0),
        ("24h", 86400),
        ("", None),
        ("five", None),
        ("-5", None),
        ("5 min 5 min", None),
        ("5s 1m", None),
        ("5 5", None),
        ("90s5", None),
        ("5:60", None),
        ("1:60:00", None),
        ("1:2:3", None),
        (":30", None),
        ("2.5", None),
        ("0.01 s", None),
        ("24:00:01", None),
        ("25h", None),
        ("5 weeks", None),
        ("1e3", None),
        ("\u0665", None),
        ("5\u00a0min", 300),
        ("5 min\n", 300),
    ],
)
def test_typed(typed, meant):
    assert parse_duration(typed) == meant


@given(seconds)
def test_a_clock_text_is_read_back(value):
    assert parse_duration(clock_text(value)) == value


@given(seconds, st.sampled_from(["", " "]), st.sampled_from([("h", "m", "s"), ("hours", "min", "sec")]))
def test_parts_add_up(value, gap, units):
    minutes, rest = divmod(value, 60)
    hours, minutes = divmod(minutes, 60)
    parts = [f"{number}{gap}{unit}" for number, unit in zip((hours, minutes, rest), units, strict=True)]

    assert parse_duration(" ".join(parts)) == value
    assert parse_duration(str(value)) == value
    assert parse_duration(f"{value}s".upper()) == value


@given(st.text("0123456789:.,hms min-", max_size=12))
def test_anything_typed_is_a_length_of_up_to_a_day_or_nothing(typed):
    value = parse_duration(typed)

    assert value is None or 0 <= value <= LONGEST_S


@given(st.text(max_size=30))
def test_no_text_raises(typed):
    parse_duration(typed)


def test_a_block_counts_its_lead_in():
    assert planned_s(block(duration_s=300)) == 30 + 300
    assert planned_s(block(duration_s=300, lead_in_s=5)) == 5 + 300


def test_sides_count_each_with_one_changeover():
    assert planned_s(block("kneeling-lunge", duration_s=60)) == 20 + 60 + 20 + 60
    assert planned_s(block("kneeling-lunge", duration_s=60, sides="left")) == 20 + 60
    assert planned_s(block("kneeling-lunge", duration_s=60, changeover_s=0)) == 20 + 120


def test_groups_repeat_with_rests_between_and_none_after():
    rest = block("rest", id="r", duration_s=10)
    assert planned_s(group(rest, repeat=3, rest_between_s=7)) == 3 * 10 + 2 * 7
    inner = group(rest, id="i", repeat=2, rest_between_s=1)
    assert planned_s(group(inner, repeat=3, rest_between_s=7)) == 3 * (2 * 10 + 1) + 2 * 7


def test_an_open_ended_block_counts_its_expected_time():
    open_ended = {"sides": "right", "open_ended": True, "lead_in_s": 0}
    assert planned_s(block("helper-stretch", duration_s=200, **open_ended)) == 200
    assert planned_s(block("helper-stretch", **open_ended)) == 90
