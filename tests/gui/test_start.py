"""What comes with the first page, what comes after it, and that nothing is lost in between."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from psoas_desktop.app.first_paint import FirstPaint
from psoas_desktop.app.late_sound import LateSound
from psoas_desktop.app.session_sound import SessionSound
from psoas_desktop.playback.inputs import Unwell
from psoas_desktop.playback.outputs import Output
from psoas_desktop.playback.player import Player
from psoas_desktop.playback.transitions import Mode
from psoas_desktop.storage.figure_files import figure_library
from psoas_desktop.ui.common.figure_view import FigureCache
from psoas_desktop.ui.player.screen_tour import Tour

LATER = (
    "psoas_desktop.figures.library",
    "psoas_desktop.ui.common.figure_painter",
    "psoas_desktop.services.sounding",
    "psoas_desktop.services.speech",
    "psoas_desktop.services.bells",
    "PySide6.QtMultimedia",
    "PySide6.QtTextToSpeech",
    "jsonschema",
    "wakepy",
)


@pytest.fixture
def taken(monkeypatch: pytest.MonkeyPatch) -> list[Output]:
    """What the sound of a session has read."""
    found: list[Output] = []
    monkeypatch.setattr(SessionSound, "take", lambda _, output: found.append(output))
    return found


def late(tour: Tour, player: Player) -> LateSound:
    """Speeded up, so that no test makes a sound."""
    return LateSound(tour.window, tour.controller, player, speed=2.0)


def test_what_the_first_page_does_not_show_is_imported_later() -> None:
    asked = "import sys, psoas_desktop.app.playing; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", asked], env=dict(os.environ), capture_output=True, text=True, check=True
    )
    assert set(LATER) & set(done.stdout.split()) == set()


def test_the_first_paint_is_told_once(qtbot: QtBot, dressed: QApplication) -> None:
    window, told = QWidget(), list[bool]()
    qtbot.addWidget(window)
    FirstPaint(window, lambda: told.append(window.isVisible()))
    dressed.processEvents()
    assert told == []
    window.show()
    qtbot.waitUntil(lambda: told == [True])
    window.repaint()
    dressed.processEvents()
    assert told == [True]


def test_a_window_that_is_never_painted_waits_a_second(
    qtbot: QtBot, dressed: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("psoas_desktop.app.first_paint.AT_LATEST_MS", 1)
    window, told = QWidget(), list[bool]()
    qtbot.addWidget(window)
    FirstPaint(window, lambda: told.append(window.isVisible()))
    qtbot.waitUntil(lambda: told == [False])


def test_what_is_said_before_the_sound_is_there_is_handed_on(
    tour: Tour, player: Player, taken: list[Output]
) -> None:
    heard: list[Output] = []
    sound = late(tour, player)
    tour.controller.happened.connect(heard.append)
    tour.controller.feed(Unwell())
    assert heard
    assert taken == []
    sound.make()
    assert taken == heard
    tour.controller.feed(Unwell())
    sound.make()
    assert taken == heard
    assert len(set(map(id, taken))) == len(taken)


def test_unwell_at_the_very_first_moment_leads_out_at_once(
    qtbot: QtBot, tour: Tour, player: Player, taken: list[Output]
) -> None:
    sound = late(tour, player)
    qtbot.keyClick(tour.window, Qt.Key.Key_U)
    assert tour.controller.mode is Mode.UNWELL
    assert tour.window.page is tour.window.unwell
    sound.make()
    assert taken


def test_muting_makes_the_sound_that_it_silences(qtbot: QtBot, tour: Tour, player: Player) -> None:
    sound = late(tour, player)
    tour.window.mute.emit()
    first = tour.window.footer.hint.text()
    assert "off" in first
    tour.window.mute.emit()
    assert "on" in tour.window.footer.hint.text()
    assert sound.close()


def test_without_sound_there_is_nothing_to_close(tour: Tour, player: Player) -> None:
    assert late(tour, player).close()


def test_figures_are_opened_when_they_are_wanted() -> None:
    opened = [figure_library()]
    cache = FigureCache(open_library=opened.pop)
    assert opened
    cache.prepare()
    assert not opened
    assert "seated_rest" in cache.library.names
