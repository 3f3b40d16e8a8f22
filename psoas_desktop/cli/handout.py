"""``handout``: a routine on paper, as it is written or as it would be played for somebody."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from psoas_desktop.cli.answers import read_answers
from psoas_desktop.cli.exit_codes import AT_FAULT, FINE, USAGE
from psoas_desktop.cli.files import load
from psoas_desktop.playback.handout import Handout, LockedError, handout_of
from psoas_desktop.playback.player import Player
from psoas_desktop.storage.program_data import read_program_data
from psoas_desktop.storage.resources import root

SaveHandout = Callable[[Handout, Path, str, Path], None]
"""Puts a handout on paper: what it says, the file, the paper, and where the routine's own photos are."""


def run(arguments: argparse.Namespace, save: SaveHandout) -> int:
    """Writes a handout and prints where.

    Args:
        arguments: ``file``, ``output``, ``paper``, ``answers`` (files, or None), ``with_reasons`` and
            ``minutes`` (0 for no wish).
        save: Needs Qt, so it is passed in.

    Returns:
        0 fine, 1 the routine is at fault or locked by the answers, 2 a file cannot be read or written.
    """
    program_data = read_program_data(root())
    routine = load(arguments.file, program_data)
    if isinstance(routine, int):
        return routine
    wanted_ms = round(arguments.minutes * 60_000)
    player = Player(routine, program_data.catalogue, program_data.rules, wanted_ms=wanted_ms)
    answers = read_answers(arguments.answers, player) if arguments.answers else None
    if arguments.answers and answers is None:
        return USAGE
    try:
        handout = handout_of(player, answers, with_reasons=arguments.with_reasons)
    except LockedError as error:
        print(f"psoas-desktop: {arguments.file} is not printed: {error}", file=sys.stderr)
        return AT_FAULT
    try:
        save(handout, Path(arguments.output), arguments.paper, Path(arguments.file).parent)
    except OSError as error:
        reason = (error.strerror or str(error)).removesuffix(".")
        print(f"psoas-desktop: {arguments.output} cannot be written: {reason}.", file=sys.stderr)
        return USAGE
    print(arguments.output)
    return FINE
