"""The session clock: deadlines of a monotonic clock, and gaps in which the machine slept or stood still.

Ticks are never counted. A tick only says "look at the clock now"; what the time is stands in ``read``.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from typing import NamedTuple, Protocol

from PySide6.QtCore import QObject, Qt, QTimer, Signal

NS_PER_MS = 1_000_000
NS_PER_S = 1_000_000_000

MOVING_MS = 100
"""A countdown that moves is looked at at least this often."""

RESTING_MS = 1_000
"""How often the clock is looked at while nothing moves, so that a gap is found."""

LATE_MS = 5_000
"""A tick that comes later than this means that the process stood still."""

SLEPT_MS = 1_000
"""When the clock that counts sleep gains this much, the machine slept."""


class Moment(NamedTuple):
    """Two clocks read at once, in nanoseconds; where a system has one, both say the same."""

    monotonic_ns: int
    with_sleep_ns: int


Clock = Callable[[], Moment]


def system_clock() -> Moment:
    """Reads this machine's clocks; neither moves with the wall clock."""
    monotonic = time.monotonic_ns()
    boottime = getattr(time, "CLOCK_BOOTTIME", None)
    return Moment(monotonic, monotonic if boottime is None else time.clock_gettime_ns(boottime))


class Reading(NamedTuple):
    """What the session clock says.

    Attributes:
        now_ms: The present moment.
        gap_since_ms: When the gap began that has just been found; None for none.
    """

    now_ms: int
    gap_since_ms: int | None


class Pulse(Protocol):
    """What a session needs of a clock."""

    def read(self) -> Reading:
        """The moment, and a gap since the last reading. A gap is told once."""

    def wake(self, due_ms: int | None, *, moving: bool) -> None:
        """Asks for the next tick.

        Args:
            due_ms: When something happens next, on the session clock; None for never.
            moving: A countdown is on the screen.
        """

    def stop(self) -> None:
        """Asks for no more ticks."""

    def listen(self, on_tick: Callable[[], None]) -> None:
        """Calls a function at every tick."""


class Ticker(QObject):
    """The session clock of a window."""

    tick = Signal()

    def __init__(
        self, clock: Clock = system_clock, speed: float = 1.0, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._clock, self._speed = clock, speed
        self._start = clock()
        self._slept_ns = 0
        self._session_ns = 0.0
        self._deadline_ns: int | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._go_off)

    def listen(self, on_tick: Callable[[], None]) -> None:
        """Calls a function at every tick."""
        self.tick.connect(on_tick)

    def read(self) -> Reading:
        """The moment, and a gap since the last reading.

        Returns:
            The session clock in milliseconds, sleep included. A gap is told once, as the moment of the
            reading before it: nothing is known of the person since then.
        """
        before_ms = self._now_ms()
        moment = self._clock()
        ahead = (moment.with_sleep_ns - moment.monotonic_ns) - (
            self._start.with_sleep_ns - self._start.monotonic_ns
        )
        slept = ahead - self._slept_ns > SLEPT_MS * NS_PER_MS
        if slept:
            self._slept_ns = ahead
        late = self._deadline_ns is not None and moment.monotonic_ns - self._deadline_ns > LATE_MS * NS_PER_MS
        if late:
            self._deadline_ns = moment.monotonic_ns
        awake_ns = moment.monotonic_ns - self._start.monotonic_ns
        self._session_ns = max(self._session_ns, (awake_ns + self._slept_ns) * self._speed)
        return Reading(self._now_ms(), before_ms if slept or late else None)

    def wake(self, due_ms: int | None, *, moving: bool) -> None:
        """Asks for the next tick, at the latest when something is due.

        Args:
            due_ms: When something happens next, on the session clock; None for never.
            moving: A countdown is on the screen.
        """
        wait_ns: float = (MOVING_MS if moving else RESTING_MS) * NS_PER_MS
        now_ns = self._clock().monotonic_ns
        if due_ms is not None:
            # Counted from now: what the last tick took to say and show is not waited for again.
            awake_ns = now_ns - self._start.monotonic_ns + self._slept_ns
            wait_ns = min(wait_ns, max(NS_PER_MS, due_ms * NS_PER_MS / self._speed - awake_ns))
        self._deadline_ns = now_ns + math.ceil(wait_ns)
        self._timer.start(math.floor(wait_ns / NS_PER_MS))

    def stop(self) -> None:
        """Asks for no more ticks."""
        self._timer.stop()
        self._deadline_ns = None

    def _go_off(self) -> None:
        # The timer counts whole milliseconds, rounded down; what is left of one is slept.
        if self._deadline_ns is not None:
            left_ns = self._deadline_ns - self._clock().monotonic_ns
            if 0 < left_ns <= NS_PER_MS:
                time.sleep(left_ns / NS_PER_S)
        self.tick.emit()

    def _now_ms(self) -> int:
        return int(self._session_ns // NS_PER_MS)


class HandTicker(QObject):
    """A session clock that is moved by hand: for tests, and for screens that are saved as pictures."""

    tick = Signal()

    def __init__(self, now_ms: int = 0, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.now_ms = now_ms
        self.due_ms: int | None = None
        self.running = False
        self._gap_since_ms: int | None = None

    def listen(self, on_tick: Callable[[], None]) -> None:
        """Calls a function at every tick."""
        self.tick.connect(on_tick)

    def read(self) -> Reading:
        """The moment to which the clock has been moved."""
        since, self._gap_since_ms = self._gap_since_ms, None
        return Reading(self.now_ms, since)

    def wake(self, due_ms: int | None, *, moving: bool) -> None:
        """Notes when something is due."""
        del moving
        self.due_ms, self.running = due_ms, True

    def stop(self) -> None:
        """Notes that nothing is awaited."""
        self.due_ms, self.running = None, False

    def advance(self, by_ms: int) -> None:
        """Moves the clock and ticks."""
        self.now_ms += by_ms
        self.tick.emit()

    def sleep(self, for_ms: int) -> None:
        """Moves the clock as a sleeping machine would, without a tick."""
        self._gap_since_ms = self.now_ms
        self.now_ms += for_ms
