"""How buttons, fields, marks, sliders and scroll bars are painted, by Qt's names for them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QStyle, QWidget

from psoas_desktop.ui.common.desk_button import Weight
from psoas_desktop.ui.common.desk_paint import (
    FIELD_RADIUS,
    RING_PX,
    arrow,
    between,
    disc,
    edge,
    field,
    floating_edge,
    is_pale,
    panel,
    ring,
    tick,
)
from psoas_desktop.ui.common.label import scaled
from psoas_desktop.ui.common.theme import Theme

if TYPE_CHECKING:
    from psoas_desktop.ui.common.desk_style import DeskStyle

# Qt hands one class of option to each element; which one stands in its documentation.
Option = Any
Paint = Callable[[QPainter, Option, QWidget | None, Theme], None]

_State, _Sub = QStyle.StateFlag, QStyle.SubControl
_HOVER, _PRESS = 0.06, 0.12
SCROLL_FADE, GROOVE_SHADE = 0.2, 0.8
"""How far a scroll bar fades into the ground, and how dark a slider's groove is: both still 3:1."""


def is_on(option: Option, flag: QStyle.StateFlag) -> bool:
    """Whether a control is in a state."""
    return bool(option.state & flag)


def _button(painter: QPainter, option: Option, widget: QWidget | None, theme: Theme) -> None:
    weight = getattr(widget, "weight", Weight.PLAIN)
    weight = weight if isinstance(weight, Weight) else Weight.PLAIN
    enabled, focus = is_on(option, _State.State_Enabled), is_on(option, _State.State_HasFocus)
    down = is_on(option, _State.State_Sunken) or is_on(option, _State.State_On)
    share = _PRESS if down else _HOVER if is_on(option, _State.State_MouseOver) and enabled else 0.0
    box = QRectF(option.rect)
    if weight is Weight.PRIMARY and enabled:
        # The ring needs a gap before it: in a dark theme it has the colour of the button.
        inner = box.adjusted(4, 4, -4, -4) if focus else box
        radius = FIELD_RADIUS - 3 if focus else FIELD_RADIUS
        panel(painter, inner, between(theme.action, theme.ground, share * 2), None, radius)
    elif weight is Weight.QUIET:
        if share:
            panel(painter, box, between(theme.ground, theme.ink, share), None, FIELD_RADIUS)
    else:
        fill = between(theme.raised, theme.ink, share) if enabled else QColor(theme.ground)
        line = between(theme.line, theme.quiet, 0.35) if enabled else QColor(theme.line)
        panel(painter, box, fill, edge(theme, line, enabled=enabled), FIELD_RADIUS)
    if focus:
        ring(painter, box, theme)


def _tool_button(painter: QPainter, option: Option, _widget: QWidget | None, theme: Theme) -> None:
    down = is_on(option, _State.State_Sunken) or is_on(option, _State.State_On)
    share = _PRESS if down else _HOVER if is_on(option, _State.State_MouseOver) else 0.0
    if share and is_on(option, _State.State_Enabled):
        panel(painter, option.rect, between(theme.ground, theme.ink, share), None, FIELD_RADIUS)
    if is_on(option, _State.State_HasFocus):
        ring(painter, option.rect, theme)


def _line(painter: QPainter, option: Option, _widget: QWidget | None, theme: Theme) -> None:
    # Lines inside another field have no frame: that field is painted already.
    if option.lineWidth > 0:
        focus, enabled = is_on(option, _State.State_HasFocus), is_on(option, _State.State_Enabled)
        field(painter, option.rect, theme, focus=focus, enabled=enabled)


def _frame(painter: QPainter, option: Option, widget: QWidget | None, theme: Theme) -> None:
    read_only = widget is not None and bool(widget.property("readOnly"))
    focus = is_on(option, _State.State_HasFocus)
    enabled = is_on(option, _State.State_Enabled)
    if widget is not None and widget.property("quietFrame"):
        if focus:
            ring(painter, option.rect, theme)
        return
    if widget is not None and widget.inherits("QComboBoxPrivateContainer"):
        # It floats, so its edge is that of menus.
        panel(painter, option.rect, QColor(theme.raised), floating_edge(theme), 0)
        return
    if widget is not None and widget.inherits("QPlainTextEdit") and not read_only:
        field(painter, option.rect, theme, focus=focus, enabled=enabled)
        return
    panel(painter, option.rect, QColor(theme.raised), edge(theme, QColor(theme.line)), FIELD_RADIUS)
    if focus:
        ring(painter, option.rect, theme)


