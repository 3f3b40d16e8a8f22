"""The outline: the tree of cards, and what is added to it, dragged within it and dropped on it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QMimeData, QModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QDrag,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QPainter,
    QPixmap,
)
from PySide6.QtWidgets import QWidget

from psoas_desktop.editing.clipboard import from_text
from psoas_desktop.editing.document import Document
from psoas_desktop.editing.edits import EditRefusedError, Refusal
from psoas_desktop.editing.making import new_block, new_group
from psoas_desktop.editing.renaming import with_new_ids
from psoas_desktop.editing.ways import add_with_ways
from psoas_desktop.routine.draft import Node
from psoas_desktop.routine.field_rules import GROUP
from psoas_desktop.routine.problems import Path
from psoas_desktop.ui.common.desk_paint import panel
from psoas_desktop.ui.common.label import Role, role_font, scaled
from psoas_desktop.ui.editor.dragging import ITEMS, KINDS, kinds_from_bytes
from psoas_desktop.ui.editor.drop_place import DropPlace, drop_place
from psoas_desktop.ui.editor.outline_tree import OutlineTree
from psoas_desktop.ui.editor.parts import EditorParts
from psoas_desktop.ui.editor.routine_photos import RoutinePhotos
from psoas_desktop.ui.editor.thumbnails import Thumbnails


class OutlineView(OutlineTree):
    """Edits a document with the mouse and the arrow keys; other keys belong to the actions.

    Signals:
        refused: An edit could not be made (``Refusal``).
        ways_put_in: A way down, a way up came with a new block (two truth values).
    """

    refused = Signal(object)
    ways_put_in = Signal(bool, bool)

    def __init__(
        self,
        document: Document,
        parts: EditorParts,
        thumbnails: Thumbnails,
        photos: RoutinePhotos,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(document, parts, thumbnails, photos, parent)
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setDropIndicatorShown(False)  # it paints its own
        self.setAutoExpandDelay(600)

    def add_kinds(self, kinds: list[str], at: tuple[Path, int] | None = None) -> None:
        """Makes blocks of kinds, behind what is chosen or at a place, and the ways that lying ones need."""
        document, catalogue = self._document, self._parts.data.catalogue
        ids, known = document.ids(), catalogue.kinds
        nodes: list[Node] = [
            new_group(ids) if name == GROUP else new_block(known[name], ids)
            for name in kinds
            if name == GROUP or name in known
        ]
        if not nodes:
            return
        place = at or document.place_to_add()
        try:
            added = add_with_ways(document.draft, place, nodes, catalogue, ids)
        except EditRefusedError as error:
            self.refused.emit(error.refusal)
            return
        document.apply(added.edit)
        if added.down or added.up:
            self.ways_put_in.emit(added.down, added.up)

    def tried(self, edit: Callable[[], object]) -> bool:
        """Makes an edit; one that cannot be made is told."""
        try:
            edit()
        except EditRefusedError as error:
            self.refused.emit(error.refusal)
            return False
        return True

    # Dragging

    def startDrag(self, actions: Qt.DropAction) -> None:
        """Carries the chosen cards; the first of them is seen under the pointer."""
        indexes = self.selectedIndexes()
        if not indexes:
            return
        drag = QDrag(self)
        drag.setMimeData(self.carried())
        drag.setPixmap(self._picture_of(indexes))
        drag.setHotSpot(QPoint(scaled(20), scaled(20)))
        drag.exec(actions, Qt.DropAction.MoveAction)
        self._show_place(None)

    def carried(self) -> QMimeData:
        """What a drag of the chosen cards carries: for here their paths, for elsewhere their text."""
        carried = self.outline.mimeData(self.selectedIndexes())
        carried.setText(self._document.copy())
        return carried

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Cards, kinds and text with blocks in it are welcome; files are for the window."""
        if self._welcome(event):
            super().dragEnterEvent(event)
            event.accept()
        else:
            event.ignore()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Shows where it would fall."""
        super().dragMoveEvent(event)
        if not self._welcome(event):
            event.ignore()
            return
        self._show_place(drop_place(self, self.outline, event.position().toPoint()))
        if event.source() is self and not self._copies(event):
            event.setDropAction(Qt.DropAction.MoveAction)
        else:
            event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Forgets the place."""
        super().dragLeaveEvent(event)
        self._show_place(None)

    def dropEvent(self, event: QDropEvent) -> None:
        """Moves, copies or makes blocks, in one step that can be undone."""
        place = drop_place(self, self.outline, event.position().toPoint())
        super().dragLeaveEvent(QDragLeaveEvent())  # ends scrolling at the edges
        self._show_place(None)
        if not self._welcome(event):
            event.ignore()
            return
        self.drop(event.mimeData(), place, within=event.source() is self, copies=self._copies(event))
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self.setFocus(Qt.FocusReason.MouseFocusReason)

    def drop(self, carried: QMimeData, place: DropPlace, *, within: bool, copies: bool) -> None:
        """Takes what was dropped.

        Args:
            carried: What it is.
            place: Where it fell.
            within: Whether it comes from this outline, where it is what is chosen.
            copies: Whether it stays where it was.
        """
        at = (place.parent, place.index)
        if carried.hasFormat(KINDS):
            self.add_kinds(list(kinds_from_bytes(bytes(carried.data(KINDS).data()))), at)
        elif within and not copies:
            self.tried(lambda: self._document.move(*at))
        else:
            nodes = from_text(self._document.copy() if within else carried.text())
            if nodes:
                ids = self._document.ids()
                self.tried(lambda: self._document.add(with_new_ids(nodes, ids), at))
            else:
                self.refused.emit(Refusal.NO_BLOCKS)

    def _welcome(self, event: QDropEvent) -> bool:
        carried = event.mimeData()
        if carried.hasUrls():
            return False
        return carried.hasFormat(KINDS) or carried.hasFormat(ITEMS) or carried.hasText()

    def _copies(self, event: QDropEvent) -> bool:
        return bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)

    def _picture_of(self, indexes: list[QModelIndex]) -> QPixmap:
        first = self.visualRect(min(indexes, key=lambda index: self.visualRect(index).top()))
        area = QRect(first.left(), first.top(), min(first.width(), scaled(320)), first.height())
        area = area.intersected(self.viewport().rect())
        picture = self.viewport().grab(area)
        if len(indexes) > 1:
            theme, high = self._parts.theme, scaled(24)
            painter = QPainter(picture)
            pill = QRect(8, 4, max(high, scaled(16) + 9 * len(str(len(indexes)))), high)
            panel(painter, pill, QColor(theme.action), None, high / 2)
            painter.setFont(role_font(Role.STRONG))
            painter.setPen(QColor(theme.on_action))
            painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, str(len(indexes)))
            painter.end()
        return picture
