"""The desk: which windows are open, and what each asks of the others."""

from __future__ import annotations

import contextlib
import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, QSize
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from psoas_desktop.app.preferences import Preferences
from psoas_desktop.app.window_places import place_large
from psoas_desktop.app.wishes import Verb, Wish
from psoas_desktop.storage.file_names import is_bundle_name
from psoas_desktop.storage.program_folders import routines_root
from psoas_desktop.storage.settings import Settings
from psoas_desktop.storage.user_paths import UserPaths
from psoas_desktop.ui.common.desk_style import dress

if TYPE_CHECKING:
    from psoas_desktop.app.left_over import LeftOver
    from psoas_desktop.app.program_windows import ProgramWindows
    from psoas_desktop.app.sitting import Sitting
    from psoas_desktop.playback.player import Player
    from psoas_desktop.storage.recovery import Kept
    from psoas_desktop.ui.editor.parts import EditorParts
    from psoas_desktop.ui.editor.window import EditorWindow
    from psoas_desktop.ui.library.window import LibraryWindow

WINDOW_SIZE = QSize(1180, 760)
"""Of the library and the editor at a first start, as far as the screen has room."""

FILES = "*.psoas.json *.json *.psoas"


class Desk(QObject):
    """Opens windows and carries what they ask for from one to another."""

    def __init__(
        self,
        application: QApplication,
        paths: UserPaths,
        preferences: Preferences,
        parent: QObject | None = None,
    ) -> None:
        """Takes the application, where a person's files lie, and what they have set."""
        super().__init__(parent)
        self._application, self._paths, self._preferences = application, paths, preferences
        self._program_windows: ProgramWindows | None = None
        self._library: LibraryWindow | None = None
        self._editors: list[EditorWindow] = []
        self._sittings: list[Sitting] = []
        self._parts: EditorParts | None = None
        self._left_over: LeftOver | None = None
        self._dressed = (preferences.now.theme, preferences.now.text_scale)
        self._hanging: list[Sitting] = []
        preferences.changed.connect(self._take_settings)
        preferences.unsaved.connect(self._say)

    @property
    def hangs(self) -> bool:
        """Whether a speech service hangs, so that the process can only be ended by ``os._exit``."""
        return bool(self._hanging)

    def grant(self, wish: Wish) -> None:
        """Does what a start of the program wishes for."""
        if wish.verb is Verb.EDIT:
            self._open(wish.file)
            return
        library = self.show_library()
        if wish.verb is Verb.SHOW and wish.file is not None:
            library.show_file(wish.file)

    def show_library(self) -> LibraryWindow:
        """Shows the library, in front."""
        library = self._library
        if library is None:
            library = self._library = self._new_library()
            self._place(library)
        _bring_forward(library)
        return library

    def edit(self, path: Path | None = None) -> EditorWindow:
        """Opens a routine in an editor, or a new one; a routine that is open already comes to the front."""
        from psoas_desktop.app.editor import open_copy, open_editor
        from psoas_desktop.storage.routine_files import read_stored

        if path is not None:
            real = Path(os.path.realpath(path))
            for editor in self._editors:
                held = editor.session.path
                if held is not None and Path(os.path.realpath(held)) == real:
                    _bring_forward(editor)
                    return editor
            self._preferences.opened(path)
            if real.is_relative_to(os.path.realpath(routines_root())):
                # One that cannot be read is told of by the window that does not open it.
                with contextlib.suppress(OSError):
                    return self._show_editor(open_copy(self._editor_parts(), read_stored(path).data))
        return self._show_editor(open_editor(self._editor_parts(), path))

    def restore(self, kept: Kept) -> EditorWindow:
        """Opens work that a fault or a power cut kept from being saved."""
        from psoas_desktop.app.editor import open_unsaved

        return self._show_editor(open_unsaved(self._editor_parts(), kept))

    def settle(self) -> None:
        """What can wait until the first window is up: work left over, old rubbish, files half written."""
        from psoas_desktop.app.left_over import LeftOver

        self._left_over = LeftOver(self._paths, self.restore, self)
        self._left_over.offer(self._library or (self._editors[0] if self._editors else None))

    def tell_problem(self, sentence: str) -> None:
        """Says what was wrong with the settings."""
        self._say(QCoreApplication.translate("Settings", sentence))

    def play(self, path: Path, minutes: int = 0) -> None:
        """Plays a routine file; what is wrong with it is said in the library.

        Args:
            path: The file.
            minutes: The time there is; 0 for as much as it takes.
        """
        from psoas_desktop.app.player_of_file import player_of_file

        player, why = player_of_file(path)
        if player is None:
            self._say(why)
            return
        self._preferences.opened(path)
        self._sit(replace(player, wanted_ms=minutes * 60_000), path.parent)

    def save_handout(self, path: Path) -> None:
        """Puts a routine file on paper, after asking where to; what is wrong is said in the library."""
        from psoas_desktop.app.handout_saving import save_handout
        from psoas_desktop.app.player_of_file import player_of_file

        player, why = player_of_file(path)
        if player is None:
            self._say(why)
            return
        save_handout(self.show_library(), player, path.parent, self._paths.documents, self._say)

    def show_settings(self) -> None:
        """Shows the settings."""
        self._program.show_settings()

    def show_help(self, page: str = "") -> None:
        """Shows help, at a page."""
        self._program.show_help(page)

    def show_about(self) -> None:
        """Shows what the program is."""
        self._program.show_about()

    def quit(self) -> None:
        """Closes every window; one that has unsaved work asks first, and the others stay open meanwhile."""
        for editor in list(self._editors):
            if not editor.close():
                return
        for sitting in list(self._sittings):
            if not sitting.window.close():
                return
        if self._program_windows is not None:
            self._program_windows.close()
        if self._library is not None:
            self._library.close()

    @property
    def _program(self) -> ProgramWindows:
        """Settings, help and about; loaded when one of them is asked for."""
        if self._program_windows is None:
            from psoas_desktop.app.program_windows import ProgramWindows
            from psoas_desktop.storage.answers_store import AnswersStore

            self._program_windows = ProgramWindows(
                self._preferences, self._paths.routines, AnswersStore(self._paths.answers), self
            )
        return self._program_windows

    def _new_library(self) -> LibraryWindow:
        from psoas_desktop.app.library import open_library

        settings = self._preferences.now
        library = open_library(
            self._paths, self._paths.routines, self._preferences.look, settings.folders, settings.recent
        )
        library.play_asked.connect(self.play)
        library.edit_asked.connect(self.edit)
        library.handout_asked.connect(self.save_handout)
        library.new_asked.connect(self.edit)
        library.open_asked.connect(lambda: self._choose_file(library))
        library.settings_asked.connect(self.show_settings)
        library.help_asked.connect(self.show_help)
        library.about_asked.connect(self.show_about)
        library.add_folder_asked.connect(lambda: self._add_folder(library))
        library.drop_folder_asked.connect(self._drop_folder)
        library.quit_asked.connect(self.quit)
        library.closed.connect(self._forget_library)
        return library

    def _choose_file(self, library: LibraryWindow) -> None:
        tr = QCoreApplication.translate
        kinds = f"{tr('desk', 'Routines')} ({FILES})"
        chosen, _ = QFileDialog.getOpenFileName(library, tr("desk", "Open a routine"), "", kinds)
        if chosen:
            library.show_file(Path(chosen))

    def _add_folder(self, library: LibraryWindow) -> None:
        from psoas_desktop.app.program_windows import choose_folder

        folder = choose_folder(library)
        settings = self._preferences.now
        if folder is not None and folder not in settings.folders:
            self._preferences.set(replace(settings, folders=(*settings.folders, folder)))

    def _drop_folder(self, folder: Path) -> None:
        settings = self._preferences.now
        kept = tuple(other for other in settings.folders if other != folder)
        self._preferences.set(replace(settings, folders=kept))

    def _open(self, path: Path | None) -> None:
        """Opens a routine in an editor; one that came zipped is looked at in the library first."""
        if path is not None and is_bundle_name(path):
            self.show_library().show_file(path)
        else:
            self.edit(path)

    def _show_editor(self, editor: EditorWindow) -> EditorWindow:
        self._editors.append(editor)
        editor.play_asked.connect(lambda data, start: self._play_draft(editor, data, start))
        editor.handout_asked.connect(lambda data: self._save_handout_of_draft(editor, data))
        editor.new_asked.connect(self.edit)
        editor.open_asked.connect(self._open)
        editor.library_asked.connect(self.show_library)
        editor.settings_asked.connect(self.show_settings)
        editor.help_asked.connect(lambda: self.show_help("writing"))
        editor.reveal_asked.connect(_reveal)
        editor.saved.connect(self._take_saved)
        editor.quit_asked.connect(self.quit)
        editor.closed.connect(lambda: self._forget_editor(editor))
        editor.set_recent(self._preferences.now.recent)
        self._place(editor)
        _bring_forward(editor)
        return editor

    def _editor_parts(self) -> EditorParts:
        if self._parts is None:
            from psoas_desktop.app.editor import editor_parts
            from psoas_desktop.app.wanted import player_theme
            from psoas_desktop.storage.program_data import read_program_data
            from psoas_desktop.storage.recovery import Recovery
            from psoas_desktop.storage.resources import root

            self._parts = editor_parts(
                read_program_data(root()),
                self._preferences.look,
                self._paths.routines,
                Recovery(self._paths.recovery),
                stage_look=lambda: player_theme(self._preferences.now),
            )
        return self._parts

    def _play_draft(self, editor: EditorWindow, data: bytes, start: tuple[str | int, ...]) -> None:
        """Plays what an editor holds, saved or not, from a block on."""
        from psoas_desktop.app.player_of_file import player_of_bytes

        player, why = player_of_bytes(data, start)
        path = editor.session.path
        if player is None:
            editor.notice.say(why)
            return
        self._sit(player, path.parent if path is not None else None)

    def _save_handout_of_draft(self, editor: EditorWindow, data: bytes) -> None:
        """Puts on paper what an editor holds, saved or not."""
        from psoas_desktop.app.handout_saving import save_handout
        from psoas_desktop.app.player_of_file import player_of_bytes

        player, why = player_of_bytes(data)
        if player is None:
            editor.notice.say(why)
            return
        path = editor.session.path
        folder = path.parent if path is not None else None
        beside = folder or self._paths.documents
        save_handout(editor, player, folder, beside, editor.notice.say)

    def _sit(self, player: Player, folder: Path | None, instead: Sitting | None = None) -> None:
        """Plays a routine: alone, for two would speak over each other.

        What has ended closes; what runs asks, and stays where it is to. What it takes the place of goes
        last, so that the program never has no window.
        """
        from psoas_desktop.app.sitting import Sitting
        from psoas_desktop.storage.answers_store import AnswersStore

        for other in [one for one in self._sittings if one is not instead]:
            if not other.window.close():
                _bring_forward(other.window)
                return
        store = AnswersStore(self._paths.answers)
        sitting = Sitting(player, self._screen(), self._preferences.now, folder=folder, store=store)
        self._sittings.append(sitting)
        sitting.window.closed.connect(lambda: self._end(sitting))
        sitting.window.another_asked.connect(
            lambda offer: self._sit(offer.player, routines_root(), instead=sitting)
        )
        sitting.begin(windowed=False)
        if instead is not None:
            instead.window.close()

    def _end(self, sitting: Sitting) -> None:
        if sitting in self._sittings:
            self._sittings.remove(sitting)
            if not sitting.end():
                self._hanging.append(sitting)

    def _screen(self) -> QScreen:
        """The screen that is set for playing, else that of the window that asks."""
        screens = QGuiApplication.screens()
        number = self._preferences.now.player_screen
        if 1 <= number <= len(screens):
            return screens[number - 1]
        window = QApplication.activeWindow()
        return window.screen() if window is not None else QGuiApplication.primaryScreen()

    def _place(self, window: QWidget) -> None:
        place_large(window, WINDOW_SIZE)
        self._preferences.place(window)

    def _take_settings(self, settings: Settings) -> None:
        dressed = (settings.theme, settings.text_scale)
        if dressed != self._dressed:
            self._dressed = dressed
            dress(self._application, self._preferences.look(), settings.text_scale)
        if self._library is not None:
            self._library.set_folders(settings.folders)
            self._library.set_recent(settings.recent)
        for editor in self._editors:
            editor.set_recent(settings.recent)
        for sitting in self._sittings:
            sitting.take_settings(settings)

    def _say(self, sentence: str) -> None:
        """Says something where a person sees it."""
        self.show_library().say(sentence)

    def _take_saved(self, path: Path) -> None:
        """A routine was saved: it is among the recent ones, and the library has it if it lies there."""
        self._preferences.opened(path)
        if self._library is not None:
            self._library.refresh()

    def _forget_library(self) -> None:
        self._library = None

    def _forget_editor(self, editor: EditorWindow) -> None:
        if editor in self._editors:
            self._editors.remove(editor)


def _reveal(path: Path) -> None:
    from psoas_desktop.services.show_in_folder import show_in_folder

    show_in_folder(path)


def _bring_forward(window: QWidget) -> None:
    if window.isMinimized():
        window.showNormal()
    window.show()
    window.raise_()
    window.activateWindow()
