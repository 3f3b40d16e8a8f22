"""Asks the system for a voice, in a process that may hang: ``python -m psoas_desktop.services.voice_probe``.

It prints ``yes`` or ``no`` and what was found.
"""

from __future__ import annotations

import os
import sys


def main() -> None:
    """Prints whether there is a voice."""
    from PySide6.QtGui import QGuiApplication

    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    try:
        from PySide6.QtTextToSpeech import QTextToSpeech
    except ImportError as error:
        _say(works=False, detail=f"a library is missing: {error}")
        return
    application = QGuiApplication([])
    engines = [name for name in QTextToSpeech.availableEngines() if name != "mock"]
    if not engines:
        _say(works=False, detail="no speech engine: sessions are followed on the screen")
        return
    # An engine may be listed although its library is missing; only its state tells.
    speech = QTextToSpeech(engines[0], application)
    if speech.state() is QTextToSpeech.State.Error:
        _say(works=False, detail=f"{engines[0]} does not start")
        return
    _say(works=True, detail=f"{engines[0]}, {len(speech.availableVoices())} voices")


def _say(*, works: bool, detail: str) -> None:
    sys.stdout.write(f"{'yes' if works else 'no'} {detail}\n")
    sys.stdout.flush()
    os._exit(0)  # what hangs at the end is not waited for


if __name__ == "__main__":
    main()
