"""The clock of the session, on a clock of our own."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from psoas_desktop.services.ticker import Moment, Ticker, system_clock

MS = 1_000_000


class FakeClock:
    def __init__(self) -> None:
        self.awake_ms = 1_000_000.0
        self.asleep_ms = 50_000.0

    def __call__(self) -> Moment:
        return Moment(int(self.awake_ms * MS), int((self.awake_ms + self.asleep_ms) * MS))


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


def test_time_is_read_and_never_counted(qapp: QApplication, clock: FakeClock) -> None:
    ticker = Ticker(clock)
    for _ in range(12_000):
        ticker.wake(None, moving=True)
        clock.awake_ms += 100.5
        ticker.read()
    assert ticker.read().now_ms == 12_000 * 1005 // 10


def test_a_tick_that_is_much_too_late_is_a_gap_since_the_reading_before(
    qapp: QApplication, clock: FakeClock
) -> None:
    ticker = Ticker(clock)
    clock.awake_ms += 2_000
    ticker.read()
    ticker.wake(None, moving=True)
    clock.awake_ms += 5_200
    reading = ticker.read()
    assert (reading.gap_since_ms, reading.now_ms) == (2_000, 7_200)
    assert ticker.read().gap_since_ms is None


def test_a_tick_that_is_a_little_late_is_none(qapp: QApplication, clock: FakeClock) -> None:
    ticker = Ticker(clock)
    ticker.wake(None, moving=True)
    clock.awake_ms += 4_900
    assert ticker.read().gap_since_ms is None


def test_sleep_is_a_gap_and_counts(qapp: QApplication, clock: FakeClock) -> None:
    ticker = Ticker(clock)
    clock.awake_ms += 300
    ticker.read()
    ticker.wake(None, moving=True)
    clock.awake_ms += 20
    clock.asleep_ms += 3_600_000
    assert ticker.read() == (3_600_320, 300)
    assert ticker.read() == (3_600_320, None)


def test_speed_makes_the_session_clock_faster(qapp: QApplication, clock: FakeClock) -> None:
    ticker = Ticker(clock, speed=60)
    clock.awake_ms += 250
    assert ticker.read().now_ms == 15_000


@pytest.mark.parametrize(
    ("due", "moving", "speed", "wait"),
    [
        (None, True, 1, 100),
        (None, False, 1, 1_000),
        (30, True, 1, 30),
        (400, False, 1, 400),
        (-5, True, 1, 1),
        (90, False, 60, 1),
        (41, False, 2, 20),
    ],
)
def test_it_wakes_when_something_is_due(
    qapp: QApplication, clock: FakeClock, due: int | None, moving: bool, speed: float, wait: int
) -> None:
    ticker = Ticker(clock, speed=speed)
    ticker.read()
    ticker.wake(due, moving=moving)
    assert ticker._timer.interval() == wait
    ticker.stop()
    assert not ticker._timer.isActive()


def test_a_real_timer_ticks(qtbot: QtBot) -> None:
    ticker = Ticker()
    with qtbot.waitSignal(ticker.tick, timeout=10_000):
        ticker.wake(1, moving=True)


@pytest.mark.parametrize("speed", [1.0, 3.0, 7.0, 60.0])
def test_a_tick_never_comes_before_what_is_due(qtbot: QtBot, speed: float) -> None:
    ticker = Ticker(speed=speed)
    for due in range(5, 105, 10):
        with qtbot.waitSignal(ticker.tick, timeout=10_000):
            ticker.wake(due, moving=True)
        assert ticker.read().now_ms >= due


def test_the_system_clock_moves_forwards() -> None:
    first, second = system_clock(), system_clock()
    assert second.monotonic_ns >= first.monotonic_ns
    assert second.with_sleep_ns >= first.with_sleep_ns
