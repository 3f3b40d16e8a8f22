"""Each ready-made routine is played in the real window, tick by tick, from the gate to the end."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from psoas_desktop.playback.outputs import CueFired, Finished, Output, Reason, StepEnded, StepStarted
from psoas_desktop.playback.player import GUARD_MS, Player
from psoas_desktop.playback.transitions import Mode
from psoas_desktop.storage.program_data import ProgramData
from psoas_desktop.storage.resources import routines_root
from psoas_desktop.ui.player.screen_tour import Tour, choice_with
from tests.gui.conftest import routine_of
from tests.gui.screens import texts

ROUTINES = sorted(path.name.removesuffix(".psoas.json") for path in routines_root().glob("*.psoas.json"))


def test_there_are_routines() -> None:
    assert ROUTINES


def answer_by_key(tour: Tour) -> None:
    page = tour.view.page
    assert page is not None
    choice = choice_with(page, "go")
    assert choice is not None
    number = page.choices.index(choice) + 1
    tour.ticker.advance(max(GUARD_MS, tour.view.answer_in_ms))
    QTest.keyClick(tour.window, Qt.Key(Qt.Key.Key_0 + number))


@pytest.mark.no_cover
@pytest.mark.parametrize("name", ROUTINES)
def test_a_routine_plays_to_its_end(open_window: Callable[..., Tour], data: ProgramData, name: str) -> None:
    player = Player(routine_of(data, name), data.catalogue, data.rules)
    tour = open_window(player)
    outputs: list[Output] = []
    tour.controller.happened.connect(outputs.append)
    while tour.view.mode is Mode.GATE:
        answer_by_key(tour)
    began = tour.ticker.now_ms
    while tour.view.mode is not Mode.FINISHED:
        if tour.view.mode is Mode.WAITING:
            tour.ticker.advance(GUARD_MS)
            QTest.keyClick(tour.window.focusWidget(), Qt.Key.Key_Space)
            continue
        line = tour.view.line
        assert line in texts(tour.window)
        tour.ticker.advance(250)
    ended = [output for output in outputs if isinstance(output, Finished)]
    assert [output.reason for output in ended] == [Reason.COMPLETED]
    assert ended[0].ledger.total_ms == ended[0].at_ms - began
    started = [output for output in outputs if isinstance(output, StepStarted)]
    assert len(started) == len([output for output in outputs if isinstance(output, StepEnded)])
    assert any(isinstance(output, CueFired) for output in outputs)
    assert "You have finished" in texts(tour.window)
