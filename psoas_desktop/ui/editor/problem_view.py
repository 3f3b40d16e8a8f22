"""How problems are listed: the sign of their level and their sentence, on up to two lines."""

from __future__ import annotations

import html
import math
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QKeySequence, QPainter, QPalette, QTextLayout, QTextOption
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from psoas_desktop.routine.problems import Level
from psoas_desktop.ui.common.icons import icons_folder, tinted
from psoas_desktop.ui.common.label import Role, role_font, scaled
from psoas_desktop.ui.editor.fields.ink import emphasis
from psoas_desktop.ui.editor.fields.row import ICONS
from psoas_desktop.ui.editor.problem_model import AGAINST, LEVEL

Index = QModelIndex | QPersistentModelIndex
_LINES, _SIGN, _PAD = 2, 18, 6

_ROWS, _LOW = 4, 700
"""So many are seen at once; half of them in a window less high than that."""


def _line_height() -> int:
    return math.ceil(QFontMetricsF(role_font(Role.SMALL)).lineSpacing())


class ProblemDelegate(QStyledItemDelegate):
    """Paints one of them."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Two lines."""
        return QSize(scaled(160), _LINES * _line_height() + 2 * _PAD)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paints sign and sentence."""
        widget: QWidget = option.widget
        box: QRect = option.rect
        style = widget.style()
        style.drawPrimitive(QStyle.PrimitiveElement.PE_PanelItemViewItem, option, painter, widget)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        palette: QPalette = option.palette
        ink = palette.color(QPalette.ColorRole.HighlightedText if chosen else QPalette.ColorRole.Text)
        level = Level(index.data(LEVEL))  # Qt makes a plain text of it
        side = scaled(_SIGN)
        against = str(index.data(AGAINST))
        if against and not chosen:
            ink = palette.color(QPalette.ColorRole.PlaceholderText)
        colour = emphasis(widget) if level is Level.ERROR and not chosen else ink
        sign = QRect(box.left() + 10, box.top() + (box.height() - side) // 2, side, side)
        picture = tinted(icons_folder(), ICONS[level], side, widget.devicePixelRatioF(), colour.name())
        direction = widget.layoutDirection()
        painter.drawPixmap(QStyle.visualRect(direction, box, sign), picture)
        area = QStyle.visualRect(direction, box, box.adjusted(side + 20, 0, -8, 0))
        painter.save()
        painter.setPen(ink)
        if against:
            _write(painter, (str(index.data()), against), QRectF(area))
        else:
            _write(painter, _broken(str(index.data()), area.width(), direction), QRectF(area))
        painter.restore()


def _broken(text: str, room: int, direction: Qt.LayoutDirection) -> Sequence[str]:
    """Breaks a sentence into lines; the last of them holds all that is left."""
    option = QTextOption()
    option.setTextDirection(direction)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout = QTextLayout(text, role_font(Role.SMALL))
    layout.setTextOption(option)
    layout.beginLayout()
    breaks: list[int] = []
    while (line := layout.createLine()).isValid() and len(breaks) < _LINES:
        line.setLineWidth(max(1.0, room))
        breaks.append(line.textStart())
    layout.endLayout()
    return [text[start:end] for start, end in zip(breaks, [*breaks[1:], len(text)], strict=True)]


def _write(painter: QPainter, lines: Sequence[str], area: QRectF) -> None:
    """Writes lines in the middle of a place; one that is too long ends in an ellipsis."""
    font = role_font(Role.SMALL)
    metrics, high = QFontMetricsF(font), _line_height()
    top = area.top() + (area.height() - high * len(lines)) / 2
    painter.setFont(font)
    flags = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading | Qt.TextFlag.TextSingleLine)
    for number, line in enumerate(lines):
        said = metrics.elidedText(line.strip(), Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(QRectF(area.left(), top + number * high, area.width(), high), flags, said)


class ProblemView(QListView):
    """The list; Enter goes to a place, Ctrl+C copies sentences."""

    copied = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setUniformItemSizes(True)
        self.setItemDelegate(ProblemDelegate(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)

    def sizeHint(self) -> QSize:
        """Some of them at once."""
        most = _ROWS if self.window().height() >= scaled(_LOW) else _ROWS // 2
        count = max(1, min(most, self.model().rowCount()))
        return QSize(scaled(320), count * (_LINES * _line_height() + 2 * _PAD) + 2 * self.frameWidth())

    def minimumSizeHint(self) -> QSize:
        """At least one of them."""
        return QSize(scaled(120), _LINES * _line_height() + 2 * _PAD + 2 * self.frameWidth())

    def event(self, event: QEvent) -> bool:
        """Takes the key for copying before a menu of the window does."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _copies(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copies what is chosen."""
        if _copies(event):
            self.copied.emit()
            return
        super().keyPressEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        """Shows a sentence in full, as plain text."""
        if event.type() is QEvent.Type.ToolTip:
            position = event.pos()  # type: ignore[attr-defined]  # a QHelpEvent, which the stubs do not say
            index = self.indexAt(position)
            self.viewport().setToolTip(f"<p>{html.escape(str(index.data()))}</p>" if index.isValid() else "")
        return super().viewportEvent(event)


def _copies(event: QKeyEvent) -> bool:
    return event.matches(QKeySequence.StandardKey.Copy)
