"""What each edit does to the order of a routine, and what it selects."""

import pytest

from psoas_desktop.editing.document import Document
from psoas_desktop.editing.edits import Action, EditRefusedError, Refusal
from psoas_desktop.editing.making import new_block, new_group, new_routine
from psoas_desktop.editing.places import TOP, item_of
from psoas_desktop.editing.renaming import numbered
from psoas_desktop.routine.check import check
from psoas_desktop.routine.draft import Draft, from_plain, plain

from .catalogue_fixture import block, catalogue, routine, rules


def group(name, *items, **fields):
    return {"type": "group", "id": name, **fields, "items": list(items)}


def document(*items):
    data = routine(*items) if items else {**routine(), "items": []}
    return Document(Draft(from_plain(data)), rules(), on_disk=True)


def named(name):
    return block(id=name)


def shape(document):
    """The ids of a routine as nested lists."""

    def of(items):
        return [[item["id"], *of(item["items"])] if "items" in item else item["id"] for item in items]

    return of(plain(document.draft.root)["items"])


@pytest.fixture
def five():
    """a, a group g of b and c, d."""
    return document(named("a"), group("g", named("b"), named("c")), named("d"))


A, G, B, C, D = ("items", 0), ("items", 1), ("items", 1, "items", 0), ("items", 1, "items", 1), ("items", 2)


@pytest.mark.parametrize(
    ("chosen", "parent", "index", "after"),
    [
        ([A], TOP, 3, [["g", "b", "c"], "d", "a"]),
        ([D], TOP, 0, ["d", "a", ["g", "b", "c"]]),
        ([A, D], TOP, 2, [["g", "b", "c"], "a", "d"]),
        ([A], (*G, "items"), 1, [["g", "b", "a", "c"], "d"]),
        ([B, D], TOP, 0, ["b", "d", "a", ["g", "c"]]),
        ([G], TOP, 3, ["a", "d", ["g", "b", "c"]]),
        ([G, B], TOP, 0, [["g", "b", "c"], "a", "d"]),  # b moves with its group
        ([B], (*G, "items"), 2, ["a", ["g", "c", "b"], "d"]),
    ],
)
def test_moving_keeps_the_order_and_selects_what_moved(five, chosen, parent, index, after):
    five.select(chosen)
    moved = [five.draft.get(path) for path in chosen]
    five.move(parent, index)
    assert shape(five) == after
    assert all(any(five.draft.get(path) is node for node in moved) for path in five.selection)
    five.undo()
    assert shape(five) == ["a", ["g", "b", "c"], "d"]
    assert five.selection == tuple(sorted(chosen, key=lambda path: [p for p in path if isinstance(p, int)]))


def test_a_move_to_its_own_place_is_no_change(five):
    five.select([A])
    five.move(TOP, 1)
    assert five.undo_step is None
    assert not five.modified


def test_a_group_does_not_go_into_itself(five):
    five.select([G])
    with pytest.raises(EditRefusedError) as refused:
        five.move((*G, "items"), 0)
    assert refused.value.refusal is Refusal.INTO_ITSELF
    assert not five.modified


@pytest.mark.parametrize(
    ("chosen", "after", "selected"),
    [
        ([A], [["g", "b", "c"], "d"], (("items", 0),)),
        ([D], ["a", ["g", "b", "c"]], (("items", 1),)),
        ([B], ["a", ["g", "c"], "d"], (B,)),
        ([B, C], ["a", ["g"], "d"], (G,)),
        ([A, B, D], [["g", "c"]], (("items", 0),)),
    ],
)
def test_after_a_deletion_what_stood_next_is_selected(five, chosen, after, selected):
    five.select(chosen)
    five.delete()
    assert shape(five) == after
    assert five.selection == selected
    assert five.undo_step.action is Action.DELETE


def test_the_last_block_can_go(five):
    five.select([A, G, D])
    five.delete()
    assert shape(five) == []
    assert five.selection == ()
    assert [problem.code for problem in five.index.problems()] == ["empty-list"]


