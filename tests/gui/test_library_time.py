"""Somebody has less time than a routine takes: the page of a routine offers to make it fit."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from psoas_desktop.ui.library.routine_page import RoutinePage
from psoas_desktop.ui.library.window import LibraryWindow
from tests.gui.library_fixture import Library


@pytest.fixture
def window(tmp_path: Path, qtbot: QtBot, dressed: QApplication) -> LibraryWindow:
    return Library(tmp_path, qtbot).open(folders=())


def page_of(window: LibraryWindow, title: str) -> RoutinePage:
    model = window.front.model
    rows = [model.row_number(number) for number in range(model.rowCount())]
    window.show_page(next(row for row in rows if row.entry.title == title))
    page = window.stack.currentWidget()
    assert isinstance(page, RoutinePage)
    return page


def words(page: RoutinePage) -> list[str]:
    return [page.time.itemText(n) for n in range(page.time.count())]


def test_all_of_it_comes_first_and_then_less_and_less(window: LibraryWindow) -> None:
    page = page_of(window, "Walking and lunges")
    first, *shorter = words(page)
    assert first.startswith("All of it")
    assert shorter[-1] == "I have 5 min"
    assert page.row is not None
    total = page.row.entry.summary.total_ms
    assert all(int(text.split()[2]) * 60_000 < total for text in shorter)
    assert page.time.minutes == 0


def test_the_time_there_is_goes_along(window: LibraryWindow, qtbot: QtBot) -> None:
    page = page_of(window, "Walking and lunges")
    page.time.setFocus()
    QTest.keyClick(page.time, Qt.Key.Key_End)
    with qtbot.waitSignal(window.play_asked) as asked:
        QTest.mouseClick(page.play, Qt.MouseButton.LeftButton)
    assert asked.args[0].name == "walking-and-lunges.psoas.json"
    assert asked.args[1] == 5


def test_another_routine_starts_with_all_of_it(window: LibraryWindow, qtbot: QtBot) -> None:
    page = page_of(window, "Walking and lunges")
    page.time.set_value(5)
    page = page_of(window, "A first class")
    assert page.time.minutes == 0
    with qtbot.waitSignal(window.play_asked) as asked:
        QTest.mouseClick(page.play, Qt.MouseButton.LeftButton)
    assert asked.args[1] == 0


def test_the_time_is_never_cut(window: LibraryWindow, qtbot: QtBot) -> None:
    page = page_of(window, "Walking and lunges")
    page_of(window, "Short propped rest")
    page = page_of(window, "Walking and lunges")
    qtbot.waitUntil(lambda: page.time.height() == page.play.height())
    for number in range(page.time.count()):
        page.time.setCurrentIndex(number)
        assert page.time.width() > page.time.fontMetrics().horizontalAdvance(page.time.currentText()) + 16
