"""The photos that a routine brings with it, made ready beside the window."""

from __future__ import annotations

from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QThreadPool
from PySide6.QtGui import QScreen

from psoas_desktop.routine.model import Routine

if TYPE_CHECKING:
    from psoas_desktop.services.photos import Photos

_AT_ONCE = 4
"""So many are decoded while the gate is read; each later one during the step before it."""


def photos_of(routine: Routine, folder: Path | None, screen: QScreen) -> Photos | None:
    """Begins to decode a routine's photos in a thread of their own.

    Args:
        routine: The routine.
        folder: Where its files are; None for nowhere.
        screen: What they are shown on.

    Returns:
        The photos, to be closed in the end; None where the routine has none, which saves the time to begin.
    """
    pictures = [p for block in routine.blocks() for p in block.pictures if p.kind in ("file", "data")]
    if not pictures:
        return None
    from psoas_desktop.services.photos import Photos, photo_room

    pool = QThreadPool()
    pool.setMaxThreadCount(1)
    photos = Photos(folder, photo_room(screen.size() * screen.devicePixelRatio()), pool)
    photos.want(islice(pictures, _AT_ONCE))
    return photos
