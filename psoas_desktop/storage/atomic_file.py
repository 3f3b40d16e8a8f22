"""Writing a file so that a crash, a full disk or a power cut leaves the old one or the new one, whole.

The bytes go to a temporary file in the same folder, are forced to the disk, and take the old file's place
by one rename, which is forced to the disk too. The temporary file is locked while it is written, so that
an orphan of a crash can be told from another program's work. A hard link to the old file keeps the old bytes.
"""

from __future__ import annotations

import contextlib
import errno
import os
import re
import stat
import sys
from collections.abc import Callable
from pathlib import Path

from psoas_desktop.routine.values import dataclass
from psoas_desktop.storage.disk_words import NOT_ORDINARY, READ_ONLY, in_words, refusal

if sys.platform != "win32":
    import fcntl

_TEMPORARY = re.compile(r"\.psoas-save-[0-9a-f]{12}\.tmp")

_NEW = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)

_LOOK = os.O_RDONLY
for _flag in ("O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC"):
    _LOOK |= getattr(os, _flag, 0)

_NO_FOLDER_SYNC = frozenset({errno.EINVAL, errno.ENOTSUP, errno.ENOSYS, errno.EBADF})
"""What file systems say that cannot force a folder to the disk."""

NO_HARD_LINKS = frozenset({errno.EPERM, errno.ENOTSUP, errno.ENOSYS, errno.EMLINK})
"""What file systems say that cannot give one file two names."""


def fsync(number: int) -> None:
    """Forces an open file to the disk, through the disk's own memory where the system can ask for that."""
    if sys.platform == "darwin":
        with contextlib.suppress(OSError):
            fcntl.fcntl(number, fcntl.F_FULLFSYNC)
            return
    os.fsync(number)


@dataclass(frozen=True, slots=True)
class Disk:
    """The system's calls that saving depends on; a test passes in one that fails."""

    write: Callable[[int, memoryview], int] = os.write
    fsync: Callable[[int], None] = fsync
    replace: Callable[[Path, Path], None] = os.replace
    link: Callable[[Path, Path], None] = os.link


DISK = Disk()


def write_atomic(
    path: Path,
    data: bytes,
    *,
    new: bool = False,
    private: bool = False,
    last_look: Callable[[], object] | None = None,
    disk: Disk = DISK,
) -> None:
    """Writes a whole file, or leaves things as they are.

    Args:
        path: The file. Where it is a link, the file that it leads to is replaced and the link stays. A file
            that is there keeps its mode, and its owner where the system allows it.
        data: All of its bytes.
        new: There must be no file yet, not even one that came a moment ago.
        private: A new file is readable by its owner alone.
        last_look: Called right before the bytes take the file's place; what it raises stops that.
        disk: The system's calls.

    Raises:
        OSError: Nothing was changed and nothing is left behind; ``strerror`` is a sentence. There is one
            exception: where forcing the folder to the disk fails, the new file is in place, but a power cut
            may still undo that.
    """
    with in_words(path):
        target = _target(path)
        old = _old(target, path)
        if new and old is not None:
            raise FileExistsError(errno.EEXIST, "", os.fspath(path))
        number, temporary = _temporary(target.parent, 0o600 if private or old else 0o666)
        try:
            try:
                _fill(number, data, old, disk)
            finally:
                os.close(number)
            if last_look is not None:
                last_look()
            move = _into_free_place if new else _into_place
            move(temporary, target, disk)
        finally:
            with contextlib.suppress(OSError):
                temporary.unlink(missing_ok=True)
        _sync_folder(target.parent, disk)


def sweep_orphans(folder: Path) -> int:
    """Removes the temporary files that a crash has left in a folder; those being written are left alone.

    Args:
        folder: A folder in which ``write_atomic`` has worked. It need not exist.

    Returns:
        How many there were.
    """
    swept = 0
    try:
        found = [Path(entry) for entry in os.scandir(folder) if _TEMPORARY.fullmatch(entry.name)]
    except OSError:
        return 0
    for orphan in found:
        # What cannot be removed now is met again at the next start.
        with contextlib.suppress(OSError):
            number = os.open(orphan, _LOOK)
            try:
                if stat.S_ISREG(os.fstat(number).st_mode) and _locked(number):
                    orphan.unlink()
                    swept += 1
            finally:
                os.close(number)
    return swept


def _target(path: Path) -> Path:
    """Follows links; the last one may lead to a file that does not exist yet."""
    target = Path(os.path.realpath(path))
    if target.is_symlink():
        raise OSError(errno.ELOOP, "", os.fspath(path))
    return target


def _old(target: Path, path: Path) -> os.stat_result | None:
    try:
        old = target.stat()
    except FileNotFoundError:
        return None
    if stat.S_ISDIR(old.st_mode):
        raise OSError(errno.EISDIR, "", os.fspath(path))
    if not stat.S_ISREG(old.st_mode):
        raise refusal(errno.EINVAL, NOT_ORDINARY, path)
    # A rename would not ask.
    if not old.st_mode & 0o222 or not os.access(target, os.W_OK):
        raise refusal(errno.EACCES, READ_ONLY, path)
    return old


def _temporary(folder: Path, mode: int) -> tuple[int, Path]:
    """Makes a temporary file that is ours alone."""
    while True:
        temporary = folder / f".psoas-save-{os.urandom(6).hex()}.tmp"
        number = os.open(temporary, _NEW, mode)
        # Between the two lines another program may have taken it for an orphan.
        if _locked(number, where_unknown=True) and os.fstat(number).st_nlink:
            return number, temporary
        os.close(number)


def _locked(number: int, *, where_unknown: bool = False) -> bool:
    """Locks an open file, if nobody else has; ``where_unknown`` is the answer of a disk that has no locks."""
    if sys.platform == "win32":  # there an open file cannot be removed at all
        return True
    try:
        fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return where_unknown
    return True


def _fill(number: int, data: bytes, old: os.stat_result | None, disk: Disk) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[disk.write(number, rest) :]
    if old is not None:
        _give_to(number, old)
    disk.fsync(number)


def _give_to(number: int, old: os.stat_result) -> None:
    """Gives a file the owner, group and mode of the old one, as far as the disk and the system allow.

    Where they do not, it stays readable by its owner alone, and saving goes before.
    """
    if sys.platform == "win32":
        return
    present = os.fstat(number)
    if (present.st_uid, present.st_gid) != (old.st_uid, old.st_gid):
        for owner in (
            old.st_uid,
            -1,
        ):  # only the administrator may give files away, but a group may be shared
            with contextlib.suppress(OSError):
                os.fchown(number, owner, old.st_gid)
                break
    with contextlib.suppress(OSError):
        os.fchmod(number, stat.S_IMODE(old.st_mode))


def _into_place(temporary: Path, target: Path, disk: Disk) -> None:
    disk.replace(temporary, target)


def _into_free_place(temporary: Path, target: Path, disk: Disk) -> None:
    """Gives the file its name unless that is taken, which a rename would not notice."""
    try:
        disk.link(temporary, target)
    except OSError as error:
        if error.errno not in NO_HARD_LINKS:
            raise
        if os.path.lexists(target):
            raise FileExistsError(errno.EEXIST, "", os.fspath(target)) from error
        disk.replace(temporary, target)


def _sync_folder(folder: Path, disk: Disk) -> None:
    if sys.platform == "win32":  # it cannot open folders
        return
    try:
        number = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    except PermissionError:  # a folder to write in and not to look into
        return
    try:
        disk.fsync(number)
    except OSError as error:
        if error.errno not in _NO_FOLDER_SYNC:
            raise
    finally:
        os.close(number)
