"""The storyboard: every screen once, as the player shows it, on one sheet or a page each."""

from __future__ import annotations

import re

import pytest
from PySide6.QtGui import QColor, QImage

from psoas_desktop.app.pictures import save_storyboard
from psoas_desktop.playback.player import Player
from psoas_desktop.routine.check import check
from psoas_desktop.storage.program_data import read_program_data
from psoas_desktop.storage.resources import root, routines_root
from psoas_desktop.ui.common.theme import DARK
from psoas_desktop.ui.print.storyboard import THUMBNAIL_WIDTH, Screen, document, save, sheet


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


@pytest.mark.parametrize("theme", ["dark", "light", "high-contrast"])
def test_a_whole_routine_becomes_a_document(qtbot, tmp_path, theme):
    path = tmp_path / "board.pdf"

    save_storyboard(player(), path, (1024, 600), theme)

    assert pages_of(path.read_bytes()) > 20
