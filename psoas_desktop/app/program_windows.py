"""The program's own windows, made when they are first asked for: settings, help, about, a fault."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtGui import QGuiApplication, QPixmap
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from psoas_desktop import __version__
from psoas_desktop.app.preferences import Preferences
from psoas_desktop.app.window_places import place_over
from psoas_desktop.storage.answers_store import AnswersStore
from psoas_desktop.storage.resources import root
from psoas_desktop.ui.program.window import ProgramWindow


class ProgramWindows(QObject):
    """Shows each of them once, in front when it is asked for again."""

    def __init__(
        self, preferences: Preferences, own_folder: Path, memory: AnswersStore, parent: QObject | None = None
    ) -> None:
        """Takes the settings, where the person's own routines lie, and where answers are kept."""
        super().__init__(parent)
        self._memory = memory
        self._preferences, self._own_folder = preferences, own_folder
        self._windows: dict[str, ProgramWindow] = {}

    def show_settings(self) -> None:
        """The settings."""
        self._show("settings", self._settings)

    def show_help(self, page: str = "") -> None:
        """Help, at a page."""
        from psoas_desktop.ui.program.help_window import HelpWindow

        window = self._show("help", _help)
        assert isinstance(window, HelpWindow)
        window.show_page(page)

    def show_about(self) -> None:
        """About the program."""
        self._show("about", _about)

    def close(self) -> None:
        """Closes them all."""
        for window in list(self._windows.values()):
            window.close()

    def _show(self, name: str, make: Callable[[], ProgramWindow]) -> ProgramWindow:
        window = self._windows.get(name)
        if window is None:
            window = self._windows[name] = make()
            place_over(window, QApplication.activeWindow())
            self._preferences.place(window)
        window.show()
        window.raise_()
        window.activateWindow()
        return window

    def _settings(self) -> ProgramWindow:
        from psoas_desktop.ui.program.settings_window import SettingsWindow

        screens = [screen.name() for screen in QGuiApplication.screens()]
        preferences = self._preferences
        window = SettingsWindow(
            preferences.now, screens, self._own_folder, _chosen_folder, _people(), self._memory
        )
        window.changed.connect(preferences.set)
        preferences.changed.connect(window.take)
        return window


def choose_folder(parent: QWidget | None = None) -> Path | None:
    """Asks for a folder; None where none was chosen."""
    words = QCoreApplication.translate("desk", "Folder with routines")
    chosen = QFileDialog.getExistingDirectory(parent, words)
    return Path(chosen) if chosen else None


def _people() -> tuple[tuple[str, str], ...]:
    """Who can be drawn, with what they look like."""
    from psoas_desktop.storage.figure_files import figure_library

    library = figure_library()
    return tuple((name, library.person(name).title) for name in library.people)


def _chosen_folder() -> Path | None:
    return choose_folder()


def _help() -> ProgramWindow:
    from psoas_desktop.storage.advice_files import read_rulebook
    from psoas_desktop.storage.help_files import read_help
    from psoas_desktop.ui.program.help_pages import read_pages
    from psoas_desktop.ui.program.help_window import HelpWindow

    rules = read_rulebook(root()).rules
    return HelpWindow(read_pages(read_help(root(), "en"), QCoreApplication.translate, rules))


def _about() -> ProgramWindow:
    from psoas_desktop.services.diagnosis import look
    from psoas_desktop.storage.help_files import read_licences
    from psoas_desktop.ui.common.icons import app_mark
    from psoas_desktop.ui.common.link_sheet import offer_link
    from psoas_desktop.ui.program.about_window import AboutWindow

    def logo(pixels: int, ratio: float) -> QPixmap:
        return app_mark(pixels, ratio)

    def machine() -> str:
        return "\n".join(f"{finding.name}: {finding.detail}" for finding in look(patient=False))

    window = AboutWindow(__version__, logo, read_licences(root()), machine)
    window.link_asked.connect(lambda url: offer_link(window, url))
    return window
