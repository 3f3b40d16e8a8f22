"""Feeling unwell, pausing, leaving and closing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from psoas_desktop.playback.inputs import Pause
from psoas_desktop.playback.player import GUARD_MS, Player
from psoas_desktop.playback.transitions import Mode
from psoas_desktop.routine.model import Contact
from psoas_desktop.ui.common.theme import DARK
from psoas_desktop.ui.player.screen_tour import Tour
from tests.core.sessions import block, player_of
from tests.gui.screens import texts

Key = Qt.Key


def in_mode(tour: Tour, mode: Mode) -> None:
    if mode is Mode.GATE:
        return
    for name in tour.pass_gate():
        if mode is Mode.BLOCKED and name == "gate-q-signs":
            tour.answer_worst()
            return
    wanted = Mode.HOLD if mode in (Mode.PAUSED, Mode.UNWELL) else mode
    while tour.view.mode is not wanted:
        tour.end_step()
    if mode is Mode.PAUSED:
        tour.give(Pause())
    if mode is Mode.UNWELL:
        QTest.keyClick(tour.window, Key.Key_U)


REACHED = [mode for mode in Mode if mode is not Mode.BETWEEN]


@pytest.mark.no_cover
@pytest.mark.parametrize("mode", REACHED)
@pytest.mark.parametrize("key", [Key.Key_U, Key.Key_B, Key.Key_Period])
def test_unwell_by_key_in_every_mode_at_once(tour: Tour, mode: Mode, key: Qt.Key) -> None:
    in_mode(tour, mode)
    assert tour.view.mode is mode
    QTest.keyClick(tour.window.focusWidget() or tour.window, key)
    assert tour.view.mode is Mode.UNWELL
    assert "STOP" in tour.window.unwell.accessibleName()
    assert tour.window.unwell.exit.isVisible()


@pytest.mark.no_cover
@pytest.mark.parametrize("mode", [mode for mode in REACHED if mode is not Mode.UNWELL])
def test_unwell_by_button_in_every_mode(tour: Tour, mode: Mode) -> None:
    in_mode(tour, mode)
    pause = tour.window.pause.buttons[1]
    button = pause if mode is Mode.PAUSED else tour.window.footer.unwell_button
    assert button.isVisible()
    assert button.height() >= 64
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert tour.view.mode is Mode.UNWELL


def test_unwell_works_with_the_focus_in_any_button_and_over_our_own_pages(begun: Tour) -> None:
    for key in (Key.Key_Escape, Key.Key_F1, Key.Key_Space):
        begun.ticker.advance(GUARD_MS)
        QTest.keyClick(begun.window, key)
        assert begun.view.mode is Mode.PAUSED
        QTest.keyClick(begun.window.focusWidget(), Key.Key_U, Qt.KeyboardModifier.ShiftModifier)
        assert begun.view.mode is Mode.UNWELL
        assert begun.window.page is begun.window.unwell
        QTest.mouseClick(begun.window.unwell.better, Qt.MouseButton.LeftButton)
        begun.ticker.advance(GUARD_MS)
        QTest.mouseClick(begun.window.unwell.better, Qt.MouseButton.LeftButton)
        assert begun.view.mode is not Mode.UNWELL
        if begun.view.mode is Mode.FINISHED:
            return


def test_the_unwell_screen_shows_way_out_checks_and_help(
    open_window: Callable[..., Tour], player: Player
) -> None:
    routine = replace(player.routine, contact=Contact("Ana <b>Silva</b>", "0123"))
    tour = open_window(replace(player, routine=routine))
    in_mode(tour, Mode.UNWELL)
    view = tour.view
    assert view.exit is not None
    shown = texts(tour.window)
    assert view.exit.show in shown
    assert "Contact from your instructor: 0123, Ana <b>Silva</b>" in shown
    assert "112, 999, 911" in shown
    for check in player.rules.unwell.checks:
        due = player.next_due_ms(tour.controller.state)
        assert due is not None
        tour.ticker.advance(due - tour.ticker.now_ms)
        assert check.show in texts(tour.window)
        assert view.exit.show in texts(tour.window)
    assert not any(button.hasFocus() for button in tour.window.unwell.buttons)
    tour.ticker.advance(GUARD_MS)
    for key in (Key.Key_Space, Key.Key_Return, Key.Key_X, Key.Key_PageDown):
        QTest.keyClick(tour.window, key)
    assert tour.view.mode is Mode.UNWELL


def test_closing_the_session_when_unwell(tour: Tour) -> None:
    in_mode(tour, Mode.UNWELL)
    tour.ticker.advance(GUARD_MS)
    QTest.mouseClick(tour.window.unwell.end, Qt.MouseButton.LeftButton)
    assert "felt unwell" in texts(tour.window)


def test_escape_when_unwell_leads_to_the_button_that_closes(tour: Tour) -> None:
    in_mode(tour, Mode.UNWELL)
    tour.ticker.advance(GUARD_MS)
    QTest.keyClick(tour.window, Key.Key_Escape)
    assert tour.window.unwell.isVisible()
    assert tour.window.unwell.end.hasFocus()
    tour.window.close()
    assert not tour.window.isVisible()


def test_the_pause_offers_three_choices_with_the_focus_on_going_on(begun: Tour) -> None:
    in_mode(begun, Mode.PAUSED)
    pause = begun.window.pause
    assert [button.words for button in pause.buttons] == ["Go on", "I feel unwell", "Finish here"]
    assert pause.buttons[0].hasFocus()
    assert begun.window.banner.isVisible()
    QTest.keyClick(begun.window.focusWidget(), Key.Key_Right)
    assert pause.buttons[1].hasFocus()
    begun.ticker.advance(GUARD_MS)
    QTest.mouseClick(pause.buttons[0], Qt.MouseButton.LeftButton)
    assert begun.view.mode is Mode.HOLD


def test_finishing_here_leads_up_first(begun: Tour) -> None:
    while begun.view.mode is not Mode.HOLD or begun.view.step.position.value != "side-lying":
        begun.end_step()
    in_mode(begun, Mode.PAUSED)
    begun.ticker.advance(GUARD_MS)
    QTest.mouseClick(begun.window.pause.buttons[2], Qt.MouseButton.LeftButton)
    modes = set()
    while begun.view.step is not None:
        modes.add(begun.view.mode)
        begun.end_step()
    assert Mode.WAY_UP in modes
    assert "You stopped here" in texts(begun.window)


def test_leaving_asks_and_pauses(begun: Tour) -> None:
    begun.ticker.advance(GUARD_MS)
    QTest.keyClick(begun.window, Key.Key_Escape)
    assert begun.view.mode is Mode.PAUSED
    assert begun.window.leave.isVisible()
    assert begun.window.banner.isVisible()
    assert begun.window.leave.buttons[0].hasFocus()
    begun.ticker.advance(GUARD_MS)
    QTest.keyClick(begun.window.focusWidget(), Key.Key_Space)
    assert begun.view.mode is Mode.HOLD
    assert begun.window.isVisible()


def test_leaving_from_a_pause_and_staying_stays_paused(begun: Tour) -> None:
    in_mode(begun, Mode.PAUSED)
    begun.ticker.advance(GUARD_MS)
    QTest.keyClick(begun.window, Key.Key_Escape)
    QTest.keyClick(begun.window, Key.Key_Escape)
    assert begun.view.mode is Mode.PAUSED
    assert begun.window.pause.isVisible()


def test_what_to_do_stays_readable_while_leaving_is_asked(begun: Tour) -> None:
    begun.ticker.advance(GUARD_MS)
    QTest.keyClick(begun.window, Key.Key_Escape)
    assert begun.view.line in texts(begun.window)


@pytest.mark.parametrize(("kind", "led_up"), [("seated-rest", False), ("side-lying-rest", True)])
def test_finishing_leads_up_only_who_is_on_the_floor(
    dressed: QApplication, qtbot: QtBot, kind: str, led_up: bool
) -> None:
    tour = Tour(player_of(block(kind)), DARK)
    qtbot.addWidget(tour.window)
    tour.window.show()
    in_mode(tour, Mode.HOLD)
    tour.ticker.advance(GUARD_MS)
    QTest.keyClick(tour.window, Key.Key_Escape)
    assert ("leads you up from the floor" in texts(tour.window)) is led_up
    assert "You are paused" in texts(tour.window)
    QTest.keyClick(tour.window, Key.Key_Escape)


def test_who_kneels_down_is_on_the_floor_before_the_hold(dressed: QApplication, qtbot: QtBot) -> None:
    tour = Tour(player_of(block("kneeling-lunge")), DARK)
    qtbot.addWidget(tour.window)
    tour.window.show()
    in_mode(tour, Mode.LEAD_IN)
    while "Kneel on" not in tour.view.line:
        tour.ticker.advance(1000)
    QTest.keyClick(tour.window, Key.Key_Escape)
    assert "leads you up from the floor" in texts(tour.window)
    QTest.keyClick(tour.window, Key.Key_Escape)


@pytest.mark.parametrize("mode", [Mode.GATE, Mode.HOLD, Mode.WAITING, Mode.PAUSED])
def test_the_window_manager_asks_once(tour: Tour, mode: Mode) -> None:
    in_mode(tour, mode)
    tour.ticker.advance(GUARD_MS)
    tour.window.close()
    assert tour.window.isVisible()
    assert tour.window.leave.isVisible()
    tour.window.close()
    assert not tour.window.isVisible()
    assert not tour.ticker.running


@pytest.mark.parametrize("mode", [Mode.FINISHED, Mode.BLOCKED])
def test_where_nothing_is_lost_it_closes_at_once(tour: Tour, mode: Mode) -> None:
    in_mode(tour, mode)
    QTest.keyClick(tour.window, Key.Key_Escape)
    assert not tour.window.isVisible()


def test_a_gap_pauses_and_says_so_and_the_key_that_found_it_does_nothing_else(begun: Tour) -> None:
    before = begun.view.left_ms
    begun.ticker.sleep(3_600_000)
    QTest.keyClick(begun.window, Key.Key_Right)
    assert begun.view.mode is Mode.PAUSED
    assert begun.view.left_ms == before
    assert "stood still" in texts(begun.window)


def test_a_gap_is_found_by_a_tick(begun: Tour, qtbot: QtBot) -> None:
    begun.ticker.sleep(10_000)
    begun.ticker.tick.emit()
    assert begun.view.mode is Mode.PAUSED


def test_unwell_is_heard_even_when_it_is_what_finds_the_gap(begun: Tour) -> None:
    begun.ticker.sleep(3_600_000)
    QTest.keyClick(begun.window, Key.Key_U)
    assert begun.view.mode is Mode.UNWELL


def test_the_closing_page(begun: Tour, player: Player) -> None:
    while begun.view.step is not None:
        begun.end_step()
    shown = texts(begun.window)
    assert "You have finished" in shown
    assert "Adapted from Spinning Babies and the work of Liz Koch (Core Awareness)." in shown
    assert f"Time: {round(begun.view.ledger.total_ms / 60_000)} min" in shown
    for line in player.routine.after[:6]:
        assert line in shown
    QTest.mouseClick(begun.window.finished.buttons[0], Qt.MouseButton.LeftButton)
    assert not begun.window.isVisible()


@pytest.mark.no_cover
@pytest.mark.parametrize(
    "key", [Key.Key_F1, Key.Key_Question, Key.Key_M, Key.Key_X, Key.Key_Space, Key.Key_Up]
)
def test_no_key_covers_the_way_out(tour: Tour, key: Qt.Key) -> None:
    in_mode(tour, Mode.UNWELL)
    tour.ticker.advance(GUARD_MS)
    QTest.keyClick(tour.window, key)
    assert tour.view.mode is Mode.UNWELL
    assert tour.window.unwell.exit.isVisible()
