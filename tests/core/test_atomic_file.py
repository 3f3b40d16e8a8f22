"""Whatever happens while a file is written, the old bytes or the new ones are there, whole, and no others."""

import errno
import fcntl
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from psoas_desktop.storage.atomic_file import Disk, fsync, sweep_orphans, write_atomic

OLD, NEW = b"old " * 1000, b"new " * 2000


@pytest.fixture
def file(tmp_path):
    file = tmp_path / "Rest.psoas.json"
    file.write_bytes(OLD)
    return file


def refuses(number):
    def call(*arguments):
        raise OSError(number, os.strerror(number))

    return call


def left(folder):
    return sorted(path.name for path in folder.iterdir())


@given(st.binary(max_size=5000), st.binary(max_size=5000))
def test_bytes_are_written_as_they_are(tmp_path_factory, first, second):
    file = tmp_path_factory.mktemp("bytes") / "file"

    for data in (first, second):
        write_atomic(file, data)
        assert file.read_bytes() == data
    assert left(file.parent) == ["file"]


def test_a_write_that_takes_little_at_a_time_is_gone_on_with(file):
    write_atomic(file, NEW, disk=Disk(write=lambda number, rest: os.write(number, rest[:777])))

    assert file.read_bytes() == NEW


FAULTS = {
    "full": (Disk(write=refuses(errno.ENOSPC)), errno.ENOSPC, "The disk is full."),
    "fault": (
        Disk(fsync=refuses(errno.EIO)),
        errno.EIO,
        "The disk reports a fault. Save to another disk if you can.",
    ),
    "no rename": (Disk(replace=refuses(errno.EPERM)), errno.EPERM, "You are not allowed to do this here."),
    "unusual": (Disk(write=refuses(errno.ENODEV)), errno.ENODEV, os.strerror(errno.ENODEV)),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_leaves_the_old_file_and_no_other(file, fault):
    disk, number, words = FAULTS[fault]

    with pytest.raises(OSError, match=re.escape(words)) as caught:
        write_atomic(file, NEW, disk=disk)

    assert (caught.value.errno, caught.value.filename) == (number, str(file))
    assert file.read_bytes() == OLD
    assert left(file.parent) == [file.name]


def test_a_disk_that_fills_up_half_way_leaves_the_old_file(file):
    script = (
        "import resource, sys; from pathlib import Path\n"
        "from psoas_desktop.storage.atomic_file import write_atomic\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (6000, 6000))\n"
        "try: write_atomic(Path(sys.argv[1]), b'new ' * 2000)\n"
        "except OSError as error: print(error.strerror)"
    )

    done = subprocess.run([sys.executable, "-c", script, file], capture_output=True, text=True, check=True)

    assert done.stdout == "The file is larger than this disk allows.\n"
    assert file.read_bytes() == OLD
    assert left(file.parent) == [file.name]


def test_a_folder_that_cannot_be_forced_to_the_disk_is_reported(file):
    calls = []

    def folder_fails(number):
        calls.append(Path(f"/proc/self/fd/{number}").readlink())
        if len(calls) == 2:
            raise OSError(errno.EIO, "")
        fsync(number)

    with pytest.raises(OSError, match="reports a fault"):
        write_atomic(file, NEW, disk=Disk(fsync=folder_fails))

    assert calls[1] == file.parent
    assert file.read_bytes() == NEW
    assert left(file.parent) == [file.name]


def test_the_bytes_are_safe_before_the_name_and_the_name_before_the_return(file):
    order = []

    def noted(name, call):
        def run(*arguments):
            order.append(name)
            return call(*arguments)

        return run

    disk = Disk(noted("write", os.write), noted("fsync", fsync), noted("replace", os.replace))
    write_atomic(file, NEW, last_look=lambda: order.append("look"), disk=disk)

    assert order == ["write", "fsync", "look", "replace", "fsync"]


@pytest.mark.parametrize("number", [errno.EINVAL, errno.ENOTSUP])
def test_a_disk_that_cannot_force_folders_is_accepted(file, number):
    def files_only(opened):
        if Path(f"/proc/self/fd/{opened}").is_dir():
            raise OSError(number, "")
        fsync(opened)

    write_atomic(file, NEW, disk=Disk(fsync=files_only))

    assert file.read_bytes() == NEW


def test_what_the_last_look_raises_stops_it(file):
    with pytest.raises(KeyError):
        write_atomic(file, NEW, last_look=lambda: {}["nothing"])

    assert file.read_bytes() == OLD
    assert left(file.parent) == [file.name]


def test_a_link_stays_and_what_it_leads_to_is_replaced(file, tmp_path):
    (tmp_path / "sub").mkdir()
    link, far = tmp_path / "sub" / "link", tmp_path / "far"
    link.symlink_to("../far")
    far.symlink_to(file.name)

    write_atomic(link, NEW)

    assert file.read_bytes() == NEW
    assert link.is_symlink()
    assert far.is_symlink()
    assert left(tmp_path) == sorted([file.name, "far", "sub"])


def test_a_link_to_nowhere_gets_a_file(tmp_path):
    link = tmp_path / "link"
    link.symlink_to("later")

    write_atomic(link, NEW)

    assert (tmp_path / "later").read_bytes() == NEW
    assert link.is_symlink()


def test_links_in_a_circle_are_refused(tmp_path):
    (tmp_path / "a").symlink_to("b")
    (tmp_path / "b").symlink_to("a")

    with pytest.raises(OSError, match="in a circle"):
        write_atomic(tmp_path / "a", NEW)

    assert (tmp_path / "a").is_symlink()
    assert left(tmp_path) == ["a", "b"]


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o644, 0o664])
def test_the_mode_is_kept(file, mode):
    file.chmod(mode)

    write_atomic(file, NEW, private=True)

    assert file.stat().st_mode & 0o7777 == mode


