"""Holds the state of a session between inputs; knows no widget and no rule of playing."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from psoas_desktop.playback.inputs import Gap, Input, Tick, Unwell
from psoas_desktop.playback.outputs import Output
from psoas_desktop.playback.player import Player
from psoas_desktop.playback.state import State, View
from psoas_desktop.playback.transitions import PLAYING, Mode
from psoas_desktop.services.ticker import Pulse


class SessionController(QObject):
    """Feeds a player with inputs and the clock, and tells its readers what came of it.

    Signals:
        happened: One output of the player (``Output``), in order.
        viewed: What a screen shows now (``View``), after every input and tick.
    """

    happened = Signal(object)
    viewed = Signal(object)

    def __init__(self, player: Player, pulse: Pulse, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._player, self._pulse = player, pulse
        self._state, self._first = player.start(pulse.read().now_ms)
        self._closed = False
        pulse.listen(self._tick)

    @property
    def state(self) -> State:
        """The session now."""
        return self._state

    @property
    def mode(self) -> Mode:
        """What the session is doing."""
        return self._state.mode

    def view(self) -> View:
        """What a screen shows now."""
        return self._player.view(self._state)

    def due_in_ms(self) -> int | None:
        """How long it is from the last tick until something happens by itself; None for never."""
        due = self._player.next_due_ms(self._state)
        return None if due is None else max(0, due - self._state.clock_ms)

    def begin(self) -> None:
        """Tells the first outputs and starts the clock; readers are connected before."""
        outputs, self._first = self._first, ()
        self._tell(outputs)

    def feed(self, given: Input) -> None:
        """Takes an input now.

        Args:
            given: The input. One that reveals a gap was meant for a screen that is no longer up, and is
                dropped, except "I feel unwell".
        """
        if self._closed:
            return
        reading = self._pulse.read()
        if reading.gap_since_ms is not None:
            self._handle(Gap(reading.gap_since_ms), reading.now_ms)
            if not isinstance(given, Unwell):
                return
        self._handle(given, reading.now_ms)

    def close(self) -> None:
        """Ends it: no more ticks, no more outputs."""
        self._closed = True
        self._pulse.stop()

    def _tick(self) -> None:
        if not self._closed:
            reading = self._pulse.read()
            gap = reading.gap_since_ms
            self._handle(Tick() if gap is None else Gap(gap), reading.now_ms)

    def _handle(self, given: Input, now_ms: int) -> None:
        self._state, outputs = self._player.handle(self._state, given, now_ms)
        self._tell(outputs)

    def _tell(self, outputs: tuple[Output, ...]) -> None:
        for output in outputs:
            self.happened.emit(output)
        view = self.view()
        self.viewed.emit(view)
        if not self._closed:
            moving = view.mode in PLAYING or view.answer_in_ms > 0
            self._pulse.wake(self._player.next_due_ms(self._state), moving=moving)
