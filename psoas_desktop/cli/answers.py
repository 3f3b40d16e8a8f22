"""Reading files of answers for the commands: one sentence on standard error for what is none."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence

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
            given = answers_from_data(json.loads(data), player.rules)
        except (ValueError, RecursionError, BadAnswersError) as error:
            print(f"psoas-desktop: {file}: these are not answers: {error}.", file=sys.stderr)
            return None
        for remark in _not_understood(given, player):
            print(f"psoas-desktop: {file}: {remark}.", file=sys.stderr)
        sets.append(given)
    return sets[0] if len(sets) == 1 else strictest(player.routine, player.rules, sets)


def _not_understood(given: Answers, player: Player) -> Iterator[str]:
    """What of a set of answers counts for nothing: questions that there are not, answers that are none."""
    own = {f"file:{question.id}" for question in player.routine.gate_questions}
    for name, choice in given.items():
        question = player.rules.question(name)
        if question is not None and question.choice(choice) is None:
            yield f"{name} is not answered by what stands there, so its most careful answer counts"
        elif question is None and name not in own and name not in player.catalogue.banners:
            yield f"there is no question {name!r}, so it counts for nothing"
