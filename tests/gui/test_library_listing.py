"""The library's list, made in a thread."""

from __future__ import annotations

import json
import threading

import pytest

from psoas_desktop.playback.summary import Summary
from psoas_desktop.services.library_listing import LibraryListing
from psoas_desktop.storage.library_files import Origin, Source
from psoas_desktop.storage.library_index import LibraryIndex


@pytest.fixture
def shelf(tmp_path):
    folder = tmp_path / "shelf"
    folder.mkdir()
    for name in ("a", "b", "c"):
        (folder / f"{name}.psoas.json").write_text(json.dumps({"title": name.upper()}))
    return Source(folder, Origin.OWN)


class Makers:
    """Makes an index whose reading can be held up."""

    def __init__(self, cache):
        self.cache, self.threads, self.may_read = cache, [], threading.Event()
        self.may_read.set()

    def __call__(self):
        self.threads.append(threading.current_thread().name)

        def read(path):
            assert self.may_read.wait(10)
            return path.read_bytes()

        return LibraryIndex(self.cache, "1", read, lambda data: Summary(title=json.loads(data)["title"]))


@pytest.fixture
def makers(tmp_path):
    return Makers(tmp_path / "cache" / "summaries.jsonl")


@pytest.fixture
def listing(makers, qapp):
    made = LibraryListing(makers)
    yield made
    makers.may_read.set()
    made.close()


def titles(rows):
    return sorted(row.entry.title for row in rows)


def test_what_has_to_be_read_comes_after_what_is_known(qtbot, listing, shelf, makers):
    told = []
    listing.listed.connect(lambda rows, left: told.append((titles(rows), left)))
    listing.more.connect(lambda rows: told.append(titles(rows)))
    with qtbot.waitSignal(listing.finished):
        listing.ask([shelf])
    assert told[0] == ([], 3)
    assert sorted(name for batch in told[1:] for name in batch) == ["A", "B", "C"]
    assert makers.threads == ["library-listing"]
    (shelf.folder / "d.psoas.json").write_text('{"title": "D"}')
    told.clear()
    with qtbot.waitSignal(listing.finished):
        listing.ask([shelf])
    assert told == [(["A", "B", "C"], 1), ["D"]]


def test_the_next_program_reads_nothing(qtbot, listing, shelf, makers):
    with qtbot.waitSignal(listing.finished):
        listing.ask([shelf])
    listing.close()
    makers.may_read.clear()
    later = LibraryListing(makers)
    with qtbot.waitSignal(later.listed) as listed:
        later.ask([shelf])
    assert titles(listed.args[0]) == ["A", "B", "C"]
    assert listed.args[1] == 0
    later.close()


def test_a_list_that_is_not_wanted_any_more_is_not_given(qtbot, listing, shelf, makers, tmp_path):
    makers.may_read.clear()
    with qtbot.waitSignal(listing.listed):
        listing.ask([shelf])
    given = []
    listing.more.connect(given.append)
    listing.ask([Source(tmp_path / "empty", Origin.OWN)])
    with qtbot.waitSignal(listing.finished):
        makers.may_read.set()
    assert given == []


def test_closing_in_the_middle_ends_the_thread(qtbot, listing, shelf, makers):
    makers.may_read.clear()
    with qtbot.waitSignal(listing.listed):
        listing.ask([shelf])
    threading.Timer(0.01, makers.may_read.set).start()
    listing.close()
    assert not any(thread.name == "library-listing" for thread in threading.enumerate())


def test_a_cache_that_cannot_be_kept_is_no_trouble(qtbot, shelf, makers, tmp_path):
    (tmp_path / "cache").write_text("in the way")
    listing = LibraryListing(makers)
    with qtbot.waitSignal(listing.finished):
        listing.ask([shelf])
    listing.close()


def test_one_file_can_be_looked_at_wherever_it_lies(qtbot, listing, shelf, tmp_path):
    for path, title in ((shelf.folder / "a.psoas.json", "A"), (tmp_path / "gone.psoas.json", None)):
        with qtbot.waitSignal(listing.looked) as looked:
            listing.look_at(path)
        assert (looked.args[0] and looked.args[0].entry.title) == title
    (tmp_path / "package.json").write_text("{}")
    with qtbot.waitSignal(listing.looked) as looked:
        listing.look_at(tmp_path / "package.json")
    assert looked.args[0].entry.reason == "This file is no routine."
