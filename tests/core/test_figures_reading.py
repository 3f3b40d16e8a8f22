"""A pose may come from a stranger: what cannot be drawn is refused with one clear reason."""

import copy
import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from psoas_desktop.figures.pose_error import PoseError
from psoas_desktop.figures.pose_reading import MAX_BYTES, pose_from_data, pose_from_text
from psoas_desktop.figures.scene import build
from psoas_desktop.figures.solve import solve
from psoas_desktop.figures.svg import svg
from psoas_desktop.storage.figure_files import figure_library
from psoas_desktop.storage.resources import root

LIBRARY = figure_library()
GOOD = json.loads((root() / "figures" / "poses" / "kneeling_lunge.json").read_text(encoding="utf-8"))
ME = ("figures", "me")


def changed(path, value):
    data = copy.deepcopy(GOOD)
    place = data
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value
    return data


def test_every_shipped_pose_reads():
    for name in LIBRARY.names:
        assert LIBRARY.pose(name).figures


BAD = [
    (("format",), 2, "from 1 to 1"),
    (("format",), "1", "number"),
    (("title",), "", "text"),
    (("title",), "x" * 81, "longer"),
    (("side",), "up", "not known"),
    (("unknown",), 1, "not known here"),
    (("figures",), {}, "at least one"),
    (("figures",), [], "object"),
    (("figures",), {f"f{i}": GOOD["figures"]["me"] for i in range(4)}, "more than 3"),
    (("figures",), {"No Name": GOOD["figures"]["me"]}, "small letters"),
    ((*ME, "angles", "thigh_r"), "90", "number"),
    ((*ME, "angles", "thigh_r"), True, "number"),
    ((*ME, "angles", "thigh_r"), None, "number"),
    ((*ME, "angles", "thigh_r"), 1e9, "from -360 to 360"),
    ((*ME, "angles", "thigh_r"), float("nan"), "finite"),
    ((*ME, "angles", "thigh_r"), float("inf"), "finite"),
    ((*ME, "angles", "thigh_r"), 10**400, "from -360 to 360"),
    ((*ME, "angles", "thigh_r"), [1], "2 numbers"),
    ((*ME, "angles", "thigh_r"), [1, [[[2]]]], "number"),
    ((*ME, "angles", "tail"), 3, "'tail' is not known"),
    ((*ME, "at"), [1, 2], "3 numbers"),
    ((*ME, "at"), [1, 2, 5000], "from -1000 to 1000"),
    ((*ME, "rest", "parts"), [], "1 to"),
    ((*ME, "rest", "parts"), ["wing"], "not known"),
    ((*ME, "reach", "hand_x"), {"to": [0, 0, 0]}, "'hand_x' is not known"),
    ((*ME, "reach", "hand_l", "to"), ["nose", 0, 0, 0], "not known"),
    ((*ME, "reach", "hand_l", "to"), ["you.knee_r", 0, 0, 0], "not known"),
    ((*ME, "reach", "hand_l", "to"), "there", "list of 3"),
    ((*ME, "reach", "hand_l", "to"), {"bone": "thigh_r", "along": 2, "touch": [0, 1, 0]}, "from 0 to 1"),
    ((*ME, "reach", "hand_l", "to"), {"bone": "thigh_r", "touch": [0, 0, 0]}, "point somewhere"),
    ((*ME, "reach", "hand_l", "pole"), [0, 0, 0], "point somewhere"),
    ((*ME, "reach", "hand_l", "by"), "sole", "not known"),
    ((*ME, "orient"), [["w", 3]], "not known"),
    ((*ME, "orient"), [["y", 3]] * 5, "items"),
    ((*ME, "bends"), {"curl": 1e300}, "from -180 to 180"),
    ((*ME, "height"), 20, "from 140 to 200"),
    (("props", "chair", "kind"), "throne", "not known"),
    (("props", "chair", "seat"), -4, "from 20 to 70"),
    (("props", "pad", "size"), [0, 0, 0], "from 0.2"),
    (("props",), {f"p{i}": GOOD["props"]["mat"] for i in range(17)}, "more than 16"),
    (("order",), [], "1 to 64"),
    (("order",), ["me.*"] * 65, "1 to 64"),
    (("order",), ["me.tail"], "not known"),
    (("order",), [{"y": 1}], "list of 4"),
    (("marks",), [{"kind": "skull", "points": [[0, 0, 0]]}], "not known"),
    (("marks",), [{"kind": "arrow", "points": [[0, 0, 0]]}], "2 to 4"),
    (("marks",), [{"kind": "glow", "points": [[0, 0, 0]], "radius": 0}], "from 0.1"),
    (("marks",), [{"kind": "glow", "points": [["knee_r", 0, 0, 0]]}], "not known"),
    (("view",), {"kind": "fisheye"}, "not known"),
    (("view",), {"numbers": [50, 0]}, "from -1 to 1"),
    (("view",), {"frame": [0, 0, 0, 0]}, "left, bottom"),
    (("shadow",), [0], "2 numbers"),
]


