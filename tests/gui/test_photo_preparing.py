"""A photo before it comes into a routine: made small and bare, or refused."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, QThreadPool
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from psoas_desktop.services.images import decode
from psoas_desktop.services.photo_preparing import (
    LONGEST_SIDE,
    MOST_BYTES,
    PhotoPreparing,
    Prepared,
    prepare_image,
    prepare_photo,
    read_chosen,
)
from psoas_desktop.storage.picture_files import PictureRefusal
from tests.gui.picture_bytes import encoded, picture, png_of, turned_jpeg


def noise(width: int, height: int, *, clear: bool = False) -> QImage:
    """A picture that no format makes small."""
    form = QImage.Format.Format_ARGB32 if clear else QImage.Format.Format_RGB32
    image = QImage(os.urandom(width * height * 4), width, height, width * 4, form)
    return image.copy()


def prepared(data: bytes) -> Prepared:
    found = prepare_photo(data)
    assert isinstance(found, Prepared), found
    return found


class TestPreparing:
    def test_a_large_photo_becomes_as_large_as_a_screen(self) -> None:
        found = prepared(encoded(picture(200, 100).scaled(4_000, 2_000), "jpeg"))
        assert (found.width, found.height) == (LONGEST_SIDE, LONGEST_SIDE // 2)
        assert found.suffix == ".jpg"
        assert found.media_type == "image/jpeg"

    def test_48_megapixels(self) -> None:
        image = QImage(8_000, 6_000, QImage.Format.Format_RGB32)
        image.fill(QColor("#336699"))
        found = prepared(encoded(image, "jpeg"))
        assert max(found.width, found.height) == LONGEST_SIDE

    def test_what_the_camera_notes_is_gone_and_the_photo_upright(self) -> None:
        data = turned_jpeg(picture(64, 32), 6)
        found = prepared(data)
        assert (found.width, found.height) == (32, 64)
        assert b"Exif" not in found.data
        image = decode(found.data, QSize(100, 100))
        assert isinstance(image, QImage)
        # The yellow quarter was at the upper left; turned to the right it is at the upper right.
        assert image.pixelColor(24, 8).red() > 200
        assert image.pixelColor(8, 8).red() < 100

    def test_words_in_a_png_are_gone(self) -> None:
        image = picture(16, 16)
        image.setText("Comment", "Where I live")
        assert b"Where I live" in encoded(image, "png")
        assert b"Where I live" not in prepared(encoded(image, "png")).data

    def test_what_shows_through_stays_a_png(self) -> None:
        image = QImage(40, 40, QImage.Format.Format_ARGB32)
        image.fill(QColor(0, 0, 0, 0))
        found = prepared(encoded(image, "png"))
        assert (found.suffix, found.media_type) == (".png", "image/png")
        back = decode(found.data, QSize(40, 40))
        assert isinstance(back, QImage)
        assert back.pixelColor(5, 5).alpha() == 0

    def test_an_opaque_png_becomes_a_jpeg(self) -> None:
        image = picture(40, 40).convertToFormat(QImage.Format.Format_ARGB32)
        assert prepared(encoded(image, "png")).suffix == ".jpg"

    @pytest.mark.parametrize("clear", [False, True])
    def test_it_stays_small(self, clear: bool) -> None:
        found = prepare_image(noise(1_200, 900, clear=clear))
        assert isinstance(found, Prepared)
        assert len(found.data) <= MOST_BYTES

    @pytest.mark.parametrize(
        ("data", "why"),
        [
            (b"", PictureRefusal.NOT_A_PICTURE),
            (b"<svg xmlns='http://www.w3.org/2000/svg'/>", PictureRefusal.NOT_A_PICTURE),
            (b"\xff\xd8\xff" + bytes(100), PictureRefusal.DAMAGED),
            (png_of(30_000, 30_000), PictureRefusal.TOO_MANY_PIXELS),
        ],
    )
    @pytest.mark.qt_log_ignore("JPEG")
    def test_refusals(self, data: bytes, why: PictureRefusal) -> None:
        assert prepare_photo(data) is why

    def test_files_that_are_none(self, tmp_path: Path) -> None:
        assert read_chosen(tmp_path / "none.png") is PictureRefusal.MISSING
        assert read_chosen(tmp_path) is PictureRefusal.NOT_A_FILE
        pipe = tmp_path / "pipe.png"
        os.mkfifo(pipe)
        assert read_chosen(pipe) is PictureRefusal.NOT_A_FILE

    def test_beside_the_gui_and_given_up(self, qtbot: QtBot) -> None:
        pool = QThreadPool()
        preparing = PhotoPreparing(pool)
        data = encoded(picture(64, 64), "jpeg")
        with qtbot.waitSignal(preparing.done) as found:
            preparing.start(data)
        assert isinstance(found.args[0], Prepared)
        got: list[object] = []
        preparing.done.connect(got.append)
        preparing.start(data)
        preparing.cancel()
        assert not preparing.busy
        preparing.close()
        QApplication.processEvents()
        assert got == []
