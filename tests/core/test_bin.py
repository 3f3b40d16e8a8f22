"""A deleted routine can be had back, whatever has come in its place since."""

import errno
import os
from pathlib import Path

import pytest

from psoas_desktop.storage.atomic_file import Disk
from psoas_desktop.storage.bin import DAY_S, Bin

DATA = b'{"title": "Rest"}'


def refuses(number):
    def call(*arguments):
        raise OSError(number, os.strerror(number))

    return call


def linking_only_within(folder):
    """A system with two disks: files of the folder and others cannot be linked to each other."""

    def link(source, target):
        if source.is_relative_to(folder) != target.is_relative_to(folder):
            raise OSError(errno.EXDEV, "")
        os.link(source, target)

    return Disk(link=link)


@pytest.fixture
def file(tmp_path):
    file = tmp_path / "routines" / "Rest.psoas.json"
    file.parent.mkdir()
    file.write_bytes(DATA)
    file.chmod(0o640)
    os.utime(file, (1000, 1000))
    return file


@pytest.fixture(params=["same disk", "no links", "two disks"])
def bin_(request, tmp_path):
    folder = tmp_path / "data" / "bin"
    disks = {
        "same disk": Disk(),
        "no links": Disk(link=refuses(errno.EPERM)),
        "two disks": linking_only_within(folder),
    }
    return Bin(folder, disk=disks[request.param])


def test_put_and_restored_it_is_as_it_was(bin_, file):
    binned = bin_.put(file)
    assert not file.exists()
    assert binned.held.read_bytes() == DATA
    assert binned.origin == file
    assert bin_.entries() == (binned,)

    assert bin_.restore(binned) == file
    assert file.read_bytes() == DATA
    assert file.stat().st_mode & 0o777 == 0o640
    assert file.stat().st_mtime == 1000
    assert bin_.entries() == ()
    assert [*binned.held.parent.parent.iterdir()] == []


def test_what_has_taken_its_place_stays(bin_, file):
    binned = bin_.put(file)
    file.write_bytes(b"new")
    (file.parent / "REST 2.psoas.json").write_bytes(b"other")

    assert bin_.restore(binned) == file.parent / "Rest 3.psoas.json"
    assert file.read_bytes() == b"new"
    assert (file.parent / "Rest 3.psoas.json").read_bytes() == DATA


def test_what_takes_its_place_at_the_last_moment_stays_too(file, tmp_path):
    def link(source, target):
        if target == file:
            file.write_bytes(b"new")
        os.link(source, target)

    bin_ = Bin(tmp_path / "bin", disk=Disk(link=link))

    assert bin_.restore(bin_.put(file)).name == "Rest 2.psoas.json"
    assert file.read_bytes() == b"new"


def test_its_folder_is_made_again(bin_, file):
    binned = bin_.put(file)
    file.parent.rmdir()

    assert bin_.restore(binned).read_bytes() == DATA


def test_many_of_one_name(bin_, file):
    binned = []
    for number in range(3):
        file.write_bytes(str(number).encode())
        binned.append(bin_.put(file))

    assert [bin_.restore(one).read_bytes() for one in binned] == [b"0", b"1", b"2"]
    assert sorted(path.name for path in file.parent.iterdir()) == [
        "Rest 2.psoas.json",
        "Rest 3.psoas.json",
        "Rest.psoas.json",
    ]


@pytest.mark.parametrize(
    "name", ["about.json", "content", "Étude 休息.psoas", os.fsdecode(b"\xe9.json"), "x" * 255]
)
def test_any_name(bin_, file, name):
    odd = file.rename(file.with_name(name))

    assert bin_.restore(bin_.put(odd)) == odd


def test_of_a_link_the_link_is_moved(bin_, file):
    link = file.with_name("link.psoas.json")
    link.symlink_to(file.name)

    binned = bin_.put(link)
    assert file.read_bytes() == DATA
    assert not link.is_symlink()

    assert bin_.restore(binned) == link
    assert link.readlink() == Path(file.name)


