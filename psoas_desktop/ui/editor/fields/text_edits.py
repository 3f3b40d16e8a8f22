"""Controls that text is written in: one line, several lines."""

from __future__ import annotations

import math

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetricsF, QResizeEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QPlainTextEdit, QSizePolicy, QWidget

from psoas_desktop.ui.common.label import scaled
from psoas_desktop.ui.editor.fields.keys import SHOWN_AT_MOST, belongs_to_window

_PARAGRAPH = "\u2029"


class LineEdit(QLineEdit):
    """One line; undo and redo are the window's."""

    typed = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMaxLength(SHOWN_AT_MOST)
        self.textEdited.connect(self.typed)

    def show_text(self, text: str) -> None:
        """Takes another text; the cursor stays where it is while it is written in."""
        at = self.cursorPosition() if self.hasFocus() else 0
        self.setText(text)
        self.setCursorPosition(at)

    def event(self, event: QEvent) -> bool:
        """Leaves undo and redo to the window."""
        if belongs_to_window(event):
            event.ignore()
            return False
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tells that the visit is over."""
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.left.emit()


class TextEdit(QPlainTextEdit):
    """Several lines of plain text, as high as they are; Tab leaves it, undo and redo are the window's."""

    typed = Signal()
    left = Signal()
    grew = Signal()

    def __init__(self, least: int, most: int, parent: QWidget | None = None) -> None:
        """Takes how many lines it shows at least and at most."""
        super().__init__(parent)
        self._least, self._most = least, most
        self.setTabChangesFocus(True)
        self.setUndoRedoEnabled(False)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self._high = 0
        self._growing = self._showing = False
        self._bar = self.verticalScrollBarPolicy()
        self.document().documentLayout().documentSizeChanged.connect(self._grow)
        self.textChanged.connect(self._tell)

    def text(self) -> str:
        """What is written, with every space as it is; ``toPlainText`` would change some."""
        return self.document().toRawText().replace(_PARAGRAPH, "\n")

    def show_text(self, text: str) -> None:
        """Takes another text; the cursor stays about where it is while it is written in."""
        at = self.textCursor().position() if self.hasFocus() else 0
        self._showing = True
        self.setPlainText(text)
        self._showing = False
        cursor = self.textCursor()
        cursor.setPosition(min(at, self.document().characterCount() - 1))
        self.setTextCursor(cursor)

    def sizeHint(self) -> QSize:
        """As high as its lines."""
        lines = max(self._least, min(self._most, round(self.document().size().height())))
        line = math.ceil(QFontMetricsF(self.font()).lineSpacing())
        around = 2 * self.frameWidth() + 2 * round(self.document().documentMargin())
        return QSize(scaled(160), lines * line + around)

    def minimumSizeHint(self) -> QSize:
        """It may become narrow, not low."""
        return QSize(scaled(80), self.sizeHint().height())

    def event(self, event: QEvent) -> bool:
        """Leaves undo and redo to the window."""
        if belongs_to_window(event):
            event.ignore()
            return False
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Shows the ring of the focus."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tells that the visit is over."""
        super().focusOutEvent(event)
        self.update()
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.left.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width breaks the lines elsewhere."""
        super().resizeEvent(event)
        self._grow()

    def _tell(self) -> None:
        if not self._showing:
            self.typed.emit()

    def _grow(self) -> None:
        # A bar for scrolling would break the lines anew and be needed for that alone.
        fits = round(self.document().size().height()) <= self._most
        policy = Qt.ScrollBarPolicy.ScrollBarAlwaysOff if fits else Qt.ScrollBarPolicy.ScrollBarAsNeeded
        if policy != self._bar and not self._growing:
            # Setting it breaks the lines anew, which comes back here.
            self._growing, self._bar = True, policy
            self.setVerticalScrollBarPolicy(policy)
            self._growing = False
        high = self.sizeHint().height()
        if high != self._high:
            self._high = high
            self.updateGeometry()
            self.grew.emit()
