"""About the program: what it is and is not, whose ideas it uses, every licence, and what this machine is."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QGuiApplication, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QPlainTextEdit, QTabWidget, QVBoxLayout, QWidget

from psoas_desktop.ui.common.desk_button import DeskButton, Weight
from psoas_desktop.ui.common.label import Label, Role, role_font, scaled
from psoas_desktop.ui.program.window import ProgramWindow, ReadingColumn

_SIZE = QSize(880, 640)
_LOGO = 64
WEBSITE = "https://www.spinningbabies.com/"


class AboutWindow(ProgramWindow):
    """Three pages: the program, the licences, this machine."""

    link_asked = Signal(str)
    """The person wants to see a page on the internet."""

    def __init__(
        self,
        version: str,
        logo: Callable[[int, float], QPixmap],
        licences: Mapping[str, str],
        machine: Callable[[], str],
        parent: QWidget | None = None,
    ) -> None:
        """Builds the window.

        Args:
            version: Of the program.
            logo: Its mark, by pixels and device pixels for one pixel.
            licences: The texts by the name of what they are for.
            machine: Says what this machine is; asked when its page is first shown, for it may take a moment.
            parent: Its parent.
        """
        super().__init__("about", "", _SIZE, parent)
        self.setWindowTitle(self.tr("About psoas-desktop"))
        self._licences, self._machine, self._logo = licences, machine, logo
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        self.tabs = QTabWidget(self)
        self.tabs.setAccessibleName(self.tr("About psoas-desktop"))
        self.tabs.setDocumentMode(True)
        layout.addWidget(self.tabs)
        self.tabs.addTab(self._program(version), self.tr("The program"))
        self.tabs.addTab(self._licence_page(), self.tr("Licences"))
        self.tabs.addTab(self._machine_page(), self.tr("This computer"))
        self.tabs.currentChanged.connect(self._show_machine)

    def _program(self, version: str) -> QWidget:
        column = ReadingColumn(self.tr("The program"))
        head = QWidget()
        row = QHBoxLayout(head)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        mark = Label()
        mark.setPixmap(self._logo(scaled(_LOGO), self.devicePixelRatioF()))
        row.addWidget(mark)
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(Label("psoas-desktop", Role.TITLE))
        names.addWidget(Label(self.tr("Version {version}").replace("{version}", version), Role.QUIET))
        row.addLayout(names, 1)
        column.put(head)
        column.say(self.tr("Compose movement routines for the psoas, and follow them on a screen."), above=8)
        column.say(self.tr("What it is not"), Role.HEADING, above=16)
        column.say(
            self.tr(
                "For general wellbeing, not a medical device; it does not diagnose, treat, prevent or "
                "monitor any condition; its questions only choose between exercises and cannot tell that "
                "exercise is right for someone; it cannot call for help."
            )
        )
        column.say(self.tr("To those who pass it on: no lawyer has seen this text."), Role.QUIET)
        column.say(self.tr("Whose ideas"), Role.HEADING, above=16)
        column.say(self.tr("Adapted from Spinning Babies and the work of Liz Koch (Core Awareness)."))
        column.say(
            self.tr(
                "The exercise ideas and some cautions come from the Spinning Babies page “Psoas Muscle "
                "Release”, which credits Liz Koch. The position with a helper and its words are ours. All "
                "wording is new. Neither Spinning Babies nor Liz Koch has reviewed or endorsed this program."
            )
        )
        self.link = DeskButton(self.tr("Visit Spinning Babies"), icon="link")
        self.link.clicked.connect(lambda: self.link_asked.emit(WEBSITE))
        column.put(_left(self.link), above=4)
        column.say(self.tr("Licence"), Role.HEADING, above=16)
        column.say(
            self.tr(
                "The code is under the MIT licence. Routines, words and pictures are under CC BY 4.0. "
                "The libraries, the font and the icons have licences of their own: see the next page."
            )
        )
        column.finish()
        return column

    def _licence_page(self) -> QWidget:
        page = QWidget()
        row = QHBoxLayout(page)
        row.setContentsMargins(8, 16, 8, 8)
        row.setSpacing(12)
        self.names = QListWidget()
        self.names.setAccessibleName(self.tr("Licences"))
        self.names.addItems(list(self._licences))
        metrics = QFontMetrics(self.names.font())
        longest = max((metrics.horizontalAdvance(name) for name in self._licences), default=0)
        self.names.setFixedWidth(longest + 56)
        self.text = _read_only(self.tr("Text of the licence"))
        self.text.setFont(role_font(Role.SMALL))
        row.addWidget(self.names)
        row.addWidget(self.text, 1)
        self.names.currentTextChanged.connect(self._show_licence)
        if self._licences:
            own = self.names.findItems("psoas_desktop", Qt.MatchFlag.MatchExactly)
            self.names.setCurrentItem(own[0] if own else self.names.item(0))
        return page

    def _machine_page(self) -> QWidget:
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(8, 16, 8, 8)
        layout.setSpacing(12)
        hint = self.tr("Helpful when you report a problem. It stays here until you copy it.")
        layout.addWidget(Label(hint, Role.QUIET))
        self.machine_text = _read_only(self.tr("About this computer"))
        layout.addWidget(self.machine_text, 1)
        self.copy = DeskButton(self.tr("Copy"), icon="copy", weight=Weight.PRIMARY)
        self.copy.clicked.connect(self._copy)
        layout.addWidget(_left(self.copy))
        return page

    def _show_licence(self, name: str) -> None:
        self.text.setPlainText(self._licences.get(name, ""))

    def _show_machine(self, index: int) -> None:
        if index == self.tabs.count() - 1 and not self.machine_text.toPlainText():
            self.machine_text.setPlainText(self._machine())
            self.machine_text.setFocus()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.machine_text.toPlainText())
        self.copy.set_words(self.tr("Copied"))


def _read_only(name: str) -> QPlainTextEdit:
    field = QPlainTextEdit()
    field.setReadOnly(True)
    field.setAccessibleName(name)
    field.setTabChangesFocus(True)
    field.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    return field


def _left(button: QWidget) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(button)
    row.addStretch(1)
    return holder
