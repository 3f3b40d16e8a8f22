"""The picture of a routine shows whom it is for."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from psoas_desktop.app.player_of_file import player_of_file
from psoas_desktop.storage.figure_files import figure_library, figures_of
from psoas_desktop.storage.program_folders import routines_root
from psoas_desktop.ui.library.card_pictures import CardPictures

SIZE = QSize(160, 100)


def test_a_card_of_late_pregnancy_shows_somebody_pregnant(qtbot: QtBot, dressed: QApplication) -> None:
    pictures = CardPictures(figure_library)
    for week in (0, 28):
        assert pictures.picture("seated_rest", "", "light", SIZE, 1.0, week=week) is None, "not drawn yet"
    qtbot.waitUntil(lambda: not pictures.waiting)
    plain, late = (pictures.picture("seated_rest", "", "light", SIZE, 1.0, week=week) for week in (0, 28))
    assert plain is not None
    assert late is not None
    assert plain.toImage() != late.toImage()
    pictures.close()


def test_a_session_shows_whom_the_routine_is_for() -> None:
    drawn = {}
    for name in ("late-pregnancy", "no-lying-down"):
        player, _ = player_of_file(routines_root() / f"{name}.psoas.json")
        assert player is not None
        drawn[name] = figures_of(player.routine).picture("seated_rest", "light")
    assert drawn["no-lying-down"] == figure_library().picture("seated_rest", "light")
    assert drawn["late-pregnancy"] != drawn["no-lying-down"]
