"""The picture of what to do: a figure or a photo on the ground of the stage, as large as its place allows."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, Qt, Signal
from PySide6.QtGui import QHideEvent, QImage, QPainter, QPainterPath, QPaintEvent, QRegion
from PySide6.QtWidgets import QWidget

from psoas_desktop.figures.pose_error import PoseError
from psoas_desktop.playback.state import View
from psoas_desktop.playback.timeline import Phase
from psoas_desktop.playback.transitions import Mode
from psoas_desktop.routine.cues import Picture
from psoas_desktop.routine.model import Block
from psoas_desktop.routine.translation import QT_TRANSLATE_NOOP
from psoas_desktop.routine.vocabulary import CuePhase
from psoas_desktop.ui.common.fitted_text import ASCENT, DESCENT, STEP, TextStyle
from psoas_desktop.ui.common.plain_text import shown
from psoas_desktop.ui.common.text_label import TextLabel
from psoas_desktop.ui.common.theme import Theme
from psoas_desktop.ui.common.words import tr
from psoas_desktop.ui.player.picture_choice import is_told, next_picture, picture_of
from psoas_desktop.ui.player.picture_side import asked_side, kept_side, led_into

if TYPE_CHECKING:
    # They take long to import, and the gate comes first.
    from psoas_desktop.figures.library import Way
    from psoas_desktop.services.photos import Photos
    from psoas_desktop.ui.common.figure_mover import FigureMover
    from psoas_desktop.ui.common.figure_view import FigureCache

LEAST = 33.0
"""Least height in hundredths of the screen's height (decisions, Sizes)."""

ROW_ASPECT = 2.7
"""On a way the room is made for all of its pictures, lying ones too: nothing moves."""

FIGURE_SHARE = 0.89
"""How much of its panel a figure takes in the direction in which it fills it."""

_PLAIN_ASPECT = 1.5
"""Of the room for a photo that is still being decoded, and for words in a picture's place."""

_MARGIN = 0.05
"""Around a photo and around words, of the panel's height; figures have a margin of their own."""

_ALT_SIZES = (6.0, 5.4, 4.8, 4.2, 3.6, 3.0)
_CORNER = 8


