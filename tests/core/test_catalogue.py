"""The catalogue that ships: it loads, its parts fit together, and it holds what the corrections say."""

import argparse
import json
import shutil

import pytest

from psoas_desktop.cli.kinds import run as list_kinds
from psoas_desktop.routine.codec import decode, encode
from psoas_desktop.routine.draft import Draft, Object, from_plain
from psoas_desktop.routine.kind_parts import LISTS, MAY_LACK, PARTS, WORDS, missing_parts
from psoas_desktop.routine.vocabulary import CuePhase, Severity, ShowsAt, Side, Sides
from psoas_desktop.storage.resources import (
    SCHEMA_FILE,
    CatalogueError,
    read_catalogue,
    read_schema_text,
    root,
    routines_root,
)
from tests.core.shipped import CATALOGUE, KINDS, raw

REFERENCE_KINDS = {
    "prepare-space",
    "hydrate",
    "chair-rest",
    "propped-rest",
    "side-lying-rest",
    "log-roll-rise",
    "belly-breathing",
    "bolster-sit",
    "kneeling-lunge",
    "standing-forward-lunge",
    "brisk-walk",
    "helper-briefing",
    "helper-stretch",
    "seated-rest",
    "closing-check-in",
}
FIGURES = {
    "standing_tall",
    "standing_before_chair",
    "prepare_space",
    "helper_briefing",
    "closing_check_in",
    "roll_to_side",
    "sit_on_one_hip",
    "seated_drinking",
    "chair_rest",
    "supine_knees_bent",
    "propped_rest",
    "side_lying_rest",
    "side_sit_push_up",
    "all_fours",
    "all_fours_away",
    "lying_back_knees_bent",
    "half_kneel_chair",
    "both_knees_chair",
    "seated_rest",
    "seated_belly_breathing",
    "bolster_sit_chair",
    "bolster_sit_floor",
    "kneeling_lunge",
    "standing_forward_lunge",
    "brisk_walk",
    "helper_kneeling",
    "helper_ready_side_lying",
    "upright_on_one_knee",
    "helper_stretch_side_lying",
}


# --- it loads and its parts fit -----------------------------------------------------------------------------


def test_all_kinds_are_there():
    assert set(KINDS) == REFERENCE_KINDS | {"rest", "free", "lower-to-floor"}
    assert len(KINDS) == 18


@pytest.mark.parametrize("name", KINDS)
def test_a_kind_is_whole(name):
    kind = CATALOGUE.kinds[name]
    assert kind.id == name
    assert all((kind.title, kind.summary, kind.purpose, kind.way_out, kind.frequency))
    assert kind.instructions
    assert kind.cues
    assert kind.position in kind.positions
    assert kind.sides in kind.allowed_sides
    assert len(kind.title) <= 30
    duration = kind.duration
    assert duration.min_ms <= duration.default_ms <= duration.max_ms
    assert duration.default_ms <= (duration.advised_max_ms or duration.max_ms) <= duration.max_ms
    assert (kind.changeover_ms > 0) == (Sides.BOTH in kind.allowed_sides)
    assert (kind.wait_at_ms is None and not kind.waits_before_hold) == (kind.wait_cue is None)
    for field in kind.fields:
        assert field.label
        assert set(field.choices) == set(field.choice_labels)
        assert not field.choices or field.default in field.choices
        assert field.type != "integer" or field.min <= field.default <= field.max


@pytest.mark.parametrize("name", KINDS)
def test_what_a_kind_names_exists(name):
    kind = CATALOGUE.kinds[name]
    data = raw(f"kinds/{name}/kind.json")
    words = raw(f"kinds/{name}/words.en.json")
    assert kind.profile in CATALOGUE.profiles
    assert set(kind.banner_ids) <= set(CATALOGUE.banners)
    assert {c["banner_id"] for c in kind.cautions if "banner_id" in c} <= set(CATALOGUE.banners)
    assert {p["id"] for p in data["props"]} <= set(raw("kinds/props.en.json"))
    assert {*kind.alternatives, *kind.followed_by} <= set(KINDS)
    assert name not in kind.alternatives
    assert set(data["alternatives"]) == set(words["alternatives"])
    assert {p.content for p in kind.pictures} <= FIGURES
    assert set(words["image_alt"]) == {p.content for p in kind.pictures}
    assert kind.emblem in ("", *words["image_alt"])
    assert set(words.get("fields", {})) == {f["name"] for f in data.get("fields", [])}


