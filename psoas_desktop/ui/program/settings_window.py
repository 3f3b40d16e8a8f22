"""The settings: each change applies at once, and nothing has to be confirmed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QSize, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QCheckBox, QLineEdit, QVBoxLayout

from psoas_desktop.storage.settings import TEXT_SCALES, Settings
from psoas_desktop.ui.common.fields import Choice, Field
from psoas_desktop.ui.common.label import Role
from psoas_desktop.ui.program.folder_list import FolderList
from psoas_desktop.ui.program.remembered import Memory, RememberedAnswers
from psoas_desktop.ui.program.window import ProgramWindow, ReadingColumn

_SIZE = QSize(720, 720)
_LONGEST_NAME, _LONGEST_PHONE = 200, 60


class SettingsWindow(ProgramWindow):
    """Shows settings and says what they are after a change; storing them is up to the listener."""

    changed = Signal(object)
    """The ``Settings`` after a change by the person."""

    def __init__(
        self,
        settings: Settings,
        screens: Sequence[str],
        own_folder: Path,
        choose_folder: Callable[[], Path | None],
        people: Sequence[tuple[str, str]] = (),
        memory: Memory | None = None,
    ) -> None:
        """Builds the window.

        Args:
            settings: What is set now.
            screens: What each screen is called, in the order of their numbers.
            own_folder: Where the person's own routines lie; it is always among the folders.
            choose_folder: Asks the person for a folder; None where they chose none.
            people: Who can be drawn, by name, each with a description.
            memory: Where answers are kept; None where there is nothing to show of them.
        """
        super().__init__("settings", "", _SIZE)
        self.setWindowTitle(self.tr("Settings"))
        self._settings, self._showing, self._people = settings, False, people
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        self.column = ReadingColumn(self.tr("Settings"), self)
        layout.addWidget(self.column)
        self.column.say(self.tr("Settings"), Role.TITLE)
        self.column.say(self.tr("Every change applies at once."), Role.QUIET)
        self._add_look()
        self._add_sound(screens)
        self._add_folders(own_folder, choose_folder)
        self._add_contact()
        self.remembered = self._add_remembered(memory) if memory is not None else None
        self.column.finish()
        self.take(settings)
        self.theme.setFocus()

    @property
    def settings(self) -> Settings:
        """What is set now."""
        return self._settings

    def take(self, settings: Settings) -> None:
        """Shows settings that were changed elsewhere; nothing is sent."""
        self._settings = settings
        self._showing = True
        self.theme.set_value(settings.theme)
        self.text_size.set_value(settings.text_scale)
        self.motion.set_value(settings.reduced_motion)
        self.figure.set_value(settings.figure)
        self.voice.setChecked(settings.voice)
        self.bells.setChecked(settings.bells)
        self.amount.set_value(settings.speech_amount)
        self.amount.setEnabled(settings.voice)
        self.screen_number.set_value(settings.player_screen)
        self.folders.set_folders(settings.folders)
        contact = (settings.emergency_name, settings.emergency_phone)
        for line, text in zip((self.contact_name, self.contact_phone), contact, strict=True):
            # What is being typed stays: a window that closes changes other settings first.
            if not line.isModified():
                line.setText(text)
        self._showing = False

    def showEvent(self, event: QShowEvent) -> None:
        """A session may have been played since it was up the last time."""
        super().showEvent(event)
        self._look_again()

    def changeEvent(self, event: QEvent) -> None:
        """The same when a person comes back to it."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.ActivationChange and self.isActiveWindow():
            self._look_again()

    def hideEvent(self, event: QHideEvent) -> None:
        """A name that is still being typed counts when the window goes."""
        self._take_contact()
        super().hideEvent(event)

    def _add_look(self) -> None:
        column = self.column
        column.say(self.tr("Look"), Role.HEADING, above=16)
        self.theme = Choice(
            (
                ("system", self.tr("As the system")),
                ("light", self.tr("Light")),
                ("dark", self.tr("Dark")),
                ("high-contrast", self.tr("High contrast, black")),
                ("high-contrast-light", self.tr("High contrast, white")),
            )
        )
        column.put(Field(self.tr("Colours"), self.theme))
        sizes = (self.tr("Usual"), self.tr("Larger"), self.tr("Large"), self.tr("Twice as large"))
        self.text_size = Choice(tuple(zip(TEXT_SCALES, sizes, strict=True)))
        hint = self.tr("In windows. The player's text is as large as the screen allows.")
        column.put(Field(self.tr("Size of text"), self.text_size, hint), above=8)
        self.motion = Choice(
            (
                ("system", self.tr("As the system")),
                ("on", self.tr("Keep everything still")),
                ("off", self.tr("Allow motion")),
            )
        )
        column.put(Field(self.tr("Motion"), self.motion), above=8)
        self.figure = Choice((("", self.tr("As drawn for the library")), *self._people))
        hint = self.tr("Every position is drawn for everybody. It holds from the next session on.")
        column.put(Field(self.tr("Who is shown while playing"), self.figure, hint), above=8)
        self.figure.picked.connect(lambda value: self._set(figure=value))
        self.theme.picked.connect(lambda value: self._set(theme=value))
        self.text_size.picked.connect(lambda value: self._set(text_scale=value))
        self.motion.picked.connect(lambda value: self._set(reduced_motion=value))

    def _add_sound(self, screens: Sequence[str]) -> None:
        column = self.column
        column.say(self.tr("Playing"), Role.HEADING, above=16)
        self.voice = QCheckBox(self.tr("A voice speaks the cues"))
        self.bells = QCheckBox(self.tr("Soft bells mark the times"))
        column.put(self.voice)
        column.put(self.bells)
        self.amount = Choice(
            (
                ("all", self.tr("Everything")),
                ("fewer", self.tr("Fewer sentences")),
                ("essential", self.tr("Only what is essential")),
            )
        )
        hint = self.tr("Cautions and the way down and up are always spoken.")
        column.put(Field(self.tr("How much is spoken"), self.amount, hint), above=8)
        places = [(0, self.tr("The window's own"))]
        places += [(number, self._screen_words(number, name)) for number, name in enumerate(screens, 1)]
        self.screen_number = Choice(places)
        column.put(Field(self.tr("Screen for playing"), self.screen_number), above=8)
        self.voice.toggled.connect(lambda on: self._set(voice=on))
        self.voice.toggled.connect(self.amount.setEnabled)
        self.bells.toggled.connect(lambda on: self._set(bells=on))
        self.amount.picked.connect(lambda value: self._set(speech_amount=value))
        self.screen_number.picked.connect(lambda value: self._set(player_screen=value))

    def _screen_words(self, number: int, name: str) -> str:
        words = self.tr("Screen {number}: {name}")
        return words.replace("{number}", str(number)).replace("{name}", name)

    def _add_folders(self, own_folder: Path, choose_folder: Callable[[], Path | None]) -> None:
        self.column.say(self.tr("Routines"), Role.HEADING, above=16)
        self.folders = FolderList(own_folder, choose_folder)
        self.column.put(self.folders)
        self.folders.changed.connect(lambda folders: self._set(folders=folders))

    def _add_contact(self) -> None:
        column = self.column
        column.say(self.tr("Emergency contact"), Role.HEADING, above=16)
        hint = self.tr("The player shows it when you feel unwell. It stays on this computer.")
        column.say(hint, Role.QUIET)
        self.contact_name, self.contact_phone = QLineEdit(), QLineEdit()
        self.contact_name.setMaxLength(_LONGEST_NAME)
        self.contact_phone.setMaxLength(_LONGEST_PHONE)
        column.put(Field(self.tr("Name"), self.contact_name))
        column.put(Field(self.tr("Phone number"), self.contact_phone), above=8)
        for line in (self.contact_name, self.contact_phone):
            line.editingFinished.connect(self._take_contact)

    def _take_contact(self) -> None:
        for line in (self.contact_name, self.contact_phone):
            line.setModified(False)
        self._set(
            emergency_name=self.contact_name.text().strip(), emergency_phone=self.contact_phone.text().strip()
        )

    def _add_remembered(self, memory: Memory) -> RememberedAnswers:
        self.column.say(self.tr("What is remembered"), Role.HEADING, above=16)
        part = RememberedAnswers(memory)
        self.column.put(part)
        return part

    def _look_again(self) -> None:
        if self.remembered is not None:
            self.remembered.show_now()

    def _set(self, **values: Any) -> None:  # noqa: ANN401 - each control holds what its setting takes
        now = replace(self._settings, **values)
        if self._showing or now == self._settings:
            return
        self._settings = now
        self.changed.emit(now)
