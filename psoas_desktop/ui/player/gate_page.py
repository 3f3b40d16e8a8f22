"""A page of the gate: what to read, the question, and one large button for each answer."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QFont, QKeyEvent
from PySide6.QtWidgets import QWidget

from psoas_desktop.playback.inputs import Answer
from psoas_desktop.playback.state import View
from psoas_desktop.routine.translation import QT_TRANSLATE_NOOP
from psoas_desktop.safety.gate import GatePage as PageData
from psoas_desktop.safety.rules import Choice
from psoas_desktop.ui.common.action_button import ActionButton
from psoas_desktop.ui.common.fitted_text import TextStyle
from psoas_desktop.ui.common.text_label import TextLabel
from psoas_desktop.ui.common.theme import Theme
from psoas_desktop.ui.common.words import GATE_CHOICES, gate_title, minutes, tr
from psoas_desktop.ui.player.banner_strip import BannerStrip
from psoas_desktop.ui.player.gate_body import GateBody
from psoas_desktop.ui.player.keys import number_of
from psoas_desktop.ui.player.page import Page

QUESTION = TextStyle(5.4, 4.0, lines=2, weight=QFont.Weight.DemiBold)
ANSWER = TextStyle(4.6, 3.4, lines=2, most=4, weight=QFont.Weight.DemiBold)

LONE_QUESTION = TextStyle(8.0, 5.0, lines=3, weight=QFont.Weight.DemiBold)
"""For a page that is nothing but its question."""

_IN_A_ROW = {1: 1, 2: 2, 3: 3, 4: 2}


TAKES = QT_TRANSLATE_NOOP("player", "The session takes {time} now.")

SOUND_ASKED = QT_TRANSLATE_NOOP(
    "player",
    "Did you hear a bell and a voice? If not, turn them up and test again, or follow the screen alone.",
)


class GatePage(Page):
    """Shows one page after the other; an answer is only sent, whether it counts is the player's affair.

    Signals:
        sound_test: A bell and a sentence are asked for, to hear how loud they are.
    """

    sound_test = Signal()

    def __init__(self, parent: QWidget, theme: Theme) -> None:
        super().__init__(parent, "gate", theme)
        self.heading = BannerStrip(self, "gate-heading", theme, heading=True)
        self.body = GateBody(self, theme)
        self.question = TextLabel(self, "gate-question", QUESTION, theme.ink)
        self.asked = TextLabel(self, "sound-asked", QUESTION, theme.ink)
        self.answers: list[ActionButton] = []
        self.sound = ActionButton(self, "test-sound", theme, ANSWER)
        self.sound.set_words(tr(QT_TRANSLATE_NOOP("player", "Test the sound")))
        self.sound.clicked.connect(self._test_sound)
        self.sound.hide()
        self._page: PageData | None = None
        self._is_last = self._has_sound = False

    @property
    def page_id(self) -> str:
        """The page that is up; empty for none."""
        return self._page.id if self._page else ""

    def show_view(self, view: View) -> None:
        """Takes the page that is up, and whether answers count yet."""
        if view.page is not None and view.page is not self._page:
            self._page, self._is_last = view.page, view.page_number == view.page_count
            self._show_page(view.page, tr(TAKES, time=minutes(view.total_ms)) if view.total_ms else "")
        for button in self.answers:
            button.set_muted(muted=view.answer_in_ms > 0)

    def offer_sound_test(self) -> None:
        """There is sound to be tested: on the last page, while everybody still stands."""
        self._has_sound = True
        self._choose_buttons()
        self.arrange()

    def arrange(self) -> None:
        """Heading above, answers below, and the text takes what is left."""
        unit, width, height = self.unit, self.width(), self.height()
        head = self.heading.height_for(width, unit)
        self.heading.place(QRectF(0, 0, width, head), unit)
        per_row = _IN_A_ROW.get(len(self.buttons), 3)
        rows = [self.buttons[i : i + per_row] for i in range(0, len(self.buttons), per_row)]
        y = float(height)
        for row in reversed(rows):
            high = self.place_row(row, y, 12 * unit)
            y -= high + 1.5 * unit
            self.place_row(row, y, 12 * unit)
        asked = self.asked.height_for(width - 6 * unit, unit)
        y -= asked + (unit if asked else 0)
        self.asked.place(3 * unit, y, width - 6 * unit, unit)
        top = head + 2 * unit
        alone = self._page is not None and not (self._page.text or self._page.lines)
        self.question.set_style(LONE_QUESTION if alone else QUESTION)
        question = self.question.height_for(width - 6 * unit, unit)
        y -= question + (1.5 * unit if question else 0)
        self.question.place(3 * unit, top + (y - top) / 2 if alone else y, width - 6 * unit, unit)
        self.body.place(QRectF(3 * unit, top, width - 6 * unit, max(1.0, y - top - unit)), unit)

    def take_key(self, event: QKeyEvent) -> bool:
        """A number gives that answer; keys scroll where there is more to read, else lead to answers."""
        number = number_of(event)
        if 1 <= number <= len(self.answers) and not event.isAutoRepeat():
            self.answers[number - 1].click()
            return True
        return self.body.scroll_by(event.key()) or super().take_key(event)

    def _show_page(self, page: PageData, takes: str) -> None:
        self.heading.set_message(page.severity, gate_title(page.id, page.title))
        self.body.set_content(page.text, page.lines)
        self.question.set_text(page.question or takes)
        self.asked.set_text("")
        for button in self.answers:
            button.setParent(None)
            button.deleteLater()
        self.answers = [self._button(page, number, choice) for number, choice in enumerate(page.choices, 1)]
        self.setAccessibleName(self.heading.accessibleName())
        self._choose_buttons()
        self.arrange()
        # Only now: a pointer that rests where they were made would light one of them for good.
        for button in self.answers:
            button.show()

    def _choose_buttons(self) -> None:
        tests = self._is_last and self._has_sound
        self.sound.setVisible(tests)
        self.buttons = [*self.answers, self.sound] if tests else self.answers

    def _test_sound(self) -> None:
        self.sound_test.emit()
        if self.asked.set_text(tr(SOUND_ASKED)):
            self.arrange()

    def _button(self, page: PageData, number: int, choice: Choice) -> ActionButton:
        button = ActionButton(self, f"answer-{choice.id}", self.theme, ANSWER)
        button.set_words(choice.label or tr(GATE_CHOICES.get(choice.id, "")), number)
        button.clicked.connect(lambda: self.given.emit(Answer(page.id, choice.id)))
        return button