@pytest.mark.parametrize("name", KINDS)
def test_cautions_and_contraindications_have_their_parts(name):
    kind = CATALOGUE.kinds[name]
    for caution in kind.cautions:
        assert Severity(caution["severity"])
        assert caution["text"]
    for against in kind.contraindications:
        assert Severity(against["severity"])
        assert against["text"]
        assert against["action"]


@pytest.mark.parametrize("name", sorted(REFERENCE_KINDS))
def test_the_source_is_named(name):
    source = CATALOGUE.kinds[name].source
    assert source["kind"] in {"source", "mixed", "authored"}
    assert all(f[0] == "F" and 1 <= int(f[1:]) <= 47 for f in source["facts"])
    assert source["facts"] or source["kind"] == "authored"
    assert source["kind"] == "authored" or source["url"].startswith("https://www.spinningbabies.com/")


WITHOUT = {
    "prepare-space": ("fields",),
    "hydrate": ("fields",),
    "closing-check-in": ("fields",),
    "rest": ("fields", "props", "pictures"),
    "free": ("props", "pictures"),
}


@pytest.mark.parametrize("name", KINDS)
def test_a_kind_lacks_only_what_it_has_none_of_by_nature(name):
    kind = CATALOGUE.kinds[name]
    assert missing_parts(kind) == ()
    assert kind.without == WITHOUT.get(name, ())
    assert not any(getattr(kind, part) for part in kind.without)


def test_every_prop_is_used():
    used = {p["id"] for name in KINDS for p in raw(f"kinds/{name}/kind.json")["props"]}
    assert used == set(raw("kinds/props.en.json"))


def test_every_kind_is_offered_once_and_closing_comes_last():
    offered = [kind for _, kinds in CATALOGUE.groups for kind in kinds]
    assert sorted(offered) == sorted([*KINDS, "group"])
    assert offered[:2] == ["prepare-space", "hydrate"]
    assert offered[-1] == "closing-check-in"


def test_a_catalogue_need_not_have_an_order(copied):
    (copied / "kinds" / "groups.en.json").unlink()
    assert read_catalogue(copied).groups == ()


def test_banners_are_whole():
    assert len(CATALOGUE.banners) == 24
    for banner in CATALOGUE.banners.values():
        assert banner.shows_at
        assert banner.full_text
        assert len(banner.full_text) <= 1000
        assert len(banner.safe_action) <= 200
        assert banner.spoken_text or ShowsAt.LEAD_IN not in banner.shows_at
    assert ShowsAt.PERSISTENT in CATALOGUE.banners["feelings"].shows_at


def test_gate_answers_say_what_they_mean():
    for banner in raw("safety/banners.en.json").values():
        for answer in banner.get("gate", {}).get("answers", ()):
            assert answer["text"].rstrip(".").lower() not in {"yes", "no", "ok"}
            assert answer.get("to", "rest") in KINDS


def test_the_small_words_are_whole():
    words = CATALOGUE.words
    assert words.sides == {Side.LEFT: "left", Side.RIGHT: "right"}
    assert len(words.numbers) == 61
    assert (words.numbers[0], words.numbers[21], words.numbers[60]) == ("zero", "twenty-one", "sixty")
    assert words.announce == "Next, {title}."


# --- a kind is one folder of data ---------------------------------------------------------------------------


@pytest.fixture
def copied(tmp_path):
    folder = tmp_path / "resources"
    shutil.copytree(root(), folder, ignore=shutil.ignore_patterns("fonts", "schema"))
    return folder


