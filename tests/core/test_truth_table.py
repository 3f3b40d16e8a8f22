"""The table of what answers have to do, and that it leaves no question and no rule out."""

import pytest

from psoas_desktop.safety.asking import ask
from psoas_desktop.safety.memory import SAME
from psoas_desktop.safety.screening import screen
from tests.core.sessions import CATALOGUE, RULES, answered, routine_of
from tests.core.truth_table import KIND, ROUTINES, ROWS, UNCHANGED

WHY = {rule.why: rule.id for rule in RULES.screening if rule.does == "block"}
WHY[RULES.least_left.why] = "least"


def come_of(row):
    routine = routine_of(*ROUTINES[row.routine])
    asked = ask(routine, RULES, answered(routine, row.answers, row.known), row.known)
    return screen(routine, asked, RULES, CATALOGUE)


@pytest.mark.no_cover
@pytest.mark.parametrize("row", ROWS, ids=str)
def test_the_routine_that_comes_of_it(row):
    found = come_of(row)
    assert tuple(WHY[lock.why] for lock in found.locks) == row.locks, row.source
    if row.locks:
        return
    assert [b.kind.id for b in found.routine.blocks()] == [KIND[name] for name in row.kinds.split()], (
        row.source
    )
    caps = {
        kept.kind.id: int(change.after)
        for change in found.changes
        if change.what == "cap"
        for kept in found.routine.blocks()
        if kept.id == change.block_id
    }
    assert caps == row.caps, row.source
    for block in found.routine.blocks():
        assert block.kind.id not in caps or block.duration_ms == 1000 * caps[block.kind.id]
    if row.kinds == UNCHANGED[row.routine] and not row.caps and row.routine != "bolster":
        assert found.changes == ()


def test_the_table_is_long_and_each_row_has_its_source():
    assert len(ROWS) >= 200
    for row in ROWS:
        assert row.source.startswith(("reference", "corrections", "decisions", "a line", "each line"))
    assert len({(row.routine, str(row.answers), str(row.known)) for row in ROWS}) == len(ROWS)


def test_every_question_and_every_answer_that_goes_on_is_in_it():
    told = {(name, choice) for row in ROWS for name, choice in row.answers.items()}
    for question in RULES.questions:
        if any(choice.outcome == "stay" for choice in question.choices) or question.covers:
            continue
        if question.id == SAME:
            continue  # what is remembered has tests of its own
        least = question.least_cautious.id
        for choice in question.choices:
            assert choice.id == least or (question.id, choice.id) in told, (question.id, choice.id)
        assert (question.id, None) in told, f"{question.id} is never left unanswered"


@pytest.mark.no_cover
def test_every_rule_is_in_it():
    """A rule that no row calls for could be wrong without anybody seeing it."""
    whys = {change.why for row in ROWS for change in come_of(row).changes}
    locks = {lock for row in ROWS for lock in row.locks}
    for rule in RULES.screening:
        assert rule.id in locks if rule.does == "block" else rule.why in whys, rule.id
