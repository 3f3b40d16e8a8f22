"""Answers in, routine out."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from psoas_desktop.routine.default_block import default_block
from psoas_desktop.routine.vocabulary import Position
from psoas_desktop.safety.asking import ask
from psoas_desktop.safety.memory import SAME
from psoas_desktop.safety.screening import screen, stand_in
from tests.core import random_sessions, sessions
from tests.core.sessions import CATALOGUE, RULES, answered, block, examples, group, routine_of

KINDS = CATALOGUE.kinds


def screened(answers, *items, routine=None, known=None):
    routine = routine or routine_of(*items)
    asked = ask(routine, RULES, answered(routine, answers, known), known)
    return screen(routine, asked, RULES, CATALOGUE)


def kinds(found):
    return [b.kind.id for b in found.routine.blocks()]


CHAIR = (block("lower-to-floor"), block("chair-rest"), block("log-roll-rise"), block("closing-check-in"))


def test_as_written_nothing_changes():
    routine = routine_of(*CHAIR)
    found = screened({}, routine=routine)
    assert found.routine == routine
    assert (found.blocked, found.flags, found.changes) == (False, frozenset(), ())
    assert found.supine_cap_ms == 900_000


@pytest.mark.parametrize("answer", ["not-said", None, "something else", ""])
def test_not_said_or_not_answered_takes_away_lying_flat(answer):
    found = screened({"q-pregnant": answer}, *CHAIR)
    assert kinds(found) == ["lower-to-floor", "side-lying-rest", "log-roll-rise", "closing-check-in"]
    assert found.flags == {"pregnant"}
    assert not found.blocked
    (change,) = found.changes
    assert (change.block_id, change.before, change.after) == ("chair-rest-2", "chair-rest", "side-lying-rest")
    assert change.why


@pytest.mark.parametrize(
    ("today", "expected"), [("propped", "propped-rest"), ("flat", "chair-rest"), (None, "propped-rest")]
)
@pytest.mark.parametrize("weeks", ["w12", "w16", "w24"])
def test_in_pregnancy_a_back_that_is_not_chosen_is_propped(weeks, today, expected):
    found = screened({"q-pregnant": "yes", "q-weeks": weeks, "q-back-today": today}, *CHAIR)
    assert kinds(found)[1] == expected
    assert found.flags == {"pregnant"}
    assert found.supine_cap_ms == 300_000


@pytest.mark.parametrize("answer", ["not-said", None])
@pytest.mark.parametrize("field", ["position", "start_position", "end_position"])
def test_nothing_lies_flat_where_pregnancy_is_not_known_however_the_file_says_it(answer, field):
    items = [block("free", **{field: "supine"}), group(group(block("rest", position="supine")))]
    for made in screened({"q-pregnant": answer}, *items).routine.blocks():
        assert Position.SUPINE not in {made.position, made.start_position, made.end_position}


@pytest.mark.no_cover
@examples(60)
@given(random_sessions.routines(odd=True), st.sampled_from(["not-said", None]))
def test_in_no_routine_does_anybody_lie_flat_whose_pregnancy_is_not_known(routine, answer):
    for made in screened({"q-pregnant": answer}, routine=routine).routine.blocks():
        if not made.kind.transition:
            assert Position.SUPINE not in {made.position, made.start_position, made.end_position}


@pytest.mark.parametrize("answer", ["yes", None, "maybe"])
@pytest.mark.parametrize("kind", ["kneeling-lunge", "standing-forward-lunge"])
def test_pelvic_pain_takes_away_the_lunges(kind, answer):
    found = screened({"q-pelvis": answer}, block("hydrate"), group(block(kind)), block("brisk-walk"))
    assert kinds(found) == ["hydrate", "bolster-sit", "brisk-walk"]
    assert [(c.before, c.after) for c in found.changes] == [(kind, "bolster-sit")]
    assert found.flags == frozenset()


def test_no_pain_leaves_them():
    assert kinds(screened({"q-pelvis": "no"}, block("kneeling-lunge"))) == ["kneeling-lunge"]
    assert kinds(screened({"q-body": "none"}, block("kneeling-lunge"))) == ["kneeling-lunge"]


def test_a_list_is_answered_where_each_of_its_lines_is():
    items = block("kneeling-lunge"), block("helper-stretch")
    each = {"q-pelvis": "no", "q-knee": "no", "q-balance": "steady", "q-back": "no"}
    assert kinds(screened({"q-body": None, **each}, *items)) == ["kneeling-lunge", "helper-stretch"]
    assert kinds(screened({"q-body": None, **each, "q-knee": "yes"}, *items))[0] == "standing-forward-lunge"
    assert screened({"q-body": None, **each, "q-back": None}, *items).blocked


def test_both_answers_act_together():
    found = screened(
        {"q-pregnant": "not-said", "q-pelvis": "yes"}, block("chair-rest"), block("kneeling-lunge")
    )
    assert kinds(found) == ["side-lying-rest", "bolster-sit"]
    assert len(found.changes) == 2


@pytest.mark.parametrize("answer", ["some", None, "no idea"])
def test_a_stop_sign_blocks_and_so_does_no_answer(answer):
    found = screened({"q-signs": answer}, block("hydrate"))
    assert found.blocked
    assert all(lock.why and lock.ask for lock in found.locks)


def test_a_change_in_a_group_keeps_the_group():
    found = screened(
        {"q-pregnant": "not-said"}, group(block("chair-rest"), block("rest"), repeat=3, rest=20, title="G")
    )
    (kept,) = found.routine.items
    assert (kept.repeat, kept.rest_between_ms, kept.title) == (3, 20_000, "G")
    assert kinds(found) == ["side-lying-rest", "rest"]


def test_corrections_duplicate_substitutes_are_merged():
    found = screened({"q-pelvis": "yes"}, block("standing-forward-lunge"), block("kneeling-lunge"))
    assert kinds(found) == ["bolster-sit"]


# --- which answer counts --------------------------------------------------------------------------


@pytest.mark.no_cover
@pytest.mark.parametrize("question", [q.id for q in RULES.questions if q.id != SAME])
def test_a_missing_or_unknown_answer_is_the_most_cautious(question):
    """The tables of the question's own choices decide which that is."""
    routine = routine_of(*(block(kind) for kind in KINDS))
    found = RULES.question(question)
    worst = max(found.choices, key=lambda choice: choice.caution).id
    for known in ({}, {"felt_unwell_on_back": "yes"}):
        all_fine = answered(routine, {"q-pregnant": "yes", "q-weeks": "w20"}, known)
        if question in all_fine:
            made = [
                ask(routine, RULES, {**all_fine, question: answer}, known)
                for answer in (worst, "no such answer", "")
            ]
            made.append(ask(routine, RULES, {k: v for k, v in all_fine.items() if k != question}, known))
            assert made[0].choices[question].id == worst
            assert made[1] == made[2] == made[3] == made[0]


