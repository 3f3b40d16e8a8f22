"""Own photos of a block: kept in the file or beside it, and described before anything else."""

from __future__ import annotations

import base64
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, QSize, Qt, QThreadPool, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from psoas_desktop.editing.document import Document
from psoas_desktop.routine.draft import from_plain
from psoas_desktop.services.photo_preparing import Prepared, prepare_photo
from psoas_desktop.services.photos import Photos
from psoas_desktop.storage.program_data import ProgramData
from psoas_desktop.ui.common.theme import LIGHT
from psoas_desktop.ui.editor.inspector import Inspector
from psoas_desktop.ui.editor.photo_desk import PhotoDesk
from tests.gui.editor_parts import parts_of
from tests.gui.inspector_bench import Bench, routine, show
from tests.gui.picture_bytes import encoded, picture

REST = {"type": "chair-rest", "id": "rest"}


class PhotoBench(Bench):
    """An inspector that is given photos instead of asking for them."""

    def __init__(
        self, data: ProgramData, clipboard: QMimeData | None, pool: QThreadPool | None = None, **block: Any
    ) -> None:
        parts = parts_of(data, LIGHT, photos=lambda folder: Photos(folder, QSize(400, 300)))
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
def jpeg(tmp_path: Path) -> Path:
    path = tmp_path / "My rest (1).JPG"
    path.write_bytes(encoded(picture(80, 60), "jpeg"))
    return path


@pytest.fixture
def photo_bench(qtbot: QtBot, data: ProgramData, light_desk: QApplication) -> Callable[..., PhotoBench]:
    def made(clipboard: QMimeData | None = None, **block: Any) -> PhotoBench:
        one = PhotoBench(data, clipboard, **block)
        show(one.inspector, qtbot)
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
def slow_bench(
    qtbot: QtBot, data: ProgramData, light_desk: QApplication, jpeg: Path
) -> Callable[..., PhotoBench]:
    """A photo waits for the first of two blocks; the kind of the other is given."""

    def made(other: str = "chair-rest") -> PhotoBench:
        one = PhotoBench(data, None, Queue())
        qtbot.addWidget(one.inspector)
        one.inspector.show()
        one.document.add([from_plain({"type": other, "id": "other"})])
        one.choose(0)
        one.pictures.take(jpeg)
        return one

    return made


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
        self, slow_bench: Callable[..., PhotoBench], qtbot: QtBot
    ) -> None:
        here = slow_bench()
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
        self, slow_bench: Callable[..., PhotoBench], qtbot: QtBot
    ) -> None:
        here = slow_bench()
        here.choose(1)
        here.choose(0)
        assert here.pictures.progress.isVisible()
        release(here, qtbot)
        assert here.value("items", 0, "pictures", 0, "kind") == "data"
        assert not here.pictures.progress.isVisible()
        assert here.pictures.chosen == 0

    def test_its_block_is_gone_by_then(self, slow_bench: Callable[..., PhotoBench], qtbot: QtBot) -> None:
        here = slow_bench()
        here.document.delete()
        before = here.document.draft
        release(here, qtbot)
        assert here.document.draft is before

    def test_a_photo_for_another_kind_takes_its_turn(
        self, slow_bench: Callable[..., PhotoBench], jpeg: Path, qtbot: QtBot
    ) -> None:
        here = slow_bench("rest")
        first = here.pictures
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
