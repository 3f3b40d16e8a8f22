"""Texts, numbers and words of a routine file, written rightly or as people write them by hand."""

from __future__ import annotations

import json
import math
import re

from psoas_desktop.routine.draft import Leaf
from psoas_desktop.routine.durations import parse_duration
from psoas_desktop.routine.places import Places
from psoas_desktop.routine.problems import Problem

MAX_PROBLEMS = 200
"""After so many mistakes in its writing a file is not read further."""

_SPACE = re.compile(r"[ \t\n\r]*+")
_ODD_SPACE = re.compile("[\x0b\x0c\x85\xa0\u1680\u2000-\u200b\u2028\u2029\u202f\u205f\u3000\ufeff]+")
_LINE_COMMENT = re.compile(r"(?://|#)[^\n\r]*+")
_RIGHT = re.compile(r'(?:[^"\\\x00-\x1f]++|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*+')
_STRING = re.compile(f'"{_RIGHT.pattern}"')
_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")
_LONE = re.compile("[\ud800-\udfff]")
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*+)(?:\.[0-9]++)?+(?:[eE][+-]?[0-9]++)?+")
_AFTER_NUMBER = re.compile(r'[ \t]*+(?:[,;}\]\[{\n\r"]|//|/\*|#|(?<=[ \t])[0-9-]|\Z)')
_THOUSANDS = re.compile(r"-?[0-9]{1,3}(?:[_'\u2019 ][0-9]{3})++(?![0-9])")
_WORD = re.compile(r"(?:true|false|null)(?![\w.+\-])")
_BARE = re.compile(r'[^,;{}\[\]\n\r"]*+')
_BARE_COMMENT = re.compile(r"//|/\*|#")
_KEY_AHEAD = re.compile(r'[\w$-]+"[ \t]*:')
_QUOTE_TAIL = re.compile(r'[^\n\r"]*+(?:"(?![ \t]*(?:[,}\]\n\r]|\Z))[^\n\r"]*+)*+"')
_COLON_AHEAD = re.compile(r"[ \t\r\n]*+:")
_UNCLOSED_KEY = re.compile(r'"([\w$-]+)[ \t]*(?=:)')
_SMART = "\u2018-\u201f\u2032\u2033\u2039\u203a\xab\xbb`\xb4"
_SMART_END = re.compile(rf"[{_SMART}](?=[ \t]*[}}\]]*[ \t]*,?[ \t]*\Z)")
_LINE_TAIL = re.compile(r"[ \t]*[}\]]*[ \t]*,?[ \t]*\Z")
_SINGLE = re.compile(r"'((?:[^'\\\n\r]|\\.|'(?!\s*(?:[:=,;}\]]|\Z)))*+)'")
_CURLY = re.compile(rf"[{_SMART}]([^\n\r]*?)[{_SMART}\"'](?=\s*(?:[:=,;}}\]]|\Z)|\s+\")")
_ODD_OPENING = re.compile(rf"['{_SMART}]")
_NUMBER_LIKE = re.compile(r"[+-]?(?:\d+(?:[_'\u2019 ]\d{3})*(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?\Z")
_HEXADECIMAL = re.compile(r"0[xX][0-9a-fA-F]{1,12}\Z")
_NO_NUMBER = re.compile(r"[+-]?(?:nan|inf|infinity)\Z", re.IGNORECASE)
_WORDS = {
    "true": ("true", True),
    "yes": ("true", True),
    "on": ("true", True),
    "false": ("false", False),
    "no": ("false", False),
    "off": ("false", False),
    "none": ("null", None),
    "null": ("null", None),
    "nil": ("null", None),
    "undefined": ("null", None),
}
_ASIDE = 400
"""Characters that a guess looks ahead: guesses must not make a hostile file slow."""
_LONGEST_TEXT = 20_000
"""Characters of a text in wrong quotes, for the same reason."""


class TooManyProblemsError(Exception):
    """The file has more mistakes than anybody wants to see."""


