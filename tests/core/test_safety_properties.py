"""What holds whatever a routine holds and whatever is answered."""

import itertools
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from psoas_desktop.playback import outputs as out
from psoas_desktop.playback.inputs import Answer, FeelBetter, Finish, GoOn, Next, Pause, Tick, Unwell
from psoas_desktop.playback.player import Player
from psoas_desktop.playback.rehearsal import rehearse, with_answers
from psoas_desktop.playback.timeline import Phase
from psoas_desktop.playback.transitions import Mode
from psoas_desktop.routine.draft import Draft, from_plain
from psoas_desktop.routine.parsing import routine_from
from psoas_desktop.routine.vocabulary import Position
from psoas_desktop.safety.memory import SAME
from psoas_desktop.safety.screening import SETUP
from tests.core.following import FLOOR, LYING
from tests.core.random_sessions import files, moves
from tests.core.sessions import CATALOGUE, RULES, Run, answered, examples, routine_of
from tests.core.truth_table import ROUTINES
from tests.core.watching import locking

QUESTIONS = [q for q in RULES.questions if q.id != SAME]
PERSON = st.fixed_dictionaries(
    {},
    optional={
        q.id: st.sampled_from([c.id for c in q.choices if c.outcome == "go"] + [None]) for q in QUESTIONS
    },
)
ANY = files(odd=True) | st.sampled_from(sorted(ROUTINES))


def routine_from_drawn(drawn):
    """A routine of the data of a file, or the one of that name in the table."""
    if isinstance(drawn, str):
        return routine_of(*ROUTINES[drawn])
    return routine_from(Draft(from_plain(drawn)), CATALOGUE)


def some_person(routine, person):
    """Answers of a person: as drawn, else as written, and lists open where one of their lines was drawn."""
    return answered(routine, person)


def places(block):
    return {block.position, block.start_position, block.end_position}


def exercises(routine):
    return [b for b in routine.blocks() if not b.kind.transition]


# What each answer forbids, in this file's own words; source: reference, screening; corrections, Questions.

SUPINE = {Position.SUPINE}
LUNGES = {"kneeling-lunge", "standing-forward-lunge"}


def forbidden(block, said, facts):
    """The questions whose answer forbids a block."""
    lies_flat, down = bool(places(block) & SUPINE), bool(places(block) & (LYING | FLOOR))
    kind, exercise = block.kind.id, block.kind.profile != SETUP
    rules = {
        "q-told-no": said.get("q-told-no") == "back" and lies_flat,
        "q-pregnant": said.get("q-pregnant") == "not-said" and lies_flat,
        "q-faint-back": said.get("q-faint-back") == "yes" and lies_flat,
        "q-agreed": said.get("q-agreed") == "no" and lies_flat,
        "q-back-today": said.get("q-back-today") == "propped" and lies_flat,
        "q-twins": said.get("q-twins") == "agreed" and lies_flat,
        "q-floor": said.get("q-floor") == "no" and down,
        "q-pelvis": said.get("q-pelvis") == "yes" and kind in LUNGES | {"helper-stretch"},
        "q-back": said.get("q-back") == "agreed" and kind in LUNGES | {"helper-stretch"},
        "q-knee": said.get("q-knee") == "yes" and (kind == "kneeling-lunge" or bool(places(block) & KNEES)),
        "q-balance": said.get("q-balance") == "unsteady" and kind in {"standing-forward-lunge", "brisk-walk"},
        "q-tailbone": said.get("q-tailbone") == "yes"
        and (kind == "bolster-sit" or Position.FLOOR_SEATED in places(block)),
        "q-helper": said.get("q-helper") == "no" and block.kind.needs_helper,
        "q-touch": said.get("q-touch") == "no" and block.kind.needs_helper,
        "q-helper-back": said.get("q-helper-back") == "yes" and block.kind.needs_helper,
        "q-labour": said.get("q-labour") == "yes"
        and exercise
        and kind != "belly-breathing"
        and not places(block) <= {Position.SIDE_LYING, Position.SEATED},
    }
    return [name for name, forbids in rules.items() if forbids]


