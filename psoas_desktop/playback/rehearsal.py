"""A whole session without a window: the player driven to its end, and everything it did with its time."""

from __future__ import annotations

from collections.abc import Callable

from psoas_desktop.playback import outputs as out
from psoas_desktop.playback.inputs import Answer, GoOn, Input, Tick
from psoas_desktop.playback.outputs import Output
from psoas_desktop.playback.player import GUARD_MS, Player
from psoas_desktop.playback.state import State
from psoas_desktop.playback.timeline import Step
from psoas_desktop.playback.transitions import Mode
from psoas_desktop.routine.values import dataclass
from psoas_desktop.safety.asking import Answers, covered
from psoas_desktop.safety.gate import GatePage
from psoas_desktop.safety.screening import Change, Lock

READY_AFTER_MS = 10_000
"""How long the rehearsed person takes to say "I am ready" in a waiting step."""


@dataclass(frozen=True, slots=True)
class Rehearsed:
    """What a rehearsal found.

    Attributes:
        pages: The gate's pages, in the order asked.
        answers: The answer given on each page.
        asked: The ids of the questions that mattered, those that a list covers included.
        blocked: The answers locked the session.
        locks: Why, and what to do instead.
        changes: What the answers changed.
        steps: The steps that were played, with what happened in each; times count from the end of the gate.
        finished: The end, or None where the session is blocked.
    """

    pages: tuple[GatePage, ...]
    answers: Answers
    asked: tuple[str, ...]
    blocked: bool
    locks: tuple[Lock, ...]
    changes: tuple[Change, ...]
    planned_ms: int
    steps: tuple[RehearsedStep, ...]
    finished: out.Finished | None


@dataclass(frozen=True, slots=True)
class RehearsedStep:
    """One step that was played.

    Attributes:
        start_ms: When it began, from the end of the gate.
        clock_ms: The same moment on the session clock, which the events' times are counted on.
        actual_ms: How long it was played.
        waited_ms: How long the session waited after it for the person.
    """

    start_ms: int
    clock_ms: int
    actual_ms: int
    step: Step
    events: tuple[Output, ...]
    waited_ms: int


Choose = Callable[[GatePage], str]
"""Which choice to give on a page."""


def as_written(page: GatePage) -> str:
    """Answers so that the routine is played as its file has it: the least cautious choice of each page."""
    return min(page.choices, key=lambda c: (c.outcome != "go", c.caution)).id


def with_answers(player: Player, answers: Answers) -> Choose:
    """Answers from a set; a page that is only read is read, and a missing answer is the most cautious one."""
    asked = player.asked(answers).choices

    def choose(page: GatePage) -> str:
        if len(page.choices) == 1:
            return page.choices[0].id
        given = asked.get(page.id) or page.choice(answers.get(page.id, ""))
        return (given or max(page.choices, key=lambda c: (c.outcome != "go", c.caution))).id

    return choose


def pass_gate(player: Player, choose: Choose) -> tuple[State, list[Output]]:
    """Answers the gate, each page after its reading time.

    Args:
        player: The player.
        choose: The choice for a page. One that stays on its page counts as not answered: the gate is not
            passed.

    Returns:
        The state behind the gate (or still there, or blocked), and everything that came out.
    """
    state, first = player.start(0)
    outputs = list(first)
    while state.mode is Mode.GATE:
        page = state.pages[state.page]
        now = state.screen_since_ms + max(page.reading_ms, GUARD_MS)
        before = (state.page, len(state.pages))
        state, more = player.handle(state, Answer(page.id, choose(page)), now)
        outputs += more
        if state.mode is Mode.GATE and (state.page, len(state.pages)) == before:
            break
    return state, outputs


def play_through(player: Player, state: State) -> tuple[State, list[Output]]:
    """Plays a session that has passed its gate to the end; a waiting step goes on after 10 s."""
    outputs: list[Output] = []
    while state.mode not in (Mode.FINISHED, Mode.GATE, Mode.BLOCKED):
        given: Input = Tick()
        due = player.next_due_ms(state)
        if state.mode is Mode.WAITING:
            ready = state.screen_since_ms + READY_AFTER_MS
            if due is None or due >= ready:
                given, due = GoOn(), ready
        assert due is not None
        state, more = player.handle(state, given, due)
        outputs += more
    return state, outputs


def rehearse(player: Player, choose: Choose = as_written) -> Rehearsed:
    """Plays a routine from the gate to the end, in no time.

    Args:
        player: The player of the routine.
        choose: The answers at the gate.

    Returns:
        Everything that happened.
    """
    state, outputs = pass_gate(player, choose)
    start = state.clock_ms
    behind_gate = state.mode not in (Mode.GATE, Mode.BLOCKED)
    end, more = play_through(player, state) if behind_gate else (state, [])
    started = next((o for o in outputs if isinstance(o, out.Started)), None)
    finished = next((o for o in more if isinstance(o, out.Finished)), None)
    return Rehearsed(
        pages=end.pages,
        answers=end.answers,
        asked=_asked(player, end.pages),
        blocked=not behind_gate,
        locks=end.locks,
        changes=started.changes if started else (),
        planned_ms=started.planned_ms if started else 0,
        steps=tuple(_steps([*outputs, *more], start)),
        finished=finished,
    )


def _asked(player: Player, pages: tuple[GatePage, ...]) -> tuple[str, ...]:
    found: list[str] = []
    for page in pages:
        question = player.rules.question(page.id)
        if question is not None:
            found += [page.id, *(one.id for one in covered(question, player.routine, player.rules))]
    return tuple(dict.fromkeys(found))


def _steps(outputs: list[Output], start: int) -> list[RehearsedStep]:
    steps: list[RehearsedStep] = []
    step: Step | None = None
    began = ended = 0
    events: list[Output] = []

    def close(now: int) -> None:
        if step is not None:
            steps.append(RehearsedStep(began - start, began, ended - began, step, tuple(events), now - ended))
            events.clear()

    for output in outputs:
        match output:
            case out.StepStarted():
                close(output.at_ms)
                step, began, ended = output.step, output.at_ms, output.at_ms
            case out.StepEnded():
                ended = output.at_ms
            case out.Finished():
                close(output.at_ms)
                step = None
            case out.CueFired() | out.BannerShown() | out.LineSaid() | out.Noted():
                events.append(output)
    return steps
