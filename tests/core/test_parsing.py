"""From a valid draft to the strict routine: the file's words over the kind's."""

import pytest
from hypothesis import given

from psoas_desktop.routine.check import check
from psoas_desktop.routine.codec import encode
from psoas_desktop.routine.cues import Picture
from psoas_desktop.routine.draft import Draft, from_plain
from psoas_desktop.routine.model import Contact, Group
from psoas_desktop.routine.parsing import routine_from
from psoas_desktop.routine.problems import Level, Place
from psoas_desktop.routine.vocabulary import Advance, CuePhase, Position, Severity, ShowsAt, Side
from tests.core.catalogue_fixture import block, catalogue, routine, rules
from tests.core.strategies import routines, spoilt_routines


def checked_of(*items, **fields):
    return check(encode(Draft(from_plain(routine(*items, **fields)))), rules(), catalogue())


def parsed(*items, **fields):
    found = checked_of(*items, **fields)
    assert found.routine is not None, found.problems
    return found.routine


def parsed_block(kind="chair-rest", **fields):
    return parsed(block(kind, **fields)).items[0]


def test_a_bare_block_is_what_its_kind_says():
    kind = catalogue().kinds["chair-rest"]
    bare = parsed_block()

    assert (bare.id, bare.kind, bare.title) == ("a", kind, "Chair rest")
    assert (bare.duration_ms, bare.lead_in_ms, bare.open_ended) == (300_000, 30_000, None)
    assert (bare.advance, bare.sides) == (Advance.AUTO, ())
    assert bare.position is bare.start_position is bare.end_position is Position.SUPINE
    assert (bare.cues, bare.pictures, bare.props) == (kind.cues, kind.pictures, kind.props)
    assert bare.instructions == kind.instructions
    assert (bare.way_out, bare.note, bare.banners) == ("Roll to your side.", "", ())
    assert bare.fields == {"chair_height_cm": 45, "legs_on": "chair", "blanket": False, "stop_word": ""}


def test_what_the_file_says_wins():
    said = parsed_block(
        title="Legs up",
        duration_s=120.0,
        lead_in_s=0,
        advance="wait",
        note="Dim the light",
        way_out="Slowly.",
        chair_height_cm=50.0,
        blanket=True,
    )

    assert (said.title, said.duration_ms, said.lead_in_ms) == ("Legs up", 120_000, 0)
    assert isinstance(said.duration_ms, int)
    assert (said.advance, said.note, said.way_out) == (Advance.WAIT, "Dim the light", "Slowly.")
    assert said.fields["chair_height_cm"] == 50
    assert isinstance(said.fields["chair_height_cm"], int)
    assert said.fields["blanket"] is True


def test_a_list_that_is_there_replaces_the_whole_list():
    said = parsed_block(
        cues=[{"phase": "hold", "at_s": -5, "say": "{title} ends, {side}."}],
        steps=[{"text": "Lie down."}, {"phase": "hold", "at_s": 10, "text": "Rest."}],
        props=[{"name": "Sofa"}, {"id": "mat", "name": "Mat", "required": False, "size": "long"}],
        pictures=[],
        alternatives=[{"type": "rest", "when": "you are tired"}],
        banners=[{"id": "b", "severity": "warning", "short_text": "Careful"}],
    )

    assert [(cue.phase, cue.at_ms, cue.say) for cue in said.cues] == [
        (CuePhase.HOLD, -5000, "{title} ends, {side}.")
    ]
    assert [(step.phase, step.at_ms) for step in said.instructions] == [("setup", 0), ("hold", 10_000)]
    assert [(prop.id, prop.name, prop.required) for prop in said.props] == [
        ("", "Sofa", True),
        ("mat", "Mat", False),
    ]
    assert said.pictures == ()
    assert said.alternatives == {"rest": "you are tired"}
    assert [(banner.severity, banner.full_text) for banner in said.banners] == [(Severity.WARNING, "Careful")]
    assert said.banners[0].shows_at == (ShowsAt.GATE, ShowsAt.LEAD_IN)
    assert parsed_block(cues=[]).cues == ()


def test_pictures():
    pose = {"hips": [0, 1]}
    said = parsed_block(
        pictures=[
            {"kind": "figure", "figure": "chair_rest", "alt": "A"},
            {"kind": "file", "file": "a.png", "alt": "B", "at_s": 5},
            {"kind": "data", "media_type": "image/png", "base64": "QUJD", "alt": "C"},
            {"kind": "pose", "pose": pose, "alt": "D"},
        ]
    )

    assert said.pictures == (
        Picture("figure", "A", "chair_rest"),
        Picture("file", "B", "a.png", 5000),
        Picture("data", "C", "QUJD"),
        Picture("pose", "D", pose),
    )


def test_sides():
    assert parsed_block("kneeling-lunge").sides == (Side.RIGHT, Side.LEFT)
    assert parsed_block("kneeling-lunge", first_side="left").sides == (Side.LEFT, Side.RIGHT)
    assert parsed_block("kneeling-lunge", sides="left", first_side="right").sides == (Side.LEFT,)
    assert parsed_block("helper-stretch").sides == (Side.RIGHT,)


def test_positions():
    rise = parsed_block("log-roll-rise")
    assert (rise.start_position, rise.end_position) == (Position.SUPINE, Position.STANDING)
    lunge = parsed_block("kneeling-lunge", position="standing")
    assert lunge.position is lunge.start_position is lunge.end_position is Position.STANDING
    said = parsed_block("kneeling-lunge", end_position="kneeling")
    assert (said.start_position, said.end_position) == (Position.HALF_KNEELING, Position.KNEELING)


