"""The stop word of a pair stays in sight while one holds the other."""

from __future__ import annotations

from psoas_desktop.playback.inputs import Answer
from psoas_desktop.playback.transitions import Mode
from psoas_desktop.ui.player.screen_tour import Tour
from tests.gui.screens import check_screen, texts


def test_the_stop_word_is_on_the_stage_during_the_stretch_alone(tour: Tour) -> None:
    while (page := tour.view.page) is not None:
        if page.id == "helper-agree":
            tour.give(Answer(page.id, "enough"))
        else:
            tour.answer("go")
    seen = {}
    while (step := tour.view.step) is not None:
        if tour.view.mode is Mode.HOLD:
            tour.ticker.advance(min(2_000, tour.view.left_ms // 2))
            seen[step.block.kind.id] = "Stop word: enough" in texts(tour.window)
            check_screen(tour.window)
        tour.end_step()
    assert seen["helper-stretch"]
    assert [kind for kind, there in seen.items() if there] == ["helper-stretch"]
