"""A stretch with a helper: the stop word stays in sight, and somebody asks every minute."""

import itertools

import pytest

from psoas_desktop.playback.inputs import Pause
from psoas_desktop.playback.player import Player
from psoas_desktop.playback.timeline import Phase
from psoas_desktop.routine.vocabulary import CueKind
from tests.core.sessions import CATALOGUE, RULES, Run, answered, block, routine_of


def helped(choice="red", **fields):
    routine = routine_of(block("helper-briefing"), block("helper-stretch", **fields), block("seated-rest"))
    run = Run(Player(routine, CATALOGUE, RULES))
    run.pass_gate(answered(routine, {"helper-agree": choice}))
    return run


@pytest.mark.parametrize(
    ("choice", "own", "line"),
    [
        ("red", "", "Stop word: red"),
        ("enough", "", "Stop word: enough"),
        ("red", "banana", "Stop word: red"),
        ("other", "banana", "Stop word: banana"),
        ("other", "", "At your stop word: leg down"),
        ("other", "  ", "At your stop word: leg down"),
        ("other", "{word}", "Stop word: {word}"),
    ],
)
def test_the_word_that_was_chosen_is_in_sight_during_the_stretch(choice, own, line):
    run = helped(choice, **({"stop_word": own} if own else {}))
    assert run.view.stop_word == ""
    for phase in (Phase.LEAD_IN, Phase.HOLD, Phase.CHANGEOVER):
        run.to(phase, "helper-stretch")
        assert run.view.stop_word == line
    run.give(Pause())
    assert run.view.stop_word == line
    run.to(Phase.LEAD_IN, "seated-rest")
    assert run.view.stop_word == ""


@pytest.mark.parametrize("duration", [60, 120, 180, 240, 300])
def test_somebody_asks_at_least_every_minute(duration):
    run = helped(duration_s=duration, sides="left")
    run.to(Phase.HOLD, "helper-stretch")
    step = run.step
    asked = [c.due_ms(step.length_ms) for c in step.cues if c.kind is CueKind.CHECKIN]
    ends = [0, *sorted(asked), step.length_ms]
    assert max(b - a for a, b in itertools.pairwise(ends)) <= 60_000, ends
