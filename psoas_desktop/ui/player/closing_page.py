"""How the session ended, how long it took, and how to close."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QWidget

from psoas_desktop.playback.outputs import Reason
from psoas_desktop.playback.state import View
from psoas_desktop.routine.translation import QT_TRANSLATE_NOOP
from psoas_desktop.ui.common.fitted_text import TextStyle
from psoas_desktop.ui.common.plain_text import isolated
from psoas_desktop.ui.common.theme import Theme
from psoas_desktop.ui.common.words import CREDIT, ENDINGS, minutes, tr
from psoas_desktop.ui.player.choice_page import HEADING, ChoicePage

if TYPE_CHECKING:
    from psoas_desktop.ui.player.unwell_note import UnwellNote

TEXT = TextStyle(5.0, 4.0, lines=2, most=3)
AFTER = TextStyle(4.0, 3.2, lines=1, most=2)
CREDIT_STYLE = TextStyle(3.2, 2.8, lines=2, most=3)

_UNWRITTEN = QT_TRANSLATE_NOOP(
    "player", "This could not be written down, so remember it yourself: do not lie flat next time. {reason}"
)

MOST_AFTER = 6
"""So many of the routine's closing hints are shown; the handout has them all."""


class ClosingPage(ChoicePage):
    """The last page."""

    def __init__(self, parent: QWidget, theme: Theme, after: tuple[str, ...]) -> None:
        super().__init__(parent, "closing", theme, choice_height=13.0)
        self.heading = self.add_text("closing-heading", HEADING)
        self.text = self.add_text("closing-text", TEXT)
        self.time = self.add_text("closing-time", TextStyle(5.0, 4.0, most=1, weight=QFont.Weight.DemiBold))
        self._note: UnwellNote | None = None
        self.unwritten = self.add_text("closing-unwritten", TEXT)
        self._after = after[:MOST_AFTER]
        self.after = [self.add_text(f"after-{n}", AFTER) for n, _ in enumerate(self._after)]
        self.add_text("credit", CREDIT_STYLE, tr(CREDIT), quiet=True)
        close = self.add_choice("close", tr(QT_TRANSLATE_NOOP("player", "Close")))
        close.clicked.connect(self.closing)

    def show_view(self, view: View) -> None:
        """Takes how it ended."""
        reason = view.ending or Reason.COMPLETED
        heading, text = ENDINGS[reason]
        self.heading.set_text(tr(heading))
        self.text.set_text(tr(text))
        played = view.ledger.total_ms
        words = QT_TRANSLATE_NOOP("player", "Time: {minutes}")
        self.time.set_text(tr(words, minutes=minutes(played)) if played else "")
        if self._note is not None:
            self._note.setVisible(reason is Reason.UNWELL)
        done = reason in (Reason.COMPLETED, Reason.STOPPED)
        for label, line in zip(self.after, self._after, strict=True):
            label.set_text(line if done else "")
        self.arrange()

    @property
    def note(self) -> str:
        """What the person wrote about feeling unwell; empty for nothing."""
        return self._note.toPlainText().strip() if self._note is not None else ""

    def offer_note(self) -> None:
        """Lets a person who felt unwell write down what happened."""
        if self._note is None:
            # Loaded for those who need it: a start is to be fast.
            from psoas_desktop.ui.player.unwell_note import HIGH, UnwellNote

            self._note = UnwellNote(self, self.theme)
            self._note.hide()
            self.add_field(self._note, HIGH)

    def tell_unwritten(self, why: str) -> None:
        """Says that nothing will remind of feeling unwell the next time."""
        self.unwritten.set_text(tr(_UNWRITTEN, reason=isolated(why)))

    def arrange(self) -> None:
        """The note's words grow with the others."""
        if self._note is not None:
            self._note.set_unit(self.unit)
        super().arrange()

    def first_focus(self) -> QWidget | None:
        """To close: there is nothing to lose any more. Beside a note to nothing: a space is no press."""
        if self._note is not None and self._note.isVisibleTo(self):
            return None
        return self.buttons[0]
