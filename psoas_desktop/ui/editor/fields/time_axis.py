"""The cues of a block on a line of time: lead-in, hold, change of sides, to scale within bounds."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QStyle, QWidget

from psoas_desktop.routine.values import dataclass
from psoas_desktop.ui.common.label import Role, role_font, scaled
from psoas_desktop.ui.editor.fields.ink import ink, leaf, line, quiet
from psoas_desktop.ui.editor.fields.words import CHOICES, tr

_HEIGHT, _PAD = 52, 6
_LEAST_SHARE = 0.16
_NEAR_PX = 12
"""How near to a mark a press has to be, in pixels at scale 1."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A phase: its name in a file and its length in seconds."""

    phase: str
    seconds: int


@dataclass(frozen=True, slots=True)
class Mark:
    """A cue on the line: which entry, in which phase, when; a negative time counts from the end."""

    index: int
    phase: str
    at_s: int


class TimeAxis(QWidget):
    """Marks on a line; the list below is the way by keyboard."""

    picked = Signal(int)
    """An entry was pressed."""
    moved = Signal(int, int)
    """An entry was pulled to another time within its phase, in seconds from its start or before its end."""
    released = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._stretches: tuple[Stretch, ...] = ()
        self._marks: tuple[Mark, ...] = ()
        self._chosen = -1
        self._pulled: Mark | None = None

    def show_marks(self, stretches: Sequence[Stretch], marks: Sequence[Mark], chosen: int) -> None:
        """Takes what there is to show."""
        wanted = tuple(stretches), tuple(marks), chosen
        if wanted != (self._stretches, self._marks, self._chosen):
            self._stretches, self._marks, self._chosen = wanted
            self.update()

    def sizeHint(self) -> QSize:
        """A line with its names above."""
        return QSize(scaled(160), scaled(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """It may become narrow."""
        return QSize(scaled(80), scaled(_HEIGHT))

    def x_of(self, mark: Mark) -> float | None:
        """Where a mark stands, in pixels; None where it does not come."""
        for stretch, (left, right) in self._spans():
            if stretch.phase == mark.phase:
                at = mark.at_s if mark.at_s >= 0 else stretch.seconds + mark.at_s
                if not 0 <= at <= stretch.seconds:
                    return None
                share = at / max(1, stretch.seconds)
                return self._mirrored(left + share * (right - left))
        return None

    def _spans(self) -> list[tuple[Stretch, tuple[float, float]]]:
        total = sum(stretch.seconds for stretch in self._stretches) or 1
        shares = [max(_LEAST_SHARE, stretch.seconds / total) for stretch in self._stretches]
        room = self.width() - 2 * _PAD
        left, spans = float(_PAD), []
        for stretch, share in zip(self._stretches, shares, strict=True):
            right = left + room * share / sum(shares)
            spans.append((stretch, (left, right)))
            left = right
        return spans

    def _mirrored(self, x: float) -> float:
        return x if self.isLeftToRight() else self.width() - x

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paints the line, the names of its stretches, and the marks."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = self.height() - scaled(14)
        font = role_font(Role.SMALL)
        metrics = QFontMetrics(font)
        painter.setFont(font)
        for stretch, (left, right) in self._spans():
            box = QRect(round(left), 0, round(right - left) - 6, metrics.height())
            name = tr(CHOICES["phase"].get(stretch.phase, ""))
            said = metrics.elidedText(name, Qt.TextElideMode.ElideRight, box.width())
            painter.setPen(quiet(self))
            flags = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading | Qt.TextFlag.TextSingleLine
            painter.drawText(QStyle.visualRect(self.layoutDirection(), self.rect(), box), int(flags), said)
            painter.setPen(QPen(line(self), 2))
            start, end = self._mirrored(left), self._mirrored(right)
            painter.drawLine(QPointF(start, middle), QPointF(end, middle))
            painter.drawLine(QPointF(start, middle - scaled(7)), QPointF(start, middle + scaled(7)))
        radius = scaled(5)
        for mark in sorted(self._marks, key=lambda one: one.index == self._chosen):
            x = self.x_of(mark)
            if x is None:
                continue
            chosen = mark.index == self._chosen
            painter.setPen(QPen(self.palette().window().color(), 2))
            painter.setBrush(leaf(self) if chosen else ink(self))
            size = radius + 3 if chosen else radius
            painter.drawEllipse(QRectF(x - size, middle - size, 2 * size, 2 * size))
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Chooses the mark that is nearest."""
        x = event.position().x()
        near = [(abs(at - x), mark) for mark in self._marks if (at := self.x_of(mark)) is not None]
        distance, mark = min(near, key=lambda one: one[0], default=(0.0, None))
        if mark is not None and distance <= scaled(_NEAR_PX):
            self._pulled = mark
            self.picked.emit(mark.index)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Pulls the mark along its stretch, a second at a time."""
        mark = self._pulled
        if mark is None:
            return
        for stretch, (left, right) in self._spans():
            if stretch.phase != mark.phase or right <= left:
                continue
            share = (self._mirrored(event.position().x()) - left) / (right - left)
            at = round(min(1.0, max(0.0, share)) * stretch.seconds)
            at = min(at - stretch.seconds, -1) if mark.at_s < 0 else at
            if at != mark.at_s:
                self._pulled = Mark(mark.index, mark.phase, at)
                self.moved.emit(mark.index, at)

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """Lets the mark go."""
        if self._pulled is not None:
            self._pulled = None
            self.released.emit()
