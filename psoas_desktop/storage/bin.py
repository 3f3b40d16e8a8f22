"""Deleted routines, kept for a while so that a person can have them back."""

from __future__ import annotations

import contextlib
import errno
import json
import os
import stat
from pathlib import Path

from psoas_desktop.routine.values import dataclass
from psoas_desktop.storage.atomic_file import DISK, NO_HARD_LINKS, Disk, write_atomic
from psoas_desktop.storage.disk_words import NOT_ORDINARY, in_words, refusal
from psoas_desktop.storage.file_names import free_among, split_suffix, taken_names
from psoas_desktop.storage.ordinary_file import read_ordinary

DAY_S = 24 * 60 * 60

_ABOUT = "about.json"
_CONTENT = "content"
_MAX_ABOUT = 64 * 1024
_MAX_COPY = 256 * 2**20


@dataclass(frozen=True, slots=True)
class Binned:
    """A deleted file.

    Attributes:
        held: Where it lies in the bin.
        origin: Where it was.
        when: When it was deleted, in seconds since 1970, by the clock of the file system.
    """

    held: Path
    origin: Path
    when: float


class Bin:
    """The deleted files of one person, each in a folder of its own that says where the file was.

    A crash while a file is put in or taken out leaves it in its old place, in its new one, or in both.
    """

    def __init__(self, folder: Path, *, disk: Disk = DISK) -> None:
        """Takes the folder, which need not exist, and the system's calls."""
        self._folder, self._disk = folder, disk

    def put(self, path: Path) -> Binned:
        """Moves a file into the bin, from another disk too. Of a link, the link itself is moved.

        Args:
            path: The file.

        Returns:
            What gives it back.

        Raises:
            OSError: It is where it was; ``strerror`` is a sentence.
        """
        with in_words(path):
            origin = path.parent.resolve() / path.name
            mode = origin.lstat().st_mode
            if stat.S_ISDIR(mode):
                raise OSError(errno.EISDIR, "")
            if not (stat.S_ISREG(mode) or stat.S_ISLNK(mode)):
                raise refusal(errno.EINVAL, NOT_ORDINARY, path)
            entry = self._folder / os.urandom(8).hex()
            entry.mkdir(mode=0o700, parents=True)
            try:
                about = json.dumps({"origin": str(origin)}).encode("ascii")
                write_atomic(entry / _ABOUT, about, private=True, disk=self._disk)
                self._move(origin, entry / _CONTENT)
            except OSError:
                _remove(entry)
                raise
            return Binned(entry / _CONTENT, origin, (entry / _ABOUT).stat().st_mtime)

    def restore(self, binned: Binned) -> Path:
        """Moves a file back to where it was, or beside it where that name is taken by now.

        Args:
            binned: What ``put`` or ``entries`` returned.

        Returns:
            Where the file is.

        Raises:
            OSError: It is still in the bin, or was not there any more; ``strerror`` is a sentence.
        """
        folder = binned.origin.parent
        stem, suffix = split_suffix(binned.origin.name)
        with in_words(binned.origin):
            binned.held.lstat()
            folder.mkdir(parents=True, exist_ok=True)
            while True:
                target = folder / free_among(taken_names(folder), stem, suffix)
                with contextlib.suppress(FileExistsError):  # somebody was faster: the next name
                    self._move(binned.held, target)
                    break
        with contextlib.suppress(OSError):
            _remove(binned.held.parent)
        return target

    def entries(self) -> tuple[Binned, ...]:
        """Returns what is in the bin, deleted last first. Nothing is raised."""
        found = [binned for entry in self._folders() if (binned := _read(entry)) is not None]
        return tuple(sorted(found, key=lambda binned: binned.when, reverse=True))

    def empty(self, older_than_days: float, now: float) -> int:
        """Removes for good what was deleted long ago.

        Args:
            older_than_days: Days for which a file is kept.
            now: Seconds since 1970.

        Returns:
            How many were removed. What cannot be removed stays, and nothing is raised.
        """
        removed = 0
        for entry in self._folders():
            with contextlib.suppress(OSError):
                binned = _read(entry)
                # What a crash has left half done has no more to say than its age.
                when = entry.stat().st_mtime if binned is None else binned.when
                if now - when > older_than_days * DAY_S:
                    _remove(entry)
                    removed += 1
        return removed

    def _folders(self) -> list[Path]:
        try:
            return [path for path in self._folder.iterdir() if path.is_dir() and not path.is_symlink()]
        except OSError:
            return []

    def _move(self, source: Path, target: Path) -> None:
        """Moves a file to a free name: the new name first, then the old one goes."""
        if source.is_symlink():
            target.symlink_to(source.readlink())
        else:
            try:
                self._disk.link(source, target)
            except OSError as error:
                if error.errno in NO_HARD_LINKS:
                    if os.path.lexists(target):
                        raise FileExistsError(errno.EEXIST, "") from error
                    self._disk.replace(source, target)
                    return
                if error.errno != errno.EXDEV:
                    raise
                self._copy(source, target)
        try:
            source.unlink()
        except OSError:
            target.unlink()
            raise

    def _copy(self, source: Path, target: Path) -> None:
        about = source.stat()
        write_atomic(target, read_ordinary(source, _MAX_COPY), new=True, private=True, disk=self._disk)
        # A disk without modes or times keeps the bytes all the same.
        with contextlib.suppress(OSError):
            target.chmod(stat.S_IMODE(about.st_mode))
            os.utime(target, ns=(about.st_atime_ns, about.st_mtime_ns))


def _read(entry: Path) -> Binned | None:
    """Reads what a folder of the bin holds; None where that is not whole."""
    try:
        held = entry / _CONTENT
        held.lstat()
        about = json.loads(read_ordinary(entry / _ABOUT, _MAX_ABOUT))
        return Binned(held, Path(about["origin"]), (entry / _ABOUT).stat().st_mtime)
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return None


def _remove(entry: Path) -> None:
    """Removes a folder of the bin; what says where the file was goes last."""
    for path in sorted(entry.iterdir(), key=lambda path: path.name == _ABOUT):
        path.unlink()
    entry.rmdir()
