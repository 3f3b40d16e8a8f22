"""The library's list: which files it finds, what it keeps of them, and what of that it believes."""

import json
import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from psoas_desktop.playback.summarising import summary_of
from psoas_desktop.playback.summary import Summary
from psoas_desktop.routine.check import check
from psoas_desktop.routine.problems import Level, Place, Problem
from psoas_desktop.routine.vocabulary import Position
from psoas_desktop.storage.library_files import Origin, Source, describe, find_files, folders_of
from psoas_desktop.storage.library_index import LibraryIndex, looks_like_routine
from psoas_desktop.storage.program_data import read_program_data
from psoas_desktop.storage.resources import root, routines_root
from psoas_desktop.storage.summary_cache import Kept, cache_bytes, read_cache

DATA = read_program_data(root())


def summarise(data):
    return summary_of(check(data, DATA.field_rules, DATA.catalogue), DATA.catalogue, DATA.rules)


class Reader:
    """Reads files and remembers which."""

    def __init__(self):
        self.read = []

    def __call__(self, path):
        self.read.append(path.name)
        return path.read_bytes()


@pytest.fixture
def reader():
    return Reader()


@pytest.fixture
def shelf(tmp_path):
    folder = tmp_path / "shelf"
    folder.mkdir()
    return Source(folder, Origin.OWN)


@pytest.fixture
def index(tmp_path, reader):
    return LibraryIndex(tmp_path / "cache.jsonl", "1", reader, summarise)


def names(sources):
    return [found.path.name for found in find_files(sources)]


def put(source, name, title="Evening"):
    path = source.folder / name
    path.parent.mkdir(exist_ok=True)
    items = [{"type": "rest", "id": "a", "position": "standing"}]
    path.write_text(json.dumps({"format": 1, "id": "e", "title": title, "items": items}))
    return path


def test_files_of_the_folder_and_of_the_folders_in_it(shelf):
    put(shelf, "b.psoas.json")
    put(shelf, "a.json")
    put(shelf, "inner/c.psoas.json")
    (shelf.folder / "inner" / "deeper").mkdir()
    put(Source(shelf.folder / "inner" / "deeper", Origin.OWN), "d.psoas.json")
    (shelf.folder / "note.txt").write_text("no")
    put(shelf, ".hidden.psoas.json")
    (shelf.folder / "folder.psoas.json").mkdir()
    assert names([shelf]) == ["a.json", "b.psoas.json", "c.psoas.json"]


def test_a_folder_that_is_not_there_is_empty(tmp_path):
    assert names([Source(tmp_path / "gone", Origin.FOLDER)]) == []


def test_links_in_a_circle_and_to_the_same_folder_count_once(shelf):
    put(shelf, "a.psoas.json")
    put(shelf, "inner/b.psoas.json")
    (shelf.folder / "round").symlink_to(shelf.folder, target_is_directory=True)
    (shelf.folder / "again").symlink_to(shelf.folder / "inner", target_is_directory=True)
    (shelf.folder / "self.psoas.json").symlink_to("self.psoas.json")
    (shelf.folder / "nowhere.psoas.json").symlink_to("gone")
    assert sorted(names([shelf, shelf, Source(shelf.folder / "inner", Origin.FOLDER)])) == [
        "a.psoas.json",
        "b.psoas.json",
    ]


def test_only_regular_files_count(shelf):
    os.mkfifo(shelf.folder / "pipe.psoas.json")
    assert names([shelf]) == []
    assert describe(shelf.folder / "a\0b", shelf) is None


def test_there_is_an_end_to_the_list(shelf, monkeypatch):
    monkeypatch.setattr("psoas_desktop.storage.library_files.MOST_FILES", 3)
    for number in range(5):
        put(shelf, f"{number}.psoas.json")
    assert len(names([shelf])) == 3


def test_the_folders_to_watch(shelf):
    put(shelf, "inner/b.psoas.json")
    assert folders_of([shelf]) == (shelf.folder, shelf.folder / "inner")


def test_a_file_is_read_once_and_again_when_it_changes(shelf, index, reader):
    path = put(shelf, "a.psoas.json")
    (found,) = find_files([shelf])
    assert index.entry(found).title == "Evening"
    assert index.entry(found).summary.total_ms > 0
    assert reader.read == ["a.psoas.json"]
    put(shelf, "a.psoas.json", "Morning and more")
    changed = describe(path, shelf)
    assert not index.knows(changed)
    assert index.entry(changed).title == "Morning and more"
    assert len(reader.read) == 2


def test_the_next_run_reads_nothing(shelf, index, reader, tmp_path):
    put(shelf, "a.psoas.json")
    put(shelf, "broken.psoas.json").write_text('{"title": "Half", ')
    put(shelf, "other.json").write_text("[]")
    found = find_files([shelf])
    before = [index.entry(one) for one in found]
    index.keep(found)
    later = LibraryIndex(tmp_path / "cache.jsonl", "1", reader, summarise)
    later.load()
    reader.read.clear()
    assert [later.entry(one) for one in found] == before
    assert reader.read == []
    (tmp_path / "cache.jsonl").unlink()
    later.keep(found)
    assert not (tmp_path / "cache.jsonl").exists()  # nothing was new
    assert [entry and entry.title for entry in before] == ["Evening", "Half", None]
    assert [entry and entry.playable for entry in before] == [True, False, None]


