"""What a person sees when the program is at fault: that their work is kept, and how to go on."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from psoas_desktop.ui.common.desk_button import DeskButton, Weight
from psoas_desktop.ui.common.label import Label, Role, scaled
from psoas_desktop.ui.common.sheet import sheet_width

_DETAILS = 72


class CrashWindow(QDialog):
    """Says what happened, copies the details, and goes on or ends the program. Esc goes on."""

    going_on = Signal()
    ending = Signal()

    def __init__(self, details: str, parent: QWidget | None = None) -> None:
        """Takes what the log says about it: no words of a routine or of a person."""
        super().__init__(parent)
        self.setWindowTitle(self.tr("Something went wrong"))
        self.setWindowModality(Qt.WindowModality.ApplicationModal)
        self._details, self._told = details, False
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 24)
        layout.setSpacing(12)
        for text, role in (
            (self.tr("Something went wrong in the program"), Role.HEADING),
            (
                self.tr(
                    "Nothing is lost: what you write is kept every few seconds, and saved files are whole."
                ),
                Role.BODY,
            ),
            (self.tr("You can go on. If it happens again, end the program and start it anew."), Role.BODY),
        ):
            label = Label(text, role)
            label.setFixedWidth(sheet_width(self))
            layout.addWidget(label)
        self.details = QPlainTextEdit(details)
        self.details.setReadOnly(True)
        self.details.setTabChangesFocus(True)
        self.details.setAccessibleName(self.tr("Details"))
        self.details.setFixedHeight(scaled(_DETAILS))
        layout.addWidget(Label(self.tr("Details for a report; nothing of yours is in them"), Role.QUIET))
        layout.addWidget(self.details)
        self.copy = DeskButton(self.tr("Copy the details"), icon="copy", weight=Weight.QUIET)
        self.end = DeskButton(self.tr("End the program"))
        self.go_on = DeskButton(self.tr("Go on"), weight=Weight.PRIMARY)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.copy)
        row.addStretch(1)
        row.addWidget(self.end)
        row.addWidget(self.go_on)
        layout.addLayout(row)
        layout.setSizeConstraint(QVBoxLayout.SizeConstraint.SetFixedSize)
        self.copy.clicked.connect(self._copy)
        self.end.clicked.connect(lambda: self._finish(self.ending.emit))
        self.go_on.clicked.connect(lambda: self._finish(self.going_on.emit))
        self.go_on.setFocus()

    def reject(self) -> None:
        """Esc goes on."""
        self._finish(self.going_on.emit)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closing the window goes on."""
        self._finish(self.going_on.emit)
        event.accept()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._details)
        self.copy.set_words(self.tr("Copied"))

    def _finish(self, tell: Callable[[], None]) -> None:
        if self._told:
            return
        self._told = True
        self.hide()
        tell()
