"""The text of a file: mended in place, and not a byte changed that nobody touched."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from psoas_desktop.editing.document import Document
from psoas_desktop.editing.edits import Action
from psoas_desktop.routine.problems import Place
from psoas_desktop.storage.program_data import ProgramData
from psoas_desktop.ui.common.theme import LIGHT
from psoas_desktop.ui.editor.source_text import LONGEST_LINE, SourceText
from psoas_desktop.ui.editor.source_view import SourceView
from tests.gui.editor_parts import parts_of
from tests.gui.inspector_bench import routine, shipped

BROKEN = Path(__file__).parent.parent / "core" / "broken"
MISSING_COMMA = (
    b'{"format": 1,\r\n "id": "a"\r\n "title": "T",\r\n "items": [{"type": "rest", "id": "r"}]}\r\n'
)


@pytest.fixture
def view(qtbot: QtBot, data: ProgramData, light_desk: QApplication) -> SourceView:
    made = SourceView(parts_of(data, LIGHT))
    qtbot.addWidget(made)
    made.resize(800, 500)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


_LINES = st.lists(
    st.text(st.sampled_from('ab {}"⟦…⟧é\u2029\ufdd0\u2028\u00a0\x0b\x0c'), max_size=8), max_size=8
)
_ENDS = st.sampled_from(["\n", "\r\n", "\r"])
_MOST_ENDS = st.sampled_from(["\n", "\r\n"])


class TestBytes:
    @given(_LINES, st.lists(_ENDS, min_size=8, max_size=8), st.booleans())
    def test_text_comes_back_as_it_was(self, lines: list[str], ends: list[str], mark: bool) -> None:
        text = "".join(line + end for line, end in zip(lines, ends, strict=False))
        data = (codecs.BOM_UTF8 if mark else b"") + text.encode()
        held = SourceText(data)
        assert held.data(held.shown) == data
        assert not set(held.shown) & set("\r\u2029\ufdd0")

    @given(_LINES, st.lists(_MOST_ENDS, min_size=8, max_size=8), st.integers(0, 8))
    def test_a_new_line_changes_no_other(self, lines: list[str], ends: list[str], at: int) -> None:
        written = [line + end for line, end in zip(lines, ends, strict=False)]
        held = SourceText("".join(written).encode())
        shown = held.shown.split("\n")
        at = min(at, len(shown) - 1)
        changed = held.data("\n".join([*shown[:at], "new", *shown[at:]])).decode()
        rest = "".join(written[at:])
        before, _, after = changed.partition("new")
        assert before == "".join(written[:at])
        assert after in {end + rest for end in ("\n", "\r\n", "\r")}

    def test_very_long_lines_are_folded_and_kept(self) -> None:
        long = "W" * 1_000_000
        data = f'{{"title": "{long}",\n "x": 1}}'.encode()
        held = SourceText(data)
        assert max(map(len, held.shown.split("\n"))) < LONGEST_LINE
        assert held.data(held.shown) == data
        assert held.data(held.shown.replace('"x": 1', '"x": 2')) == data.replace(b'"x": 1', b'"x": 2')

    def test_places_before_in_and_behind_a_fold(self) -> None:
        held = SourceText(("a" * 200 + "b" * 5_000 + "c" * 200 + "!").encode())
        line = held.shown
        assert held.shown_place(Place(1, 5), line) == Place(1, 5)
        assert held.shown_place(Place(1, 3_000), line) == Place(1, 201)
        assert line[held.shown_place(Place(1, 5_401), line).column - 1] == "!"

    def test_through_the_widget(self, view: SourceView) -> None:
        data = '{"a": "x\u00a0y\u2028\u2029z",\r\n"b": "\ufdd0"\n}'.encode()
        view.open_bytes(data)
        assert view.data() == data
        view.editor.moveCursor(QTextCursor.MoveOperation.End)
        QTest.keyClicks(view.editor, " ")
        assert view.modified
        assert view.data() == data + b" "

    @pytest.mark.parametrize("path", sorted(BROKEN.glob("*.json")), ids=lambda path: path.stem)
    def test_every_broken_file_is_shown_with_its_problems(self, path: Path, view: SourceView) -> None:
        if path.name == "expected.json":
            return
        data = path.read_bytes()
        view.open_bytes(data)
        assert view.data() == data
        assert view.model.rowCount() > 0
        assert not view.modified


class TestMending:
    def test_mended_text_can_be_opened_as_blocks(self, view: SourceView, qtbot: QtBot) -> None:
        view.open_bytes(MISSING_COMMA)
        assert view.state.text() == "1 error"
        assert not view.use_button.isEnabled()
        view.next_problem()
        assert view.editor.hasFocus()
        with qtbot.waitSignal(view.checked):
            QTest.keyClicks(view.editor, ",")
        # The problem is said to be where the comma is missing.
        assert view.data() == MISSING_COMMA.replace(b'"a"\r\n', b'"a",\r\n')
        assert view.model.rowCount() == 0
        with qtbot.waitSignal(view.blocks_asked):
            view.use_button.click()
        assert view.result is not None
        assert view.result.draft is not None

    def test_undo_is_its_own(self, view: SourceView) -> None:
        view.open_bytes(MISSING_COMMA)
        QTest.keyClicks(view.editor, "x")
        assert view.modified
        view.editor.undo()
        assert not view.modified
        assert view.data() == MISSING_COMMA

    def test_once_saved_it_is_unmodified(self, view: SourceView) -> None:
        view.open_bytes(MISSING_COMMA)
        QTest.keyClicks(view.editor, "x")
        view.saved(view.data())
        assert not view.modified
        assert view.data() == b"x" + MISSING_COMMA

    def test_enter_keeps_the_indent(self, view: SourceView) -> None:
        view.open_bytes(b"{\n    ")
        view.editor.moveCursor(QTextCursor.MoveOperation.End)
        QTest.keyClick(view.editor, Qt.Key.Key_Return)
        assert view.editor.text() == "{\n    \n    "

    def test_find_goes_round(self, view: SourceView) -> None:
        view.open_bytes(b'{"one": 1,\n"two": 1}')
        view.find_bar.start()
        QTest.keyClicks(view.find_bar.field, "1")
        places = [view.editor.textCursor().selectionStart()]
        for _ in range(2):
            QTest.keyClick(view.find_bar.field, Qt.Key.Key_Return)
            places.append(view.editor.textCursor().selectionStart())
        assert places == [8, 18, 8]
        QTest.keyClicks(view.find_bar.field, "1")
        assert view.find_bar.found.text() == "Not found"


class TestRefusals:
    def test_what_is_not_utf_8_is_only_looked_at(self, view: SourceView) -> None:
        data = '{"title": "Übung"}'.encode("latin-1")
        view.open_bytes(data)
        assert view.read_only
        assert "UTF-8" in view.notice.label.text()
        assert view.data() == data
        assert not view.use_button.isEnabled()

    def test_a_later_file_can_be_written_again(self, view: SourceView) -> None:
        view.open_bytes("ü".encode("utf-16"))
        view.open_bytes(MISSING_COMMA)
        assert not view.read_only
        assert view.notice.isHidden()

    def test_a_million_letters_in_one_line(self, view: SourceView) -> None:
        data = b'{"title": "' + b"W" * 1_000_000 + b'", "x": }'
        view.open_bytes(data)
        assert len(view.editor.text()) < 2_000
        view.next_problem()
        view.grab()
        assert view.data() == data

    def test_a_text_that_is_too_large_is_told_of(self, view: SourceView) -> None:
        data = b'{"title": 1,\n' * 400_000
        view.open_bytes(data)
        assert view.read_only
        assert "too large" in view.notice.label.text()
        assert view.data() == data
        assert view.model.rowCount() > 0


class TestOfDocument:
    def test_a_change_is_one_step(self, view: SourceView, data: ProgramData) -> None:
        document = Document(shipped("daily-chair-rest"), data.field_rules, on_disk=True)
        before = document.draft
        view.show_document(document)
        assert not view.use_button.isEnabled()
        text = view.editor.text()
        view.editor.selectAll()
        view.editor.insertPlainText(text.replace('"duration_s": 300', '"duration_s": 240'))
        view.check_now()
        view.use_button.click()
        step = document.undo_step
        assert step is not None
        assert step.action is Action.SOURCE
        assert step.further is None
        assert b'"duration_s": 240' in document.bytes()
        assert not view.modified
        document.undo()
        assert document.draft is before
        assert view.data() == document.bytes()

    def test_it_follows_unless_it_is_written_in(self, view: SourceView, data: ProgramData) -> None:
        document = Document(routine({"type": "rest", "id": "a"}), data.field_rules, on_disk=True)
        view.show_document(document)
        document.set_value(("title",), "Second")
        assert "Second" in view.editor.text()
        QTest.keyClicks(view.editor, " ")
        document.set_value(("title",), "Third")
        assert "Third" not in view.editor.text()

    def test_shown_again_it_listens_once(self, view: SourceView, data: ProgramData) -> None:
        document = Document(routine({"type": "rest", "id": "a"}), data.field_rules, on_disk=True)
        view.show_document(document)
        view.show_document(document)
        loads: list[bytes] = []
        view._load = loads.append  # type: ignore[method-assign]
        document.set_value(("title",), "Second")
        assert len(loads) == 1
