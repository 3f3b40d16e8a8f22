"""The library: its window with the parts that list, draw and watch."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from psoas_desktop.storage.program_folders import root, routines_root
from psoas_desktop.ui.library.card_pictures import CardPictures
from psoas_desktop.ui.library.parts import LibraryParts
from psoas_desktop.ui.library.window import LibraryWindow

if TYPE_CHECKING:
    from psoas_desktop.advice.remarks import Remark
    from psoas_desktop.figures.library import FigureLibrary
    from psoas_desktop.services.file_advice import FileAdvice
    from psoas_desktop.services.folder_watch import FolderWatch
    from psoas_desktop.services.library_listing import LibraryListing
    from psoas_desktop.storage.bin import Bin
    from psoas_desktop.storage.known_routines import KnownRoutines
    from psoas_desktop.storage.library_index import LibraryIndex
    from psoas_desktop.storage.user_paths import UserPaths
    from psoas_desktop.ui.common.theme import Theme

TURN_S = 0.0005
"""A thread that reads files leaves the interpreter to the window after so long; a tenth of what is usual."""

SUMMARIES, KNOWN, BIN, RECEIVED = "summaries.jsonl", "known-routines.txt", "bin", "received"
"""Below the cache, the state and, the last two, the data of a person."""


def open_library(
    paths: UserPaths,
    own: Path,
    look: Callable[[], Theme],
    folders: Iterable[Path] = (),
    recent: Iterable[Path] = (),
) -> LibraryWindow:
    """Builds the library's window; it is not shown yet.

    Args:
        paths: Where a person's files lie.
        own: The folder of their own routines; it need not exist.
        look: The theme of now.
        folders: Other folders with routines.
        recent: Routines that were opened last.

    Returns:
        The window. It lists the library after its first paint, and sends what is asked for.
    """
    window = LibraryWindow(
        LibraryParts(
            look=look,
            pictures=CardPictures(_figures),
            listing=lambda: _listing(paths.cache / SUMMARIES),
            ready_made=routines_root(),
            own=own,
            known=lambda: _known(paths.state / KNOWN),
            removed=lambda: _bin(paths.data / BIN),
            received=lambda file: _received(paths.data / RECEIVED, file),
            new_id=lambda: f"routine-{os.urandom(6).hex()}",
            show_in_folder=_show_in_folder,
            watch=_watch,
            advice=_advice,
        )
    )
    window.set_folders(folders)
    window.set_recent(recent)
    return window


def _figures() -> FigureLibrary:
    from psoas_desktop.storage.figure_files import figure_library

    return figure_library()


def _listing(cache: Path) -> LibraryListing:
    from psoas_desktop.services.library_listing import LibraryListing

    sys.setswitchinterval(TURN_S)
    return LibraryListing(lambda: library_index(cache))


def library_index(cache: Path) -> LibraryIndex:
    """The index of the library with the program's own kinds, banners and rules.

    Args:
        cache: Where summaries are kept between two runs.
    """
    from psoas_desktop import __version__
    from psoas_desktop.playback.summary import Summary
    from psoas_desktop.storage.library_index import LibraryIndex
    from psoas_desktop.storage.program_data import read_program_data
    from psoas_desktop.storage.routine_files import read_stored

    data = read_program_data(root())

    def summarise(content: bytes) -> Summary:
        # What every file is known of already is not read, and this is not loaded.
        from psoas_desktop.playback.summarising import summary_of
        from psoas_desktop.routine.check import check

        checked = check(content, data.field_rules, data.catalogue)
        return summary_of(checked, data.catalogue, data.rules)

    version = f"{__version__} {data.catalogue.version}"
    return LibraryIndex(cache, version, lambda path: read_stored(path).data, summarise)


def _known(file: Path) -> KnownRoutines:
    from psoas_desktop.storage.known_routines import KnownRoutines

    return KnownRoutines(file)


def _bin(folder: Path) -> Bin:
    from psoas_desktop.storage.bin import Bin

    return Bin(folder)


def _received(folder: Path, file: Path) -> Path:
    from psoas_desktop.storage.received import received

    return received(folder, file)


def _show_in_folder(path: Path) -> bool:
    from psoas_desktop.services.show_in_folder import show_in_folder

    return show_in_folder(path)


def _advice() -> FileAdvice:
    from psoas_desktop.services.file_advice import FileAdvice

    return FileAdvice(_look_through)


def _look_through(path: Path) -> tuple[Remark, ...]:
    """The grave advice on a file; nothing for a file that cannot be read or played."""
    from psoas_desktop.advice.remarks import grave_remarks
    from psoas_desktop.routine.check import check
    from psoas_desktop.storage.program_data import read_program_data
    from psoas_desktop.storage.routine_files import read_stored

    data = read_program_data(root())
    try:
        checked = check(read_stored(path).data, data.field_rules, data.catalogue)
    except OSError:
        return ()
    if checked.draft is None or checked.routine is None:
        return ()
    return grave_remarks(checked.draft, checked.routine, data.catalogue, data.rules, data.rulebook)


def _watch() -> FolderWatch:
    from psoas_desktop.services.folder_watch import FolderWatch

    return FolderWatch()
