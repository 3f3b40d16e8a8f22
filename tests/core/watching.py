"""What has to hold of a session after each input and at every moment, beside what is followed."""

from dataclasses import replace

from psoas_desktop.playback import outputs as out
from psoas_desktop.playback.inputs import (
    Answer,
    Extend,
    Gap,
    Next,
    Pause,
    Tick,
    Unwell,
)
from psoas_desktop.playback.outputs import Note
from psoas_desktop.playback.transitions import Mode
from psoas_desktop.routine.vocabulary import Position
from tests.core.following import GUARD_MS, PLAYED, STAY_LONGER_MS, Follower


class Watcher(Follower):
    """Compares what is followed with the state and the screen."""

    @property
    def view(self):
        return self.player.view(self.state)

    def _after_input(self, given, before, outputs):
        notes = [o.note for o in outputs if isinstance(o, out.Noted)]
        match given:
            case Gap():
                self._after_gap(before)
            case Next() if self.step_open and self.mode is Mode.HOLD and self.state.step is not self.step:
                self._after_winding_down()
            case Unwell():
                self._after_unwell(before, outputs)
            case Answer():
                self._after_answer(given, before, outputs)
            case Extend() if not notes:
                self.length += STAY_LONGER_MS
                self.extended += STAY_LONGER_MS
                self.extensions += STAY_LONGER_MS
        if isinstance(given, Tick | Gap | Unwell | Pause):
            return  # for a pause a test of its own holds the guard
        if self.now - self.guarded_from < GUARD_MS and any(not isinstance(o, out.Noted) for o in outputs):
            self.fault("guard", f"{given} counts {self.now - self.guarded_from} ms after a new screen")
        if (
            notes
            and [*notes] == [Note.TOO_SOON]
            and replace(before, clock_ms=self.state.clock_ms) != self.state
        ):
            self.fault("guard", f"{given} was too soon and changed something")

    def _after_gap(self, before):
        """Nobody reads while the machine sleeps, and what is up afterwards is new to whoever comes back."""
        slept = self.now - before.clock_ms
        if self.mode is Mode.PAUSED:
            self.screen_at = self.now
        else:
            self.screen_at += slept
            self.page_at += slept

    def _after_winding_down(self):
        """What a helper holds is let go of with its last words, and only then left."""
        new = self.state.step
        if new.key != self.step.key or not new.block.kind.needs_helper or self.mode is not Mode.HOLD:
            self.fault("steps", f"{self.step.key} became {new.key}")
        if new.length_ms <= self.played or new.length_ms > self.played + 15_000:
            self.fault("steps", f"it is to end after {new.length_ms} ms, and {self.played} ms are played")
        self.step, self.length, self.extended = new, new.length_ms, 0
        self.fired = set(range(len(new.cues) - 1))

    def _after_unwell(self, before, outputs):
        if before.mode is not Mode.UNWELL:
            self.unwell_from = self.body
        expected = self.player.rules.unwell.exits[self.unwell_from].line
        lines = [o for o in outputs if isinstance(o, out.LineSaid)]
        if self.state.mode is not Mode.UNWELL:
            self.fault("unwell", f"it does not work in {before.mode}")
        subject = "unwell" if self.finished_at is None else "unwell after the end"
        if [o for o in lines if o.say.endswith(expected.say) and o.show == expected.show] == []:
            self.fault(subject, f"from {self.unwell_from}: {[o.say for o in lines]}")
        if self.view.exit != expected:
            self.fault(subject, f"from {self.unwell_from} the screen shows {self.view.exit}")
        self.body = Position.SIDE_LYING
        self.risen = self.recovering = self.gave_up = False
        self.screen_at = self.now

    def _after_answer(self, given, before, outputs):
        if before.mode is not Mode.GATE:
            if any(not isinstance(o, out.Noted) for o in outputs):
                self.fault("gate", f"an answer counts in {before.mode}")
            return
        page = before.pages[before.page]
        choice = next((c for c in page.choices if c.id == given.choice), None)
        read = self.now - self.page_before >= max(words(page) * 250, GUARD_MS)
        counts = choice is not None and given.page == page.id and read and choice.outcome != "stay"
        moved = any(not isinstance(o, out.Noted) for o in outputs)
        if counts != moved:
            self.fault(
                "gate", f"{given} on {page.id} {self.now - self.page_before} ms after it came up: {outputs}"
            )
        if not counts:
            return
        self.answered.append(page.id)
        self.said[page.id] = choice.id
        locked = locking(self.said, self.player.rules)
        if locked or self.state.mode is Mode.BLOCKED:
            self.blocked = True
            if self.state.mode is not Mode.BLOCKED:
                self.fault("gate", f"{given} does not lock, and it should by {locked}")
            if not self.state.locks or self.started_at is not None:
                self.fault("gate", f"locked by {self.state.locks} after the start at {self.started_at}")
        shown = [p.page.id for p in self.of(out.GateShown)]
        if self.started_at is not None and self.answered != shown:
            self.fault("gate", f"started with {self.answered} of {shown} answered")

    def _check_now(self):
        state = self.state
        if state.mode is not self.mode:
            self.fault("steps", f"the state is {state.mode}, the outputs say {self.mode}")
        if self.started_at is not None and self.finished_at is None:
            passed, recorded = self.now - self.started_at, state.ledger.total_ms - state.remaining_ms()
            if passed != recorded:
                self.fault("ledger", f"{passed} ms have passed, {recorded} are recorded")
            self._check_ledger(state.ledger)
            slept = self.slept_before and not self.slept_on_back
            if slept and self.body is Position.SUPINE and self.loose_back > self.cap_ms:
                self.fault("back", "still on the back after sleeping past the cap")
        view = self.view
        if self.mode in PLAYED | {Mode.WAITING, Mode.PAUSED} and self.started_at is not None:
            self._check_view(view)
        elif view.step is not None:
            self.fault("banners", f"a step is shown in {self.mode}")

    def _check_ledger(self, ledger):
        over = self.overrun
        if self.step_open and self.step.cap_ms is not None:
            over += max(0, self.played - self.step.planned_ms)
        expected = {
            "pauses": self.spent["pauses"],
            "waits": self.spent["waits"],
            "extensions": self.extensions,
            "overrun": over,
        }
        for name, value in expected.items():
            if getattr(ledger, name) != value:
                self.fault("ledger", f"{name} is {getattr(ledger, name)}, not {value}")
        if not self.jumped and not self.recovering and (ledger.skipped or ledger.replayed):
            self.fault("ledger", f"nothing was left out or done again, and {ledger}")

    def _check_view(self, view):
        if view.step is None or view.banner is None:
            self.fault("banners", "no banner")
            return
        if not self.step_open:
            return
        up = [b.banner for b in self.step.banners[: self.shown] if b.at_ms <= self.played < b.until_ms]
        expected = up[-1] if up else self.step.persistent
        if view.step is not self.step:
            self.fault("steps", f"the screen shows {view.step.key}")
        elif view.banner != expected:
            self.fault("banners", f"{view.banner.id} at {self.played} ms, not {expected.id}")
        if view.step is self.step and view.left_ms != self.length - self.played:
            self.fault("time", f"the screen shows {view.left_ms} ms left, not {self.length - self.played}")


def words(page):
    """How many words a page of the gate has."""
    return sum(len(text.split()) for text in (page.title, page.text, page.question, *page.lines))


def locking(answers, rules):
    """Why the answers of one sitting lock it, by the rules' data alone."""
    facts = {}
    for question, choice in answers.items():
        for q in rules.questions:
            if q.id == question:
                facts |= next((dict(c.sets) for c in q.choices if c.id == choice), {})
    return [
        rule.id
        for rule in rules.screening
        if rule.does == "block" and all(facts.get(name, "") in values for name, values in rule.when.items())
    ]
