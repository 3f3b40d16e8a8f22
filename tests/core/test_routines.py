"""The ready-made routines: nothing to advise against, and each rehearsed as its client hears it."""

import argparse
import itertools
import json
import re
from functools import cache

import pytest

from psoas_desktop.cli.validate import run
from psoas_desktop.playback import outputs as out
from psoas_desktop.playback.outputs import Reason
from psoas_desktop.playback.player import Player
from psoas_desktop.playback.rehearsal import rehearse, with_answers
from psoas_desktop.playback.speech import speech_ms
from psoas_desktop.playback.timeline import Phase
from psoas_desktop.routine.cues import MS
from psoas_desktop.routine.draft import Draft, from_plain
from psoas_desktop.routine.parsing import routine_from
from psoas_desktop.routine.vocabulary import Position
from tests.core.following import LYING
from tests.core.sessions import CATALOGUE, READY_MADE, RULES, answered, block, file_of, player_of

NAMES = tuple(path.name.removesuffix(".psoas.json") for path in READY_MADE)
MINUTES = {
    "after-a-drive": 11,
    "daily-chair-rest": 11,
    "desk-break": 9,
    "evening-wind-down": 25,
    "first-class": 28,
    "late-pregnancy": 23,
    "no-lying-down": 20,
    "short-propped-rest": 10,
    "walking-and-lunges": 19,
    "with-a-helper": 13,
}
"""About how long each is, everything included."""

ANSWERS = {
    "as written": {},
    "pregnant": {"q-pregnant": "yes", "q-weeks": "w12", "q-back-today": "flat"},
    "pregnant, middle": {"q-pregnant": "yes", "q-weeks": "w20", "q-back-today": "propped"},
    "pregnant, agreed": {
        "q-pregnant": "yes", "q-weeks": "w32", "q-agreed": "yes", "q-back-today": "flat",
    },
    "pregnant, not agreed": {"q-pregnant": "yes", "q-weeks": "w37", "q-agreed": "no"},
    "not said": {"q-pregnant": "not-said"},
}  # fmt: skip

SILENCED = {
    "daily-chair-rest": {"not-reviewed", "supine-over-pregnancy-cap"},
    "with-a-helper": {"not-reviewed", "helper-shorter-than-source"},
}
"""Advice that a routine goes against; all of them are silent on not having been looked through."""

REST_MS = 60 * MS
CREDIT = (
    "Adapted from Spinning Babies and the work of Liz Koch (Core Awareness). "
    "All wording is new; neither has reviewed it."
)


def data_of(name):
    (path,) = (path for path in READY_MADE if path.name == f"{name}.psoas.json")
    return json.loads(path.read_text(encoding="utf-8"))


def player(name):
    return Player(routine_from(Draft(from_plain(data_of(name))), CATALOGUE), CATALOGUE, RULES)


@cache
def rehearsed(name, answers="as written"):
    made = player(name)
    return rehearse(made, with_answers(made, answered(made.routine, ANSWERS[answers])))


def spoken(found):
    """All that is said, as (from, until, text), on the session's clock."""
    said = []
    for played in found.steps:
        for event in played.events:
            if isinstance(event, out.LineSaid):
                profile = CATALOGUE.profiles[played.step.block.kind.profile]
                said.append((event.at_ms, event.at_ms + speech_ms(event.say, profile), event.say))
            elif isinstance(event, out.CueFired) and event.cue.say:
                said.append((event.at_ms, event.at_ms + event.cue.speech_ms, event.cue.say))
            elif isinstance(event, out.BannerShown) and event.banner.banner.spoken_text:
                length = event.banner.speech_ms
                said.append((event.at_ms, event.at_ms + length, event.banner.banner.spoken_text))
    return sorted(said)


# --- the files ----------------------------------------------------------------------------------------------


def test_there_are_these_and_no_others():
    assert set(NAMES) == set(MINUTES)


@pytest.mark.parametrize("path", READY_MADE, ids=NAMES)
def test_nothing_is_found_in_them_and_nothing_advised(path, capsys):
    assert run(argparse.Namespace(files=[str(path)], format="json", strict=True)) == 0
    found = json.loads(capsys.readouterr().out)["problems"]
    assert all(item["level"] == "advice" and item["silenced"] for item in found)


@pytest.mark.parametrize("name", NAMES)
def test_advice_is_silenced_only_with_a_reason(name):
    silenced = data_of(name)["safety"]["silenced"]
    assert {item["code"] for item in silenced} == SILENCED.get(name, {"not-reviewed"})
    assert all(len(item["reason"].split()) >= 8 for item in silenced)


