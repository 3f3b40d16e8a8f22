"""The button of windows: words, perhaps an icon before them, and how much it asks for attention."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QPushButton, QSizePolicy, QStyle, QStyleOptionButton, QWidget

from psoas_desktop.ui.common.icons import ICON_PX, icons_folder, tinted
from psoas_desktop.ui.common.label import scaled

HEIGHT = 36
_SIDE, _GAP = 16, 8


class Weight(Enum):
    """How much a button asks for attention."""

    PLAIN = "plain"
    PRIMARY = "primary"
    """The one thing to do next; at most one in a window."""
    QUIET = "quiet"
    """No ground of its own until it is pointed at."""


class DeskButton(QPushButton):
    """A button in a layout, its icon in the colour of its words. One of icon alone needs a spoken name."""

    def __init__(
        self, text: str, parent: QWidget | None = None, *, icon: str = "", weight: Weight = Weight.PLAIN
    ) -> None:
        super().__init__(parent)
        self._icon, self._weight = icon, weight
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.set_words(text)

    @property
    def weight(self) -> Weight:
        """How much it asks for attention; the style reads it."""
        return self._weight

    def set_weight(self, weight: Weight) -> None:
        """Asks for more attention, or for less."""
        self._weight = weight
        self.updateGeometry()
        self.update()

    @property
    def icon_name(self) -> str:
        """The name of its icon; empty for none."""
        return self._icon

    def set_words(self, text: str) -> None:
        """Takes its words; an ampersand is a letter."""
        self.setText(text.replace("&", "&&"))
        self.setAccessibleName(text)
        self.updateGeometry()

    def set_icon_name(self, name: str) -> None:
        """Takes another icon; empty for none."""
        self._icon = name
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """36 pixels high at the usual size of text, and as wide as its words."""
        metrics = QFontMetrics(self.font())
        high = max(scaled(HEIGHT), metrics.height() + 12)
        words = metrics.horizontalAdvance(self._words())
        if not words:
            return QSize(high, high)
        side = _GAP if self._weight is Weight.QUIET else _SIDE
        icon = scaled(ICON_PX) + scaled(_GAP) if self._icon else 0
        return QSize(words + icon + 2 * scaled(side), high)

    def minimumSizeHint(self) -> QSize:
        """Its words are never cut."""
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses it as Space does, also where no dialog takes care of that."""
        others = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not others:
            if not event.isAutoRepeat():
                self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The style paints the ground; words and icon stand in the middle of it."""
        option = QStyleOptionButton()
        self.initStyleOption(option)
        painter = QPainter(self)
        self.style().drawControl(QStyle.ControlElement.CE_PushButtonBevel, option, painter, self)
        words, icon = self._words(), scaled(ICON_PX) if self._icon else 0
        gap = scaled(_GAP) if icon and words else 0
        metrics = QFontMetrics(self.font())
        wide = metrics.horizontalAdvance(words)
        left = (self.width() - icon - gap - wide) // 2
        colour = self._ink()
        if icon:
            box = QRect(left, (self.height() - icon) // 2, icon, icon)
            picture = tinted(icons_folder(), self._icon, icon, self.devicePixelRatioF(), colour.name())
            painter.drawPixmap(self._mirrored(box), picture)
        if words:
            box = QRect(left + icon + gap, 0, wide + 1, self.height())
            painter.setPen(colour)
            one_line = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
            painter.drawText(self._mirrored(box), one_line, words)
        painter.end()

    def _words(self) -> str:
        return self.text().replace("&&", "&")

    def _ink(self) -> QColor:
        palette = self.palette()
        if self._weight is Weight.PRIMARY and self.isEnabled():
            return palette.color(QPalette.ColorRole.HighlightedText)
        return palette.color(QPalette.ColorRole.ButtonText)

    def _mirrored(self, box: QRect) -> QRect:
        return QStyle.visualRect(self.layoutDirection(), self.rect(), box)
