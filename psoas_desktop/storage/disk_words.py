"""What a disk says when it refuses, in words for people who are no programmers."""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from psoas_desktop.routine.translation import QT_TRANSLATE_NOOP

NOT_ORDINARY = QT_TRANSLATE_NOOP("Disk", "This is not an ordinary file.")
TOO_LARGE = QT_TRANSLATE_NOOP("Disk", "The file is too large to be read.")
IMPOSSIBLE_NAME = QT_TRANSLATE_NOOP("Disk", "No file can have this name.")
READ_ONLY = QT_TRANSLATE_NOOP("Disk", "The file is marked as read-only.")
BUSY = QT_TRANSLATE_NOOP("Disk", "Another program is saving here just now. Try again.")
UNKNOWN = QT_TRANSLATE_NOOP("Disk", "The disk refused, and did not say why.")

_WORDS: Mapping[int, str] = {
    errno.ENOENT: QT_TRANSLATE_NOOP("Disk", "The file or its folder is not there any more."),
    errno.ENOTDIR: QT_TRANSLATE_NOOP("Disk", "The file or its folder is not there any more."),
    errno.EISDIR: QT_TRANSLATE_NOOP("Disk", "This is a folder and not a file."),
    errno.EACCES: QT_TRANSLATE_NOOP("Disk", "You are not allowed to do this here."),
    errno.EPERM: QT_TRANSLATE_NOOP("Disk", "You are not allowed to do this here."),
    errno.EROFS: QT_TRANSLATE_NOOP("Disk", "This disk can only be read."),
    errno.ENOSPC: QT_TRANSLATE_NOOP("Disk", "The disk is full."),
    errno.EDQUOT: QT_TRANSLATE_NOOP("Disk", "Your share of the disk is full."),
    errno.EFBIG: QT_TRANSLATE_NOOP("Disk", "The file is larger than this disk allows."),
    errno.EIO: QT_TRANSLATE_NOOP("Disk", "The disk reports a fault. Save to another disk if you can."),
    errno.EEXIST: QT_TRANSLATE_NOOP("Disk", "A file with this name is already there."),
    errno.ENAMETOOLONG: QT_TRANSLATE_NOOP("Disk", "The name is too long for this disk."),
    errno.ELOOP: QT_TRANSLATE_NOOP("Disk", "The link to this file leads round in a circle."),
}

_OURS = frozenset({NOT_ORDINARY, TOO_LARGE, IMPOSSIBLE_NAME, READ_ONLY, BUSY, UNKNOWN, *_WORDS.values()})


def refusal(number: int, words: str, path: str | Path) -> OSError:
    """Makes an error of our own: of the class that belongs to its number, with words in ``strerror``."""
    return OSError(number, words, os.fspath(path))


@contextlib.contextmanager
def in_words(path: str | Path) -> Iterator[None]:
    """Puts the system's refusals into words: what is raised within has a sentence in ``strerror``.

    Args:
        path: The file that the person knows of, which need not be the one at fault.

    Raises:
        OSError: Of the same number, to be translated in the context ``Disk``. An unusual number keeps what
            the system says. A name that no file can have, for which Python raises ``ValueError``, is one too.
    """
    try:
        yield
    except OSError as error:
        if error.strerror in _OURS:
            raise
        words = error.strerror or UNKNOWN
        raise refusal(error.errno or errno.EIO, _WORDS.get(error.errno or 0, words), path) from error
    except ValueError as error:
        raise refusal(errno.EINVAL, IMPOSSIBLE_NAME, path) from error
