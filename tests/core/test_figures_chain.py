"""The way down to the chair rest and up again: the chair stays where it is, a hand always holds on."""

import math
from itertools import pairwise

import pytest

from psoas_desktop.figures.bones import Bones
from psoas_desktop.figures.chair_drawing import BACK, LEAN
from psoas_desktop.figures.library import Way
from psoas_desktop.figures.motion import Motion
from psoas_desktop.figures.prop_moves import prop_moved
from psoas_desktop.figures.props import Chair
from psoas_desktop.figures.reach import PALM_AHEAD, PALM_DEPTH
from psoas_desktop.figures.skeleton import SIDES
from psoas_desktop.figures.vectors import along
from psoas_desktop.storage.figure_files import figure_library

LIBRARY = figure_library()
RATE = 30
MAT = 1.6
NEAR = 2.5
"""By so many cm a palm may be over what it holds on to: what a glove of skin and a gliding hand take."""
DOWN = ("standing_before_chair", "half_kneel_chair", "both_knees_chair", "all_fours", "all_fours_away",
        "sit_on_one_hip", "side_lying_rest", "chair_rest")  # fmt: skip
UP = ("chair_rest", "supine_knees_bent", "roll_to_side", "side_lying_rest", "side_sit_push_up",
      "all_fours_away", "all_fours", "both_knees_chair", "half_kneel_chair")  # fmt: skip
SEATED = {"rise_and_turn", "turn_and_sit"}
HELD = ("one_knee_up", "hands_to_chair", "stand_up", "turn_on_knees", *sorted(SEATED))
LYING = {"side_lying_rest", "chair_rest", "supine_knees_bent", "roll_to_side"}


def ways(row: tuple[str, ...]) -> list[Way]:
    found = [LIBRARY.way(start, end) for start, end in pairwise(row)]
    assert all(found), [pair for pair, way in zip(pairwise(row), found, strict=True) if way is None]
    return [way for way in found if way is not None]


def played(row: tuple[str, ...], side: str = "") -> list[tuple[Motion, bool, str, float]]:
    """The movements of a row, whether each is seen mirrored, the pose in which it ends, and when that is."""
    found = []
    for way, end in zip(ways(row), row[1:], strict=True):
        movement = LIBRARY.movement(way.name)
        side = movement.side_after(side, back=way.back)
        mirrored = movement.mirrored(side, back=way.back)
        at = 0.0 if way.back else movement.seconds
        found.append((LIBRARY.motion(way.name, "light"), mirrored, end, at))
    return found


def chairs(motion: Motion) -> list[tuple[float, Chair]]:
    """The chairs of a movement's keys, each with where the middle of the hips is."""
    return [
        (motion.figures(key.at)["me"].joints["hip"][0], moved)
        for key in motion.movement.keys
        for prop in key.pose.props.values()
        if isinstance(moved := prop_moved(prop, key.move), Chair)
    ]


@pytest.mark.no_cover
@pytest.mark.parametrize(("row", "side"), [(DOWN, ""), (UP, "left"), ((*UP, "seated_rest"), "left")])
def test_the_chair_stays_at_one_end_and_who_lies_has_the_head_at_the_other(row, side):
    """Left in the picture, with its back to the wall; the head of who lies is right."""
    for motion, mirrored, end, at in played(row, side):
        sign = -1 if mirrored else 1
        for hips, chair in chairs(motion):
            where = (end, sign * chair.at[0], sign * hips)
            assert chair.faces == ("left" if mirrored else "right"), where
            assert sign * (hips - chair.at[0] + chair.depth) > 0, where
        if end in LYING:
            joints = motion.figures(at)["me"].joints
            assert sign * (joints["atlas"][0] - joints["hip"][0]) > 40, end
            assert sign * (joints["ankle_r"][0] - joints["hip"][0]) < 0, end


@pytest.mark.parametrize("row", [DOWN[:5], UP[5:]])
def test_while_she_is_on_hands_and_knees_or_higher_the_chair_is_always_drawn(row):
    for motion, _, end, _ in played(row):
        places = [chair.at for _, chair in chairs(motion)]
        assert len(places) == len(motion.movement.keys), end
        assert all(math.dist(place, places[0]) < 0.1 for place in places), end


