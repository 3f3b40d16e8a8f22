"""One sitting: the player's window with its clock; figures and sound come once its first page is up."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtGui import QScreen

from psoas_desktop.app.first_paint import FirstPaint
from psoas_desktop.app.late_sound import LateSound
from psoas_desktop.app.own_photos import photos_of
from psoas_desktop.app.person_memory import PersonMemory, recalling
from psoas_desktop.app.wanted import own_contact, player_theme, sound_settings
from psoas_desktop.app.window_places import FRAME
from psoas_desktop.playback.player import Player
from psoas_desktop.services.later import Later, QtLater
from psoas_desktop.services.ticker import Ticker
from psoas_desktop.storage.program_folders import routines_root
from psoas_desktop.storage.settings import Settings
from psoas_desktop.ui.common.figure_view import FigureCache
from psoas_desktop.ui.player.session_controller import SessionController
from psoas_desktop.ui.player.window import PlayerWindow

if TYPE_CHECKING:
    from psoas_desktop.figures.library import FigureLibrary
    from psoas_desktop.routine.model import Routine
    from psoas_desktop.storage.answers_store import AnswersStore

WINDOW_SIZE = QSize(1280, 720)


class Sitting:
    """Makes the parts of a session and takes them apart again.

    Attributes:
        window: The player's window; it says ``closed`` when the session is over for good.
    """

    def __init__(  # noqa: PLR0913 - what a sitting is made of, each by its name
        self,
        player: Player,
        screen: QScreen,
        settings: Settings,
        *,
        speed: float = 1.0,
        folder: Path | None = None,
        store: AnswersStore | None = None,
        settled: Callable[[], None] = lambda: None,
    ) -> None:
        """Makes the window; nothing is shown yet.

        Args:
            player: The routine's player.
            screen: Where it is shown.
            settings: What the person has set.
            speed: So many times as fast.
            folder: Where the routine's own pictures are; None for nowhere.
            store: What is remembered of the person; None for nothing. Faster than life nothing is kept.
            settled: Called once everything is there that a session needs.
        """
        today = datetime.now().astimezone().date()
        player = recalling(player, store, today) if store else player
        self._controller = SessionController(player, Ticker(speed=speed))
        self._memory = PersonMemory(self._controller, player, store, today) if store and speed == 1 else None
        self._photos = photos_of(player.routine, folder, screen)
        figures = FigureCache(open_library=partial(_figures, player.routine, settings.figure))
        theme, contact = player_theme(settings), own_contact(settings)
        self.window = PlayerWindow(self._controller, player.routine, theme, figures, self._photos, contact)
        if self._memory is not None:
            self._memory.felt_unwell.connect(self.window.finished.offer_note)
            self._memory.unwritten.connect(self.window.finished.tell_unwritten)
            self.window.noted.connect(self._memory.take_note)
        self.window.setScreen(screen)
        self.window.resize(WINDOW_SIZE.boundedTo(screen.availableSize() - FRAME))
        self.window.move(screen.availableGeometry().center() - self.window.rect().center())
        self._sound = LateSound(self.window, self._controller, player, speed)
        self.take_settings(settings)
        later = QtLater(self.window)
        parts: list[Callable[[], object]] = [
            self._sound.make,
            figures.prepare,
            partial(self._seek_others, player, later),
            settled,
        ]
        FirstPaint(self.window, lambda: _in_turn(later, parts))

    def begin(self, *, windowed: bool) -> None:
        """Shows the window and starts the session."""
        if windowed:
            self.window.show()
        else:
            self.window.showFullScreen()
        # Once the window has its size: the page is laid out once.
        self._controller.begin()

    def take_settings(self, settings: Settings) -> None:
        """Takes what the person wants to hear and to see move, also in the middle of a session."""
        self._sound.apply(sound_settings(settings))
        moves = settings.reduced_motion != "on"
        self.window.stage.picture.set_motion(self._controller.due_in_ms if moves else None, strips=not moves)

    def _seek_others(self, player: Player, later: Later) -> None:
        """Offers other routines where this one turns out not to fit."""
        from psoas_desktop.app.other_routines import OtherRoutines

        files = sorted(routines_root().glob("*.psoas.json"))
        self._others = OtherRoutines(self._controller, player, self.window.blocked, files, later)

    def end(self) -> bool:
        """Stops the clock, and gives voice and window back.

        Returns:
            False where the speech service hangs: its thread can neither be left nor ended. Keep this object
            then, and end the process by ``os._exit``: what is freed under the thread takes the program along.
        """
        self._controller.close()
        if self._photos is not None:
            self._photos.close()
        closed = self._sound.close()
        if closed:
            self.window.deleteLater()
        return closed


def _in_turn(later: Later, parts: Sequence[Callable[[], object]]) -> None:
    """Does one thing in each turn of the event loop: keys are answered in between."""
    if parts:
        parts[0]()
        later(0, lambda: _in_turn(later, parts[1:]))


def _figures(routine: Routine, wearer: str) -> FigureLibrary:
    # A third of what there is to import, and the first page shows no figure.
    from psoas_desktop.storage.figure_files import figures_of

    return figures_of(routine, wearer)
