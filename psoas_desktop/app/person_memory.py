"""Remembers the person of a sitting: what was answered once the gate is passed, and that they felt unwell."""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QCoreApplication, QObject, Signal

from psoas_desktop.playback.outputs import ModeChanged, Output, Started
from psoas_desktop.playback.player import Player
from psoas_desktop.playback.transitions import Mode
from psoas_desktop.safety.memory import Recall, Remembered, after_unwell, with_news, with_note
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
        unwritten: That could not be written down; why, as a sentence.
    """

    felt_unwell = Signal()
    unwritten = Signal(str)

    def __init__(
        self, controller: SessionController, player: Player, store: AnswersStore, today: date
    ) -> None:
        """Listens to a session from now on."""
        super().__init__()
        self._controller, self._player, self._store = controller, player, store
        self._today = today.toordinal()
        controller.happened.connect(self._take)

    def take_note(self, note: str) -> None:
        """Keeps what the person wrote about feeling unwell in this session."""
        remembered = self._store.load()
        if remembered is not None:
            self._keep(with_note(remembered, note))

    def _take(self, output: Output) -> None:
        if isinstance(output, Started):
            self._keep_answers()
        elif isinstance(output, ModeChanged) and output.mode is Mode.UNWELL:
            self._felt_unwell()

    def _keep_answers(self) -> None:
        """Keeps what was answered, beside what was written down, or forgotten, while the gate was open."""
        now, recall = self._store.load(), self._player.recall
        player = replace(self._player, recall=recall if now is not None else None)
        kept = player.remembering(self._controller.state.answers, self._today)
        if kept is not None:
            self._keep(with_news(kept, recall.remembered if recall else None, now))

    def _felt_unwell(self) -> None:
        state = self._controller.state
        if not state.running:
            return
        remembered = self._store.load()
        recall = Recall(remembered, self._today) if remembered else None
        found = after_unwell(recall, self._today, state.unwell_from, state.answers)
        if found is None:
            return
        why = self._keep(found)
        if why:
            self.unwritten.emit(why)
        else:
            self.felt_unwell.emit()

    def _keep(self, remembered: Remembered) -> str:
        """Writes it; why it could not be written, as a sentence, empty where it was."""
        try:
            self._store.save(remembered)
        except OSError as error:
            _LOG.warning("what was answered could not be kept: %s", error.strerror)
            return QCoreApplication.translate("Disk", error.strerror or str(error))
        return ""
