"""Someone who looks at the real window: a tour of the same size, out of sight, says how each screen looks."""

from __future__ import annotations

import re
import subprocess
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QWidget

from psoas_desktop.playback.player import Player
from psoas_desktop.routine.check import check
from psoas_desktop.storage.figure_files import figure_library
from psoas_desktop.storage.program_data import read_program_data
from psoas_desktop.storage.resources import root
from psoas_desktop.ui.common.figure_view import FigureCache
from psoas_desktop.ui.common.theme import DARK
from psoas_desktop.ui.player.screen_tour import Tour
from tests.journeys.desk import Desk, take_time

FOCUS_PX = 8
"""The ring of the focus is left out: only the window that people see has it."""

LIKE, SAME = 0.95, 0.995
"""So many of the bytes are the same where the window shows it; words may be a pixel off."""


def player_of(routine: Path) -> Player:
    data = read_program_data(root())
    read = check(routine.read_bytes(), data.field_rules, data.catalogue).routine
    assert read is not None
    return Player(read, data.catalogue, data.rules)


@dataclass(frozen=True)
class Sight:
    """A part of the window, and how it looks."""

    place: QRect
    look: QImage
    least: float = LIKE

    def is_in(self, seen: QImage) -> bool:
        return self.likeness(seen) > self.least

    def likeness(self, seen: QImage) -> float:
        """The share of bytes that are the same in a picture of the window."""
        a, b = (bytes(image.constBits()) for image in (self.look, seen.copy(self.place)))
        differing = (int.from_bytes(a) ^ int.from_bytes(b)).to_bytes(len(a))
        return differing.count(0) / len(a)


class Eyes:
    """A desk that is looked at.

    Attributes:
        tour: The same routine in a window of the same size; it is moved by hand to what is expected.
    """

    def __init__(self, desk: Desk, routine: Path) -> None:
        self.desk = desk
        shown = desk.xdotool("getwindowgeometry", desk.window)
        size = re.search(r"Geometry: (\d+)x(\d+)", shown)
        assert size, shown
        self.tour = Tour(player_of(routine), DARK, FigureCache(figure_library()))
        self.tour.window.resize(int(size[1]), int(size[2]))
        self.tour.window.show()
        self.leave_alone()

    def close(self) -> None:
        self.tour.window.hide()
        self.tour.window.deleteLater()

    def expect(self, part: QWidget, least: float = LIKE) -> Sight:
        """How a part of the tour's window looks now."""
        QApplication.processEvents()
        margin = FOCUS_PX if part in self.tour.window.page.buttons else 0
        place = self.place_of(part).adjusted(margin, margin, -margin, -margin)
        whole = self.tour.window.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
        return Sight(place, whole.copy(place), least)

    def place_of(self, part: QWidget) -> QRect:
        return QRect(part.mapTo(self.tour.window, QPoint(0, 0)), part.size())

    def look(self) -> QImage | None:
        """The real window as it is now; None where it has gone."""
        command = ["import", "-silent", "-window", self.desk.window, "ppm:-"]
        try:
            # Where the window has just gone, import waits for someone to choose another.
            done = subprocess.run(command, env=self.desk.environment, capture_output=True, timeout=2)
        except subprocess.TimeoutExpired:
            return None
        picture = QImage.fromData(done.stdout)
        if done.returncode or picture.isNull():
            return None
        return picture.convertToFormat(QImage.Format.Format_RGB32)

    def sees(self, sight: Sight) -> bool:
        seen = self.look()
        return seen is not None and sight.is_in(seen)

    def first_of(self, sights: Iterable[Sight]) -> Sight | None:
        """The one of them that is up; the likest, for places overlap; None for none."""
        seen = self.look()
        up = [sight for sight in sights if sight.is_in(seen)] if seen else []
        return max(up, key=lambda sight: sight.likeness(seen), default=None) if seen else None

    def wait_for(self, sight: Sight, wait_s: float = 10.0) -> None:
        until = time.monotonic() + wait_s
        while not self.sees(sight):
            assert time.monotonic() < until, f"it never came up at {sight.place}: {self.desk.leave()}"
            take_time(0.03)

    def gone(self, sight: Sight, wait_s: float = 1.5) -> bool:
        """Waits until it is no longer up; says whether it went."""
        until = time.monotonic() + wait_s
        while self.sees(sight):
            if time.monotonic() > until:
                return False
            take_time(0.03)
        return True

    def share_of(self, colour: str) -> float:
        """How much of the window has a colour, found on a grid."""
        seen = self.look()
        assert seen is not None
        wanted = QColor(colour).rgb()
        grid = [(x, y) for x in range(0, seen.width(), 4) for y in range(0, seen.height(), 4)]
        return sum(seen.pixel(x, y) == wanted for x, y in grid) / len(grid)

    def click(self, place: QRect) -> None:
        """Clicks the middle of a place and takes the pointer away from it."""
        at = place.center()
        self.desk.xdotool("mousemove", "--window", self.desk.window, str(at.x()), str(at.y()), "click", "1")
        self.leave_alone()

    def leave_alone(self) -> None:
        """Puts the pointer where it is on nothing."""
        self.desk.xdotool("mousemove", "--window", self.desk.window, "2", "2")
