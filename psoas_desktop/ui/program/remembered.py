"""What is remembered of the person who follows routines here, and the button that forgets it."""

from __future__ import annotations

from datetime import date
from typing import Protocol

from PySide6.QtCore import QDate, QLocale
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from psoas_desktop.safety.memory import KEPT_DAYS, Remembered
from psoas_desktop.ui.common.desk_button import DeskButton
from psoas_desktop.ui.common.label import Label, Role
from psoas_desktop.ui.common.plain_text import isolated, shown
from psoas_desktop.ui.common.sheet import Answer, Sheet


class Memory(Protocol):
    """Where answers are kept."""

    @property
    def holds(self) -> bool:
        """Whether there is anything to be forgotten, be it what cannot be read."""

    def load(self) -> Remembered | None:
        """What is remembered; None for nobody."""

    def forget(self) -> None:
        """Deletes it.

        Raises:
            OSError: It could not be deleted; ``strerror`` is a sentence.
        """


class RememberedAnswers(QWidget):
    """Says since when answers are kept and what was noted, and deletes all of it."""

    def __init__(self, memory: Memory, parent: QWidget | None = None) -> None:
        """Takes where answers are kept; ``show_now`` reads it."""
        super().__init__(parent)
        self._memory = memory
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        hint = self.tr(
            "Answers about you are kept for four weeks, on this computer only. "
            "Signs to stop are asked each time."
        )
        layout.addWidget(Label(hint, Role.QUIET))
        self.kept, self.unwell, self.note = Label(""), Label(""), Label("")
        for label in (self.kept, self.unwell, self.note):
            layout.addWidget(label)
        row = QHBoxLayout()
        self.forget = DeskButton(self.tr("Forget my answers"), icon="delete")
        row.addWidget(self.forget)
        row.addStretch(1)
        layout.addLayout(row)
        self.forget.clicked.connect(self._ask)

    def show_now(self) -> None:
        """Shows what is kept now."""
        remembered = self._memory.load()
        self.forget.setEnabled(self._memory.holds)
        self.kept.setText(self._kept_words(remembered))
        unwell = remembered is not None and remembered.unwell_on > 0
        self.unwell.setVisible(unwell)
        self.note.setVisible(remembered is not None and bool(remembered.unwell_note))
        if remembered is not None:
            self.unwell.setText(self._unwell_words(remembered))
            words = self.tr("You wrote: {note}")
            self.note.setText(words.replace("{note}", isolated(remembered.unwell_note)))

    def _kept_words(self, remembered: Remembered | None) -> str:
        if remembered is None and self._memory.holds:
            return self.tr("There are answers here that this version cannot read.")
        if remembered is None:
            return self.tr("Nothing is remembered.")
        if not remembered.answers:
            return self.tr("No answers are remembered.")
        words = self.tr("Answered on {date}. Asked anew from {again}.")
        again = _day(remembered.on + KEPT_DAYS)
        return words.replace("{date}", _day(remembered.on)).replace("{again}", again)

    def _unwell_words(self, remembered: Remembered) -> str:
        words = self.tr("You felt unwell on {date}.")
        if remembered.felt_unwell_on_back:
            words = self.tr(
                "You felt unwell on {date}. Lying flat on your back stays off until your care team agrees."
            )
        return words.replace("{date}", _day(remembered.unwell_on))

    def _ask(self) -> None:
        """Forgetting cannot be undone, and it forgets what keeps somebody off the back."""
        remembered = self._memory.load()
        text = self.tr("All questions are asked anew before the next session. This cannot be undone.")
        if remembered is not None and remembered.felt_unwell_on_back:
            off_back = self.tr(
                "It also forgets that you felt unwell on your back. Lie flat only once your care team agrees."
            )
            text = f"{text}\n{off_back}"
        sheet = Sheet(
            self.window(),
            self.tr("Forget my answers?"),
            text,
            (
                Answer("keep", self.tr("Keep them"), safe=True),
                Answer("forget", self.tr("Forget them")),
            ),
        )
        sheet.chosen.connect(self._take)
        sheet.open()

    def _take(self, answer: str) -> None:
        if answer != "forget":
            return
        try:
            self._memory.forget()
        except OSError as error:
            self.kept.setText(shown(error.strerror or str(error)))
            return
        self.show_now()


def _day(ordinal: int) -> str:
    """A day of ``date.toordinal``, as this machine writes dates."""
    day = date.fromordinal(min(max(1, ordinal), date.max.toordinal()))
    return QLocale().toString(QDate(day.year, day.month, day.day), QLocale.FormatType.LongFormat)