KNEES = {Position.KNEELING, Position.HALF_KNEELING, Position.ALL_FOURS}


def said_by(player, answers):
    """What was answered to each question that matters, the most cautious answer where nothing was."""
    return {name: choice.id for name, choice in player.asked(answers).choices.items()}


@pytest.mark.no_cover
@examples(60)
@given(ANY, PERSON)
def test_no_block_stays_that_an_answer_forbids(drawn, person):
    routine = routine_from_drawn(drawn)
    player = Player(routine, CATALOGUE, RULES)
    answers = some_person(routine, person)
    screened = player.screened(answers)
    said = said_by(player, answers)
    if screened.locks:
        return
    for block in exercises(screened.routine):
        assert forbidden(block, said, player.asked(answers).facts) == [], block.kind.id
    pregnant = said.get("q-pregnant") != "no"
    for block in exercises(screened.routine):
        if pregnant and block.position is Position.SUPINE:
            assert block.duration_ms <= 300_000
        if pregnant and block.kind.id == "propped-rest":
            assert block.duration_ms <= 600_000
    helped = [b for b in screened.routine.blocks() if b.kind.needs_helper]
    was_helped = any(b.kind.needs_helper and b.kind.profile != SETUP for b in routine.blocks())
    assert not was_helped or not helped or any(b.kind.profile != SETUP for b in helped)


@examples(40)
@given(ANY, PERSON)
def test_whoever_lies_is_led_up_again(drawn, person):
    routine = routine_from_drawn(drawn)
    player = Player(routine, CATALOGUE, RULES)
    screened = player.screened(some_person(routine, person))
    if screened.locks:
        return
    steps = player.timeline(screened).steps
    lying = False
    for step in steps:
        if step.phase is Phase.HOLD and step.position in LYING:
            lying = True
        if step.phase is Phase.WAY_UP and step.position is Position.SIDE_LYING:
            lying = False
        assert not (lying and step.phase is Phase.HOLD and step.position not in LYING), step.key
    assert not lying


@pytest.mark.no_cover
@examples(60)
@given(ANY, PERSON)
def test_it_takes_no_longer_than_was_promised(drawn, person):
    routine = routine_from_drawn(drawn)
    player = Player(routine, CATALOGUE, RULES)
    found = rehearse(player, with_answers(player, some_person(routine, person)))
    if found.blocked or found.finished is None:
        return
    ledger = found.finished.ledger
    extra = ledger.waits + ledger.overrun + ledger.pauses + ledger.extensions + ledger.replayed
    assert ledger.total_ms <= found.planned_ms + extra
    assert ledger.planned == found.planned_ms


@pytest.mark.no_cover
@examples(60)
@given(ANY, PERSON, st.sampled_from([q.id for q in QUESTIONS]))
def test_unanswered_is_the_most_cautious_answer(drawn, person, name):
    routine, question = routine_from_drawn(drawn), RULES.question(name)
    player = Player(routine, CATALOGUE, RULES)
    answers = some_person(routine, person)
    # What a list answers with "none of these" is no unanswered line.
    lists = {one.id: "some" for one in QUESTIONS if question.id in one.covers}
    gone = {question.id, *question.covers}
    without = {other: choice for other, choice in answers.items() if other not in gone} | lists
    worst = without | {question.id: max(question.choices, key=lambda c: c.caution).id}
    assert player.screened(without) == player.screened(worst)


# The answers of each question, from the least to the most cautious; "37 or more" compares only out of labour.

