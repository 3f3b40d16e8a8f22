"""The state table of the player: the one place that says what may follow what.

An input that the table does not list for a mode changes nothing. The diagram in ARCHITECTURE.md is written
from this table.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from psoas_desktop.playback.inputs import (
    Answer,
    Back,
    Extend,
    FeelBetter,
    Finish,
    Gap,
    GoOn,
    Input,
    Next,
    Pause,
    Tick,
    Unwell,
)
from psoas_desktop.playback.timeline import Phase


class Mode(StrEnum):
    """What a session is doing."""

    GATE = "gate"
    BLOCKED = "blocked"
    LEAD_IN = "lead_in"
    HOLD = "hold"
    CHANGEOVER = "changeover"
    BETWEEN = "between"
    WAY_DOWN = "way_down"
    WAY_UP = "way_up"
    WAITING = "waiting"
    PAUSED = "paused"
    UNWELL = "unwell"
    FINISHED = "finished"


PLAYING = frozenset(Mode(phase.value) for phase in Phase)
"""Modes in which the routine's time runs."""

ON_THE_WAY = PLAYING | {Mode.WAITING}
"""Modes of a session that has begun and is not stopped."""

MOVES = PLAYING | {Mode.FINISHED}
"""Where leaving a step can lead: another step, or the end."""

Table = Mapping[tuple[Mode, type[Input]], frozenset[Mode]]


def _table() -> Table:
    table: dict[tuple[Mode, type[Input]], frozenset[Mode]] = {}

    def rule(modes: frozenset[Mode] | set[Mode], given: type[Input], to: frozenset[Mode] | set[Mode]) -> None:
        for mode in modes:
            table[mode, given] = frozenset(to)

    every = frozenset(Mode)
    rule(every, Unwell, {Mode.UNWELL})
    for mode in every - ON_THE_WAY:
        rule({mode}, Tick, {mode})
    # A step that ends by itself leads to the next, to waiting for the person, or to the end; time on the back
    # that has run out leads to the way up.
    rule(ON_THE_WAY, Tick, MOVES | {Mode.WAITING})
    # A routine of which nothing is left to play ends at once.
    rule({Mode.GATE}, Answer, {Mode.GATE, Mode.BLOCKED} | MOVES)
    rule({Mode.WAITING}, GoOn, MOVES)
    rule({Mode.PAUSED}, GoOn, MOVES | {Mode.WAITING})
    rule(ON_THE_WAY, Pause, {Mode.PAUSED})
    rule(ON_THE_WAY | {Mode.PAUSED}, Gap, {Mode.PAUSED})
    rule(ON_THE_WAY, Next, MOVES)
    rule(ON_THE_WAY, Back, PLAYING)
    rule({Mode.HOLD, Mode.BETWEEN}, Extend, {Mode.HOLD, Mode.BETWEEN})
    # Someone on the floor is brought up first; a way up that is under way, or waits, goes on.
    rule(PLAYING, Finish, MOVES)
    rule({Mode.WAITING, Mode.PAUSED}, Finish, MOVES | {Mode.WAITING})
    rule({Mode.GATE, Mode.BLOCKED}, Finish, {Mode.FINISHED})
    rule({Mode.UNWELL}, FeelBetter, {Mode.LEAD_IN, Mode.WAY_UP, Mode.FINISHED})
    rule({Mode.UNWELL}, Finish, {Mode.FINISHED})
    return table


TABLE: Table = _table()


def is_legal(mode: Mode, given: type[Input]) -> bool:
    """Whether an input means anything in a mode."""
    return (mode, given) in TABLE


def diagram() -> str:
    """Writes the table as a Mermaid state diagram, ticks within a mode left out."""
    groups = {"playing": PLAYING}
    lines = ["stateDiagram-v2", "    [*] --> gate", "    state playing {"]
    lines += [f"        {mode}" for mode in Mode if mode in PLAYING]
    lines.append("    }")
    edges: dict[tuple[str, str], list[str]] = {}
    for (mode, given), targets in TABLE.items():
        for target in targets:
            source = "playing" if mode in groups["playing"] else str(mode)
            end = "playing" if target in groups["playing"] else str(target)
            names = edges.setdefault((source, end), [])
            stays = source == end and given is Tick
            if given.__name__ not in names and not stays:
                names.append(given.__name__)
    for (source, end), names in sorted(edges.items()):
        if names:
            lines.append(f"    {source} --> {end}: {', '.join(sorted(names))}")
    lines.append("    finished --> [*]")
    return "\n".join(lines) + "\n"
