"""The library's list: which routines there are, and what a person wants to know of each."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from pathlib import Path

from psoas_desktop.playback.summary import Summary
from psoas_desktop.routine.values import dataclass
from psoas_desktop.storage.atomic_file import write_atomic
from psoas_desktop.storage.library_files import ENDING, Found, Origin
from psoas_desktop.storage.summary_cache import Kept, cache_bytes, read_cache

_HEAD = 64 * 1024
"""Bytes at the start in which a routine says what it is."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A routine of the library.

    Attributes:
        mark: The sha256 of its bytes, in hex; empty where they could not be read.
        summary: What is known of it; empty where it could not be read.
        reason: Why it could not be read; empty where it could.
    """

    found: Found
    mark: str
    summary: Summary
    reason: str = ""

    @property
    def path(self) -> Path:
        """Where it lies."""
        return self.found.path

    @property
    def origin(self) -> Origin:
        """Whose it is."""
        return self.found.source.origin

    @property
    def title(self) -> str:
        """What it is called: as it says itself, else the name of its file."""
        return self.summary.title or self.path.name.removesuffix(".json").removesuffix(".psoas")

    @property
    def playable(self) -> bool:
        """Whether it can be played."""
        return not self.reason and self.summary.playable


class LibraryIndex:
    """Knows files by path, size and time of change; the others are read when they are asked for."""

    def __init__(
        self, cache: Path, version: str, read: Callable[[Path], bytes], summarise: Callable[[bytes], Summary]
    ) -> None:
        """Takes its collaborators.

        Args:
            cache: The file in which summaries are kept between two runs.
            version: Of program and catalogue; summaries of another version are made anew.
            read: Returns the bytes of a file; raises OSError with a reason that a person understands.
            summarise: Sums the bytes of a file up; raises nothing.
        """
        self._cache, self._version = cache, version
        self._read, self._summarise = read, summarise
        self._kept: dict[str, Kept] = {}
        self._changed = False

    def load(self) -> None:
        """Takes up what was kept by an earlier run; what is broken of it is left out."""
        self._kept = read_cache(self._cache, self._version)
        self._changed = False

    def knows(self, found: Found) -> bool:
        """Whether a file need not be read."""
        return self._known(found) is not None

    def entry(self, found: Found) -> Entry | None:
        """What the library shows of a file, which is read if it is not known.

        Returns:
            The entry, with its reason where it cannot be read or played; None for a file that is no routine.
        """
        kept = self._known(found)
        if kept is None:
            kept = self._look(found)
            self._kept[str(found.path)] = kept
            self._changed = True
        if kept.summary is None:
            return None
        return Entry(found, kept.mark, kept.summary, kept.reason)

    def keep(self, found: Iterable[Found]) -> None:
        """Keeps what is known of these files for the next run, and forgets the others.

        Raises:
            OSError: It could not be written; the next run reads the files again.
        """
        names = [str(one.path) for one in found]
        kept = {name: self._kept[name] for name in names if name in self._kept}
        if not self._changed and len(kept) == len(self._kept):
            return
        self._kept, self._changed = kept, False
        self._cache.parent.mkdir(parents=True, exist_ok=True)
        # A file that could not be read may be readable next time.
        readable = {name: one for name, one in kept.items() if not one.reason}
        write_atomic(self._cache, cache_bytes(readable, self._version), private=True)

    def _known(self, found: Found) -> Kept | None:
        kept = self._kept.get(str(found.path))
        if kept is None or (kept.size, kept.mtime_ns) != (found.size, found.mtime_ns):
            return None
        return kept

    def _look(self, found: Found) -> Kept:
        try:
            data = self._read(found.path)
        except OSError as error:
            reason = error.strerror or type(error).__name__
            return Kept(found.size, found.mtime_ns, "", Summary(), reason)
        summary = self._summarise(data) if looks_like_routine(found.path, data) else None
        return Kept(found.size, found.mtime_ns, hashlib.sha256(data).hexdigest(), summary)


def looks_like_routine(path: Path, data: bytes) -> bool:
    """Whether a file is one of ours: by its name, else by what it says at its start."""
    if path.name.endswith(ENDING):
        return True
    head = data[:_HEAD]
    says = b"urn:psoas-desktop" in head or (b'"format"' in head and b'"title"' in head)
    return says and b'"items"' in data
