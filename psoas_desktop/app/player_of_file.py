"""From a routine's bytes to its player, or to one sentence that says why not."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from psoas_desktop.advice.advise import stops
from psoas_desktop.advice.sentences import advice_sentence
from psoas_desktop.playback.player import Player
from psoas_desktop.routine.check import check
from psoas_desktop.routine.problems import Level
from psoas_desktop.routine.sentences import sentence
from psoas_desktop.storage.program_data import ProgramData, read_program_data
from psoas_desktop.storage.resources import root
from psoas_desktop.storage.routine_files import read_stored


def player_of_file(path: Path, program: ProgramData | None = None) -> tuple[Player | None, str]:
    """The player of a routine file.

    Returns:
        The player and nothing, or None and why it cannot be played, translated.
    """
    try:
        data = read_stored(path).data
    except OSError as error:
        return None, QCoreApplication.translate("Disk", str(error.strerror or error))
    return player_of_bytes(data, (), program)


def player_of_bytes(
    data: bytes, start: Sequence[str | int] = (), program: ProgramData | None = None
) -> tuple[Player | None, str]:
    """The player of a routine, from a block on.

    Args:
        data: The routine as a file holds it.
        start: The path of the block to start from; empty for the beginning.
        program: Catalogue and rules; the program's own when None.

    Returns:
        The player and nothing, or None and why it cannot be played, translated.
    """
    program = program or read_program_data(root())
    checked = check(data, program.field_rules, program.catalogue)
    if checked.routine is None or checked.draft is None:
        error = next(problem for problem in checked.problems if problem.level is Level.ERROR)
        return None, sentence(error, QCoreApplication.translate)
    grave = stops(checked.draft, checked.routine, program.catalogue, program.rules, program.rulebook)
    if grave:
        return None, advice_sentence(grave[0], program.rulebook)
    routine = checked.routine
    if start:
        from psoas_desktop.playback.excerpt import from_here

        routine = from_here(routine, tuple(start))
    return Player(routine, program.catalogue, program.rules), ""
