"""Where a person may write down what happened when they felt unwell."""

from __future__ import annotations

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QWidget

from psoas_desktop.routine.translation import QT_TRANSLATE_NOOP
from psoas_desktop.safety.memory import LONGEST_NOTE
from psoas_desktop.ui.common.fields import TextArea
from psoas_desktop.ui.common.fitted_text import font_of
from psoas_desktop.ui.common.palette import palette_of
from psoas_desktop.ui.common.theme import Theme
from psoas_desktop.ui.common.words import tr

HIGH = 22.0
"""Three lines, in hundredths of the screen's height."""

_SIZE, _MARGIN = 4.2, 1.5
_WHAT = QT_TRANSLATE_NOOP("player", "What happened? You may leave this empty. It stays on this computer.")


class UnwellNote(TextArea):
    """A few lines of plain text, as large as the player's other words."""

    def __init__(self, parent: QWidget, theme: Theme) -> None:
        super().__init__(parent, most=LONGEST_NOTE)
        self.setObjectName("unwell-note")
        self.setPalette(palette_of(theme))
        line, radius = f"{theme.line_px}px solid {theme.far_quiet}", "border-radius: 8px"
        # Only here, and only for somebody who felt unwell: a style sheet costs time.
        self.setStyleSheet(
            f"QPlainTextEdit {{ border: {line}; {radius}; background: {theme.raised}; color: {theme.ink} }}"
            f"QPlainTextEdit:focus {{ border: 4px solid {theme.clay} }}"
        )
        self.setPlaceholderText(tr(_WHAT))
        self.setAccessibleName(tr(_WHAT))

    def set_unit(self, unit: float) -> None:
        """Takes the length of a hundredth of the screen's height, in pixels."""
        self.setFont(font_of(round(_SIZE * unit), QFont.Weight.Normal))
        self.document().setDocumentMargin(_MARGIN * unit)
