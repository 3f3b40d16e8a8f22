"""The library's window. It opens no other: what a person asks for is sent."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from psoas_desktop.routine.translation import QT_TRANSLATE_NOOP
from psoas_desktop.storage.file_names import is_bundle_name
from psoas_desktop.ui.common.plain_text import isolated
from psoas_desktop.ui.library.actions import SORTS, bare_menus
from psoas_desktop.ui.library.dropping import dropped_file
from psoas_desktop.ui.library.front_page import FrontPage
from psoas_desktop.ui.library.order import Order
from psoas_desktop.ui.library.parts import LibraryParts
from psoas_desktop.ui.library.words import tr

if TYPE_CHECKING:
    from psoas_desktop.services.library_listing import Row
    from psoas_desktop.ui.library.deeds import Deeds
    from psoas_desktop.ui.library.feed import Feed
    from psoas_desktop.ui.library.page_advice import PageAdvice
    from psoas_desktop.ui.library.routine_page import RoutinePage

_GONE = QT_TRANSLATE_NOOP("library", "“{name}” is not there any more.")


class LibraryWindow(QMainWindow):
    """Shows the library."""

    play_asked = Signal(Path, int)
    """A file, and the minutes that there are for it; 0 for as many as it takes."""
    edit_asked = Signal(Path)
    handout_asked = Signal(Path)
    """A file is to be put on paper."""
    new_asked = Signal()
    open_asked = Signal()
    settings_asked = Signal()
    help_asked = Signal(str)
    """The name of a page of help."""
    about_asked = Signal()
    add_folder_asked = Signal()
    drop_folder_asked = Signal(Path)
    """A folder is to be taken off the list; its files stay."""
    quit_asked = Signal()
    closed = Signal()

    def __init__(self, parts: LibraryParts) -> None:
        super().__init__()
        self._parts = parts
        self._feed: Feed | None = None
        self._page: RoutinePage | None = None
        self._deeds: Deeds | None = None
        self._advice: PageAdvice | None = None
        self._folders: tuple[Path, ...] = ()
        self._named: Path | None = None
        self._to_choose: Path | None = None
        self._closed = self._completed = False
        self.setObjectName("library")
        self.setWindowTitle(self.tr("Library"))
        self.setAcceptDrops(True)
        self._bare_menus = bare_menus(self)
        self._recent: tuple[Path, ...] = ()
        whole = QWidget(self)
        self.stack = QStackedWidget(whole)
        self.front = FrontPage(parts, self.stack)
        self.stack.addWidget(self.front)
        self._column = QVBoxLayout(whole)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self.stack, 1)
        self.setCentralWidget(whole)
        self.front.painted.connect(lambda: QTimer.singleShot(0, self, self._start))
        self.front.new_pressed.connect(self.new_asked)
        self.front.open_pressed.connect(self.open_asked)

    # What others call.

    def set_folders(self, folders: Iterable[Path]) -> None:
        """Takes the folders that the person has added."""
        self._folders = tuple(folders)
        self._fill_menus()
        if self._feed is not None:
            self._feed.set_folders(self._folders)

    def set_recent(self, recent: Iterable[Path]) -> None:
        """Takes the routines that were opened last."""
        self._recent = tuple(recent)
        self._fill_menus()

    def show_file(self, path: Path) -> None:
        """Shows the page of a file, wherever it lies: it was dropped here, opened, or used lately."""
        self._start()
        file = self.deeds.unpacked(path) if is_bundle_name(path) else path
        self._named = file
        if self._feed is not None and file is not None:
            self._feed.look_at(file)

    def say(self, text: str) -> None:
        """Says something in the strip at the lower edge."""
        self._start()
        self.notice.say(text)

    def refresh(self) -> None:
        """Lists the folders anew."""
        if self._feed is not None:
            self._feed.ask()

    def set_order(self, order: Order) -> None:
        """Sorts the cards."""
        self.front.model.set_order(order)
        self.front.sort.set_value(order)
        self.menus[SORTS[order]].setChecked(True)

    @property
    def chosen(self) -> Row | None:
        """The routine that actions are about: the one whose page is shown, else the present card's."""
        return self._page.row if self._page is not None and self._on_page else self.front.chosen

    def show_page(self, row: Row) -> None:
        """Shows all that is known of a routine."""
        page = self._routine_page()
        self.stack.setCurrentWidget(page)
        page.show_row(row, stranger=self.deeds.is_stranger(row))
        self._enable()

    def back(self) -> None:
        """From a routine's page to the cards."""
        self.stack.setCurrentWidget(self.front)
        self.front.view.setFocus()
        self._enable()

    @property
    def deeds(self) -> Deeds:
        """What is done with a routine; its modules are loaded when something is done."""
        if self._deeds is None:
            from psoas_desktop.ui.library.deeds import Deeds

            deeds = self._deeds = Deeds(self._parts, self)
            deeds.play_asked.connect(lambda path: self.play_asked.emit(path, 0))
            deeds.edit_asked.connect(self.edit_asked)
            deeds.handout_asked.connect(self.handout_asked)
            deeds.page_asked.connect(self.show_page)
            deeds.changed.connect(self._take_change)
            deeds.gone.connect(self._take_away)
            deeds.said.connect(self.notice.say)
            deeds.undoable.connect(lambda on: self.menus.enable("undo-delete", enabled=on))
        return self._deeds

    # What Qt sends.

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """A file can be dropped anywhere in the window."""
        if dropped_file(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Shows the page of what was dropped; it is only read."""
        path = dropped_file(event.mimeData())
        if path is not None:
            event.acceptProposedAction()
            self.show_file(path)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ends the threads."""
        self._closed = True
        if self._feed is not None:
            self._feed.close()
        self._parts.pictures.close()
        super().closeEvent(event)
        self.closed.emit()

    # How it hangs together.

    def _connect(self) -> None:
        front = self.front
        front.play_pressed.connect(lambda row: self._do("play", row))
        front.menu_asked.connect(self._show_menu)
        front.chosen_changed.connect(self._enable)
        front.sort.picked.connect(self.set_order)
        front.model.rename_asked.connect(self._rename)
        front.model.arranged.connect(self._choose_wanted)
        for name in ("play", "edit", "duplicate", "handout", "delete", "reveal"):
            self.menus.on(name, partial(self._do_chosen, name))
        for order, name in SORTS.items():
            self.menus.on(name, partial(self.set_order, order))
        plain: dict[str, Callable[[], object]] = {
            "new": self.new_asked.emit,
            "open": self.open_asked.emit,
            "add-folder": self.add_folder_asked.emit,
            "settings": self.settings_asked.emit,
            "close": self.close,
            "quit": self.quit_asked.emit,
            "about-routine": self._show_chosen,
            "rename": lambda: front.view.edit(front.view.currentIndex()),
            "undo-delete": self._undo_delete,
            "search": self._to_search,
            "refresh": self.refresh,
            "full-screen": self._full_screen,
            "help": lambda: self.help_asked.emit("library"),
            "about": self.about_asked.emit,
        }
        for name, then in plain.items():
            self.menus.on(name, then)

    def _do_chosen(self, name: str) -> None:
        self._do(name, self.chosen)

    def _show_chosen(self) -> None:
        if self.chosen is not None:
            self.show_page(self.chosen)

    def _rename(self, row: Row, title: str) -> None:
        self.deeds.rename(row, title)

    def _undo_delete(self) -> None:
        self.deeds.undo_delete()

    def _full_screen(self) -> None:
        if self.isFullScreen():
            self.showNormal()
        else:
            self.showFullScreen()

    def _do(self, name: str, row: Row | None) -> None:
        if row is not None:
            getattr(self.deeds, name)(row)

    @property
    def _on_page(self) -> bool:
        return self.stack.currentWidget() is not self.front

    def _enable(self) -> None:
        """Only what can be done now can be pressed."""
        row = self.chosen
        ready_made = row is not None and row.entry.origin.value == "ready-made"
        there = row is not None and not row.entry.reason
        for name in ("about-routine", "reveal"):
            self.menus.enable(name, enabled=row is not None)
        for name in ("edit", "duplicate"):
            self.menus.enable(name, enabled=there)
        for name in ("play", "handout"):
            self.menus.enable(name, enabled=row is not None and row.entry.playable)
        self.menus.enable("rename", enabled=there and not ready_made and not self._on_page)
        self.menus.enable("delete", enabled=row is not None and not ready_made and not self._on_page)

    def _show_menu(self, place: QPoint) -> None:
        self._enable()
        self.menus.card_menu().popup(place)

    def _to_search(self) -> None:
        if self._on_page:
            self.back()
        self.front.to_search()

    def _start(self) -> None:
        """Builds the rest and lists the library, after the first paint: modules are loaded only now."""
        if self._feed is not None or self._closed:
            return
        self._complete()
        from psoas_desktop.ui.library.feed import Feed

        feed = self._feed = Feed(self._parts, self)
        feed.asked.connect(self.front.model.set_sources)
        feed.listed.connect(self._take_list)
        feed.more.connect(self._take_more)
        feed.finished.connect(lambda: self.front.view.set_waiting(waiting=False))
        feed.looked.connect(self._take_look)
        feed.set_folders(self._folders)

    def _complete(self) -> None:
        from psoas_desktop.ui.library.actions import LibraryActions
        from psoas_desktop.ui.library.strip import Strip

        self.menus = LibraryActions(self, self._bare_menus)
        self.front.complete()
        strip = Strip(self)
        self.notice = strip.notice
        self._column.addWidget(strip)
        self._connect()
        self._completed = True
        self._fill_menus()
        self.menus.enable("undo-delete", enabled=False)
        self.set_order(Order.NAME)
        self._enable()

    def _fill_menus(self) -> None:
        if self._completed:
            self.menus.fill("recent", self._recent, self.show_file)
            self.menus.fill("drop-folder", self._folders, self.drop_folder_asked.emit)

    def _take_list(self, rows: tuple[Row, ...], left: int) -> None:
        self.front.model.set_rows(rows)
        if rows or not left:
            self.front.view.set_waiting(waiting=False)

    def _take_more(self, rows: tuple[Row, ...]) -> None:
        self.front.model.add_rows(rows)
        self.front.view.set_waiting(waiting=False)

    def _take_look(self, row: Row | None) -> None:
        if row is not None:
            self.show_page(row)
        elif self._named is not None:
            self.notice.say(tr(_GONE, name=isolated(self._named.name)))

    def _take_change(self, path: Path | None) -> None:
        self._to_choose = path
        if self._on_page:
            self.back()
        self.refresh()

    def _take_away(self, path: Path) -> None:
        number = self.front.view.currentIndex().row()
        self.front.model.remove(path)
        last = self.front.model.rowCount() - 1
        self.front.choose(self.front.model.index(min(number, last)))

    def _choose_wanted(self) -> None:
        if self._to_choose is not None:
            index = self.front.model.index_of(self._to_choose)
            if index.isValid():
                self._to_choose = None
                self.front.choose(index)

    def _routine_page(self) -> RoutinePage:
        if self._page is None:
            from psoas_desktop.ui.library.page_advice import PageAdvice
            from psoas_desktop.ui.library.routine_page import RoutinePage

            page = self._page = RoutinePage(self._parts.pictures, self._parts.look, self.stack)
            self._advice = PageAdvice(self._parts, page)
            self.closed.connect(self._advice.close)
            page.left.connect(self.back)
            page.play_pressed.connect(self._accept_and_play)
            page.edit_pressed.connect(self._accept_and_edit)
            page.save_pressed.connect(lambda row: self._do("duplicate", row))
            self.stack.addWidget(page)
        return self._page

    def _accept_and_play(self, row: Row, minutes: int) -> None:
        self.deeds.accept(row)
        self.back()
        self.play_asked.emit(row.entry.path, minutes)

    def _accept_and_edit(self, row: Row) -> None:
        self.deeds.accept(row)
        self.back()
        self.deeds.edit(row)
