"""The state table: every mode with every input, tried on real states."""

import re
from dataclasses import replace

import pytest

from psoas_desktop.playback import inputs, outputs, transitions
from psoas_desktop.playback.inputs import (
    Answer,
    Back,
    Extend,
    FeelBetter,
    Finish,
    Gap,
    GoOn,
    Next,
    Pause,
    Tick,
    Unwell,
)
from psoas_desktop.playback.outputs import Note
from psoas_desktop.playback.timeline import Phase
from psoas_desktop.playback.transitions import ON_THE_WAY, PLAYING, TABLE, Mode, diagram, is_legal
from tests.core.following import GUARD_MS
from tests.core.sessions import Run, begin, block, group, player_of

INPUTS = (Tick, Answer, GoOn, Pause, Next, Back, Extend, Unwell, FeelBetter, Finish, Gap)
PLAYED = "lead_in hold changeover between way_down way_up"
MEANS = {
    # What a person can do where: player.md, Controlled, and the words of inputs.py.
    Tick: "gate blocked waiting paused unwell finished " + PLAYED,
    Unwell: "gate blocked waiting paused unwell finished " + PLAYED,
    Answer: "gate",
    GoOn: "waiting paused",
    Pause: "waiting " + PLAYED,
    Next: "waiting " + PLAYED,
    Back: "waiting " + PLAYED,
    Extend: "hold between",
    FeelBetter: "unwell",
    Finish: "gate blocked waiting paused unwell " + PLAYED,
    Gap: "waiting paused " + PLAYED,
}


def reach(mode):
    """A session in a mode, reached as a person would."""
    if mode is Mode.GATE:
        return Run(player_of(block("chair-rest")))
    if mode is Mode.BLOCKED:
        run = Run(player_of(block("chair-rest")))
        run.pass_gate({"q-signs": "some"})
        return run
    if mode is Mode.CHANGEOVER:
        return begin(block("kneeling-lunge")).to(Phase.CHANGEOVER)
    if mode is Mode.BETWEEN:
        return begin(group(block("seated-rest"), rest=30)).to(Phase.BETWEEN)
    run = begin(block("chair-rest"), block("hydrate"))
    if mode is Mode.PAUSED:
        run.give(Pause())
        return run
    if mode is Mode.UNWELL:
        run.give(Unwell())
        return run
    return run.to_mode(mode)


def given_in(kind, run):
    if kind is Answer:
        page = run.state.pages[min(run.state.page, len(run.state.pages) - 1)]
        return Answer(page.id, page.choices[0].id)
    return Gap(run.now) if kind is Gap else kind()


def test_every_input_and_every_mode_is_tried():
    assert {kind.__name__ for kind in INPUTS} == {
        name
        for name, kind in vars(inputs).items()
        if isinstance(kind, type) and kind.__module__ == inputs.__name__
    }
    assert {mode for modes in MEANS.values() for mode in modes.split()} == {mode.value for mode in Mode}


def test_the_table_lists_what_means_something():
    listed = {(mode, kind) for kind, modes in MEANS.items() for mode in map(Mode, modes.split())}
    assert set(TABLE) == listed
    for mode in Mode:
        for kind in INPUTS:
            assert is_legal(mode, kind) == ((mode, kind) in listed)


@pytest.mark.no_cover
@pytest.mark.parametrize("mode", Mode)
@pytest.mark.parametrize("kind", INPUTS)
def test_each_input_in_each_mode(mode, kind):
    run = reach(mode)
    assert run.state.mode is mode
    at = max(run.now, run.state.screen_since_ms + GUARD_MS, run.now + (60_000 if mode is Mode.GATE else 1))
    waited, _ = run.player.handle(run.state, Tick(), at)
    assert waited.mode is mode
    after, outs = run.player.handle(waited, given_in(kind, run), at)
    if mode.value in MEANS[kind].split():
        assert after.mode in TABLE[mode, kind]
        assert outputs.Noted(at, Note.NOT_HERE) not in outs
        changed = [o for o in outs if isinstance(o, outputs.ModeChanged)]
        assert [o.mode for o in changed][-1:] == [after.mode] * bool(changed)
    else:
        assert after == waited
        assert outs == ((outputs.Noted(at, Note.NOT_HERE),) if kind is not Gap else ())


@pytest.mark.no_cover
@pytest.mark.parametrize("mode", Mode)
@pytest.mark.parametrize("kind", INPUTS)
def test_an_input_that_means_nothing_lets_the_time_pass_all_the_same(mode, kind):
    if mode.value in MEANS[kind].split() or kind is Gap:
        return
    run = reach(mode)
    at = run.now + 700_000
    waited, heard = run.player.handle(run.state, Tick(), at)
    if waited.mode.value in MEANS[kind].split():
        return
    after, outs = run.player.handle(run.state, given_in(kind, run), at)
    assert replace(after, timeline=None) == replace(waited, timeline=None)
    assert outs == (*heard, outputs.Noted(at, Note.NOT_HERE))


def test_unwell_works_everywhere_and_is_left_only_by_the_person():
    for mode in Mode:
        assert TABLE[mode, Unwell] == {Mode.UNWELL}
    for (mode, kind), targets in TABLE.items():
        if mode is Mode.UNWELL and targets != {Mode.UNWELL}:
            assert kind in (FeelBetter, Finish)
            assert not targets & {
                Mode.HOLD,
                Mode.CHANGEOVER,
                Mode.BETWEEN,
                Mode.WAY_DOWN,
                Mode.WAITING,
                Mode.GATE,
            }
    assert TABLE[Mode.UNWELL, Tick] == {Mode.UNWELL}
    assert TABLE[Mode.PAUSED, Tick] == {Mode.PAUSED}


def test_only_an_answer_leads_out_of_the_gate_into_the_routine():
    for (mode, kind), targets in TABLE.items():
        if mode in (Mode.GATE, Mode.BLOCKED) and targets & ON_THE_WAY:
            assert (mode, kind) == (Mode.GATE, Answer)


def test_a_session_that_is_over_or_blocked_does_not_begin():
    for (mode, _), targets in TABLE.items():
        if mode in (Mode.FINISHED, Mode.BLOCKED):
            assert not targets & (ON_THE_WAY | {Mode.GATE, Mode.PAUSED})


def test_the_table_is_made_as_it_is_written():
    assert transitions._table() == TABLE


def test_modes_and_phases_share_their_names():
    assert {mode.value for mode in PLAYING} == {phase.value for phase in Phase}
    assert {Mode.WAITING} == ON_THE_WAY - PLAYING


def test_the_diagram_lists_every_mode_and_what_leads_where():
    text = diagram()
    assert text.startswith("stateDiagram-v2\n")
    assert text.endswith("\n")
    for mode in Mode:
        assert re.search(rf"(?m)(^|\s){mode}(\s|:|$)", text), mode
    edges = re.findall(r"^    (\w+) --> (\w+): (.+)$", text, re.MULTILINE)

    def named(mode):
        return "playing" if mode in PLAYING else str(mode)

    drawn = {(a, b, name) for a, b, names in edges for name in names.split(", ")}
    meant = {
        (named(mode), named(target), kind.__name__)
        for (mode, kind), targets in TABLE.items()
        for target in targets
        if not (kind is Tick and named(mode) == named(target))
    }
    assert drawn == meant
    lines = text.splitlines()
    assert lines[:3] == ["stateDiagram-v2", "    [*] --> gate", "    state playing {"]
    assert lines[3:9] == [f"        {mode}" for mode in Mode if mode in PLAYING]
    assert lines[9] == "    }"
    assert lines[-1] == "    finished --> [*]"
