"""Shows a file in the system's file manager."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

_WAIT_MS = 2_000


def show_in_folder(path: Path) -> bool:
    """Opens the file's folder with the file chosen.

    Args:
        path: The file.

    Returns:
        Whether the system took it up; there may be no file manager.
    """
    if sys.platform == "win32":
        subprocess.Popen(["explorer", f"/select,{path}"])
        return True
    if sys.platform == "darwin":
        subprocess.Popen(["open", "-R", str(path)])
        return True
    from PySide6.QtDBus import QDBusConnection, QDBusMessage

    bus = QDBusConnection.sessionBus()
    if not bus.isConnected():
        return False
    message = QDBusMessage.createMethodCall(
        "org.freedesktop.FileManager1",
        "/org/freedesktop/FileManager1",
        "org.freedesktop.FileManager1",
        "ShowItems",
    )
    message.setArguments([[path.absolute().as_uri()], ""])
    reply = bus.call(message, timeout=_WAIT_MS)
    return reply.type() == QDBusMessage.MessageType.ReplyMessage
