"""A stray key soon after a new screen changes nothing and leaves nobody lying."""

import pytest

from psoas_desktop.playback.inputs import (
    Back,
    Extend,
    FeelBetter,
    Finish,
    GoOn,
    Next,
    Pause,
    Unwell,
)
from psoas_desktop.playback.outputs import Note
from psoas_desktop.playback.timeline import Phase
from psoas_desktop.playback.transitions import Mode
from tests.core.following import DOWN, GUARD_MS, LYING
from tests.core.sessions import CHAIR, begin, block, fine


@pytest.mark.parametrize("given", [Next(), Back(), Pause(), Finish(), Extend()])
def test_input_in_the_first_half_second_of_a_screen_is_ignored(given):
    run = begin(block("seated-rest"), block("hydrate")).to(Phase.HOLD, "seated-rest")
    step = run.step
    run.send(given, run.now + GUARD_MS - 1)
    assert run.notes() == [Note.TOO_SOON]
    assert (run.step, run.mode) == (step, Mode.HOLD)
    run.send(given, run.now + 1)
    assert run.notes() == [Note.TOO_SOON]
    assert (run.mode, run.state.index, run.state.extended_ms) != (Mode.HOLD, 1, 0)


@pytest.mark.parametrize("given", [FeelBetter(), Finish()])
def test_a_stray_key_does_not_leave_unwell(given):
    run = begin(*CHAIR)
    run.send(Unwell())
    run.wait(10_000)
    run.send(Unwell())
    run.send(given, run.now + 499)
    assert run.mode is Mode.UNWELL


@pytest.mark.parametrize("given", [GoOn(), Finish()])
def test_a_stray_key_does_not_leave_a_pause(given):
    run = begin(*CHAIR).to(Phase.HOLD, "hydrate")
    run.give(Pause())
    run.send(given, run.now + 499)
    assert run.mode is Mode.PAUSED
    run.send(given, run.now + 1)
    assert run.mode is not Mode.PAUSED


def test_nobody_is_left_lying_by_any_key():
    for given in (Next, Back, Finish, Extend, Pause):
        run = begin(*CHAIR).to(Phase.HOLD, "chair-rest")
        for _ in range(4):
            run.give(given())
        run.to_end()
        fine(run)
        ending = run.entered[-1]
        assert ending.end_position not in LYING
        assert run.body not in DOWN
