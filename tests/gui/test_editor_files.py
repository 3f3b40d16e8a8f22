"""The file behind the editor: opened, saved, copied with its photos, and a disk that refuses."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest
from PySide6.QtCore import QThreadPool
from pytestqt.qtbot import QtBot

from psoas_desktop.editing.making import new_routine
from psoas_desktop.routine.codec import decode
from psoas_desktop.routine.draft import Json
from psoas_desktop.storage.program_data import ProgramData
from psoas_desktop.ui.editor import file_session
from psoas_desktop.ui.editor.background import Background
from psoas_desktop.ui.editor.file_outcomes import Deed, Failure, Outcome
from psoas_desktop.ui.editor.file_session import AT_ONCE, FileSession
from tests.gui.editor_fixture import SAMPLE, edit, title_of
from tests.gui.editor_parts import parts_of


def begun(session: FileSession, data: ProgramData) -> None:
    session.begin(new_routine("First", "first", "2026-11-22", data.catalogue))


def test_open_edit_save(session: FileSession, file: Path, data: ProgramData) -> None:
    assert session.open(file)
    assert not session.modified
    assert not session.worth_asking
    edit(session)
    assert session.modified
    assert session.worth_asking
    assert session.save() is Outcome.SAVED
    assert not session.modified
    assert title_of(file.read_bytes(), data) == "Changed"
    assert session.document is not None
    session.document.undo()
    assert session.modified
    assert session.save() is Outcome.SAVED
    assert title_of(file.read_bytes(), data) == "With a helper"


def test_a_save_of_nothing_new_writes_nothing(session: FileSession, file: Path) -> None:
    written = file.read_bytes().replace(b"\n", b"\r\n")
    file.write_bytes(written)
    session.open(file)
    assert session.save() is Outcome.SAVED
    assert file.read_bytes() == written


def test_a_new_routine_needs_a_name_and_asks_only_when_touched(
    session: FileSession, data: ProgramData, tmp_path: Path
) -> None:
    begun(session, data)
    assert session.modified
    assert not session.worth_asking
    edit(session, "Evening: calm?")
    assert session.worth_asking
    assert session.save() is Outcome.NEEDS_A_NAME
    assert session.proposed().parent == tmp_path
    assert session.proposed().name == "Evening calm.psoas.json"
    assert session.save_as(session.proposed()) is Outcome.SAVED
    assert not session.modified
    assert session.proposed().name == "Evening calm 2.psoas.json"


def test_a_ready_made_routine_is_opened_as_a_copy(session: FileSession, data: ProgramData) -> None:
    session.open_copy(SAMPLE.read_bytes())
    assert session.path is None
    assert not session.worth_asking
    edit(session)
    assert session.save() is Outcome.NEEDS_A_NAME
    assert title_of(SAMPLE.read_bytes(), data) == "With a helper"


def test_a_copy_leaves_the_routine_its_own_file(session: FileSession, file: Path, data: ProgramData) -> None:
    session.open(file)
    edit(session)
    copy = file.with_name("copy.psoas.json")
    assert session.save_copy(copy) is Outcome.SAVED
    assert title_of(copy.read_bytes(), data) == "Changed"
    assert session.path == file
    assert session.modified


PHOTOS: list[Json] = [{"kind": "file", "file": name, "alt": "A photo."} for name in ("chair.png", "mat.jpg")]


def test_photos_go_along_into_another_folder(session: FileSession, file: Path) -> None:
    (file.parent / "chair.png").write_bytes(b"my chair")
    (file.parent / "mat.jpg").write_bytes(b"my mat")
    (file.parent / "other" / "images").mkdir(parents=True)
    (file.parent / "other" / "images" / "chair.png").write_bytes(b"another chair")
    session.open(file)
    assert session.document is not None
    place = ("items", 0, "pictures")
    session.document.set_value(place, PHOTOS)
    copy = file.parent / "third" / "copy.psoas.json"
    assert session.save_copy(copy) is Outcome.SAVED
    assert (copy.parent / "images" / "chair.png").read_bytes() == b"my chair"
    assert session.document.draft.plain()["items"][0]["pictures"] == PHOTOS
    assert session.save_as(file.parent / "other" / "mine.psoas.json") is Outcome.SAVED
    names = [photo["file"] for photo in session.document.draft.plain()["items"][0]["pictures"]]
    assert names == ["chair-2.png", "mat.jpg"]
    assert not session.modified
    images = file.parent / "other" / "images"
    held = {photo.name: photo.read_bytes() for photo in images.iterdir()}
    assert held == {"chair.png": b"another chair", "chair-2.png": b"my chair", "mat.jpg": b"my mat"}
    assert session.save_copy(images.parent / "again.psoas.json") is Outcome.SAVED
    assert len([*images.iterdir()]) == 3


def test_a_photo_that_cannot_go_along_stops_the_save(
    qtbot: QtBot, session: FileSession, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.ENOSPC, "The disk is full.")

    (file.parent / "chair.png").write_bytes(b"my chair")
    session.open(file)
    assert session.document is not None
    session.document.set_value(("items", 0, "pictures"), PHOTOS)
    monkeypatch.setattr("psoas_desktop.storage.photo_copies.write_photo", refuse)
    other = file.parent / "other" / "mine.psoas.json"
    with qtbot.waitSignal(session.failed) as told:
        assert session.save_as(other) is Outcome.FAILED
    assert told.args == [Failure(Deed.SAVE, "mine.psoas.json", "The disk is full.")]
    assert not other.exists()
    assert session.path == file


def test_a_large_file_comes_later(qtbot: QtBot, data: ProgramData, file: Path) -> None:
    pool = QThreadPool()
    session = FileSession(parts_of(data), "window", Background(pool))
    file.write_bytes(file.read_bytes() + b" " * AT_ONCE)
    with qtbot.waitSignal(session.came):
        assert session.open(file)
        assert session.document is None
    assert session.document is not None
    pool.waitForDone()


def test_a_text_that_is_not_right_is_mended_first(session: FileSession, file: Path) -> None:
    whole = file.read_bytes()
    file.write_bytes(whole.replace(b"{", b"", 1))
    assert session.open(file)
    assert session.document is None
    assert session.broken is not None
    assert session.broken.checked is not None
    assert session.broken.checked.problems
    assert not session.mended(b"{")
    assert session.mended(whole)
    assert session.document is not None
    assert session.modified
    assert session.save() is Outcome.SAVED
    assert decode(file.read_bytes()).sound


def test_an_older_format_is_unsaved_from_the_start(session: FileSession, tmp_path: Path) -> None:
    path = tmp_path / "old.json"
    path.write_bytes((Path(__file__).parent.parent / "files" / "format-0.psoas.json").read_bytes())
    session.open(path)
    assert session.modified
    assert not session.worth_asking


def test_what_cannot_be_read_is_said(qtbot: QtBot, session: FileSession, tmp_path: Path) -> None:
    with qtbot.waitSignal(session.failed) as told:
        assert not session.open(tmp_path / "nothing.json")
    assert told.args == [Failure(Deed.OPEN, "nothing.json", "The file or its folder is not there any more.")]


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EACCES, errno.EROFS])
def test_a_refused_save_is_one_sentence_and_the_work_stays(
    qtbot: QtBot, session: FileSession, file: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    before = file.read_bytes()
    session.open(file)
    edit(session)

    def refuse(*_: object, **__: object) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(file_session, "save_stored", refuse)
    with qtbot.waitSignal(session.failed) as told:
        assert session.save() is Outcome.FAILED
    assert told.args is not None
    assert told.args[0].name == file.name
    assert told.args[0].why
    assert file.read_bytes() == before
    assert session.modified
    assert session.title == "Changed"


def test_a_folder_that_cannot_be_written_to(qtbot: QtBot, session: FileSession, file: Path) -> None:
    session.open(file)
    edit(session)
    with qtbot.waitSignal(session.failed) as told:
        assert session.save_as(file / "below a file.json") is Outcome.FAILED
    assert told.args is not None
    assert told.args[0].why.endswith(".")
