"""A picture beside a routine: read where the name is one, and never anything else."""

from __future__ import annotations

import os
import socket
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from psoas_desktop.storage.picture_files import MAX_BYTES, PictureRefusal, is_picture_name, read_picture

PHOTO = b"\x89PNG\r\n\x1a\n and so on"
NO_LINKS = pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "routine"
    (place / "images").mkdir(parents=True)
    return place


def test_a_picture_beside_the_routine_comes_before_one_in_images(folder: Path) -> None:
    (folder / "images" / "a.png").write_bytes(b"inside")
    assert read_picture(folder, "a.png") == b"inside"
    (folder / "a.png").write_bytes(PHOTO)
    assert read_picture(folder, "a.png") == PHOTO


def test_what_is_not_there_is_missing(folder: Path) -> None:
    assert read_picture(folder, "a.png") is PictureRefusal.MISSING
    assert read_picture(folder / "nowhere", "a.png") is PictureRefusal.MISSING
    (folder / "images").rmdir()
    assert read_picture(folder, "a.png") is PictureRefusal.MISSING


@pytest.mark.parametrize(
    "name",
    [
        "", ".png", "a.svg", "a.PNG", "a.png\n", "a.png\0", "a\0.png", "a b.png", "ä.png", "a.png.exe",
        "../a.png", "images/a.png", "..\\a.png", "/etc/a.png", "C:a.png", "~.png", "//host/a.png", "a.png/",
        "nul.png", "CON.png", "com1.jpg", "Lpt9.gif", "aux.webp", "x" * 200 + ".png", "a:b.png", "\ud800.png",
    ],
)  # fmt: skip
def test_names_that_lead_elsewhere_are_refused(folder: Path, name: str) -> None:
    (folder.parent / "a.png").write_bytes(PHOTO)
    (folder / "images" / "a.png").write_bytes(PHOTO)
    assert read_picture(folder, name) is PictureRefusal.BAD_NAME


@given(st.text())
def test_a_name_that_is_taken_is_one_part_of_a_path(name: str) -> None:
    if is_picture_name(name):
        assert Path(name).name == name
        assert name.isascii()
        assert name.isprintable()


@NO_LINKS
@pytest.mark.parametrize("place", [".", "images"])
def test_links_are_not_followed(folder: Path, place: str) -> None:
    secret = folder.parent / "secret.png"
    secret.write_bytes(PHOTO)
    (folder / place / "a.png").symlink_to(secret)
    (folder / place / "gone.png").symlink_to(folder / "nowhere")
    assert read_picture(folder, "a.png") is PictureRefusal.NOT_A_FILE
    assert read_picture(folder, "gone.png") is PictureRefusal.NOT_A_FILE


@NO_LINKS
def test_a_folder_of_images_that_is_a_link_is_not_entered(folder: Path) -> None:
    elsewhere = folder.parent / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "a.png").write_bytes(PHOTO)
    (folder / "images").rmdir()
    (folder / "images").symlink_to(elsewhere)
    assert read_picture(folder, "a.png") is PictureRefusal.NOT_A_FILE


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names")
def test_pipes_folders_and_sockets_are_refused_at_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    os.mkfifo(folder / "pipe.png")
    (folder / "folder.png").mkdir()
    with socket.socket(socket.AF_UNIX) as listening:
        # The name of a socket has little room.
        monkeypatch.chdir(folder)
        listening.bind("socket.png")
        for name in ("pipe.png", "folder.png", "socket.png"):
            assert read_picture(folder, name) is PictureRefusal.NOT_A_FILE


def test_a_file_that_is_too_large_is_not_read(folder: Path) -> None:
    with (folder / "a.png").open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    assert read_picture(folder, "a.png") is PictureRefusal.TOO_LARGE
    with (folder / "b.png").open("wb") as file:
        file.truncate(MAX_BYTES)
    found = read_picture(folder, "b.png")
    assert isinstance(found, bytes)
    assert len(found) == MAX_BYTES


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the administrator reads all")
def test_a_file_without_rights_is_unreadable(folder: Path) -> None:
    (folder / "a.png").write_bytes(PHOTO)
    (folder / "a.png").chmod(0)
    assert read_picture(folder, "a.png") is PictureRefusal.UNREADABLE
