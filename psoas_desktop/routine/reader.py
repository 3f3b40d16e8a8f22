"""Reads the text of a routine file: strict in what it accepts, patient in what it goes on from.

A person who wrote a file by hand gets all mistakes at once, so every mistake that has an obvious
reading is reported and read that way. What is right goes through three regular expressions; the
slow path is only entered where one of them fails.
"""

from __future__ import annotations

import re

from psoas_desktop.routine.draft import MAX_NESTING, Array, Leaf, Member, Node, Object
from psoas_desktop.routine.tokens import Tokens

_SCALAR = r'(?:"([^"\\\x00-\x1f]*+)"|(0|-?[1-9][0-9]{0,17}+)|(true|false|null))'
_MEMBER = re.compile(rf'[ \t\n\r]*+"([^"\\\x00-\x1f]*+)"[ \t\n\r]*+:[ \t\n\r]*+{_SCALAR}[ \t\n\r]*+([,}}])')
_ITEM = re.compile(rf"[ \t\n\r]*+{_SCALAR}[ \t\n\r]*+([,\]])")
_WORDS = {"true": True, "false": False, "null": None}

_BARE_KEY = re.compile(r'([^\W\d][\w$.-]*+)"?+[ \t]*+(?=[:=])')
_KEY_AHEAD = re.compile(r'[ \t\n\r]*+(?:"[^"\n\r]*+"|[\'\u2018-\u201f][^:\n\r]*+|[^\W\d][\w$-]*+)[ \t]*+[:=]')
_DECIMALS = re.compile(r"([0-9]++)[ \t]*+(?=[,}\n\r])")
_SCRAP = re.compile(r'[^,{}\[\]\n\r"]*+')
_DEEP = re.compile(r'"(?:[^"\\]++|\\.)*+"|[\[\]{}]', re.DOTALL)
_FOLLOWS_END = re.compile(r"\s*+\Z")
_FOLLOWS_OBJECT = re.compile(r'\s*+(?:\}|,?\s*+"[^"\n\r]*+"\s*+:)')
_FOLLOWS_ARRAY = re.compile(r'\s*+(?:\]|,?\s*+(?:[{\[0-9]|"[^"\n\r]*+"\s*+[,\]]))')
_CLOSER = {"{": "}", "[": "]"}
_ASIDE = 400
"""Characters that a guess looks ahead: guesses must not make a hostile file slow."""


def _leaf(found: re.Match[str], first: int) -> Leaf:
    """Makes the leaf of a match, of which groups from ``first`` are text, whole number and word."""
    string, integer, word = found.group(first, first + 1, first + 2)
    if string is not None:
        return Leaf(string, None, found.start(first) - 1)
    if integer is not None:
        return Leaf(int(integer), None, found.start(first + 1))
    return Leaf(_WORDS[word], None, found.start(first + 2))


