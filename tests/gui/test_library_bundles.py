"""A routine that came zipped with its pictures is looked at in the library like any stranger's."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from psoas_desktop.storage.bundle import write_bundle
from psoas_desktop.storage.resources import routines_root
from psoas_desktop.ui.library.routine_page import RoutinePage
from psoas_desktop.ui.library.window import LibraryWindow
from tests.gui.library_fixture import Library

DAILY = routines_root() / "daily-chair-rest.psoas.json"


@pytest.fixture
def window(tmp_path: Path, qtbot: QtBot, dressed: QApplication) -> LibraryWindow:
    return Library(tmp_path, qtbot).open(folders=())


def test_its_page_is_that_of_a_stranger_and_it_can_be_played(
    window: LibraryWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    bundle = tmp_path / "From Ana.psoas"
    write_bundle(bundle, DAILY.read_bytes(), {"mat.png": b"\x89PNG"})
    window.show_file(bundle)
    qtbot.waitUntil(lambda: isinstance(window.stack.currentWidget(), RoutinePage))
    page = window.stack.currentWidget()
    assert isinstance(page, RoutinePage)
    assert page.not_now.accessibleName() == "Not now", "it is a stranger's"
    with qtbot.waitSignal(window.play_asked) as asked:
        QTest.mouseClick(page.play, Qt.MouseButton.LeftButton)
    file = asked.args[0]
    assert file.read_bytes() == DAILY.read_bytes()
    assert (file.parent / "images" / "mat.png").exists()


@pytest.mark.parametrize("data", [b"PK\x03\x04broken", b"hello"])
def test_what_is_no_bundle_is_said(window: LibraryWindow, tmp_path: Path, data: bytes) -> None:
    bad = tmp_path / "bad.psoas"
    bad.write_bytes(data)
    window.show_file(bad)
    assert window.stack.currentWidget() is window.front
    assert window.notice.isVisible()
    assert window.notice.label.text().endswith(".")


def test_a_bundle_that_is_gone_is_said(window: LibraryWindow, tmp_path: Path) -> None:
    window.show_file(tmp_path / "gone.psoas")
    assert window.notice.isVisible()
