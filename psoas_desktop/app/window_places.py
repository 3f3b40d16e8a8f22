"""Where a window stands that was nowhere yet: all of it on its screen."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QSize
from PySide6.QtWidgets import QWidget

FRAME = QSize(24, 64)
"""What a window manager may draw round a window, with some air."""


def place_large(window: QWidget, size: QSize) -> None:
    """Puts a window in the middle of its screen, of a size as far as there is room."""
    room = window.screen().availableGeometry()
    window.resize(size.boundedTo(room.size() - FRAME))
    window.move(room.center() - window.rect().center() - QPoint(0, FRAME.height() // 4))


def place_over(window: QWidget, other: QWidget | None) -> None:
    """Puts a window in the middle of another, and all of it on the screen."""
    screen = other.screen() if other is not None else window.screen()
    room = screen.availableGeometry()
    window.resize(window.size().boundedTo(room.size() - FRAME))
    box = window.rect()
    box.moveCenter(other.geometry().center() if other is not None else room.center())
    left = max(room.left(), min(box.left(), room.right() - box.width() - FRAME.width()))
    top = max(room.top(), min(box.top(), room.bottom() - box.height() - FRAME.height()))
    window.move(left, top)
