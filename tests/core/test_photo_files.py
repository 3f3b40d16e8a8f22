"""Photos get names that a routine may say, and take no other photo's place."""

import errno
import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from psoas_desktop.storage.atomic_file import Disk
from psoas_desktop.storage.photo_files import photo_name, write_photo
from psoas_desktop.storage.picture_files import IMAGES, MAX_BYTES, is_picture_name, read_picture

ENDINGS = st.sampled_from([".png", ".jpg", ".JPEG", ".gif", ".WebP"])


@pytest.mark.parametrize(
    ("wanted", "name"),
    [
        ("chair.png", "chair.png"),
        ("IMG_1234.JPG", "IMG_1234.jpg"),
        ("My photo (1).jpeg", "My-photo-1.jpeg"),
        ("Étirement.png", "Etirement.png"),
        ("腸腰筋.webp", "photo.webp"),
        ("../../etc/x.png", "etc-x.png"),
        ("con.png", "photo-con.png"),
        ("a.b.gif", "a-b.gif"),
        (f"{'x' * 300}.png", f"{'x' * 80}.png"),
        ("-.png", "photo.png"),
    ],
)
def test_a_name_is_made_plain(tmp_path, wanted, name):
    assert photo_name(tmp_path, wanted) == name


@pytest.mark.parametrize(
    "wanted", ["chair", "chair.heic", "chair.png.svg", "chair.png\n", ".png", "", "chair.png "]
)
def test_what_has_no_ending_of_a_picture_is_refused(tmp_path, wanted):
    with pytest.raises(ValueError, match="no ending of a picture"):
        photo_name(tmp_path, wanted)


@given(
    stems=st.lists(st.text(alphabet=st.characters(), max_size=150), min_size=1, max_size=6), suffix=ENDINGS
)
def test_any_photos_can_be_written_and_read_back_by_their_names(tmp_path_factory, stems, suffix):
    folder = tmp_path_factory.mktemp("photos")

    names = []
    for number, stem in enumerate(stems):
        names.append(photo_name(folder, f"{stem}x{suffix}"))
        write_photo(folder, names[-1], bytes([number]))

    assert all(map(is_picture_name, names))
    assert [read_picture(folder, name) for name in names] == [bytes([number]) for number in range(len(stems))]


def test_names_beside_the_routine_and_in_capitals_are_taken(tmp_path):
    (tmp_path / "Chair.PNG").touch()
    write_photo(tmp_path, "chair-2.png", b"1")

    assert photo_name(tmp_path, "chair.png") == "chair-3.png"


def test_a_photo_takes_no_others_place(tmp_path):
    path = write_photo(tmp_path, "chair.png", b"1")

    with pytest.raises(FileExistsError, match="already there"):
        write_photo(tmp_path, "chair.png", b"2")

    assert path == tmp_path / IMAGES / "chair.png"
    assert path.read_bytes() == b"1"


@pytest.mark.parametrize("name", ["../chair.png", "chair.svg", "nul.png", "a/b.png", ""])
def test_a_name_that_a_routine_may_not_say_is_refused(tmp_path, name):
    with pytest.raises(OSError, match="No file can have this name"):
        write_photo(tmp_path, name, b"1")

    assert [*tmp_path.iterdir()] == []


def test_a_photo_that_would_not_be_shown_is_refused(tmp_path):
    with pytest.raises(OSError, match="too large"):
        write_photo(tmp_path, "chair.png", bytes(MAX_BYTES + 1))


def test_photos_are_not_sent_elsewhere_by_a_link(tmp_path):
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / IMAGES).symlink_to("elsewhere")

    with pytest.raises(OSError, match="not an ordinary file"):
        write_photo(tmp_path, "chair.png", b"1")

    assert [*(tmp_path / "elsewhere").iterdir()] == []


def test_a_full_disk_leaves_nothing_behind(tmp_path):
    def full(number, rest):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with pytest.raises(OSError, match="The disk is full"):
        write_photo(tmp_path, "chair.png", b"1", disk=Disk(write=full))

    assert [*(tmp_path / IMAGES).iterdir()] == []
