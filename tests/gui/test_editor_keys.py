"""The editor's window: everything by keyboard, everything undone, every refusal said."""

from __future__ import annotations

import json

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from psoas_desktop.editing.edits import Action
from psoas_desktop.editing.history import Step
from psoas_desktop.routine.draft import Draft, from_plain
from psoas_desktop.ui.editor.parts import EditorParts
from psoas_desktop.ui.editor.window import EditorWindow
from psoas_desktop.ui.editor.words import undo_words
from tests.gui.editor_fixture import Open, key, kinds, space
from tests.gui.outline_fixture import inner

CONTROL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)


@pytest.mark.parametrize(
    ("step", "words"),
    [
        ((Action.MOVE, "", 3), "Undo move 3 blocks"),
        ((Action.MOVE, "", 1), "Undo move block"),
        ((Action.CHANGE, "duration_s", 1), "Undo change of time"),
        ((Action.CHANGE, "x-own", 1), "Undo change"),
        ((Action.CHANGE, "duration_s", 2), "Undo change of 2 blocks"),
        ((Action.SOURCE, "", 1), "Undo change of the whole file"),
    ],
)
def test_undo_says_what_it_undoes(step: tuple[Action, str, int], words: str) -> None:
    assert undo_words(Step(Draft(from_plain({})), (), *step, "", None)) == words


def test_undo_and_redo_by_key_and_by_name(qtbot: QtBot, editor: EditorWindow) -> None:
    before = kinds(editor)
    document = space(editor).document
    document.select([inner(1), inner(2)])
    key(qtbot, editor, Qt.Key.Key_Down, ALT)
    assert kinds(editor) != before
    assert editor.actions_["undo"].text() == "Undo move 2 blocks"
    key(qtbot, editor, Qt.Key.Key_Z, CONTROL)
    assert kinds(editor) == before
    assert editor.actions_["redo"].text() == "Redo move 2 blocks"
    assert not editor.actions_["undo"].isEnabled()
    key(qtbot, editor, Qt.Key.Key_Z, CONTROL | SHIFT)
    assert kinds(editor) != before


def test_a_routine_by_keyboard_alone(qtbot: QtBot, open_editor: Open, parts: EditorParts) -> None:
    editor = open_editor(None)
    work = space(editor)
    key(qtbot, editor, Qt.Key.Key_E, CONTROL)
    for words in ("quiet", "floor down", "chair rest"):
        work.palette_column.search.selectAll()
        qtbot.keyClicks(work.palette_column.search, words)
        key(qtbot, editor, Qt.Key.Key_Return)
    assert kinds(editor) == ["prepare-space", "lower-to-floor", "chair-rest", "log-roll-rise"]
    key(qtbot, editor, Qt.Key.Key_F6)
    assert work.outline.hasFocus()
    key(qtbot, editor, Qt.Key.Key_Home)
    key(qtbot, editor, Qt.Key.Key_Down, SHIFT)
    key(qtbot, editor, Qt.Key.Key_G, CONTROL)
    assert kinds(editor) == ["group", "chair-rest", "log-roll-rise"]
    key(qtbot, editor, Qt.Key.Key_C, CONTROL)
    assert json.loads(parts.clipboard.text())[0]["type"] == "group"
    key(qtbot, editor, Qt.Key.Key_V, CONTROL)
    key(qtbot, editor, Qt.Key.Key_G, CONTROL | SHIFT)
    assert kinds(editor) == ["group", "prepare-space", "lower-to-floor", "chair-rest", "log-roll-rise"]
    key(qtbot, editor, Qt.Key.Key_Delete)
    assert kinds(editor) == ["group", "chair-rest", "log-roll-rise"]
    key(qtbot, editor, Qt.Key.Key_D, CONTROL)
    assert kinds(editor) == ["group", "chair-rest", "chair-rest", "log-roll-rise"]
    key(qtbot, editor, Qt.Key.Key_X, CONTROL)
    assert kinds(editor) == ["group", "chair-rest", "log-roll-rise"]
    for _ in range(20):
        key(qtbot, editor, Qt.Key.Key_Z, CONTROL)
    assert kinds(editor) == []


