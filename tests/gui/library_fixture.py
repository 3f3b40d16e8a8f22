"""A library with folders of its own, and the hands of somebody at its window."""

from __future__ import annotations

import copy
import json
import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from psoas_desktop.app.library import open_library
from psoas_desktop.services.library_listing import Row
from psoas_desktop.storage.resources import routines_root
from psoas_desktop.storage.user_paths import UserPaths
from psoas_desktop.ui.common.theme import DARK, Theme
from psoas_desktop.ui.library.window import LibraryWindow

SMALL = QSize(1024, 600)
SHIPPED = ("daily-chair-rest", "no-lying-down", "with-a-helper")
"""The ready-made routines that these tests know; the program has more."""
READY = {p.name.partition(".")[0]: json.loads(p.read_text()) for p in routines_root().glob("*.psoas.json")}


class Library:
    """A person's folders, and the window on them."""

    def __init__(self, home: Path, qtbot: QtBot) -> None:
        self.qtbot, self.home = qtbot, home
        self.own, self.course = home / "own", home / "From the course"
        self.paths = UserPaths(home / "config", home / "data", home / "state", home / "cache", home)
        self.theme: Theme = DARK
        self.window: LibraryWindow | None = None
        self.own.mkdir()
        self.course.mkdir()

    def put(self, folder: Path, name: str, like: str = "no-lying-down", **fields: object) -> Path:
        """Saves a routine like a ready-made one."""
        path = folder / f"{name}.psoas.json"
        path.write_text(json.dumps({**copy.deepcopy(READY[like]), "title": name, **fields}))
        return path

    def open(self, size: QSize = SMALL, folders: tuple[Path, ...] | None = None) -> LibraryWindow:
        """Opens the window and waits for the list."""
        folders = (self.course,) if folders is None else folders
        window = self.window = open_library(self.paths, self.own, lambda: self.theme, folders)
        self.qtbot.addWidget(window, before_close_func=lambda w: w.close())
        window.resize(size)
        window.show()
        self.qtbot.waitExposed(window)
        window.activateWindow()
        self.qtbot.waitUntil(lambda: window._feed is not None)
        self.until_listed()
        return window

    def until_listed(self) -> None:
        """Waits until everything that was asked for is shown."""
        assert self.window is not None
        listing = self.window._feed._listing
        if listing.busy:
            with self.qtbot.waitSignal(listing.finished):
                pass

    def until_drawn(self) -> None:
        """Waits until every picture that can be seen is there."""
        assert self.window is not None
        pictures = self.window._parts.pictures
        QApplication.processEvents()
        self.qtbot.waitUntil(lambda: not pictures.waiting)
        QApplication.processEvents()

    def row(self, title: str) -> Row:
        """The row of that title."""
        assert self.window is not None
        return next(row for row in self.rows() if row.entry.title == title)

    def rows(self) -> list[Row]:
        """All rows shown, in their order."""
        model = self.window.front.model
        return [model.row_number(number) for number in range(model.rowCount())]

    def titles(self) -> list[str]:
        """The titles shown, in their order."""
        return [row.entry.title for row in self.rows()]

    def choose(self, title: str) -> None:
        """Makes a card the present one."""
        front = self.window.front
        front.choose(front.model.index_of(self.row(title).entry.path))


@pytest.fixture
def library(tmp_path, qtbot, dressed, monkeypatch):
    """A library in which the ready-made routines are those of ``SHIPPED``."""
    shelf = tmp_path / "ready-made"
    shelf.mkdir()
    for name in SHIPPED:
        shutil.copy(routines_root() / f"{name}.psoas.json", shelf)
    monkeypatch.setattr("psoas_desktop.app.library.routines_root", lambda: shelf)
    return Library(tmp_path, qtbot)


@pytest.fixture
def sent(library):
    """What the window has asked for."""

    def listen(window):
        found = []
        window.play_asked.connect(lambda path: found.append(("play", path)))
        window.edit_asked.connect(lambda path: found.append(("edit", path)))
        window.new_asked.connect(lambda: found.append(("new",)))
        window.open_asked.connect(lambda: found.append(("open",)))
        return found

    return listen


def press(window, key, modifier=Qt.KeyboardModifier.NoModifier):
    """Presses a key where the focus is."""
    QTest.keyClick(window.focusWidget() or window, key, modifier)
