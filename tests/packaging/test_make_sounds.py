"""The sounds, measured: onset, length, spectrum, level, ends; and the files are what the script writes."""

from __future__ import annotations

import array
import math
import sys
import wave
from itertools import pairwise

import pytest

import make_sounds
from make_sounds import FOLDER, FULL_SCALE, RATE, SOUNDS, SPEECH_DB, level

BELLS = [name for name in SOUNDS if name.startswith("bell")]
UNDER_SPEECH_DB = {"bell-soft": 6, "bell-single": 10, "bell-double": 6, "wood-tick": 6}
SECOND = RATE
SCAN_HZ = range(100, 1000, 10)


def read(file):
    with wave.open(str(file), "rb") as sound:
        assert (sound.getnchannels(), sound.getsampwidth(), sound.getframerate()) == (1, 2, RATE)
        samples = array.array("h", sound.readframes(sound.getnframes()))
    if sys.byteorder == "big":
        samples.byteswap()
    return samples


@pytest.fixture(scope="module")
def sounds():
    return {name: read(FOLDER / f"{name}.wav") for name in SOUNDS}


def envelope(sound, window=441):
    """The peak of every hundredth of a second."""
    return [max(map(abs, sound[first : first + window])) for first in range(0, len(sound), window)]


def decibels(value):
    return 20 * math.log10(value / FULL_SCALE)


def test_the_committed_files_are_what_the_script_writes(tmp_path, sounds):
    written = make_sounds.write(tmp_path)
    assert {file.name for file in written} == {file.name for file in FOLDER.iterdir()}
    for name, sound in sounds.items():
        again = read(tmp_path / f"{name}.wav")
        # One step of 65,536: the last digit of a sine is the C library's.
        assert len(again) == len(sound)
        assert max(abs(one - other) for one, other in zip(again, sound, strict=True)) <= 1


@pytest.mark.parametrize("name", SOUNDS)
def test_each_begins_and_ends_at_nothing_and_without_a_jump(sounds, name):
    sound = sounds[name]
    assert sound[0] == sound[-1] == 0
    peak = max(map(abs, sound))
    assert max(map(abs, sound[:9])) < peak * 0.02
    assert max(map(abs, sound[-441:])) < peak * 0.02
    # A sine of the highest partial at that level changes no faster than this; a click would, many times over.
    highest = max(partial.hertz for partial in SOUNDS[name].partials)
    steepest = max(abs(two - one) for one, two in pairwise(sound))
    assert steepest <= 1.1 * peak * 2 * math.pi * highest / RATE


@pytest.mark.parametrize("name", SOUNDS)
def test_none_is_longer_than_three_seconds(sounds, name):
    assert len(sounds[name]) < 3 * SECOND


@pytest.mark.parametrize(("name", "seconds"), [("bell-soft", 2.5), ("bell-single", 2.0)])
def test_a_strike_lasts_as_long_as_it_should_and_dies_away(sounds, name, seconds):
    assert len(sounds[name]) == pytest.approx(seconds * SECOND, rel=0.01)
    fifth = SECOND // 5
    levels = [
        level(sounds[name], 330, first, fifth)
        for first in range(fifth // 2, len(sounds[name]) - fifth, fifth)
    ]
    assert levels == sorted(levels, reverse=True)


@pytest.mark.parametrize("name", SOUNDS)
def test_peaks_lie_under_a_voice(sounds, name):
    peak = decibels(max(map(abs, sounds[name])))
    assert SPEECH_DB - 20 < peak <= SPEECH_DB - UNDER_SPEECH_DB[name] + 0.01


@pytest.mark.parametrize("name", BELLS)
def test_a_bell_swells_for_30_to_60_ms(sounds, name):
    loud = envelope(sounds[name], 44)[:200]
    peak = max(loud)
    onset_ms = next(index for index, value in enumerate(loud) if value >= peak * 0.9)
    assert 30 <= onset_ms <= 60


@pytest.mark.parametrize("name", BELLS)
def test_a_bell_is_heard_near_330_and_660_hz_and_nowhere_else(sounds, name):
    levels = {hertz: level(sounds[name], hertz, 2205, 22050) for hertz in SCAN_HZ}
    loudest = max(levels, key=levels.get)
    assert loudest == 330
    upper = {hertz: value for hertz, value in levels.items() if hertz > 450}
    assert max(upper, key=upper.get) == 660
    for hertz, value in levels.items():
        if abs(hertz - 330) > 20 and abs(hertz - 660) > 20:
            assert value < levels[330] * 0.01, hertz


@pytest.mark.parametrize("name", SOUNDS)
def test_the_pitch_never_rises(sounds, name):
    sound = sounds[name]
    step = len(sound) // 5
    pitches = []
    for first in range(0, step * 4, step):
        levels = {hertz: level(sound, hertz, first, step) for hertz in range(150, 900, 10)}
        pitches.append(max(levels, key=levels.get))
    assert pitches[0] in (250, 330)
    assert all(after <= before for before, after in pairwise(pitches))


def test_the_double_bell_is_struck_twice(sounds):
    loud = envelope(sounds["bell-double"])
    second = max(range(60, len(loud)), key=loud.__getitem__)
    assert second / 100 == pytest.approx(1.2 + 0.045, abs=0.05)
    assert loud[118] < loud[second] * 0.4


def test_the_tick_is_short_and_low(sounds):
    tick = sounds["wood-tick"]
    assert len(tick) < 0.3 * SECOND
    levels = {hertz: level(tick, hertz, 0, len(tick)) for hertz in SCAN_HZ}
    assert 230 <= max(levels, key=levels.get) <= 270
    loud = envelope(tick)
    assert loud.index(max(loud)) <= 2
    assert loud[12] < max(loud) * 0.1


def test_a_sine_is_measured_as_what_it_is():
    half = array.array("h", (round(16384 * math.sin(2 * math.pi * 440 * i / RATE)) for i in range(4410)))
    assert level(half, 440, 0, 4410) == pytest.approx(0.5, rel=0.02)
    assert level(half, 880, 0, 4410) < 0.005


def test_a_drawing_has_a_row_for_each_band_and_the_tone_in_its_row():
    rows = make_sounds.drawing(SOUNDS["wood-tick"]).splitlines()
    strongest = max(rows, key=lambda row: make_sounds._LADDER.index(row.partition("|")[2][0]))
    assert strongest.startswith("   250 Hz")
