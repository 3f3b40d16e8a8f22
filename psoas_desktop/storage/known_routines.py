"""Which strangers' routines this person has looked at before: by what is in them, wherever they lie."""

from __future__ import annotations

import re
from pathlib import Path

from psoas_desktop.storage.atomic_file import write_atomic

MOST = 10_000
"""Routines that are remembered; the ones looked at first are forgotten first."""

_MARK = re.compile(r"[0-9a-f]{64}")
_LARGEST = 2 * MOST * 65


class KnownRoutines:
    """Remembers marks of files in a file of its own, read when it is first asked."""

    def __init__(self, file: Path) -> None:
        """Takes the file; it need not be there."""
        self._file = file
        self._marks: dict[str, None] | None = None

    def knows(self, mark: str) -> bool:
        """Whether a routine with just these bytes has been accepted before."""
        return mark in self._read()

    def remember(self, mark: str) -> None:
        """Takes a routine up.

        Raises:
            OSError: That could not be written; it is remembered until the program ends.
        """
        marks = self._read()
        if mark in marks or not _MARK.fullmatch(mark):
            return
        marks[mark] = None
        for old in list(marks)[:-MOST]:
            del marks[old]
        self._file.parent.mkdir(parents=True, exist_ok=True)
        write_atomic(self._file, "".join(f"{one}\n" for one in marks).encode(), private=True)

    def _read(self) -> dict[str, None]:
        if self._marks is None:
            try:
                large = self._file.stat().st_size > _LARGEST
                text = "" if large else self._file.read_text(encoding="ascii", errors="replace")
            except OSError:
                text = ""
            self._marks = dict.fromkeys(filter(_MARK.fullmatch, text.splitlines()))
        return self._marks
