"""Keeps the screen awake while a session plays. Where that cannot be done, nothing else changes."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from types import TracebackType
from typing import Protocol

from psoas_desktop.playback.outputs import ModeChanged, Output
from psoas_desktop.playback.transitions import ON_THE_WAY, Mode
from psoas_desktop.services.later import Cancel, Later

PAUSED_MS = 5 * 60_000
"""A pause of this length lets the screen sleep (player.md, Timed)."""


class AwakeFault(StrEnum):
    """Why the screen may go dark; the interface words it."""

    NONE = ""
    NO_LIBRARY = "no-library"
    NO_WAY = "no-way"


class Wakefulness(Protocol):
    """A wish to stay awake: it holds from enter to exit. A mode of wakepy is one."""

    active: bool

    def __enter__(self) -> object:
        """Begins it; ``active`` says whether that worked."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None, /
    ) -> object:
        """Ends it."""


def wakepy_presenting() -> Wakefulness:
    """A wish that the screen stays on.

    Raises:
        ImportError: wakepy is not installed.
    """
    # Imported at the first session: 70 ms that no start should pay.
    from wakepy import keep

    return keep.presenting(on_fail="pass")


class KeepAwake:
    """Follows a session and keeps the screen on for it.

    Never raises: a screen that goes dark is a nuisance, a session that breaks off is worse.
    """

    def __init__(self, later: Later, make: Callable[[], Wakefulness] = wakepy_presenting) -> None:
        self._later, self._make = later, make
        self._held: Wakefulness | None = None
        self._wanted = False
        self._cancel: Cancel | None = None
        self._fault = AwakeFault.NONE

    @property
    def works(self) -> bool:
        """Whether nothing has failed so far; known once a session plays."""
        return self._fault is AwakeFault.NONE

    @property
    def fault(self) -> AwakeFault:
        """Why it does not work."""
        return self._fault

    @property
    def is_held(self) -> bool:
        """Whether the screen is being kept on."""
        return self._held is not None

    def take(self, output: Output) -> None:
        """Reads one output of a session."""
        if not isinstance(output, ModeChanged):
            return
        # Help for someone unwell has to stay on the screen, however long that takes.
        if output.mode in ON_THE_WAY or output.mode is Mode.UNWELL:
            self._hold()
        elif output.mode is Mode.PAUSED:
            self._forget_pause()
            self._cancel = self._later(PAUSED_MS, self.release)
        else:
            self.release()

    def release(self) -> None:
        """Lets the screen sleep again."""
        self._forget_pause()
        self._wanted = False
        held, self._held = self._held, None
        if held is not None:
            self._end(held)

    def _hold(self) -> None:
        self._forget_pause()
        # What failed once is not tried again at every step: each try may wait for the session bus.
        if self._wanted:
            return
        self._wanted = True
        try:
            wish = self._make()
        except ImportError:
            self._fault = AwakeFault.NO_LIBRARY
            return
        try:
            wish.__enter__()
        except (RuntimeError, OSError):
            self._fault = AwakeFault.NO_WAY
            return
        if wish.active:
            self._held = wish
            self._fault = AwakeFault.NONE
        else:
            self._fault = AwakeFault.NO_WAY
            self._end(wish)

    def _end(self, wish: Wakefulness) -> None:
        try:
            wish.__exit__(None, None, None)
        except (RuntimeError, OSError):
            self._fault = AwakeFault.NO_WAY

    def _forget_pause(self) -> None:
        if self._cancel is not None:
            self._cancel()
            self._cancel = None
