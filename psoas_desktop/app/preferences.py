"""What the person has set, while the program runs: one value, stored after each change."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QByteArray, QEvent, QObject, Signal
from PySide6.QtWidgets import QWidget

from psoas_desktop.storage.settings import Settings, save_settings
from psoas_desktop.ui.common.theme import Theme
from psoas_desktop.ui.common.theme_choice import chosen_theme


@runtime_checkable
class Placed(Protocol):
    """A window that remembers more of itself than its place, its columns for example."""

    def geometry_text(self) -> str:
        """All of it as a text."""

    def restore_geometry(self, text: str) -> None:
        """Takes such a text."""


class Preferences(QObject):
    """The settings of now; whoever shows or uses one listens."""

    changed = Signal(object)
    """The ``Settings`` after a change."""

    unsaved = Signal(str)
    """Why a change could not be stored; it holds until the program ends."""

    def __init__(
        self,
        settings: Settings,
        file: Path,
        save: Callable[[Path, Settings], None] = save_settings,
        parent: QObject | None = None,
    ) -> None:
        """Takes what was read at the start, and where changes are stored."""
        super().__init__(parent)
        self._settings, self._file, self._save = settings, file, save

    @property
    def now(self) -> Settings:
        """What is set now."""
        return self._settings

    def set(self, settings: Settings) -> None:
        """Takes other settings."""
        if settings == self._settings:
            return
        self._settings = settings
        try:
            self._save(self._file, settings)
        except OSError as error:
            self.unsaved.emit(str(error.strerror or error))
        self.changed.emit(settings)

    def opened(self, path: Path) -> None:
        """Takes note of a routine that was opened."""
        self.set(self._settings.with_recent(path))

    def look(self) -> Theme:
        """The theme of now."""
        return chosen_theme(self._settings.theme)

    def place(self, window: QWidget) -> None:
        """Puts a window where it was last, and remembers where it is when it closes."""
        kept = self._settings.windows.get(window.objectName(), "")
        if kept and isinstance(window, Placed):
            window.restore_geometry(kept)
        elif kept:
            # A place that is off all screens is not used: Qt sees to it.
            window.restoreGeometry(QByteArray.fromBase64(kept.encode()))
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Windows say here that they close."""
        if event.type() == QEvent.Type.Close and isinstance(watched, QWidget):
            self._keep_place(watched)
        return False

    def _keep_place(self, window: QWidget) -> None:
        if isinstance(window, Placed):
            place = window.geometry_text()
        else:
            place = bytes(window.saveGeometry().toBase64().data()).decode()
        self.set(replace(self._settings, windows={**self._settings.windows, window.objectName(): place}))
