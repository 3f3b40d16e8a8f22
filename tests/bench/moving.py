"""Moving figures: painted from pictures made ahead, breathing in a hold, and how late cues come then."""

from __future__ import annotations

import json
import statistics
import sys
import time

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QImage, QPainter

from psoas_desktop.playback.outputs import CueFired, Output
from psoas_desktop.storage.figure_files import figure_library
from psoas_desktop.ui.common.figure_painter import paint
from psoas_desktop.ui.common.figure_reel import Reel
from tests.bench.counted import Count
from tests.bench.cueing import CUES, EVERY_MS, FROM_MS, ManyCues
from tests.bench.holding import quiet_ms, share
from tests.bench.live import SETTLE_MS, Live, measured, player_of_sample

PANEL = QSize(1180, 640)
"""About the place of a picture on a stage of 1920 by 1080."""
A_SECOND = 30
WAYS = (("all_fours", "both_knees_chair"), ("sit_on_one_hip", "side_lying_rest"), ("", "seated_rest"))
SHARE_TARGET, P99_TARGET, BREATH_TARGET, LATE_TARGET = 50.0, 33.0, 1.5, 7.0
BREATH_MS, SHARE_MS = 5_000, 20_000
"""A breath is made in the first of them; the second are two breaths."""


def painted() -> dict[str, list[float]]:
    """Paints whole movements, and gives what each of their pictures took, made and painted, in ms."""
    library = figure_library()
    canvas = QImage(PANEL, QImage.Format.Format_ARGB32_Premultiplied)
    making: list[float] = []
    painting: list[float] = []
    for start, end in WAYS:
        way = library.way(start, end)
        assert way is not None
        reel = Reel(library, way, "dark", "")
        more = True
        while more:
            begin = time.process_time()
            more = reel.make_one()
            making.append((time.process_time() - begin) * 1000)
        for picture in reel.frames:
            begin = time.process_time()
            canvas.fill(0)
            painter = QPainter(canvas)
            paint(painter, picture, QRectF(canvas.rect()))
            painter.end()
            painting.append((time.process_time() - begin) * 1000)
    return {"making": making, "painting": painting}


def breathing() -> dict[str, float]:
    """The share of a core that a hold takes while its figure breathes, and what a breath repaints."""
    live = Live(player_of_sample())
    live.window.stage.picture.set_motion(live.controller.due_in_ms)
    live.to_hold()
    live.skip(quiet_ms(live) + 1_000)
    live.run_for(SETTLE_MS + BREATH_MS)
    found = {"share": share(live, SHARE_MS)}
    live.close()
    return found


def lateness() -> list[float]:
    """How late cues come while a figure breathes, as in the bench of cues."""
    live = Live(player_of_sample(ManyCues))
    live.window.stage.picture.set_motion(live.controller.due_in_ms)
    found: list[float] = []

    def take(output: Output) -> None:
        now = live.ticker.session_ms()
        if isinstance(output, CueFired):
            found.append(now - output.at_ms)

    live.to_hold()
    live.run_for(BREATH_MS)
    live.skip(FROM_MS - BREATH_MS - SETTLE_MS - 1_000)
    live.controller.happened.connect(take)
    live.run_for(SETTLE_MS + 1_000 + CUES * EVERY_MS + 500)
    live.close()
    return found


def main(arguments: list[str]) -> None:
    """Prints one of the three."""
    what = {"painted": painted, "breathing": breathing, "lateness": lateness}[arguments[0]]
    found: object = what()
    print(json.dumps({"found": found}))


def counts() -> list[Count]:
    """Pictures at thirty a second, and breathing."""
    frames: dict[str, list[float]] = measured("moving", "painted")["found"]
    breath: dict[str, float] = measured("moving", "breathing")["found"]
    late: list[float] = measured("moving", "lateness")["found"]
    middle = statistics.mean(frames["painting"])
    ranks = statistics.quantiles(frames["painting"], n=100, method="inclusive")
    making = f"{len(frames['making'])} made ahead, {statistics.mean(frames['making']):.1f} ms each"
    lates = statistics.quantiles(late, n=100, method="inclusive")
    return [
        Count(
            "moving figure at 30 a second, share of a core", middle * A_SECOND / 10, "%", SHARE_TARGET, making
        ),
        Count("a moving figure's picture, p99", ranks[98], "ms cpu", P99_TARGET, f"median {ranks[49]:.1f}"),
        Count("held step while the figure breathes", breath["share"], "%", BREATH_TARGET),
        Count(
            "cue lateness p99 while the figure breathes", lates[98], "ms", LATE_TARGET, f"{len(late)} cues"
        ),
    ]


if __name__ == "__main__":
    main(sys.argv[1:])
