"""Looks for routines that fit, once one does not: the ready-made ones, a file in each turn of the loop."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from psoas_desktop.app.player_of_file import player_of_file
from psoas_desktop.playback.offering import offers
from psoas_desktop.playback.outputs import ModeChanged, Output
from psoas_desktop.playback.player import Player
from psoas_desktop.playback.transitions import Mode
from psoas_desktop.services.later import Later
from psoas_desktop.storage.program_data import ProgramData, read_program_data
from psoas_desktop.storage.resources import root
from psoas_desktop.ui.player.blocked_page import BlockedPage
from psoas_desktop.ui.player.session_controller import SessionController


class OtherRoutines:
    """Puts offers on the page of a session that is locked because its routine does not fit."""

    def __init__(
        self,
        controller: SessionController,
        player: Player,
        page: BlockedPage,
        files: Sequence[Path],
        later: Later,
    ) -> None:
        """Listens to a session from now on.

        Args:
            controller: The session.
            player: What it plays.
            page: Where offers are shown.
            files: The routines to choose from.
            later: Calls from the event loop.
        """
        self._controller, self._player, self._page = controller, player, page
        self._files, self._later = files, later
        controller.happened.connect(self._take)

    def _take(self, output: Output) -> None:
        if not (isinstance(output, ModeChanged) and output.mode is Mode.BLOCKED):
            return
        if any(lock.another for lock in self._controller.state.locks):
            self._later(0, lambda: self._read(iter(self._files), read_program_data(root()), []))

    def _read(self, files: Iterator[Path], program: ProgramData, found: list[Player]) -> None:
        """Reads a file in each turn of the event loop, so that keys are answered in between."""
        path = next(files, None)
        if path is None:
            self._offer(found)
            return
        player, _ = player_of_file(path, program)
        if player is not None and player.routine.id != self._player.routine.id:
            found.append(player)
        self._later(0, lambda: self._read(files, program, found))

    def _offer(self, found: Sequence[Player]) -> None:
        self._page.show_offers(offers(self._player, self._controller.state.answers, found))
