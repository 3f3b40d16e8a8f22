"""A real session in a full-screen window with the real ticker, led past the gate without waiting."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

from PySide6.QtCore import QEventLoop, QTimer

from psoas_desktop.app.application import dressed_application
from psoas_desktop.playback.inputs import Answer, GoOn
from psoas_desktop.playback.player import GUARD_MS, Player
from psoas_desktop.playback.state import View
from psoas_desktop.playback.transitions import Mode
from psoas_desktop.routine.check import check
from psoas_desktop.services.ticker import LATE_MS, NS_PER_MS, Moment, Ticker, system_clock
from psoas_desktop.storage.figure_files import figure_library
from psoas_desktop.storage.program_data import read_program_data
from psoas_desktop.storage.resources import root
from psoas_desktop.ui.common.figure_view import FigureCache
from psoas_desktop.ui.common.theme import DARK
from psoas_desktop.ui.player.screen_tour import choice_with
from psoas_desktop.ui.player.session_controller import SessionController
from psoas_desktop.ui.player.window import PlayerWindow
from tests.bench.checking import sample
from tests.bench.paired import REPO, environment

STRIDE_MS = LATE_MS - 1_000
"""The clock is set on by less than what a session takes for a standstill."""

LONG_MS = 120_000
"""A hold at least this long is measured."""

SETTLE_MS = 1_500
"""How long a window is left alone before it is measured."""


class LiveClock:
    """The machine's clock, which can be set on.

    Attributes:
        start_ns: What it said first, which is 0 of the session clock.
    """

    def __init__(self) -> None:
        self._ahead_ns = 0
        self.start_ns = self().monotonic_ns

    def __call__(self) -> Moment:
        """Both clocks."""
        monotonic, with_sleep = system_clock()
        return Moment(monotonic + self._ahead_ns, with_sleep + self._ahead_ns)

    def set_on(self, milliseconds: int) -> None:
        """Goes on at once by so much."""
        self._ahead_ns += milliseconds * NS_PER_MS


class SessionTicker(Ticker):
    """The program's ticker; its session begins with the clock."""

    def __init__(self) -> None:
        self.live = LiveClock()
        super().__init__(self.live)
        self.live.start_ns = self._start.monotonic_ns

    def session_ms(self) -> float:
        """The session clock in parts of a millisecond; disturbs nothing."""
        return (self.live().monotonic_ns - self.live.start_ns) / NS_PER_MS


class Live:
    """A window that plays, without sound.

    Attributes:
        ticker: The session clock.
        controller: The session.
        window: What is measured.
    """

    def __init__(self, player: Player) -> None:
        self.application = dressed_application(DARK)
        self.ticker = SessionTicker()
        self.controller = SessionController(player, self.ticker)
        self.window = PlayerWindow(self.controller, player.routine, DARK, FigureCache(figure_library()))
        # Where there is no window manager nothing makes a window as large as the screen.
        self.window.setGeometry(self.application.primaryScreen().geometry())
        self.window.showFullScreen()
        self.controller.begin()

    @property
    def view(self) -> View:
        """What the session shows."""
        return self.controller.view()

    def skip(self, milliseconds: int) -> None:
        """Sets the clock on and ticks as often as it takes."""
        while milliseconds > 0:
            self.ticker.live.set_on(min(STRIDE_MS, milliseconds))
            self.ticker.tick.emit()
            milliseconds -= STRIDE_MS

    def to_hold(self) -> None:
        """Passes the gate and every step before the first long hold."""
        while (page := self.view.page) is not None:
            choice = choice_with(page, "go")
            assert choice is not None
            self.skip(max(GUARD_MS, self.view.answer_in_ms))
            self.controller.feed(Answer(page.id, choice.id))
        while (view := self.view).mode is not Mode.HOLD or view.left_ms < LONG_MS:
            assert view.step is not None
            if view.mode is Mode.WAITING:
                self.skip(GUARD_MS)
                self.controller.feed(GoOn())
            else:
                self.skip(view.left_ms)

    def run_for(self, milliseconds: int) -> None:
        """Lets it play."""
        loop = QEventLoop()
        QTimer.singleShot(milliseconds, loop.quit)
        loop.exec()

    def close(self) -> None:
        """Ends the session."""
        self.controller.close()
        self.window.hide()


def player_of_sample(kind: type[Player] = Player) -> Player:
    """A player of the routine that `make run` plays."""
    data = read_program_data(root())
    routine = check(sample().read_bytes(), data.field_rules, data.catalogue).routine
    assert routine is not None
    return kind(routine, data.catalogue, data.rules)


def measured(module: str, *arguments: str) -> dict[str, Any]:
    """Runs a bench module in a process of its own, so that nothing else of the bench is in its time.

    Args:
        module: Its name in this package; it prints one line of JSON.
        arguments: Its command line.

    Returns:
        What it printed.
    """
    command = [sys.executable, "-m", f"tests.bench.{module}", *arguments]
    done = subprocess.run(command, cwd=REPO, env=environment(), stdout=subprocess.PIPE, check=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found
