"""The real program, and beside it a thread that says what a screen reader would be told of its windows.

``python -m tests.journeys.witness PLACE SPEED ARGUMENT...`` runs ``psoas-desktop ARGUMENT...``. Whoever
connects to the socket at PLACE is sent every visible element with its role, words and place on the screen.
Nothing can be done through it: whatever is done is done with the mouse and the keys. A session that is begun
from the desk goes SPEED times as fast, because nobody waits half an hour for its end.
"""

from __future__ import annotations

import faulthandler
import json
import signal
import socket
import sys
from collections.abc import Iterator
from queue import SimpleQueue
from threading import Thread

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QApplication, QWidget

LONGEST = 400
"""Characters of a text that are told."""


class Witness(QObject):
    """Looks at the windows in the thread that they live in."""

    asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._answers: SimpleQueue[bytes] = SimpleQueue()
        self.asked.connect(self._look, Qt.ConnectionType.QueuedConnection)

    def serve(self, place: str) -> None:
        """Answers until the program ends."""
        with socket.socket(socket.AF_UNIX) as listening:
            listening.bind(place)
            listening.listen()
            while True:
                connection, _ = listening.accept()
                self.asked.emit()
                with connection:
                    connection.sendall(self._answers.get())

    def _look(self) -> None:
        # Lists that change tell of it only where somebody listens.
        QAccessible.setActive(True)
        seen: list[dict[str, object]] = []
        front = QApplication.activePopupWidget() or QApplication.activeWindow()
        for window in QApplication.topLevelWidgets():
            if window.isVisible() and not window.isMinimized():
                title = window.windowTitle().replace("[*]", "*" if window.isWindowModified() else "")
                seen += _elements(window, title, front=window is front)
        self._answers.put(json.dumps(seen).encode())


def _elements(window: QWidget, title: str, *, front: bool) -> Iterator[dict[str, object]]:
    focus = QApplication.focusWidget()
    top = QAccessible.queryAccessibleInterface(window)
    waiting = [top] if top is not None else []
    met = False
    while waiting:
        element = waiting.pop()
        if element.state().invisible:
            continue
        found = _told(element)
        found["focused"] = focus is not None and element.object() is focus
        met = met or bool(found["focused"])
        yield found | {"window": title, "kind": type(window).__name__, "front": front}
        waiting += _children(element)
    if focus is not None and focus.window() is window and not met:
        # Lists do not count the field in which one of their lines is written.
        element = QAccessible.queryAccessibleInterface(focus)
        if element is not None:
            place = {"window": title, "kind": type(window).__name__, "front": front}
            yield _told(element) | place | {"focused": True}


def _told(element: QAccessibleInterface) -> dict[str, object]:
    state = element.state()
    return {
        "role": element.role().name,
        "name": element.text(QAccessible.Text.Name)[:LONGEST],
        "value": element.text(QAccessible.Text.Value)[:LONGEST],
        "said": element.text(QAccessible.Text.Description)[:LONGEST],
        "box": element.rect().getRect(),
        "enabled": not state.disabled,
        "chosen": bool(state.selected),
        "checked": bool(state.checked),
    }


def _children(element: QAccessibleInterface) -> list[QAccessibleInterface]:
    found = [element.child(number) for number in range(element.childCount())]
    return [child for child in reversed(found) if child is not None and child.isValid()]


def main() -> int:
    """Runs the program."""
    from psoas_desktop.__main__ import main as program
    from psoas_desktop.app.sitting import Sitting

    place, speed, *arguments = sys.argv[1:]
    defaults = Sitting.__init__.__kwdefaults__
    assert defaults is not None
    defaults["speed"] = float(speed)
    faulthandler.register(signal.SIGUSR1)
    witness = Witness()
    Thread(target=witness.serve, args=(place,), daemon=True).start()
    sys.argv = ["psoas-desktop", *arguments]
    return program()


if __name__ == "__main__":
    sys.exit(main())
