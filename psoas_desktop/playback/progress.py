"""Time passing in a session: cues, banners, the end of a step, the limit of time on the back.

Works on a state and collects outputs; ``session`` adds what a person does.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from psoas_desktop.playback import outputs as out
from psoas_desktop.playback.outputs import Note, Output, Reason
from psoas_desktop.playback.state import State, mode_of
from psoas_desktop.playback.timeline import WAYS, Phase, Step
from psoas_desktop.playback.transitions import ON_THE_WAY, PLAYING, Mode
from psoas_desktop.routine.vocabulary import Position
from psoas_desktop.safety.positions import is_down
from psoas_desktop.safety.rules import Line, SafetyRules


@dataclass
class Progress:
    """A state on its way to the next one."""

    rules: SafetyRules
    state: State
    outputs: list[Output] = field(default_factory=list)

    # -- time --------------------------------------------------------

    def next_due(self) -> int | None:
        """When something happens by itself next, on the session clock."""
        state, rules = self.state, self.rules
        waits: list[int] = []
        if state.mode in PLAYING:
            waits.append(state.length_ms - state.elapsed_ms)
            cue, banner = state.next_cue(), state.next_banner()
            if cue:
                waits.append(cue[1] - state.elapsed_ms)
            if banner:
                waits.append(banner.at_ms - state.elapsed_ms)
        elif state.mode is Mode.WAITING:
            waits.append(self._wait_line_due() - state.mode_ms)
        elif state.mode is Mode.UNWELL:
            waits.append(self._check(state.said).at_ms - state.mode_ms)
        if state.position is Position.SUPINE and state.mode in ON_THE_WAY | {Mode.PAUSED}:
            waits.append(self._supine_cap_ms() - state.on_back_ms)
            if state.mode is Mode.PAUSED:
                waits.append(rules.limits.paused_supine_ms - state.mode_ms)
        return state.clock_ms + max(0, min(waits)) if waits else None

    def advance(self, to_ms: int) -> None:
        """Lets everything happen that is due up to a moment."""
        while (due := self.next_due()) is not None and due <= to_ms:
            self.pass_time(due - self.state.clock_ms)
            self._happen()
        self.pass_time(to_ms - self.state.clock_ms)

    def set(self, **changes: Any) -> None:  # noqa: ANN401 - the fields of a state, checked by replace
        """Changes fields of the state."""
        self.state = replace(self.state, **changes)

    def pass_time(self, duration: int) -> None:
        """Lets time pass in which nothing is due; it is booked where it belongs."""
        state = self.state
        if not duration:
            return
        changes: dict[str, Any] = {"clock_ms": state.clock_ms + duration}
        ledger = state.ledger
        if state.mode in PLAYING:
            step = state.step
            assert step is not None
            elapsed = state.elapsed_ms + duration
            changes["elapsed_ms"] = elapsed
            if step.cap_ms is not None:
                over = max(0, elapsed - step.planned_ms) - max(0, state.elapsed_ms - step.planned_ms)
                changes["ledger"] = replace(ledger, overrun=ledger.overrun + over)
        elif state.running:
            changes["mode_ms"] = state.mode_ms + duration
            name = "waits" if state.mode is Mode.WAITING else "pauses"
            changes["ledger"] = replace(ledger, **{name: getattr(ledger, name) + duration})
        elif state.mode is Mode.UNWELL:
            changes["mode_ms"] = state.mode_ms + duration
        if state.running:
            changes |= self._time_on_back(duration)
        self.set(**changes)

    def _supine_cap_ms(self) -> int:
        cap = self.state.supine_cap_ms
        return self.rules.limits.supine_cap_ms if cap is None else cap

    def _time_on_back(self, duration: int) -> dict[str, int]:
        state = self.state
        if state.position is Position.SUPINE:
            return {"on_back_ms": state.on_back_ms + duration, "off_back_ms": 0}
        off = state.off_back_ms + duration
        rested = off >= self.rules.limits.off_back_ms
        return {"off_back_ms": off, "on_back_ms": 0 if rested else state.on_back_ms}

    def _happen(self) -> None:
        """Does the one thing that is due now."""
        state = self.state
        on_back = state.position is Position.SUPINE and state.mode in ON_THE_WAY | {Mode.PAUSED}
        if on_back and state.on_back_ms >= self._supine_cap_ms():
            self._leave_back(self.rules.supine_cap, Note.SUPINE_CAP)
        elif state.mode is Mode.PAUSED:
            self._leave_back(self.rules.to_side, Note.MOVED_TO_SIDE)
        elif state.mode is Mode.WAITING:
            self._say_wait_line()
        elif state.mode is Mode.UNWELL:
            self._say_check()
        else:
            self._happen_in_step()

    def _happen_in_step(self) -> None:
        state = self.state
        cue, banner = state.next_cue(), state.next_banner()
        if banner and banner.at_ms <= state.elapsed_ms:
            self.set(shown=state.shown + 1)
            until = state.clock_ms + banner.until_ms - banner.at_ms
            self.outputs.append(out.BannerShown(state.clock_ms, banner, until))
        elif cue and cue[1] <= state.elapsed_ms:
            assert state.step is not None
            timed = state.step.cues[cue[0]]
            self.set(fired=state.fired | {cue[0]}, line=timed.show or state.line)
            if timed.position and _moves_body(state.step):
                self.set(position=timed.position)
            self.outputs.append(out.CueFired(state.clock_ms, timed))
        else:
            self._end_step()

    # -- steps -------------------------------------------------------

    def _end_step(self) -> None:
        state, step = self.state, self.state.step
        assert step is not None
        self.outputs.append(out.StepEnded(state.clock_ms, step, state.elapsed_ms))
        self.set(position=step.end_position, step_over=True)
        if step.waits:
            self.change_mode(Mode.WAITING)
        else:
            self.enter(state.index + 1)

    def enter(self, index: int) -> None:
        """Begins a step, or ends the session behind the last."""
        self.set(index=index, elapsed_ms=0, extended_ms=0, fired=frozenset(), shown=0, line="")
        self.set(step_over=False, resume_enters=False)
        step = self.state.step
        if step is None:
            self.finish(self.state.ending or Reason.COMPLETED)
            return
        stays = step.phase is Phase.LEAD_IN and step.block.kind.transition and is_down(self.state.position)
        self.set(position=self.state.position if stays else step.position)
        self.change_mode(mode_of(step))
        self.outputs.append(out.StepStarted(self.state.clock_ms, step))

    def change_mode(self, mode: Mode) -> None:
        """A new screen: the guard against stray keys begins anew."""
        state = self.state
        self.set(mode=mode, mode_ms=0, said=0, screen_since_ms=state.clock_ms)
        if mode is not state.mode:
            self.outputs.append(out.ModeChanged(state.clock_ms, mode, state.mode))

    def follow(self, tail: tuple[Step, ...], *, keep_present: bool = False) -> None:
        """Rewrites what follows the present step; the ledger takes up the difference.

        Args:
            tail: What comes next.
            keep_present: Whether what is left of the present step is still played.
        """
        state = self.state
        before = state.remaining_ms()
        if keep_present:
            before = sum(step.planned_ms for step in state.steps[state.index + 1 :])
        difference = sum(step.planned_ms for step in tail) - before
        self.set(steps=(*state.steps[: state.index + 1], *tail), ledger=state.ledger.moved(difference))

    def leave_step(self, tail: tuple[Step, ...]) -> None:
        """Leaves the present step before its end for others, by the way that positions call for."""
        bridged = (*self._bridge(tail), *tail)
        self.close_step()
        self.follow(bridged)

    def close_step(self) -> None:
        """Says that the present step has ended, unless that was said or it never began."""
        state = self.state
        if state.step is not None and not (state.step_over or state.resume_enters):
            self.outputs.append(out.StepEnded(state.clock_ms, state.step, state.elapsed_ms))

    def _bridge(self, tail: tuple[Step, ...]) -> tuple[Step, ...]:
        timeline = self.state.timeline
        assert timeline is not None
        return timeline.way(self.state.position, tail[0].position if tail else None)

    def _leave_back(self, line: Line, note: Note) -> None:
        """Ends the time on the back: on to the first step that is not, by the side."""
        state = self.state
        later = state.steps[state.index + 1 :]
        keep = next(
            (i for i, s in enumerate(later) if s.position is not Position.SUPINE or is_way(s)), len(later)
        )
        self.set(position=Position.SIDE_LYING)
        self.leave_step(later[keep:])
        self.note(note)
        self.outputs.append(out.LineSaid(state.clock_ms, line.say, line.show))
        if state.mode is Mode.PAUSED:
            following = self.state.steps[state.index + 1]
            self.set(resume=mode_of(following), resume_enters=True, index=state.index + 1, elapsed_ms=0)
            self.set(extended_ms=0, fired=frozenset(), shown=0, line=line.show)
        else:
            self.enter(state.index + 1)

    def finish(self, reason: Reason) -> None:
        """Ends the session; its time no longer counts."""
        self.set(ending=reason, ended=True, index=len(self.state.steps))
        self.change_mode(Mode.FINISHED)
        self.outputs.append(out.Finished(self.state.clock_ms, reason, self.state.ledger))

    # -- lines of waiting and unwell ---------------------------------

    def _wait_line_due(self) -> int:
        step = self.state.step
        tail = step.speech_tail_ms if step else 0
        return tail + self.state.said * self.rules.limits.wait_repeat_ms

    def _say_wait_line(self) -> None:
        state = self.state
        cue = state.step.wait_cue if state.step else None
        assert cue is not None
        self.set(said=state.said + 1, line=cue.show)
        self.outputs.append(out.LineSaid(state.clock_ms, cue.say, cue.show, cue.sound))

    def _check(self, number: int) -> Line:
        """The re-check of that number; after the last, it is repeated without end."""
        unwell = self.rules.unwell
        if number < len(unwell.checks):
            return unwell.checks[number]
        last = unwell.checks[-1]
        return replace(last, at_ms=last.at_ms + (number - len(unwell.checks) + 1) * unwell.repeat_ms)

    def _say_check(self) -> None:
        state = self.state
        check = self._check(state.said)
        self.set(said=state.said + 1, line=check.show)
        self.outputs.append(out.LineSaid(state.clock_ms, check.say, check.show))

    def stand_still(self, duration: int) -> None:
        """Lets time pass that nobody lived through: nothing becomes due, no reading time is credited."""
        state = self.state
        self.set(clock_ms=state.clock_ms + duration, screen_since_ms=state.screen_since_ms + duration)
        if state.running:
            self.set(ledger=replace(state.ledger, pauses=state.ledger.pauses + duration))

    def note(self, note: Note) -> None:
        """Tells the person something."""
        self.outputs.append(out.Noted(self.state.clock_ms, note))


def is_way(step: Step) -> bool:
    """Whether a step belongs to a way up or down, its lead-in included."""
    return step.phase in WAYS or (step.phase is Phase.LEAD_IN and bool(step.block.kind.transition))


def _moves_body(step: Step) -> bool:
    """Whether cues say where the body is: on a way, and in a lead-in by words of the kind, not of a file."""
    return is_way(step) or (step.phase is Phase.LEAD_IN and step.block.cues == step.block.kind.cues)


def leads_up(step: Step) -> bool:
    """Whether a step is part of a way up, its lead-in included."""
    return is_way(step) and (step.phase is Phase.WAY_UP or step.block.kind.transition == "up")
