"""Files in the editor's window: nothing is lost on closing, and what becomes of a file is said."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QThreadPool, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from psoas_desktop.ui.editor import file_session
from psoas_desktop.ui.editor.background import Background
from psoas_desktop.ui.editor.file_session import AT_ONCE
from psoas_desktop.ui.editor.window import EditorWindow
from tests.gui.editor_fixture import Open, space

TITLE = '"With a helper"'


def test_a_new_routine_is_saved_where_the_person_says(
    qtbot: QtBot, open_editor: Open, tmp_path: Path
) -> None:
    editor = open_editor(None)
    editor.run("add")
    space(editor).outline.add_kinds(["chair-rest"])
    editor.run("save")
    dialog = editor.questions.dialog
    assert dialog is not None
    assert dialog.defaultSuffix() == "psoas.json"
    path = tmp_path / "evening.psoas.json"
    dialog.fileSelected.emit(str(path))
    dialog.reject()
    assert path.exists()
    assert not editor.isWindowModified()
    assert editor.session.path == path


def test_closing_with_unsaved_work_asks(qtbot: QtBot, editor: EditorWindow, file: Path) -> None:
    before = file.read_bytes()
    space(editor).document.set_value(("title",), "Changed")
    assert not editor.close()
    sheet = editor.questions.sheet
    assert sheet is not None
    assert "Changed" in sheet.windowTitle()
    qtbot.keyClick(sheet, Qt.Key.Key_Escape)
    assert editor.isVisible()
    assert not editor.close()
    assert editor.questions.sheet is not None
    with qtbot.waitSignal(editor.closed):
        editor.questions.sheet.answer("drop")
    assert file.read_bytes() == before


def test_closing_saves_first_where_the_person_wants(qtbot: QtBot, editor: EditorWindow, file: Path) -> None:
    space(editor).document.set_value(("title",), "Changed")
    editor.close()
    assert editor.questions.sheet is not None
    with qtbot.waitSignal(editor.closed):
        editor.questions.sheet.answer("save")
    assert b'"Changed"' in file.read_bytes()


def test_a_save_that_fails_while_closing_closes_nothing(
    editor: EditorWindow, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(28, "The disk is full.")

    monkeypatch.setattr("psoas_desktop.ui.editor.file_session.save_stored", refuse)
    space(editor).document.set_value(("title",), "Changed")
    editor.close()
    assert editor.questions.sheet is not None
    editor.questions.sheet.answer("save")
    assert editor.isVisible()
    assert editor.notice.label.text() == (
        "mine.psoas.json was not saved. The disk is full. Your work is still here."
    )
    assert editor.notice.action.isVisible()


def test_closing_without_work_asks_nothing(qtbot: QtBot, editor: EditorWindow) -> None:
    with qtbot.waitSignal(editor.closed):
        assert editor.close()


def test_a_file_changed_by_another_program_can_be_reloaded_or_kept(
    qtbot: QtBot, editor: EditorWindow, file: Path
) -> None:
    file.write_bytes(file.read_bytes().replace(b'"With a helper"', b'"Theirs"'))
    editor.session.look()
    assert editor.notice.isVisible()
    assert editor.notice.other.isVisible()
    qtbot.mouseClick(editor.notice.action, Qt.MouseButton.LeftButton)
    assert editor.top.title.text() == "Theirs"
    file.write_bytes(file.read_bytes().replace(b'"Theirs"', b'"Again"'))
    editor.session.look()
    qtbot.mouseClick(editor.notice.other, Qt.MouseButton.LeftButton)
    assert editor.top.title.text() == "• Theirs"
    assert not editor.notice.isVisible()
    editor.run("save")
    assert b'"Theirs"' in file.read_bytes()


def test_a_save_over_another_programs_work_asks(editor: EditorWindow, file: Path) -> None:
    space(editor).document.set_value(("title",), "Mine")
    theirs = file.read_bytes().replace(b'"With a helper"', b'"Theirs"')
    file.write_bytes(theirs)
    editor.run("save")
    assert editor.questions.sheet is not None
    editor.questions.sheet.answer("keep")
    assert file.read_bytes() == theirs
    editor.run("save")
    assert editor.questions.sheet is not None
    editor.questions.sheet.answer("replace")
    assert b'"Mine"' in file.read_bytes()


def test_a_deleted_file_is_saved_again(editor: EditorWindow, file: Path) -> None:
    file.unlink()
    editor.session.look()
    assert "deleted" in editor.notice.label.text()
    editor.notice.action.click()
    assert editor.questions.sheet is None
    assert file.exists()


def test_revert_is_a_step_that_can_be_undone(editor: EditorWindow) -> None:
    space(editor).document.set_value(("title",), "Changed")
    editor.run("revert")
    assert editor.top.title.text() == "With a helper"
    editor.notice.action.click()
    assert editor.top.title.text() == "• Changed"


def test_dropped_files_are_asked_to_be_opened(qtbot: QtBot, editor: EditorWindow, tmp_path: Path) -> None:
    carried = QMimeData()
    other = tmp_path / "other.psoas.json"
    strange = [QUrl("https://example.org/a.json"), QUrl.fromLocalFile("/a.txt")]
    carried.setUrls([QUrl.fromLocalFile(str(other)), *strange])
    left, no_key = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(10, 10), Qt.DropAction.CopyAction, carried, left, no_key)
    event = QDropEvent(QPointF(10, 10), Qt.DropAction.CopyAction, carried, left, no_key)
    opened: list[object] = []
    editor.open_asked.connect(opened.append)
    QApplication.sendEvent(editor, enter)
    QApplication.sendEvent(editor, event)
    assert opened == [other]


def test_recent_routines_stand_in_their_menu(qtbot: QtBot, editor: EditorWindow) -> None:
    paths = [Path("/a/one & two.psoas.json"), Path("/b/three.psoas.json")]
    editor.set_recent(paths)
    with qtbot.waitSignal(editor.open_asked) as asked:
        editor.actions_.recent.actions()[0].trigger()
    assert asked.args == [paths[0]]
    editor.set_recent([])
    assert not editor.actions_.recent.isEnabled()


def test_what_cannot_be_read_again_is_not_called_unsaved(editor: EditorWindow, file: Path) -> None:
    assert editor.session.document is not None
    editor.session.document.set_value(("title",), "Mine")
    file.unlink()
    file.mkdir()
    editor.run("revert")
    assert editor.notice.label.text() == (
        "mine.psoas.json could not be read again. This is a folder and not a file. What you have here stays."
    )
    editor.notice.dismiss()
    editor.session.look()
    assert "could not be read again" in editor.notice.label.text()
    editor.notice.dismiss()
    editor.session.look()
    assert editor.notice.isHidden()


def test_a_change_that_was_dismissed_is_not_told_again(
    editor: EditorWindow, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    theirs = file.read_bytes().replace(TITLE.encode(), b'"Theirs"')
    file.write_bytes(theirs)
    editor.session.look()
    assert editor.notice.isVisible()
    editor.notice.close_button.click()
    editor.session.look()
    file.write_bytes(theirs)
    editor.session.look()
    assert editor.notice.isHidden()
    file.write_bytes(theirs + b" ")
    editor.session.look()
    assert editor.notice.isVisible()


def test_a_file_that_did_not_change_is_not_read_again(
    editor: EditorWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor.session.look()
    read: list[Path] = []
    monkeypatch.setattr("psoas_desktop.ui.editor.file_look.read_stored", read.append)
    editor.session.look()
    assert read == []


def test_a_fault_while_opening_is_said(
    qtbot: QtBot, open_editor: Open, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("nobody thought of this")

    monkeypatch.setattr(file_session, "opened", fail)
    file.write_bytes(file.read_bytes() + b" " * AT_ONCE)
    editor = open_editor(file, background=Background(QThreadPool()))
    qtbot.waitUntil(editor.notice.isVisible)
    assert "mine.psoas.json could not be opened." in editor.notice.label.text()
    assert editor._waiting.text() == "Nothing is open here."


def test_a_file_that_is_not_there_leaves_no_window_waiting(open_editor: Open, tmp_path: Path) -> None:
    editor = open_editor(tmp_path / "none.psoas.json")
    assert editor._waiting.text() == "Nothing is open here."


def test_an_error_nobody_takes_is_raised_where_faults_are_noted(qtbot: QtBot) -> None:
    pool = QThreadPool()
    background = Background(pool)
    with qtbot.captureExceptions() as raised:
        background.run(lambda: 1 // 0, lambda _: None)
        pool.waitForDone()
        qtbot.waitUntil(lambda: bool(raised))
    assert raised[0][0] is ZeroDivisionError
