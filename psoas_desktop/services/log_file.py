"""A small log for finding faults: at most twice 256 KB, on this computer only.

It says where in the program something went wrong, and never what a routine says or what a person answered:
the words of an exception may hold both, so they are left out.
"""

from __future__ import annotations

import logging
import traceback
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QMessageLogContext, QtMsgType

import psoas_desktop

MAX_BYTES = 256 * 1024
FILE = "psoas-desktop.log"

_MOST_FRAMES = 40
_LONGEST_LINE = 300

_LEVELS = {
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


class LogFile:
    """The log. Nothing is raised where it cannot be written: the program goes on without it."""

    def __init__(self, folder: Path) -> None:
        """Takes the folder of the program's state; the file is made with the first line."""
        self.path = folder / FILE
        # Of its own: nothing that others log ends up in it.
        self._logger = logging.Logger("psoas-desktop")  # noqa: LOG001
        try:
            folder.mkdir(parents=True, exist_ok=True)
            handler = _Quiet(self.path, maxBytes=MAX_BYTES, backupCount=1, encoding="utf-8", delay=True)
        except OSError:
            self._handler: logging.Handler = logging.NullHandler()
        else:
            self._handler = handler
        self._handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
        self._logger.addHandler(self._handler)

    def note(self, what: str) -> None:
        """Writes one line of the program's own words, for example that it started."""
        self._logger.info("%s", _one_line(what))

    def crash(self, account: str) -> None:
        """Writes what ``account_of`` says."""
        self._logger.error("%s", account)

    def take_qt(self, kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
        """Writes what Qt complains about; for ``qInstallMessageHandler``."""
        if kind in _LEVELS:
            category = getattr(context, "category", "") or "qt"
            self._logger.log(_LEVELS[kind], "%s: %s", category, _without_home(_one_line(message)))

    def close(self) -> None:
        """Closes the file."""
        self._handler.close()


def account_of(kind: type[BaseException], problem: BaseException, trace: TracebackType | None) -> str:
    """Where in the program something went wrong, without any words that a file or a person may have given.

    Args:
        kind: The exception's class.
        problem: The exception; its causes are followed, its words are left out.
        trace: Where it was raised.

    Returns:
        Lines for the log and for the person to pass on.
    """
    chain: list[tuple[type[BaseException], TracebackType | None]] = [(kind, trace)]
    cause = problem.__cause__ or problem.__context__
    while cause is not None and len(chain) < 4:
        chain.append((type(cause), cause.__traceback__))
        cause = cause.__cause__ or cause.__context__
    lines: list[str] = []
    for name, where in reversed(chain):
        frames = traceback.extract_tb(where)[-_MOST_FRAMES:]
        lines += [f"  {_place(frame.filename)}:{frame.lineno} in {frame.name}" for frame in frames]
        lines.append(f"{name.__module__}.{name.__qualname__}".removeprefix("builtins."))
    return "\n".join(lines)


class _Quiet(RotatingFileHandler):
    """A full disk or a lost folder must not end a session."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - logging's name
        """Goes on without the line."""


def _place(file: str) -> str:
    """A file of the program by its place in it; others by their name alone."""
    package = Path(psoas_desktop.__file__).parent
    path = Path(file)
    return path.relative_to(package.parent).as_posix() if path.is_relative_to(package) else path.name


def _one_line(text: str) -> str:
    return " ".join(text.split())[:_LONGEST_LINE]


def _without_home(text: str) -> str:
    return text.replace(str(Path.home()), "~")
