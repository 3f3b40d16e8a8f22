"""What others do to files and folders is told, once, and nothing else is."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from psoas_desktop.services.folder_watch import FolderWatch


@pytest.fixture
def watch(qtbot: QtBot) -> FolderWatch:
    return FolderWatch(settle_ms=20)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "one.psoas.json"
    path.write_text("first")
    return path


def replace_whole(path: Path, text: str) -> None:
    other = path.with_name("other.tmp")
    other.write_text(text)
    other.replace(path)


def test_a_file_is_followed_through_many_replacements(qtbot: QtBot, watch: FolderWatch, file: Path) -> None:
    watch.watch([file])
    for number in range(4):
        with qtbot.waitSignal(watch.file_changed, timeout=5_000) as told:
            replace_whole(file, f"text {number}")
        assert told.args == [file]


def test_a_file_that_is_written_into_is_told(qtbot: QtBot, watch: FolderWatch, file: Path) -> None:
    watch.watch([file])
    with qtbot.waitSignal(watch.file_changed, timeout=5_000):
        file.write_text("second")


def test_a_file_that_goes_and_comes_back_is_told_twice(qtbot: QtBot, watch: FolderWatch, file: Path) -> None:
    watch.watch([file])
    with qtbot.waitSignal(watch.file_changed, timeout=5_000):
        file.unlink()
    with qtbot.waitSignal(watch.file_changed, timeout=5_000):
        file.write_text("again")


def test_a_touch_and_the_same_bytes_again_are_no_change(watch: FolderWatch, file: Path) -> None:
    told: list[Path] = []
    watch.file_changed.connect(told.append)
    watch.folder_changed.connect(told.append)
    watch.watch([file], [file.parent])
    os.utime(file, ns=(1, 1))
    watch.look()
    assert told == []

    replace_whole(file, "first")
    watch.look()

    assert told == [file.parent]


def test_what_the_program_wrote_itself_is_not_told(watch: FolderWatch, file: Path) -> None:
    told: list[Path] = []
    watch.file_changed.connect(told.append)
    watch.watch([file])
    file.write_text("by ourselves")
    watch.accept(file)
    watch.look()

    assert told == []


def test_a_folder_tells_what_comes_and_goes(
    qtbot: QtBot, watch: FolderWatch, file: Path, tmp_path: Path
) -> None:
    watch.watch([], [tmp_path])
    with qtbot.waitSignal(watch.folder_changed, timeout=5_000) as told:
        (tmp_path / "two.psoas.json").write_text("x")
    assert told.args == [tmp_path]
    with qtbot.waitSignal(watch.folder_changed, timeout=5_000):
        file.unlink()


def test_a_folder_that_is_not_there_yet_is_found_by_looking(watch: FolderWatch, tmp_path: Path) -> None:
    told: list[Path] = []
    watch.folder_changed.connect(told.append)
    later = tmp_path / "later"
    watch.watch([later / "a.psoas.json"], [later])
    later.mkdir()
    watch.look()

    assert told == [later]


def test_nothing_is_told_of_what_is_no_longer_watched(watch: FolderWatch, file: Path) -> None:
    told: list[Path] = []
    watch.file_changed.connect(told.append)
    watch.watch([file])
    watch.watch([], [])
    file.write_text("second")
    watch.look()

    assert told == []
