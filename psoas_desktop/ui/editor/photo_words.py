"""Why a picture cannot be taken or shown, in words."""

from __future__ import annotations

from collections.abc import Mapping

from psoas_desktop.routine.translation import QT_TRANSLATE_NOOP
from psoas_desktop.storage.picture_files import PictureRefusal

REFUSALS: Mapping[PictureRefusal, str] = {
    PictureRefusal.BAD_NAME: QT_TRANSLATE_NOOP("inspector", "Its name is not one that a routine may give."),
    PictureRefusal.MISSING: QT_TRANSLATE_NOOP(
        "inspector", "The photo is not there. It belongs beside the routine, or in the folder images there."
    ),
    PictureRefusal.NOT_A_FILE: QT_TRANSLATE_NOOP("inspector", "This is no file. Choose a photo."),
    PictureRefusal.UNREADABLE: QT_TRANSLATE_NOOP("inspector", "The photo cannot be read from the disk."),
    PictureRefusal.TOO_LARGE: QT_TRANSLATE_NOOP("inspector", "The file is too large. Make it smaller."),
    PictureRefusal.NOT_A_PICTURE: QT_TRANSLATE_NOOP(
        "inspector", "This is no photo that can be shown. Choose a PNG, JPEG, GIF or WebP file."
    ),
    PictureRefusal.TOO_MANY_PIXELS: QT_TRANSLATE_NOOP(
        "inspector", "The photo has too many pixels. Make it smaller, or save it as JPEG."
    ),
    PictureRefusal.DAMAGED: QT_TRANSLATE_NOOP("inspector", "The photo is damaged. Choose another one."),
}
