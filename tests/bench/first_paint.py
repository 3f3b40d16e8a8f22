"""Runs the program, or a bare window, until its window has been painted for the first time; prints when.

The moment is of the monotonic clock, in nanoseconds, so that how long the program takes to end is not timed.

python tests/bench/first_paint.py bare
python tests/bench/first_paint.py play FILE --windowed
python tests/bench/first_paint.py library
python tests/bench/first_paint.py edit FILE
"""

from __future__ import annotations

import os
import sys


def bare() -> int:
    """What every program with a window takes."""
    from PySide6.QtWidgets import QApplication, QMainWindow

    from tests.bench.end_after_paint import exec_until_painted

    application = QApplication([])
    window = QMainWindow()
    window.resize(1024, 600)
    window.show()
    code = exec_until_painted()
    del window, application
    return code


def play(arguments: list[str]) -> int:
    """The program, imported in its own order: Qt comes after the routine has been read."""
    import psoas_desktop.__main__ as program

    read = program._player

    def read_and_watch(path: str) -> object:
        player = read(path)
        from PySide6.QtWidgets import QApplication

        from tests.bench.end_after_paint import exec_until_painted

        QApplication.exec = exec_until_painted  # type: ignore[method-assign]  # its own exec would not end
        return player

    program._player = read_and_watch  # type: ignore[assignment]  # the same with Qt watched
    sys.argv[1:] = arguments
    return program.main()


def desk(arguments: list[str]) -> int:
    """The desk as it starts, with a file to edit or without arguments; ``HOME`` and its like say whose."""
    import psoas_desktop.__main__ as program
    from psoas_desktop.app import starting
    from tests.bench.end_after_paint import exec_until_painted

    starting._run = exec_until_painted  # its own would not end
    sys.argv[1:] = arguments
    code = program.main()
    sys.stdout.flush()
    os._exit(code)  # the list that is being made is nobody's


def main(arguments: list[str]) -> int:
    """Runs what is asked for; the exit code."""
    if arguments == ["bare"]:
        return bare()
    if arguments == ["library"] or arguments[0] == "edit":
        return desk(arguments if arguments[0] == "edit" else [])
    return play(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