def test_she_rises_from_the_chair_with_both_hands_and_turns_to_hold_its_back():
    """The chair stands still. Both palms lie on it when she leaves the seat, and at the end on its back."""
    way = LIBRARY.way("seated_rest", "standing_before_chair")
    assert way == Way("rise_and_turn", back=False)
    motion = LIBRARY.motion(way.name, "light")
    places = [chair.at for _, chair in chairs(motion)]
    assert len(places) == len(motion.movement.keys)
    assert all(math.dist(place, places[0]) < 0.1 for place in places)
    chair = chairs(motion)[0][1]
    frames = [motion.figures(time)["me"] for time in motion.times(RATE)]
    leaving = next(bones for bones in frames if bones.joints["hip"][1] > chair.top + 14 * bones.scale)
    for bones in (leaving, motion.figures(motion.movement.seconds)["me"]):
        assert max(over(palm(bones, side), chair) for side in SIDES) <= NEAR
    assert all(palm(bones, side)[1] > chair.top + 30 for side in SIDES)


@pytest.mark.no_cover
def test_calves_go_up_and_feet_come_off_one_after_the_other():
    """So far apart that one leg rests while the other moves; the chair stands where it stands."""
    for name in ("to_chair_rest", "calves_down", "roll_off_chair", "lift_calves"):
        motion = LIBRARY.motion(name, "light")
        places = [chair.at for _, chair in chairs(motion)]
        assert all(math.dist(place, places[0]) < 0.1 for place in places), name
        seat = chairs(motion)[0][1].top
        times = motion.times(RATE)
        on = {
            side: [motion.figures(time)["me"].joints[f"ankle_{side}"][1] > seat for time in times]
            for side in SIDES
        }
        if name == "to_chair_rest":
            gaps = [times[on[side].index(True)] for side in SIDES]
            assert abs(gaps[0] - gaps[1]) >= 0.8, name
        else:
            first, second = motion.movement.keys[0], motion.movement.keys[1]
            one, other = (motion.figures(key.at)["me"].joints for key in (first, second))
            moved = sorted(math.dist(one[f"knee_{side}"], other[f"knee_{side}"]) for side in SIDES)
            assert moved[0] < 2 < 8 < moved[1], (name, moved)
            assert second.at >= 0.8, name


@pytest.mark.no_cover
@pytest.mark.parametrize("person", ["", *LIBRARY.people])
@pytest.mark.parametrize("name", HELD)
def test_a_hand_always_holds_on(name, person):
    motion = LIBRARY.motion(name, "light", person)
    chair = chairs(motion)[0][1]
    for time in motion.times(RATE):
        bones = motion.figures(time)["me"]
        if name in SEATED and bones.joints["hip"][1] < chair.top + 14 * bones.scale:
            continue  # she sits
        gaps = [over(palm(bones, side), chair) for side in SIDES]
        assert min(gaps) <= NEAR, (round(time, 2), [round(gap, 1) for gap in gaps])


@pytest.mark.no_cover
@pytest.mark.parametrize("person", ["", *LIBRARY.people])
def test_a_knee_stays_where_it_is_while_the_other_moves(person):
    motion = LIBRARY.motion("turn_on_knees", "light", person)
    times = motion.times(RATE)
    for before, time in pairwise(times):
        one, other = motion.figures(before)["me"].joints, motion.figures(time)["me"].joints
        slides = min(math.dist(one[f"knee_{side}"], other[f"knee_{side}"]) for side in SIDES)
        assert slides < 0.4, round(time, 2)


def palm(bones: Bones, side: str) -> tuple[float, float, float]:
    fingers, wrist = bones.directions[f"hand_{side}"], bones.joints[f"wrist_{side}"]
    middle = along(wrist, fingers, PALM_AHEAD * bones.scale)
    return (middle[0], middle[1] - PALM_DEPTH * bones.scale, middle[2])


def over(place: tuple[float, float, float], chair: Chair) -> float:
    """How far a palm is from the mat, the chair's seat or the top of its back."""
    x, y, z = place
    deep = (chair.at[0] - x) * (1 if chair.faces == "right" else -1)
    gaps = [abs(y - MAT)]
    if -2 <= deep <= chair.depth and abs(z - chair.at[1]) <= chair.width / 2 + 1:
        gaps.append(abs(y - chair.top))
    top, behind = y - chair.seat - BACK, deep - chair.depth - LEAN + 2
    if abs(z - chair.at[1]) <= chair.width / 2:
        gaps.append(math.hypot(top, max(0.0, abs(behind) - PALM_AHEAD)))
    return min(gaps)
