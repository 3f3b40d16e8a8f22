"""Routine files as they lie on disk: read whole, and saved so that nobody's work is written over unseen."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import sys
from collections.abc import Iterator
from dataclasses import field
from pathlib import Path

from psoas_desktop.routine.codec import MAX_FILE
from psoas_desktop.routine.values import dataclass
from psoas_desktop.storage.atomic_file import DISK, Disk, write_atomic
from psoas_desktop.storage.disk_words import BUSY, in_words, refusal
from psoas_desktop.storage.file_names import free_name
from psoas_desktop.storage.ordinary_file import read_ordinary

if sys.platform != "win32":
    import fcntl

__all__ = ["ChangedOnDiskError", "Stored", "free_name", "mark_of", "read_stored", "save_stored"]


@dataclass(frozen=True, slots=True)
class Stored:
    """A file as it was at one moment.

    Attributes:
        path: Where it lies.
        data: All of its bytes.
        mark: What tells these bytes from others.
    """

    path: Path
    data: bytes = field(repr=False)
    mark: str


class ChangedOnDiskError(Exception):
    """The file is not what it was when it was last read or saved; nothing was written.

    Attributes:
        path: The file.
        now: What is there now; None where it is gone.
    """

    def __init__(self, path: Path, now: Stored | None) -> None:
        """Takes the file and what is there now."""
        super().__init__(f"{path} has {'gone' if now is None else 'changed'}")
        self.path, self.now = path, now


def mark_of(data: bytes) -> str:
    """Returns what tells bytes from others: their SHA-256 in hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def read_stored(path: Path) -> Stored:
    """Reads a routine file, or one zipped with its pictures.

    Args:
        path: The file; links are followed.

    Returns:
        Its bytes, at most 64 MiB, with their mark.

    Raises:
        OSError: It cannot be read, is no ordinary file, or is larger; ``strerror`` is a sentence.
    """
    data = read_ordinary(path, MAX_FILE)
    return Stored(path, data, mark_of(data))


def save_stored(
    path: Path, data: bytes, expected: str | None, *, over: bool = False, disk: Disk = DISK
) -> Stored:
    """Saves a file if it still is what it was; of two programs that save at once, one is told of the other.

    Args:
        path: The file; where it is a link, the file that it leads to is replaced.
        data: All of its bytes.
        expected: The mark of the file as it was last read or saved; None for a new file.
        over: Whatever is there is replaced.
        disk: The system's calls.

    Returns:
        The file as it is now.

    Raises:
        ChangedOnDiskError: Something else is there, or nothing is any more.
        OSError: It could not be written, and what was there is whole; ``strerror`` is a sentence.
    """
    mark = mark_of(data)

    def look() -> None:
        now = _present(path)
        # The same bytes are no conflict: an earlier save may have got further than it could tell.
        if (now and now.mark) not in (expected, mark):
            raise ChangedOnDiskError(path, now)

    if over or expected is None:
        with in_words(path), contextlib.suppress(FileExistsError):
            path.parent.mkdir(parents=True, exist_ok=True)
    if not over:
        look()
    with _alone(path):
        try:
            new = expected is None and not over
            write_atomic(path, data, new=new, last_look=None if over else look, disk=disk)
        except FileExistsError as error:
            now = _present(path)
            if now is None or now.mark != mark:
                raise ChangedOnDiskError(path, now) from error
    return Stored(path, data, mark)


def _present(path: Path) -> Stored | None:
    try:
        return read_stored(path)
    except FileNotFoundError:
        return None


@contextlib.contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Keeps others of our programs from saving in the same folder, between the last look and the rename."""
    if sys.platform == "win32":  # it cannot open folders, and there is one program at a time
        yield
        return
    with in_words(path):
        parent = Path(os.path.realpath(path)).parent
        try:
            folder = os.open(parent, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        except PermissionError:  # a folder to write in and not to look into
            folder = None
    if folder is None:
        yield
        return
    try:
        try:
            # Not waited for: a stranger's program might hold it for ever.
            fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise refusal(errno.EAGAIN, BUSY, path) from error
        except OSError:
            # A disk without locks: the last look is all there is.
            pass
        yield
    finally:
        os.close(folder)
