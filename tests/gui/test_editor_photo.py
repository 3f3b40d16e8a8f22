"""Own photos: made small and bare, kept in the file or beside it, and described before anything else."""

from __future__ import annotations

import base64
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, QSize, Qt, QThreadPool, QUrl
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from psoas_desktop.editing.document import Document
from psoas_desktop.routine.draft import from_plain
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
from psoas_desktop.services.photos import Photos
from psoas_desktop.storage.picture_files import PictureRefusal
from psoas_desktop.storage.program_data import ProgramData
from psoas_desktop.ui.common.desk_style import dress
from psoas_desktop.ui.common.theme import LIGHT
from psoas_desktop.ui.editor.inspector import Inspector
from psoas_desktop.ui.editor.photo_desk import PhotoDesk
from tests.gui.inspector_bench import Bench, parts_of, routine
from tests.gui.picture_bytes import encoded, picture, png_of, turned_jpeg

REST = {"type": "chair-rest", "id": "rest"}


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


@pytest.fixture
def desk(dressed: QApplication) -> Iterator[QApplication]:
    dress(dressed, LIGHT)
    yield dressed
    dressed.setStyle("Fusion")


class PhotoBench(Bench):
    """An inspector that is given photos instead of asking for them."""

    def __init__(
        self, data: ProgramData, clipboard: QMimeData | None, pool: QThreadPool | None = None, **block: Any
    ) -> None:
        parts = parts_of(data, photos=lambda folder: Photos(folder, QSize(400, 300)))
        self.picked: list[Path] = []
        self.document = Document(routine({**REST, **block}), data.field_rules, on_disk=True)
        self.desk = PhotoDesk(parts, lambda _parent, _title: self.picked.pop() if self.picked else None, pool)
        self.inspector = Inspector(self.document, parts, photos=self.desk)
        self.inspector.resize(360, 800)
        self.choose(0)
        self.open("pictures")
        self.pictures = self.row("pictures")
        self.pictures._clipboard = lambda: clipboard

    @property
    def alt(self) -> Any:
        return next(row for row in self.pictures.detail.rows if row.spec.name == "alt")


@pytest.fixture
def photo_bench(qtbot: QtBot, data: ProgramData, desk: QApplication) -> Callable[..., PhotoBench]:
    def made(clipboard: QMimeData | None = None, **block: Any) -> PhotoBench:
        one = PhotoBench(data, clipboard, **block)
        qtbot.addWidget(one.inspector)
        one.inspector.show()
        qtbot.waitExposed(one.inspector)
        one.inspector.activateWindow()
        qtbot.waitUntil(one.inspector.isActiveWindow)
        return one

    return made


class Queue(QThreadPool):
    """Threads that begin when the test says so."""

    def __init__(self) -> None:
        super().__init__()
        self.waiting: list[Callable[[], None]] = []

    def start(self, work: Any, _priority: int = 0) -> None:
        self.waiting.append(work)


def release(here: PhotoBench, qtbot: QtBot) -> None:
    """Does all that waits."""
    queue = here.desk.preparing._pool
    assert isinstance(queue, Queue)
    with qtbot.waitSignal(here.desk.preparing.done):
        for work in queue.waiting:
            work()


@pytest.fixture
def slow_bench(qtbot: QtBot, data: ProgramData, desk: QApplication) -> Callable[..., PhotoBench]:
    def made() -> PhotoBench:
        one = PhotoBench(data, None, Queue())
        qtbot.addWidget(one.inspector)
        one.inspector.show()
        return one

    return made


@pytest.fixture
def jpeg(tmp_path: Path) -> Path:
    path = tmp_path / "My rest (1).JPG"
    path.write_bytes(encoded(picture(80, 60), "jpeg"))
    return path


