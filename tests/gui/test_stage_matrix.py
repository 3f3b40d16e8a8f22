"""The stage with the longest words, at every size, theme and ratio: nothing cut, all of it large and plain.

`make test` looks at a few screens in every combination, `make long-test` (PSOAS_LONG) at all of them.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication

from psoas_desktop.playback.player import Player
from psoas_desktop.playback.transitions import Mode
from psoas_desktop.routine.cues import Banner
from psoas_desktop.routine.model import Block, Group
from psoas_desktop.routine.vocabulary import Severity, ShowsAt
from psoas_desktop.storage.figure_files import figure_library
from psoas_desktop.ui.common.figure_view import FigureCache
from psoas_desktop.ui.common.theme import DARK, HIGH_CONTRAST_DARK, HIGH_CONTRAST_LIGHT, LIGHT, Theme
from psoas_desktop.ui.player.screen_tour import Tour
from tests.gui.conftest import HERE, LONGEST_BANNER, LONGEST_SHOW, LONGEST_TITLE
from tests.gui.screens import check_picture, check_screen, least_contrast
from tests.gui.test_screens_fit import check_stage

LONG = bool(os.environ.get("PSOAS_LONG"))
INSIDE = "PSOAS_RATIO_INSIDE"
RATIO = float(os.environ.get(INSIDE, "1"))

SIZES = (QSize(1024, 600), QSize(1920, 1080), QSize(3840, 2160))
THEMES = (DARK, LIGHT, HIGH_CONTRAST_DARK, *((HIGH_CONTRAST_LIGHT,) if LONG else ()))
SCREENS = 10_000 if LONG else 5
"""So many screens of each session; the first are of five kinds."""

MANY_PIXELS = 10_000_000
"""A window of more pixels takes its time: once in the short form."""

LEAST_CONTRAST = 7

ENGLISH = (LONGEST_TITLE, LONGEST_SHOW, LONGEST_BANNER)
GERMAN = (
    ("Hüftbeugermuskelentspannungslagerung mit Unterstützungspersonenbegleitung " * 3)[:200].strip(),
    "Entspannungslagerung: Beine hochlegen!!!",
    "Unwohlsein? Langsam auf die Seite rollen",
)


def worded(player: Player, words: tuple[str, str, str]) -> Player:
    """The stretch with a helper in rounds, with sides, waits and an open end, in the longest words."""
    title, line, message = words
    assert len(line) == len(message) == 40
    shows = (ShowsAt.LEAD_IN, ShowsAt.PERSISTENT)
    banner = Banner("long", Severity.WARNING, message, message, shows_at=shows)
    blocks = [
        replace(
            block,
            title=title,
            cues=tuple(replace(cue, show=line if cue.show else "") for cue in block.cues),
            banners=(banner,),
        )
        for block in player.routine.blocks()
        if block.kind.id in ("helper-stretch", "side-lying-rest")
    ]
    assert any(block.sides for block in blocks)
    rounds = Group("rounds", title, 20, 20_000, tuple(_without_ways(blocks)), ("items", 0))
    return replace(player, routine=replace(player.routine, title=title, items=(rounds,)))


def _without_ways(blocks: list[Block]) -> Iterator[Block]:
    yield from (block for block in blocks if not block.kind.transition)


def screens(tour: Tour) -> Iterator[str]:
    """Every different screen after the gate, the most different first."""
    for _ in tour.pass_gate():
        pass
    seen = set()
    while (step := tour.view.step) is not None:
        screen = (tour.view.mode, step.block.kind.id, step.side)
        if screen not in seen:
            seen.add(screen)
            if tour.view.mode is not Mode.WAITING:
                tour.ticker.advance(min(2_000, tour.view.left_ms // 2))
            yield tour.view.mode.value
        tour.end_step()


@pytest.mark.no_cover
@pytest.mark.parametrize("words", [ENGLISH, GERMAN], ids=["english", "german"])
@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_the_longest_words_at_every_size(
    dressed: QApplication, player: Player, theme: Theme, words: tuple[str, str, str]
) -> None:
    tour = Tour(worded(player, words), theme, FigureCache(figure_library()))
    seen = set()
    for mode in islice(screens(tour), SCREENS):
        seen.add(mode)
        for size in SIZES:
            pixels = size.width() * size.height() * RATIO * RATIO
            if not LONG and pixels > MANY_PIXELS and (theme is not DARK or mode != "lead_in"):
                continue
            tour.window.resize(size)
            tour.window.show()
            QApplication.processEvents()
            check_screen(tour.window)
            check_stage(tour.window)
            check_picture(tour.window, tour.window.stage.picture)
            if LONG or pixels < MANY_PIXELS:
                assert least_contrast(tour.window) >= LEAST_CONTRAST, (size, mode)
    tour.window.hide()
    tour.window.deleteLater()
    assert {"lead_in", "waiting", "hold"} <= seen


@pytest.mark.no_cover
@pytest.mark.skipif(INSIDE in os.environ, reason="runs the tests of this file itself")
def test_the_same_on_a_screen_of_ratio_two() -> None:
    """Qt takes the ratio when it starts, so another one starts."""
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", __file__],
        cwd=HERE.parent.parent,
        env={**os.environ, "QT_SCALE_FACTOR": "2", INSIDE: "2"},
        capture_output=True,
        text=True,
        check=False,
        timeout=3_000 if LONG else 200,
    )
    assert done.returncode == 0, done.stdout[-3000:]


@pytest.mark.skipif(INSIDE not in os.environ, reason="only on a screen of that ratio")
def test_the_ratio_is_what_it_should_be(dressed: QApplication) -> None:
    assert dressed.primaryScreen().devicePixelRatio() == RATIO
