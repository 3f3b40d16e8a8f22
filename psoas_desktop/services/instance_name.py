"""Where the one running program of a person is reached."""

from __future__ import annotations

import tempfile
from pathlib import Path

_LONGEST_SOCKET_PATH = 90
"""Bytes; the system's limit is a little above 100."""


def instance_name(folder: Path, platform: str) -> str:
    """Where the first program is reached.

    Args:
        folder: The person's own folder of the program's state.
        platform: As ``sys.platform`` has it.

    Returns:
        A path in that folder, or a name made from it where paths are no names or it would be too long.
    """
    path = folder / "instance"
    if platform != "win32" and len(str(path).encode()) <= _LONGEST_SOCKET_PATH:
        return str(path)
    import hashlib

    short = "psoas-desktop-" + hashlib.sha256(str(folder).encode()).hexdigest()[:24]
    return short if platform == "win32" else str(Path(tempfile.gettempdir()) / short)
