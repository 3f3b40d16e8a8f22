"""A question or a message in front of a window, and a quiet strip within one. Both show plain text only."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QBoxLayout, QDialog, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from psoas_desktop.ui.common.desk_button import DeskButton, Weight
from psoas_desktop.ui.common.desk_paint import CARD_RADIUS, panel
from psoas_desktop.ui.common.label import Label, Role, scaled
from psoas_desktop.ui.common.plain_text import shown

_WIDE, _MARGIN, _LEAST_WORDS = 480, 24, 280


def sheet_width(window: QWidget) -> int:
    """How wide the text of a sheet becomes: comfortable to read, and never wider than the screen."""
    return min(scaled(_WIDE), window.screen().availableGeometry().width() - 4 * _MARGIN)


@dataclass(frozen=True, slots=True)
class Answer:
    """A button of a sheet.

    Attributes:
        name: What ``Sheet.chosen`` sends.
        words: What stands on it: a verb.
        weight: How much it asks for attention.
        safe: Whether Esc and closing the window mean it: the answer after which nothing is lost.
    """

    name: str
    words: str
    weight: Weight = Weight.PLAIN
    safe: bool = False


class Sheet(QDialog):
    """A window-modal question. ``open`` it and listen to ``chosen``; it removes itself afterwards."""

    chosen = Signal(str)
    """The name of the answer; sent exactly once."""

    def __init__(self, parent: QWidget | None, title: str, text: str, buttons: Sequence[Answer]) -> None:
        """Builds it.

        Args:
            parent: The window that it stands before.
            title: What happened, or the question, in a few words.
            text: What is safe and what to do; a line break starts a new paragraph.
            buttons: The answers, the safest first; one of them is ``safe``, else the first is.

        Raises:
            ValueError: There is no answer to choose.
        """
        super().__init__(parent)
        if not buttons:
            raise ValueError("a sheet needs an answer")
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(shown(title))
        self.setAccessibleName(shown(title))
        self.setAccessibleDescription(shown(text))
        self._safe = next((one.name for one in buttons if one.safe), buttons[0].name)
        self._answered = False
        layout = QVBoxLayout(self)
        layout.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        layout.setSpacing(12)
        wide = sheet_width(self)
        for number, words in enumerate((title, *filter(None, text.splitlines()))):
            label = Label(shown(words), Role.BODY if number else Role.HEADING, self)
            label.setFixedWidth(wide)
            layout.addWidget(label)
        layout.addSpacing(12)
        self.buttons = {one.name: self._button(one) for one in buttons}
        layout.addLayout(self._row(wide))
        layout.setSizeConstraint(QVBoxLayout.SizeConstraint.SetFixedSize)
        first = next((one.name for one in buttons if one.weight is Weight.PRIMARY), self._safe)
        self.buttons[first].setFocus()

    def answer(self, name: str) -> None:
        """Takes an answer as if its button were pressed."""
        if self._answered:
            return
        self._answered = True
        self.chosen.emit(name)
        self.close()

    def reject(self) -> None:
        """Esc and the window's close button are the safe answer."""
        self.answer(self._safe)
        super().reject()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the focus; Left and Right go between them."""
        focus = self.focusWidget()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if isinstance(focus, DeskButton):
                focus.click()
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Right)
        else:
            super().keyPressEvent(event)

    def _button(self, one: Answer) -> DeskButton:
        button = DeskButton(one.words, self, weight=one.weight)
        button.setObjectName(one.name)
        button.clicked.connect(lambda: self.answer(one.name))
        return button

    def _row(self, wide: int) -> QHBoxLayout | QVBoxLayout:
        """Side by side at the end of the line; below each other where they do not fit."""
        needed = sum(button.sizeHint().width() + 8 for button in self.buttons.values()) - 8
        row: QHBoxLayout | QVBoxLayout = QHBoxLayout() if needed <= wide else QVBoxLayout()
        row.setSpacing(8)
        if needed <= wide:
            row.addStretch(1)
        for button in self.buttons.values():
            row.addWidget(button)
        return row


class Notice(QWidget):
    """A strip that says what happened and may offer to undo it. It stays until it is closed or replaced."""

    acted = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # Not fixed: layouts would hold that against the height that the width calls for.
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._layout = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._layout.setContentsMargins(16, 8, 8, 8)
        self._layout.setSpacing(8)
        self.label = Label("", Role.BODY, self)
        self.label.setAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        self._layout.addWidget(self.label, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        self._layout.addLayout(buttons)
        self._layout.setAlignment(buttons, Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
        self.action = DeskButton("", self)
        self.action.clicked.connect(self._act)
        buttons.addWidget(self.action)
        self.close_button = DeskButton("", self, icon="close", weight=Weight.QUIET)
        self.close_button.setAccessibleName(self.tr("Close this message"))
        self.close_button.setToolTip(self.tr("Close this message"))
        self.close_button.clicked.connect(self.dismiss)
        buttons.addWidget(self.close_button)
        self._then: Callable[[], object] | None = None
        self.hide()

    def say(self, text: str, action: str = "", then: Callable[[], object] | None = None) -> None:
        """Shows a sentence.

        Args:
            text: What happened; from any source.
            action: The words of a button, for example "Undo"; empty for none.
            then: What the button does besides sending ``acted``.
        """
        self._then = then
        self.label.setText(shown(text))
        self.action.set_words(action)
        self.action.setVisible(bool(action))
        self.show()
        self.updateGeometry()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, shown(text)))

    def dismiss(self) -> None:
        """Takes the strip away."""
        if not self.isHidden():
            self._then = None
            self.hide()
            self.closed.emit()

    def hasHeightForWidth(self) -> bool:
        """It is as high as its words need."""
        return True

    def heightForWidth(self, width: int) -> int:
        """How high it is in a width, with its buttons behind the words or below them."""
        margins, row = self._layout.contentsMargins(), self.close_button.sizeHint().height()
        room = width - margins.left() - margins.right()
        if self._is_narrow(width):
            high = self.label.heightForWidth(room) + self._layout.spacing() + row
        else:
            high = max(self.label.heightForWidth(room - self._buttons_width()), row)
        return high + margins.top() + margins.bottom()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Puts the buttons below the words where they would leave them too little room."""
        super().resizeEvent(event)
        beside, below = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._layout.setDirection(below if self._is_narrow(self.width()) else beside)

    def _buttons_width(self) -> int:
        shown_ones = [one for one in (self.action, self.close_button) if not one.isHidden()]
        return sum(one.sizeHint().width() + self._layout.spacing() for one in shown_ones)

    def _is_narrow(self, width: int) -> bool:
        return width - self._buttons_width() < scaled(_LEAST_WORDS)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A raised ground with a line of emphasis at its start."""
        palette = self.palette()
        painter = QPainter(self)
        line = QColor(palette.color(QPalette.ColorRole.Mid))
        panel(painter, self.rect(), palette.color(QPalette.ColorRole.Base), QPen(line, 1), CARD_RADIUS)
        painter.end()

    def _act(self) -> None:
        then = self._then
        self.dismiss()
        if then is not None:
            then()
        self.acted.emit()
