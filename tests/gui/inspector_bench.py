"""An inspector on a draft, and the hands of somebody who writes in it."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from psoas_desktop.editing.document import Document
from psoas_desktop.routine.codec import decode
from psoas_desktop.routine.draft import Draft, Json, from_plain
from psoas_desktop.storage.figure_files import figure_library
from psoas_desktop.storage.program_data import ProgramData
from psoas_desktop.storage.resources import routines_root
from psoas_desktop.ui.common.figure_view import FigureCache
from psoas_desktop.ui.common.icons import Icons, icons_folder
from psoas_desktop.ui.common.theme import LIGHT
from psoas_desktop.ui.editor.fields.row import FieldRow
from psoas_desktop.ui.editor.inspector import Inspector
from psoas_desktop.ui.editor.parts import EditorParts


class Pocket:
    """A clipboard of its own."""

    def __init__(self) -> None:
        self.held = ""

    def text(self) -> str:
        return self.held

    def set_text(self, text: str) -> None:
        self.held = text


def parts_of(data: ProgramData, **others: Any) -> EditorParts:
    given: dict[str, Any] = {
        "data": data,
        "figures": lambda: FigureCache(figure_library()),
        "look": lambda: LIGHT,
        "icon_set": lambda theme: Icons(icons_folder(), theme),
        "clipboard": Pocket(),
        "today": lambda: date(2025, 3, 31),
        "now": lambda: 0.0,
        "documents": Path(),
        **others,
    }
    known = {field.name for field in fields(EditorParts)}
    return EditorParts(**{name: value for name, value in given.items() if name in known})


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
        self.inspector = Inspector(self.document, parts_of(data, **parts))
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
