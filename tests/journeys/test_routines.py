"""Every routine of the program from its gate to its end in a real window: by keyboard, and by mouse."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QApplication

from psoas_desktop.app.application import dressed_application
from psoas_desktop.playback.inputs import Finish, Pause, Unwell
from psoas_desktop.playback.transitions import Mode
from psoas_desktop.routine.vocabulary import Severity
from psoas_desktop.storage.resources import routines_root
from psoas_desktop.ui.common.theme import DARK, SAFE_GROUND, SIGNALS
from psoas_desktop.ui.player.screen_tour import SETTLED_MS, choice_with
from tests.journeys.desk import Desk, take_time
from tests.journeys.eyes import SAME, Eyes, Sight

LONG = bool(os.environ.get("PSOAS_LONG"))
ONE_OF_EACH_SORT = ("daily-chair-rest", "no-lying-down", "with-a-helper")
"""Flat on the back, on the feet and the knees, with a helper."""
ROUTINES = (
    sorted(routines_root().glob("*.psoas.json"))
    if LONG
    else [routines_root() / f"{name}.psoas.json" for name in ONE_OF_EACH_SORT]
)
SPEED = 60 if LONG else 200
SLOW = 15
"""Slow enough to press a key in a lead-in of a few seconds."""

Watch = Callable[..., Eyes]
Act = Callable[[Eyes, QRect, str], None]


def by_key(eyes: Eyes, _place: QRect, key: str) -> None:
    eyes.desk.press(key)


def by_mouse(eyes: Eyes, place: QRect, _key: str) -> None:
    eyes.click(place)


@pytest.fixture
def watch(display: str, tmp_path: Path, qapp: QApplication) -> Iterator[Watch]:
    """Starts the program on a routine and looks at it; ends it after the test."""
    if shutil.which("import") is None:
        pytest.skip("ImageMagick is not installed")
    qapp.setQuitOnLastWindowClosed(False)
    dressed_application(DARK)
    watched: list[Eyes] = []

    def begun(routine: Path, speed: float) -> Eyes:
        desk = Desk(display, tmp_path, "play", str(routine), "--windowed", "--speed", str(speed))
        try:
            desk.find()
            watched.append(Eyes(desk, routine))
        except BaseException:
            desk.leave()
            raise
        return watched[-1]

    yield begun
    for eyes in watched:
        eyes.close()
        error = eyes.desk.leave()
        assert "Traceback" not in error, error


def pass_gate(eyes: Eyes, act: Act) -> None:
    """Gives the answer that opens each page, as soon as the page says that answers count."""
    tour = eyes.tour
    for _ in tour.pass_gate():
        tour.ticker.advance(tour.view.answer_in_ms)
        page = tour.view.page
        assert page is not None
        choice = choice_with(page, "go")
        assert choice is not None
        number = page.choices.index(choice)
        eyes.wait_for(eyes.expect(tour.window.page, SAME))
        # Its words brighten when it counts.
        answer = eyes.expect(tour.window.gate.buttons[number], SAME)
        eyes.wait_for(answer)
        act(eyes, answer.place, str(number + 1))


def buttons_that_wait(eyes: Eyes) -> list[Sight]:
    """Every "I am ready", each place once, and last the button that closes the window."""
    tour, found = eyes.tour, {}
    while tour.view.step is not None:
        if tour.view.mode is Mode.WAITING:
            sight = eyes.expect(tour.window.stage.ready)
            found[sight.place.getRect()] = sight
        tour.end_step()
    assert tour.view.mode is Mode.FINISHED
    return [*found.values(), eyes.expect(tour.window.finished.buttons[0])]


@pytest.mark.parametrize("act", [by_key, by_mouse])
@pytest.mark.parametrize("routine", ROUTINES, ids=lambda path: path.name.split(".")[0])
def test_from_the_gate_to_the_end(watch: Watch, routine: Path, act: Act) -> None:
    eyes = watch(routine, SPEED)
    pass_gate(eyes, act)
    waiting = buttons_that_wait(eyes)
    pressed: set[int] = set()
    until = time.monotonic() + 120
    while eyes.desk.program.poll() is None:
        assert time.monotonic() < until, f"the end never came; pressed: {pressed}"
        sight = eyes.first_of(waiting)
        if sight is None:
            take_time(0.03)
            continue
        act(eyes, sight.place, "space")
        pressed.add(waiting.index(sight))
        eyes.gone(sight)
    assert eyes.desk.wait() == 0
    # Each was there, and the window was closed on its last page.
    assert pressed == set(range(len(waiting)))


def in_lead_in(eyes: Eyes) -> None:
    tour = eyes.tour
    assert tour.view.mode is Mode.LEAD_IN
    tour.ticker.advance(tour.view.left_ms // 3)
    eyes.wait_for(eyes.expect(tour.window.stage.line))


def in_hold(eyes: Eyes) -> None:
    tour = eyes.tour
    tour.end_step()
    assert tour.view.mode is Mode.HOLD
    tour.ticker.advance(SETTLED_MS)
    eyes.wait_for(eyes.expect(tour.window.stage.line))


def in_pause(eyes: Eyes) -> None:
    in_hold(eyes)
    eyes.desk.press("p")
    eyes.tour.give(Pause())
    eyes.wait_for(eyes.expect(eyes.tour.window.pause.buttons[0]))


@pytest.mark.parametrize(
    ("moment", "key", "act"),
    [(in_lead_in, "b", by_key), (in_hold, "u", by_key), (in_pause, "period", by_mouse)],
)
def test_unwell_stays_until_it_is_closed(
    watch: Watch, moment: Callable[[Eyes], None], key: str, act: Act
) -> None:
    eyes = watch(routines_root() / "daily-chair-rest.psoas.json", SLOW)
    pass_gate(eyes, by_key)
    moment(eyes)
    eyes.desk.press(key)
    tour = eyes.tour
    tour.give(Unwell())
    way_out = eyes.expect(tour.window.unwell.exit)
    eyes.wait_for(way_out)
    # Nothing but its own buttons leads away from it.
    eyes.desk.press("x", "Up", "m")
    eyes.click(way_out.place)
    assert eyes.sees(way_out)
    assert eyes.share_of(SAFE_GROUND) > 0.05
    assert eyes.share_of(SIGNALS[Severity.STOP].ground) > 0.02
    end = eyes.place_of(tour.window.unwell.end)
    if act is by_key:
        eyes.desk.press("Escape")
    act(eyes, end, "Return")
    tour.give(Finish())
    close = eyes.expect(tour.window.finished.buttons[0])
    eyes.wait_for(close)
    assert eyes.desk.program.poll() is None
    act(eyes, close.place, "Return")
    assert eyes.desk.wait() == 0
