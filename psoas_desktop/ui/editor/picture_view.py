"""One picture of a block, as small as the inspector has room for."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from psoas_desktop.routine.cues import Picture
from psoas_desktop.storage.picture_files import PictureRefusal
from psoas_desktop.ui.common.desk_paint import CARD_RADIUS, panel
from psoas_desktop.ui.common.label import Role, role_font, scaled
from psoas_desktop.ui.editor.fields.ink import line, quiet
from psoas_desktop.ui.editor.fields.words import tr
from psoas_desktop.ui.editor.photo_desk import PhotoDesk
from psoas_desktop.ui.editor.photo_words import REFUSALS

_HIGH, _PAD = 140, 8


class PictureView(QWidget):
    """Shows a figure or a photo on a raised ground; in words why it cannot."""

    def __init__(self, desk: PhotoDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._picture: Picture | None = None
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        desk.ready.connect(self.update)

    def show_picture(self, picture: Picture | None) -> None:
        """Shows another one; None for nothing."""
        if picture != self._picture:
            self._picture = picture
            self.setAccessibleName("" if picture is None else picture.alt)
            self.update()

    def sizeHint(self) -> QSize:
        """A strip."""
        return QSize(scaled(200), scaled(_HIGH))

    def minimumSizeHint(self) -> QSize:
        """It may become narrow."""
        return QSize(scaled(80), scaled(_HIGH))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paints it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        panel(painter, self.rect(), None, QPen(line(self), 1), CARD_RADIUS)
        room = self.rect().adjusted(_PAD, _PAD, -_PAD, -_PAD)
        if self._picture is not None:
            found = self._desk.shown(self._picture, room.size(), self.devicePixelRatioF())
            if isinstance(found, QPixmap):
                painter.drawPixmap(room.topLeft(), found)
            elif isinstance(found, QImage):
                painter.drawImage(_within(found.size(), room), found)
            else:
                self._say(painter, room, found)
        painter.end()

    def _say(self, painter: QPainter, room: QRect, why: PictureRefusal | None) -> None:
        painter.setFont(role_font(Role.SMALL))
        painter.setPen(quiet(self))
        words = self.tr("The photo is being read...") if why is None else tr(REFUSALS[why])
        flags = int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextWordWrap)
        painter.drawText(room, flags, words)


def _within(size: QSize, room: QRect) -> QRectF:
    fitted = size.scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
    box = QRect(0, 0, fitted.width(), fitted.height())
    box.moveCenter(room.center())
    return QRectF(box)
