"""The ring and the digits of the countdown: what they show, and how little of them is painted anew."""

from __future__ import annotations

from math import cos, sin, tau

import pytest
from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QColor, QImage, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from psoas_desktop.playback.player import Player
from psoas_desktop.playback.transitions import Mode
from psoas_desktop.storage.figure_files import figure_library
from psoas_desktop.ui.common.figure_view import FigureCache
from psoas_desktop.ui.common.theme import DARK, HIGH_CONTRAST_LIGHT, LIGHT, Theme
from psoas_desktop.ui.player.countdown import Countdown
from psoas_desktop.ui.player.ring import Ring
from psoas_desktop.ui.player.screen_tour import Tour

SIDE = 300


class WatchedRing(Ring):
    def __init__(self, parent: QWidget, theme: Theme) -> None:
        super().__init__(parent, "ring", theme)
        self.ground = parent
        self.painted: list[QRect] = []

    def paintEvent(self, event: QPaintEvent) -> None:
        self.painted.append(event.rect())
        super().paintEvent(event)


class WatchedCountdown(Countdown):
    painted: list[QRect]

    def paintEvent(self, event: QPaintEvent) -> None:
        self.painted.append(event.rect())
        super().paintEvent(event)


def ring_in(qtbot: QtBot, theme: Theme = DARK) -> WatchedRing:
    ground = QWidget()
    qtbot.addWidget(ground)
    ground.setStyleSheet(f"background: {theme.ground}")
    ground.resize(SIDE + 20, SIDE + 20)
    ring = WatchedRing(ground, theme)
    ring.place(SIDE + 10, SIDE / 2 + 10, SIDE)
    ring.show()
    ground.show()
    QApplication.processEvents()
    return ring


def picture(ring: Ring) -> QImage:
    return ring.grab().toImage()


def on_screen(window: QWidget) -> QImage:
    """A window as it stands on the screen, not painted anew."""
    image = window.screen().grabWindow(window.winId()).toImage()
    assert image.width() >= window.width()
    return image


def has_arc(image: QImage, turn: float, theme: Theme) -> bool:
    """Whether the arc is there at a share of the turn, from the top and clockwise."""
    radius = SIDE / 2 - SIDE * 0.075 / 2 - 1
    x, y = SIDE / 2 + radius * sin(turn * tau), SIDE / 2 - radius * cos(turn * tau)
    seen, leaf = image.pixelColor(round(x), round(y)), QColor(theme.leaf)
    return all(abs(a - b) < 12 for a, b in zip(seen.getRgb(), leaf.getRgb(), strict=True))


@pytest.mark.parametrize("theme", [DARK, LIGHT, HIGH_CONTRAST_LIGHT], ids=lambda theme: theme.name)
def test_the_arc_shows_the_share_that_is_done(qtbot: QtBot, theme: Theme) -> None:
    ring = ring_in(qtbot, theme)
    ring.set_share(0.375)
    image = picture(ring)
    assert all(has_arc(image, turn, theme) for turn in (0.01, 0.125, 0.25, 0.37))
    assert not any(has_arc(image, turn, theme) for turn in (0.45, 0.5, 0.75, 0.95))


def test_a_small_step_paints_only_the_tip(qtbot: QtBot) -> None:
    ring = ring_in(qtbot)
    for tenth in range(1, 600):
        ring.painted.clear()
        ring.set_share(tenth / 600)
        QApplication.processEvents()
        area = sum(rect.width() * rect.height() for rect in ring.painted)
        assert 0 < area < SIDE * SIDE / 50


def test_the_tips_together_are_the_whole_arc(qtbot: QtBot) -> None:
    ring = ring_in(qtbot)
    for share in (0.02, 0.05, 0.3, 0.31, 0.62, 0.9, 0.91, 1.0):
        ring.set_share(share)
        QApplication.processEvents()
        kept = on_screen(ring.ground)
        ring.ground.update()
        ring.update()
        QApplication.processEvents()
        anew = on_screen(ring.ground)
        pairs = zip(bytes(kept.constBits()), bytes(anew.constBits()), strict=True)
        # The edge of a longer arc is smoothed a little differently; what is missing would differ by far more.
        assert max(abs(a - b) for a, b in pairs) < 48


def test_it_goes_back_whole(qtbot: QtBot) -> None:
    ring = ring_in(qtbot)
    ring.set_share(0.8)
    QApplication.processEvents()
    ring.painted.clear()
    ring.set_share(0.1)
    QApplication.processEvents()
    assert ring.painted == [ring.rect()]
    assert not has_arc(picture(ring), 0.5, DARK)


@pytest.mark.parametrize("share", [-1.0, 0.0, 1.0, 7.0])
def test_any_share_is_taken(qtbot: QtBot, share: float) -> None:
    ring = ring_in(qtbot)
    ring.set_share(share)
    assert ring.share == min(1.0, max(0.0, share))
    assert not picture(ring).isNull()


def test_only_the_digits_that_change_are_painted(qtbot: QtBot, dressed: QApplication) -> None:
    ground = QWidget()
    qtbot.addWidget(ground)
    ground.resize(900, 300)
    countdown = WatchedCountdown(ground, "countdown", DARK.ink)
    countdown.painted = []
    countdown.set_time("4:12", "4:12 left")
    countdown.place(880, 150, 40, 6, "4:12")
    ground.show()
    dressed.processEvents()
    shares = []
    for time in ("4:11", "4:10", "4:09", "3:59", "0:09"):
        countdown.painted.clear()
        countdown.set_time(time, f"{time} left")
        dressed.processEvents()
        shares.append(sum(rect.width() for rect in countdown.painted) / countdown.width())
    assert all(share < 0.36 for share in shares[:2])
    assert 0.4 < shares[2] < 0.75
    assert shares[3:] == [1.0, 1.0]
    assert countdown.text() == "0:09"
    assert countdown.accessibleName() == "0:09 left"
    assert countdown.textFormat() is Qt.TextFormat.PlainText


def test_digits_painted_one_by_one_are_the_whole_time(qtbot: QtBot, dressed: QApplication) -> None:
    images = []
    for times in (("10:01", "10:00", "9:59", "9:58", "9:50", "9:49", "9:48"), ("9:48",)):
        ground = QWidget()
        qtbot.addWidget(ground)
        ground.resize(900, 300)
        countdown = Countdown(ground, "countdown", DARK.ink)
        countdown.place(880, 150, 40, 6, "10:00")
        ground.show()
        for time in times:
            countdown.set_time(time, time)
            dressed.processEvents()
        images.append(on_screen(ground))
        ground.hide()
    assert images[0] == images[1]


class PaintWatch(QObject):
    """Names what is painted."""

    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint:
            self.names.add(watched.objectName())
        return False


def test_a_held_step_paints_ring_and_digits_only(qtbot: QtBot, dressed: QApplication, player: Player) -> None:
    begun = Tour(player, DARK, FigureCache(figure_library()))
    window, watch = begun.window, PaintWatch()
    qtbot.addWidget(window)
    window.resize(1024, 600)
    window.show()
    for _ in begun.pass_gate():
        pass
    while begun.view.mode is not Mode.HOLD:
        begun.end_step()
    begun.ticker.advance(3_000)
    dressed.processEvents()
    line = begun.view.line
    parts = [part for part in window.findChildren(QWidget) if part.isVisible()]
    for part in parts:
        part.installEventFilter(watch)
    for _ in range(15):
        begun.ticker.advance(100)
        dressed.processEvents()
    assert begun.view.line == line
    assert {"ring", "countdown"} <= watch.names <= {"ring", "countdown", "stage", "footer"}
