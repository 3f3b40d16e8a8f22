"""The look of Qt's own controls in windows: a style on Fusion, without style sheets."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QProxyStyle,
    QPushButton,
    QStyle,
    QStyleHintReturn,
    QStyleOption,
    QStyleOptionComplex,
    QWidget,
)

from psoas_desktop.ui.common import desk_controls, desk_items
from psoas_desktop.ui.common.desk_paint import ring
from psoas_desktop.ui.common.fitted_text import font_of
from psoas_desktop.ui.common.label import BODY_PX, scaled
from psoas_desktop.ui.common.palette import palette_of
from psoas_desktop.ui.common.theme import Theme

_Metric, _Primitive, _Control = QStyle.PixelMetric, QStyle.PrimitiveElement, QStyle.ControlElement
_Complex, _Contents, _Hint = QStyle.ComplexControl, QStyle.ContentsType, QStyle.StyleHint

_METRICS = {
    _Metric.PM_ButtonShiftHorizontal: 0,
    _Metric.PM_ButtonShiftVertical: 0,
    _Metric.PM_LayoutHorizontalSpacing: 8,
    _Metric.PM_LayoutVerticalSpacing: 8,
    _Metric.PM_LayoutLeftMargin: 16,
    _Metric.PM_LayoutTopMargin: 16,
    _Metric.PM_LayoutRightMargin: 16,
    _Metric.PM_LayoutBottomMargin: 16,
    _Metric.PM_MenuPanelWidth: 1,
    _Metric.PM_MenuHMargin: 4,
    _Metric.PM_MenuVMargin: 4,
    _Metric.PM_SplitterWidth: 7,
    _Metric.PM_ScrollView_ScrollBarSpacing: 0,
    _Metric.PM_FocusFrameHMargin: 7,
    _Metric.PM_ToolTipLabelFrameWidth: 6,
    _Metric.PM_TabBarTabShiftVertical: 0,
    _Metric.PM_TabBarTabShiftHorizontal: 0,
    _Metric.PM_TabBarBaseOverlap: 0,
}
"""Lengths that stay as they are."""

_GROWING = {
    _Metric.PM_SmallIconSize: 20,
    _Metric.PM_ButtonIconSize: 20,
    _Metric.PM_ListViewIconSize: 20,
    _Metric.PM_ToolBarIconSize: 20,
    _Metric.PM_IndicatorWidth: 20,
    _Metric.PM_IndicatorHeight: 20,
    _Metric.PM_ExclusiveIndicatorWidth: 20,
    _Metric.PM_ExclusiveIndicatorHeight: 20,
    _Metric.PM_CheckBoxLabelSpacing: 8,
    _Metric.PM_RadioButtonLabelSpacing: 8,
    _Metric.PM_ScrollBarExtent: 12,
    _Metric.PM_ScrollBarSliderMin: 32,
    _Metric.PM_SliderThickness: 24,
    _Metric.PM_SliderLength: 20,
    _Metric.PM_SliderControlThickness: 20,
    _Metric.PM_TabBarTabHSpace: 32,
    _Metric.PM_TabBarTabVSpace: 16,
}
"""Lengths that grow with the text."""

FIELD_HEIGHT = 36
"""Of a line that is written into, a choice, a number, at the usual size of text."""

_FIELDS = (_Contents.CT_LineEdit, _Contents.CT_ComboBox, _Contents.CT_SpinBox, _Contents.CT_PushButton)
_NOT_SO = (
    _Hint.SH_EtchDisabledText,
    _Hint.SH_DitherDisabledText,
    _Hint.SH_ComboBox_Popup,
    _Hint.SH_DialogButtonBox_ButtonsHaveIcons,
)
_SCROLLED_FRAME_PX = 5
"""Round corners of a framed list need that much room before its square contents begin."""


class DeskStyle(QProxyStyle):
    """Paints Qt's controls in the colours of one theme."""

    def __init__(self, theme: Theme) -> None:
        super().__init__("Fusion")
        self._theme = theme

    @property
    def theme(self) -> Theme:
        """The theme that it paints in."""
        return self._theme

    def set_theme(self, theme: Theme) -> None:
        """Paints in another theme from now on."""
        self._theme = theme

    def pixelMetric(
        self, metric: QStyle.PixelMetric, option: QStyleOption | None = None, widget: QWidget | None = None
    ) -> int:
        """Lengths of the look: a grid of four pixels."""
        if metric in _METRICS:
            return _METRICS[metric]
        if metric in _GROWING:
            return scaled(_GROWING[metric])
        if metric is _Metric.PM_DefaultFrameWidth and isinstance(widget, QAbstractScrollArea):
            return _SCROLLED_FRAME_PX
        return super().pixelMetric(metric, option, widget)

    def styleHint(
        self,
        hint: QStyle.StyleHint,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
        data: QStyleHintReturn | None = None,
    ) -> int:
        """How controls behave: lists drop under their field, nothing is etched, long menus scroll."""
        if hint in _NOT_SO:
            return 0
        if hint is _Hint.SH_Menu_Scrollable:
            return 1
        return super().styleHint(hint, option, widget, data)

    def sizeFromContents(
        self, kind: QStyle.ContentsType, option: QStyleOption, size: QSize, widget: QWidget | None = None
    ) -> QSize:
        """Fields are all of one height; menus and lists have room to breathe."""
        found = super().sizeFromContents(kind, option, size, cast(QWidget, widget))
        if kind in _FIELDS:
            wide = found.width() + scaled(8 if kind is not _Contents.CT_PushButton else 16)
            return QSize(wide, max(scaled(FIELD_HEIGHT), option.fontMetrics.height() + 12))
        if kind is _Contents.CT_MenuItem:
            return desk_items.menu_item_size(option, found)
        if kind is _Contents.CT_ItemViewItem:
            return QSize(found.width() + 16, max(found.height() + 8, scaled(32)))
        return found

    def subControlRect(
        self,
        control: QStyle.ComplexControl,
        option: QStyleOptionComplex,
        part: QStyle.SubControl,
        widget: QWidget | None = None,
    ) -> QRect:
        """Scroll bars have no buttons; fields keep their words off their round ends."""
        found: QRect | None = None
        if control is _Complex.CC_ScrollBar:
            found = desk_controls.scroll_bar_part(option, part, scaled(32))
        elif control is _Complex.CC_ComboBox:
            found = desk_controls.choice_part(option, part)
        elif control is _Complex.CC_SpinBox:
            found = desk_controls.number_part(option, part)
        if found is not None:
            return found
        return super().subControlRect(control, option, part, cast(QWidget, widget))

    def subElementRect(
        self, element: QStyle.SubElement, option: QStyleOption, widget: QWidget | None = None
    ) -> QRect:
        """Words of a line that is written into start 8 pixels behind its edge."""
        found = super().subElementRect(element, option, cast(QWidget, widget))
        if element is QStyle.SubElement.SE_LineEditContents and getattr(option, "lineWidth", 0) > 0:
            return found.adjusted(6, 0, -6, 0)
        return found

    def drawPrimitive(
        self,
        element: QStyle.PrimitiveElement,
        option: QStyleOption,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        """Paints the simple parts."""
        if element is _Primitive.PE_FrameFocusRect:
            # Buttons show the focus in their own ground, a chosen row in the ring of its list.
            chosen = isinstance(widget, QAbstractItemView) and option.state & QStyle.StateFlag.State_Selected
            if not isinstance(widget, QPushButton) and not chosen:
                ring(painter, option.rect, self._theme, 4.0)
            return
        paint = desk_controls.PRIMITIVES.get(element) or desk_items.PRIMITIVES.get(element)
        if paint is None:
            super().drawPrimitive(element, option, painter, widget)
        else:
            paint(painter, option, widget, self._theme)

    def drawControl(
        self,
        element: QStyle.ControlElement,
        option: QStyleOption,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        """Paints tabs, menus, bars."""
        paint = desk_items.CONTROLS.get(element)
        if paint is None:
            super().drawControl(element, option, painter, widget)
        else:
            paint(painter, option, widget, self._theme)

    def drawComplexControl(
        self,
        control: QStyle.ComplexControl,
        option: QStyleOptionComplex,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        """Paints choices, numbers, sliders, scroll bars."""
        paint = desk_controls.COMPLEX.get(control)
        if paint is None:
            super().drawComplexControl(control, option, painter, widget)
        else:
            paint(painter, option, widget, self)

    def polish(self, what: QWidget | QPalette | QApplication) -> None:  # type: ignore[override]
        """Lets controls know when they are pointed at."""
        super().polish(what)
        if isinstance(what, QWidget) and what.focusPolicy() != Qt.FocusPolicy.NoFocus:
            what.setAttribute(Qt.WidgetAttribute.WA_Hover)


def dress(application: QApplication, theme: Theme, text_scale: float = 1.0) -> None:
    """Gives the application its look; again when the theme or the size of text changes: all windows follow.

    Args:
        application: The one there is; the bundled font has to be loaded.
        theme: The tokens.
        text_scale: 1.0 for text of 15 pixels.
    """
    style = application.style()
    if isinstance(style, DeskStyle):
        style.set_theme(theme)
    else:
        application.setStyle(DeskStyle(theme))
    palette = palette_of(theme)
    application.setPalette(palette)
    # The stub asks for bytes, Qt for a str.
    application.setPalette(palette, "QTipLabel")  # type: ignore[arg-type]
    font = font_of(round(BODY_PX * text_scale), font_of(BODY_PX, application.font().weight()).weight())
    if application.font() != font:
        application.setFont(font)
    # Qt puts the news of both off; windows are to follow at once and together.
    for news in (QEvent.Type.ApplicationPaletteChange, QEvent.Type.ApplicationFontChange):
        QApplication.sendPostedEvents(None, news.value)
    for window in application.topLevelWidgets():
        _tell(window)


def _tell(window: QWidget) -> None:
    """Widgets keep the sizes that a style once gave them until they hear of a change."""
    for widget in (window, *window.findChildren(QWidget)):
        QApplication.sendEvent(widget, QEvent(QEvent.Type.StyleChange))
        widget.update()
