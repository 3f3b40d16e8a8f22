"""Play is locked for this sitting: what to do now, and the way out. No answer opens it again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QWidget

from psoas_desktop.playback.state import View
from psoas_desktop.routine.translation import QT_TRANSLATE_NOOP
from psoas_desktop.ui.common.fitted_text import TextStyle
from psoas_desktop.ui.common.plain_text import isolated
from psoas_desktop.ui.common.theme import Theme
from psoas_desktop.ui.common.words import EMERGENCY, minutes, tr
from psoas_desktop.ui.player.choice_page import HEADING, SMALL, ChoicePage

if TYPE_CHECKING:
    from psoas_desktop.playback.offering import Offer

ADVICE = TextStyle(7.5, 5.5, lines=3, most=4, weight=QFont.Weight.DemiBold)

_STOP = QT_TRANSLATE_NOOP("player", "Do not do these exercises today")
_CALL = QT_TRANSLATE_NOOP(
    "player", "Call your midwife, your doctor or your maternity unit now, and tell them what you noticed."
)
_ANOTHER = QT_TRANSLATE_NOOP("player", "This routine does not fit today")
_OFFERED = QT_TRANSLATE_NOOP("player", "These fit what you said. Some questions are asked once more.")
_OFFER = QT_TRANSLATE_NOOP("player", "{title}, {minutes}")


class BlockedPage(ChoicePage):
    """Whom to call, and a button that closes the window. The strip above it says STOP.

    Where it is only this routine that does not fit, others are offered that do.
    """

    offered = Signal(object)
    """Another routine is to be played: its ``Offer``."""

    def __init__(self, parent: QWidget, theme: Theme, whom: str) -> None:
        super().__init__(parent, "blocked", theme, choice_height=13.0)
        self.heading = self.add_text("blocked-heading", HEADING, tr(_STOP))
        self.why = self.add_text("blocked-why", SMALL)
        self.advice = self.add_text("blocked-advice", ADVICE, tr(_CALL))
        self.emergency = self.add_text("blocked-emergency", SMALL, tr(EMERGENCY))
        self.contact = self.add_text("blocked-contact", SMALL, whom)
        self.close_button = self.add_choice("blocked-close", tr(QT_TRANSLATE_NOOP("player", "Close")))
        self.close_button.clicked.connect(self.closing)

    def show_view(self, view: View) -> None:
        """Says why, and what to do instead, of the gravest reason."""
        if view.locks:
            self.why.set_text(view.locks[0].why)
            offers = len(self.buttons) > 1
            self.advice.set_text(tr(_OFFERED) if offers else view.locks[0].ask)
            if view.locks[0].another:
                self.heading.set_text(tr(_ANOTHER))
                self.emergency.set_text("")
                self.contact.set_text("")
            self.arrange()

    def show_offers(self, offers: Sequence[Offer]) -> None:
        """Offers other routines, the best first. No digit takes one: it may have been meant for the gate."""
        for number, offer in enumerate(offers, 1):
            title = isolated(offer.player.routine.title)
            words = tr(_OFFER, title=title, minutes=minutes(offer.planned_ms))
            button = self.add_choice(f"blocked-offer-{number}", words)
            button.clicked.connect(lambda _=False, taken=offer: self.offered.emit(taken))
            button.show()
        if offers:
            # To close comes last, as what is done when none of them is wanted.
            self.buttons = [*self.buttons[1:], self.buttons[0]]
            self.advice.set_text(tr(_OFFERED))
            self.arrange()
