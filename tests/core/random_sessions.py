"""Random routines, and random sessions of them: strategies for tests of properties."""

from dataclasses import dataclass

from hypothesis import strategies as st

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
from psoas_desktop.playback.player import Player
from psoas_desktop.playback.transitions import Mode
from psoas_desktop.routine.draft import Draft, from_plain
from psoas_desktop.routine.parsing import routine_from
from psoas_desktop.routine.vocabulary import Position
from tests.core.sessions import CATALOGUE, KINDS, RULES, Run, file_of, group
from tests.core.watching import locking

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


# --- sessions --------------------------------------------------------------------------------------

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
            goes_on = wanted.outcome == "go" and not locking({**run.said, page.id: wanted.id}, RULES)
            run.answer(wanted.id if goes_on else None)
    if run.mode is Mode.GATE:
        run.pass_gate()
    for move in session.moves:
        run.send(move.given(run), run.now + move.after)
    return run.to_end(session.tick_ms)
