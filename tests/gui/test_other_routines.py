"""A routine of which too little is left is not played; others that fit are offered in its place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from psoas_desktop.app.other_routines import OtherRoutines
from psoas_desktop.playback.inputs import Answer
from psoas_desktop.playback.offering import MOST, Offer
from psoas_desktop.playback.player import Player
from psoas_desktop.playback.transitions import Mode
from psoas_desktop.storage.program_data import ProgramData
from psoas_desktop.storage.program_folders import routines_root
from psoas_desktop.ui.common.theme import DARK, LIGHT, Theme
from psoas_desktop.ui.player.screen_tour import Tour
from tests.gui.conftest import routine_of
from tests.gui.screens import check_screen, texts

FILES = sorted(routines_root().glob("*.psoas.json"))
CANNOT = {"q-body": "some", "q-floor": "no", "q-tailbone": "yes"}


def at_once(_after_ms: int, call: Callable[[], None]) -> Callable[[], None]:
    call()
    return lambda: None


@pytest.fixture
def sitting_only(data: ProgramData) -> Player:
    """The bolster sit of a ready-made routine, and nothing else."""
    routine = routine_of(data, "no-lying-down")
    (sit,) = [block for block in routine.blocks() if block.kind.id == "bolster-sit"]
    return Player(replace(routine, id="sit", items=(sit,)), data.catalogue, data.rules)


def lock(tour: Tour, answers: dict[str, str]) -> None:
    while (page := tour.view.page) is not None:
        chosen = page.choice(answers.get(page.id, ""))
        tour.give(Answer(page.id, (chosen or min(page.choices, key=lambda c: c.caution)).id))
    assert tour.view.mode is Mode.BLOCKED


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=["dark", "light"])
@pytest.mark.parametrize("size", [QSize(1024, 600), QSize(1920, 1080)], ids=["small", "large"])
def test_others_are_offered(
    open_window: Callable[..., Tour], sitting_only: Player, qtbot: QtBot, size: QSize, theme: Theme
) -> None:
    tour = open_window(sitting_only, size, theme)
    others = OtherRoutines(tour.controller, sitting_only, tour.window.blocked, FILES, at_once)
    lock(tour, CANNOT)
    shown = texts(tour.window)
    assert "does not fit" in shown
    assert "STOP" not in shown
    assert "112" not in shown, "nothing is wrong with the person"
    check_screen(tour.window)
    *offered, close = tour.window.blocked.buttons
    assert 0 < len(offered) <= MOST
    assert all("min" in button.words for button in offered)
    tour.ticker.advance(1_000)
    assert "These fit what you said" in texts(tour.window)
    assert close is tour.window.blocked.close_button
    taken: list[Offer] = []
    tour.window.another_asked.connect(taken.append)
    QTest.keyClick(tour.window, Qt.Key.Key_Right)
    QTest.keyClick(tour.window.focusWidget(), Qt.Key.Key_Return)
    assert [offer.player.routine.title in offered[0].words for offer in taken] == [True]
    assert others is not None


def test_a_digit_that_was_meant_for_the_gate_takes_nothing(
    open_window: Callable[..., Tour], sitting_only: Player
) -> None:
    tour = open_window(sitting_only)
    others = OtherRoutines(tour.controller, sitting_only, tour.window.blocked, FILES, at_once)
    taken: list[Offer] = []
    tour.window.another_asked.connect(taken.append)
    lock(tour, CANNOT)
    for key in (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_Space):
        QTest.keyClick(tour.window, key)
    assert taken == []
    assert tour.view.mode is Mode.BLOCKED
    assert others is not None


def test_a_sign_to_stop_offers_nothing(open_window: Callable[..., Tour], sitting_only: Player) -> None:
    tour = open_window(sitting_only)
    others = OtherRoutines(tour.controller, sitting_only, tour.window.blocked, FILES, at_once)
    lock(tour, {"q-signs": "some"})
    assert len(tour.window.blocked.buttons) == 1
    assert "STOP" in texts(tour.window)
    assert others is not None


def test_where_nothing_fits_the_instructor_is_asked(
    open_window: Callable[..., Tour], sitting_only: Player
) -> None:
    tour = open_window(sitting_only)
    others = OtherRoutines(tour.controller, sitting_only, tour.window.blocked, (), at_once)
    lock(tour, CANNOT)
    assert "ask your instructor" in texts(tour.window)
    assert len(tour.window.blocked.buttons) == 1
    assert others is not None