WORSE = {
    "q-signs": ("none", "some"),
    "q-told-no": ("no", "back", "exercise"),
    "q-high-risk": ("no", "agreed", "yes"),
    "q-twins": ("no", "agreed", "yes"),
    "q-heart": ("no", "agreed", "yes"),
    "q-clots": ("no", "agreed", "yes"),
    "q-operation": ("no", "agreed", "birth-agreed", "yes"),
    "q-hip": ("no", "agreed", "yes"),
    "q-numb": ("no", "yes"),
    "q-back": ("no", "agreed", "yes"),
    "q-pelvis": ("no", "yes"),
    "q-knee": ("no", "yes"),
    "q-tailbone": ("no", "yes"),
    "q-balance": ("steady", "unsteady"),
    "q-floor": ("yes", "no"),
    "q-agreed": ("yes", "no"),
    "q-faint-back": ("no", "yes"),
    "q-back-today": ("flat", "propped"),
    "q-helper": ("yes", "no"),
    "q-touch": ("welcome", "no"),
    "q-helper-back": ("no", "yes"),
    "q-labour": ("no", "yes"),
    "labour": ("yes", "no"),
    "q-weeks": ("w0", "w12", "w16", "w20", "w24", "w28", "w32", "unknown"),
    "q-pregnant": ("no", "yes", "not-said"),
}


PAIRS = [(name, *pair) for name, order in WORSE.items() for pair in itertools.combinations(order, 2)]


def own_blocks(routine, found):
    """The file's blocks that are still there as the file has them."""
    kinds = {b.id: b.kind.id for b in routine.blocks()}
    return {b.id for b in found.routine.blocks() if kinds[b.id] == b.kind.id}


@pytest.mark.no_cover
@examples(60)
@given(ANY, PERSON, st.sampled_from(PAIRS))
def test_a_more_cautious_answer_brings_no_block_back(drawn, person, pair):
    routine = routine_from_drawn(drawn)
    name, mild, grave = pair
    player = Player(routine, CATALOGUE, RULES)
    answers = some_person(routine, {**person, name: mild})
    # Only the one answer differs; what it calls for in addition is as written.
    unsaid = {other: None for other, choice in person.items() if choice is None}
    worse = some_person(routine, {**unsaid, **answers, name: grave})
    before, after = player.screened(answers), player.screened(worse)
    assert not before.locks or after.locks
    if not after.locks and not before.locks:
        assert own_blocks(routine, after) <= own_blocks(routine, before)
        assert after.supine_cap_ms <= before.supine_cap_ms


@pytest.mark.no_cover
def test_term_compares_with_the_weeks_before_where_nobody_is_in_labour():
    for name in ROUTINES:
        routine = routine_of(*ROUTINES[name])
        player = Player(routine, CATALOGUE, RULES)
        for today, agreed in itertools.product(("flat", "propped"), ("yes", "no")):
            late, term = (
                player.screened(
                    answered(
                        routine,
                        {"q-pregnant": "yes", "q-weeks": w, "q-agreed": agreed, "q-back-today": today},
                    )
                )
                for w in ("w32", "w37")
            )
            assert late == term


def test_every_order_is_that_of_the_questions_and_names_every_answer():
    for question in QUESTIONS:
        if (
            question.covers
            or question.id == "q-unwell-back"
            or any(c.outcome == "stay" for c in question.choices)
        ):
            continue
        caution = {c.id: c.caution for c in question.choices}
        order = [caution[name] for name in WORSE[question.id]]
        assert order == sorted(order), question.id
        assert set(WORSE[question.id]) | ({"w37"} if question.id == "q-weeks" else set()) == set(caution)


