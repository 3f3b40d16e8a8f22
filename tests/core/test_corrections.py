"""Each correction that words, kinds and banners have to hold, by its number in the corrections."""

import itertools
import json
import re

import pytest

from psoas_desktop.routine.cues import MS
from psoas_desktop.routine.vocabulary import CueKind, CuePhase, Position, Priority, Severity, ShowsAt
from psoas_desktop.storage.resources import root, routines_root
from tests.core.shipped import (
    CATALOGUE,
    KINDS,
    LYING,
    at,
    cues_of,
    holds,
    own_fields,
    raw,
    said_in,
    seconds,
    speech_of,
    texts,
)

UPRIGHT = {Position.STANDING, Position.SEATED, Position.WALKING}


@pytest.mark.parametrize("start", [Position.SUPINE, Position.SEMI_RECLINED, Position.SIDE_LYING])
def test_correction_1_a_rise_begins_with_only_if_you_feel_well(start):
    first = said_in("log-roll-rise", 90 * MS, start, Position.STANDING)[0]
    assert first.at_ms == 0
    assert "only if you feel well" in first.say.lower()
    assert "your side" in first.say
    assert first.say.endswith("call for help.")
    kind = CATALOGUE.kinds["log-roll-rise"]
    assert kind.wait_cue is not None
    assert "stay on your side and call for help" in kind.wait_cue.say


def test_corrections_1_and_7_on_the_side_before_pushing_up():
    kind = CATALOGUE.kinds["log-roll-rise"]
    assert kind.wait_at_ms == 35 * MS
    for hold, start in itertools.product(
        (75 * MS, 90 * MS, 120 * MS, 180 * MS), (Position.SUPINE, Position.SIDE_LYING)
    ):
        said = said_in("log-roll-rise", hold, start, Position.STANDING)
        rest = next(c for c in said if c.say.startswith("Rest here"))
        push = next(c for c in said if c.say.startswith("Push up"))
        assert rest.at_ms + speech_of("log-roll-rise", rest) <= kind.wait_at_ms < push.at_ms
        assert push.at_ms - rest.at_ms >= 20 * MS
        assert not any(c.at_ms < kind.wait_at_ms and "push" in c.say.lower() for c in said)


def test_pictures_feet_off_the_chair_first_and_to_the_left():
    knees = next(
        c for c in said_in("log-roll-rise", 90 * MS, Position.SUPINE, Position.SEATED) if "Knees" in c.say
    )
    assert knees.say.index("feet off the chair") < knees.say.index("Roll to your left side")
    aside = [c.say for c in said_in("log-roll-rise", 90 * MS, Position.SIDE_LYING, Position.SEATED)]
    assert not any("chair" in say and say.startswith("Knees") for say in aside)


def test_the_way_up_ends_where_it_leads():
    to_chair = " ".join(c.say for c in said_in("log-roll-rise", 90 * MS, Position.SUPINE, Position.STANDING))
    to_knees = " ".join(
        c.say for c in said_in("log-roll-rise", 90 * MS, Position.SIDE_LYING, Position.KNEELING)
    )
    assert to_chair.endswith("Then stand if you wish.")
    assert "and sit" not in to_knees


def test_correction_2_the_phone():
    for hold in holds("prepare-space"):
        said = " ".join(c.say for c in said_in("prepare-space", hold)).lower()
        assert re.search(r"phone.*silent.*within reach of the floor", said), hold


