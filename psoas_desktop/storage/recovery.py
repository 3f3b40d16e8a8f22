"""Unsaved work outlives a crash: each open document keeps a copy here until it is saved or given up.

A copy goes only when somebody says so, never because the program ends: a screen that goes away ends it
without an error. Nor must a copy make the program crash at every start: who opens one says so before and
after, and one whose opening ended badly twice is put aside. There it can still be fetched.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import json
from collections.abc import Mapping
from dataclasses import field
from pathlib import Path
from typing import Any

from psoas_desktop.routine.codec import MAX_FILE
from psoas_desktop.routine.values import dataclass
from psoas_desktop.storage.atomic_file import DISK, Disk, sweep_orphans, write_atomic
from psoas_desktop.storage.disk_words import TOO_LARGE, in_words, refusal
from psoas_desktop.storage.ordinary_file import read_ordinary

MAX_TRIES = 2
"""How often a copy is offered whose opening ends badly."""

MAX_ASIDE = 50
"""Copies that are kept aside; the oldest go first."""

_SUFFIX = ".unsaved"
_MAX_HEAD = 64 * 1024
_LONGEST_TITLE = 500


@dataclass(frozen=True, slots=True)
class Kept:
    """A copy of unsaved work.

    Attributes:
        key: The document that it is a copy of.
        data: Its bytes, as they would have been saved.
        path: The file that the document belongs to; None for one that was never saved.
        title: What the document was called.
        when: When the copy was made, in seconds since 1970.
        mark: The mark of the file that the work grew from, to be handed to ``save_stored`` as what is
            expected: so an old copy never replaces a newer file unseen. None for one that was never saved.
    """

    key: str
    data: bytes = field(repr=False)
    path: Path | None
    title: str
    when: float
    mark: str | None


class Recovery:
    """The copies of one person's unsaved work. Calls for the same document must not overlap."""

    def __init__(self, folder: Path, *, disk: Disk = DISK) -> None:
        """Takes the folder, which need not exist, and the system's calls."""
        self._folder, self._aside, self._disk = folder, folder / "aside", disk

    def keep(self, key: str, data: bytes, about: Mapping[str, Any]) -> None:
        """Keeps a copy of a document in place of its last one.

        Args:
            key: The document; any text, the same until it is saved or given up.
            data: Its bytes, at most 64 MiB.
            about: ``path``, ``title``, ``when`` and ``mark``, as ``Kept`` has them; each may be missing.

        Raises:
            OSError: It could not be written; the last copy is whole, and ``strerror`` is a sentence.
        """
        file = self._file(key)
        if len(data) > MAX_FILE:
            raise refusal(errno.EFBIG, TOO_LARGE, file)
        path, mark = about.get("path"), about.get("mark")
        head = {
            "key": key,
            "path": None if path is None else str(path),
            "title": str(about.get("title", ""))[:_LONGEST_TITLE],
            "when": float(about.get("when", 0)),
            "mark": None if mark is None else str(mark),
            "sha256": hashlib.sha256(data).hexdigest(),
        }
        with in_words(self._folder):
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        written = json.dumps(head).encode("ascii") + b"\n" + data
        write_atomic(file, written, private=True, disk=self._disk)

    def drop(self, key: str) -> None:
        """Removes the copy of a document that was saved or given up; one without a copy is fine.

        Raises:
            OSError: The copy is there and cannot be removed.
        """
        file = self._file(key)
        with in_words(file):
            file.unlink(missing_ok=True)
            _tries(file).unlink(missing_ok=True)

    def left_over(self) -> tuple[Kept, ...]:
        """Returns the copies that a crash has left, the latest first. Nothing is raised.

        To be called before any document is open. Copies that are damaged, or whose opening ended badly too
        often, are put aside.
        """
        sweep_orphans(self._folder)
        kept = []
        for file in _files(self._folder):
            try:
                copy = _read(file)
            except OSError:
                continue
            if copy is None or _count(file) >= MAX_TRIES:
                with contextlib.suppress(OSError):
                    self._put_aside(file)
            else:
                kept.append(copy)
        return _latest_first(kept)

    def put_aside(self) -> tuple[Kept, ...]:
        """Returns the copies that were put aside and can be read, the latest first."""
        kept = []
        for file in _files(self._aside):
            with contextlib.suppress(OSError):
                copy = _read(file)
                kept += [copy] if copy is not None else []
        return _latest_first(kept)

    def trying(self, key: str) -> None:
        """Notes that a copy is about to be opened. To be called before anything is done with it.

        Raises:
            OSError: This cannot be noted.
        """
        file = self._file(key)
        write_atomic(_tries(file), str(_count(file) + 1).encode("ascii"), private=True, disk=self._disk)

    def settled(self, key: str) -> None:
        """Notes that a copy was opened and the person can work with it.

        Raises:
            OSError: This cannot be noted.
        """
        tries = _tries(self._file(key))
        with in_words(tries):
            tries.unlink(missing_ok=True)

    def _file(self, key: str) -> Path:
        name = hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:32]
        return self._folder / f"{name}{_SUFFIX}"

    def _put_aside(self, file: Path) -> None:
        self._aside.mkdir(mode=0o700, exist_ok=True)
        # Another copy of the same document may already lie there.
        number = len([*self._aside.glob(f"{file.stem}-*")]) + 1
        while (target := self._aside / f"{file.stem}-{number}{_SUFFIX}").exists():
            number += 1
        file.replace(target)
        _tries(file).unlink(missing_ok=True)
        oldest_first = sorted(_files(self._aside), key=lambda aside: aside.stat().st_mtime)
        for old in oldest_first[:-MAX_ASIDE]:
            old.unlink()


def _files(folder: Path) -> list[Path]:
    try:
        return [path for path in folder.iterdir() if path.name.endswith(_SUFFIX)]
    except OSError:
        return []


def _tries(file: Path) -> Path:
    return file.with_suffix(".tries")


def _count(file: Path) -> int:
    try:
        return int(read_ordinary(_tries(file), 10))
    except FileNotFoundError:
        return 0
    except (OSError, ValueError):
        return MAX_TRIES - 1  # once more, and then no more


def _latest_first(kept: list[Kept]) -> tuple[Kept, ...]:
    return tuple(sorted(kept, key=lambda copy: copy.when, reverse=True))


def _read(file: Path) -> Kept | None:
    """Reads a copy; None where it is damaged."""
    head, _, data = read_ordinary(file, MAX_FILE + _MAX_HEAD).partition(b"\n")
    try:
        about = json.loads(head)
        if about["sha256"] != hashlib.sha256(data).hexdigest():
            return None
        path, mark = about["path"], about["mark"]
        return Kept(
            key=str(about["key"]),
            data=data,
            path=None if path is None else Path(path),
            title=str(about["title"]),
            when=float(about["when"]),
            mark=None if mark is None else str(mark),
        )
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
