"""Write the program's four sounds into resources/sounds, from nothing but arithmetic.

usage: make_sounds.py [--look] [FOLDER]

  FOLDER    where to write; resources/sounds by default
  --look    write nothing; draw each sound as text, bands of frequency against time

The bells are those of a struck bowl: pairs of partials near 330 and 660 Hz that beat slowly against each
other, swell for 45 ms and fade by themselves. Nothing rises in pitch, and nothing is loud: a voice peaks near
SPEECH_DB, and every sound stays under it.
"""

from __future__ import annotations

import array
import math
import sys
import wave
from dataclasses import dataclass
from pathlib import Path

RATE = 44_100
FULL_SCALE = 32_767
SPEECH_DB = -6.0
"""Where the peaks of a voice lie, in decibels of full scale; the sounds are set against it."""

FOLDER = Path(__file__).resolve().parent.parent / "resources" / "sounds"
FADE_SHARE = 0.1
"""The last tenth of every sound goes to nothing, so that its end does not click."""


@dataclass(frozen=True)
class Partial:
    """One decaying sine.

    Attributes:
        hertz: Its frequency, the same from beginning to end.
        share: Its part of the amplitude.
        fade_s: The time in which it falls to 1/e.
    """

    hertz: float
    share: float
    fade_s: float


@dataclass(frozen=True)
class Recipe:
    """One sound.

    Attributes:
        strikes_s: When it is struck.
        length_s: How long it lasts.
        onset_s: How long a strike swells.
        under_speech_db: How far its peak lies under the peaks of a voice.
    """

    partials: tuple[Partial, ...]
    strikes_s: tuple[float, ...]
    length_s: float
    onset_s: float
    under_speech_db: float


# The second of each pair is weak enough that the beat makes the tone shimmer and never swell again.
BOWL = (
    Partial(329.6, 0.60, 0.62),
    Partial(330.8, 0.11, 0.62),
    Partial(659.3, 0.23, 0.36),
    Partial(661.0, 0.055, 0.36),
)
WOOD = (Partial(250.0, 0.85, 0.030), Partial(187.0, 0.15, 0.022))

SOUNDS = {
    "bell-soft": Recipe(BOWL, (0.0,), 2.5, 0.045, 8.0),
    "bell-single": Recipe(BOWL, (0.0,), 2.0, 0.045, 10.0),
    "bell-double": Recipe(BOWL, (0.0, 1.2), 2.95, 0.045, 8.0),
    "wood-tick": Recipe(WOOD, (0.0,), 0.22, 0.006, 10.0),
}


def samples(recipe: Recipe) -> array.array[int]:
    """Work out a sound.

    Args:
        recipe: What it is made of.

    Returns:
        Its samples, 16 bits each; the first and the last are zero.
    """
    count = round(recipe.length_s * RATE)
    mixed = [0.0] * count
    for strike_s in recipe.strikes_s:
        first = round(strike_s * RATE)
        for index in range(first, count):
            mixed[index] += _strike(recipe, (index - first) / RATE)
    fade = round(FADE_SHARE * count)
    for back in range(fade):
        mixed[count - 1 - back] *= _swell(back / fade)
    peak = max(map(abs, mixed))
    scale = FULL_SCALE * 10 ** ((SPEECH_DB - recipe.under_speech_db) / 20) / peak
    return array.array("h", (round(value * scale) for value in mixed))


def _strike(recipe: Recipe, at_s: float) -> float:
    tone = sum(
        partial.share * math.exp(-at_s / partial.fade_s) * math.sin(2 * math.pi * partial.hertz * at_s)
        for partial in recipe.partials
    )
    return tone * _swell(at_s / recipe.onset_s)


def _swell(share: float) -> float:
    """A half cosine from 0 to 1: it has no corner that could be heard as a click."""
    return 0.5 - 0.5 * math.cos(math.pi * min(share, 1.0))


def write(folder: Path) -> list[Path]:
    """Write every sound.

    Args:
        folder: Where; it is made where it is missing.

    Returns:
        The files: mono, 16 bits, 44.1 kHz.
    """
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, recipe in SOUNDS.items():
        sound = samples(recipe)
        if sys.byteorder == "big":
            sound.byteswap()
        file = folder / f"{name}.wav"
        with wave.open(str(file), "wb") as out:
            out.setnchannels(1)
            out.setsampwidth(2)
            out.setframerate(RATE)
            out.writeframes(sound.tobytes())
        written.append(file)
    return written


def level(sound: array.array[int], hertz: float, first: int, count: int) -> float:
    """Measure one frequency in a stretch of a sound (Goertzel's filter under a Hann window).

    Args:
        sound: The samples.
        hertz: The frequency.
        first: The first sample of the stretch.
        count: How many samples it has.

    Returns:
        The amplitude as a share of full scale: 1.0 for a sine of full scale that lasts the whole stretch.
    """
    turn = 2 * math.cos(2 * math.pi * hertz / RATE)
    one = two = 0.0
    for index, value in enumerate(sound[first : first + count]):
        window = 0.5 - 0.5 * math.cos(2 * math.pi * index / count)
        one, two = value * window + turn * one - two, one
    power = max(0.0, one * one + two * two - turn * one * two)
    return 4 * math.sqrt(power) / count / FULL_SCALE


_BANDS = (125, 187, 250, 330, 440, 550, 660, 880, 1320, 2640, 5280)
_LADDER = " .:-=+*#%@"
_STEP_S = 0.1
_FLOOR_DB = -80.0


def drawing(recipe: Recipe) -> str:
    """Draw a sound as text: a row for each band, a column for each tenth of a second, 8 dB a shade."""
    sound = samples(recipe)
    count = round(_STEP_S * RATE)
    rows = []
    for band in reversed(_BANDS):
        shades = ""
        for first in range(0, len(sound), count):
            decibels = 20 * math.log10(level(sound, band, first, count) + 1e-9)
            shades += _LADDER[max(0, min(len(_LADDER) - 1, int((decibels - _FLOOR_DB) // 8)))]
        rows.append(f"{band:6d} Hz |{shades}|")
    return "\n".join(rows)


def main(arguments: list[str]) -> int:
    """Write the sounds, or draw them."""
    if "--look" in arguments:
        for name, recipe in SOUNDS.items():
            print(f"{name}, {recipe.length_s} s\n{drawing(recipe)}\n")
        return 0
    for file in write(Path(arguments[0]) if arguments else FOLDER):
        print(f"{file.name}: {file.stat().st_size} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
