"""A person's own photo made fit for a routine: upright, as large as a screen, without a camera's notes."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QObject, QSize, Qt, QThreadPool, Signal
from PySide6.QtGui import QColorSpace, QImage, QImageWriter, QPainter

from psoas_desktop.routine.values import dataclass
from psoas_desktop.services.images import Bounds, decode
from psoas_desktop.storage.picture_files import PictureRefusal

LONGEST_SIDE = 1_920
"""Pixels: what a screen shows."""

MOST_BYTES = 600_000
"""What a photo should take in a routine; a few of them can still be mailed."""

OWN = Bounds(most_bytes=64 * 2**20, most_pixels=200_000_000)
"""What a person chooses may be larger than what a stranger's file brings: cameras make 48 megapixels."""

_QUALITIES = (85, 75, 65)
_SMALLER = 0.8
_LEAST_SIDE = 320


@dataclass(frozen=True, slots=True)
class Prepared:
    """A photo for a routine.

    Attributes:
        data: The bytes of its file.
        suffix: ``.jpg`` or ``.png``.
        media_type: What a routine calls it.
        width: In pixels.
        height: In pixels.
    """

    data: bytes
    suffix: str
    media_type: str
    width: int
    height: int


Stopped = Callable[[], bool]


def never() -> bool:
    """Nobody stops it."""
    return False


def read_chosen(path: Path) -> bytes | PictureRefusal:
    """Reads a file that a person chose; links are followed, for the person sees where they lead."""
    try:
        # A pipe would make it wait.
        flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        with os.fdopen(os.open(path, flags), "rb") as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                return PictureRefusal.NOT_A_FILE
            data = file.read(OWN.most_bytes + 1)
    except FileNotFoundError:
        return PictureRefusal.MISSING
    except IsADirectoryError:
        return PictureRefusal.NOT_A_FILE
    except OSError:
        return PictureRefusal.UNREADABLE
    return data if len(data) <= OWN.most_bytes else PictureRefusal.TOO_LARGE


def prepare_photo(data: bytes, stopped: Stopped = never) -> Prepared | PictureRefusal:
    """Makes a photo fit for a routine. Can be called in any thread.

    Args:
        data: The bytes of a PNG, JPEG, GIF or WebP file.
        stopped: Asked between the steps; the result is of no use once it says yes.

    Returns:
        The photo, or why there is none.
    """
    image = decode(data, QSize(LONGEST_SIDE, LONGEST_SIDE), OWN)
    return image if isinstance(image, PictureRefusal) else prepare_image(image, stopped)


def prepare_image(image: QImage, stopped: Stopped = never) -> Prepared | PictureRefusal:
    """Makes a picture from the clipboard fit for a routine, as ``prepare_photo`` does."""
    if image.isNull():
        return PictureRefusal.NOT_A_PICTURE
    if max(image.width(), image.height()) > LONGEST_SIDE:
        image = _scaled(image, LONGEST_SIDE)
    clear = _shows_through(image)
    image = _bare(image, clear=clear)
    tries: tuple[int, ...] = (-1,) if clear else _QUALITIES
    kind = b"png" if clear else b"jpeg"
    while True:
        data = b""
        for quality in tries:
            data = _encoded(image, kind, quality)
            if len(data) <= MOST_BYTES or stopped():
                break
        side = max(image.width(), image.height())
        if len(data) <= MOST_BYTES or side <= _LEAST_SIDE or stopped():
            break
        image = _scaled(image, round(side * _SMALLER))
    suffix, media = (".png", "image/png") if clear else (".jpg", "image/jpeg")
    return Prepared(data, suffix, media, image.width(), image.height())


def _scaled(image: QImage, side: int) -> QImage:
    return image.scaled(
        side, side, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    )


def _shows_through(image: QImage) -> bool:
    """Whether anything of it is not opaque."""
    if not image.hasAlphaChannel():
        return False
    alpha = image.convertToFormat(QImage.Format.Format_Alpha8)
    lines, wide = bytes(alpha.constBits()), alpha.bytesPerLine()
    return any(
        lines[y * wide : y * wide + alpha.width()].count(255) < alpha.width() for y in range(alpha.height())
    )


def _bare(image: QImage, *, clear: bool) -> QImage:
    """The pixels alone, in the screen's colours: no place, no camera, no words."""
    if image.colorSpace().isValid():
        image = image.convertedToColorSpace(QColorSpace(QColorSpace.NamedColorSpace.SRgb))
    form = QImage.Format.Format_ARGB32_Premultiplied if clear else QImage.Format.Format_RGB32
    bare = QImage(image.size(), form)
    bare.fill(Qt.GlobalColor.transparent if clear else Qt.GlobalColor.white)
    painter = QPainter(bare)
    painter.drawImage(0, 0, image)
    painter.end()
    return bare


def _encoded(image: QImage, kind: bytes, quality: int) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, kind)
    writer.setQuality(quality)
    writer.setOptimizedWrite(True)
    writer.write(image)
    return bytes(buffer.data().data())


Source = Path | bytes | QImage
"""What can become a photo: a chosen file, the bytes of one, a picture from the clipboard."""


class PhotoPreparing(QObject):
    """Prepares photos beside the GUI's thread, one at a time.

    Signals:
        done: The photo that was asked for last, or why there is none; not sent after ``cancel``.
    """

    done = Signal(object)
    _found = Signal(int, object)

    def __init__(self, pool: QThreadPool | None = None, parent: QObject | None = None) -> None:
        """Takes who does the work; None does it at once."""
        super().__init__(parent)
        self._pool = pool
        self._wanted = 0
        self._busy = False
        self._found.connect(self._keep)

    @property
    def busy(self) -> bool:
        """Whether a photo is being prepared."""
        return self._busy

    def start(self, source: Source) -> None:
        """Begins; what was asked for before is given up."""
        self._wanted += 1
        number, self._busy = self._wanted, True
        if self._pool is None:
            self._keep(number, _prepared(source, never))
        else:
            self._pool.start(lambda: self._work(number, source))

    def cancel(self) -> None:
        """Gives up; nothing comes of it any more."""
        self._wanted += 1
        self._busy = False

    def close(self) -> None:
        """Gives up and waits for the step that is being done."""
        self.cancel()
        if self._pool is not None:
            self._pool.waitForDone()

    def _work(self, number: int, source: Source) -> None:
        found = _prepared(source, lambda: number != self._wanted)
        # Whoever asked may be gone with its window.
        with suppress(RuntimeError):
            self._found.emit(number, found)

    def _keep(self, number: int, found: Prepared | PictureRefusal) -> None:
        if number == self._wanted and self._busy:
            self._busy = False
            self.done.emit(found)


def _prepared(source: Source, stopped: Stopped) -> Prepared | PictureRefusal:
    if isinstance(source, QImage):
        return prepare_image(source, stopped)
    data = read_chosen(source) if isinstance(source, Path) else source
    if isinstance(data, PictureRefusal):
        return data
    return PictureRefusal.DAMAGED if stopped() else prepare_photo(data, stopped)
