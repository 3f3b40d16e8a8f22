"""Builders, strategies and a watcher for tests of the playback and safety core.

The watcher follows a session by its outputs alone, with rules of its own, and keeps what breaks them.
"""

import os
from collections import defaultdict
from dataclasses import dataclass, replace

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from psoas_desktop.playback import outputs as out
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
from psoas_desktop.playback.layout import lay_out
from psoas_desktop.playback.outputs import Note, Reason
from psoas_desktop.playback.player import Player
from psoas_desktop.playback.timeline import Phase
from psoas_desktop.playback.transitions import TABLE, Mode
from psoas_desktop.routine.draft import Draft, from_plain
from psoas_desktop.routine.parsing import routine_from
from psoas_desktop.routine.vocabulary import Position
from psoas_desktop.safety.gate import gate_pages
from psoas_desktop.safety.memory import Recall, Remembered
from psoas_desktop.safety.screening import screen
from psoas_desktop.storage.resources import read_catalogue, root, routines_root
from psoas_desktop.storage.safety_files import read_rules

CATALOGUE = read_catalogue(root())
RULES = read_rules(root())
KINDS = tuple(CATALOGUE.kinds)
READY_MADE = tuple(sorted(routines_root().glob("*.psoas.json")))

LONG = bool(os.environ.get("PSOAS_LONG"))


def examples(short, long=5000):
    """Hypothesis settings: the same few examples in every run, thousands of new ones with PSOAS_LONG=1."""
    return settings(
        max_examples=long if LONG else short,
        deadline=None,
        derandomize=not LONG,
        database=None,
        print_blob=True,
        suppress_health_check=list(HealthCheck),
    )


LYING = {Position.SUPINE, Position.SEMI_RECLINED, Position.SIDE_LYING}
FLOOR = {Position.FLOOR_SEATED, Position.KNEELING, Position.HALF_KNEELING, Position.ALL_FOURS}
UP = {Position.STANDING, Position.WALKING}
DOWN = LYING | FLOOR
PLAYED = {Mode.LEAD_IN, Mode.HOLD, Mode.CHANGEOVER, Mode.BETWEEN, Mode.WAY_DOWN, Mode.WAY_UP}

GUARD_MS = 500
STAY_LONGER_MS = 30_000
CAP_MS = 900_000
PREGNANT_CAP_MS = 300_000
PAUSED_ON_BACK_MS = 60_000
OFF_BACK_MS = 20_000


# --- building -------------------------------------------------------------------------------------


def block(kind, **fields):
    """One block of a file; its id is its kind unless another is given."""
    return {"type": kind, "id": fields.pop("id", kind), **fields}


def group(*items, repeat=2, rest=0, **fields):
    """A group of a file."""
    return {
        "type": "group",
        "id": fields.pop("id", "group"),
        "repeat": repeat,
        "rest_between_s": rest,
        "items": list(items),
        **fields,
    }


def file_of(*items, **fields):
    """The data of a routine file."""
    return {
        "format": 1,
        "id": "made",
        "title": "Made",
        "language": "en",
        **fields,
        "items": _own_ids(items, [0]),
    }


def _own_ids(items, count):
    named = []
    for item in items:
        count[0] += 1
        named.append({**item, "id": f"{item['id']}-{count[0]}"})
        if "items" in item:
            named[-1]["items"] = _own_ids(item["items"], count)
    return named


def routine_of(*items, **fields):
    """The routine of a file with these items."""
    return routine_from(Draft(from_plain(file_of(*items, **fields))), CATALOGUE)


def player_of(*items, **fields):
    """A player of a routine with these items."""
    return Player(routine_of(*items, **fields), CATALOGUE, RULES)


def timeline_of(*items, flags=(), **fields):
    """The timeline of a routine with these items, nothing screened away."""
    return lay_out(routine_of(*items, **fields), CATALOGUE, RULES, flags)


def steps_of(*items, **fields):
    """The steps of a routine with these items."""
    return timeline_of(*items, **fields).steps


