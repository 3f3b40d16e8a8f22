"""What the keys do."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QWidget

from psoas_desktop.playback.state import View
from psoas_desktop.routine.translation import QT_TRANSLATE_NOOP
from psoas_desktop.ui.common.action_button import ActionButton, Weight
from psoas_desktop.ui.common.fitted_text import TextStyle
from psoas_desktop.ui.common.text_label import TextLabel
from psoas_desktop.ui.common.theme import Theme
from psoas_desktop.ui.common.words import KEY_HELP, tr
from psoas_desktop.ui.player.page import Page

_ROW = 5.6
_HEADING = TextStyle(5.0, weight=QFont.Weight.DemiBold)


class KeysPage(Page):
    """A table of keys.

    Signals:
        staying: Back to the session.
    """

    staying = Signal()

    def __init__(self, parent: QWidget, theme: Theme) -> None:
        super().__init__(parent, "keys", theme)
        self.heading = TextLabel(self, "keys-heading", _HEADING, theme.ink)
        self.heading.set_text(tr(QT_TRANSLATE_NOOP("player", "Keys")))
        self.rows: list[tuple[TextLabel, TextLabel]] = []
        for number, (keys, meaning) in enumerate(KEY_HELP):
            left = TextLabel(self, f"key-{number}", TextStyle(3.8, 3.0, most=1), theme.far_quiet)
            style = TextStyle(3.8, 3.0, most=1, weight=QFont.Weight.DemiBold)
            right = TextLabel(self, f"meaning-{number}", style, theme.ink)
            left.set_text(tr(keys))
            right.set_text(tr(meaning))
            self.rows.append((left, right))
        words = TextStyle(5.0, 4.0, lines=1, most=2, weight=QFont.Weight.DemiBold)
        self.back = ActionButton(self, "keys-back", theme, words, Weight.PRIMARY)
        self.back.set_words(tr(QT_TRANSLATE_NOOP("player", "Back")))
        self.back.clicked.connect(self.staying)
        self.buttons = [self.back]

    def show_view(self, view: View) -> None:
        """The table is always the same."""
        del view

    def first_focus(self) -> QWidget | None:
        """Back."""
        return self.back

    def arrange(self) -> None:
        """Two columns."""
        unit, width = self.unit, self.width()
        y = unit + self.heading.place(3 * unit, unit, width - 6 * unit, unit)
        high = self.place_row([self.back], self.height() - 12 * unit, 11 * unit)
        step = min(_ROW * unit, (self.height() - high - 2 * unit - y) / len(self.rows))
        for left, right in self.rows:
            left.place(3 * unit, y, 42 * unit, unit)
            right.place(48 * unit, y, width - 51 * unit, unit)
            y += step
