"""Sound and an awake screen that come after the first page; what is said until then is not lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from psoas_desktop.playback.outputs import Output
from psoas_desktop.playback.player import Player
from psoas_desktop.ui.player.session_controller import SessionController
from psoas_desktop.ui.player.window import PlayerWindow

if TYPE_CHECKING:
    from psoas_desktop.app.session_sound import SessionSound
    from psoas_desktop.services.sound_settings import SoundSettings


class LateSound:
    """Keeps a session's outputs until its sound has been made, then hands them on."""

    def __init__(
        self, window: PlayerWindow, controller: SessionController, player: Player, speed: float
    ) -> None:
        self._window, self._controller, self._player, self._speed = window, controller, player, speed
        self._missed: list[Output] = []
        self._made: SessionSound | None = None
        self._settings: SoundSettings | None = None
        self._missing = controller.happened.connect(self._missed.append)
        window.mute.connect(lambda: self.make().mute())

    def make(self) -> SessionSound:
        """Makes the sound where there is none yet, and returns it."""
        if self._made is None:
            # None of it is on the first page, and importing it takes longer than showing that.
            from psoas_desktop.app.session_sound import SessionSound

            self._controller.happened.disconnect(self._missing)
            self._made = SessionSound(self._window, self._player, self._speed)
            if self._settings is not None:
                self._made.apply(self._settings)
            for output in self._missed:
                self._made.take(output)
            self._missed.clear()
            self._controller.happened.connect(self._made.take)
        return self._made

    def apply(self, settings: SoundSettings) -> None:
        """Takes what the person wants to hear, now or once the sound is made."""
        self._settings = settings
        if self._made is not None:
            self._made.apply(settings)

    def close(self) -> bool:
        """Gives the voice back; False where it hangs, see ``Speech.close``."""
        return self._made is None or self._made.close()
