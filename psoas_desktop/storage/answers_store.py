"""What is remembered of the person who follows routines here: one small file that nobody else can read."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from psoas_desktop.routine.vocabulary import Position
from psoas_desktop.safety.memory import LONGEST_NOTE, Remembered
from psoas_desktop.storage.atomic_file import DISK, Disk, sweep_orphans, write_atomic
from psoas_desktop.storage.disk_words import in_words
from psoas_desktop.storage.ordinary_file import read_ordinary

VERSION = 1
_MAX_FILE = 256 * 1024
_MOST = 500
_LONGEST = 200


class AnswersStore:
    """Keeps what is remembered from one session to the next."""

    def __init__(self, path: Path, disk: Disk = DISK) -> None:
        """Takes the file; it need not be there."""
        self._path, self._disk = path, disk

    def load(self) -> Remembered | None:
        """What is remembered; None for nobody, and where the file is broken or of another version."""
        try:
            data = json.loads(read_ordinary(self._path, _MAX_FILE))
            return _remembered(data) if isinstance(data, dict) and data.get("version") == VERSION else None
        except (OSError, ValueError, TypeError, KeyError, RecursionError):
            return None

    def save(self, remembered: Remembered) -> None:
        """Writes it; others on this computer cannot read it.

        Raises:
            OSError: It could not be written; what was there is whole, and ``strerror`` is a sentence.
        """
        with in_words(self._path):
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        text = json.dumps(_data(remembered), indent=2)
        write_atomic(self._path, f"{text}\n".encode("ascii"), private=True, disk=self._disk)

    def forget(self) -> None:
        """Deletes it, and what a save that was cut short may have left beside it.

        Raises:
            OSError: It could not be deleted; ``strerror`` is a sentence.
        """
        with in_words(self._path):
            self._path.unlink(missing_ok=True)
        with contextlib.suppress(OSError):
            sweep_orphans(self._path.parent)


def _data(remembered: Remembered) -> dict[str, Any]:
    return {
        "version": VERSION,
        "answers": dict(remembered.answers),
        "on": remembered.on,
        "weeks": remembered.weeks,
        "weeks_on": remembered.weeks_on,
        "felt_unwell_on_back": remembered.felt_unwell_on_back,
        "unwell_in": remembered.unwell_in.value if remembered.unwell_in else None,
        "unwell_on": remembered.unwell_on,
        "unwell_note": remembered.unwell_note,
        "read": list(remembered.read),
    }


def _remembered(data: Mapping[str, Any]) -> Remembered:
    felt, place = data["felt_unwell_on_back"], data["unwell_in"]
    answers, read = data["answers"], data["read"]
    if not isinstance(felt, bool) or not isinstance(answers, dict) or not isinstance(read, list):
        raise TypeError
    if len(answers) > _MOST or len(read) > _MOST:
        raise ValueError
    return Remembered(
        answers={_word(name): _word(choice) for name, choice in answers.items()},
        on=_number(data["on"]),
        weeks=_number(data["weeks"]),
        weeks_on=_number(data["weeks_on"]),
        felt_unwell_on_back=felt,
        unwell_in=None if place is None else Position(place),
        unwell_on=_number(data["unwell_on"]),
        # Files from before it was asked for have none.
        unwell_note=_word(data.get("unwell_note", ""), LONGEST_NOTE),
        read=tuple(_word(mark) for mark in read),
    )


def _word(value: object, longest: int = _LONGEST) -> str:
    if not isinstance(value, str) or len(value) > longest:
        raise TypeError
    return value


def _number(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise ValueError
    return value
