"""The soft sounds of a session. Where they cannot sound, the session goes on without them and says why."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from psoas_desktop.routine.vocabulary import Sound


class BellFault(StrEnum):
    """Why no bell sounds; the interface words it."""

    NONE = ""
    NOT_PREPARED = "not-prepared"
    NO_LIBRARY = "no-library"
    NO_DEVICE = "no-device"
    NOT_LOADED = "not-loaded"


class Effect(Protocol):
    """One sound, loaded and ready."""

    def play(self) -> None:
        """Sounds from its beginning."""

    def stop(self) -> None:
        """Falls silent."""

    def set_volume(self, volume: float) -> None:
        """Sets the share of its amplitude, 0 to 1."""

    def is_broken(self) -> bool:
        """Whether it has turned out that it cannot sound."""

    def close(self) -> None:
        """Gives it back."""


class Loudspeaker(Protocol):
    """Where sounds are played."""

    def has_device(self) -> bool:
        """Whether the machine has anything to sound with, now."""

    def load(self, file: Path) -> Effect:
        """Loads a sound for the device that is now the default one."""

    def listen(self, on_change: Callable[[], None]) -> None:
        """Calls a function when devices come or go."""


def open_qt_loudspeaker() -> Loudspeaker:
    """Opens Qt's own.

    Raises:
        ImportError: A library of the system is missing; QtMultimedia's import needs them.
    """
    # 20 ms and 19 MiB: not before a window is up.
    from psoas_desktop.services.qt_loudspeaker import QtLoudspeaker

    return QtLoudspeaker()


class Bells(QObject):
    """Plays the program's sounds.

    Signals:
        changed: Whether they work, or why not, is different now.
    """

    changed = Signal()

    def __init__(
        self,
        folder: Path,
        open_loudspeaker: Callable[[], Loudspeaker] = open_qt_loudspeaker,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._folder, self._open = folder, open_loudspeaker
        self._loudspeaker: Loudspeaker | None = None
        self._effects: Mapping[Sound, Effect] = {}
        self._fault = BellFault.NOT_PREPARED
        self._volume, self._muted = 1.0, False

    @property
    def works(self) -> bool:
        """Whether a bell can sound (it may be muted)."""
        return self._fault is BellFault.NONE

    @property
    def fault(self) -> BellFault:
        """Why not."""
        return self._fault

    @property
    def audible(self) -> bool:
        """Whether a bell played now would be heard."""
        return self.works and not self._muted and self._volume > 0

    def prepare(self) -> None:
        """Opens the loudspeaker and loads every sound; to be called once a window has been painted."""
        if self._loudspeaker is None:
            try:
                self._loudspeaker = self._open()
            except ImportError:
                self._set_fault(BellFault.NO_LIBRARY)
                return
            self._loudspeaker.listen(self._load)
        self._load()

    def play(self, sound: Sound) -> bool:
        """Plays a sound.

        Returns:
            Whether it is to be heard.
        """
        effect = self._effects.get(sound)
        if effect is None or not self.audible:
            return False
        # Loading goes on in the background; that it failed shows only afterwards.
        if effect.is_broken():
            self._set_fault(BellFault.NOT_LOADED)
            return False
        effect.play()
        return True

    def stop(self) -> None:
        """Ends what is sounding."""
        for effect in self._effects.values():
            effect.stop()

    def set_volume(self, volume: float) -> None:
        """Sets how loud the bells are: the share of their amplitude, 0 to 1."""
        self._volume = min(max(volume, 0.0), 1.0)
        self._apply_volume()

    def set_muted(self, muted: bool) -> None:  # noqa: FBT001 - a setter, as Qt's are
        """Silences the bells, or lets them sound."""
        self._muted = muted
        if muted:
            self.stop()

    def _apply_volume(self) -> None:
        for effect in self._effects.values():
            effect.set_volume(self._volume)

    def _load(self) -> None:
        assert self._loudspeaker is not None
        for effect in self._effects.values():
            effect.close()
        self._effects = {}
        if not self._loudspeaker.has_device():
            self._set_fault(BellFault.NO_DEVICE)
            return
        files = {sound: self._folder / f"{sound}.wav" for sound in Sound if sound is not Sound.NONE}
        if not all(file.is_file() for file in files.values()):
            self._set_fault(BellFault.NOT_LOADED)
            return
        self._effects = {sound: self._loudspeaker.load(file) for sound, file in files.items()}
        self._apply_volume()
        self._set_fault(BellFault.NONE)

    def _set_fault(self, fault: BellFault) -> None:
        if fault is not self._fault:
            self._fault = fault
            self.changed.emit()
