"""The file behind the editor: nothing is lost, whatever happens to it."""

from __future__ import annotations

import errno
import os
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QThreadPool
from pytestqt.qtbot import QtBot

from psoas_desktop.editing.making import new_routine
from psoas_desktop.routine.check import check
from psoas_desktop.routine.draft import Json
from psoas_desktop.storage.program_data import ProgramData
from psoas_desktop.storage.recovery import Recovery
from psoas_desktop.storage.resources import routines_root
from psoas_desktop.storage.routine_files import mark_of
from psoas_desktop.ui.editor import file_session
from psoas_desktop.ui.editor.background import Background
from psoas_desktop.ui.editor.file_outcomes import Deed, Failure, Outcome, Reloaded
from psoas_desktop.ui.editor.file_session import AT_ONCE, FileSession
from tests.gui.test_editor_outline import parts_of

SAMPLE = routines_root() / "daily-chair-rest.psoas.json"


class Memory:
    """Keeps unsaved work in memory."""

    def __init__(self) -> None:
        self.kept: dict[str, tuple[bytes, Mapping[str, Any]]] = {}
        self.full = False

    def keep(self, key: str, data: bytes, about: Mapping[str, Any]) -> None:
        if self.full:
            raise OSError(errno.ENOSPC, "The disk is full.")
        self.kept[key] = (data, about)

    def drop(self, key: str) -> None:
        self.kept.pop(key, None)


@pytest.fixture
def memory() -> Memory:
    return Memory()


@pytest.fixture
def session(qtbot: QtBot, data: ProgramData, tmp_path: Path, memory: Memory) -> FileSession:
    return FileSession(replace(parts_of(data, tmp_path), unsaved=memory), "window", Background())


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "mine.psoas.json"
    path.write_bytes(SAMPLE.read_bytes())
    return path


def title_of(data: bytes, program: ProgramData) -> str:
    routine = check(data, program.field_rules, program.catalogue).routine
    assert routine is not None
    return routine.title


def edit(session: FileSession, title: str = "Changed") -> None:
    assert session.document is not None
    session.document.set_value(("title",), title)


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
    assert title_of(file.read_bytes(), data) == "Daily chair rest"


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
    assert title_of(SAMPLE.read_bytes(), data) == "Daily chair rest"


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
    assert check_sound(file)


def check_sound(path: Path) -> bool:
    from psoas_desktop.routine.codec import decode

    return decode(path.read_bytes()).sound


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


# Others change the file


def test_another_program_changed_it_reload(qtbot: QtBot, session: FileSession, file: Path) -> None:
    session.open(file)
    edit(session, "Mine")
    file.write_bytes(file.read_bytes().replace(b'"Daily chair rest"', b'"Theirs"'))
    with qtbot.waitSignal(session.overtaken):
        session.look()
    assert session.title == "Mine"
    assert session.reload() is Reloaded.DONE
    assert (session.title, session.modified) == ("Theirs", False)
    assert session.document is not None
    session.document.undo()
    assert (session.title, session.modified) == ("Mine", True)
    assert session.save() is Outcome.SAVED


def test_another_program_changed_it_keep_mine(
    qtbot: QtBot, session: FileSession, file: Path, data: ProgramData
) -> None:
    session.open(file)
    file.write_bytes(file.read_bytes().replace(b'"Daily chair rest"', b'"Theirs"'))
    with qtbot.waitSignal(session.overtaken):
        session.look()
    session.keep_mine()
    assert session.modified
    assert session.worth_asking
    with qtbot.assertNotEmitted(session.overtaken):
        session.look()
    assert session.save() is Outcome.SAVED
    assert title_of(file.read_bytes(), data) == "Daily chair rest"


def test_a_save_never_replaces_what_another_program_wrote(
    session: FileSession, file: Path, data: ProgramData
) -> None:
    session.open(file)
    edit(session, "Mine")
    theirs = file.read_bytes().replace(b'"Daily chair rest"', b'"Theirs"')
    file.write_bytes(theirs)
    assert session.save() is Outcome.CHANGED
    assert file.read_bytes() == theirs
    assert session.modified
    assert session.save_over() is Outcome.SAVED
    assert title_of(file.read_bytes(), data) == "Mine"


