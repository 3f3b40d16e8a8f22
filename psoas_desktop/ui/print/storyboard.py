"""A session's screens side by side: one picture of them all, or a document with a page for each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPageLayout, QPageSize, QPainter, QPdfWriter

from psoas_desktop.ui.common.fitted_text import font_of
from psoas_desktop.ui.common.theme import Theme

THUMBNAIL_WIDTH = 480
"""Width of a screen on the sheet, in pixels: four beside each other fill a desktop's screen."""

_COLUMNS = 4
_GAP = 16
_CAPTION_HIGH = 28
_CAPTION_PX = 15
_TITLE_PX = 28
_TITLE_HIGH = 64

_PDF_DPI = 150
_MM_MARGIN = 10.0
_PDF_CAPTION_PX = 22
_PDF_CAPTION_HIGH = 60


@dataclass(frozen=True, slots=True)
class Screen:
    """One screen as the player shows it.

    Attributes:
        caption: What it is, and when it comes.
    """

    image: QImage
    caption: str


def sheet(title: str, screens: Sequence[Screen], theme: Theme) -> QImage:
    """Puts all screens on one picture, in the order of the session.

    Args:
        title: The routine's title.
        screens: The screens, all of one size; at least one.
        theme: Colours of the sheet.

    Returns:
        The picture.
    """
    shape = screens[0].image.size()
    high = round(THUMBNAIL_WIDTH * shape.height() / shape.width())
    columns = min(_COLUMNS, len(screens))
    rows = -(-len(screens) // columns)
    size = QSize(
        columns * (THUMBNAIL_WIDTH + _GAP) + _GAP,
        _TITLE_HIGH + rows * (high + _CAPTION_HIGH + _GAP) + _GAP,
    )
    picture = QImage(size, QImage.Format.Format_RGB32)
    picture.fill(QColor(theme.ground))
    painter = QPainter(picture)
    painter.setPen(QColor(theme.ink))
    painter.setFont(font_of(_TITLE_PX, QFont.Weight.DemiBold))
    title_place = QRectF(_GAP, 0, size.width() - 2 * _GAP, _TITLE_HIGH)
    painter.drawText(title_place, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, title)
    painter.setFont(font_of(_CAPTION_PX, QFont.Weight.Normal))
    for index, screen in enumerate(screens):
        row, column = divmod(index, columns)
        left = _GAP + column * (THUMBNAIL_WIDTH + _GAP)
        top = _TITLE_HIGH + row * (high + _CAPTION_HIGH + _GAP)
        small = screen.image.scaled(
            THUMBNAIL_WIDTH,
            high,
            Qt.AspectRatioMode.IgnoreAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        painter.drawImage(left, top, small)
        caption = QRectF(left, top + high, THUMBNAIL_WIDTH, _CAPTION_HIGH)
        painter.drawText(caption, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, screen.caption)
    painter.end()
    return picture


def document(title: str, screens: Sequence[Screen]) -> bytes:
    """Puts each screen on a page of its own.

    Args:
        title: The routine's title, which becomes the document's.
        screens: The screens; at least one.

    Returns:
        A PDF.
    """
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(title)
    writer.setCreator("psoas-desktop")
    writer.setResolution(_PDF_DPI)
    margins = QMarginsF(_MM_MARGIN, _MM_MARGIN, _MM_MARGIN, _MM_MARGIN)
    writer.setPageLayout(
        QPageLayout(
            QPageSize(QPageSize.PageSizeId.A4),
            QPageLayout.Orientation.Landscape,
            margins,
            QPageLayout.Unit.Millimeter,
        )
    )
    painter = QPainter(writer)
    painter.setFont(font_of(_PDF_CAPTION_PX, QFont.Weight.Normal))
    room = QSize(writer.width(), writer.height() - _PDF_CAPTION_HIGH)
    for index, screen in enumerate(screens):
        if index:
            writer.newPage()
        shown = screen.image.size().scaled(room, Qt.AspectRatioMode.KeepAspectRatio)
        left = (writer.width() - shown.width()) / 2
        painter.drawImage(QRectF(left, 0, shown.width(), shown.height()), screen.image)
        caption = QRectF(left, shown.height(), shown.width(), _PDF_CAPTION_HIGH)
        number = f"{index + 1} / {len(screens)}"
        painter.drawText(caption, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, screen.caption)
        painter.drawText(caption, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, number)
    painter.end()
    buffer.close()
    return bytes(data.data())


def save(path: Path, title: str, screens: Sequence[Screen], theme: Theme) -> None:
    """Writes a storyboard in the form that the name of its file asks for.

    Args:
        path: Ends in ``.png`` or ``.pdf``.
        title: The routine's title.
        screens: The screens.
        theme: Colours of the sheet.

    Raises:
        OSError: The file cannot be written.
    """
    if path.suffix.lower() == ".pdf":
        path.write_bytes(document(title, screens))
        return
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    # The stubs ask for bytes, the binding takes only text.
    sheet(title, screens, theme).save(buffer, "PNG")  # type: ignore[call-overload]
    path.write_bytes(data.data())
