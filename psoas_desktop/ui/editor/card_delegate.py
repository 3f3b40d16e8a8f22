"""Paints the cards of the outline, all by itself: a row costs a tenth of a millisecond."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QLineEdit, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from psoas_desktop.editing.document import Document
from psoas_desktop.routine.problems import Level
from psoas_desktop.routine.vocabulary import Severity
from psoas_desktop.ui.common.desk_paint import CARD_RADIUS, FIELD_RADIUS, arrow, between, panel, ring
from psoas_desktop.ui.common.label import Role, role_font, scaled, text_scale
from psoas_desktop.ui.common.shapes import paint_shape
from psoas_desktop.ui.common.theme import SIGNALS, Theme
from psoas_desktop.ui.editor.outline_card import Card, CardMaker, gravest
from psoas_desktop.ui.editor.outline_model import OutlineModel
from psoas_desktop.ui.editor.parts import EditorParts
from psoas_desktop.ui.editor.routine_photos import RoutinePhotos
from psoas_desktop.ui.editor.thumbnails import Thumbnails, Wanted

AnyIndex = QModelIndex | QPersistentModelIndex

ROW, GAP, PAD = 56, 4, 8
"""Height of a row with the gap below its card; room within a card."""

NUMBER, PICTURE = 28, QSize(64, 44)
"""Width of the column of numbers; size of the picture."""

WORDS = 56
"""Where less room is left for words, the picture gives way."""

_LINE = Qt.TextFlag.TextSingleLine.value | Qt.AlignmentFlag.AlignVCenter.value
_LEFT, _RIGHT = _LINE | Qt.AlignmentFlag.AlignLeft.value, _LINE | Qt.AlignmentFlag.AlignRight.value
_PROBLEM_ICONS = {Level.ERROR: "error", Level.WARNING: "warning", Level.ADVICE: "advice"}


class _Fonts:
    """The fonts of a card at one size of text."""

    def __init__(self) -> None:
        self.scale = text_scale()
        self.title, self.small = role_font(Role.BODY), role_font(Role.SMALL)
        self.group = role_font(Role.STRONG)
        self.time = QFont(self.title)
        self.metrics = {id(font): QFontMetrics(font) for font in (self.title, self.small, self.group)}

    def elided(self, font: QFont, text: str, room: int) -> str:
        return self.metrics[id(font)].elidedText(text, Qt.TextElideMode.ElideRight, room)

    def lines(self, font: QFont, text: str, room: int) -> tuple[str, ...]:
        """A text on one line, or on two where it does not fit and can be broken between words."""
        metrics = self.metrics[id(font)]
        if metrics.horizontalAdvance(text) <= room:
            return (text,)
        words = text.split(" ")
        first = ""
        for number, word in enumerate(words):
            more = f"{first} {word}" if first else word
            if metrics.horizontalAdvance(more) > room:
                rest = " ".join(words[number:])
                return (first, self.elided(font, rest, room)) if first else (self.elided(font, text, room),)
            first = more
        return (first,)

    def wide(self, font: QFont, text: str) -> int:
        return self.metrics[id(font)].horizontalAdvance(text)


class CardDelegate(QStyledItemDelegate):
    """Cards of one document.

    Signals:
        renamed: A title was typed: the row, the text.
    """

    renamed = Signal(QModelIndex, str)

    def __init__(
        self,
        document: Document,
        maker: CardMaker,
        parts: EditorParts,
        thumbnails: Thumbnails,
        photos: RoutinePhotos,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._document, self._maker, self._parts = document, maker, parts
        self._thumbnails, self._photos = thumbnails, photos
        self._fonts = _Fonts()
        self._shapes: dict[tuple[Severity, int, float], QPixmap] = {}

    def sizeHint(self, _option: QStyleOptionViewItem, _index: AnyIndex) -> QSize:
        """All rows are of one height."""
        return QSize(scaled(240), scaled(ROW))

    def chevron(self, row: QRect) -> QRect:
        """Where the sign stands that opens and closes a group."""
        return QRect(row.left(), row.top(), scaled(NUMBER) + 4, row.height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Paints one card."""
        model = index.model()
        assert isinstance(model, OutlineModel)
        path = model.path(index)
        facts = self._document.index.facts(path)
        card = self._maker.card(model.node(index), facts)
        if self._fonts.scale != text_scale():
            self._fonts = _Fonts()
        theme = self._parts.theme
        painter.save()
        box = option.rect.adjusted(0, GAP // 2, -1, -(GAP - GAP // 2))
        self._ground(painter, box, option, theme)
        left = box.left() + scaled(NUMBER) + PAD
        if card.rounds:
            self._chevron(painter, box, option, theme)
        else:
            painter.setFont(self._fonts.small)
            painter.setPen(QColor(theme.quiet))
            number = str(self._document.index.number(path)) if facts is not None else ""
            column = QRect(box.left(), box.top(), scaled(NUMBER), box.height())
            painter.drawText(column, _RIGHT, number)
        picture = QRect(left, 0, scaled(PICTURE.width()), scaled(PICTURE.height()))
        picture.moveTop(box.top() + (box.height() - picture.height()) // 2)
        right = self._time(painter, box, card, theme)
        problems = facts.problems if facts is not None else ()
        level = gravest(problems)
        within = level is None and facts is not None and facts.faulty
        right = self._marks(painter, box, right, card, Level.ERROR if within else level)
        words = QRect(picture.right() + 12, box.top(), right - picture.right() - 20, box.height())
        if words.width() < scaled(WORDS) and not card.rounds:
            words.setLeft(left + 4)  # the title tells more than its picture
        else:
            self._picture(painter, picture, card, theme)
        self._words(painter, words, card, theme)
        painter.restore()

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, _index: AnyIndex) -> QWidget:
        """A line for the title."""
        editor = QLineEdit(parent)
        editor.setMaxLength(200)
        editor.setAccessibleName(self.tr("Title"))
        return editor

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, _index: AnyIndex) -> None:
        """In the place of the title."""
        left = scaled(NUMBER) + PAD + scaled(PICTURE.width()) + 4
        high = editor.sizeHint().height()
        top = option.rect.top() + (option.rect.height() - high) // 2
        editor.setGeometry(option.rect.left() + left, top, option.rect.width() - left - scaled(76), high)

    def setModelData(self, editor: QWidget, _model: object, index: AnyIndex) -> None:
        """Passes on what was typed."""
        assert isinstance(editor, QLineEdit)
        self.renamed.emit(index, editor.text().strip())

    def _ground(self, painter: QPainter, box: QRect, option: QStyleOptionViewItem, theme: Theme) -> None:
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        fill, line, wide = QColor(theme.raised), QColor(theme.line), theme.line_px
        if chosen:
            fill, line, wide = between(theme.raised, theme.leaf, 0.14), QColor(theme.leaf), theme.line_px + 1
        elif option.state & QStyle.StateFlag.State_MouseOver:
            fill = between(theme.raised, theme.ink, 0.04)
        panel(painter, box, fill, QPen(line, wide), CARD_RADIUS)
        if option.state & QStyle.StateFlag.State_HasFocus and len(self._document.selection) != chosen:
            # Among several that are chosen, the one that the keys go on from.
            ring(painter, box if not chosen else box.adjusted(3, 3, -3, -3), theme, CARD_RADIUS - 3 * chosen)

    def _chevron(self, painter: QPainter, box: QRect, option: QStyleOptionViewItem, theme: Theme) -> None:
        open_ = bool(option.state & QStyle.StateFlag.State_Open)
        area = QRect(box.left() + 4, box.top(), scaled(NUMBER), box.height())
        area = QRect(0, 0, scaled(20), scaled(20)).translated(
            area.center() - QRect(0, 0, scaled(20), scaled(20)).center()
        )
        arrow(painter, area, QColor(theme.ink), turn=0 if open_ else 3)

    def _picture(self, painter: QPainter, box: QRect, card: Card, theme: Theme) -> None:
        if card.rounds:
            pill = QRect(0, 0, scaled(52), scaled(28))
            pill.moveCenter(box.center())
            panel(painter, pill, between(theme.raised, theme.leaf, 0.22), None, pill.height() / 2)
            painter.setFont(self._fonts.group)
            painter.setPen(QColor(theme.ink))
            painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, f"{card.rounds} ×")
            return
        pixmap = self._pixmap(card, theme, painter)
        if pixmap is not None:
            painter.drawPixmap(box, pixmap)
        elif card.photo is not None:
            self._icon(painter, "photo", box, theme)
        elif card.thumbnail is not None:
            calm = between(theme.raised, theme.line, 0.55)
            panel(painter, box.adjusted(8, 6, -8, -6), calm, None, FIELD_RADIUS)
        else:
            self._icon(painter, "edit" if card.known else "help", box, theme)

    def _icon(self, painter: QPainter, name: str, box: QRect, theme: Theme) -> None:
        side = scaled(20)
        picture = self._parts.icons.pixmap(name, side, painter.device().devicePixelRatio(), theme.quiet)
        area = QRect(0, 0, side, side)
        area.moveCenter(box.center())
        painter.drawPixmap(area, picture)

    def _pixmap(self, card: Card, theme: Theme, painter: QPainter) -> QPixmap | None:
        """The figure or the photo of a card; None where there is none, or not yet."""
        size = QSize(scaled(PICTURE.width()), scaled(PICTURE.height()))
        ratio, thumbnail = painter.device().devicePixelRatio(), card.thumbnail
        if card.photo is not None:
            return self._photos.small(card.photo, size, ratio)
        if thumbnail is None:
            return None
        return self._thumbnails.get(Wanted(thumbnail.figure, thumbnail.side, theme.name, size, ratio))

    def _time(self, painter: QPainter, box: QRect, card: Card, theme: Theme) -> int:
        """Paints time and its note at the end of the card; returns where they begin."""
        fonts = self._fonts
        wide = max(fonts.wide(fonts.title, card.time), fonts.wide(fonts.small, card.time_note), scaled(40))
        area = QRect(box.right() - PAD - 4 - wide, box.top(), wide, box.height())
        upper, lower = (area, None) if not card.time_note else _halves(area, fonts)
        painter.setFont(fonts.title)
        painter.setPen(QColor(theme.ink))
        painter.drawText(upper, _RIGHT, card.time)
        if lower is not None:
            painter.setFont(fonts.small)
            painter.setPen(QColor(theme.quiet))
            painter.drawText(lower, _RIGHT, card.time_note)
        return area.left()

    def _marks(self, painter: QPainter, box: QRect, right: int, card: Card, level: Level | None) -> int:
        """Paints cautions and problems before the time; returns where they begin."""
        side = scaled(18)
        top = box.top() + (box.height() - side) // 2
        if card.severity is not None:
            right -= side + 12
            ratio = painter.device().devicePixelRatio()
            painter.drawPixmap(right, top, self._shape(card.severity, side, ratio))
        if level is not None:
            theme = self._parts.theme
            right -= scaled(20) + 8
            ratio = painter.device().devicePixelRatio()
            icon = self._parts.icons.pixmap(_PROBLEM_ICONS[level], scaled(20), ratio, theme.clay)
            painter.drawPixmap(QRect(right, top - 1, scaled(20), scaled(20)), icon)
        return right

    def _shape(self, severity: Severity, side: int, ratio: float) -> QPixmap:
        """The shape of a severity, drawn once."""
        key = (severity, side, ratio)
        if key not in self._shapes:
            pixels = round(side * ratio)
            picture = QPixmap(pixels, pixels)
            picture.fill(Qt.GlobalColor.transparent)
            painter = QPainter(picture)
            paint_shape(painter, SIGNALS[severity], QRectF(0, 0, pixels, pixels), on_own_ground=False)
            painter.end()
            picture.setDevicePixelRatio(ratio)
            self._shapes[key] = picture
        return self._shapes[key]

    def _words(self, painter: QPainter, area: QRect, card: Card, theme: Theme) -> None:
        fonts = self._fonts
        font = fonts.group if card.rounds else fonts.title
        title = fonts.lines(font, card.title, area.width())
        upper, lower = _halves(area, fonts) if card.details or len(title) > 1 else (area, None)
        painter.setFont(font)
        painter.setPen(QColor(theme.ink))
        painter.drawText(upper, _LEFT, title[0])
        if lower is not None and len(title) > 1:
            # Where it is narrow the title needs both lines; what is left out is in the inspector.
            painter.drawText(lower.adjusted(0, 2, 0, 2), _LEFT, title[1])
        elif lower is not None:
            painter.setFont(fonts.small)
            painter.setPen(QColor(theme.quiet))
            words = fonts.elided(fonts.small, card.details, area.width())
            painter.drawText(lower, _LEFT, words)


def _halves(area: QRect, fonts: _Fonts) -> tuple[QRect, QRect]:
    """Two lines of text in the middle of a place."""
    first, second = fonts.metrics[id(fonts.title)].height(), fonts.metrics[id(fonts.small)].height()
    top = area.top() + (area.height() - first - second) // 2
    return (
        QRect(area.left(), top, area.width(), first),
        QRect(area.left(), top + first, area.width(), second),
    )