def test_a_copy_gets_ids_of_its_own(five):
    five.select([A, G])
    five.duplicate()
    assert shape(five) == ["a", ["g", "b", "c"], "a-2", ["g-2", "b-2", "c-2"], "d"]
    assert five.selection == (("items", 2), ("items", 3))


def test_a_paste_stands_behind_what_is_selected(five):
    five.select([C])
    text = five.copy()
    five.select([A])
    five.paste(text)
    assert shape(five) == ["a", "c-2", ["g", "b", "c"], "d"]
    five.paste('{"type": "rest", "id": "z", "x-mine": [1]}')
    assert shape(five)[2] == "z"
    assert five.draft.get(("items", 2, "x-mine", 0)).value == 1


@pytest.mark.parametrize(
    "text", ["", "hello", "[", "[1, 2]", "{}", '{"items": 3}', "[[]]", '{"type": 3}', "[" * 99]
)
def test_a_text_without_blocks_is_refused(five, text):
    with pytest.raises(EditRefusedError) as refused:
        five.paste(text)
    assert refused.value.refusal is Refusal.NO_BLOCKS
    assert not five.modified


def test_pasting_a_block_without_an_id_gives_it_one(five):
    five.paste('[{"type": "chair-rest"}]')
    assert shape(five)[-1] == "chair-rest"


def test_a_cut_and_a_paste_move(five):
    five.select([B])
    text = five.cut()
    five.select([D])
    five.paste(text)
    assert shape(five) == ["a", ["g", "c"], "d", "b"]


def test_blocks_with_many_photos_can_be_cut_and_pasted():
    photo = {"kind": "data", "media_type": "image/jpeg", "base64": "A" * 2**20, "alt": "A photo"}
    full = document(*(block(id=f"p{number}", pictures=[photo]) for number in range(7)))
    full.select([("items", number) for number in range(7)])
    text = full.cut()
    assert shape(full) == []
    full.paste(text)
    assert shape(full) == [f"p{number}" for number in range(7)]


@pytest.mark.parametrize(
    "given", [{"id": "odd"}, block(id="odd", pictures=[{"kind": "data", "base64": "A" * 64 * 2**20}])]
)
def test_what_could_not_be_pasted_again_is_not_cut(given):
    odd = document(named("a"), given)
    odd.select([("items", 1)])
    with pytest.raises(EditRefusedError) as refused:
        odd.cut()
    assert refused.value.refusal is Refusal.NOT_TO_PASTE
    assert shape(odd) == ["a", "odd"]
    odd.delete()
    assert shape(odd) == ["a"]


def test_grouping_and_opening_are_the_reverse_of_each_other(five):
    five.select([A, D])
    five.group()
    assert shape(five) == [["group", "a", "d"], ["g", "b", "c"]]
    assert plain(five.draft.get(("items", 0, "repeat"))) == 2
    five.ungroup()
    assert shape(five) == ["a", "d", ["g", "b", "c"]]
    assert five.selection == (("items", 0), ("items", 1))


def test_blocks_of_two_lists_are_not_grouped(five):
    five.select([A, B])
    with pytest.raises(EditRefusedError) as refused:
        five.group()
    assert refused.value.refusal is Refusal.NOT_TOGETHER


def test_groups_stand_at_most_four_deep():
    deep = document(group("g1", group("g2", group("g3", group("g4", named("a"))))))
    deep.select([("items", 0)])
    with pytest.raises(EditRefusedError) as refused:
        deep.group()
    assert refused.value.refusal is Refusal.TOO_DEEP
    deep.select([("items", 0, "items", 0, "items", 0, "items", 0, "items", 0)])
    with pytest.raises(EditRefusedError):
        deep.group()


def test_only_a_group_is_opened(five):
    five.select([A])
    with pytest.raises(EditRefusedError) as refused:
        five.ungroup()
    assert refused.value.refusal is Refusal.NO_GROUP


