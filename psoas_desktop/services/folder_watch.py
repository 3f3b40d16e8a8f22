"""Tells when files and folders were changed by somebody else.

Programs replace a file instead of writing into it, after which Qt's watcher has lost it: so its folder is
watched too, and what counts is whether the contents differ. Where the system can watch no more, we look.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Hashable, Iterable
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

SETTLE_MS = 200
"""A change is told when nothing else has happened for so long."""

LOOK_MS = 3_000
"""How often is looked where nothing can be watched."""

_MAX_READ = 64 * 2**20

_Stat = tuple[int, int, int]


def file_mark(path: Path) -> str | None:
    """What a file holds, in short: the same for the same bytes; None where there is no file to read."""
    digest, read = hashlib.sha256(), 0
    try:
        if not path.is_file():
            return None
        with path.open("rb") as file:
            while (part := file.read(2**20)) and read <= _MAX_READ:
                read += len(part)
                digest.update(part)
    except OSError:
        return None
    return digest.hexdigest()


def folder_mark(folder: Path) -> frozenset[tuple[str, int, int]] | None:
    """What lies in a folder: names, and which file each is; None where there is none.

    A file that was only touched is the same; one that was replaced is another.
    """
    try:
        return frozenset(
            (entry.name, entry.inode(), entry.stat(follow_symlinks=False).st_size)
            for entry in _entries(folder)
        )
    except OSError:
        return None


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    with os.scandir(folder) as entries:
        return list(entries)


class FolderWatch(QObject):
    """Watches some files and folders."""

    file_changed = Signal(Path)
    """Its bytes are others now, or it came or went."""

    folder_changed = Signal(Path)
    """Something came, went or was replaced in it."""

    def __init__(self, parent: QObject | None = None, *, settle_ms: int = SETTLE_MS) -> None:
        """Takes how long nothing else has to happen before a change is told."""
        super().__init__(parent)
        self._files: dict[Path, tuple[_Stat | None, str | None]] = {}
        self._folders: dict[Path, Hashable] = {}
        self._watcher = QFileSystemWatcher(self)
        self._watcher.fileChanged.connect(self._stir)
        self._watcher.directoryChanged.connect(self._stir)
        self._settle = QTimer(self, singleShot=True, interval=settle_ms)
        self._settle.timeout.connect(self.look)
        self._looking = QTimer(self, interval=LOOK_MS)
        self._looking.timeout.connect(self.look)

    def watch(self, paths: Iterable[Path], folders: Iterable[Path] = ()) -> None:
        """Watches these from now on, and no others. What they hold now is what changes are counted from.

        Args:
            paths: Files; they need not exist.
            folders: Folders; what lies in their own folders is not watched.
        """
        self._files = {path: (_stat(path), file_mark(path)) for path in dict.fromkeys(paths)}
        self._folders = {folder: folder_mark(folder) for folder in dict.fromkeys(folders)}
        self._watch_all()

    def accept(self, path: Path) -> None:
        """Takes a file as it is now, without telling: for what the program wrote itself."""
        if path in self._files:
            self._files[path] = (_stat(path), file_mark(path))

    def look(self) -> None:
        """Compares everything with what it was, and tells what differs."""
        self._watch_all()
        for path, (stat, mark) in list(self._files.items()):
            now = _stat(path)
            if now == stat:
                continue
            found = file_mark(path)
            self._files[path] = (now, found)
            if found != mark:
                self.file_changed.emit(path)
        for folder, before in list(self._folders.items()):
            lies = folder_mark(folder)
            if lies != before:
                self._folders[folder] = lies
                self.folder_changed.emit(folder)

    def _stir(self) -> None:
        self._settle.start()

    def _watch_all(self) -> None:
        """Watches what is not watched, and leaves what is no longer wanted."""
        wanted = {str(path) for path in (*self._files, *self._folders)}
        wanted |= {str(path.parent) for path in self._files}
        watched = {*self._watcher.files(), *self._watcher.directories()}
        if stale := list(watched - wanted):
            self._watcher.removePaths(stale)
        there = [path for path in wanted - watched if Path(path).exists()]
        failed = self._watcher.addPaths(there) if there else []
        missing = any(not Path(path).is_dir() for path in (*self._folders, *(p.parent for p in self._files)))
        if failed or missing:
            self._looking.start()
        else:
            self._looking.stop()


def _stat(path: Path) -> _Stat | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_ino, found.st_size, found.st_mtime_ns
