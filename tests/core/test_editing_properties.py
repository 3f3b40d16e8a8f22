"""Any sequence of edits: undo and redo are exact, what is known is true, unmarked means saved."""

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from psoas_desktop.editing.clipboard import as_text, from_text
from psoas_desktop.editing.document import Document
from psoas_desktop.editing.edits import Action, EditRefusedError
from psoas_desktop.editing.index import Index, changed_span
from psoas_desktop.editing.making import new_block, new_group
from psoas_desktop.editing.places import TOP, all_items
from psoas_desktop.routine.check import check
from psoas_desktop.routine.codec import decode, encode
from psoas_desktop.routine.draft import Array, Draft, Leaf, Object, from_plain
from psoas_desktop.routine.validation import validate

from .catalogue_fixture import catalogue, routine, rules
from .strategies import plain_leaves, routines, spoilt_routines

FIELDS = ["title", "duration_s", "sides", "repeat", "note", "type", "id", "x-own", "chair_height_cm"]
VALUES = st.one_of(
    plain_leaves,
    st.sampled_from([60, 300, 9999, "both", "left", "group", "chair-rest", "rest", "a", "a-2", 2, []]),
)


def lists(draft):
    yield TOP
    for path, node in all_items(draft):
        if isinstance(node, Object) and isinstance(node.get("items"), Array):
            yield (*path, "items")


class Editing(RuleBasedStateMachine):
    """An instructor who does anything in any order, with a file that other programs may overwrite."""

    @initialize(data=st.one_of(routines(), spoilt_routines()))
    def open(self, data):
        self.disk = encode(Draft(from_plain(data)))
        self.document = Document(decode(self.disk).draft, rules(), on_disk=True)
        self.told = 0
        self.document.listen(self.hear)
        self.clipboard = ""

    def hear(self):
        self.told += 1

    def some(self, data, most=3):
        paths = [path for path, _ in all_items(self.document.draft)]
        return data.draw(st.lists(st.sampled_from(paths), max_size=most)) if paths else []

    def tried(self, action):
        before = self.document.draft
        try:
            action()
        except EditRefusedError:
            assert self.document.draft is before

    @rule(data=st.data())
    def select(self, data):
        self.document.select(self.some(data))

    @rule(
        data=st.data(), name=st.sampled_from(FIELDS), value=VALUES, merge=st.sampled_from(["", "one", "two"])
    )
    def type(self, data, name, value, merge):
        paths = [path for path, node in all_items(self.document.draft) if isinstance(node, Object)]
        if paths:
            self.document.set_value((*data.draw(st.sampled_from(paths)), name), value, merge=merge)

    @rule(name=st.sampled_from(["title", "summary", "x-mine"]), value=VALUES)
    def type_above(self, name, value):
        self.document.set_value((name,), value, merge=name)

    @rule(value=VALUES)
    def type_deep(self, value):
        draft = self.document.draft
        if isinstance(draft.get(("safety", "emergency_contact")), Object | None) and isinstance(
            draft.get(("safety",)), Object | None
        ):
            self.document.set_value(("safety", "emergency_contact", "name"), value)

    @rule(data=st.data(), name=st.sampled_from(FIELDS[:5]))
    def reset(self, data, name):
        for path in self.some(data, 1):
            self.document.reset_value((*path, name))

    @rule(kind=st.sampled_from(sorted(catalogue().kinds)))
    def add(self, kind):
        self.tried(lambda: self.document.add([new_block(catalogue().kinds[kind], self.document.ids())]))

    @rule()
    def add_group(self):
        self.tried(lambda: self.document.add([new_group(self.document.ids())]))

    @rule()
    def delete(self):
        self.document.delete()

    @rule()
    def copy(self):
        self.clipboard = self.document.copy() or self.clipboard

    @rule()
    def cut(self):
        def cut():
            self.clipboard = self.document.cut() or self.clipboard

        self.tried(cut)

    @rule()
    def paste(self):
        self.tried(lambda: self.document.paste(self.clipboard))

    @rule()
    def duplicate(self):
        self.tried(self.document.duplicate)

    @rule()
    def group(self):
        self.tried(self.document.group)

    @rule()
    def ungroup(self):
        self.tried(self.document.ungroup)

    @rule(down=st.booleans())
    def shift(self, down):
        self.tried(lambda: self.document.shift(down=down))

    @rule(data=st.data(), index=st.integers(0, 6))
    def drop(self, data, index):
        parent = data.draw(st.sampled_from(list(lists(self.document.draft))))
        self.tried(lambda: self.document.move(parent, index))

    @rule(count=st.integers(1, 6))
    def there_and_back(self, count):
        """Undo n then redo n is identity, of the draft and of its mark."""
        document = self.document
        draft, modified, steps = document.draft, document.modified, 0
        for _ in range(count):
            if document.undo_step is not None:
                document.undo()
                steps += 1
        for _ in range(steps):
            document.redo()
        assert document.draft is draft
        assert document.modified is modified

    @rule()
    def undo(self):
        self.document.undo()

    @rule()
    def redo(self):
        self.document.redo()

    @rule()
    def settle(self):
        self.document.settle()

    @rule()
    def save(self):
        draft = self.document.draft
        self.disk = encode(draft)
        self.document.saved(draft)
        assert not self.document.modified

    @rule(data=routines())
    def overwritten(self, data):
        self.disk = encode(Draft(from_plain(data)))
        self.document.changed_on_disk()
        assert self.document.modified

    @rule()
    def reload(self):
        before = self.document.draft
        self.document.replace_all(decode(self.disk).draft, Action.SOURCE, on_disk=True)
        assert not self.document.modified
        self.document.undo()
        assert self.document.draft is before
        self.document.redo()

    @rule()
    def nobody_is_told_of_nothing(self):
        told, draft = self.told, self.document.draft
        self.document.select(self.document.selection)
        assert (self.told, self.document.draft) == (told, draft)

    @precondition(lambda self: hasattr(self, "document"))
    @invariant()
    def unmarked_means_identical_bytes(self):
        if not self.document.modified:
            assert self.document.bytes() == self.disk

    @precondition(lambda self: hasattr(self, "document"))
    @invariant()
    def what_is_known_is_true(self):
        document, index = self.document, self.document.index
        assert index.problems() == validate(document.draft, rules())
        fresh = Index(rules())
        fresh.update(document.draft)
        assert (index.blocks, index.entries, index.played, index.seconds) == (
            fresh.blocks,
            fresh.entries,
            fresh.played,
            fresh.seconds,
        )
        number = 0
        for path, node in all_items(document.draft):
            assert index.facts(path).node is node
            number += index.facts(path).part != "group"
            assert index.number(path) == number
        assert all(document.draft.get(path) is not None for path in document.selection)