# --- the block in its place -----------------------------------------------------------------------


def test_a_stand_in_keeps_what_is_the_files_and_takes_the_rest_from_its_kind():
    routine = routine_of(
        block(
            "chair-rest",
            duration_s=240,
            title="On the chair",
            note="Slowly.",
            banners=[{"id": "own", "severity": "info", "short_text": "Mind"}],
        )
    )
    (old,) = routine.blocks()
    new = stand_in(old, KINDS["side-lying-rest"])
    assert (new.id, new.note, new.banners, new.path) == (old.id, old.note, old.banners, old.path)
    assert new.duration_ms == 240_000
    assert new.title == KINDS["side-lying-rest"].title
    assert new.cues == KINDS["side-lying-rest"].cues
    assert (new.position, new.start_position, new.end_position) == (Position.SIDE_LYING,) * 3


@pytest.mark.parametrize(
    ("kind", "duration", "sides", "to", "expected"),
    [
        ("chair-rest", 300_000, 0, "side-lying-rest", 300_000),
        ("kneeling-lunge", 45_000, 2, "bolster-sit", 90_000),
        ("kneeling-lunge", 15_000, 1, "bolster-sit", 60_000),
        ("kneeling-lunge", 60_000, 2, "standing-forward-lunge", 60_000),
        ("brisk-walk", 1_800_000, 0, "bolster-sit", 1_200_000),
        ("brisk-walk", 1_800_000, 0, "propped-rest", 600_000),
        ("brisk-walk", 100_000, 0, "standing-forward-lunge", 50_000),
    ],
)
def test_a_stand_in_is_about_as_long(kind, duration, sides, to, expected):
    old = default_block(KINDS[kind], "b")
    old = replace(old, duration_ms=duration, sides=old.sides[:sides])
    found = stand_in(old, KINDS[to]).duration_ms
    assert found == expected
    assert isinstance(found, int)


# --- what is played then --------------------------------------------------------------------------


def played(answers, *items):
    run = sessions.Run(sessions.player_of(*items))
    run.pass_gate(answered(run.player.routine, answers))
    return run.to_end()


def test_a_way_that_has_become_needless_is_left_out():
    items = block("lower-to-floor"), block("kneeling-lunge"), block("hydrate")
    assert all(s.block.kind.transition == "" for s in played({"q-pelvis": "yes"}, *items).entered)


def test_the_ways_stay_where_one_lies_on_the_side_instead():
    run = played({"q-pregnant": "not-said"}, *CHAIR)
    kinds_ = [s.block.kind.id for s in run.entered]
    assert "lower-to-floor" in kinds_
    assert "side-lying-rest" in kinds_
    assert "log-roll-rise" in kinds_
    assert not any(s.position is Position.SUPINE for s in run.entered)
    assert not any(s.inserted for s in run.entered)


def items_with_a_sore_pelvis(*items):
    return screened({"q-pelvis": "yes"}, *items).routine.items


def test_merged_substitutes_are_as_long_as_both():
    lunges = (block("kneeling-lunge", duration_s=90), block("standing-forward-lunge", duration_s=90))

    (only,) = items_with_a_sore_pelvis(*lunges)

    assert only.kind.id == "bolster-sit"
    assert only.duration_ms == 4 * 90_000, "two sides of each"


def test_what_was_not_replaced_is_not_merged():
    lunge = [block("kneeling-lunge") for _ in range(2)]

    items = items_with_a_sore_pelvis(block("bolster-sit"), lunge[0], block("hydrate"), lunge[1])

    assert [item.kind.id for item in items] == ["bolster-sit", "bolster-sit", "hydrate", "bolster-sit"]
