"""Runs the program, or a bare window, until its window has been painted for the first time; prints when.

The moment is of the monotonic clock, in nanoseconds, so that how long the program takes to end is not timed.

python tests/bench/first_paint.py bare
python tests/bench/first_paint.py play FILE --windowed
"""

from __future__ import annotations

import sys
import time

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow

_exec = QApplication.exec


class _EndAfterPaint(QObject):
    """Ends the application once a window has been painted."""

    def __init__(self) -> None:
        super().__init__()
        self._painted = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and not self._painted:
            self._painted = True
            QTimer.singleShot(0, self._end)
        return False

    def _end(self) -> None:
        print(time.monotonic_ns(), flush=True)
        QApplication.exit(0)  # quit() asks the windows, and the program's asks the person


def exec_until_painted(*_: object) -> int:
    """Stands in for ``QApplication.exec``."""
    application = QApplication.instance()
    assert application is not None
    end = _EndAfterPaint()
    application.installEventFilter(end)
    return _exec()


def main(arguments: list[str]) -> int:
    """Runs what is asked for.

    Args:
        arguments: ``bare``, or a command line of the program.

    Returns:
        The exit code.
    """
    if arguments == ["bare"]:
        application = QApplication([])
        window = QMainWindow()
        window.resize(1024, 600)
        window.show()
        code = exec_until_painted()
        del window, application
        return code
    QApplication.exec = exec_until_painted  # type: ignore[method-assign]  # the program's own exec is what is timed
    import psoas_desktop.__main__ as program

    sys.argv[1:] = arguments
    return program.main()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
