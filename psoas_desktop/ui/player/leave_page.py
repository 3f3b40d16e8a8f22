"""Leaving asks first; the session is paused meanwhile."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from psoas_desktop.playback.inputs import Finish
from psoas_desktop.playback.state import View
from psoas_desktop.playback.transitions import Mode
from psoas_desktop.routine.translation import QT_TRANSLATE_NOOP
from psoas_desktop.ui.common.action_button import Weight
from psoas_desktop.ui.common.theme import Theme
from psoas_desktop.ui.common.words import tr
from psoas_desktop.ui.player.choice_page import HEADING, LINE, SMALL, ChoicePage

_FROM_THE_FLOOR = QT_TRANSLATE_NOOP(
    "player", "You are paused. “Finish here” leads you up from the floor first; closing does not."
)
_UPRIGHT = QT_TRANSLATE_NOOP("player", "You are paused. “Finish here” ends the session.")
_WAITING = QT_TRANSLATE_NOOP("player", "Nothing has started yet.")


class LeavePage(ChoicePage):
    """Stay, finish with the way up, or close the window.

    Signals:
        staying: Back to the session.
    """

    staying = Signal()

    def __init__(self, parent: QWidget, theme: Theme) -> None:
        super().__init__(parent, "leave", theme)
        heading = QT_TRANSLATE_NOOP("player", "Leave the session?")
        self.add_text("leave-heading", HEADING, tr(heading))
        self.line = self.add_text("leave-line", LINE)
        self.about = self.add_text("leave-about", SMALL, quiet=True)
        stay = self.add_choice("stay", tr(QT_TRANSLATE_NOOP("player", "Stay")), Weight.PRIMARY)
        self.finish = self.add_choice("leave-finish", tr(QT_TRANSLATE_NOOP("player", "Finish here")))
        leave = self.add_choice("leave-now", tr(QT_TRANSLATE_NOOP("player", "Close the window")))
        stay.clicked.connect(self.staying)
        self.finish.clicked.connect(lambda: self.given.emit(Finish()))
        leave.clicked.connect(self.closing)

    def show_view(self, view: View) -> None:
        """Takes whether a session runs: then it can be finished with the way up."""
        paused = view.mode is Mode.PAUSED
        self.finish.setVisible(paused)
        self.line.set_text(view.line if paused else "")
        self.about.set_text(tr(_about(view)))
        self.arrange()

    def first_focus(self) -> QWidget | None:
        """To stay."""
        return self.buttons[0]


def _about(view: View) -> str:
    if view.mode is not Mode.PAUSED:
        return _WAITING
    return _FROM_THE_FLOOR if view.is_down else _UPRIGHT
