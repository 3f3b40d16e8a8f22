"""Poses as their own mirror images, and which side of a still a movement ends with."""

import math

import pytest

from psoas_desktop.figures.display_list import DisplayList
from psoas_desktop.figures.flipping import flipped
from psoas_desktop.figures.library import Way
from psoas_desktop.figures.scene import build
from psoas_desktop.figures.skeleton import mirrored_name
from psoas_desktop.figures.solve import solve
from psoas_desktop.storage.figure_files import figure_library

LIBRARY = figure_library()
DOWN = Way("to_chair_rest", back=False)


@pytest.mark.parametrize("name", LIBRARY.names)
def test_a_flipped_body_is_the_mirror_image(name):
    pose = LIBRARY.pose(name)
    there, here = solve(flipped(pose), LIBRARY.body), solve(pose, LIBRARY.body)
    for who, bones in here.items():
        for joint, (x, y, z) in bones.joints.items():
            assert there[who].joints[mirrored_name(joint)] == pytest.approx((-x, y, z), abs=1e-6), joint
        for bone, (x, y, z) in bones.fronts.items():
            assert there[who].fronts[mirrored_name(bone)] == pytest.approx((-x, y, z), abs=1e-6), bone


@pytest.mark.parametrize("name", LIBRARY.names)
def test_its_picture_is_the_other_side_of_the_still(name):
    pose = LIBRARY.pose(name)
    other = "right" if pose.side == "left" else "left"
    assert flipped(pose).side == other
    mine, still = (build(p, LIBRARY.body, LIBRARY.palettes["light"]) for p in (flipped(pose), pose))
    x0, y0, x1, y1 = still.box
    assert mine.box == pytest.approx((-x1, y0, -x0, y1), abs=0.2)
    assert colours(mine) == colours(still)


def colours(picture: DisplayList):
    return sorted((item.fill or (), item.stroke or (), round(item.width, 3)) for item in picture.items)


@pytest.mark.parametrize("name", LIBRARY.names)
def test_flipped_twice_it_is_the_same(name):
    pose = LIBRARY.pose(name)
    again = solve(flipped(flipped(pose)), LIBRARY.body)
    for who, bones in solve(pose, LIBRARY.body).items():
        for joint, place in bones.joints.items():
            assert math.dist(again[who].joints[joint], place) < 1e-6, joint


def test_a_movement_says_which_side_it_ends_with():
    """Who lies with the head right is on the back with the head right, which is the still's other side."""
    assert LIBRARY.side_after(DOWN, "") == "left"
    assert LIBRARY.side_after(DOWN, "left") == "left"
    assert LIBRARY.side_after(DOWN, "right") == ""
    up = LIBRARY.way("chair_rest", "supine_knees_bent")
    assert LIBRARY.side_after(up, "left") == ""
    assert LIBRARY.side_after(up, "") == "right"
    back = LIBRARY.way("propped_rest", "side_lying_rest")
    assert back.back
    assert LIBRARY.side_after(back, "left") == ""
    assert LIBRARY.side_after(back, "") == "right"


def test_its_pictures_are_mirrored_to_end_with_the_side_that_is_asked_for():
    movement = LIBRARY.movement(DOWN.name)
    assert movement.keys[-1].flipped
    assert movement.keys[-1].own_side == LIBRARY.pose("chair_rest").side == "right"
    assert not movement.mirrored("left", back=False)
    assert movement.mirrored("right", back=False)
    assert movement.mirrored("", back=False)
    assert not movement.mirrored("", back=True)
