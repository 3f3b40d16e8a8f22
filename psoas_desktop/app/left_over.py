"""After a fault or a power cut: unsaved work is offered once, and what lies about is cleared away."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtWidgets import QWidget

from psoas_desktop.storage.atomic_file import sweep_orphans
from psoas_desktop.storage.bin import Bin
from psoas_desktop.storage.recovery import Kept, Recovery
from psoas_desktop.storage.user_paths import UserPaths
from psoas_desktop.ui.common.desk_button import Weight
from psoas_desktop.ui.common.plain_text import isolated
from psoas_desktop.ui.common.sheet import Answer, Sheet

BIN_DAYS = 30
"""Deleted routines can be had back for so long."""


class LeftOver(QObject):
    """Offers unsaved work, one routine after the other."""

    def __init__(
        self, paths: UserPaths, restore: Callable[[Kept], QWidget], parent: QObject | None = None
    ) -> None:
        """Takes where work is kept, and what opens it again."""
        super().__init__(parent)
        self._paths, self._restore = paths, restore
        self._recovery = Recovery(paths.recovery)
        self._left: list[Kept] = []

    def offer(self, window: QWidget | None) -> None:
        """Asks about each routine in front of a window; then clears away what nobody needs."""
        try:
            self._left = list(self._recovery.left_over())
        except OSError:
            self._left = []  # a folder that cannot be read holds nothing to offer
        self._ask(window)
        self._clear()

    def _ask(self, window: QWidget | None) -> None:
        if not self._left or window is None:
            return
        kept = self._left.pop(0)
        tr = QCoreApplication.translate
        name = isolated(kept.title or tr("desk", "a routine without a title"))
        title = tr("desk", "Open the unsaved work on {routine}?").replace("{routine}", name)
        text = tr("desk", "The program ended before it was saved. Your file itself is as you saved it last.")
        answers = (
            Answer("later", tr("desk", "Not now"), safe=True),
            Answer("discard", tr("desk", "Throw it away")),
            Answer("open", tr("desk", "Open it"), Weight.PRIMARY),
        )
        sheet = Sheet(window, title, text, answers)
        sheet.chosen.connect(lambda name: self._take(name, kept, window))
        sheet.open()

    def _take(self, answer: str, kept: Kept, window: QWidget) -> None:
        # What cannot be noted down is offered again, which loses nothing.
        with contextlib.suppress(OSError):
            if answer == "open":
                self._recovery.trying(kept.key)
                self._restore(kept)  # under the same key: it is kept until it is saved, or let go
                self._recovery.settled(kept.key)
            elif answer == "discard":
                self._recovery.drop(kept.key)
        self._ask(window)

    def _clear(self) -> None:
        try:
            sweep_orphans(self._paths.routines)
            Bin(self._paths.bin).empty(BIN_DAYS, time.time())
        except OSError:
            return  # next time