def test_a_disk_without_modes_still_saves(file, monkeypatch):
    monkeypatch.setattr(os, "fchmod", refuses(errno.EPERM))

    write_atomic(file, NEW)

    assert file.read_bytes() == NEW
    assert file.stat().st_mode & 0o777 == 0o600


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only the administrator can give files away"
)
def test_the_owner_is_kept(file):
    os.chown(file, 12345, 23456)

    write_atomic(file, NEW)

    assert (file.stat().st_uid, file.stat().st_gid) == (12345, 23456)


def test_a_new_file_has_the_usual_mode_unless_it_is_private(tmp_path):
    usual = tmp_path / "usual"
    usual.touch()

    write_atomic(tmp_path / "new", NEW)
    write_atomic(tmp_path / "private", NEW, private=True)

    assert (tmp_path / "new").stat().st_mode == usual.stat().st_mode
    assert (tmp_path / "private").stat().st_mode & 0o777 == 0o600


def test_a_file_marked_read_only_is_not_replaced(file):
    file.chmod(0o444)

    with pytest.raises(PermissionError, match="read-only"):
        write_atomic(file, NEW)

    assert file.read_bytes() == OLD


AS_ANYONE = """
import os, sys
from pathlib import Path
from psoas_desktop.storage.routine_files import mark_of, save_stored
if hasattr(os, "geteuid") and os.geteuid() == 0:  # the administrator may write anywhere
    os.setgroups([])
    os.setgid(65534)
    os.setuid(65534)
try:
    save_stored(Path(sys.argv[1]), b"new", mark_of(b"old " * 1000))
except OSError as error:
    print(error.strerror)
"""


def as_anyone(file, of_folder):
    """Saves in a folder of a mode as somebody who is not the administrator; returns what is said."""
    file.chmod(0o666)
    file.parent.chmod(of_folder)
    done = subprocess.run([sys.executable, "-c", AS_ANYONE, file], capture_output=True, text=True)
    file.parent.chmod(0o755)
    return done.stdout + done.stderr


def test_a_folder_that_can_only_be_written_in_is_enough():
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "file"
        file.write_bytes(OLD)

        assert as_anyone(file, 0o333) == ""
        assert file.read_bytes() == b"new"


