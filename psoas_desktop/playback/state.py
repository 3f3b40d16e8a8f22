"""The state of a session, frozen: everything that the next input and the screen depend on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from psoas_desktop.playback.outputs import Ledger, Reason
from psoas_desktop.playback.timeline import Phase, Step, TimedBanner, Timeline
from psoas_desktop.playback.transitions import PLAYING, Mode
from psoas_desktop.routine.cues import Banner
from psoas_desktop.routine.values import dataclass
from psoas_desktop.routine.vocabulary import Position
from psoas_desktop.safety.gate import GatePage
from psoas_desktop.safety.rules import Line
from psoas_desktop.safety.screening import Lock


@dataclass(frozen=True, slots=True)
class State:
    """A session at one moment.

    Attributes:
        clock_ms: The session clock up to which everything has happened.
        pages: The gate's pages after the answers so far; an unanswered question counts as its most cautious.
        page_count: How many pages there will be if the answers to come change nothing.
        screen_since_ms: When the present screen came up; stray keys right after it are ignored.
        timeline: None until the gate has been passed.
        steps: What has been and is to be played; jumps append to it and rewrite what follows ``index``.
        elapsed_ms: Time played of the present step.
        extended_ms: Time added to the present step.
        fired: Indexes of the present step's cues that have been said.
        shown: How many of the present step's banners have come up.
        step_over: The present step has been played to its end, and the session waits or stands after it.
        position: Where the body is, as far as the session knows.
        on_back_ms: Continuous time on the back, everything included.
        off_back_ms: Time since then off the back.
        mode_ms: Time in the present pause, wait or unwell sequence.
        said: How often the line of the present pause, wait or unwell sequence has been said.
        resume: The mode that a pause goes back to.
        resume_enters: The step after the pause has yet to begin (the person was moved to the side).
        line: What the screen shows as the line to follow; empty for the step's title.
        unwell_from: The position in which the person felt unwell.
        ending: Why the session will end, once that is decided.
        ended: Its time no longer counts.
        locks: Why the session is locked.
        supine_cap_ms: Longest continuous time on the back for this person; None for everybody's.
        promised_ms: The planned time that the gate's last page names, where answers changed the routine.
    """

    mode: Mode
    clock_ms: int
    screen_since_ms: int
    pages: tuple[GatePage, ...]
    page: int = 0
    page_count: int = 0
    answers: Mapping[str, str] = field(default_factory=dict)
    timeline: Timeline | None = None
    steps: tuple[Step, ...] = ()
    index: int = 0
    elapsed_ms: int = 0
    extended_ms: int = 0
    fired: frozenset[int] = frozenset()
    shown: int = 0
    step_over: bool = False
    position: Position = Position.STANDING
    on_back_ms: int = 0
    off_back_ms: int = 0
    mode_ms: int = 0
    said: int = 0
    resume: Mode = Mode.GATE
    resume_enters: bool = False
    line: str = ""
    unwell_from: Position = Position.STANDING
    ending: Reason | None = None
    ended: bool = False
    ledger: Ledger = field(default_factory=Ledger)
    locks: tuple[Lock, ...] = ()
    supine_cap_ms: int | None = None
    promised_ms: int = 0

    @property
    def step(self) -> Step | None:
        """The present step; None before the gate has been passed and after the end."""
        return self.steps[self.index] if self.index < len(self.steps) else None

    @property
    def length_ms(self) -> int:
        """How long the present step is to last, extensions included."""
        return self.step.length_ms + self.extended_ms if self.step else 0

    @property
    def running(self) -> bool:
        """Whether the session has begun and not ended, so that its time counts."""
        return self.timeline is not None and not self.ended

    def remaining_ms(self) -> int:
        """Planned time still to come, what is left of extensions included."""
        later = sum(step.planned_ms for step in self.steps[self.index + 1 :])
        if self.step is None or self.step_over:
            return later
        return max(0, self.step.planned_ms + self.extended_ms - self.elapsed_ms) + later

    def next_cue(self) -> tuple[int, int] | None:
        """Index and due time in the step of the cue to be said next; None when all have been."""
        if self.step is None:
            return None
        waiting = [
            (cue.due_ms(self.length_ms), index)
            for index, cue in enumerate(self.step.cues)
            if index not in self.fired
        ]
        if not waiting:
            return None
        due, index = min(waiting)
        return index, due

    def next_banner(self) -> TimedBanner | None:
        """The lead-in banner to come up next."""
        if self.step is None or self.shown >= len(self.step.banners):
            return None
        return self.step.banners[self.shown]


@dataclass(frozen=True, slots=True)
class View:
    """What a screen shows of a session at one moment.

    Attributes:
        mode: What the session is doing.
        page: The gate's page, or None.
        page_number: From 1.
        page_count: How many pages the gate has.
        answer_in_ms: Until an answer counts; 0 when it does.
        step: The present step, or None.
        left_ms: What is left of the present step (to the cap where it is open-ended).
        step_share: How much of the present step is done, 0 to 1.
        line: What to do now.
        banner: The banner on the stage, or None outside a step.
        coming: The next step of another visit or side, or None.
        done_ms: Planned time behind the person.
        total_ms: Planned time behind and ahead; at the gate the time of the changed routine, 0 before that.
        locks: Why the session is locked.
        stop_word: What to go by while a helper holds the person; empty else. It may hold a file's own words.
        paused_from: The mode that a pause goes back to.
        exit: The way out shown while unwell.
        ending: Why the session ends or ended.
        is_down: Whether the person is on the floor, so that finishing leads up first.
    """

    mode: Mode
    page: GatePage | None
    page_number: int
    page_count: int
    answer_in_ms: int
    step: Step | None
    left_ms: int
    step_share: float
    line: str
    banner: Banner | None
    coming: Step | None
    done_ms: int
    total_ms: int
    paused_from: Mode | None
    exit: Line | None
    ending: Reason | None
    ledger: Ledger
    locks: tuple[Lock, ...] = ()
    stop_word: str = ""
    is_down: bool = False


def coming_step(state: State) -> Step | None:
    """The next step that asks for something else: another visit, another side, or a way."""
    now = state.step
    if now is None:
        return None
    for step in state.steps[state.index + 1 :]:
        if step.visit != now.visit or step.side is not now.side or step.phase is Phase.WAY_UP:
            return step
    return None


def present_banner(state: State) -> Banner | None:
    """The lead-in banner that is up, else the step's persistent one."""
    step = state.step
    if step is None:
        return None
    up = [b for b in step.banners[: state.shown] if b.at_ms <= state.elapsed_ms < b.until_ms]
    return up[-1].banner if up else step.persistent


def mode_of(step: Step) -> Mode:
    """The mode in which a step is played."""
    mode = Mode(step.phase.value)
    assert mode in PLAYING
    return mode
