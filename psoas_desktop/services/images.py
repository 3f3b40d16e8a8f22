"""Strangers' pictures, decoded: by what they are and not by what they are called, within bounds."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageIOHandler, QImageReader

from psoas_desktop.routine.values import dataclass
from psoas_desktop.storage.picture_files import MAX_BYTES, PictureRefusal

MAX_PIXELS = 40_000_000
"""No picture of a stranger has more, whatever it takes to decode it."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """How large a picture may be: bytes of its file, pixels."""

    most_bytes: int = MAX_BYTES
    most_pixels: int = MAX_PIXELS


STRANGERS = Bounds()

ALLOCATION_MB = 64
"""What Qt may take for one picture; a JPEG is made smaller while it is read and stays below."""

MAX_SCANS = 100
"""A JPEG of thousands of scans is small and takes minutes; cameras write one, a progressive one has ten."""

_SCAN = b"\xff\xda"

_SIGNATURES = (
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
)

_TURNED = (
    QImageIOHandler.Transformation.TransformationRotate90.value,
    QImageIOHandler.Transformation.TransformationRotate270.value,
    QImageIOHandler.Transformation.TransformationFlipAndRotate90.value,
    QImageIOHandler.Transformation.TransformationMirrorAndRotate90.value,
)


def format_of(data: bytes) -> str:
    """What a file's first bytes say that it is: ``png``, ``jpeg``, ``gif`` or ``webp``; empty for others."""
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "webp"
    return next((name for signature, name in _SIGNATURES if data.startswith(signature)), "")


def decode(data: bytes, fits: QSize, bounds: Bounds = STRANGERS) -> QImage | PictureRefusal:
    """Decodes a picture no larger than it is shown. Can be called in any thread.

    Args:
        data: The whole file.
        fits: The room that there is, in pixels; a picture that is smaller is not made larger.
        bounds: How large it may be.

    Returns:
        The picture, upright as the camera says, or why there is none.
    """
    kind = format_of(data)
    refused = _refused_as_bytes(data, kind, bounds)
    if refused:
        return refused
    buffer = QBuffer()
    # Not QBuffer(QByteArray(data)): that keeps the address of something that is freed at once.
    buffer.setData(data)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, QByteArray(kind.encode()))
    # The format is what was seen above: without this, Qt would try every reader that it has.
    reader.setAutoDetectImageFormat(False)
    QImageReader.setAllocationLimit(ALLOCATION_MB)
    reader.setAutoTransform(True)
    size = reader.size()
    refused = _refused_by_size(reader, size, kind, bounds)
    if refused:
        return refused
    turned = reader.transformation().value in _TURNED
    wanted = _within(size.transposed() if turned else size, fits)
    reader.setScaledSize(wanted.transposed() if turned else wanted)
    image = reader.read()
    if image.isNull():
        return PictureRefusal.DAMAGED
    # The size that a GIF gives of itself can be wrong.
    return image if image.size() == wanted else _made_smaller(image, fits)


def _refused_as_bytes(data: bytes, kind: str, bounds: Bounds) -> PictureRefusal | None:
    if len(data) > bounds.most_bytes:
        return PictureRefusal.TOO_LARGE
    if not kind:
        return PictureRefusal.NOT_A_PICTURE
    if kind == "jpeg" and data.count(_SCAN) > MAX_SCANS:
        return PictureRefusal.DAMAGED
    return None


def _refused_by_size(reader: QImageReader, size: QSize, kind: str, bounds: Bounds) -> PictureRefusal | None:
    if size.isEmpty():
        return PictureRefusal.DAMAGED
    pixels = size.width() * size.height()
    held = reader.imageFormat()
    known = held is not QImage.Format.Format_Invalid
    bits = max(32, QImage.toPixelFormat(held).bitsPerPixel()) if known else 32
    # All but a JPEG are decoded whole before they are made smaller.
    whole = kind != "jpeg" and pixels * bits / 8 > ALLOCATION_MB * 2**20
    return PictureRefusal.TOO_MANY_PIXELS if whole or pixels > bounds.most_pixels else None


def _within(size: QSize, fits: QSize) -> QSize:
    if size.width() <= fits.width() and size.height() <= fits.height():
        return size
    return size.scaled(fits, Qt.AspectRatioMode.KeepAspectRatio).expandedTo(QSize(1, 1))


def _made_smaller(image: QImage, fits: QSize) -> QImage:
    wanted = _within(image.size(), fits)
    if wanted == image.size():
        return image
    return image.scaled(
        wanted, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
    )