def begin(*items, **fields):
    """A watched session of a routine that has passed its gate as written."""
    run = Run(player_of(*items, **fields))
    run.pass_gate()
    return run


class UnfittedPlayer(Player):
    """A player that plans holds on the back as long as the file has them, so that its limits are needed."""

    def screened(self, answers):
        return screen(self.routine, self.asked(answers), self.rules, self.catalogue)


def begin_unfitted(*items, **fields):
    """A watched session that has passed its gate as written, its time on the back as long as the file's."""
    run = Run(UnfittedPlayer(routine_of(*items, **fields), CATALOGUE, RULES))
    run.pass_gate()
    return run


def least_cautious(page):
    """The answer that changes nothing: of those that go on, the one of the smallest caution."""
    return min((c for c in page.choices if c.outcome == "go"), key=lambda c: c.caution).id


def answered(routine, changed=(), known=None):
    """Answers to all that a routine asks: as written, but for those given; None leaves one unanswered.

    The list that covers a changed question says "some".
    """
    changed = dict(changed)
    felt = bool(known) and known.get("felt_unwell_on_back") == "yes"
    recall = Recall(Remembered(felt_unwell_on_back=True, on=1), 1) if felt else None
    answers = {q.id: "some" for q in RULES.questions if set(q.covers) & set(changed)} | changed
    while True:
        pages = gate_pages(routine, CATALOGUE, RULES, answers, recall)
        page = next((page for page in pages if page.id not in answers), None)
        if page is None:
            return {name: choice for name, choice in answers.items() if choice is not None}
        answers[page.id] = least_cautious(page)


def locking(answers):
    """Why the answers of one sitting lock it, by the rules' data alone."""
    facts = {}
    for question, choice in answers.items():
        for q in RULES.questions:
            if q.id == question:
                facts |= next((dict(c.sets) for c in q.choices if c.id == choice), {})
    return [
        rule.id
        for rule in RULES.screening
        if rule.does == "block" and all(facts.get(name, "") in values for name, values in rule.when.items())
    ]


# --- watching -------------------------------------------------------------------------------------


