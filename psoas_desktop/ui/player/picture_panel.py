"""The picture of what to do: a figure on the ground of the stage, as large as its place allows."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from psoas_desktop.figures.pose_error import PoseError
from psoas_desktop.playback.state import View
from psoas_desktop.routine.cues import Picture
from psoas_desktop.routine.translation import QT_TRANSLATE_NOOP
from psoas_desktop.ui.common.figure_view import FigureCache
from psoas_desktop.ui.common.plain_text import shown
from psoas_desktop.ui.common.theme import Theme
from psoas_desktop.ui.common.words import tr
from psoas_desktop.ui.player.picture_choice import picture_of

LEAST = 33.0
"""Least height in hundredths of the screen's height (decisions, Sizes)."""

ROW_ASPECT = 1.8
"""Where pictures follow each other within a step the room is made for all: nothing moves with each."""


class PicturePanel(QWidget):
    """Shows one picture, or nothing: without figures, and for a picture that it cannot draw."""

    def __init__(self, parent: QWidget, name: str, theme: Theme, figures: FigureCache | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAccessibleName(tr(QT_TRANSLATE_NOOP("player", "Picture")))
        self._theme = theme
        self._figures = figures
        self._figure, self._side = "", ""
        self._row = False
        self._aspects: dict[str, float] = {}
        self.hide()

    @property
    def figure(self) -> tuple[str, str]:
        """The pose that it shows, and its side; both empty for none."""
        return self._figure, self._side

    def show_view(self, view: View) -> bool:
        """Takes what the session shows.

        Args:
            view: What the session shows.

        Returns:
            Whether there is a picture now and was none, or the other way round.
        """
        picture = picture_of(view)
        name = self._known(picture)
        self._row = view.step is not None and len(view.step.block.pictures) > 1
        side = view.step.side.value if name and view.step and view.step.side else ""
        appears = bool(name) is not bool(self._figure)
        if (name, side) != (self._figure, self._side):
            self._figure, self._side = name, side
            self.setAccessibleDescription(shown(picture.alt) if picture and name else "")
            self.update()
        return appears

    def aspect(self) -> float:
        """Width of the figure that it shows, in heights of it; the same for every figure of a row."""
        if self._figures is None or not self._figure:
            return 1.0
        if self._row:
            return ROW_ASPECT
        if self._figure not in self._aspects:
            left, low, right, high = self._figures.library.picture(self._figure, self._theme.name).box
            self._aspects[self._figure] = (right - left) / (high - low)
        return self._aspects[self._figure]

    def place(self, box: QRectF) -> None:
        """Gives it its place."""
        self.setGeometry(box.toRect())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paints the figure."""
        if self._figures is None or not self._figure or self.width() < 8 or self.height() < 8:
            return
        ratio = self.devicePixelRatioF()
        try:
            pixmap = self._figures.pixmap(self._figure, self._theme.name, self._side, self.size(), ratio)
        except PoseError:
            return
        painter = QPainter(self)
        painter.drawPixmap(0, 0, pixmap)
        painter.end()

    def _known(self, picture: Picture | None) -> str:
        """The name of a figure that can be drawn, else nothing: a file may name anything."""
        if self._figures is None or picture is None or picture.kind != "figure":
            return ""
        name = picture.content
        if not isinstance(name, str) or name not in self._figures.library.names:
            return ""
        try:
            self._figures.library.pose(name)
        except PoseError:
            return ""
        return name
