"""The exercises beside the outline: found, added by keys, dragged."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from psoas_desktop.routine.field_rules import GROUP
from psoas_desktop.storage.program_data import ProgramData
from psoas_desktop.ui.common.desk_style import dress
from psoas_desktop.ui.common.theme import DARK
from psoas_desktop.ui.editor.dragging import KINDS, kinds_from_bytes
from psoas_desktop.ui.editor.palette import Palette, entries_of
from psoas_desktop.ui.editor.thumbnails import Thumbnails, Wanted
from tests.gui.editor_parts import parts_of


@pytest.fixture
def palette(qtbot: QtBot, dressed: QApplication, data: ProgramData) -> Palette:
    dress(dressed, DARK)
    parts = parts_of(data)
    made = Palette(parts, Thumbnails(parts.figures))
    qtbot.addWidget(made)
    made.resize(280, 640)
    made.show()
    qtbot.waitExposed(made)
    return made


def shown_kinds(palette: Palette) -> list[str]:
    model = palette.model
    return [kind for row in range(model.rowCount()) if (kind := model.entry(model.index(row)).kind)]


def test_every_kind_is_there_once_under_a_heading(data: ProgramData) -> None:
    entries = entries_of(data.catalogue)
    kinds = [entry.kind for entry in entries if entry.kind]
    assert sorted(kinds) == sorted([*data.catalogue.kinds, GROUP])
    assert not entries[0].kind
    headings = [entry.title for entry in entries if not entry.kind]
    assert headings == [heading for heading, _ in data.catalogue.groups]


def test_kinds_stand_in_the_order_of_use(data: ProgramData) -> None:
    kinds = [entry.kind for entry in entries_of(data.catalogue) if entry.kind]
    assert kinds[:2] == ["prepare-space", "hydrate"]
    assert kinds[-1] == "closing-check-in"
    assert kinds.index("lower-to-floor") < kinds.index("chair-rest") < kinds.index("log-roll-rise")


def test_a_kind_that_no_heading_has_is_offered_last(data: ProgramData) -> None:
    few = replace(data.catalogue, groups=(("First", ("rest", "no-such-kind", "rest")), ("Empty", ())))
    entries = entries_of(few)
    assert [entry.title for entry in entries if not entry.kind] == ["First", "More exercises"]
    kinds = [entry.kind for entry in entries if entry.kind]
    assert kinds[0] == "rest"
    assert sorted(kinds) == sorted([*data.catalogue.kinds, GROUP])


def test_a_search_leaves_what_has_every_word(qtbot: QtBot, palette: Palette) -> None:
    tester = QAbstractItemModelTester(palette.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    qtbot.keyClicks(palette.search, "LUNGE standing")
    assert shown_kinds(palette) == ["standing-forward-lunge"]
    assert palette.model.rowCount() == 2
    palette.search.setText("floor")
    assert {"chair-rest", "lower-to-floor", "side-lying-rest"} <= set(shown_kinds(palette))
    palette.search.setText("no such thing")
    assert palette.model.rowCount() == 0
    qtbot.keyClick(palette.search, Qt.Key.Key_Escape)
    assert len(shown_kinds(palette)) > 15
    del tester


def test_keys_alone_add_an_exercise(qtbot: QtBot, palette: Palette) -> None:
    palette.focus_search()
    qtbot.keyClicks(palette.search, "rest")
    qtbot.keyClick(palette.search, Qt.Key.Key_Down)
    assert palette.rows.hasFocus()
    qtbot.keyClick(palette.rows, Qt.Key.Key_Down)
    second = shown_kinds(palette)[1]
    with qtbot.waitSignal(palette.wanted) as wanted:
        qtbot.keyClick(palette.rows, Qt.Key.Key_Return)
    assert wanted.args == [[second]]
    qtbot.keyClick(palette.rows, Qt.Key.Key_Up)
    qtbot.keyClick(palette.rows, Qt.Key.Key_Up)
    assert palette.search.hasFocus()
    with qtbot.waitSignal(palette.wanted):
        qtbot.keyClick(palette.search, Qt.Key.Key_Return)


def test_a_double_click_adds(qtbot: QtBot, palette: Palette) -> None:
    box = palette.rows.visualRect(palette.model.index(2))
    with qtbot.waitSignal(palette.wanted) as wanted:
        qtbot.mouseClick(palette.rows.viewport(), Qt.MouseButton.LeftButton, pos=box.center())
        qtbot.mouseDClick(palette.rows.viewport(), Qt.MouseButton.LeftButton, pos=box.center())
    assert wanted.args == [[palette.model.entry(palette.model.index(2)).kind]]


def test_a_drag_carries_the_kind_and_a_heading_is_not_dragged(palette: Palette) -> None:
    model = palette.model
    carried = model.mimeData([model.index(1)])
    assert kinds_from_bytes(bytes(carried.data(KINDS).data())) == (model.entry(model.index(1)).kind,)
    assert model.flags(model.index(0)) == Qt.ItemFlag.NoItemFlags
    assert model.flags(model.index(1)) & Qt.ItemFlag.ItemIsDragEnabled


def test_rows_are_spoken_with_their_line(palette: Palette) -> None:
    model = palette.model
    entry = model.entry(model.index(1))
    heard = model.data(model.index(1), Qt.ItemDataRole.AccessibleTextRole)
    assert heard == f"{entry.title}, {entry.summary}"


def test_figures_come_after_the_first_paint(qtbot: QtBot, data: ProgramData) -> None:
    thumbnails = Thumbnails(parts_of(data).figures)
    wanted = Wanted("chair_rest", "", "dark", QSize(60, 42), 1.0)
    strange = Wanted("../no such", "", "dark", QSize(60, 42), 1.0)
    assert thumbnails.get(wanted) is None
    assert thumbnails.get(strange) is None
    with qtbot.waitSignals([thumbnails.drawn, thumbnails.drawn]):
        thumbnails.rest()
    picture = thumbnails.get(wanted)
    assert picture is not None
    assert picture.size() == QSize(60, 42)
    assert thumbnails.get(strange) is None
