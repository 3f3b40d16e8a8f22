"""The three columns of the editor: exercises, the outline with what is to be mended, the chosen block."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path as FilePath
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu, QSizePolicy, QSplitter, QVBoxLayout, QWidget

from psoas_desktop.editing.document import Document
from psoas_desktop.editing.places import item_of
from psoas_desktop.routine.problems import Path
from psoas_desktop.ui.common.label import scaled
from psoas_desktop.ui.editor.actions import CONTEXT_MENU, NEED_BLOCKS, Actions
from psoas_desktop.ui.editor.find_bar import FindBar
from psoas_desktop.ui.editor.outline_card import CardMaker
from psoas_desktop.ui.editor.outline_view import OutlineView
from psoas_desktop.ui.editor.palette import Palette
from psoas_desktop.ui.editor.parts import EditorParts
from psoas_desktop.ui.editor.routine_photos import RoutinePhotos
from psoas_desktop.ui.editor.words import redo_words, undo_words

if TYPE_CHECKING:
    from psoas_desktop.ui.editor.inspector import Inspector
    from psoas_desktop.ui.editor.preview import Preview
    from psoas_desktop.ui.editor.problem_list import ProblemList

PALETTE, INSPECTOR = (248, 280), (300, 360)
"""Least and usual widths of the columns beside the outline."""

_MIDDLE = (120, 280)
_BESIDE = 40
"""Pixels of frame and of what is dragged between two columns."""

NARROW = 900
"""Below this width the exercises make room unless they are asked for."""


TURN_MS = 10
"""From one part that comes later to the next: what a person does in between comes first."""


class Workspace(QWidget):
    """Edits one document. What the first sight does without comes with ``complete``, one part a turn.

    Signals:
        refused: An edit could not be made (``Refusal``).
        ways_put_in: A way down, a way up came with a new block (two truth values).
        completed: All parts are there.
    """

    refused = Signal(object)
    ways_put_in = Signal(bool, bool)
    completed = Signal()

    def __init__(
        self,
        document: Document,
        parts: EditorParts,
        actions: Actions,
        palette: Palette,
    ) -> None:
        super().__init__()
        self._completing = False
        self.document, self._parts, self._actions = document, parts, actions
        self.palette_column, self.thumbnails = palette, palette.thumbnails
        self.inspector: Inspector | None = None
        self.problems: ProblemList | None = None
        self.preview: Preview | None = None
        self._folder: FilePath | None = None
        self._palette_wanted: bool | None = None
        self._set_up()
        self._commands = self._list_commands()
        actions.belong_to(self.outline)
        document.listen(self._follow)
        self._follow()

    def _set_up(self) -> None:
        self.palette_column.setMinimumWidth(scaled(PALETTE[0]))
        self.photos = RoutinePhotos(self._parts.photos, self)
        self.outline = OutlineView(self.document, self._parts, self.thumbnails, self.photos, self)
        self.outline.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.find_bar = FindBar(self.document, CardMaker(self._parts.data.catalogue), self)
        self._middle, self._right = QWidget(self), QWidget(self)
        middle = QVBoxLayout(self._middle)
        middle.setContentsMargins(8, 0, 8, 0)
        middle.setSpacing(0)
        middle.addWidget(self.find_bar)
        middle.addSpacing(8)
        middle.addWidget(self.outline, 1)
        self._middle.setMinimumWidth(self._least_middle())
        right = QVBoxLayout(self._right)
        right.setContentsMargins(8, 12, 8, 0)
        right.setSpacing(8)
        self._right.setMinimumWidth(scaled(INSPECTOR[0]))
        self.splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self.splitter.setChildrenCollapsible(False)
        for column, stretch in ((self.palette_column, 0), (self._middle, 1), (self._right, 0)):
            self.splitter.addWidget(column)
            self.splitter.setStretchFactor(self.splitter.count() - 1, stretch)
        self.splitter.setSizes([scaled(PALETTE[1]), scaled(520), scaled(INSPECTOR[1])])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.splitter)
        self.palette_column.wanted.connect(self.outline.add_kinds)
        self.outline.refused.connect(self.refused)
        self.outline.ways_put_in.connect(self.ways_put_in)
        self.outline.entered.connect(self._enter_inspector)
        self.outline.customContextMenuRequested.connect(self._show_menu)
        self.find_bar.found.connect(self._show_found)
        self.find_bar.closed.connect(self.outline.setFocus)

    def complete(self) -> None:
        """Adds what the window can do without at first sight; events are handled between its parts."""
        if not self._completing:
            self._completing = True
            parts = (self._add_inspector, self._add_problems, self._add_preview, self.completed.emit)
            for number, part in enumerate(parts):
                QTimer.singleShot(number * TURN_MS, self, part)

    def _add_inspector(self) -> None:
        from psoas_desktop.ui.editor.inspector import Inspector

        self.inspector = Inspector(self.document, self._parts, self._right)
        self.inspector.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self.inspector.set_folder(self._folder)
        _column(self._right).addWidget(self.inspector)

    def _add_problems(self) -> None:
        from psoas_desktop.ui.editor.problem_list import ProblemList

        self.problems = ProblemList(self.document, self._parts, self._middle)
        self.problems.jump.connect(self.jump)
        _column(self._middle).addWidget(self.problems)

    def _add_preview(self) -> None:
        from psoas_desktop.ui.editor.preview import Preview

        if self._parts.stage_picture is not None:
            self.preview = Preview(self.document, self._parts, self.photos, self._right)
            self.preview.setVisible(self._actions["preview"].isChecked())
            _column(self._right).insertWidget(0, self.preview)

    # What can be done

    def run(self, name: str) -> bool:
        """Does an action; says whether it is one of the workspace's."""
        command = self._commands.get(name)
        if command is None:
            return False
        command()
        return True

    def jump(self, path: Path) -> None:
        """Shows the place of a problem: its block, and its field in the inspector."""
        item = item_of(path)
        if item:
            self.outline.show_path(item)
        else:
            self.document.select(())
        self._show_fields()
        if self.inspector is not None:
            self.inspector.focus_field(path)

    def set_folder(self, folder: FilePath | None) -> None:
        """Says where the routine's file lies; its photos are found there."""
        self._folder = folder
        self.photos.set_folder(folder)
        if self.inspector is not None:
            self.inspector.set_folder(folder)

    def columns(self) -> bytes:
        """Where the splitter stands, to be put back later."""
        return bytes(self.splitter.saveState().data())

    def set_columns(self, state: bytes) -> None:
        """Puts the splitter where it stood; what is no state changes nothing."""
        self.splitter.restoreState(QByteArray(state))

    def set_palette_shown(self, *, shown: bool) -> None:
        """Shows or hides the exercises, whatever room there is."""
        self._palette_wanted = shown
        self._make_room()

    def show_preview(self, *, shown: bool) -> None:
        """Shows or hides the picture of the stage."""
        if self.preview is not None:
            self.preview.setVisible(shown)

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """The exercises give way where it is narrow."""
        self._make_room()

    def _make_room(self) -> None:
        wanted = self._palette_wanted
        shown = self.width() >= scaled(NARROW) if wanted is None else wanted
        # Where there is no room for three columns the fields give way, and not the edge of the screen.
        self._right.setHidden(shown and self.width() < self._least_width())
        if self.palette_column.isHidden() is shown:
            self.palette_column.setVisible(shown)
        self._actions["palette"].setChecked(shown)

    def _least_width(self) -> int:
        columns = (self.palette_column, self._middle, self._right)
        return sum(column.minimumWidth() for column in columns) + 2 * self.splitter.handleWidth()

    def _least_middle(self) -> int:
        """With large text the blocks give way before they and the fields are wider than the screen."""
        room = self.screen().availableGeometry().width() - _BESIDE - scaled(INSPECTOR[0])
        return max(scaled(_MIDDLE[0]), min(scaled(_MIDDLE[1]), room))

    def _show_fields(self) -> None:
        if self._right.isHidden():
            self.set_palette_shown(shown=False)

    def _list_commands(self) -> Mapping[str, Callable[[], object]]:
        document, outline = self.document, self.outline
        edits: Mapping[str, Callable[[], object]] = {
            "cut": lambda: self._keep(document.cut()),
            "copy": lambda: self._keep(document.copy()),
            "paste": lambda: document.paste(self._parts.clipboard.text()),
            "duplicate": document.duplicate,
            "delete": document.delete,
            "group": document.group,
            "ungroup": document.ungroup,
            "up": lambda: document.shift(down=False),
            "down": lambda: document.shift(down=True),
            "undo": document.undo,
            "redo": document.redo,
        }
        return {
            **{name: partial(outline.tried, edit) for name, edit in edits.items()},
            "rename": outline.begin_rename,
            "select-all": outline.selectAll,
            "find": self.find_bar.begin,
            "add": self._look_for_exercise,
            "expand": outline.expandAll,
            "collapse": outline.collapseAll,
            "outline": self._enter_outline,
            "about": self._show_routine,
            "palette": lambda: self.set_palette_shown(shown=self._actions["palette"].isChecked()),
            "preview": lambda: self.show_preview(shown=self._actions["preview"].isChecked()),
        }

    def _keep(self, text: str) -> None:
        if text:
            self._parts.clipboard.set_text(text)

    def _look_for_exercise(self) -> None:
        self.set_palette_shown(shown=True)
        self.palette_column.focus_search()

    def _enter_outline(self) -> None:
        self.outline.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _enter_inspector(self) -> None:
        self._show_fields()
        if self.inspector is not None:
            self.inspector.focus_first()

    def _show_routine(self) -> None:
        self.document.select(())
        self._enter_inspector()

    def _show_found(self, path: Path) -> None:
        self.document.select([path])

    def _show_menu(self, at: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        names = [name for name in CONTEXT_MENU if name]
        self._actions.dress(names, self._parts.icons)
        self._actions.fill_menu(menu, CONTEXT_MENU)
        menu.popup(self.outline.viewport().mapToGlobal(at))

    def _follow(self) -> None:
        """Names undo and redo, and turns on what can be done now."""
        document, actions = self.document, self._actions
        for name, step, words in (
            ("undo", document.undo_step, undo_words),
            ("redo", document.redo_step, redo_words),
        ):
            action, text = actions[name], words(step)
            if action.text() != text:
                action.setText(text)
            if action.isEnabled() is (step is None):
                action.setEnabled(step is not None)
        actions.enable(NEED_BLOCKS, on=bool(document.selection))


def _column(widget: QWidget) -> QVBoxLayout:
    layout = widget.layout()
    assert isinstance(layout, QVBoxLayout)
    return layout
