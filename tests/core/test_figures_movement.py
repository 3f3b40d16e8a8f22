"""Every movement, frame by frame, for every person: bodies that could exist, without jumps, on the ground."""

import copy
import json
import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from psoas_desktop.figures.flipping import flipped
from psoas_desktop.figures.joint_ranges import RANGES, joint_angles
from psoas_desktop.figures.movement import mirrored
from psoas_desktop.figures.movement_reading import movement_from_data, movement_from_text, patched
from psoas_desktop.figures.pose_error import PoseError
from psoas_desktop.figures.pose_reading import PARTS
from psoas_desktop.figures.rotations import after, back, frame_of, near, normal, rotated, rotation_of
from psoas_desktop.figures.scene import build
from psoas_desktop.figures.skeleton import BONE_ENDS, SIDES, bare
from psoas_desktop.figures.skin import lowest
from psoas_desktop.figures.smooth import Way
from psoas_desktop.figures.solve import solve
from psoas_desktop.figures.stance import bones_of, stance_of
from psoas_desktop.figures.vectors import cross, distance, dot, unit
from psoas_desktop.storage.figure_files import figure_library
from psoas_desktop.storage.resources import root

LIBRARY = figure_library()
RATE = 10
FOR_OTHERS = 5
"""Who only wears the movement is looked at less often."""
MM5 = 0.5
JUMP = 170.0
"""How fast a joint may move, in cm a second: a foot that swings in a brisk walk does 230 for a moment."""
SWING = 240.0
WIDE = 3.0
"""Degrees by which a joint may pass its range on the way."""
POSES = {
    name: json.loads((root() / "figures" / "poses" / f"{name}.json").read_text("utf-8"))
    for name in LIBRARY.names
}
GOOD = json.loads((root() / "figures" / "movements" / "stand_up.json").read_text("utf-8"))


def pose_data(name):
    return copy.deepcopy(POSES[name])


@pytest.fixture(params=LIBRARY.movements)
def name(request):
    return request.param


@pytest.fixture(params=["", *LIBRARY.people])
def person(request):
    return request.param


def test_the_ways_that_people_go_can_be_shown():
    """Down to the floor, up again, to the chair, into the lunge, walking, with a helper."""
    ends = {LIBRARY.movement(name).ends for name in LIBRARY.movements}
    up = [
        "supine_knees_bent",
        "roll_to_side",
        "side_lying_rest",
        "side_sit_push_up",
        "all_fours_away",
    ]
    assert set(pairwise(up)) <= ends
    assert {("all_fours_away", "sit_on_one_hip"), ("sit_on_one_hip", "side_lying_rest")} <= ends
    assert {("all_fours", "all_fours_away"), ("all_fours", "both_knees_chair")} <= ends
    assert ("both_knees_chair", "half_kneel_chair") in ends
    assert {("half_kneel_chair", "standing_before_chair"), ("half_kneel_chair", "seated_rest")} <= ends
    assert {("side_lying_rest", "chair_rest"), ("chair_rest", "supine_knees_bent")} <= ends
    assert {("seated_rest", "standing_before_chair"), ("seated_rest", "seated_belly_breathing")} <= ends
    assert {("side_lying_rest", "propped_rest"), ("kneeling_lunge", "upright_on_one_knee")} <= ends
    into = {end for _, end in ends}
    assert {"seated_rest", "chair_rest", "kneeling_lunge", "helper_stretch_side_lying", "brisk_walk"} <= into


@pytest.mark.no_cover
def test_bodies_keep_their_bones_their_ground_and_their_joints(name, person):
    motion = LIBRARY.motion(name, "light", person)
    ground = min(lowest(bones, PARTS) for t in (key.at for key in motion.movement.keys)
                 for bones in motion.figures(t).values())  # fmt: skip
    for time in motion.times(FOR_OTHERS if person else RATE):
        for who, bones in motion.figures(time).items():
            where = (name, who, round(time, 2))
            for bone, (start, end) in BONE_ENDS.items():
                for side in ("",) if bone in ("pelvis", "lumbar", "thorax", "neck") else SIDES:
                    tail = f"_{side}" if side else ""
                    found = distance(bones.joints[start + tail], bones.joints[end + tail])
                    assert found == pytest.approx(bones.segment(bone), abs=1e-6), (*where, bone)
            low = lowest(bones, PARTS)
            assert low >= -MM5, where
            assert low <= ground + 6, (*where, "floats", low)
            assert max(bones.missed.values(), default=0) <= MM5, where
            for joint, angle in joint_angles(bones).items():
                least, most = RANGES[bare(joint)]
                assert least - WIDE <= angle <= most + WIDE, (*where, joint, round(angle, 1))


