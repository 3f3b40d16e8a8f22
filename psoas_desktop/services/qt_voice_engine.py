"""Qt's own voice. Importing this needs the system's sound libraries: ``voice_engine`` does so late."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Q_ARG, QLocale, QMetaObject, QObject, Qt, QThread, QTimer, Signal
from PySide6.QtTextToSpeech import QTextToSpeech, QVoice

from psoas_desktop.services.voice_choice import Offer, best_first
from psoas_desktop.services.voice_engine import VoiceEngine

NATURAL_RATE = {"speechd": -0.6}
"""The engine's rate that comes near 130 words a minute (espeak-ng, measured: 0 is 200 words, -0.5 is 144)."""

OTHER_RATE = -0.25
"""For engines that could not be measured (judgement)."""

CLOSING_MS = 1_000
"""How long closing waits for a call into the engine to come back."""


def engine_names() -> list[str]:
    """The engines of this system; the one that only pretends is not for people."""
    return [name for name in QTextToSpeech.availableEngines() if name != "mock"]


class QtVoiceEngine(VoiceEngine):
    """Qt's text to speech.

    Args:
        name: The engine.
        languages: The locales in which it is to speak.
        threaded: It lives in a thread of its own; everything reaches it as queued calls into compiled code,
            which leave Python's lock free. What is read from here is read while it has nothing to do.
    """

    _say = Signal(str)
    _stop = Signal()
    _volume = Signal(float)
    _rate = Signal(float)
    _locale = Signal(QLocale)
    _voice = Signal(QVoice)
    _mark = Signal()

    def __init__(
        self, name: str, languages: Sequence[str], *, threaded: bool, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._name = name
        self._voices: dict[str, list[QVoice]] = {language: [] for language in languages}
        self._locales: list[QLocale] = []
        self._in_use = ("", "")
        # A name that no engine has: nothing is made until start().
        self._speech = QTextToSpeech("none")
        # It runs out behind the calls that were queued before it, and so tells that they have been made.
        self._marker = QTimer()
        self._marker.setSingleShot(True)
        self._thread = QThread() if threaded else None
        self._say.connect(self._speech.say)
        self._stop.connect(self._speech.stop)
        self._volume.connect(self._speech.setVolume)
        self._rate.connect(self._speech.setRate)
        self._locale.connect(self._speech.setLocale)
        self._voice.connect(self._speech.setVoice)
        self._mark.connect(self._marker.start)
        self._marker.timeout.connect(self._on_marker)
        self._speech.stateChanged.connect(self._on_state)
        self._speech.engineChanged.connect(self._on_engine)
        self._speech.errorOccurred.connect(self._on_error)
        if self._thread is not None:
            self._speech.moveToThread(self._thread)
            self._marker.moveToThread(self._thread)
            self._thread.start()

    def start(self) -> None:
        """Begins to make it ready."""
        QMetaObject.invokeMethod(
            self._speech, "setEngine", Qt.ConnectionType.QueuedConnection, Q_ARG(str, self._name)
        )

    def voices(self, language: str) -> tuple[str, ...]:
        """The names of the voices for a language, the best first."""
        return tuple(voice.name() for voice in self._voices.get(language, ()))

    def choose(self, language: str, name: str) -> bool:
        """Chooses the voice of that name, else the best for the language; False where there is none."""
        voices = self._voices.get(language)
        if not voices:
            return False
        if (language, name) != self._in_use:
            self._in_use = (language, name)
            self._voice.emit(next((voice for voice in voices if voice.name() == name), voices[0]))
        return True

    def say(self, text: str) -> None:
        """Speaks a text."""
        self._say.emit(text)

    def stop(self) -> None:
        """Falls silent."""
        self._stop.emit()

    def set_volume(self, volume: float) -> None:
        """Sets how loud, 0 to 1."""
        self._volume.emit(volume)

    def set_rate(self, rate: float) -> None:
        """Sets how fast, -1 to 1; 0 is the program's own pace."""
        natural = NATURAL_RATE.get(self._name, OTHER_RATE)
        room = 1 - natural if rate > 0 else 1 + natural
        self._rate.emit(natural + rate * room)

    def close(self) -> bool:
        """Gives the engine back; False where a call into it does not come back within a second."""
        self._speech.deleteLater()
        self._marker.deleteLater()
        if self._thread is None:
            return True
        self._thread.quit()
        return self._thread.wait(CLOSING_MS)

    def _on_engine(self) -> None:
        # An engine whose library is missing is listed and can be set all the same: only its state tells.
        if self._speech.state() is QTextToSpeech.State.Error:
            self.broken.emit()
            return
        # By language alone: "en" has voices in every English-speaking country. What Qt has no name for is C.
        wanted = {QLocale(language).language() for language in self._voices} - {QLocale.Language.C}
        self._locales = [locale for locale in self._speech.availableLocales() if locale.language() in wanted]
        self._ask_on()

    def _ask_on(self) -> None:
        """Asks for the voices of the next locale; they can be read when it has become the engine's."""
        if self._locales:
            self._locale.emit(self._locales[0])
            self._mark.emit()
            return
        for language, voices in self._voices.items():
            offers = [Offer(voice.name(), voice.locale().name()) for voice in voices]
            order = best_first(offers, language, QLocale.system().name())
            self._voices[language] = [voices[index] for index in order]
        self.ready.emit()

    def _on_marker(self) -> None:
        spoken = self._locales.pop(0).language()
        for language, voices in self._voices.items():
            if QLocale(language).language() is spoken:
                voices.extend(self._speech.availableVoices())
        self._ask_on()

    def _on_state(self, state: QTextToSpeech.State) -> None:
        if state is QTextToSpeech.State.Speaking:
            self.speaking.emit()
        elif state is QTextToSpeech.State.Ready:
            self.quiet.emit()
        elif state is QTextToSpeech.State.Error:
            self.broken.emit()

    def _on_error(self) -> None:
        self.broken.emit()
