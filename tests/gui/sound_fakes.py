"""A clock that is moved by hand, a voice and a loudspeaker without a machine behind them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from psoas_desktop.services.voice_engine import VoiceEngine


class HandLater:
    """Calls that are made when the test moves the clock."""

    def __init__(self) -> None:
        self.now = 0
        self._waiting: list[tuple[int, int, Callable[[], None]]] = []
        self._count = 0

    def __call__(self, after_ms: int, call: Callable[[], None], /) -> Callable[[], None]:
        self._count += 1
        entry = (self.now + after_ms, self._count, call)
        self._waiting.append(entry)

        def cancel() -> None:
            if entry in self._waiting:
                self._waiting.remove(entry)

        return cancel

    @property
    def waiting(self) -> int:
        """How many calls are still to be made."""
        return len(self._waiting)

    def pass_ms(self, duration: int) -> None:
        """Moves the clock; what falls due is called in its order, at its time."""
        end = self.now + duration
        while self._waiting and min(self._waiting)[0] <= end:
            entry = min(self._waiting)
            self._waiting.remove(entry)
            self.now = entry[0]
            entry[2]()
        self.now = end


class FakeEngine(VoiceEngine):
    """A voice that writes down what it is told; the test says when it speaks and falls silent."""

    def __init__(self, *languages: str) -> None:
        super().__init__()
        self.languages = languages or ("en",)
        self.told: list[str] = []
        self.said: list[str] = []
        self.volume = self.rate = -9.0
        self.name = ""
        self.stops = 0
        self.closed = False

    def start(self) -> None:
        self.told.append("start")

    def voices(self, language: str) -> tuple[str, ...]:
        return (f"{language} one", f"{language} two") if language in self.languages else ()

    def choose(self, language: str, name: str) -> bool:
        self.name = name
        return language in self.languages

    def say(self, text: str) -> None:
        self.said.append(text)

    def stop(self) -> None:
        self.stops += 1

    def set_volume(self, volume: float) -> None:
        self.volume = volume

    def set_rate(self, rate: float) -> None:
        self.rate = rate

    def close(self) -> bool:
        self.closed = True
        return True

    def speak(self) -> None:
        """Says the last text from beginning to end."""
        self.speaking.emit()
        self.quiet.emit()


class FakeEffect:
    """A sound that counts how often it is played."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.plays = self.stops = 0
        self.volume = -9.0
        self.broken = self.closed = False

    def play(self) -> None:
        self.plays += 1

    def stop(self) -> None:
        self.stops += 1

    def set_volume(self, volume: float) -> None:
        self.volume = volume

    def is_broken(self) -> bool:
        return self.broken

    def close(self) -> None:
        self.closed = True


class FakeLoudspeaker:
    """A sound device that can be pulled out."""

    def __init__(self, *, device: bool = True) -> None:
        self.device = device
        self.effects: dict[str, FakeEffect] = {}
        self._on_change: Callable[[], None] = lambda: None

    def has_device(self) -> bool:
        return self.device

    def load(self, file: Path) -> FakeEffect:
        assert file.is_file()
        self.effects[file.stem] = FakeEffect(file.stem)
        return self.effects[file.stem]

    def listen(self, on_change: Callable[[], None]) -> None:
        self._on_change = on_change

    def plug(self, device: bool) -> None:
        """The device comes or goes."""
        self.device = device
        self._on_change()

    @property
    def played(self) -> dict[str, int]:
        """How often each sound has been played."""
        return {name: effect.plays for name, effect in self.effects.items() if effect.plays}
