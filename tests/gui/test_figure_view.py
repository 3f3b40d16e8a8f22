"""Figures as Qt paints them: against pictures that were looked at, sharp, and quick the second time."""

import pytest
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPdfWriter

from psoas_desktop.storage.figure_files import figure_library
from psoas_desktop.ui.common.figure_painter import image_of, paint, save_png
from psoas_desktop.ui.common.figure_view import FigureCache, FigureView
from tests.gui.conftest import HERE

LIBRARY = figure_library()
GOLDENS = HERE / "goldens"
GOLDEN_SIZE = QSize(560, 315)
BLOCKS = QSize(70, 39)
SMALL = QSize(320, 180)
TOLERANCE = 1.0
"""Mean difference of a channel, of 255, that a change of Qt's rasteriser may make."""
BLOCK_TOLERANCE = 14
"""Largest difference of a channel in a block of 8 by 8 pixels: less than a hand that has gone makes."""


def channels(image: QImage) -> bytes:
    """Returns the bytes of an image's colours, row by row, without what pads a row."""
    image = image.convertToFormat(QImage.Format.Format_RGB888)
    data, row, width = bytes(image.constBits()), image.bytesPerLine(), image.width() * 3
    return b"".join(data[y * row : y * row + width] for y in range(image.height()))


def difference(a: QImage, b: QImage) -> float:
    """Returns the mean difference of a colour channel."""
    assert a.size() == b.size()
    first, second = channels(a), channels(b)
    return sum(abs(x - y) for x, y in zip(first, second, strict=True)) / len(first)


def blockwise(a: QImage, b: QImage) -> int:
    """Returns the largest difference of a channel in any one place: both are made small first."""
    small = [
        channels(image.scaled(BLOCKS, mode=Qt.TransformationMode.SmoothTransformation)) for image in (a, b)
    ]
    return max(abs(x - y) for x, y in zip(*small, strict=True))


@pytest.mark.no_cover
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("name", LIBRARY.names)
def test_figures_look_as_they_were_approved(qapp, name, theme):
    """`python packaging/contact_sheet.py --goldens` writes them anew: look at each that changed."""
    image = image_of(LIBRARY.picture(name, theme), GOLDEN_SIZE)
    golden = QImage(str(GOLDENS / f"{name}-{theme}.png"))
    assert not golden.isNull(), "not drawn yet"
    assert difference(image, golden) < TOLERANCE
    assert blockwise(image, golden) < BLOCK_TOLERANCE


def test_goldens_tell_poses_apart(qapp):
    """A hand that lies elsewhere is more than the tolerance lets through."""
    a, b = (QImage(str(GOLDENS / f"{name}-light.png")) for name in ("seated_rest", "seated_drinking"))
    assert blockwise(a, b) > 3 * BLOCK_TOLERANCE


def test_goldens_are_small_and_all_used():
    files = {path.name: path.stat().st_size for path in GOLDENS.iterdir()}
    assert set(files) == {f"{name}-{theme}.png" for name in LIBRARY.names for theme in ("light", "dark")}
    assert max(files.values()) < 40_000


def test_a_mirror_image_is_painted_as_one(qapp):
    own, mirror = (
        image_of(LIBRARY.picture("kneeling_lunge", "dark", side), SMALL) for side in ("right", "left")
    )
    assert difference(own.flipped(Qt.Orientation.Horizontal), mirror) < 0.5


@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0])
def test_pictures_are_as_sharp_as_the_screen(qapp, ratio):
    image = image_of(LIBRARY.picture("seated_rest", "light"), QSize(400, 225), ratio)
    assert image.devicePixelRatio() == ratio
    assert image.size() == QSize(400, 225) * ratio


