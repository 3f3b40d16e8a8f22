"""A routine put on paper from a window: where to, and what came of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLocale, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from psoas_desktop.playback.handout import LockedError
from psoas_desktop.playback.player import Player
from psoas_desktop.storage.figure_files import figures_of
from psoas_desktop.storage.file_names import safe_name
from psoas_desktop.ui.common.plain_text import isolated
from psoas_desktop.ui.print.handout import Wanted, print_handout

Say = Callable[[str], None]

ENDING = ".pdf"
_ON_LETTER = (QLocale.MeasurementSystem.ImperialUSSystem,)


def save_handout(window: QWidget, player: Player, folder: Path | None, beside: Path, say: Say) -> None:
    """Asks where a handout goes, and writes it there.

    Args:
        window: The window that asks.
        player: The routine's player.
        folder: Where the routine's own photos are; None for nowhere.
        beside: The folder that is proposed.
        say: Tells the person what came of it.
    """
    tr = QCoreApplication.translate
    title, untitled = tr("desk", "Save a handout"), tr("desk", "Routine")
    proposed = beside / f"{safe_name(player.routine.title, untitled)}{ENDING}"
    chosen, _ = QFileDialog.getSaveFileName(window, title, str(proposed), f"PDF (*{ENDING})")
    if not chosen:
        return
    out = Path(chosen)
    out = out if out.suffix.lower() == ENDING else out.with_name(out.name + ENDING)
    letter = QLocale().measurementSystem() in _ON_LETTER
    QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
    try:
        print_handout(player, folder, out, figures_of(player.routine), Wanted("letter" if letter else "a4"))
    except LockedError as error:
        say(str(error))
    except OSError as error:
        say(error.strerror or str(error))
    else:
        say(tr("desk", "The handout is saved: {name}").replace("{name}", isolated(out.name)))
    finally:
        QGuiApplication.restoreOverrideCursor()
