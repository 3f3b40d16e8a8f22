"""What one start of the program hands to another that runs already."""

from __future__ import annotations

import json
from enum import StrEnum
from pathlib import Path

from psoas_desktop.routine.values import dataclass

_LONGEST_PATH = 4096


class Verb(StrEnum):
    """What is wished for."""

    LIBRARY = "library"
    EDIT = "edit"
    SHOW = "show"
    """A routine's page in the library: who it is by and what it needs, before anything plays."""


@dataclass(frozen=True, slots=True)
class Wish:
    """One wish.

    Attributes:
        file: Which routine; None for none.
    """

    verb: Verb = Verb.LIBRARY
    file: Path | None = None

    def as_bytes(self) -> bytes:
        """As a message."""
        return json.dumps({"verb": self.verb.value, "file": str(self.file) if self.file else ""}).encode()


def wish_from(message: bytes) -> Wish:
    """Reads a message; from any process of the same person, so anything odd is the library."""
    try:
        data = json.loads(message)
        verb, file = Verb(data["verb"]), data["file"]
    except (ValueError, KeyError, TypeError):
        return Wish()
    if not isinstance(file, str) or len(file) > _LONGEST_PATH or "\0" in file:
        return Wish()
    path = Path(file) if file else None
    return Wish(verb, path) if path is None or path.is_absolute() else Wish()
