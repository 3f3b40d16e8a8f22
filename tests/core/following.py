"""A session followed by its outputs alone, with rules of its own; what breaks them is kept."""

from collections import defaultdict

from psoas_desktop.playback import outputs as out
from psoas_desktop.playback.inputs import (
    FeelBetter,
    Finish,
    Gap,
    GoOn,
    Next,
    Tick,
    Unwell,
)
from psoas_desktop.playback.outputs import Note, Reason
from psoas_desktop.playback.timeline import Phase
from psoas_desktop.playback.transitions import TABLE, Mode
from psoas_desktop.routine.vocabulary import Position

LYING = {Position.SUPINE, Position.SEMI_RECLINED, Position.SIDE_LYING}
FLOOR = {Position.FLOOR_SEATED, Position.KNEELING, Position.HALF_KNEELING, Position.ALL_FOURS}
DOWN = LYING | FLOOR
PLAYED = {Mode.LEAD_IN, Mode.HOLD, Mode.CHANGEOVER, Mode.BETWEEN, Mode.WAY_DOWN, Mode.WAY_UP}

GUARD_MS = 500
STAY_LONGER_MS = 30_000
CAP_MS = 900_000
PREGNANT_CAP_MS = 300_000
PAUSED_ON_BACK_MS = 60_000
OFF_BACK_MS = 20_000


