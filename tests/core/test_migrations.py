"""Older files are brought to the present format in numbered steps, and nothing in them is lost."""

from pathlib import Path

import pytest
from hypothesis import given

from psoas_desktop.routine.check import check
from psoas_desktop.routine.codec import decode, encode
from psoas_desktop.routine.draft import Draft, from_plain
from psoas_desktop.routine.migrations import MIGRATIONS, format_of, migrate
from psoas_desktop.routine.problems import Level, Place
from psoas_desktop.routine.schema import FORMAT
from tests.core.catalogue_fixture import catalogue, rules
from tests.core.strategies import plain_values

FILES = Path(__file__).parents[1] / "files"


def draft(value):
    return Draft(from_plain(value))


def test_no_step_is_left_out_and_each_has_a_real_file():
    assert list(MIGRATIONS) == list(range(FORMAT))
    for number in MIGRATIONS:
        data = (FILES / f"format-{number}.psoas.json").read_bytes()
        assert format_of(decode(data).draft) == number
        assert b"".join(encode(decode(data).draft).split()) == b"".join(data.split())


@pytest.mark.parametrize("number", MIGRATIONS)
def test_the_file_of_an_older_format_plays(number):
    checked = check((FILES / f"format-{number}.psoas.json").read_bytes(), rules(), catalogue())

    assert [p for p in checked.problems if p.level is Level.ERROR] == []
    assert checked.routine is not None
    assert checked.from_format == number
    assert format_of(checked.draft) == FORMAT


def test_format_0():
    checked = check((FILES / "format-0.psoas.json").read_bytes(), rules(), catalogue())
    value = checked.draft.plain()

    assert list(value)[:4] == ["format", "id", "title", "summary"]
    assert [(item["type"], item["id"]) for item in value["items"]] == [
        ("chair-rest", "block-1"),
        ("group", "block-3"),
        ("log-roll-rise", "block-5"),
    ]
    first, group, _ = value["items"]
    assert first == {
        "type": "chair-rest",
        "id": "block-1",
        "title": "Legs on the chair",
        "duration_s": 300,
        "chair_height_cm": 45,
    }
    assert (group["title"], group["repeat"]) == ("Twice", 2)
    assert [(item["id"], item["duration_s"]) for item in group["items"]] == [("block-2", 30), ("block-4", 90)]


def test_what_a_step_does_not_know_stays_as_it_is_written():
    text = (FILES / "format-0.psoas.json").read_bytes()
    written = encode(migrate(decode(text).draft).draft).decode()

    assert '"Evening rest \\u2013 early file"' in written
    assert '"week": 1.0' in written
    assert "[2e0, 3]" in written
    assert '"colour": "#4a6b5d"' in written
    assert '"mood": "calm"' in written
    assert check(written.encode(), rules(), catalogue()).routine is not None


def test_problems_point_into_the_old_file():
    text = b"""{"version": 0, "id": "a", "name": "A", "exercises": [
  {"kind": "chair-rest",
   "minutes": 0.1,
   "sidess": 1}, {"kind": "rest", "minutes": "5 min"}]}"""
    found = check(text, rules(), catalogue()).problems

    assert [(p.code, p.place) for p in found] == [
        ("too-small", Place(3, 15)),
        ("unknown-field", Place(4, 4)),
        ("duration-as-text", Place(4, 46)),
    ]


def test_a_name_that_is_taken_is_left_alone():
    value = migrate(draft({"version": 0, "name": "Old", "title": "New", "exercises": []})).draft.plain()

    assert value == {"format": 1, "name": "Old", "title": "New", "items": []}


@pytest.mark.parametrize(
    "value",
    [{"format": 1, "version": 0, "name": "A"}, {"version": 3}, {"version": False}, {"format": "0"}, [], {}],
)
def test_other_documents_are_not_touched(value):
    before = draft(value)

    assert migrate(before).draft is before
    assert migrate(before).problems == ()


@pytest.mark.parametrize("number", [2, 7.0, 10**30])
def test_a_newer_format_is_refused(number):
    migrated = migrate(draft({"format": number}))
    (problem,) = migrated.problems

    assert problem.code == "format-too-new"
    assert problem.path == ("format",)
    assert problem.params["format"] == number


@given(plain_values)
def test_any_early_document_can_be_migrated_once_and_for_all(value):
    early = draft({"version": 0, "name": value, "exercises": value})
    migrated = migrate(early)

    assert migrated.from_format == 0
    assert migrate(migrated.draft).draft is migrated.draft
    assert migrated.draft.plain()["title"] == value


@given(plain_values)
def test_items_of_any_sort_can_be_migrated(value):
    early = draft(
        {"version": 0, "exercises": [value, {"kind": value, "minutes": value, "exercises": [value]}]}
    )

    assert len(migrate(early).draft.plain()["items"]) == 2
