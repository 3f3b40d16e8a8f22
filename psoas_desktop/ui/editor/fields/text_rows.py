"""Fields that hold text: one line, several lines, a list of lines."""

from __future__ import annotations

import json
import math

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetricsF, QResizeEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QPlainTextEdit, QSizePolicy, QWidget

from psoas_desktop.routine.draft import Array, Json, Leaf, Node
from psoas_desktop.routine.translation import QT_TRANSLATE_NOOP
from psoas_desktop.ui.common.label import Label, Role, scaled
from psoas_desktop.ui.common.plain_text import shown
from psoas_desktop.ui.editor.fields.keys import SHOWN_AT_MOST, belongs_to_window
from psoas_desktop.ui.editor.fields.row import FieldRow
from psoas_desktop.ui.editor.fields.words import MIXED, tr

COUNTED_UP_TO = 40
"""Texts with so few characters show how many are left from the start; longer ones near their end."""

COUNT = QT_TRANSLATE_NOOP("inspector", "{length} of {most}")
TOO_LONG = QT_TRANSLATE_NOOP("inspector", "This text is too long to show here. Change it in the source.")

_PARAGRAPH = "\u2029"


def as_text(value: Json) -> str:
    """What a file says, as text: that which is no text as the file writes it."""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


class LineEdit(QLineEdit):
    """One line; undo and redo are the window's."""

    left = Signal()

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
        self._growing = False
        self._bar = self.verticalScrollBarPolicy()
        self.document().documentLayout().documentSizeChanged.connect(self._grow)

    def text(self) -> str:
        """What is written, with every space as it is; ``toPlainText`` would change some."""
        return self.document().toRawText().replace(_PARAGRAPH, "\n")

    def show_text(self, text: str) -> None:
        """Takes another text; the cursor stays about where it is while it is written in."""
        at = self.textCursor().position() if self.hasFocus() else 0
        self.setPlainText(text)
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


class LineRow(FieldRow):
    """A text of one line. An empty one is left out of the file."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # as FieldRow takes them
        self.edit = LineEdit(self)
        self.edit.setMaxLength(SHOWN_AT_MOST)
        self.edit.textEdited.connect(self._typed)
        self.edit.left.connect(self.leave)
        self.count = _counter(self)
        self.place(self.edit)
        self.show_absent()

    def controls(self) -> tuple[QWidget, ...]:
        """The line."""
        return (self.edit,)

    def show_value(self, value: Json) -> None:
        """Shows the text; where it stands already, the cursor stays."""
        self._show(as_text(value))
        self.edit.setPlaceholderText(self._default_text())

    def show_absent(self) -> None:
        """Shows the default as a placeholder."""
        self._show("")
        self.edit.setPlaceholderText(self._default_text())

    def show_mixed(self) -> None:
        """Shows nothing but that."""
        self._show("")
        self.edit.setPlaceholderText(tr(MIXED))

    def can_go_back(self) -> bool:
        """An empty field is the way back; the button is for a default that is long to find."""
        return super().can_go_back() and self.default != ""

    def _default_text(self) -> str:
        return shown(as_text(self.default))[:200] if self.default else ""

    def _show(self, text: str) -> None:
        too_long = len(text) > SHOWN_AT_MOST
        self.edit.setReadOnly(too_long)
        self.refuse(tr(TOO_LONG) if too_long else "")
        if self.edit.text() != text[:SHOWN_AT_MOST]:
            at = self.edit.cursorPosition()
            self.edit.setText(text[:SHOWN_AT_MOST])
            self.edit.setCursorPosition(at if self.edit.hasFocus() else 0)
        _count(self.count, len(text), self.spec.most)

    def _typed(self, text: str) -> None:
        _count(self.count, len(text), self.spec.most)
        if text or self.spec.required:
            self.write(text)
        else:
            self.clear()


class AreaRow(FieldRow):
    """A text of several lines. An empty one is left out of the file."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # as FieldRow takes them
        self.edit = TextEdit(2, 10, self)
        self.edit.textChanged.connect(self._typed)
        self.edit.left.connect(self.leave)
        self.edit.grew.connect(self.grew)
        self.count = _counter(self)
        self._showing = False
        self.place(self.edit)
        self.show_absent()

    def controls(self) -> tuple[QWidget, ...]:
        """The text."""
        return (self.edit,)

    def show_value(self, value: Json) -> None:
        """Shows the text; where it stands already, the cursor stays."""
        self._show(as_text(value), shown(as_text(self.default)) if self.default else "")

    def show_absent(self) -> None:
        """Shows the default as a placeholder."""
        self._show("", shown(as_text(self.default)) if self.default else "")

    def show_mixed(self) -> None:
        """Shows nothing but that."""
        self._show("", tr(MIXED))

    def can_go_back(self) -> bool:
        """An empty field is the way back; the button is for a default that is long to find."""
        return super().can_go_back() and self.default != ""

    def _show(self, text: str, placeholder: str) -> None:
        too_long = len(text) > SHOWN_AT_MOST
        self.edit.setReadOnly(too_long)
        self.refuse(
            self.tr("This text is too long to show here. Change it in the source.") if too_long else ""
        )
        self.edit.setPlaceholderText(placeholder[:400])
        if self.edit.text() != text[:SHOWN_AT_MOST]:
            self._showing = True
            self.edit.show_text(text[:SHOWN_AT_MOST])
            self._showing = False
        _count(self.count, len(text), self.spec.most)

    def _typed(self) -> None:
        if self._showing:
            return
        text = self.edit.text()
        _count(self.count, len(text), self.spec.most)
        if text or self.spec.required:
            self.write(text)
        else:
            self.clear()


