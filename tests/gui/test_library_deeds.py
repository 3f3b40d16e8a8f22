"""What is done with a routine in the library: copied, renamed, deleted, and all of it undone."""

from __future__ import annotations

import json

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from psoas_desktop.ui.common.sheet import Sheet
from tests.gui.library_fixture import press

KEY = Qt.Key


def test_editing_a_ready_made_routine_offers_a_copy(library, sent, qtbot):
    window = library.open()
    found = sent(window)
    library.choose("Daily chair rest")
    window.menus["edit"].trigger()
    sheet = window.findChild(Sheet)
    assert found == []
    sheet.answer("copy")
    library.until_listed()
    copy = library.own / "Daily chair rest.psoas.json"
    assert found == [("edit", copy)]
    assert json.loads(copy.read_text())["id"].startswith("routine-")
    assert library.titles()[0] == "Daily chair rest"


def test_not_now_leaves_a_ready_made_routine_alone(library, sent):
    window = library.open()
    found = sent(window)
    library.choose("Daily chair rest")
    window.menus["edit"].trigger()
    window.findChild(Sheet).reject()
    assert found == []
    assert list(library.own.iterdir()) == []


def test_ready_made_routines_can_be_neither_renamed_nor_deleted(library):
    window = library.open()
    library.choose("Daily chair rest")
    assert not window.menus["rename"].isEnabled()
    assert not window.menus["delete"].isEnabled()
    window.deeds.delete(library.row("Daily chair rest"))
    assert library.row("Daily chair rest").entry.path.exists()


def test_delete_asks_nothing_and_is_undone(library):
    path = library.put(library.own, "Mine")
    window = library.open()
    library.choose("Mine")
    before = path.read_bytes()
    window.front.view.setFocus()
    press(window, KEY.Key_Delete)
    assert not path.exists()
    assert "Mine" not in library.titles()
    assert window.notice.label.text() == "“Mine” is deleted."
    assert window.notice.isVisible()
    press(window, KEY.Key_Z, Qt.KeyboardModifier.ControlModifier)
    library.until_listed()
    assert path.read_bytes() == before
    assert "Mine" in library.titles()
    assert not window.menus["undo-delete"].isEnabled()


def test_a_strip_without_words_takes_no_room(library):
    library.put(library.own, "Mine")
    window = library.open()
    assert window.stack.height() == window.centralWidget().height()
    window.say("Said")
    QApplication.processEvents()
    assert window.stack.height() < window.centralWidget().height()
    window.notice.dismiss()
    QApplication.processEvents()
    assert window.stack.height() == window.centralWidget().height()


def test_the_strips_button_undoes_too(library):
    path = library.put(library.own, "Mine")
    window = library.open()
    window.deeds.delete(library.row("Mine"))
    QTest.mouseClick(window.notice.action, Qt.MouseButton.LeftButton)
    assert path.exists()


def test_rename_in_place(library, qtbot):
    path = library.put(library.own, "Mine")
    window = library.open()
    library.choose("Mine")
    window.front.view.setFocus()
    press(window, KEY.Key_F2)
    field = window.front.view.findChild(QLineEdit)
    QTest.keyClicks(field, "Morning <b>hips</b>")
    with qtbot.waitSignal(window.front.model.rename_asked), qtbot.assertNotEmitted(window.play_asked):
        QTest.keyClick(field, KEY.Key_Return)
    library.until_listed()
    assert json.loads(path.read_text())["title"] == "Morning <b>hips</b>"
    assert library.titles()[0] == "Morning <b>hips</b>"
    assert window.chosen.entry.path == path
    QTest.mouseClick(window.notice.action, Qt.MouseButton.LeftButton)
    assert json.loads(path.read_text())["title"] == "Mine"


def test_escape_keeps_the_old_title(library):
    path = library.put(library.own, "Mine")
    window = library.open()
    before = path.read_bytes()
    library.choose("Mine")
    window.menus["rename"].trigger()
    field = window.front.view.findChild(QLineEdit)
    QTest.keyClicks(field, "Other")
    QTest.keyClick(field, KEY.Key_Escape)
    assert path.read_bytes() == before


def test_a_copy_of_ones_own_says_so(library):
    library.put(library.own, "Mine")
    window = library.open()
    library.choose("Mine")
    window.menus["duplicate"].trigger()
    library.until_listed()
    assert library.titles()[:2] == ["Mine", "Mine (copy)"]
    assert window.chosen.entry.title == "Mine (copy)"


def test_what_fails_is_said_and_changes_nothing(library):
    path = library.put(library.own, "Mine")
    window = library.open()
    row = library.row("Mine")
    path.unlink()
    window.deeds.rename(row, "Other")
    assert window.notice.label.text().startswith("The file or its folder is not there any more.")
    path.write_text('{"title": "Mine", ')
    window.deeds.rename(row, "Other")
    assert window.notice.label.text().startswith("This file has faults.")
    assert path.read_text() == '{"title": "Mine", '
