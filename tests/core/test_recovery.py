"""Unsaved work outlives a crash, and cannot make the program crash at every start."""

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from psoas_desktop.routine.codec import MAX_FILE
from psoas_desktop.storage.atomic_file import Disk
from psoas_desktop.storage.recovery import MAX_ASIDE, Kept, Recovery
from psoas_desktop.storage.routine_files import ChangedOnDiskError, mark_of, save_stored

ABOUT = {"path": Path("/home/ada/Rest.psoas.json"), "title": "Rest", "when": 1000.5, "mark": "abc"}


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "state" / "unsaved"


@pytest.fixture
def recovery(folder):
    return Recovery(folder)


def test_nothing_is_left_over_at_a_first_start(recovery, folder):
    assert recovery.left_over() == recovery.put_aside() == ()
    assert not folder.exists()


def test_a_copy_is_found_by_the_next_start(recovery, folder):
    recovery.keep("one", b"work", ABOUT)

    assert Recovery(folder).left_over() == (Kept("one", b"work", ABOUT["path"], "Rest", 1000.5, "abc"),)


def test_a_document_that_was_never_saved_has_no_file(recovery):
    recovery.keep("new", b"work", {"path": None, "mark": None})

    assert recovery.left_over() == (Kept("new", b"work", None, "", 0.0, None),)


@given(
    key=st.text(max_size=80),
    data=st.binary(max_size=300),
    title=st.text(alphabet=st.characters(), max_size=100),
    path=st.none() | st.text(alphabet=st.characters(), max_size=60).map(lambda text: Path("/", text)),
    when=st.floats(0, 1e11),
    mark=st.none() | st.text(max_size=70),
)
def test_any_copy_is_read_as_it_was_kept(tmp_path_factory, key, data, title, path, when, mark):
    recovery = Recovery(tmp_path_factory.mktemp("any"))

    recovery.keep(key, b"before", {})
    recovery.keep(key, data, {"path": path, "title": title, "when": when, "mark": mark})

    assert recovery.left_over() == (Kept(key, data, path, title, when, mark),)


def test_the_latest_comes_first(recovery):
    for key, when in (("a", 2), ("b", 3), ("c", 1)):
        recovery.keep(key, b"", {"when": when})

    assert [kept.key for kept in recovery.left_over()] == ["b", "a", "c"]


def test_what_was_saved_or_given_up_is_not_offered(recovery):
    recovery.keep("one", b"work", ABOUT)
    recovery.keep("two", b"work", ABOUT)
    recovery.drop("one")
    recovery.drop("one")

    assert [kept.key for kept in recovery.left_over()] == ["two"]


def test_nobody_else_reads_it(recovery, folder):
    recovery.keep("one", b"work", ABOUT)

    assert folder.stat().st_mode & 0o777 == 0o700
    assert [path.stat().st_mode & 0o777 for path in folder.iterdir()] == [0o600]


def test_a_full_disk_keeps_the_last_copy(folder):
    def full(number, rest):
        raise OSError(errno.ENOSPC, "")

    Recovery(folder).keep("one", b"first", ABOUT)
    with pytest.raises(OSError, match="The disk is full"):
        Recovery(folder, disk=Disk(write=full)).keep("one", b"second", ABOUT)
    with pytest.raises(OSError, match="too large"):
        Recovery(folder).keep("one", bytes(MAX_FILE + 1), ABOUT)

    assert Recovery(folder).left_over()[0].data == b"first"


def test_an_old_copy_cannot_replace_a_newer_file_unseen(recovery, tmp_path):
    file = tmp_path / "Rest.psoas.json"
    file.write_bytes(b"old")
    recovery.keep("one", b"work", {"path": file, "mark": mark_of(b"old")})
    file.write_bytes(b"newer, by another program")

    (kept,) = recovery.left_over()
    with pytest.raises(ChangedOnDiskError):
        save_stored(kept.path, kept.data, kept.mark)

    assert file.read_bytes() == b"newer, by another program"


def test_a_copy_that_was_not_opened_twice_is_put_aside(recovery, folder):
    recovery.keep("bad", b"work", ABOUT)
    for _start in range(2):
        (kept,) = Recovery(folder).left_over()
        Recovery(folder).trying(kept.key)  # and then the program crashes

    assert Recovery(folder).left_over() == ()
    assert Recovery(folder).put_aside() == (kept,)
    assert Recovery(folder).left_over() == ()