def test_a_new_folder_is_a_new_kind(copied):
    shutil.copytree(copied / "kinds" / "seated-rest", copied / "kinds" / "window-rest")
    file = copied / "kinds" / "window-rest" / "kind.json"
    file.write_text(
        file.read_text(encoding="utf-8").replace('"seated-rest"', '"window-rest"'), encoding="utf-8"
    )
    catalogue = read_catalogue(copied)
    assert set(catalogue.kinds) == {*KINDS, "window-rest"}
    assert catalogue.kinds["window-rest"].title == "Sit and be still"


def test_kinds_are_read_only_when_asked_for(copied):
    (copied / "kinds" / "free" / "kind.json").write_text("{", encoding="utf-8")
    catalogue = read_catalogue(copied)
    assert "free" in catalogue.kinds
    assert catalogue.kinds["rest"] is catalogue.kinds["rest"]
    assert catalogue.kinds.get("no-such-kind") is None
    with pytest.raises(CatalogueError, match=r"'free' cannot be used: .*kind\.json: line 1, column 2: "):
        catalogue.kinds["free"]


@pytest.mark.parametrize(
    ("file", "old", "new", "reason"),
    [
        ("kind.json", '"seated"', '"sitting"', "kind.json: 'sitting' is not a valid Position"),
        ("kind.json", '"step_s"', '"step"', "kind.json: the part 'step_s' is missing"),
        ("kind.json", '"rest"', '"resting"', "the cue profile 'resting' does not exist"),
        (
            "kind.json",
            '"seated-rest"',
            '"other"',
            "its id is 'other', but its folder is called 'seated-rest'",
        ),
        ("words.en.json", '"title"', '"titel"', "words.en.json: the part 'title' is missing"),
        ("words.en.json", '"lead_in"', '"before"', "words.en.json: 'before' is not a valid CuePhase"),
    ],
)
def test_a_broken_kind_says_what_is_wrong(copied, file, old, new, reason):
    path = copied / "kinds" / "seated-rest" / file
    text = path.read_text(encoding="utf-8").replace(
        '"phase": "lead_in", "at_s": 0, "text"', '"phase": "x", "at_s": 0, "text"'
    )
    path.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(CatalogueError) as caught:
        read_catalogue(copied).kinds["seated-rest"]
    assert caught.value.kind == "seated-rest"
    assert reason in str(caught.value)


WHERE = {
    "instructions": ("words.en.json", "steps"),
    "cues": ("words.en.json", "cues"),
    "cautions": ("words.en.json", "cautions"),
    "contraindications": ("words.en.json", "contraindications"),
    "alternatives": ("kind.json", "alternatives"),
    "props": ("kind.json", "props"),
    "fields": ("kind.json", "fields"),
    "pictures": ("kind.json", "pictures"),
}
"""The file and the key in which a part of a kind lies."""


def changed(copied, kind, file, change):
    path = copied / "kinds" / kind / file
    data = json.loads(path.read_text(encoding="utf-8"))
    change(data)
    path.write_text(json.dumps(data), encoding="utf-8")
    return missing_parts(read_catalogue(copied).kinds[kind])


def test_the_listing_has_every_part_of_every_kind(capsys):
    assert list_kinds(argparse.Namespace(format="json")) == 0
    listed = {kind["id"]: kind for kind in json.loads(capsys.readouterr().out)}
    assert set(listed) == set(KINDS)
    for name, kind in listed.items():
        lacking = {part for part in {*WORDS, *LISTS, "duration", "source"} if not kind[part]}
        assert lacking == set(WITHOUT.get(name, ()))
        assert all({"phase", "at_s", "say"} <= set(cue) for cue in kind["cues"])
        assert {"default_s", "min_s", "max_s"} <= set(kind["duration"])


def test_every_part_is_looked_at():
    assert set(PARTS) == {*WORDS, *WHERE, "duration", "spoken", "source"}
    assert set(LISTS) == set(WHERE)


