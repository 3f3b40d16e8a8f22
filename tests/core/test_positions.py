"""How bodies get from one position to another: all hundred pairs."""

import itertools

import pytest

from psoas_desktop.routine.vocabulary import Position
from psoas_desktop.safety.positions import Level, Way, get_ready_ms, is_down, level, way_between

ORDER = (
    "standing", "walking", "seated", "floor-seated", "kneeling", "half-kneeling", "all-fours",
    "semi-reclined", "side-lying", "supine",
)  # fmt: skip
LETTERS = {".": Way.NONE, "D": Way.DOWN, "U": Way.UP, "R": Way.RISE}
WAYS = {
    # to:            st wa se fl kn hk af sr sl su
    "standing":      " .  .  .  D  .  .  .  D  D  D",
    "walking":       " .  .  .  D  .  .  .  D  D  D",
    "seated":        " .  .  .  D  .  .  .  D  D  D",
    "floor-seated":  " R  R  R  .  .  .  .  D  D  D",
    "kneeling":      " R  R  R  .  .  .  .  D  D  D",
    "half-kneeling": " R  R  R  .  .  .  .  D  D  D",
    "all-fours":     " R  R  R  .  .  .  .  D  D  D",
    "semi-reclined": " U  U  U  U  U  U  U  .  .  .",
    "side-lying":    " U  U  U  U  U  U  U  .  .  .",
    "supine":        " U  U  U  U  U  U  U  .  .  .",
}  # fmt: skip
PAIRS = [
    (Position(start), Position(end), LETTERS[letter])
    for start, row in WAYS.items()
    for end, letter in zip(ORDER, row.split(), strict=True)
]
LEVELS = {
    Level.UP: {"standing", "walking"},
    Level.CHAIR: {"seated"},
    Level.FLOOR: {"floor-seated", "kneeling", "half-kneeling", "all-fours"},
    Level.LYING: {"semi-reclined", "side-lying", "supine"},
}


def test_the_table_is_whole():
    assert len(PAIRS) == 100
    assert {start for start, _, _ in PAIRS} == set(Position)


@pytest.mark.parametrize(("start", "end", "way"), PAIRS)
def test_what_stands_between_two_positions(start, end, way):
    assert way_between(start, end) is way


def test_each_position_has_its_level():
    assert set().union(*LEVELS.values()) == {p.value for p in Position}
    for expected, positions in LEVELS.items():
        assert {p.value for p in Position if level(p) is expected} == positions


@pytest.mark.parametrize("position", Position)
def test_who_is_down_has_to_get_up(position):
    down = level(position) in (Level.FLOOR, Level.LYING)
    assert is_down(position) is down
    assert (way_between(position, Position.STANDING) is not Way.NONE) is down


def test_getting_ready_takes_5_10_or_20_seconds():
    knees = {Position.KNEELING, Position.HALF_KNEELING, Position.ALL_FOURS}
    for start, end in itertools.product(Position, Position):
        if way_between(start, end) is not Way.NONE:
            continue
        if start is end:
            expected = 5_000
        elif end in knees and level(start) in (Level.UP, Level.CHAIR):
            expected = 20_000
        else:
            expected = 10_000
        assert get_ready_ms(start, end) == expected, (start, end)


@pytest.mark.parametrize("start", [Position.STANDING, Position.WALKING, Position.SEATED, Position.SUPINE])
def test_getting_to_the_floor_takes_20_seconds_wherever_one_comes_from(start):
    for end in (Position.FLOOR_SEATED, Position.KNEELING, Position.HALF_KNEELING, Position.ALL_FOURS):
        assert get_ready_ms(start, end) == 20_000
