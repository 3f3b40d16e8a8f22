"""A routine before it is opened: whose it is, what it needs, what the program adds to it.

A stranger's routine is seen here before it is played or changed for the first time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from psoas_desktop.ui.common.desk_button import DeskButton, Weight
from psoas_desktop.ui.common.icons import icons_folder, tinted
from psoas_desktop.ui.common.label import Label, Role, scaled
from psoas_desktop.ui.common.plain_text import isolated, shown
from psoas_desktop.ui.common.theme import Theme
from psoas_desktop.ui.library import page_words as say
from psoas_desktop.ui.library import words
from psoas_desktop.ui.library.teaching import Figure
from psoas_desktop.ui.library.time_choice import TimeChoice

if TYPE_CHECKING:
    from pathlib import Path

    from psoas_desktop.advice.remarks import Remark
    from psoas_desktop.services.library_listing import Row
    from psoas_desktop.storage.library_index import Entry
    from psoas_desktop.ui.library.card_pictures import CardPictures

_WIDEST = 880
"""Lines longer than that are hard to read."""

MOST_ADVICE = 6
"""Pieces of advice that are shown."""

_PICTURE = QSize(304, 184)
_WORDS_LEAST = 400
"""Pixels for words beside the picture."""


class _Sign(QWidget):
    """An icon beside a text."""

    def __init__(self, name: str, colour: Callable[[], str], parent: QWidget) -> None:
        super().__init__(parent)
        self._name, self._colour = name, colour
        self.setFixedSize(scaled(20), scaled(20))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paints it in the colour of now."""
        painter = QPainter(self)
        picture = tinted(icons_folder(), self._name, self.width(), self.devicePixelRatioF(), self._colour())
        painter.drawPixmap(0, 0, picture)
        painter.end()


