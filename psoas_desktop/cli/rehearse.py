"""``rehearse``: a whole session with its times, without a window."""

from __future__ import annotations

import argparse
import json
import sys

from psoas_desktop.cli import script
from psoas_desktop.cli.answers import read_answers
from psoas_desktop.cli.exit_codes import FINE, USAGE
from psoas_desktop.cli.files import load
from psoas_desktop.playback.player import Player
from psoas_desktop.playback.rehearsal import Choose, as_written, rehearse, with_answers
from psoas_desktop.storage.program_data import read_program_data
from psoas_desktop.storage.resources import root


def run(arguments: argparse.Namespace) -> int:
    """Rehearses a routine.

    Args:
        arguments: ``file``, ``format``, ``answers`` (files, or None) and ``minutes`` (0 for no wish).

    Returns:
        0 fine, 1 the routine is at fault, 2 a file cannot be read.
    """
    program_data = read_program_data(root())
    routine = load(arguments.file, program_data)
    if isinstance(routine, int):
        return routine
    wanted_ms = round(arguments.minutes * 60_000)
    player = Player(routine, program_data.catalogue, program_data.rules, wanted_ms=wanted_ms)
    choose: Choose = as_written
    if arguments.answers:
        answers = read_answers(arguments.answers, player)
        if answers is None:
            return USAGE
        choose = with_answers(player, answers)
    found = rehearse(player, choose)
    if arguments.format == "json":
        json.dump(script.as_data(routine, found), sys.stdout, indent=2, ensure_ascii=False)
        print()
    else:
        print(script.as_text(routine, found, answered=bool(arguments.answers)), end="")
    return FINE