def _check_box(painter: QPainter, option: Option, _widget: QWidget | None, theme: Theme) -> None:
    box = QRectF(option.rect).adjusted(1, 1, -1, -1)
    enabled = is_on(option, _State.State_Enabled)
    if is_on(option, _State.State_On) or is_on(option, _State.State_NoChange):
        panel(painter, box, QColor(theme.action if enabled else theme.quiet), None, 4)
        if is_pale(theme, enabled=enabled):
            panel(painter, box, QColor(theme.ground), edge(theme, QColor(theme.ink), enabled=False), 4)
        ink = QColor(theme.on_action if enabled else theme.ground)
        if is_pale(theme, enabled=enabled):
            ink = QColor(theme.ink)
        if is_on(option, _State.State_On):
            tick(painter, box, ink)
        else:
            bar = QRectF(0, 0, box.width() / 2, 2)
            bar.moveCenter(box.center())
            panel(painter, bar, ink, None, 1)
    else:
        fill = QColor(theme.raised if enabled else theme.ground)
        panel(painter, box, fill, QPen(QColor(theme.quiet), max(1.4, theme.line_px)), 4)


def _radio(painter: QPainter, option: Option, _widget: QWidget | None, theme: Theme) -> None:
    box = QRectF(option.rect).adjusted(1, 1, -1, -1)
    enabled = is_on(option, _State.State_Enabled)
    fill, line = QColor(theme.raised if enabled else theme.ground), QColor(theme.quiet)
    if is_on(option, _State.State_On):
        line = QColor(theme.action if enabled else theme.quiet)
        disc(painter, box.center(), box.width() / 2, fill, line, 2)
        disc(painter, box.center(), box.width() / 4, line, line, 0)
    else:
        disc(painter, box.center(), box.width() / 2, fill, line, max(1.4, theme.line_px))


def _arrow(turn: int) -> Paint:
    def paint(painter: QPainter, option: Option, _widget: QWidget | None, theme: Theme) -> None:
        colour = QColor(theme.ink if is_on(option, _State.State_Enabled) else theme.quiet)
        arrow(painter, option.rect, colour, turn=turn)

    return paint


def _choice(painter: QPainter, option: Option, widget: QWidget | None, style: DeskStyle) -> None:
    focus, enabled = is_on(option, _State.State_HasFocus), is_on(option, _State.State_Enabled)
    theme = style.theme
    field(painter, option.rect, theme, focus=focus, enabled=enabled)
    end = style.subControlRect(QStyle.ComplexControl.CC_ComboBox, option, _Sub.SC_ComboBoxArrow, widget)
    arrow(painter, end, QColor(theme.ink if enabled else theme.quiet), turn=0)


def _number(painter: QPainter, option: Option, widget: QWidget | None, style: DeskStyle) -> None:
    focus, enabled = is_on(option, _State.State_HasFocus), is_on(option, _State.State_Enabled)
    theme = style.theme
    field(painter, option.rect, theme, focus=focus, enabled=enabled)
    for part, turn, step in (
        (_Sub.SC_SpinBoxUp, 2, "StepUpEnabled"),
        (_Sub.SC_SpinBoxDown, 0, "StepDownEnabled"),
    ):
        box = style.subControlRect(QStyle.ComplexControl.CC_SpinBox, option, part, widget)
        if option.activeSubControls == part and is_on(option, _State.State_Sunken):
            panel(painter, box.adjusted(2, 2, -2, -2), between(theme.raised, theme.ink, _PRESS), None, 3)
        name = getattr(type(option.stepEnabled), step, None)
        can = enabled and (name is None or bool(option.stepEnabled & name))
        arrow(painter, box, QColor(theme.ink if can else theme.line), turn=turn)


def choice_part(option: Option, part: QStyle.SubControl) -> QRect | None:
    """Where the words and the arrow of a choice stand; None where Qt knows better."""
    box: QRect = option.rect
    end = _arrow_room(box)
    if part == _Sub.SC_ComboBoxEditField:
        found = box.adjusted(10, 2, -end, -2)
    elif part == _Sub.SC_ComboBoxArrow:
        found = QRect(box.right() - end, box.top(), end, box.height())
    else:
        return None
    return QStyle.visualRect(option.direction, box, found)


def number_part(option: Option, part: QStyle.SubControl) -> QRect | None:
    """Where the digits and the arrows of a number stand; None where Qt knows better."""
    box: QRect = option.rect
    end, half = _arrow_room(box), box.height() // 2
    if part == _Sub.SC_SpinBoxEditField:
        found = box.adjusted(8, 2, -end, -2)
    elif part == _Sub.SC_SpinBoxUp:
        found = QRect(box.right() - end, box.top() + 3, end - 2, half - 3)
    elif part == _Sub.SC_SpinBoxDown:
        found = QRect(box.right() - end, box.top() + half, end - 2, box.height() - half - 3)
    else:
        return None
    return QStyle.visualRect(option.direction, box, found)


