"""Text from files as it may be shown: nothing in it steers the display."""

from __future__ import annotations

import unicodedata

_STEERS = frozenset("\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")
"""Marks, embeddings, overrides and isolates of direction: they could turn a line round or leak into ours."""

_SPACES = frozenset("\n\r\t\v\f\x85\u2028\u2029\u00a0")

_DROPPED = frozenset({"Cc", "Cs", "Co", "Cn"})

FIRST_STRONG_ISOLATE, POP_ISOLATE = "\u2068", "\u2069"


def shown(text: str) -> str:
    """Makes a text from a file fit to be shown on one line of ours.

    Args:
        text: What the file says.

    Returns:
        The text without control characters and without marks of direction; line breaks become spaces.
    """
    if text.isprintable():
        return " ".join(text.split())
    spaced = "".join(" " if char in _SPACES else char for char in text)
    kept = (c for c in spaced if c not in _STEERS and unicodedata.category(c) not in _DROPPED)
    return " ".join("".join(kept).split())


def isolated(text: str) -> str:
    """Makes a text from a file fit to stand within a sentence of ours, whatever its direction."""
    clean = shown(text)
    return clean if clean.isascii() else f"{FIRST_STRONG_ISOLATE}{clean}{POP_ISOLATE}"
