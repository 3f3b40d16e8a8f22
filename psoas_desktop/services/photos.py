"""Pictures that a routine brings with it, as files or embedded: read and decoded beside the GUI's thread."""

from __future__ import annotations

import base64
import binascii
from collections import OrderedDict
from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QObject, QSize, QThreadPool, Signal
from PySide6.QtGui import QImage

from psoas_desktop.routine.cues import Picture
from psoas_desktop.services.images import decode
from psoas_desktop.storage.picture_files import MAX_BYTES, PictureRefusal, read_picture

KINDS = frozenset({"file", "data"})
"""The kinds of picture that are decoded; the others are drawn."""

HELD_BYTES = 96 * 2**20
"""What the decoded pictures may take together: about thirty at 1080p."""

Found = QImage | PictureRefusal

_SHARE = 0.65
"""No picture takes more of a screen's width or height."""

_Key = tuple[str, str]


def photo_room(screen: QSize) -> QSize:
    """The room that a photo has at most on a screen of that size."""
    return screen * _SHARE


class Photos(QObject):
    """The photos of one routine, as large as they are shown; the one not asked for longest goes first.

    Signals:
        ready: One more photo can be shown, or it is known that it cannot.
    """

    ready = Signal()
    _found = Signal(object, object)

    def __init__(
        self, folder: Path | None, fits: QSize, pool: QThreadPool | None = None, parent: QObject | None = None
    ) -> None:
        """Takes where the routine's files are, and who does the work.

        Args:
            folder: The routine's folder; None where it has none.
            fits: The room that a photo has at most, in pixels of the screen.
            pool: Threads that decode; None decodes at once.
            parent: Its owner.
        """
        super().__init__(parent)
        self._folder, self._fits, self._pool = folder, fits, pool
        self._held: OrderedDict[_Key, Found] = OrderedDict()
        self._asked: set[_Key] = set()
        self._bytes = 0
        self._found.connect(self._keep)

    def want(self, pictures: Iterable[Picture]) -> None:
        """Begins with those pictures that are photos and not there yet."""
        for picture in pictures:
            self.get(picture)

    def get(self, picture: Picture) -> Found | None:
        """A photo, or why there is none; None while it is being decoded, or for a picture that is drawn."""
        if picture.kind not in KINDS or not isinstance(picture.content, str):
            return None
        key = (picture.kind, picture.content)
        if key in self._held:
            self._held.move_to_end(key)
        elif key not in self._asked:
            self._asked.add(key)
            self._begin(key)
        return self._held.get(key)

    def awaits(self, picture: Picture) -> bool:
        """Whether a photo is being decoded."""
        return isinstance(picture.content, str) and (picture.kind, picture.content) in self._asked

    def close(self) -> None:
        """Waits for the photo that is being decoded; those that have not begun are dropped."""
        if self._pool is not None:
            self._pool.clear()
            self._pool.waitForDone()

    def _begin(self, key: _Key) -> None:
        folder, fits = self._folder, self._fits
        if self._pool is None:
            self._keep(key, _decoded(folder, key, fits))
        else:
            self._pool.start(lambda: self._found.emit(key, _decoded(folder, key, fits)))

    def _keep(self, key: _Key, found: Found) -> None:
        self._asked.discard(key)
        self._held[key] = found
        self._bytes += _bytes(found)
        while self._bytes > HELD_BYTES and len(self._held) > 1:
            _, old = self._held.popitem(last=False)
            self._bytes -= _bytes(old)
        self.ready.emit()


def _decoded(folder: Path | None, key: _Key, fits: QSize) -> Found:
    kind, content = key
    data = _embedded(content) if kind == "data" else _beside(folder, content)
    return data if isinstance(data, PictureRefusal) else decode(data, fits)


def _beside(folder: Path | None, name: str) -> bytes | PictureRefusal:
    return PictureRefusal.MISSING if folder is None else read_picture(folder, name)


def _embedded(text: str) -> bytes | PictureRefusal:
    if len(text) > MAX_BYTES * 4 // 3 + 4:
        return PictureRefusal.TOO_LARGE
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return PictureRefusal.DAMAGED


def _bytes(found: Found) -> int:
    return found.sizeInBytes() if isinstance(found, QImage) else 0
