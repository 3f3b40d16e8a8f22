"""How long words take to say, and how tokens in words are filled."""

from __future__ import annotations

import re

from psoas_desktop.routine.block_kinds import CueProfile, SpokenWords
from psoas_desktop.routine.values import dataclass
from psoas_desktop.routine.vocabulary import Side

_BETWEEN_SENTENCES = re.compile(r"[.!?]+\s+(?=\S)")
_TOKEN = re.compile(r"(?:(?P<begin>^|[.!?]\s+))?\{(?P<name>side|other|minutes|title)\}")


def speech_ms(text: str, profile: CueProfile) -> int:
    """Estimates how long a voice takes.

    Args:
        text: What is said.
        profile: Its pace: words a minute, and the pause between two sentences.

    Returns:
        Milliseconds, 0 for no words. Source: reference.json, style.speech_rate_wpm and
        pause_between_sentences_ms; the pace itself is judgement.
    """
    words = len(text.split())
    if not words:
        return 0
    pauses = len(_BETWEEN_SENTENCES.findall(text))
    return words * 60_000 // profile.speech_wpm + pauses * profile.sentence_pause_ms


@dataclass(frozen=True, slots=True)
class Tokens:
    """What ``{side} {other} {minutes} {title}`` stand for in one visit of a block."""

    words: SpokenWords
    title: str
    side: Side | None
    hold_ms: int

    def fill(self, text: str) -> str:
        """Fills the tokens of a text; anything else in braces stays as it is.

        A sentence that begins with a token begins with a capital letter.
        """
        if "{" not in text:
            return text

        def put(match: re.Match[str]) -> str:
            value, begin = self._value(match["name"]), match["begin"]
            return value if begin is None else begin + value[:1].upper() + value[1:]

        return _TOKEN.sub(put, text)

    def _value(self, token: str) -> str:
        if token == "title":  # noqa: S105 - a token of a text, no secret
            return self.title
        if token == "minutes":  # noqa: S105 - as above
            return spoken_time(self.hold_ms, self.words)
        if self.side is None:
            return ""
        return self.words.sides[self.side if token == "side" else self.side.other]  # noqa: S105 - as above


def spoken_time(duration_ms: int, words: SpokenWords) -> str:
    """A duration in words, for example "five minutes" or "one minute thirty seconds"."""
    minutes, seconds = divmod(round(duration_ms / 1000), 60)
    parts = []
    if minutes:
        parts.append(f"{_number(minutes, words)} {words.minute[minutes != 1]}")
    if seconds or not minutes:
        parts.append(f"{_number(seconds, words)} {words.second[seconds != 1]}")
    return " ".join(parts)


def _number(number: int, words: SpokenWords) -> str:
    return words.numbers[number] if number < len(words.numbers) else str(number)
