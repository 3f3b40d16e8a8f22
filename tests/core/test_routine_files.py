"""A routine file is read as it is, and nobody's work is written over unseen."""

import errno
import fcntl
import hashlib
import os
import subprocess
import sys

import pytest

from psoas_desktop.routine.codec import MAX_FILE
from psoas_desktop.storage.atomic_file import Disk
from psoas_desktop.storage.routine_files import ChangedOnDiskError, mark_of, read_stored, save_stored

OLD, NEW, OTHER = b'{"title": "old"}', b'{"title": "new"}', b'{"title": "from elsewhere"}'


@pytest.fixture
def file(tmp_path):
    file = tmp_path / "Rest.psoas.json"
    file.write_bytes(OLD)
    return file


def replaced(path, data):
    """What another program does that saves by renaming."""
    beside = path.with_name("beside")
    beside.write_bytes(data)
    beside.replace(path)


def test_reading(file):
    stored = read_stored(file)

    assert (stored.path, stored.data) == (file, OLD)
    assert stored.mark == mark_of(OLD) == hashlib.sha256(OLD).hexdigest()


def test_a_link_is_followed(file):
    link = file.with_name("link")
    link.symlink_to(file)

    assert read_stored(link).data == OLD


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("none", "not there"),
        ("none/file", "not there"),
        ("Rest.psoas.json/file", "not there"),
        ("folder", "folder and not a file"),
        ("pipe", "not an ordinary file"),
        ("circle", "in a circle"),
        ("nul\0", "No file can have this name"),
        ("half\ud800", "No file can have this name"),
        ("x" * 300, "too long"),
        ("/dev/zero", "not an ordinary file"),
        ("huge", "too large"),
    ],
)
def test_what_cannot_be_read_is_refused_in_words(file, name, words):
    (file.parent / "folder").mkdir()
    os.mkfifo(file.parent / "pipe")
    (file.parent / "circle").symlink_to("circle")
    with (file.parent / "huge").open("wb") as huge:
        huge.truncate(MAX_FILE + 1)

    with pytest.raises(OSError, match=words) as caught:
        read_stored(file.parent / name)

    assert caught.value.filename == str(file.parent / name)


def test_a_file_that_is_not_there_has_its_own_class(tmp_path):
    with pytest.raises(FileNotFoundError):
        read_stored(tmp_path / "none")


def test_saving_again_and_again(file):
    mark = mark_of(OLD)
    for data in (NEW, OTHER, NEW):
        stored = save_stored(file, data, mark)
        assert (stored.path, stored.data, file.read_bytes()) == (file, data, data)
        mark = stored.mark


def test_a_new_file_makes_its_folder(tmp_path):
    path = tmp_path / "Documents" / "Psoas routines" / "Rest.psoas.json"

    assert save_stored(path, NEW, None).mark == mark_of(NEW)
    assert path.read_bytes() == NEW


def test_what_another_program_saved_is_not_written_over(file):
    replaced(file, OTHER)

    with pytest.raises(ChangedOnDiskError) as caught:
        save_stored(file, NEW, mark_of(OLD))

    assert caught.value.path == file
    assert caught.value.now == read_stored(file)
    assert file.read_bytes() == OTHER


def test_a_file_that_has_gone_is_not_made_again_unasked(file):
    file.unlink()

    with pytest.raises(ChangedOnDiskError) as caught:
        save_stored(file, NEW, mark_of(OLD))

    assert caught.value.now is None
    assert not file.exists()


def test_a_new_file_takes_no_place_that_is_taken(file):
    with pytest.raises(ChangedOnDiskError) as caught:
        save_stored(file, NEW, None)

    assert caught.value.now.data == OLD
    assert file.read_bytes() == OLD


def test_over_replaces_whatever_is_there_and_makes_what_has_gone(file):
    replaced(file, OTHER)
    assert save_stored(file, NEW, mark_of(OLD), over=True).mark == mark_of(NEW)
    assert save_stored(file, OTHER, None, over=True).data == file.read_bytes() == OTHER

    file.unlink()
    file.parent.rename(file.parent.with_name("moved"))
    save_stored(file, NEW, mark_of(OLD), over=True)
    assert file.read_bytes() == NEW


@pytest.mark.parametrize("gone", [False, True])
def test_a_file_that_changes_while_it_is_written_is_noticed(file, gone):
    def meanwhile(number):
        os.fsync(number)
        if gone:
            file.unlink(missing_ok=True)
        else:
            replaced(file, OTHER)

    with pytest.raises(ChangedOnDiskError):
        save_stored(file, NEW, mark_of(OLD), disk=Disk(fsync=meanwhile))

    assert [path.read_bytes() for path in file.parent.iterdir()] == ([] if gone else [OTHER])


@pytest.mark.parametrize("link", [os.link, None], ids=["links", "no links"])
def test_a_new_file_that_comes_at_the_last_moment_is_noticed(tmp_path, link):
    file = tmp_path / "new"

    def late(temporary, target):
        target.write_bytes(OTHER)
        if link is None:
            raise OSError(errno.EPERM, "")
        link(temporary, target)

    with pytest.raises(ChangedOnDiskError) as caught:
        save_stored(file, NEW, None, disk=Disk(link=late))

    assert caught.value.now.data == OTHER
    assert [*tmp_path.iterdir()] == [file]


def test_the_same_bytes_are_no_conflict(file):
    """Such as after a save whose folder would not be forced to the disk."""
    replaced(file, NEW)

    assert save_stored(file, NEW, mark_of(OLD)).mark == mark_of(NEW)
    assert save_stored(file, NEW, None).mark == mark_of(NEW)


def test_a_link_stays_a_link(file):
    link = file.with_name("link")
    link.symlink_to(file.name)

    save_stored(link, NEW, mark_of(OLD))

    assert link.is_symlink()
    assert file.read_bytes() == NEW


def test_a_fault_of_the_disk_keeps_the_old_file(file):
    def full(number, rest):
        raise OSError(errno.ENOSPC, "")

    with pytest.raises(OSError, match="full"):
        save_stored(file, NEW, mark_of(OLD), disk=Disk(write=full))

    assert file.read_bytes() == OLD
    assert [*file.parent.iterdir()] == [file]


def test_a_folder_in_which_another_program_saves_is_not_waited_for(file):
    folder = os.open(file.parent, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        with pytest.raises(BlockingIOError, match="Try again"):
            save_stored(file, NEW, mark_of(OLD))
    finally:
        os.close(folder)

    assert save_stored(file, NEW, mark_of(OLD)).data == NEW


RIVAL = """
import sys
from pathlib import Path
from psoas_desktop.storage.routine_files import ChangedOnDiskError, read_stored, save_stored
path, name, won = Path(sys.argv[1]), sys.argv[2].encode(), 0
sys.stdin.readline()
while won < 40:
    seen = read_stored(path)
    try:
        save_stored(path, seen.data + name, seen.mark)
    except (ChangedOnDiskError, BlockingIOError):
        continue
    won += 1
"""


def test_of_two_programs_that_save_at_once_neither_loses_a_word(file):
    file.write_bytes(b"")
    rivals = [
        subprocess.Popen([sys.executable, "-c", RIVAL, file, name], stdin=subprocess.PIPE) for name in "ab"
    ]
    for rival in rivals:
        rival.stdin.write(b"go\n")
        rival.stdin.flush()
    for rival in rivals:
        rival.communicate(timeout=60)

    assert [rival.returncode for rival in rivals] == [0, 0]
    assert sorted(file.read_bytes()) == sorted(b"a" * 40 + b"b" * 40)
    assert [*file.parent.iterdir()] == [file]