@pytest.mark.parametrize("name", NAMES)
def test_each_says_who_and_what(name):
    data = data_of(name)
    assert data["id"] == name
    assert 5 <= len(data["title"]) <= 22
    assert data["summary"].endswith(CREDIT)
    assert data["sources"][0]["title"] == "Psoas Muscle Release"
    assert data["license"] == "CC-BY-4.0"
    assert data["indications"]
    assert data["contraindications"][0].startswith("Not if you have a stop sign today")
    assert not [key for key in json.dumps(data) if key.startswith("x-")]
    assert not re.search(r'"x-', json.dumps(data))


def test_titles_and_ids_are_told_apart():
    assert len({data_of(name)["title"] for name in NAMES}) == len(NAMES)


# --- what each promises -------------------------------------------------------------------------------------


def places(name, answers="as written"):
    return {played.step.position for played in rehearsed(name, answers).steps}


def test_the_desk_and_the_car_stay_off_the_floor():
    for name in ("desk-break", "after-a-drive"):
        assert places(name) <= {Position.SEATED, Position.STANDING, Position.WALKING}
        assert data_of(name)["audience"]["needs_floor"] is False
    assert Position.WALKING not in places("desk-break")


def test_nobody_lies_down_where_the_title_says_so():
    for name in ("no-lying-down", "walking-and-lunges"):
        assert not places(name) & LYING


@pytest.mark.no_cover
@pytest.mark.parametrize("answers", ANSWERS)
def test_late_pregnancy_and_the_evening_are_off_the_back(answers):
    for name in ("late-pregnancy", "evening-wind-down", "short-propped-rest"):
        assert Position.SUPINE not in places(name, answers)
        assert rehearsed(name, answers).changes == ()


def test_eyes_may_be_closed_all_through_the_evenings_rests():
    rests = [b for b in player("evening-wind-down").routine.blocks() if b.kind.profile == "rest"]
    assert len(rests) >= 4
    assert all(block.kind.eyes_closed_ok for block in rests)


@pytest.mark.no_cover
def test_leaning_back_is_no_longer_than_ten_minutes_on_end():
    for name in NAMES:
        runs = itertools.groupby(rehearsed(name, "pregnant").steps, key=lambda one: one.step.position)
        for place, steps in runs:
            if place is Position.SEMI_RECLINED:
                assert sum(one.actual_ms for one in steps) <= 600 * MS, name


def test_a_first_class_has_every_way_of_the_source_that_one_can_do_alone():
    kinds = {block.kind.id for block in player("first-class").routine.blocks()}
    alone = {"chair-rest", "brisk-walk", "belly-breathing", "kneeling-lunge", "standing-forward-lunge"}
    assert kinds >= alone | {"bolster-sit", "hydrate", "log-roll-rise"}


# --- as the client hears it ---------------------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
def test_it_takes_about_as_long_as_it_should(name):
    minutes = rehearsed(name).planned_ms / 60_000
    assert 5 <= minutes <= 40
    assert minutes == pytest.approx(MINUTES[name], abs=1)


@pytest.mark.no_cover
@pytest.mark.parametrize("answers", ANSWERS)
@pytest.mark.parametrize("name", NAMES)
def test_it_is_played_to_the_end(name, answers):
    found = rehearsed(name, answers)
    assert not found.blocked
    assert found.finished.reason is Reason.COMPLETED
    assert found.steps[-1].step.end_position not in LYING


@pytest.mark.parametrize("answers", ANSWERS)
@pytest.mark.parametrize("name", NAMES)
def test_nobody_speaks_over_anybody(name, answers):
    said = spoken(rehearsed(name, answers))
    assert len(said) > 20
    for (_, until, first), (begins, _, second) in itertools.pairwise(said):
        assert until <= begins, (first, second)


@pytest.mark.parametrize("answers", ANSWERS)
@pytest.mark.parametrize("name", NAMES)
def test_the_same_words_are_not_said_twice_running(name, answers):
    said = [text for _, _, text in spoken(rehearsed(name, answers))]
    sentences = [set(re.split(r"(?<=[.!?])\s+", text)) for text in said]
    for (first, one), (second, two) in itertools.pairwise(zip(said, sentences, strict=True)):
        assert not one & two, (first, second)


