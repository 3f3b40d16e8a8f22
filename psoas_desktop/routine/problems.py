"""A problem of a routine file: where, which, how grave, with what figures. Words come later."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from enum import StrEnum

from psoas_desktop.routine.values import dataclass

Path = tuple[str | int, ...]
"""Keys and indexes from the root of the document to a value."""


class Level(StrEnum):
    """How a problem counts: an ``error`` keeps a routine from playing."""

    ERROR = "error"
    WARNING = "warning"
    ADVICE = "advice"


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a text, both counted from 1; ``column`` counts characters."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend.

    Attributes:
        code: Stable name, the key of its sentence.
        path: Where in the document.
        params: What the sentence is filled with.
        level: How it counts.
        place: Where in the text, once known.
        at_key: Whether the place is the member's key and not its value.
    """

    code: str
    path: Path = ()
    params: Mapping[str, object] = field(default_factory=dict)
    level: Level = Level.ERROR
    place: Place | None = None
    at_key: bool = False


def pointer(path: Path) -> str:
    """Writes a path as a JSON pointer (RFC 6901)."""
    return "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in path)
