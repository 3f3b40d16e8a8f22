"""Fields of forms: a control between its name and a word of help, and controls that behave in one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPalette, QWheelEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QSpinBox, QVBoxLayout, QWidget

from psoas_desktop.ui.common.icons import icons_folder, tinted
from psoas_desktop.ui.common.label import Label, Role, scaled


class Field(QWidget):
    """A control, its name above it, and what it is for below it."""

    def __init__(
        self,
        name: str,
        control: QWidget,
        hint: str = "",
        parent: QWidget | None = None,
        *,
        named: bool = True,
    ) -> None:
        """Puts them together.

        Args:
            name: What the control is called, on the screen and for a screen reader.
            control: What is written into or chosen from.
            hint: A short sentence; empty for none.
            parent: Its parent.
            named: Whether the name is shown; a check box shows its own.
        """
        super().__init__(parent)
        self.control = control
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        self.name = Label(name, Role.STRONG, self)
        self.name.setBuddy(control)
        self.name.setVisible(named)
        layout.addWidget(self.name)
        layout.addWidget(control)
        self.hint = Label(hint, Role.QUIET, self)
        self.hint.setVisible(bool(hint))
        layout.addWidget(self.hint)
        control.setAccessibleName(name)
        control.setAccessibleDescription(hint)

    def set_hint(self, hint: str) -> None:
        """Says something else below the control."""
        self.hint.setText(hint)
        self.hint.setVisible(bool(hint))
        self.control.setAccessibleDescription(hint)


class Choice(QComboBox):
    """One of a few values. The wheel changes it only while it has the focus."""

    picked = Signal(object)
    """The value that the person chose; not sent for ``set_value``."""

    def __init__(self, options: Sequence[tuple[object, str]], parent: QWidget | None = None) -> None:
        """Takes pairs of a value and its words."""
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._values: list[object] = []
        self.set_options(options)
        self.activated.connect(self._send)

    def set_options(self, options: Sequence[tuple[object, str]]) -> None:
        """Takes other values; the chosen one stays where it is still there."""
        before = self.value()
        self.clear()
        self._values = [value for value, _ in options]
        self.addItems([words for _, words in options])
        self.set_value(before)

    def value(self) -> object:
        """The chosen value; None where there is none."""
        index = self.currentIndex()
        return self._values[index] if 0 <= index < len(self._values) else None

    def set_value(self, value: object) -> None:
        """Shows a value; the first where it is not among them."""
        self.setCurrentIndex(self._values.index(value) if value in self._values else 0)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """A wheel that scrolls the page must not change what it passes over."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def _send(self, index: int) -> None:
        self.picked.emit(self._values[index])


class Number(QSpinBox):
    """A whole number. The wheel changes it only while it has the focus."""

    def __init__(self, least: int, most: int, suffix: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setRange(least, most)
        self.setSuffix(suffix)
        self.setKeyboardTracking(False)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """A wheel that scrolls the page must not change what it passes over."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class TextArea(QPlainTextEdit):
    """Several lines of plain text; Tab leaves it."""

    def __init__(self, parent: QWidget | None = None, *, most: int = 4_000) -> None:
        """Takes at most so many characters."""
        super().__init__(parent)
        self._most = most
        self.setTabChangesFocus(True)
        self.setUndoRedoEnabled(True)
        self.textChanged.connect(self._shorten)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Shows the ring of the focus."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Takes the ring away."""
        super().focusOutEvent(event)
        self.update()

    def _shorten(self) -> None:
        text = self.toPlainText()
        if len(text) > self._most:
            cursor = self.textCursor()
            at = min(cursor.position(), self._most)
            self.blockSignals(True)
            self.setPlainText(text[: self._most])
            self.blockSignals(False)
            cursor = self.textCursor()
            cursor.setPosition(at)
            self.setTextCursor(cursor)


class SearchField(QLineEdit):
    """What is looked for: a lens before the words; Esc empties it, Down goes on to what was found."""

    down = Signal()
    """The person wants to go on to the results."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """Takes what it looks through, which is shown while it is empty."""
        super().__init__(parent)
        self.setPlaceholderText(name)
        self.setAccessibleName(name)
        self.setClearButtonEnabled(False)
        self.setMaxLength(200)
        self._indent()

    def event(self, event: QEvent) -> bool:
        """Esc is its own while there is something to empty, and not yet a shortcut of the window."""
        if (
            event.type() is QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
            and self.text()
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc empties it first, and belongs to the window when it is empty."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() == Qt.Key.Key_Down:
            self.down.emit()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Keeps the words behind the lens when text grows."""
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._indent()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints the lens over the field's ground."""
        super().paintEvent(event)
        side = scaled(18)
        colour = self.palette().color(QPalette.ColorRole.PlaceholderText).name()
        painter = QPainter(self)
        left = 10 if self.isLeftToRight() else self.width() - 10 - side
        picture = tinted(icons_folder(), "search", side, self.devicePixelRatioF(), colour)
        painter.drawPixmap(left, (self.height() - side) // 2, picture)
        painter.end()

    def _indent(self) -> None:
        before = scaled(18) + 10
        self.setTextMargins(*((before, 0, 0, 0) if self.isLeftToRight() else (0, 0, before, 0)))
