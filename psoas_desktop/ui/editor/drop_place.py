"""Where something that is dragged over the outline would fall."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPoint, QRect
from PySide6.QtWidgets import QTreeView

from psoas_desktop.editing.places import TOP, list_of
from psoas_desktop.routine.problems import Path
from psoas_desktop.routine.values import dataclass
from psoas_desktop.ui.editor.outline_model import OutlineModel

_EDGE = 0.28
"""How much of a group's card, above and below, means beside it and not into it."""


@dataclass(frozen=True, slots=True)
class DropPlace:
    """A place between items, or in a group.

    Attributes:
        parent: The list.
        index: Before which item of it.
        box: Where the line of the place is painted: its top edge; for ``into`` the card of the group.
        into: Whether it is the end of a group, meant by its card.
    """

    parent: Path
    index: int
    box: QRect
    into: bool = False


def drop_place(view: QTreeView, model: OutlineModel, at: QPoint) -> DropPlace:
    """Finds the place that a point of the viewport means."""
    index = view.indexAt(at)
    if not index.isValid():
        return _end(view, model)
    box = view.visualRect(index)
    share = (at.y() - box.top()) / max(1, box.height())
    path = model.path(index)
    parent, row = list_of(path)
    if model.is_group(index):
        inner = (*path, "items")
        count = model.rowCount(index)
        if share < _EDGE:
            return DropPlace(parent, row, _line(box, box.top()))
        if view.isExpanded(index) and count:
            return DropPlace(inner, 0, _line(box.adjusted(view.indentation(), 0, 0, 0), box.bottom() + 1))
        if share <= 1 - _EDGE:
            return DropPlace(inner, count, box, into=True)
    elif share < 0.5:
        return DropPlace(parent, row, _line(box, box.top()))
    return _behind(view, model, index, at.x())


def _behind(view: QTreeView, model: OutlineModel, index: QModelIndex, x: int) -> DropPlace:
    """Behind an item; the further left the point, the further out of the groups that end there."""
    box = view.visualRect(index)
    bottom, left = box.bottom() + 1, box.left()
    while (around := index.parent()).isValid() and index.row() == model.rowCount(around) - 1 and x < left:
        index = around
        left -= view.indentation()
    parent, row = list_of(model.path(index))
    return DropPlace(parent, row + 1, _line(QRect(left, 0, box.right() - left + 1, 1), bottom))


def _end(view: QTreeView, model: OutlineModel) -> DropPlace:
    count = model.rowCount()
    last = model.index(count - 1, 0)
    while view.isExpanded(last) and model.rowCount(last):
        last = model.index(model.rowCount(last) - 1, 0, last)
    bottom = view.visualRect(last).bottom() + 1 if count else 8
    return DropPlace(TOP, count, QRect(0, bottom, view.viewport().width(), 1))


def _line(box: QRect, y: int) -> QRect:
    return QRect(box.left(), y, box.width(), 1)
