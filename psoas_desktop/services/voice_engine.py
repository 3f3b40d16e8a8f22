"""What a voice needs of the machine."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal


class VoiceEngine(QObject):
    """Speaks one text at a time.

    Signals:
        ready: It can be used.
        speaking: It has begun to speak.
        quiet: It has stopped speaking, at the end of a text or because it was told to.
        broken: It reports that it cannot go on.
    """

    ready = Signal()
    speaking = Signal()
    quiet = Signal()
    broken = Signal()

    def start(self) -> None:
        """Begins to make it ready."""
        raise NotImplementedError

    def voices(self, language: str) -> tuple[str, ...]:
        """The names of the voices for a language, the best first."""
        raise NotImplementedError

    def choose(self, language: str, name: str) -> bool:
        """Chooses the voice of that name, else the best for the language; False where there is none."""
        raise NotImplementedError

    def say(self, text: str) -> None:
        """Speaks a text."""
        raise NotImplementedError

    def stop(self) -> None:
        """Falls silent."""
        raise NotImplementedError

    def set_volume(self, volume: float) -> None:
        """Sets how loud, 0 to 1."""
        raise NotImplementedError

    def set_rate(self, rate: float) -> None:
        """Sets how fast, -1 to 1; 0 is the program's own pace."""
        raise NotImplementedError

    def close(self) -> bool:
        """Gives the engine back; False where it hangs, so that the process has to end without tidying up."""
        raise NotImplementedError


def open_qt_engine(languages: Sequence[str]) -> VoiceEngine | None:
    """Finds Qt's speech engine of this system.

    Args:
        languages: The locales in which it is to speak.

    Returns:
        The engine, not started; None where there is none.

    Raises:
        ImportError: A library of the system is missing; QtTextToSpeech's import needs them.
    """
    from psoas_desktop.services.qt_voice_engine import QtVoiceEngine, engine_names

    names = engine_names()
    # On Linux making an engine talks to the speech service for two seconds or more, and a service that hangs
    # would hang its caller. Other systems' engines are quick to make, and some need the main thread.
    return QtVoiceEngine(names[0], languages, threaded=sys.platform.startswith("linux")) if names else None
