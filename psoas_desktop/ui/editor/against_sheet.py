"""Asks why advice does not hold here, and where: only with a reason does the file go against it."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from psoas_desktop.routine.translation import QT_TRANSLATE_NOOP
from psoas_desktop.ui.common.desk_button import Weight
from psoas_desktop.ui.common.fields import Choice, Field
from psoas_desktop.ui.common.sheet import Answer, Sheet
from psoas_desktop.ui.editor.fields.words import tr

AGAINST = "against"
"""The answer that goes against it."""

LONGEST = 300
"""Characters of a reason that a file may hold."""

_TITLE = QT_TRANSLATE_NOOP("inspector", "Go against this advice?")
_REASON = QT_TRANSLATE_NOOP("inspector", "Your reason")
_HINT = QT_TRANSLATE_NOOP("inspector", "The file keeps it, for you and for whoever opens the routine.")
_WHERE = QT_TRANSLATE_NOOP("inspector", "Where it does not hold")
_BLOCK = QT_TRANSLATE_NOOP("inspector", "For this block only")
_WHOLE = QT_TRANSLATE_NOOP("inspector", "For the whole routine")
_KEEP = QT_TRANSLATE_NOOP("inspector", "Not now")
_GO = QT_TRANSLATE_NOOP("inspector", "Go against it")


class AgainstSheet(Sheet):
    """A question with a reason to write. ``AGAINST`` can be answered only once there is one."""

    def __init__(self, parent: QWidget | None, text: str, *, in_block: bool) -> None:
        """Takes what it stands before.

        Args:
            parent: The window.
            text: What is advised; from any source.
            in_block: Whether the advice is about one block.
        """
        answers = (Answer("keep", tr(_KEEP), safe=True), Answer(AGAINST, tr(_GO), Weight.PRIMARY))
        super().__init__(parent, tr(_TITLE), text, answers)
        self._line = QLineEdit(self)
        self._line.setMaxLength(LONGEST)
        places = ((False, tr(_BLOCK)), (True, tr(_WHOLE)))
        self._where = Choice(places if in_block else places[1:], self)
        where = Field(tr(_WHERE), self._where, parent=self)
        where.setVisible(in_block)
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)
        last = layout.count() - 2  # the room above the buttons, and they
        layout.insertWidget(last, where)
        layout.insertWidget(last, Field(tr(_REASON), self._line, tr(_HINT), self))
        self._line.textChanged.connect(self._enable)
        self._line.returnPressed.connect(self._take)
        self._enable()
        self.setTabOrder(self._line, self._where)
        self.setTabOrder(self._where, self.buttons["keep"])
        self._line.setFocus()

    @property
    def reason(self) -> str:
        """What was written."""
        return self._line.text().strip()

    @property
    def for_all(self) -> bool:
        """Whether it is meant for the whole routine."""
        return bool(self._where.value())

    def _enable(self) -> None:
        self.buttons[AGAINST].setEnabled(bool(self.reason))

    def _take(self) -> None:
        if self.reason:
            self.answer(AGAINST)
