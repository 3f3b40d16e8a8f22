"""Numbers and lengths of time: typed as people write them, stepped with the arrows."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QValidator, QWheelEvent
from PySide6.QtWidgets import QAbstractSpinBox, QHBoxLayout, QWidget

from psoas_desktop.routine.draft import Json
from psoas_desktop.routine.translation import QT_TRANSLATE_NOOP
from psoas_desktop.ui.common.label import Label, Role, scaled
from psoas_desktop.ui.editor.fields.keys import belongs_to_window
from psoas_desktop.ui.editor.fields.reading import read_number, read_time, write_number, write_time
from psoas_desktop.ui.editor.fields.row import FieldRow
from psoas_desktop.ui.editor.fields.specs import Control
from psoas_desktop.ui.editor.fields.text_rows import as_text
from psoas_desktop.ui.editor.fields.words import FALLBACK_UNITS, MIXED, limits, tr

NO_TIME = QT_TRANSLATE_NOOP(
    "inspector", "This is not read as a length of time. Write for example 5:00, 5 min or 90 s."
)
NO_NUMBER = QT_TRANSLATE_NOOP("inspector", "This is not read as a whole number. Write digits.")
NEEDED = QT_TRANSLATE_NOOP("inspector", "Write something here: it cannot be left out.")

_WIDE = 132
_LONGEST = 100


class StepEdit(QAbstractSpinBox):
    """A line with arrows. It takes any text: what can be read of it is for its row to say."""

    typed = Signal(str)
    stepped = Signal(int)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.lineEdit().setMaxLength(_LONGEST)
        self.lineEdit().textEdited.connect(self.typed)
        self.setButtonSymbols(QAbstractSpinBox.ButtonSymbols.UpDownArrows)

    def validate(self, text: str, at: int) -> tuple[QValidator.State, str, int]:
        """Takes everything."""
        return QValidator.State.Acceptable, text, at

    def stepEnabled(self) -> QAbstractSpinBox.StepEnabledFlag:  # noqa: N802 - Qt's name
        """Both arrows can be pressed unless it only shows."""
        if self.isReadOnly():
            return QAbstractSpinBox.StepEnabledFlag.StepNone
        flag = QAbstractSpinBox.StepEnabledFlag
        return flag.StepUpEnabled | flag.StepDownEnabled

    def stepBy(self, steps: int) -> None:  # noqa: N802 - Qt's name
        """Passes the step on."""
        self.stepped.emit(steps)

    def sizeHint(self) -> QSize:
        """Room for a time with hours."""
        return QSize(scaled(_WIDE), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Room for minutes."""
        words = QFontMetrics(self.font()).horizontalAdvance("00:00:00")
        return QSize(words + scaled(40), self.sizeHint().height())

    def event(self, event: QEvent) -> bool:
        """Leaves undo and redo to the window."""
        if belongs_to_window(event):
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter ends a visit without leaving."""
        super().keyPressEvent(event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.left.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tells that the visit is over."""
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.left.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """A wheel that scrolls the page must not change what it passes over."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class StepRow(FieldRow):
    """A number or a length of time. What cannot be read stays in the field and changes nothing."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # as FieldRow takes them
        time = self.spec.control is Control.DURATION
        self._read: Callable[[str], int | None] = read_time if time else read_number
        self._write: Callable[[int], str] = write_time if time else write_number
        self._value: int | None = None
        whole = QWidget(self)
        line = QHBoxLayout(whole)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        self.edit = StepEdit(whole)
        self.edit.typed.connect(self._typed)
        self.edit.stepped.connect(self._step)
        self.edit.left.connect(self._leave)
        line.addWidget(self.edit)
        self.unit = Label(limits(self.spec) or self._unit(), Role.QUIET, whole)
        line.addWidget(self.unit, 1, Qt.AlignmentFlag.AlignVCenter)
        self.place(whole)
        self.show_absent()

    def controls(self) -> tuple[QWidget, ...]:
        """The line."""
        return (self.edit,)

    def show_value(self, value: Json) -> None:
        """Shows the number; where it is typed already in another way, that stays as long as the focus."""
        whole = _whole(value)
        self._value = whole
        text = as_text(value) if whole is None else self._write(whole)
        typed = self.edit.text()
        if whole is None or self._read(typed) != whole or not self.edit.hasFocus():
            self._show(text[:_LONGEST])
        self.edit.lineEdit().setPlaceholderText(self._default_text())

    def show_absent(self) -> None:
        """Shows the default as a placeholder."""
        self._value = None
        self._show("")
        self.edit.lineEdit().setPlaceholderText(self._default_text())

    def show_mixed(self) -> None:
        """Shows nothing but that."""
        self._value = None
        self._show("")
        self.edit.lineEdit().setPlaceholderText(tr(MIXED))

    def _unit(self) -> str:
        unit = self.spec.unit
        if self.spec.control is Control.DURATION:
            return tr(QT_TRANSLATE_NOOP("inspector", "min:s"))
        return tr(FALLBACK_UNITS[unit]) if unit in FALLBACK_UNITS else unit

    def _default_text(self) -> str:
        whole = _whole(self.default)
        return "" if whole is None else self._write(whole)

    def _show(self, text: str) -> None:
        line = self.edit.lineEdit()
        if line.text() != text:
            line.setText(text)

    def _typed(self, text: str) -> None:
        found = self._read(text)
        if found is not None:
            self._take(found)
        elif text.strip():
            self.refuse(tr(NO_TIME if self.spec.control is Control.DURATION else NO_NUMBER))
        elif self.spec.required:
            self.refuse(tr(NEEDED))
        else:
            self.clear()

    def _step(self, steps: int) -> None:
        typed = self._read(self.edit.text())
        now = typed if typed is not None else _whole(self.default)
        size = max(1, self.spec.step)
        if now is None:
            now = self.spec.least or 0
        elif steps > 0:
            now = (now // size + steps) * size
        else:
            now = (-(-now // size) + steps) * size
        least, most = self.spec.least, self.spec.most
        now = now if least is None else max(least, now)
        now = now if most is None else min(most, now)
        self._show(self._write(now))
        self.edit.lineEdit().selectAll()
        self._take(now)

    def _take(self, number: int) -> None:
        if number == self._value:
            self.refuse("")
        else:
            self._value = number
            self.write(number)

    def _leave(self) -> None:
        found = self._read(self.edit.text())
        if found is not None:
            self._show(self._write(found))
        self.leave()


def _whole(value: Json) -> int | None:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    return int(value) if isinstance(value, float) and value == int(value) else None
