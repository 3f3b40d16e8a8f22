"""The label of windows: plain text always, in a few roles, in the colours and size that the person chose."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QApplication, QLabel, QSizePolicy, QWidget

from psoas_desktop.ui.common.fitted_text import font_of

BODY_PX = 15
"""The size of plain text at scale 1; the application's font says how large it is now."""


class Role(Enum):
    """What a text is, which says how it looks: pixels, weight, whether it is quiet."""

    TITLE = (28, QFont.Weight.DemiBold, False)
    HEADING = (20, QFont.Weight.DemiBold, False)
    BODY = (BODY_PX, QFont.Weight.Normal, False)
    STRONG = (BODY_PX, QFont.Weight.DemiBold, False)
    SMALL = (13, QFont.Weight.Normal, False)
    QUIET = (13, QFont.Weight.Normal, True)

    @property
    def pixels(self) -> int:
        """The size at scale 1."""
        return self.value[0]

    @property
    def weight(self) -> QFont.Weight:
        """The weight of its letters."""
        return self.value[1]

    @property
    def quiet(self) -> bool:
        """Whether it stands back behind other text."""
        return self.value[2]


def text_scale() -> float:
    """How much larger than usual text is now: 1 or more."""
    pixels = QApplication.font().pixelSize()
    return pixels / BODY_PX if pixels > 0 else 1.0


def scaled(pixels: float) -> int:
    """A length that grows with the text."""
    return round(pixels * text_scale())


def role_font(role: Role) -> QFont:
    """The font of a role at the present size of text."""
    return font_of(scaled(role.pixels), role.weight)


class Label(QLabel):
    """A text in a layout. It wraps; with ``elided`` it is one line that may end in an ellipsis."""

    def __init__(self, text: str = "", role: Role = Role.BODY, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self.setAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop)
        self.setWordWrap(True)
        self._role, self._elided = role, False
        self._dress()
        self.setText(text)

    @property
    def role(self) -> Role:
        """What it is."""
        return self._role

    def set_role(self, role: Role) -> None:
        """Makes it something else."""
        self._role = role
        self._dress()

    @property
    def elided(self) -> bool:
        """Whether it stays on one line."""
        return self._elided

    @elided.setter
    def elided(self, value: bool) -> None:
        self._elided = value
        self.setWordWrap(not value)
        across = QSizePolicy.Policy.Expanding if value else QSizePolicy.Policy.Preferred
        self.setSizePolicy(across, QSizePolicy.Policy.Preferred)
        self.updateGeometry()
        self.update()

    def painted_text(self) -> str:
        """What can be read of it now."""
        if not self._elided:
            return self.text()
        room = self.contentsRect().width()
        return QFontMetrics(self.font()).elidedText(self.text(), Qt.TextElideMode.ElideRight, room)

    def minimumSizeHint(self) -> QSize:
        """An elided label may become very narrow."""
        hint = super().minimumSizeHint()
        return QSize(0, hint.height()) if self._elided else hint

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints the line with its ellipsis; Qt wraps the others."""
        if not self._elided:
            super().paintEvent(event)
            return
        painter = QPainter(self)
        enabled, alignment = self.isEnabled(), self.alignment() | Qt.TextFlag.TextSingleLine
        style, palette, role = self.style(), self.palette(), self.foregroundRole()
        style.drawItemText(
            painter, self.contentsRect(), int(alignment), palette, enabled, self.painted_text(), role
        )
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        """Follows the size of text that the person chose: ``dress`` sends this to every widget."""
        if event.type() is QEvent.Type.StyleChange:
            self._dress()
        super().changeEvent(event)

    def _dress(self) -> None:
        role = QPalette.ColorRole.PlaceholderText if self._role.quiet else QPalette.ColorRole.WindowText
        self.setFont(role_font(self._role))
        self.setForegroundRole(role)
