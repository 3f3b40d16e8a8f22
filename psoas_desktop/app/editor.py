"""The editor: its window with the parts that draw, keep unsaved work and watch the file."""

from __future__ import annotations

import sys
import time
import uuid
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QThreadPool
from PySide6.QtGui import QGuiApplication

from psoas_desktop.app.first_paint import FirstPaint
from psoas_desktop.editing.making import new_routine
from psoas_desktop.storage.program_data import ProgramData
from psoas_desktop.ui.common.icons import Icons, icons_folder
from psoas_desktop.ui.common.theme import Theme
from psoas_desktop.ui.editor.background import Background
from psoas_desktop.ui.editor.file_session import FileSession
from psoas_desktop.ui.editor.parts import EditorParts, Unsaved
from psoas_desktop.ui.editor.window import EditorWindow

if TYPE_CHECKING:
    from PySide6.QtCore import QSize
    from PySide6.QtGui import QPixmap

    from psoas_desktop.app.preview import StagePictures
    from psoas_desktop.editing.document import Document
    from psoas_desktop.services.photos import Photos
    from psoas_desktop.storage.recovery import Kept
    from psoas_desktop.ui.common.figure_view import FigureCache


TURN_S = 0.001
"""So long work beside the GUI's thread may hold up the window."""


class SystemClipboard:
    """The clipboard of the desktop."""

    def text(self) -> str:
        """The text on it."""
        return QGuiApplication.clipboard().text()

    def set_text(self, text: str) -> None:
        """Puts a text on it."""
        QGuiApplication.clipboard().setText(text)


class _Stage:
    """The picture of the stage; what draws it is loaded when one is first wanted."""

    def __init__(self, make: Callable[[], StagePictures]) -> None:
        self._make = make
        self._pictures: StagePictures | None = None

    def __call__(
        self,
        document: Document,
        path: tuple[str | int, ...],
        size: QSize,
        photos: Callable[[], Photos | None],
    ) -> QPixmap | None:
        if self._pictures is None:
            self._pictures = self._make()
        return self._pictures(document, path, size, photos)

    def close(self) -> None:
        """Lets its screen go; another is made when one is wanted again."""
        if self._pictures is not None:
            self._pictures.close()


def editor_parts(  # noqa: PLR0913 - what all windows share, each by its name
    data: ProgramData,
    look: Callable[[], Theme],
    documents: Path,
    unsaved: Unsaved | None = None,
    *,
    author: str = "",
    figures: Callable[[], FigureCache] | None = None,
    stage_look: Callable[[], Theme] | None = None,
) -> EditorParts:
    """What all editor windows share.

    Args:
        data: The catalogue, the schema and the safety rules.
        look: The theme of now.
        documents: Where a new routine is saved unless the person says otherwise.
        unsaved: Keeps unsaved work; None for nowhere.
        author: Who writes new routines; empty for nobody said.
        figures: Drawn poses, where other windows share them.
        stage_look: The theme that a routine would be played in now; None for that of the windows.
    """
    shared = figures or cache(_figures)
    return EditorParts(
        data=data,
        figures=shared,
        look=look,
        icon_set=lambda theme: Icons(icons_folder(), theme),
        clipboard=SystemClipboard(),
        today=lambda: datetime.now(UTC).astimezone().date(),
        documents=documents,
        stage_picture=_Stage(lambda: _stage_pictures(data, shared, stage_look or look)),
        photos=_photos,
        unsaved=unsaved,
        author=author,
        now=time.time,
    )


def open_editor(parts: EditorParts, file: Path | None = None) -> EditorWindow:
    """Builds a window; it is not shown yet.

    Args:
        parts: See ``editor_parts``.
        file: What it opens; None for a new routine.

    Returns:
        The window. What the first sight does without is added after its first paint.
    """
    window, session = _window(parts)
    if file is None:
        title = QCoreApplication.translate("editor", "New routine")
        name = f"routine-{uuid.uuid4().hex[:12]}"
        day = parts.today().isoformat()
        session.begin(new_routine(title, name, day, parts.data.catalogue, parts.author))
    else:
        session.open(file)
    return window


def open_copy(parts: EditorParts, data: bytes) -> EditorWindow:
    """Builds a window with a routine that stays as it is, a ready-made one; a save makes another file."""
    window, session = _window(parts)
    session.open_copy(data)
    return window


def open_unsaved(parts: EditorParts, kept: Kept) -> EditorWindow:
    """Builds a window with unsaved work of a session that was cut off (``storage.recovery.Kept``)."""
    # Under the key that it has: it stays kept until it is saved, or let go.
    window, session = _window(parts, kept.key)
    session.restore(kept.data, kept.path, kept.mark)
    return window


def _window(parts: EditorParts, key: str = "") -> tuple[EditorWindow, FileSession]:
    sys.setswitchinterval(TURN_S)
    background = Background(QThreadPool())
    session = FileSession(parts, key or uuid.uuid4().hex, background)
    window = EditorWindow(parts, session, background)
    if isinstance(parts.stage_picture, _Stage):
        window.closed.connect(parts.stage_picture.close)

    def after_first_paint() -> None:
        window.complete()
        _watch(session)

    FirstPaint(window, after_first_paint)
    return window, session


def _watch(session: FileSession) -> None:
    from psoas_desktop.services.folder_watch import FolderWatch

    watch = FolderWatch(session)

    def follow(path: Path | None) -> None:
        watch.watch([] if path is None else [path], [])

    watch.file_changed.connect(lambda _: session.look())
    session.moved.connect(follow)
    session.wrote.connect(watch.accept)
    follow(session.path)


def _photos(folder: Path | None) -> Photos:
    """The own photos of a routine, as large as the inspector shows them."""
    from PySide6.QtCore import QSize

    from psoas_desktop.services.photos import Photos

    return Photos(folder, QSize(800, 600), QThreadPool.globalInstance())


def _figures() -> FigureCache:
    from psoas_desktop.storage.figure_files import figure_library
    from psoas_desktop.ui.common.figure_view import FigureCache

    return FigureCache(figure_library())


def _stage_pictures(
    data: ProgramData, figures: Callable[[], FigureCache], look: Callable[[], Theme]
) -> StagePictures:
    from psoas_desktop.app.preview import StagePictures

    return StagePictures(data, figures, look)
