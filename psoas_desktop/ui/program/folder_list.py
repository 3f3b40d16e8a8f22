"""The folders that the library looks into: the person's own, which stays, and others."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QVBoxLayout, QWidget

from psoas_desktop.ui.common.desk_button import DeskButton
from psoas_desktop.ui.common.label import Label, Role, scaled
from psoas_desktop.ui.common.plain_text import shown

_ROWS = 4


class FolderList(QWidget):
    """A list with buttons to add a folder and to take one out; nothing on disk is touched."""

    changed = Signal(object)
    """The folders besides the person's own, as a tuple, after a change by the person."""

    def __init__(self, own: Path, choose: Callable[[], Path | None], parent: QWidget | None = None) -> None:
        """Takes the person's own folder, and what asks for another one."""
        super().__init__(parent)
        self._own, self._choose = own, choose
        self._folders: tuple[Path, ...] = ()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        hint = self.tr("The library shows the routines in these folders. Nothing in them is moved.")
        layout.addWidget(Label(hint, Role.QUIET))
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Folders with routines"))
        self.list.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setFixedHeight(scaled(32) * _ROWS + 12)
        layout.addWidget(self.list)
        row = QHBoxLayout()
        row.setSpacing(8)
        self.add = DeskButton(self.tr("Add a folder"), icon="add")
        self.take_out = DeskButton(self.tr("Take out of the library"), icon="close")
        row.addWidget(self.add)
        row.addWidget(self.take_out)
        row.addStretch(1)
        layout.addLayout(row)
        self.add.clicked.connect(self._add)
        self.take_out.clicked.connect(self._take_out)
        self.list.currentRowChanged.connect(self._update)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Delete), self.list, self._take_out)
        self.set_folders(())

    def set_folders(self, folders: Sequence[Path]) -> None:
        """Shows folders; nothing is sent."""
        row = self.list.currentRow()
        self._folders = tuple(folders)
        self.list.clear()
        own = self.tr("{folder} (your own)").replace("{folder}", shown(str(self._own)))
        self.list.addItems([own, *(shown(str(folder)) for folder in self._folders)])
        self.list.setCurrentRow(min(max(row, 0), self.list.count() - 1))
        self._update()

    def _add(self) -> None:
        folder = self._choose()
        if folder is not None and folder not in (self._own, *self._folders):
            self._send((*self._folders, folder))
            self.list.setCurrentRow(self.list.count() - 1)

    def _take_out(self) -> None:
        at = self.list.currentRow() - 1
        if at >= 0:
            self._send((*self._folders[:at], *self._folders[at + 1 :]))

    def _send(self, folders: tuple[Path, ...]) -> None:
        self.set_folders(folders)
        self.changed.emit(folders)

    def _update(self) -> None:
        self.take_out.setEnabled(self.list.currentRow() > 0)
