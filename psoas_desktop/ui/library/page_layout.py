"""Where everything of the page stands: sections with a heading, and their cards in columns of one width."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect

from psoas_desktop.routine.values import dataclass

EDGE, GAP = 24, 16
CARD_LEAST, CARD_MOST = 264, 340
PICTURE_SHARE, PICTURE_MOST = 0.5, 170
"""Of a card's width: how high its picture is, and how high at most in pixels."""

GROWTH = 0.6
"""Cards grow less than their text: two columns of larger text read better than one."""

TEXT_HIGH = 130
"""Of the texts below the picture: a title of two lines and three smaller ones."""

HEADING_HIGH = 28


@dataclass(frozen=True, slots=True)
class Block:
    """A section of the page.

    Attributes:
        first: The row of its first card.
        count: How many cards it has.
        top: The upper edge of its heading.
        cards_top: The upper edge of its cards.
        high: From the top to the lower edge of its last card.
    """

    first: int
    count: int
    top: int
    cards_top: int
    high: int


@dataclass(frozen=True, slots=True)
class PageLayout:
    """The page for a width. Lengths are in pixels from its upper left corner."""

    width: int
    columns: int
    card_wide: int
    card_high: int
    picture_high: int
    gap: int
    edge: int
    blocks: tuple[Block, ...]
    high: int

    def card(self, row: int) -> QRect:
        """The place of a card."""
        block = self.block_of(row)
        line, column = divmod(row - block.first, self.columns)
        return self.slot(block.cards_top, line, column)

    def slot(self, top: int, line: int, column: int) -> QRect:
        """The place of a line and column of cards that begin at a height."""
        left = self.edge + column * (self.card_wide + self.gap)
        return QRect(left, top + line * (self.card_high + self.gap), self.card_wide, self.card_high)

    def block_of(self, row: int) -> Block:
        """The section of a card."""
        return self.blocks[self.block_number(row)]

    def block_number(self, row: int) -> int:
        """The number of the section of a card; a section without cards has none."""
        at = bisect_right([block.first for block in self.blocks], row) - 1
        while self.blocks[at].count == 0:
            at -= 1
        return at

    def row_at(self, point: QPoint) -> int | None:
        """The card at a place, None where there is none."""
        return next(
            (row for row in self.rows_in(QRect(point, point)) if self.card(row).contains(point)), None
        )

    def rows_in(self, area: QRect) -> list[int]:
        """The cards that an area touches, in order."""
        found: list[int] = []
        step = self.card_high + self.gap
        for block in self.blocks:
            if not block.count or block.top > area.bottom() or block.top + block.high <= area.top():
                continue
            first_line = max(0, (area.top() - block.cards_top) // step)
            last_line = (area.bottom() - block.cards_top) // step
            first = block.first + first_line * self.columns
            last = min(block.first + block.count, block.first + (last_line + 1) * self.columns)
            found += [row for row in range(first, last) if self.card(row).intersects(area)]
        return found

    def moved(self, row: int, lines: int) -> int:
        """The card so many lines above or below one, in its column as far as there is one."""
        column = (row - self.block_of(row).first) % self.columns
        for _ in range(abs(lines)):
            row = self._one_line(row, column, down=lines > 0)
        return row

    def _one_line(self, row: int, column: int, *, down: bool) -> int:
        number = self.block_number(row)
        block = self.blocks[number]
        line = (row - block.first) // self.columns
        last_line = (block.count - 1) // self.columns
        if down and line < last_line:
            return min(block.first + (line + 1) * self.columns + column, block.first + block.count - 1)
        if not down and line > 0:
            return block.first + (line - 1) * self.columns + column
        others = self.blocks[number + 1 :] if down else self.blocks[:number][::-1]
        other = next((one for one in others if one.count), None)
        if other is None:
            return row
        start = 0 if down else (other.count - 1) // self.columns * self.columns
        return other.first + min(start + column, other.count - 1)


def lay_out(counts: Sequence[int], width: int, scale: float, empty_high: int = 0) -> PageLayout:
    """Lays the page out.

    Args:
        counts: The number of cards of each section.
        width: The width of the page in pixels.
        scale: How much larger than usual text is.
        empty_high: The height of what stands in a section without cards.

    Returns:
        The layout; there is at least one column, however narrow the page is.
    """
    edge, gap = EDGE, GAP
    room = max(1, width - 2 * edge)
    grown = 1 + GROWTH * (scale - 1)
    least = round(CARD_LEAST * grown)
    columns = max(1, (room + gap) // (least + gap))
    card_wide = min((room - (columns - 1) * gap) // columns, max(round(CARD_MOST * grown), least))
    picture_high = min(round(card_wide * PICTURE_SHARE), PICTURE_MOST)
    card_high = picture_high + round(TEXT_HIGH * scale)
    heading = round(HEADING_HIGH * scale)
    blocks: list[Block] = []
    row, top = 0, 16
    for count in counts:
        cards_top = top + heading + 8
        lines = -(-count // columns)
        inner = lines * card_high + (lines - 1) * gap if count else empty_high
        blocks.append(Block(row, count, top, cards_top, cards_top - top + inner))
        row, top = row + count, cards_top + inner + 28
    high = top if blocks else 0
    return PageLayout(
        width, columns, max(1, card_wide), card_high, picture_high, gap, edge, tuple(blocks), high
    )
