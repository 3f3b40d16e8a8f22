"""The outline: cards chosen, opened and renamed by keyboard and mouse, and what they say."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from psoas_desktop.editing.document import Document
from psoas_desktop.editing.places import TOP, items_at
from psoas_desktop.storage.program_data import ProgramData
from psoas_desktop.ui.editor.card_delegate import CardDelegate
from psoas_desktop.ui.editor.outline_view import OutlineView
from tests.gui.outline_fixture import inner, middle


def test_what_is_chosen_in_the_view_is_chosen_in_the_document(
    qtbot: QtBot, tree: OutlineView, document: Document
) -> None:
    qtbot.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=middle(tree, 2))
    assert document.selection == (inner(2),)
    qtbot.mouseClick(
        tree.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ShiftModifier, middle(tree, 4)
    )
    assert document.selection == (inner(2), inner(3), inner(4))
    qtbot.mouseClick(
        tree.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier, middle(tree, 3)
    )
    assert document.selection == (inner(2), inner(4))
    tree.selectAll()
    assert len(document.selection) == len(items_at(document.draft, TOP))


def test_what_an_edit_chooses_is_chosen_in_the_view(tree: OutlineView, document: Document) -> None:
    document.select([inner(1), inner(2)])
    document.group()
    assert tree.paths() == [inner(1)]
    assert tree.isExpanded(tree.outline.at(inner(1)))
    document.undo()
    assert tree.paths() == [inner(1), inner(2)]
    document.delete()
    assert tree.paths() == list(document.selection) == [inner(1)]
    document.undo()
    assert document.selection == (inner(1), inner(2))
    assert sorted(tree.paths(), key=str) == [inner(1), inner(2)]


def test_a_closed_group_stays_closed_when_it_moves(tree: OutlineView, document: Document) -> None:
    document.select([inner(1), inner(2)])
    document.group()
    tree.collapse(tree.outline.at(inner(1)))
    document.shift(down=True)
    assert not tree.isExpanded(tree.outline.at(inner(2)))
    document.delete()
    document.undo()
    assert not tree.isExpanded(tree.outline.at(inner(2)))


def test_left_and_right_close_and_open_a_group(qtbot: QtBot, tree: OutlineView, document: Document) -> None:
    document.select([inner(0), inner(1)])
    document.group()
    qtbot.keyClick(tree, Qt.Key.Key_Left)
    assert not tree.isExpanded(tree.outline.at(inner(0)))
    qtbot.keyClick(tree, Qt.Key.Key_Right)
    qtbot.keyClick(tree, Qt.Key.Key_Down)
    assert document.selection == (inner(0, 0),)
    qtbot.keyClick(tree, Qt.Key.Key_Left)
    assert document.selection == (inner(0),)


def test_the_sign_of_a_group_closes_it(qtbot: QtBot, tree: OutlineView, document: Document) -> None:
    document.select([inner(0), inner(1)])
    document.group()
    box = tree.visualRect(tree.outline.at(inner(0)))
    sign = tree.cards.chevron(box).center()
    qtbot.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=sign)
    assert not tree.isExpanded(tree.outline.at(inner(0)))


def test_enter_and_double_click_ask_for_the_inspector(qtbot: QtBot, tree: OutlineView) -> None:
    with qtbot.waitSignal(tree.entered):
        qtbot.keyClick(tree, Qt.Key.Key_Return)
    with qtbot.waitSignal(tree.entered):
        qtbot.mouseDClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=middle(tree, 1))


def test_a_title_is_written_in_its_card(qtbot: QtBot, tree: OutlineView, document: Document) -> None:
    document.select([inner(2)])
    for typed, title in (("My <b>own</b> way", "My <b>own</b> way"), ("", None)):
        tree.begin_rename()
        editor = tree.indexWidget(tree.currentIndex())
        editor.selectAll()
        qtbot.keyClicks(editor, typed) if typed else qtbot.keyClick(editor, Qt.Key.Key_Delete)
        qtbot.keyClick(editor, Qt.Key.Key_Return)
        QApplication.processEvents()
        item = document.draft.plain()["items"][2]
        assert item.get("title") == title
    tree.begin_rename()
    qtbot.keyClick(tree.indexWidget(tree.currentIndex()), Qt.Key.Key_Return)
    QApplication.processEvents()
    assert document.undo_step is not None
    assert "title" not in document.draft.plain()["items"][2]


def test_cards_say_all_that_they_show(data: ProgramData, tree: OutlineView, document: Document) -> None:
    document.set_value((*inner(4), "duration_s"), 99_999)
    heard = tree.outline.data(tree.outline.at(inner(4)), Qt.ItemDataRole.AccessibleTextRole)
    assert isinstance(heard, str)
    assert heard.startswith("5, Hip stretch with a helper")
    assert "On the side" in heard
    assert "each side" in heard
    assert "Only a light, guided hold" in heard or len(heard.split(", ")) > 5
    tip = tree.outline.data(tree.outline.at(inner(4)), Qt.ItemDataRole.ToolTipRole)
    assert isinstance(tip, str)
    assert "<span>" in tip


def test_tips_hold_a_strangers_text_as_text(tree: OutlineView, document: Document) -> None:
    document.set_value((*inner(0), "title"), "<img src=/dev/zero>")
    tip = tree.outline.data(tree.outline.at(inner(0)), Qt.ItemDataRole.ToolTipRole)
    assert isinstance(tip, str)
    assert "<img" not in tip


def test_where_a_card_is_narrow_its_picture_gives_way(
    tree: OutlineView, monkeypatch: pytest.MonkeyPatch
) -> None:
    painted: list[int] = []
    monkeypatch.setattr(CardDelegate, "_picture", lambda _, _p, box, *__: painted.append(box.width()))
    tree.resize(420, 400)
    tree.viewport().grab()
    assert painted
    tree.resize(180, 400)
    painted.clear()
    tree.viewport().grab()
    assert painted == []
