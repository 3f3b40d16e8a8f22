"""Small figures for cards and lists, drawn one at a time while nobody types."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, QSize, QTimer, Signal
from PySide6.QtGui import QPixmap

from psoas_desktop.figures.pose_error import PoseError

if TYPE_CHECKING:
    from psoas_desktop.ui.common.figure_view import FigureCache

FIRST_MS, NEXT_MS, REST_MS = 40, 8, 120
"""Until the first of some figures, between two of them, and after an edit."""

_HELD = 400


class Wanted(NamedTuple):
    """A figure as it is to be drawn; its size is in logical pixels."""

    figure: str
    side: str
    theme: str
    size: QSize
    ratio: float


class Thumbnails(QObject):
    """Figures that are there at once or come later.

    Signals:
        drawn: One more has come.
    """

    drawn = Signal()

    def __init__(self, figures: Callable[[], FigureCache], parent: QObject | None = None) -> None:
        """Takes what draws; it is asked for when the first figure is drawn."""
        super().__init__(parent)
        self._figures = figures
        self._held: OrderedDict[tuple[object, ...], QPixmap | None] = OrderedDict()
        self._waiting: dict[tuple[object, ...], Wanted] = {}
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._draw_next)

    def get(self, wanted: Wanted) -> QPixmap | None:
        """A figure if it is there; else it is drawn soon, or cannot be drawn at all."""
        key = (*wanted[:3], wanted.size.width(), wanted.size.height(), wanted.ratio)
        if key in self._held:
            return self._held[key]
        if key not in self._waiting:
            self._waiting[key] = wanted
            if not self._timer.isActive():
                self._timer.start(FIRST_MS)
        return None

    def rest(self) -> None:
        """Leaves the time that comes to what was just edited."""
        if self._waiting:
            self._timer.start(REST_MS)

    def finish(self) -> None:
        """Draws all that is waiting, now: for pictures of the window."""
        while self._waiting:
            self._draw_next()

    def _draw_next(self) -> None:
        # What was asked for last is in sight now; the rest may have been scrolled away.
        key, wanted = self._waiting.popitem()
        self._held[key] = self._pixmap(wanted)
        if len(self._held) > _HELD:
            self._held.popitem(last=False)
        if self._waiting:
            self._timer.start(NEXT_MS)
        self.drawn.emit()

    def _pixmap(self, wanted: Wanted) -> QPixmap | None:
        figures = self._figures()
        if wanted.figure not in figures.library.names:
            return None  # a name that a file made up: the card does without
        try:
            return figures.pixmap(wanted.figure, wanted.theme, wanted.side, wanted.size, wanted.ratio)
        except PoseError:
            return None
