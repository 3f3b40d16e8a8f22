"""The safety part's data: whole, typed, and with the figures of the corrections."""

import copy
import json

import pytest

from psoas_desktop.routine.vocabulary import Position
from psoas_desktop.safety.rules import Line, Swap, rules_from_data
from psoas_desktop.storage.program_data import read_program_data
from psoas_desktop.storage.resources import CatalogueError, root
from psoas_desktop.storage.safety_files import read_rules
from tests.core.sessions import CATALOGUE, RULES

DATA = json.loads((root() / "safety" / "rules.en.json").read_text(encoding="utf-8"))


def changed(path, value):
    data = copy.deepcopy(DATA)
    *above, last = path
    place = data
    for part in above:
        place = place[part]
    if value is None:
        del place[last]
    else:
        place[last] = value
    return data


def test_the_limits_of_the_corrections():
    limits = RULES.limits
    assert limits.supine_cap_ms == 900_000
    assert limits.off_back_ms == 20_000
    assert limits.paused_supine_ms == 60_000
    assert limits.wait_repeat_ms == 30_000
    assert limits.rise_ms == 20_000


@pytest.mark.parametrize("name", ["supine_cap", "off_back", "paused_supine", "wait_repeat", "rise"])
def test_each_limit_is_read_from_its_own_figure(name):
    limits = rules_from_data(changed(("limits", f"{name}_s"), 7)).limits
    assert getattr(limits, f"{name}_ms") == 7_000
    with pytest.raises(KeyError):
        rules_from_data(changed(("limits", f"{name}_s"), None))


@pytest.mark.parametrize("position", Position)
def test_every_position_has_its_own_way_out(position):
    way_out = RULES.unwell.exits[position]
    assert way_out.line.say
    assert 0 < len(way_out.line.show) <= 40
    assert way_out.ends_in is Position.SIDE_LYING
    with pytest.raises(KeyError):
        rules_from_data(changed(("unwell", "exits", position.value), None))


def test_correction_4_the_ways_out():
    said = {position: RULES.unwell.exits[position].line.say for position in Position}
    supine = said[Position.SUPINE]
    order = [supine.index(part) for part in ("knees in", "feet off the chair", "Roll to your left side")]
    assert order == sorted(order)
    assert "lie on your side" in said[Position.SEATED]
    assert "If you cannot, stay seated" in said[Position.SEATED]
    for upright in (Position.STANDING, Position.WALKING):
        assert "Sit down" in said[upright].replace("sit down", "Sit down")


def test_the_way_out_is_read_with_the_position_it_ends_in():
    data = changed(("unwell", "exits", "seated"), {"say": "S.", "show": "s", "ends_in": "seated"})
    found = rules_from_data(data).unwell.exits[Position.SEATED]
    assert (found.line, found.ends_in) == (Line("S.", "s", 0), Position.SEATED)
    with pytest.raises(ValueError, match="nowhere"):
        rules_from_data(changed(("unwell", "exits", "seated", "ends_in"), "nowhere"))


def test_re_checks_come_in_their_order_and_are_repeated():
    times = [line.at_ms for line in RULES.unwell.checks]
    assert times == sorted(times)
    assert 0 < times[0] <= 15_000
    assert RULES.unwell.repeat_ms == 60_000
    last = RULES.unwell.checks[-1].say
    for part in (
        "get help now",
        "Chest pain",
        "collapse",
        "a fit",
        "heavy bleeding",
        "cannot breathe",
        "emergency",
    ):
        assert part in last


def test_the_helper_is_told_to_lower_the_leg():
    assert RULES.unwell.helper.say.startswith("Helper,")
    assert "slowly" in RULES.unwell.helper.say


@pytest.mark.parametrize("name", ["kneeling", "floor-seated"])
def test_getting_up_from_the_floor_has_lines_in_order(name):
    lines = RULES.rise[name]
    assert [line.at_ms for line in lines] == sorted({line.at_ms for line in lines})
    assert lines[0].at_ms == 0
    assert "Push up slowly" in lines[-1].say


def test_lines_that_move_someone_to_the_side():
    for line in (RULES.to_side, RULES.supine_cap):
        assert "oll to your side" in line.say
        assert line.show


