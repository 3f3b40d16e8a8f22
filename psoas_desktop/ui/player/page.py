"""What the pages of the player have in common: a theme, a unit of length, and what they ask for."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from psoas_desktop.playback.state import View
from psoas_desktop.ui.common.action_button import ActionButton
from psoas_desktop.ui.common.palette import ground_of
from psoas_desktop.ui.common.theme import Theme

_LONE_WIDTH = 76.0
"""How wide a button that stands alone is at most, in hundredths of the screen's height."""

_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}


class Page(QWidget):
    """One screen of the player. It shows views, lays itself out by hand and emits what is asked for.

    Signals:
        given: An input for the session.
        closing: The window is to be closed.
    """

    given = Signal(object)
    closing = Signal()

    def __init__(self, parent: QWidget, name: str, theme: Theme) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.theme = theme
        # Filled by Qt: a figure of the countdown that changes paints nothing of Python's but itself.
        self.setPalette(ground_of(theme))
        self.setAutoFillBackground(True)
        self.unit = 6.0
        self.buttons: list[ActionButton] = []

    def show_view(self, view: View) -> None:
        """Takes what there is to show."""
        raise NotImplementedError

    def arrange(self) -> None:
        """Gives every part its place within the page."""
        raise NotImplementedError

    def set_unit(self, unit: float) -> None:
        """Takes the length of a hundredth of the screen's height, in pixels."""
        if unit != self.unit:
            self.unit = unit
            self.arrange()

    def first_focus(self) -> QWidget | None:
        """The part that has the focus when the page comes up; None for no part."""
        return None

    def take_key(self, event: QKeyEvent) -> bool:
        """Takes a key before the window does; arrows lead from button to button.

        Args:
            event: The key press.

        Returns:
            Whether the page has done something with it.
        """
        step = _STEPS.get(Qt.Key(event.key()))
        shown = [button for button in self.buttons if button.isVisibleTo(self)]
        if step is None or not shown:
            return False
        held = next((i for i, button in enumerate(shown) if button.hasFocus()), None)
        chosen = (0 if step > 0 else -1) if held is None else (held + step) % len(shown)
        shown[chosen].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Lays the page out anew."""
        self.arrange()

    def place_row(self, buttons: list[ActionButton], y: float, least_height: float) -> float:
        """Places buttons side by side over the page's width.

        Args:
            buttons: From left to right.
            y: Top edge.
            least_height: How high they are at least.

        Returns:
            How high they are.
        """
        unit, gap = self.unit, 2 * self.unit
        width = (self.width() - 6 * unit - gap * (len(buttons) - 1)) / max(1, len(buttons))
        if len(buttons) == 1:
            width = min(width, _LONE_WIDTH * unit)
        high = max([least_height, *(button.height_for(width, unit) for button in buttons)])
        for index, button in enumerate(buttons):
            button.place(QRectF(3 * unit + index * (width + gap), y, width, high), unit)
        return high
