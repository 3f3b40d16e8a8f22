"""Reading files of answers for the commands: one sentence on standard error for what is none."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence

from psoas_desktop.cli.files import read
from psoas_desktop.playback.player import Player
from psoas_desktop.safety.answers import BadAnswersError, answers_from_data
from psoas_desktop.safety.asking import Answers
from psoas_desktop.safety.memory import strictest


def read_answers(files: Sequence[str], player: Player) -> Answers | None:
    """Reads the answers of one person, or the strictest of several.

    Args:
        files: A file for each person, at least one.
        player: The player of the routine that they answer for.

    Returns:
        The answers; None where a file has none, after saying so.
    """
    sets = []
    for file in files:
        data = read(file)
        if data is None:
            return None
        try:
            sets.append(answers_from_data(json.loads(data), player.rules))
        except (ValueError, RecursionError, BadAnswersError) as error:
            print(f"psoas-desktop: {file}: these are not answers: {error}.", file=sys.stderr)
            return None
    return sets[0] if len(sets) == 1 else strictest(player.routine, player.rules, sets)
