"""How late cues come, with the machine idle and with every core busy."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from itertools import cycle

from psoas_desktop.playback.outputs import CueFired, Output
from psoas_desktop.playback.player import Player
from psoas_desktop.playback.timeline import Phase, Step, Timeline
from psoas_desktop.safety.screening import Screened
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


def main(arguments: list[str]) -> None:
    """Prints the lateness of each cue."""
    if arguments == ["busy"]:
        with busy_cores():
            found = lateness()
    else:
        found = lateness()
    print(json.dumps({"late_ms": found}))


def counts() -> list[Count]:
    """Lateness idle and busy."""
    lines: list[Count] = []
    for load in ("idle", "busy"):
        late: list[float] = measured("cueing", load)["late_ms"]
        ranks = statistics.quantiles(late, n=100, method="inclusive")
        note = f"{len(late)} of {CUES} cues, latest {max(late):.2f} ms, earliest {min(late):+.2f} ms"
        lines += [
            Count(f"cue lateness p50, {load}", ranks[49], "ms", P50_TARGET, note),
            Count(f"cue lateness p99, {load}", ranks[98], "ms", P99_TARGET),
            Count(f"cues that came early, {load}", sum(one < 0 for one in late), "cues", 0),
        ]
    return lines


if __name__ == "__main__":
    main(sys.argv[1:])
