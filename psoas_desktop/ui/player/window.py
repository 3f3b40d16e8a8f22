"""The player's window: passes on to the session what people press, and shows what the session says."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QMouseEvent

from psoas_desktop.playback.inputs import Back, Extend, Finish, GoOn, Input, Next, Pause, Unwell
from psoas_desktop.playback.outputs import Noted, Output
from psoas_desktop.playback.state import View
from psoas_desktop.playback.transitions import ON_THE_WAY, PLAYING, Mode
from psoas_desktop.routine.model import Contact, Routine
from psoas_desktop.routine.translation import QT_TRANSLATE_NOOP
from psoas_desktop.ui.common.plain_text import isolated
from psoas_desktop.ui.common.theme import Theme
from psoas_desktop.ui.common.words import NOTES, tr
from psoas_desktop.ui.player.frame import PlayerFrame
from psoas_desktop.ui.player.keys import Command, command_of, number_of
from psoas_desktop.ui.player.page import Page
from psoas_desktop.ui.player.session_controller import SessionController

if TYPE_CHECKING:
    from psoas_desktop.services.photos import Photos
    from psoas_desktop.ui.common.figure_view import FigureCache

NOTE_MS = 4_000
"""How long a note stands."""

POINTER_MS = 3_000
"""The pointer hides after this long without moving, while playing."""

STRAY_MS = 2_000
"""So long after the gate a digit is taken for one more answer that came late, and does nothing."""

_INPUTS: Mapping[Command, Callable[[], Input]] = MappingProxyType(
    {Command.NEXT: Next, Command.BACK: Back, Command.EXTEND: Extend}
)


class PlayerWindow(PlayerFrame):
    """A reader of the session's views and a writer of its inputs.

    Signals:
        closed: The window has gone away for good.
        mute: The person wants silence, or sound again.
        sound_test: A bell and a sentence are asked for, to hear how loud they are.
        another_asked: Another routine is to be played instead of one that does not fit: its ``Offer``.
        noted: What the person wrote about feeling unwell, sent as the window closes.
    """

    closed = Signal()
    mute = Signal()
    sound_test = Signal()
    another_asked = Signal(object)
    noted = Signal(str)

    def __init__(
        self,
        controller: SessionController,
        routine: Routine,
        theme: Theme,
        figures: FigureCache | None = None,
        photos: Photos | None = None,
        own_contact: Contact | None = None,
    ) -> None:
        super().__init__(routine, theme, figures, photos, own_contact)
        self.setObjectName("player")
        title = QT_TRANSLATE_NOOP("player", "{routine} — psoas-desktop")
        self.setWindowTitle(tr(title, routine=isolated(routine.title)))
        self.setMouseTracking(True)
        self._controller = controller
        self._over: Page | None = None
        self._paused_for_over = False
        self._asked = False
        self._noted_on: object = None
        self._note_is_new = False
        self._in_gate, self._digits_from_ms = False, 0
        self.note_timer = self._timer(NOTE_MS, lambda: self.footer.set_note(""))
        self.pointer_timer = self._timer(POINTER_MS, self._hide_pointer)
        controller.viewed.connect(self._take_view)
        controller.happened.connect(self._take_output)
        self.footer.unwell.connect(lambda: self.feed(Unwell()))
        self.footer.leave.connect(self._ask_to_leave)
        self.gate.sound_test.connect(self.sound_test)
        self.blocked.offered.connect(self.another_asked)
        for page in self.pages():
            page.given.connect(self.feed)
            page.closing.connect(self._close_now)
            page.setMouseTracking(True)
        self.leave.staying.connect(self._uncover)
        self.keys.staying.connect(self._uncover)

    def feed(self, given: Input) -> None:
        """Passes an input on to the session; a page of the window's own goes away for those that leave it."""
        if isinstance(given, (Unwell, Finish, GoOn)):
            self._over = None
        self._controller.feed(given)

    def run(self, command: Command) -> None:
        """Does what a key asks for."""
        if command is Command.UNWELL:
            self.feed(Unwell())
        elif command is Command.MUTE:
            self.mute.emit()
        elif command is Command.FULL_SCREEN:
            self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)
        elif self._over is not None:
            # On a page of the window's own Escape and "go on" mean: back to the session.
            if command in (Command.LEAVE, Command.KEYS, Command.PAUSE_OR_GO_ON):
                self._uncover()
        elif command is Command.LEAVE:
            self._ask_to_leave()
        elif command is Command.KEYS:
            # Nothing stands in front of help.
            if self._controller.mode not in (Mode.UNWELL, Mode.BLOCKED):
                self._cover(self.keys)
        else:
            self._run_in_session(command)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Unwell before everything, then the page that is up, then the table of keys."""
        command = command_of(event)
        if command is Command.UNWELL:
            if not event.isAutoRepeat():
                self.run(command)
        elif self.page.take_key(event) or event.isAutoRepeat() or self._comes_late(event):
            return
        elif command is not None:
            self.run(command)

    def mousePressEvent(self, _event: QMouseEvent) -> None:
        """A click beside the buttons pauses, with whatever button of the mouse."""
        if self._controller.mode in ON_THE_WAY:
            self.feed(Pause())

    def mouseMoveEvent(self, _event: QMouseEvent) -> None:
        """Shows the pointer again."""
        self.unsetCursor()
        self.pointer_timer.start()

    def closeEvent(self, event: QCloseEvent) -> None:
        """The first close asks, where there is something to lose; the second closes."""
        if self._may_close():
            if self._controller.mode in (Mode.GATE, Mode.BLOCKED, Mode.UNWELL):
                self.feed(Finish())
            self._controller.close()
            if self.finished.note:
                self.noted.emit(self.finished.note)
            event.accept()
            self.closed.emit()
            return
        event.ignore()
        self._ask_to_leave()

    def _run_in_session(self, command: Command) -> None:
        mode = self._controller.mode
        if command in _INPUTS:
            self.feed(_INPUTS[command]())
        elif command is Command.PAUSE_OR_GO_ON and mode in (Mode.PAUSED, Mode.WAITING):
            self.feed(GoOn())
        elif mode in PLAYING:
            self.feed(Pause())

    def _take_view(self, view: View) -> None:
        if view.mode is not Mode.UNWELL:
            self._asked = False
        if view.mode in PLAYING:
            if not self.pointer_timer.isActive() and self.cursor().shape() is not Qt.CursorShape.BlankCursor:
                self.pointer_timer.start()
        else:
            self.unsetCursor()
        if self._in_gate and view.mode is not Mode.GATE:
            self._digits_from_ms = self._controller.state.clock_ms + STRAY_MS
        self._in_gate = view.mode is Mode.GATE
        self.show_steps(self._controller.state.steps)
        self.show_view(view, self._over)
        self._end_note(view)

    def _comes_late(self, event: QKeyEvent) -> bool:
        """Whether a digit was meant for the gate that has just gone."""
        return number_of(event) > 0 and self._controller.state.clock_ms < self._digits_from_ms

    def _take_output(self, output: Output) -> None:
        if isinstance(output, Noted):
            self.tell(tr(NOTES[output.note]))
            self._note_is_new = True

    def _end_note(self, view: View) -> None:
        """What the session notes belongs to the screen that it comes with, and goes with it.

        Answers that open make another screen of the page: nobody is told to wait any more.
        """
        here = (self._screen, view.answer_in_ms > 0)
        if self._note_is_new:
            self._noted_on, self._note_is_new = here, False
        elif self._noted_on is not None and self._noted_on != here:
            self._noted_on = None
            self.footer.set_note("")

    def tell(self, text: str) -> None:
        """Shows a short note for a few seconds."""
        self._noted_on = None
        self.footer.set_note(text)
        self.note_timer.start()

    def offer_sound_test(self) -> None:
        """There is sound: the gate offers to test it."""
        self.gate.offer_sound_test()

    def _ask_to_leave(self) -> None:
        mode = self._controller.mode
        if mode in (Mode.FINISHED, Mode.BLOCKED):
            self._close_now()
        elif mode is Mode.UNWELL:
            # Help stays on the screen: its own button is the question.
            self._asked = True
            self.unwell.end.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._cover(self.leave)

    def _cover(self, page: Page) -> None:
        """Puts a page of the window's own in front; the session is paused meanwhile."""
        playing = self._controller.mode in ON_THE_WAY
        if playing:
            self._controller.feed(Pause())
            if self._controller.mode in ON_THE_WAY:
                return
        self._paused_for_over = playing or self._paused_for_over
        self._over = page
        self.show_view(self._controller.view(), page)

    def _uncover(self) -> None:
        """Back to the session, which goes on only if it was paused for the page that goes away."""
        self._over = None
        go_on, self._paused_for_over = self._paused_for_over, False
        if go_on and self._controller.mode is Mode.PAUSED:
            self._controller.feed(GoOn())
        self.show_view(self._controller.view(), None)

    def _may_close(self) -> bool:
        ended = self._controller.mode in (Mode.FINISHED, Mode.BLOCKED)
        return ended or self._over is self.leave or self._asked

    def _close_now(self) -> None:
        self._asked = True
        self.close()

    def _hide_pointer(self) -> None:
        if self._controller.mode in PLAYING:
            self.setCursor(Qt.CursorShape.BlankCursor)

    def _timer(self, milliseconds: int, then: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(then)
        return timer