def test_a_question_is_read_whole():
    data = changed(("questions",), [
        {
            "id": "q", "title": "T", "text": "W?", "signs": ["a", "b"], "banner": "water",
            "asked_for": {"positions": ["supine"], "kinds": ["free"], "needs_helper": True},
            "choices": [
                {"id": "y", "label": "Yes, it is", "outcome": "go", "flags": ["f", "g"],
                 "swap": {"to": "rest", "positions": ["seated"], "kinds": ["free"], "why": "Because."}},
                {"id": "n", "label": "No, it is not", "outcome": "stay"},
            ],
        }
    ])  # fmt: skip
    (found,) = rules_from_data(data).questions
    assert (found.id, found.title, found.text, found.signs, found.banner) == (
        "q",
        "T",
        "W?",
        ("a", "b"),
        "water",
    )
    assert (found.positions, found.kinds, found.needs_helper) == ((Position.SUPINE,), ("free",), True)
    yes, no = found.choices
    assert (yes.id, yes.label, yes.outcome, yes.flags) == ("y", "Yes, it is", "go", ("f", "g"))
    assert yes.swap == Swap("rest", (Position.SEATED,), ("free",), "Because.")
    assert (no.id, no.outcome, no.flags, no.swap) == ("n", "stay", (), None)


def test_a_short_question_has_nothing_else():
    data = changed(("questions",), [{"id": "q", "title": "T", "text": "W?", "choices": []}])
    (found,) = rules_from_data(data).questions
    assert (found.signs, found.choices, found.positions, found.kinds) == ((), (), (), ())
    assert (found.needs_helper, found.banner) == (False, "")


def test_a_swap_without_places_names_none():
    choice = {"id": "y", "label": "Yes, it is", "outcome": "go", "swap": {"to": "rest", "why": "Because."}}
    data = changed(("questions",), [{"id": "q", "title": "T", "text": "W?", "choices": [choice]}])
    assert rules_from_data(data).questions[0].choices[0].swap == Swap("rest", (), (), "Because.")


@pytest.mark.parametrize(
    "path",
    [
        ("questions",), ("unwell",), ("limits",), ("to_side",), ("supine_cap",), ("rise",),
        ("unwell", "helper"), ("unwell", "checks"), ("unwell", "repeat_s"), ("to_side", "say"),
        ("to_side", "show"),
        ("questions", 0, "id"), ("questions", 0, "choices", 0, "outcome"),
        ("questions", 1, "choices", 1, "swap", "why"),
    ],
)  # fmt: skip
def test_nothing_may_be_missing(path):
    with pytest.raises(KeyError):
        rules_from_data(changed(path, None))


def test_what_the_rules_name_exists():
    for question in RULES.questions:
        assert not question.banner or question.banner in CATALOGUE.banners
        assert set(question.kinds) <= set(CATALOGUE.kinds)
        for choice in question.choices:
            assert choice.outcome in {"go", "stay", "block"}
            if choice.swap:
                assert choice.swap.to in CATALOGUE.kinds
                assert set(choice.swap.kinds) <= set(CATALOGUE.kinds)
                assert choice.swap.kinds or choice.swap.positions
                assert choice.swap.why


def test_waiting_and_unwell_lines_are_spoken_before_they_come_again():
    wpm = CATALOGUE.profiles["rest"].speech_wpm
    for line in (*RULES.unwell.checks, RULES.to_side, RULES.supine_cap):
        assert len(line.say.split()) * 60_000 // wpm < min(
            RULES.limits.wait_repeat_ms, RULES.unwell.repeat_ms
        )


# --- the file -------------------------------------------------------------------------------------


def written(tmp_path, text):
    (tmp_path / "safety").mkdir()
    (tmp_path / "safety" / "rules.en.json").write_text(text, encoding="utf-8")
    return tmp_path


def test_the_rules_are_read_from_the_resources(tmp_path):
    assert read_rules(written(tmp_path, json.dumps(DATA))) == RULES
    assert read_program_data(root()).rules == RULES


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", json.dumps({"limits": {}})])
def test_a_broken_file_is_said_to_be_broken(tmp_path, text):
    with pytest.raises(CatalogueError) as caught:
        read_rules(written(tmp_path, text))
    assert caught.value.file.name == "rules.en.json"


def test_a_missing_file_is_said_to_be_missing(tmp_path):
    with pytest.raises(CatalogueError, match=r"rules\.xx\.json"):
        read_rules(tmp_path, "xx")
