"""What the library's window is given: it finds none of its collaborators itself."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from psoas_desktop.routine.values import dataclass
from psoas_desktop.ui.common.theme import Theme

if TYPE_CHECKING:
    from psoas_desktop.services.file_advice import FileAdvice
    from psoas_desktop.services.folder_watch import FolderWatch
    from psoas_desktop.services.library_listing import LibraryListing
    from psoas_desktop.storage.bin import Binned
    from psoas_desktop.ui.library.card_pictures import CardPictures


class Known(Protocol):
    """Which strangers' routines were accepted before (``storage.known_routines.KnownRoutines``)."""

    def knows(self, mark: str) -> bool:
        """Whether a routine with just these bytes was."""

    def remember(self, mark: str) -> object:
        """Takes one up; raises OSError where that is not kept."""


class Removed(Protocol):
    """Where deleted routines go (``storage.bin.Bin``)."""

    def put(self, path: Path) -> Binned:
        """Moves a file there; raises OSError."""

    def restore(self, binned: Binned) -> Path:
        """Moves it back; raises OSError."""


@dataclass(frozen=True)
class LibraryParts:
    """The collaborators of the library's window.

    Attributes:
        look: The theme of now: widgets repaint on ``StyleChange``.
        pictures: Draws the pictures of cards.
        listing: Makes what lists the library; called after the first paint.
        advice: Makes what looks a file through by the rules of advice; called for the first page. None for no
            advice.
        watch: Makes what tells of changed folders; called after the first list. None for no watching.
        ready_made: The folder that came with the program.
        own: The folder of the person's own routines; it need not exist.
        known: Which strangers' routines were accepted.
        removed: Where deleted routines go.
        new_id: Makes the name by which programs know a copy.
        received: Unpacks a routine zipped with its pictures; its file. Raises OSError and BundleError.
        show_in_folder: Shows a file in the file manager; False where it cannot.
    """

    look: Callable[[], Theme]
    pictures: CardPictures
    listing: Callable[[], LibraryListing]
    ready_made: Path
    own: Path
    known: Callable[[], Known]
    removed: Callable[[], Removed]
    new_id: Callable[[], str]
    received: Callable[[Path], Path]
    show_in_folder: Callable[[Path], bool]
    watch: Callable[[], FolderWatch] | None = None
    advice: Callable[[], FileAdvice] | None = None
