"""Cards, kinds and texts dragged within the outline, into it and out of it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from psoas_desktop.editing.document import Document
from psoas_desktop.editing.edits import Refusal
from psoas_desktop.ui.editor.dragging import (
    KINDS,
    kinds_as_bytes,
    kinds_from_bytes,
)
from psoas_desktop.ui.editor.drop_place import drop_place
from psoas_desktop.ui.editor.outline_view import OutlineView
from tests.gui.outline_fixture import ids, inner, middle

WITH_WAYS = ["lower-to-floor", "chair-rest", "log-roll-rise"]


def dropped(
    tree: OutlineView,
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
    QApplication.sendEvent(tree.viewport(), enter)
    QApplication.sendEvent(tree.viewport(), move)
    tree.viewport().grab()
    event = QDropEvent(QPointF(at), actions, carried, left, keys)
    if within:
        copies = bool(keys & Qt.KeyboardModifier.ControlModifier)
        tree.drop(carried, drop_place(tree, tree.outline, at), within=True, copies=copies)
    else:
        QApplication.sendEvent(tree.viewport(), event)
    return event


def test_cards_are_dropped_between_cards(tree: OutlineView, document: Document) -> None:
    before = ids(document)
    document.select([inner(0), inner(2)])
    box = tree.visualRect(tree.outline.at(inner(4)))
    dropped(tree, tree.carried(), QPoint(box.center().x(), box.bottom() - 2))
    assert ids(document) == [before[1], before[3], before[4], before[0], before[2], *before[5:]]
    assert document.selection == (inner(3), inner(4))
    assert document.undo_step is not None
    assert document.undo_step.count == 2


def test_cards_are_dropped_into_groups_and_out_of_them(tree: OutlineView, document: Document) -> None:
    before = ids(document)
    document.select([inner(0), inner(1)])
    document.group()
    document.select([inner(1)])
    group = tree.visualRect(tree.outline.at(inner(0)))
    dropped(tree, tree.carried(), group.center())
    assert ids(document, (*inner(0), "items")) == [before[2], before[0], before[1]]
    last = tree.visualRect(tree.outline.at(inner(0, 2)))
    document.select([inner(1)])
    dropped(tree, tree.carried(), QPoint(last.left() + 40, last.bottom() - 2))
    assert ids(document, (*inner(0), "items")) == [before[2], before[0], before[1], before[3]]
    last = tree.visualRect(tree.outline.at(inner(0, 3)))
    document.select([inner(0, 0)])
    dropped(tree, tree.carried(), QPoint(last.left() - 10, last.bottom() - 2))
    assert ids(document)[1] == before[2]
    tree.collapse(tree.outline.at(inner(0)))
    document.select([inner(2)])
    dropped(tree, tree.carried(), tree.visualRect(tree.outline.at(inner(0))).center())
    assert ids(document, (*inner(0), "items"))[-1] == before[4]


def test_a_group_is_not_dropped_into_itself(qtbot: QtBot, tree: OutlineView, document: Document) -> None:
    document.select([inner(0), inner(1)])
    document.group()
    draft = document.draft
    with qtbot.waitSignal(tree.refused) as told:
        dropped(tree, tree.carried(), middle(tree, 0, 1))
    assert told.args == [Refusal.INTO_ITSELF]
    assert document.draft is draft


def test_a_drop_with_control_copies(tree: OutlineView, document: Document) -> None:
    count = len(ids(document))
    document.select([inner(0)])
    end = QPoint(200, tree.viewport().height() - 4)
    dropped(tree, tree.carried(), end, keys=Qt.KeyboardModifier.ControlModifier)
    assert len(ids(document)) == count + 1
    assert ids(document)[-1] != ids(document)[0]
    assert document.index.problems() == []


def test_kinds_and_text_are_dropped_from_elsewhere(tree: OutlineView, document: Document) -> None:
    count = len(ids(document))
    carried = QMimeData()
    carried.setData(KINDS, kinds_as_bytes(["chair-rest", "no such kind"]))
    event = dropped(tree, carried, middle(tree, 0) + QPoint(0, 12), within=False)
    assert event.isAccepted()
    assert [item["type"] for item in document.draft.plain()["items"][1:4]] == WITH_WAYS
    carried = QMimeData()
    carried.setText('[{"type": "rest", "id": "r", "duration_s": 30}]')
    dropped(tree, carried, middle(tree, 0) + QPoint(0, 12), within=False)
    assert document.draft.plain()["items"][1]["type"] == "rest"
    assert len(ids(document)) == count + 4
    document.undo()
    document.undo()
    assert len(ids(document)) == count


def test_other_texts_and_files_change_nothing(qtbot: QtBot, tree: OutlineView, document: Document) -> None:
    draft = document.draft
    carried = QMimeData()
    carried.setText("a shopping list")
    with qtbot.waitSignal(tree.refused):
        dropped(tree, carried, middle(tree, 0) + QPoint(0, 12), within=False)
    files = QMimeData()
    files.setUrls(["file:///tmp/a.psoas.json"])
    assert not dropped(tree, files, middle(tree, 0) + QPoint(0, 12), within=False).isAccepted()
    assert document.draft is draft


@pytest.mark.parametrize(
    "data_", [b"", b"{", b"[1]", b'[["items", -1]]', b'[["items", true]]', b'[["a", 1]]', b"[" * 200_000]
)
def test_strange_kinds_are_none(data_: bytes) -> None:
    assert kinds_from_bytes(data_) == ()


def test_kinds_survive_the_way() -> None:
    assert kinds_from_bytes(kinds_as_bytes(["a", "b"])) == ("a", "b")
