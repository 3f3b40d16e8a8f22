"""The pause: three large choices, the first of them to go on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtWidgets import QWidget

from psoas_desktop.playback.inputs import Finish, GoOn, Unwell
from psoas_desktop.playback.state import View
from psoas_desktop.routine.translation import QT_TRANSLATE_NOOP
from psoas_desktop.ui.common.action_button import Weight
from psoas_desktop.ui.common.text_label import TextLabel
from psoas_desktop.ui.common.theme import Theme
from psoas_desktop.ui.common.words import clock_time, step_details, tr
from psoas_desktop.ui.player.choice_page import HEADING, LINE, SMALL, ChoicePage
from psoas_desktop.ui.player.picture_panel import PicturePanel

if TYPE_CHECKING:
    from psoas_desktop.services.photos import Photos
    from psoas_desktop.ui.common.figure_view import FigureCache

_FACTORS = (1.0, 0.9, 0.8)
_LEAST_GAP = 1.4
"""Between the words, in hundredths of the screen's height."""

_WIDE, _HIGH, _LEAST_HIGH, _GAP = 52.0, 40.0, 18.0, 3.0
"""The picture's size, and the gap beside it, in hundredths of the screen's height."""


class PausePage(ChoicePage):
    """Nothing runs; what to do stays readable, for somebody may have been asked to roll to the side."""

    def __init__(
        self,
        parent: QWidget,
        theme: Theme,
        figures: FigureCache | None = None,
        photos: Photos | None = None,
    ) -> None:
        super().__init__(parent, "pause", theme)
        self.heading = self.add_text(
            "pause-heading", HEADING, tr(QT_TRANSLATE_NOOP("player", "Paused")), quiet=True
        )
        self.line = self.add_text("pause-line", LINE)
        self.place_in_routine = self.add_text("pause-place", SMALL, quiet=True)
        self.picture = PicturePanel(self, "pause-picture", theme, figures, photos)
        self.picture.changed.connect(self.arrange)
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
        changed = [
            self.line.set_text(view.line),
            self.place_in_routine.set_text(place),
            self.picture.show_view(view),
        ]
        if any(changed):
            self.arrange()

    def arrange(self) -> None:
        """The picture small at the right, where the words have room beside it too."""
        super().arrange()
        unit, room = self.unit, self.buttons[0].y()
        wide = self.width() - (6 + _GAP + _WIDE) * unit
        labels = [label for label in (self.heading, self.line, self.place_in_routine) if label.text()]
        high = min(_HIGH * unit, room - unit)
        shown = self.picture.has_picture and wide >= _WIDE * unit and high >= _LEAST_HIGH * unit
        factor = self._factor(labels, wide, room) if shown else 0.0
        self.picture.setVisible(factor > 0)
        if not factor:
            return
        for label in labels:
            label.set_style(label.text_style.scaled(factor))
        taken = sum(label.height_for(wide, unit) for label in labels)
        gap = min(3 * unit, (room - taken) / (len(labels) + 1))
        y = (room - taken - gap * (len(labels) - 1)) / 2
        for label in labels:
            y += label.place(3 * unit, y, wide, unit) + gap
        right = self.width() - 3 * unit
        self.picture.place(QRectF(right - _WIDE * unit, (room - high) / 2, _WIDE * unit, high), unit)

    def _factor(self, labels: list[TextLabel], wide: float, room: float) -> float:
        """How much smaller the words are beside the picture; 0 where they have no room."""
        least = _LEAST_GAP * self.unit * (len(labels) + 1)
        for factor in _FACTORS:
            fitted = [label.fitted(wide, self.unit, label.text_style.scaled(factor)) for label in labels]
            if all(one.whole for one in fitted) and sum(one.high for one in fitted) + least <= room:
                return factor
        return 0.0

    def first_focus(self) -> QWidget | None:
        """To go on."""
        return self.buttons[0]
