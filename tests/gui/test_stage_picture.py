"""The stage with pictures: which picture, how large, and nothing cut off or overlapping beside it."""

from __future__ import annotations

import math
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from psoas_desktop.playback.player import Player
from psoas_desktop.playback.state import View
from psoas_desktop.playback.timeline import Phase
from psoas_desktop.playback.transitions import PLAYING, Mode
from psoas_desktop.routine.cues import Picture
from psoas_desktop.routine.model import Block
from psoas_desktop.routine.vocabulary import CueKind, Position
from psoas_desktop.storage.figure_files import figure_library
from psoas_desktop.storage.program_data import ProgramData
from psoas_desktop.ui.common.figure_view import FigureCache
from psoas_desktop.ui.common.theme import DARK, HIGH_CONTRAST_DARK, LIGHT, Theme
from psoas_desktop.ui.player.picture_choice import RISING, is_told, picture_of, played_ms
from psoas_desktop.ui.player.picture_panel import FIGURE_SHARE
from psoas_desktop.ui.player.picture_panel import LEAST as PICTURE_LEAST
from psoas_desktop.ui.player.screen_tour import Tour, whole_session
from psoas_desktop.ui.player.window import PlayerWindow
from tests.core import sessions
from tests.gui.conftest import HERE, routine_of
from tests.gui.screens import check_picture, check_screen, least_contrast
from tests.gui.test_screens_fit import check_stage

MEASURED = (QSize(1024, 600), QSize(1366, 768), QSize(1920, 1080), QSize(3840, 2160))
SMALL = QSize(1024, 600)
INSIDE = "PSOAS_RATIO_INSIDE"
LONG = bool(os.environ.get("PSOAS_LONG"))

BODY_HIGH, BODY_WIDE = 0.33, 0.47
"""Share of the screen's height, or else of its width, that a body takes."""


@pytest.fixture(scope="module")
def figures() -> FigureCache:
    return FigureCache(figure_library())


def player_of(data: ProgramData, name: str) -> Player:
    return Player(routine_of(data, name), data.catalogue, data.rules)


def with_pictures(player: Player, *pictures: Picture) -> Player:
    items = []
    for item in player.routine.items:
        assert isinstance(item, Block)
        items.append(replace(item, pictures=pictures))
    return replace(player, routine=replace(player.routine, items=tuple(items)))


def stages(player: Player, size: QSize, theme: Theme, figures: FigureCache) -> Iterator[PlayerWindow]:
    """The window at every screen of a whole session."""
    shown: PlayerWindow | None = None
    for window, *_ in whole_session(player, theme, figures):
        if window is not shown:
            shown = window
            window.resize(size)
            window.show()
        QApplication.processEvents()
        yield window
    if shown is not None:
        shown.hide()
        shown.deleteLater()


def check_measured(window: PlayerWindow, *, longest: bool = False) -> bool:
    """Every promise for one screen; whether it was a stage with a picture.

    The longest texts that a file may hold cost the ring, and a lying body some of its size.
    """
    check_screen(window)
    stage = window.stage
    if window.page is not stage:
        if window.pause.isVisible():
            check_picture(window, window.pause.picture)
        return False
    check_stage(window)
    check_picture(window, stage.picture)
    if not stage.picture.isVisible():
        return False
    assert stage.picture.height() >= math.floor(PICTURE_LEAST * window.unit)
    if stage.title.isVisible():
        assert stage.title.painted().pixels >= math.floor(7 * window.unit)
    if not longest:
        assert stage.ready.isVisible() or stage.ring.isVisible()
        assert body_share(window) >= 1
    return True


def body_share(window: PlayerWindow) -> float:
    """How large the body is, of a third of the screen's height or else of nearly half its width."""
    panel = window.stage.picture
    name, side = panel.figure
    assert panel._figures is not None
    left, low, right, high = panel._figures.library.picture(name, DARK.name, side).box
    aspect = (right - left) / (high - low)
    seen = FIGURE_SHARE * min(panel.height(), panel.width() / aspect)
    return max(seen / (BODY_HIGH * window.height()), seen * aspect / (BODY_WIDE * window.width()))


@pytest.mark.no_cover
@pytest.mark.parametrize("theme", [DARK, LIGHT, HIGH_CONTRAST_DARK], ids=lambda theme: theme.name)
@pytest.mark.parametrize("size", MEASURED, ids=lambda size: f"{size.width()}x{size.height()}")
def test_stages_with_pictures_fit(
    dressed: QApplication, player: Player, figures: FigureCache, size: QSize, theme: Theme
) -> None:
    if not LONG and theme is not DARK and size != SMALL:
        pytest.skip("sizes do not depend on the theme; test_stage_matrix.py has every combination")
    pictured = [check_measured(window) for window in stages(player, size, theme, figures)]
    assert sum(pictured) > 20


@pytest.mark.no_cover
@pytest.mark.parametrize("size", MEASURED[:3], ids=lambda size: f"{size.width()}x{size.height()}")
def test_stages_with_pictures_and_the_longest_texts_fit(
    dressed: QApplication, longest: Player, figures: FigureCache, size: QSize
) -> None:
    pictured = [check_measured(window, longest=True) for window in stages(longest, size, LIGHT, figures)]
    assert sum(pictured) > 15


