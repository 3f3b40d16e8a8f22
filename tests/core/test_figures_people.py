"""People: one pose, several bodies; what is not theirs to change stays."""

import copy
import json

import pytest

from psoas_desktop.figures.palette import THEMES
from psoas_desktop.figures.people import belly_of, person_from_data
from psoas_desktop.figures.pose_error import PoseError
from psoas_desktop.figures.skin import part
from psoas_desktop.figures.solve import solve
from psoas_desktop.storage.figure_files import figure_library
from psoas_desktop.storage.resources import root

LIBRARY = figure_library()
GOOD = json.loads((root() / "figures" / "people" / "nora.json").read_text(encoding="utf-8"))


def looks(person, pose="seated_rest"):
    return LIBRARY.worn(LIBRARY.pose(pose), person).figures[0].looks


def test_there_are_people_to_choose_from():
    """Skins, hair, builds; somebody pregnant, and most not."""
    people = [LIBRARY.person(name) for name in LIBRARY.people]
    assert len(people) >= 4
    for theme in ("light", "dark"):
        assert len({person.colours[theme]["skin"] for person in people}) == len(people)
    assert {person.hair for person in people} == {"bun", "bob", "short"}
    assert max(p.height for p in people) - min(p.height for p in people) >= 8
    assert max(p.girth for p in people) - min(p.girth for p in people) >= 0.15
    assert 1 <= sum(person.belly > 0 for person in people) < len(people)


@pytest.mark.parametrize("person", LIBRARY.people)
def test_a_person_changes_the_client_and_keeps_what_the_pose_says(person):
    before, after = LIBRARY.pose("helper_briefing"), LIBRARY.worn(LIBRARY.pose("helper_briefing"), person)
    assert after.figures[1] == before.figures[1], "the helper stays"
    assert after.figures[0].looks.eyes == before.figures[0].looks.eyes
    assert looks(person, "brisk_walk").shoes
    assert looks(person).height == LIBRARY.person(person).height


@pytest.mark.parametrize("person", ["", *LIBRARY.people])
def test_a_pose_that_is_pregnant_stays_so(person):
    assert looks(person, "side_lying_rest_pregnant").belly >= 0.75


@pytest.mark.parametrize(("week", "belly"), [(0, 0.0), (12, 0.0), (20, 0.38), (28, 0.75), (42, 0.75)])
def test_a_belly_grows_with_the_weeks(week, belly):
    assert belly_of(week) == pytest.approx(belly)


@pytest.mark.parametrize("person", ["", "amara", "nora"])
def test_a_routine_for_late_pregnancy_shows_somebody_pregnant(person):
    """Whoever that is, in the stills, the movements and at rest; helpers are not."""
    late = figure_library(belly=belly_of(28))
    assert late.taken("chair_rest", person).figures[0].looks.belly >= belly_of(28)
    helper = late.taken("helper_stretch_side_lying", person).figures[-1]
    assert (helper.name, helper.looks.belly) == ("helper", 0)
    keys = late.motion("lie_down", "light", person)._poses
    assert all(key.figures[0].looks.belly >= belly_of(28) for key in keys)
    assert late.picture("seated_rest", "light", "", person) == LIBRARY.picture(
        "seated_rest", "light", "", person, belly_of(28)
    )


def test_who_is_pregnant_lies_on_the_side_with_a_wedge_under_the_bump():
    late = figure_library(belly=belly_of(28))
    assert "bumpwedge" in late.taken("side_lying_rest").props
    assert "bumpwedge" in LIBRARY.taken("side_lying_rest", "nora").props
    assert "bumpwedge" not in LIBRARY.taken("side_lying_rest").props
    motion, still = late.motion("lie_down", "light"), late.picture("side_lying_rest", "light")
    last = motion.picture(motion.movement.seconds)
    assert last.box == pytest.approx(still.box)
    assert len(last.items) == len(still.items)


def test_without_a_name_nothing_changes():
    pose = LIBRARY.pose("seated_rest")
    assert LIBRARY.worn(pose) is pose
    assert LIBRARY.picture("seated_rest", "light") == LIBRARY.picture("seated_rest", "light", "", "")


@pytest.mark.parametrize("theme", THEMES)
def test_colours_are_those_of_the_person_where_the_theme_has_any(theme):
    own, usual = (LIBRARY.palette(theme, person).people for person in ("amara", ""))
    assert own["client"]["skin"] != usual["client"]["skin"]
    assert (own["client"]["top"] == usual["client"]["top"]) is theme.startswith("high-contrast")
    assert own["helper"] == usual["helper"]


def luminance(colour):
    linear = [v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in colour[:3]]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", ["high-contrast", "high-contrast-light"])
def test_people_differ_in_high_contrast_and_lose_none_of_it(theme):
    """Where no line parts them, 3 to 1 does: hair and ground, hair and face, a face and its eyes."""
    looks = []
    for person in LIBRARY.people:
        palette = LIBRARY.palette(theme, person)
        skin, hair = palette.people["client"]["skin"], palette.people["client"]["hair"]
        assert contrast(hair, skin) >= 3, person
        assert contrast(hair, palette.colour("ground")) >= 3, person
        assert contrast(palette.people["client"]["skin_shade"], skin) >= 3, person
        assert contrast(skin, (0, 0, 0)) >= 4.5, person
        looks.append((skin, hair))
    assert len(set(looks)) == len(looks)


def test_hands_lie_on_a_pregnant_belly():
    """Not inside it: the palm is as far from the spine as the skin is."""
    bones = solve(LIBRARY.worn(LIBRARY.pose("seated_belly_breathing"), "nora"), LIBRARY.body)["me"]
    plain = solve(LIBRARY.pose("seated_belly_breathing"), LIBRARY.body)["me"]
    assert max(bones.joints[f"wrist_{side}"][0] - plain.joints[f"wrist_{side}"][0] for side in "rl") > 4
    assert len(part(bones, "top")) == len(part(plain, "top")) + 2


@pytest.mark.parametrize(("pose", "last"), [("all_fours", False), ("side_lying_rest", True)])
def test_a_belly_seen_from_the_side_is_no_ball_on_the_body(pose, last):
    """Its lit disc lies under the core shadow of the trunk; only who faces the viewer shows it whole."""
    lit = LIBRARY.palette("light", "nora").people["client"]["top"]
    items = LIBRARY.picture(pose, "light", "", "nora").items
    disc = next(i for i, item in enumerate(items) if item.fill == lit and len(item.path) == 1)
    dark = items[disc - 1].fill
    assert dark != lit
    assert (items[disc + 1].fill != dark) is last


def test_an_unknown_person_is_an_error():
    with pytest.raises(KeyError):
        LIBRARY.picture("seated_rest", "light", "", "nobody")


@pytest.mark.parametrize(
    ("path", "value", "reason"),
    [
        (("format",), 2, "from 1 to 1"),
        (("title",), "", "text"),
        (("hair",), "mohawk", "not known"),
        (("height",), 210, "from 155 to 178"),
        (("girth",), 2, "from 0.9 to 1.2"),
        (("belly",), 2, "from 0 to 1"),
        (("unknown",), 1, "not known here"),
        (("colours", "light", "skin"), "pink", "colour"),
        (("colours", "light", "eyes"), "#000000", "not known here"),
    ],
)
def test_bad_people_are_refused(path, value, reason):
    data = copy.deepcopy(GOOD)
    place = data
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value
    with pytest.raises(PoseError) as caught:
        person_from_data(data)
    assert reason in str(caught.value)
