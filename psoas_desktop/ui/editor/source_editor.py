"""The editor of a file's text: line numbers, marks where something is wrong."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import (
    QFontDatabase,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextBlock,
    QTextCursor,
)
from PySide6.QtWidgets import QPlainTextEdit, QStyle, QWidget

from psoas_desktop.routine.problems import Level
from psoas_desktop.routine.values import dataclass
from psoas_desktop.ui.common.label import BODY_PX, scaled
from psoas_desktop.ui.editor.fields.ink import emphasis, ink, line, quiet

_PAD = 12
MARKED_AT_MOST = 300
_SIGNS = frozenset(" \t{}[]:,")


@dataclass(frozen=True, slots=True)
class TextMark:
    """Where something is wrong, from 1."""

    line: int
    column: int
    level: Level


class LineNumbers(QWidget):
    """The numbers beside the lines."""

    def __init__(self, editor: SourceEditor) -> None:
        super().__init__(editor)
        self._editor = editor

    def sizeHint(self) -> QSize:
        """As wide as the last number."""
        return QSize(self._editor.numbers_width(), 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints them."""
        self._editor.paint_numbers(self, event.rect())


class SourceEditor(QPlainTextEdit):
    """Plain text without wrapping. Tab goes on to the next control; Enter keeps the indent."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.setTabChangesFocus(True)
        self._marks: dict[int, list[TextMark]] = {}
        self._numbers = LineNumbers(self)
        self._dress()
        self.blockCountChanged.connect(self._make_room)
        self.updateRequest.connect(self._scrolled)
        self._make_room()

    def text(self) -> str:
        """What is written, with every space as it is; ``toPlainText`` would change some."""
        return self.document().toRawText().replace("\u2029", "\n")

    def go_to(self, line_number: int, column: int) -> None:
        """Puts the cursor to a place, counted from 1, into the middle of what is seen."""
        block = self.document().findBlockByNumber(line_number - 1)
        if not block.isValid():
            block = self.document().lastBlock()
        cursor = QTextCursor(block)
        cursor.setPosition(block.position() + min(max(0, column - 1), block.length() - 1))
        self.setTextCursor(cursor)
        self.centerCursor()

    def set_marks(self, marks: Sequence[TextMark]) -> None:
        """Underlines what is wrong."""
        self._marks = {}
        for mark in marks[:MARKED_AT_MOST]:
            self._marks.setdefault(mark.line, []).append(mark)
        self._numbers.update()
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints the marks under the text."""
        super().paintEvent(event)
        if not self._marks:
            return
        painter = QPainter(self.viewport())
        block, bottom = self.firstVisibleBlock(), event.rect().bottom()
        while block.isValid() and self._top_of(block) <= bottom:
            for mark in self._marks.get(block.blockNumber() + 1, ()):
                self._underline(painter, block, mark)
            block = block.next()
        painter.end()

    def _top_of(self, block: QTextBlock) -> float:
        return self.blockBoundingGeometry(block).translated(self.contentOffset()).top()

    def _underline(self, painter: QPainter, block: QTextBlock, mark: TextMark) -> None:
        text = block.text()
        start = min(max(0, mark.column - 1), max(0, len(text) - 1))
        end = start + 1
        while end < len(text) and text[end] not in _SIGNS and text[start] not in _SIGNS:
            end += 1
        cursor = QTextCursor(block)
        cursor.setPosition(block.position() + start)
        left = self.cursorRect(cursor)
        cursor.setPosition(block.position() + min(end, len(text)))
        right = self.cursorRect(cursor)
        low, high = sorted((left.left(), right.left()))
        colour = emphasis(self) if mark.level is Level.ERROR else quiet(self)
        painter.fillRect(QRect(low, left.bottom() - 1, max(6, high - low), 2), colour)

    def numbers_width(self) -> int:
        """Room for the last line's number, in pixels."""
        digits = len(str(max(1, self.blockCount())))
        return 2 * _PAD + self.fontMetrics().horizontalAdvance("9" * max(2, digits))

    def paint_numbers(self, area: QWidget, seen: QRect) -> None:
        """Paints the numbers of the lines that are seen."""
        painter = QPainter(area)
        painter.setFont(self.font())
        edge = area.width() - 1 if self.isLeftToRight() else 0
        painter.fillRect(QRect(edge, seen.top(), 1, seen.height()), line(self))
        block = self.firstVisibleBlock()
        top = self._top_of(block)
        current = self.textCursor().blockNumber()
        while block.isValid() and top <= seen.bottom():
            high = self.blockBoundingRect(block).height()
            number = block.blockNumber() + 1
            marks = self._marks.get(number)
            level = marks[0].level if marks else None
            colour = emphasis(self) if level is Level.ERROR else quiet(self)
            painter.setPen(ink(self) if level is None and number - 1 == current else colour)
            box = QRect(0, round(top), area.width() - _PAD, round(high))
            flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
            painter.drawText(
                QStyle.visualRect(self.layoutDirection(), area.rect(), box), int(flags), str(number)
            )
            if level is not None:
                painter.fillRect(QRect(4, round(top) + 2, 3, round(high) - 4), colour)
            top += high
            block = block.next()
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keeps the indent on a new line."""
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain and not self.isReadOnly():
            text = self.textCursor().block().text()[: self.textCursor().positionInBlock()]
            self.textCursor().insertText("\n" + text[: len(text) - len(text.lstrip(" \t"))])
            self.ensureCursorVisible()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keeps the numbers beside the text."""
        super().resizeEvent(event)
        self._place_numbers()

    def changeEvent(self, event: QEvent) -> None:
        """Follows the size of text and the theme."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.PaletteChange) and hasattr(self, "_numbers"):
            self._dress()
            self._make_room()

    def _dress(self) -> None:
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setPixelSize(scaled(BODY_PX))
        if font != self.font():
            self.setFont(font)

    def _make_room(self) -> None:
        wide = self.numbers_width()
        self.setViewportMargins(*((wide, 0, 0, 0) if self.isLeftToRight() else (0, 0, wide, 0)))
        self._place_numbers()

    def _place_numbers(self) -> None:
        inside = self.contentsRect()
        box = QRect(inside.left(), inside.top(), self.numbers_width(), inside.height())
        self._numbers.setGeometry(QStyle.visualRect(self.layoutDirection(), inside, box))

    def _scrolled(self, rect: QRect, by: int) -> None:
        if by:
            self._numbers.scroll(0, by)
        else:
            self._numbers.update(0, rect.y(), self._numbers.width(), rect.height())
