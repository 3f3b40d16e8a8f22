"""The top of the window: what is edited, undo and redo, how long it takes, play."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QAction, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from psoas_desktop.ui.common.desk_button import DeskButton, Weight
from psoas_desktop.ui.common.label import Label, Role, scaled
from psoas_desktop.ui.common.plain_text import shown
from psoas_desktop.ui.editor.actions import Actions

MARK = "•"
"""Before the title of what is not saved."""


class TopBar(QWidget):
    """Shows what it is told; its buttons are the window's actions."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 8, 16, 8)
        layout.setSpacing(8)
        self.title = Label("", Role.HEADING, self)
        self.title.elided = True
        self.title.setAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        layout.addWidget(self.title, 1)
        self.undo = self._button(actions["undo"], "undo", self.tr("Undo"), Weight.QUIET)
        self.redo = self._button(actions["redo"], "redo", self.tr("Redo"), Weight.QUIET)
        self.time = Label("", Role.SMALL, self)
        self.time.setWordWrap(False)
        self.time.setAccessibleName(self.tr("How long the routine takes"))
        self.time.setAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        layout.addSpacing(8)
        layout.addWidget(self.time)
        layout.addSpacing(8)
        self.play = self._button(actions["play"], "play", self.tr("Play"), Weight.PRIMARY)

    def show_title(self, title: str, *, modified: bool) -> None:
        """Takes the routine's title, from any file, and whether it is saved."""
        words = shown(title[:200]) or self.tr("Untitled routine")
        self.title.setText(f"{MARK} {words}" if modified else words)
        self.title.setAccessibleName(
            self.tr("{title}, not saved").replace("{title}", words) if modified else words
        )
        self.title.setToolTip("")

    def show_time(self, words: str) -> None:
        """Takes how long the routine takes; empty for nothing to say."""
        self.time.setText(words)

    def sizeHint(self) -> QSize:
        """One line."""
        return QSize(scaled(640), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """The title gives way first."""
        return QSize(0, super().minimumSizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A hairline below it."""
        painter = QPainter(self)
        line = self.palette().color(QPalette.ColorRole.Mid)
        painter.fillRect(0, self.height() - 1, self.width(), 1, line)
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        """Lays out anew when text grows."""
        if event.type() is QEvent.Type.FontChange:
            self.updateGeometry()
        super().changeEvent(event)

    def _button(self, action: QAction, icon: str, words: str, weight: Weight) -> DeskButton:
        button = DeskButton(words, self, icon=icon, weight=weight)
        button.setObjectName(action.objectName())
        button.clicked.connect(action.trigger)

        def follow() -> None:
            button.setEnabled(action.isEnabled())
            button.setAccessibleName(action.text().replace("&", ""))
            button.setToolTip(action.toolTip())

        action.changed.connect(follow)
        follow()
        layout = self.layout()
        assert layout is not None
        layout.addWidget(button)
        return button
