"""What keys and clicks do while a routine plays."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from psoas_desktop.playback.player import GUARD_MS
from psoas_desktop.playback.transitions import ON_THE_WAY, Mode
from psoas_desktop.ui.player.screen_tour import Tour
from psoas_desktop.ui.player.window import STRAY_MS
from tests.gui.screens import texts

Key = Qt.Key


def press(tour: Tour, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Presses a key where the focus is, after the guard."""
    tour.ticker.advance(GUARD_MS)
    event = QKeyEvent(QEvent.Type.KeyPress, key, modifiers)
    QApplication.sendEvent(tour.window.focusWidget() or tour.window, event)


@pytest.mark.parametrize("key", [Key.Key_Space, Key.Key_Return, Key.Key_Enter, Key.Key_MediaTogglePlayPause])
def test_one_key_pauses_and_goes_on(begun: Tour, key: Qt.Key) -> None:
    press(begun, key)
    assert begun.view.mode is Mode.PAUSED
    press(begun, key)
    assert begun.view.mode is Mode.HOLD


@pytest.mark.parametrize("key", [Key.Key_Space, Key.Key_Return, Key.Key_MediaTogglePlayPause])
def test_the_same_key_says_that_one_is_ready(begun: Tour, key: Qt.Key) -> None:
    while begun.view.mode is not Mode.WAITING:
        begun.end_step()
    press(begun, key)
    assert begun.view.mode is not Mode.WAITING


@pytest.mark.parametrize("key", [Key.Key_X, Key.Key_Q, Key.Key_Down, Key.Key_7, Key.Key_Home, Key.Key_F5])
def test_any_other_plain_key_pauses(begun: Tour, key: Qt.Key) -> None:
    press(begun, key)
    assert begun.view.mode is Mode.PAUSED


def test_a_digit_that_comes_late_at_the_gate_does_not_pause(tour: Tour) -> None:
    for _ in tour.pass_gate():
        pass
    begun_in = tour.view.mode
    assert begun_in in ON_THE_WAY
    press(tour, Key.Key_1)
    press(tour, Key.Key_9)
    assert tour.view.mode is begun_in
    tour.ticker.advance(STRAY_MS)
    press(tour, Key.Key_1)
    assert tour.view.mode is Mode.PAUSED


@pytest.mark.parametrize(("key", "mode"), [(Key.Key_U, Mode.UNWELL), (Key.Key_X, Mode.PAUSED)])
def test_other_keys_count_right_after_the_gate(tour: Tour, key: Qt.Key, mode: Mode) -> None:
    for _ in tour.pass_gate():
        pass
    press(tour, key)
    assert tour.view.mode is mode


@pytest.mark.parametrize(
    "key",
    [Key.Key_Shift, Key.Key_Control, Key.Key_Alt, Key.Key_Meta, Key.Key_CapsLock, Key.Key_VolumeUp],
)
def test_modifiers_and_the_volume_do_not(begun: Tour, key: Qt.Key) -> None:
    press(begun, key)
    assert begun.view.mode is Mode.HOLD


def test_a_chord_does_not_pause(begun: Tour) -> None:
    press(begun, Key.Key_Tab, Qt.KeyboardModifier.AltModifier)
    press(begun, Key.Key_X, Qt.KeyboardModifier.ControlModifier)
    assert begun.view.mode is Mode.HOLD


@pytest.mark.parametrize("key", [Key.Key_Right, Key.Key_PageDown, Key.Key_MediaNext])
def test_next(begun: Tour, key: Qt.Key) -> None:
    before = begun.view.step
    press(begun, key)
    assert begun.view.step is not before
    assert begun.view.mode is not Mode.PAUSED


@pytest.mark.parametrize("key", [Key.Key_Left, Key.Key_PageUp, Key.Key_MediaPrevious])
def test_back_begins_the_step_again(begun: Tour, key: Qt.Key) -> None:
    before = begun.view
    press(begun, key)
    assert begun.view.step is before.step
    assert begun.view.left_ms > before.left_ms