class PicturePanel(QWidget):
    """Shows one picture; its alternative text where it cannot be drawn; nothing without figures and photos.

    Signals:
        changed: A photo has come, or it is known that it will not: there may be another aspect.
    """

    changed = Signal()

    def __init__(
        self,
        parent: QWidget,
        name: str,
        theme: Theme,
        figures: FigureCache | None = None,
        photos: Photos | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAccessibleName(tr(QT_TRANSLATE_NOOP("player", "Picture")))
        self._theme = theme
        self._figures, self._photos = figures, photos
        self._picture: Picture | None = None
        self._figure, self._side, self._asked = "", "", ""
        self._photo: QImage | None = None
        self._block: Block | None = None
        self._row: tuple[str, ...] = ()
        self._on_a_way = False
        self._unit = 6.0
        self._aspects: dict[str, float] = {}
        self._mover: FigureMover | None = None
        self._due_in_ms: Callable[[], int | None] | None = None
        self._strips = False
        self._strip: Way | None = None
        self.alt = TextLabel(self, f"{name}-alt", TextStyle(_ALT_SIZES[0]), theme.far_quiet)
        self.alt.hide()
        if photos is not None:
            photos.ready.connect(self._take_photo)
        self.hide()

    @property
    def figure(self) -> tuple[str, str]:
        """The pose that it draws, and its side; both empty for none."""
        return self._figure, self._side

    @property
    def photo(self) -> QImage | None:
        """The photo that it shows; None for none."""
        return self._photo

    @property
    def has_picture(self) -> bool:
        """Whether there is something to show, be it the words for it."""
        return self._picture is not None

    def show_view(self, view: View) -> bool:
        """Takes what the session shows.

        Args:
            view: What the session shows.

        Returns:
            Whether its place has to be made anew: there was no picture, or there is none now.
        """
        blind = self._figures is None and self._photos is None
        picture = None if blind else picture_of(view)
        block = view.step.block if view.step else None
        if block is not self._block:
            self._take_block(block)
        library = self._figures.library if self._figures is not None else None
        moves = self._due_in_ms is not None
        side = asked_side(view, self._drawn(picture), library if moves else None)
        if self._photos is not None and view.coming and view.step is not view.coming:
            self._photos.want(view.coming.block.pictures)
        if picture is self._picture and (side == self._asked or not self._figure):
            self._move(view)
            return False
        appears = (picture is None) is not (self._picture is None)
        before, came_by = self._figure, self._side
        if picture is not self._picture:
            aspect = self._plain_aspect()
            self._figure, self._photo, self._picture = self._drawn(picture), self._decoded(picture), picture
            self._show_words()
            appears = appears or aspect != self._plain_aspect()
        self._asked = side
        self._side = ""
        if library is not None and self._figure:
            self._side = side or kept_side(library, before, came_by, self._figure)
        self._move(view)
        self.update()
        return appears

    def _take_block(self, block: Block | None) -> None:
        """Finds out what else is to be shown in its place, so that it is the same for all."""
        self._block = block
        self._on_a_way = block is not None and bool(block.kind.transition) and len(block.pictures) > 1
        held = (p for p in block.pictures if p.phase is CuePhase.HOLD) if block and not self._on_a_way else ()
        self._row = tuple(filter(None, map(self._drawn, held)))

    def turn_as(self, other: PicturePanel) -> None:
        """Shows the side that another panel has come to show of the same figure."""
        if self._figure == other._figure and self._side != other._side:
            self._side = other._side
            self.update()

    def set_motion(self, due_in_ms: Callable[[], int | None] | None, *, strips: bool = False) -> None:
        """Lets figures move and breathe, or not; without this they do not.

        Args:
            due_in_ms: When something happens that must not wait, in milliseconds, or None for not soon; no
                function lets figures stand still.
            strips: Whether key poses side by side stand in the place of a movement into a pose.
        """
        self._due_in_ms = due_in_ms if self._figures is not None else None
        self._strips = strips and due_in_ms is None
        if self._due_in_ms is None and self._mover is not None:
            self._mover.stop()
            self._mover.deleteLater()
            self._mover = None
        self._strip = None
        self.update()

    def _move(self, view: View) -> None:
        """Tells what is to be seen to what lets it move."""
        leads_in = view.step is not None and view.step.phase is Phase.LEAD_IN
        if self._strips and self._figures is not None:
            strip = led_into(self._figures.library, view, self._figure) if leads_in and self._figure else None
            if strip != self._strip:
                self._strip = strip
                self.update()
        if self._due_in_ms is None or self._figures is None:
            return
        from psoas_desktop.ui.common.figure_mover import FigureMover, Scene

        if self._mover is None:
            if not self._figure:
                return
            self._mover = FigureMover(self._figures.library, self._theme.name, time.monotonic, self)
            self._mover.stirred.connect(self._stir)
            self._mover.resize(self.size(), self.devicePixelRatioF())
        ahead = next_picture(view)
        self._mover.take(
            Scene(
                self._figure,
                self._side,
                ahead.content if ahead is not None and ahead.kind == "figure" else "",
                leads_in=leads_in,
                breathes=view.mode is Mode.HOLD,
                told=is_told(view),
            ),
            self._due_in_ms(),
        )

    def _stir(self, area: QRect) -> None:
        self.update(area if not area.isNull() else self.rect())

    def aspect(self) -> float:
        """Width of the picture that it shows, in heights of it; the same for every figure of a row."""
        plain = self._plain_aspect()
        if plain or self._figures is None:
            return plain or 1.0
        if self._on_a_way:
            return ROW_ASPECT
        return max(map(self._aspect_of, {self._figure, *self._row}))

    def _aspect_of(self, name: str) -> float:
        assert self._figures is not None
        if name not in self._aspects:
            left, low, right, high = self._figures.library.picture(name, self._theme.name).box
            self._aspects[name] = (right - left) / (high - low)
        return self._aspects[name]

    def place(self, box: QRectF, unit: float) -> None:
        """Gives it its place.

        Args:
            box: Its place within the page.
            unit: Pixels of a hundredth of the screen's height.
        """
        self._unit = unit
        self.setGeometry(box.toRect())
        if self._mover is not None:
            self._mover.resize(self.size(), self.devicePixelRatioF())
        if self.alt.text():
            self._place_words()

    def hideEvent(self, _event: QHideEvent) -> None:
        """Nothing moves that is not seen."""
        if self._mover is not None:
            self._mover.stop()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints the figure or the photo."""
        if self.width() < 8 or self.height() < 8:
            return
        painter = QPainter(self)
        if self._photo is not None:
            self._paint_photo(painter, self._photo)
        elif self._figures is not None and self._figure:
            self._paint_figure(painter, self._figures, event.rect())
        painter.end()

    def _paint_figure(self, painter: QPainter, figures: FigureCache, seen: QRect) -> None:
        if self._strip is not None:
            from psoas_desktop.ui.common.figure_strip import strip_of, strip_pixmap

            pictures = strip_of(figures.library, self._strip, self._theme.name, self._side)
            painter.drawPixmap(0, 0, strip_pixmap(pictures, self.size(), self.devicePixelRatioF()))
            return
        moving = self._mover.paint(painter, self.rect()) if self._mover is not None else None
        if moving is not None:
            if moving.contains(seen):
                return
            painter.setClipRegion(QRegion(self.rect()).subtracted(QRegion(moving)))
        ratio = self.devicePixelRatioF()
        painter.drawPixmap(
            0, 0, figures.pixmap(self._figure, self._theme.name, self._side, self.size(), ratio)
        )

    def _paint_photo(self, painter: QPainter, photo: QImage) -> None:
        margin = self.height() * _MARGIN
        room = QRectF(self.rect()).adjusted(margin, margin, -margin, -margin)
        size = photo.size().toSizeF().scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
        box = QRectF(room.topLeft(), size)
        box.moveCenter(room.center())
        corners = QPainterPath()
        corners.addRoundedRect(box, _CORNER, _CORNER)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setClipPath(corners)
        painter.drawImage(box, photo)

    def _take_photo(self) -> None:
        """A photo has come; it may be the one that is waited for."""
        if self._picture is None or self._photo is not None or self._figure or self.alt.text():
            return
        self._photo = self._decoded(self._picture)
        self._show_words()
        if self._photo is not None or self.alt.text():
            self.update()
            self.changed.emit()

    def _decoded(self, picture: Picture | None) -> QImage | None:
        found = self._photos.get(picture) if self._photos is not None and picture else None
        return found if isinstance(found, QImage) else None

    def _drawn(self, picture: Picture | None) -> str:
        """The name of a figure that can be drawn, else nothing: a file may name anything."""
        if self._figures is None or picture is None:
            return ""
        library, name = self._figures.library, picture.content
        try:
            if picture.kind == "pose":
                name = library.own(picture.content)
            elif picture.kind != "figure" or not isinstance(name, str) or name not in library.names:
                return ""
            library.pose(name)
        except PoseError:
            return ""
        return str(name)

    def _show_words(self) -> None:
        """Alternative text: for those who do not see, and in the place of what cannot be shown."""
        picture = self._picture
        words = shown(picture.alt) if picture else ""
        waits = picture is not None and self._photos is not None and self._photos.awaits(picture)
        self.setAccessibleDescription(words)
        self.alt.set_text("" if self._figure or self._photo is not None or waits else words)
        self.alt.setVisible(bool(self.alt.text()))
        if self.alt.text():
            self._place_words()

    def _place_words(self) -> None:
        unit, wide, room = self._unit, self.width() - 2 * self._unit, self.height() * (1 - 2 * _MARGIN)
        high = 0.0
        for size in _ALT_SIZES:
            most = math.floor((room / math.ceil(size * unit) - ASCENT - DESCENT) / STEP) + 1
            self.alt.set_style(TextStyle(size, size, lines=max(1, most), most=max(1, most)))
            high = self.alt.height_for(wide, unit)
            if self.alt.fitted(wide, unit).whole:
                break
        self.alt.place(unit, max(0.0, (self.height() - high) / 2), wide, unit)

    def _plain_aspect(self) -> float:
        """The aspect of what is no figure; 0 for a figure, and for nothing."""
        if self._picture is None or self._figure:
            return 0.0
        if self._photo is not None:
            return self._photo.width() / self._photo.height()
        return _PLAIN_ASPECT
