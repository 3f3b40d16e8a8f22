"""What every screen of the player has: the banner on top, a page in the middle, the footer below."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from psoas_desktop.playback.state import View
from psoas_desktop.playback.timeline import Step
from psoas_desktop.playback.transitions import ON_THE_WAY, Mode
from psoas_desktop.routine.model import Contact, Routine
from psoas_desktop.routine.translation import QT_TRANSLATE_NOOP
from psoas_desktop.routine.vocabulary import Severity
from psoas_desktop.ui.common.palette import ground_of
from psoas_desktop.ui.common.theme import Theme
from psoas_desktop.ui.common.words import contacts, tr
from psoas_desktop.ui.player.banner_strip import BannerStrip
from psoas_desktop.ui.player.blocked_page import BlockedPage
from psoas_desktop.ui.player.closing_page import ClosingPage
from psoas_desktop.ui.player.footer import Footer
from psoas_desktop.ui.player.footer_words import footer_words, parts_of
from psoas_desktop.ui.player.gate_page import GatePage
from psoas_desktop.ui.player.keys_page import KeysPage
from psoas_desktop.ui.player.leave_page import LeavePage
from psoas_desktop.ui.player.page import Page
from psoas_desktop.ui.player.pause_page import PausePage
from psoas_desktop.ui.player.stage import Stage
from psoas_desktop.ui.player.unwell_page import UnwellPage

if TYPE_CHECKING:
    from psoas_desktop.services.photos import Photos
    from psoas_desktop.ui.common.figure_view import FigureCache

_NARROWEST = 1.3
"""On a screen narrower than this many of its heights sizes follow the width, so that nothing is cut."""

_BLOCKED = QT_TRANSLATE_NOOP("player", "Stop and get help")


class PlayerFrame(QWidget):
    """Lays out the parts and shows views; takes no input."""

    def __init__(
        self,
        routine: Routine,
        theme: Theme,
        figures: FigureCache | None = None,
        photos: Photos | None = None,
        own_contact: Contact | None = None,
    ) -> None:
        super().__init__()
        whom = contacts(own_contact, routine.contact)
        self.setPalette(ground_of(theme))
        self.banner = BannerStrip(self, "banner", theme)
        self.gate = GatePage(self, theme)
        self.stage = Stage(self, theme, figures, photos)
        self.blocked = BlockedPage(self, theme, whom)
        self.pause = PausePage(self, theme, figures, photos)
        self.unwell = UnwellPage(self, theme, whom)
        self.finished = ClosingPage(self, theme, routine.after)
        self.leave = LeavePage(self, theme)
        self.keys = KeysPage(self, theme)
        self.footer = Footer(self, theme)
        self._by_mode: dict[Mode, Page] = {
            **dict.fromkeys(ON_THE_WAY, self.stage),
            Mode.GATE: self.gate,
            Mode.BLOCKED: self.blocked,
            Mode.PAUSED: self.pause,
            Mode.UNWELL: self.unwell,
            Mode.FINISHED: self.finished,
        }
        self._page: Page = self.gate
        self._screen: tuple[object, ...] = ()
        self._steps: tuple[Step, ...] = ()
        self._message: tuple[Severity, str] | None = None
        self.banner.hide()
        for page in self.pages():
            page.hide()

    @property
    def page(self) -> Page:
        """The page that is up."""
        return self._page

    @property
    def unit(self) -> float:
        """A hundredth of the screen's height, in pixels."""
        return min(self.height(), self.width() / _NARROWEST) / 100

    def pages(self) -> Iterator[Page]:
        """Every page once."""
        yield from dict.fromkeys(self._by_mode.values())
        yield self.leave
        yield self.keys

    def show_view(self, view: View, over: Page | None) -> None:
        """Shows what the session says.

        Args:
            view: What to show.
            over: A page of the window's own that stands in the place of the session's.
        """
        page = over or self._by_mode[view.mode]
        page.show_view(view)
        if page is self.pause:
            self.pause.picture.turn_as(self.stage.picture)
        self.footer.set_words(*footer_words(view))
        self.footer.set_share(view.done_ms / view.total_ms if view.step and view.total_ms else None)
        changed = self._show_banner(view)
        # A new page of the gate, or a wait after a step, is another screen though its page is the same.
        screen = (page, view.page and view.page.id, view.mode is Mode.WAITING)
        if screen != self._screen:
            self._screen, before, self._page = screen, self._page, page
            self.footer.unwell_button.setVisible(page is not self.pause)
            self.footer.setVisible(page is not self.unwell)
            self.footer.set_leaving(possible=page is self.gate)
            self.arrange()
            if before is not page:
                before.hide()
            page.show()
            self._give_focus(page)
        elif changed:
            self.arrange()

    def show_steps(self, steps: tuple[Step, ...]) -> None:
        """Takes the steps of the session, so that the bar of the whole routine is drawn to scale."""
        if steps is not self._steps:
            self._steps = steps
            self.footer.set_parts(parts_of(steps))

    def arrange(self) -> None:
        """Gives banner, page and footer their places."""
        unit, width, height = self.unit, self.width(), self.height()
        top = 0.0
        if not self.banner.isHidden():
            top = self.banner.height_for(width, unit)
            self.banner.place(QRectF(0, 0, width, top), unit)
        # The foot of the unwell page is its own: nothing there but its two choices.
        foot = 0.0 if self._page is self.unwell else self.footer.height_for(unit)
        self.footer.place(QRectF(0, height - foot, width, foot), unit)
        self._page.set_unit(unit)
        self._page.setGeometry(QRectF(0, top, width, height - top - foot).toRect())

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Lays everything out anew."""
        self.arrange()

    def _show_banner(self, view: View) -> bool:
        severity, text = None, ""
        if view.banner is not None:
            severity, text = view.banner.severity, view.banner.short_text
        elif view.mode is Mode.BLOCKED and not any(lock.another for lock in view.locks):
            severity, text = Severity.STOP, tr(_BLOCKED)
        if severity is None:
            changed = not self.banner.isHidden()
            self.banner.hide()
            return changed
        if (severity, text) == self._message and not self.banner.isHidden():
            return False
        self._message = (severity, text)
        changed = self.banner.set_message(severity, text) or self.banner.isHidden()
        self.banner.show()
        return changed

    def _give_focus(self, page: Page) -> None:
        """Never leaves the focus where the last page had it: an answer is chosen anew on each page."""
        for first, second in pairwise([*page.buttons, self.footer.leave_button, self.footer.unwell_button]):
            QWidget.setTabOrder(first, second)
        (page.first_focus() or self).setFocus(Qt.FocusReason.OtherFocusReason)