def test_a_folder_that_can_only_be_read_is_said():
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "file"
        file.write_bytes(OLD)

        assert as_anyone(file, 0o555) == "You are not allowed to do this here.\n"
        assert file.read_bytes() == OLD


@pytest.mark.parametrize(
    "name", ["folder", "pipe", "none/file", "Rest.psoas.json/file", "nul\0", "\ud800", "x" * 300]
)
def test_what_cannot_be_a_file_is_refused_in_words(file, name):
    (file.parent / "folder").mkdir()
    os.mkfifo(file.parent / "pipe")
    before = left(file.parent)

    with pytest.raises(OSError, match=r"\] (The|This|You|No) .*\.: "):
        write_atomic(file.parent / name, NEW)

    assert left(file.parent) == before


@pytest.mark.parametrize("link", [os.link, refuses(errno.EPERM)], ids=["links", "no links"])
def test_a_new_file_takes_no_place_that_is_taken(file, link):
    disk = Disk(link=link)

    write_atomic(file.with_name("new"), NEW, new=True, disk=disk)
    with pytest.raises(FileExistsError, match="already there"):
        write_atomic(file, NEW, new=True, disk=disk)
    late = file.with_name("late")
    with pytest.raises(FileExistsError, match="already there"):
        write_atomic(late, NEW, new=True, last_look=lambda: late.write_bytes(OLD), disk=disk)

    assert file.with_name("new").read_bytes() == NEW
    assert (file.read_bytes(), late.read_bytes()) == (OLD, OLD)
    assert left(file.parent) == sorted([file.name, "new", "late"])


ENDLESS = """
import sys
import tempfile
from pathlib import Path
from psoas_desktop.storage.atomic_file import write_atomic
path, turn = Path(sys.argv[1]), 0
print("ready", flush=True)
while True:
    turn += 1
    write_atomic(path, (b"%09d\\n" % turn) * (20_000 + turn % 7 * 5_000))
    print(turn, flush=True)
"""


def test_killed_at_any_moment_a_save_is_whole_and_none_that_was_told_is_lost(tmp_path):
    file = tmp_path / "Rest.psoas.json"
    for kill in range(20):
        with subprocess.Popen(
            [sys.executable, "-c", ENDLESS, file], stdout=subprocess.PIPE, text=True
        ) as child:
            told = [child.stdout.readline() for _ in range(2 + kill % 5)]
            for _ in range(kill * 1000):  # another moment each time
                pass
            child.kill()
            told += child.stdout.readlines()
        data = file.read_bytes()
        turn = int(data[:9])
        assert data == (b"%09d\n" % turn) * (20_000 + turn % 7 * 5_000)
        assert turn >= int([line for line in told if line.endswith("\n")][-1])

    orphans = len(left(tmp_path)) - 1
    assert sweep_orphans(tmp_path) == orphans
    assert left(tmp_path) == [file.name]


def test_an_orphan_is_swept_and_work_in_hand_is_not(file):
    orphan, busy = (file.with_name(f".psoas-save-{letter * 12}.tmp") for letter in "ab")
    near = file.with_name(".psoas-save-notes.tmp")
    for path in (orphan, busy, near):
        path.write_bytes(NEW)
    file.with_name(".psoas-save-cccccccccccc.tmp").mkdir()
    file.with_name(".psoas-save-dddddddddddd.tmp").symlink_to(file)

    with busy.open("rb") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        assert sweep_orphans(file.parent) == 1

    assert not orphan.exists()
    assert busy.exists()
    assert near.exists()
    assert file.read_bytes() == OLD
    assert sweep_orphans(file.parent / "none") == 0


def test_sweeping_while_a_file_is_written_does_no_harm(file):
    def sweep(number, rest):
        assert sweep_orphans(file.parent) == 0
        return os.write(number, rest[:3000])

    write_atomic(file, NEW, disk=Disk(write=sweep))

    assert file.read_bytes() == NEW
