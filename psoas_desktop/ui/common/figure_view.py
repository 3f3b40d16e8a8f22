"""A widget that shows one figure, and the cache that makes a figure shown before cost one pixmap."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    # They take long to import; a window whose first page has no figure imports them later.
    from psoas_desktop.figures.library import FigureLibrary

CACHE_BYTES = 96 * 1024 * 1024
"""What the pixmaps of a cache may take together: about a dozen at 1080p."""


class _Key(NamedTuple):
    name: str
    theme: str
    side: str
    width: int
    height: int
    ratio: float
    person: str


class FigureCache:
    """Figures as pixmaps with a clear ground; the one not used for longest goes first."""

    def __init__(
        self,
        library: FigureLibrary | None = None,
        limit: int = CACHE_BYTES,
        *,
        open_library: Callable[[], FigureLibrary] | None = None,
    ) -> None:
        """Takes what can be drawn.

        Args:
            library: The figures.
            limit: How many bytes of pixmaps may be kept.
            open_library: Opens the figures at their first use, in place of ``library``.
        """
        self._library, self._open, self._limit = library, open_library, limit
        self._held: OrderedDict[_Key, QPixmap] = OrderedDict()
        self._bytes = 0

    @property
    def library(self) -> FigureLibrary:
        """What can be drawn."""
        if self._library is None:
            assert self._open is not None
            self._library = self._open()
        return self._library

    def prepare(self) -> None:
        """Gets ready to draw, so that the first figure does not wait for it."""
        import psoas_desktop.ui.common.figure_painter  # noqa: F401 - imported for what follows

        self.library.body  # noqa: B018 - read for what follows

    def pixmap(
        self, name: str, theme: str, side: str, size: QSize, ratio: float = 1.0, person: str = ""
    ) -> QPixmap:
        """Returns a figure as a pixmap; it is drawn only the first time.

        Args:
            name: The pose.
            theme: ``light``, ``dark``, ``high-contrast`` or ``high-contrast-light``.
            side: ``left`` or ``right``; empty for the side that the pose shows by itself.
            size: In logical pixels.
            ratio: Device pixels for one logical pixel.
            person: Who takes it; empty for the person that it is drawn with.

        Raises:
            KeyError: There is no pose or person of that name.
        """
        key = _Key(name, theme, side, size.width(), size.height(), ratio, person)
        found = self._held.get(key)
        if found is None:
            found = self._drawn(key)
            self._keep(key, found)
        self._held.move_to_end(key)
        return found

    def _drawn(self, key: _Key) -> QPixmap:
        from psoas_desktop.ui.common.figure_painter import paint

        picture = self.library.picture(key.name, key.theme, key.side, key.person)
        pixmap = QPixmap(round(key.width * key.ratio), round(key.height * key.ratio))
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        try:
            paint(painter, picture, QRectF(pixmap.rect()))
        finally:
            painter.end()
        pixmap.setDevicePixelRatio(key.ratio)
        return pixmap

    def _keep(self, key: _Key, pixmap: QPixmap) -> None:
        self._held[key] = pixmap
        self._bytes += _bytes(pixmap)
        while self._bytes > self._limit and len(self._held) > 1:
            _, old = self._held.popitem(last=False)
            self._bytes -= _bytes(old)


def _bytes(pixmap: QPixmap) -> int:
    return pixmap.width() * pixmap.height() * 4


class FigureView(QWidget):
    """Shows a figure as large as its place allows; the caller gives it an accessible name."""

    def __init__(self, cache: FigureCache, theme: str = "dark", parent: QWidget | None = None) -> None:
        """Takes the cache, which several views may share, and the theme."""
        super().__init__(parent)
        self._cache = cache
        self._theme, self._name, self._side, self._person = theme, "", "", ""
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def show_figure(self, name: str, side: str = "", person: str = "") -> None:
        """Shows a pose.

        Args:
            name: The pose; empty for nothing.
            side: ``left`` or ``right``; empty for the side that the pose shows by itself.
            person: Who takes it; empty for the person that it is drawn with.
        """
        if (name, side, person) != (self._name, self._side, self._person):
            self._name, self._side, self._person = name, side, person
            self.update()

    def set_theme(self, theme: str) -> None:
        """Changes the theme: ``light``, ``dark``, ``high-contrast`` or ``high-contrast-light``."""
        if theme != self._theme:
            self._theme = theme
            self.update()

    def sizeHint(self) -> QSize:
        """A comfortable size in a window."""
        return QSize(480, 300)

    def minimumSizeHint(self) -> QSize:
        """The least size at which a figure is legible."""
        return QSize(160, 100)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Puts the pixmap in its place."""
        if not self._name or self.width() < 8 or self.height() < 8:
            return
        painter = QPainter(self)
        pixmap = self._cache.pixmap(
            self._name, self._theme, self._side, self.size(), self.devicePixelRatioF(), self._person
        )
        painter.drawPixmap(0, 0, pixmap)
        painter.end()
