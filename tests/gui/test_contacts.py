"""Whom to call: the person's own contact first, the file's as the instructor's."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication

from psoas_desktop.app.wanted import own_contact, player_theme, sound_settings
from psoas_desktop.playback.inputs import Unwell
from psoas_desktop.playback.player import Player
from psoas_desktop.routine.model import Contact
from psoas_desktop.services.sound_settings import Amount
from psoas_desktop.services.ticker import HandTicker
from psoas_desktop.storage.figure_files import figure_library
from psoas_desktop.storage.settings import Settings
from psoas_desktop.ui.common.theme import DARK, LIGHT
from psoas_desktop.ui.common.words import contacts
from psoas_desktop.ui.player.session_controller import SessionController
from psoas_desktop.ui.player.window import PlayerWindow
from psoas_desktop.ui.program.settings_window import SettingsWindow

ADA, BOB = Contact("Ada", "112 233"), Contact("Bob", "445 566")


def test_the_own_contact_stands_first(dressed: QApplication) -> None:
    both = contacts(ADA, BOB).splitlines()
    assert "112 233" in both[0]
    assert "445 566" in both[1]
    assert "instructor" in both[1]
    assert "instructor" not in both[0]
    assert contacts(None, None) == ""


def test_it_is_on_the_unwell_screen(dressed: QApplication, player: Player, qtbot) -> None:
    controller = SessionController(player, HandTicker())
    window = PlayerWindow(controller, player.routine, DARK, own_contact=ADA)
    qtbot.addWidget(window, before_close_func=lambda one: one.deleteLater())
    controller.begin()
    controller.feed(Unwell())
    assert "112 233" in window.unwell.whom.text()
    window._asked = True


def test_what_settings_mean_for_a_sitting() -> None:
    assert own_contact(Settings(emergency_name="Ada")) is None
    assert own_contact(Settings(emergency_name=" Ada ", emergency_phone=" 112 233 ")) == ADA
    assert player_theme(Settings()) is DARK
    assert player_theme(Settings(theme="light")) is LIGHT
    assert sound_settings(Settings(speech_amount="fewer", voice=False)).amount is Amount.FEWER
    assert not sound_settings(Settings(voice=False)).voice


def test_who_is_drawn_while_playing(dressed: QApplication) -> None:
    usual, rosa = figure_library(), figure_library(wearer="rosa")
    assert rosa.picture("chair_rest", "dark") != usual.picture("chair_rest", "dark")
    assert rosa.picture("chair_rest", "dark") == usual.picture("chair_rest", "dark", person="rosa")
    assert figure_library(wearer="nobody").picture("chair_rest", "dark") == usual.picture(
        "chair_rest", "dark"
    )


def test_who_is_drawn_is_set_in_the_settings(dressed: QApplication, qtbot) -> None:
    window = SettingsWindow(Settings(), [], Path("/own"), lambda: None, [("rosa", "Rosa looks like this")])
    qtbot.addWidget(window)
    told: list[Settings] = []
    window.changed.connect(told.append)
    window.figure.picked.emit("rosa")
    assert told[-1].figure == "rosa"
