"""Pictures that a routine brings with it: decoded aside, shown on the stage, or told where they cannot be."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, QThreadPool
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from psoas_desktop.app.own_photos import photos_of
from psoas_desktop.app.pictures import save_screens
from psoas_desktop.playback.player import Player
from psoas_desktop.playback.transitions import Mode
from psoas_desktop.routine.cues import Picture
from psoas_desktop.routine.model import Block
from psoas_desktop.services import photos as photos_module
from psoas_desktop.services.photos import Photos
from psoas_desktop.storage.figure_files import figure_library
from psoas_desktop.storage.picture_files import PictureRefusal
from psoas_desktop.storage.resources import root
from psoas_desktop.ui.common.figure_view import FigureCache
from psoas_desktop.ui.common.theme import DARK
from psoas_desktop.ui.player.screen_tour import Tour
from tests.gui.picture_bytes import encoded, picture
from tests.gui.screens import check_picture, check_screen
from tests.gui.test_screens_fit import check_stage

ROOM = QSize(600, 400)
SMALL = QSize(1024, 600)
YELLOW = "#ffcc00"

PNG = encoded(picture(300, 200), "png")
FILE = Picture("file", "A woman rests her legs on a chair.", "rest.png")
DATA = Picture("data", "The same, embedded.", base64.b64encode(PNG).decode())
POSE = Picture(
    "pose", "A pose of our own.", json.loads((root() / "figures/poses/all_fours.json").read_text())
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "rest.png").write_bytes(PNG)
    return tmp_path


@pytest.fixture
def aside(folder: Path) -> Iterator[Photos]:
    """Photos that are decoded in another thread."""
    pool = QThreadPool()
    pool.setMaxThreadCount(1)
    found = Photos(folder, ROOM, pool)
    yield found
    found.close()


def with_picture(player: Player, *shown: Picture) -> Player:
    items = []
    for item in player.routine.items:
        assert isinstance(item, Block)
        items.append(replace(item, pictures=shown))
    return replace(player, routine=replace(player.routine, items=tuple(items)))


def on_stage(qtbot: QtBot, player: Player, photos: Photos | None, *shown: Picture) -> Tour:
    """The first hold of a routine of which every block has those pictures."""
    tour = Tour(with_picture(player, *shown), DARK, FigureCache(figure_library()), photos)
    qtbot.addWidget(tour.window)
    tour.window.resize(SMALL)
    tour.window.show()
    for _ in tour.pass_gate():
        pass
    while tour.view.mode is not Mode.HOLD:
        tour.end_step()
    tour.ticker.advance(2_000)
    QApplication.processEvents()
    return tour


def check(tour: Tour) -> None:
    check_screen(tour.window)
    check_stage(tour.window)
    check_picture(tour.window, tour.window.stage.picture)


def test_a_photo_is_decoded_aside(qtbot: QtBot, aside: Photos) -> None:
    with qtbot.waitSignal(aside.ready):
        assert aside.get(FILE) is None
        assert aside.awaits(FILE)
    assert not aside.awaits(FILE)
    image = aside.get(FILE)
    assert isinstance(image, QImage)
    assert image.size() == QSize(300, 200)
    with qtbot.waitSignal(aside.ready):
        aside.want([FILE, DATA])
    assert isinstance(aside.get(DATA), QImage)


def test_what_is_drawn_is_not_decoded(folder: Path) -> None:
    photos = Photos(folder, ROOM)
    for other in (POSE, Picture("figure", "a", "all_fours"), Picture("file", "a", 3)):
        assert photos.get(other) is None
        assert not photos.awaits(other)


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        (Picture("file", "a", "nowhere.png"), PictureRefusal.MISSING),
        (Picture("file", "a", "../rest.png"), PictureRefusal.BAD_NAME),
        (Picture("data", "a", "PHN2Zy8+"), PictureRefusal.NOT_A_PICTURE),
        (Picture("data", "a", "not base64"), PictureRefusal.DAMAGED),
        (Picture("data", "a", "ä" * 8), PictureRefusal.DAMAGED),
        (Picture("data", "a", "A" * 28_000_000), PictureRefusal.TOO_LARGE),
    ],
    ids=lambda value: value.value if isinstance(value, PictureRefusal) else "",
)
def test_what_cannot_be_shown_says_why(folder: Path, wrong: Picture, why: PictureRefusal) -> None:
    assert Photos(folder, ROOM).get(wrong) is why


def test_a_routine_without_a_folder_has_no_files(qapp: QApplication) -> None:
    assert Photos(None, ROOM).get(FILE) is PictureRefusal.MISSING


def test_photos_that_were_not_asked_for_make_room(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(photos_module, "HELD_BYTES", 300 * 200 * 4 + 1)
    photos = Photos(folder, ROOM)
    first = photos.get(FILE)
    assert photos.get(FILE) is first
    assert isinstance(photos.get(DATA), QImage)
    again = photos.get(FILE)
    assert isinstance(again, QImage)
    assert again is not first


def test_closing_leaves_what_has_not_begun(folder: Path) -> None:
    pool = QThreadPool()
    pool.setMaxThreadCount(1)
    photos = Photos(folder, ROOM, pool)
    photos.want(Picture("file", "a", f"a{number}.png") for number in range(200))
    photos.close()
    assert pool.activeThreadCount() == 0


@pytest.mark.parametrize("shown", [FILE, DATA])
def test_a_photo_stands_on_the_stage(qtbot: QtBot, player: Player, folder: Path, shown: Picture) -> None:
    tour = on_stage(qtbot, player, Photos(folder, ROOM), shown)
    panel = tour.window.stage.picture
    assert panel.isVisible()
    assert panel.photo is not None
    assert panel.accessibleDescription() == shown.alt
    assert not panel.alt.isVisible()
    check(tour)
    seen = panel.grab().toImage()
    middle = seen.rect().center()
    assert seen.pixelColor(middle.x() - 20, middle.y() - 20) == QColor(YELLOW)
    assert seen.pixelColor(middle.x() + 20, middle.y() + 20) == QColor("#336699")


def test_a_photo_that_comes_late_takes_its_place(qtbot: QtBot, player: Player, aside: Photos) -> None:
    portrait = encoded(picture(200, 400), "png")
    late = Picture("data", "Somebody stands.", base64.b64encode(portrait).decode())
    tour = on_stage(qtbot, player, None, late)
    tour.window.close()
    tour = Tour(with_picture(player, late), DARK, FigureCache(figure_library()), aside)
    qtbot.addWidget(tour.window)
    tour.window.resize(SMALL)
    tour.window.show()
    panel = tour.window.stage.picture
    with qtbot.waitSignal(panel.changed):
        for _ in tour.pass_gate():
            pass
        assert panel.photo is None
        assert not panel.alt.isVisible()
    assert panel.photo is not None
    assert panel.aspect() == pytest.approx(0.5)
    check(tour)


def test_a_pose_of_its_own_is_drawn(qtbot: QtBot, player: Player) -> None:
    own = on_stage(qtbot, player, None, POSE).window.stage.picture
    ours = on_stage(qtbot, player, None, Picture("figure", "a", "all_fours")).window.stage.picture
    assert own.figure[0]
    assert own.accessibleDescription() == POSE.alt
    assert own.grab().toImage() == ours.grab().toImage()


@pytest.mark.parametrize(
    "wrong",
    [
        Picture("figure", "Lie on your back, legs on the chair.", "no such pose"),
        Picture("figure", "Lie on your back.", "../skeleton"),
        Picture("figure", "Lie on your back.", {"a": 1}),
        Picture("file", "Lie on your back.", "photo.svg"),
        Picture("pose", "Lie on your back.", {"figures": {}}),
        Picture("pose", "Lie on your back.", {**POSE.content, "marks": [{"kind": "arrow"}]}),
        Picture(
            "data", ("Lie on your back with both lower legs on the seat of the chair. " * 5)[:300], "AAAA"
        ),
        Picture("file", "W" * 300, "photo.png"),
    ],
    ids=lambda shown: shown.kind,
)
def test_what_cannot_be_shown_is_told(qtbot: QtBot, player: Player, folder: Path, wrong: Picture) -> None:
    tour = on_stage(qtbot, player, Photos(folder, ROOM), wrong)
    panel = tour.window.stage.picture
    assert panel.isVisible()
    assert panel.alt.isVisible()
    assert panel.alt.text() == panel.accessibleDescription() == wrong.alt.strip()
    assert "W" in wrong.alt or not panel.alt.painted().elided
    check(tour)


def test_the_words_go_when_a_picture_can_be_shown(qtbot: QtBot, player: Player, folder: Path) -> None:
    wrong = Picture("file", "Sit down.", "nowhere.png")
    tour = on_stage(qtbot, player, Photos(folder, ROOM), wrong, replace(FILE, at_ms=6_000))
    panel = tour.window.stage.picture
    assert panel.alt.text() == "Sit down."
    tour.ticker.advance(6_000)
    assert panel.photo is not None
    assert not panel.alt.isVisible()
    check(tour)


def test_only_a_routine_with_photos_has_some(dressed: QApplication, player: Player, folder: Path) -> None:
    screen = dressed.primaryScreen()
    assert photos_of(player.routine, folder, screen) is None
    photos = photos_of(with_picture(player, FILE).routine, folder, screen)
    assert photos is not None
    assert photos.awaits(FILE) or photos.get(FILE) is not None
    photos.close()


def test_the_storyboard_shows_them(dressed: QApplication, player: Player, folder: Path) -> None:
    routine = with_picture(player, FILE)
    files = save_screens(routine, folder / "with", SMALL, folder)
    hold = next(path for path in files if "hold" in path.name)
    image = QImage(str(hold))
    grid = [(x, y) for x in range(0, 512, 8) for y in range(0, 600, 8)]
    assert sum(image.pixelColor(x, y) == QColor(YELLOW) for x, y in grid) > 50
