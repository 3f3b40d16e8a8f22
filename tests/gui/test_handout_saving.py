"""A handout is saved from the library and from the editor, and what came of it is said there."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from psoas_desktop.app.desk import Desk
from psoas_desktop.app.preferences import Preferences
from psoas_desktop.storage.program_folders import routines_root
from psoas_desktop.storage.settings import Settings
from psoas_desktop.storage.user_paths import UserPaths, user_paths

DAILY = routines_root() / "daily-chair-rest.psoas.json"


@pytest.fixture
def paths(tmp_path: Path) -> UserPaths:
    return user_paths({}, tmp_path / "home", "linux")


@pytest.fixture
def desk(dressed: QApplication, paths: UserPaths) -> Desk:
    return Desk(dressed, paths, Preferences(Settings(), paths.settings))


def answer(window: QWidget, path: str) -> str:
    """Answers the question where to save with a path; what was proposed."""
    (dialog,) = window.findChildren(QFileDialog)
    (proposed,) = dialog.selectedFiles()
    if path:
        dialog.selectFile(path)
        dialog.accept()
    else:
        dialog.reject()
    return proposed


def test_the_library_saves_one(desk: Desk, tmp_path: Path) -> None:
    desk.save_handout(DAILY)
    library = desk.show_library()
    proposed = answer(library, str(tmp_path / "sheet"))
    assert proposed.endswith("Daily chair rest.pdf")
    assert (tmp_path / "sheet.pdf").read_bytes().startswith(b"%PDF")
    assert "sheet.pdf" in library.notice.label.text()
    library.close()


def test_what_an_editor_holds_is_saved_though_it_is_no_file_yet(
    desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    editor = desk.edit(DAILY)
    qtbot.waitUntil(lambda: editor.workspace is not None)
    qtbot.waitUntil(editor.isActiveWindow)
    QTest.keyClick(editor, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    answer(editor, str(tmp_path / "sheet.pdf"))
    assert (tmp_path / "sheet.pdf").exists()
    assert "sheet.pdf" in editor.notice.label.text()
    editor.close()


def test_nothing_is_written_where_no_place_was_chosen(desk: Desk, tmp_path: Path) -> None:
    before = sorted(tmp_path.rglob("*.pdf"))
    desk.save_handout(DAILY)
    answer(desk.show_library(), "")
    assert sorted(tmp_path.rglob("*.pdf")) == before
    desk.show_library().close()


def test_a_place_that_cannot_be_written_is_said(desk: Desk, tmp_path: Path) -> None:
    desk.save_handout(DAILY)
    library = desk.show_library()
    (dialog,) = library.findChildren(QFileDialog)
    dialog.fileSelected.emit(str(tmp_path / "missing" / "sheet.pdf"))
    assert library.notice.isVisible()
    assert library.notice.label.text().endswith(".")
    library.close()


def test_a_routine_that_cannot_be_played_is_not_put_on_paper(desk: Desk, tmp_path: Path) -> None:
    broken = tmp_path / "broken.psoas.json"
    broken.write_text('{"format": 1, "id": "a", "title": "T", "items": []}')
    desk.save_handout(broken)
    library = desk.show_library()
    assert not library.findChildren(QFileDialog)
    assert "block" in library.notice.label.text().lower()
    library.close()
