"""Text as large as its style allows."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from psoas_desktop.ui.common.fitted_text import TextStyle, fit, text_height

UNIT = 6.0
LINE = TextStyle(14.0, 11.5, lines=2, most=3)


def test_a_short_text_is_as_large_as_it_may_be(dressed: QApplication) -> None:
    fitted = fit("Halfway", LINE, UNIT, 1_000)
    assert (fitted.pixels, fitted.lines, fitted.whole) == (84, 1, True)


def test_forty_characters_stand_in_two_lines(dressed: QApplication) -> None:
    fitted = fit("Slowly bring both knees towards your bed", LINE, UNIT, 988)
    assert fitted.lines == 2
    assert fitted.whole
    assert fitted.pixels >= 69


def test_lines_are_about_equally_long(dressed: QApplication) -> None:
    fitted = fit("Slowly bring both knees towards your bed", LINE, UNIT, 988)
    widths = [fitted.layout.lineAt(i).naturalTextWidth() for i in range(2)]
    assert min(widths) > 0.7 * max(widths)


def test_the_least_size_holds_and_the_rest_is_elided(dressed: QApplication) -> None:
    fitted = fit("Rest " * 100, LINE, UNIT, 700)
    assert (fitted.pixels, fitted.lines, fitted.elided) == (69, 3, True)
    assert fitted.layout.text().endswith("…")
    assert fitted.wide <= 700


@pytest.mark.parametrize("text", ["W" * 40, "Donaudampfschifffahrtsgesellschaftskapit", "漢" * 40])
def test_a_word_that_is_too_long_is_broken_only_at_the_least_size(dressed: QApplication, text: str) -> None:
    fitted = fit(text, LINE, UNIT, 500)
    assert fitted.pixels == 69
    assert fitted.wide <= 500


def test_no_text_has_no_lines(dressed: QApplication) -> None:
    assert fit("", LINE, UNIT, 500).wide == 0


def test_heights_leave_room_for_accents_and_tails() -> None:
    assert text_height(100, 1) == 127
    assert text_height(100, 2) == 244