@pytest.mark.no_cover
def test_nothing_jumps(name):
    motion = LIBRARY.motion(name, "light")
    times = motion.times(48)
    most = SWING if motion.movement.cycle else JUMP
    last = motion.figures(times[0])
    for before, time in pairwise(times):
        now = motion.figures(time)
        for who, bones in now.items():
            for joint, place in bones.joints.items():
                speed = distance(place, last[who].joints[joint]) / (time - before)
                assert speed <= most, (joint, round(time, 2), round(speed))
        last = now


@pytest.mark.no_cover
@pytest.mark.parametrize("backwards", [False, True])
def test_it_begins_and_ends_with_its_stills(name, backwards):
    """The very picture, so that nothing stirs when the one gives way to the other."""
    movement = LIBRARY.movement(name)
    motion = LIBRARY.motion(name, "dark", back=backwards)
    ends = [movement.keys[0], movement.keys[-1]]
    assert any(movement.ends)
    for key, time in zip(reversed(ends) if backwards else ends, (0, movement.seconds), strict=True):
        if key.name and key.flipped:
            other = build(flipped(LIBRARY.pose(key.name)), LIBRARY.body, LIBRARY.palettes["dark"])
            same_picture(motion.picture(time), other, by=key.move)
        elif key.name:
            same_picture(motion.picture(time), LIBRARY.picture(key.name, "dark"), by=key.move)


def same_picture(found, still, by=(0, 0, 0)):
    """The same, but for where in the room it is."""
    gaps = [one - other for one, other in zip(found.box, still.box, strict=True)]
    assert gaps == pytest.approx([gaps[0], gaps[1]] * 2)
    assert any(by) or gaps == pytest.approx([0] * 4)
    assert len(found.items) == len(still.items)
    for one, other in zip(found.items, still.items, strict=True):
        assert one.fill == pytest.approx(other.fill)
        for sub, its in zip(one.path, other.path, strict=True):
            moved = [value + gaps[i % 2] for i, value in enumerate(its.coords)]
            assert sub.coords == pytest.approx(moved, abs=1e-6)


@pytest.mark.no_cover
def test_one_frame_holds_the_whole_movement(name):
    """In its middle the frame stands, and holds what every key shows."""
    motion = LIBRARY.motion(name, "light")
    seconds = motion.movement.seconds
    middle = motion.picture(seconds / 2).box
    assert motion.picture(seconds * 0.4).box == pytest.approx(middle)
    for time in (key.at for key in motion.movement.keys):
        box = motion.picture(time).box
        assert all(inner >= outer - 0.01 for inner, outer in zip(box[:2], middle[:2], strict=True))
        assert all(inner <= outer + 0.01 for inner, outer in zip(box[2:], middle[2:], strict=True))


def test_feet_that_stay_do_not_slide():
    motion = LIBRARY.motion("sit_down", "light")
    places = [bones.joints[f"ankle_{side}"] for t in motion.times(RATE)
              for bones in motion.figures(t).values() for side in "r"]  # fmt: skip
    assert max(distance(place, places[0]) for place in places) <= MM5


def test_a_cycle_has_no_seam():
    motion = LIBRARY.motion("walk", "light")
    seconds, small = motion.movement.seconds, 0.01
    first, second = motion.figures(0)["me"], motion.figures(small)["me"]
    last = motion.figures(seconds - small)["me"]
    for joint in ("knee_l", "ankle_r", "wrist_l"):
        coming = distance(last.joints[joint], first.joints[joint])
        going = distance(first.joints[joint], second.joints[joint])
        assert coming == pytest.approx(going, abs=0.4), joint
    assert motion.times(24)[-1] < seconds
    grounds = {
        tuple(round(v, 6) for v in motion.picture(time).items[0].path[0].coords) for time in motion.times(8)
    }
    assert len(grounds) == 1


def test_things_come_and_go_softly():
    """A chair that is in one picture only is there in parts before it is there."""
    motion = LIBRARY.motion("to_hands_and_knees", "light")
    counts = [len(motion.picture(motion.movement.seconds * share).items) for share in (0, 0.05, 1)]
    assert counts[0] < counts[1]
    faint = [
        item
        for item in motion.picture(motion.movement.seconds * 0.05).items
        if item.fill and 0 < item.fill[3] < 1
    ]
    assert len(faint) > len([item for item in motion.picture(0).items if item.fill and 0 < item.fill[3] < 1])


def test_the_mirror_image_of_a_movement():
    motion = LIBRARY.motion("into_lunge", "light")
    own, mirror = motion.picture(1.0), motion.picture(1.0, mirrored=True)
    assert (own.mirrored, mirror.mirrored) == (False, True)
    assert own.items == mirror.items


