"""The safety part's data: whole, typed, and with the figures of the corrections."""

import copy
import json

import pytest

from psoas_desktop.routine.vocabulary import Position
from psoas_desktop.safety.positions import Level
from psoas_desktop.safety.rules import Line, Targets, holds
from psoas_desktop.safety.rules_file import rules_from_data
from psoas_desktop.storage.catalogue_error import CatalogueError
from psoas_desktop.storage.program_data import read_program_data
from psoas_desktop.storage.resources import root
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
            "asked_for": {
                "positions": ["supine"], "kinds": ["free"], "profiles": ["rest"], "needs_helper": True
            },
            "asked_when": {"any": [{"a": ["1", "2"]}, {"b": ["3"]}]},
            "covers": ["r"], "line": "L", "memory": "profile", "note": "N",
            "choices": [
                {"id": "y", "label": "Yes, it is", "outcome": "go", "flags": ["f", "g"], "caution": 3,
                 "sets": {"a": "1"}, "weeks": [4, 7]},
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
    assert (found.positions, found.kinds, found.profiles) == ((Position.SUPINE,), ("free",), ("rest",))
    assert found.needs_helper is True
    assert found.asked_when == ({"a": ("1", "2")}, {"b": ("3",)})
    assert (found.covers, found.line, found.memory, found.note) == (("r",), "L", "profile", "N")
    yes, no = found.choices
    assert (yes.id, yes.label, yes.outcome, yes.flags) == ("y", "Yes, it is", "go", ("f", "g"))
    assert (yes.caution, yes.sets, yes.weeks) == (3, {"a": "1"}, (4, 7))
    assert (no.id, no.outcome, no.flags, no.caution, no.sets, no.weeks) == ("n", "stay", (), 0, {}, None)


def test_a_short_question_has_nothing_else():
    data = changed(("questions",), [{"id": "q", "title": "T", "text": "W?", "choices": []}])
    (found,) = rules_from_data(data).questions
    assert (found.signs, found.choices, found.positions, found.kinds) == ((), (), (), ())
    assert (found.needs_helper, found.banner, found.asked_when, found.covers) == (False, "", (), ())
    assert (found.memory, found.profiles, found.line, found.note) == ("session", (), "", "")


def test_a_choice_is_found_by_its_id_and_in_answers_and_none_is_where_there_is_none():
    signs = RULES.question("q-signs")
    assert signs.choice("some").id == signs.chosen({"q-told-no": "no", "q-signs": "some"}).id == "some"
    for choice in (signs.choice(""), signs.choice("no such"), signs.chosen({"q-signs": "no such"})):
        assert choice is None
    assert signs.chosen({"q-told-no": "no"}) is None
    assert RULES.question("no such") is None


def test_a_single_condition_needs_no_list():
    question = {"id": "q", "title": "T", "text": "W?", "choices": [], "asked_when": {"a": ["1"], "b": ["2"]}}
    (found,) = rules_from_data(changed(("questions",), [question])).questions
    assert found.asked_when == ({"a": ("1",), "b": ("2",)},)


def test_a_rule_is_read_whole():
    rule = {
        "id": "r", "when": {"a": ["1"]}, "does": "replace", "why": "Because.", "source": "S", "ask": "Ask.",
        "targets": {
            "kinds": ["free"], "positions": ["seated"], "levels": ["floor"], "but_positions": ["supine"],
            "needs_helper": True,
        },
        "to": ["rest", "free"], "cap_s": 60,
    }  # fmt: skip
    short = {"id": "s", "when": {}, "does": "block", "why": "W", "source": "S"}
    found, other = rules_from_data(changed(("screening",), [rule, short])).screening
    assert (found.id, found.when, found.does) == ("r", {"a": ("1",)}, "replace")
    assert (found.why, found.source, found.ask) == ("Because.", "S", "Ask.")
    assert found.targets == Targets(
        ("free",), (Position.SEATED,), ("floor",), (Position.SUPINE,), needs_helper=True
    )
    assert (found.to, found.cap_ms) == (("rest", "free"), 60_000)
    assert (other.targets, other.to, other.cap_ms, other.ask) == (Targets(), (), 0, "")


@pytest.mark.parametrize(
    ("condition", "facts", "expected"),
    [
        ({}, {}, True),
        ({"a": ("1",)}, {"a": "1"}, True),
        ({"a": ("1",)}, {"a": "2"}, False),
        ({"a": ("1",)}, {}, False),
        ({"a": ("1", "")}, {}, True),
        ({"a": ("1",), "b": ("2",)}, {"a": "1"}, False),
        ({"a": ("1",), "b": ("2",)}, {"a": "1", "b": "2", "c": "3"}, True),
    ],
)
def test_when_a_condition_holds(condition, facts, expected):
    assert holds(condition, facts) is expected


@pytest.mark.parametrize(
    "path",
    [
        ("questions",), ("unwell",), ("limits",), ("to_side",), ("supine_cap",), ("rise",),
        ("unwell", "helper"), ("unwell", "checks"), ("unwell", "repeat_s"), ("to_side", "say"),
        ("to_side", "show"),
        ("questions", 0, "id"), ("questions", 0, "choices", 0, "outcome"),
        ("screening",), ("screening", 0, "why"), ("screening", 0, "when"), ("screening", 0, "does"),
        ("screening", 0, "source"), ("least_left",), ("least_left", "seconds"),
    ],
)  # fmt: skip
def test_nothing_may_be_missing(path):
    with pytest.raises(KeyError):
        rules_from_data(changed(path, None))


def test_what_the_rules_name_exists():
    ids = [question.id for question in RULES.questions]
    assert len(set(ids)) == len(ids)
    facts = {(name, v) for q in RULES.questions for c in q.choices for name, v in c.sets.items()}
    for question in RULES.questions:
        assert not question.banner or question.banner in CATALOGUE.banners
        assert set(question.kinds) <= set(CATALOGUE.kinds)
        assert set(question.profiles) <= set(CATALOGUE.profiles)
        assert set(question.covers) <= set(ids[ids.index(question.id) :])
        assert question.memory in {"session", "profile", "symptom"}
        assert all(choice.outcome in {"go", "stay"} for choice in question.choices)
        cautions = sorted(choice.caution for choice in question.choices)
        assert cautions.count(cautions[-1]) == 1 or question.id == "helper-agree"
        for condition in question.asked_when:
            for name, values in condition.items():
                assert {(name, v) for v in values} - {(name, "")} <= facts | KNOWN_FACTS


KNOWN_FACTS = {("felt_unwell_on_back", "yes"), ("remembered", "yes")}


def test_what_the_screening_names_exists():
    ids = [rule.id for rule in RULES.screening]
    assert len(set(ids)) == len(ids)
    facts = {(name, v) for q in RULES.questions for c in q.choices for name, v in c.sets.items()}
    for rule in RULES.screening:
        assert rule.does in {"block", "replace", "remove", "cap"}
        assert rule.why
        assert rule.source.startswith(("reference", "corrections"))
        assert set(rule.to) | set(rule.targets.kinds) <= set(CATALOGUE.kinds)
        assert set(rule.targets.levels) <= {level.value for level in Level}
        assert bool(rule.ask) == (rule.does == "block")
        assert bool(rule.to) == (rule.does == "replace")
        assert bool(rule.cap_ms) == (rule.does == "cap")
        for name, values in rule.when.items():
            assert {(name, v) for v in values} - {(name, "")} <= facts


def test_whatever_an_answer_says_a_rule_or_a_question_hears():
    """No fact is set in vain."""
    heard = {name for rule in RULES.screening for name in rule.when}
    heard |= {name for q in RULES.questions for condition in q.asked_when for name in condition}
    for question in RULES.questions:
        for choice in question.choices:
            assert set(choice.sets) <= heard, (question.id, choice.id)


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