@pytest.mark.parametrize(("path", "value", "reason"), BAD)
def test_bad_data_is_refused(path, value, reason):
    with pytest.raises(PoseError) as caught:
        pose_from_data(changed(path, value))
    assert reason in str(caught.value)
    assert caught.value.where
    assert len(str(caught.value)) < 800


@pytest.mark.parametrize("key", ["format", "title", "figures", "order"])
def test_what_is_needed_is_missed(key):
    data = copy.deepcopy(GOOD)
    del data[key]
    with pytest.raises(PoseError):
        pose_from_data(data)


@pytest.mark.parametrize("value", [None, 3, "x", [], [{}], True])
def test_what_is_no_object_is_refused(value):
    with pytest.raises(PoseError):
        pose_from_data(value)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "not JSON"),
        ("{", "not JSON"),
        (b"\xff\xfe\x00", "not JSON"),
        ("[" * 30_000, "nested"),
        ('{"a":' * 10_000 + "1" + "}" * 10_000, "nested"),
        (" " * (MAX_BYTES + 1), "longer"),
        ('{"format": 1e999}', "finite"),
        ('{"format": ' + "9" * 5000 + "}", "not JSON"),
    ],
)
def test_bad_text_is_refused(text, reason):
    with pytest.raises(PoseError) as caught:
        pose_from_text(text)
    assert reason in str(caught.value)


@pytest.mark.parametrize("at", [[0, 0, 0], [0, 43, 0], [500, -900, 3], [-1000, 1000, 1000]])
def test_targets_out_of_reach_are_drawn_as_far_as_they_go(at):
    data = changed((*ME, "reach", "hand_l", "to"), at)
    pose = pose_from_data(data)
    bones = solve(pose, LIBRARY.body)["me"]
    assert bones.missed["hand_l"] >= 0
    assert build(pose, LIBRARY.body, LIBRARY.palettes["light"]).items


def numbers_of(data, path=()):
    """The places of all numbers in data."""
    if isinstance(data, dict):
        return [found for key, value in data.items() for found in numbers_of(value, (*path, key))]
    if isinstance(data, list):
        return [found for i, value in enumerate(data) for found in numbers_of(value, (*path, i))]
    return [path] if isinstance(data, (int, float)) and path != ("format",) else []


POSES = {
    name: json.loads((root() / "figures" / "poses" / f"{name}.json").read_text("utf-8"))
    for name in LIBRARY.names
}


@given(st.data())
def test_whatever_is_accepted_can_be_drawn(data):
    """Any numbers that the reader lets through give a finite picture."""
    pose = copy.deepcopy(POSES[data.draw(st.sampled_from(sorted(POSES)))])
    for path in data.draw(st.lists(st.sampled_from(numbers_of(pose)), min_size=1, max_size=6)):
        place = pose
        for key in path[:-1]:
            place = place[key]
        place[path[-1]] = data.draw(st.one_of(st.floats(-1000, 1000), st.sampled_from([0, 0.0, 1, -90, 360])))
    try:
        read = pose_from_data(pose)
    except PoseError:
        return
    picture = build(read, LIBRARY.body, LIBRARY.palettes["light"])
    assert all(math.isfinite(value) for item in picture.items for sub in item.path for value in sub.coords)
    assert picture.box[2] > picture.box[0]
    assert svg(picture, 320, 180)
