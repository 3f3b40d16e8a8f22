"""The cautions that are built into a block: shown as they are, for nothing takes them away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from psoas_desktop.routine.block_kinds import Catalogue, Kind
from psoas_desktop.routine.cues import Banner
from psoas_desktop.routine.default_block import default_block
from psoas_desktop.routine.translation import QT_TRANSLATE_NOOP
from psoas_desktop.routine.vocabulary import Position
from psoas_desktop.safety.banners import PREGNANT, banners_of
from psoas_desktop.ui.common.label import Label, Role, scaled
from psoas_desktop.ui.common.shapes import paint_shape
from psoas_desktop.ui.common.theme import SIGNALS
from psoas_desktop.ui.editor.fields.ink import theme_of
from psoas_desktop.ui.editor.fields.row import INSET
from psoas_desktop.ui.editor.fields.words import CHOICES, tr

_SHAPE = 24

WHEN_PREGNANT = QT_TRANSLATE_NOOP("inspector", "For someone who is pregnant, or did not say.")
STAYS = QT_TRANSLATE_NOOP("inspector", "Built in. They are always shown.")
NONE = QT_TRANSLATE_NOOP("inspector", "Nothing is built in here. People are always told that they may stop.")


def built_in(kind: Kind, positions: Sequence[str], catalogue: Catalogue) -> tuple[Banner, ...]:
    """The built-in cautions of a block.

    Args:
        kind: Its kind.
        positions: Where it is, starts and ends, as far as the file says; empty texts for what it does not.
        catalogue: The kinds and their banners.
    """
    block = default_block(kind, "shown")
    here, start, end = (
        Position(said) if said in set(Position) else None for said in (*positions, "", "", "")[:3]
    )
    position = here or block.position
    moves = kind.start_position is not kind.position, kind.end_position is not kind.position
    block = replace(
        block,
        position=position,
        start_position=start or (kind.start_position if moves[0] else position),
        end_position=end or (kind.end_position if moves[1] else position),
    )
    return banners_of(block, catalogue, (PREGNANT,))


class CautionLine(QWidget):
    """One caution: its shape, its words."""

    def __init__(self, banner: Banner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._signal = SIGNALS[banner.severity]
        layout = QVBoxLayout(self)
        layout.setContentsMargins(scaled(_SHAPE) + 12, 0, 0, 0)
        layout.setSpacing(2)
        word = tr(CHOICES["severity"][banner.severity.value])
        self.setAccessibleName(f"{word}: {banner.short_text}")
        self.setAccessibleDescription(banner.full_text)
        layout.addWidget(Label(f"{word}: {banner.short_text}", Role.STRONG, self))
        if banner.full_text != banner.short_text:
            layout.addWidget(Label(banner.full_text, Role.SMALL, self))
        if banner.when == PREGNANT:
            layout.addWidget(Label(tr(WHEN_PREGNANT), Role.QUIET, self))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paints the shape of its severity."""
        side = scaled(_SHAPE)
        theme = theme_of(self)
        left = 0 if self.isLeftToRight() else self.width() - side
        painter = QPainter(self)
        rim = "" if theme is None else theme.rim
        paint_shape(painter, self._signal, QRectF(left, 0, side, side), on_own_ground=False, rim=rim)
        painter.end()


class BuiltInCautions(QWidget):
    """All built-in cautions of a block."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[Banner, ...] | None = None
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(INSET, 0, 0, 0)
        self._layout.setSpacing(12)
        self._said = Label("", Role.QUIET, self)
        self._layout.addWidget(self._said)
        self._lines: list[CautionLine] = []

    def show_banners(self, banners: tuple[Banner, ...]) -> None:
        """Shows these."""
        if banners == self._shown:
            return
        self._shown = banners
        for line in self._lines:
            self._layout.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._said.setText(tr(STAYS if banners else NONE))
        self._lines = [CautionLine(banner, self) for banner in banners]
        for line in self._lines:
            self._layout.addWidget(line)
            line.show()
