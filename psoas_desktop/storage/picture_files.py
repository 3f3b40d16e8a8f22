"""A picture beside a routine, read so that a stranger's file can name nothing else on this computer."""

from __future__ import annotations

import errno
import os
import re
import stat
from enum import StrEnum
from pathlib import Path

from psoas_desktop.routine.schema_parts import PICTURE_FILE
from psoas_desktop.storage.file_names import DEVICES

MAX_BYTES = 20 * 2**20
"""A picture file is not larger, nor one that a routine embeds."""

IMAGES = "images"
"""The folder beside the routine in which a picture is looked for next."""

_NAME = re.compile(PICTURE_FILE)

# A link is not followed, nothing waits for the other end of a pipe, and no terminal becomes ours.
_FILE = os.O_RDONLY
_FOLDER = os.O_RDONLY
for _flag in ("O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC", "O_NOCTTY", "O_BINARY"):
    _FILE |= getattr(os, _flag, 0)
for _flag in ("O_NOFOLLOW", "O_DIRECTORY", "O_CLOEXEC"):
    _FOLDER |= getattr(os, _flag, 0)

_NO_PLAIN_FILE = frozenset({errno.ELOOP, errno.ENXIO, errno.EISDIR, errno.EMLINK})
"""What opening says to a link, to a pipe or a socket, and to a folder."""


class PictureRefusal(StrEnum):
    """Why a picture is not shown."""

    BAD_NAME = "bad-name"
    MISSING = "missing"
    NOT_A_FILE = "not-a-file"
    UNREADABLE = "unreadable"
    TOO_LARGE = "too-large"
    NOT_A_PICTURE = "not-a-picture"
    TOO_MANY_PIXELS = "too-many-pixels"
    DAMAGED = "damaged"


def is_picture_name(name: str) -> bool:
    """Whether a file's name is one that a routine may give to a picture."""
    return _NAME.match(name) is not None and name.partition(".")[0].lower() not in DEVICES


def read_picture(folder: Path, name: str) -> bytes | PictureRefusal:
    """Reads a picture beside a routine, else in ``images`` there. What it holds is not looked at.

    Args:
        folder: The routine's folder.
        name: A bare file name, as the file says it.

    Returns:
        The file's bytes, at most ``MAX_BYTES``, or why it is not read: links, pipes, devices and names that
        lead elsewhere never are.
    """
    if not is_picture_name(name):
        return PictureRefusal.BAD_NAME
    found = _read(folder, name)
    return _read_in_images(folder, name) if found is PictureRefusal.MISSING else found


def _read_in_images(folder: Path, name: str) -> bytes | PictureRefusal:
    images = folder / IMAGES
    if os.open not in os.supports_dir_fd:
        return PictureRefusal.NOT_A_FILE if images.is_symlink() else _read(images, name)
    try:
        inside = os.open(images, _FOLDER)
    except OSError as error:
        link = error.errno == errno.ELOOP or images.is_symlink()
        return PictureRefusal.NOT_A_FILE if link else _why(error)
    try:
        return _read(None, name, inside)
    finally:
        os.close(inside)


def _read(folder: Path | None, name: str, inside: int | None = None) -> bytes | PictureRefusal:
    try:
        path = name if folder is None else folder / name
        if not hasattr(os, "O_NOFOLLOW") and Path(path).is_symlink():
            return PictureRefusal.NOT_A_FILE
        number = os.open(path, _FILE, dir_fd=inside)
    except OSError as error:
        return _why(error)
    try:
        about = os.fstat(number)
        if not stat.S_ISREG(about.st_mode):
            return PictureRefusal.NOT_A_FILE
        with os.fdopen(number, "rb", closefd=False) as file:
            # It may grow while it is read.
            data = b"" if about.st_size > MAX_BYTES else file.read(MAX_BYTES + 1)
    except OSError as error:
        return _why(error)
    finally:
        os.close(number)
    return PictureRefusal.TOO_LARGE if max(about.st_size, len(data)) > MAX_BYTES else data


def _why(error: OSError) -> PictureRefusal:
    if error.errno in (errno.ENOENT, errno.ENOTDIR):
        return PictureRefusal.MISSING
    return PictureRefusal.NOT_A_FILE if error.errno in _NO_PLAIN_FILE else PictureRefusal.UNREADABLE
