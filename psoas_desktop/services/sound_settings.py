"""What a person wants to hear, and in which languages."""

from __future__ import annotations

from enum import StrEnum

from psoas_desktop.routine.values import dataclass


class Amount(StrEnum):
    """How much is said."""

    ALL = "all"
    FEWER = "fewer"
    """Without what is optional."""
    ESSENTIAL = "essential"


class Darkness(StrEnum):
    """Why a dark screen leaves a person without anything to follow (corrections 12)."""

    MUTED = "muted"
    VOICE_OFF = "voice-off"
    VOICE_FAILED = "voice-failed"


@dataclass(frozen=True, slots=True)
class SoundSettings:
    """What a person wants to hear.

    Attributes:
        voice_volume: 0 to 1, as ``bell_volume``.
        rate: How fast, -1 to 1; 0 is the program's own pace.
        voice_name: The voice preferred; empty for the best one of the language.
    """

    voice: bool = True
    bells: bool = True
    amount: Amount = Amount.ALL
    voice_volume: float = 1.0
    bell_volume: float = 1.0
    rate: float = 0.0
    voice_name: str = ""


@dataclass(frozen=True, slots=True)
class Languages:
    """The locales of what is said.

    Attributes:
        routine: Of the cues and banners.
        program: Of the program's own lines.
    """

    routine: str
    program: str


def nothing_to_hear(settings: SoundSettings, *, muted: bool, voice_works: bool) -> Darkness | None:
    """Why a person with closed eyes would hear no words; None where they would."""
    if muted:
        return Darkness.MUTED
    if not settings.voice or settings.voice_volume <= 0:
        return Darkness.VOICE_OFF
    return None if voice_works else Darkness.VOICE_FAILED
