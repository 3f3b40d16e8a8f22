"""What a figure costs at 1080p: drawn for the first time, and shown again.

With the folder of a study that has ``prototype.py`` and ``poses.json``, its drawing is timed turn by turn
with ours in the same process, as processor time, so that a busy machine slows both alike.
"""

from __future__ import annotations

import importlib
import statistics
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSize
from PySide6.QtGui import QGuiApplication, QImage, QPainter

from psoas_desktop.figures.library import FigureLibrary
from psoas_desktop.storage.figure_files import figure_library
from psoas_desktop.ui.common.figure_painter import image_of
from psoas_desktop.ui.common.figure_view import FigureCache
from tests.bench.counted import Count
from tests.bench.paired import Figure, paired

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
SHOWINGS = 10
"""A cached figure is shown so many times for one timing: once is too short to be timed."""


def _ms(run: Callable[[], object]) -> float:
    begin = time.process_time()
    run()
    return (time.process_time() - begin) * 1000


def _often(run: Callable[[], object]) -> float:
    return _ms(lambda: [run() for _ in range(SHOWINGS)]) / SHOWINGS


def _cold(library: FigureLibrary, name: str) -> QImage:
    """A pose solved and drawn; the library keeps what it has read, and nothing that it has drawn."""
    return image_of(library.picture(name, "light"), SIZE)


def application() -> QGuiApplication:
    """What pixmaps need; the caller keeps it."""
    running = QGuiApplication.instance()
    return running if isinstance(running, QGuiApplication) else QGuiApplication(sys.argv[:1])


def cold_counts() -> list[Count]:
    """Cold poses by themselves, where there is no study to compare them with."""
    library, found = figure_library(), list[Count]()
    for name, _ in PAIRS:
        _cold(library, name)
        times = sorted(_ms(partial(_cold, library, name)) for _ in range(ROUNDS))
        middle, spread = statistics.median(times), f"{times[0]:.1f} to {times[-1]:.1f}"
        found.append(Count(f"cold pose, {name}", middle, "ms cpu", None, spread))
    return found


def cold_figures(study: Path) -> list[Figure]:
    """Cold poses against the drawing of a study."""
    sys.path.insert(0, str(study))
    prototype: Any = importlib.import_module("prototype")
    config, library = prototype.load(), figure_library()
    return [
        paired(
            f"cold pose, {ours} / the study's",
            partial(_ms, partial(_cold, library, ours)),
            partial(
                _ms,
                partial(prototype.render, config, config["poses"][theirs], "light", "flat", *SIZE.toTuple()),
            ),
            COLD,
            pairs=ROUNDS,
        )
        for ours, theirs in PAIRS
    ]


def cached_figures() -> list[Figure]:
    """A cached pose against drawing its pixmap."""
    cache = FigureCache(figure_library())
    pixmap = cache.pixmap("chair_rest", "light", "", SIZE)
    assert pixmap is not None
    canvas = QImage(SIZE, QImage.Format.Format_ARGB32_Premultiplied)
    canvas.fill(0)
    painter = QPainter(canvas)

    def show() -> None:
        again = cache.pixmap("chair_rest", "light", "", SIZE)
        assert again is not None
        painter.drawPixmap(0, 0, again)

    found = paired(
        "cached pose shown / its pixmap drawn",
        partial(_often, show),
        partial(_often, lambda: painter.drawPixmap(0, 0, pixmap)),
        CACHED,
    )
    painter.end()
    return [found]
