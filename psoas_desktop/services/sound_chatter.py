"""What Qt says of sound libraries that a machine lacks: for the log, not for the terminal.

The program says in its own words where it cannot sound; lines about PipeWire help nobody who plays a routine.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QMessageLogContext, QtMsgType, qFormatLogMessage, qInstallMessageHandler

if TYPE_CHECKING:
    from psoas_desktop.services.log_file import LogFile

_CATEGORY = "qt.multimedia"
_WITHOUT_CATEGORY = "PulseAudioService:"


class SoundChatter:
    """Takes those messages while it is installed; every other goes where it went before."""

    def __init__(self, open_log: Callable[[], LogFile]) -> None:
        """Takes how the log is opened, which is done with the first message: most machines have none."""
        self._open = open_log
        self._log: LogFile | None = None
        self._before: Callable[[QtMsgType, QMessageLogContext, str], object] | None = None

    def install(self) -> None:
        """Takes messages from now on."""
        self._before = qInstallMessageHandler(self._take)

    def uninstall(self) -> None:
        """Leaves them to whoever took them before, and closes the log."""
        qInstallMessageHandler(self._before)
        if self._log is not None:
            self._log.close()

    def _take(self, kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
        if (context.category or "").startswith(_CATEGORY) or message.startswith(_WITHOUT_CATEGORY):
            self._log = self._log or self._open()
            self._log.take_qt(kind, context, message)
        elif self._before is not None:
            self._before(kind, context, message)
        elif sys.stderr is not None:
            # As Qt does it where nobody has installed anything.
            sys.stderr.write(qFormatLogMessage(kind, context, message) + "\n")
