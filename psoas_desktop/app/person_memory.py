"""Remembers the person of a sitting: what was answered once the gate is passed, and that they felt unwell."""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QObject, Signal

from psoas_desktop.playback.outputs import ModeChanged, Output, Started
from psoas_desktop.playback.player import Player
from psoas_desktop.playback.transitions import Mode
from psoas_desktop.safety.memory import Recall, Remembered, after_unwell, with_note
from psoas_desktop.storage.answers_store import AnswersStore
from psoas_desktop.ui.player.session_controller import SessionController

_LOG = logging.getLogger(__name__)


def recalling(player: Player, store: AnswersStore, today: date) -> Player:
    """The player for somebody who may have been here before."""
    remembered = store.load()
    return replace(player, recall=Recall(remembered, today.toordinal())) if remembered else player


class PersonMemory(QObject):
    """Writes down what a session says of its person.

    Signals:
        felt_unwell: It was written down that they felt unwell; they may say more about it.
    """

    felt_unwell = Signal()

    def __init__(
        self, controller: SessionController, player: Player, store: AnswersStore, today: date
    ) -> None:
        """Listens to a session from now on."""
        super().__init__()
        self._controller, self._player, self._store = controller, player, store
        self._today = today.toordinal()
        controller.happened.connect(self._take)

    def _take(self, output: Output) -> None:
        if isinstance(output, Started):
            self._keep(self._player.remembering(self._controller.state.answers, self._today))
        elif isinstance(output, ModeChanged) and output.mode is Mode.UNWELL:
            self._felt_unwell()

    def _felt_unwell(self) -> None:
        state = self._controller.state
        if not state.running:
            return
        remembered = self._store.load()
        recall = Recall(remembered, self._today) if remembered else None
        if self._keep(after_unwell(recall, self._today, state.unwell_from, state.answers)):
            self.felt_unwell.emit()

    def take_note(self, note: str) -> None:
        """Keeps what the person wrote about feeling unwell in this session."""
        remembered = self._store.load()
        if remembered is not None:
            self._keep(with_note(remembered, note))

    def _keep(self, remembered: Remembered | None) -> bool:
        """Writes it; whether there was something to write, and it could be written."""
        if remembered is None:
            return False
        try:
            self._store.save(remembered)
        except OSError as error:
            _LOG.warning("what was answered could not be kept: %s", error.strerror)
            return False
        return True
