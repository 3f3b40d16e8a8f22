"""What a held step costs while its ring moves and its digits count: processor time, and pixels repainted."""

from __future__ import annotations

import json
import statistics
import time
from collections.abc import Iterable
from itertools import pairwise
from typing import cast

from PySide6.QtCore import QEvent, QObject, QPoint, QRect
from PySide6.QtGui import QPaintEvent, QRegion
from PySide6.QtWidgets import QWidget

from tests.bench.counted import Count
from tests.bench.live import SETTLE_MS, Live, measured, player_of_sample

SHARE_MS, FULL_MS, PIXELS_MS = 6_000, 4_000, 4_000
SHARE_TARGET = 1.5


class PaintedRegions(QObject):
    """Notes what each update repaints of a window; watches only while pixels are counted."""

    def __init__(self, window: QWidget) -> None:
        super().__init__()
        self.regions: list[QRegion] = []
        self._window, self._now = window, QRegion()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            isinstance(event, QPaintEvent)
            and isinstance(watched, QWidget)
            and watched.window() is self._window
        ):
            self._now = self._now.united(event.region().translated(watched.mapTo(self._window, QPoint())))
        return False

    def next_update(self, *_: object) -> None:
        """Ends what belongs to the update before."""
        self.regions.append(self._now)
        self._now = QRegion()


def pixels(region: QRegion) -> int:
    """How many pixels a region has."""
    return sum(part.width() * part.height() for part in cast("Iterable[QRect]", region))


def place(part: QWidget, window: QWidget) -> QRegion:
    """Where a part of a window is."""
    return QRegion(QRect(part.mapTo(window, QPoint()), part.size()))


def share(live: Live, milliseconds: int) -> float:
    """The percentage of a core that this process uses while it plays."""
    processor, wall = time.process_time(), time.perf_counter()
    live.run_for(milliseconds)
    return (time.process_time() - processor) / (time.perf_counter() - wall) * 100


def quiet_ms(live: Live) -> int:
    """The beginning of the longest stretch of a hold without cues."""
    step = live.view.step
    assert step is not None
    dues = sorted({0, step.length_ms, *(cue.due_ms(step.length_ms) for cue in step.cues)})
    return max(pairwise(dues), key=lambda pair: pair[1] - pair[0])[0]


def main() -> None:
    """Plays a hold and prints what it took."""
    live = Live(player_of_sample())
    live.to_hold()
    live.skip(quiet_ms(live) + 1_000)
    live.run_for(SETTLE_MS)
    outputs: list[object] = []
    updates: list[object] = []
    live.controller.happened.connect(outputs.append)
    counting = live.controller.viewed.connect(updates.append)
    ours = share(live, SHARE_MS)
    live.controller.viewed.disconnect(counting)
    rate = len(updates) / SHARE_MS * 1_000
    whole = live.controller.viewed.connect(lambda _: live.window.update())
    full = share(live, FULL_MS)
    live.controller.viewed.disconnect(whole)
    live.run_for(200)
    painted = PaintedRegions(live.window)
    live.application.installEventFilter(painted)
    live.controller.viewed.connect(painted.next_update)
    live.run_for(PIXELS_MS)
    live.application.removeEventFilter(painted)
    stage, window = live.window.stage, live.window
    parts = {
        "ring": place(stage.ring, window),
        "digits": place(stage.countdown, window),
        "footer": place(window.footer, window),
    }
    known = QRegion()
    for part in parts.values():
        known = known.united(part)
    regions = painted.regions[1:]
    by_part = {name: [pixels(region.intersected(part)) for region in regions] for name, part in parts.items()}
    found = {
        "share": ours,
        "full": full,
        "rate": rate,
        "outputs": len(outputs),
        "window": window.width() * window.height(),
        "updates": len(regions),
        "median": statistics.median(pixels(region) for region in regions),
        "most": max(pixels(region) for region in regions),
        "elsewhere": max(pixels(region.subtracted(known)) for region in regions),
        "parts": {name: [statistics.median(found), max(found)] for name, found in by_part.items()},
        "sizes": {name: pixels(part) for name, part in parts.items()},
    }
    live.close()
    print(json.dumps(found))


def counts() -> list[Count]:
    """The share of a core, and the pixels of an update."""
    found = measured("holding")
    parts = ", ".join(
        f"{name} {middle:,.0f} to {most:,} of {found['sizes'][name]:,}"
        for name, (middle, most) in found["parts"].items()
    )
    rate = f"{found['rate']:.1f} updates a second, {found['outputs']} cues meanwhile"
    return [
        Count("held step, share of a core", found["share"], "%", SHARE_TARGET, rate),
        Count("the same with the whole window repainted", found["full"], "%"),
        Count(
            "pixels repainted in an update, median",
            found["median"] / found["window"] * 100,
            "% of window",
            None,
            f"{found['median']:,.0f}, at most {found['most']:,}, of {found['updates']} updates",
        ),
        Count(
            "pixels beside ring, digits and footer", found["elsewhere"], "px", 0, f"median to most: {parts}"
        ),
    ]


if __name__ == "__main__":
    main()