def _arrow_room(box: QRect) -> int:
    return max(24, round(box.height() * 0.75))


def scroll_bar_part(option: Option, part: QStyle.SubControl, least: int) -> QRect | None:
    """Where the parts of a scroll bar stand: all of it is groove.

    Args:
        option: The bar.
        part: Which part.
        least: The least length of its slider, in pixels.
    """
    box: QRect = option.rect
    across = option.orientation is Qt.Orientation.Horizontal
    length = box.width() if across else box.height()
    pages = option.maximum - option.minimum + option.pageStep
    slider = length if pages <= 0 else max(min(least, length), length * option.pageStep // pages)
    at = QStyle.sliderPositionFromValue(
        option.minimum, option.maximum, option.sliderPosition, length - slider, option.upsideDown
    )
    start, end = {
        _Sub.SC_ScrollBarGroove: (0, length),
        _Sub.SC_ScrollBarSlider: (at, at + slider),
        _Sub.SC_ScrollBarSubPage: (0, at),
        _Sub.SC_ScrollBarAddPage: (at + slider, length),
    }.get(part, (0, 0))
    if across:
        found = QRect(box.left() + start, box.top(), end - start, box.height())
        return QStyle.visualRect(option.direction, box, found)
    return QRect(box.left(), box.top() + start, box.width(), end - start)


def _scroll_bar(painter: QPainter, option: Option, widget: QWidget | None, style: DeskStyle) -> None:
    theme = style.theme
    control = QStyle.ComplexControl.CC_ScrollBar
    slider = QRectF(style.subControlRect(control, option, _Sub.SC_ScrollBarSlider, widget))
    if option.maximum <= option.minimum:
        return
    busy = is_on(option, _State.State_MouseOver) or is_on(option, _State.State_Sunken)
    thick = min(slider.width(), slider.height())
    spare = thick * (0.22 if busy else 0.3)
    colour = QColor(theme.quiet) if busy else between(theme.quiet, theme.ground, SCROLL_FADE)
    body = slider.adjusted(spare, spare, -spare, -spare)
    panel(painter, body, colour, None, thick / 2)


def _slider(painter: QPainter, option: Option, widget: QWidget | None, style: DeskStyle) -> None:
    theme, control = style.theme, QStyle.ComplexControl.CC_Slider
    groove = QRectF(style.subControlRect(control, option, _Sub.SC_SliderGroove, widget))
    middle = QPointF(QRectF(style.subControlRect(control, option, _Sub.SC_SliderHandle, widget)).center())
    across = option.orientation is Qt.Orientation.Horizontal
    if across:
        bar = QRectF(groove.left(), middle.y() - 2, groove.width(), 4)
        done = QRectF(bar.left(), bar.top(), middle.x() - bar.left(), 4)
    else:
        bar = QRectF(middle.x() - 2, groove.top(), 4, groove.height())
        done = QRectF(bar.left(), middle.y(), 4, bar.bottom() - middle.y())
    enabled = is_on(option, _State.State_Enabled)
    panel(painter, bar, between(theme.line, theme.quiet, GROOVE_SHADE), None, 2)
    panel(painter, done, QColor(theme.leaf if enabled else theme.quiet), None, 2)
    disc(painter, middle, scaled(8), QColor(theme.raised), QColor(theme.leaf if enabled else theme.quiet), 2)
    if is_on(option, _State.State_HasFocus):
        disc(painter, middle, scaled(11), QColor(Qt.GlobalColor.transparent), QColor(theme.leaf), RING_PX)


_P = QStyle.PrimitiveElement
PRIMITIVES: dict[QStyle.PrimitiveElement, Paint] = {
    _P.PE_PanelButtonCommand: _button,
    _P.PE_PanelButtonTool: _tool_button,
    _P.PE_PanelLineEdit: _line,
    _P.PE_FrameLineEdit: _line,
    _P.PE_Frame: _frame,
    _P.PE_IndicatorCheckBox: _check_box,
    _P.PE_IndicatorItemViewItemCheck: _check_box,
    _P.PE_IndicatorRadioButton: _radio,
    _P.PE_IndicatorArrowDown: _arrow(0),
    _P.PE_IndicatorArrowLeft: _arrow(1),
    _P.PE_IndicatorArrowUp: _arrow(2),
    _P.PE_IndicatorArrowRight: _arrow(3),
}

_C = QStyle.ComplexControl
COMPLEX: dict[QStyle.ComplexControl, Callable[[QPainter, Option, QWidget | None, DeskStyle], None]] = {
    _C.CC_ComboBox: _choice,
    _C.CC_SpinBox: _number,
    _C.CC_ScrollBar: _scroll_bar,
    _C.CC_Slider: _slider,
}
