"""A file as text that can be edited: what is not touched keeps every byte. No Qt.

What an editor would change or choke on stands as a token in the shown text: the middle of very long lines,
and signs that a text widget takes for ends of lines.
"""

from __future__ import annotations

import codecs
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import count

from psoas_desktop.routine.problems import Place

LONGEST_LINE = 1_000
"""Characters of a line that are shown; of a longer one the middle is folded to a token."""

MOST_SHOWN = 4 * 1024 * 1024
"""Characters of a text that are shown at all."""

_KEPT = 200
"""Characters that stay before and behind a fold."""

_END = re.compile(r"\r\n|\n|\r")
_ODD = re.compile("[\x00\u2029\ufdd0\ufdd1]")
_OPEN, _CLOSE = "⟦", "⟧"
_COMPARED = 4_000_000
"""Pairs of lines up to which kept lines are looked for one by one."""


class SourceText:
    """The text of a file, and the way back to its bytes.

    Attributes:
        shown: What is put into the editor; its lines end in a line feed.
    """

    def __init__(self, data: bytes) -> None:
        """Takes the bytes of a file.

        Raises:
            UnicodeDecodeError: It is not UTF-8.
        """
        self._mark = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
        text = data[len(self._mark) :].decode()
        lines = _END.split(text)
        self._ends: tuple[str, ...] = tuple(_END.findall(text))
        self._end = Counter(self._ends).most_common(1)[0][0] if self._ends else "\n"
        self._folded: dict[str, str] = {}
        # The sign of a token must not stand in the file.
        self._sign = next(sign for extra in count(1) if (sign := _OPEN + "…" * extra) not in text)
        self._token = re.compile(re.escape(self._sign) + "[^⟧]{1,40}" + _CLOSE)
        self._lines = [self._fold(line) for line in lines]
        self.shown = "\n".join(self._lines)

    def data(self, shown: str) -> bytes:
        """The bytes of what the editor holds now: tokens unfolded, ends of lines as they were."""
        lines = shown.split("\n")
        ends = self._ends_of(lines)
        text = "".join(self.unfolded(line) + end for line, end in zip(lines, ends, strict=True))
        return self._mark + text.encode()

    def unfolded(self, text: str) -> str:
        """What a piece of the shown text stands for."""
        return self._token.sub(lambda match: self._folded.get(match[0], match[0]), text)

    def shown_place(self, place: Place, line: str) -> Place:
        """Where a place of the file is in the shown text.

        Args:
            place: Its line, and its column in the file.
            line: The shown text of that line.
        """
        raw = at = 0
        wanted = place.column - 1
        for match in self._token.finditer(line):
            before = match.start() - at
            if wanted < raw + before:
                break
            raw, at = raw + before, match.end()
            length = len(self._folded.get(match[0], match[0]))
            if wanted < raw + length:
                return Place(place.line, match.start() + 1)
            raw += length
        return Place(place.line, min(at + wanted - raw, len(line)) + 1)

    def _fold(self, line: str) -> str:
        folded = _ODD.sub(lambda match: self._new_token(match[0], f"U+{ord(match[0]):04X}"), line)
        if len(line) <= LONGEST_LINE:
            return folded
        middle = line[_KEPT:-_KEPT]
        token = self._new_token(middle, f"{len(middle):,}")
        return self._fold(line[:_KEPT]) + token + self._fold(line[-_KEPT:])

    def _new_token(self, held: str, words: str) -> str:
        token = f"{self._sign} {len(self._folded) + 1}: {words} {_CLOSE}"
        self._folded[token] = held
        return token

    def _ends_of(self, lines: Sequence[str]) -> list[str]:
        """The end of each line: where all are alike, that; else those of the lines that stayed."""
        ends = [self._end] * (len(lines) - 1) + [""]
        if len(set(self._ends)) > 1:
            for old, new, length in _same(self._lines, lines):
                for offset in range(length):
                    if old + offset < len(self._ends) and new + offset < len(lines) - 1:
                        ends[new + offset] = self._ends[old + offset]
        return ends


def _same(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int, int]]:
    """The stretches of lines that both have: where in the old, where in the new, how many."""
    most = min(len(old), len(new))
    start = bisect_left(range(most), True, key=lambda at: old[: at + 1] != new[: at + 1])
    rest = most - start
    end = bisect_left(range(rest), True, key=lambda at: old[len(old) - at - 1 :] != new[len(new) - at - 1 :])
    found = [(0, 0, start), (len(old) - end, len(new) - end, end)]
    middle_old, middle_new = old[start : len(old) - end], new[start : len(new) - end]
    if len(middle_old) == len(middle_new):
        found.append((start, start, len(middle_old)))  # changed in place: their ends stay
    elif len(middle_old) * len(middle_new) <= _COMPARED:
        matcher = SequenceMatcher(None, middle_old, middle_new, autojunk=False)
        found += [(start + one.a, start + one.b, one.size) for one in matcher.get_matching_blocks()]
    return found
