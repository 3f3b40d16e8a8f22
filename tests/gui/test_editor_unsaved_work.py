"""Work that is not saved yet: kept after an edit, dropped by a save, restored after a fall."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from psoas_desktop.storage.program_data import ProgramData
from psoas_desktop.storage.recovery import Recovery
from psoas_desktop.storage.routine_files import mark_of
from psoas_desktop.ui.editor.background import Background
from psoas_desktop.ui.editor.file_outcomes import Deed, Failure, Outcome
from psoas_desktop.ui.editor.file_session import FileSession
from tests.gui.editor_fixture import SAMPLE, edit, title_of
from tests.gui.editor_parts import Memory, parts_of


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
    parts = parts_of(data, documents=tmp_path, unsaved=recovery)
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
    newer = file.read_bytes().replace(b'"With a helper"', b'"Newer"')
    work = file.read_bytes().replace(b'"With a helper"', b'"Older work"')
    file.write_bytes(newer)
    session.restore(work, file, mark)
    assert session.save() is Outcome.CHANGED
    assert file.read_bytes() == newer


def test_work_that_was_never_saved_is_restored_without_a_file(session: FileSession, memory: Memory) -> None:
    session.restore(SAMPLE.read_bytes(), None, None)
    assert session.worth_asking
    assert session.save() is Outcome.NEEDS_A_NAME
