"""What works on this machine: the screen, voice, sound, and keeping the screen awake. Nothing is changed."""

from __future__ import annotations

import os
import platform
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence

from psoas_desktop import __version__
from psoas_desktop.routine.values import dataclass
from psoas_desktop.services import voice_probe

VOICE_S = 15
"""So long a speech service may take; making one takes seconds at the best of times."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at.

    Attributes:
        name: What.
        works: Whether the program can use it.
        detail: What was found, for a person.
    """

    name: str
    works: bool
    detail: str


def has_screen(environment: Mapping[str, str], system: str) -> bool:
    """Whether a window can be expected to open.

    Args:
        environment: The environment's variables.
        system: The platform's name, as ``sys.platform`` has it.
    """
    if not system.startswith("linux"):
        return True
    return any(environment.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def _qt() -> Finding:
    import PySide6
    from PySide6.QtCore import qVersion

    return Finding("qt", works=True, detail=f"Qt {qVersion()}, PySide6 {PySide6.__version__}")


def _screens() -> Finding:
    from PySide6.QtGui import QGuiApplication

    if QGuiApplication.platformName() == "offscreen":
        return Finding("screens", works=False, detail="no screen: rehearse and screens still work")
    sizes = [
        f"{index}: {screen.size().width()}x{screen.size().height()} at {screen.devicePixelRatio():g}"
        for index, screen in enumerate(QGuiApplication.screens(), 1)
    ]
    return Finding("screens", works=bool(sizes), detail=", ".join(sizes) or "none")


def _voice(command: Sequence[str] = ()) -> Finding:
    """Looks at the voice in a process of its own: a speech service may hang, and with it who asks."""
    try:
        asked = subprocess.run(
            command or [sys.executable, "-m", voice_probe.__name__],
            capture_output=True,
            text=True,
            timeout=VOICE_S,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return Finding("voice", works=False, detail="the speech service hangs: sessions are silent")
    works, _, detail = asked.stdout.strip().partition(" ")
    if works not in ("yes", "no"):
        return Finding("voice", works=False, detail="the speech service does not start")
    return Finding("voice", works=works == "yes", detail=detail)


def _sound() -> Finding:
    from PySide6.QtMultimedia import QMediaDevices

    device = QMediaDevices.defaultAudioOutput()
    if device.isNull():
        return Finding("sound", works=False, detail="no sound device")
    return Finding("sound", works=True, detail=device.description())


def _keep_awake() -> Finding:
    if not sys.platform.startswith("linux"):
        return Finding("keep-awake", works=True, detail="by the system")
    from PySide6.QtDBus import QDBusConnection

    if QDBusConnection.sessionBus().isConnected():
        return Finding("keep-awake", works=True, detail="by the desktop's session bus")
    return Finding("keep-awake", works=False, detail="no session bus: turn the screen saver off by hand")


_LOOKS: tuple[tuple[str, Callable[[], Finding]], ...] = (
    ("qt", _qt),
    ("screens", _screens),
    ("voice", _voice),
    ("sound", _sound),
    ("keep-awake", _keep_awake),
)


def look(*, patient: bool = True) -> Iterator[Finding]:
    """Looks at one thing after another; what cannot even be loaded is a finding, not a failure.

    Args:
        patient: Whether there is time to look at what may take seconds, as the voice does.
    """
    versions = f"psoas-desktop {__version__}, Python {platform.python_version()}, {platform.platform()}"
    yield Finding("program", works=True, detail=versions)
    for name, one in _LOOKS:
        if name == "voice" and not patient:
            continue
        try:
            yield one()
        except ImportError as error:
            yield Finding(name, works=False, detail=f"a library is missing: {error}")


def examine() -> Iterator[Finding]:
    """Looks at everything with an application of its own.

    Yields:
        The findings; Qt's chatter about libraries that are not there is kept out, they say the same.
    """
    # Without a screen Qt ends the process when an application is made, unless told to draw to memory.
    if not has_screen(os.environ, sys.platform):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    application = _application()
    yield from look()
    if application is not None:
        _keep_quiet(on=False)


def _application() -> object | None:
    try:
        from PySide6.QtGui import QGuiApplication
    except ImportError:
        return None
    _keep_quiet(on=True)
    return QGuiApplication.instance() or QGuiApplication([])


def _keep_quiet(*, on: bool) -> None:
    """Keeps Qt's own chatter about libraries that are not there out of the report, which says the same."""
    from PySide6.QtCore import qInstallMessageHandler

    qInstallMessageHandler((lambda *_: None) if on else None)
