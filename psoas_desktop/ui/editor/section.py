"""A part of a page under a heading that folds it away; what is in it is built when it is first opened."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QStyle, QVBoxLayout, QWidget

from psoas_desktop.routine.problems import Level
from psoas_desktop.ui.common.desk_paint import FIELD_RADIUS, between, panel, ring
from psoas_desktop.ui.common.icons import icons_folder, tinted
from psoas_desktop.ui.common.label import Role, role_font, scaled
from psoas_desktop.ui.editor.fields.ink import emphasis, ink, quiet, theme_of
from psoas_desktop.ui.editor.fields.row import ICONS, INSET

_HEIGHT = 36
_ICON = 16


_ONE_LINE = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading | Qt.TextFlag.TextSingleLine)


class SectionHead(QAbstractButton):
    """The heading: an arrow, a name, and in short what is behind it."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(name)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._summary = ""
        self._level: Level | None = None
        self.toggled.connect(self.describe)
        self.describe()

    @property
    def summary(self) -> str:
        """In short what is behind it."""
        return self._summary

    def set_summary(self, text: str) -> None:
        """Says in short what is behind it; shown while it is folded."""
        if text != self._summary:
            self._summary = text
            self.describe()

    def set_level(self, level: Level | None) -> None:
        """Says how grave the gravest thing is that has to be mended in it; None for nothing."""
        if level is not self._level:
            self._level = level
            self.describe()

    @property
    def level(self) -> Level | None:
        """The gravest thing in it."""
        return self._level

    def describe(self) -> None:
        """Says the same to those who hear it."""
        self.setAccessibleName(self.text())
        state = self.tr("open") if self.isChecked() else self.tr("folded")
        mend = self.tr("something to mend") if self._level is not None else ""
        self.setAccessibleDescription(", ".join(part for part in (state, self._summary, mend) if part))
        self.setToolTip("")
        self.update()

    def sizeHint(self) -> QSize:
        """One line."""
        high = max(scaled(_HEIGHT), QFontMetrics(self._font()).height() + 12)
        return QSize(scaled(160), high)

    def minimumSizeHint(self) -> QSize:
        """It may become narrow: the summary is cut first."""
        return QSize(scaled(80), self.sizeHint().height())

    def changeEvent(self, event: QEvent) -> None:
        """Follows the size of text."""
        if event.type() is QEvent.Type.FontChange:
            self.updateGeometry()
        super().changeEvent(event)

    def _font(self) -> QFont:
        return role_font(Role.STRONG)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paints one line: arrow, name, sign, summary."""
        painter = QPainter(self)
        theme = theme_of(self)
        if self.underMouse() and theme is not None:
            panel(painter, self.rect(), between(theme.ground, theme.ink, 0.05), None, FIELD_RADIUS)
        if self.hasFocus() and theme is not None:
            ring(painter, self.rect(), theme)
        side, ratio = scaled(_ICON), self.devicePixelRatioF()
        middle = (self.height() - side) // 2
        name = "collapse" if self.isChecked() else "expand"
        arrow = tinted(icons_folder(), name, side, ratio, quiet(self).name())
        left = INSET
        painter.drawPixmap(self._mirrored(QRect(left, middle, side, side)), arrow)
        left += side + 8
        painter.setFont(self._font())
        painter.setPen(ink(self))
        metrics = QFontMetrics(self._font())
        room = self.width() - left - 8
        words = metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, room)
        wide = metrics.horizontalAdvance(words)

        painter.drawText(self._mirrored(QRect(left, 0, wide + 2, self.height())), _ONE_LINE, words)
        left += wide + 12
        if self._level is not None and left + side < self.width():
            colour = emphasis(self) if self._level is Level.ERROR else ink(self)
            sign = tinted(icons_folder(), ICONS[self._level], side, ratio, colour.name())
            painter.drawPixmap(self._mirrored(QRect(left, middle, side, side)), sign)
            left += side + 8
        room = self.width() - left - 8
        if not self.isChecked() and self._summary and room > scaled(32):
            small = role_font(Role.SMALL)
            painter.setFont(small)
            painter.setPen(quiet(self))
            said = QFontMetrics(small).elidedText(self._summary, Qt.TextElideMode.ElideRight, room)
            painter.drawText(self._mirrored(QRect(left, 0, room, self.height())), _ONE_LINE, said)
        painter.end()

    def _mirrored(self, box: QRect) -> QRect:
        return QStyle.visualRect(self.layoutDirection(), self.rect(), box)


class Section(QWidget):
    """A heading and what it folds away."""

    opened = Signal(bool)
    """The person opened or folded it."""

    def __init__(
        self, name: str, build: Callable[[], QWidget], parent: QWidget | None = None, *, indent: int = 0
    ) -> None:
        """Takes the heading and what builds the inside.

        Args:
            name: The heading.
            build: Called once, when it is first opened.
            parent: Its parent.
            indent: How far the inside is set in, in pixels.
        """
        super().__init__(parent)
        self._build, self._indent = build, indent
        self._inside: QWidget | None = None
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(8)
        self.head = SectionHead(name, self)
        self.head.toggled.connect(self._show)
        self.head.clicked.connect(lambda: self.opened.emit(self.head.isChecked()))
        self._layout.addWidget(self.head)

    @property
    def is_open(self) -> bool:
        """Whether the inside is seen."""
        return self.head.isChecked()

    @property
    def inside(self) -> QWidget | None:
        """What is folded away; None as long as it was never open."""
        return self._inside

    def set_open(self, value: bool) -> None:  # noqa: FBT001 - as Qt's setters
        """Opens or folds it."""
        self.head.setChecked(value)

    def _show(self, value: bool) -> None:  # noqa: FBT001 - a slot
        if value and self._inside is None:
            self._inside = self._build()
            self._inside.setParent(self)
            self._inside.setContentsMargins(self._indent, 0, 0, 8)
            self._layout.addWidget(self._inside)
        if self._inside is not None:
            self._inside.setVisible(value)
