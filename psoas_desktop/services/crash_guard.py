"""What happens when the program itself is at fault: it is written down, and told once instead of dying."""

from __future__ import annotations

import sys
import threading
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal

from psoas_desktop.services.log_file import LogFile, account_of

_MOST_TOLD = 3
"""A fault that comes back at every tick is written down and no longer told."""


class CrashGuard(QObject):
    """Takes exceptions that nobody caught, in any thread."""

    crashed = Signal(str)
    """What happened, for the crash window; sent in the thread of the windows, one at a time."""

    _caught = Signal(str)

    def __init__(self, log: LogFile, parent: QObject | None = None) -> None:
        """Takes where faults are written down."""
        super().__init__(parent)
        self._log = log
        self._told: dict[str, int] = {}
        self._open = False
        self._before = (sys.excepthook, threading.excepthook)
        self._caught.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """Takes exceptions from now on."""
        sys.excepthook = self.take
        threading.excepthook = self._take_thread

    def uninstall(self) -> None:
        """Leaves them to whoever took them before."""
        sys.excepthook, threading.excepthook = self._before

    def take(self, kind: type[BaseException], problem: BaseException, trace: TracebackType | None) -> None:
        """Writes an exception down and tells it; Ctrl-C goes on as ever."""
        if issubclass(kind, KeyboardInterrupt):
            self._before[0](kind, problem, trace)
            return
        account = account_of(kind, problem, trace)
        self._log.crash(account)
        self._caught.emit(account)

    def dealt_with(self) -> None:
        """The crash window is closed: the next fault may be told."""
        self._open = False

    def _take_thread(self, arguments: threading.ExceptHookArgs) -> None:
        problem = arguments.exc_value or arguments.exc_type()
        self.take(arguments.exc_type, problem, arguments.exc_traceback)

    def _tell(self, account: str) -> None:
        self._told[account] = self._told.get(account, 0) + 1
        if self._open or self._told[account] > _MOST_TOLD:
            return
        self._open = True
        self.crashed.emit(account)
