"""The gate in the window: what it shows, and what answers it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from psoas_desktop.playback.player import GUARD_MS, Player
from psoas_desktop.playback.transitions import Mode
from psoas_desktop.storage.program_data import ProgramData
from psoas_desktop.ui.player.screen_tour import Tour
from tests.gui.conftest import routine_of
from tests.gui.screens import texts


def to_page(tour: Tour, page: str) -> None:
    for name in tour.pass_gate():
        if name == f"gate-{page}":
            return
    pytest.fail(f"the gate has no page {page}")


def wait_for_answer(tour: Tour) -> None:
    tour.ticker.advance(max(GUARD_MS, tour.view.answer_in_ms))


def test_a_page_shows_all_that_it_says(tour: Tour) -> None:
    for _ in tour.pass_gate():
        page = tour.view.page
        assert page is not None
        shown = texts(tour.window)
        wanted = [page.title, page.text, page.question, *page.lines, *(c.label for c in page.choices)]
        for text in wanted:
            assert text in shown
        assert f"Page {tour.view.page_number} of {tour.view.page_count}" in shown
        assert tour.window.gate.heading.severity is page.severity


def test_headings_that_the_core_leaves_open_are_worded(tour: Tour) -> None:
    assert "Before you start" in texts(tour.window)
    assert "I have read this" in texts(tour.window)
    to_page(tour, "cautions")
    assert "Take care with these" in texts(tour.window)
    to_page(tour, "file:touch")
    assert "A question from your instructor" in texts(tour.window)


def test_an_answer_counts_only_after_the_time_of_reading(tour: Tour) -> None:
    tour.ticker.advance(GUARD_MS)
    assert "You can answer in" in texts(tour.window)
    first = tour.window.gate.page_id
    QTest.keyClick(tour.window, Qt.Key.Key_1)
    assert tour.window.gate.page_id == first
    assert "very quick" in texts(tour.window)
    wait_for_answer(tour)
    assert "You can answer in" not in texts(tour.window)
    QTest.keyClick(tour.window, Qt.Key.Key_1)
    assert tour.window.gate.page_id != first


def test_no_answer_has_the_focus_and_no_key_answers_by_itself(tour: Tour) -> None:
    to_page(tour, "q-signs")
    wait_for_answer(tour)
    assert not any(button.hasFocus() or button.isDefault() for button in tour.window.gate.buttons)
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space, Qt.Key.Key_PageDown, Qt.Key.Key_X):
        QTest.keyClick(tour.window, key)
    assert tour.window.gate.page_id == "q-signs"


@pytest.mark.parametrize("move", [Qt.Key.Key_Tab, Qt.Key.Key_Right])
@pytest.mark.parametrize("press", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_answers_are_reached_and_given_by_keys(tour: Tour, move: Qt.Key, press: Qt.Key) -> None:
    to_page(tour, "q-signs")
    wait_for_answer(tour)
    QTest.keyClick(tour.window, move)
    focused = tour.window.focusWidget()
    assert focused is tour.window.gate.buttons[0]
    QTest.keyClick(focused, press)
    assert tour.window.gate.page_id not in ("", "q-signs")
    assert tour.window.focusWidget() not in tour.window.gate.buttons


def test_an_answer_is_given_by_a_click(tour: Tour) -> None:
    wait_for_answer(tour)
    QTest.mouseClick(tour.window.gate.buttons[0], Qt.MouseButton.LeftButton)
    assert tour.window.gate.page_id == "q-signs"


def test_a_number_without_an_answer_does_nothing(tour: Tour) -> None:
    wait_for_answer(tour)
    QTest.keyClick(tour.window, Qt.Key.Key_9)
    assert tour.window.gate.page_id == "reading"


def test_an_answer_that_stays_says_so(tour: Tour) -> None:
    to_page(tour, "file:touch")
    assert tour.answer("stay")
    assert "settled before you go on" in texts(tour.window)
    assert tour.view.mode is Mode.GATE


def test_what_was_changed_is_said_before_the_start(
    open_window: Callable[..., Tour], data: ProgramData
) -> None:
    tour = open_window(Player(routine_of(data, "daily-chair-rest"), data.catalogue, data.rules))
    to_page(tour, "q-pregnant")
    page = tour.view.page
    assert page is not None
    swapping = next(number for number, choice in enumerate(page.choices, 1) if choice.swap)
    wait_for_answer(tour)
    QTest.keyClick(tour.window, Qt.Key(Qt.Key.Key_0 + swapping))
    for name in tour.pass_gate():
        if name == "gate-changes":
            break
    shown = texts(tour.window)
    assert "What is changed for you" in shown
    assert tour.view.page is not None
    assert all(line in shown for line in tour.view.page.lines)
    assert tour.answer("go")
    assert tour.view.mode is not Mode.GATE


def test_a_stop_sign_locks_the_session_and_says_whom_to_call(tour: Tour) -> None:
    to_page(tour, "q-signs")
    tour.answer("block")
    assert tour.view.mode is Mode.BLOCKED
    shown = texts(tour.window)
    assert "Call your midwife" in shown
    assert "112, 999, 911" in shown
    assert "STOP" in shown
    tour.ticker.advance(5_000)
    for key in (Qt.Key.Key_1, Qt.Key.Key_Space, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_F1):
        QTest.keyClick(tour.window, key)
    assert tour.view.mode is Mode.BLOCKED
    QTest.mouseClick(tour.window.blocked.buttons[0], Qt.MouseButton.LeftButton)
    assert not tour.window.isVisible()