@pytest.mark.parametrize("pose", ["brisk_walk", "kneeling_lunge", "side_lying", "seated_rest"])
def test_a_pose_with_its_sides_changed_over(pose):
    one, other = LIBRARY.pose(pose), mirrored(LIBRARY.pose(pose))
    a, b = solve(one, LIBRARY.body)["me"], solve(other, LIBRARY.body)["me"]
    for joint, (x, y, z) in a.joints.items():
        twin = joint[:-1] + {"r": "l", "l": "r"}[joint[-1]] if joint.endswith(("_r", "_l")) else joint
        assert b.joints[twin] == pytest.approx((x, y, -z), abs=0.05), joint
    assert mirrored(other) == one


@pytest.mark.parametrize("pose", LIBRARY.names)
def test_a_stance_is_the_whole_figure(pose):
    for bones in solve(LIBRARY.pose(pose), LIBRARY.body).values():
        again = bones_of(stance_of(bones), bones.pose, LIBRARY.body)
        for joint, place in bones.joints.items():
            assert again.joints[joint] == pytest.approx(place, abs=1e-6)


directions = st.tuples(*[st.floats(-1, 1)] * 3).filter(lambda v: dot(v, v) > 0.1)


@given(directions, directions)
def test_a_turn_says_where_a_frame_is(a, b):
    along = unit(a)
    right = cross(unit(b), along)
    if dot(right, right) < 0.01:
        return
    right = unit(right)
    frame = (cross(along, right), along, right)
    found = frame_of(rotation_of(frame))
    assert [value for v in found for value in v] == pytest.approx(
        [value for v in frame for value in v], abs=1e-6
    )


quaternions = st.tuples(*[st.floats(-1, 1)] * 4).filter(lambda q: sum(v * v for v in q) > 0.1).map(normal)


@given(quaternions, quaternions, directions)
def test_turns_follow_each_other(a, b, v):
    assert rotated(after(a, b), v) == pytest.approx(rotated(a, rotated(b, v)), abs=1e-9)
    assert rotated(back(a), rotated(a, v)) == pytest.approx(v, abs=1e-9)
    assert sum(x * y for x, y in zip(near(a, b), b, strict=True)) >= 0


@given(st.lists(st.floats(-100, 100), min_size=2, max_size=8), st.floats(0, 1))
def test_a_smooth_way_never_overshoots(values, share):
    way = Way(list(range(len(values))), [[value] for value in values])
    time = share * (len(values) - 1)
    i = min(len(values) - 2, math.floor(time))
    low, high = sorted(values[i : i + 2])
    assert low - 1e-9 <= way.at(time)[0] <= high + 1e-9
    assert way.at(-1) == [values[0]]
    assert way.at(99) == [values[-1]]


def changed(path, value):
    data = copy.deepcopy(GOOD)
    place = data
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value
    return data


@pytest.mark.parametrize(
    ("path", "value", "reason"),
    [
        (("format",), 2, "from 1 to 1"),
        (("title",), 3, "text"),
        (("keys",), [GOOD["keys"][0]], "2 to"),
        (("keys", 0, "at"), 1, "start at 0"),
        (("keys", 1, "at"), 0.05, "rise by"),
        (("keys", 1, "at"), 99, "from 0 to 20"),
        (("keys", 1, "pose"), "handstand", "not known"),
        (("keys", 0, "pose"), "helper_briefing", "same figures"),
        (("keys", 1, "anchor"), "tail", "not known"),
        (("keys", 1, "paths"), {"wing": 3}, "not known here"),
        (("keys", 1, "paths"), {"foot_r": -3}, "from 0 to 60"),
        (("keys", 1, "change"), {"figures": {"me": {"height": 3}}}, "from 140 to 200"),
        (("keys", 1, "unknown"), 1, "not known here"),
        (("cycle",), "yes", "true or false"),
    ],
)
def test_bad_movements_are_refused(path, value, reason):
    with pytest.raises(PoseError) as caught:
        movement_from_data(changed(path, value), pose_data)
    assert reason in str(caught.value)


def test_text_that_is_no_movement_is_refused():
    with pytest.raises(PoseError):
        movement_from_text("{", pose_data)
    with pytest.raises(PoseError):
        movement_from_text("[" * 30_000, pose_data)


def test_a_change_goes_member_by_member():
    before = {"a": {"b": 1, "c": [1, 2]}, "d": 4}
    assert patched(before, {"a": {"c": [3], "b": None}, "e": 5}) == {"a": {"c": [3]}, "d": 4, "e": 5}
    assert before == {"a": {"b": 1, "c": [1, 2]}, "d": 4}


def test_an_unknown_movement_is_an_error():
    with pytest.raises(KeyError):
        LIBRARY.motion("cartwheel", "light")
