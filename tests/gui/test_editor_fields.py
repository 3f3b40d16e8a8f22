"""Fields of the inspector: what can be typed, what it means, and what becomes of what cannot be read."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QKeySequence, QShortcut, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from psoas_desktop.routine.check import check
from psoas_desktop.routine.codec import encode
from psoas_desktop.storage.program_data import ProgramData
from psoas_desktop.ui.editor.fields.reading import read_number, read_time, write_time
from tests.gui.inspector_bench import Bench, leave, routine, type_into

REST = {"type": "chair-rest", "id": "rest"}
STRETCH = {"type": "helper-stretch", "id": "stretch"}
FREE = {"type": "free", "id": "free"}


class TestReading:
    @given(st.integers(-86_400, 86_400))
    def test_what_is_shown_can_be_read(self, seconds: int) -> None:
        assert read_time(write_time(seconds)) == seconds

    @given(st.text(max_size=20))
    def test_any_text_is_a_number_or_none(self, text: str) -> None:
        for found in (read_number(text), read_time(text)):
            assert found is None or isinstance(found, int)


class TestTimes:
    @pytest.mark.parametrize(
        ("typed", "seconds"),
        [
            ("5m", 300),
            ("5:00", 300),
            ("300", 300),
            ("90 s", 90),
            ("1h30", 5400),
            ("2.5 min", 150),
            ("1:02:03", 3723),
        ],
    )
    def test_as_people_type_them(self, typed: str, seconds: int, bench: Callable[..., Bench]) -> None:
        here = bench(routine(REST), 0)
        edit = here.row("duration_s").edit
        type_into(edit, typed)
        assert here.value("items", 0, "duration_s") == seconds
        assert edit.text() == typed
        leave(edit)
        assert edit.text() == write_time(seconds)

    def test_what_cannot_be_read_stays_and_changes_nothing(self, bench: Callable[..., Bench]) -> None:
        here = bench(routine({**REST, "duration_s": 300}), 0)
        row = here.row("duration_s")
        row.edit.setFocus()
        row.edit.lineEdit().setText("")
        before = here.document.draft
        row.edit.lineEdit().selectAll()
        QTest.keyClicks(row.edit.lineEdit(), "soon")
        leave(row.edit)
        assert row.edit.text() == "soon"
        assert here.document.draft is before
        assert row.problems[0].text.startswith("This is not read as a length of time")
        here.document.set_value(("items", 0, "lead_in_s"), 10)
        assert row.edit.text() == "soon"
        type_into(row.edit, "4m")
        assert row.problems == ()
        assert here.value("items", 0, "duration_s") == 240

    def test_arrows_step_as_the_kind_says(self, bench: Callable[..., Bench]) -> None:
        here = bench(routine({**REST, "duration_s": 310}), 0)
        edit = here.row("duration_s").edit
        edit.setFocus()
        QTest.keyClick(edit, Qt.Key.Key_Up)
        assert here.value("items", 0, "duration_s") == 330
        for _ in range(2):
            QTest.keyClick(edit, Qt.Key.Key_Down)
        assert here.value("items", 0, "duration_s") == 270
        for _ in range(30):
            QTest.keyClick(edit, Qt.Key.Key_Up)
        assert here.value("items", 0, "duration_s") == 900
        leave(edit)
        assert here.steps() == 1

    def test_an_empty_field_is_the_kinds(self, bench: Callable[..., Bench]) -> None:
        here = bench(routine({**REST, "duration_s": 120}), 0)
        row = here.row("duration_s")
        type_into(row.edit, "")
        assert here.value("items", 0) == REST
        assert row.edit.lineEdit().placeholderText() == "5:00"

    def test_a_time_that_cannot_be_left_out(self, bench: Callable[..., Bench]) -> None:
        here = bench(routine({**REST, "cues": [{"phase": "hold", "at_s": 5, "say": "Hm"}]}), 0)
        at = here.cue_field(0, "at_s")
        type_into(at.edit, "")
        assert here.value("items", 0, "cues", 0, "at_s") == 5
        assert at.problems[0].text.startswith("Write something here")

    def test_the_wheel_leaves_it_alone_without_the_focus(self, bench: Callable[..., Bench]) -> None:
        here = bench(routine({**REST, "duration_s": 300}), 0)
        here.row("title").edit.setFocus()
        for control in (here.row("duration_s").edit, here.row("advance").choice):
            event = QWheelEvent(
                QPointF(5, 5), QPointF(5, 5), QPoint(0, 120), QPoint(0, 120),
                Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
            )  # fmt: skip
            QApplication.sendEvent(control, event)
        assert not here.document.modified

    def test_hints_say_the_limits(self, bench: Callable[..., Bench]) -> None:
        here = bench(routine(REST), 0)
        assert here.row("duration_s").unit.text() == "1 to 15 minutes"
        assert here.row("chair_height_cm").unit.text() == "30 to 60 cm"


class TestTexts:
    @pytest.mark.parametrize("name", ["title", "note"])
    def test_the_windows_undo_is_not_the_fields(self, name: str, bench: Callable[..., Bench]) -> None:
        here = bench(routine(REST), 0)
        here.open("words")
        edit = here.row(name).edit
        undo = QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), here.inspector)
        undo.activated.connect(here.document.undo)
        type_into(edit, "abc")
        QTest.keyClick(edit, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        assert edit.text() == ""
        assert here.value("items", 0) == REST
        assert here.document.redo_step is not None

    def test_spaces_that_do_not_break_stay(self, bench: Callable[..., Bench]) -> None:
        here = bench(routine({**REST, "note": "a\u00a0b"}), 0)
        here.open("words")
        edit = here.row("note").edit
        edit.setFocus()
        QTest.keyClicks(edit, "x")
        assert here.value("items", 0, "note") == "xa\u00a0b"

    def test_lines_that_stay_keep_how_they_are_written(
        self, bench: Callable[..., Bench], data: ProgramData
    ) -> None:
        text = b'{"format":1,"id":"a","title":"t","before":["\\u0041 mat","A chair"],"items":[]}'
        draft = check(text, data.field_rules, data.catalogue).draft
        assert draft is not None
        here = bench(draft)
        here.open("around")
        edit = here.row("before").edit
        edit.setFocus()
        edit.moveCursor(edit.textCursor().MoveOperation.End)
        QTest.keyClick(edit, Qt.Key.Key_Return)
        QTest.keyClicks(edit, "Water")
        assert here.value("before") == ["A mat", "A chair", "Water"]
        assert b'"\\u0041 mat"' in encode(here.document.draft)

    def test_a_list_that_is_none_is_not_overwritten(self, bench: Callable[..., Bench]) -> None:
        here = bench(routine(REST, before=["a", 5]))
        here.open("around")
        assert here.row("before").edit.isReadOnly()
        assert here.row("before").problems[0].text.endswith("Change it in the source.")

    def test_counting_where_there_is_little_room(self, bench: Callable[..., Bench]) -> None:
        banner = {"id": "a", "severity": "caution", "short_text": "Slowly"}
        here = bench(routine({**REST, "banners": [banner]}), 0)
        here.open("cautions")
        row = here.row("banners")
        row.choose(0)
        short = next(one for one in row.detail.rows if one.spec.name == "short_text")
        assert short.count.text() == "6 of 40"

    def test_enormous_texts_do_not_hang(self, bench: Callable[..., Bench]) -> None:
        here = bench(routine({**REST, "title": "W" * 1_000_000, "note": "W" * 1_000_000}), 0)
        here.open("words")
        for name in ("title", "note"):
            assert here.row(name).edit.isReadOnly()
            assert "source" in here.row(name).problems[0].text
        here.inspector.grab()
        assert not here.document.modified


class TestChoices:
    def test_what_cannot_be_chosen_is_shown_as_it_is(self, bench: Callable[..., Bench]) -> None:
        here = bench(routine({**REST, "legs_on": "table"}), 0)
        row = here.row("legs_on")
        assert row.choice.currentIndex() == -1
        assert row.choice.placeholderText() == "table"
        row.choice.picked.emit("sofa")
        assert here.value("items", 0, "legs_on") == "sofa"
        assert row.problems == ()

    def test_fields_come_where_they_are_of_use(self, bench: Callable[..., Bench]) -> None:
        here = bench(routine(FREE, STRETCH), 0)
        assert not here.row("changeover_s").isVisible()
        here.row("sides").choice.picked.emit("both")
        assert here.row("changeover_s").isVisible()
        here.choose(1)
        assert not here.row("duration_min_s").isVisible()
        here.row("open_ended").box.click()
        assert here.value("items", 1, "open_ended") is True
        assert here.row("duration_min_s").isVisible()
        assert here.row("duration_min_s").edit.lineEdit().placeholderText() == "1:00"

    def test_where_a_block_starts_follows_its_position(self, bench: Callable[..., Bench]) -> None:
        here = bench(routine(FREE), 0)
        here.open("position")
        row = here.row("start_position")
        assert row.choice.placeholderText() == "The same position"
        row.choice.picked.emit("kneeling")
        assert here.value("items", 0, "start_position") == "kneeling"
        row.back.click()
        assert here.value("items", 0) == FREE


class TestByKeyboard:
    def test_tab_goes_through_all_that_is_seen(self, bench: Callable[..., Bench]) -> None:
        here = bench(routine(STRETCH), 0)
        here.row("title").edit.setFocus()
        names: list[str] = []
        for _ in range(40):
            focus = QApplication.focusWidget()
            assert isinstance(focus, QWidget)
            if focus is here.row("title").edit and names:
                break
            names.append(focus.accessibleName())
            QTest.keyClick(focus, Qt.Key.Key_Tab)
        assert all(names)
        wanted = ["Title", "Time", "Duration of each side", "Open-ended", "Lead-in", "At the end", "Sides"]
        assert [name for name in names if name in wanted][: len(wanted)] == wanted
        assert names[-1] == "Source and name"

    def test_a_heading_is_folded_with_the_space_bar(self, bench: Callable[..., Bench]) -> None:
        here = bench(routine(STRETCH), 0)
        head = here.page.sections["props"].head
        head.setFocus()
        QTest.keyClick(head, Qt.Key.Key_Space)
        assert here.row("props").view.isVisible()
        assert head.accessibleDescription().startswith("open")
