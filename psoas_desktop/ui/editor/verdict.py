"""What an editor's window says of its routine: whether it can be played, and what there is to look at."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from psoas_desktop.editing.document import Document
from psoas_desktop.routine.problems import Level, Path
from psoas_desktop.routine.translation import QT_TRANSLATE_NOOP
from psoas_desktop.ui.common.sheet import Notice
from psoas_desktop.ui.editor.words import counted

if TYPE_CHECKING:
    from psoas_desktop.ui.editor.problem_list import ProblemList


class Verdict(QObject):
    """Says it in the window's notice, and leads to the first place."""

    def __init__(
        self,
        notice: Notice,
        listed: Callable[[], ProblemList | None],
        jump: Callable[[Path], None],
        parent: QObject,
    ) -> None:
        """Takes where it is said, what gives the list of problems once there is one, and what leads there."""
        super().__init__(parent)
        self._notice, self._listed, self._jump = notice, listed, jump

    def lets_play(self, document: Document) -> bool:
        """Whether a routine can be played; what has to be mended before is said."""
        errors = [problem for problem in document.index.problems() if problem.level is Level.ERROR]
        if not errors:
            return True
        listed = self._listed()
        if listed is not None:
            listed.check()
        one = QT_TRANSLATE_NOOP("editor", "One thing has to be mended before it can be played.")
        many = QT_TRANSLATE_NOOP("editor", "{count} things have to be mended before it can be played.")
        self._say(counted(len(errors), one, many), errors[0].path)
        return False

    def check(self, document: Document) -> None:
        """Looks for problems and advice now, and says how much there is."""
        listed = self._listed()
        if listed is not None:
            listed.check()
        problems = listed.model.found if listed is not None else document.index.problems()
        if not problems:
            self._notice.say(self.tr("Nothing to mend: this routine can be played."))
            return
        one = QT_TRANSLATE_NOOP("editor", "One thing to look at.")
        many = QT_TRANSLATE_NOOP("editor", "{count} things to look at.")
        self._say(counted(len(problems), one, many), problems[0].path)

    def go_to_problem(self, *, back: bool) -> None:
        """Goes to the next problem of the list, or to the one before."""
        listed = self._listed()
        if listed is None:
            return
        if back:
            listed.previous_problem()
        else:
            listed.next_problem()

    def _say(self, words: str, first: Path) -> None:
        self._notice.say(words, self.tr("Show"), partial(self._jump, first))
