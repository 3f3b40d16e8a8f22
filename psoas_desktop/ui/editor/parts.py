"""What the editor's widgets are given: none of them finds its collaborators itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path as FilePath
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QSize
from PySide6.QtGui import QPixmap

from psoas_desktop.editing.document import Document
from psoas_desktop.routine.problems import Path
from psoas_desktop.storage.program_data import ProgramData
from psoas_desktop.ui.common.icons import Icons
from psoas_desktop.ui.common.theme import Theme

if TYPE_CHECKING:
    from psoas_desktop.services.photos import Photos
    from psoas_desktop.ui.common.figure_view import FigureCache

if TYPE_CHECKING:
    Ask = Callable[[], "Photos | None"]

StagePicture = Callable[[Document, Path, QSize, "Ask"], QPixmap | None]
"""Draws a block as the client sees it, so many device pixels large; None where it cannot be played.

The last argument gives the routine's own photos; it is asked only where there are any.
"""


class Clipboard(Protocol):
    """The system's clipboard, as far as the editor uses it."""

    def text(self) -> str:
        """The text on it; empty where there is none."""

    def set_text(self, text: str) -> None:
        """Puts a text on it."""


class Unsaved(Protocol):
    """Keeps unsaved work where a crash does not reach it (``storage.recovery.Recovery``)."""

    def keep(self, key: str, data: bytes, about: Mapping[str, Any]) -> object:
        """Keeps the work of one window in the place of what was kept for it before."""

    def drop(self, key: str) -> object:
        """Forgets it: it is saved, or not wanted."""


@dataclass(frozen=True)
class EditorParts:
    """The collaborators of the editor's widgets.

    Attributes:
        data: The catalogue, the schema made ready and the safety rules.
        figures: Drawn poses; makes the cache when first asked, for no window waits for it.
        look: The theme of now: widgets that paint themselves ask at each painting and repaint on
            ``StyleChange``.
        icon_set: The icons in a theme.
        clipboard: The system's clipboard.
        today: What day it is.
        stage_picture: Draws the chosen block as on the stage; None for no preview.
        photos: The own photos of the routine in a folder (None: not saved yet); None where none are shown.
        unsaved: Keeps unsaved work; None for nowhere.
        documents: Where a new routine is saved unless the person says otherwise.
        author: Who writes; empty for nobody said.
        now: What time it is, in seconds since 1970.
    """

    data: ProgramData
    figures: Callable[[], FigureCache]
    look: Callable[[], Theme]
    icon_set: Callable[[Theme], Icons]
    clipboard: Clipboard
    today: Callable[[], date]
    documents: FilePath
    stage_picture: StagePicture | None = None
    photos: Callable[[FilePath | None], Photos] | None = None
    unsaved: Unsaved | None = None
    author: str = ""
    now: Callable[[], float] = float

    @property
    def theme(self) -> Theme:
        """The theme of now."""
        return self.look()

    @property
    def icons(self) -> Icons:
        """The icons in the theme of now."""
        return self.icon_set(self.look())
