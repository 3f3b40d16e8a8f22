"""Pictures of the program's screens and of poses, painted without a screen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtGui import QPixmap

from psoas_desktop.app.application import application_without_screen
from psoas_desktop.figures.display_list import DisplayList
from psoas_desktop.playback.player import Player
from psoas_desktop.services.photos import Photos, photo_room
from psoas_desktop.storage.figure_files import figures_of
from psoas_desktop.ui.common import figure_painter
from psoas_desktop.ui.common.figure_view import FigureCache
from psoas_desktop.ui.common.theme import DARK, THEMES, Theme
from psoas_desktop.ui.player.captions import caption_of
from psoas_desktop.ui.player.screen_tour import Stop, stopped_sessions, whole_session
from psoas_desktop.ui.player.window import PlayerWindow
from psoas_desktop.ui.print.storyboard import Screen, save


def save_figure(picture: DisplayList, path: Path, size: tuple[int, int]) -> bool:
    """Saves a pose as PNG; needs no screen to do so.

    Args:
        picture: The pose.
        path: Where to.
        size: In pixels.

    Returns:
        Whether it could be written.
    """
    application_without_screen(DARK)
    return figure_painter.save_png(picture, path, size)


def save_storyboard(
    player: Player, path: Path, size: tuple[int, int], theme: str, folder: Path | None = None
) -> None:
    """Saves every different screen of a routine in one file, as the player shows it.

    Args:
        player: The routine's player.
        path: Ends in ``.png`` for a sheet, or ``.pdf`` for a document with a page for each screen.
        size: Of a screen, in pixels.
        theme: The name of the theme.
        folder: Where the routine's own pictures are; None for nowhere.

    Raises:
        OSError: The file cannot be written.
    """
    chosen = THEMES[theme]
    screens = [
        Screen(picture.toImage(), caption_of(stop.view))
        for stop, picture in _screens(player, QSize(*size), chosen, folder, along_ways=True)
    ]
    path.parent.mkdir(parents=True, exist_ok=True)
    save(path, player.routine.title, screens, chosen)


def save_screens(
    player: Player, folder: Path, size: QSize | tuple[int, int], pictures: Path | None = None
) -> list[Path]:
    """Saves a picture of every different screen of a routine; needs no screen to do so.

    Args:
        player: The routine's player.
        folder: Where to; it is made if it is not there.
        size: Of the pictures, in pixels.
        pictures: Where the routine's own pictures are; None for nowhere.

    Returns:
        The files, in the order of the session.
    """
    wanted = QSize(*size) if isinstance(size, tuple) else size
    saved: list[Path] = []
    folder.mkdir(parents=True, exist_ok=True)
    for stop, picture in _screens(player, wanted, DARK, pictures):
        path = folder / f"{len(saved) + 1:02}-{re.sub(r'[^a-z0-9-]+', '-', stop.name)}.png"
        if not picture.save(str(path)):
            raise OSError(f"{path} cannot be written")
        saved.append(path)
    return saved


def _screens(
    player: Player, size: QSize, theme: Theme, folder: Path | None = None, *, along_ways: bool = False
) -> Iterator[tuple[Stop, QPixmap]]:
    """Walks through a routine and yields each different screen with its picture."""
    application = application_without_screen(theme)
    figures = FigureCache(figures_of(player.routine))
    photos = Photos(folder, photo_room(size))
    seen: set[str] = set()
    opened: set[PlayerWindow] = set()
    played = whole_session(player, theme, figures, photos, along_ways=along_ways)
    for stop in chain(played, stopped_sessions(player, theme, figures, photos)):
        if stop.name in seen:
            continue
        seen.add(stop.name)
        if stop.window not in opened:
            opened.add(stop.window)
            stop.window.resize(size)
            stop.window.show()
        application.processEvents()
        yield stop, stop.window.grab()
    for window in opened:
        window.hide()
        window.deleteLater()