def test_enter_goes_to_the_inspector_and_back(qtbot: QtBot, editor: EditorWindow) -> None:
    work = space(editor)
    work.document.select([inner(2)])
    work.outline.setFocus()
    key(qtbot, editor, Qt.Key.Key_Return)
    assert work.inspector is not None
    assert work.inspector.isAncestorOf(editor.focusWidget())
    key(qtbot, editor, Qt.Key.Key_F6)
    assert work.outline.hasFocus()


def test_delete_in_a_field_deletes_no_block(qtbot: QtBot, editor: EditorWindow) -> None:
    work = space(editor)
    before = kinds(editor)
    work.document.select([inner(2)])
    work.palette_column.focus_search()
    qtbot.keyClicks(work.palette_column.search, "abc")
    key(qtbot, editor, Qt.Key.Key_Home)
    key(qtbot, editor, Qt.Key.Key_Delete)
    key(qtbot, editor, Qt.Key.Key_A, CONTROL)
    assert work.palette_column.search.text() == "bc"
    assert kinds(editor) == before
    assert work.document.selection == (inner(2),)


def test_blocks_are_found_by_their_cards(qtbot: QtBot, editor: EditorWindow) -> None:
    work = space(editor)
    key(qtbot, editor, Qt.Key.Key_F, CONTROL)
    qtbot.keyClicks(work.find_bar.field, "seated")
    first = work.document.selection
    key(qtbot, editor, Qt.Key.Key_Return)
    assert work.document.selection > first
    key(qtbot, editor, Qt.Key.Key_Return, SHIFT)
    assert work.document.selection == first
    work.find_bar.field.setText("no such block")
    assert work.find_bar.said.text() == "No such block"
    work.find_bar.field.clear()
    key(qtbot, editor, Qt.Key.Key_Escape)
    assert not work.find_bar.isVisible()
    assert work.outline.hasFocus()


def test_a_refusal_is_said_and_goes_with_the_next_edit(editor: EditorWindow, parts: EditorParts) -> None:
    editor.run("paste")
    assert editor.notice.isVisible()
    assert "copy one first" in editor.notice.label.text()
    space(editor).document.select([inner(0)])
    editor.run("duplicate")
    assert not editor.notice.isVisible()


def test_what_lies_comes_with_its_ways_and_one_undo_takes_all_back(qtbot: QtBot, open_editor: Open) -> None:
    editor = open_editor(None)
    document = space(editor).document
    empty = document.draft
    space(editor).palette_column.wanted.emit(["chair-rest"])
    assert kinds(editor) == ["lower-to-floor", "chair-rest", "log-roll-rise"]
    assert document.selection == (("items", 1),)
    assert editor.notice.label.text() == "A way down and a way up were put in with it."
    document.select([("items", 0)])
    assert editor.notice.isVisible()
    qtbot.mouseClick(editor.notice.action, Qt.MouseButton.LeftButton)
    assert document.draft is empty
    assert not editor.notice.isVisible()


def test_the_words_about_ways_go_with_the_next_edit(open_editor: Open) -> None:
    fresh = open_editor(None)
    outline = space(fresh).outline
    outline.add_kinds(["chair-rest"])
    outline.add_kinds(["side-lying-rest"])
    assert kinds(fresh) == ["lower-to-floor", "chair-rest", "side-lying-rest", "log-roll-rise"]
    assert not fresh.notice.isVisible()
    outline.add_kinds(["bolster-sit"])
    assert kinds(fresh)[-2:] == ["log-roll-rise", "bolster-sit"]
    outline.add_kinds(["chair-rest"])
    fresh.notice.say("Something else happened.")
    outline.add_kinds(["bolster-sit"])
    assert fresh.notice.label.text() == "Something else happened."
    assert fresh.notice.isVisible()