class RoutinePage(QWidget):
    """Shows one routine. What is pressed is only sent."""

    play_pressed = Signal(object, int)
    """A row, and the minutes that there are for it; 0 for as many as it takes."""
    save_pressed = Signal(object)
    edit_pressed = Signal(object)
    left = Signal()
    turned = Signal(object)
    """A routine is shown: its row."""

    def __init__(self, pictures: CardPictures, look: Callable[[], Theme], parent: QWidget) -> None:
        super().__init__(parent)
        self._pictures, self._look = pictures, look
        self._row: Row | None = None
        self._figure: Figure | None = None
        self._advice: QVBoxLayout | None = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self.area = QScrollArea(self)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        layout.addWidget(self.area, 1)
        self.not_now = DeskButton(self.tr("Not now"), self)
        self.edit = DeskButton(self.tr("Edit"), self, icon="edit")
        self.save = DeskButton(self.tr("Save to my routines"), self, icon="save")
        self.time = TimeChoice(self)
        self.play = DeskButton(self.tr("Play"), self, icon="play", weight=Weight.PRIMARY)
        self.not_now.clicked.connect(self.left)
        self.play.clicked.connect(lambda: self.play_pressed.emit(self._row, self.time.minutes))
        for button, signal in ((self.edit, self.edit_pressed), (self.save, self.save_pressed)):
            button.clicked.connect(lambda _=False, sent=signal: sent.emit(self._row))
        below = QWidget(self)
        below.setMaximumWidth(scaled(_WIDEST))
        below.setMinimumWidth(1)  # where it is narrow the buttons stand on two lines
        first, second = QHBoxLayout(), QHBoxLayout()
        first.addWidget(self.not_now)
        first.addStretch(1)
        first.addWidget(self.edit)
        second.addStretch(1)
        second.addWidget(self.save)
        second.addWidget(self.time)
        second.addWidget(self.play)
        self._bar = QBoxLayout(QBoxLayout.Direction.LeftToRight, below)
        self._bar.setContentsMargins(24, 12, 24, 16)
        self._bar.addLayout(first, 1)
        self._bar.addLayout(second)
        for line in (first, second, self._bar):
            line.setSpacing(8)
        centred = QHBoxLayout()
        centred.addWidget(below)
        layout.addLayout(centred)

    @property
    def row(self) -> Row | None:
        """What is shown."""
        return self._row

    def show_row(self, row: Row, *, stranger: bool) -> None:
        """Shows a routine.

        Args:
            row: The routine.
            stranger: Whether it comes from somebody else and is new here.
        """
        self._row, self._figure, self._advice = row, None, None
        entry = row.entry
        self.play.setVisible(entry.playable)
        self.time.set_total(entry.summary.total_ms if entry.playable else 0)
        self.edit.setVisible(not entry.reason)
        self.save.setVisible(entry.origin.value != "own" and not entry.reason)
        mend = not entry.playable and not entry.reason
        self.edit.set_words(self.tr("Mend it") if mend else self.tr("Edit"))
        self.edit.set_weight(Weight.PRIMARY if mend else Weight.PLAIN)
        self.not_now.set_words(self.tr("Not now") if stranger else self.tr("Back"))
        self.setAccessibleName(shown(entry.title))
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(8)
        head = QHBoxLayout()
        head.setSpacing(24)
        text = QVBoxLayout()
        text.setSpacing(8)
        self._head(text, entry, stranger=stranger)
        text.addStretch(1)
        head.addLayout(text, 1)
        if entry.playable and entry.summary.figure:
            figure = Figure(self._pictures, self._look, _PICTURE, body)
            figure.set_figure(entry.summary.figure, entry.summary.side, entry.summary.week_from)
            head.addWidget(figure, 0, Qt.AlignmentFlag.AlignTop)
            self._figure = figure
        column.addLayout(head)
        if entry.playable:
            self._facts(column, entry)
            self._advice = QVBoxLayout()
            self._advice.setSpacing(8)
            column.addLayout(self._advice)
            self._cautions(column, entry)
        column.addStretch(1)
        body.setMaximumWidth(scaled(_WIDEST))
        self._make_room()
        self.area.setWidget(body)
        self.area.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.area.verticalScrollBar().setValue(0)
        first = self.edit if mend else self.not_now if stranger or not entry.playable else self.play
        first.setFocus()
        self.turned.emit(row)

    def show_advice(self, path: Path, remarks: Sequence[Remark]) -> None:
        """Shows what is advised on the routine, once it is known.

        Args:
            path: The file that it was found in; advice on another than is shown is left out.
            remarks: The gravest first.
        """
        place = self._advice
        if place is None or self._row is None or self._row.entry.path != path or place.count() or not remarks:
            return
        lines = map(say.advised, remarks[:MOST_ADVICE])
        self._list(place, words.tr(say.ADVISED), words.tr(say.ADVISED_MORE), lines, isolate=False)
        more = len(remarks) - MOST_ADVICE
        if more > 0:
            text = say.ONE_MORE_ADVICE if more == 1 else say.MORE_ADVICE
            place.addWidget(Label(words.tr(text, number=str(more)), Role.QUIET))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back; the page can be scrolled from anywhere on it."""
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 10, Qt.Key.Key_PageUp: -10}
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in steps:
            bar = self.area.verticalScrollBar()
            bar.setValue(bar.value() + steps[Qt.Key(event.key())] * scaled(40))
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where it is narrow the words come first."""
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        if self._figure is not None:
            self._figure.setVisible(self.width() >= scaled(_PICTURE.width() + _WORDS_LEAST))
        parts = (self.not_now, self.edit, self.save, self.time, self.play)
        shown = [one for one in parts if not one.isHidden()]
        needed = sum(one.sizeHint().width() + 8 for one in shown) + 48
        narrow, way = needed > self.width(), QBoxLayout.Direction
        self._bar.setDirection(way.TopToBottom if narrow else way.LeftToRight)

    def changeEvent(self, event: QEvent) -> None:
        """Signs and pictures follow the theme."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            self.update()

    def _head(self, column: QVBoxLayout, entry: Entry, *, stranger: bool) -> None:
        if stranger:
            column.addWidget(Label(words.tr(say.STRANGER), Role.QUIET))
        column.addWidget(Label(shown(entry.title), Role.TITLE))
        reason = words.trouble(entry)
        if reason:
            self._signed(column, "error", words.tr(say.BROKEN), lambda: self._look().clay)
            column.addWidget(Label(shown(reason)))
            more = entry.summary.problems - 1
            if more > 0:
                text = say.ONE_MORE if more == 1 else say.MORE
                column.addWidget(Label(words.tr(text, number=str(more)), Role.QUIET))
        for said in say.whose(entry):
            column.addWidget(Label(said, Role.SMALL))
        if entry.summary.summary:
            column.addSpacing(4)
            column.addWidget(Label(shown(entry.summary.summary)))

    def _facts(self, column: QVBoxLayout, entry: Entry) -> None:
        column.addSpacing(12)
        for icon, text in say.facts(entry.summary):
            self._signed(column, icon, text, lambda: self._look().ink)

    def _cautions(self, column: QVBoxLayout, entry: Entry) -> None:
        summary = entry.summary
        for heading, explanation, lines in (
            (say.WEAKENED, say.WEAKENED_MORE, summary.weakened),
            (say.UNSAID, say.UNSAID_MORE, summary.unsaid),
            (say.ADDED, say.ADDED_MORE, summary.added),
        ):
            if lines:
                self._list(column, words.tr(heading), words.tr(explanation), lines)
        if summary.warnings:
            text = say.ONE_FAULT if summary.warnings == 1 else say.FAULTS
            column.addSpacing(12)
            column.addWidget(Label(words.tr(text, number=str(summary.warnings)), Role.QUIET))

    @staticmethod
    def _list(
        column: QVBoxLayout, heading: str, explanation: str, lines: Iterable[str], *, isolate: bool = True
    ) -> None:
        column.addSpacing(16)
        column.addWidget(Label(heading, Role.HEADING))
        column.addWidget(Label(explanation, Role.QUIET))
        for line in lines:
            column.addWidget(Label("•  " + (isolated(line) if isolate else line)))

    def _signed(self, column: QVBoxLayout, icon: str, text: str, colour: Callable[[], str]) -> None:
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(_Sign(icon, colour, self), 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(Label(text), 1)
        column.addLayout(line)
