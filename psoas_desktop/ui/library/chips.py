"""What was understood of a search: a small button for each part, which takes it out again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from psoas_desktop.ui.common.desk_paint import between, panel, ring
from psoas_desktop.ui.common.icons import icons_folder, tinted
from psoas_desktop.ui.common.label import Role, role_font, scaled
from psoas_desktop.ui.common.theme import Theme
from psoas_desktop.ui.library import words

if TYPE_CHECKING:
    from psoas_desktop.storage.library_search import Part

_HIGH, _GAP, _SIDE, _LONGEST = 28, 8, 12, 240


class Chip(QPushButton):
    """One part."""

    def __init__(self, text: str, look: Callable[[], Theme], parent: QWidget) -> None:
        super().__init__(parent)
        self._words, self._look = text, look
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFont(role_font(Role.SMALL))
        self.setText(text.replace("&", "&&"))
        self.setAccessibleName(words.tr(words.TAKE_OUT, part=text))

    @property
    def words(self) -> str:
        """What was understood."""
        return self._words

    def sizeHint(self) -> QSize:
        """As wide as its words, within bounds."""
        wide = QFontMetrics(self.font()).horizontalAdvance(self._words) + 2
        return QSize(min(wide, scaled(_LONGEST)) + 2 * _SIDE + scaled(20), scaled(_HIGH))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Words, and a cross that says what a press does."""
        theme = self._look()
        painter = QPainter(self)
        radius = self.height() / 2
        ground = between(theme.raised, theme.leaf, 0.18 if self.underMouse() or self.isDown() else 0.08)
        panel(painter, self.rect(), ground, QPen(QColor(theme.leaf), theme.line_px), radius)
        if self.hasFocus():
            ring(painter, self.rect(), theme, radius)
        side = scaled(14)
        room = self.width() - 2 * _SIDE - side - 6
        painter.setPen(QColor(theme.ink))
        text = QFontMetrics(self.font()).elidedText(self._words, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRect(_SIDE, 0, room, self.height()), Qt.AlignmentFlag.AlignVCenter, text)
        cross = tinted(icons_folder(), "close", side, self.devicePixelRatioF(), theme.ink)
        painter.drawPixmap(self.width() - _SIDE - side + 2, (self.height() - side) // 2, cross)
        painter.end()


class Chips(QWidget):
    """All parts in lines; nothing is shown where nothing was understood."""

    taken_out = Signal(object)
    """The part that is not wanted any more."""

    def __init__(self, look: Callable[[], Theme], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.chips: list[Chip] = []
        self._parts: tuple[Part, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.hide()

    def set_parts(self, parts: Sequence[Part]) -> None:
        """Shows what was understood."""
        if tuple(parts) == self._parts:
            return
        self._parts = tuple(parts)
        for chip in self.chips:
            chip.hide()
            chip.deleteLater()
        self.chips = [self._chip(part) for part in parts]
        self.setVisible(bool(self.chips))
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width holds another number of chips in a line."""
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        """Follows the size of text."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            for chip in self.chips:
                chip.setFont(role_font(Role.SMALL))
            self._arrange()

    def _chip(self, part: Part) -> Chip:
        chip = Chip(words.chip(part), self._look, self)
        chip.clicked.connect(lambda: self.taken_out.emit(part))
        chip.show()
        return chip

    def _arrange(self) -> None:
        x = y = 0
        for chip in self.chips:
            size = chip.sizeHint()
            if x and x + size.width() > self.width():
                x, y = 0, y + size.height() + _GAP
            place = QRect(x, y, size.width(), size.height())
            if self.isRightToLeft():
                place.moveRight(self.width() - 1 - x)
            chip.setGeometry(place)
            x += size.width() + _GAP
        self.setFixedHeight(y + scaled(_HIGH) if self.chips else 0)
