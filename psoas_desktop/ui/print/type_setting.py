"""Words set for paper: lines of plain text as rows, in the bundled font."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QTextCharFormat, QTextLayout, QTextOption

from psoas_desktop.ui.common.fitted_text import font_of
from psoas_desktop.ui.common.plain_text import shown
from psoas_desktop.ui.common.theme import LIGHT
from psoas_desktop.ui.print.flow import POINT, Mark, Row

INK, QUIET, LEAF, LINE = LIGHT.ink, LIGHT.far_quiet, LIGHT.leaf, LIGHT.line

_ASCENT = 0.76
"""Of a font size: a line's text is centred as if it were that high, which is a little more than capitals."""

_BULLET_INDENT = 11 * POINT
_BULLET_RADIUS = 1.7 * POINT

_LIGATURES = QFont.Tag("liga")


@dataclass(frozen=True, slots=True)
class Style:
    """How words are set.

    Attributes:
        points: The font size.
        leading: From one baseline to the next, in font sizes.
        weight: Of the words.
        colour: Of the words.
    """

    points: float
    leading: float = 1.38
    weight: QFont.Weight = QFont.Weight.Normal
    colour: str = INK

    @property
    def line(self) -> float:
        """The height of a line, in units."""
        return self.points * self.leading * POINT

    @property
    def font(self) -> QFont:
        """The font, at a size that measures the same on every screen."""
        font = font_of(round(self.points * POINT), self.weight)
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        # Who searches the document, or has it read aloud, finds letters.
        font.setFeature(_LIGATURES, 0)
        return font

    def bold(self) -> Style:
        """The same, heavier."""
        return replace(self, weight=QFont.Weight.DemiBold)


TITLE = Style(24, 1.2, QFont.Weight.DemiBold)
HEADING = Style(12.5, 1.25, QFont.Weight.DemiBold, LEAF)
BLOCK_TITLE = Style(13, 1.25, QFont.Weight.DemiBold)
BODY = Style(10.5)
LABEL = Style(10.5, 1.38, QFont.Weight.DemiBold)
SMALL = Style(9, 1.35, colour=QUIET)
QUIET_BODY = Style(10.5, colour=QUIET)


def set_lines(text: str, style: Style, width: float, *, lead: str = "", ours: bool = False) -> list[Row]:
    """Sets a paragraph of plain text.

    Args:
        text: The words; what could steer the display is taken out.
        style: How they are set.
        width: Of the lines.
        lead: Words before it, heavier, on the same line.
        ours: It is a sentence of the program's, in which a file's words are isolated already.

    Returns:
        A row for each line. The first two stay together, and the last two.
    """
    lead, words = (lead, text) if ours else (shown(lead), shown(text))
    whole = f"{lead} {words}".strip() if lead else words
    if not whole:
        return []
    layout = QTextLayout(whole, style.font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    layout.setTextOption(option)
    layout.setCacheEnabled(True)
    if lead:
        heavier = QTextCharFormat()
        heavier.setFontWeight(QFont.Weight.DemiBold)
        span = QTextLayout.FormatRange()
        # Qt counts in UTF-16.
        span.start, span.length = 0, len(lead.encode("utf-16-le", "surrogatepass")) // 2
        span.format = heavier
        layout.setFormats([span])
    rows: list[Row] = []
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        line.setPosition(QPointF(0, 0))
        rows.append(Row(style.line, (_line_mark(layout, len(rows), style),)))
    layout.endLayout()
    return [replace(row, sticks=i in (0, len(rows) - 2) and i < len(rows) - 1) for i, row in enumerate(rows)]


def _line_mark(layout: QTextLayout, number: int, style: Style) -> Mark:
    line = layout.lineAt(number)
    words = layout.text().encode("utf-16-le", "surrogatepass")
    start = 2 * line.textStart()
    text = words[start : start + 2 * line.textLength()].decode("utf-16-le", "replace").strip()
    baseline = (style.line + style.points * POINT * _ASCENT) / 2
    drop = baseline - line.ascent()
    box = QRectF(line.naturalTextRect().x(), 0, line.naturalTextWidth(), style.line)

    def paint(painter: QPainter, corner: QPointF) -> None:
        painter.setPen(QColor(style.colour))
        layout.lineAt(number).draw(painter, QPointF(corner.x(), corner.y() + drop))

    return Mark(box, paint, text)


def set_list(texts: Iterable[str], style: Style, width: float, *, ours: bool = False) -> list[Row]:
    """Sets paragraphs with a dot before each.

    Args:
        texts: One each.
        style: How they are set.
        width: With the dots.
        ours: They are sentences of the program's.

    Returns:
        The rows.
    """
    rows: list[Row] = []
    for text in texts:
        lines = [r.moved(_BULLET_INDENT) for r in set_lines(text, style, width - _BULLET_INDENT, ours=ours)]
        if lines:
            rows += [lines[0].over(_dot(style)), *lines[1:]]
    return rows


def _dot(style: Style) -> Mark:
    middle = style.line / 2 + style.points * POINT * 0.09
    radius = _BULLET_RADIUS
    box = QRectF(0.5 * POINT, middle - radius, 2 * radius, 2 * radius)

    def paint(painter: QPainter, corner: QPointF) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(LEAF))
        painter.drawEllipse(box.translated(corner))

    return Mark(box, paint)