@pytest.mark.parametrize("kind", ["chair-rest", "side-lying-rest", "log-roll-rise"])
@pytest.mark.parametrize("part", WORDS)
def test_a_kind_without_words_is_not_whole(copied, kind, part):
    assert changed(copied, kind, "words.en.json", lambda data: data.update({part: " "})) == (part,)


@pytest.mark.parametrize("kind", ["kneeling-lunge", "helper-stretch", "seated-rest"])
@pytest.mark.parametrize("part", LISTS)
def test_a_kind_without_a_list_is_not_whole(copied, kind, part):
    file, key = WHERE[part]
    expected = {part, "spoken"} if part == "cues" else {part}
    assert set(changed(copied, kind, file, lambda data: data.update({key: []}))) == expected


def test_a_kind_that_says_nothing_has_no_limits_or_no_source_is_not_whole(copied):
    def silent(data):
        data["cues"] = [{**cue, "say": ""} for cue in data["cues"]]

    assert changed(copied, "brisk-walk", "words.en.json", silent) == ("spoken",)
    assert changed(copied, "free", "kind.json", lambda data: data["duration"].update(min_s=61)) == (
        "duration",
    )
    assert changed(copied, "hydrate", "kind.json", lambda data: data["source"].pop("url")) == ("source",)
    assert changed(copied, "rest", "kind.json", lambda data: data.update(source={})) == ("source",)


@pytest.mark.parametrize("part", sorted({*LISTS, *WORDS} - MAY_LACK))
def test_no_kind_may_do_without_what_keeps_a_person_whole(copied, part):
    file, key = WHERE.get(part, ("words.en.json", part))
    changed(copied, "propped-rest", file, lambda data: data.update({key: [] if part in WHERE else ""}))
    assert part in changed(copied, "propped-rest", "kind.json", lambda data: data.update(without=[part]))


def test_a_folder_that_is_no_catalogue(tmp_path):
    with pytest.raises(CatalogueError, match=r"catalogue\.json: No such file"):
        read_catalogue(tmp_path)


def test_the_schema_is_read_as_it_lies(tmp_path):
    (tmp_path / SCHEMA_FILE).parent.mkdir()
    (tmp_path / SCHEMA_FILE).write_text("{}\n", encoding="utf-8")
    assert read_schema_text(tmp_path) == "{}\n"


@pytest.mark.parametrize("path", sorted(routines_root().glob("*.psoas.json")), ids=lambda p: p.name)
def test_routines_are_written_as_the_program_writes(path):
    data = path.read_bytes()
    assert not decode(data).problems
    root_node = from_plain(json.loads(data))
    assert isinstance(root_node, Object)
    assert encode(Draft(root_node)) == data


HELD = {
    "seated": {
        "bolster_sit_chair", "closing_check_in", "helper_briefing", "seated_belly_breathing",
        "seated_drinking", "seated_rest",
    },
    "standing": {
        "helper_briefing", "prepare_space", "seated_drinking", "standing_forward_lunge", "standing_tall",
    },
    "walking": {"brisk_walk"},
    "floor-seated": {"bolster_sit_floor"},
    "half-kneeling": {"kneeling_lunge"},
    "kneeling": {"kneeling_lunge"},
    "side-lying": {"helper_ready_side_lying", "helper_stretch_side_lying", "side_lying_rest"},
    "supine": {"chair_rest"},
    "semi-reclined": {"propped_rest"},
}  # fmt: skip
"""What shows somebody in a position; a glass of water and a talk are shown sitting."""


@pytest.mark.parametrize("name", [n for n in KINDS if not CATALOGUE.kinds[n].transition])
def test_the_picture_shows_the_position_in_which_it_is_held(name):
    kind = CATALOGUE.kinds[name]
    for position in kind.positions:
        held = (picture for picture in kind.pictures_in(position) if picture.phase is CuePhase.HOLD)
        shown = {picture.content for picture in held}
        assert shown <= HELD.get(position.value, set()), position
        assert bool(shown) is bool(kind.pictures), position
