"""The outline: rows that follow any edit, cards chosen and moved by keyboard, mouse and drag."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData, QModelIndex, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from psoas_desktop.editing.document import Document
from psoas_desktop.editing.edits import EditRefusedError, Refusal
from psoas_desktop.editing.making import new_block, new_group
from psoas_desktop.editing.places import TOP, all_items, items_at
from psoas_desktop.routine.codec import decode
from psoas_desktop.routine.draft import Array, Draft, Object, from_plain
from psoas_desktop.storage.figure_files import figure_library
from psoas_desktop.storage.program_data import ProgramData
from psoas_desktop.storage.resources import routines_root
from psoas_desktop.ui.common.desk_style import dress
from psoas_desktop.ui.common.figure_view import FigureCache
from psoas_desktop.ui.common.icons import Icons, icons_folder
from psoas_desktop.ui.common.theme import DARK
from psoas_desktop.ui.editor.card_delegate import CardDelegate
from psoas_desktop.ui.editor.dragging import (
    KINDS,
    kinds_as_bytes,
    kinds_from_bytes,
    paths_as_bytes,
    paths_from_bytes,
)
from psoas_desktop.ui.editor.outline_card import CardMaker
from psoas_desktop.ui.editor.outline_model import OutlineModel
from psoas_desktop.ui.editor.outline_view import OutlineView
from psoas_desktop.ui.editor.parts import EditorParts
from psoas_desktop.ui.editor.routine_photos import RoutinePhotos
from psoas_desktop.ui.editor.thumbnails import Thumbnails

_NOWHERE = QModelIndex()
WITH_WAYS = ["lower-to-floor", "chair-rest", "log-roll-rise"]


class Pocket:
    """A clipboard of its own."""

    def __init__(self) -> None:
        self.held = ""

    def text(self) -> str:
        return self.held

    def set_text(self, text: str) -> None:
        self.held = text


def parts_of(data: ProgramData, folder: Path = Path()) -> EditorParts:
    cache: list[FigureCache] = []

    def figures() -> FigureCache:
        cache.extend([] if cache else [FigureCache(figure_library())])
        return cache[0]

    return EditorParts(
        data=data,
        figures=figures,
        look=lambda: DARK,
        icon_set=lambda theme: Icons(icons_folder(), theme),
        clipboard=Pocket(),
        today=lambda: date(2026, 11, 22),
        now=lambda: 1_795_000_000.0,
        documents=folder,
    )


def document_of(data: ProgramData, name: str = "with-a-helper") -> Document:
    draft = decode((routines_root() / f"{name}.psoas.json").read_bytes()).draft
    assert draft is not None
    return Document(draft, data.field_rules, on_disk=True)


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
        "reload": lambda: document.replace_all(Draft(from_plain(document.draft.plain())), action=_reload()),
    }
    try:
        if what in ("cut", "copy"):
            return (document.cut() if what == "cut" else document.copy()) or text
        steps[what]()
    except EditRefusedError:
        pass
    return text


def _reload():  # type: ignore[no-untyped-def]
    from psoas_desktop.editing.edits import Action

    return Action.SOURCE


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


@pytest.fixture
def document(data: ProgramData) -> Document:
    return document_of(data)


@pytest.fixture
def view(qtbot: QtBot, dressed: QApplication, data: ProgramData, document: Document) -> OutlineView:
    dress(dressed, DARK)
    parts = parts_of(data)
    made = OutlineView(document, parts, Thumbnails(parts.figures), RoutinePhotos(parts.photos))
    qtbot.addWidget(made)
    made.resize(520, 700)
    made.show()
    qtbot.waitExposed(made)
    return made


def middle(view: OutlineView, *path: int) -> QPoint:
    return view.visualRect(view.outline.at(inner(*path))).center()


def inner(*path: int) -> tuple[str | int, ...]:
    """The path of an item by its rows."""
    return tuple(part for row in path for part in ("items", row))


def ids(document: Document, path: tuple[str | int, ...] = TOP) -> list[object]:
    return [item["id"] for item in document.draft.plain()["items"]] if path == TOP else [
        document.draft.get((*path, at, "id")).value for at in range(len(items_at(document.draft, path)))  # type: ignore[union-attr]
    ]  # fmt: skip


def signals(model: OutlineModel) -> list[str]:
    """Names what the model says, as it says it."""
    said: list[str] = []
    model.rowsInserted.connect(lambda _p, first, last: said.append(f"+{first}-{last}"))
    model.rowsRemoved.connect(lambda _p, first, last: said.append(f"-{first}-{last}"))
    model.rowsMoved.connect(lambda _p, first, last, _q, to: said.append(f"{first}-{last}>{to}"))
    model.dataChanged.connect(lambda first, last: said.append(f"={first.row()}-{last.row()}"))
    model.modelReset.connect(lambda: said.append("reset"))
    return said


def test_no_more_is_said_than_what_changed(view: OutlineView, document: Document) -> None:
    said = signals(view.outline)
    document.set_value((*inner(3), "duration_s"), 90)
    document.select([inner(2)])
    document.shift(down=True)
    document.duplicate()
    document.select([inner(1), inner(6)])
    document.delete()
    document.undo()
    assert said == ["=3-3", "2-2>4", "+4-4", "-6-6", "-1-1", "+5-5", "+1-1"]


def test_a_groups_own_fields_change_its_row_alone(view: OutlineView, document: Document) -> None:
    document.select([inner(1), inner(2)])
    document.group()
    said = signals(view.outline)
    document.set_value((*inner(1), "title"), "Twice")
    assert said == ["=1-1"]
    document.set_value((*inner(1, 0), "title"), "First")
    assert said == ["=1-1", "=0-0", "=1-1"]


def test_what_is_chosen_in_the_view_is_chosen_in_the_document(
    qtbot: QtBot, view: OutlineView, document: Document
) -> None:
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=middle(view, 2))
    assert document.selection == (inner(2),)
    qtbot.mouseClick(
        view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ShiftModifier, middle(view, 4)
    )
    assert document.selection == (inner(2), inner(3), inner(4))
    qtbot.mouseClick(
        view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier, middle(view, 3)
    )
    assert document.selection == (inner(2), inner(4))
    view.selectAll()
    assert len(document.selection) == len(items_at(document.draft, TOP))


def test_what_an_edit_chooses_is_chosen_in_the_view(view: OutlineView, document: Document) -> None:
    document.select([inner(1), inner(2)])
    document.group()
    assert view.paths() == [inner(1)]
    assert view.isExpanded(view.outline.at(inner(1)))
    document.undo()
    assert view.paths() == [inner(1), inner(2)]
    document.delete()
    assert view.paths() == list(document.selection) == [inner(1)]
    document.undo()
    assert document.selection == (inner(1), inner(2))
    assert sorted(view.paths(), key=str) == [inner(1), inner(2)]


def test_a_closed_group_stays_closed_when_it_moves(view: OutlineView, document: Document) -> None:
    document.select([inner(1), inner(2)])
    document.group()
    view.collapse(view.outline.at(inner(1)))
    document.shift(down=True)
    assert not view.isExpanded(view.outline.at(inner(2)))
    document.delete()
    document.undo()
    assert not view.isExpanded(view.outline.at(inner(2)))


def test_left_and_right_close_and_open_a_group(qtbot: QtBot, view: OutlineView, document: Document) -> None:
    document.select([inner(0), inner(1)])
    document.group()
    qtbot.keyClick(view, Qt.Key.Key_Left)
    assert not view.isExpanded(view.outline.at(inner(0)))
    qtbot.keyClick(view, Qt.Key.Key_Right)
    qtbot.keyClick(view, Qt.Key.Key_Down)
    assert document.selection == (inner(0, 0),)
    qtbot.keyClick(view, Qt.Key.Key_Left)
    assert document.selection == (inner(0),)


def test_the_sign_of_a_group_closes_it(qtbot: QtBot, view: OutlineView, document: Document) -> None:
    document.select([inner(0), inner(1)])
    document.group()
    box = view.visualRect(view.outline.at(inner(0)))
    sign = view.cards.chevron(box).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=sign)
    assert not view.isExpanded(view.outline.at(inner(0)))


def test_enter_and_double_click_ask_for_the_inspector(qtbot: QtBot, view: OutlineView) -> None:
    with qtbot.waitSignal(view.entered):
        qtbot.keyClick(view, Qt.Key.Key_Return)
    with qtbot.waitSignal(view.entered):
        qtbot.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=middle(view, 1))


def test_a_title_is_written_in_its_card(qtbot: QtBot, view: OutlineView, document: Document) -> None:
    document.select([inner(2)])
    for typed, title in (("My <b>own</b> way", "My <b>own</b> way"), ("", None)):
        view.begin_rename()
        editor = view.indexWidget(view.currentIndex())
        editor.selectAll()
        qtbot.keyClicks(editor, typed) if typed else qtbot.keyClick(editor, Qt.Key.Key_Delete)
        qtbot.keyClick(editor, Qt.Key.Key_Return)
        QApplication.processEvents()
        item = document.draft.plain()["items"][2]
        assert item.get("title") == title
    view.begin_rename()
    qtbot.keyClick(view.indexWidget(view.currentIndex()), Qt.Key.Key_Return)
    QApplication.processEvents()
    assert document.undo_step is not None
    assert "title" not in document.draft.plain()["items"][2]


def dropped(
    view: OutlineView,
    carried: QMimeData,
    at: QPoint,
    *,
    within: bool = True,
    keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> QDropEvent:
    """What Qt sends while something is dragged over the view and let go there."""
    actions = Qt.DropAction.MoveAction | Qt.DropAction.CopyAction
    left = Qt.MouseButton.LeftButton
    enter = QDragEnterEvent(at, actions, carried, left, keys)
    move = QDragMoveEvent(at, actions, carried, left, keys)
    QApplication.sendEvent(view.viewport(), enter)
    QApplication.sendEvent(view.viewport(), move)
    view.viewport().grab()
    event = QDropEvent(QPointF(at), actions, carried, left, keys)
    if within:
        from psoas_desktop.ui.editor.drop_place import drop_place

        copies = bool(keys & Qt.KeyboardModifier.ControlModifier)
        view.drop(carried, drop_place(view, view.outline, at), within=True, copies=copies)
    else:
        QApplication.sendEvent(view.viewport(), event)
    return event


def test_cards_are_dropped_between_cards(view: OutlineView, document: Document) -> None:
    before = ids(document)
    document.select([inner(0), inner(2)])
    box = view.visualRect(view.outline.at(inner(4)))
    dropped(view, view.carried(), QPoint(box.center().x(), box.bottom() - 2))
    assert ids(document) == [before[1], before[3], before[4], before[0], before[2], *before[5:]]
    assert document.selection == (inner(3), inner(4))
    assert document.undo_step is not None
    assert document.undo_step.count == 2


def test_cards_are_dropped_into_groups_and_out_of_them(view: OutlineView, document: Document) -> None:
    before = ids(document)
    document.select([inner(0), inner(1)])
    document.group()
    document.select([inner(1)])
    group = view.visualRect(view.outline.at(inner(0)))
    dropped(view, view.carried(), group.center())
    assert ids(document, (*inner(0), "items")) == [before[2], before[0], before[1]]
    last = view.visualRect(view.outline.at(inner(0, 2)))
    document.select([inner(1)])
    dropped(view, view.carried(), QPoint(last.left() + 40, last.bottom() - 2))
    assert ids(document, (*inner(0), "items")) == [before[2], before[0], before[1], before[3]]
    last = view.visualRect(view.outline.at(inner(0, 3)))
    document.select([inner(0, 0)])
    dropped(view, view.carried(), QPoint(last.left() - 10, last.bottom() - 2))
    assert ids(document)[1] == before[2]
    view.collapse(view.outline.at(inner(0)))
    document.select([inner(2)])
    dropped(view, view.carried(), view.visualRect(view.outline.at(inner(0))).center())
    assert ids(document, (*inner(0), "items"))[-1] == before[4]


def test_a_group_is_not_dropped_into_itself(qtbot: QtBot, view: OutlineView, document: Document) -> None:
    document.select([inner(0), inner(1)])
    document.group()
    draft = document.draft
    with qtbot.waitSignal(view.refused) as told:
        dropped(view, view.carried(), middle(view, 0, 1))
    assert told.args == [Refusal.INTO_ITSELF]
    assert document.draft is draft


def test_a_drop_with_control_copies(view: OutlineView, document: Document) -> None:
    count = len(ids(document))
    document.select([inner(0)])
    end = QPoint(200, view.viewport().height() - 4)
    dropped(view, view.carried(), end, keys=Qt.KeyboardModifier.ControlModifier)
    assert len(ids(document)) == count + 1
    assert ids(document)[-1] != ids(document)[0]
    assert document.index.problems() == []


def test_kinds_and_text_are_dropped_from_elsewhere(view: OutlineView, document: Document) -> None:
    count = len(ids(document))
    carried = QMimeData()
    carried.setData(KINDS, kinds_as_bytes(["chair-rest", "no such kind"]))
    event = dropped(view, carried, middle(view, 0) + QPoint(0, 12), within=False)
    assert event.isAccepted()
    assert [item["type"] for item in document.draft.plain()["items"][1:4]] == WITH_WAYS
    carried = QMimeData()
    carried.setText('[{"type": "rest", "id": "r", "duration_s": 30}]')
    dropped(view, carried, middle(view, 0) + QPoint(0, 12), within=False)
    assert document.draft.plain()["items"][1]["type"] == "rest"
    assert len(ids(document)) == count + 4
    document.undo()
    document.undo()
    assert len(ids(document)) == count


def test_other_texts_and_files_change_nothing(qtbot: QtBot, view: OutlineView, document: Document) -> None:
    draft = document.draft
    carried = QMimeData()
    carried.setText("a shopping list")
    with qtbot.waitSignal(view.refused):
        dropped(view, carried, middle(view, 0) + QPoint(0, 12), within=False)
    files = QMimeData()
    files.setUrls(["file:///tmp/a.psoas.json"])
    assert not dropped(view, files, middle(view, 0) + QPoint(0, 12), within=False).isAccepted()
    assert document.draft is draft


@pytest.mark.parametrize(
    "data_", [b"", b"{", b"[1]", b'[["items", -1]]', b'[["items", true]]', b'[["a", 1]]', b"[" * 200_000]
)
def test_strange_paths_are_none(data_: bytes) -> None:
    assert paths_from_bytes(data_) == ()
    assert kinds_from_bytes(data_) == ()


def test_paths_and_kinds_survive_the_way() -> None:
    paths = (inner(0), inner(3, 1))
    assert paths_from_bytes(paths_as_bytes(paths)) == paths
    assert kinds_from_bytes(kinds_as_bytes(["a", "b"])) == ("a", "b")


def test_cards_say_all_that_they_show(data: ProgramData, view: OutlineView, document: Document) -> None:
    document.set_value((*inner(4), "duration_s"), 99_999)
    heard = view.outline.data(view.outline.at(inner(4)), Qt.ItemDataRole.AccessibleTextRole)
    assert isinstance(heard, str)
    assert heard.startswith("5, Hip stretch with a helper")
    assert "On the side" in heard
    assert "each side" in heard
    assert "Only a light, guided hold" in heard or len(heard.split(", ")) > 5
    tip = view.outline.data(view.outline.at(inner(4)), Qt.ItemDataRole.ToolTipRole)
    assert isinstance(tip, str)
    assert "<span>" in tip


def test_tips_hold_a_strangers_text_as_text(view: OutlineView, document: Document) -> None:
    document.set_value((*inner(0), "title"), "<img src=/dev/zero>")
    tip = view.outline.data(view.outline.at(inner(0)), Qt.ItemDataRole.ToolTipRole)
    assert isinstance(tip, str)
    assert "<img" not in tip


def test_ten_thousand_rows(view: OutlineView, document: Document) -> None:
    block = document.draft.plain()["items"][1]
    many = [{**block, "id": f"b{number}"} for number in range(10_000)]
    document.replace_all(Draft(from_plain({**document.draft.plain(), "items": many})), _reload())
    assert view.outline.rowCount() == 10_000
    document.select([inner(5_000)])
    assert view.visualRect(view.outline.at(inner(5_000))).intersects(view.viewport().rect())
    said = signals(view.outline)
    document.set_value((*inner(5_000), "duration_s"), 61)
    assert said == ["=5000-5000"]
    view.selectAll()
    assert len(document.selection) == 10_000
    document.delete()
    assert view.outline.rowCount() == 0
    document.undo()
    assert view.outline.rowCount() == 10_000


def test_where_a_card_is_narrow_its_picture_gives_way(
    view: OutlineView, monkeypatch: pytest.MonkeyPatch
) -> None:
    painted: list[int] = []
    monkeypatch.setattr(CardDelegate, "_picture", lambda _, _p, box, *__: painted.append(box.width()))
    view.resize(420, 400)
    view.viewport().grab()
    assert painted
    view.resize(180, 400)
    painted.clear()
    view.viewport().grab()
    assert painted == []