class LinesRow(FieldRow):
    """A list of texts, one in each line. Lines that stay keep how they are written in the file."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # as FieldRow takes them
        self.edit = TextEdit(2, 12, self)
        self.edit.textChanged.connect(self._typed)
        self.edit.left.connect(self.leave)
        self.edit.grew.connect(self.grew)
        self._showing = False
        self.place(self.edit)
        self.show_absent()

    def controls(self) -> tuple[QWidget, ...]:
        """The lines."""
        return (self.edit,)

    def show_value(self, value: Json) -> None:
        """Shows the lines; what is no list of texts can only be mended in the source."""
        texts = isinstance(value, list) and all(isinstance(item, str) for item in value)
        text = "\n".join(map(_one_line, value)) if texts else as_text(value)
        fits = texts and len(text) <= SHOWN_AT_MOST
        self.edit.setReadOnly(not fits)
        said = self.tr("This cannot be shown as lines of text. Change it in the source.")
        self.refuse("" if fits else said)
        # An empty line is on its way to being one: it is not in the file yet.
        if _filled(self.edit.text()) != _filled(text) or not fits:
            self._show(text[:SHOWN_AT_MOST])

    def show_absent(self) -> None:
        """Shows no lines."""
        self.edit.setReadOnly(False)
        if _filled(self.edit.text()):
            self._show("")

    def show_mixed(self) -> None:
        """Lists are not edited together."""
        self.show_absent()

    def bind(self, holder: object) -> None:
        """Takes another item, without the unfinished lines of the last one."""
        self._show("")
        super().bind(holder)  # type: ignore[arg-type]  # as FieldRow takes it

    def _show(self, text: str) -> None:
        self._showing = True
        self.edit.show_text(text)
        self._showing = False

    def _typed(self) -> None:
        if self._showing or self.holder is None:
            return
        lines = _filled(self.edit.text())
        if not lines:
            self.clear()
            return
        node = self.holder.nodes(self.spec.path)[0]
        self.write(_kept(lines, node.items if isinstance(node, Array) else ()))


def _one_line(text: str) -> str:
    return " ".join(text.splitlines())


def _filled(text: str) -> list[str]:
    return [line for line in text.split("\n") if line.strip()]


def _kept(lines: list[str], before: tuple[Node, ...]) -> list[Json]:
    """The lines, those that were there before as the nodes that they were."""
    known: dict[str, list[Node]] = {}
    for node in before:
        if isinstance(node, Leaf) and isinstance(node.value, str):
            known.setdefault(_one_line(node.value), []).append(node)
    return [known[line].pop(0) if known.get(line) else line for line in lines]


def _counter(row: FieldRow) -> Label:
    label = Label("", Role.QUIET, row)
    label.setWordWrap(False)
    label.hide()
    row.head.insertWidget(1, label, 0, Qt.AlignmentFlag.AlignBottom)
    return label


def _count(label: Label, length: int, most: int | None) -> None:
    """Shows how many of the characters are used, where that is of interest."""
    wanted = most is not None and length > 0 and (most <= COUNTED_UP_TO or length > most * 0.8)
    if wanted:
        label.setText(tr(COUNT, length=str(length), most=str(most)))
    if label.isHidden() == wanted:
        label.setVisible(wanted)
