"""An outline on a ready-made routine, and the paths of its rows."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from psoas_desktop.editing.document import Document
from psoas_desktop.editing.places import TOP, items_at
from psoas_desktop.routine.codec import decode
from psoas_desktop.routine.draft import Json, plain
from psoas_desktop.storage.program_data import ProgramData
from psoas_desktop.storage.resources import routines_root
from psoas_desktop.ui.common.desk_style import dress
from psoas_desktop.ui.common.theme import DARK
from psoas_desktop.ui.editor.outline_view import OutlineView
from psoas_desktop.ui.editor.routine_photos import RoutinePhotos
from psoas_desktop.ui.editor.thumbnails import Thumbnails
from tests.gui.editor_parts import parts_of


def document_of(data: ProgramData, name: str = "with-a-helper") -> Document:
    """A ready-made routine to be edited."""
    draft = decode((routines_root() / f"{name}.psoas.json").read_bytes()).draft
    assert draft is not None
    return Document(draft, data.field_rules, on_disk=True)


@pytest.fixture
def document(data: ProgramData) -> Document:
    """The helper's routine to be edited; ``tree`` shows it."""
    return document_of(data)


@pytest.fixture
def tree(qtbot: QtBot, dressed: QApplication, data: ProgramData, document: Document) -> OutlineView:
    """The outline of ``document``."""
    dress(dressed, DARK)
    parts = parts_of(data)
    made = OutlineView(document, parts, Thumbnails(parts.figures), RoutinePhotos(parts.photos))
    qtbot.addWidget(made)
    made.resize(520, 700)
    made.show()
    qtbot.waitExposed(made)
    return made


def middle(tree: OutlineView, *path: int) -> QPoint:
    return tree.visualRect(tree.outline.at(inner(*path))).center()


def inner(*path: int) -> tuple[str | int, ...]:
    """The path of an item by its rows."""
    return tuple(part for row in path for part in ("items", row))


def ids(document: Document, path: tuple[str | int, ...] = TOP) -> list[Json]:
    """The ids of a list's items."""
    return [plain(item)["id"] for item in items_at(document.draft, path)]
