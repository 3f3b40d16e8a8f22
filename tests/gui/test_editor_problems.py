"""The list of problems: what it counts, where it leads, what it mends."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from psoas_desktop.editing.document import Document
from psoas_desktop.routine.draft import Draft, Json, from_plain
from psoas_desktop.storage.program_data import ProgramData
from psoas_desktop.ui.common.theme import LIGHT
from psoas_desktop.ui.editor.problem_list import ProblemList
from psoas_desktop.ui.editor.problem_model import AGAINST, Found
from tests.gui.editor_parts import Pocket, parts_of
from tests.gui.inspector_bench import routine

REST = {"type": "chair-rest", "id": "rest", "duration_s": 300}
SHORT = {**REST, "id": "short", "duration_s": 20}
LONG = {**REST, "id": "long", "duration_s": 5000}


@pytest.fixture
def listed(qtbot: QtBot, data: ProgramData, light_desk: QApplication) -> Callable[..., ProblemList]:
    def made(draft: Draft, **parts: object) -> ProblemList:
        document = Document(draft, data.field_rules, on_disk=True)
        one = ProblemList(document, parts_of(data, LIGHT, **parts))
        qtbot.addWidget(one)
        one.resize(500, 240)
        one.show()
        qtbot.waitExposed(one)
        return one

    return made


def test_it_counts_in_words(listed: Callable[..., ProblemList]) -> None:
    assert listed(routine(SHORT)).summary == "1 error"
    assert listed(routine(SHORT, {**LONG, "unheard": 1})).summary == "2 errors, 1 warning"


def test_a_sound_routine_says_so(listed: Callable[..., ProblemList]) -> None:
    here = listed(routine({"type": "rest", "id": "a"}))
    assert here.summary == "Nothing to mend"
    assert here.empty.isVisible()
    assert not here.view.isVisible()


def test_an_empty_routine_is_nothing_wrong_before_somebody_checks(
    listed: Callable[..., ProblemList], qtbot: QtBot
) -> None:
    here = listed(routine())
    qtbot.wait_until(lambda: not here._advice_idle.isActive())
    assert here.summary == "Nothing to mend"
    assert here.empty.text() == "Add the first exercise from the left."
    here.check()
    assert here.summary == "1 error"
    with qtbot.waitSignal(here.listed):
        here._document.add([from_plain(REST)])
    assert here.summary == "Nothing to mend"
    assert here.empty.text() == "The routine can be played as it is."
    with qtbot.waitSignal(here.listed):
        here._document.undo()
    assert here.summary == "Nothing to mend"


def test_of_a_long_routine_it_says_that_nobody_has_looked_for_advice(
    listed: Callable[..., ProblemList], qtbot: QtBot
) -> None:
    rests = [{"type": "rest", "id": f"r{number}", "position": "seated"} for number in range(160)]
    here = listed(routine(*rests))
    assert here.summary == "No mistakes; no advice looked for yet"
    assert "Check (F7)" in here.empty.text()
    here.check()
    assert here.summary != "No mistakes; no advice looked for yet"


def test_it_follows_the_draft_once_nobody_types(listed: Callable[..., ProblemList], qtbot: QtBot) -> None:
    here = listed(routine(REST))
    with qtbot.waitSignal(here.listed):
        here._document.set_value(("items", 0, "duration_s"), 20)
        here._document.set_value(("items", 0, "duration_s"), 10)
        assert here.summary == "Nothing to mend"
    assert here.summary == "1 error"
    assert here.model.found[0].text.startswith("Block 1, 'Chair rest': the duration is 0:10;")


def test_f8_goes_round(listed: Callable[..., ProblemList]) -> None:
    here = listed(routine(SHORT, REST, LONG))
    went: list[tuple[object, ...]] = []
    here.jump.connect(went.append)
    for _ in range(3):
        here.next_problem()
    here.previous_problem()
    assert [path[1] for path in went] == [0, 2, 0, 2]


def test_f8_knows_the_draft_of_now(listed: Callable[..., ProblemList]) -> None:
    here = listed(routine(REST))
    went: list[tuple[object, ...]] = []
    here.jump.connect(went.append)
    here._document.set_value(("items", 0, "duration_s"), 20)
    here.next_problem()
    assert went == [("items", 0, "duration_s")]


def test_enter_goes_to_the_place(listed: Callable[..., ProblemList], qtbot: QtBot) -> None:
    here = listed(routine(REST, SHORT))
    here.view.setFocus()
    here.view.setCurrentIndex(here.model.index(0))
    with qtbot.waitSignal(here.jump) as went:
        QTest.keyClick(here.view, Qt.Key.Key_Return)
    assert went.args == [("items", 1, "duration_s")]


def test_sentences_can_be_copied(listed: Callable[..., ProblemList]) -> None:
    pocket = Pocket()
    here = listed(routine(SHORT, LONG), clipboard=pocket)
    here.view.selectAll()
    QTest.keyClick(here.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert pocket.held.splitlines() == [one.text for one in here.model.found]
    assert len(pocket.held.splitlines()) == 2


def test_folded_it_is_one_line(listed: Callable[..., ProblemList]) -> None:
    here = listed(routine(SHORT))
    QTest.mouseClick(here.head, Qt.MouseButton.LeftButton)
    assert not here.view.isVisible()
    assert here.head.text() == "1 error"
    assert here.sizeHint().height() <= here.head.height() + 16


def test_the_chosen_one_stays_chosen(listed: Callable[..., ProblemList]) -> None:
    here = listed(routine(REST, LONG))
    here.view.setCurrentIndex(here.model.index(0))
    here._document.set_value(("items", 0, "duration_s"), 20)
    here.list_now()
    assert here.current is not None
    assert here.current.path == ("items", 1, "duration_s")


def test_advice_comes_with_what_mends_it(listed: Callable[..., ProblemList]) -> None:
    here = listed(routine(REST))
    assert here.summary == "Nothing to mend"
    here.check()
    before = here.model.found
    assert "advice" in here.summary or "error" in here.summary
    fixable = [row for row, one in enumerate(before) if one.fix is not None]
    here.view.setCurrentIndex(here.model.index(fixable[0]))
    assert here.fix_button.text() == before[fixable[0]].fix_words
    assert here.reason.text() == before[fixable[0]].reason
    QTest.mouseClick(here.fix_button, Qt.MouseButton.LeftButton)
    assert before[fixable[0]].text not in [one.text for one in here.model.found]
    here._document.undo()
    here.check()
    assert here.model.found == before


def test_advice_that_the_file_goes_against_comes_last_and_does_not_count(
    listed: Callable[..., ProblemList],
) -> None:
    silenced: Json = {"silenced": [{"code": "no-preparation", "reason": "<b>At home.</b>"}]}
    here, other = listed(routine(REST, safety=silenced)), listed(routine(REST))
    assert len(_advice(here)) == len(_advice(other)) - 1
    assert [one.code for one in here.model.rows[len(here.model.found) :]] == ["no-preparation"]
    assert here.summary.endswith(", 1 piece of advice not followed")
    last = here.model.index(here.model.rowCount() - 1)
    assert "You go against it: <b>At home.</b>" in str(last.data(Qt.ItemDataRole.AccessibleTextRole))
    assert last.data(AGAINST) == "You go against it: <b>At home.</b>"
    went: list[tuple[object, ...]] = []
    here.jump.connect(went.append)
    here.view.setCurrentIndex(last)
    assert here.follow_button.isVisible()
    assert not here.against_button.isVisible()
    assert not here.fix_button.isVisible()
    assert "<b>At home.</b>" in here.reason.text()
    here.next_problem()
    assert went == [here.model.found[0].path]
    here.view.setCurrentIndex(last)
    here.previous_problem()
    assert went[-1] == here.model.found[-1].path


def _choose(here: ProblemList, code: str) -> Found:
    row = next(row for row, one in enumerate(here.model.rows) if one.code == code)
    here.view.setCurrentIndex(here.model.index(row))
    return here.model.rows[row]


@pytest.mark.parametrize(("whole", "entry"), [(False, {"block": "rest"}), (True, {})])
def test_going_against_advice_needs_a_reason_and_is_one_step(
    listed: Callable[..., ProblemList], *, whole: bool, entry: dict[str, Json]
) -> None:
    here = listed(routine(REST, {**REST, "id": "again"}))
    here.check()
    document, before = here._document, here._document.draft
    document.select([("items", 0)])
    one = _choose(here, "no-way-down")
    assert (one.block, one.firm) == ("rest", False)
    assert "Source: " in here.reason.text()
    QTest.mouseClick(here.against_button, Qt.MouseButton.LeftButton)
    sheet = here.sheet
    assert sheet is not None
    button = sheet.buttons["against"]
    assert not button.isEnabled()
    QTest.keyClicks(sheet._line, "   ")
    QTest.keyClick(sheet._line, Qt.Key.Key_Return)
    assert not button.isEnabled()
    assert here.sheet is sheet
    QTest.keyClicks(sheet._line, "They sit on a mat already.")
    sheet._where.set_value(whole)
    QTest.keyClick(sheet._line, Qt.Key.Key_Return)
    assert here.sheet is None
    wanted = {"code": "no-way-down", "reason": "They sit on a mat already.", **entry}
    assert document.draft.plain()["safety"] == {"silenced": [wanted]}
    assert document.selection == (("items", 0),)
    assert here.current is not None
    assert here.current.against == "They sit on a mat already."
    assert document.undo_step is not None
    assert document.undo_step.field == "silenced"
    QTest.mouseClick(here.follow_button, Qt.MouseButton.LeftButton)
    assert document.draft.plain() == before.plain()
    assert here.current is not None
    assert not here.current.against
    document.undo()
    document.undo()
    assert document.draft is before


def test_not_now_changes_nothing(listed: Callable[..., ProblemList]) -> None:
    here = listed(routine(REST))
    here.check()
    before = here._document.draft
    assert not _choose(here, "no-preparation").block
    here.ask_reason()
    sheet = here.sheet
    assert sheet is not None
    assert not sheet._where.isVisible()
    QTest.keyClicks(sheet._line, "No.")
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    assert here.sheet is None
    assert here._document.draft is before


def test_what_stops_cannot_be_gone_against(listed: Callable[..., ProblemList]) -> None:
    here = listed(routine({**REST, "way_out": "Press firmly on your belly."}))
    here.check()
    assert _choose(here, "presses-belly").firm
    assert not here.against_button.isVisible()
    here.ask_reason()
    assert here.sheet is None


def _advice(here: ProblemList) -> list[Found]:
    here.check()
    return [one for one in here.model.found if one.reason]


def test_no_advice_while_there_are_errors(listed: Callable[..., ProblemList]) -> None:
    here = listed(routine(SHORT, goal="Cures back pain"))
    here.check()
    assert here.summary == "1 error"


def test_a_strangers_words_are_shown_plain(listed: Callable[..., ProblemList]) -> None:
    here = listed(routine({**SHORT, "title": "<img src=/dev/zero>\u202eabc"}))
    text = here.model.found[0].text
    assert "<img src=/dev/zero>" in text
    assert "\u202e" not in text
