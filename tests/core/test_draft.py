"""The immutable document: edits share what they do not touch, and nothing unwritable gets in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from psoas_desktop.routine.codec import decode, encode
from psoas_desktop.routine.draft import MAX_NESTING, Array, Draft, Leaf, Object, from_plain
from tests.core.strategies import plain_values


def read(text):
    return decode(text.encode()).draft


def nested(levels):
    value = 1
    for _ in range(levels):
        value = [value]
    return value


@pytest.fixture
def draft():
    return read('{"a": {"b": [1.0, 2e0, "\\u0041"]}, "c": {"d": -0}, "\\u0065": true}')


def test_an_edit_replaces_one_leaf_and_shares_the_rest(draft):
    changed = draft.replace(("a", "b", 1), 3)

    assert changed.plain() == {"a": {"b": [1.0, 3, "A"]}, "c": {"d": 0}, "e": True}
    assert changed.get(("c",)) is draft.get(("c",))
    assert changed.get(("a", "b", 0)) is draft.get(("a", "b", 0))
    assert draft.plain()["a"]["b"][1] == 2
    assert b'"b": [1.0, 3, "\\u0041"]' in encode(changed)
    assert b'"\\u0065": true' in encode(changed)


def test_an_edit_knows_the_place_of_what_it_replaced(draft):
    assert draft.replace(("c", "d"), 5).get(("c", "d")).at == draft.get(("c", "d")).at


def test_put_sets_and_adds_members(draft):
    assert list(draft.put(("c", "x"), 1).plain()["c"]) == ["d", "x"]
    assert list(draft.put(("c", "x"), 1, index=0).plain()["c"]) == ["x", "d"]
    assert draft.put(("c", "d"), 9).plain()["c"] == {"d": 9}
    assert list(draft.put(("new",), []).plain()) == ["a", "c", "e", "new"]


def test_insert_and_remove(draft):
    assert draft.insert(("a", "b"), 0, {"z": 1}).plain()["a"]["b"] == [{"z": 1}, 1.0, 2.0, "A"]
    assert draft.insert(("a", "b"), 3, None).plain()["a"]["b"][3] is None
    assert draft.remove(("a", "b", 0)).plain()["a"]["b"] == [2.0, "A"]
    assert draft.remove(("a",)).plain() == {"c": {"d": 0}, "e": True}


def test_a_node_can_be_moved_with_the_way_it_is_written(draft):
    moved = draft.remove(("a", "b", 2)).put(("c", "x"), draft.get(("a", "b", 2)))

    assert b'"x": "\\u0041"' in encode(moved)


@pytest.mark.parametrize(
    "edit",
    [
        lambda draft: draft.replace(("a", "nothing"), 1),
        lambda draft: draft.replace(("a", "b", 3), 1),
        lambda draft: draft.replace(("a", "b", -1), 1),
        lambda draft: draft.replace(("c", "d", "deeper"), 1),
        lambda draft: draft.remove(("a", "b", "0")),
        lambda draft: draft.remove(("gone", "x")),
        lambda draft: draft.insert(("a", "b"), 4, 1),
        lambda draft: draft.insert(("c",), 0, 1),
        lambda draft: draft.put(("a", "b", "x"), 1),
    ],
)
def test_an_edit_at_no_place_is_refused(draft, edit):
    with pytest.raises(KeyError):
        edit(draft)


@pytest.mark.parametrize("value", [float("nan"), float("inf"), 10**400, "\ud800", {"\udfff": 1}, nested(65)])
def test_what_no_file_can_hold_is_refused(draft, value):
    for edit in (
        lambda: from_plain(value),
        lambda: draft.replace(("c",), value),
        lambda: draft.put(("x",), value),
        lambda: draft.insert(("a", "b"), 0, value),
    ):
        with pytest.raises(ValueError):  # noqa: PT011 - UnicodeEncodeError is one, with a text of its own
            edit()


def test_depth_counts_from_the_root():
    deep = Draft(from_plain(nested(MAX_NESTING)))

    assert decode(encode(deep)).sound
    with pytest.raises(ValueError, match="deep"):
        deep.replace((0,) * MAX_NESTING, [])
    with pytest.raises(ValueError, match="deep"):
        deep.insert((0,) * (MAX_NESTING - 1), 0, from_plain([]))
    assert deep.replace((0,), from_plain(nested(MAX_NESTING - 1))).plain() == deep.plain()


@pytest.mark.parametrize("value", [{1: 2}, b"bytes", object(), {"a": {1, 2}}])
def test_what_json_does_not_have_is_refused(value):
    with pytest.raises(TypeError):
        from_plain(value)


def test_get_of_nothing_is_none(draft):
    assert draft.get(("a", "x", "y")) is None
    assert draft.get(("a", "b", 9)) is None
    assert draft.get(("a", 0)) is None
    assert draft.get(()) is draft.root


@given(plain_values)
def test_plain_values_come_back(value):
    assert Draft(from_plain(value)).plain() == value


@given(st.dictionaries(st.text("abc", max_size=2), st.integers(), min_size=1), st.data())
def test_members_are_found_by_name(members, data):
    node = from_plain(members)
    name = data.draw(st.sampled_from(sorted(members)))

    assert isinstance(node, Object)
    assert node.members[node.index(name)].name == name
    assert node.get(name).value == members[name]


def test_nodes_are_what_they_say():
    assert isinstance(from_plain([1]), Array)
    assert isinstance(from_plain(None), Leaf)
    assert from_plain(()).items == ()
