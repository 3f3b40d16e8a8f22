"""Every screen at every size: no text cut off, none over another, sizes as promised."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from psoas_desktop.playback.player import GUARD_MS, Player
from psoas_desktop.playback.transitions import ON_THE_WAY, PLAYING
from psoas_desktop.routine.model import Block, Routine
from psoas_desktop.storage.program_data import ProgramData
from psoas_desktop.storage.resources import routines_root
from psoas_desktop.ui.common.theme import HIGH_CONTRAST_DARK, LIGHT, Theme
from psoas_desktop.ui.player.countdown import LEAST
from psoas_desktop.ui.player.screen_tour import Tour, stopped_sessions, whole_session
from psoas_desktop.ui.player.stage import LINE_LEAST
from psoas_desktop.ui.player.window import PlayerWindow
from tests.gui.conftest import SIZES, routine_of
from tests.gui.screens import check_screen

NARROW = (QSize(1024, 768), QSize(1280, 1024), QSize(800, 600), QSize(3840, 2160), QSize(900, 1600))

LONGEST_WORD = 16


def check_stage(window: PlayerWindow) -> None:
    """The promised sizes, in hundredths of the screen's height, for words that can be wrapped."""
    unit = window.unit
    stage = window.stage
    if stage.countdown.isVisible():
        assert stage.countdown.pixels >= math.floor(LEAST * unit)
    wide = window.width() >= 1.6 * window.height()
    if wide and all(len(word) <= LONGEST_WORD for word in stage.line.text().split()):
        assert stage.line.painted().pixels >= math.floor(LINE_LEAST * unit)
    assert stage.title.isHidden() or stage.title.painted().pixels >= math.floor(7 * unit)
    banner = window.banner.message.painted()
    assert banner.pixels >= math.floor(8 * unit)
    assert not banner.elided
    if len(window.banner.message.text()) <= 28:
        assert banner.lines <= 2
    assert window.footer.unwell_button.height() >= 64


def play_through(player: Player, size: QSize, theme: Theme | None = None) -> int:
    count = 0
    seen: set[PlayerWindow] = set()
    tours = (whole_session(player, theme or LIGHT), stopped_sessions(player, theme or LIGHT))
    for tour in tours:
        for window, *_ in tour:
            if window not in seen:
                seen.add(window)
                window.resize(size)
                window.show()
            QApplication.processEvents()
            check_screen(window)
            if window.page is window.stage:
                check_stage(window)
            count += 1
    for window in seen:
        window.hide()
        window.deleteLater()
    return count


@pytest.mark.no_cover
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size.width()}x{size.height()}")
def test_screens_of_a_routine_fit(dressed: QApplication, player: Player, size: QSize) -> None:
    assert play_through(player, size) > 25


@pytest.mark.no_cover
@pytest.mark.parametrize("size", [*SIZES, *NARROW], ids=lambda size: f"{size.width()}x{size.height()}")
def test_screens_of_the_longest_texts_fit(dressed: QApplication, longest: Player, size: QSize) -> None:
    assert play_through(longest, size) > 25


@pytest.mark.no_cover
@pytest.mark.parametrize("text", ["W" * 40, "Entspannungsübungsanleitung Rückenlage!!", "漢字" * 20])
def test_words_that_cannot_be_wrapped_fit(dressed: QApplication, longest: Player, text: str) -> None:
    def with_text(routine: Routine) -> Routine:
        items = []
        for item in routine.items:
            assert isinstance(item, Block)
            cues = tuple(replace(cue, show=text if cue.show else "") for cue in item.cues)
            banners = tuple(replace(banner, short_text=text) for banner in item.banners)
            items.append(replace(item, cues=cues, banners=banners, title=text * 5))
        return replace(routine, items=tuple(items))

    assert play_through(replace(longest, routine=with_text(longest.routine)), SIZES[0]) > 25


@pytest.mark.parametrize("path", sorted(routines_root().glob("*.psoas.json")), ids=lambda path: path.stem)
def test_what_to_have_ready_is_large_and_whole_on_a_small_screen(
    open_window: Callable[..., Tour], data: ProgramData, path: Path
) -> None:
    routine = routine_of(data, path.name.removesuffix(".psoas.json"))
    tour = open_window(Player(routine, data.catalogue, data.rules))
    tour.window.offer_sound_test()
    assert any(name == "gate-prepare" for name in tour.pass_gate())
    body = tour.window.gate.body
    assert not body.overflows
    assert all(line.painted().pixels >= math.floor(3.4 * tour.window.unit) for line in body.sheet.lines)


def test_pages_of_the_window_itself_fit(open_window: Callable[..., Tour], longest: Player) -> None:
    for size in SIZES:
        tour = open_window(longest, size, HIGH_CONTRAST_DARK)
        for key in (Qt.Key.Key_Escape, Qt.Key.Key_F1):
            QTest.keyClick(tour.window, key)
            check_screen(tour.window)
            QTest.keyClick(tour.window, Qt.Key.Key_Escape)
        for _ in tour.pass_gate():
            pass
        while tour.view.mode not in PLAYING or tour.view.mode.value != "hold":
            tour.end_step()
        for key in (Qt.Key.Key_Escape, Qt.Key.Key_F1):
            tour.ticker.advance(GUARD_MS)
            QTest.keyClick(tour.window, key)
            assert tour.view.mode not in ON_THE_WAY
            check_screen(tour.window)
            QTest.keyClick(tour.window, Qt.Key.Key_Escape)


def test_a_window_that_is_resized_fits_at_once(open_window: Callable[..., Tour], longest: Player) -> None:
    tour = open_window(longest)
    for _ in tour.pass_gate():
        pass
    for size in (*SIZES, *NARROW, SIZES[0]):
        tour.window.resize(size)
        QApplication.processEvents()
        check_screen(tour.window)


def test_a_list_that_is_too_long_is_scrolled_by_keys(
    open_window: Callable[..., Tour], player: Player
) -> None:
    tour = open_window(player)
    body = tour.window.gate.body
    body.set_content("", tuple("Do not press your low back down. Let it settle. " * 4 for _ in range(30)))
    tour.window.gate.arrange()
    QApplication.processEvents()
    assert body.has_more_below
    assert min(label.painted().pixels for label in body.sheet.lines) >= 15
    check_screen(tour.window)
    for _ in range(50):
        QTest.keyClick(tour.window, Qt.Key.Key_PageDown)
    assert body.overflows
    assert not body.has_more_below
