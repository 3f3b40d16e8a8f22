"""What the library says of a file, from the bytes to the summary."""

import copy
import json
from pathlib import Path

import pytest
from hypothesis import given

from psoas_desktop.playback.layout import lay_out
from psoas_desktop.playback.summarising import LONGEST_TEXT, LONGEST_TITLE, MOST, summary_of
from psoas_desktop.playback.summary import Summary
from psoas_desktop.routine.check import check
from psoas_desktop.routine.vocabulary import Position
from psoas_desktop.storage.program_data import read_program_data
from psoas_desktop.storage.resources import root
from tests.core.shipped import CATALOGUE, ROUTINES
from tests.core.strategies import written_documents

DATA = read_program_data(root())


def summed(document):
    data = document if isinstance(document, bytes) else json.dumps(document).encode()
    return summary_of(check(data, DATA.field_rules, DATA.catalogue), DATA.catalogue, DATA.rules)


def shipped(name):
    return copy.deepcopy(ROUTINES[f"{name}.psoas.json"])


def test_rest_on_a_chair():
    found = summed(shipped("daily-chair-rest"))
    assert found.playable
    assert found.title == "Daily chair rest"
    assert found.authors == ("The psoas_desktop contributors",)
    assert found.tags == ("daily", "rest", "floor")
    assert found.lies_down
    assert found.on_back
    assert found.floor
    assert not found.helper
    assert (found.figure, found.side) == ("chair_rest", "")
    assert Position.SUPINE in found.positions
    assert "chair" in found.prop_ids
    assert found.blocks == 5


def test_no_lying_down_is_said_of_the_routine_that_has_none():
    found = summed(shipped("no-lying-down"))
    assert not found.lies_down
    assert not found.on_back
    assert found.floor  # the kneeling lunge
    assert found.names[2] == "Brisk walk"


def test_helper_and_the_side_worked_first():
    found = summed(shipped("with-a-helper"))
    assert found.helper
    assert found.lies_down
    assert not found.on_back
    assert (found.figure, found.side) == ("helper_stretch_side_lying", "right")


@pytest.mark.parametrize("name", sorted(ROUTINES))
def test_time_is_the_time_as_played(name):
    checked = check(json.dumps(ROUTINES[name]).encode(), DATA.field_rules, DATA.catalogue)
    planned = lay_out(checked.routine, DATA.catalogue, DATA.rules, ()).planned_ms
    assert summary_of(checked, DATA.catalogue, DATA.rules).total_ms == planned


def test_repeats_count_as_blocks():
    document = shipped("daily-chair-rest")
    rest = {"type": "rest", "id": "r", "duration_s": 30, "position": "standing"}
    document["items"].insert(0, {"type": "group", "id": "g", "repeat": 3, "items": [rest]})
    assert summed(document).blocks == 8


def test_a_way_counts_as_lying_where_the_file_has_none():
    document = shipped("no-lying-down")
    document["items"] = [{"type": "side-lying-rest", "id": "a"}]
    assert summed(document).lies_down
    assert not summed(document).on_back


def test_a_broken_file_says_what_could_be_read_and_why_not():
    document = shipped("daily-chair-rest")
    chair = next(item for item in document["items"] if item["type"] == "chair-rest")
    chair["duration_s"] = 5
    found = summed(document)
    assert not found.playable
    assert found.problem.code == "too-small"
    assert found.problems == 1
    assert found.title == "Daily chair rest"
    assert found.total_ms == 0


def test_a_file_that_is_no_text_has_nothing_but_its_reason():
    found = summed(b"\x00\x01")
    assert found == Summary(problem=found.problem, problems=1)
    assert found.problem.code == "not-text"


def test_a_mistake_of_writing_is_told_before_what_follows_from_it():
    found = summed(b'{"title": "Half", "items": [')
    assert found.title == "Half"
    assert found.problem.code == "missing-bracket"
    assert found.problems > 1


def test_things_and_their_ids_stand_in_one_order():
    document = shipped("daily-chair-rest")
    document["items"][0]["props"] = [
        {"name": "My own rug"},
        {"name": "Towel", "id": "towel", "required": False},
    ]
    found = summed(document)
    assert found.props[0] == "My own rug"
    assert found.prop_ids[0] == ""
    assert len(found.props) == len(found.prop_ids)
    assert "towel" not in found.prop_ids


def test_cautions_that_the_program_adds_come_the_graver_first():
    found = summed(shipped("daily-chair-rest"))
    assert "Unwell? Roll to your side" in found.added
    assert found.weakened == found.unsaid == ()
    severities = {b.short_text: b.severity.rank for b in CATALOGUE.banners.values()}
    ranks = [severities[text] for text in found.added]
    assert ranks == sorted(ranks, reverse=True)


def test_a_caution_stated_more_mildly_is_named():
    document = shipped("daily-chair-rest")
    mild = {"id": "supine-any", "severity": "info", "short_text": "All is well", "full_text": "All is well."}
    next(i for i in document["items"] if i["type"] == "chair-rest")["banners"] = [mild]
    found = summed(document)
    assert found.weakened == ("Unwell? Roll to your side",)
    mild["severity"] = "warning"
    assert summed(document).weakened == ()


def test_safety_words_that_a_file_leaves_out_are_named():
    document = shipped("daily-chair-rest")
    own = [{"phase": "hold", "at_s": 0, "say": "Rest.", "show": "Rest"}]
    next(i for i in document["items"] if i["type"] == "chair-rest")["cues"] = own
    kept = {
        c.say for c in CATALOGUE.kinds["chair-rest"].cues if c.kind.value in ("safety", "checkin") and c.say
    }
    assert kept
    assert set(summed(document).unsaid) == kept


def test_what_is_long_is_kept_short():
    document = shipped("daily-chair-rest")
    document["title"] = "W" * 5000
    document["summary"] = "w" * 50_000
    document["authors"] = [{"name": "n" * 900 + str(number)} for number in range(500)]
    document["tags"] = [f"tag{number}" for number in range(500)]
    found = summed(document)
    assert len(found.title) == LONGEST_TITLE
    assert len(found.summary) == LONGEST_TEXT
    assert len(found.tags) == MOST
    assert all(len(name) == LONGEST_TITLE for name in found.authors)


@given(written_documents())
def test_any_document_has_a_summary(text):
    found = summed(text.encode())
    assert found.playable == (found.problems == 0)


def test_every_broken_file_of_the_collection_has_its_reason():
    for file in sorted((Path(__file__).parent / "broken").iterdir()):
        if file.suffix == ".json":
            found = summed(file.read_bytes())
            assert found.playable == (found.problem is None)


def test_the_week_from_which_a_routine_suits_is_known():
    weeks = {name: summed(shipped(name)).week_from for name in ("late-pregnancy", "daily-chair-rest")}
    assert weeks == {"late-pregnancy": 28, "daily-chair-rest": 0}
