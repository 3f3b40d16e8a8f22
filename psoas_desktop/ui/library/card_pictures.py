"""Pictures of cards, drawn in a thread: the page never waits for one."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, QSize, Signal
from PySide6.QtGui import QImage, QPixmap

if TYPE_CHECKING:
    from threading import Thread

    from psoas_desktop.figures.library import FigureLibrary

MOST = 120
"""Pictures that are kept: every pose in both sides and two sizes."""


class Wanted(NamedTuple):
    """One picture: the size is in logical pixels, the ratio device pixels for one of them.

    The week is that of pregnancy from which its routine suits; 0 for a routine that suits others too.
    """

    figure: str
    side: str
    theme: str
    width: int
    height: int
    ratio: float
    week: int


class CardPictures(QObject):
    """Gives a picture at once or never: where it is not drawn yet, ``drawn`` says when to ask again."""

    drawn = Signal()
    _ready = Signal(object, object)

    def __init__(self, library: Callable[[], FigureLibrary], parent: QObject | None = None) -> None:
        """Takes what makes the figures; it is called in the thread."""
        super().__init__(parent)
        self._library = library
        self._jobs: deque[Wanted] = deque()
        self._held: dict[Wanted, QPixmap | None] = {}
        self._figures: FigureLibrary | None = None
        self._thread: Thread | None = None
        self._working = False
        self._closed = False
        self._ready.connect(self._take)

    def picture(
        self, figure: str, side: str, theme: str, size: QSize, ratio: float, *, week: int = 0
    ) -> QPixmap | None:
        """A figure on a clear ground, None where there is none yet, or none of that name."""
        wanted = Wanted(figure, side, theme, size.width(), size.height(), ratio, week)
        if wanted in self._held:
            return self._held[wanted]
        if figure and not self._closed:
            self._held[wanted] = None
            self._jobs.append(wanted)
            self._begin()
        return None

    @property
    def waiting(self) -> bool:
        """Whether pictures are still to come."""
        return bool(self._jobs) or self._working

    def close(self) -> None:
        """Draws no more, and waits for the end of the picture that is being drawn."""
        self._closed = True
        if self._thread is not None:
            self._thread.join()
            self._thread = None

    def _begin(self) -> None:
        """Starts a thread for what is wanted by now; it ends when all of that is drawn."""
        if self._working or self._closed or not self._jobs:
            return
        from threading import Thread

        self._working = True
        self._thread = Thread(target=self._work, name="card-pictures", daemon=True)
        self._thread.start()

    def _work(self) -> None:
        if self._figures is None:
            self._figures = self._library()
        while self._jobs and not self._closed:
            wanted = self._jobs.popleft()
            self._ready.emit(wanted, _drawn(self._figures, wanted))
        self._ready.emit(None, None)

    def _take(self, wanted: Wanted | None, image: QImage | None) -> None:
        if wanted is None:
            self._working = False
            self._begin()
        if wanted is None or image is None:
            return
        pixmap = QPixmap.fromImage(image)
        pixmap.setDevicePixelRatio(wanted.ratio)
        self._held[wanted] = pixmap
        for old in [one for one, held in self._held.items() if held is not None][:-MOST]:
            del self._held[old]
        self.drawn.emit()


def _drawn(library: FigureLibrary, wanted: Wanted) -> QImage | None:
    from PySide6.QtCore import QRectF
    from PySide6.QtGui import QPainter

    from psoas_desktop.figures.people import belly_of
    from psoas_desktop.ui.common.figure_painter import paint

    if wanted.figure not in library.names:
        return None
    picture = library.picture(wanted.figure, wanted.theme, wanted.side, belly=belly_of(wanted.week))
    image = QImage(
        max(1, round(wanted.width * wanted.ratio)),
        max(1, round(wanted.height * wanted.ratio)),
        QImage.Format.Format_ARGB32_Premultiplied,
    )
    image.fill(0)
    painter = QPainter(image)
    try:
        paint(painter, picture, QRectF(image.rect()))
    finally:
        painter.end()
    return image
