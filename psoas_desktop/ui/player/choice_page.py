"""A page of a heading, a few lines and large choices: pause, leaving, and being blocked are made of it."""

from __future__ import annotations

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QWidget

from psoas_desktop.ui.common.action_button import ActionButton, Weight
from psoas_desktop.ui.common.fitted_text import TextStyle
from psoas_desktop.ui.common.text_label import TextLabel
from psoas_desktop.ui.common.theme import Theme
from psoas_desktop.ui.player.page import Page

HEADING = TextStyle(9.0, 7.0, lines=1, most=2, weight=QFont.Weight.DemiBold)
LINE = TextStyle(11.5, 9.0, lines=2, most=3, weight=QFont.Weight.DemiBold)
SMALL = TextStyle(4.6, 3.6, lines=2, most=3)
CHOICE = TextStyle(7.0, 5.0, lines=1, most=4, weight=QFont.Weight.DemiBold)

_FACTORS = (1.0, 0.9, 0.8, 0.7, 0.6, 0.5)
"""Texts are made smaller together rather than pushed out by a stranger's long ones."""


class ChoicePage(Page):
    """Parts from top to bottom, choices side by side at the foot."""

    def __init__(self, parent: QWidget, name: str, theme: Theme, *, choice_height: float = 24.0) -> None:
        super().__init__(parent, name, theme)
        self._choice_height = choice_height
        self._styled: list[tuple[TextLabel, TextStyle]] = []
        self._field: tuple[QWidget, float] | None = None

    def add_text(self, name: str, style: TextStyle, text: str = "", *, quiet: bool = False) -> TextLabel:
        """Adds a text under those before it."""
        label = TextLabel(self, name, style, self.theme.far_quiet if quiet else self.theme.ink)
        label.set_text(text)
        self._styled.append((label, style))
        return label

    def add_choice(self, name: str, words: str, weight: Weight = Weight.PLAIN) -> ActionButton:
        """Adds a choice to the right of those before it."""
        button = ActionButton(self, name, self.theme, CHOICE, weight)
        button.set_words(words)
        self.buttons.append(button)
        return button

    def add_field(self, field: QWidget, height: float) -> None:
        """Takes a field that stands between texts and choices while it is not hidden.

        Args:
            field: The field, a child of this page.
            height: Its height, in hundredths of the screen's.
        """
        self._field = field, height

    def arrange(self) -> None:
        """Texts in the middle of the room above the choices."""
        unit, width = self.unit, self.width() - 6 * self.unit
        shown = [button for button in self.buttons if button.isVisibleTo(self)]
        high = self.place_row(shown, 0, self._choice_height * unit)
        top = self.height() - high - unit
        self.place_row(shown, top, self._choice_height * unit)
        if self._field is not None and self._field[0].isVisibleTo(self):
            field, tall = self._field[0], round(self._field[1] * unit)
            top -= tall + 2 * unit
            field.setGeometry(round(3 * unit), round(top), round(width), tall)
        parts = [label for label, _ in self._styled if label.text()]
        taken = 0.0
        for factor in _FACTORS:
            for label, style in self._styled:
                label.setVisible(bool(label.text()))
                label.set_style(style.scaled(factor))
            taken = sum(label.height_for(width, unit) for label in parts)
            if taken <= top:
                break
        gap = min(3 * unit, max(0.0, (top - taken) / (len(parts) + 1)))
        y = max(0.0, (top - taken - gap * (len(parts) - 1)) / 2)
        for label in parts:
            y += label.place(3 * unit, y, width, unit) + gap
