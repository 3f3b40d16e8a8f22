"""Fields that hold a list of entries: cues, banners, pictures, what is worth knowing."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from psoas_desktop.routine.check import check
from psoas_desktop.routine.codec import encode
from psoas_desktop.routine.vocabulary import CuePhase
from psoas_desktop.storage.program_data import ProgramData
from psoas_desktop.ui.editor.fields.kind_values import kind_value
from psoas_desktop.ui.editor.fields.specs import Control, specs_of
from tests.gui.inspector_bench import Bench, leave, routine, shipped, type_into

REST = {"type": "chair-rest", "id": "rest"}
STRETCH = {"type": "helper-stretch", "id": "stretch"}


class TestLists:
    def test_what_a_kind_says_can_be_said_by_a_file(self, data: ProgramData) -> None:
        blocks, plain_blocks = [], []
        for kind in data.catalogue.kinds.values():
            for position in kind.positions:
                lists = {
                    spec.name: kind_value(kind, spec.name, position.value)
                    for spec in specs_of(data.field_rules.whole(kind.id))
                    if spec.control is Control.ENTRIES and spec.name != "banners"
                }
                block = {"type": kind.id, "id": f"{kind.id}-{position.value}", "position": position.value}
                plain_blocks.append(block)
                blocks.append({**block, **lists})
        copied, bare = (
            check(encode(routine(*said)), data.field_rules, data.catalogue) for said in (blocks, plain_blocks)
        )
        assert copied.problems == ()
        assert copied.routine is not None
        assert bare.routine is not None
        for block, of_kind in zip(copied.routine.blocks(), bare.routine.blocks(), strict=True):
            assert block.cues == of_kind.cues
            assert [prop.id for prop in block.props] == [prop.id for prop in of_kind.props]
            assert block.instructions == of_kind.instructions
            held = [one.content for one in of_kind.pictures if one.phase is CuePhase.HOLD]
            assert [one.content for one in block.pictures] == held
            assert block.alternatives == of_kind.alternatives

    def test_what_a_kind_asks_for_follows_the_position(self, bench: Callable[..., Bench]) -> None:
        here = bench(routine({"type": "bolster-sit", "id": "b"}), 0)
        here.open("props", "position")
        row = here.row("props")
        before = [one.data["id"] for one in row.shown]
        here.row("position").choice.picked.emit("floor-seated")
        after = [one.data["id"] for one in row.shown]
        assert "bolster" in after
        assert "bolster" not in before
        assert here.value("items", 0, "props") is None

    def test_the_kinds_cues_become_own_with_the_first_change(
        self, bench: Callable[..., Bench], data: ProgramData
    ) -> None:
        here = bench(routine(STRETCH), 0)
        say = here.cue_field(2, "say")
        count = here.row("cues").model.rowCount()
        assert count == len(data.catalogue.kinds["helper-stretch"].cues)
        type_into(say.edit, "Softly")
        assert len(here.value("items", 0, "cues")) == count
        assert here.value("items", 0, "cues", 2, "say") == "Softly"
        leave(say.edit)
        assert here.steps() == 1
        assert here.row("cues").back.text() == "Back to the kind's"
        here.row("cues").back.click()
        assert here.value("items", 0) == STRETCH

    def test_a_new_cue_comes_after_the_chosen_one(self, bench: Callable[..., Bench], qtbot: QtBot) -> None:
        cues = [{"phase": "hold", "at_s": 40, "show": "b"}, {"phase": "lead_in", "at_s": 2, "show": "a"}]
        here = bench(routine({**REST, "cues": cues}), 0)
        here.open("cues")
        row = here.row("cues")
        assert [row.model.index(at).data() for at in range(2)] == ["a", "b"]
        row.choose(0)
        row.add_button.click()
        assert here.value("items", 0, "cues", 1) == {"phase": "hold", "at_s": 50}
        say = next(one for one in row.detail.rows if one.spec.name == "say")
        qtbot.waitUntil(say.edit.hasFocus)

    def test_delete_takes_the_cue_and_not_the_block(self, bench: Callable[..., Bench]) -> None:
        cues = [{"phase": "hold", "at_s": at, "show": str(at)} for at in (1, 2, 3)]
        here = bench(routine({**REST, "cues": cues}), 0)
        here.open("cues")
        row = here.row("cues")
        row.choose(1)
        row.view.setFocus()
        QTest.keyClick(row.view, Qt.Key.Key_Delete)
        assert [cue["at_s"] for cue in here.value("items", 0, "cues")] == [1, 3]
        assert row.chosen == 1
        assert row.view.hasFocus()

    def test_a_cue_is_pulled_along_the_line_in_one_step(self, bench: Callable[..., Bench]) -> None:
        cues = [{"phase": "hold", "at_s": 60, "show": "a"}]
        here = bench(routine({**REST, "duration_s": 300, "cues": cues}), 0)
        here.open("cues")
        axis = here.row("cues").axis
        QApplication.processEvents()
        mark = axis._marks[0]
        start = QPoint(round(axis.x_of(mark)), axis.height() - 14)
        QTest.mousePress(axis, Qt.MouseButton.LeftButton, pos=start)
        for by in (4, 9, 16):
            QTest.mouseMove(axis, start + QPoint(by, 0))
        QTest.mouseRelease(axis, Qt.MouseButton.LeftButton, pos=start + QPoint(16, 0))
        assert here.value("items", 0, "cues", 0, "at_s") > 60
        assert here.row("cues").chosen == 0
        assert here.steps() == 1

    def test_entries_move_and_keep_their_nodes(self, bench: Callable[..., Bench]) -> None:
        here = bench(routine({**REST, "props": [{"name": "a"}, {"name": "b"}, {"name": "c"}]}), 0)
        here.open("props")
        row = here.row("props")
        before = here.document.draft.get(("items", 0, "props", 2))
        row.choose(2)
        row.up_button.click()
        row.up_button.click()
        assert [prop["name"] for prop in here.value("items", 0, "props")] == ["c", "a", "b"]
        assert here.document.draft.get(("items", 0, "props", 0)) is before
        assert not row.up_button.isEnabled()
        here.document.undo()
        assert [prop["name"] for prop in here.value("items", 0, "props")] == ["a", "c", "b"]

    def test_new_entries_of_every_list_can_be_finished(self, bench: Callable[..., Bench]) -> None:
        here = bench(shipped("daily-chair-rest"))
        here.open(*here.page.sections)
        for name in (
            ("authors",),
            ("sources",),
            ("reviewed",),
            ("safety", "banners"),
            ("safety", "gate_questions"),
        ):
            row = here.row(*name)
            before = row.model.rowCount()
            row.add_button.click()
            assert row.model.rowCount() == before + 1
            for field in row.detail.rows:
                if field.spec.control in (Control.LINE, Control.AREA) and field.spec.required:
                    type_into(field.edit, "2025-03-31" if field.spec.name == "on" else "Something")
        assert here.document.index.problems() == []

    def test_the_last_entry_of_a_list_takes_the_list_with_it(self, bench: Callable[..., Bench]) -> None:
        here = bench(routine(REST, safety={"banners": [{"id": "a", "severity": "info", "short_text": "x"}]}))
        here.open("safety")
        row = here.row("safety", "banners")
        row.choose(0)
        row.remove_button.click()
        assert here.value("safety") is None
