"""The place of the window's messages; without one it takes no room."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QHBoxLayout, QWidget

from psoas_desktop.ui.common.sheet import Notice


class Strip(QWidget):
    """Holds a notice away from the window's edges."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(24, 8, 24, 12)
        self.notice = Notice(self)
        layout.addWidget(self.notice)
        self.notice.installEventFilter(self)
        self.hide()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Comes and goes with the notice."""
        if event.type() in (QEvent.Type.ShowToParent, QEvent.Type.HideToParent):
            self.setVisible(not self.notice.isHidden())
        return False
