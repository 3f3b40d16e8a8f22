"""The inspector: what is chosen is changed, in one step, and what is wrong stands beside its field."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from psoas_desktop.editing.edits import Action
from psoas_desktop.routine.field_rules import GROUP, ROUTINE
from psoas_desktop.storage.program_data import ProgramData
from psoas_desktop.ui.common.desk_style import dress
from psoas_desktop.ui.common.theme import LIGHT
from psoas_desktop.ui.editor.fields.specs import specs_of
from psoas_desktop.ui.editor.inspector_plan import plan_of
from psoas_desktop.ui.editor.problem_words import in_words
from tests.gui.inspector_bench import Bench, leave, routine, shipped, type_into

REST = {"type": "chair-rest", "id": "rest", "duration_s": 300}
STRETCH = {"type": "helper-stretch", "id": "stretch", "duration_s": 60}
LUNGE = {"type": "kneeling-lunge", "id": "lunge", "duration_s": 45}


class TestPages:
    def test_every_kind_has_a_page_with_all_its_fields(
        self, bench: Callable[..., Bench], data: ProgramData
    ) -> None:
        kinds = sorted(data.catalogue.kinds)
        here = bench(routine(*({"type": kind, "id": kind} for kind in kinds)))
        for index, kind in enumerate(kinds):
            here.choose(index)
            here.open(*here.page.sections)
            shown = {row.spec.path for form in here.page.forms for row in form.rows}
            wanted = {spec.path for spec in specs_of(data.field_rules.whole(kind))} - {("type",)}
            # A kind with one kind of sides asks for none.
            assert wanted - shown <= {("sides",)}, kind
            assert here.page.heading.text() == data.catalogue.kinds[kind].title

    @pytest.mark.parametrize("part", [ROUTINE, GROUP])
    def test_nothing_of_a_routine_or_a_group_is_left_out(self, part: str, data: ProgramData) -> None:
        plan = plan_of(part, data.field_rules)
        placed = [spec.path for spec in plan.top] + [spec.path for one in plan.sections for spec in one.specs]
        own = {"$schema", "format", "catalogue", "created", "modified", "type", "items"}
        wanted = [spec.path for spec in specs_of(data.field_rules.whole(part)) if spec.path[0] not in own]
        assert sorted(placed) == sorted(wanted)
        assert all(section.key != "rest" for section in plan.sections)

    def test_pages_are_used_again(self, bench: Callable[..., Bench]) -> None:
        here = bench(routine(REST, STRETCH, {**REST, "id": "b", "duration_s": 120}), 0)
        first = here.page
        here.choose(1)
        assert here.page is not first
        here.choose(2)
        assert here.page is first
        assert here.row("duration_s").edit.text() == "2:00"

    def test_what_is_open_stays_open_on_the_next_block(self, bench: Callable[..., Bench]) -> None:
        here = bench(routine(REST, STRETCH), 0)
        QTest.mouseClick(here.page.sections["words"].head, Qt.MouseButton.LeftButton)
        here.choose(1)
        assert here.page.sections["words"].is_open
        assert not here.page.sections["props"].is_open

    def test_nothing_is_wider_than_its_place(
        self, bench: Callable[..., Bench], light_desk: QApplication
    ) -> None:
        for scale in (1.0, 2.0):
            dress(light_desk, LIGHT, scale)
            here = bench(shipped("with-a-helper"), 4)
            here.inspector.resize(round(320 * scale), 700)
            here.open(*here.page.sections)
            light_desk.processEvents()
            assert here.page.widget().minimumSizeHint().width() <= here.page.viewport().width()
        dress(light_desk, LIGHT)

    def test_an_unknown_block_is_kept_and_can_be_given_a_kind(self, bench: Callable[..., Bench]) -> None:
        here = bench(routine({"type": "levitate", "id": "x", "note": "keep"}), 0)
        assert here.inspector.page is None
        row = here.inspector._unknown.row
        assert row.choice.placeholderText() == "levitate"
        row.choice.picked.emit("rest")
        assert here.value("items", 0) == {"type": "rest", "id": "x", "note": "keep"}
        assert here.page.heading.text() != ""

    def test_with_nothing_chosen_it_is_the_routine(self, bench: Callable[..., Bench]) -> None:
        here = bench(routine(REST))
        type_into(here.row("title").edit, "Evening")
        assert here.value("title") == "Evening"
        assert here.document.selection == ()

    def test_what_is_folded_says_in_short_what_it_holds(self, bench: Callable[..., Bench]) -> None:
        here = bench(routine({**STRETCH, "cues": [{"phase": "hold", "at_s": 1, "say": "Hm"}]}), 0)
        assert here.page.sections["cues"].head.summary == "1 of your own"
        assert here.page.sections["position"].head.summary.startswith("Lying on the side")
        assert here.page.sections["cautions"].head.summary.endswith("built in")
        assert here.page.sections["pictures"].head.summary == "2, from the kind"
        assert here.page.sections["source"].head.summary == ""

    def test_the_kinds_title_is_no_source(self, bench: Callable[..., Bench]) -> None:
        here = bench(routine(REST), 0)
        here.open("source")
        assert here.row("source", "title").edit.placeholderText() == ""
        assert here.row("title").edit.placeholderText() == "Chair rest"


class TestSteps:
    def test_a_visit_is_one_step(self, bench: Callable[..., Bench]) -> None:
        here = bench(routine(REST), 0)
        edit = here.row("title").edit
        type_into(edit, "Legs up")
        leave(edit)
        assert here.steps() == 1
        type_into(edit, "Rest")
        leave(edit)
        assert here.steps() == 2
        here.document.undo()
        assert edit.text() == "Legs up"
        here.document.undo()
        assert edit.text() == ""
        assert not here.document.modified

    def test_undo_elsewhere_leaves_the_cursor_where_it_is(self, bench: Callable[..., Bench]) -> None:
        here = bench(routine({**REST, "title": "Legs up", "lead_in_s": 20}), 0)
        edit = here.row("title").edit
        edit.setFocus()
        edit.setCursorPosition(3)
        here.document.set_value(("items", 0, "lead_in_s"), 40)
        assert here.row("lead_in_s").edit.text() == "0:40"
        assert edit.cursorPosition() == 3
        assert edit.text() == "Legs up"

    def test_an_empty_text_leaves_the_file(self, bench: Callable[..., Bench]) -> None:
        here = bench(routine({**REST, "title": "Legs up"}), 0)
        type_into(here.row("title").edit, "")
        assert here.value("items", 0) == REST
        assert here.row("title").edit.placeholderText() == "Chair rest"

    def test_back_to_the_kinds_value(self, bench: Callable[..., Bench]) -> None:
        here = bench(routine({**REST, "duration_s": 120}), 0)
        row = here.row("duration_s")
        assert row.back.isVisible()
        row.back.click()
        assert here.value("items", 0, "duration_s") is None
        assert row.edit.lineEdit().placeholderText() == "5:00"
        assert not row.back.isVisible()
        step = here.document.undo_step
        assert step is not None
        assert (step.action, step.field) == (Action.RESET, "duration_s")

    def test_an_object_goes_with_its_last_field(self, bench: Callable[..., Bench]) -> None:
        here = bench(routine(REST, safety={"emergency_contact": {"name": "Ada"}}))
        here.open("safety")
        type_into(here.row("safety", "emergency_contact", "name").edit, "")
        assert here.value("safety") is None
        type_into(here.row("safety", "emergency_contact", "phone").edit, "1")
        assert here.value("safety") == {"emergency_contact": {"phone": "1"}}


class TestSeveral:
    def test_one_change_for_all_in_one_step(self, bench: Callable[..., Bench]) -> None:
        here = bench(routine(REST, LUNGE, STRETCH), 0, 1, 2)
        assert here.row("duration_s").edit.lineEdit().placeholderText() == "Mixed"
        type_into(here.row("duration_s").edit, "75")
        leave(here.row("duration_s").edit)
        assert [here.value("items", at, "duration_s") for at in range(3)] == [75, 75, 75]
        assert here.steps() == 1
        assert here.document.selection == (("items", 0), ("items", 1), ("items", 2))
        here.document.undo()
        assert [here.value("items", at, "duration_s") for at in range(3)] == [300, 45, 60]

    def test_only_what_they_share_can_be_changed(self, bench: Callable[..., Bench]) -> None:
        here = bench(routine(LUNGE, STRETCH), 0, 1)
        here.open(*here.page.sections)
        shown = {row.spec.path[0] for form in here.page.forms for row in form.rows}
        assert "changeover_s" in shown
        assert not shown & {"stop_word", "knee_pad", "id", "title", "cues"}


class TestProblems:
    def test_the_sentence_stands_at_its_field(self, bench: Callable[..., Bench]) -> None:
        here = bench(routine({**REST, "duration_s": 20}), 0)
        assert [said.text for said in here.row("duration_s").problems] == [
            "The duration is 0:20; it must be between 1:00 and 15:00."
        ]
        assert "between 1:00 and 15:00" in here.row("duration_s").edit.accessibleDescription()
        type_into(here.row("duration_s").edit, "5m")
        assert here.row("duration_s").problems == ()

    def test_times_are_said_as_they_are_typed(self, bench: Callable[..., Bench]) -> None:
        here = bench(routine({"type": "rest", "id": "a", "duration_s": 5000}), 0)
        (said,) = here.row("duration_s").problems
        assert said.text.startswith("The duration is 1:23:20; it must be ")
        assert "second" not in said.text
        here = bench(routine({**REST, "open_ended": True, "duration_min_s": 600, "duration_max_s": 300}), 0)
        assert "the least duration is 10:00 and the longest is 5:00" in str(
            [in_words(problem) for problem in here.document.index.problems()]
        )

    def test_a_folded_heading_tells_of_it(self, bench: Callable[..., Bench]) -> None:
        here = bench(routine({**REST, "way_out": "x" * 301}), 0)
        head = here.page.sections["position"].head
        assert head.level is not None
        assert "something to mend" in head.accessibleDescription()

    def test_a_field_that_nobody_knows_stands_at_the_top(self, bench: Callable[..., Bench]) -> None:
        here = bench(routine({**REST, "unheard": 1}), 0)
        assert [line.label.text() for line in here.page._lines] == [
            'The field "unheard" is not known here; it is kept, but nothing comes of it.'
        ]

    def test_focus_goes_to_the_field_of_a_path(self, bench: Callable[..., Bench], qtbot: QtBot) -> None:
        cue = {"phase": "hold", "at_s": 3, "say": "{nonsense}"}
        here = bench(routine(REST, {"type": "group", "id": "g", "items": [{**LUNGE, "cues": [cue, cue]}]}))
        path = ("items", 1, "items", 0)
        here.inspector.focus_field((*path, "cues", 1, "say"))
        assert here.document.selection == (path,)
        cues = here.row("cues")
        assert cues.chosen == 1
        said = next(row for row in cues.detail.rows if row.spec.name == "say")
        qtbot.waitUntil(said.edit.hasFocus)
        assert [one.level.value for one in said.problems] == ["warning"]
        here.inspector.focus_field(("license",))
        assert here.document.selection == ()
        assert here.row("license").edit.hasFocus()

    def test_what_stands_in_the_wrong_place_changes_nothing(self, bench: Callable[..., Bench]) -> None:
        here = bench(routine(REST, safety="none"))
        here.open("safety")
        row = here.row("safety", "emergency_contact", "name")
        type_into(row.edit, "A")
        assert here.value("safety") == "none"
        assert row.problems[0].text.endswith("Mend it in the source.")
