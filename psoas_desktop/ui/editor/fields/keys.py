"""Keys in fields that are written into: undo and redo belong to the window, which knows the steps."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QKeyEvent, QKeySequence

SHOWN_AT_MOST = 10_000
"""Characters of a text that a field shows; the schema's longest has 4,000."""


def belongs_to_window(event: QEvent) -> bool:
    """Whether a key that a field would take for itself is the window's undo or redo."""
    if event.type() is not QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    return event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo)
