"""Qt's own loudspeaker. Importing this needs the system's sound libraries: ``bells`` does so late."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtMultimedia import QMediaDevices, QSoundEffect


class QtEffect:
    """A sound held in memory."""

    def __init__(self, effect: QSoundEffect) -> None:
        self._effect = effect

    def play(self) -> None:
        """Sounds from its beginning."""
        self._effect.play()

    def stop(self) -> None:
        """Falls silent."""
        self._effect.stop()

    def set_volume(self, volume: float) -> None:
        """Sets the share of its amplitude, 0 to 1."""
        self._effect.setVolume(volume)

    def is_broken(self) -> bool:
        """Whether it has turned out that it cannot sound."""
        return self._effect.status() is QSoundEffect.Status.Error

    def close(self) -> None:
        """Gives it back."""
        self._effect.stop()
        self._effect.deleteLater()


class QtLoudspeaker(QObject):
    """The default device, followed as devices come and go."""

    _changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._devices = QMediaDevices(self)
        self._devices.audioOutputsChanged.connect(self._changed)

    def has_device(self) -> bool:
        """Whether the machine has anything to sound with, now."""
        return not QMediaDevices.defaultAudioOutput().isNull()

    def load(self, file: Path) -> QtEffect:
        """Loads a sound for the device that is now the default one."""
        effect = QSoundEffect(QMediaDevices.defaultAudioOutput(), self)
        effect.setSource(QUrl.fromLocalFile(str(file)))
        return QtEffect(effect)

    def listen(self, on_change: Callable[[], None]) -> None:
        """Calls a function when devices come or go."""
        self._changed.connect(on_change)
