"""The text of a routine in the editor's window: saved, taken over, kept, and at one with the blocks."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QTextCursor
from pytestqt.qtbot import QtBot

from psoas_desktop.ui.editor.source_view import SourceView
from psoas_desktop.ui.editor.window import EditorWindow
from tests.gui.editor_fixture import Open, kinds, space
from tests.gui.editor_parts import Memory

TITLE, MINE = '"With a helper"', '"Typed in the text"'


def text_of(editor: EditorWindow) -> SourceView:
    if editor.source is None:
        editor.actions_["source"].trigger()
    assert editor.source is not None
    return editor.source


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


def test_a_save_takes_the_text_over_in_one_step(editor: EditorWindow, file: Path) -> None:
    view = text_of(editor)
    assert not editor.isWindowModified()
    type_(view, TITLE, MINE)
    assert editor.isWindowModified()
    assert editor.actions_["revert"].isEnabled()
    editor.run("save")
    assert MINE.encode() in file.read_bytes()
    assert not editor.isWindowModified()
    assert editor.top.title.text() == "Typed in the text"
    editor.run("undo")
    assert editor.top.title.text() == "• With a helper"
    assert TITLE in view.editor.toPlainText()


def test_a_text_that_is_not_right_is_not_saved_and_stays(editor: EditorWindow, file: Path) -> None:
    before = file.read_bytes()
    view = text_of(editor)
    type_(view, TITLE, '"Half')
    for name in ("save", "save-as", "save-copy"):
        editor.notice.dismiss()
        editor.run(name)
        assert "Nothing was saved" in editor.notice.label.text()
    assert editor.questions.dialog is None
    assert file.read_bytes() == before
    assert '"Half' in view.editor.toPlainText()
    assert editor.isWindowModified()
    type_(view, '"Half', TITLE)
    editor.run("save")
    assert editor.notice.isHidden()


def test_closing_saves_the_text(qtbot: QtBot, editor: EditorWindow, file: Path) -> None:
    type_(text_of(editor), TITLE, MINE)
    assert not editor.close()
    assert editor.questions.sheet is not None
    with qtbot.waitSignal(editor.closed):
        editor.questions.sheet.answer("save")
    assert MINE.encode() in file.read_bytes()


def test_closing_does_not_go_on_where_the_text_cannot_be_saved(editor: EditorWindow, file: Path) -> None:
    before = file.read_bytes()
    type_(text_of(editor), TITLE, '"Half')
    editor.close()
    assert editor.questions.sheet is not None
    editor.questions.sheet.answer("save")
    assert editor.isVisible()
    assert file.read_bytes() == before
    assert '"Half' in text_of(editor).editor.toPlainText()


def test_saving_tells_the_file_and_a_copy_does_not(qtbot: QtBot, editor: EditorWindow, file: Path) -> None:
    told: list[Path] = []
    editor.saved.connect(told.append)
    editor.session.save_copy(file.with_name("copy.psoas.json"))
    type_(text_of(editor), TITLE, MINE)
    editor.run("save")
    other = file.with_name("other.psoas.json")
    editor.session.save_as(other)
    assert told == [file, other]


# Blocks and text


def test_leaving_takes_the_text_over_and_undo_brings_the_blocks_back(editor: EditorWindow) -> None:
    type_(text_of(editor), TITLE, MINE)
    editor.actions_["source"].trigger()
    assert editor.workspace is not None
    assert editor.workspace.isVisible()
    assert not editor.actions_["source"].isChecked()
    assert editor.session.title == "Typed in the text"
    assert "taken over" in editor.notice.label.text()
    editor.notice.action.click()
    assert editor.session.title == "With a helper"


def test_leaving_with_nothing_changed_says_nothing(editor: EditorWindow) -> None:
    text_of(editor)
    editor.actions_["source"].trigger()
    assert editor.notice.isHidden()
    assert not editor.isWindowModified()


def test_a_text_that_is_not_right_is_left_only_when_it_is_dropped(editor: EditorWindow) -> None:
    view = text_of(editor)
    type_(view, TITLE, '"Half')
    editor.actions_["source"].trigger()
    assert view.isVisible()
    assert editor.actions_["source"].isChecked()
    assert '"Half' in view.editor.toPlainText()
    editor.notice.action.click()
    assert editor.workspace is not None
    assert editor.workspace.isVisible()
    assert not editor.actions_["source"].isChecked()
    assert not editor.isWindowModified()
    editor.actions_["source"].trigger()
    assert TITLE in view.editor.toPlainText()


def test_edits_of_blocks_are_in_the_text_when_it_is_shown_again(editor: EditorWindow) -> None:
    view = text_of(editor)
    type_(view, TITLE, MINE)
    editor.actions_["source"].trigger()
    assert editor.session.document is not None
    editor.session.document.set_value(("title",), "From the blocks")
    editor.actions_["source"].trigger()
    assert '"From the blocks"' in view.editor.toPlainText()
    editor.run("save")
    assert editor.session.title == "From the blocks"


def test_blocks_are_not_changed_unseen_behind_the_text(editor: EditorWindow) -> None:
    document = editor.session.document
    assert document is not None
    document.set_value(("title",), "Before")
    document.select([("items", 0)])
    draft = document.draft
    view = text_of(editor)
    type_(view, '"Before"', MINE)
    for name in ("duplicate", "delete", "down", "redo"):
        editor.run(name)
    assert document.draft is draft
    editor.run("undo")
    assert '"Before"' in view.editor.toPlainText()
    assert document.draft is draft
    editor.run("undo")
    assert editor.session.title == "With a helper"
    assert TITLE in view.editor.toPlainText()


def test_undo_is_of_what_is_seen(editor: EditorWindow) -> None:
    undo, redo = editor.actions_["undo"], editor.actions_["redo"]
    view = text_of(editor)
    assert not undo.isEnabled()
    type_(view, TITLE, MINE)
    assert undo.isEnabled()
    undo.trigger()
    assert TITLE in view.editor.toPlainText()
    assert not undo.isEnabled()
    assert redo.isEnabled()
    redo.trigger()
    editor.actions_["source"].trigger()
    assert editor.session.title == "Typed in the text"
    assert undo.isEnabled()
    undo.trigger()
    assert editor.session.title == "With a helper"


def test_what_is_played_is_the_text(qtbot: QtBot, editor: EditorWindow) -> None:
    type_(text_of(editor), TITLE, MINE)
    with qtbot.waitSignal(editor.play_asked) as asked:
        editor.run("play")
    assert asked.args is not None
    assert MINE.encode() in asked.args[0]


def test_reverting_takes_the_text_along_and_can_be_undone(editor: EditorWindow) -> None:
    type_(text_of(editor), TITLE, MINE)
    editor.run("revert")
    assert editor.session.title == "With a helper"
    assert not editor.isWindowModified()
    editor.notice.action.click()
    assert editor.session.title == "Typed in the text"


# A text that is being mended


def test_the_text_being_mended_is_kept_and_restored(open_editor: Open, file: Path, memory: Memory) -> None:
    editor = open_editor(broken(file))
    type_(text_of(editor), TITLE, MINE)
    editor.session.unsaved.due.emit()
    kept, about = memory.kept["window"]
    assert MINE.encode() in kept
    assert (about["path"], about["title"]) == (str(file), file.name)
    again = open_editor(file, work=kept)
    assert again.isWindowModified()
    assert again.session.worth_asking
    assert MINE in text_of(again).editor.toPlainText()
    again.run("save")
    assert file.read_bytes() == kept
    assert not again.isWindowModified()
    assert memory.kept == {}


def test_closing_while_mending_names_the_file(open_editor: Open, file: Path) -> None:
    editor = open_editor(broken(file))
    type_(text_of(editor), TITLE, MINE)
    editor.close()
    assert editor.questions.sheet is not None
    assert file.name in editor.questions.sheet.windowTitle()


def test_a_changed_text_of_blocks_is_kept_too(editor: EditorWindow, memory: Memory) -> None:
    type_(text_of(editor), TITLE, '"Half')
    assert editor.session.unsaved.waits
    editor.session.unsaved.due.emit()
    assert b'"Half' in memory.kept["window"][0]


def test_another_program_mends_the_file(editor: EditorWindow, open_editor: Open, file: Path) -> None:
    whole = file.read_bytes()
    mending = open_editor(broken(file))
    assert mending.workspace is None
    file.write_bytes(whole)
    mending.session.look()
    assert "another program" in mending.notice.label.text()
    mending.notice.action.click()
    assert mending.workspace is not None
    assert mending.source is None
    assert not mending.isWindowModified()


def test_another_program_breaks_it_otherwise_and_mine_is_kept(open_editor: Open, file: Path) -> None:
    mending = open_editor(broken(file))
    mine = file.read_bytes()
    file.write_bytes(b"{")
    mending.session.look()
    mending.notice.other.click()
    assert mending.isWindowModified()
    mending.run("save")
    assert file.read_bytes() == mine


def test_a_text_being_mended_is_reverted(open_editor: Open, file: Path) -> None:
    mending = open_editor(broken(file))
    view = text_of(mending)
    type_(view, TITLE, MINE)
    mending.run("revert")
    assert TITLE in view.editor.toPlainText()
    assert not mending.isWindowModified()
    assert mending.notice.action.isHidden()


# From text to blocks


def test_a_broken_file_is_mended_as_text_and_goes_on_in_blocks(
    qtbot: QtBot, open_editor: Open, file: Path
) -> None:
    whole = file.read_bytes()
    file.write_bytes(whole.replace(b'"format": 1,', b'"format" 1,'))
    editor = open_editor(file)
    assert editor.workspace is None
    source = editor.source
    assert source is not None
    assert source.isVisible()
    assert not editor.actions_["play"].isEnabled()
    text = source.editor.toPlainText()
    cursor = source.editor.textCursor()
    cursor.setPosition(text.index('"format" 1') + len('"format"'))
    cursor.insertText(":")
    assert editor.isWindowModified()
    editor.run("save")
    assert file.read_bytes() == whole
    assert not editor.isWindowModified()
    source.check_now()
    source.blocks_asked.emit()
    assert kinds(editor)
    assert editor.actions_["play"].isEnabled()
    assert not editor.isWindowModified()


def test_the_source_of_a_sound_routine_and_back(editor: EditorWindow) -> None:
    editor.actions_["source"].trigger()
    assert editor.source is not None
    assert editor.source.isVisible()
    editor.actions_["source"].trigger()
    assert space(editor).isVisible()
