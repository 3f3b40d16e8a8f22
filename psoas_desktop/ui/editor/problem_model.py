"""What there is to look at in a routine: problems, and advice with what mends it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from psoas_desktop.advice.findings import Advice, Fix
from psoas_desktop.routine.problems import Level, Path, Problem
from psoas_desktop.routine.translation import QT_TRANSLATE_NOOP
from psoas_desktop.routine.values import dataclass
from psoas_desktop.ui.common.plain_text import shown
from psoas_desktop.ui.editor.fields.words import tr
from psoas_desktop.ui.editor.problem_words import in_words

Index = QModelIndex | QPersistentModelIndex
LEVEL = Qt.ItemDataRole.UserRole + 1
_NONE = QModelIndex()

LEVELS = {
    Level.ERROR: QT_TRANSLATE_NOOP("inspector", "Error"),
    Level.WARNING: QT_TRANSLATE_NOOP("inspector", "Warning"),
    Level.ADVICE: QT_TRANSLATE_NOOP("inspector", "Advice"),
}

_COUNTS = {
    Level.ERROR: (
        QT_TRANSLATE_NOOP("inspector", "1 error"),
        QT_TRANSLATE_NOOP("inspector", "{count} errors"),
    ),
    Level.WARNING: (
        QT_TRANSLATE_NOOP("inspector", "1 warning"),
        QT_TRANSLATE_NOOP("inspector", "{count} warnings"),
    ),
    Level.ADVICE: (
        QT_TRANSLATE_NOOP("inspector", "1 piece of advice"),
        QT_TRANSLATE_NOOP("inspector", "{count} pieces of advice"),
    ),
}

NOTHING = QT_TRANSLATE_NOOP("inspector", "Nothing to mend")


@dataclass(frozen=True, slots=True)
class Found:
    """One thing to look at.

    Attributes:
        level: How it counts.
        text: In words.
        path: Where, from the root of the document.
        fix: What mends it; None where only a person can.
        fix_words: What the button for that says.
        reason: Why it matters; empty for a plain mistake.
    """

    level: Level
    text: str
    path: Path
    fix: Fix | None = None
    fix_words: str = ""
    reason: str = ""


def found_problem(problem: Problem) -> Found:
    """A problem, in words."""
    return Found(problem.level, in_words(problem), problem.path)


def found_advice(advice: Advice, text: str, reason: str, fix_words: str) -> Found:
    """A piece of advice; what keeps the routine from being played counts as an error.

    Args:
        advice: What was found.
        text: Its sentence.
        reason: Why it matters.
        fix_words: What the button that mends it says.
    """
    level = Level.ERROR if advice.severity.value == "stop" else Level.ADVICE
    fix = advice.fix if fix_words else None
    return Found(level, shown(text), advice.path, fix, fix_words if fix else "", reason)


def counted(found: Sequence[Found]) -> str:
    """How much there is of each level, in words."""
    counts = Counter(one.level for one in found)
    said = []
    for level, (one, many) in _COUNTS.items():
        if counts[level]:
            said.append(tr(one if counts[level] == 1 else many, count=str(counts[level])))
    return ", ".join(said) or tr(NOTHING)


class ProblemModel(QAbstractListModel):
    """The list, in the order of the file; advice comes after the problems."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._found: tuple[Found, ...] = ()

    @property
    def found(self) -> tuple[Found, ...]:
        """All of it."""
        return self._found

    def show(self, found: Sequence[Found]) -> bool:
        """Takes the list; says whether it is another one."""
        wanted = tuple(found)
        if wanted == self._found:
            return False
        self.beginResetModel()
        self._found = wanted
        self.endResetModel()
        return True

    def rowCount(self, parent: Index = _NONE) -> int:
        """How many there are."""
        return 0 if parent.isValid() else len(self._found)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The parts of one."""
        if not index.isValid():
            return None
        one = self._found[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return one.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{tr(LEVELS[one.level])}: {one.text}"
        return one.level if role == LEVEL else None
