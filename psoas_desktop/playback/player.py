"""The player: a pure function from a state, an input and a moment to the next state and its outputs.

It reads no clock and waits for nothing: a window ticks it, a test jumps through it, a rehearsal writes it
down.
"""

from __future__ import annotations

from dataclasses import field, replace

from psoas_desktop.playback.changes_told import changes_told
from psoas_desktop.playback.fitting import OnBack, fit_back
from psoas_desktop.playback.inputs import Gap, Input, Tick, Unwell
from psoas_desktop.playback.layout import lay_out
from psoas_desktop.playback.outputs import GateShown, Note, Output
from psoas_desktop.playback.progress import Progress
from psoas_desktop.playback.session import Session
from psoas_desktop.playback.state import State, View, coming_step, present_banner
from psoas_desktop.playback.time_fit import fit_time
from psoas_desktop.playback.timeline import Timeline
from psoas_desktop.playback.transitions import ON_THE_WAY, TABLE, Mode, is_legal
from psoas_desktop.routine.block_kinds import Catalogue
from psoas_desktop.routine.model import Routine
from psoas_desktop.routine.values import dataclass
from psoas_desktop.routine.vocabulary import Severity
from psoas_desktop.safety.asking import Answers, Asked, ask
from psoas_desktop.safety.gate import BEFORE, CHANGES, GO_ON, GatePage, gate_pages, read_first
from psoas_desktop.safety.memory import Answered, Recall, Remembered, known_facts, remember, settled
from psoas_desktop.safety.positions import is_down
from psoas_desktop.safety.rules import SafetyRules
from psoas_desktop.safety.screening import SETUP, Change, Lock, Screened, locks, screen

GUARD_MS = 500
"""Input this soon after a new screen is a stray key; never "I feel unwell" (decisions, The program)."""


