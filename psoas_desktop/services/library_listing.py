"""Lists the library in a thread: what is known at once, then what has to be read, a few files at a time."""

from __future__ import annotations

import logging
import queue
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal

from psoas_desktop.playback.summary import Summary
from psoas_desktop.routine.translation import QT_TRANSLATE_NOOP
from psoas_desktop.storage.library_files import Found, Origin, Source, describe, find_files
from psoas_desktop.storage.library_index import Entry, LibraryIndex
from psoas_desktop.storage.library_search import Facts

FIRST_BATCH_S, LAST_BATCH_S = 0.12, 1.0
"""New entries are handed over in batches, the first soon, the later ones larger: each is laid out anew."""

REST_S = 0.001
"""Between two files that had to be read: the window comes first."""

NO_ROUTINE = QT_TRANSLATE_NOOP("Disk", "This file is no routine.")

_log = logging.getLogger(__name__)


class Row(NamedTuple):
    """An entry with what a search looks at."""

    entry: Entry
    facts: Facts


class LibraryListing(QObject):
    """Answers in the thread of its owner. Only the latest list that was asked for is given."""

    listed = Signal(object, int)
    """All that is known at once, a tuple of rows; how many files are still to be read."""
    more = Signal(object)
    """Rows that have been read since."""
    finished = Signal()
    """The list is whole."""
    looked = Signal(object)
    """The row of the file that ``look_at`` was asked for; None where it is no file."""

    _news = Signal(int, object)

    def __init__(self, make_index: Callable[[], LibraryIndex], parent: QObject | None = None) -> None:
        """Takes what makes the index; it is called in the thread, where it holds up nobody."""
        super().__init__(parent)
        self._make_index = make_index
        self._jobs: queue.SimpleQueue[tuple[int, tuple[Source, ...]] | Path | None] = queue.SimpleQueue()
        self._asked = self._done = 0
        self._thread: threading.Thread | None = None
        self._news.connect(self._tell)

    def ask(self, sources: Iterable[Source]) -> None:
        """Lists folders; a list that is still being made is given up."""
        self._asked += 1
        self._put((self._asked, tuple(sources)))

    def look_at(self, path: Path) -> None:
        """Sums one file up, wherever it lies."""
        self._put(path)

    @property
    def busy(self) -> bool:
        """Whether a list is still being made."""
        return self._done != self._asked

    def close(self) -> None:
        """Gives up what is being done, and waits for its end: at most as long as one file takes."""
        self._asked += 1
        if self._thread is not None:
            self._jobs.put(None)
            self._thread.join()
            self._thread = None

    def _put(self, job: tuple[int, tuple[Source, ...]] | Path) -> None:
        self._jobs.put(job)
        if self._thread is None:
            self._thread = threading.Thread(target=self._work, name="library-listing", daemon=True)
            self._thread.start()

    def _work(self) -> None:
        index: LibraryIndex | None = None
        while (job := self._jobs.get()) is not None:
            if index is None:
                index = self._make_index()
                index.load()
            if isinstance(job, Path):
                self._news.emit(0, _looked_at(index, job))
            else:
                self._make_list(index, *job)

    def _make_list(self, index: LibraryIndex, number: int, sources: tuple[Source, ...]) -> None:
        found = find_files(sources)
        known = [one for one in found if index.knows(one)]
        unknown = [one for one in found if not index.knows(one)]
        if number != self._asked:
            return
        rows = tuple(_rows(index, known))
        self._news.emit(number, (rows, len(unknown)))
        for row in rows:
            row.facts.make_ready()
        if not self._read(index, number, unknown):
            return
        self._news.emit(number, None)
        try:
            index.keep(found)
        except OSError as error:
            _log.debug("summaries are not kept: %s", error.strerror)

    def _read(self, index: LibraryIndex, number: int, unknown: list[Found]) -> bool:
        """Reads files; whether that was still wanted at the end."""
        batch: list[Row] = []
        since, wait = time.monotonic(), FIRST_BATCH_S
        for one in unknown:
            if number != self._asked:
                return False
            batch += _rows(index, [one])
            time.sleep(REST_S)
            if time.monotonic() - since >= wait:
                self._news.emit(number, tuple(batch))
                batch, since, wait = [], time.monotonic(), min(LAST_BATCH_S, 1.5 * wait)
        if batch:
            self._news.emit(number, tuple(batch))
        return number == self._asked

    def _tell(self, number: int, news: object) -> None:
        if not number:
            self.looked.emit(news)
            return
        if number != self._asked:
            return
        if news is None:
            self._done = number
            self.finished.emit()
        elif isinstance(news, tuple) and len(news) == 2 and isinstance(news[1], int):
            self.listed.emit(*news)
        else:
            self.more.emit(news)


def _looked_at(index: LibraryIndex, path: Path) -> Row | None:
    """A file that a person named is shown whatever it looks like."""
    found = describe(path, Source(path.parent, Origin.FOLDER))
    if found is None:
        return None
    entry = index.entry(found) or Entry(found, "", Summary(), NO_ROUTINE)
    return Row(entry, Facts(entry.summary, entry.title))


def _rows(index: LibraryIndex, found: Iterable[Found]) -> Iterator[Row]:
    for one in found:
        entry = index.entry(one)
        if entry is not None:
            yield Row(entry, Facts(entry.summary, entry.title))
