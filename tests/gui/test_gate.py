"""The gate in the window: what it shows, and what answers it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from psoas_desktop.app.session_sound import SessionSound
from psoas_desktop.playback.player import GUARD_MS, Player
from psoas_desktop.playback.transitions import Mode
from psoas_desktop.services.bells import Bells
from psoas_desktop.services.sounding import Sounding
from psoas_desktop.services.speech import Speech
from psoas_desktop.storage.program_data import ProgramData
from psoas_desktop.ui.player.screen_tour import Tour
from tests.gui.conftest import routine_of
from tests.gui.screens import check_screen, texts


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
    assert "very quick" not in texts(tour.window), "it is over when answers count"
    QTest.keyClick(tour.window, Qt.Key.Key_1)
    assert tour.window.gate.page_id != first
    assert "very quick" not in texts(tour.window)


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
    assert tour.window.gate.page_id == "q-pregnant"


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
    swapping = next(number for number, choice in enumerate(page.choices, 1) if choice.id == "not-said")
    wait_for_answer(tour)
    QTest.keyClick(tour.window, Qt.Key(Qt.Key.Key_0 + swapping))
    for name in tour.pass_gate():
        if name == "gate-changes":
            break
    shown = texts(tour.window)
    assert "What is changed for you" in shown
    assert tour.view.page is not None
    assert all(line in shown for line in tour.view.page.lines)
    assert "The session takes" in shown, "the time is told anew"
    assert tour.answer("go")
    assert tour.view.mode is not Mode.GATE


def test_a_stop_sign_locks_the_session_and_says_whom_to_call(tour: Tour) -> None:
    to_page(tour, "q-signs")
    tour.answer_worst()
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


def test_leaving_by_mouse_asks_first(tour: Tour) -> None:
    button = tour.window.footer.leave_button
    assert button.isVisible()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert tour.window.leave.isVisible()
    assert not button.isVisible()
    QTest.mouseClick(tour.window.leave.buttons[0], Qt.MouseButton.LeftButton)
    assert tour.window.gate.isVisible()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    QTest.mouseClick(tour.window.leave.buttons[-1], Qt.MouseButton.LeftButton)
    assert not tour.window.isVisible()


def test_the_button_to_leave_goes_with_the_gate(begun: Tour) -> None:
    assert not begun.window.footer.leave_button.isVisible()
    assert begun.window.footer.unwell_button.isVisible()


def test_sound_is_tested_on_the_last_page_only_where_there_is_some(tour: Tour) -> None:
    gate = tour.window.gate
    for _ in tour.pass_gate():
        assert not gate.sound.isVisible()


@pytest.mark.parametrize("press", ["mouse", "keys"])
def test_a_test_of_the_sound_says_what_to_listen_for(
    open_window: Callable[..., Tour], player: Player, press: str
) -> None:
    tour = open_window(player)
    window, gate = tour.window, tour.window.gate
    window.offer_sound_test()
    asked: list[str] = []
    window.sound_test.connect(lambda: asked.append(gate.page_id))
    for name in tour.pass_gate():
        if tour.view.page_number == tour.view.page_count:
            break
        assert not gate.sound.isVisible(), name
    assert gate.sound.isVisible()
    check_screen(window)
    for times in (1, 2):
        if press == "mouse":
            QTest.mouseClick(gate.sound, Qt.MouseButton.LeftButton)
        else:
            QTest.keyClick(window, Qt.Key.Key_Left)
            assert window.focusWidget() is gate.sound
            QTest.keyClick(gate.sound, Qt.Key.Key_Space)
            window.setFocus()
        assert asked == ["prepare"] * times
    assert "Did you hear a bell and a voice?" in texts(window)
    check_screen(window)
    # Hearing is never required, and the answer is the page's own.
    assert gate.page_id == "prepare"
    QTest.keyClick(window, Qt.Key.Key_2)
    assert len(asked) == 2
    wait_for_answer(tour)
    QTest.keyClick(window, Qt.Key.Key_1)
    assert tour.view.mode is not Mode.GATE


def test_sound_that_comes_while_the_last_page_is_up_is_offered(tour: Tour) -> None:
    to_page(tour, "prepare")
    assert not tour.window.gate.sound.isVisible()
    tour.window.offer_sound_test()
    assert tour.window.gate.sound.isVisible()
    check_screen(tour.window)


def test_no_answer_is_lit_that_the_pointer_is_not_on(tour: Tour) -> None:
    for _ in tour.pass_gate():
        QApplication.processEvents()
        assert not any(button.underMouse() for button in tour.window.gate.buttons)


@pytest.mark.parametrize("speed", [1.0, 2.0])
def test_sound_is_offered_where_a_session_sounds(
    tour: Tour, player: Player, monkeypatch: pytest.MonkeyPatch, speed: float
) -> None:
    said: list[str] = []
    monkeypatch.setattr(Speech, "prepare", lambda *_: None)
    monkeypatch.setattr(Bells, "prepare", lambda _: None)
    monkeypatch.setattr(Sounding, "try_out", lambda _, text: said.append(text))
    sound = SessionSound(tour.window, player, speed)
    to_page(tour, "prepare")
    assert tour.window.gate.sound.isVisible() is (speed == 1)
    if speed == 1:
        QTest.mouseClick(tour.window.gate.sound, Qt.MouseButton.LeftButton)
        assert said == ["This is the voice that tells you what to do."]
        sound.mute()
        QTest.mouseClick(tour.window.gate.sound, Qt.MouseButton.LeftButton)
        assert "Sound off" in texts(tour.window)
    assert sound.close()


def test_several_say_so_first_and_are_told_whose_answer_counts(tour: Tour) -> None:
    wait_for_answer(tour)
    assert "We are several" in texts(tour.window)
    QTest.keyClick(tour.window, Qt.Key.Key_2)
    assert tour.window.gate.page_id == "q-pregnant"
    assert "the most careful answer that is true of any one counts" in texts(tour.window)
    check_screen(tour.window)
