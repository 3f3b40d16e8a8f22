"""What a person's settings mean for a sitting."""

from __future__ import annotations

from psoas_desktop.routine.model import Contact
from psoas_desktop.services.sound_settings import Amount, SoundSettings
from psoas_desktop.storage.settings import Settings
from psoas_desktop.ui.common.theme import DARK, THEMES, Theme


def player_theme(settings: Settings) -> Theme:
    """The stage's theme: dark where nothing else is chosen, for it is looked at from afar."""
    return THEMES.get(settings.theme, DARK)


def own_contact(settings: Settings) -> Contact | None:
    """Whom the person wants to be called; None where there is no number."""
    if not settings.emergency_phone.strip():
        return None
    return Contact(settings.emergency_name.strip(), settings.emergency_phone.strip())


def sound_settings(settings: Settings) -> SoundSettings:
    """What the person wants to hear."""
    return SoundSettings(voice=settings.voice, bells=settings.bells, amount=Amount(settings.speech_amount))
