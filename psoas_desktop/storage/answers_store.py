"""What is remembered of the person who follows routines here: one small file that nobody else can read."""

from __future__ import annotations

import contextlib
import errno
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from psoas_desktop.routine.translation import QT_TRANSLATE_NOOP
from psoas_desktop.routine.vocabulary import Position
from psoas_desktop.safety.memory import LONGEST_NOTE, Remembered
from psoas_desktop.storage.atomic_file import DISK, Disk, sweep_orphans, write_atomic
from psoas_desktop.storage.disk_words import in_words
from psoas_desktop.storage.ordinary_file import read_ordinary

VERSION = 1

NEWER = QT_TRANSLATE_NOOP(
    "Disk", "A newer version of the program keeps the answers here; they are left alone."
)
_MAX_FILE = 256 * 1024
_MOST = 500
_LONGEST = 200


class AnswersStore:
    """Keeps what is remembered from one session to the next."""

    def __init__(self, path: Path, disk: Disk = DISK) -> None:
        """Takes the file; it need not be there."""
        self._path, self._disk = path, disk

    @property
    def holds(self) -> bool:
        """Whether there is anything to be forgotten, be it what cannot be read."""
        return self._path.exists()

    def load(self) -> Remembered | None:
        """What is remembered; None for nobody, and where the file is broken.

        Of a file that another version of the program wrote nothing counts but that lying flat is off.
        """
        try:
            data = json.loads(read_ordinary(self._path, _MAX_FILE))
        except (OSError, ValueError, RecursionError):
            return None
        if not isinstance(data, dict):
            return None
        try:
            return _remembered(data) if data.get("version") == VERSION else _gravest(data)
        except (ValueError, TypeError, KeyError):
            return _gravest(data)

    def save(self, remembered: Remembered) -> None:
        """Writes it; others on this computer cannot read it.

        Raises:
            OSError: It could not be written, or a newer version of the program has it; what was there is
                whole, and ``strerror`` is a sentence.
        """
        if self._is_newer():
            raise OSError(errno.EEXIST, NEWER, str(self._path))
        with in_words(self._path):
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        text = json.dumps(_data(remembered), indent=2)
        write_atomic(self._path, f"{text}\n".encode("ascii"), private=True, disk=self._disk)

    def _is_newer(self) -> bool:
        try:
            version = json.loads(read_ordinary(self._path, _MAX_FILE))["version"]
        except (OSError, ValueError, TypeError, KeyError, RecursionError):
            return False
        return isinstance(version, int) and version > VERSION

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


def _gravest(data: Mapping[str, Any]) -> Remembered | None:
    """That lying flat is off, where a file says so whose other parts are not understood."""
    return Remembered(felt_unwell_on_back=True) if data.get("felt_unwell_on_back") is True else None


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
