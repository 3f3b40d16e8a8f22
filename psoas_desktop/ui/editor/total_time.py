"""How long the routine takes: planned at once, as played a moment after the last edit."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from psoas_desktop.editing.document import Document
from psoas_desktop.playback.layout import lay_out
from psoas_desktop.routine.draft import Draft
from psoas_desktop.routine.parsing import routine_from
from psoas_desktop.routine.problems import Level
from psoas_desktop.routine.translation import QT_TRANSLATE_NOOP
from psoas_desktop.storage.program_data import ProgramData
from psoas_desktop.ui.editor.background import Background
from psoas_desktop.ui.editor.words import minutes_words, tr

IDLE_MS = 400
"""After the last edit, until the routine is laid out in time."""


class TotalTime(QObject):
    """Follows a document.

    Signals:
        changed: ``words`` says something else.
    """

    changed = Signal()

    def __init__(
        self, document: Document, data: ProgramData, background: Background, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._document, self._data, self._background = document, data, background
        self._draft: Draft | None = None
        self._known: tuple[Draft, int] | None = None
        self._working = False
        self._words = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(IDLE_MS)
        self._timer.timeout.connect(self._begin)
        document.listen(self._follow)
        self._follow()

    @property
    def words(self) -> str:
        """The time, in words for the top of the window."""
        return self._words

    def _follow(self) -> None:
        draft = self._document.draft
        if draft is self._draft:
            return
        self._draft = draft
        self._timer.start()
        self._say()

    def _begin(self) -> None:
        draft = self._document.draft
        index = self._document.index
        if self._working or not index.blocks:
            return
        if any(problem.level is Level.ERROR for problem in index.problems()):
            return
        self._working = True
        self._background.run(lambda: (draft, played_s(draft, self._data)), self._take)

    def _take(self, found: tuple[Draft, int]) -> None:
        self._working = False
        self._known = found
        if found[0] is self._document.draft:
            self._say()
        else:
            self._timer.start()

    def _say(self) -> None:
        index = self._document.index
        if not index.blocks:
            words = ""
        elif self._known is not None and self._known[0] is self._draft:
            both = QT_TRANSLATE_NOOP("editor", "{time} with ways down and up")
            words = tr(both, time=minutes_words(self._known[1]))
        else:
            words = tr(QT_TRANSLATE_NOOP("editor", "{time} planned"), time=minutes_words(index.seconds))
        if words != self._words:
            self._words = words
            self.changed.emit()


def played_s(draft: Draft, data: ProgramData) -> int:
    """What a routine without errors takes as played, ways and all, for someone of whom nothing is known."""
    routine = routine_from(draft, data.catalogue)
    return lay_out(routine, data.catalogue, data.rules, ()).planned_ms // 1000