@pytest.mark.no_cover
@pytest.mark.parametrize("name", ["daily-chair-rest", "no-lying-down", "with-a-helper"])
def test_every_step_of_the_ready_made_routines_has_its_picture(
    dressed: QApplication, data: ProgramData, figures: FigureCache, name: str
) -> None:
    for window in stages(player_of(data, name), SMALL, DARK, figures):
        if window.page is window.stage:
            assert check_measured(window)
            assert window.stage.picture.accessibleDescription()
            assert not window.stage.title.isVisible() or not window.stage.title.painted().elided


@pytest.mark.skipif(INSIDE in os.environ, reason="runs the tests of this file itself")
@pytest.mark.skipif(not LONG, reason="test_stage_matrix.py has the short form")
def test_stages_fit_on_a_screen_of_ratio_two() -> None:
    """Qt takes the ratio when it starts, so another one starts."""
    wanted = "fit and (dark or longest) and (1024x600 or 1920x1080)"
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", __file__, "-k", wanted],
        cwd=HERE.parent.parent,
        env={**os.environ, "QT_SCALE_FACTOR": "2", INSIDE: "2"},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stdout[-3000:]


@pytest.mark.skipif(INSIDE not in os.environ, reason="only on a screen of that ratio")
def test_the_ratio_is_what_it_should_be_1920x1080_fit_dark(qtbot: QtBot, dressed: QApplication) -> None:
    assert dressed.primaryScreen().devicePixelRatio() == float(os.environ[INSIDE])


@pytest.mark.no_cover
@pytest.mark.parametrize("theme", [DARK, LIGHT, HIGH_CONTRAST_DARK], ids=lambda theme: theme.name)
def test_painted_texts_stand_out(
    dressed: QApplication, player: Player, figures: FigureCache, theme: Theme
) -> None:
    measured = 0
    for window in stages(player, SMALL, theme, figures):
        if window.page is window.stage and window.stage.details.isVisible() and measured < 6:
            assert least_contrast(window) >= 7
            measured += 1
    assert measured == 6


def walked(data: ProgramData, name: str) -> Iterator[tuple[View, Picture | None]]:
    """Views of a whole session, several of each step, with the picture chosen for each."""
    yield from walked_by(player_of(data, name))


