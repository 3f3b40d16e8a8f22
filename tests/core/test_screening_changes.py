"""What answers change in a routine: what is left out, merged, made shorter or too little; what is told."""

from dataclasses import replace

import pytest

from psoas_desktop.routine.cues import MS
from psoas_desktop.routine.vocabulary import Position
from psoas_desktop.safety.asking import ask
from psoas_desktop.safety.rules import ScreeningRule, Targets
from psoas_desktop.safety.screening import Change, Lock, screen
from tests.core.sessions import CATALOGUE, RULES, answered, block, group, routine_of


def screened(answers, *items, rules=RULES):
    routine = routine_of(*items)
    return screen(routine, ask(routine, rules, answered(routine, answers)), rules, CATALOGUE)


def kinds(items):
    return [item.kind.id for item in items]


def why(rule_id):
    return next(rule.why for rule in RULES.screening if rule.id == rule_id)


# --- what is told ---------------------------------------------------------------------------------


def test_each_change_names_the_block_what_became_of_it_and_why():
    found = screened(
        {"q-knee": "yes", "q-balance": "unsteady"}, block("kneeling-lunge"), block("standing-forward-lunge")
    )
    assert found.changes[0] == Change(
        "replace", "kneeling-lunge-1", "kneeling-lunge", "bolster-sit", why("knee")
    ), "the standing one, the first choice, is forbidden itself"
    found = screened({"q-back": "agreed"}, block("kneeling-lunge"), block("bolster-sit"))
    assert found.changes == (Change("remove", "kneeling-lunge-1", "kneeling-lunge", "", why("back-agreed")),)


def test_of_two_reasons_the_graver_one_is_told():
    """The rules stand with the gravest first."""
    found = screened({"q-told-no": "back", "q-faint-back": "yes"}, block("chair-rest"))
    assert [change.why for change in found.changes] == [why("told-back")]


def test_what_the_catalogue_does_not_have_stands_in_for_nothing():
    targets = Targets(kinds=("chair-rest",))
    rule = ScreeningRule("own", {}, "replace", "W.", "S", targets=targets, to=("no-such-kind", "seated-rest"))
    found = screened({}, block("chair-rest"), rules=replace(RULES, screening=(rule,)))
    assert kinds(found.routine.blocks()) == ["seated-rest"]


def test_a_hold_that_is_capped_is_told_in_seconds():
    items = block("chair-rest", duration_s=480), block("side-lying-rest", duration_s=600)
    found = screened({"q-pregnant": "yes", "q-weeks": "w12", "q-back-today": "flat"}, *items)
    assert found.changes == (Change("cap", "chair-rest-1", "480", "300", why("cap-pregnant")),)
    assert [b.duration_ms for b in found.routine.blocks()] == [300 * MS, 600 * MS]


def test_a_hold_as_long_as_the_cap_stays():
    items = block("chair-rest", duration_s=300), block("propped-rest", duration_s=600)
    found = screened({"q-pregnant": "yes", "q-weeks": "w12", "q-back-today": "flat"}, *items)
    assert found.changes == ()
    assert [b.duration_ms for b in found.routine.blocks()] == [300 * MS, 600 * MS]


def test_of_two_caps_the_shorter_one_holds_and_only_a_cap_on_the_back_is_the_persons():
    def cap(name, seconds, **about):
        return ScreeningRule(name, {}, "cap", f"{name}.", "S", targets=Targets(**about), cap_ms=seconds * MS)

    own = cap("a", 200, kinds=("chair-rest",)), cap("b", 250, positions=(Position.SUPINE,))
    found = screened({}, block("chair-rest"), rules=replace(RULES, screening=own))
    assert [b.duration_ms for b in found.routine.blocks()] == [200 * MS]
    assert [change.why for change in found.changes] == ["a."]
    assert found.supine_cap_ms == 250 * MS
    found = screened({}, block("chair-rest"), rules=replace(RULES, screening=own[::-1]))
    assert [(c.before, c.after) for c in found.changes] == [("300", "250"), ("250", "200")]
    assert found.supine_cap_ms == 250 * MS


@pytest.mark.parametrize(
    ("duration", "longest", "cap", "left", "told"),
    [
        (120, 300, 200, 120, [("300", "120")]),
        (250, 300, 200, 200, [("300", "200")]),
        (120, 200, 200, 120, []),
    ],
)
def test_a_cap_ends_what_could_go_on(duration, longest, cap, left, told):
    """An open hold may be stretched by the pair while it lasts; under a cap it may not."""
    stretch = block(
        "helper-stretch",
        duration_s=duration,
        open_ended=True,
        duration_min_s=60,
        duration_max_s=longest,
    )
    rule = ScreeningRule(
        "own", {}, "cap", "W.", "S", targets=Targets(kinds=("helper-stretch",)), cap_ms=cap * MS
    )
    found = screened({}, stretch, rules=replace(RULES, screening=(rule,)))
    (made,) = found.routine.blocks()
    assert made.duration_ms == left * MS
    assert (made.open_ended is None) == bool(told)
    assert [(c.before, c.after) for c in found.changes] == told


# --- a helper -------------------------------------------------------------------------------------


