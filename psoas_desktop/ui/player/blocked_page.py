"""Play is locked for this sitting: what to do now, and the way out. No answer opens it again."""

from __future__ import annotations

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QWidget

from psoas_desktop.playback.state import View
from psoas_desktop.routine.translation import QT_TRANSLATE_NOOP
from psoas_desktop.ui.common.fitted_text import TextStyle
from psoas_desktop.ui.common.theme import Theme
from psoas_desktop.ui.common.words import EMERGENCY, tr
from psoas_desktop.ui.player.choice_page import HEADING, SMALL, ChoicePage

ADVICE = TextStyle(7.5, 5.5, lines=3, most=4, weight=QFont.Weight.DemiBold)


class BlockedPage(ChoicePage):
    """Whom to call, and a button that closes the window. The strip above it says STOP."""

    def __init__(self, parent: QWidget, theme: Theme, whom: str) -> None:
        super().__init__(parent, "blocked", theme, choice_height=13.0)
        heading = QT_TRANSLATE_NOOP("player", "Do not do these exercises today")
        advice = QT_TRANSLATE_NOOP(
            "player",
            "Call your midwife, your doctor or your maternity unit now, and tell them what you noticed.",
        )
        self.add_text("blocked-heading", HEADING, tr(heading))
        self.why = self.add_text("blocked-why", SMALL)
        self.advice = self.add_text("blocked-advice", ADVICE, tr(advice))
        self.add_text("blocked-emergency", SMALL, tr(EMERGENCY))
        if whom:
            self.add_text("blocked-contact", SMALL, whom)
        close = self.add_choice("blocked-close", tr(QT_TRANSLATE_NOOP("player", "Close")))
        close.clicked.connect(self.closing)

    def show_view(self, view: View) -> None:
        """Says why, and what to do instead, of the gravest reason."""
        if view.locks:
            self.why.set_text(view.locks[0].why)
            self.advice.set_text(view.locks[0].ask)
            self.arrange()