@pytest.mark.parametrize(
    ("name", "words"), [("none", "not there"), ("folder", "folder and not"), ("pipe", "ordinary")]
)
def test_only_files_are_put_in(bin_, file, name, words):
    (file.parent / "folder").mkdir()
    os.mkfifo(file.parent / "pipe")

    with pytest.raises(OSError, match=words):
        bin_.put(file.parent / name)

    assert bin_.entries() == ()


@pytest.mark.parametrize("full", ["write", "fsync"])
def test_a_full_disk_leaves_the_file_where_it_is(file, tmp_path, full):
    folder = tmp_path / "bin"

    with pytest.raises(OSError, match="The disk is full"):
        Bin(folder, disk=Disk(**{full: refuses(errno.ENOSPC)})).put(file)

    assert file.read_bytes() == DATA
    assert [*folder.iterdir()] == []


@pytest.mark.parametrize("bin_", ["same disk", "two disks"], indirect=True)
def test_a_file_that_cannot_be_removed_is_not_in_the_bin_either(bin_, file, monkeypatch):
    unlink = Path.unlink

    def refused(path, missing_ok=False):
        if path == file:
            raise PermissionError(errno.EACCES, "")
        unlink(path, missing_ok=missing_ok)

    monkeypatch.setattr(Path, "unlink", refused)

    with pytest.raises(PermissionError, match="not allowed"):
        bin_.put(file)

    assert file.read_bytes() == DATA
    assert bin_.entries() == ()


def test_what_is_not_there_any_more_is_said(bin_, file):
    binned = bin_.put(file)
    assert bin_.empty(0, binned.when + 1) == 1

    with pytest.raises(FileNotFoundError, match="not there any more"):
        bin_.restore(binned)


def test_only_what_is_old_is_removed_for_good(bin_, file):
    binned = []
    for days in range(4):
        file.write_bytes(DATA)
        one = bin_.put(file)
        os.utime(one.held.parent / "about.json", (days * DAY_S, days * DAY_S))
        binned.append(one.held)

    assert bin_.empty(2, 4.5 * DAY_S) == 3
    assert [one.held for one in bin_.entries()] == binned[3:]
    assert bin_.empty(2, 0) == 0


def test_the_latest_comes_first(bin_, file):
    for when in (20, 10, 30):
        file.write_bytes(DATA)
        os.utime(bin_.put(file).held.parent / "about.json", (when, when))

    assert [one.when for one in bin_.entries()] == [30, 20, 10]


@pytest.mark.parametrize("about", [b"", b"[]", b"{}", b'{"origin": 1}', b"[" * 60_000])
def test_a_damaged_entry_hides_no_other_and_goes_with_time(bin_, file, about):
    damaged = bin_.put(file)
    (damaged.held.parent / "about.json").write_bytes(about)
    file.write_bytes(DATA)
    good = bin_.put(file)

    assert bin_.entries() == (good,)
    assert bin_.empty(30, good.when + 31 * DAY_S) == 2


def test_a_link_in_the_bin_leads_nowhere(bin_, file):
    binned = bin_.put(file)
    outside = file.parent / "outside"
    outside.mkdir()
    (outside / "keep").touch()
    (binned.held.parent.parent / "link").symlink_to(outside)

    assert bin_.empty(0, binned.when + DAY_S) == 1
    assert (outside / "keep").exists()


@pytest.mark.skipif(
    not os.access("/dev/shm", os.W_OK) or Path("/dev/shm").stat().st_dev == Path("/tmp").stat().st_dev,
    reason="needs a second disk at /dev/shm",
)
def test_between_two_real_disks(file, tmp_path):
    folder = Path("/dev/shm") / f"psoas-bin-{os.getpid()}"
    bin_ = Bin(folder)
    try:
        binned = bin_.put(file)
        assert binned.held.stat().st_dev != file.parent.stat().st_dev
        assert bin_.restore(binned).read_bytes() == DATA
        assert file.stat().st_mtime == 1000
    finally:
        folder.rmdir()
