"""How menus, tabs, rows of lists, bars and tool tips are painted, by Qt's names for them."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionMenuItem, QStyleOptionTab, QWidget

from psoas_desktop.ui.common.desk_controls import Option, Paint, is_on
from psoas_desktop.ui.common.desk_paint import (
    CARD_RADIUS,
    FIELD_RADIUS,
    arrow,
    between,
    edge,
    floating_edge,
    panel,
    ring,
    tick,
)
from psoas_desktop.ui.common.label import scaled
from psoas_desktop.ui.common.theme import Theme

_State, _Kind = QStyle.StateFlag, QStyleOptionMenuItem.MenuItemType
_MARK, _PAD = 28, 12
"""Room for a check mark before the words of a menu, and beside them."""


def menu_item_size(option: Option, found: QSize) -> QSize:
    """The size of one line of a menu."""
    if option.menuItemType == _Kind.Separator:
        return QSize(found.width(), 9)
    words, _, keys = option.text.partition("\t")
    wide = option.fontMetrics.horizontalAdvance(words.replace("&", "")) + scaled(_MARK) + 2 * _PAD
    if keys:
        wide += option.fontMetrics.horizontalAdvance(keys) + scaled(32)
    if option.menuItemType == _Kind.SubMenu:
        wide += scaled(24)
    return QSize(wide, max(scaled(32), option.fontMetrics.height() + 10))


def _menu_item(painter: QPainter, option: Option, _widget: QWidget | None, theme: Theme) -> None:
    box: QRect = option.rect
    if option.menuItemType == _Kind.Separator:
        painter.fillRect(box.left() + 4, box.center().y(), box.width() - 8, theme.line_px, QColor(theme.line))
        return
    enabled = is_on(option, _State.State_Enabled)
    chosen = enabled and is_on(option, _State.State_Selected)
    if chosen:
        panel(painter, box.adjusted(2, 0, -2, 0), QColor(theme.action), None, 4)
    ink = QColor(theme.on_action if chosen else theme.ink if enabled else theme.quiet)
    mark = QRect(box.left() + 6, box.top(), scaled(_MARK) - 2, box.height())
    _menu_mark(painter, option, QStyle.visualRect(option.direction, box, mark), ink)
    painter.setPen(ink)
    words, _, keys = option.text.partition("\t")
    area = box.adjusted(scaled(_MARK) + 6, 0, -_PAD, 0)
    one_line = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine | Qt.TextFlag.TextShowMnemonic
    area = QStyle.visualRect(option.direction, box, area)
    painter.drawText(area, one_line | Qt.AlignmentFlag.AlignLeading, words)
    if keys:
        painter.setPen(ink if chosen else QColor(theme.quiet))
        painter.drawText(area, one_line | Qt.AlignmentFlag.AlignTrailing, keys)
    if option.menuItemType == _Kind.SubMenu:
        end = QRect(box.right() - scaled(24), box.top(), scaled(20), box.height())
        turn = 1 if option.direction == Qt.LayoutDirection.RightToLeft else 3
        arrow(painter, QStyle.visualRect(option.direction, box, end), ink, turn=turn)


def _menu_mark(painter: QPainter, option: Option, box: QRect, ink: QColor) -> None:
    side = scaled(16)
    square = QRect(0, 0, side, side)
    square.moveCenter(box.center())
    if option.checked:
        tick(painter, square, ink)
    elif not option.icon.isNull():
        chosen = is_on(option, _State.State_Selected)
        mode = QIcon.Mode.Selected if chosen else QIcon.Mode.Normal
        if not is_on(option, _State.State_Enabled):
            mode = QIcon.Mode.Disabled
        option.icon.paint(painter, square, Qt.AlignmentFlag.AlignCenter, mode)


def _menu_panel(painter: QPainter, option: Option, _widget: QWidget | None, theme: Theme) -> None:
    painter.fillRect(option.rect, QColor(theme.raised))
    _square_line(painter, option.rect, theme)


def _square_line(painter: QPainter, box: QRect, theme: Theme) -> None:
    panel(painter, box, None, floating_edge(theme), 0)


def _tip(painter: QPainter, option: Option, _widget: QWidget | None, theme: Theme) -> None:
    painter.fillRect(option.rect, QColor(theme.raised))
    _square_line(painter, option.rect, theme)


def _tab_shape(painter: QPainter, option: Option, _widget: QWidget | None, theme: Theme) -> None:
    box = QRectF(option.rect)
    upright = option.shape in (QStyleOptionTab().shape.RoundedNorth, QStyleOptionTab().shape.RoundedSouth)
    chosen = is_on(option, _State.State_Selected)
    if is_on(option, _State.State_MouseOver) and not chosen:
        fill = between(theme.ground, theme.ink, 0.06)
        panel(painter, box.adjusted(2, 4, -2, -6), fill, None, FIELD_RADIUS)
    if chosen and upright:
        bar = QRectF(box.left() + 8, box.bottom() - 3, box.width() - 16, 3)
        panel(painter, bar, QColor(theme.leaf), None, 1.5)
    elif chosen:
        bar = QRectF(box.left(), box.top() + 8, 3, box.height() - 16)
        panel(painter, bar, QColor(theme.leaf), None, 1.5)
    if is_on(option, _State.State_HasFocus):
        ring(painter, box.adjusted(2, 3, -2, -5), theme, 4)


def _tab_line(painter: QPainter, option: Option, _widget: QWidget | None, theme: Theme) -> None:
    box: QRect = option.rect
    painter.fillRect(box.left(), box.bottom(), box.width(), theme.line_px, QColor(theme.line))


def _row(painter: QPainter, option: Option, _widget: QWidget | None, theme: Theme) -> None:
    box = QRectF(option.rect).adjusted(1, 1, -1, -1)
    if is_on(option, _State.State_Selected):
        active = is_on(option, _State.State_Enabled)
        panel(painter, box, QColor(theme.action if active else theme.line), None, FIELD_RADIUS)
    elif is_on(option, _State.State_MouseOver):
        panel(painter, box, between(theme.raised, theme.ink, 0.06), None, FIELD_RADIUS)


def _nothing(_painter: QPainter, _option: Option, _widget: QWidget | None, _theme: Theme) -> None:
    """A part that the look leaves out."""


def _splitter(painter: QPainter, option: Option, _widget: QWidget | None, theme: Theme) -> None:
    box: QRect = option.rect
    upright = box.height() > box.width()
    colour = QColor(theme.leaf if is_on(option, _State.State_MouseOver) else theme.line)
    if upright:
        painter.fillRect(box.center().x(), box.top(), theme.line_px, box.height(), colour)
    else:
        painter.fillRect(box.left(), box.center().y(), box.width(), theme.line_px, colour)


def _header(painter: QPainter, option: Option, _widget: QWidget | None, theme: Theme) -> None:
    box: QRect = option.rect
    painter.fillRect(box, QColor(theme.raised))
    painter.fillRect(box.left(), box.bottom(), box.width(), theme.line_px, QColor(theme.line))


def _bar_groove(painter: QPainter, option: Option, _widget: QWidget | None, theme: Theme) -> None:
    panel(painter, option.rect, between(theme.line, theme.quiet, 0.3), None, 4)


def _bar_contents(painter: QPainter, option: Option, _widget: QWidget | None, theme: Theme) -> None:
    span = option.maximum - option.minimum
    box = QRectF(option.rect)
    if span <= 0:
        # It is not known how long it takes: the middle third, still.
        box = box.adjusted(box.width() / 3, 0, -box.width() / 3, 0)
    else:
        box.setWidth(box.width() * (option.progress - option.minimum) / span)
    panel(painter, box, QColor(theme.leaf), None, 4)


def _group(painter: QPainter, option: Option, _widget: QWidget | None, theme: Theme) -> None:
    panel(painter, option.rect, QColor(theme.raised), edge(theme, QColor(theme.line)), CARD_RADIUS)


_P = QStyle.PrimitiveElement
PRIMITIVES: dict[QStyle.PrimitiveElement, Paint] = {
    _P.PE_PanelMenu: _menu_panel,
    _P.PE_FrameMenu: _nothing,
    _P.PE_PanelTipLabel: _tip,
    _P.PE_FrameTabBarBase: _tab_line,
    _P.PE_FrameTabWidget: _nothing,
    _P.PE_PanelItemViewItem: _row,
    _P.PE_PanelItemViewRow: _nothing,
    _P.PE_FrameStatusBarItem: _nothing,
    _P.PE_FrameGroupBox: _group,
}

_C = QStyle.ControlElement
CONTROLS: dict[QStyle.ControlElement, Paint] = {
    _C.CE_MenuItem: _menu_item,
    _C.CE_MenuEmptyArea: _nothing,
    _C.CE_TabBarTabShape: _tab_shape,
    _C.CE_Splitter: _splitter,
    _C.CE_HeaderSection: _header,
    _C.CE_HeaderEmptyArea: _header,
    _C.CE_ProgressBarGroove: _bar_groove,
    _C.CE_ProgressBarContents: _bar_contents,
}
