"""The list of problems: what it counts, where it leads, what it mends."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from psoas_desktop.editing.document import Document
from psoas_desktop.routine.draft import Draft
from psoas_desktop.storage.program_data import ProgramData
from psoas_desktop.ui.common.desk_style import dress
from psoas_desktop.ui.common.theme import LIGHT
from psoas_desktop.ui.editor.problem_list import ProblemList
from psoas_desktop.ui.editor.problem_model import Found
from tests.gui.inspector_bench import Pocket, parts_of, routine

REST = {"type": "chair-rest", "id": "rest", "duration_s": 300}
SHORT = {**REST, "id": "short", "duration_s": 20}
LONG = {**REST, "id": "long", "duration_s": 5000}


@pytest.fixture(autouse=True)
def desk(dressed: QApplication) -> Iterator[QApplication]:
    dress(dressed, LIGHT)
    yield dressed
    dressed.setStyle("Fusion")


@pytest.fixture
def listed(qtbot: QtBot, data: ProgramData) -> Callable[..., ProblemList]:
    def made(draft: Draft, **parts: object) -> ProblemList:
        document = Document(draft, data.field_rules, on_disk=True)
        one = ProblemList(document, parts_of(data, **parts))
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


def test_it_follows_the_draft_once_nobody_types(listed: Callable[..., ProblemList], qtbot: QtBot) -> None:
    here = listed(routine(REST))
    with qtbot.waitSignal(here.listed):
        here._document.set_value(("items", 0, "duration_s"), 20)
        here._document.set_value(("items", 0, "duration_s"), 10)
        assert here.summary == "Nothing to mend"
    assert here.summary == "1 error"
    assert here.model.found[0].text.startswith("Block 1, 'Chair rest': the duration is 10 seconds")


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


def test_advice_that_is_silenced_is_not_listed(listed: Callable[..., ProblemList], data: ProgramData) -> None:
    draft = routine(REST)
    document = Document(draft, data.field_rules, on_disk=True)
    document.set_value(("safety", "silenced"), [{"code": "no-preparation", "reason": "At home."}])
    assert len(_advice(listed(document.draft))) == len(_advice(listed(draft))) - 1


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
