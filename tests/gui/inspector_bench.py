"""An inspector on a draft, and the hands of somebody who writes in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from psoas_desktop.editing.document import Document
from psoas_desktop.routine.codec import decode
from psoas_desktop.routine.draft import Draft, Json, from_plain
from psoas_desktop.storage.program_data import ProgramData
from psoas_desktop.storage.resources import routines_root
from psoas_desktop.ui.common.desk_style import dress
from psoas_desktop.ui.common.theme import LIGHT
from psoas_desktop.ui.editor.fields.row import FieldRow
from psoas_desktop.ui.editor.inspector import Inspector
from tests.gui.editor_parts import parts_of


def routine(*items: Json, **more: Json) -> Draft:
    """A routine with these blocks."""
    return Draft(from_plain({"format": 1, "id": "test", "title": "Test", "items": list(items), **more}))


def shipped(name: str) -> Draft:
    draft = decode((routines_root() / f"{name}.psoas.json").read_bytes()).draft
    assert draft is not None
    return draft


class Bench:
    """An inspector with its document."""

    def __init__(self, draft: Draft, data: ProgramData, **parts: Any) -> None:
        self.document = Document(draft, data.field_rules, on_disk=True)
        self.inspector = Inspector(self.document, parts_of(data, LIGHT, **parts))
        self.inspector.resize(360, 800)

    def choose(self, *indexes: int) -> None:
        """Selects blocks of the routine's own list."""
        self.document.select([("items", index) for index in indexes])

    def open(self, *keys: str) -> None:
        """Unfolds sections."""
        for key in keys:
            self.page.sections[key].set_open(True)

    @property
    def page(self) -> Any:
        page = self.inspector.page
        assert page is not None
        return page

    def row(self, *path: str) -> Any:
        """The row of a field, wherever it stands."""
        found = [row for form in self.page.forms for row in form.rows if row.spec.path == path]
        assert found, path
        assert isinstance(found[0], FieldRow)
        return found[0]

    def cue_field(self, index: int, name: str) -> Any:
        """The row of a field of a cue, which is chosen."""
        self.open("cues")
        cues = self.row("cues")
        cues.choose(index)
        return next(row for row in cues.detail.rows if row.spec.name == name)

    def value(self, *path: str | int) -> Json:
        """What the draft says at a path."""
        found = self.document.draft.plain()
        for part in path:
            if isinstance(found, dict) and part not in found:
                return None
            found = found[part]
        return found

    def steps(self) -> int:
        """How many steps can be taken back."""
        count, step = 0, self.document.undo_step
        while step is not None:
            count, step = count + 1, step.further
        return count


def show(inspector: Inspector, qtbot: QtBot) -> None:
    """Shows an inspector as a window that has the keys."""
    qtbot.addWidget(inspector)
    inspector.show()
    qtbot.waitExposed(inspector)
    inspector.activateWindow()
    qtbot.waitUntil(inspector.isActiveWindow)


@pytest.fixture
def light_desk(dressed: QApplication) -> Iterator[QApplication]:
    """The application as the desk's windows dress it, in the light."""
    dress(dressed, LIGHT)
    yield dressed
    dressed.setStyle("Fusion")


@pytest.fixture
def bench(qtbot: QtBot, data: ProgramData, light_desk: QApplication) -> Callable[..., Bench]:
    """Shows a draft with these of its blocks chosen."""

    def made(draft: Draft, *chosen: int) -> Bench:
        one = Bench(draft, data)
        show(one.inspector, qtbot)
        one.choose(*chosen)
        return one

    return made


def type_into(widget: QWidget, text: str) -> None:
    """Puts the focus into a field and types in the place of what is there."""
    line = getattr(widget, "lineEdit", lambda: widget)()
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    line.selectAll()
    if text:
        QTest.keyClicks(line, text)
    else:
        QTest.keyClick(line, Qt.Key.Key_Delete)


def leave(widget: QWidget) -> None:
    """Takes the focus out of a field."""
    widget.clearFocus()
    QApplication.processEvents()
