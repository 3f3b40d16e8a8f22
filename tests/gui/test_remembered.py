"""The settings show what is remembered of a person, and forget it for good."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from psoas_desktop.routine.vocabulary import Position
from psoas_desktop.safety.memory import Remembered
from psoas_desktop.storage.answers_store import AnswersStore
from psoas_desktop.storage.settings import Settings
from psoas_desktop.ui.common.desk_button import DeskButton
from psoas_desktop.ui.common.label import Label
from psoas_desktop.ui.common.sheet import Sheet
from psoas_desktop.ui.program.settings_window import SettingsWindow

DAY = date(2026, 11, 22).toordinal()
KNOWN = Remembered(answers={"q-pregnant": "no"}, on=DAY)
UNWELL = replace(
    KNOWN,
    felt_unwell_on_back=True,
    unwell_in=Position.SUPINE,
    unwell_on=DAY,
    unwell_note="I saw <b>stars</b>.",
)


@pytest.fixture
def store(tmp_path: Path) -> AnswersStore:
    return AnswersStore(tmp_path / "data" / "answers.json")


@pytest.fixture
def window(store: AnswersStore, qtbot: QtBot, dressed: QApplication) -> SettingsWindow:
    made = SettingsWindow(Settings(), [], Path("/home/m/own"), lambda: None, memory=store)
    qtbot.addWidget(made)
    return made


def shown(window: SettingsWindow, qtbot: QtBot) -> str:
    window.hide()
    window.show()
    qtbot.waitExposed(window)
    part = window.remembered
    assert part is not None
    return "\n".join(label.text() for label in part.findChildren(Label) if not label.isHidden())


def answer(window: SettingsWindow, qtbot: QtBot, words: str) -> str:
    """Presses the button and answers the question; what was asked."""
    assert window.remembered is not None
    window.remembered.forget.setFocus()
    QTest.keyClick(window.remembered.forget, Qt.Key.Key_Space)
    (sheet,) = window.findChildren(Sheet)
    asked = sheet.accessibleDescription()
    (button,) = [one for one in sheet.findChildren(DeskButton) if one.accessibleName() == words]
    with qtbot.waitSignal(sheet.chosen):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    return asked


def test_nobody_is_remembered_at_first(window: SettingsWindow, qtbot: QtBot) -> None:
    assert "Nothing is remembered" in shown(window, qtbot)
    assert window.remembered is not None
    assert not window.remembered.forget.isEnabled()


def test_it_says_since_when_and_until_when(window: SettingsWindow, store: AnswersStore, qtbot: QtBot) -> None:
    store.save(KNOWN)
    text = shown(window, qtbot)
    assert "22 November 2026" in text or "November 22, 2026" in text
    assert "20 December 2026" in text or "December 20, 2026" in text
    assert "unwell" not in text


def test_what_was_written_about_feeling_unwell_is_shown_as_it_was_written(
    window: SettingsWindow, store: AnswersStore, qtbot: QtBot
) -> None:
    store.save(UNWELL)
    text = shown(window, qtbot)
    assert "I saw <b>stars</b>." in text
    assert "until your care team agrees" in text


def test_forgetting_deletes_for_good(
    window: SettingsWindow, store: AnswersStore, qtbot: QtBot, tmp_path: Path
) -> None:
    store.save(KNOWN)
    shown(window, qtbot)
    assert "on your back" not in answer(window, qtbot, "Forget them")
    assert list((tmp_path / "data").iterdir()) == []
    assert window.remembered is not None
    assert "Nothing is remembered" in window.remembered.kept.text()
    assert not window.remembered.forget.isEnabled()


def test_forgetting_that_keeps_somebody_off_the_back_is_told(
    window: SettingsWindow, store: AnswersStore, qtbot: QtBot
) -> None:
    store.save(UNWELL)
    shown(window, qtbot)
    assert "Lie flat only once your care team agrees" in answer(window, qtbot, "Keep them")
    assert store.load() == UNWELL


def test_what_cannot_be_read_can_still_be_forgotten(
    window: SettingsWindow, store: AnswersStore, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "data" / "answers.json"
    path.parent.mkdir()
    path.write_text('{"version": 2, "answers": {}}')
    assert "this version cannot read" in shown(window, qtbot)
    answer(window, qtbot, "Forget them")
    assert not path.exists()


def test_what_cannot_be_deleted_is_said(
    window: SettingsWindow, store: AnswersStore, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.save(KNOWN)
    shown(window, qtbot)

    def refuse() -> None:
        raise OSError(13, "It belongs to somebody else.")

    monkeypatch.setattr(store, "forget", refuse)
    answer(window, qtbot, "Forget them")
    assert window.remembered is not None
    assert window.remembered.kept.text() == "It belongs to somebody else."
    assert store.load() == KNOWN
