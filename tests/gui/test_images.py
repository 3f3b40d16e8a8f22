"""Strangers' pictures: decoded by what they are, within bounds, and nothing else is."""

from __future__ import annotations

import random
import struct

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QImage

from psoas_desktop.services.images import MAX_SCANS, decode, format_of
from psoas_desktop.storage.picture_files import MAX_BYTES, PictureRefusal
from tests.gui.picture_bytes import GIF, encoded, picture, png_of, turned_jpeg

ROOM = QSize(200, 200)

pytestmark = pytest.mark.usefixtures("qapp")

noisy = pytest.mark.qt_log_ignore(".")
"""The libraries that decode say what is wrong with a broken picture, each in many ways."""

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'


@pytest.mark.parametrize("kind", ["png", "jpeg", "webp"])
def test_pictures_are_made_as_small_as_they_are_shown(kind: str) -> None:
    data = encoded(picture(800, 600), kind)
    assert format_of(data) == kind
    image = decode(data, ROOM)
    assert isinstance(image, QImage)
    assert image.size() == QSize(200, 150)
    assert _like(image.pixelColor(20, 20), "#ffcc00")
    assert _like(image.pixelColor(180, 130), "#336699")


def test_a_small_picture_stays_as_it_is() -> None:
    image = decode(encoded(picture(40, 30), "png"), ROOM)
    assert isinstance(image, QImage)
    assert image.size() == QSize(40, 30)
    tiny = decode(GIF, ROOM)
    assert isinstance(tiny, QImage)
    assert tiny.size() == QSize(1, 1)


def test_a_very_long_picture_keeps_a_pixel() -> None:
    image = decode(encoded(picture(2_000, 2), "png"), ROOM)
    assert isinstance(image, QImage)
    assert image.size() == QSize(200, 1)


@pytest.mark.parametrize(
    ("orientation", "size", "corner"),
    [(1, (200, 150), "left"), (3, (200, 150), "right"), (6, (150, 200), "right"), (8, (150, 200), "left")],
)
def test_a_picture_stands_as_the_camera_was_held(
    orientation: int, size: tuple[int, int], corner: str
) -> None:
    image = decode(turned_jpeg(picture(800, 600), orientation), ROOM)
    assert isinstance(image, QImage)
    assert image.size() == QSize(*size)
    y = 20 if orientation in (1, 6) else size[1] - 20
    assert _like(image.pixelColor(20 if corner == "left" else size[0] - 20, y), "#ffcc00")


@pytest.mark.parametrize(
    "data",
    [b"", b"\0" * 100, SVG, b"<?xml version='1.0'?>" + SVG, b"%PDF-1.4\n", b"\x1f\x8b" + SVG,
     b"BM" + bytes(60), b"RIFF\0\0\0\0WAVE", b"/dev/zero", b"P6 9 9 255 " + bytes(300)],
)  # fmt: skip
def test_what_is_none_of_the_four_is_refused_whatever_it_is_called(data: bytes) -> None:
    assert decode(data, ROOM) is PictureRefusal.NOT_A_PICTURE


@noisy
@pytest.mark.parametrize("front", [b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF89a", b"RIFF\0\0\0\0WEBP"])
def test_a_drawing_behind_another_front_is_not_drawn(front: bytes) -> None:
    assert decode(front + SVG, ROOM) is PictureRefusal.DAMAGED


@noisy
@pytest.mark.parametrize("kind", ["png", "jpeg", "webp"])
def test_every_beginning_of_a_picture_is_taken_or_refused(kind: str) -> None:
    whole = encoded(picture(120, 90), kind)
    for end in range(1, len(whole), max(1, len(whole) // 40)):
        found = decode(whole[:end], ROOM)
        assert isinstance(found, (QImage, PictureRefusal))
    assert isinstance(decode(whole[:30], ROOM), PictureRefusal)


@noisy
@pytest.mark.parametrize("kind", ["png", "jpeg", "webp"])
def test_pictures_with_wrong_bytes_are_taken_or_refused(kind: str) -> None:
    whole, chance = encoded(picture(60, 45), kind), random.Random(7)
    for _ in range(60):
        broken = bytearray(whole)
        for _ in range(chance.randint(1, 8)):
            broken[chance.randrange(12, len(broken))] = chance.randrange(256)
        found = decode(bytes(broken), ROOM)
        assert isinstance(found, PictureRefusal) or found.width() <= 200


@noisy
@pytest.mark.parametrize(
    "data",
    [png_of(60_000, 60_000), png_of(6_400, 6_400), png_of(5_000, 4_000), png_of(3_600, 3_600, 16),
     png_of(2**31 - 1, 1)],
)  # fmt: skip
def test_huge_pictures_are_refused_before_they_are_decoded(data: bytes) -> None:
    assert decode(data, ROOM) in (PictureRefusal.TOO_MANY_PIXELS, PictureRefusal.DAMAGED)


def test_a_large_photo_is_decoded_small() -> None:
    image = QImage(7_000, 5_000, QImage.Format.Format_Grayscale8)
    image.fill(90)
    found = decode(encoded(image, "jpeg"), ROOM)
    assert isinstance(found, QImage)
    assert found.size() == QSize(200, 142)


@noisy
@pytest.mark.parametrize("at", [6, GIF.index(b"\x2c") + 5])
def test_a_gif_that_lies_about_its_size_stays_small(at: int) -> None:
    lying = bytearray(GIF)
    lying[at : at + 4] = struct.pack("<HH", 60_000, 60_000)
    found = decode(bytes(lying), ROOM)
    assert isinstance(found, PictureRefusal) or max(found.width(), found.height()) <= 200


@noisy
def test_a_jpeg_of_endless_scans_is_refused() -> None:
    data = encoded(picture(60, 45), "jpeg")
    assert decode(data + b"\xff\xda" * MAX_SCANS, ROOM) is PictureRefusal.DAMAGED


def test_a_file_that_is_too_long_is_refused() -> None:
    assert decode(GIF + bytes(MAX_BYTES), ROOM) is PictureRefusal.TOO_LARGE


def _like(colour: QColor, wanted: str) -> bool:
    other = QColor(wanted)
    pairs = zip(colour.getRgb()[:3], other.getRgb()[:3], strict=True)
    return all(abs(a - b) <= 12 for a, b in pairs)
