"""Text laid out to be read from afar: as large as its style allows, wrapped, and never clipped."""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import pairwise

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QTextLayout, QTextOption

from psoas_desktop.routine.values import dataclass

FAMILY = "Noto Sans"
"""The bundled font."""

ASCENT, DESCENT, STEP = 1.0, 0.27, 1.17
"""Of a line, in font sizes: room for accents above and for tails below; from one baseline to the next."""

_TRIES = 10
_LINE_SEPARATOR = "\u2028"


@dataclass(frozen=True, slots=True)
class TextStyle:
    """How a text may be set. Sizes are in hundredths of the screen's height.

    Attributes:
        balanced: Whether its lines are made about equally long; else each line is filled.
        size: The font size where there is room.
        least: The font size below which it wraps on instead.
        lines: How many lines are tried before the text is made smaller.
        most: How many lines there may be at the least size; the rest is elided. 0: as many as it takes.
    """

    size: float
    least: float = 0.0
    lines: int = 1
    most: int = 0
    weight: QFont.Weight = QFont.Weight.Normal
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft
    balanced: bool = True

    @property
    def floor(self) -> float:
        """The least size; the size itself where none is given."""
        return self.least or self.size

    def scaled(self, factor: float) -> TextStyle:
        """The same style, all of it larger or smaller."""
        return replace(self, size=self.size * factor, least=self.floor * factor)

    def at(self, size: float, *, most: int | None = None) -> TextStyle:
        """The same style at one size."""
        return replace(self, size=size, least=size, most=self.most if most is None else most)


@dataclass(frozen=True, slots=True)
class Fitted:
    """A text as it will be painted.

    Attributes:
        layout: Its lines, placed.
        pixels: The font size.
        lines: How many lines it has.
        wide: The width that its lines take.
        high: The height that they take.
        whole: Whether it stands there without a broken word and with nothing left out.
        elided: Whether some of it is left out.
    """

    layout: QTextLayout
    pixels: int
    lines: int
    wide: float
    high: float
    whole: bool = True
    elided: bool = False

    def paint(self, painter: QPainter, x: float, y: float) -> None:
        """Paints the text with its top left corner there, in the painter's pen."""
        self.layout.draw(painter, QPointF(x, y))


def font_of(pixels: int, weight: QFont.Weight) -> QFont:
    """The bundled font at a size."""
    font = QFont(FAMILY)
    font.setPixelSize(max(1, pixels))
    font.setWeight(weight)
    return font


def text_height(pixels: float, lines: int) -> float:
    """The height that a number of lines takes."""
    return pixels * (ASCENT + DESCENT + STEP * (lines - 1))


def fit(text: str, style: TextStyle, unit: float, width: float) -> Fitted:
    """Lays a text out.

    Args:
        text: One paragraph.
        style: Its sizes.
        unit: Pixels of a hundredth of the screen's height.
        width: The width that there is.

    Returns:
        The text at the largest size at which it stands in ``style.lines`` lines without breaking a word;
        at the least size it may break words, and then elides.
    """
    low, high = math.ceil(style.floor * unit), max(math.ceil(style.floor * unit), round(style.size * unit))
    step = max(1, (high - low) // _TRIES)
    for pixels in [*range(high, low, -step), low]:
        layout, lines = _broken(text, style, pixels, width, QTextOption.WrapMode.WordWrap)
        if lines <= style.lines and _natural_width(layout) <= width:
            return _fitted(_balanced(layout, style, pixels, width), pixels)
    return _smallest(text, style, low, width)


def _smallest(text: str, style: TextStyle, pixels: int, width: float) -> Fitted:
    anywhere = QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere
    layout, lines = _broken(text, style, pixels, width, anywhere)
    if not style.most or lines <= style.most:
        return replace(_fitted(layout, pixels), whole=False)
    starts = [layout.lineAt(index).textStart() for index in range(style.most)]
    kept = [text[a:b].rstrip() for a, b in pairwise(starts)]
    metrics = QFontMetricsF(font_of(pixels, style.weight))
    # Two pixels less: shaping the line anew may round up.
    kept.append(metrics.elidedText(text[starts[-1] :], Qt.TextElideMode.ElideRight, width - 2))
    again, _ = _broken(_LINE_SEPARATOR.join(kept), style, pixels, width, anywhere)
    return replace(_fitted(again, pixels), whole=False, elided=True)


def _broken(
    text: str, style: TextStyle, pixels: int, width: float, wrap: QTextOption.WrapMode
) -> tuple[QTextLayout, int]:
    layout = QTextLayout(text, font_of(pixels, style.weight))
    option = QTextOption(style.align)
    option.setWrapMode(wrap)
    layout.setTextOption(option)
    layout.setCacheEnabled(True)
    layout.beginLayout()
    count = 0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        line.setPosition(QPointF(0, pixels * (ASCENT + STEP * count) - line.ascent()))
        count += 1
    layout.endLayout()
    return layout, count


def _balanced(layout: QTextLayout, style: TextStyle, pixels: int, width: float) -> QTextLayout:
    """Breaks into lines of about one length, without needing more of them."""
    wrap = QTextOption.WrapMode.WordWrap
    text, lines = layout.text(), layout.lineCount()
    if lines < 2 or not style.balanced:
        return layout
    low, high = width / lines, width
    while high - low > pixels / 4:
        middle = (low + high) / 2
        tried, count = _broken(text, style, pixels, middle, wrap)
        if count <= lines and _natural_width(tried) <= middle:
            high = middle
        else:
            low = middle
    breaks = [_broken(text, style, pixels, high, wrap)[0]]
    starts = [breaks[0].lineAt(index).textStart() for index in range(breaks[0].lineCount())]
    parts = [text[a:b].rstrip() for a, b in zip(starts, [*starts[1:], len(text)], strict=True)]
    return _broken(_LINE_SEPARATOR.join(parts), style, pixels, width, wrap)[0]


def _natural_width(layout: QTextLayout) -> float:
    return max((layout.lineAt(i).naturalTextWidth() for i in range(layout.lineCount())), default=0.0)


def _fitted(layout: QTextLayout, pixels: int) -> Fitted:
    lines = max(1, layout.lineCount())
    return Fitted(layout, pixels, lines, _natural_width(layout), text_height(pixels, lines))
