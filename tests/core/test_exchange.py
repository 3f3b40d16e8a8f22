"""A routine is zipped with its pictures and taken apart again, by commands and where it is received."""

import json
import shutil

import pytest

from psoas_desktop.storage.bundle import BundleError, read_bundle, write_bundle
from psoas_desktop.storage.received import received
from psoas_desktop.storage.resources import routines_root
from psoas_desktop.storage.routine_files import read_stored
from tests.core.test_cli import run

DAILY = routines_root() / "daily-chair-rest.psoas.json"
PNG = b"\x89PNG\r\n\x1a\n" + b"picture" * 10


@pytest.fixture
def illustrated(tmp_path):
    """A routine with a picture of its own in ``images`` beside it."""
    data = json.loads(DAILY.read_bytes())
    rest = next(item for item in data["items"] if item["type"] == "chair-rest")
    rest["pictures"] = [{"kind": "file", "file": "mat.png", "alt": "My mat"}]
    folder = tmp_path / "mine"
    (folder / "images").mkdir(parents=True)
    (folder / "images" / "mat.png").write_bytes(PNG)
    path = folder / "mat.psoas.json"
    path.write_text(json.dumps(data))
    return path


def test_there_and_back_nothing_is_lost(illustrated, tmp_path, capsys):
    bundle, back = tmp_path / "out.psoas", tmp_path / "back" / "mat.psoas.json"
    assert run("export", illustrated, "-o", bundle) == 0
    assert capsys.readouterr().out == f"{bundle}\n"
    assert run("import", bundle, "-o", back) == 0
    assert back.read_bytes() == illustrated.read_bytes()
    assert (back.parent / "images" / "mat.png").read_bytes() == PNG


def test_a_routine_without_pictures_needs_no_folder(tmp_path):
    assert run("export", DAILY, "-o", tmp_path / "daily.psoas") == 0
    assert run("import", tmp_path / "daily.psoas", "-o", tmp_path / "in" / "daily.psoas.json") == 0
    assert [path.name for path in (tmp_path / "in").iterdir()] == ["daily.psoas.json"]


def test_a_missing_picture_is_named_and_nothing_is_written(illustrated, tmp_path, capsys):
    shutil.rmtree(illustrated.parent / "images")
    assert run("export", illustrated, "-o", tmp_path / "out.psoas") == 1
    assert "mat.png cannot be read" in capsys.readouterr().err
    assert not (tmp_path / "out.psoas").exists()


def test_what_is_there_is_not_replaced(illustrated, tmp_path, capsys):
    bundle = tmp_path / "out.psoas"
    run("export", illustrated, "-o", bundle)
    assert run("import", bundle, "-o", illustrated) == 2
    assert "there is a file already" in capsys.readouterr().err
    other = tmp_path / "other"
    (other / "images").mkdir(parents=True)
    (other / "images" / "mat.png").write_bytes(b"another")
    assert run("import", bundle, "-o", other / "new.psoas.json") == 2
    assert "another picture is called mat.png" in capsys.readouterr().err
    assert (other / "images" / "mat.png").read_bytes() == b"another"
    assert not (other / "new.psoas.json").exists()


@pytest.mark.parametrize(
    ("file", "code"), [("missing.psoas", 2), ("text.psoas", 1)]
)  # fmt: skip
def test_what_is_no_bundle_is_refused_in_one_line(tmp_path, capsys, file, code):
    (tmp_path / "text.psoas").write_text("hello")
    assert run("import", tmp_path / file, "-o", tmp_path / "new.psoas.json") == code
    assert len(capsys.readouterr().err.splitlines()) == 1
    assert not (tmp_path / "new.psoas.json").exists()


def test_a_routine_at_fault_is_taken_out_and_its_faults_are_told(tmp_path, capsys):
    write_bundle(tmp_path / "bad.psoas", b'{"format": 1, "id": "a", "title": "T", "items": []}', {})
    assert run("import", tmp_path / "bad.psoas", "-o", tmp_path / "bad.psoas.json") == 1
    assert "error" in capsys.readouterr().err
    assert (tmp_path / "bad.psoas.json").exists()


@pytest.mark.parametrize("out", ["out.zip", "out.psoas.json"])
def test_the_ending_says_what_it_is(tmp_path, capsys, out):
    assert run("export", DAILY, "-o", tmp_path / out) == 2
    assert ".psoas" in capsys.readouterr().err


def test_what_is_received_is_unpacked_once_and_keeps_what_was_changed_in_it(illustrated, tmp_path):
    bundle, home = tmp_path / "Mat work.psoas", tmp_path / "received"
    run("export", illustrated, "-o", bundle)
    path = received(home, bundle)
    assert path.name == "Mat work.psoas.json"
    assert path.read_bytes() == illustrated.read_bytes()
    assert (path.parent / "images" / "mat.png").read_bytes() == PNG
    path.write_text("changed")
    assert received(home, bundle) == path
    assert path.read_text() == "changed"


def test_another_bundle_of_the_same_name_has_a_place_of_its_own(illustrated, tmp_path):
    first, second = tmp_path / "a" / "mat.psoas", tmp_path / "b" / "mat.psoas"
    first.parent.mkdir()
    second.parent.mkdir()
    write_bundle(first, read_stored(DAILY).data, {})
    write_bundle(second, read_stored(illustrated).data, {"mat.png": PNG})
    assert received(tmp_path / "home", first) != received(tmp_path / "home", second)


def test_what_is_refused_leaves_nothing(tmp_path):
    (tmp_path / "bad.psoas").write_bytes(b"PK\x03\x04broken")
    with pytest.raises(BundleError):
        received(tmp_path / "home", tmp_path / "bad.psoas")
    assert not (tmp_path / "home").exists()


def test_a_bundle_holds_the_routine_as_it_is_written(illustrated, tmp_path):
    run("export", illustrated, "-o", tmp_path / "out.psoas")
    bundle = read_bundle(tmp_path / "out.psoas")
    assert (bundle.data, dict(bundle.images)) == (illustrated.read_bytes(), {"mat.png": PNG})
