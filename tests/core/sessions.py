"""Routines made for tests, the answers at their gate, and sessions of them."""

import os

from hypothesis import HealthCheck, settings

from psoas_desktop.playback import outputs as out
from psoas_desktop.playback.inputs import (
    Answer,
    Back,
    FeelBetter,
    Finish,
    Gap,
    GoOn,
    Next,
    Tick,
)
from psoas_desktop.playback.layout import lay_out
from psoas_desktop.playback.player import Player
from psoas_desktop.playback.transitions import Mode
from psoas_desktop.routine.draft import Draft, from_plain
from psoas_desktop.routine.parsing import routine_from
from psoas_desktop.safety.gate import gate_pages
from psoas_desktop.safety.memory import Recall, Remembered
from psoas_desktop.safety.screening import screen
from psoas_desktop.storage.resources import read_catalogue, root, routines_root
from psoas_desktop.storage.safety_files import read_rules
from tests.core.following import GUARD_MS
from tests.core.watching import Watcher, words

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


class Run(Watcher):
    """A session that a test drives, watched all the while."""

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
            if self.over:
                break
            self._play_on()
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
        for _ in range(200_000):  # a routine of hours, ticked each second
            if self.over:
                return self
            self._play_on(tick_ms)
        raise AssertionError("the session does not end")

    def _play_on(self, tick_ms=None):
        if self.mode in (Mode.WAITING, Mode.PAUSED):
            self.give(GoOn())
        elif self.mode is Mode.UNWELL:
            self.give(FeelBetter())
        elif self.mode is Mode.GATE:
            self.answer()
        else:
            self.tick(None if tick_ms is None else self.now + tick_ms)

    # -- asking

    @property
    def over(self):
        """Whether nothing more is played."""
        return self.mode in (Mode.FINISHED, Mode.BLOCKED)

    @property
    def entered(self):
        """The steps that began, in their order."""
        return [o.step for o in self.of(out.StepStarted)]

    def notes(self):
        return [o.note for o in self.of(out.Noted)]


def said(steps):
    """What the cues of steps say."""
    return [cue.say for step in steps for cue in step.cues]


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


CHAIR = (block("hydrate"), block("chair-rest", duration_s=300), block("brisk-walk"))
"""A rest on the back between two blocks on the feet; the ways are put in."""


def last(run, kind):
    """The last output of a class."""
    return run.of(kind)[-1]


def fine(run):
    """A session that has kept every rule."""
    assert dict(run.faults) == {}
    return run


def kinds(run):
    """The kinds of the steps that began."""
    return [s.block.kind.id for s in run.entered]


def lines(run):
    """What was said of lines that are no cues."""
    return [o.say for o in run.of(out.LineSaid)]
