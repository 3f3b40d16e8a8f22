"""Where cards stand, for any width and any number of them; what is said of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QRect

from psoas_desktop.playback.summary import Summary
from psoas_desktop.routine.vocabulary import Position
from psoas_desktop.storage.library_search import understand
from psoas_desktop.storage.search_words import PHRASES, THINGS
from psoas_desktop.ui.library import words
from psoas_desktop.ui.library.page_layout import EDGE, lay_out

counts = st.lists(st.integers(0, 40), max_size=5)
widths = st.integers(1, 4000)
scales = st.sampled_from([1.0, 1.25, 1.5, 2.0])


@given(counts, widths, scales)
def test_every_card_is_found_where_it_stands(numbers, width, scale):
    plan = lay_out(numbers, width, scale, 100)
    for row in range(sum(numbers)):
        card = plan.card(row)
        assert plan.row_at(card.center()) == row
        assert plan.row_at(card.bottomRight()) == row
        assert card.bottom() < plan.high
        assert card.left() >= EDGE
        assert plan.columns == 1 or card.right() < width - EDGE + 1


@given(counts, widths, scales)
def test_what_an_area_touches_is_what_is_painted(numbers, width, scale):
    plan = lay_out(numbers, width, scale, 100)
    for top in range(0, plan.high, 500):
        area = QRect(0, top, width + 400, 500)
        assert plan.rows_in(area) == [r for r in range(sum(numbers)) if plan.card(r).intersects(area)]


@given(counts.filter(any), widths, st.data())
def test_going_down_and_up_passes_every_section(numbers, width, data):
    plan = lay_out(numbers, width, 1.0)
    row = data.draw(st.integers(0, sum(numbers) - 1))
    below = plan.moved(row, 1)
    assert below >= row
    assert plan.card(below).top() > plan.card(row).top() or plan.block_of(row) is plan.block_of(below)
    assert plan.moved(row, 1000) == plan.moved(plan.moved(row, 1000), 1)
    assert plan.moved(row, -1000) == plan.moved(plan.moved(row, -1000), -1)


@pytest.mark.parametrize(("width", "columns"), [(1024, 3), (1366, 4), (1920, 6), (300, 1)])
def test_columns(width, columns):
    assert lay_out((9,), width, 1.0).columns == columns


def test_nothing_stands_between_cards():
    plan = lay_out((4,), 1024, 1.0)
    assert plan.row_at(QPoint(2, 2)) is None
    gap = plan.card(0).right() + 4
    assert plan.row_at(QPoint(gap, plan.card(0).center().y())) is None


def test_things_by_their_short_names():
    found = Summary(
        props=("Steady chair: no wheels", "Cushion for your knee", "A yoga strap, two metres", "Pillows"),
        prop_ids=("chair", "knee-cushion", "", "pillows"),
    )
    assert words.needs(found) == "Needs chair, cushion, A yoga strap, pillows"
    assert words.needs(Summary()) == "Nothing to fetch"


def test_time_and_the_lowest_position_first():
    found = Summary(total_ms=654_000, positions=(Position.STANDING, Position.KNEELING, Position.SUPINE))
    assert words.time_and_positions(found) == "11 min · On the back, kneeling, standing"
    assert words.minutes(1) == "1 min"


def test_what_is_filled_in_is_not_read_again():
    assert words.tr("{a} {b}", a="{b}", b="x") == "{b} x"


@pytest.mark.parametrize("text", [*(w for t in PHRASES.values() for w in t.split("|")), *THINGS, "word"])
def test_everything_understood_has_a_chip(text):
    (part,) = understand(text.replace("#", "12")).parts
    said = words.chip(part)
    assert said
    assert "{" not in said