@pytest.mark.no_cover
@examples(40)
@given(
    ANY,
    st.lists(moves(Answer, Tick, Next, Pause, GoOn), max_size=12),
    st.lists(st.integers(0, 3), max_size=25),
)
def test_the_gate_is_never_passed_with_an_unanswered_page(drawn, inputs, choices):
    """Random inputs between answers; the watcher holds that what was shown was answered."""
    routine = routine_from_drawn(drawn)
    run = Run(Player(routine, CATALOGUE, RULES))
    for number, move in itertools.zip_longest(choices, inputs):
        if run.mode is not Mode.GATE:
            break
        if move is not None:
            run.send(move.given(run), run.now + move.after)
        if number is not None and run.mode is Mode.GATE:
            page = run.state.pages[run.state.page]
            run.answer(page.choices[number % len(page.choices)].id)
    if run.started_at is not None:
        needed = {p.id for p in run.player.pages(run.state.answers)}
        assert needed <= set(run.state.answers)
        assert not locking(run.state.answers, RULES)
    assert run.faults.get("gate", []) == []


LOCKS = [
    (question.id, choice.id)
    for question in QUESTIONS
    for choice in question.choices
    if locking({question.id: choice.id}, RULES) and question.id != "q-labour"
]


@pytest.mark.no_cover
@examples(60)
@given(
    st.sampled_from(["daily", "upright", "helper"]),
    st.lists(st.sampled_from([Answer, GoOn, Next, Pause, Tick, FeelBetter, Unwell, Finish]), max_size=10),
    st.integers(0, 60_000),
)
def test_locked_stays_locked_whatever_follows(name, inputs, after):
    run = Run(Player(routine_of(*ROUTINES[name]), CATALOGUE, RULES))
    run.pass_gate({"q-signs": "some"})
    assert run.mode is Mode.BLOCKED
    locks = run.state.locks
    for kind in inputs:
        for page in run.state.pages[:3]:
            given_ = Answer(page.id, page.choices[0].id) if kind is Answer else kind()
            run.send(given_, run.now + after)
        assert run.started_at is None
        assert run.mode in {Mode.BLOCKED, Mode.UNWELL, Mode.FINISHED}
        assert run.state.locks == locks
    assert run.faults.get("gate", []) == []


@pytest.mark.no_cover
@pytest.mark.parametrize(("question", "choice"), LOCKS)
def test_each_answer_that_locks_does_so_at_once(question, choice):
    routine = routine_of(*ROUTINES["upright"], *ROUTINES["helper"])
    run = Run(Player(routine, CATALOGUE, RULES))
    needs = (
        {"q-pregnant": "yes", "q-weeks": "w37"} if question in {"q-high-risk", "q-twins", "labour"} else {}
    )
    needs |= {"q-labour": "yes"} if question == "labour" else {}
    needs |= {"q-health": "some", "q-operation": "birth-agreed"} if question == "q-numb" else {}
    lists = {q.id: "some" for q in QUESTIONS if question in q.covers}
    run.pass_gate({**needs, **lists, question: choice})
    assert run.mode is Mode.BLOCKED
    assert run.state.pages[run.state.page].id == question
    assert run.of(out.Started) == []


def test_a_page_of_the_file_cannot_take_the_place_of_ours():
    for name in ("changes", "before", "reading", "q-signs", "prepare"):
        own = {"id": name, "severity": "warning", "short_text": "Mind the lamp"}
        items = [*ROUTINES["daily"][:2], {**ROUTINES["daily"][2], "banners": [own]}, *ROUTINES["daily"][3:]]
        routine = routine_of(*items)
        run = Run(Player(routine, CATALOGUE, RULES))
        run.pass_gate({"q-told-no": "back", "q-pregnant": "no"})
        shown = [o.page.id for o in run.of(out.GateShown)]
        assert f"banner:{name}" in shown or name == "q-signs" or "changes" in shown
        assert shown[-1] == "changes"
        assert len(shown) == len(set(shown))
        assert run.faults == {}


def test_replacing_a_field_of_a_screened_routine_is_seen():
    """The comparison above is one of whole values."""
    player = Player(routine_of(*ROUTINES["daily"]), CATALOGUE, RULES)
    screened = player.screened(answered(player.routine))
    assert replace(screened, supine_cap_ms=1) != screened
