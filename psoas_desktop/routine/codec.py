"""Between the bytes of a routine file and a draft."""

from __future__ import annotations

import codecs
import json
import re
from dataclasses import replace

from psoas_desktop.routine.draft import Array, Draft, Leaf, Node, Scalar
from psoas_desktop.routine.places import Places
from psoas_desktop.routine.problems import Place, Problem
from psoas_desktop.routine.reader import Reader
from psoas_desktop.routine.tokens import TooManyProblemsError
from psoas_desktop.routine.values import dataclass

MAX_FILE = 64 * 1024 * 1024
"""Bytes of a file, pictures included."""

MAX_TEXT = 16 * 1024 * 1024
"""Bytes of a file without its pictures."""

LINE_WIDTH = 100
"""Characters of a line up to which a list of plain values is written on one."""

_PICTURE = re.compile(rb'"base64"[ \t\r\n]*+:[ \t\r\n]*+"([^"\\]*+)"')


@dataclass(frozen=True, slots=True)
class Decoded:
    """What was read from a file.

    Attributes:
        draft: The document as far as it could be read; None where nothing could.
        places: Lines and columns of the text.
        problems: The mistakes of writing, each with its place.
    """

    draft: Draft | None
    places: Places
    problems: tuple[Problem, ...] = ()

    @property
    def sound(self) -> bool:
        """Whether the text is right, so that saving the draft loses nothing."""
        return self.draft is not None and not self.problems


def decode(data: bytes) -> Decoded:
    """Reads the bytes of a routine file.

    Args:
        data: The whole file.

    Returns:
        The draft with all mistakes of writing; nothing is raised, whatever the bytes are.
    """
    refused = refusal(data)
    if refused is not None:
        return Decoded(None, Places(""), (replace(refused, place=Place(1, 1)),))
    data = data.removeprefix(codecs.BOM_UTF8)
    first: list[Problem] = []
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        good = data[: error.start].decode()
        text = data.decode(errors="replace")
        first = [Problem("invalid-utf8", place=Places(good).at(len(good)))]
    places = Places(text)
    reader = Reader(text, places)
    try:
        root = reader.document()
    except TooManyProblemsError:
        root = None
        reader.problems.append(Problem("too-many-problems", place=places.at(reader.pos)))
    problems = (*first, *reader.problems)
    return Decoded(None if root is None else Draft(root), places, problems)


def refusal(data: bytes) -> Problem | None:
    """Says why a file is not read at all, if so."""
    if len(data) > MAX_FILE:
        return Problem("file-too-large", params={"max": MAX_FILE // 2**20})
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, b"{\0", b"\0{", b"\0\0\0{")):
        return Problem("utf-16")
    if b"\0" in data:
        return Problem("not-text")
    if len(data) > MAX_TEXT:
        pictures = sum(match.end(1) - match.start(1) for match in _PICTURE.finditer(data))
        if len(data) - pictures > MAX_TEXT:
            return Problem("text-too-large", params={"max": MAX_TEXT // 2**20})
    return None


def encode(draft: Draft) -> bytes:
    """Writes a draft as the bytes of a file.

    Two spaces a level, one line feed at the end, no byte order mark. A list of plain values stands on
    one line where it fits. Leaves that were read are written as they stood; the rest is plain UTF-8.
    """
    out: list[str] = []
    _write(draft.root, "\n", 0, out)
    out.append("\n")
    return "".join(out).encode()


def _text(value: Scalar, source: str | None) -> str:
    return json.dumps(value, ensure_ascii=False) if source is None else source


def _write(node: Node, line: str, used: int, out: list[str]) -> None:
    """Writes a node; ``line`` starts a line at its level, ``used`` counts what stands before it."""
    if isinstance(node, Leaf):
        out.append(_text(node.value, node.source))
        return
    deeper = line + "  "
    if isinstance(node, Array):
        leaves = [_text(item.value, item.source) for item in node.items if isinstance(item, Leaf)]
        flat = f"[{', '.join(leaves)}]"
        if len(leaves) == len(node.items) and (used + len(flat) <= LINE_WIDTH or not leaves):
            out.append(flat)
            return
        separator = "["
        for item in node.items:
            out.append(separator + deeper)
            _write(item, deeper, len(deeper), out)
            separator = ","
        out.append(line + "]")
        return
    separator = "{"
    for member in node.members:
        key = f"{separator}{deeper}{_text(member.name, member.source)}: "
        out.append(key)
        _write(member.value, deeper, len(key), out)
        separator = ","
    out.append(line + "}" if node.members else "{}")
