"""A large button whose words wrap instead of being cut, and that never becomes a default."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QWidget

from psoas_desktop.routine.vocabulary import Severity
from psoas_desktop.ui.common.fitted_text import Fitted, TextStyle, fit
from psoas_desktop.ui.common.plain_text import shown
from psoas_desktop.ui.common.shapes import paint_shape
from psoas_desktop.ui.common.theme import SIGNALS, Theme

PRESS_KEYS = frozenset({Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Select})
"""What presses the button that has the focus."""

_RADIUS = 8.0
_PAD = 2.4


class Weight(Enum):
    """How much a button asks for attention."""

    PLAIN = "plain"
    PRIMARY = "primary"
    UNWELL = "unwell"
    """Plain, with the red octagon: the way to stop everything."""


class ActionButton(QPushButton):
    """A button painted from the theme. It is placed by hand, as labels are."""

    def __init__(
        self, parent: QWidget, name: str, theme: Theme, style: TextStyle, weight: Weight = Weight.PLAIN
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAutoDefault(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._theme, self._style, self._weight = theme, style, weight
        self._unit = 1.0
        self._number = 0
        self._words = ""
        self._muted = False

    @property
    def words(self) -> str:
        """What stands on it."""
        return self._words

    @property
    def colours(self) -> tuple[str, str]:
        """Ground and text."""
        if self._weight is Weight.PRIMARY:
            return self._theme.action, self._theme.on_action
        return self._theme.raised, self._theme.far_quiet if self._muted else self._theme.ink

    def set_words(self, words: str, number: int = 0) -> None:
        """Takes its words, and the number key that presses it (0 for none)."""
        self._words, self._number = shown(words), number
        # An ampersand is a letter here, not the mark of a shortcut.
        self.setText(self._words.replace("&", "&&"))
        self.setAccessibleName(self._words)
        self.update()

    def set_muted(self, *, muted: bool) -> None:
        """Shows whether a press counts yet; the focus reaches it all the same."""
        if muted is not self._muted:
            self._muted = muted
            self.update()

    def place(self, box: QRectF, unit: float) -> None:
        """Gives it its place."""
        self._unit = unit
        self.setGeometry(box.toRect())

    def fitted(self) -> Fitted:
        """Its words as they are painted now."""
        return fit(self._words, self._style, self._unit, self._text_box().width())

    def height_for(self, width: float, unit: float) -> float:
        """The height that its words need in a width, margins included."""
        self._unit = unit
        words = fit(self._words, self._style, unit, width - self._before(unit) - 2 * _PAD * unit)
        return words.high + 2.5 * unit

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space and Enter press it; every other key belongs to the window."""
        if event.key() not in PRESS_KEYS:
            event.ignore()
            return
        if not event.isAutoRepeat():
            self.click()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Nothing happens on release."""
        event.ignore()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paints ground, sign, words and the ring of the focus."""
        ground, ink = self.colours
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(3, 3, -3, -3)
        fill = QColor(ground)
        if self.isDown() or self.underMouse():
            fill = fill.lighter(112)
        painter.setBrush(fill)
        # In high contrast quiet ink is ink: what does not count yet is told by its border.
        border = Qt.PenStyle.DashLine if self._muted else Qt.PenStyle.SolidLine
        painter.setPen(QPen(QColor(theme.far_quiet), theme.line_px, border))
        painter.drawRoundedRect(box, _RADIUS, _RADIUS)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(theme.clay), 4))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(2, 2, -2, -2), _RADIUS + 2, _RADIUS + 2)
        self._paint_before(painter, ink)
        painter.setPen(QColor(ink))
        words, room = self.fitted(), self._text_box()
        # Words stand in the middle, those behind a number or a sign right beside it.
        free = 0.0 if self._before(self._unit) else (room.width() - words.wide) / 2
        words.paint(painter, room.left() + free, room.center().y() - words.high / 2)
        painter.end()

    def _before(self, unit: float) -> float:
        """The width of what stands before the words."""
        if self._weight is Weight.UNWELL:
            return 7.5 * unit
        return 6 * unit if self._number else 0.0

    def _text_box(self) -> QRectF:
        pad = _PAD * self._unit
        before = self._before(self._unit)
        return QRectF(self.rect()).adjusted(pad + before, 0, -pad, 0)

    def _paint_before(self, painter: QPainter, ink: str) -> None:
        unit, middle = self._unit, self.height() / 2
        if self._weight is Weight.UNWELL:
            side = 6 * unit
            box = QRectF(_PAD * unit, middle - side / 2, side, side)
            paint_shape(painter, SIGNALS[Severity.STOP], box, on_own_ground=False, rim=self._theme.rim)
        elif self._number:
            side = 4.6 * unit
            box = QRectF(_PAD * unit, middle - side / 2, side, side)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(ink), max(1.0, unit / 5)))
            painter.drawRoundedRect(box, _RADIUS / 2, _RADIUS / 2)
            digit = fit(str(self._number), TextStyle(3.0, weight=QFont.Weight.DemiBold), unit, side)
            at = QPointF(box.center().x() - digit.wide / 2, box.center().y() - digit.high / 2)
            digit.paint(painter, at.x(), at.y())