class Follower:
    """Follows a session by its outputs: where the body is, what is played, and what has no place there.

    ``faults`` keeps broken rules by subject: gate, steps, cues, banners, ledger, unwell, ways, back, guard,
    table, time.
    """

    def __init__(self, player, start_ms=0):
        self.player = player
        self.faults = defaultdict(list)
        self.outputs = []
        self.state, outputs = player.start(start_ms)
        self.now = start_ms
        self.mode = Mode.GATE
        self.page = None
        self.page_at = self.screen_at = start_ms
        self.answered = []
        self.said = {}
        self.blocked = False
        self.started_at = self.finished_at = None
        self.step = None
        self.step_open = False
        self.played = self.extended = self.shown = 0
        self.length = 0
        self.fired = set()
        self.spent = defaultdict(int)
        self.overrun = self.extensions = 0
        self.jumped = self.recovering = self.gave_up = False
        self.body = Position.STANDING
        self.risen = False
        self.unwell_from = None
        self.strict_back = self.loose_back = self.off_back = self.paused_back = 0
        self.slept_on_back = False
        self.given = Tick()
        self._read(outputs)

    def of(self, *kinds):
        """The outputs of some classes."""
        return [o for o in self.outputs if isinstance(o, kinds)]

    @property
    def cap_ms(self):
        """Longest continuous time on the back for the person of this session."""
        maybe_pregnant = self.said.get("q-pregnant", "no") != "no"
        return PREGNANT_CAP_MS if maybe_pregnant else CAP_MS

    def fault(self, subject, message):
        self.faults[subject].append(
            f"{self.now} ms, {self.mode}, {self.step.key if self.step else None}: {message}"
        )

    def _handle(self, given, at):
        self.given = given
        self.slept_before, self.slept_on_back = self.slept_on_back, False
        if isinstance(given, Gap) and self.body is Position.SUPINE:
            self.slept_on_back = True
        self.state, outputs = self.player.handle(self.state, given, at)
        self._read(outputs)
        self._let(at)
        if self.state.clock_ms != at:
            self.fault("time", f"the clock is at {self.state.clock_ms} and not at {at}")

    def _read(self, outputs):
        for output in outputs:
            if output.at_ms < self.now:
                self.fault("time", f"{output} is late, it is {self.now}")
            self._let(output.at_ms)
            self.outputs.append(output)
            getattr(self, _HANDLERS[type(output)])(output)

    def _let(self, to):
        duration = to - self.now
        if duration <= 0:
            return
        self.now = to
        if self.mode in PLAYED:
            if not self.step_open:
                self.fault("steps", "time is played without a step")
            self.played += duration
        elif self.started_at is not None and self.finished_at is None:
            self.spent["waits" if self.mode is Mode.WAITING else "pauses"] += duration
        self._let_on_back(duration)

    def _let_on_back(self, duration):
        if self.started_at is None or self.finished_at is not None:
            return
        if self.body is Position.SUPINE:
            self.off_back = 0
            self.strict_back += duration
            self.loose_back += duration
            self.paused_back = self.paused_back + duration if self.mode is Mode.PAUSED else 0
            if self.slept_on_back:
                return
            if self.loose_back > self.cap_ms:
                self.fault("back", f"{self.loose_back} ms on the back ({self.strict_back} without a break)")
            if self.paused_back > PAUSED_ON_BACK_MS:
                self.fault("back", f"paused on the back for {self.paused_back} ms")
        else:
            self.strict_back = self.paused_back = 0
            self.off_back += duration
            if self.off_back >= OFF_BACK_MS:
                self.loose_back = 0

    def _on_gate_shown(self, o):
        self.page, self.page_at = o.page, o.at_ms
        self.screen_at = o.at_ms
        if self.started_at is not None:
            self.fault("gate", "a page is shown after the gate")

    def _on_started(self, o):
        self.started_at = o.at_ms
        if self.blocked:
            self.fault("gate", "a blocked session starts")

    def _on_mode_changed(self, o):
        if o.before is not self.mode:
            self.fault("steps", f"{o} but it was {self.mode}")
        if o.mode not in TABLE.get((o.before, type(self.given)), ()):
            self.fault("table", f"{type(self.given).__name__} leads from {o.before} to {o.mode}")
        if o.before is Mode.UNWELL and not isinstance(self.given, FeelBetter | Finish):
            self.fault("unwell", f"left by {self.given}")
        if o.before is Mode.PAUSED and not isinstance(self.given, GoOn | Unwell | Finish):
            self.fault("unwell", f"a pause is left by {self.given}")
        noted = any(n.at_ms == o.at_ms for n in self.of(out.Noted))
        if o.before is Mode.WAITING and isinstance(self.given, Tick) and not noted:
            self.fault("ways", "a wait ends by itself")
        if o.before is Mode.UNWELL:
            self.gave_up = isinstance(self.given, Finish)
            self.recovering = isinstance(self.given, FeelBetter) and self.started_at is not None
        if o.before is Mode.BLOCKED and o.mode not in (Mode.UNWELL, Mode.FINISHED):
            self.fault("gate", f"from blocked to {o.mode}")
        by_person = o.before is Mode.WAITING and isinstance(self.given, GoOn | Next)
        if by_person and o.mode in PLAYED | {Mode.FINISHED}:
            side_rest = self.step.phase is Phase.WAY_UP and self.step.position is Position.SIDE_LYING
            self.risen = side_rest and not self.step_open
        self.mode = o.mode
        self.screen_at = o.at_ms
        if self.mode is Mode.PAUSED:
            self.paused_back = 0

    def _on_step_started(self, o):
        step = o.step
        if self.started_at is None or self.blocked:
            self.fault("gate", "a step begins before the gate is passed")
        if self.finished_at is not None:
            self.fault("steps", "a step begins after the end")
        if self.step_open:
            self.fault("steps", f"{step.key} begins before the last one has ended")
        if self.mode.value != step.phase.value:
            self.fault("steps", f"a step of phase {step.phase} in mode {self.mode}")
        if self.recovering and step.block.kind.transition != "up":
            self.fault("unwell", f"{step.key} is played after feeling unwell")
        stays = step.phase is Phase.LEAD_IN and step.block.kind.transition and self.body in DOWN
        self.step, self.step_open = step, True
        self._move(self.body if stays else step.position)
        self.played = self.extended = self.shown = 0
        self.length = step.planned_ms if step.cap_ms is None else step.cap_ms
        self.fired = set()
        self.screen_at = o.at_ms

    def _move(self, to):
        """The body goes somewhere by itself, without a way."""
        if self.body in LYING and to not in LYING and not self.risen:
            self.fault("ways", f"from {self.body} to {to} without a way up")
        if self.body in FLOOR and to not in DOWN:
            self.fault("ways", f"from {self.body} to {to} without getting up from the floor")
        if self.body not in LYING and to in LYING:
            self.fault("ways", f"from {self.body} to {to} without a way down")
        if to in LYING:
            self.risen = False
        self.body = to

    def _on_step_ended(self, o):
        if not self.step_open or o.step is not self.step:
            self.fault("steps", f"{o.step.key} ends but is not being played")
            return
        if o.actual_ms != self.played:
            self.fault("ledger", f"{o.actual_ms} ms recorded, {self.played} ms played")
        if o.step.cap_ms is not None:
            self.overrun += max(0, self.played - o.step.planned_ms)
        self.step_open = False
        if self.mode not in PLAYED or self.played < self.length:
            return
        if self.body is Position.SUPINE and self.loose_back >= self.cap_ms:
            return  # the cap comes first where a hold ends at the same moment
        missing = [c.say or c.show for i, c in enumerate(o.step.cues) if i not in self.fired]
        if missing:
            self.fault("cues", f"ends without {missing}")
        if self.shown < len(o.step.banners):
            self.fault("banners", f"ends with {self.shown} of {len(o.step.banners)} banners shown")
        if o.step.phase in (Phase.WAY_DOWN, Phase.WAY_UP):
            self.body = o.step.end_position
        elif not (o.step.block.kind.transition and o.step.phase is Phase.LEAD_IN):
            self._move(o.step.end_position)

    def _on_cue_fired(self, o):
        if o.cue.position and self.step is not None and self.step.phase in (Phase.WAY_UP, Phase.WAY_DOWN):
            self.body = o.cue.position
        if not self.step_open or self.mode not in PLAYED:
            self.fault("cues", "a cue outside a step")
            return
        matches = [
            i
            for i, cue in enumerate(self.step.cues)
            if cue is o.cue and i not in self.fired and cue.due_ms(self.length) == self.played
        ]
        if not matches:
            self.fault("cues", f"{o.cue.say or o.cue.show!r} at {self.played} ms: not due, or said before")
            return
        self.fired.add(matches[0])
        later = [c.due_ms(self.length) for i, c in enumerate(self.step.cues) if i not in self.fired]
        if later and min(later) < self.played:
            self.fault("cues", "a cue that was due before is still to come")

    def _on_banner_shown(self, o):
        if not self.step_open or self.shown >= len(self.step.banners):
            self.fault("banners", "a banner out of place")
            return
        expected = self.step.banners[self.shown]
        self.shown += 1
        if o.banner is not expected or expected.at_ms != self.played:
            self.fault("banners", f"{o.banner.banner.id} at {self.played} ms")
        if o.until_ms - o.at_ms != expected.until_ms - expected.at_ms:
            self.fault("banners", "it does not say how long it stands")

    def _on_line_said(self, o):
        if not o.say or not o.show:
            self.fault("unwell", "an empty line")

    def _on_noted(self, o):
        if o.note in (Note.SUPINE_CAP, Note.MOVED_TO_SIDE):
            if self.body is not Position.SUPINE:
                self.fault("back", f"{o.note} when the body is {self.body}")
            elif o.note is Note.SUPINE_CAP and not self.slept_before and self.loose_back != self.cap_ms:
                # Where the time off the back was too short, the count went on.
                if self.loose_back < self.cap_ms:
                    self.fault("back", f"the cap at {self.loose_back} ms")
            elif (
                o.note is Note.MOVED_TO_SIDE
                and not self.slept_before
                and self.paused_back != PAUSED_ON_BACK_MS
            ):
                self.fault("back", f"moved to the side after {self.paused_back} ms")
            self.body = Position.SIDE_LYING
            self.risen = False
            self.jumped = True

    def _on_finished(self, o):
        first = self.finished_at is None
        self.finished_at = o.at_ms if first else self.finished_at
        if self.recovering and o.reason is not Reason.UNWELL:
            self.fault("unwell", f"ends as {o.reason}")
        if self.started_at is None or not first:
            return
        if self.step_open:
            self.fault("steps", "the end, and a step that has not ended")
        if o.ledger.total_ms != o.at_ms - self.started_at:
            self.fault("ledger", f"{o.ledger.total_ms} ms recorded, {o.at_ms - self.started_at} ms long")
        if not self.gave_up and self.body in DOWN:
            self.fault("ways", f"the end ({o.reason}), and the person is {self.body}")


_HANDLERS = {
    out.GateShown: "_on_gate_shown",
    out.Started: "_on_started",
    out.ModeChanged: "_on_mode_changed",
    out.StepStarted: "_on_step_started",
    out.StepEnded: "_on_step_ended",
    out.CueFired: "_on_cue_fired",
    out.BannerShown: "_on_banner_shown",
    out.LineSaid: "_on_line_said",
    out.Noted: "_on_noted",
    out.Finished: "_on_finished",
}