def test_another_version_reads_anew(shelf, index, reader, tmp_path):
    put(shelf, "a.psoas.json")
    found = find_files([shelf])
    index.entry(found[0])
    index.keep(found)
    later = LibraryIndex(tmp_path / "cache.jsonl", "2", reader, summarise)
    later.load()
    assert not later.knows(found[0])


def test_files_that_are_gone_leave_the_cache(shelf, index, tmp_path):
    path = put(shelf, "a.psoas.json")
    put(shelf, "b.psoas.json")
    found = find_files([shelf])
    for one in found:
        index.entry(one)
    index.keep(found)
    path.unlink()
    index.keep(find_files([shelf]))
    assert [*read_cache(tmp_path / "cache.jsonl", "1")] == [str(shelf.folder / "b.psoas.json")]


def test_a_file_that_cannot_be_read_says_why_and_is_tried_again(shelf, tmp_path):
    put(shelf, "a.psoas.json")

    def refuse(path):
        raise PermissionError(13, "You are not allowed to do this here.", str(path))

    index = LibraryIndex(tmp_path / "cache.jsonl", "1", refuse, summarise)
    found = find_files([shelf])
    entry = index.entry(found[0])
    assert entry.reason == "You are not allowed to do this here."
    assert entry.title == "a"
    assert not entry.playable
    index.keep(found)
    assert read_cache(tmp_path / "cache.jsonl", "1") == {}


def test_only_what_looks_like_a_routine_is_listed_under_a_plain_name(tmp_path):
    ready = next(routines_root().glob("*.json")).read_bytes()
    assert looks_like_routine(tmp_path / "a.json", ready)
    assert looks_like_routine(tmp_path / "a.psoas.json", b"")
    assert not looks_like_routine(tmp_path / "package.json", b'{"name": "x", "files": []}')
    assert not looks_like_routine(tmp_path / "a.json", b'{"format": 1, "title": "Font"}')


def test_every_ready_made_routine_can_be_played(index):
    entries = [index.entry(one) for one in find_files([Source(routines_root(), Origin.READY_MADE)])]
    assert entries
    assert all(entry.playable for entry in entries)


short = st.text(max_size=8)
texts = st.lists(short, max_size=3).map(tuple)
problems = st.builds(
    Problem,
    short,
    st.lists(short | st.integers(), max_size=3).map(tuple),
    st.dictionaries(short, short | st.integers() | st.booleans() | st.lists(short, max_size=2), max_size=2),
    st.sampled_from(Level),
    st.none() | st.builds(Place, st.integers(1), st.integers(1)),
    at_key=st.booleans(),
)
summaries = st.builds(
    Summary,
    title=short,
    summary=short,
    authors=texts,
    tags=texts,
    total_ms=st.integers(0),
    positions=st.lists(st.sampled_from(Position), max_size=3).map(tuple),
    lies_down=st.booleans(),
    props=texts,
    figure=short,
    added=texts,
    problem=st.none() | problems,
    problems=st.integers(0, 9),
)
kept = st.builds(Kept, st.integers(0), st.integers(), short, st.none() | summaries, short)


@given(st.dictionaries(short, kept, max_size=4))
def test_what_is_kept_comes_back(tmp_path_factory, known):
    file = tmp_path_factory.mktemp("cache") / "cache.jsonl"
    file.write_bytes(cache_bytes(known, "7"))
    assert read_cache(file, "7") == known
    assert read_cache(file, "8") == {}


def test_what_is_torn_or_tampered_with_is_left_out(tmp_path):
    good = {"a": Kept(1, 2, "m", Summary(title="A")), "b": Kept(1, 2, "m", Summary(title="B"))}
    lines = cache_bytes(good, "1").decode().split("\n")
    row = json.loads(lines[1])
    bad = [
        "",
        "{",
        "[]",
        "null",
        lines[1][:-9],
        json.dumps([7, *row[1:]]),
        json.dumps([row[0], "1", *row[2:]]),
        json.dumps([row[0], True, *row[2:]]),
        json.dumps([*row[:5], row[5][:-1]]),
        json.dumps([*row[:5], [None, *row[5][1:]]]),
        json.dumps([*row[:5], ["A", "", "not a list", *row[5][3:]]]),
        "[" * 5000,
    ]
    file = tmp_path / "cache.jsonl"
    file.write_text("\n".join([lines[0], *bad, lines[2]]))
    assert read_cache(file, "1") == {"b": good["b"]}
    file.write_bytes(b"\xff\xfe\0\0")
    assert read_cache(file, "1") == {}
    assert read_cache(tmp_path, "1") == {}