class Run:
    """A session and what it has to obey, followed by its outputs.

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

    # -- driving

    def tick(self, at=None):
        """Lets time pass to a moment, or to what is due next."""
        self._handle(Tick(), self.player.next_due_ms(self.state) if at is None else at)
        self._check_now()

    def wait(self, duration):
        """Lets time pass."""
        self.tick(self.now + duration)

    def send(self, given, at=None):
        """Gives an input, after the time up to it has passed by itself."""
        at = max(self.now, self.now if at is None else at)
        if isinstance(given, Gap):
            self.tick(max(self.now, min(given.since_ms, at)))
        else:
            self.tick(at)
        before = self.state
        mark = len(self.outputs)
        self.guarded_from, self.page_before = self.screen_at, self.page_at
        self.jumped |= isinstance(given, Next | Back | Finish | FeelBetter)
        self._handle(given, at)
        self._after_input(given, before, self.outputs[mark:])
        self._check_now()
        return self.outputs[mark:]

    def give(self, given):
        """Gives an input as soon as the guard allows it."""
        return self.send(given, max(self.now, self.state.screen_since_ms + GUARD_MS))

    def answer(self, choice=None):
        """Answers the present page once it can have been read; as written where no choice is given."""
        page = self.state.pages[self.state.page]
        choice = choice or least_cautious(page)
        at = max(self.now, self.page_at + max(words(page) * 250, GUARD_MS))
        return self.send(Answer(page.id, choice), at)

    def pass_gate(self, choices=()):
        """Answers every page; ``choices`` by page id, else as written."""
        choices = dict(choices)
        for _ in range(100):
            if self.mode is not Mode.GATE:
                return
            page = self.state.pages[self.state.page]
            self.answer(choices.get(page.id))
        raise AssertionError(f"the gate does not open; it shows {page.id}")

    def until(self, reached, limit=5000):
        """Plays on, ready at every wait, until something is reached."""
        for _ in range(limit):
            if reached(self):
                return self
            if self.mode in (Mode.FINISHED, Mode.BLOCKED):
                break
            if self.mode in (Mode.WAITING, Mode.PAUSED):
                self.give(GoOn())
            elif self.mode is Mode.UNWELL:
                self.give(FeelBetter())
            elif self.mode is Mode.GATE:
                self.answer()
            else:
                self.tick()
        raise AssertionError(f"never reached; now {self.mode}")

    def to(self, phase, kind=None, side=None):
        """Plays on to a step of a phase that has just begun."""
        return self.until(
            lambda run: (
                run.step_open
                and run.step.phase is phase
                and (kind is None or run.step.block.kind.id == kind)
                and (side is None or run.step.side is side)
            )
        )

    def to_mode(self, mode):
        """Plays on to a mode."""
        return self.until(lambda run: run.mode is mode)

    def to_end(self, tick_ms=None):
        """Plays on to the end: ready at waits and after pauses, better after feeling unwell."""
        for _ in range(20_000):
            if self.mode in (Mode.FINISHED, Mode.BLOCKED):
                return self
            if self.mode in (Mode.WAITING, Mode.PAUSED):
                self.give(GoOn())
            elif self.mode is Mode.UNWELL:
                self.give(FeelBetter())
            elif self.mode is Mode.GATE:
                self.answer()
            else:
                self.tick(None if tick_ms is None else self.now + tick_ms)
        raise AssertionError("the session does not end")

    # -- asking

    @property
    def view(self):
        return self.player.view(self.state)

    def of(self, *kinds):
        """The outputs of some classes."""
        return [o for o in self.outputs if isinstance(o, kinds)]

    @property
    def entered(self):
        """The steps that began, in their order."""
        return [o.step for o in self.of(out.StepStarted)]

    def notes(self):
        return [o.note for o in self.of(out.Noted)]

    @property
    def cap_ms(self):
        """Longest continuous time on the back for the person of this session."""
        maybe_pregnant = self.said.get("q-pregnant", "no") != "no"
        return PREGNANT_CAP_MS if maybe_pregnant else CAP_MS

    # -- following

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

    # -- after each input

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
        locked = locking(self.said)
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


def words(page):
    """How many words a page of the gate has."""
    return sum(len(text.split()) for text in (page.title, page.text, page.question, *page.lines))


# --- random routines ------------------------------------------------------------------------------

SECONDS = st.integers(0, 60)


@st.composite
def blocks(draw, odd=False, kinds=KINDS):
    """A block of a file: any kind, any length and way of doing it that the kind allows."""
    kind = CATALOGUE.kinds[draw(st.sampled_from(kinds))]
    data = {"type": kind.id, "id": kind.id}
    low, high = kind.duration.min_ms // 1000, kind.duration.max_ms // 1000
    usual = [low, low + kind.duration.step_ms // 1000, kind.duration.default_ms // 1000, high]
    data["duration_s"] = draw(st.sampled_from(usual) | st.integers(low, high))
    if kind.open_ended and draw(st.booleans()):
        least, longest = sorted(draw(st.tuples(st.integers(low, high), st.integers(low, high))))
        data |= {"open_ended": True, "duration_min_s": least, "duration_max_s": longest}
        data["duration_s"] = draw(st.integers(least, longest))
    if draw(st.integers(0, 3)) == 0:
        data["lead_in_s"] = draw(st.sampled_from([0, 5, 30, 300]))
    if draw(st.integers(0, 3)) == 0:
        data["advance"] = draw(st.sampled_from(["auto", "wait"]))
    if len(kind.allowed_sides) > 1:
        data["sides"] = draw(st.sampled_from([s.value for s in kind.allowed_sides]))
        data["first_side"] = draw(st.sampled_from(["left", "right"]))
        data["changeover_s"] = draw(st.sampled_from([0, 15, 45]))
    if len(kind.positions) > 1:
        data["position"] = draw(st.sampled_from([p.value for p in kind.positions]))
    if draw(st.integers(0, 7)) == 0:
        data["title"] = draw(
            st.sampled_from(
                ["X", "A quiet rest on the chair, for as long as it is good", "{side} {title}. Now"]
            )
        )
    if odd:
        for name in ("start_position", "end_position"):
            if draw(st.integers(0, 3)) == 0:
                data[name] = draw(st.sampled_from([p.value for p in Position]))
        if draw(st.integers(0, 3)) == 0:
            data["cues"] = draw(st.lists(cues(), max_size=4))
        if draw(st.integers(0, 3)) == 0:
            data["banners"] = draw(st.lists(banners(), max_size=3))
    return data


@st.composite
def cues(draw):
    """A cue of a file, wherever it likes to be."""
    return {
        "phase": draw(st.sampled_from(["lead_in", "hold", "changeover", "way_up"])),
        "at_s": draw(st.sampled_from([0, 1, 10, 30, -1, -5, -30, 3000, -3000])),
        "say": draw(
            st.sampled_from(["", "Breathe.", "Rest here for a while. Nothing to do, nowhere to go."])
        ),
        "show": draw(st.sampled_from(["", "Now"])),
        "kind": draw(st.sampled_from(["instruction", "safety", "checkin", "transition", "timing"])),
        "priority": draw(st.sampled_from(["essential", "normal", "optional"])),
    }


@st.composite
def banners(draw):
    """A banner of a file, with an id of its own or that of a built-in one."""
    return {
        "id": draw(st.sampled_from(["own", "supine-any", "feelings", "slow-rise", "mild-pull"])),
        "severity": draw(st.sampled_from(["info", "caution", "warning", "stop"])),
        "short_text": draw(st.sampled_from(["Mind", "Mind the step and all the rest of it"])),
        "spoken_text": draw(st.sampled_from(["", "Mind the step."])),
        "shows_at": draw(st.lists(st.sampled_from(["gate", "lead_in", "persistent"]), max_size=3)),
    }


@st.composite
def items(draw, depth=0, odd=False, kinds=KINDS):
    """A block, or a group down to four deep."""
    if depth >= 3 or draw(st.integers(0, 4)):
        return draw(blocks(odd=odd, kinds=kinds))
    inner = draw(st.lists(items(depth + 1, odd=odd, kinds=kinds), min_size=1, max_size=2))
    repeat = draw(st.integers(1, 3))
    return group(*inner, repeat=repeat, rest=draw(st.sampled_from([0, 1, 5, 60])))


ON_THE_FLOOR = (
    "chair-rest",
    "side-lying-rest",
    "propped-rest",
    "helper-stretch",
    "kneeling-lunge",
    "log-roll-rise",
    "lower-to-floor",
    "free",
    "rest",
)


def files(odd=False):
    """The data of random routines; half of them of what is done on the floor, where most can go wrong."""
    each = items(odd=odd) | items(odd=odd, kinds=ON_THE_FLOOR)
    return (
        st.lists(each, min_size=1, max_size=4).filter(_is_more_than_ways_up).map(lambda made: file_of(*made))
    )


def _is_more_than_ways_up(made):
    """A routine of nothing but ways up has nothing to play; a test of its own holds that."""
    return any(
        _is_more_than_ways_up(i["items"]) if "items" in i else i["type"] != "log-roll-rise" for i in made
    )


def routines(odd=False):
    """Random routines."""
    return files(odd).map(lambda data: routine_from(Draft(from_plain(data)), CATALOGUE))


# --- random sessions ------------------------------------------------------------------------------

PAUSES = st.sampled_from(
    [0, 1, 250, 499, 500, 501, 2_999, 3_000, 3_001, 10_000, 20_000, 30_000, 59_999, 60_000, 60_001, 300_000]
) | st.integers(0, 300_000)

PLAIN = (Tick, GoOn, Pause, Next, Back, Extend, Unwell, FeelBetter, Finish)
WEIGHTED = (Next, Next, Next, Tick, Tick, GoOn, GoOn, Back, Back, Extend, Pause, Finish, Unwell, FeelBetter)


@dataclass(frozen=True)
class Move:
    """One thing that happens: after a time, an input. ``number`` chooses among a page's answers."""

    after: int
    what: type
    number: int = 0

    def given(self, run):
        """The input, on the page that is up."""
        if self.what is Gap:
            return Gap(run.now + self.number)
        if self.what is not Answer:
            return self.what()
        pages = run.state.pages
        if self.number < 3 and run.mode is Mode.GATE:
            page = pages[run.state.page]
            return Answer(page.id, page.choices[self.number % len(page.choices)].id)
        page = pages[self.number % len(pages)]
        return Answer(page.id, ("nothing", page.choices[0].id)[self.number % 2])


