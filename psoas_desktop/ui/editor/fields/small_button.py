"""A button of one small line: takes a field back to what its kind says, adds to a list."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QWidget

from psoas_desktop.ui.common.desk_button import DeskButton, Weight
from psoas_desktop.ui.common.label import Role, role_font, scaled

HEIGHT = 28


class SmallButton(DeskButton):
    """Small words without a ground, beside the name of what they act on."""

    def __init__(self, text: str, parent: QWidget | None = None, *, icon: str = "") -> None:
        super().__init__(text, parent, icon=icon, weight=Weight.QUIET)
        self.setFont(role_font(Role.SMALL))

    def sizeHint(self) -> QSize:
        """As high as a line of small text with room to hit it."""
        high = max(scaled(HEIGHT), QFontMetrics(self.font()).height() + 8)
        wide = super().sizeHint().width() if self.text() else high
        return QSize(wide, high)

    def event(self, event: QEvent) -> bool:
        """Follows the size of text that the person chose."""
        if event.type() is QEvent.Type.ApplicationFontChange:
            self.setFont(role_font(Role.SMALL))
        return super().event(event)
