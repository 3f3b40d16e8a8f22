"""What was changed is told by exercise and reason, before the start."""

from psoas_desktop.playback.changes_told import changes_told
from psoas_desktop.playback.player import Player
from psoas_desktop.safety.screening import Change
from tests.core.sessions import CATALOGUE, RULES, block, group, routine_of
from tests.core.test_rehearsal import ready_made

ROUTINE = routine_of(
    block("kneeling-lunge", title="A deep lunge"),
    block("brisk-walk"),
    group(block("chair-rest", title="Rest {after}"), title="Twice"),
)
LUNGE, WALK, TWICE, REST = "kneeling-lunge-1", "brisk-walk-2", "group-3", "chair-rest-4"


def told(*changes):
    return changes_told(changes, ROUTINE, CATALOGUE, RULES.change_words)


def test_nothing_changed_tells_nothing():
    assert told() == ()


def test_an_exercise_is_called_by_its_title_and_what_replaces_it_by_its_kind():
    (line,) = told(Change("replace", LUNGE, "kneeling-lunge", "standing-forward-lunge", "Kneeling hurts."))
    assert line == "A deep lunge becomes Standing forward lunge. Kneeling hurts."


def test_a_strangers_title_is_no_template():
    (line,) = told(Change("replace", REST, "chair-rest", "propped-rest", "Why."))
    assert line == "Rest {after} becomes Propped rest. Why."


def test_what_has_one_reason_is_told_together_and_in_order():
    lines = told(
        Change("replace", LUNGE, "kneeling-lunge", "standing-forward-lunge", "Kneeling hurts."),
        Change("remove", WALK, "brisk-walk", "", "No time."),
        Change("rounds", TWICE, "2", "1", "No time."),
        Change("cap", LUNGE, "90", "60", "Shorter."),
    )
    assert lines == (
        "A deep lunge becomes Standing forward lunge. Kneeling hurts.",
        "Left out: Brisk walk. Done once: Twice. No time.",
        "Shorter: Standing forward lunge. Shorter.",
    )


def test_a_group_without_a_title_is_called_by_what_is_in_it():
    routine = routine_of(group(block("seated-rest"), block("brisk-walk")))
    change = Change("rounds", "group-1", "2", "1", "No time.")
    (line,) = changes_told([change], routine, CATALOGUE, RULES.change_words)
    assert line == "Done once: Sit and be still, Brisk walk. No time."


def test_a_wish_that_cannot_be_met_names_no_exercise():
    assert told(Change("time", "", "60", "300", "It cannot be.")) == ("It cannot be.",)


def test_whatever_is_left_out_for_the_time_there_is_is_named_before_the_start():
    routine = ready_made("walking-and-lunges").routine
    player = Player(routine, CATALOGUE, RULES, wanted_ms=6 * 60_000)
    answers = {q.id: q.least_cautious.id for q in player.asked({}).questions}
    screened = player.screened(answers)
    page = player.last_page(answers, screened.changes)
    titles = {b.id: b.title for b in routine.blocks()}
    gone = {titles[b.id] for b in routine.blocks()} - {b.title for b in screened.routine.blocks()}
    assert gone
    assert all(any(title in line for line in page.lines) for title in gone)
