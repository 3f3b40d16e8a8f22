"""The pause: three large choices, the first of them to go on."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from psoas_desktop.playback.inputs import Finish, GoOn, Unwell
from psoas_desktop.playback.state import View
from psoas_desktop.routine.translation import QT_TRANSLATE_NOOP
from psoas_desktop.ui.common.action_button import Weight
from psoas_desktop.ui.common.theme import Theme
from psoas_desktop.ui.common.words import clock_time, step_details, tr
from psoas_desktop.ui.player.choice_page import HEADING, LINE, SMALL, ChoicePage


class PausePage(ChoicePage):
    """Nothing runs; what to do stays readable, for somebody may have been asked to roll to the side."""

    def __init__(self, parent: QWidget, theme: Theme) -> None:
        super().__init__(parent, "pause", theme)
        self.add_text("pause-heading", HEADING, tr(QT_TRANSLATE_NOOP("player", "Paused")), quiet=True)
        self.line = self.add_text("pause-line", LINE)
        self.place_in_routine = self.add_text("pause-place", SMALL, quiet=True)
        go_on = self.add_choice("go-on", tr(QT_TRANSLATE_NOOP("player", "Go on")), Weight.PRIMARY)
        unwell = self.add_choice(
            "pause-unwell", tr(QT_TRANSLATE_NOOP("player", "I feel unwell")), Weight.UNWELL
        )
        finish = self.add_choice("finish", tr(QT_TRANSLATE_NOOP("player", "Finish here")))
        go_on.clicked.connect(lambda: self.given.emit(GoOn()))
        unwell.clicked.connect(lambda: self.given.emit(Unwell()))
        finish.clicked.connect(lambda: self.given.emit(Finish()))

    def show_view(self, view: View) -> None:
        """Takes where the session stands."""
        place = ""
        if view.step:
            left = tr(QT_TRANSLATE_NOOP("player", "{time} left"), time=clock_time(view.left_ms))
            place = " · ".join(part for part in (left, step_details(view.step), view.step.title) if part)
        changed = [self.line.set_text(view.line), self.place_in_routine.set_text(place)]
        if any(changed):
            self.arrange()

    def first_focus(self) -> QWidget | None:
        """To go on."""
        return self.buttons[0]
