"""What can come of opening, reading and saving the file of a window."""

from __future__ import annotations

from enum import Enum
from typing import Protocol

from psoas_desktop.routine.values import dataclass


class Outcome(Enum):
    """What came of a save."""

    SAVED = "saved"
    NEEDS_A_NAME = "needs-a-name"
    CHANGED = "changed"
    """Another program has saved the file since; nothing was written."""
    GONE = "gone"
    """The file is not there any more; nothing was written."""
    UNSOUND = "unsound"
    """The text that is shown was changed and is not written right; nothing was written."""
    FAILED = "failed"


class Reloaded(Enum):
    """What came of taking what a file holds."""

    DONE = "done"
    WRONG = "wrong"
    """It is not written right; nothing was taken."""
    UNSOUND = "unsound"
    """The text that is shown was changed and is not written right; nothing was taken."""
    FAILED = "failed"


class Deed(Enum):
    """What was done when something went wrong."""

    OPEN = "open"
    READ = "read"
    """The file of what is open was read again."""
    SAVE = "save"
    KEEP = "keep"
    """A copy of unsaved work was kept."""


@dataclass(frozen=True, slots=True)
class Failure:
    """Something that a disk refused.

    Attributes:
        deed: What was done.
        name: The name of the file; empty where it has none.
        why: A sentence; empty where nobody expected it.
    """

    deed: Deed
    name: str
    why: str


class Text(Protocol):
    """The text of a file, being changed or mended by hand (``SourceView``)."""

    @property
    def modified(self) -> bool:
        """Whether it was changed since it was opened or saved."""

    def data(self) -> bytes:
        """What a save writes."""

    def saved(self, data: bytes) -> None:
        """Takes note that a file holds these bytes now."""

    def take_over(self) -> bool:
        """Puts a text that is right in the place of the routine; says whether no change is left over."""

    def drop(self) -> None:
        """Shows the routine as it is in the place of what was changed in the text."""
