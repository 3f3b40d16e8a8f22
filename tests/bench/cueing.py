"""How late cues come, with the machine idle and with every core busy."""

from __future__ import annotations

import json
import math
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, nullcontext
from dataclasses import replace
from itertools import cycle

from PySide6.QtCore import QEventLoop, Qt, QTimer

from psoas_desktop.playback.outputs import CueFired, Output
from psoas_desktop.playback.player import Player
from psoas_desktop.playback.timeline import Phase, Step, Timeline
from psoas_desktop.routine.values import dataclass
from psoas_desktop.safety.screening import Screened
from psoas_desktop.services.ticker import NS_PER_MS
from tests.bench.counted import Count
from tests.bench.live import SETTLE_MS, Live, measured, player_of_sample

FROM_MS, EVERY_MS, CUES = 10_000, 137, 100
P50_TARGET, P99_TARGET = 1.5, 7.0


@dataclass(frozen=True)
class ManyCues(Player):
    """Plays a routine whose holds say something all the time."""

    def timeline(self, screened: Screened) -> Timeline:
        """The routine's own timeline with the cues of its holds made many."""
        made = super().timeline(screened)
        return replace(made, steps=tuple(_with_cues(step) for step in made.steps))


def _with_cues(step: Step) -> Step:
    if step.phase is not Phase.HOLD or not step.cues:
        return step
    own = cycle(step.cues)
    dues = range(FROM_MS, FROM_MS + CUES * EVERY_MS, EVERY_MS)
    return replace(
        step, cues=tuple(replace(next(own), at_ms=due, from_end=False, speech_ms=0) for due in dues)
    )


@contextmanager
def busy_cores() -> Iterator[None]:
    """Keeps every core busy with a process that does nothing else."""
    with ExitStack() as running:
        for _ in range(os.cpu_count() or 1):
            worker = subprocess.Popen([sys.executable, "-c", "while True: pass"])
            running.callback(worker.wait)
            running.callback(worker.kill)
        yield


def lateness() -> list[float]:
    """Plays, and gives how much later than due each cue arrived, in milliseconds; less than 0 is early."""
    live = Live(player_of_sample(ManyCues))
    found: list[float] = []

    def take(output: Output) -> None:
        now = live.ticker.session_ms()
        if isinstance(output, CueFired):
            found.append(now - output.at_ms)

    live.to_hold()
    live.skip(FROM_MS - SETTLE_MS - 1_000)
    live.controller.happened.connect(take)
    live.run_for(SETTLE_MS + 1_000 + CUES * EVERY_MS + 500)
    live.close()
    return found


def bare_lateness() -> list[float]:
    """How late a precise timer is that does nothing else, armed for as many deadlines as there are cues."""
    loop, found, start_ns = QEventLoop(), list[float](), time.monotonic_ns()
    timer = QTimer()
    timer.setSingleShot(True)
    timer.setTimerType(Qt.TimerType.PreciseTimer)

    def since_start() -> float:
        return (time.monotonic_ns() - start_ns) / NS_PER_MS

    def due() -> None:
        found.append(since_start() - (len(found) + 1) * EVERY_MS)
        if len(found) == CUES:
            loop.quit()
        else:
            arm()

    def arm() -> None:
        timer.start(max(1, math.ceil((len(found) + 1) * EVERY_MS - since_start())))

    timer.timeout.connect(due)
    arm()
    loop.exec()
    return found


def main(arguments: list[str]) -> None:
    """Prints the lateness of each cue, and that of a timer alone."""
    with busy_cores() if arguments == ["busy"] else nullcontext():
        found = {"late_ms": lateness(), "bare_ms": bare_lateness()}
    print(json.dumps(found))


def counts() -> list[Count]:
    """Lateness idle and busy."""
    lines: list[Count] = []
    for load in ("idle", "busy"):
        found = measured("cueing", load)
        late: list[float] = found["late_ms"]
        ranks, bare = (
            statistics.quantiles(times, n=100, method="inclusive") for times in (late, found["bare_ms"])
        )
        note = f"{len(late)} of {CUES} cues, latest {max(late):.2f} ms, earliest {min(late):+.2f} ms"
        lines += [
            Count(f"cue lateness p50, {load}", ranks[49], "ms", P50_TARGET, note),
            Count(f"cue lateness p99, {load}", ranks[98], "ms", P99_TARGET),
            Count(f"cues that came early, {load}", sum(one < 0 for one in late), "cues", 0),
            Count(f"a bare timer's p50, {load}", bare[49], "ms"),
            Count(f"a bare timer's p99, {load}", bare[98], "ms"),
        ]
    return lines


if __name__ == "__main__":
    main(sys.argv[1:])