@pytest.mark.parametrize("answers", ANSWERS)
@pytest.mark.parametrize("name", NAMES)
def test_a_rest_is_mostly_silent(name, answers):
    for played in rehearsed(name, answers).steps:
        step = played.step
        if step.phase is Phase.HOLD and step.block.kind.profile == "rest" and step.length_ms >= REST_MS:
            assert sum(cue.speech_ms for cue in step.cues) <= 0.3 * step.length_ms, step.title


@pytest.mark.parametrize("answers", ANSWERS)
@pytest.mark.parametrize("name", NAMES)
def test_what_to_do_is_clear_from_the_start_of_each_step(name, answers):
    now = 0
    for played in rehearsed(name, answers).steps:
        step = played.step
        shown = [cue.due_ms(step.length_ms) for cue in step.cues if cue.show]
        shown += [banner.at_ms for banner in step.banners]
        assert step.title
        assert step.planned_ms > 0
        # A way up goes on a little after the person has said so; speech of the step before may run on.
        assert min(shown, default=step.length_ms) <= 18 * MS, (step.title, step.phase)
        now += played.actual_ms


@pytest.mark.parametrize("answers", ANSWERS)
@pytest.mark.parametrize("name", NAMES)
def test_every_exercise_is_announced_and_its_length_is_said(name, answers):
    steps = [played.step for played in rehearsed(name, answers).steps]
    for before, step in itertools.pairwise(steps):
        kind = step.block.kind
        if step.phase is not Phase.HOLD or kind.profile == "setup" or before.phase is not Phase.LEAD_IN:
            continue
        assert any(f"Next, {step.title}." in cue.say for cue in before.cues), step.title
        heard = " ".join(cue.say for cue in (*before.cues, *step.cues)).lower()
        seconds = step.planned_ms // MS
        assert ("minute" if seconds >= 60 else "seconds") in heard, step.title


@pytest.mark.parametrize("name", NAMES)
def test_a_side_is_named_wherever_there_is_one(name):
    for played in rehearsed(name).steps:
        step = played.step
        if step.side is not None and step.phase in (Phase.LEAD_IN, Phase.CHANGEOVER):
            assert re.search(r"\b(left|right)\b", " ".join(cue.say for cue in step.cues)), step.title


@pytest.mark.parametrize("answers", [name for name in ANSWERS if name != "as written"])
@pytest.mark.parametrize("name", NAMES)
def test_in_pregnancy_there_is_more_time_and_less_back(name, answers):
    on_back = 0
    rise = {}
    for played in rehearsed(name, answers).steps:
        step = played.step
        on_back = on_back + played.actual_ms if step.position is Position.SUPINE else 0
        assert on_back <= 300 * MS, step.title
        if step.phase is Phase.WAY_UP and step.block.kind.id == "log-roll-rise":
            rise[step.visit] = rise.get(step.visit, 0) + step.planned_ms
    assert all(length >= 120 * MS for length in rise.values())


# --- sitting on a bolster, on the floor ---------------------------------------------------------------------


@pytest.mark.parametrize("fields", [{"surface": "floor"}, {"position": "floor-seated"}])
def test_the_bolster_on_the_floor_has_its_own_words_and_picture(fields):
    made = player_of(block("bolster-sit", duration_s=180, **fields))
    (sit,) = made.routine.blocks()
    assert (sit.position, sit.fields["surface"]) == (Position.FLOOR_SEATED, "floor")
    assert [picture.content for picture in sit.pictures] == ["bolster_sit_floor"]
    found = rehearse(made)
    steps = [one.step for one in found.steps if one.step.block.id == sit.id]
    said = " ".join(cue.say for step in steps for cue in step.cues)
    assert "Kneel, with the bolster between your shins" in said
    assert "folded blanket" not in said
    assert "feet" not in said
    assert [step.phase for step in steps][-1] is Phase.WAY_UP
    assert found.steps[0].step.phase is Phase.WAY_DOWN or found.steps[1].step.phase is Phase.WAY_DOWN


def test_the_bolster_on_a_chair_is_as_ever():
    routine = routine_from(Draft(from_plain(file_of(block("bolster-sit")))), CATALOGUE)
    (sit,) = routine.blocks()
    assert (sit.position, sit.fields["surface"]) == (Position.SEATED, "chair")
    assert [picture.content for picture in sit.pictures] == ["bolster_sit_chair"]
    assert {prop.id for prop in sit.props} == {"chair", "seat-blanket"}
