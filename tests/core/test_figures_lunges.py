"""Who goes down on one knee, gets up from it, or steps into a lunge has a hand on what holds, always."""

import pytest

from psoas_desktop.figures.chair_drawing import BACK, LEAN
from psoas_desktop.figures.extremities import palm_of
from psoas_desktop.figures.joint_ranges import hip_extension
from psoas_desktop.figures.prop_moves import prop_moved
from psoas_desktop.figures.props import Block, Chair
from psoas_desktop.figures.reach import PALM_AHEAD, PALM_DEPTH
from psoas_desktop.figures.skeleton import SIDES
from psoas_desktop.figures.vectors import along, distance, dot, subtract
from psoas_desktop.storage.figure_files import figure_library

LIBRARY = figure_library()
RATE = 30
CM = 2.5
"""So near to what it holds is a hand that lies on it, or has its fingers round a rail."""
HELD = ("into_lunge", "up_from_lunge", "out_of_lunge", "into_standing_lunge", "other_standing_lunge")


@pytest.fixture(params=["", *LIBRARY.people])
def person(request):
    return request.param


def palm(bones, side):
    """The middle of the skin of a palm."""
    wrist, hand = bones.joints[f"wrist_{side}"], bones.directions[f"hand_{side}"]
    ahead = along(wrist, hand, PALM_AHEAD * bones.scale)
    return along(ahead, palm_of(bones, side), PALM_DEPTH * bones.scale)


def to_box(spot, ranges):
    nearest = tuple(min(max(value, low), high) for value, (low, high) in zip(spot, ranges, strict=True))
    return distance(spot, nearest)


def to_bar(spot, start, end):
    way = subtract(end, start)
    share = max(0.0, min(1.0, dot(subtract(spot, start), way) / dot(way, way)))
    return distance(spot, along(start, way, share))


def to_chair(spot, chair):
    """How far a spot is from the top of the seat, or from the rail and the near post of the back."""
    assert chair.faces == "left"
    x, z = chair.at
    half, post = chair.width / 2, chair.width / 2 - 2.5
    low = (x + chair.depth - 2, chair.seat, z + post)
    top = (x + chair.depth - 2 + LEAN, chair.seat + BACK, z + post)
    rail = [(top[0] - 0.05 * LEAN, chair.seat + 0.95 * BACK, z + wide) for wide in (-post, post)]
    seat = ((x, x + chair.depth - 2), (chair.top - 0.5, chair.top), (z - half, z + half))
    return min(to_box(spot, seat), to_bar(spot, *rail), to_bar(spot, low, top))


def to_block(spot, block):
    x, y, z = block.at
    long, high, wide = block.size
    return to_box(spot, ((x - long / 2, x + long / 2), (y, y + high), (z - wide / 2, z + wide / 2)))


@pytest.mark.no_cover
@pytest.mark.parametrize("name", HELD)
def test_a_hand_holds_on_in_every_frame(name, person):
    motion = LIBRARY.motion(name, "light", person)
    for time in motion.times(RATE):
        bones = motion.figures(time)["me"]
        props = motion.movement.keys[0].pose.props.values()
        gaps = [
            to_chair(palm(bones, side), prop)
            if isinstance(prop, Chair)
            else to_block(palm(bones, side), prop)
            for side in SIDES
            for prop in props
            if isinstance(prop, Chair | Block)
        ]
        assert min(gaps) <= CM, (round(time, 2), [round(gap, 1) for gap in gaps])


@pytest.mark.parametrize("name", HELD)
def test_what_one_holds_on_to_stands_still(name):
    keys = LIBRARY.movement(name).keys
    for key in keys[1:]:
        for thing, prop in keys[0].pose.props.items():
            if isinstance(prop, Chair | Block):
                assert prop_moved(key.pose.props[thing], key.move) == prop


@pytest.mark.parametrize("side", ["left", "right"])
def test_the_other_lunge_follows_on_the_first(side):
    """The change of sides goes on with the side that was not stretched yet."""
    other = {"left": "right", "right": "left"}[side]
    way = LIBRARY.way("standing_forward_lunge", "standing_forward_lunge")
    assert LIBRARY.shows("standing_forward_lunge", LIBRARY.side_after(way, side)) == other


def test_the_named_leg_of_the_standing_lunge_stays_and_the_other_steps_forward():
    """The words name the back leg; the other foot steps forward from standing."""
    motion = LIBRARY.motion("into_standing_lunge", "light")
    first, last = (motion.figures(time)["me"].joints for time in (0, motion.movement.seconds))
    assert LIBRARY.pose("standing_forward_lunge").side == "right"
    assert distance(first["ankle_r"], last["ankle_r"]) < 0.5
    assert 30 < last["ankle_l"][0] - first["ankle_l"][0] < 60, "a moderate step"
    assert abs(last["ankle_l"][2] - last["ankle_r"][2]) == pytest.approx(18, abs=4), "hip width apart"


@pytest.mark.no_cover
@pytest.mark.parametrize("name", HELD)
def test_no_hip_goes_back_by_more_than_fifteen_degrees(name, person):
    """In none of the lunges, on no way there, for nobody."""
    motion = LIBRARY.motion(name, "light", person)
    for time in motion.times(RATE):
        bones = motion.figures(time)["me"]
        assert max(hip_extension(bones, side) for side in SIDES) <= 15, round(time, 2)