@dataclass(frozen=True)
class Player:
    """Plays one routine.

    Attributes:
        routine: The routine as its file has it.
        catalogue: Kinds, banners, profiles and words.
        rules: The safety part's data.
        recall: Who may be there again, with what is remembered of them; None for nobody.
        wanted_ms: The time that there is for the session; 0 for as much as it takes.
        given: What was answered before another routine and holds for weeks; it is not asked again.
    """

    routine: Routine
    catalogue: Catalogue
    rules: SafetyRules
    recall: Recall | None = None
    wanted_ms: int = 0
    given: Answers = field(default_factory=dict)

    def start(self, now_ms: int) -> tuple[State, tuple[Output, ...]]:
        """Opens the gate.

        Args:
            now_ms: The session clock, milliseconds of any monotonic clock.

        Returns:
            The first state, and the gate's first page as an output.
        """
        pages = self.pages(self.given)
        # The disclaimer and the stop signs are always left to be read and answered.
        first = next(number for number, page in enumerate(pages) if page.id not in self.given)
        count = self.page_count(self.given)
        state = State(Mode.GATE, now_ms, now_ms, pages, page=first, answers=self.given, page_count=count)
        return state, (GateShown(now_ms, pages[first]),)

    def pages(self, answers: Answers) -> tuple[GatePage, ...]:
        """The pages of the gate after a set of answers."""
        return self._pages(answers, ())

    def last_page(self, answers: Answers, changes: tuple[Change, ...]) -> GatePage | None:
        """The page that tells what the answers changed, and why; None where they changed nothing.

        Somebody who read everything before reads it on the last page, with what there is to prepare.
        """
        reasons = changes_told(changes, self.routine, self.catalogue, self.rules.change_words)
        page = self._pages(answers, reasons)[-1]
        if page.id == BEFORE:
            return page
        return GatePage(CHANGES, Severity.INFO, "", "", "", reasons, (GO_ON,)) if reasons else None

    def page_count(self, answers: Answers) -> int:
        """How many pages the gate has if the questions to come are answered so that they change nothing."""
        given = dict(answers)
        while True:
            pages = self.pages(given)
            following = next((page for page in pages if page.id not in given), None)
            if following is None:
                return len(pages)
            given[following.id] = min(following.choices, key=lambda c: (c.outcome != "go", c.caution)).id

    def _pages(self, answers: Answers, reasons: tuple[str, ...]) -> tuple[GatePage, ...]:
        return gate_pages(self.routine, self.catalogue, self.rules, answers, self.recall, reasons)

    def screened(self, answers: Answers) -> Screened:
        """The routine after a set of answers, as it is played; a missing answer counts as the most cautious.

        What the limits of time on the back and the time that there is make shorter is made so here: what is
        planned then is what is played.
        """
        screened = screen(self.routine, self.asked(answers), self.rules, self.catalogue)
        if screened.locks:
            return screened
        limits, words = self.rules.limits, self.rules.fitting
        on_back = OnBack(screened.supine_cap_ms, limits.off_back_ms, words.back)

        def plan(routine: Routine) -> Timeline:
            return lay_out(routine, self.catalogue, self.rules, screened.flags)

        def plan_within_limits(routine: Routine) -> Timeline:
            return plan(fit_back(routine, (), on_back, plan)[0])

        routine, changes = screened.routine, screened.changes
        if self.wanted_ms:
            # What is left out may have parted two times on the back: limits are looked at with each try.
            fitted = fit_time(routine, changes, self.wanted_ms, words, plan_within_limits)
            routine, changes = fitted.routine, fitted.changes
        routine, changes = fit_back(routine, changes, on_back, plan)
        return replace(screened, routine=routine, changes=changes)

    def asked(self, answers: Answers) -> Asked:
        """The questions that matter, with what a set of answers says."""
        held = settled(self.recall, self.rules, answers)
        return ask(self.routine, self.rules, answers, known_facts(self.recall), held)

    def locks(self, answers: Answers) -> tuple[Lock, ...]:
        """Why the answers given so far, and no others, lock play."""
        facts: dict[str, str] = dict(known_facts(self.recall))
        for name, choice_id in answers.items():
            question = self.rules.question(name)
            choice = question.choice(choice_id) if question is not None else None
            facts |= choice.sets if choice is not None else {}
        return locks(self.rules, facts)

    def remembering(self, answers: Answers, today: int) -> Remembered | None:
        """What to remember of somebody who has passed the gate with a set of answers; None for nothing.

        Args:
            answers: The answers of the session.
            today: The day, as ``date.toordinal``.
        """
        read = tuple(page.mark for page in read_first(self.routine, self.catalogue) if page.id in answers)
        passed = Answered(self.routine, self.rules, self.asked(answers), answers, read)
        return remember(self.recall, today, passed)

    def timeline(self, screened: Screened) -> Timeline:
        """The timeline of a screened routine."""
        return lay_out(screened.routine, self.catalogue, self.rules, screened.flags)

    def handle(self, state: State, given: Input, now_ms: int) -> tuple[State, tuple[Output, ...]]:
        """Lets time pass up to a moment, then takes an input.

        Args:
            state: The session so far.
            given: What happened.
            now_ms: When, on the session clock; a moment before the state's is taken as the state's.

        Returns:
            The next state, and what happened in the order in which it did. An input that the state table does
            not list for the mode changes nothing but the time.
        """
        progress = Progress(self.rules, state)
        session = Session(self, progress)
        now = max(now_ms, state.clock_ms)
        if isinstance(given, Gap):
            progress.advance(min(max(given.since_ms, state.clock_ms), now))
            before = progress.state.mode
            session.gap(now, legal=is_legal(before, Gap))
        else:
            progress.advance(now)
            before = progress.state.mode
            self._take(session, given)
        after = progress.state.mode
        if before is not after and after not in TABLE.get((before, type(given)), ()):
            raise AssertionError(f"the state table has no {type(given).__name__} from {before} to {after}")
        return progress.state, tuple(progress.outputs)

    def _take(self, session: Session, given: Input) -> None:
        progress = session.progress
        state = progress.state
        if isinstance(given, Tick):
            return
        if isinstance(given, Unwell):
            session.unwell()
        elif not is_legal(state.mode, type(given)):
            progress.note(Note.NOT_HERE)
        elif state.clock_ms - state.screen_since_ms < GUARD_MS:
            progress.note(Note.TOO_SOON)
        else:
            session.take(given)

    def next_due_ms(self, state: State) -> int | None:
        """When something happens by itself next, on the session clock; None for never."""
        return Progress(self.rules, state).next_due()

    def view(self, state: State) -> View:
        """What a screen shows now."""
        page = state.pages[state.page] if state.mode is Mode.GATE else None
        step = state.step if state.mode in ON_THE_WAY | {Mode.PAUSED} else None
        left = max(0, state.length_ms - state.elapsed_ms) if step and not state.step_over else 0
        remaining = state.remaining_ms()
        done = sum(s.planned_ms for s in state.steps) + state.extended_ms - remaining
        answer_in = page.reading_ms - (state.clock_ms - state.screen_since_ms) if page else 0
        return View(
            mode=state.mode,
            page=page,
            page_number=state.page + 1,
            page_count=state.page_count,
            answer_in_ms=max(0, answer_in),
            step=step,
            left_ms=left,
            step_share=1 - left / state.length_ms if state.length_ms else 0.0,
            line=state.line or (step.title if step else ""),
            banner=present_banner(state) if step else None,
            coming=coming_step(state) if step else None,
            done_ms=done,
            total_ms=done + remaining if state.timeline else state.promised_ms,
            locks=state.locks,
            stop_word=self._stop_word(state) if step else "",
            paused_from=state.resume if state.mode is Mode.PAUSED else None,
            exit=self.rules.unwell.exits[state.unwell_from].line if state.mode is Mode.UNWELL else None,
            ending=state.ending,
            ledger=state.ledger,
            is_down=state.running and is_down(state.position),
        )

    def _stop_word(self, state: State) -> str:
        """The stop word that the two have chosen, while one holds the other."""
        block = state.step.block if state.step else None
        if block is None or not block.kind.needs_helper or block.kind.profile == SETUP:
            return ""
        question = self.rules.question("helper-agree")
        chosen = question.chosen(state.answers) if question else None
        word = (chosen.word if chosen else "") or str(block.fields.get("stop_word", "")).strip()
        named, agreed = self.rules.stop_word
        return named.replace("{word}", word) if word else agreed