def moves(*kinds):
    """Random inputs at random times, many of them soon after each other."""
    plain = st.builds(Move, st.sampled_from([500, 600, 3_600]) | PAUSES, st.sampled_from(kinds or WEIGHTED))
    answers = st.builds(Move, PAUSES, st.just(Answer), st.integers(0, 9))
    gaps = st.builds(Move, PAUSES, st.just(Gap), st.sampled_from([0, 1, 5_000, 400_000]))
    return plain if kinds else st.one_of(plain, plain, plain, plain, plain, answers, gaps)


def courses():
    """Lists of moves: single ones, and what belongs together, so that its middle is met as well."""
    soon = st.sampled_from([500, 1_000, 2_900, 3_600, 20_000, 61_000])
    one = moves().map(lambda move: [move])
    whole = [
        (Unwell, FeelBetter),
        (Unwell, Unwell),
        (Pause, GoOn),
        (Pause, Tick, Tick),
        (Finish, Tick),
        (Back, Back),
    ]
    then = st.sampled_from([Back, Next, Finish, Unwell, Pause, Extend, GoOn, Tick])

    def several(kinds, last, after):
        return [Move(time, what) for time, what in zip(after, (*kinds, last), strict=False)]

    some = st.builds(several, st.sampled_from(whole), then, st.lists(soon, min_size=4, max_size=4))
    return st.lists(one | one | some, max_size=7).map(lambda lists: tuple(m for made in lists for m in made))


