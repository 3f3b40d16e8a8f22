"""Which files a library lists: those of a few folders and the folders directly in them."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from enum import StrEnum
from itertools import islice
from pathlib import Path

from psoas_desktop.routine.values import dataclass

MOST_FILES = 5_000
"""Files that a library lists at most."""

ENDING, LOOSE_ENDING = ".psoas.json", ".json"
"""How a routine's name ends; with the other ending a file is listed only if it looks like a routine."""


class Origin(StrEnum):
    """Whose routines a folder holds."""

    READY_MADE = "ready-made"
    """They came with the program; they are never changed."""
    OWN = "own"
    FOLDER = "folder"
    """A folder that the person added."""


@dataclass(frozen=True, slots=True)
class Source:
    """A folder of the library. It need not exist."""

    folder: Path
    origin: Origin


@dataclass(frozen=True, slots=True)
class Found:
    """A file that is there, with what tells whether it has changed."""

    path: Path
    size: int
    mtime_ns: int
    source: Source


def find_files(sources: Iterable[Source]) -> tuple[Found, ...]:
    """Lists the files of some folders, and of the folders directly in them.

    Args:
        sources: The folders. A folder that is reached twice, by a link or another source, counts once.

    Returns:
        At most 5,000 files by folder and name. What cannot be read is left out; hidden files are too.
    """
    seen: set[str] = set()
    return tuple(islice((found for source in sources for found in _of_source(source, seen)), MOST_FILES))


def folders_of(sources: Iterable[Source]) -> tuple[Path, ...]:
    """The folders to watch: those of the library and the ones directly in them."""
    folders: dict[Path, None] = {}
    for source in sources:
        folders[source.folder] = None
        folders.update(dict.fromkeys(Path(entry.path) for entry in _entries(source.folder) if _is_dir(entry)))
    return tuple(folders)


def describe(path: Path, source: Source) -> Found | None:
    """What is known of one file, None where it is not there or is no regular file."""
    try:
        about = path.stat()
    except (OSError, ValueError):  # a name with a NUL in it is a ValueError
        return None
    if not stat.S_ISREG(about.st_mode):
        return None
    return Found(path, about.st_size, about.st_mtime_ns, source)


def _of_source(source: Source, seen: set[str]) -> Iterator[Found]:
    yield from _of_folder(source.folder, source, seen)
    for entry in _entries(source.folder):
        if _is_dir(entry):
            yield from _of_folder(Path(entry.path), source, seen)


def _of_folder(folder: Path, source: Source, seen: set[str]) -> Iterator[Found]:
    real = os.path.realpath(folder)
    if real in seen:
        return
    seen.add(real)
    for entry in _entries(folder):
        if entry.name.endswith(LOOSE_ENDING):
            found = describe(Path(entry.path), source)
            if found is not None:
                yield found


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            shown = [entry for entry in entries if not entry.name.startswith(".")]
    except OSError:
        return []
    return sorted(shown, key=lambda entry: entry.name)


def _is_dir(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False