TestEditing = Editing.TestCase
TestEditing.settings = settings(
    max_examples=settings().max_examples // 2, stateful_step_count=20, deadline=None
)


def played(items):
    """How long items take as planned, in milliseconds, round by round."""
    total = 0
    for item in items:
        if hasattr(item, "repeat"):
            for number in range(item.repeat):
                total += played(item.items) + (item.rest_between_ms if number else 0)
        else:
            total += item.lead_in_ms
            for number, _ in enumerate(item.sides or ("none",)):
                total += item.duration_ms + (item.changeover_ms if number else 0)
    return total


@given(routines())
def test_seconds_are_those_of_the_routine_as_planned(data):
    checked = check(encode(Draft(from_plain(data))), rules(), catalogue())
    index = Index(rules())
    index.update(checked.draft)
    assert index.seconds * 1000 == played(checked.routine.items)


@given(st.lists(st.integers(0, 5), max_size=12), st.lists(st.integers(0, 5), max_size=12))
def test_the_changed_span_is_all_that_differs(before, after):
    nodes = [Leaf(number) for number in range(6)]
    old, new = tuple(nodes[n] for n in before), tuple(nodes[n] for n in after)
    span = changed_span(old, new)
    start = span.start
    assert old[:start] == new[:start]
    assert old[start + span.old :] == new[start + span.new :]
    assert old[:start] + new[start : start + span.new] + old[start + span.old :] == new
    if span.old and span.new:
        assert old[start] is not new[start]
        assert old[start + span.old - 1] is not new[start + span.new - 1]


@given(routines())
def test_a_copy_is_the_text_of_the_file_and_comes_back(data):
    draft = Draft(from_plain(data))
    paths = [path for path, _ in all_items(draft)]
    text = as_text(draft, paths)
    again = from_text(text)
    assert encode(Draft(Array(again))).decode() == text
    assert from_text(encode(draft).decode())


def test_a_thousand_more_problems_are_cut_off_as_in_a_file():
    items = [{"type": "chair-rest", "id": f"a{n}", "duration_s": 1} for n in range(1005)]
    draft = Draft(from_plain(routine(*items)))
    index = Index(rules())
    index.update(draft)
    assert index.problems() == validate(draft, rules())
