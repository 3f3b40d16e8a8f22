"""The library's window, as a person uses it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, QRect, QSize, Qt, QUrl
from PySide6.QtGui import QAccessible, QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from psoas_desktop.advice.remarks import Remark
from psoas_desktop.services.file_advice import FileAdvice
from psoas_desktop.storage.known_routines import KnownRoutines
from psoas_desktop.storage.resources import routines_root
from psoas_desktop.ui.common.desk_button import Weight
from psoas_desktop.ui.common.desk_style import dress
from psoas_desktop.ui.common.sheet import Sheet
from psoas_desktop.ui.common.theme import LIGHT
from psoas_desktop.ui.library import words
from psoas_desktop.ui.library.order import Order
from psoas_desktop.ui.library.words import needs
from tests.gui.library_fixture import Library

KEY = Qt.Key
MILD = {"id": "supine-any", "severity": "info", "short_text": "All is well", "full_text": "All is well."}


SHIPPED = ("daily-chair-rest", "no-lying-down", "with-a-helper")
"""The ready-made routines that these tests know; the program has more."""


@pytest.fixture
def library(tmp_path, qtbot, dressed, monkeypatch):
    shelf = tmp_path / "ready-made"
    shelf.mkdir()
    for name in SHIPPED:
        shutil.copy(routines_root() / f"{name}.psoas.json", shelf)
    monkeypatch.setattr("psoas_desktop.app.library.routines_root", lambda: shelf)
    return Library(tmp_path, qtbot)


def test_every_ready_made_routine_has_a_card(tmp_path, qtbot, dressed):
    library = Library(tmp_path, qtbot)
    library.open(folders=())
    assert len(library.titles()) == len(list(routines_root().glob("*.psoas.json"))) > len(SHIPPED)
    assert library.titles() == sorted(library.titles())
    needed = [needs(row.entry.summary).removeprefix("Needs ") for row in library.rows()]
    assert all(things == things.lower() for things in needed), "each thing has a short name"


@pytest.fixture
def sent(library):
    """What the window has asked for."""

    def listen(window):
        found = []
        window.play_asked.connect(lambda path: found.append(("play", path)))
        window.edit_asked.connect(lambda path: found.append(("edit", path)))
        window.new_asked.connect(lambda: found.append(("new",)))
        window.open_asked.connect(lambda: found.append(("open",)))
        return found

    return listen


def press(window, key, modifier=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(window.focusWidget() or window, key, modifier)


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


def stranger(library):
    chair = json.loads(json.dumps(library_item("daily-chair-rest", "chair-rest")))
    chair["banners"] = [MILD]
    items = [item if item["type"] != "chair-rest" else chair for item in items_of("daily-chair-rest")]
    return library.put(
        library.course, "From Ana", "daily-chair-rest", items=items, authors=[{"name": "Ana <i>M</i>"}]
    )


def items_of(name):
    from tests.gui.library_fixture import READY

    return READY[name]["items"]


def library_item(name, kind):
    return next(item for item in items_of(name) if item["type"] == kind)


def shown_texts(window):
    from psoas_desktop.ui.common.label import Label

    return [label.text() for label in window._page.area.widget().findChildren(Label)]


def test_a_strangers_routine_is_looked_at_before_it_is_played(library, sent, tmp_path):
    path = stranger(library)
    window = library.open()
    found = sent(window)
    library.choose("From Ana")
    window.menus["play"].trigger()
    assert found == []
    texts = shown_texts(window)
    assert "Written by Ana <i>M</i>, says the file." in texts
    assert "Stated more mildly by the file" in texts
    assert "•  Unwell? Roll to your side" in texts
    assert window._page.not_now.hasFocus()
    QTest.mouseClick(window._page.play, Qt.MouseButton.LeftButton)
    assert found == [("play", path)]
    window.menus["play"].trigger()  # it is known now
    assert found == [("play", path)] * 2
    mark = library.row("From Ana").entry.mark
    assert KnownRoutines(tmp_path / "state" / "known-routines.txt").knows(mark)


def careless_file(library, name="Careless", **changes):
    data = json.loads((Path(__file__).parents[1] / "files" / "careless.psoas.json").read_text())
    path = library.course / f"{name}.psoas.json"
    path.write_text(json.dumps({**data, "title": name, **changes}))
    return path


def until_advised(library, window):
    library.qtbot.waitUntil(lambda: window._page._advice is not None and window._page._advice.count() > 0)


def test_a_strangers_page_says_what_the_program_advises(library):
    careless_file(library)
    window = library.open()
    window.show_page(library.row("Careless"))
    until_advised(library, window)
    texts = shown_texts(window)
    at = texts.index("The program advises")
    listed = [text for text in texts[at:] if text.startswith("•")][:6]
    assert "press" in listed[0].lower() or "abuse" in listed[0].lower()
    assert any("pieces of advice. The editor lists them." in text for text in texts)
    # It came later; nothing above it moved, and the buttons are where they were.
    assert window._page.not_now.hasFocus()
    window.back()
    window.show_page(library.row("Careless"))
    until_advised(library, window)
    assert shown_texts(window).count("The program advises") == 1


def test_a_page_shows_no_advice_on_another_file(library):
    path = careless_file(library)
    window = library.open()
    window.show_page(library.row("Careless"))
    page = window._page
    remarks = (Remark("One. <b>Two.</b>", "Because \u202eof it."),)
    page.show_advice(path.with_name("other.json"), remarks)
    assert page._advice.count() == 0
    page.show_advice(path, remarks)
    said = next(text for text in shown_texts(window) if "<b>" in text)
    assert "The file goes against this, and says why" in said
    assert "\u202e" not in said
    stranger(library)
    window.refresh()
    library.until_listed()
    window.show_page(library.row("From Ana"))
    page.show_advice(path, remarks)
    assert "The program advises" not in shown_texts(window)


def test_no_advice_is_looked_for_on_what_came_with_the_program(library, monkeypatch):
    window = library.open()
    asked = []
    monkeypatch.setattr(FileAdvice, "ask", lambda _, path: asked.append(path))
    window.show_page(next(row for row in library.rows() if row.entry.origin.value == "ready-made"))
    assert asked == []
    path = careless_file(library)
    window.refresh()
    library.until_listed()
    window.show_page(library.row("Careless"))
    assert asked == [path]


def test_a_changed_file_is_a_stranger_again(library, sent):
    path = stranger(library)
    window = library.open()
    found = sent(window)
    window.deeds.accept(library.row("From Ana"))
    path.write_text(path.read_text().replace("From Ana", "From Ana!"))
    window.refresh()
    library.until_listed()
    window.deeds.play(library.row("From Ana!"))
    assert found == []
    assert window.stack.currentWidget() is window._page


def test_not_now_and_escape_go_back(library, sent):
    stranger(library)
    window = library.open()
    found = sent(window)
    for leave in (
        lambda: QTest.mouseClick(window._page.not_now, Qt.MouseButton.LeftButton),
        lambda: press(window, KEY.Key_Escape),
    ):
        window.deeds.edit(library.row("From Ana"))
        assert window.stack.currentWidget() is window._page
        leave()
        assert window.stack.currentWidget() is window.front
    assert found == []


def test_a_strangers_routine_can_be_saved_as_ones_own(library):
    stranger(library)
    window = library.open()
    window.deeds.play(library.row("From Ana"))
    QTest.mouseClick(window._page.save, Qt.MouseButton.LeftButton)
    library.until_listed()
    assert (library.own / "From Ana.psoas.json").exists()
    assert window.stack.currentWidget() is window.front
    assert window.chosen.entry.origin.value == "own"


def test_a_broken_routine_says_why_and_has_nothing_to_play(library):
    library.put(library.course, "Broken").write_text('{"title": "Half a <b>routine</b>", "items": [')
    window = library.open()
    window.deeds.play(library.row("Half a <b>routine</b>"))
    assert not window._page.play.isVisible()
    assert any("bracket" in text for text in shown_texts(window))


def test_a_broken_file_says_in_which_line_and_offers_to_mend_it(library, sent):
    path = library.put(library.course, "Broken")
    path.write_text('{\n "format": 1\n "id": "x", "title": "Without a comma", "items": []\n}')
    window = library.open()
    found = sent(window)
    window.show_page(library.row("Without a comma"))
    assert any("comma is missing" in text and "in line 2" in text for text in shown_texts(window))
    page = window._page
    assert (page.edit.accessibleName(), page.edit.weight) == ("Mend it", Weight.PRIMARY)
    assert page.edit.hasFocus()
    QTest.keyClick(page.edit, KEY.Key_Return)
    assert found == [("edit", path)]
    window.show_page(next(row for row in library.rows() if row.entry.origin.value == "ready-made"))
    assert (page.edit.accessibleName(), page.edit.weight) == ("Edit", Weight.PLAIN)


def test_only_a_strangers_page_can_wait(library):
    stranger(library)
    window = library.open()
    window.show_page(library.row("From Ana"))
    assert window._page.not_now.accessibleName() == "Not now"
    window.show_page(next(row for row in library.rows() if row.entry.origin.value == "ready-made"))
    assert window._page.not_now.accessibleName() == "Back"


@pytest.mark.parametrize("size", [QSize(1000, 540), QSize(1366, 768)])
def test_no_button_of_a_page_is_cut_with_text_twice_as_large(library, qapp, size):
    stranger(library)
    dress(qapp, LIGHT, 2.0)
    try:
        window = library.open(size)
        window.show_page(library.row("From Ana"))
        page = window._page
        library.qtbot.waitUntil(lambda: page.width() == window.width())
        assert window.width() == size.width()
        shown = [one for one in (page.not_now, page.edit, page.save, page.play) if one.isVisible()]
        assert len(shown) == 4
        boxes = [QRect(one.mapTo(page, QPoint()), one.size()) for one in shown]
        assert all(one.width() >= one.sizeHint().width() for one in shown)
        assert all(page.rect().contains(box) for box in boxes)
        assert not any(a.intersects(b) for a in boxes for b in boxes if a is not b)
    finally:
        dress(qapp, LIGHT)


def test_no_lying_down_is_said_once(library):
    library.put(library.own, "A calm hour")
    window = library.open()
    rows = {row.entry.title: row.entry for row in library.rows()}
    titled = next(entry for title, entry in rows.items() if "no lying down" in title.lower())
    assert not titled.summary.lies_down
    assert words.spoken(titled).lower().count("no lying down") == 1
    others = [entry for entry in rows.values() if not entry.summary.lies_down and entry is not titled]
    assert all("No lying down" in words.spoken(entry) for entry in others if entry.playable)
    assert window.isVisible()


@pytest.mark.parametrize("name", ["new here.json", "gone.psoas.json"])
def test_a_dropped_file_shows_its_page(library, sent, qtbot, tmp_path, name):
    window = library.open()
    found = sent(window)
    path = tmp_path / name
    if "new" in name:
        path.write_bytes(stranger(library).read_bytes())
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(50, 50), copy, data, left, none)
    window.dragEnterEvent(enter)
    assert enter.isAccepted()
    with qtbot.waitSignal(window._feed.looked):
        window.dropEvent(QDropEvent(QPointF(50, 50), copy, data, left, none))
    assert found == []
    if "new" in name:
        assert window._page.row.entry.title == "From Ana"
    else:
        assert window.notice.label.text() == "“gone.psoas.json” is not there any more."


def test_what_is_no_single_file_is_not_accepted(library):
    window = library.open()
    data = QMimeData()
    data.setUrls([QUrl("https://example.org/a.psoas.json")])
    event = QDragEnterEvent(
        QPoint(50, 50),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    event.ignore()
    window.dragEnterEvent(event)
    assert not event.isAccepted()


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
    from psoas_desktop.ui.common.desk_style import dress
    from psoas_desktop.ui.common.theme import DARK, LIGHT

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