def test_where_no_stretch_with_a_helper_is_left_the_talk_goes_too_and_it_is_said_why():
    talk, stretch = block("helper-briefing"), block("helper-stretch")
    items = (
        block("hydrate"), talk, group(talk, block("seated-rest"), repeat=3, title="G"), group(group(talk)),
        group(stretch),
    )  # fmt: skip
    found = screened({"q-pelvis": "yes"}, *items)
    water, kept, instead = found.routine.items
    assert water.kind.id == "hydrate"
    assert (kept.repeat, kept.title, kinds(kept.items)) == (3, "G", ["seated-rest"])
    assert kinds(instead.items) == ["side-lying-rest"]
    talks = [b.id for b in routine_of(*items).blocks() if b.kind.id == "helper-briefing"]
    assert [change for change in found.changes if change.before == "helper-briefing"] == [
        Change("remove", name, "helper-briefing", "", RULES.nobody_to_help) for name in talks
    ]


def test_a_talk_that_prepares_for_no_stretch_of_this_routine_stays():
    found = screened({"q-pelvis": "yes"}, block("helper-briefing"), block("kneeling-lunge"))
    assert kinds(found.routine.blocks()) == ["helper-briefing", "bolster-sit"]


def test_a_group_of_which_nothing_is_left_is_left_out():
    found = screened(
        {"q-back": "agreed"}, group(block("kneeling-lunge"), group(block("helper-stretch"))), block("rest")
    )
    assert kinds(found.routine.items) == ["rest"]


# --- merging --------------------------------------------------------------------------------------


@pytest.mark.parametrize("order", [1, -1])
def test_a_block_of_the_file_is_never_merged_with_what_stands_in_for_another(order):
    items = [block("bolster-sit", duration_s=90), block("kneeling-lunge")][::order]
    found = screened({"q-pelvis": "yes"}, *items).routine.items
    assert [item.duration_ms for item in found] == [90 * MS] * 2


def test_different_substitutes_are_not_merged():
    answers = {"q-pelvis": "yes", "q-told-no": "back"}
    found = screened(answers, block("kneeling-lunge"), block("chair-rest")).routine.items
    assert kinds(found) == ["bolster-sit", "side-lying-rest"]


def test_substitutes_are_merged_within_their_group_and_not_across_it():
    lunge = block("kneeling-lunge")
    found = screened({"q-pelvis": "yes"}, lunge, group(lunge, lunge, lunge, repeat=2), lunge).routine.items
    assert found[1].repeat == 2
    (inner,) = found[1].items
    assert [found[0].duration_ms, inner.duration_ms, found[2].duration_ms] == [90 * MS, 270 * MS, 90 * MS]


def test_what_is_merged_is_no_longer_than_its_kind_may_be():
    found = screened({"q-told-no": "back"}, *[block("chair-rest", duration_s=900)] * 3).routine.items
    assert [item.duration_ms for item in found] == [1_200 * MS]
    answers = {"q-pregnant": "yes", "q-weeks": "w12", "q-back-today": "propped"}
    found = screened(answers, *[block("chair-rest", duration_s=400)] * 2).routine.items
    assert [item.duration_ms for item in found] == [600 * MS], "what is advised, not all that is allowed"


# --- next to nothing left -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("left", "lunges", "locked"),
    [(60, 1, False), (55, 1, True), (90, 2, False), (85, 2, True), (180, 4, False), (179, 4, True)],
)
def test_at_least_a_minute_and_a_fifth_has_to_be_left(left, lunges, locked):
    """Lunges of 90 seconds a side are what "back trouble, agreed" takes away (corrections, Questions)."""
    assert (RULES.least_left.share_percent, RULES.least_left.least_ms) == (20, 60 * MS)
    items = block("rest", duration_s=left), *[block("kneeling-lunge", duration_s=90)] * lunges
    found = screened({"q-back": "agreed"}, *items)
    lock = Lock(RULES.least_left.why, RULES.least_left.ask, another=True)
    assert found.locks == ((lock,) if locked else ())


def test_preparing_and_getting_down_and_up_are_nothing_that_is_left():
    rest = block("rest", duration_s=30)
    others = (
        block("prepare-space", duration_s=300), block("closing-check-in", duration_s=300),
        block("lower-to-floor"), block("log-roll-rise"),
    )  # fmt: skip
    assert screened({"q-back": "agreed"}, *others, rest, block("kneeling-lunge")).blocked


def test_rounds_count_for_what_is_left():
    lunge = block("kneeling-lunge", duration_s=90)
    assert not screened({"q-back": "agreed"}, group(block("rest", duration_s=20), repeat=3), lunge).blocked
    assert screened({"q-back": "agreed"}, group(block("rest", duration_s=20), repeat=2), lunge).blocked
    twice = group(block("rest", duration_s=10), repeat=2)
    assert not screened({"q-back": "agreed"}, block("rest", duration_s=40), twice, lunge).blocked


def test_a_short_routine_of_which_all_is_left_is_played():
    found = screened({"q-knee": "yes"}, block("kneeling-lunge", duration_s=15, sides="left"))
    assert kinds(found.routine.blocks()) == ["standing-forward-lunge"]
    assert not found.blocked


def test_a_routine_without_any_exercise_is_played_though_its_talk_is_left_out():
    found = screened({"q-helper": "no"}, block("hydrate"), block("helper-briefing"))
    assert kinds(found.routine.blocks()) == ["hydrate"]
    assert not found.blocked


def test_an_unchanged_routine_is_never_too_little():
    assert not screened({}, block("rest", duration_s=10)).blocked


def test_a_lock_by_an_answer_says_its_own_reason_alone():
    found = screened({"q-signs": "some", "q-back": "agreed"}, block("kneeling-lunge"))
    assert [lock.why for lock in found.locks] == [why("signs")]