class TestAdding:
    def test_a_photo_in_the_file_asks_for_its_description(
        self, photo_bench: Callable[..., PhotoBench], jpeg: Path, qtbot: QtBot
    ) -> None:
        here = photo_bench()
        here.picked.append(jpeg)
        here.pictures.add_button.click()
        (entry,) = here.value("items", 0, "pictures")
        assert entry["kind"] == "data"
        assert isinstance(prepare_photo(base64.b64decode(entry["base64"])), Prepared)
        qtbot.waitUntil(here.alt.edit.hasFocus)
        assert "the description of the picture is empty" in here.alt.problems[0].text
        QTest.keyClicks(here.alt.edit, "Legs on a chair")
        assert here.alt.problems == ()
        assert here.document.index.problems() == []
        assert here.pictures.picture.accessibleName() == "Legs on a chair"

    def test_one_undo_takes_it_back(self, photo_bench: Callable[..., PhotoBench], jpeg: Path) -> None:
        here = photo_bench()
        here.pictures.take(jpeg)
        here.document.undo()
        assert here.value("items", 0, "pictures") is None
        assert not here.document.modified

    def test_own_pictures_stay(self, photo_bench: Callable[..., PhotoBench], jpeg: Path) -> None:
        own = {"kind": "figure", "figure": "seated", "alt": "Seated"}
        here = photo_bench(pictures=[own])
        here.pictures.take(jpeg)
        assert here.value("items", 0, "pictures", 0) == own
        assert len(here.value("items", 0, "pictures")) == 2

    def test_beside_the_file(
        self, photo_bench: Callable[..., PhotoBench], jpeg: Path, tmp_path: Path
    ) -> None:
        here = photo_bench()
        here.inspector.set_folder(tmp_path)
        here.pictures.where.picked.emit(False)
        here.pictures.where.set_value(False)
        here.pictures.take(jpeg, jpeg.name)
        (entry,) = here.value("items", 0, "pictures")
        assert entry == {"kind": "file", "file": "My-rest-1.jpg", "alt": ""}
        assert isinstance(prepare_photo((tmp_path / "images" / "My-rest-1.jpg").read_bytes()), Prepared)

    def test_before_the_first_save_there_is_no_beside(self, photo_bench: Callable[..., PhotoBench]) -> None:
        here = photo_bench()
        here.pictures.where.set_value(False)
        here.pictures.where.picked.emit(False)
        assert here.pictures.where.value() is True
        assert here.pictures.where_hint.isVisible()

    def test_a_folder_that_cannot_be_written_says_so(
        self, photo_bench: Callable[..., PhotoBench], jpeg: Path, tmp_path: Path
    ) -> None:
        here = photo_bench()
        (tmp_path / "images").write_text("in the way")
        here.inspector.set_folder(tmp_path)
        here.pictures.where.set_value(False)
        here.pictures.take(jpeg, jpeg.name)
        assert here.pictures.problems[0].text
        assert here.value("items", 0, "pictures") is None

    def test_dropped(self, photo_bench: Callable[..., PhotoBench], jpeg: Path) -> None:
        here = photo_bench()
        held = QMimeData()
        held.setUrls([QUrl.fromLocalFile(str(jpeg))])
        buttons, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        enter = QDragEnterEvent(QPoint(5, 5), Qt.DropAction.CopyAction, held, buttons, none)
        QApplication.sendEvent(here.pictures, enter)
        assert enter.isAccepted()
        drop = QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, held, buttons, none)
        QApplication.sendEvent(here.pictures, drop)
        assert here.value("items", 0, "pictures", 0, "kind") == "data"

    def test_pasted(self, photo_bench: Callable[..., PhotoBench]) -> None:
        held = QMimeData()
        held.setImageData(picture(30, 20))
        here = photo_bench(held)
        here.pictures.view.setFocus()
        QTest.keyClick(here.pictures.view, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
        assert here.value("items", 0, "pictures", 0, "kind") == "data"

    def test_it_goes_to_the_block_that_it_was_chosen_for(
        self, slow_bench: Callable[..., PhotoBench], jpeg: Path, qtbot: QtBot
    ) -> None:
        here = slow_bench()
        here.document.add([from_plain({"type": "chair-rest", "id": "other"})])
        here.choose(0)
        here.pictures.take(jpeg)
        here.choose(1)
        assert here.row("pictures") is here.pictures
        assert not here.pictures.progress.isVisible()
        # By the time it is ready its block stands elsewhere too.
        here.document.shift(down=False)
        here.choose(0)
        release(here, qtbot)
        assert here.value("items", 0, "id") == "other"
        assert here.value("items", 0, "pictures") is None
        assert here.value("items", 1, "pictures", 0, "kind") == "data"
        assert here.document.selection == (("items", 0),)
        here.document.undo()
        assert here.value("items", 1, "pictures") is None

    def test_back_at_its_block_it_is_still_being_prepared(
        self, slow_bench: Callable[..., PhotoBench], jpeg: Path, qtbot: QtBot
    ) -> None:
        here = slow_bench()
        here.document.add([from_plain({"type": "chair-rest", "id": "other"})])
        here.choose(0)
        here.pictures.take(jpeg)
        here.choose(1)
        here.choose(0)
        assert here.pictures.progress.isVisible()
        release(here, qtbot)
        assert here.value("items", 0, "pictures", 0, "kind") == "data"
        assert not here.pictures.progress.isVisible()
        assert here.pictures.chosen == 0

    def test_its_block_is_gone_by_then(
        self, slow_bench: Callable[..., PhotoBench], jpeg: Path, qtbot: QtBot
    ) -> None:
        here = slow_bench()
        here.document.add([from_plain({"type": "chair-rest", "id": "other"})])
        here.choose(0)
        here.pictures.take(jpeg)
        here.document.delete()
        before = here.document.draft
        release(here, qtbot)
        assert here.document.draft is before

    def test_a_photo_for_another_kind_takes_its_turn(
        self, slow_bench: Callable[..., PhotoBench], jpeg: Path, qtbot: QtBot
    ) -> None:
        here = slow_bench()
        here.document.add([from_plain({"type": "rest", "id": "other"})])
        here.choose(0)
        first = here.pictures
        first.take(jpeg)
        here.choose(1)
        here.open("pictures")
        second = here.row("pictures")
        assert second is not first
        second.take(jpeg)
        release(here, qtbot)
        assert here.value("items", 0, "pictures") is None
        assert here.value("items", 1, "pictures", 0, "kind") == "data"

    def test_what_is_no_photo_changes_nothing(
        self, photo_bench: Callable[..., PhotoBench], tmp_path: Path
    ) -> None:
        here = photo_bench()
        path = tmp_path / "page.png"
        path.write_text("<svg/>")
        here.pictures.take(path)
        assert here.pictures.problems[0].text.startswith("This is no photo")
        assert here.value("items", 0, "pictures") is None
        assert not here.pictures.progress.isVisible()

    def test_the_photo_is_shown(self, photo_bench: Callable[..., PhotoBench], jpeg: Path) -> None:
        here = photo_bench()
        before = here.pictures.picture.grab().toImage()
        here.pictures.take(jpeg)
        after = here.pictures.picture.grab().toImage()
        assert before != after
        assert after.pixelColor(after.width() // 2 + 10, after.height() // 2 + 10).blue() > 100

    def test_back_to_the_drawing(self, photo_bench: Callable[..., PhotoBench], jpeg: Path) -> None:
        here = photo_bench()
        here.pictures.take(jpeg)
        here.pictures.back.click()
        assert here.value("items", 0) == REST
