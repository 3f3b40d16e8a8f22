"""What a figure costs at 1080p: drawn for the first time, and shown again.

    python -m tests.bench.figures [--study FOLDER]

With the folder of a study that has ``prototype.py`` and ``poses.json``, its drawing is timed turn by turn
with ours in the same process, as processor time, so that a busy machine slows both alike.
"""

from __future__ import annotations

import argparse
import importlib
import os
import statistics
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QSize
from PySide6.QtGui import QGuiApplication, QImage, QPainter

from psoas_desktop.storage.figure_files import figure_library
from psoas_desktop.ui.common.figure_painter import image_of
from psoas_desktop.ui.common.figure_view import FigureCache

SIZE = QSize(1920, 1080)
ROUNDS = 15
PAIRS = (
    ("chair_rest", "chair_rest"),
    ("kneeling_lunge", "kneel_lunge"),
    ("helper_stretch_side_lying", "assisted_side"),
    ("side_lying_rest", "side_lying"),
    ("brisk_walk", "brisk_walk"),
)
"""Ours, and the study's pose that resembles it."""
COLD, CACHED = 0.5, 1.1
"""What a cold figure may cost against the study, and a cached one against drawing one pixmap."""


def _ms(run: Callable[[], object]) -> float:
    begin = time.process_time()
    run()
    return (time.process_time() - begin) * 1000


def _pair(name: str, ours: Callable[[], object], base: Callable[[], object], target: float) -> str:
    """Times two things in turn, one unmeasured round first."""
    ours(), base()
    pairs = [(_ms(ours), _ms(base)) for _ in range(ROUNDS)]
    ratios = sorted(a / b for a, b in pairs if b)
    middle = statistics.median(ratios)
    low, high = ratios[len(ratios) // 4], ratios[-1 - len(ratios) // 4]
    mine, theirs = (statistics.median(column) for column in zip(*pairs, strict=True))
    return (
        f"{name:44} {mine:7.2f} ms  against {theirs:7.2f} ms  ratio {middle:.2f}"
        f" ({low:.2f} to {high:.2f}), target {target:.2f}"
    )


def _study(folder: Path) -> tuple[Any, Any]:
    sys.path.insert(0, str(folder))
    prototype = importlib.import_module("prototype")
    return prototype, prototype.load()


def main() -> int:
    """Measures and prints.

    Returns:
        0: a bench reports, it does not judge.
    """
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--study", type=Path, metavar="FOLDER")
    arguments = parser.parse_args()
    app = QGuiApplication.instance() or QGuiApplication(sys.argv[:1])
    library = figure_library()

    def cold(name: str) -> QImage:
        return image_of(library.picture(name, "light"), SIZE)

    if arguments.study:
        prototype, config = _study(arguments.study)
        for name, theirs in PAIRS:
            study = partial(
                prototype.render, config, config["poses"][theirs], "light", "flat", *SIZE.toTuple()
            )
            print(_pair(f"cold: {name}", partial(cold, name), study, COLD))
    else:
        for name, _ in PAIRS:
            times = [_ms(partial(cold, name)) for _ in range(ROUNDS)]
            print(f"cold: {name:38} {statistics.median(times):7.2f} ms")
    cache = FigureCache(library)
    pixmap = cache.pixmap("chair_rest", "light", "", SIZE)
    canvas = QImage(SIZE, QImage.Format.Format_ARGB32_Premultiplied)
    canvas.fill(0)
    painter = QPainter(canvas)
    shown = lambda: painter.drawPixmap(0, 0, cache.pixmap("chair_rest", "light", "", SIZE))  # noqa: E731
    print(_pair("cached: chair_rest", shown, lambda: painter.drawPixmap(0, 0, pixmap), CACHED))
    painter.end()
    del app
    return 0


if __name__ == "__main__":
    sys.exit(main())