def test_a_text_that_is_broken_by_another_program_is_not_taken(session: FileSession, file: Path) -> None:
    session.open(file)
    edit(session, "Mine")
    file.write_bytes(b"{")
    assert session.reload() is Reloaded.WRONG
    assert session.title == "Mine"


def test_a_file_that_went_is_noticed_once_and_saved_again(
    qtbot: QtBot, session: FileSession, file: Path, data: ProgramData
) -> None:
    session.open(file)
    file.unlink()
    with qtbot.waitSignal(session.vanished):
        session.look()
    assert session.modified
    assert session.worth_asking
    with qtbot.assertNotEmitted(session.vanished):
        session.look()
    assert session.save() is Outcome.SAVED
    assert title_of(file.read_bytes(), data) == "Daily chair rest"


def test_a_file_that_went_before_a_save(session: FileSession, file: Path) -> None:
    session.open(file)
    edit(session)
    file.unlink()
    assert session.save() is Outcome.GONE
    assert session.save_over() is Outcome.SAVED
    assert file.exists()


def test_its_own_save_is_no_change_by_others(qtbot: QtBot, session: FileSession, file: Path) -> None:
    session.open(file)
    edit(session)
    session.save()
    with qtbot.assertNotEmitted(session.overtaken):
        session.look()


# The disk refuses


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


# Unsaved work


def test_unsaved_work_is_kept_after_an_edit_and_dropped_by_a_save(
    session: FileSession, file: Path, memory: Memory, data: ProgramData
) -> None:
    session.open(file)
    assert not session.unsaved.waits
    mark = session.mark
    edit(session)
    assert session.unsaved.waits
    session.unsaved.due.emit()
    kept, about = memory.kept["window"]
    assert title_of(kept, data) == "Changed"
    assert about == {"path": str(file), "title": "Changed", "when": 0.0, "mark": mark} | {
        "when": about["when"]
    }
    session.save()
    assert memory.kept == {}


def test_unsaved_work_that_was_undone_is_dropped(session: FileSession, file: Path, memory: Memory) -> None:
    session.open(file)
    edit(session)
    session.unsaved.due.emit()
    assert session.document is not None
    session.document.undo()
    session.unsaved.due.emit()
    assert memory.kept == {}


def test_unsaved_work_is_dropped_when_the_person_lets_it_go(
    session: FileSession, file: Path, memory: Memory
) -> None:
    session.open(file)
    edit(session)
    session.unsaved.due.emit()
    session.give_up()
    assert memory.kept == {}
    assert not session.unsaved.waits


def test_no_room_for_unsaved_work_is_said(
    qtbot: QtBot, session: FileSession, file: Path, memory: Memory
) -> None:
    memory.full = True
    session.open(file)
    edit(session)
    with qtbot.waitSignal(session.failed) as told:
        session.unsaved.due.emit()
    assert told.args == [Failure(Deed.KEEP, "", "The disk is full.")]


def test_work_of_a_session_that_was_cut_off_goes_on(
    qtbot: QtBot, data: ProgramData, tmp_path: Path, file: Path
) -> None:
    recovery = Recovery(tmp_path / "unsaved")
    parts = replace(parts_of(data, tmp_path), unsaved=recovery)
    first = FileSession(parts, "one", Background())
    first.open(file)
    edit(first, "Cut off")
    first.unsaved.due.emit()
    (kept,) = recovery.left_over()
    second = FileSession(parts, "two", Background())
    second.restore(kept.data, kept.path, kept.mark)
    assert (second.title, second.path) == ("Cut off", file)
    assert second.modified
    assert second.worth_asking
    assert second.save() is Outcome.SAVED
    assert title_of(file.read_bytes(), data) == "Cut off"


def test_old_work_never_replaces_a_newer_file_unseen(session: FileSession, file: Path) -> None:
    mark = mark_of(file.read_bytes())
    newer = file.read_bytes().replace(b'"Daily chair rest"', b'"Newer"')
    work = file.read_bytes().replace(b'"Daily chair rest"', b'"Older work"')
    file.write_bytes(newer)
    session.restore(work, file, mark)
    assert session.save() is Outcome.CHANGED
    assert file.read_bytes() == newer


def test_work_that_was_never_saved_is_restored_without_a_file(session: FileSession, memory: Memory) -> None:
    session.restore(SAMPLE.read_bytes(), None, None)
    assert session.worth_asking
    assert session.save() is Outcome.NEEDS_A_NAME
