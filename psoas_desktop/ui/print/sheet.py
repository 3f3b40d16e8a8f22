"""Paper, and the grid that everything on it follows: a column on the left, a wider one on the right."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPageSize

from psoas_desktop.ui.print.flow import DPI, MM, POINT

MARGIN = 18 * MM
LEFT = 45 * MM
GUTTER = 7 * MM
FOOTER = 24 * POINT
"""The height of the footer with the free room above it, within the margins."""

PAPERS: Mapping[str, QPageSize.PageSizeId] = MappingProxyType(
    {"a4": QPageSize.PageSizeId.A4, "letter": QPageSize.PageSizeId.Letter}
)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One size of paper; all lengths in the units of ``flow``.

    Attributes:
        paper: Its name in ``PAPERS``.
    """

    paper: str

    @property
    def size(self) -> QPageSize:
        """What a printer calls it."""
        return QPageSize(PAPERS[self.paper])

    @property
    def room(self) -> QRectF:
        """The page within its margins."""
        pixels = self.size.sizePixels(DPI)
        return QRectF(MARGIN, MARGIN, pixels.width() - 2 * MARGIN, pixels.height() - 2 * MARGIN)

    @property
    def high(self) -> float:
        """The room for what is said, above the footer."""
        return self.room.height() - FOOTER

    @property
    def width(self) -> float:
        """Both columns."""
        return self.room.width()

    @property
    def left(self) -> float:
        """The width of the left column."""
        return LEFT

    @property
    def right_x(self) -> float:
        """Where the right column begins."""
        return LEFT + GUTTER

    @property
    def right(self) -> float:
        """The width of the right column."""
        return self.width - self.right_x
