"""A sitting remembers its person: what was answered, and that they felt unwell lying flat."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from psoas_desktop.app.person_memory import PersonMemory, recalling
from psoas_desktop.playback.inputs import Answer, Finish
from psoas_desktop.playback.player import Player
from psoas_desktop.playback.transitions import Mode
from psoas_desktop.routine.vocabulary import Position
from psoas_desktop.storage.answers_store import AnswersStore
from psoas_desktop.storage.program_data import ProgramData
from psoas_desktop.ui.player.screen_tour import Tour
from psoas_desktop.ui.player.unwell_note import UnwellNote
from tests.gui.conftest import routine_of
from tests.gui.screens import check_screen, texts

TODAY = date(2026, 11, 22)


@pytest.fixture
def store(tmp_path: Path) -> AnswersStore:
    return AnswersStore(tmp_path / "answers.json")


@pytest.fixture
def sit(
    open_window: Callable[..., Tour], data: ProgramData, store: AnswersStore
) -> Callable[[], tuple[Tour, PersonMemory]]:
    def sit_down() -> tuple[Tour, PersonMemory]:
        routine = routine_of(data, "daily-chair-rest")
        player = recalling(Player(routine, data.catalogue, data.rules), store, TODAY)
        tour = open_window(player)
        return tour, PersonMemory(tour.controller, player, store, TODAY)

    return sit_down


def to_hold(tour: Tour, kind: str) -> None:
    while tour.view.mode is not Mode.HOLD or tour.view.step is None or tour.view.step.block.kind.id != kind:
        tour.end_step()


def test_nothing_is_kept_before_the_gate_is_passed(
    sit: Callable[[], tuple[Tour, PersonMemory]], store: AnswersStore
) -> None:
    tour, _memory = sit()
    for _ in tour.pass_gate():
        assert store.load() is None
    kept = store.load()
    assert kept is not None
    assert kept.answers["q-pregnant"] == "no"
    assert kept.on == TODAY.toordinal()


def test_the_next_session_asks_who_is_there_and_is_short(
    sit: Callable[[], tuple[Tour, PersonMemory]],
) -> None:
    first, _memory = sit()
    whole = list(first.pass_gate())
    second, _other = sit()
    pages = []
    for name in second.pass_gate():
        pages.append(name)
        check_screen(second.window)
    assert pages == ["gate-q-same", "gate-q-signs", "gate-before"]
    assert len(whole) > 8


def test_the_pages_of_a_repeat_session_say_what_they_ask(
    sit: Callable[[], tuple[Tour, PersonMemory]],
) -> None:
    first, _memory = sit()
    list(first.pass_gate())
    second, _other = sit()
    said = {name: texts(second.window) for name in second.pass_gate()}
    assert "Is it you again?" in said["gate-q-same"]
    assert "None of these" in said["gate-q-signs"]
    assert "Before you start" in said["gate-before"]


def test_who_felt_unwell_lying_flat_does_not_lie_flat_the_next_time(
    sit: Callable[[], tuple[Tour, PersonMemory]], store: AnswersStore
) -> None:
    first, _memory = sit()
    list(first.pass_gate())
    to_hold(first, "chair-rest")
    QTest.keyClick(first.window, Qt.Key.Key_U)
    kept = store.load()
    assert kept is not None
    assert (kept.felt_unwell_on_back, kept.unwell_in) == (True, Position.SUPINE)
    assert kept.answers, "what was answered is still known"
    second, _other = sit()
    while (page := second.view.page) is not None:
        if page.id == "q-unwell-back":
            second.give(Answer(page.id, "no"))
        else:
            second.answer("go")
    assert second.controller.state.timeline is not None
    steps = second.controller.state.timeline.steps
    assert not any(step.position is Position.SUPINE for step in steps)


def test_feeling_unwell_before_it_starts_keeps_nothing(
    sit: Callable[[], tuple[Tour, PersonMemory]], store: AnswersStore
) -> None:
    tour, _memory = sit()
    QTest.keyClick(tour.window, Qt.Key.Key_U)
    assert tour.view.mode is Mode.UNWELL
    assert store.load() is None


def test_what_cannot_be_kept_does_not_stop_a_session(
    open_window: Callable[..., Tour], data: ProgramData, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "in-the-way").write_text("")
    store = AnswersStore(tmp_path / "in-the-way" / "answers.json")
    player = recalling(Player(routine_of(data, "daily-chair-rest"), data.catalogue, data.rules), store, TODAY)
    tour = open_window(player)
    memory = PersonMemory(tour.controller, player, store, TODAY)
    list(tour.pass_gate())
    assert tour.view.mode is not Mode.GATE
    assert "could not be kept" in caplog.text
    assert memory is not None
    caplog.clear()


def at_the_end_of_feeling_unwell(tour: Tour, memory: PersonMemory) -> UnwellNote:
    memory.felt_unwell.connect(tour.window.finished.offer_note)
    tour.window.noted.connect(memory.take_note)
    list(tour.pass_gate())
    to_hold(tour, "chair-rest")
    QTest.keyClick(tour.window, Qt.Key.Key_U)
    tour.give(Finish())
    note = tour.window.finished.findChild(UnwellNote)
    assert isinstance(note, UnwellNote)
    return note


def test_who_felt_unwell_may_write_down_what_happened(
    sit: Callable[[], tuple[Tour, PersonMemory]], store: AnswersStore
) -> None:
    tour, memory = sit()
    note = at_the_end_of_feeling_unwell(tour, memory)
    assert note.isVisible()
    check_screen(tour.window)
    QTest.mouseClick(note.viewport(), Qt.MouseButton.LeftButton)
    QTest.keyClicks(note, "It began in the Uterus area.")
    assert tour.view.mode is Mode.FINISHED, "letters are text here, and no keys of the player"
    QTest.keyClick(note, Qt.Key.Key_Tab)
    assert not note.hasFocus()
    tour.window.close()
    kept = store.load()
    assert kept is not None
    assert kept.unwell_note == "It began in the Uterus area."


def test_a_note_that_is_left_empty_keeps_nothing_more(
    sit: Callable[[], tuple[Tour, PersonMemory]], store: AnswersStore
) -> None:
    tour, memory = sit()
    at_the_end_of_feeling_unwell(tour, memory)
    before = store.load()
    tour.window.close()
    assert store.load() == before


def test_a_session_that_ends_well_asks_for_no_note(sit: Callable[[], tuple[Tour, PersonMemory]]) -> None:
    tour, memory = sit()
    memory.felt_unwell.connect(tour.window.finished.offer_note)
    list(tour.pass_gate())
    while tour.view.mode is not Mode.FINISHED:
        tour.end_step()
    assert tour.window.finished.findChild(UnwellNote) is None


def test_a_gate_that_was_open_all_along_does_not_wipe_out_that_somebody_felt_unwell(
    sit: Callable[[], tuple[Tour, PersonMemory]], store: AnswersStore
) -> None:
    first, _memory = sit()
    list(first.pass_gate())
    waiting, _waits = sit()
    second, _other = sit()
    list(second.pass_gate())
    to_hold(second, "chair-rest")
    QTest.keyClick(second.window, Qt.Key.Key_U)
    list(waiting.pass_gate())
    kept = store.load()
    assert kept is not None
    assert (kept.felt_unwell_on_back, kept.unwell_in) == (True, Position.SUPINE)


def test_what_is_forgotten_at_an_open_gate_does_not_come_back(
    sit: Callable[[], tuple[Tour, PersonMemory]], store: AnswersStore
) -> None:
    first, _memory = sit()
    list(first.pass_gate())
    waiting, _waits = sit()
    store.forget()
    list(waiting.pass_gate())
    kept = store.load()
    assert kept is None or "q-heart" not in kept.answers, "only what was answered afterwards"


def test_who_cannot_be_reminded_next_time_is_told_now(
    open_window: Callable[..., Tour], data: ProgramData, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "in-the-way").write_text("")
    store = AnswersStore(tmp_path / "in-the-way" / "answers.json")
    player = Player(routine_of(data, "daily-chair-rest"), data.catalogue, data.rules)
    tour = open_window(player)
    memory = PersonMemory(tour.controller, player, store, TODAY)
    memory.unwritten.connect(tour.window.finished.tell_unwritten)
    list(tour.pass_gate())
    to_hold(tour, "chair-rest")
    QTest.keyClick(tour.window, Qt.Key.Key_U)
    tour.give(Finish())
    assert "do not lie flat next time" in texts(tour.window)
    check_screen(tour.window)
    caplog.clear()


def test_a_word_that_is_typed_beside_the_note_closes_nothing(
    sit: Callable[[], tuple[Tour, PersonMemory]],
) -> None:
    tour, memory = sit()
    at_the_end_of_feeling_unwell(tour, memory)
    QTest.keyClicks(tour.window, "dizzy only ok")
    assert tour.window.isVisible()
    QTest.keyClick(tour.window, Qt.Key.Key_U)
    assert tour.view.mode is Mode.UNWELL, "help is one key away in every state"
