"""The library's window: cards found, sorted and gone through, and what they say."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from psoas_desktop.storage.resources import routines_root
from psoas_desktop.ui.common.desk_style import dress
from psoas_desktop.ui.common.theme import LIGHT
from psoas_desktop.ui.library.order import Order
from psoas_desktop.ui.library.words import needs
from tests.gui.library_fixture import SHIPPED, Library, press

KEY = Qt.Key


def test_every_ready_made_routine_has_a_card(tmp_path, qtbot, dressed):
    library = Library(tmp_path, qtbot)
    library.open(folders=())
    assert len(library.titles()) == len(list(routines_root().glob("*.psoas.json"))) > len(SHIPPED)
    assert library.titles() == sorted(library.titles())
    needed = [needs(row.entry.summary).removeprefix("Needs ") for row in library.rows()]
    assert all(things == things.lower() for things in needed), "each thing has a short name"


def test_the_first_start_shows_ready_made_routines_and_teaches_the_rest(library, sent):
    window = library.open(folders=())
    found = sent(window)
    assert library.titles() == ["Daily chair rest", "No lying down", "With a helper"]
    kinds = [section.source.origin.value for section in window.front.model.sections]
    assert kinds == ["ready-made", "own"]
    teacher = window.front.teacher
    assert teacher.isVisible()
    QTest.mouseClick(teacher.button, Qt.MouseButton.LeftButton)
    assert found == [("new",)]


def test_the_persons_own_come_first_once_there_are_any(library):
    library.put(library.own, "Mine")
    window = library.open()
    assert library.titles()[0] == "Mine"
    assert not window.front.teacher.isVisible()


def test_places_for_cards_are_quiet_before_the_list_is_there(library):
    window = library.open()
    window.front.view.set_waiting(waiting=True)
    assert not window.front.view.indexAt(QPoint(100, 150)).isValid()
    window.front.view.set_waiting(waiting=False)
    assert window.front.view.indexAt(QPoint(100, 150)).isValid()


def test_search_shows_what_was_understood_and_each_part_can_be_taken_out(library):
    window = library.open()
    QTest.keyClicks(window.front.search, "no lying down under 20 min")
    assert library.titles() == ["No lying down"]
    assert [chip.words for chip in window.front.chips.chips] == ["No lying down", "Up to 20 min"]
    QTest.mouseClick(window.front.chips.chips[0], Qt.MouseButton.LeftButton)
    assert window.front.search.text() == "under 20 min"
    assert len(library.titles()) == 3


def test_a_search_that_finds_nothing_says_so_and_can_be_cleared(library):
    window = library.open()
    window.front.search.setText("helper, no lying down")
    assert window.front.nothing.isVisible()
    assert "With a helper, No lying down" in window.front.nothing.text.text()
    QTest.mouseClick(window.front.nothing.button, Qt.MouseButton.LeftButton)
    assert not window.front.nothing.isVisible()
    assert len(library.titles()) == 3


def test_ctrl_f_goes_to_the_search_and_down_to_the_cards(library):
    window = library.open()
    window.front.view.setFocus()
    press(window, KEY.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert window.front.search.hasFocus()
    press(window, KEY.Key_Down)
    assert window.front.view.hasFocus()
    assert window.chosen.entry.title == "Daily chair rest"


def test_keys_go_through_the_cards_and_enter_plays(library, sent):
    window = library.open()
    found = sent(window)
    window.front.view.setFocus()
    press(window, KEY.Key_Right)
    assert window.chosen.entry.title == "No lying down"
    press(window, KEY.Key_End)
    assert window.chosen.entry.title == "With a helper"
    press(window, KEY.Key_Home)
    press(window, KEY.Key_W)  # type-ahead
    assert window.chosen.entry.title == "With a helper"
    press(window, KEY.Key_Return)
    assert found == [("play", library.row("With a helper").entry.path)]


def test_up_and_down_keep_the_column_across_sections(library):
    for name in ("A", "B", "C", "D"):
        library.put(library.own, name)
    window = library.open(QSize(1024, 600))
    assert window.front.view.plan.columns == 3
    library.choose("B")
    window.front.view.setFocus()
    seen = []
    for _ in range(3):
        press(window, KEY.Key_Down)
        seen.append(window.chosen.entry.title)
    assert seen == ["D", "Daily chair rest", "Daily chair rest"]
    press(window, KEY.Key_Up)
    assert window.chosen.entry.title == "D"


def test_double_click_and_the_cards_own_button_play(library, sent):
    window = library.open()
    found = sent(window)
    view = window.front.view
    index = window.front.model.index(1)
    place = view.visualRect(index)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place.center())
    QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place.center())
    button = view._painter.buttons(place, view.plan.picture_high)["play"]
    QTest.mouseMove(view.viewport(), button.center())
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=button.center())
    path = library.row("No lying down").entry.path
    assert found == [("play", path), ("play", path)]


def test_cards_tell_all_of_themselves_to_those_who_hear(library):
    library.put(library.course, "Broken").write_text('{"title": "Half')
    window = library.open()
    accessible = QAccessible.queryAccessibleInterface(window.front.view)
    assert accessible.role() == QAccessible.Role.List
    said = [accessible.child(i).text(QAccessible.Text.Name) for i in range(accessible.childCount())]
    assert said[1] == (
        "No lying down, 20 min · Kneeling, seated, walking, standing, "
        "Needs mat, chair, phone, wall or counter, cushion, blanket"
    )
    assert said[3].startswith("Half, Cannot be played, ")


def test_changes_on_disk_appear(library, qtbot):
    window = library.open()
    library.put(library.own, "New on disk")
    qtbot.waitUntil(lambda: "New on disk" in library.titles(), timeout=10_000)
    assert window.front.model.sections[0].source.origin.value == "own"


@pytest.mark.parametrize(("order", "first"), [(Order.NAME, "A"), (Order.TIME, "C"), (Order.CHANGED, "B")])
def test_sorting(library, order, first):
    import os

    library.put(library.own, "A")
    b = library.put(library.own, "B", "with-a-helper")
    library.put(library.own, "C", "daily-chair-rest")
    os.utime(b, (4_000_000_000, 4_000_000_000))
    window = library.open()
    window.set_order(order)
    assert library.titles()[0] == first
    assert window.front.sort.value() is order


def test_the_present_card_stays_the_present_one_when_the_list_changes(library):
    library.put(library.own, "M")
    window = library.open()
    library.choose("M")
    library.put(library.own, "A")
    window.refresh()
    library.until_listed()
    assert library.titles()[:2] == ["A", "M"]
    assert window.chosen.entry.title == "M"


def test_every_action_has_words_and_every_shortcut_is_used_once(library):
    window = library.open()
    keys = [a.shortcut().toString() for a in window.menus._actions.values() if not a.shortcut().isEmpty()]
    assert len(keys) == len(set(keys))
    assert all(action.text().strip() for action in window.menus._actions.values())


@pytest.mark.parametrize("size", [QSize(1024, 600), QSize(1366, 768), QSize(1920, 1080)])
def test_cards_keep_within_the_page(library, size):
    for number in range(9):
        library.put(library.own, f"{number} " + "Resting hip stretch with rolled blankets " * 4)
    window = library.open(size)
    view = window.front.view
    boxes = [view.visualRect(window.front.model.index(row)) for row in range(len(library.titles()))]
    assert all(box.left() >= 24 and box.right() <= view.width() - 24 for box in boxes)
    assert not any(a.intersects(b) for a in boxes for b in boxes if a is not b)
    library.until_drawn()


def test_closing_ends_the_threads(library):
    import threading

    window = library.open()
    library.until_drawn()
    closed = []
    window.closed.connect(lambda: closed.append(1))
    window.close()
    assert closed == [1]
    names = {thread.name for thread in threading.enumerate()}
    assert not names & {"library-listing", "card-pictures"}


def test_recent_routines_and_folders_stand_in_the_menu(library, qtbot):
    path = library.put(library.course, "Lately")
    window = library.open()
    window.set_recent([path])
    menu = window.menus._submenus["recent"]
    assert [action.text() for action in menu.actions()] == ["Lately"]
    with qtbot.waitSignal(window._feed.looked):
        menu.actions()[0].trigger()
    assert window._page.row.entry.path == path
    dropped = []
    window.drop_folder_asked.connect(dropped.append)
    window.menus._submenus["drop-folder"].actions()[0].trigger()
    assert dropped == [library.course]
    window.set_folders(())
    library.until_listed()
    assert not window.menus._submenus["drop-folder"].isEnabled()


def test_paths_are_never_followed_from_titles(library):
    """A title that looks like a path or like rich text is shown as it is."""
    library.put(library.own, "x", title='<img src="/dev/zero"> ../../etc')
    window = library.open()
    library.until_drawn()
    assert library.titles()[0] == '<img src="/dev/zero"> ../../etc'
    assert isinstance(window.chosen, type(None)) or Path(window.chosen.entry.path).exists()
    QApplication.processEvents()


def test_cards_follow_the_theme_and_the_size_of_text(library, dressed):
    from psoas_desktop.ui.common.theme import DARK

    window = library.open()
    view = window.front.view
    before = view.visualRect(window.front.model.index(0))
    try:
        for theme in (LIGHT, DARK):
            library.theme = theme
            dress(dressed, theme, 1.5)
            inside = view.visualRect(window.front.model.index(0)).topLeft() + QPoint(8, 8)
            assert view.viewport().grab().toImage().pixelColor(inside).name() == theme.raised.lower()
        assert view.visualRect(window.front.model.index(0)).height() > before.height()
    finally:
        dress(dressed, DARK)
