"""The voice of a session. It says what it is given as well as it can; a session never waits for it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum

from PySide6.QtCore import QObject, Signal

from psoas_desktop.services.later import Cancel, Later
from psoas_desktop.services.spoken_line import SpokenLine, Urgency, speakable
from psoas_desktop.services.voice_engine import VoiceEngine, open_qt_engine

START_MS = 20_000
"""An engine that is not ready after this time counts as failed; two to three seconds are usual."""

PATIENCE_MS = 4_000
"""A line may take twice its estimate, this much more, and the grace."""

GRACE_MS = 1_000
"""After a halt of the whole process the alarm comes before the news that the line has ended."""

HUSH_MS = 150
"""How long a new line waits for the one that it cuts off to fall silent."""


class VoiceFault(StrEnum):
    """Why there is no voice; the interface words it."""

    NONE = ""
    NOT_PREPARED = "not-prepared"
    NO_LIBRARY = "no-library"
    NO_ENGINE = "no-engine"
    DOES_NOT_START = "does-not-start"
    NO_VOICE = "no-voice-for-language"
    STUCK = "stuck"
    BROKEN = "broken"


class Speech(QObject):
    """Says lines, one at a time.

    Signals:
        ready: The voice can be used from now on.
        started: A line has begun; ``finished``: the voice has fallen silent.
        failed: There is no voice, or none any more (``VoiceFault``); told once for each reason.
    """

    ready = Signal()
    started = Signal()
    finished = Signal()
    failed = Signal(object)

    def __init__(
        self,
        later: Later,
        open_engine: Callable[[Sequence[str]], VoiceEngine | None] = open_qt_engine,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._later, self._open = later, open_engine
        self._engine: VoiceEngine | None = None
        # Kept from being freed under the thread that still runs in it.
        self._hanging: list[VoiceEngine] = []
        self._fault = VoiceFault.NOT_PREPARED
        self._is_ready = False
        self._speaking = False
        self._queue: list[SpokenLine] = []
        self._current: SpokenLine | None = None
        self._hushing = False
        self._cancel: Cancel | None = None
        self._told: set[VoiceFault] = set()
        self._volume, self._rate, self._voice = 1.0, 0.0, ""

    @property
    def works(self) -> bool:
        """Whether there is a voice, as far as is known; one that is still being made counts."""
        return self._fault is VoiceFault.NONE

    @property
    def fault(self) -> VoiceFault:
        """Why there is none."""
        return self._fault

    def prepare(self, *languages: str) -> None:
        """Begins to make the voice; once it has failed, tries again.

        Args:
            languages: The locales in which it is to speak; it can speak no others.
        """
        if self.works:
            return
        self.close()
        try:
            engine = self._open(languages)
        except ImportError:
            self._fail(VoiceFault.NO_LIBRARY)
            return
        if engine is None:
            self._fail(VoiceFault.NO_ENGINE)
            return
        self._engine, self._fault = engine, VoiceFault.NONE
        engine.ready.connect(self._on_ready)
        engine.speaking.connect(self._on_speaking)
        engine.quiet.connect(self._on_quiet)
        engine.broken.connect(self._on_broken)
        self._wait(START_MS, lambda: self._fail(VoiceFault.DOES_NOT_START))
        engine.start()

    def voices(self, language: str) -> tuple[str, ...]:
        """The names of the voices for a language, the best first; empty until the voice is ready."""
        return self._engine.voices(language) if self._engine is not None and self._is_ready else ()

    def say(self, text: str, language: str, urgency: Urgency = Urgency.NORMAL) -> None:
        """Says a text as soon as its urgency allows; without a voice nothing happens.

        Args:
            text: What a person is to hear.
            language: Its locale, such as ``en``.
            urgency: What becomes of it, and of what is being said.
        """
        line = SpokenLine(speakable(text), language, urgency)
        if not self.works or not line.text or line in (self._current, *self._queue):
            return
        if urgency is Urgency.NORMAL:
            self._queue = [waiting for waiting in self._queue if waiting.urgency is not Urgency.NORMAL]
        self._queue.append(line)
        cut = self._current
        if urgency is Urgency.CUTS and cut is not None and cut.urgency is not Urgency.CUTS:
            if cut.urgency is Urgency.KEPT:
                self._queue.insert(0, cut)
            self._hush()
        self._queue.sort(key=lambda waiting: -waiting.urgency)
        self._say_next()

    def stop(self) -> None:
        """Falls silent and forgets what was to be said."""
        self._queue.clear()
        if self._current is not None or self._speaking:
            self._hush()

    def set_volume(self, volume: float) -> None:
        """Sets how loud the voice is, 0 to 1."""
        self._volume = min(max(volume, 0.0), 1.0)
        self._apply()

    def set_rate(self, rate: float) -> None:
        """Sets how fast it speaks, -1 to 1; 0 is the program's own pace."""
        self._rate = min(max(rate, -1.0), 1.0)
        self._apply()

    def prefer(self, voice: str) -> None:
        """Speaks with the voice of that name where it fits the language; empty for the best one."""
        self._voice = voice

    def close(self) -> bool:
        """Gives the voice back; ``prepare`` makes it anew.

        Returns:
            False where the speech service hangs. Its thread can then be neither left nor ended: what is to be
            kept has to be written, and the process ended by ``os._exit``.
        """
        self._forget_wait()
        self._queue.clear()
        self._current, self._hushing, self._speaking, self._is_ready = None, False, False, False
        self._fault = VoiceFault.NOT_PREPARED
        engine, self._engine = self._engine, None
        if engine is None:
            return True
        engine.disconnect(self)
        closed = engine.close()
        if not closed:
            self._hanging.append(engine)
        return closed

    def _say_next(self) -> None:
        engine = self._engine
        busy = not self._is_ready or self._current is not None or self._hushing
        if engine is None or busy or not self._queue:
            return
        line = self._queue.pop(0)
        if not engine.choose(line.language, self._voice):
            self._tell(VoiceFault.NO_VOICE)
            self._say_next()
            return
        self._current = line
        self._wait(
            line.estimate_ms * 2 + PATIENCE_MS,
            lambda: self._wait(GRACE_MS, lambda: self._fail(VoiceFault.STUCK)),
        )
        engine.say(line.text)

    def _hush(self) -> None:
        """Cuts off what is being said; the next line waits until the engine has noticed."""
        assert self._engine is not None
        self._current, self._hushing = None, True
        self._wait(HUSH_MS, self._hushed)
        self._engine.stop()

    def _hushed(self) -> None:
        self._hushing = False
        self._forget_wait()
        self.finished.emit()
        self._say_next()

    def _on_ready(self) -> None:
        if not self.works:
            return
        self._forget_wait()
        self._is_ready = True
        self._apply()
        self.ready.emit()
        self._say_next()

    def _on_speaking(self) -> None:
        self._speaking = True
        if self._current is not None:
            self.started.emit()

    def _on_quiet(self) -> None:
        spoke, self._speaking = self._speaking, False
        if self._hushing:
            self._hushed()
        elif spoke and self._current is not None:
            self._current = None
            self._hushed()

    def _on_broken(self) -> None:
        if self.works:
            self._fail(VoiceFault.BROKEN if self._is_ready else VoiceFault.DOES_NOT_START)

    def _fail(self, fault: VoiceFault) -> None:
        # What has failed is told to fall silent: a service that comes back must not speak of long ago.
        if self._engine is not None and self._is_ready:
            self._engine.stop()
        self._forget_wait()
        self._queue.clear()
        self._current, self._hushing, self._speaking, self._is_ready = None, False, False, False
        self._fault = fault
        self.finished.emit()
        self._tell(fault)

    def _tell(self, fault: VoiceFault) -> None:
        if fault not in self._told:
            self._told.add(fault)
            self.failed.emit(fault)

    def _apply(self) -> None:
        if self._engine is not None and self._is_ready:
            self._engine.set_volume(self._volume)
            self._engine.set_rate(self._rate)

    def _wait(self, for_ms: int, call: Callable[[], None]) -> None:
        self._forget_wait()
        self._cancel = self._later(for_ms, call)

    def _forget_wait(self) -> None:
        if self._cancel is not None:
            self._cancel()
            self._cancel = None
