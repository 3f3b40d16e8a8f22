"""Whether deadlines stay where they are over a long session; beside it a timer armed anew each second."""

from __future__ import annotations

import json
import statistics
import sys
import time

from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer

from psoas_desktop.services.ticker import NS_PER_MS, Ticker
from tests.bench.counted import Count
from tests.bench.live import measured

SHORT_MIN, LONG_MIN = 1, 20
EDGE_S = 20
"""The first and the last so many deadlines are compared."""

SECOND_MS = 1_000
DRIFT_TARGET = 1.0
"""In milliseconds: what two medians of lateness differ by on a machine that does other things too."""


class Deadlines(QObject):
    """One deadline a second on the program's session clock, looked at against the machine's own."""

    def __init__(self, count: int) -> None:
        super().__init__()
        self.late_ms: list[float] = []
        self._count = count
        self._ticker = Ticker(parent=self)
        self._start_ns = time.monotonic_ns()
        self._ticker.listen(self._tick)
        self._ticker.wake(SECOND_MS, moving=True)

    def _tick(self) -> None:
        due = (len(self.late_ms) + 1) * SECOND_MS
        if self._ticker.read().now_ms >= due:
            self.late_ms.append((time.monotonic_ns() - self._start_ns) / NS_PER_MS - due)
            due += SECOND_MS
        if len(self.late_ms) == self._count:
            QCoreApplication.quit()
        else:
            self._ticker.wake(due, moving=True)


class Rearmed(QObject):
    """A timer that is armed for another second each time that it goes off: what lateness adds up to."""

    def __init__(self) -> None:
        super().__init__()
        self.late_ms: list[float] = []
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._again)
        self._start_ns = time.monotonic_ns()
        self._timer.start(SECOND_MS)

    def _again(self) -> None:
        due = (len(self.late_ms) + 1) * SECOND_MS
        self.late_ms.append((time.monotonic_ns() - self._start_ns) / NS_PER_MS - due)
        self._timer.start(SECOND_MS)


def drifted(late_ms: list[float]) -> float:
    """By how much the last deadlines were later than the first."""
    edge = min(EDGE_S, len(late_ms) // 2)
    return statistics.median(late_ms[-edge:]) - statistics.median(late_ms[:edge])


def main(arguments: list[str]) -> None:
    """Waits so many minutes and prints what it found."""
    application = QCoreApplication([])
    rearmed = Rearmed()
    deadlines = Deadlines(round(float(arguments[0]) * 60))
    application.exec()
    found = deadlines.late_ms
    print(
        json.dumps(
            {
                "deadlines": len(found),
                "drift": drifted(found),
                "rearmed": drifted(rearmed.late_ms),
                "earliest": min(found),
                "latest": max(found),
                "early": sum(late < 0 for late in found),
            }
        )
    )


def counts(minutes: float) -> list[Count]:
    """Drift over so many minutes."""
    found = measured("drift", str(minutes))
    note = f"{found['deadlines']} deadlines, {found['earliest']:+.2f} to {found['latest']:+.2f} ms late"
    return [
        Count(f"drift of deadlines over {minutes:g} min", found["drift"], "ms", DRIFT_TARGET, note),
        Count("deadlines that came early", found["early"], "", 0),
        Count("drift of re-armed timers meanwhile", found["rearmed"], "ms"),
    ]


if __name__ == "__main__":
    main(sys.argv[1:])
