"""What the program's own windows share: keys that close them, and a column that scrolls."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence, QPalette, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from psoas_desktop.ui.common.label import Label, Role, scaled
from psoas_desktop.ui.common.plain_text import shown

READING_PX = 640
"""The widest that lines of text become, at the usual size of text."""


class ProgramWindow(QWidget):
    """A window that Esc and Ctrl+W close and that never asks anything."""

    def __init__(self, name: str, title: str, size: QSize, parent: QWidget | None = None) -> None:
        """Takes its name among the remembered windows, its title, and its size at the usual size of text."""
        super().__init__(parent, Qt.WindowType.Window)
        self.setObjectName(name)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        room = self.screen().availableGeometry().size()
        self.resize(QSize(scaled(size.width()), scaled(size.height())).boundedTo(room))
        for key in (QKeySequence(Qt.Key.Key_Escape), QKeySequence(QKeySequence.StandardKey.Close)):
            QShortcut(key, self, self.close, context=Qt.ShortcutContext.WindowShortcut)


class ReadingColumn(QScrollArea):
    """A column of widgets, as wide as lines are comfortable to read, that scrolls by wheel and by keys."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """Takes the name that a screen reader says."""
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setProperty("quietFrame", True)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._parts: list[QWidget] = []
        self._ground = QWidget()
        self._ground.setBackgroundRole(QPalette.ColorRole.Window)
        across = QHBoxLayout(self._ground)
        across.setContentsMargins(24, 16, 24, 24)
        self._column = QWidget(self._ground)
        self._column.setMaximumWidth(scaled(READING_PX))
        self.layout_ = QVBoxLayout(self._column)
        self.layout_.setContentsMargins(0, 0, 0, 0)
        self.layout_.setSpacing(8)
        across.addWidget(self._column, 100)
        across.addStretch(1)
        self.setWidget(self._ground)

    def put(self, widget: QWidget, *, above: int = 0) -> QWidget:
        """Adds a widget below the others.

        Args:
            widget: What.
            above: Extra room above it, in pixels.
        """
        if above and self._parts:
            self.layout_.addSpacing(above)
        self._parts.append(widget)
        self.layout_.addWidget(widget)
        # Qt shows it only with the next events, and what is hidden takes no room.
        widget.show()
        return widget

    def say(self, text: str, role: Role = Role.BODY, *, above: int = 0) -> Label:
        """Adds a text below the others."""
        label = Label(shown(text), role)
        self.put(label, above=above)
        return label

    def finish(self) -> None:
        """Keeps what was added at the top."""
        self.layout_.addStretch(1)

    def clear(self) -> None:
        """Takes everything out."""
        while (item := self.layout_.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.setParent(None)
                widget.deleteLater()
        self._parts.clear()

    def reveal(self, widget: QWidget) -> None:
        """Scrolls so that a widget stands at the top."""
        self._settle()
        self.verticalScrollBar().setValue(widget.mapTo(self._ground, widget.rect().topLeft()).y() - 16)

    def _settle(self) -> None:
        """Places what was added just now; the layouts would do so only with the next events."""
        layout, wide = self._ground.layout(), self.viewport().width()
        if layout is not None:
            self.layout_.activate()
            layout.activate()
            self._ground.resize(wide, max(self.viewport().height(), layout.totalHeightForWidth(wide)))
            layout.activate()
            self.layout_.activate()