def test_up_stays_longer(begun: Tour) -> None:
    before = begun.view.left_ms
    press(begun, Key.Key_Up)
    assert begun.view.left_ms == before - GUARD_MS + 30_000


def test_a_key_that_is_held_counts_once(begun: Tour) -> None:
    begun.ticker.advance(GUARD_MS)
    before = begun.view.left_ms
    for _ in range(5):
        event = QKeyEvent(QEvent.Type.KeyPress, Key.Key_Up, Qt.KeyboardModifier.NoModifier, "", True, 1)
        QApplication.sendEvent(begun.window, event)
    assert begun.view.left_ms == before


def test_the_guard_holds_off_stray_keys(begun: Tour) -> None:
    press(begun, Key.Key_Space)
    QTest.keyClick(begun.window, Key.Key_Space)
    assert begun.view.mode is Mode.PAUSED


@pytest.mark.parametrize("button", [Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton])
def test_a_click_on_the_empty_stage_pauses(begun: Tour, button: Qt.MouseButton) -> None:
    begun.ticker.advance(GUARD_MS)
    QTest.mouseClick(begun.window.stage, button)
    assert begun.view.mode is Mode.PAUSED


def test_a_click_while_the_session_waits_pauses_and_goes_back_to_waiting(begun: Tour) -> None:
    while begun.view.mode is not Mode.WAITING:
        begun.end_step()
    begun.ticker.advance(GUARD_MS)
    QTest.mouseClick(begun.window.stage.line, Qt.MouseButton.LeftButton)
    assert begun.view.mode is Mode.PAUSED
    begun.ticker.advance(GUARD_MS)
    QTest.mouseClick(begun.window.pause.buttons[0], Qt.MouseButton.LeftButton)
    assert begun.view.mode is Mode.WAITING
    assert begun.window.stage.ready.isVisible()


def test_a_click_on_a_text_or_the_banner_pauses_too(begun: Tour) -> None:
    begun.ticker.advance(GUARD_MS)
    QTest.mouseClick(begun.window.banner.message, Qt.MouseButton.LeftButton)
    assert begun.view.mode is Mode.PAUSED


def test_a_double_click_does_not_press_what_comes_up(begun: Tour) -> None:
    begun.ticker.advance(GUARD_MS)
    place = begun.window.rect().center()
    QTest.mouseClick(begun.window.stage, Qt.MouseButton.LeftButton)
    for button in begun.window.pause.buttons:
        if button.objectName() != "pause-unwell":
            QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert begun.view.mode is Mode.PAUSED
    assert begun.window.rect().contains(place)


def test_full_screen_on_and_off(begun: Tour) -> None:
    press(begun, Key.Key_F11)
    assert begun.window.isFullScreen()
    press(begun, Key.Key_F11)
    assert not begun.window.isFullScreen()
    assert begun.view.mode is Mode.HOLD


@pytest.mark.parametrize("key", [Key.Key_F1, Key.Key_Question])
def test_the_keys_are_shown_while_paused(begun: Tour, key: Qt.Key) -> None:
    press(begun, key)
    assert begun.view.mode is Mode.PAUSED
    assert "U, B, full stop" in texts(begun.window)
    assert "1, 2, 3" in texts(begun.window)
    assert begun.window.banner.isVisible()
    press(begun, Key.Key_Escape)
    assert begun.view.mode is Mode.HOLD
    assert "U, B, full stop" not in texts(begun.window)


def test_the_pointer_hides_while_playing_and_comes_back(begun: Tour) -> None:
    assert begun.window.pointer_timer.isActive()
    begun.window.pointer_timer.timeout.emit()
    assert begun.window.cursor().shape() is Qt.CursorShape.BlankCursor
    press(begun, Key.Key_Space)
    assert begun.window.cursor().shape() is not Qt.CursorShape.BlankCursor
    begun.window.pointer_timer.timeout.emit()
    assert begun.window.cursor().shape() is not Qt.CursorShape.BlankCursor