def walked_by(player: Player) -> Iterator[tuple[View, Picture | None]]:
    tour = Tour(player, DARK)
    for _ in tour.pass_gate():
        pass
    while tour.view.step is not None:
        for _ in range(24):
            yield tour.view, picture_of(tour.view)
            if tour.view.mode in PLAYING:
                tour.ticker.advance(tour.view.left_ms // 12)
        tour.end_step()
    tour.window.deleteLater()


def names(data: ProgramData, routine: str, *phases: Phase) -> list[str]:
    """The pictures of those phases, each once, in their order."""
    found = (p.content for view, p in walked(data, routine) if p and view.step and view.step.phase in phases)
    return list(dict.fromkeys(found))


def test_a_way_shows_its_pictures_in_turn(dressed: QApplication, data: ProgramData) -> None:
    assert names(data, "daily-chair-rest", Phase.WAY_DOWN) == [
        "standing_before_chair", "half_kneel_chair", "both_knees_chair", "all_fours", "all_fours_away",
        "sit_on_one_hip",
        "side_lying_rest", "lying_back_knees_bent",
    ]  # fmt: skip
    assert names(data, "daily-chair-rest", Phase.WAY_UP) == [
        "supine_knees_bent", "roll_to_side", "side_lying_rest", "side_sit_push_up", "all_fours_away",
        "all_fours", "both_knees_chair", "half_kneel_chair", "seated_rest",
    ]  # fmt: skip


def test_who_sits_is_shown_sitting_until_told_to_stand_up(dressed: QApplication, data: ProgramData) -> None:
    shown = [
        (step.phase, picture.content)
        for view, picture in walked(data, "first-class")
        if picture and (step := view.step) and step.block.kind.transition == "down"
    ]
    assert {content for phase, content in shown if phase is Phase.LEAD_IN} == {"seated_rest"}
    assert next(content for phase, content in shown if phase is Phase.WAY_DOWN) == "standing_before_chair"
    standing = [
        picture.content
        for view, picture in walked(data, "daily-chair-rest")
        if picture and view.step and view.step.block.kind.transition == "down"
    ]
    assert standing[0] == "standing_before_chair"


def test_nobody_is_shown_moving_while_cautions_are_read_out(dressed: QApplication, data: ProgramData) -> None:
    """The figure goes down to the lunge, lifts its legs or gets up when the voice says so."""
    seen: set[tuple[str, bool]] = set()
    for view, picture in walked(data, "first-class"):
        step = view.step
        if step is None or picture is None:
            continue
        at, kind = played_ms(view), step.block.kind
        if step.phase is Phase.LEAD_IN:
            cues = [c for c in step.cues if c.kind is not CueKind.TIMING]
            said = any(c.at_ms <= at for c in cues) or not cues
            assert is_told(view) is (said and not kind.transition), (step.title, at)
            seen.add((kind.transition, is_told(view)))
        elif step.phase is Phase.WAY_UP and step.key.endswith(":first"):
            assert is_told(view) is (at >= step.block.pictures[0].at_ms)
        else:
            assert is_told(view)
    assert seen == {("", False), ("", True), ("up", False), ("down", False)}


def test_who_leans_on_a_slope_never_lies_on_the_side_on_the_way_down(
    dressed: QApplication, data: ProgramData
) -> None:
    down = names(data, "short-propped-rest", Phase.WAY_DOWN)
    assert down[-3:] == ["all_fours_away", "sit_on_one_hip", "propped_rest"]


def test_who_lies_on_the_side_is_not_shown_on_the_back(dressed: QApplication, data: ProgramData) -> None:
    shown = [
        picture.content
        for view, picture in walked(data, "with-a-helper")
        if picture and view.step and view.step.position in (Position.SIDE_LYING, Position.ALL_FOURS)
    ]
    assert "side_lying_rest" in shown
    assert "supine_knees_bent" not in shown


def test_getting_up_from_the_lunge_goes_by_the_chair_beside(dressed: QApplication, data: ProgramData) -> None:
    """The exercise itself is not shown any more, and no chair jumps to another place."""
    up = ["upright_on_one_knee", "standing_beside_chair"]
    assert names(data, "walking-and-lunges", Phase.WAY_UP)[:2] == up


def test_getting_up_from_the_floor_goes_by_one_knee(dressed: QApplication, data: ProgramData) -> None:
    on_the_floor = sessions.player_of(sessions.block("bolster-sit", position="floor-seated"))
    rises = [p for view, p in walked_by(on_the_floor) if view.step and view.step.phase is Phase.WAY_UP]
    assert next(p.content for p in rises if p) == RISING.content


def test_who_lies_propped_up_is_not_shown_flat(dressed: QApplication, data: ProgramData) -> None:
    up = names(data, "short-propped-rest", Phase.WAY_UP)
    assert up[:3] == ["propped_rest", "side_lying_rest", "side_sit_push_up"]


def test_the_wait_before_rising_shows_what_it_waits_in(dressed: QApplication, data: ProgramData) -> None:
    waits = {
        picture.content
        for view, picture in walked(data, "daily-chair-rest")
        if picture and view.step and view.mode is Mode.WAITING and view.step.phase is Phase.WAY_UP
    }
    assert waits == {"side_lying_rest"}


def test_pictures_of_a_hold_come_at_their_times(dressed: QApplication, player: Player) -> None:
    late = (Picture("figure", "b", "all_fours", 20_000), Picture("figure", "a", "seated_rest", 5_000))
    tour = Tour(with_pictures(player, *late), DARK)
    for _ in tour.pass_gate():
        pass
    while tour.view.mode is not Mode.HOLD or (tour.view.step and tour.view.step.length_ms < 40_000):
        tour.end_step()
    seen = []
    for _ in range(5):
        picture = picture_of(tour.view)
        assert picture is not None
        seen.append(picture.content)
        tour.ticker.advance(7_000)
    assert seen == ["seated_rest"] * 3 + ["all_fours"] * 2


def test_a_side_is_shown_as_itself_and_the_coming_one_while_changing(
    qtbot: QtBot, dressed: QApplication, player: Player, figures: FigureCache
) -> None:
    seen = {}
    for window in stages(player, SMALL, DARK, figures):
        view = window._controller.view()
        if view.step and view.step.side:
            seen[view.step.phase, view.step.side.value] = window.stage.picture.figure[1]
    assert {side for _, side in seen} == {"left", "right"}
    assert all(side == shown for (_, side), shown in seen.items())
    assert (Phase.CHANGEOVER, "left") in seen


def test_nothing_moves_while_a_hold_lasts(
    qtbot: QtBot, dressed: QApplication, data: ProgramData, figures: FigureCache
) -> None:
    tour = Tour(player_of(data, "daily-chair-rest"), DARK, figures)
    qtbot.addWidget(tour.window)
    tour.window.resize(SMALL)
    tour.window.show()
    for _ in tour.pass_gate():
        pass
    while (
        tour.view.step is None
        or tour.view.step.block.kind.id != "chair-rest"
        or tour.view.mode is not Mode.HOLD
    ):
        tour.end_step()
    places = set()
    lines: set[str] = set()
    while tour.view.mode is Mode.HOLD and tour.view.left_ms > 5_000:
        stage = tour.window.stage
        lines.add(stage.line.text())
        places.add(tuple(part.geometry().getRect() for part in (stage.countdown, stage.ring, stage.picture)))
        tour.ticker.advance(4_000)
    assert len(lines) > 4
    assert len(places) == 1


def test_the_pause_shows_the_picture_where_there_is_room(
    dressed: QApplication, data: ProgramData, figures: FigureCache
) -> None:
    windows = stages(player_of(data, "daily-chair-rest"), SMALL, DARK, figures)
    assert any(window.page is window.pause and window.pause.picture.isVisible() for window in windows)
