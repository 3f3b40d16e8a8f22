"""The text of a routine in the editor's window: saved, taken over, kept, and at one with the blocks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QThreadPool
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from psoas_desktop.storage.program_data import ProgramData
from psoas_desktop.storage.resources import routines_root
from psoas_desktop.storage.routine_files import mark_of
from psoas_desktop.ui.common.desk_style import dress
from psoas_desktop.ui.common.theme import DARK
from psoas_desktop.ui.editor import file_session
from psoas_desktop.ui.editor.background import Background
from psoas_desktop.ui.editor.file_session import AT_ONCE, FileSession
from psoas_desktop.ui.editor.source_view import SourceView
from psoas_desktop.ui.editor.window import EditorWindow
from tests.gui.test_editor_files import Memory
from tests.gui.test_editor_outline import parts_of

SAMPLE = routines_root() / "with-a-helper.psoas.json"
TITLE, MINE = '"With a helper"', '"Typed in the text"'

Open = Callable[..., EditorWindow]


@pytest.fixture
def memory() -> Memory:
    return Memory()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "mine.psoas.json"
    path.write_bytes(SAMPLE.read_bytes())
    return path


@pytest.fixture
def open_window(
    qtbot: QtBot, dressed: QApplication, data: ProgramData, tmp_path: Path, memory: Memory
) -> Iterator[Open]:
    dress(dressed, DARK)
    made: list[EditorWindow] = []
    parts = replace(parts_of(data, tmp_path), unsaved=memory)

    def opened(path: Path | None, background: Background | None = None, work: bytes = b"") -> EditorWindow:
        background = background or Background()
        session = FileSession(parts, "window", background)
        window = EditorWindow(parts, session, background)
        window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        made.append(window)
        if work:
            session.restore(work, path, None if path is None else mark_of(path.read_bytes()))
        elif path is not None:
            session.open(path)
        window.show()
        qtbot.waitExposed(window)
        window.activateWindow()
        window.complete()
        if window.workspace is not None:
            qtbot.waitSignal(window.workspace.completed).wait()
        return window

    yield opened
    for window in made:
        window._may_close = True
        window.close()
        window.deleteLater()


@pytest.fixture
def window(open_window: Open, file: Path) -> EditorWindow:
    return open_window(file)


def text_of(window: EditorWindow) -> SourceView:
    if window.source is None:
        window.actions_["source"].trigger()
    assert window.source is not None
    return window.source


def type_(view: SourceView, old: str, new: str) -> None:
    """Writes something in the place of something, as one types it."""
    text = view.editor.toPlainText()
    at = text.index(old)
    cursor = view.editor.textCursor()
    cursor.setPosition(at)
    cursor.setPosition(at + len(old), QTextCursor.MoveMode.KeepAnchor)
    cursor.insertText(new)


def broken(path: Path) -> Path:
    path.write_bytes(path.read_bytes().replace(b'"format": 1,', b'"format" 1,'))
    return path


# Saving


def test_a_save_takes_the_text_over_in_one_step(window: EditorWindow, file: Path) -> None:
    view = text_of(window)
    assert not window.isWindowModified()
    type_(view, TITLE, MINE)
    assert window.isWindowModified()
    assert window.actions_["revert"].isEnabled()
    window.run("save")
    assert MINE.encode() in file.read_bytes()
    assert not window.isWindowModified()
    assert window.top.title.text() == "Typed in the text"
    window.run("undo")
    assert window.top.title.text() == "• With a helper"
    assert TITLE in view.editor.toPlainText()


def test_a_text_that_is_not_right_is_not_saved_and_stays(window: EditorWindow, file: Path) -> None:
    before = file.read_bytes()
    view = text_of(window)
    type_(view, TITLE, '"Half')
    for name in ("save", "save-as", "save-copy"):
        window.notice.dismiss()
        window.run(name)
        assert "Nothing was saved" in window.notice.label.text()
    assert window.questions.dialog is None
    assert file.read_bytes() == before
    assert '"Half' in view.editor.toPlainText()
    assert window.isWindowModified()
    type_(view, '"Half', TITLE)
    window.run("save")
    assert window.notice.isHidden()


def test_closing_saves_the_text(qtbot: QtBot, window: EditorWindow, file: Path) -> None:
    type_(text_of(window), TITLE, MINE)
    assert not window.close()
    assert window.questions.sheet is not None
    with qtbot.waitSignal(window.closed):
        window.questions.sheet.answer("save")
    assert MINE.encode() in file.read_bytes()


def test_closing_does_not_go_on_where_the_text_cannot_be_saved(window: EditorWindow, file: Path) -> None:
    before = file.read_bytes()
    type_(text_of(window), TITLE, '"Half')
    window.close()
    assert window.questions.sheet is not None
    window.questions.sheet.answer("save")
    assert window.isVisible()
    assert file.read_bytes() == before
    assert '"Half' in text_of(window).editor.toPlainText()


def test_saving_tells_the_file_and_a_copy_does_not(qtbot: QtBot, window: EditorWindow, file: Path) -> None:
    told: list[Path] = []
    window.saved.connect(told.append)
    window.session.save_copy(file.with_name("copy.psoas.json"))
    type_(text_of(window), TITLE, MINE)
    window.run("save")
    other = file.with_name("other.psoas.json")
    window.session.save_as(other)
    assert told == [file, other]


# Blocks and text


def test_leaving_takes_the_text_over_and_undo_brings_the_blocks_back(window: EditorWindow) -> None:
    type_(text_of(window), TITLE, MINE)
    window.actions_["source"].trigger()
    assert window.workspace is not None
    assert window.workspace.isVisible()
    assert not window.actions_["source"].isChecked()
    assert window.session.title == "Typed in the text"
    assert "taken over" in window.notice.label.text()
    window.notice.action.click()
    assert window.session.title == "With a helper"


def test_leaving_with_nothing_changed_says_nothing(window: EditorWindow) -> None:
    text_of(window)
    window.actions_["source"].trigger()
    assert window.notice.isHidden()
    assert not window.isWindowModified()


def test_a_text_that_is_not_right_is_left_only_when_it_is_dropped(window: EditorWindow) -> None:
    view = text_of(window)
    type_(view, TITLE, '"Half')
    window.actions_["source"].trigger()
    assert view.isVisible()
    assert window.actions_["source"].isChecked()
    assert '"Half' in view.editor.toPlainText()
    window.notice.action.click()
    assert window.workspace is not None
    assert window.workspace.isVisible()
    assert not window.actions_["source"].isChecked()
    assert not window.isWindowModified()
    window.actions_["source"].trigger()
    assert TITLE in view.editor.toPlainText()


def test_edits_of_blocks_are_in_the_text_when_it_is_shown_again(window: EditorWindow) -> None:
    view = text_of(window)
    type_(view, TITLE, MINE)
    window.actions_["source"].trigger()
    assert window.session.document is not None
    window.session.document.set_value(("title",), "From the blocks")
    window.actions_["source"].trigger()
    assert '"From the blocks"' in view.editor.toPlainText()
    window.run("save")
    assert window.session.title == "From the blocks"


def test_blocks_are_not_changed_unseen_behind_the_text(window: EditorWindow) -> None:
    document = window.session.document
    assert document is not None
    document.set_value(("title",), "Before")
    document.select([("items", 0)])
    draft = document.draft
    view = text_of(window)
    type_(view, '"Before"', MINE)
    for name in ("duplicate", "delete", "down", "redo"):
        window.run(name)
    assert document.draft is draft
    window.run("undo")
    assert '"Before"' in view.editor.toPlainText()
    assert document.draft is draft
    window.run("undo")
    assert window.session.title == "With a helper"
    assert TITLE in view.editor.toPlainText()


def test_undo_is_of_what_is_seen(window: EditorWindow) -> None:
    undo, redo = window.actions_["undo"], window.actions_["redo"]
    view = text_of(window)
    assert not undo.isEnabled()
    type_(view, TITLE, MINE)
    assert undo.isEnabled()
    undo.trigger()
    assert TITLE in view.editor.toPlainText()
    assert not undo.isEnabled()
    assert redo.isEnabled()
    redo.trigger()
    window.actions_["source"].trigger()
    assert window.session.title == "Typed in the text"
    assert undo.isEnabled()
    undo.trigger()
    assert window.session.title == "With a helper"


def test_what_is_played_is_the_text(qtbot: QtBot, window: EditorWindow) -> None:
    type_(text_of(window), TITLE, MINE)
    with qtbot.waitSignal(window.play_asked) as asked:
        window.run("play")
    assert asked.args is not None
    assert MINE.encode() in asked.args[0]


def test_reverting_takes_the_text_along_and_can_be_undone(window: EditorWindow) -> None:
    type_(text_of(window), TITLE, MINE)
    window.run("revert")
    assert window.session.title == "With a helper"
    assert not window.isWindowModified()
    window.notice.action.click()
    assert window.session.title == "Typed in the text"


# A text that is being mended


def test_the_text_being_mended_is_kept_and_restored(open_window: Open, file: Path, memory: Memory) -> None:
    window = open_window(broken(file))
    type_(text_of(window), TITLE, MINE)
    window.session.unsaved.due.emit()
    kept, about = memory.kept["window"]
    assert MINE.encode() in kept
    assert (about["path"], about["title"]) == (str(file), file.name)
    again = open_window(file, work=kept)
    assert again.isWindowModified()
    assert again.session.worth_asking
    assert MINE in text_of(again).editor.toPlainText()
    again.run("save")
    assert file.read_bytes() == kept
    assert not again.isWindowModified()
    assert memory.kept == {}


def test_closing_while_mending_names_the_file(open_window: Open, file: Path) -> None:
    window = open_window(broken(file))
    type_(text_of(window), TITLE, MINE)
    window.close()
    assert window.questions.sheet is not None
    assert file.name in window.questions.sheet.windowTitle()


def test_a_changed_text_of_blocks_is_kept_too(window: EditorWindow, memory: Memory) -> None:
    type_(text_of(window), TITLE, '"Half')
    assert window.session.unsaved.waits
    window.session.unsaved.due.emit()
    assert b'"Half' in memory.kept["window"][0]


def test_another_program_mends_the_file(window: EditorWindow, open_window: Open, file: Path) -> None:
    whole = file.read_bytes()
    mending = open_window(broken(file))
    assert mending.workspace is None
    file.write_bytes(whole)
    mending.session.look()
    assert "another program" in mending.notice.label.text()
    mending.notice.action.click()
    assert mending.workspace is not None
    assert mending.source is None
    assert not mending.isWindowModified()


def test_another_program_breaks_it_otherwise_and_mine_is_kept(open_window: Open, file: Path) -> None:
    mending = open_window(broken(file))
    mine = file.read_bytes()
    file.write_bytes(b"{")
    mending.session.look()
    mending.notice.other.click()
    assert mending.isWindowModified()
    mending.run("save")
    assert file.read_bytes() == mine


def test_a_text_being_mended_is_reverted(open_window: Open, file: Path) -> None:
    mending = open_window(broken(file))
    view = text_of(mending)
    type_(view, TITLE, MINE)
    mending.run("revert")
    assert TITLE in view.editor.toPlainText()
    assert not mending.isWindowModified()
    assert mending.notice.action.isHidden()


# What is said


def test_what_cannot_be_read_again_is_not_called_unsaved(window: EditorWindow, file: Path) -> None:
    window.session.document.set_value(("title",), "Mine")  # type: ignore[union-attr]
    file.unlink()
    file.mkdir()
    window.run("revert")
    assert window.notice.label.text() == (
        "mine.psoas.json could not be read again. This is a folder and not a file. What you have here stays."
    )
    window.notice.dismiss()
    window.session.look()
    assert "could not be read again" in window.notice.label.text()
    window.notice.dismiss()
    window.session.look()
    assert window.notice.isHidden()


def test_a_change_that_was_dismissed_is_not_told_again(
    window: EditorWindow, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    theirs = file.read_bytes().replace(TITLE.encode(), b'"Theirs"')
    file.write_bytes(theirs)
    window.session.look()
    assert window.notice.isVisible()
    window.notice.close_button.click()
    window.session.look()
    file.write_bytes(theirs)
    window.session.look()
    assert window.notice.isHidden()
    file.write_bytes(theirs + b" ")
    window.session.look()
    assert window.notice.isVisible()


def test_a_file_that_did_not_change_is_not_read_again(
    window: EditorWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.session.look()
    read: list[Path] = []
    monkeypatch.setattr("psoas_desktop.ui.editor.file_look.read_stored", read.append)
    window.session.look()
    assert read == []


def test_a_fault_while_opening_is_said(
    qtbot: QtBot, open_window: Open, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("nobody thought of this")

    monkeypatch.setattr(file_session, "opened", fail)
    file.write_bytes(file.read_bytes() + b" " * AT_ONCE)
    window = open_window(file, Background(QThreadPool()))
    qtbot.waitUntil(window.notice.isVisible)
    assert "mine.psoas.json could not be opened." in window.notice.label.text()
    assert window._waiting.text() == "Nothing is open here."


def test_a_file_that_is_not_there_leaves_no_window_waiting(open_window: Open, tmp_path: Path) -> None:
    window = open_window(tmp_path / "none.psoas.json")
    assert window._waiting.text() == "Nothing is open here."


def test_an_error_nobody_takes_is_raised_where_faults_are_noted(qtbot: QtBot) -> None:
    pool = QThreadPool()
    background = Background(pool)
    with qtbot.captureExceptions() as raised:
        background.run(lambda: 1 // 0, lambda _: None)
        pool.waitForDone()
        qtbot.waitUntil(lambda: bool(raised))
    assert raised[0][0] is ZeroDivisionError
