"""How long a library of 2,000 files takes to list once it has been indexed, and to search."""

from __future__ import annotations

import json
import statistics
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QEventLoop

from psoas_desktop.app.library import library_index
from psoas_desktop.services.library_listing import LibraryListing, Row
from psoas_desktop.storage.library_files import Origin, Source, find_files
from psoas_desktop.storage.library_search import Facts, select, understand
from psoas_desktop.storage.resources import routines_root
from tests.bench.counted import Count

FILES, RUNS = 2_000, 9
TARGET_MS = 300.0
FRAME_MS = 16.0
SEARCHES = ("no lying down", "under 15 min", "chair", "rest", "no l", "evening 12")


@contextmanager
def library() -> Iterator[tuple[Source, Path]]:
    """A folder of routines like the ready-made ones, indexed once; and its cache."""
    ready = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(routines_root().glob("*.json"))]
    with tempfile.TemporaryDirectory() as folder:
        source, cache = Source(Path(folder) / "own", Origin.OWN), Path(folder) / "cache" / "summaries.jsonl"
        source.folder.mkdir()
        for number in range(FILES):
            like = {**ready[number % len(ready)], "id": f"r-{number}", "title": f"Evening {number}"}
            text = json.dumps(like, indent=2)
            (source.folder / f"r{number}.psoas.json").write_text(text, encoding="utf-8")
        index = library_index(cache)
        found = find_files([source])
        for one in found:
            index.entry(one)
        index.keep(found)
        yield source, cache


def listed(source: Source, cache: Path) -> tuple[float, tuple[Row, ...]]:
    """A new program's list, in milliseconds from the question to the answer; and its rows."""
    loop, answer = QEventLoop(), list[tuple[Row, ...]]()
    listing = LibraryListing(lambda: library_index(cache))
    listing.listed.connect(lambda rows, _: (answer.append(rows), loop.quit()))
    begin = time.perf_counter()
    listing.ask([source])
    loop.exec()
    took = (time.perf_counter() - begin) * 1000
    listing.close()
    return took, answer[0]


def _searched(facts: Sequence[Facts], text: str) -> float:
    begin = time.perf_counter()
    select(facts, understand(text))
    return (time.perf_counter() - begin) * 1000


def counts() -> list[Count]:
    """The list, and the slowest of some searches."""
    with library() as (source, cache):
        runs = [listed(source, cache) for _ in range(RUNS)]
    facts = [row.facts for row in runs[-1][1]]
    for one in facts:
        one.make_ready()
    slowest = max(statistics.median(_searched(facts, text) for _ in range(RUNS)) for text in SEARCHES)
    took = sorted(took for took, _ in runs)
    note = f"median of {RUNS}, {took[0]:.0f} to {took[-1]:.0f}"
    return [
        Count(
            f"list of {FILES:,} files after first indexing", statistics.median(took), "ms", TARGET_MS, note
        ),
        Count(f"search among {FILES:,} files", slowest, "ms", FRAME_MS, "the slowest of a few"),
    ]
