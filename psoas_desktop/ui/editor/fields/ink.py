"""Colours of what the inspector paints itself: those of the theme that the windows are dressed in."""

from __future__ import annotations

from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QWidget

from psoas_desktop.ui.common.desk_style import DeskStyle
from psoas_desktop.ui.common.theme import Theme


def theme_of(widget: QWidget) -> Theme | None:
    """The theme that a widget is dressed in; None where it is not dressed."""
    style = widget.style()
    return style.theme if isinstance(style, DeskStyle) else None


def ink(widget: QWidget) -> QColor:
    """The colour of text."""
    return widget.palette().color(QPalette.ColorRole.WindowText)


def quiet(widget: QWidget) -> QColor:
    """The colour of secondary text."""
    return widget.palette().color(QPalette.ColorRole.PlaceholderText)


def leaf(widget: QWidget) -> QColor:
    """The colour of selection."""
    return widget.palette().color(QPalette.ColorRole.Accent)


def line(widget: QWidget) -> QColor:
    """The colour of hairlines."""
    return widget.palette().color(QPalette.ColorRole.Mid)


def emphasis(widget: QWidget) -> QColor:
    """The colour of what is to be mended."""
    theme = theme_of(widget)
    return ink(widget) if theme is None else QColor(theme.clay)
