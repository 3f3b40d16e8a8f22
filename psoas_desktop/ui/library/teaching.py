"""Where there is nothing to show yet, something to begin with: a picture, a sentence, a button."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from psoas_desktop.ui.common.desk_button import DeskButton, Weight
from psoas_desktop.ui.common.desk_paint import CARD_RADIUS, panel
from psoas_desktop.ui.common.label import Label, Role, scaled
from psoas_desktop.ui.common.theme import Theme

if TYPE_CHECKING:
    from psoas_desktop.ui.library.card_pictures import CardPictures


class Figure(QWidget):
    """A figure of fixed size; empty until it is drawn."""

    def __init__(
        self, pictures: CardPictures, look: Callable[[], Theme], size: QSize, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._pictures, self._look, self._wanted = pictures, look, size
        self._figure, self._side, self._week = "", "", 0
        pictures.drawn.connect(self.update)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_figure(self, figure: str, side: str = "", week: int = 0) -> None:
        """Shows a pose; empty for none. From a week of pregnancy on it is that of somebody pregnant."""
        self._figure, self._side, self._week = figure, side, week
        self.update()

    def sizeHint(self) -> QSize:
        """Grows with the text."""
        return QSize(scaled(self._wanted.width()), scaled(self._wanted.height()))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Puts the picture in its place."""
        ratio = self.devicePixelRatioF()
        theme = self._look().name
        picture = self._pictures.picture(self._figure, self._side, theme, self.size(), ratio, week=self._week)
        if picture is not None:
            painter = QPainter(self)
            painter.drawPixmap(0, 0, picture)
            painter.end()


class NoneOfYourOwn(QWidget):
    """In the place of the first routine of one's own."""

    new_asked = Signal()

    def __init__(self, pictures: CardPictures, look: Callable[[], Theme]) -> None:
        super().__init__()
        self._look = look
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 12, 24, 12)
        layout.setSpacing(24)
        self.figure = Figure(pictures, look, QSize(176, 112), self)
        self.figure.set_figure("standing_forward_lunge")
        layout.addWidget(self.figure)
        column = QVBoxLayout()
        column.setSpacing(12)
        column.addStretch(1)
        self.text = Label(
            self.tr("Your own routines appear here. Start with an empty one, or save a copy of any other."),
            Role.BODY,
            self,
        )
        column.addWidget(self.text)
        self.button = DeskButton(self.tr("New routine"), self, icon="new")
        self.button.clicked.connect(self.new_asked)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeading)
        column.addStretch(1)
        layout.addLayout(column, 1)

    def sizeHint(self) -> QSize:
        """High enough for the picture and for two lines above a button."""
        return QSize(scaled(480), scaled(136))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The ground of a card."""
        theme = self._look()
        painter = QPainter(self)
        panel(
            painter, self.rect(), QColor(theme.raised), QPen(QColor(theme.line), theme.line_px), CARD_RADIUS
        )
        painter.end()


class NothingFound(QWidget):
    """In the place of the page when no routine fits a search."""

    cleared = Signal()

    def __init__(
        self, pictures: CardPictures, look: Callable[[], Theme], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 24)
        layout.setSpacing(12)
        layout.addStretch(1)
        self.figure = Figure(pictures, look, QSize(220, 132), self)
        self.figure.set_figure("seated_rest")
        self.heading = Label("", Role.HEADING, self)
        self.text = Label("", Role.BODY, self)
        for label in (self.heading, self.text):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.button = DeskButton(self.tr("Clear search"), self, icon="close", weight=Weight.PRIMARY)
        self.button.clicked.connect(self.cleared)
        middle = Qt.AlignmentFlag.AlignHCenter
        layout.addWidget(self.figure, 0, middle)
        layout.addWidget(self.heading)
        layout.addWidget(self.text)
        layout.addSpacing(4)
        layout.addWidget(self.button, 0, middle)
        layout.addStretch(2)

    def say(self, heading: str, understood: str) -> None:
        """Takes what was looked for."""
        self.heading.setText(heading)
        self.text.setText(understood)
