"""The storyboard: every screen once, as the player shows it, on one sheet or a page each."""

from __future__ import annotations

import re

import pytest
from PySide6.QtGui import QColor, QImage

from psoas_desktop.app.pictures import save_storyboard
from psoas_desktop.playback.player import Player
from psoas_desktop.playback.transitions import Mode
from psoas_desktop.routine.check import check
from psoas_desktop.storage.program_data import read_program_data
from psoas_desktop.storage.resources import root, routines_root
from psoas_desktop.ui.common.theme import DARK
from psoas_desktop.ui.player.captions import caption_of
from psoas_desktop.ui.player.picture_choice import picture_of
from psoas_desktop.ui.player.screen_tour import stopped_sessions, whole_session
from psoas_desktop.ui.print.storyboard import THUMBNAIL_WIDTH, Screen, document, save, sheet
from tests.core.sessions import block, player_of


def screen(colour: str, caption: str = "Hold") -> Screen:
    image = QImage(1920, 1080, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    return Screen(image, caption)


def pages_of(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf))


def test_a_sheet_has_every_screen_in_its_order(qapp):
    colours = ["#ff0000", "#00ff00", "#0000ff", "#ffff00", "#00ffff"]

    picture = sheet("Try", [screen(colour) for colour in colours], DARK)

    centres = []
    high = round(THUMBNAIL_WIDTH * 9 / 16)
    for y in range(high // 2, picture.height(), 4):
        for x in range(THUMBNAIL_WIDTH // 2, picture.width(), 4):
            found = picture.pixelColor(x, y).name()
            if found in colours and found not in centres:
                centres.append(found)
    assert centres == colours


def test_a_document_has_a_page_for_each_screen(qapp):
    assert pages_of(document("Try", [screen("#123456")] * 3)) == 3


def test_the_files_name_says_which(qapp, tmp_path):
    save(tmp_path / "a.PDF", "Try", [screen("#123456")], DARK)
    save(tmp_path / "a.png", "Try", [screen("#123456")], DARK)

    assert (tmp_path / "a.PDF").read_bytes().startswith(b"%PDF")
    assert (tmp_path / "a.png").read_bytes().startswith(b"\x89PNG")


def test_what_cannot_be_written_raises(qapp, tmp_path):
    with pytest.raises(OSError, match="nowhere"):
        save(tmp_path / "nowhere" / "a.png", "Try", [screen("#123456")], DARK)


def player() -> Player:
    program_data = read_program_data(root())
    data = (routines_root() / "daily-chair-rest.psoas.json").read_bytes()
    routine = check(data, program_data.field_rules, program_data.catalogue).routine
    assert routine is not None
    return Player(routine, program_data.catalogue, program_data.rules)


def test_it_has_every_picture_of_a_way_and_says_what_is_done(dressed):
    stops = list(whole_session(player(), DARK, along_ways=True))
    down = [stop for stop in stops if stop.view.mode is Mode.WAY_DOWN]
    pictures = [picture_of(stop.view).content for stop in down]
    assert pictures == [
        "standing_before_chair", "half_kneel_chair", "both_knees_chair", "all_fours", "all_fours_away",
        "sit_on_one_hip", "side_lying_rest", "lying_back_knees_bent",
    ]  # fmt: skip
    assert len({stop.name for stop in down}) == len(down), "none is taken for another"
    said = [caption_of(stop.view) for stop in stops]
    assert said[:3] == ["Before you start", "Pregnancy", "How are you today?"]
    assert "2:05 · Go down to the floor · Sit down on your left hip" in said
    assert any(line.endswith("Make a quiet space · Get ready") for line in said)
    assert "Paused" in said
    assert any(line.endswith("Waits for you") for line in said)
    assert said[-1] == "You have finished"
    assert all(len(set(parts)) == len(parts) for parts in (line.split(" · ") for line in said))
    assert all(said)


def test_ways_to_other_places_are_other_screens(dressed):
    items = block("chair-rest"), block("seated-rest"), block("propped-rest")
    stops = list(whole_session(player_of(*items), DARK, along_ways=True))
    shown = {stop.name: picture_of(stop.view).content for stop in stops if stop.view.mode is Mode.WAY_DOWN}
    assert {"propped_rest", "side_lying_rest"} <= set(shown.values())
    down = [stop for stop in stops if stop.view.mode is Mode.WAY_DOWN]
    assert len(down) > len(shown), "the common part is one"


def test_the_screens_of_a_stopped_session_say_so(dressed):
    said = [caption_of(stop.view) for stop in stopped_sessions(player(), DARK)]
    assert said[0] == "A sign to stop"
    assert set(said[1:]) == {"I feel unwell"}


@pytest.mark.no_cover
@pytest.mark.parametrize("theme", ["dark", "light", "high-contrast"])
def test_a_whole_routine_becomes_a_document(qtbot, tmp_path, theme):
    path = tmp_path / "board.pdf"

    save_storyboard(player(), path, (1024, 600), theme)

    assert pages_of(path.read_bytes()) > 20
