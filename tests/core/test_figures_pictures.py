"""Pictures as display lists and as SVG, and the command that saves them; all without Qt."""

import argparse
import json
import re
import xml.etree.ElementTree as ET

import pytest

from psoas_desktop.cli import figure
from psoas_desktop.cli.grammar import parser
from psoas_desktop.figures.display_list import fit
from psoas_desktop.figures.palette import THEMES, blend, colour
from psoas_desktop.figures.svg import svg
from psoas_desktop.storage.figure_files import figure_library
from psoas_desktop.storage.resources import root

LIBRARY = figure_library()
DRAWN_LATER: set[str] = set()
"""Figures that a kind names and that are not drawn yet."""


def test_every_figure_that_a_kind_names_is_drawn():
    files = (root() / "kinds").glob("*/kind.json")
    kinds = [json.loads(path.read_text(encoding="utf-8")) for path in files]
    named = {picture["figure"] for kind in kinds for picture in kind["pictures"]}
    assert named, "kinds name figures"
    assert named - DRAWN_LATER <= set(LIBRARY.names)


def test_the_way_down_and_up_is_drawn():
    down = ["standing_before_chair", "half_kneel_chair", "both_knees_chair", "all_fours", "all_fours_away",
            "sit_on_one_hip",
            "side_lying", "lying_back_knees_bent"]  # fmt: skip
    up = ["supine_knees_bent", "roll_to_side", "side_lying_rest", "side_sit_push_up", "all_fours_away",
          "all_fours", "both_knees_chair", "half_kneel_chair", "seated_rest", "standing_tall"]  # fmt: skip
    assert {*down, *up} <= set(LIBRARY.names)


def test_no_arch_ships():
    assert not [name for name in LIBRARY.names if "arch" in name or "backbend" in name]


@pytest.mark.no_cover
@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("name", LIBRARY.names)
def test_pictures_are_finite_and_modest(name, theme):
    picture = LIBRARY.picture(name, theme)
    assert 20 < len(picture.items) < 400
    numbers = [value for item in picture.items for sub in item.path for value in sub.coords]
    assert max(map(abs, numbers)) < 600
    assert picture.box[2] - picture.box[0] > 60


def test_a_mirror_image_is_the_same_picture_turned():
    own, mirror = (LIBRARY.picture("kneeling_lunge", "light", side) for side in ("right", "left"))
    a, b = fit(own, 1600, 900), fit(mirror, 1600, 900)
    for x in (-40.0, 0.0, 33.0):
        assert a.dx + a.sx * x == pytest.approx(1600 - (b.dx + b.sx * x))
    assert (a.dy, a.s) == (b.dy, b.s)


@pytest.mark.parametrize("side", ["left", "right"])
@pytest.mark.parametrize("name", ["kneeling_lunge", "helper_stretch_side_lying"])
def test_svg_is_sound(name, side):
    text = svg(LIBRARY.picture(name, "dark", side), 800, 450, title='A "title" <here> & there')
    tree = ET.fromstring(text)
    assert tree.get("viewBox") == "0 0 800 450"
    assert "clipPath" not in text
    assert "<mask" in text
    assert "nan" not in text
    ids = set(re.findall(r'id="([^"]+)"', text))
    assert set(re.findall(r"url\(#([^)]+)\)", text)) <= ids
    assert len(text) < 250_000


def arguments(**given):
    base = {
        "pose": "seated_rest",
        "output": None,
        "size": (320, 180),
        "theme": "light",
        "side": "",
        "person": "",
    }
    return argparse.Namespace(**base | given)


def no_png(*_):
    raise AssertionError("an SVG needs no Qt")


def test_the_command_saves_an_svg(tmp_path, capsys):
    path = tmp_path / "a.svg"
    assert figure.run(arguments(output=str(path)), no_png) == 0
    assert path.read_text(encoding="utf-8").startswith("<svg")
    assert capsys.readouterr().out.strip() == str(path)


def test_the_command_hands_a_png_on(tmp_path):
    seen = []

    def save(picture, path, size):
        seen.append((len(picture.items) > 20, path.name, size))
        return True

    assert figure.run(arguments(output=str(tmp_path / "a.png")), save) == 0
    assert seen == [(True, "a.png", (320, 180))]


def test_the_command_lists_the_poses(capsys):
    assert figure.run(arguments(pose=None), no_png) == 0
    assert capsys.readouterr().out.split() == list(LIBRARY.names)


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"pose": "handstand", "output": "a.svg"}, "no pose is called 'handstand'"),
        ({}, "-o FILE"),
        ({"output": "a.gif"}, ".png or .svg"),
        ({"output": "a.svg", "person": "nobody"}, "no person is called 'nobody'"),
    ],
)
def test_the_command_says_what_is_wrong(given, says, capsys):
    assert figure.run(arguments(**given), no_png) == 2
    assert says in capsys.readouterr().err


def test_a_png_that_cannot_be_written_is_reported(tmp_path, capsys):
    assert figure.run(arguments(output=str(tmp_path / "a.png")), lambda *_: False) == 2
    assert "cannot be written" in capsys.readouterr().err


def test_the_grammar_takes_the_command():
    parsed = parser().parse_args(
        ["figure", "chair_rest", "-o", "x.png", "--size", "320x240", "--side", "left"]
    )
    assert (parsed.pose, parsed.size, parsed.side, parsed.theme) == (
        "chair_rest",
        (320, 240),
        "left",
        "light",
    )


def test_colours():
    assert colour("#FF800040") == (255, 128, 0, pytest.approx(64 / 255))
    assert blend((0, 0, 0, 1), (100, 200, 50, 0), 0.5) == (50, 100, 25, 1)


def luminance(c):
    linear = [v / 255 / 12.92 if v / 255 <= 0.04045 else ((v / 255 + 0.055) / 1.055) ** 2.4 for v in c[:3]]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("theme", THEMES)
def test_marks_stand_out_from_the_ground(theme):
    palette = LIBRARY.palettes[theme]
    ground = luminance(palette.colour("ground"))
    for mark in ("clay", "breath", "leaf"):
        high, low = sorted((luminance(palette.colour(mark)), ground), reverse=True)
        assert (high + 0.05) / (low + 0.05) >= 3, mark
