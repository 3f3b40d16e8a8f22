"""From the gate to the end in a real window, by keyboard alone."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from psoas_desktop.playback.player import Player
from psoas_desktop.playback.rehearsal import as_written
from psoas_desktop.routine.check import check
from psoas_desktop.safety.gate import GatePage
from psoas_desktop.storage.program_data import read_program_data
from psoas_desktop.storage.resources import root, routines_root
from psoas_desktop.ui.common.theme import DARK, SAFE_GROUND
from tests.journeys.desk import Desk, take_time

ROUTINE = routines_root() / "daily-chair-rest.psoas.json"
SPEED = 120

Begin = Callable[..., Desk]


@pytest.fixture
def begin(display: str, tmp_path: Path) -> Iterator[Begin]:
    """Starts the program on the routine; ends it after the test."""
    desks: list[Desk] = []

    def begun(speed: float = SPEED) -> Desk:
        desk = Desk(display, tmp_path, "play", str(ROUTINE), "--windowed", "--speed", str(speed))
        desks.append(desk)
        desk.find()
        return desk

    yield begun
    for desk in desks:
        error = desk.leave()
        assert "Traceback" not in error, error


def pages() -> Iterator[tuple[GatePage, int]]:
    """Each page of the gate with the number of the answer that changes nothing; answers call for pages."""
    data = read_program_data(root())
    routine = check(ROUTINE.read_bytes(), data.field_rules, data.catalogue).routine
    assert routine is not None
    player = Player(routine, data.catalogue, data.rules)
    answers: dict[str, str] = {}
    while page := next((page for page in player.pages(answers) if page.id not in answers), None):
        choice = as_written(page)
        answers[page.id] = choice
        yield page, next(n for n, one in enumerate(page.choices, 1) if one.id == choice)


def answer(desk: Desk, speed: float = SPEED) -> None:
    """Answers every page of the gate by the number of the answer that opens it, after reading it."""
    for page, number in pages():
        take_time(max(page.reading_ms, 600) / 1_000 / speed + 0.3)
        desk.press(str(number))
    take_time(0.3)


def share_of(colour: str, desk: Desk, folder: Path) -> float:
    """How much of the window has a colour."""
    if shutil.which("import") is None or shutil.which("convert") is None:
        pytest.skip("ImageMagick is not installed")
    picture = folder / "window.png"
    subprocess.run(["import", "-window", desk.window, str(picture)], env=desk.environment, check=True)
    found = ["-fill", "white", "-opaque", colour, "-fill", "black", "+opaque", "white"]
    command = ["convert", str(picture), "-alpha", "off", *found, "-format", "%[fx:mean]", "info:"]
    return float(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def wait_for(colour: str, desk: Desk, folder: Path) -> float:
    until = time.monotonic() + 10
    share = share_of(colour, desk, folder)
    while share < 0.05 and time.monotonic() < until:
        take_time(0.3)
        share = share_of(colour, desk, folder)
    return share


def test_from_the_gate_to_the_end_by_keyboard(begin: Begin) -> None:
    desk = begin()
    answer(desk)
    # Space pauses and goes on, says "I am ready", and closes the last page.
    assert desk.press_until_gone("space") == 0


def test_unwell_by_key_and_closing(begin: Begin, tmp_path: Path) -> None:
    desk = begin()
    answer(desk)
    desk.press("u")
    assert wait_for(SAFE_GROUND, desk, tmp_path) > 0.05
    desk.press("space", "Return", "x", "Right")
    assert share_of(SAFE_GROUND, desk, tmp_path) > 0.05
    desk.press("Escape")
    desk.press("Return")
    take_time(0.5)
    assert share_of(SAFE_GROUND, desk, tmp_path) < 0.01
    desk.press("Return")
    assert desk.wait() == 0


def test_leaving_asks_first(begin: Begin) -> None:
    desk = begin()
    desk.press("Escape")
    take_time(0.3)
    assert desk.is_up()
    desk.press("Right", "Return")
    assert desk.wait() == 0


def test_the_window_manager_has_to_close_twice(begin: Begin, display: str) -> None:
    if os.environ.get("DISPLAY") or shutil.which("openbox") is None:
        pytest.skip("the window manager is not ours")
    desk = begin()
    desk.press("alt+F4")
    take_time(0.5)
    assert desk.is_up()
    desk.press("alt+F4")
    assert desk.wait() == 0


def test_a_stopped_process_comes_back_paused(begin: Begin, tmp_path: Path) -> None:
    desk = begin(speed=20)
    answer(desk, speed=20)
    assert share_of(DARK.action, desk, tmp_path) < 0.05
    desk.program.send_signal(signal.SIGSTOP)
    take_time(6.5)
    desk.program.send_signal(signal.SIGCONT)
    # The large "Go on" of the pause.
    assert wait_for(DARK.action, desk, tmp_path) > 0.05
    desk.press("Escape")
    desk.press("Right", "Right", "Return")
    assert desk.wait() == 0


def test_ctrl_c_ends_it_at_once(begin: Begin) -> None:
    desk = begin()
    desk.program.send_signal(signal.SIGINT)
    assert desk.wait() == 130
