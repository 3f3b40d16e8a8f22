"""What there is to look at in a routine: problems, and advice with what mends it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from psoas_desktop.advice.findings import Advice, Fix
from psoas_desktop.advice.rulebook import Rule
from psoas_desktop.routine.problems import Level, Path, Problem
from psoas_desktop.routine.translation import QT_TRANSLATE_NOOP
from psoas_desktop.routine.values import dataclass
from psoas_desktop.routine.vocabulary import Severity
from psoas_desktop.ui.common.plain_text import shown
from psoas_desktop.ui.editor.fields.words import tr
from psoas_desktop.ui.editor.problem_words import in_words

Index = QModelIndex | QPersistentModelIndex
LEVEL, AGAINST = Qt.ItemDataRole.UserRole + 1, Qt.ItemDataRole.UserRole + 2
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
_GONE_AGAINST = (
    QT_TRANSLATE_NOOP("inspector", "1 piece of advice not followed"),
    QT_TRANSLATE_NOOP("inspector", "{count} pieces of advice not followed"),
)
_SOURCE = QT_TRANSLATE_NOOP("inspector", "Source: {source}.")
YOURS = QT_TRANSLATE_NOOP("inspector", "You go against it: {reason}")


@dataclass(frozen=True, slots=True)
class Found:
    """One thing to look at.

    Attributes:
        level: How it counts.
        text: In words.
        path: Where, from the root of the document.
        fix: What mends it; None where only a person can.
        fix_words: What the button for that says.
        reason: Why it matters, and where that comes from; empty for a plain mistake.
        code: The rule whose advice it is; empty for a mistake.
        block: The id of the block that it is about; empty for none.
        against: The reason that the file gives for going against it; empty for none.
        firm: Nobody can go against it.
    """

    level: Level
    text: str
    path: Path
    fix: Fix | None = None
    fix_words: str = ""
    reason: str = ""
    code: str = ""
    block: str = ""
    against: str = ""
    firm: bool = True


def waits_for_blocks(problem: Problem) -> bool:
    """Whether it is only that a routine has no blocks yet."""
    return problem.code == "empty-list" and problem.path == ("items",)


def found_problem(problem: Problem) -> Found:
    """A problem, in words."""
    return Found(problem.level, in_words(problem), problem.path)


def found_advice(advice: Advice, text: str, rule: Rule, block: str) -> Found:
    """A piece of advice; what keeps the routine from being played counts as an error.

    Args:
        advice: What was found.
        text: Its sentence.
        rule: The rule that found it.
        block: The id of the block that it is about; empty for none.
    """
    firm = advice.severity is Severity.STOP
    fix = advice.fix if rule.fix else None
    return Found(
        Level.ERROR if firm else Level.ADVICE,
        shown(text),
        advice.path,
        fix,
        rule.fix if fix else "",
        f"{rule.reason} {tr(_SOURCE, source=rule.source)}",
        advice.code,
        block,
        shown(advice.silenced_by),
        firm,
    )


def counted(found: Sequence[Found], against: int = 0) -> str:
    """How much there is of each level, in words; last how much advice the file goes against."""
    counts = Counter(one.level for one in found)
    said = []
    for level, (one, many) in _COUNTS.items():
        if counts[level]:
            said.append(tr(one if counts[level] == 1 else many, count=str(counts[level])))
    said = said or [tr(NOTHING)]
    if against:
        one, many = _GONE_AGAINST
        said.append(tr(one if against == 1 else many, count=str(against)))
    return ", ".join(said)


class ProblemModel(QAbstractListModel):
    """The list, in the order of the file: problems, then advice, then advice that the file goes against."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[Found, ...] = ()
        self._open = 0

    @property
    def rows(self) -> tuple[Found, ...]:
        """All of it."""
        return self._rows

    @property
    def found(self) -> tuple[Found, ...]:
        """What there is to look at."""
        return self._rows[: self._open]

    def show(self, found: Sequence[Found], against: Sequence[Found] = ()) -> bool:
        """Takes the list; says whether it is another one."""
        wanted = (*found, *against)
        if wanted == self._rows:
            return False
        self.beginResetModel()
        self._rows, self._open = wanted, len(found)
        self.endResetModel()
        return True

    def rowCount(self, parent: Index = _NONE) -> int:
        """How many there are."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The parts of one."""
        if not index.isValid():
            return None
        one = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return one.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            said = f"{tr(LEVELS[one.level])}: {one.text}"
            return f"{said} {tr(YOURS, reason=one.against)}" if one.against else said
        if role == AGAINST:
            return tr(YOURS, reason=one.against) if one.against else ""
        return one.level if role == LEVEL else None
