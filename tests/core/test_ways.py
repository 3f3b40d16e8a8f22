"""New blocks come with the ways down and up that they need, and never with more than those."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from psoas_desktop.editing.document import Document
from psoas_desktop.editing.edits import Action
from psoas_desktop.editing.making import new_block, new_group
from psoas_desktop.editing.places import TOP, all_items, items_at
from psoas_desktop.editing.renaming import numbered
from psoas_desktop.editing.ways import WAY_DOWN, WAY_UP, add_with_ways
from psoas_desktop.playback.layout import WAY_DOWN_KIND, WAY_UP_KIND, lay_out
from psoas_desktop.routine.draft import Array, Draft, Object, from_plain
from psoas_desktop.routine.field_rules import FieldRules
from psoas_desktop.routine.parsing import routine_from
from psoas_desktop.routine.problems import Level as Grade
from psoas_desktop.routine.schema import routine_schema
from psoas_desktop.routine.validation import validate
from psoas_desktop.safety.positions import Level, level
from tests.core import catalogue_fixture as small
from tests.core import sessions, strategies

KINDS = {
    **small.catalogue().kinds,
    "lower-to-floor": small.kind(
        "lower-to-floor", "Go down", position="kneeling",
        start_position="standing", end_position="floor-seated", transition="down",
        duration={"default_s": 60, "min_s": 30, "max_s": 300, "step_s": 15}, lead_in_s=0,
    ),
    "brisk-walk": small.kind("brisk-walk", "Brisk walk", position="walking"),
    "bolster-sit": small.kind("bolster-sit", "Bolster sit", position="floor-seated"),
}  # fmt: skip
CATALOGUE = replace(
    small.catalogue(), kinds=KINDS, words=sessions.CATALOGUE.words, banners=sessions.CATALOGUE.banners
)
RULES = FieldRules(routine_schema(CATALOGUE))


def group(*items, **fields):
    return {"type": "group", "items": list(items), **fields}


def draft_of(*items):
    def block(item):
        if isinstance(item, str):
            return {"type": item, "id": next(count)}
        return {**item, "id": next(count), "items": [block(one) for one in item["items"]]}

    count = (f"b-{number}" for number in range(5000))
    data = {"format": 1, "id": "r", "title": "R", "items": [block(item) for item in items]}
    return Draft(from_plain(data))


def shape(draft, path=TOP):
    found = []
    for at, node in enumerate(items_at(draft, path)):
        inner = shape(draft, (*path, at, "items"))
        found.append(inner or node.get("type").value)
    return found


def added(draft, place, *kinds):
    ids = numbered({node.get("id").value for _, node in all_items(draft)})
    nodes = [new_group(ids) if kind == "group" else new_block(CATALOGUE.kinds[kind], ids) for kind in kinds]
    return add_with_ways(draft, place, nodes, CATALOGUE, ids), nodes


def after_adding(draft, index, kind, parent=TOP):
    return shape(added(draft, (parent, index), kind)[0].edit.draft)


UP, DOWN, LIE, WALK = "log-roll-rise", "lower-to-floor", "chair-rest", "brisk-walk"


def test_the_ways_are_those_of_the_player():
    assert (WAY_UP, WAY_DOWN) == (WAY_UP_KIND, WAY_DOWN_KIND)


@pytest.mark.parametrize(
    ("before", "index", "kind", "after"),
    [
        ((), 0, LIE, [DOWN, LIE, UP]),
        ((), 0, WALK, [WALK]),
        ((), 0, "bolster-sit", [DOWN, "bolster-sit"]),
        ((WALK, WALK), 1, LIE, [WALK, DOWN, LIE, UP, WALK]),
        # Ways that are there are enough, wherever on the way they stand.
        ((DOWN, LIE, UP), 2, "rest", [DOWN, LIE, "rest", UP]),
        ((DOWN, LIE, UP), 1, "rest", [DOWN, "rest", LIE, UP]),
        ((DOWN, LIE, UP, WALK), 4, LIE, [DOWN, LIE, UP, WALK, DOWN, LIE, UP]),
        # What lies comes behind the way down, what does not behind the way up.
        ((WALK, DOWN, LIE, UP), 1, "rest", [WALK, DOWN, "rest", LIE, UP]),
        ((DOWN, LIE, UP), 2, WALK, [DOWN, LIE, UP, WALK]),
        ((DOWN, LIE, UP), 2, "group", [DOWN, LIE, "group", UP]),
        # What lies already without ways gets them with the new block beside it.
        ((LIE,), 1, "rest", [DOWN, LIE, "rest", UP]),
        ((LIE, WALK), 0, "rest", [DOWN, "rest", LIE, UP, WALK]),
        ((LIE, WALK, LIE), 2, WALK, [LIE, WALK, WALK, LIE]),
        # Ways themselves need none.
        ((WALK,), 1, UP, [WALK, UP]),
        ((WALK,), 1, DOWN, [WALK, DOWN]),
    ],
)  # fmt: skip
def test_what_comes_with_a_block(before, index, kind, after):
    assert after_adding(draft_of(*before), index, kind) == after


INNER = (*TOP, 0, "items")


@pytest.mark.parametrize(
    ("before", "index", "after"),
    [
        (group(WALK), 1, [[WALK, DOWN, LIE], UP]),
        (group(WALK, repeat=2), 1, [[WALK, DOWN, LIE, UP]]),
        (group(WALK, repeat=2), 0, [[DOWN, LIE, UP, WALK]]),
        (group("rest", repeat=3), 1, [DOWN, ["rest", LIE], UP]),
        (group("rest", WALK, repeat=2), 2, [["rest", UP, WALK, DOWN, LIE], UP]),
    ],
)
def test_rounds_of_a_group_lead_back_to_its_beginning(before, index, after):
    assert after_adding(draft_of(before), index, LIE, INNER) == after


def test_kinds_that_nobody_knows_are_looked_past():
    draft = draft_of("of-tomorrow", LIE, "of-tomorrow")
    assert after_adding(draft, 2, "rest") == [DOWN, "of-tomorrow", LIE, "rest", "of-tomorrow", UP]


def test_a_thousand_lying_blocks_are_looked_through():
    draft = draft_of(*[LIE] * 2000)
    after = after_adding(draft, 1000, "rest")
    assert after == [DOWN, *[LIE] * 1000, "rest", *[LIE] * 1000, UP]


def test_a_catalogue_without_ways_puts_none_in():
    bare = replace(CATALOGUE, kinds={LIE: KINDS[LIE]})
    done = add_with_ways(draft_of(), (TOP, 0), [new_block(KINDS[LIE], numbered(()))], bare, numbered(()))
    assert shape(done.edit.draft) == [LIE]
    assert (done.down, done.up) == (False, False)


def test_it_is_one_step_that_is_named_after_the_block():
    document = Document(draft_of(WALK), RULES, on_disk=True)
    before = document.draft
    done, nodes = added(before, (TOP, 1), LIE)
    document.apply(done.edit)
    assert (done.down, done.up) == (True, True)
    assert [document.draft.get(path) for path in document.selection] == nodes
    assert document.undo_step.action is Action.ADD
    assert document.undo_step.count == 1
    document.undo()
    assert document.draft is before


@pytest.mark.parametrize("kind", sessions.KINDS)
def test_what_ships_comes_with_its_ways_once(kind):
    catalogue = sessions.CATALOGUE
    ids = numbered(())
    nodes = [new_block(catalogue.kinds[kind], ids)]
    after = shape(add_with_ways(draft_of(), (TOP, 0), nodes, catalogue, ids).edit.draft)
    lies = level(catalogue.kinds[kind].position) is Level.LYING and kind != WAY_UP
    assert after == ([WAY_DOWN, kind, WAY_UP] if lies else [kind])


def lists_of(draft):
    yield TOP
    for path, node in all_items(draft):
        if isinstance(node, Object) and node.get("items") is not None:
            yield (*path, "items")


def gap_after(steps, at):
    """Whether somebody who lies in a step is up again, or at the end, without a way up of the file."""
    for step in steps[at + 1 :]:
        if step.visit == steps[at].visit:
            continue
        if step.block.kind.transition == "up":
            return step.inserted
        if level(step.block.position) is not Level.LYING:
            return True
    return True


def gap_before(steps, at):
    """Whether nothing of the file leads down to somebody who lies in a step."""
    for step in reversed(steps[:at]):
        if step.block.kind.transition == "down":
            return step.inserted
        if level(step.block.position) is not Level.LYING:
            return True
    return True


@given(data=st.data())
def test_a_new_lying_block_has_its_ways_wherever_it_is_put(data):
    draft = Draft(from_plain(data.draw(strategies.routines())))
    here = data.draw(st.sampled_from(list(lists_of(draft))))
    index = data.draw(st.integers(0, len(items_at(draft, here))))
    done, nodes = added(
        draft, (here, index), *data.draw(st.lists(st.sampled_from(sorted(KINDS)), max_size=3))
    )
    after = done.edit.draft
    assert [after.get(path) for path in done.edit.selection] == nodes
    found = [problem for problem in validate(after, RULES) if problem.level is Grade.ERROR]
    assert not found
    steps = lay_out(routine_from(after, CATALOGUE), CATALOGUE, sessions.RULES, ()).steps
    for at, step in enumerate(steps):
        new = step.block.path in done.edit.selection and not step.block.kind.transition
        if new and level(step.block.position) is Level.LYING:
            assert not gap_after(steps, at)
            assert not gap_before(steps, at)


@given(data=st.data())
def test_drafts_with_mistakes_only_get_what_is_put_in(data):
    spoilt = data.draw(strategies.spoilt_routines())
    draft = Draft(from_plain(spoilt))
    ids = numbered(())
    nodes = [new_block(KINDS[data.draw(st.sampled_from(sorted(KINDS)))], ids)]
    index = data.draw(st.integers(-1, 6))
    done = add_with_ways(draft, (TOP, index), nodes, CATALOGUE, ids)
    old, new = blocks_of(draft), blocks_of(done.edit.draft)
    assert [node for node in new if any(node is one for one in old)] == old
    others = [node for node in new if not any(node is one for one in old)]
    assert all(node is nodes[0] or node.get("type").value in (WAY_UP, WAY_DOWN) for node in others)


def blocks_of(draft):
    items = (node for _, node in all_items(draft))
    return [node for node in items if not (isinstance(node, Object) and isinstance(node.get("items"), Array))]
