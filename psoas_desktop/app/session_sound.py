"""Bells, voice and an awake screen for a session; what the machine lacks is said once."""

from __future__ import annotations

from psoas_desktop.playback.outputs import Output
from psoas_desktop.playback.player import Player
from psoas_desktop.services.bells import Bells
from psoas_desktop.services.keep_awake import KeepAwake
from psoas_desktop.services.later import QtLater
from psoas_desktop.services.sound_settings import Languages, SoundSettings
from psoas_desktop.services.sounding import Sounding
from psoas_desktop.services.speech import Speech
from psoas_desktop.storage.program_folders import root
from psoas_desktop.ui.common.words import NO_BELLS, NO_VOICE, SOUND_OFF, SOUND_ON, SOUND_TEST, tr
from psoas_desktop.ui.player.window import PlayerWindow


class SessionSound:
    """Reads a session's outputs for the ears."""

    def __init__(self, window: PlayerWindow, player: Player, speed: float) -> None:
        """Makes everything and begins to prepare it; speeded up, a session is silent."""
        later = QtLater(window)
        self._window = window
        self._speech = Speech(later, parent=window)
        bells = Bells(root() / "sounds", parent=window)
        languages = Languages(player.routine.language, player.catalogue.language)
        self._sounding = Sounding(self._speech, bells, languages, later, speed, window)
        self._awake = KeepAwake(later)
        self._sounding.voice_troubled.connect(lambda _: window.tell(tr(NO_VOICE)))
        self._sounding.bells_troubled.connect(lambda _: window.tell(tr(NO_BELLS)))
        window.closed.connect(self._awake.release)
        if speed == 1:
            self._speech.prepare(languages.routine, languages.program)
            # In a turn of its own: it takes a while, and somebody may be pressing a key.
            later(0, bells.prepare)
            window.sound_test.connect(self._test)
            window.offer_sound_test()

    def take(self, output: Output) -> None:
        """Reads one output."""
        self._sounding.take(output)
        self._awake.take(output)

    def apply(self, settings: SoundSettings) -> None:
        """Takes what the person wants to hear, also in the middle of a session."""
        self._sounding.apply(settings)

    def mute(self) -> None:
        """Silence, or sound again."""
        self._sounding.set_muted(not self._sounding.muted)
        self._window.tell(tr(SOUND_OFF if self._sounding.muted else SOUND_ON))

    def _test(self) -> None:
        """The sound check before lying down: nothing waits for it, and hearing it is never required."""
        if self._sounding.muted:
            self._window.tell(tr(SOUND_OFF))
        self._sounding.try_out(tr(SOUND_TEST))

    def close(self) -> bool:
        """Gives the voice back; False where it hangs, see ``Speech.close``."""
        return self._speech.close()
