"""What a person does in a session: answering, pausing, moving on, feeling unwell, finishing."""

from __future__ import annotations

import itertools
from dataclasses import replace
from typing import Protocol

from psoas_desktop.playback import outputs as out
from psoas_desktop.playback.inputs import Answer, Back, Extend, FeelBetter, Finish, GoOn, Input, Next, Pause
from psoas_desktop.playback.outputs import Note, Reason
from psoas_desktop.playback.progress import Progress, is_way, leads_up
from psoas_desktop.playback.timeline import Phase, Step, Timeline
from psoas_desktop.playback.transitions import Mode
from psoas_desktop.routine.cues import MS
from psoas_desktop.routine.values import dataclass
from psoas_desktop.safety.asking import Answers
from psoas_desktop.safety.gate import BEFORE, CHANGES, GatePage
from psoas_desktop.safety.positions import Level, is_down, level
from psoas_desktop.safety.screening import Change, Lock, Screened

EXTENSION_MS = 30_000
"""What "stay a little longer" adds (player.md, Controlled)."""

JUST_BEGUN_MS = 3_000
"""Within this time of a step's start, back means the step before."""


class Plan(Protocol):
    """What a session asks of its player: pure functions of the routine."""

    def pages(self, answers: Answers) -> tuple[GatePage, ...]:
        """The pages of the gate after a set of answers."""

    def last_page(self, answers: Answers, changes: tuple[Change, ...]) -> GatePage | None:
        """The page that tells what the answers changed; None where there is nothing to tell."""

    def page_count(self, answers: Answers) -> int:
        """How many pages there will be if the answers to come change nothing."""

    def locks(self, answers: Answers) -> tuple[Lock, ...]:
        """Why the answers given so far lock play."""

    def screened(self, answers: Answers) -> Screened:
        """The routine after a set of answers."""

    def timeline(self, screened: Screened) -> Timeline:
        """The timeline of a screened routine."""


