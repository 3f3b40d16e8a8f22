"""Paints a card: picture, title, time, what it needs, marks; or why it cannot be played."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QRectF, QSize
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from psoas_desktop.routine.values import dataclass
from psoas_desktop.ui.common.desk_paint import CARD_RADIUS, FIELD_RADIUS, between, panel
from psoas_desktop.ui.common.fitted_text import Fitted, TextStyle, fit, font_of
from psoas_desktop.ui.common.icons import icons_folder, tinted
from psoas_desktop.ui.common.label import scaled
from psoas_desktop.ui.common.plain_text import shown
from psoas_desktop.ui.common.theme import Theme
from psoas_desktop.ui.library import words

if TYPE_CHECKING:
    from psoas_desktop.services.library_listing import Row
    from psoas_desktop.ui.library.card_pictures import CardPictures
    from psoas_desktop.ui.library.page_layout import Block, PageLayout

PAD = 12
HEADING_PX, TITLE_PX, SMALL_PX = 20, 15, 13
_TEXTS = 400
"""Texts whose lines are remembered: some pages of cards."""


@dataclass(frozen=True, slots=True)
class _Text:
    words: str
    px: int
    lines: int
    width: int
    strong: bool


class CardPainter:
    """Paints cards in the theme of now; texts are laid out once."""

    def __init__(self, look: Callable[[], Theme], pictures: CardPictures) -> None:
        self._look, self._pictures = look, pictures
        self._texts: OrderedDict[_Text, Fitted] = OrderedDict()

    def title_box(self, card: QRect, picture_high: int) -> QRect:
        """Where the title stands, and where another one is typed."""
        top = card.top() + picture_high + scaled(4)
        return QRect(card.left() + PAD, top, card.width() - 2 * PAD, scaled(40))

    def buttons(self, card: QRect, picture_high: int) -> dict[str, QRect]:
        """The buttons that a card shows while it is pointed at or chosen."""
        high = scaled(32)
        top = card.top() + picture_high - high
        play = self._wide(words.tr(words.PLAY)) + scaled(20) + 6 + 2 * PAD
        more = QRect(card.right() - PAD - high + 1, top, high, high)
        return {"play": QRect(more.left() - 8 - play, top, play, high), "more": more}

    def heading(self, painter: QPainter, plan: PageLayout, block: Block, name: str) -> None:
        """The heading of a section, with the number of its cards."""
        theme = self._look()
        width = plan.width - 2 * plan.edge - scaled(60)
        said = self._fitted(name, HEADING_PX, 1, max(1, width), strong=True)
        painter.setPen(QColor(theme.ink))
        said.paint(painter, plan.edge, block.top)
        if block.count:
            painter.setPen(QColor(theme.quiet))
            at = QPoint(round(plan.edge + said.wide + 8), block.top + scaled(7))
            self._line(painter, at, scaled(60), str(block.count))

    def paint(  # noqa: PLR0913 - three of them are yes or no
        self,
        painter: QPainter,
        card: QRect,
        picture_high: int,
        row: Row,
        *,
        pointed: bool,
        current: bool,
        focus: bool,
    ) -> None:
        """Paints one.

        Args:
            painter: Where to.
            card: Its place.
            picture_high: How much of it the picture takes.
            row: What it shows.
            pointed: Whether the pointer is over it.
            current: Whether it is the present card.
            focus: Whether keys go to the cards.
        """
        theme = self._look()
        line = theme.quiet if pointed else theme.line
        panel(painter, card, QColor(theme.raised), QPen(QColor(line), theme.line_px), CARD_RADIUS)
        if current:
            width = theme.line_px + (2 if focus else 1)
            panel(painter, card, None, QPen(QColor(theme.leaf), width), CARD_RADIUS)
        entry = row.entry
        reason = words.trouble(entry)
        if reason:
            self._icon(painter, "error", _middle(card, picture_high, scaled(40)), theme.clay)
        else:
            self._picture(painter, card, picture_high, row)
        title = self._fitted(entry.title, TITLE_PX, 2, card.width() - 2 * PAD, strong=True)
        box = self.title_box(card, picture_high)
        painter.setPen(QColor(theme.ink))
        title.paint(painter, box.left(), box.top())
        top = box.top() + round(title.high) + scaled(6)
        if reason:
            self._reason(painter, QPoint(box.left(), top), box.width(), reason)
        else:
            self._facts(painter, QPoint(box.left(), top), box.width(), row, 3 - title.lines)
        if (pointed or (current and focus)) and not reason:
            self._buttons(painter, card, picture_high)

    def _picture(self, painter: QPainter, card: QRect, high: int, row: Row) -> None:
        summary = row.entry.summary
        ratio = painter.device().devicePixelRatio()
        size = QSize(card.width() - 2 * PAD, high - PAD)
        theme, week = self._look().name, summary.week_from
        picture = self._pictures.picture(summary.figure, summary.side, theme, size, ratio, week=week)
        if picture is not None:
            painter.drawPixmap(QPoint(card.left() + PAD, card.top() + PAD // 2), picture)

    def _facts(self, painter: QPainter, at: QPoint, width: int, row: Row, lines: int) -> None:
        """Time and positions, what it needs in so many lines at most, marks."""
        theme, summary = self._look(), row.entry.summary
        painter.setPen(QColor(theme.ink))
        self._line(painter, at, width, words.time_and_positions(summary))
        painter.setPen(QColor(theme.quiet))
        needs = self._fitted(words.needs(summary), SMALL_PX, lines, width)
        needs.paint(painter, at.x(), at.y() + scaled(22))
        self._marks(painter, at + QPoint(0, scaled(28) + round(needs.high)), width, row)

    def _marks(self, painter: QPainter, at: QPoint, width: int, row: Row) -> None:
        theme, summary, side = self._look(), row.entry.summary, scaled(16)
        no_lying = words.marks_no_lying(row.entry)
        marks = [("check", words.tr(words.NO_LYING), theme.leaf)] if no_lying else []
        marks += [("helper", words.tr(words.HELPER), theme.ink)] if summary.helper else []
        x, end = at.x(), at.x() + width
        for icon, text, colour in marks:
            self._icon(painter, icon, QRect(x, at.y() + 1, side, side), colour)
            painter.setPen(QColor(colour))
            x += side + 4
            x += self._line(painter, QPoint(x, at.y()), end - x, text) + PAD
        author = words.authors(summary) if row.entry.origin.value == "folder" else ""
        if author and x < end - scaled(40):
            painter.setPen(QColor(theme.quiet))
            self._line(painter, QPoint(x, at.y()), end - x, author)

    def _reason(self, painter: QPainter, at: QPoint, width: int, reason: str) -> None:
        painter.setPen(QColor(self._look().clay))
        self._fitted(reason, SMALL_PX, 3, width).paint(painter, at.x(), at.y())

    def _buttons(self, painter: QPainter, card: QRect, picture_high: int) -> None:
        theme, boxes = self._look(), self.buttons(card, picture_high)
        play, more = boxes["play"], boxes["more"]
        panel(painter, play, QColor(theme.action), None, FIELD_RADIUS)
        side = scaled(18)
        icon = QRect(play.left() + PAD, play.top() + (play.height() - side) // 2, side, side)
        self._icon(painter, "play", icon, theme.on_action)
        painter.setPen(QColor(theme.on_action))
        self._line(
            painter, QPoint(icon.right() + 7, play.top() + scaled(7)), play.width(), words.tr(words.PLAY)
        )
        ground = between(theme.raised, theme.ink, 0.06)
        panel(painter, more, ground, QPen(QColor(theme.quiet), theme.line_px), FIELD_RADIUS)
        self._icon(painter, "more", _middle(more, more.height(), side), theme.ink)

    def _line(self, painter: QPainter, at: QPoint, width: int, text: str) -> int:
        fitted = self._fitted(text, SMALL_PX, 1, max(1, width))
        fitted.paint(painter, at.x(), at.y())
        return round(fitted.wide)

    def _wide(self, text: str) -> int:
        return (
            round(QFontMetricsF(font_of(scaled(SMALL_PX), QFont.Weight.Normal)).horizontalAdvance(text)) + 1
        )

    def _fitted(self, text: str, px: int, lines: int, width: int, *, strong: bool = False) -> Fitted:
        key = _Text(shown(text), scaled(px), lines, width, strong)
        found = self._texts.get(key)
        if found is None:
            weight = QFont.Weight.DemiBold if strong else QFont.Weight.Normal
            style = TextStyle(key.px, lines=lines, most=lines, weight=weight, balanced=False)
            found = self._texts[key] = fit(key.words, style, 1.0, width)
            if len(self._texts) > _TEXTS:
                self._texts.popitem(last=False)
        self._texts.move_to_end(key)
        return found

    @staticmethod
    def _icon(painter: QPainter, name: str, box: QRect, colour: str) -> None:
        ratio = painter.device().devicePixelRatio()
        painter.drawPixmap(box.topLeft(), tinted(icons_folder(), name, box.width(), ratio, colour))


def _middle(box: QRect, high: int, side: int) -> QRect:
    """A square in the middle of the upper part of a box."""
    area = QRectF(box.left(), box.top(), box.width(), high)
    return QRect(round(area.center().x() - side / 2), round(area.center().y() - side / 2), side, side)
