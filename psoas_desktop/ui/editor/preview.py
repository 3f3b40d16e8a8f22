"""The chosen block as the client sees it: drawn a moment after the last edit, never while somebody types."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from psoas_desktop.editing.document import Document
from psoas_desktop.routine.draft import Draft
from psoas_desktop.routine.problems import Path
from psoas_desktop.ui.common.desk_paint import CARD_RADIUS, panel
from psoas_desktop.ui.common.label import Role, role_font, scaled
from psoas_desktop.ui.editor.parts import EditorParts
from psoas_desktop.ui.editor.routine_photos import RoutinePhotos

IDLE_MS = 100
MOST = QSize(480, 270)

_NOTHING: tuple[Draft | None, Path, QSize, str] = (None, (), QSize(), "")
"""What is shown before anything was drawn: a draft, a block, a size, a theme."""


class Preview(QWidget):
    """A picture of the stage, 16 to 9."""

    def __init__(
        self, document: Document, parts: EditorParts, photos: RoutinePhotos, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("preview")
        self.setAccessibleName(self.tr("As the client sees it"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._document, self._parts, self._photos = document, parts, photos
        self._picture: QPixmap | None = None
        self._shown = _NOTHING
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(IDLE_MS)
        self._timer.timeout.connect(self.draw)
        document.listen(self._follow)
        photos.ready.connect(self._draw_again)
        self._timer.start()

    @property
    def picture(self) -> QPixmap | None:
        """What is shown; None for a sentence in its place."""
        return self._picture

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        return QSize(scaled(320), scaled(320) * 9 // 16)

    def draw(self) -> None:
        """Draws the chosen block now, if another picture is needed."""
        draw = self._parts.stage_picture
        if draw is None or not self.isVisible():
            return
        path = self._document.selection[0] if self._document.selection else ()
        size = self._box().size() * self.devicePixelRatioF()
        wanted = (self._document.draft, path, size, self._parts.theme.name)
        if wanted == self._shown or size.isEmpty():
            return
        self._shown = wanted
        picture = draw(self._document, path, size, self._photos.all) if path else None
        if picture is not None:
            picture.setDevicePixelRatio(self.devicePixelRatioF())
        self._picture = picture
        self.setAccessibleDescription("" if picture is not None or not path else self._instead())
        self.update()

    def showEvent(self, _event: object) -> None:
        """Draws when it comes into sight."""
        self._timer.start()

    def changeEvent(self, event: QEvent) -> None:
        """Follows the theme."""
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.PaletteChange):
            self._timer.start()
        super().changeEvent(event)

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Another size is another picture; it keeps the shape of a screen."""
        self._make_room()
        self._timer.start()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The picture with a hairline, or what to do to have one."""
        theme, box = self._parts.theme, self._box()
        painter = QPainter(self)
        if self._picture is not None:
            painter.drawPixmap(box, self._picture)
            painter.setPen(QPen(QColor(theme.line), theme.line_px))
            painter.drawRect(box.adjusted(0, 0, -1, -1))
        else:
            panel(painter, box, None, QPen(QColor(theme.line), theme.line_px), CARD_RADIUS)
            painter.setFont(role_font(Role.SMALL))
            painter.setPen(QColor(theme.quiet))
            middle = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(box.adjusted(24, 8, -24, -8), middle, self._instead())
        painter.end()

    def _follow(self) -> None:
        if not self._document.selection:
            self._picture, self._shown = None, _NOTHING
        self._make_room()
        self._timer.start()

    def _draw_again(self) -> None:
        """A photo has come: what was drawn without it is drawn anew."""
        self._shown = _NOTHING
        self._timer.start()

    def _make_room(self) -> None:
        """The shape of a screen; without a chosen block there is nothing to be seen, and no room is taken."""
        high = min(self.width(), MOST.width()) * 9 // 16 if self._document.selection else 0
        if self.maximumHeight() != high:
            self.setFixedHeight(high)

    def _box(self) -> QRect:
        wide = min(self.width(), MOST.width())
        return QRect((self.width() - wide) // 2, 0, wide, min(self.height(), wide * 9 // 16))

    def _instead(self) -> str:
        return self.tr("This cannot be shown yet: something in it has to be mended first.")