def test_open_ended():
    assert parsed_block("helper-stretch").open_ended is None
    bare = parsed_block("helper-stretch", open_ended=True)
    assert (bare.open_ended.min_ms, bare.open_ended.cap_ms, bare.duration_ms) == (90_000, 360_000, 90_000)
    said = parsed_block(
        "helper-stretch", open_ended=True, duration_min_s=120, duration_s=180, duration_max_s=240
    )
    assert (said.open_ended.min_ms, said.open_ended.cap_ms, said.duration_ms) == (120_000, 240_000, 180_000)


def test_groups_and_paths():
    inner = {"type": "group", "id": "h", "repeat": 2, "rest_between_s": 5, "items": [block("rest", id="b")]}
    made = parsed(
        block(), {"type": "group", "id": "g", "title": "Pair", "items": [inner, block("rest", id="c")]}
    )

    group = made.items[1]
    assert isinstance(group, Group)
    assert (group.title, group.repeat, group.rest_between_ms, group.path) == ("Pair", 1, 0, ("items", 1))
    assert (group.items[0].repeat, group.items[0].rest_between_ms) == (2, 5000)
    assert [each.path for each in made.blocks()] == [
        ("items", 0),
        ("items", 1, "items", 0, "items", 0),
        ("items", 1, "items", 1),
    ]


def test_the_routine():
    made = parsed(
        summary="Short",
        language="de",
        authors=[{"name": "Ana"}],
        reviewed=[{"by": "Ben", "on": "2025-03-31"}],
        before=["Open a window"],
        after=["Drink"],
        safety={
            "banners": [{"id": "b", "severity": "info", "short_text": "Warm room", "shows_at": ["pause"]}],
            "gate_questions": [{"id": "q", "text": "Rested?", "go_on": "Yes, rested", "stay": "Not yet"}],
            "emergency_contact": {"name": "Ana", "phone": "112"},
        },
    )

    assert (made.id, made.title, made.summary, made.language) == ("evening", "Evening", "Short", "de")
    assert (made.authors, made.reviewers) == (("Ana",), ("Ben",))
    assert (made.before, made.after) == (("Open a window",), ("Drink",))
    assert made.contact == Contact("Ana", "112")
    assert made.gate_questions[0].go_on == "Yes, rested"
    assert made.banners[0].shows_at == (ShowsAt.PAUSE,)
    assert parsed().contact is None
    assert parsed().language == "en"


def test_an_invalid_draft_is_refused_with_its_problems():
    refused = checked_of(block(duration_s=1), block("nothing", id="b"), autors=[])

    assert refused.routine is None
    assert {problem.code for problem in refused.problems} == {
        "too-small",
        "unknown-kind",
        "unknown-field",
    }


def test_a_warning_does_not_keep_a_routine_from_playing():
    assert parsed(block(mood="calm")).items[0].id == "a"


@given(routines())
def test_every_valid_routine_is_parsed(value):
    data = encode(Draft(from_plain(value)))
    checked = check(data, rules(), catalogue())

    assert checked.sound
    assert checked.routine == routine_from(checked.draft, catalogue())
    for made in checked.routine.blocks():
        at = checked.draft.get(made.path)
        assert at.get("id").value == made.id


@given(spoilt_routines())
def test_a_routine_comes_out_exactly_if_there_is_no_error(value):
    checked = check(encode(Draft(from_plain(value))), rules(), catalogue())

    errors = [problem for problem in checked.problems if problem.level is Level.ERROR]
    assert (checked.routine is None) == bool(errors) == checked.failed
    assert all(problem.place is not None for problem in checked.problems)
    places = [(problem.place.line, problem.place.column) for problem in checked.problems]
    assert places == sorted(places)


def test_check_says_what_follows_from_a_slip_only_once():
    text = (
        b'{"format": 1, "id": "a", "title": "A", "items": [{"type": "rest", "id": "b", "duration_s": NaN}]}'
    )

    assert [p.code for p in check(text, rules(), catalogue()).problems] == ["no-such-number"]


def test_check_places_a_missing_field_at_what_lacks_it():
    text = b'{"format": 1, "id": "a", "title": "A", "items": [\n  {"type": "rest"}]}'
    (problem,) = check(text, rules(), catalogue()).problems

    assert (problem.code, problem.place) == ("missing-field", Place(2, 3))


def test_check_of_what_cannot_be_read_at_all():
    checked = check(b"", rules(), catalogue())

    assert (checked.draft, checked.routine, checked.sound, checked.failed) == (None, None, False, True)


def test_check_of_a_slip_that_changes_nothing_still_fails():
    text = b'{"format": 1, "id": "a", "title": "A", "items": [{"type": "rest", "id": "b"},]}'
    checked = check(text, rules(), catalogue())

    assert [p.code for p in checked.problems] == ["trailing-comma"]
    assert checked.draft is not None
    assert checked.routine is None


@pytest.mark.parametrize(
    ("audience", "week"), [({}, 0), ({"pregnancy_weeks_from": 28}, 28), ({"needs_floor": True}, 0)]
)
def test_the_week_from_which_it_suits_is_known(audience, week):
    assert parsed(block(), audience=audience).week_from == week
