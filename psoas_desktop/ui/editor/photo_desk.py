"""What the inspector needs to show pictures and to add photos."""

from __future__ import annotations

import base64
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, QSize, QThreadPool, Signal
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QFileDialog, QWidget

from psoas_desktop.routine.cues import Picture
from psoas_desktop.routine.draft import Json
from psoas_desktop.services.photo_preparing import PhotoPreparing, Prepared
from psoas_desktop.services.photos import KINDS, Photos
from psoas_desktop.storage.photo_files import photo_name, write_photo
from psoas_desktop.storage.picture_files import PictureRefusal
from psoas_desktop.ui.editor.parts import EditorParts

PickPhoto = Callable[[QWidget, str], Path | None]
"""Asks the person for a photo, in a window with that title; None where nothing was chosen."""

PATTERNS = "*.png *.jpg *.jpeg *.gif *.webp"


def pick_photo(parent: QWidget, title: str) -> Path | None:
    """Asks with the system's own window."""
    kinds = QCoreApplication.translate("inspector", "Photos")
    chosen, _ = QFileDialog.getOpenFileName(parent, title, "", f"{kinds} ({PATTERNS})")
    return Path(chosen) if chosen else None


class PhotoDesk(QObject):
    """Pictures of one routine.

    Attributes:
        asked_by: Who asked for the photo that is being prepared; what others asked for before is given up.

    Signals:
        ready: A photo that was asked for can be shown, or another folder holds them now.
    """

    ready = Signal()

    def __init__(
        self,
        parts: EditorParts,
        pick: PickPhoto = pick_photo,
        pool: QThreadPool | None = None,
        parent: QObject | None = None,
    ) -> None:
        """Takes its collaborators.

        Args:
            parts: Figures, and what reads the photos of a folder.
            pick: Asks the person for a photo.
            pool: Threads that prepare photos; None prepares at once.
            parent: Its owner.
        """
        super().__init__(parent)
        self._parts, self.pick = parts, pick
        self.preparing = PhotoPreparing(pool, self)
        self.asked_by: object = None
        self._folder: Path | None = None
        self._photos: Photos | None = None

    @property
    def folder(self) -> Path | None:
        """Where the routine's file lies; None as long as it has none."""
        return self._folder

    def set_folder(self, folder: Path | None) -> None:
        """The routine lies somewhere else from now on."""
        if folder != self._folder:
            self._folder, self._photos = folder, None
            self.ready.emit()

    def shown(self, picture: Picture, size: QSize, ratio: float) -> QPixmap | QImage | PictureRefusal | None:
        """A picture to paint.

        Args:
            picture: As the routine names it.
            size: The room that there is, in logical pixels.
            ratio: Device pixels for one logical pixel.

        Returns:
            The picture; why there is none; None while it is being decoded.
        """
        if picture.kind == "figure":
            try:
                theme = self._parts.theme.name
                return self._parts.figures().pixmap(str(picture.content), theme, "", size, ratio)
            except KeyError:
                return PictureRefusal.MISSING
        if picture.kind not in KINDS or self._parts.photos is None:
            return PictureRefusal.NOT_A_PICTURE
        if self._photos is None:
            self._photos = self._parts.photos(self._folder)
            self._photos.ready.connect(self.ready)
        return self._photos.get(picture)

    def entry(self, photo: Prepared, name: str, *, inside: bool) -> dict[str, Json]:
        """A prepared photo as an entry of a routine; its description is still to be written.

        Args:
            photo: The photo.
            name: What it is called elsewhere; empty for nothing.
            inside: Whether the routine's file holds it; else it is written beside that file.

        Raises:
            OSError: It could not be written; ``strerror`` is a sentence.
        """
        if inside or self._folder is None:
            text = base64.b64encode(photo.data).decode("ascii")
            return {"kind": "data", "media_type": photo.media_type, "base64": text, "alt": ""}
        stem = Path(name).stem or "photo"
        free = photo_name(self._folder, stem + photo.suffix)
        write_photo(self._folder, free, photo.data)
        return {"kind": "file", "file": free, "alt": ""}
