"""The editor on a file of its own, as a window and without one, and the hands of somebody at it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from psoas_desktop.editing.making import new_routine
from psoas_desktop.routine.check import check
from psoas_desktop.storage.program_data import ProgramData
from psoas_desktop.storage.resources import routines_root
from psoas_desktop.storage.routine_files import mark_of
from psoas_desktop.ui.common.desk_style import dress
from psoas_desktop.ui.common.theme import DARK
from psoas_desktop.ui.editor.background import Background
from psoas_desktop.ui.editor.file_session import FileSession
from psoas_desktop.ui.editor.parts import EditorParts
from psoas_desktop.ui.editor.window import EditorWindow
from psoas_desktop.ui.editor.workspace import Workspace
from tests.gui.editor_parts import Memory, parts_of

SAMPLE = routines_root() / "with-a-helper.psoas.json"
USUAL = QSize(1180, 720)
NONE = Qt.KeyboardModifier.NoModifier

Open = Callable[..., EditorWindow]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A person's own copy of the helper's routine."""
    path = tmp_path / "mine.psoas.json"
    path.write_bytes(SAMPLE.read_bytes())
    return path


@pytest.fixture
def memory() -> Memory:
    """Where unsaved work is kept."""
    return Memory()


@pytest.fixture
def parts(data: ProgramData, tmp_path: Path, memory: Memory) -> EditorParts:
    """What the editor is given."""
    return parts_of(data, documents=tmp_path, unsaved=memory)


@pytest.fixture
def session(qtbot: QtBot, parts: EditorParts) -> FileSession:
    """The file behind an editor, without a window."""
    return FileSession(parts, "window", Background())


@pytest.fixture
def open_editor(qtbot: QtBot, dressed: QApplication, parts: EditorParts) -> Iterator[Open]:
    """Opens a window on a file, on work that was cut off, or on a new routine."""
    dress(dressed, DARK)
    made: list[EditorWindow] = []

    def opened(
        path: Path | None,
        size: QSize = USUAL,
        with_: EditorParts = parts,
        background: Background | None = None,
        work: bytes = b"",
    ) -> EditorWindow:
        background = background or Background()
        session = FileSession(with_, "window", background)
        window = EditorWindow(with_, session, background)
        window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        made.append(window)
        if work:
            session.restore(work, path, None if path is None else mark_of(path.read_bytes()))
        elif path is None:
            session.begin(new_routine("New", "new", "2026-11-22", with_.data.catalogue))
        else:
            session.open(path)
        window.resize(size)
        window.show()
        qtbot.waitExposed(window)
        window.activateWindow()
        window.complete()
        if window.workspace is not None:
            qtbot.waitSignal(window.workspace.completed).wait()
            inspector = window.workspace.inspector
            assert inspector is not None
            qtbot.waitUntil(inspector.isVisible)
        return window

    yield opened
    for window in made:
        window._may_close = True
        window.close()
        window.deleteLater()


@pytest.fixture
def editor(open_editor: Open, file: Path) -> EditorWindow:
    """A window on ``file``."""
    return open_editor(file)


def space(editor: EditorWindow) -> Workspace:
    """Where the blocks are edited."""
    assert editor.workspace is not None
    return editor.workspace


def kinds(editor: EditorWindow) -> list[str]:
    """The kinds of the routine's own items."""
    return [item["type"] for item in space(editor).document.draft.plain()["items"]]


def key(qtbot: QtBot, editor: EditorWindow, name: Qt.Key, keys: Qt.KeyboardModifier = NONE) -> None:
    """Presses a key where the focus is."""
    qtbot.keyClick(editor.focusWidget() or editor, name, keys)


def title_of(data: bytes, program: ProgramData) -> str:
    """The title of a sound routine."""
    routine = check(data, program.field_rules, program.catalogue).routine
    assert routine is not None
    return routine.title


def edit(session: FileSession, title: str = "Changed") -> None:
    """An edit as any other: another title."""
    assert session.document is not None
    session.document.set_value(("title",), title)