def test_work_that_goes_on_after_a_bad_opening_does_not_start_the_count_anew(recovery):
    recovery.keep("bad", b"work", ABOUT)
    for _start in range(2):
        recovery.trying("bad")
        recovery.keep("bad", b"more work", ABOUT)

    assert recovery.left_over() == ()
    assert recovery.put_aside()[0].data == b"more work"


def test_a_copy_that_was_opened_well_is_offered_after_every_crash(recovery):
    recovery.keep("good", b"work", ABOUT)
    for _start in range(5):
        (kept,) = recovery.left_over()
        recovery.trying(kept.key)
        recovery.settled(kept.key)

    assert recovery.put_aside() == ()


def test_a_document_of_the_same_key_starts_anew_once_the_last_was_dropped(recovery):
    recovery.keep("one", b"work", ABOUT)
    recovery.trying("one")
    recovery.drop("one")
    recovery.keep("one", b"work", ABOUT)
    recovery.trying("one")

    assert len(recovery.left_over()) == 1


CRASHES = """
import os, sys
from pathlib import Path
from psoas_desktop.storage.recovery import Recovery
recovery = Recovery(Path(sys.argv[1]))
for kept in recovery.left_over():
    print(kept.data.decode(), flush=True)
    recovery.trying(kept.key)
    os.kill(os.getpid(), 9)
"""


def test_a_start_that_is_killed_in_the_middle_of_opening_does_so_twice_at_most(recovery, folder):
    recovery.keep("bad", b"work", ABOUT)

    said = [subprocess.run([sys.executable, "-c", CRASHES, folder], capture_output=True) for _ in range(4)]

    assert [done.returncode for done in said] == [-9, -9, 0, 0]
    assert [done.stdout for done in said] == [b"work\n", b"work\n", b"", b""]
    assert recovery.put_aside()[0].data == b"work"


@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: b"",
        lambda data: data[:-1],
        lambda data: data + b"x",
        lambda data: data[:20],
        lambda data: b"\0" * len(data),
        lambda data: b"[" * 100_000 + b"\n",
        lambda data: b'{"sha256": 1}\n',
        lambda data: b"[]\nwork",
        lambda data: data.replace(b'"when": 1000.5', b'"when": null'),
        lambda data: data.replace(b'"path": "/', b'"path": 1, "x": "/'),
    ],
)
def test_a_damaged_copy_is_put_aside_and_hides_no_other(recovery, folder, spoil):
    recovery.keep("bad", b"work", ABOUT)
    (file,) = folder.iterdir()
    file.write_bytes(spoil(file.read_bytes()))
    recovery.keep("good", b"work", ABOUT)

    assert [kept.key for kept in recovery.left_over()] == ["good"]
    assert recovery.put_aside() == ()
    assert len([*(folder / "aside").iterdir()]) == 1


@pytest.mark.parametrize(("count", "offered"), [(b"", 1), (b"nonsense", 1), (b"9", 0), (b"9" * 11, 1)])
def test_a_damaged_count_ends_too(recovery, folder, count, offered):
    recovery.keep("bad", b"work", ABOUT)
    recovery.trying("bad")
    next(folder.glob("*.tries")).write_bytes(count)

    assert len(recovery.left_over()) == offered
    recovery.trying("bad")
    assert recovery.left_over() == ()


def test_copies_put_aside_do_not_replace_each_other_and_do_not_grow_for_ever(recovery, folder):
    for number in range(MAX_ASIDE + 3):
        recovery.keep("bad", str(number).encode(), {"when": number})
        os.utime(next(folder.glob("*.unsaved")), (number, number))
        recovery.trying("bad")
        recovery.trying("bad")
        assert recovery.left_over() == ()

    assert [kept.data for kept in recovery.put_aside()] == [
        str(number).encode() for number in range(MAX_ASIDE + 2, 2, -1)
    ]


def test_what_is_left_of_a_killed_save_is_swept(recovery, folder):
    recovery.keep("one", b"work", ABOUT)
    (folder / ".psoas-save-0123456789ab.tmp").write_bytes(b"half")

    recovery.left_over()

    assert len([*folder.iterdir()]) == 1


def test_what_is_no_copy_is_left_alone(recovery, folder):
    (folder / "folder.unsaved").mkdir(parents=True)
    (folder / "notes.txt").touch()

    assert recovery.left_over() == ()
    assert len([*folder.iterdir()]) == 2
