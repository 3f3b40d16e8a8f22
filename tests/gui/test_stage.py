"""The stage: what is always on screen while a routine runs."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from psoas_desktop.playback.inputs import Next
from psoas_desktop.playback.player import Player
from psoas_desktop.playback.transitions import PLAYING, Mode
from psoas_desktop.ui.common.theme import DARK
from psoas_desktop.ui.common.words import SIGNAL_WORDS, coming, step_details
from psoas_desktop.ui.player.footer import UNWELL_LEAST_PX
from psoas_desktop.ui.player.screen_tour import Tour
from tests.core.sessions import block, player_of
from tests.gui.conftest import SIZES
from tests.gui.screens import texts


def test_what_comes_next_reads_as_a_sentence(dressed: QApplication) -> None:
    tour = Tour(player_of(block("kneeling-lunge"), block("seated-rest")), DARK)
    said = set()
    for _ in tour.pass_gate():
        pass
    while tour.view.step is not None:
        said.add(coming(tour.view))
        tour.end_step()
    assert "Next: getting up" in said
    tour.window.deleteLater()


def test_everything_is_always_on_the_stage(begun: Tour) -> None:
    seen = set()
    while begun.view.step is not None:
        view, window = begun.view, begun.window
        shown = texts(window).splitlines()
        assert view.step is not None
        assert view.banner is not None
        assert view.step.title in shown
        assert view.line in shown
        assert view.banner.short_text in shown
        assert SIGNAL_WORDS[view.banner.severity] in shown
        assert coming(view) in shown
        details = " · ".join(filter(None, (step_details(view.step), view.stop_word)))
        assert not details or details in shown
        assert "I feel unwell" in shown
        assert window.footer.unwell_button.height() >= UNWELL_LEAST_PX
        if view.mode in PLAYING:
            assert f"{-(-view.left_ms // 1000) // 60}:{-(-view.left_ms // 1000) % 60:02}" in shown
        else:
            assert "I am ready" in shown
            assert window.stage.ready.hasFocus()
        seen.add(view.mode)
        begun.end_step()
        begun.ticker.advance(min(900, begun.view.left_ms // 2))
    assert {Mode.HOLD, Mode.CHANGEOVER, Mode.WAITING, Mode.LEAD_IN, Mode.WAY_DOWN, Mode.WAY_UP} <= seen


def test_the_side_is_named_now_and_next(begun: Tour) -> None:
    sides = set()
    while begun.view.step is not None:
        if begun.view.step.side:
            sides.add(begun.window.stage.details.text().split(" · ")[0])
        coming_step = begun.view.coming
        if coming_step and coming_step.side:
            assert f"{coming_step.side.value} side" in begun.window.footer.coming.text()
        begun.end_step()
    assert sides == {"Left side", "Right side"}


def test_banners_of_a_lead_in_come_in_their_turn(begun: Tour) -> None:
    while begun.view.mode is not Mode.LEAD_IN or not begun.view.step or len(begun.view.step.banners) < 2:
        begun.end_step()
    shown = []
    for banner in begun.view.step.banners:
        state = begun.controller.state
        begun.ticker.advance(max(0, banner.at_ms - state.elapsed_ms) + 100)
        shown.append(begun.window.banner.message.text())
    assert shown == [banner.banner.short_text for banner in begun.view.step.banners]


def test_the_countdown_stays_in_its_place(begun: Tour) -> None:
    window = begun.window
    places = set()
    step = begun.view.step
    while begun.view.step is step and begun.view.left_ms > 1_000:
        places.add(window.stage.countdown.geometry().getRect())
        begun.ticker.advance(700)
    assert len(places) == 1


def test_the_bar_grows(begun: Tour) -> None:
    shares = []
    while begun.view.step is not None:
        shares.append(begun.window.footer._share)
        begun.end_step()
    assert shares == sorted(shares)
    assert shares[-1] > 0.9


def test_a_note_stands_for_a_while(begun: Tour) -> None:
    while begun.view.mode is not Mode.WAY_DOWN:
        begun.end_step()
    begun.give(Next())
    assert "Getting down and up is not skipped." in texts(begun.window)
    begun.window.note_timer.timeout.emit()
    assert "Getting down and up is not skipped." not in texts(begun.window)


def test_parts_say_what_they_are(begun: Tour) -> None:
    stage = begun.window.stage
    assert stage.countdown.accessibleName().endswith("left")
    assert stage.line.accessibleName() == begun.view.line
    assert stage.line.accessibleDescription() == "What to do now"
    banner = begun.view.banner
    assert banner is not None
    assert banner.short_text in begun.window.banner.accessibleName()


def test_a_long_title_is_elided_and_accessible_in_full(
    open_window: Callable[..., Tour], longest: Player
) -> None:
    tour = open_window(longest)
    for _ in tour.pass_gate():
        pass
    while tour.view.mode is not Mode.HOLD:
        tour.end_step()
    tour.ticker.advance(1_000)
    title = tour.window.stage.title
    assert title.isVisible()
    assert title.painted().elided
    assert len(title.accessibleName()) >= 199


def test_the_ring_follows_the_step(open_window: Callable[..., Tour], player: Player) -> None:
    tour = open_window(player)
    for _ in tour.pass_gate():
        pass
    while tour.view.mode is not Mode.HOLD:
        tour.end_step()
    stage = tour.window.stage
    for _ in range(5):
        tour.ticker.advance(1_000)
        assert stage.ring.share == pytest.approx(tour.view.step_share, abs=0.001)


def test_the_bar_of_the_routine_is_drawn_to_scale(
    qtbot: QtBot, dressed: QApplication, player: Player
) -> None:
    tour = Tour(player, DARK)
    qtbot.addWidget(tour.window)
    tour.window.resize(SIZES[0])
    for _ in tour.pass_gate():
        pass
    footer = tour.window.footer
    steps = tour.controller.state.steps
    tour.window.show_steps(steps)
    blocks = len({step.visit for step in steps})
    segments = footer.segments()
    assert 4 <= len(segments) <= blocks
    assert all(a.right() < b.left() for a, b in pairwise(segments))
    longest = max(segments, key=lambda part: part.width())
    whole = segments[-1].right() - segments[0].left()
    lengths = [sum(s.planned_ms for s in steps if s.visit == visit) for visit in {s.visit for s in steps}]
    assert longest.width() / whole == pytest.approx(max(lengths) / sum(lengths), abs=0.01)
    footer.set_parts(tuple([1] * 2_000))
    assert 10 < len(footer.segments()) < 200
    footer.set_parts(())
    assert len(footer.segments()) == 1