@pytest.mark.parametrize("size", [QSize(64, 64), QSize(320, 180), QSize(3840, 2160), QSize(200, 900)])
def test_any_size_holds_the_whole_figure(qapp, size):
    picture = LIBRARY.picture("all_fours", "light")
    image = image_of(picture, size)
    ground = image.pixelColor(0, 0)
    edge = [image.pixelColor(x, y) for x in range(0, size.width(), 7) for y in (0, size.height() - 1)]
    edge += [image.pixelColor(x, y) for y in range(0, size.height(), 7) for x in (0, size.width() - 1)]
    assert all(pixel == ground for pixel in edge)
    assert any(image.pixelColor(x, size.height() // 2) != ground for x in range(size.width()))


def test_a_scaled_painter_gives_the_same_picture(qapp):
    """Printing and zooming scale the painter; layers are then cut by clips."""
    picture = LIBRARY.picture("kneeling_lunge", "light")
    plain = image_of(picture, QSize(640, 360))
    scaled = QImage(640, 360, QImage.Format.Format_ARGB32_Premultiplied)
    scaled.fill(plain.pixelColor(0, 0))
    painter = QPainter(scaled)
    painter.scale(2, 2)
    paint(painter, picture, QRectF(0, 0, 320, 180))
    painter.end()
    assert difference(plain, scaled) < 0.6


def test_a_part_of_a_window_gives_the_same_picture(qapp):
    picture = LIBRARY.picture("kneeling_lunge", "light")
    plain = image_of(picture, QSize(320, 180))
    window = QImage(500, 400, QImage.Format.Format_ARGB32_Premultiplied)
    window.fill(plain.pixelColor(0, 0))
    painter = QPainter(window)
    painter.translate(60, 90)
    paint(painter, picture, QRectF(20, 10, 320, 180))
    painter.end()
    assert difference(plain, window.copy(80, 100, 320, 180)) < 0.3


def test_pdf_keeps_outlines(qapp, tmp_path):
    path = tmp_path / "figure.pdf"
    writer = QPdfWriter(str(path))
    painter = QPainter(writer)
    paint(painter, LIBRARY.picture("chair_rest", "light"), QRectF(0, 0, 4000, 2500), vector=True)
    painter.end()
    text = path.read_bytes()
    assert text.startswith(b"%PDF")
    assert b"/Subtype /Image" not in text


def test_the_second_time_costs_one_pixmap(qapp):
    cache = FigureCache(LIBRARY)
    first = cache.pixmap("seated_rest", "light", "", QSize(200, 120), 2.0)
    assert cache.pixmap("seated_rest", "light", "", QSize(200, 120), 2.0) is first
    assert cache.pixmap("seated_rest", "dark", "", QSize(200, 120), 2.0) is not first
    assert first.size() == QSize(400, 240)
    assert first.devicePixelRatio() == 2.0


def test_the_cache_lets_go_of_the_oldest(qapp):
    cache = FigureCache(LIBRARY, limit=2 * 100 * 60 * 4)
    names = ("seated_rest", "all_fours", "side_lying")
    first = cache.pixmap(names[0], "light", "", QSize(100, 60))
    kept = [cache.pixmap(name, "light", "", QSize(100, 60)) for name in names[1:]]
    assert [cache.pixmap(name, "light", "", QSize(100, 60)) for name in names[1:]] == kept
    assert cache.pixmap(names[0], "light", "", QSize(100, 60)) is not first


def test_the_view_shows_what_it_is_told(qtbot):
    view = FigureView(FigureCache(LIBRARY), "light")
    qtbot.addWidget(view)
    view.resize(320, 200)
    empty = view.grab().toImage()
    view.show_figure("kneeling_lunge")
    right = view.grab().toImage()
    view.show_figure("kneeling_lunge", "left")
    left = view.grab().toImage()
    view.set_theme("dark")
    dark = view.grab().toImage()
    view.show_figure("")
    assert len({bytes(image.constBits()) for image in (empty, right, left, dark)}) == 4
    assert view.grab().toImage() == empty
    assert view.sizeHint().width() >= view.minimumSizeHint().width()


def test_an_unknown_figure_is_an_error(qapp):
    with pytest.raises(KeyError):
        FigureCache(LIBRARY).pixmap("handstand", "light", "", QSize(10, 10))


def test_the_command_saves_a_png(qapp, tmp_path):
    path = tmp_path / "a.png"
    assert save_png(LIBRARY.picture("chair_rest", "light"), path, (320, 180))
    assert QImage(str(path)).size() == QSize(320, 180)
    assert not save_png(LIBRARY.picture("chair_rest", "light"), tmp_path / "no" / "a.png", (320, 180))