@pytest.mark.parametrize(
    ("chosen", "down", "after"),
    [
        ([A], True, [["g", "b", "c"], "a", "d"]),
        ([A], False, ["a", ["g", "b", "c"], "d"]),
        ([D], True, ["a", ["g", "b", "c"], "d"]),
        ([B], True, ["a", ["g", "c", "b"], "d"]),
        ([B], False, ["a", "b", ["g", "c"], "d"]),
        ([C], True, ["a", ["g", "b"], "c", "d"]),
        ([G, D], False, [["g", "b", "c"], "d", "a"]),
    ],
)
def test_one_place_up_or_down(five, chosen, down, after):
    five.select(chosen)
    five.shift(down=down)
    assert shape(five) == after


def test_typing_in_one_field_is_one_step(five):
    for text in ("M", "My", "My rest"):
        five.set_value((*A, "title"), text, merge="visit-1")
    five.settle()
    five.set_value((*A, "title"), "My long rest", merge="visit-1")
    five.undo()
    assert plain(five.draft.get((*A, "title"))) == "My rest"
    five.undo()
    assert five.draft.get((*A, "title")) is None
    assert not five.modified
    five.redo()
    assert plain(five.draft.get((*A, "title"))) == "My rest"
    assert five.undo_step.field == "title"


def test_typing_on_after_an_undo_starts_a_step(five):
    five.set_value((*A, "title"), "M", merge="visit-1")
    five.set_value((*A, "note"), "x", merge="visit-2")
    five.undo()
    five.set_value((*A, "title"), "Me", merge="visit-1")
    five.undo()
    assert plain(five.draft.get((*A, "title"))) == "M"


def test_saving_ends_a_step(five):
    five.set_value((*A, "title"), "M", merge="visit-1")
    five.saved(five.draft)
    five.set_value((*A, "title"), "Me", merge="visit-1")
    assert five.modified
    five.undo()
    assert not five.modified


def test_a_save_that_ends_late_marks_what_it_wrote(five):
    five.set_value((*A, "title"), "M")
    writing = five.draft
    five.set_value((*A, "title"), "Me")
    five.saved(writing)
    assert five.modified
    five.undo()
    assert not five.modified


def test_values_are_put_where_nothing_was(five):
    five.set_value(("safety", "emergency_contact", "name"), "Ada")
    assert plain(five.draft.get(("safety",))) == {"emergency_contact": {"name": "Ada"}}
    assert five.undo_step.field == "safety"
    five.reset_value(("safety", "emergency_contact", "name"))
    assert plain(five.draft.get(("safety", "emergency_contact"))) == {}
    draft = five.draft
    five.reset_value(("safety", "nothing"))
    assert five.draft is draft


def test_new_blocks_go_into_an_empty_group_that_is_selected():
    made = document()
    made.add([new_group(made.ids())])
    made.add([new_block(catalogue().kinds["rest"], made.ids())])
    made.add([new_block(catalogue().kinds["rest"], made.ids())])
    assert shape(made) == [["group", "rest", "rest-2"]]
    assert made.selection == (("items", 0, "items", 1),)


def test_a_new_routine_can_be_played_once_it_has_a_block():
    draft = new_routine("Evening", "evening", "2026-01-02", catalogue(), author="Ada")
    made = Document(draft, rules(), on_disk=False)
    assert made.modified
    made.add([new_block(kind, made.ids()) for kind in catalogue().kinds.values()])
    checked = check(made.bytes(), rules(), catalogue())
    assert checked.problems == ()
    assert checked.routine.authors == ("Ada",)


def test_a_list_is_made_where_a_file_has_none():
    made = Document(Draft(from_plain({"format": 1, "id": "a", "title": "A"})), rules(), on_disk=True)
    made.add([new_block(catalogue().kinds["rest"], made.ids())])
    assert shape(made) == ["rest"]


def test_ids_are_numbered_within_their_bounds():
    ids = numbered({"rest", "rest-2", "block"})
    assert [ids("rest"), ids("rest-2"), ids("Ärger!"), ids(""), ids("x" * 90)] == [
        "rest-3",
        "rest-4",
        "rger",
        "block-2",
        "x" * 56,
    ]


def test_the_item_of_a_field():
    assert item_of(("items", 1, "items", 0, "cues", 2, "say")) == B
    assert item_of(("safety", "banners", 0)) == ()
