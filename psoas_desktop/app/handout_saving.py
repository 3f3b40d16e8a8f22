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

ENDING = "pdf"
_ON_LETTER = (QLocale.MeasurementSystem.ImperialUSSystem,)


def save_handout(window: QWidget, player: Player, folder: Path | None, beside: Path, say: Say) -> QFileDialog:
    """Asks where a handout goes, and writes it there.

    Args:
        window: The window that asks.
        player: The routine's player.
        folder: Where the routine's own photos are; None for nowhere.
        beside: The folder that is proposed.
        say: Tells the person what came of it.

    Returns:
        The question; it removes itself once it is answered.
    """
    tr = QCoreApplication.translate
    kinds = f"{tr('desk', 'Documents')} (*.{ENDING})"
    dialog = QFileDialog(window, tr("desk", "Save a handout"), str(beside), kinds)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setFileMode(QFileDialog.FileMode.AnyFile)
    dialog.setDefaultSuffix(ENDING)  # the dialog asks before it replaces a file
    dialog.selectFile(f"{safe_name(player.routine.title, tr('desk', 'Routine'))}.{ENDING}")
    dialog.fileSelected.connect(lambda name: _write(player, folder, Path(name), say))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog


def _write(player: Player, folder: Path | None, out: Path, say: Say) -> None:
    paper = "letter" if QLocale().measurementSystem() in _ON_LETTER else "a4"
    QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
    try:
        print_handout(player, folder, out, figures_of(player.routine), Wanted(paper))
    except LockedError as error:
        say(str(error))
    except OSError as error:
        say(QCoreApplication.translate("Disk", error.strerror or str(error)))
    else:
        words = QCoreApplication.translate("desk", "The handout is saved: {name}")
        say(words.replace("{name}", isolated(out.name)))
    finally:
        QGuiApplication.restoreOverrideCursor()
