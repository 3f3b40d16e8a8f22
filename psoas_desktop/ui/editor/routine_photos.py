"""The own photos of the routine that is edited, for its cards and for the picture of the stage."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path as FilePath
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPixmap

from psoas_desktop.routine.cues import Picture

if TYPE_CHECKING:
    from psoas_desktop.services.photos import Photos

_HELD = 400
"""Small pictures that are kept."""


class RoutinePhotos(QObject):
    """Asks for photos when one is first wanted: most routines have none.

    Signals:
        ready: One more can be shown, or another folder holds them now.
    """

    ready = Signal()

    def __init__(
        self, make: Callable[[FilePath | None], Photos] | None, parent: QObject | None = None
    ) -> None:
        """Takes what reads the photos of a folder; None for none at all."""
        super().__init__(parent)
        self._make = make
        self._folder: FilePath | None = None
        self._photos: Photos | None = None
        self._small: OrderedDict[tuple[object, ...], QPixmap] = OrderedDict()

    def set_folder(self, folder: FilePath | None) -> None:
        """The routine's file lies somewhere else from now on."""
        if folder == self._folder:
            return
        self._folder = folder
        self._small.clear()
        if self._photos is not None:
            self._photos.ready.disconnect(self.ready)
            self._photos = None
            self.ready.emit()

    def all(self) -> Photos | None:
        """The photos; None where none are shown."""
        if self._photos is None and self._make is not None:
            self._photos = self._make(self._folder)
            self._photos.ready.connect(self.ready)
        return self._photos

    def small(self, picture: Picture, size: QSize, ratio: float) -> QPixmap | None:
        """A photo within a room.

        Args:
            picture: As the routine names it.
            size: The room, in logical pixels; the picture fills one of its sides.
            ratio: Device pixels for one logical pixel.

        Returns:
            A picture of the size of the room; None while it is being read, or where it cannot be shown.
        """
        key = (picture.kind, picture.content, size.width(), size.height(), ratio)
        if key in self._small:
            self._small.move_to_end(key)
            return self._small[key]
        photos = self.all()
        found = photos.get(picture) if photos is not None else None
        if not isinstance(found, QImage):
            return None
        self._small[key] = _fitted(found, size, ratio)
        if len(self._small) > _HELD:
            self._small.popitem(last=False)
        return self._small[key]


def _fitted(image: QImage, size: QSize, ratio: float) -> QPixmap:
    room = size * ratio
    made = QPixmap(room)
    made.fill(Qt.GlobalColor.transparent)
    scaled = image.scaled(
        room, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    )
    box = QRect(0, 0, scaled.width(), scaled.height())
    box.moveCenter(QRect(0, 0, room.width(), room.height()).center())
    painter = QPainter(made)
    painter.drawImage(box, scaled)
    painter.end()
    made.setDevicePixelRatio(ratio)
    return made
