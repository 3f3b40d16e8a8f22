"""Reading a file whole, when it may be anything: a pipe, a device, a folder, or endless."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

from psoas_desktop.storage.disk_words import NOT_ORDINARY, TOO_LARGE, in_words, refusal

# Nothing waits for the other end of a pipe, and no terminal becomes ours.
_READ = os.O_RDONLY
for _flag in ("O_NONBLOCK", "O_CLOEXEC", "O_NOCTTY", "O_BINARY"):
    _READ |= getattr(os, _flag, 0)


def read_ordinary(path: Path, most: int) -> bytes:
    """Reads a file.

    Args:
        path: The file; links are followed.
        most: The greatest number of bytes.

    Returns:
        All of it.

    Raises:
        OSError: It cannot be read, is no ordinary file, or is larger; ``strerror`` is a sentence.
    """
    with in_words(path):
        number = os.open(path, _READ)
        try:
            mode = os.fstat(number).st_mode
            if stat.S_ISDIR(mode):
                raise OSError(errno.EISDIR, "", os.fspath(path))
            if not stat.S_ISREG(mode):
                raise refusal(errno.EINVAL, NOT_ORDINARY, path)
            with os.fdopen(number, "rb", closefd=False) as file:
                # It may grow while it is read.
                data = file.read(most + 1)
        finally:
            os.close(number)
        if len(data) > most:
            raise refusal(errno.EFBIG, TOO_LARGE, path)
        return data