@dataclass(frozen=True)
class Session:
    """Takes inputs for a session whose time is ``progress``."""

    plan: Plan
    progress: Progress

    def take(self, given: Input) -> None:
        """Does what an input asks for; the caller has seen to it that it is legal here."""
        if isinstance(given, Answer):
            self.answer(given)
            return
        act = {
            GoOn: self.go_on,
            Pause: self.pause,
            Next: self.next,
            Back: self.back,
            Extend: self.extend,
            FeelBetter: self.feel_better,
            Finish: self.finish_here,
        }.get(type(given))
        if act is not None:
            act()

    def gap(self, now_ms: int, *, legal: bool) -> None:
        """Time that was not played: it counts as a pause, and the session asks before it goes on."""
        duration = now_ms - self.progress.state.clock_ms
        if not legal:
            self.progress.stand_still(duration)
            return
        self.progress.note(Note.GAP)
        self.pause()
        self.progress.pass_time(duration)
        # The screen is new to whoever comes back to it: a stray key must not go on.
        self.progress.set(screen_since_ms=now_ms)

    def pause(self) -> None:
        """Stops the clock."""
        if self.progress.state.mode is not Mode.PAUSED:
            self.progress.set(resume=self.progress.state.mode)
            self.progress.change_mode(Mode.PAUSED)

    def go_on(self) -> None:
        """Leaves a pause or a waiting step."""
        state = self.progress.state
        if state.mode is Mode.WAITING:
            self.progress.enter(state.index + 1)
        elif state.resume_enters:
            self.progress.enter(state.index)
        else:
            self.progress.change_mode(state.resume)

    def next(self) -> None:
        """Leaves this step; a way up or down is not skipped."""
        state, step = self.progress.state, self.progress.state.step
        assert step is not None
        if state.mode is Mode.WAITING:
            self.progress.enter(state.index + 1)
        elif is_way(step):
            self.progress.note(Note.WAY_NOT_SKIPPED)
        elif (end_cue := self._spoken_end(step)) is not None:
            self._wind_down(step, end_cue)
        else:
            self.progress.leave_step(state.steps[self._index_after(step) :])
            self.progress.enter(state.index + 1)

    def _spoken_end(self, step: Step) -> int | None:
        """The cue that has to be heard before a held leg is let go; None where there is none, or it was."""
        if step.phase is not Phase.HOLD or not (step.cap_ms or step.block.kind.needs_helper):
            return None
        last = len(step.cues) - 1
        ends = last >= 0 and step.cues[last].from_end and step.cues[last].at_ms == 0
        return last if ends and step.cues[last].say else None

    def _wind_down(self, step: Step, end_cue: int) -> None:
        """Ends a hold that somebody carries with its last words, said now, and goes on when they are over."""
        state, progress = self.progress.state, self.progress
        cue = replace(step.cues[end_cue], at_ms=state.elapsed_ms, from_end=False)
        end = state.elapsed_ms + max(cue.speech_ms, MS)
        shorter = replace(
            step,
            planned_ms=min(step.planned_ms + state.extended_ms, end),
            cap_ms=end,
            cues=(*step.cues[:end_cue], cue),
            extendable=False,
        )
        left = state.remaining_ms()
        steps = (*state.steps[: state.index], shorter, *state.steps[state.index + 1 :])
        progress.set(steps=steps, extended_ms=0, fired=frozenset(range(end_cue)))
        progress.set(ledger=state.ledger.moved(progress.state.remaining_ms() - left))

    def _index_after(self, step: Step) -> int:
        """Where next leads: out of a lead-in or changeover past the whole block, else to the next step."""
        index = self.progress.state.index + 1
        if step.phase not in (Phase.LEAD_IN, Phase.CHANGEOVER):
            return index
        steps, still_up = self.progress.state.steps, not is_down(self.progress.state.position)
        while (
            index < len(steps) and steps[index].visit == step.visit and (still_up or not is_way(steps[index]))
        ):
            index += 1
        return index

    def back(self) -> None:
        """Begins this step again; one that has just begun leads to the one before."""
        state = self.progress.state
        begun = state.elapsed_ms >= JUST_BEGUN_MS or state.step_over or state.ending is not None
        tail = None if begun else self._from_before()
        if tail is None:
            assert state.step is not None
            tail = (self._as_planned(state.step), *state.steps[state.index + 1 :])
        self.progress.leave_step(tail)
        self.progress.enter(state.index + 1)

    def _as_planned(self, step: Step) -> Step:
        """The step as the timeline has it: a hold that was wound down is whole when it begins again."""
        return next((planned for planned in self._planned() if planned.key == step.key), step)

    def _planned(self) -> tuple[Step, ...]:
        timeline = self.progress.state.timeline
        return timeline.steps if timeline else ()

    def _from_before(self) -> tuple[Step, ...] | None:
        """The timeline from the hold before in this visit, else from the visit before; ways are passed over.

        The timeline is asked, not what has been played: that holds steps that jumps cut short. On a way that
        a jump put in, "before" counts from where the way leads.
        """
        state, planned = self.progress.state, self._planned()
        places = {step.key: index for index, step in enumerate(planned)}
        ahead = (places[step.key] for step in state.steps[state.index :] if step.key in places)
        here = next(ahead, len(planned))
        visit = planned[here].visit if here < len(planned) else ""
        for index in range(here - 1, -1, -1):
            step = planned[index]
            if is_way(step) or step.phase not in (Phase.HOLD, Phase.LEAD_IN):
                continue
            begin = index
            while step.visit != visit and begin and planned[begin - 1].visit == step.visit:
                begin -= 1
            return planned[begin:]
        return None

    def extend(self) -> None:
        """Stays a little longer, where the step can be longer."""
        state, step = self.progress.state, self.progress.state.step
        if step is None or not step.extendable or step.cap_ms is not None:
            self.progress.note(Note.NOT_HERE)
            return
        ledger = replace(state.ledger, extensions=state.ledger.extensions + EXTENSION_MS)
        self.progress.set(extended_ms=state.extended_ms + EXTENSION_MS, ledger=ledger)

    def unwell(self) -> None:
        """Stops everything; shows and says the way out of this position, then the re-checks."""
        state, rules = self.progress.state, self.progress.rules
        if state.mode is Mode.UNWELL:
            # Pressed again: the way out once more; the re-checks go on, or help would never be named.
            line = rules.unwell.exits[state.unwell_from].line
            self.progress.set(screen_since_ms=state.clock_ms)
            self.progress.outputs.append(out.LineSaid(state.clock_ms, line.say, line.show))
            return
        exit_ = rules.unwell.exits[state.position]
        lies = level(state.position) is Level.LYING
        held = state.step is not None and state.step.block.kind.needs_helper and lies
        say = f"{rules.unwell.helper.say} {exit_.line.say}" if held else exit_.line.say
        self.progress.set(unwell_from=state.position, position=exit_.ends_in)
        self.progress.change_mode(Mode.UNWELL)
        self.progress.set(line=rules.unwell.helper.show if held else exit_.line.show)
        self.progress.outputs.append(out.LineSaid(state.clock_ms, say, exit_.line.show))

    def feel_better(self) -> None:
        """Offers the slow rise, and then the end: the routine never goes on by itself."""
        if not self.progress.state.running:
            self.progress.finish(Reason.UNWELL)
            return
        self.progress.set(ending=Reason.UNWELL)
        self.progress.leave_step(())
        self.progress.enter(self.progress.state.index + 1)

    def finish_here(self) -> None:
        """Ends the session; someone on the floor is brought up first."""
        state = self.progress.state
        if state.timeline is None or state.mode is Mode.UNWELL:
            if state.running:
                self.progress.close_step()
                self.progress.follow(())
            endings = {Mode.UNWELL: Reason.UNWELL, Mode.BLOCKED: Reason.BLOCKED}
            self.progress.finish(endings.get(state.mode, Reason.STOPPED))
            return
        if state.ending is not None:
            self.progress.note(Note.FINISHING)
            return
        self.progress.set(ending=Reason.STOPPED)
        if state.step is not None and leads_up(state.step) and is_down(state.position):
            self._end_after_this_way(state.step)
        else:
            self.progress.leave_step(())
            self.progress.enter(state.index + 1)

    def _end_after_this_way(self, step: Step) -> None:
        """Keeps the way up that is under way and drops what follows it; the knees are not the end."""
        state, progress = self.progress.state, self.progress
        later = state.steps[state.index + 1 :]
        rest = tuple(itertools.takewhile(lambda s: s.visit == step.visit, later))
        end = (rest or (step,))[-1].end_position
        assert state.timeline is not None
        progress.follow((*rest, *state.timeline.way(end, None)), keep_present=True)
        if state.mode is Mode.PAUSED:
            self.go_on()

    # -- the gate ----------------------------------------------------

    def answer(self, given: Answer) -> None:
        """Takes an answer once the page can have been read."""
        state = self.progress.state
        page = state.pages[state.page]
        choice = page.choice(given.choice)
        if given.page != page.id or choice is None:
            self.progress.note(Note.NOT_HERE)
        elif state.clock_ms - state.screen_since_ms < page.reading_ms:
            self.progress.note(Note.TOO_SOON)
        elif choice.outcome == "stay":
            self.progress.note(Note.STAYS_ON_PAGE)
        else:
            answers = {**state.answers, page.id: choice.id}
            self.progress.set(answers=answers)
            locks = self.plan.locks(answers)
            if locks:
                self._lock(locks)
            else:
                self._next_page()

    def _lock(self, locks: tuple[Lock, ...]) -> None:
        self.progress.set(ending=Reason.BLOCKED, locks=locks)
        self.progress.change_mode(Mode.BLOCKED)

    def _next_page(self) -> None:
        """The first page that has no answer: what was answered may have called for others."""
        state = self.progress.state
        pages = self.plan.pages(state.answers)
        if state.pages[state.page].id not in (CHANGES, BEFORE):
            self.progress.set(pages=pages, page_count=self.plan.page_count(state.answers))
        following = next((n for n, page in enumerate(pages) if page.id not in state.answers), None)
        if following is None:
            self._pass_gate()
        elif pages[following].id == BEFORE:
            self._tell_changes(self.plan.screened(state.answers))
        else:
            self._show_page(following)

    def _show_page(self, number: int) -> None:
        state = self.progress.state
        self.progress.set(page=number, screen_since_ms=state.clock_ms)
        self.progress.outputs.append(out.GateShown(state.clock_ms, state.pages[number]))

    def _tell_changes(self, screened: Screened) -> bool:
        """Shows the page that tells what was changed, with the time it takes then; whether there is one."""
        state = self.progress.state
        if screened.locks:
            self._lock(screened.locks)
            return True
        page = self.plan.last_page(state.answers, screened.changes)
        if page is None or page.id in state.answers:
            return False
        pages = (*(one for one in state.pages if one.id != page.id), page)
        promised = self.plan.timeline(screened).planned_ms if screened.changes else 0
        self.progress.set(pages=pages, page_count=len(pages), promised_ms=promised)
        self._show_page(len(pages) - 1)
        return True

    def _pass_gate(self) -> None:
        state = self.progress.state
        screened = self.plan.screened(state.answers)
        if self._tell_changes(screened):
            return
        timeline = self.plan.timeline(screened)
        self.progress.set(
            timeline=timeline,
            steps=timeline.steps,
            ledger=out.Ledger(planned=timeline.planned_ms),
            supine_cap_ms=screened.supine_cap_ms,
        )
        started = out.Started(state.clock_ms, timeline.planned_ms, timeline.longest_ms, screened.changes)
        self.progress.outputs.append(started)
        self.progress.enter(0)
