"""Looking again at a file that is open, without reading it as long as nothing about it has changed."""

from __future__ import annotations

import errno
from collections.abc import Callable
from functools import partial
from pathlib import Path

from psoas_desktop.storage.routine_files import Stored, read_stored
from psoas_desktop.ui.editor.background import Background


class FileLook:
    """Remembers what a file looked like, and what was told of it."""

    def __init__(self, background: Background) -> None:
        """Takes what reads beside the GUI's thread."""
        self._background = background
        self._seen: tuple[int, ...] | None = None
        self._told = ""

    def forget(self) -> None:
        """The file was opened, saved, reloaded or kept: what comes after that is news."""
        self._seen, self._told = None, ""

    def look(self, path: Path, then: Callable[[Stored | OSError], object]) -> None:
        """Reads a file if its size, time or place is another than at the last look.

        Args:
            path: The file.
            then: Takes what it holds, or why it could not be read.
        """
        # Before it is read: what is written meanwhile is seen the next time.
        seen = _stamp(path)
        if seen != self._seen:
            self._seen = seen
            self._background.run(partial(_read, path), then)

    def is_news(self, mark: str, expected: str | None) -> bool:
        """Whether a file holds something that nobody was told of, and takes note that they are told now."""
        news = mark not in (expected, self._told)
        self._told = "" if mark == expected else mark
        return news


def _read(path: Path) -> Stored | OSError:
    try:
        return read_stored(path)
    except OSError as error:
        return error


def _stamp(path: Path) -> tuple[int, ...]:
    try:
        about = path.stat()
    except OSError as error:
        return (error.errno or errno.EIO,)
    return about.st_size, about.st_mtime_ns, about.st_ino