def test_corrections_3_and_10_checks_go_on():
    for name in ("chair-rest", "propped-rest"):
        for hold in holds(name):
            checks = [at(c, hold) for c in said_in(name, hold) if c.kind is CueKind.CHECKIN]
            assert checks, (name, hold)
            assert all(b - a <= 120 * MS for a, b in itertools.pairwise([0, *checks])), (name, hold)
            assert hold - checks[-1] <= 150 * MS, (name, hold)
    propped = [c.at_ms // MS for c in said_in("propped-rest", 600 * MS) if c.kind is CueKind.CHECKIN]
    assert propped == [120, 240, 360, 480]


def test_correction_5_the_stop_signs():
    gate = json.loads((root() / "safety" / "banners.en.json").read_text(encoding="utf-8"))["stop-signs"]
    said = gate["full_text"].lower()
    for sign in (
        "breathless at rest", "dizzy now", "sight", "under the ribs", "sudden swelling of face or hands",
        "numbness between the legs", "new trouble with bladder or bowel", "headache that is new or strong",
        "chest pain, collapse, a fit, heavy bleeding", "cannot breathe", "112, 999 or 911",
    ):  # fmt: skip
        assert sign in said
    assert CATALOGUE.banners["stop-signs"].severity is Severity.STOP
    assert gate["gate"]["answers"][0]["text"] == "None of these"


def test_correction_6_the_way_down_is_spoken():
    said = [c.say for c in said_in("lower-to-floor", 60 * MS, Position.STANDING, Position.SUPINE)]
    assert "hold it with both hands" in said[0]
    assert "Then the other" in said[1]
    assert said[-2].startswith("Lie down on your left side")
    assert "on to your back" in said[-1]
    slope = [c.say for c in said_in("lower-to-floor", 60 * MS, Position.SEATED, Position.SEMI_RECLINED)]
    assert "slope" in slope[-1]


def test_correction_9_fine_less_or_stop_every_minute():
    for hold in range(60 * MS, 301 * MS, 60 * MS):
        asked = [at(c, hold) for c in said_in("helper-stretch", hold) if c.say == "Fine, less or stop?"]
        assert asked
        assert max(b - a for a, b in itertools.pairwise([0, *asked, hold])) <= 60 * MS
    assert not any(re.search(r"\bmore\b", c.say) for c in cues_of("helper-stretch"))
    assert any("cushions carry" in c.say.lower() for c in cues_of("helper-stretch"))


def test_correction_10_and_supine_in_their_own_words():
    for name, position in (("supine-any", Position.SUPINE), ("propped-any", Position.SEMI_RECLINED)):
        banner = CATALOGUE.banners[name]
        assert banner.positions == (position,)
        assert {ShowsAt.LEAD_IN, ShowsAt.PERSISTENT} <= set(banner.shows_at)
        assert "You do not need to touch the computer" in banner.spoken_text
    assert CATALOGUE.banners["supine-pregnancy"].when == "pregnant"


def test_correction_15_the_walk_slows_over_its_last_half_minute():
    for hold in holds("brisk-walk"):
        slow = [c for c in said_in("brisk-walk", hold) if c.say.startswith("Slow down")]
        assert [c.at_ms for c in slow] == [-30 * MS]
        assert slow[0].protected


def test_pictures_the_lunge_is_tucked_and_not_pushed():
    words = (root() / "kinds" / "kneeling-lunge" / "words.en.json").read_text(encoding="utf-8")
    assert "15 degrees at most" in words
    assert "do not push forward" in words
    assert "Front knee above the ankle" in words
    assert not any("forward a little" in c.say for c in cues_of("kneeling-lunge"))
    assert any("Tuck your tail bone" in c.say for c in cues_of("kneeling-lunge"))


def test_pictures_pillow_under_the_top_foot():
    assert any("top foot" in c.say for c in cues_of("side-lying-rest"))
    assert "wedge under your bump" in " ".join(
        i.text for i in CATALOGUE.kinds["side-lying-rest"].instructions
    )


def test_claims_less_likely_and_the_disclaimer():
    assert "less likely" in CATALOGUE.kinds["log-roll-rise"].purpose
    full = CATALOGUE.banners["not-medical"].full_text
    for part in ("general wellbeing", "not a medical device", "cannot call for help", "does not diagnose"):
        assert part in full


def test_the_gate_stop_word_is_chosen_and_sound_is_checked_standing():
    gate = json.loads((root() / "safety" / "banners.en.json").read_text(encoding="utf-8"))
    assert gate["helper-agree"]["gate"]["answer"] == "text"
    assert "read this" not in json.dumps(gate)
    assert "stand where you will rest" in gate["sound-check"]["full_text"]


def test_kinds_that_rise_say_how():
    said = said_in("kneeling-lunge", 45 * MS, Position.STANDING, Position.SEATED, CuePhase.WAY_UP)
    assert [cue.say for cue in said[:2]] == [
        "Hands on the chair. Bring the back foot forward.",
        "Push up slowly. Keep your hands on the chair.",
    ]
    assert set(said[-1].to_positions) <= UPRIGHT
    assert all(cue.priority is Priority.ESSENTIAL for cue in said)


# --- figures of the corrections -----------------------------------------------------------------------------


def test_correction_6_a_way_down():
    down = CATALOGUE.kinds["lower-to-floor"]
    assert (down.transition, down.start_position) == ("down", Position.STANDING)
    assert seconds("lower-to-floor")[:2] == (60, 45)


def test_correction_7_a_way_up():
    up = CATALOGUE.kinds["log-roll-rise"]
    assert (up.transition, up.end_position) == ("up", Position.SEATED)
    assert seconds("log-roll-rise")[:3] == (90, 75, 180)
    longer = raw("kinds/log-roll-rise/kind.json")["duration"]
    assert longer["pregnant"] == longer["postnatal"] == {"default_s": 120, "min_s": 90}


@pytest.mark.parametrize("name", [n for n in KINDS if CATALOGUE.kinds[n].position in LYING])
def test_a_lying_exercise_is_followed_by_a_way_up(name):
    kind = CATALOGUE.kinds[name]
    assert kind.transition == "up" or "log-roll-rise" in kind.followed_by


def test_correction_8_the_bolster_does_not_roll():
    said = texts("bolster-sit")
    for part in (
        "folded blanket over the whole seat",
        "against a wall",
        "Whole feet",
        "A round bolster rolls off a chair",
    ):
        assert part in said
    kind = CATALOGUE.kinds["bolster-sit"]
    on_chair, on_floor = (
        {prop.id for prop in kind.props_in(place) if prop.required}
        for place in (Position.SEATED, Position.FLOOR_SEATED)
    )
    assert on_chair == {"chair", "seat-blanket"}
    assert on_floor == {"chair", "bolster", "mat"}
    said = [
        " ".join(cue.say for cue in said_in("bolster-sit", 180 * MS, phase=CuePhase.LEAD_IN, held=place))
        for place in (Position.SEATED, Position.FLOOR_SEATED)
    ]
    assert "whole feet" in said[0]
    assert "bolster" not in said[0]
    assert "Knees no wider than your hips" in said[1]
    assert "chair" not in said[1].replace("use the chair", "")


def test_correction_9_cushions_carry_the_leg():
    helper = CATALOGUE.kinds["helper-stretch"]
    assert seconds("helper-stretch")[:3] == (60, 60, 300)
    assert helper.open_ended is not None
    assert (helper.open_ended.min_ms, helper.open_ended.cap_ms) == (60_000, 300_000)
    assert own_fields("helper-stretch")["leg_support"].choices == ("cushions",)
    assert any(p.id == "leg-cushions" and p.required for p in helper.props)
    assert (
        own_fields("helper-stretch")["arm_check_s"].min,
        own_fields("helper-stretch")["arm_check_s"].max,
    ) == (30, 60)
    assert "at least three minutes" in helper.source["note"]


def test_correction_10_the_slope():
    slope = own_fields("propped-rest")["slope_degrees"]
    assert (slope.default, slope.min) == (45, 45)
    assert seconds("propped-rest")[3] == 600
    assert CATALOGUE.banners["propped-any"].positions == (Position.SEMI_RECLINED,)
    assert "does not sink" in texts("propped-rest")


def test_correction_12_eyes_stay_open():
    for name in KINDS:
        kind = CATALOGUE.kinds[name]
        if kind.transition or kind.position in {Position.KNEELING, Position.STANDING, Position.WALKING}:
            assert not kind.eyes_closed_ok, name


@pytest.mark.parametrize("name", KINDS)
def test_correction_13_chairs_are_steady(name):
    if any(p.id == "chair" for p in CATALOGUE.kinds[name].props):
        said = texts(name)
        assert "no wheels" in said.lower()
        assert "not fold" in said
        assert "against a wall" in said


def test_correction_13_standing_support_is_a_wall_or_counter():
    assert own_fields("standing-forward-lunge")["support"].choices == ("wall", "counter")
    assert not any(p.id == "chair" for p in CATALOGUE.kinds["standing-forward-lunge"].props)


def test_facts_chair_rest_is_five_minutes_at_a_time():
    assert seconds("chair-rest") == (300, 60, 900, 300)


def test_facts_the_helper_position_is_credited_to_no_one():
    assert "credited to no one" in CATALOGUE.kinds["helper-stretch"].source["note"]


def test_facts_e06_is_not_cited():
    everything = [p.read_text(encoding="utf-8") for p in root().rglob("*.json")]
    assert not any('"E06"' in text for text in everything)


def test_corrections_6_and_7_in_the_routines():
    for path in routines_root().glob("*.psoas.json"):
        items = json.loads(path.read_text(encoding="utf-8"))["items"]
        types = [item["type"] for item in items]
        places = [Position(item.get("position", CATALOGUE.kinds[item["type"]].position)) for item in items]
        for index, (block, place) in enumerate(zip(types, places, strict=True)):
            lying = place in LYING and block != "log-roll-rise"
            already = index and places[index - 1] in LYING
            assert not lying or already or types[index - 1] == "lower-to-floor", path.name
        assert places[-1] not in LYING
        assert types.count("log-roll-rise") == types.count("lower-to-floor") <= 1
        ups = [item["duration_s"] for item in items if item["type"] == "log-roll-rise"]
        assert all(seconds_up >= 90 for seconds_up in ups)
        helper = [item for item in items if item["type"] == "helper-stretch"]
        assert all(item["duration_s"] == 60 for item in helper)
