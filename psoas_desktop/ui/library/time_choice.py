"""How much time there is for a routine: all that it takes, or less."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QWidget

from psoas_desktop.routine.translation import QT_TRANSLATE_NOOP
from psoas_desktop.ui.common.desk_button import HEIGHT
from psoas_desktop.ui.common.fields import Choice
from psoas_desktop.ui.common.label import scaled
from psoas_desktop.ui.library import words

_MINUTES = (5, 7, 10, 12, 15, 20, 25, 30, 40, 50, 60)
_WHOLE = QT_TRANSLATE_NOOP("library", "All of it: {time}")
_FIT = QT_TRANSLATE_NOOP("library", "I have {time}")
_NAME = QT_TRANSLATE_NOOP("library", "Time you have")
_HINT = QT_TRANSLATE_NOOP(
    "library", "It is made shorter to fit, and what is left out is told before it starts."
)
_MS = 60_000


class TimeChoice(Choice):
    """Offers times that are shorter than a routine."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__((), parent)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        # As high as the buttons beside it.
        self.setMinimumHeight(scaled(HEIGHT))
        self.setAccessibleName(words.tr(_NAME))
        self.setAccessibleDescription(words.tr(_HINT))
        self.setToolTip(words.tr(_HINT))

    @property
    def minutes(self) -> int:
        """The minutes there are; 0 for as many as it takes."""
        value = self.value()
        return value if isinstance(value, int) else 0

    def set_total(self, total_ms: int) -> None:
        """Takes how long a routine is; all of it is chosen.

        Args:
            total_ms: Its length as played, in milliseconds. There is nothing to choose for a short one.
        """
        shorter = [count for count in _MINUTES if count * _MS <= total_ms - _MS // 2]
        whole = words.tr(_WHOLE, time=words.minutes(total_ms))
        fits = [(count, words.tr(_FIT, time=words.minutes(count * _MS))) for count in reversed(shorter)]
        self.set_options([(0, whole), *fits])
        self.set_value(0)
        self.setVisible(bool(shorter))