class Reader(Tokens):
    """Reads one document."""

    def document(self) -> Node | None:
        """Reads the whole text; None where there is nothing in it."""
        self._open: list[tuple[str, int]] = []
        self._mended = False
        self._ended = False
        if not self.space():
            self.report("empty-file", 0)
            return None
        root = self._value()
        if self.space():
            self.report("text-after-end", self.pos)
        return root

    def _value(self) -> Node:
        sign = self.space()
        at = self.pos
        if sign in ("{", "["):
            return self._container(at, sign)
        if sign == '"':
            return self.string()
        if sign and sign in ":=>":
            self.report("wrong-colon", at, text=sign)
            self.pos += 1
            return self._value()
        if sign in ("", ",", "}", "]"):
            self.report("missing-value", at)
            return Leaf(None, None, at)
        return self.odd_string() if self.is_odd_quote() else self.scalar()

    def _container(self, at: int, opener: str) -> Node:
        if len(self._open) == MAX_NESTING:
            self.report("nesting-too-deep", at)
            self._skip_deep()
            return Leaf(None, None, at)
        self.pos = at + 1
        self._open.append((opener, at))
        node: Node = self._object(at) if opener == "{" else self._array(at)
        self._open.pop()
        return node

    def _skip_deep(self) -> None:
        level = 0
        for match in _DEEP.finditer(self.text, self.pos):
            if match[0] in ("{", "["):
                level += 1
            elif match[0] in ("}", "]"):
                level -= 1
                if level == 0:
                    self.pos = match.end()
                    return
        self.pos = len(self.text)

    def _object(self, at: int) -> Object:
        members: list[Member] = []
        seen: set[str] = set()
        comma: int | None = None
        match = _MEMBER.match
        while True:
            found = match(self.text, self.pos)
            if found is None:
                ended, comma = self._slow_member(members, seen, comma)
                if ended:
                    break
                continue
            name = found[1]
            if name in seen:
                self._duplicate(members, name, found.start(1) - 1)
            else:
                seen.add(name)
                members.append(Member(name, _leaf(found, 2), None, found.start(1) - 1))
            self.pos = found.end()
            comma = self.pos - 1
            if found[5] == "}" and self._closed():
                break
        return Object(tuple(members), at)

    def _slow_member(
        self, members: list[Member], seen: set[str], comma: int | None
    ) -> tuple[bool, int | None]:
        """Reads a member step by step; says whether the object ends, and where the last comma was."""
        ended = self._no_value("}", comma)
        if ended is not None:
            return ended, None
        key = self._key(members)
        if key is None:
            return False, None
        self._colon(key)
        name = str(key.value)
        self.path.append(name)
        value = self._value()
        self.path.pop()
        if name in seen:
            self._duplicate(members, name, key.at or 0)
        else:
            seen.add(name)
            members.append(Member(name, value, key.source, key.at))
        return self._separator("}")

    def _no_value(self, closer: str, comma: int | None) -> bool | None:
        """Deals with what is no member and no item; says whether the container ends, None for a value."""
        sign = self.space()
        if sign == closer:
            if comma is not None:
                self.report("trailing-comma", comma)
            self.pos += 1
            return self._closed()
        if sign == ",":
            self.report("extra-comma", self.pos)
            self.pos += 1
            return False
        if sign in ("", "}", "]") or (closer == "}" and sign in "{["):
            return self._left(sign)
        return None

    def _key_ahead(self, at: int) -> bool:
        return _KEY_AHEAD.match(self.text, at, at + _ASIDE) is not None

    def _duplicate(self, members: list[Member], name: str, at: int) -> None:
        first = next(member.at for member in members if member.name == name)
        self.path.append(name)
        self.report("duplicate-key", at, key=name, line=self.places.at(first or 0).line)
        self.path.pop()

    def _key(self, members: list[Member]) -> Leaf | None:
        """Reads a key; None where there is something else, which is reported and passed over."""
        at = self.pos
        if self.text[at] == '"':
            return self.string(is_key=True)
        if self.is_odd_quote():
            return self.odd_string()
        bare = _BARE_KEY.match(self.text, at)
        if bare is not None:
            self.pos = bare.end()
            self.report("unquoted-key", at, key=bare[1])
            return Leaf(bare[1], None, at)
        decimals = _DECIMALS.match(self.text, at)
        last = members[-1] if members else None
        old = last.value if last is not None else None
        if (
            decimals
            and last
            and self.text[at - 1] == ","
            and isinstance(old, Leaf)
            and type(old.value) is int
        ):
            number = f"{old.value}.{decimals[1]}"
            self.path.append(last.name)
            self.report("decimal-comma", old.at or 0, text=number.replace(".", ","), write=number)
            self.path.pop()
            leaf = Leaf(float(number), None, old.at)
            members[-1] = Member(last.name, leaf, last.source, last.at)
            self.pos = decimals.end() + (self.text[decimals.end()] == ",")
            return None
        self._scrap()
        return None

    def _scrap(self) -> None:
        """Reports something that has no place here and goes behind it."""
        scrap = _SCRAP.match(self.text, self.pos)
        written = scrap[0].rstrip() if scrap else ""
        self.report("unexpected-text", self.pos, text=written or self.text[self.pos])
        self.pos += max(1, len(written))
        self._mended = True
        if self.space() == ",":
            self.pos += 1

    def _colon(self, key: Leaf) -> None:
        after = self.pos
        sign = self.space()
        if sign == ":":
            self.pos += 1
        elif sign and sign in "=;":
            self.report("wrong-colon", self.pos, text=sign)
            self.pos += 2 if self.text.startswith("=>", self.pos) else 1
        elif sign == ",":
            # "title", "Chair rest": a comma for the colon, unless a key with its colon comes next
            if not self._key_ahead(self.pos + 1) and '"' in self.text[self.pos : self.pos + 40]:
                self.report("wrong-colon", self.pos, text=sign)
                self.pos += 1
        elif sign and sign not in "}]":
            self.report("missing-colon", after, key=key.value)

    def _array(self, at: int) -> Array:
        items: list[Node] = []
        comma: int | None = None
        match = _ITEM.match
        while True:
            found = match(self.text, self.pos)
            if found is None:
                ended, comma = self._slow_item(items, comma)
                if ended:
                    break
                continue
            items.append(_leaf(found, 1))
            self.pos = found.end()
            comma = self.pos - 1
            if found[4] == "]" and self._closed():
                break
        return Array(tuple(items), at)

    def _slow_item(self, items: list[Node], comma: int | None) -> tuple[bool, int | None]:
        """Reads an item step by step; says whether the list ends, and where the last comma was."""
        ended = self._no_value("]", comma)
        if ended is not None:
            return ended, None
        self.path.append(len(items))
        if self.text[self.pos] == '"' and self._key_ahead(self.pos):
            self.report("missing-bracket", self.pos, bracket="{", line=0)
            self._open.append(("{", self.pos))
            items.append(self._object(self.pos))
            self._open.pop()
        else:
            items.append(self._value())
        self.path.pop()
        return self._separator("]")

    def _separator(self, closer: str) -> tuple[bool, int | None]:
        """Goes behind the comma after a value; says whether the container ends instead."""
        after = self.pos
        sign = self.space()
        mended, self._mended = self._mended, False
        if sign == ",":
            self.pos += 1
            return False, self.pos - 1
        if sign == closer:
            self.pos += 1
            return self._closed(), None
        if sign == ";":
            self.report("wrong-comma", self.pos, text=sign)
            self.pos += 1
        elif sign in ("", "}", "]") or (closer == "}" and sign in "{["):
            pass  # the container's own loop decides
        elif closer == "}" and sign != '"' and not self._key_ahead(self.pos):
            self._scrap()
        elif not mended:
            self.report("missing-comma", after)
        return False, None

    def _closed(self) -> bool:
        """Says whether the bracket just passed closes its container; the root's may come too early."""
        if len(self._open) > 1 or self.text[self.pos : self.pos + 1] == "" or self._ended:
            return True
        ahead = self.text[self.pos : self.pos + 200]
        if self._open[0][0] == "{" and re.match(r'\s*,\s*"[^"\n\r]*"\s*:', ahead):
            self.report("extra-bracket", self.pos - 1, text="}")
            self.space()
            self.pos += 1
            return False
        return True

    def _left(self, sign: str) -> bool:
        """Decides on a bracket, or the end, that does not fit; says whether the container ends here."""
        opener, opened = self._open[-1]
        line = self.places.at(opened).line
        if sign == "":
            if not self._ended:
                self._ended = True
                missing = "".join(_CLOSER[bracket] for bracket, _ in reversed(self._open))
                end = len(self.text.rstrip())
                self.report("missing-bracket", end, bracket=missing, line=line)
            return True
        if sign in ("{", "["):
            if len(self._open) > 1:
                self.report("missing-bracket", self.pos, bracket="}", line=line)
                self._mended = True
                return True
            self.report("unexpected-text", self.pos, text=sign)
            self._skip_deep()
            self._mended = True
            return False
        action = self._fitting(sign)
        if action == "missing":
            self.report("missing-bracket", self.pos, bracket=_CLOSER[opener], line=line)
            return True
        if action == "wrong":
            self.report("wrong-bracket", self.pos, text=sign, write=_CLOSER[opener])
            self.pos += 1
            return True
        self.report("extra-bracket", self.pos, text=sign)
        self.pos += 1
        self._mended = True
        if self.space() == ",":
            self.pos += 1
        return False

    def _fitting(self, sign: str) -> str:
        """Finds the reading of a wrong closing bracket after which the text goes on sensibly."""
        brackets = [bracket for bracket, _ in self._open]
        wanted = "{" if sign == "}" else "["
        above = len(brackets) - 1
        while above >= 0 and brackets[above] != wanted:
            above -= 1
        readings: list[tuple[str, str]] = []
        if above >= 0:
            readings.append(("missing", brackets[above - 1] if above else ""))
        readings.append(("wrong", brackets[-2] if len(brackets) > 1 else ""))
        readings.append(("extra", brackets[-1]))
        after = self.pos + 1
        for action, context in readings:
            follows = {"": _FOLLOWS_END, "{": _FOLLOWS_OBJECT, "[": _FOLLOWS_ARRAY}[context]
            if follows.match(self.text, after, after + _ASIDE):
                return action
        return readings[0][0]