@dataclass(frozen=True)
class Session:
    """A routine, and all that happens to it."""

    routine: object
    at_gate: tuple
    answers: tuple
    moves: tuple
    tick_ms: int | None

    def player(self):
        return Player(self.routine, CATALOGUE, RULES)


def sessions(odd=False, gate_moves=2):
    """Random sessions: some inputs at the gate, its answers, then inputs at random, then on to the end."""
    return st.builds(
        Session,
        routines(odd),
        st.lists(moves(Answer, Tick, GoOn, Next, Unwell, Finish) | moves(), max_size=gate_moves).map(tuple),
        st.lists(st.sampled_from([0, 0, 0, 0, 0, 1, 2]), max_size=8).map(tuple),
        courses(),
        st.sampled_from([None, None, 997, 20_000, 300_000]),
    )


def play(session):
    """Plays a random session to its end, or to where it is blocked."""
    run = Run(session.player())
    for move in session.at_gate:
        run.send(move.given(run), run.now + move.after)
        if run.started_at is not None:
            break
    for choice in session.answers:
        if run.mode is Mode.GATE:
            page = run.state.pages[run.state.page]
            wanted = page.choices[choice % len(page.choices)]
            goes_on = wanted.outcome == "go" and not locking({**run.said, page.id: wanted.id})
            run.answer(wanted.id if goes_on else None)
    if run.mode is Mode.GATE:
        run.pass_gate()
    for move in session.moves:
        run.send(move.given(run), run.now + move.after)
    return run.to_end(session.tick_ms)
