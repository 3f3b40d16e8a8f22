"""Text of strangers, as it may be shown."""

from __future__ import annotations

import pytest

from psoas_desktop.ui.common.plain_text import isolated, shown


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("Chair rest", "Chair rest"),
        ("a\x00b\x1b[31mc\x9bd", "ab[31mcd"),
        ("one\n\ttwo\u2028three", "one two three"),
        ("\u202eright to left\u202c", "right to left"),
        ("\u2066\u2067\u2068x\u2069\u200f\u200e", "x"),
        ("naïve – ruhe & <b>bold</b>", "naïve – ruhe & <b>bold</b>"),
        ("نفس عميق", "نفس عميق"),
        ("\ufeffx\ue000\ufdd0", "x"),
    ],
)
def test_nothing_in_a_text_steers_the_display(given: str, kept: str) -> None:
    assert shown(given) == kept


def test_a_foreign_text_in_a_sentence_is_isolated() -> None:
    assert isolated("Chair\u202e rest") == "Chair rest"
    assert isolated("نفس\u2069") == "\u2068نفس\u2069"
