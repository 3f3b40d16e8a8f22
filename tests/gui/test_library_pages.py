"""The page of a routine: a stranger's is looked at before it is played, a broken one says why."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, QRect, QSize, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest

from psoas_desktop.advice.remarks import Remark
from psoas_desktop.services.file_advice import FileAdvice
from psoas_desktop.storage.known_routines import KnownRoutines
from psoas_desktop.ui.common.desk_button import Weight
from psoas_desktop.ui.common.desk_style import dress
from psoas_desktop.ui.common.label import Label
from psoas_desktop.ui.common.theme import LIGHT
from psoas_desktop.ui.library import words
from tests.gui.library_fixture import READY, press

KEY = Qt.Key
MILD = {"id": "supine-any", "severity": "info", "short_text": "All is well", "full_text": "All is well."}


def stranger(library):
    chair = json.loads(json.dumps(library_item("daily-chair-rest", "chair-rest")))
    chair["banners"] = [MILD]
    items = [item if item["type"] != "chair-rest" else chair for item in items_of("daily-chair-rest")]
    return library.put(
        library.course, "From Ana", "daily-chair-rest", items=items, authors=[{"name": "Ana <i>M</i>"}]
    )


def items_of(name):
    return READY[name]["items"]


def library_item(name, kind):
    return next(item for item in items_of(name) if item["type"] == kind)


def shown_texts(window):
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