class Tokens:
    """A text with a position in it, and the mistakes met on the way."""

    def __init__(self, text: str, places: Places) -> None:
        """Starts at the beginning of a text."""
        self.text = text
        self.places = places
        self.pos = 0
        self.path: list[str | int] = []
        self.problems: list[Problem] = []

    def report(self, code: str, at: int, **params: object) -> None:
        """Keeps a problem at an offset, within the value that is being read."""
        if len(self.problems) >= MAX_PROBLEMS:
            raise TooManyProblemsError
        place = self.places.at(at)
        self.problems.append(Problem(code, tuple(self.path), params, place=place))

    def space(self) -> str:
        """Goes to the next sign that means something, and returns it; empty at the end."""
        while True:
            match = _SPACE.match(self.text, self.pos)
            self.pos = match.end() if match else self.pos
            sign = self.text[self.pos : self.pos + 1]
            if sign in ("/", "#") and self._comment():
                continue
            odd = _ODD_SPACE.match(self.text, self.pos)
            if odd is None:
                return sign
            self.report("odd-space", self.pos)
            self.pos = odd.end()

    def _comment(self) -> bool:
        at = self.pos
        if self.text.startswith("/*", at):
            end = self.text.find("*/", at + 2)
            self.pos = len(self.text) if end < 0 else end + 2
        elif match := _LINE_COMMENT.match(self.text, at):
            self.pos = match.end()
        else:
            return False
        self.report("comment", at)
        return True

    def string(self, *, is_key: bool = False) -> Leaf:
        """Reads the text in double quotes that starts here."""
        at = self.pos
        match = _STRING.match(self.text, at)
        if match is None:
            return self._damaged_string(at, is_key=is_key)
        source = match[0]
        self.pos = match.end()
        after = self.text[self.pos : self.pos + 1]
        if is_key and ":" in source and not _COLON_AHEAD.match(self.text, self.pos):
            key = _UNCLOSED_KEY.match(self.text, at)
            if key is not None:
                self.report("unclosed-string", at)
                self.pos = key.end()
                return Leaf(key[1], None, at)
        if not is_key and (after.isalnum() or after in tuple("_-'.!?(")) and after:
            return self._interrupted_string(at)
        if "\\" not in source:
            return Leaf(source[1:-1], None, at)
        value = json.loads(source)
        if _SURROGATE.search(source) and _LONE.search(value):
            self.report("lone-surrogate", at)
            return Leaf(_LONE.sub("\ufffd", value), None, at)
        return Leaf(value, source, at)

    def _interrupted_string(self, at: int) -> Leaf:
        """Reads on where a text goes on behind its closing quote."""
        quote = self.pos - 1
        if _KEY_AHEAD.match(self.text, self.pos):
            # "chair-rest, "id": the quote that seems to close this text opens the next key
            value = self.text[at + 1 : quote].rstrip()
            self.report("unclosed-string", at)
            self.pos = at + 1 + len(value) - value.endswith(",")
            return Leaf(value.removesuffix(","), None, at)
        tail = _QUOTE_TAIL.match(self.text, self.pos, self.pos + _LONGEST_TEXT)
        if tail is not None:
            self.report("quote-in-text", quote)
            self.pos = tail.end()
        return Leaf(self.text[at + 1 : self.pos - 1], None, at)

    def _damaged_string(self, at: int, *, is_key: bool) -> Leaf:
        pieces: list[str] = []
        reported = set()
        pos = at + 1
        while True:
            right = _RIGHT.match(self.text, pos)
            if right:
                pieces.append(json.loads(f'"{right[0]}"'))
                pos = right.end()
            sign = self.text[pos : pos + 1]
            if sign == '"':
                self.pos = pos + 1
                break
            if sign == "\\":
                self.report("bad-escape", pos, text=self.text[pos : pos + 2].strip())
            elif sign in ("", "\n", "\r"):
                if self._ends_here(pos):
                    return self._unclosed(at, pos, is_key=is_key)
                if "line" not in reported:
                    self.report("line-break-in-string", pos)
                    reported.add("line")
            elif "control" not in reported:
                self.report("control-in-string", pos, tab=sign == "\t")
                reported.add("control")
            pieces.append(sign)
            pos += 1
        value = "".join(pieces)
        if _LONE.search(value):
            self.report("lone-surrogate", at)
        return Leaf(_LONE.sub("\ufffd", value), None, at)

    def _ends_here(self, pos: int) -> bool:
        """Guesses whether a text without closing quote was meant to end with its line."""
        ahead = self.text[pos : pos + _ASIDE].lstrip()
        if re.match(r'"[ \t]*(?:[,}\]\n\r]|\Z)', ahead):
            return False
        return not ahead or ahead[0] in '"{}[]'

    def _unclosed(self, at: int, end: int, *, is_key: bool) -> Leaf:
        start = max(at + 1, end - _ASIDE)
        line = self.text[start:end]
        key = _UNCLOSED_KEY.match(self.text, at) if is_key else None
        smart = _SMART_END.search(line)
        if key is not None:
            self.report("unclosed-string", at)
            self.pos = key.end()
            return Leaf(key[1], None, at)
        if smart is not None:
            self.report("smart-quotes", start + smart.start(), text=smart[0])
            self.pos = start + smart.end()
            return Leaf(self.text[at + 1 : start + smart.start()], None, at)
        tail = _LINE_TAIL.search(line)
        self.report("unclosed-string", at)
        self.pos = end if tail is None else start + tail.start()
        return Leaf(self.text[at + 1 : self.pos], None, at)

    def is_odd_quote(self) -> bool:
        """Says whether a text in quotes of the wrong form starts here."""
        return _ODD_OPENING.match(self.text, self.pos) is not None

    def odd_string(self) -> Leaf:
        """Reads a text in single, typographic or backward quotes."""
        at = self.pos
        single = self.text[at] == "'"
        match = (_SINGLE if single else _CURLY).match(self.text, at, at + _LONGEST_TEXT)
        if single:
            self.report("single-quotes", at)
        else:
            self.report("smart-quotes", at, text=self.text[at])
        if match is None:
            rest = _BARE.match(self.text, at + 1)
            self.pos = rest.end() if rest else at + 1
            return Leaf(self.text[at + 1 : self.pos].strip(), None, at)
        self.pos = match.end()
        return Leaf(match[1].replace("\\'", "'"), None, at)

    def scalar(self) -> Leaf:
        """Reads a number or a word; what is neither is reported and taken as a text."""
        at = self.pos
        word = _WORD.match(self.text, at)
        if word is not None:
            self.pos = word.end()
            return Leaf(_WORDS[word[0]][1], None, at)
        number = _NUMBER.match(self.text, at)
        thousands = _THOUSANDS.match(self.text, at)
        if number is not None and thousands is None and _AFTER_NUMBER.match(self.text, number.end()):
            self.pos = number.end()
            return self._number(number[0], at)
        return self._bare(at)

    def _number(self, source: str, at: int) -> Leaf:
        value: int | float
        if source.lstrip("-").isdigit():
            value = int(source) if len(source) < 320 else math.inf
            try:
                float(value)
            except OverflowError:
                value = math.inf
        else:
            value = float(source)
        if math.isinf(value) if isinstance(value, float) else False:
            self.report("number-too-large", at)
            return Leaf(None, None, at)
        return Leaf(value, None if repr(value) == source else source, at)

    def _bare(self, at: int) -> Leaf:
        match = _BARE.match(self.text, at)
        written = _BARE_COMMENT.split(match[0] if match else "", maxsplit=1)[0].rstrip()
        self.pos = at + len(written)
        if not written:
            self.pos = at + 1
            self.report("unexpected-text", at, text=self.text[at])
            return Leaf(None, None, at)
        word = _WORDS.get(written.lower())
        if _NO_NUMBER.match(written):
            self.report("no-such-number", at, text=written)
            return Leaf(None, None, at)
        if word is not None:
            self.report("wrong-word", at, text=written, write=word[0])
            return Leaf(word[1], None, at)
        if _HEXADECIMAL.match(written) or _NUMBER_LIKE.match(written):
            return self._odd_number(written, at)
        seconds = parse_duration(written)
        if seconds is not None:
            self.report("number-with-unit", at, text=written, seconds=seconds)
            return Leaf(seconds, None, at)
        if self.text[self.pos : self.pos + 1] == '"':  # only the opening quote is missing
            self.pos += 1
        self.report("unquoted-text", at, text=written)
        return Leaf(written, None, at)

    def _odd_number(self, written: str, at: int) -> Leaf:
        digits = re.sub(r"[_'\u2019 ]", "", written)
        number = int(digits, 16) if "x" in digits.lower() else float(digits)
        if math.isinf(number):
            self.report("number-too-large", at)
            return Leaf(None, None, at)
        value = int(number) if number == int(number) else number
        self.report("number-form", at, text=written, write=repr(value))
        return Leaf(value, None, at)
