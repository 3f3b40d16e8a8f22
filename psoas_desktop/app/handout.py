"""A handout, put on paper without a screen."""

from __future__ import annotations

from pathlib import Path

from psoas_desktop.app.application import application_without_screen
from psoas_desktop.figures.people import belly_of
from psoas_desktop.playback.handout import Handout
from psoas_desktop.storage.figure_files import figure_library
from psoas_desktop.ui.common.theme import LIGHT
from psoas_desktop.ui.print.handout import save


def save_handout(handout: Handout, path: Path, paper: str, folder: Path) -> None:
    """Writes a handout.

    Args:
        handout: What it says.
        path: The PDF.
        paper: ``a4`` or ``letter``.
        folder: Where the routine's own photos are.

    Raises:
        OSError: The file cannot be written; ``strerror`` is a sentence.
    """
    application_without_screen(LIGHT)
    save(handout, path, paper, folder, figure_library(belly=belly_of(handout.week_from)))
