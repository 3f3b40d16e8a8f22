"""What the window shows comes from here: the list of the folders, anew whenever they change."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from psoas_desktop.storage.library_files import Origin, Source, folders_of
from psoas_desktop.ui.library.parts import LibraryParts

if TYPE_CHECKING:
    from psoas_desktop.services.folder_watch import FolderWatch

_SETTLE_MS = 150
"""A folder that changes again within this time is listed once."""


class Feed(QObject):
    """Lists the folders of the library and watches them."""

    asked = Signal(object)
    """The folders that are being listed, in the order of their sections."""
    listed = Signal(object, int)
    more = Signal(object)
    finished = Signal()
    looked = Signal(object)
    """As ``LibraryListing`` has them."""

    def __init__(self, parts: LibraryParts, parent: QObject) -> None:
        super().__init__(parent)
        self._parts = parts
        self._folders: tuple[Path, ...] = ()
        self._watcher: FolderWatch | None = None
        self._closed = False
        self._listing = parts.listing()
        self._listing.listed.connect(self.listed)
        self._listing.more.connect(self.more)
        self._listing.finished.connect(self._finish)
        self._listing.looked.connect(self.looked)
        self._again = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._again.timeout.connect(self.ask)

    def set_folders(self, folders: Iterable[Path]) -> None:
        """Takes the folders that the person has added, and lists everything."""
        self._folders = tuple(folders)
        self.ask()

    def ask(self) -> None:
        """Lists the folders anew."""
        if not self._closed:
            sources = self._sources()
            self.asked.emit(sources)
            self._listing.ask(sources)

    def look_at(self, path: Path) -> None:
        """Sums one file up, wherever it lies."""
        if not self._closed:
            self._listing.look_at(path)

    def close(self) -> None:
        """Ends the thread."""
        self._closed = True
        self._again.stop()
        self._listing.close()

    def _sources(self) -> tuple[Source, ...]:
        return (
            Source(self._parts.own, Origin.OWN),
            Source(self._parts.ready_made, Origin.READY_MADE),
            *(Source(folder, Origin.FOLDER) for folder in self._folders),
        )

    def _finish(self) -> None:
        self.finished.emit()
        if self._parts.watch is None or self._closed:
            return
        if self._watcher is None:
            self._watcher = self._parts.watch()
            self._watcher.setParent(self)
            self._watcher.folder_changed.connect(lambda _: self._again.start())
        self._watcher.watch((), folders_of(self._sources()))
