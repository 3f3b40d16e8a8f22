"""Rows of the outline follow any edit, and no more is said than what changed."""

from __future__ import annotations

import os
from collections.abc import Callable

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication

from psoas_desktop.editing.document import Document
from psoas_desktop.editing.edits import Action, EditRefusedError
from psoas_desktop.editing.making import new_block, new_group
from psoas_desktop.editing.places import TOP, all_items, items_at
from psoas_desktop.routine.draft import Array, Draft, Object, from_plain
from psoas_desktop.storage.program_data import ProgramData
from psoas_desktop.ui.editor.outline_card import CardMaker
from psoas_desktop.ui.editor.outline_model import OutlineModel
from psoas_desktop.ui.editor.outline_view import OutlineView
from tests.gui.outline_fixture import document_of, inner

_NOWHERE = QModelIndex()


def rows(model: OutlineModel, parent: QModelIndex = _NOWHERE) -> list[object]:
    """The nodes as the model has them."""
    found: list[object] = []
    for row in range(model.rowCount(parent)):
        index = model.index(row, 0, parent)
        found.append(model.node(index))
        assert model.at(model.path(index)) == index
        assert index.parent() == parent
        if model.is_group(index):
            found.append(rows(model, index))
    return found


def nodes(draft: Draft, path: tuple[str | int, ...] = TOP) -> list[object]:
    """The nodes as the draft has them."""
    found: list[object] = []
    for at, node in enumerate(items_at(draft, path)):
        found.append(node)
        if isinstance(node, Object) and isinstance(node.get("items"), Array):
            found.append(nodes(draft, (*path, at, "items")))
    return found


EDITS = st.lists(
    st.tuples(
        st.sampled_from(
            ["add", "add_group", "delete", "cut", "copy", "paste", "duplicate", "group", "ungroup",
             "up", "down", "drop", "value", "undo", "redo", "reload"]
        ),
        st.lists(st.integers(0, 40), min_size=1, max_size=4),
        st.integers(0, 6),
    ),
    max_size=int((os.environ.get("PSOAS_LONG") and 60) or 25),
)  # fmt: skip


def act(document: Document, data: ProgramData, what: str, chosen: list[int], place: int, text: str) -> str:
    """One step of a person who does anything."""
    paths = [path for path, _ in all_items(document.draft)]
    if paths:
        document.select({paths[at % len(paths)] for at in chosen})
    lists = [
        TOP,
        *((*p, "items") for p, n in all_items(document.draft) if isinstance(n, Object) and n.get("items")),
    ]
    kinds = sorted(data.catalogue.kinds)
    steps: dict[str, Callable[[], object]] = {
        "add": lambda: document.add([new_block(data.catalogue.kinds[kinds[place]], document.ids())]),
        "add_group": lambda: document.add([new_group(document.ids())]),
        "delete": document.delete,
        "paste": lambda: document.paste(text),
        "duplicate": document.duplicate,
        "group": document.group,
        "ungroup": document.ungroup,
        "up": lambda: document.shift(down=False),
        "down": lambda: document.shift(down=True),
        "drop": lambda: document.move(lists[chosen[0] % len(lists)], place),
        "value": lambda: paths and document.set_value((*paths[chosen[0] % len(paths)], "title"), f"t{place}"),
        "undo": document.undo,
        "redo": document.redo,
        "reload": lambda: document.replace_all(
            Draft(from_plain(document.draft.plain())), action=Action.SOURCE
        ),
    }
    try:
        if what in ("cut", "copy"):
            return (document.cut() if what == "cut" else document.copy()) or text
        steps[what]()
    except EditRefusedError:
        pass
    return text


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(edits=EDITS)
def test_rows_follow_any_edits(
    qapp: QApplication, data: ProgramData, edits: list[tuple[str, list[int], int]]
) -> None:
    document = document_of(data, "daily-chair-rest")
    model = OutlineModel(document, CardMaker(data.catalogue))
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    text = ""
    for what, chosen, place in edits:
        text = act(document, data, what, chosen, place, text)
        assert rows(model) == nodes(document.draft)
    while document.undo_step is not None:
        document.undo()
    assert rows(model) == nodes(document.draft)
    del tester


def signals(model: OutlineModel) -> list[str]:
    """Names what the model says, as it says it."""
    said: list[str] = []
    model.rowsInserted.connect(lambda _p, first, last: said.append(f"+{first}-{last}"))
    model.rowsRemoved.connect(lambda _p, first, last: said.append(f"-{first}-{last}"))
    model.rowsMoved.connect(lambda _p, first, last, _q, to: said.append(f"{first}-{last}>{to}"))
    model.dataChanged.connect(lambda first, last: said.append(f"={first.row()}-{last.row()}"))
    model.modelReset.connect(lambda: said.append("reset"))
    return said


def test_no_more_is_said_than_what_changed(tree: OutlineView, document: Document) -> None:
    said = signals(tree.outline)
    document.set_value((*inner(3), "duration_s"), 90)
    document.select([inner(2)])
    document.shift(down=True)
    document.duplicate()
    document.select([inner(1), inner(6)])
    document.delete()
    document.undo()
    assert said == ["=3-3", "2-2>4", "+4-4", "-6-6", "-1-1", "+5-5", "+1-1"]


def test_a_groups_own_fields_change_its_row_alone(tree: OutlineView, document: Document) -> None:
    document.select([inner(1), inner(2)])
    document.group()
    said = signals(tree.outline)
    document.set_value((*inner(1), "title"), "Twice")
    assert said == ["=1-1"]
    document.set_value((*inner(1, 0), "title"), "First")
    assert said == ["=1-1", "=0-0", "=1-1"]


def test_ten_thousand_rows(tree: OutlineView, document: Document) -> None:
    block = document.draft.plain()["items"][1]
    many = [{**block, "id": f"b{number}"} for number in range(10_000)]
    document.replace_all(Draft(from_plain({**document.draft.plain(), "items": many})), Action.SOURCE)
    assert tree.outline.rowCount() == 10_000
    document.select([inner(5_000)])
    assert tree.visualRect(tree.outline.at(inner(5_000))).intersects(tree.viewport().rect())
    said = signals(tree.outline)
    document.set_value((*inner(5_000), "duration_s"), 61)
    assert said == ["=5000-5000"]
    tree.selectAll()
    assert len(document.selection) == 10_000
    document.delete()
    assert tree.outline.rowCount() == 0
    document.undo()
    assert tree.outline.rowCount() == 10_000
