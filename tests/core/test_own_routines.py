"""Copies of routines and other titles; which strangers' routines were accepted before."""

import json

import pytest

from psoas_desktop.storage.known_routines import MOST, KnownRoutines
from psoas_desktop.storage.own_routines import CannotRenameError, copy_routine, rename_routine
from psoas_desktop.storage.resources import routines_root

READY = routines_root() / "daily-chair-rest.psoas.json"


def new_id():
    return "copy-1"


def test_a_copy_differs_in_title_and_id_alone(tmp_path):
    stored = copy_routine(READY, tmp_path / "mine", "Daily chair rest, evening", new_id)
    assert stored.path == tmp_path / "mine" / "Daily chair rest, evening.psoas.json"
    before, after = READY.read_text().splitlines(), stored.path.read_text().splitlines()
    changed = [(a.strip(), b.strip()) for a, b in zip(before, after, strict=True) if a != b]
    assert changed == [
        ('"id": "daily-chair-rest",', '"id": "copy-1",'),
        ('"title": "Daily chair rest",', '"title": "Daily chair rest, evening",'),
    ]


def test_a_second_copy_gets_a_free_name(tmp_path):
    names = [copy_routine(READY, tmp_path, "Rest", new_id).path.name for _ in range(2)]
    assert names == ["Rest.psoas.json", "Rest 2.psoas.json"]


def test_photos_beside_a_routine_go_along_under_names_that_are_free(tmp_path):
    friend, mine = tmp_path / "friend", tmp_path / "mine"
    named = ["chair.png", "gone.png", "../secret.png", "mat.jpg", "chair.png"]
    pictures = [{"kind": "file", "file": name, "alt": "A picture."} for name in named]
    for folder in (friend / "images", mine / "images"):
        folder.mkdir(parents=True)
    (tmp_path / "secret.png").write_bytes(b"secret")
    (friend / "chair.png").write_bytes(b"their chair")
    (friend / "images" / "mat.jpg").write_bytes(b"their mat")
    (mine / "images" / "chair.png").write_bytes(b"my chair")
    path = friend / "a.psoas.json"
    path.write_text(json.dumps({"format": 1, "title": "T", "items": [{"pictures": pictures}]}))
    copied = json.loads(copy_routine(path, mine, "T", new_id).path.read_text())
    names = [picture["file"] for picture in copied["items"][0]["pictures"]]
    assert names == ["chair-2.png", "gone.png", "../secret.png", "mat.jpg", "chair-2.png"]
    held = {photo.name: photo.read_bytes() for photo in (mine / "images").iterdir()}
    assert held == {"chair.png": b"my chair", "chair-2.png": b"their chair", "mat.jpg": b"their mat"}


def test_a_copy_in_the_same_folder_shares_its_photos(tmp_path):
    (tmp_path / "chair.png").write_bytes(b"chair")
    path = tmp_path / "a.psoas.json"
    picture = {"kind": "file", "file": "chair.png", "alt": "A chair."}
    path.write_text(json.dumps({"format": 1, "title": "T", "items": [{"pictures": [picture]}]}))
    stored = copy_routine(path, tmp_path, "T", new_id)
    assert json.loads(stored.path.read_text())["items"][0]["pictures"] == [picture]
    assert not (tmp_path / "images").exists()


@pytest.mark.parametrize("data", [b'{"title": "Half", ', b"", b"[1]", b'{"title": 7}', b'{"name": "Old"}'])
def test_what_is_not_understood_is_copied_byte_by_byte_and_not_renamed(tmp_path, data):
    path = tmp_path / "odd.psoas.json"
    path.write_bytes(data)
    assert copy_routine(path, tmp_path / "mine", "Odd", new_id).path.read_bytes() == data
    with pytest.raises(CannotRenameError):
        rename_routine(path, "New")
    assert path.read_bytes() == data


def test_another_title_changes_nothing_else(tmp_path):
    path = tmp_path / "a.psoas.json"
    path.write_text('{"format": 1, "title": "A", "x-mine": 1.50}')
    rename_routine(path, 'The "B" \\ of <b>')
    assert json.loads(path.read_text())["title"] == 'The "B" \\ of <b>'
    assert '"x-mine": 1.50' in path.read_text()
    assert rename_routine(path, "W" * 500).data.count(b"W") == 200


def test_accepted_routines_are_remembered(tmp_path):
    file = tmp_path / "state" / "known.txt"
    known = KnownRoutines(file)
    assert not known.knows("a" * 64)
    known.remember("a" * 64)
    known.remember("not a mark")
    assert KnownRoutines(file).knows("a" * 64)
    assert not KnownRoutines(file).knows("not a mark")


def test_a_broken_memory_is_no_trouble(tmp_path):
    file = tmp_path / "known.txt"
    file.write_bytes(b"\xff\n" + b"b" * 64 + b"\nrubbish\n")
    assert KnownRoutines(file).knows("b" * 64)
    assert not KnownRoutines(tmp_path).knows("b" * 64)


def test_the_oldest_are_forgotten(tmp_path):
    file = tmp_path / "known.txt"
    file.write_text("".join(f"{number:064x}\n" for number in range(MOST)))
    known = KnownRoutines(file)
    known.remember("f" * 64)
    assert not known.knows(f"{0:064x}")
    assert known.knows(f"{1:064x}")
    assert len(file.read_text().splitlines()) == MOST
