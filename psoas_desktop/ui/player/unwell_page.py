"""I feel unwell: the way out of this position first, then the re-checks, then whom to call."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from psoas_desktop.playback.inputs import FeelBetter, Finish
from psoas_desktop.playback.state import View
from psoas_desktop.routine.translation import QT_TRANSLATE_NOOP
from psoas_desktop.routine.vocabulary import Severity
from psoas_desktop.ui.common.action_button import ActionButton
from psoas_desktop.ui.common.fitted_text import TextStyle
from psoas_desktop.ui.common.shapes import paint_shape
from psoas_desktop.ui.common.text_label import TextLabel
from psoas_desktop.ui.common.theme import SAFE_GROUND, SAFE_INK, SIGNALS, Theme
from psoas_desktop.ui.common.words import EMERGENCY, SIGNAL_WORDS, tr
from psoas_desktop.ui.player.page import Page

CHECK = TextStyle(9.0, 7.0, lines=1, most=2, weight=QFont.Weight.DemiBold)
HELP = TextStyle(4.8, 3.8, lines=2, most=3)
CHOICE = TextStyle(5.4, 4.0, lines=1, most=2, weight=QFont.Weight.DemiBold)

_EXIT_SIZES = (14.0, 13.0, 12.0, 11.5)
_OCTAGON = 34.0


class UnwellPage(Page):
    """A red octagon, the safe action on green, the check of the moment, and help."""

    def __init__(self, parent: QWidget, theme: Theme, whom: str) -> None:
        super().__init__(parent, "unwell-page", theme)
        style = TextStyle(_EXIT_SIZES[0], lines=2, most=4, weight=QFont.Weight.DemiBold)
        self.exit = TextLabel(self, "exit", style, SAFE_INK)
        self.check = TextLabel(self, "check", CHECK, theme.ink)
        self.emergency = TextLabel(self, "emergency", HELP, theme.ink)
        self.emergency.set_text(tr(EMERGENCY))
        self.whom = TextLabel(self, "contact", HELP, theme.ink)
        self.whom.set_text(whom)
        self.better = ActionButton(self, "better", theme, CHOICE)
        self.better.set_words(tr(QT_TRANSLATE_NOOP("player", "I feel better")))
        self.better.clicked.connect(lambda: self.given.emit(FeelBetter()))
        self.end = ActionButton(self, "close-session", theme, CHOICE)
        self.end.set_words(tr(QT_TRANSLATE_NOOP("player", "Close the session")))
        self.end.clicked.connect(lambda: self.given.emit(Finish()))
        self.buttons = [self.better, self.end]
        self._panel = QRectF()

    def show_view(self, view: View) -> None:
        """Takes the way out, and the check of the moment under it."""
        way_out = view.exit.show if view.exit else ""
        changed = [
            self.exit.set_text(way_out),
            self.check.set_text("" if view.line == way_out else view.line),
        ]
        if any(changed):
            self.setAccessibleName(f"{tr(SIGNAL_WORDS[Severity.STOP])}: {self.exit.text()}")
            self.arrange()

    def arrange(self) -> None:
        """Help and buttons below, the way out as large as there is room above."""
        unit, width = self.unit, self.width()
        inner = width - 6 * unit
        y = self.height() - self.place_row(self.buttons, 0, 12 * unit) - 1.5 * unit
        self.place_row(self.buttons, y, 12 * unit)
        for label in (self.whom, self.emergency):
            y -= label.height_for(inner, unit) + unit
            label.place(3 * unit, y, inner, unit)
        # The check keeps its room before it comes, so that nothing jumps when it does.
        check = max(self.check.height_for(inner, unit), CHECK.size * 1.27 * unit)
        y -= check + unit
        self.check.place(3 * unit, y, inner, unit)
        self._place_exit(y - 3 * unit)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints the octagon and the green panel."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(self.theme.rim))
        painter.setBrush(QColor(SAFE_GROUND))
        painter.drawRoundedRect(self._panel, 8, 8)
        side = min(_OCTAGON * self.unit, self._panel.height())
        box = QRectF(3 * self.unit, self._panel.center().y() - side / 2, side, side)
        word = tr(SIGNAL_WORDS[Severity.STOP])
        paint_shape(painter, SIGNALS[Severity.STOP], box, on_own_ground=False, rim=self.theme.rim, mark=word)
        painter.end()

    def _place_exit(self, room: float) -> None:
        unit = self.unit
        left = (_OCTAGON + 6) * unit
        self._panel = QRectF(left, 2 * unit, self.width() - left - 3 * unit, max(1.0, room))
        text_width = self._panel.width() - 6 * unit
        high = 0.0
        for size in _EXIT_SIZES:
            style = TextStyle(size, size, lines=2, most=4, weight=QFont.Weight.DemiBold)
            self.exit.set_style(style)
            high = self.exit.height_for(text_width, unit)
            if high <= room and self.exit.fitted(text_width, unit).lines <= 2:
                break
        self.exit.place(left + 3 * unit, self._panel.center().y() - high / 2, text_width, unit)
        self.update()
