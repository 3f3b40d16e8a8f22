"""The order in which Tab goes through a page: as it is seen, whenever its parts were built."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QWidget


def in_order(widget: QWidget) -> list[QWidget]:
    """What takes the focus within a widget, from the top down."""
    layout = widget.layout()
    found = [widget] if widget.focusPolicy() & Qt.FocusPolicy.TabFocus else []
    return found if layout is None else found + _in_layout(layout)


def _in_layout(layout: QLayout) -> list[QWidget]:
    found: list[QWidget] = []
    for index in range(layout.count()):
        item = layout.itemAt(index)
        if item is None:
            continue
        inner, within = item.widget(), item.layout()
        if inner is not None:
            found += in_order(inner)
        elif within is not None:
            found += _in_layout(within)
    return found


def set_order(widgets: list[QWidget]) -> None:
    """Makes Tab go from each to the next."""
    for one, following in pairwise(widgets):
        QWidget.setTabOrder(one, following)
