"""Rules that judge a routine: each is raised, each fix mends, each silence needs a reason."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from psoas_desktop.advice.advise import advise, stops
from psoas_desktop.advice.mending import mend
from psoas_desktop.advice.remarks import grave_remarks
from psoas_desktop.advice.rulebook import CODES
from psoas_desktop.advice.sentences import advice_sentence
from psoas_desktop.cli.main import main
from psoas_desktop.editing.places import all_items
from psoas_desktop.editing.renaming import numbered
from psoas_desktop.routine.check import check
from psoas_desktop.routine.codec import encode
from psoas_desktop.routine.draft import plain
from psoas_desktop.routine.vocabulary import Severity
from psoas_desktop.storage.program_data import read_program_data
from psoas_desktop.storage.resources import root, routines_root

CARELESS = Path(__file__).resolve().parents[1] / "files" / "careless.psoas.json"
DATA = read_program_data(root())
READY_MADE = sorted(routines_root().glob("*.psoas.json"))


def checked(data):
    written = data if isinstance(data, bytes) else json.dumps(data).encode()
    return check(written, DATA.field_rules, DATA.catalogue)


def advice_on(result):
    assert result.problems == (), result.problems
    return advise(result.draft, result.routine, DATA.catalogue, DATA.rules, DATA.rulebook)


def codes(data):
    return [advice.code for advice in advice_on(checked(data))]


def careless():
    return json.loads(CARELESS.read_text())


def fine():
    return json.loads((routines_root() / "daily-chair-rest.psoas.json").read_text())


def test_a_careless_routine_raises_every_rule():
    assert set(codes(careless())) == set(CODES)
    assert len(CODES) >= 25


def test_no_rule_is_raised_by_a_routine_that_is_fine():
    for path in READY_MADE:
        assert [a for a in advice_on(checked(path.read_bytes())) if not a.silenced_by] == [], path.name


@pytest.mark.parametrize("code", CODES)
def test_a_rule_says_everything(code):
    rule = DATA.rulebook.rule(code)
    assert rule.title
    assert rule.reason.endswith(".")
    assert rule.source
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", code)


@pytest.mark.parametrize("code", CODES)
def test_its_sentence_is_filled(code):
    for advice in advice_on(checked(CARELESS.read_bytes())):
        if advice.code == code:
            said = advice_sentence(advice, DATA.rulebook)
            assert "{" not in said
            assert said.endswith((".", "fetch: " + said.partition("fetch: ")[2]))


FIXES = [a for a in advice_on(checked(CARELESS.read_bytes())) if a.fix is not None]


def test_many_rules_can_mend_and_say_so_on_a_button():
    mending = {advice.code for advice in FIXES}
    assert len(mending) >= 12
    assert mending <= {rule.code for rule in DATA.rulebook.rules if rule.fix}


@pytest.mark.parametrize("advice", FIXES, ids=lambda a: f"{a.code}:{'.'.join(map(str, a.path))}")
def test_a_fix_mends_and_leaves_the_routine_valid(advice):
    before = checked(CARELESS.read_bytes())
    ids = numbered({plain(node.get("id")) for _, node in all_items(before.draft)})
    edit = mend(before.draft, advice.fix, DATA.catalogue, ids)
    after = checked(encode(edit.draft))
    found = advice_on(after)
    count = sum(a.code == advice.code for a in advice_on(before))
    assert sum(a.code == advice.code for a in found) < count


def test_a_rule_is_silenced_with_a_reason_for_all_or_for_one_block():
    data = careless()
    reason = "A class for people who know the rest well."
    data["safety"]["silenced"] = [
        {"code": "over-advised-time", "reason": reason, "block": "long"},
        {"code": "no-author", "reason": reason},
    ]
    found = advice_on(checked(data))
    silenced = {(a.code, a.path) for a in found if a.silenced_by == reason}
    assert silenced == {("over-advised-time", ("items", 1, "duration_s")), ("no-author", ("authors",))}
    assert not any(a.counts for a in found if a.silenced_by)


def test_a_reason_has_to_be_one():
    data = careless()
    data["safety"]["silenced"] = [{"code": "no-author", "reason": ""}]
    assert [problem.code for problem in checked(data).problems] == ["empty-text"]


def test_a_stranger_is_told_what_is_grave_even_where_the_file_goes_against_it():
    data = careless()
    result = checked(data)
    given = DATA.catalogue, DATA.rules, DATA.rulebook
    remarks = grave_remarks(result.draft, result.routine, *given)
    grave = [a for a in advice_on(result) if a.severity in (Severity.WARNING, Severity.STOP)]
    said = {advice_sentence(a, DATA.rulebook): a for a in grave}
    assert sorted(one.text for one in remarks) == sorted(advice_sentence(a, DATA.rulebook) for a in grave)
    told = [said[one.text] for one in remarks]
    ranks = [a.severity.rank for a in told]
    assert ranks == sorted(ranks, reverse=True)
    kinds = len({a.code for a in grave})
    assert len({a.code for a in told[:kinds]}) == kinds
    assert {a.severity for a in grave} == {Severity.WARNING, Severity.STOP}
    reason = "My students have told me that they are used to it."
    data["safety"]["silenced"] = [{"code": "no-way-up", "reason": reason}]
    result = checked(data)
    silenced = grave_remarks(result.draft, result.routine, *given)
    assert [one.text for one in silenced] == [one.text for one in remarks]
    assert {one.against for one in silenced} == {"", reason}


def test_what_stops_is_never_silenced():
    data = careless()
    data["safety"]["silenced"] = [
        {"code": code, "reason": "It has always been done like this."} for code in CODES
    ]
    found = advice_on(checked(data))
    assert {a.code for a in found if not a.silenced_by} == {"presses-belly", "asks-about-abuse"}
    result = checked(data)
    grave = stops(result.draft, result.routine, DATA.catalogue, DATA.rules, DATA.rulebook)
    assert {a.code for a in grave} == {"presses-belly", "asks-about-abuse"}


@pytest.mark.parametrize(
    ("change", "code", "raised"),
    [
        (lambda d: d["items"].pop(3), "no-way-up", True),
        (lambda d: d["items"].pop(1), "no-way-down", True),
        (lambda d: d["items"][2].update(duration_s=330), "over-advised-time", True),
        (lambda d: d["items"][3].update(duration_s=75), "rise-too-short", True),
        (lambda d: d["items"][3].update(duration_s=90), "rise-too-short", False),
        (lambda d: d["items"][1].update(duration_s=45), "down-too-short", True),
        (lambda d: d.update(title="Chair rest, never a cure"), "claim-in-title", False),
        (lambda d: d.update(title="A cure"), "claim-in-title", True),
        (lambda d: d.update(goal="Safely down and up"), "claim-in-title", False),
        (lambda d: d.update(tags=["pain relief"]), "claim-in-title", True),
        (lambda d: d.update(summary="The source says that it relieves."), "claim-in-text", False),
        (lambda d: d.update(summary="It relieves."), "claim-in-text", True),
        (lambda d: d.update(indications=["You sit a lot."]), "reason-as-fact", True),
        (lambda d: d["audience"].update(pregnancy_weeks_to=40), "supine-late-pregnancy", True),
        (lambda d: d["audience"].pop("pregnancy_weeks_to"), "audience-not-said", True),
        (lambda d: d["audience"].update(needs_floor=False), "floor-not-said", True),
        (lambda d: d.pop("authors"), "no-author", True),
        (lambda d: d["items"].pop(0), "no-preparation", True),
        (lambda d: d["items"].pop(), "no-closing", True),
        (
            lambda d: d["items"][2].update(steps=[{"text": "Do not press your back to the floor."}]),
            "contradicts-caution",
            False,
        ),
        (
            lambda d: d["items"][2].update(steps=[{"text": "Press your back to the floor."}]),
            "contradicts-caution",
            True,
        ),
        (lambda d: d["items"][2].update(steps=[{"text": "Close your eyes."}]), "eyes-closed", False),
        (lambda d: d["items"][1].update(steps=[{"text": "Close your eyes."}]), "eyes-closed", True),
        (lambda d: d.update(language="de", title="Cure"), "claim-in-title", False),
        (lambda d: d.update(before=["Never press your belly."]), "presses-belly", False),
        (lambda d: d.update(before=["Rub your belly."]), "presses-belly", True),
    ],
)
def test_one_change_and_what_it_raises(change, code, raised):
    data = fine()
    data["safety"].pop("silenced", None) if "safety" in data else None
    assert code not in codes(fine())
    change(data)
    assert (code in codes(data)) is raised


class NoWindows:
    def play(self, arguments):
        raise AssertionError("a window was asked for")

    screens = storyboard = handout = figure = library = edit = play


def run(*arguments):
    return main([str(argument) for argument in arguments], NoWindows())


def test_validate_prints_advice_with_its_place(capsys):
    assert run("validate", CARELESS) == 0
    lines = capsys.readouterr().out.splitlines()
    assert all(re.match(r".*:\d+:\d+: advice [a-z-]+: \S", line) for line in lines)
    assert len(lines) >= len(CODES)
    assert run("validate", "--strict", CARELESS) == 1


def test_advice_as_data(capsys):
    assert run("validate", "--format", "json", CARELESS) == 0
    problems = json.loads(capsys.readouterr().out)["problems"]
    one = next(p for p in problems if p["code"] == "rise-too-short")
    assert (one["level"], one["severity"], one["pointer"]) == ("advice", "warning", "/items/4/duration_s")
    assert one["reason"]
    assert one["source"]
    assert one["fix"]
    assert one["silenced"] is None


def test_only_grave_advice_fails_a_strict_check(tmp_path):
    data = fine()
    del data["authors"]
    path = tmp_path / "a.psoas.json"
    path.write_text(json.dumps(data))
    assert run("validate", "--strict", path) == 0
    data["items"][3]["duration_s"] = 75
    path.write_text(json.dumps(data))
    assert run("validate", "--strict", path) == 1
    data.setdefault("safety", {}).setdefault("silenced", []).append(
        {"code": "rise-too-short", "reason": "Everybody here gets up with two helpers."}
    )
    path.write_text(json.dumps(data))
    assert run("validate", "--strict", path) == 0


def test_a_stop_keeps_a_routine_from_being_played(capsys):
    assert run("rehearse", CARELESS) == 1
    error = capsys.readouterr().err
    assert "advice presses-belly" in error
    assert Severity.STOP is DATA.rulebook.rule("presses-belly").severity
