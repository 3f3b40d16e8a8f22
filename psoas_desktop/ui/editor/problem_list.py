"""What there is to look at: found while nobody types, listed, gone to, mended with one button."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from psoas_desktop.advice.advise import advise
from psoas_desktop.advice.mending import mend
from psoas_desktop.advice.sentences import advice_sentence
from psoas_desktop.advice.silencing import follow_again, go_against
from psoas_desktop.editing.document import Document
from psoas_desktop.editing.edits import Edit, EditRefusedError
from psoas_desktop.editing.places import item_of
from psoas_desktop.routine.draft import Draft, Leaf, Object
from psoas_desktop.routine.parsing import routine_from
from psoas_desktop.routine.problems import Level, Path, Problem
from psoas_desktop.routine.translation import QT_TRANSLATE_NOOP
from psoas_desktop.ui.common.label import Label, Role, scaled
from psoas_desktop.ui.editor.fields.flow import FlowLayout
from psoas_desktop.ui.editor.fields.row import INSET
from psoas_desktop.ui.editor.fields.small_button import SmallButton
from psoas_desktop.ui.editor.fields.words import tr
from psoas_desktop.ui.editor.parts import EditorParts
from psoas_desktop.ui.editor.problem_model import (
    YOURS,
    Found,
    ProblemModel,
    counted,
    found_advice,
    found_problem,
    waits_for_blocks,
)
from psoas_desktop.ui.editor.problem_view import ProblemView
from psoas_desktop.ui.editor.section import SectionHead

if TYPE_CHECKING:
    from psoas_desktop.ui.editor.against_sheet import AgainstSheet

IDLE_MS, ADVICE_IDLE_MS = 60, 800
"""How long nobody has to have typed before problems are listed, and before advice is looked for."""

ADVISED_BLOCKS = 150
"""Advice on more blocks takes longer than a pause in typing: it is looked for when ``check`` asks."""

LOW = 420
"""A window less high than that, at the usual size of text, shows the list folded at first."""

READY = QT_TRANSLATE_NOOP("inspector", "The routine can be played as it is.")
BEGIN = QT_TRANSLATE_NOOP("inspector", "Add the first exercise from the left.")
LONG = QT_TRANSLATE_NOOP(
    "inspector", "The routine can be played as it is. It is a long one: Check (F7) looks for advice."
)
NOT_YET = QT_TRANSLATE_NOOP("inspector", "No mistakes; no advice looked for yet")


class ProblemList(QWidget):
    """The list below the outline."""

    jump = Signal(tuple)
    """The person wants to go to a place: its path from the root of the document."""
    listed = Signal()
    """The list is up to date again."""
    folded = Signal(bool)
    """The person folded the list to one line, or unfolded it."""

    def __init__(self, document: Document, parts: EditorParts, parent: QWidget | None = None) -> None:
        """Takes the document that it follows from now on."""
        super().__init__(parent)
        self._document, self._parts = document, parts
        self._draft: Draft | None = None
        self._advised: Draft | None = None
        self._advice: tuple[Found, ...] = ()
        self._asked = self._seen = False
        self.sheet: AgainstSheet | None = None
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 8)
        layout.setSpacing(4)
        self.head = SectionHead("", self)
        self.head.setChecked(True)
        self.head.toggled.connect(self._fold)
        layout.addWidget(self.head)
        self.model = ProblemModel(self)
        self.view = ProblemView(self)
        self.view.setModel(self.model)
        self.view.setAccessibleName(self.tr("What there is to look at"))
        self.view.activated.connect(self._go)
        self.view.copied.connect(self.copy)
        self.view.selectionModel().currentChanged.connect(self._show_current)
        layout.addWidget(self.view, 1)
        self.empty = Label(tr(READY), Role.QUIET, self)
        self.empty.setContentsMargins(INSET, 0, 8, 8)
        layout.addWidget(self.empty)
        self.reason = Label("", Role.QUIET, self)
        self.reason.setContentsMargins(INSET, 0, 8, 0)
        self.reason.hide()
        layout.addWidget(self.reason)
        layout.addLayout(self._buttons())
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.setInterval(IDLE_MS)
        self._idle.timeout.connect(self.list_now)
        self._advice_idle = QTimer(self)
        self._advice_idle.setSingleShot(True)
        self._advice_idle.setInterval(ADVICE_IDLE_MS)
        self._advice_idle.timeout.connect(self._advise)
        document.listen(self._changed)
        self.list_now()
        self._advice_idle.start()

    def _buttons(self) -> FlowLayout:
        line = FlowLayout()
        line.setContentsMargins(INSET - 8, 0, 8, 0)
        self.go_button = SmallButton(self.tr("Go to the place"), self)
        self.go_button.clicked.connect(lambda: self._go(self.view.currentIndex()))
        self.fix_button = SmallButton("", self, icon="check")
        self.fix_button.clicked.connect(self.mend)
        self.against_button = SmallButton(self.tr("Go against it…"), self)
        self.against_button.clicked.connect(self.ask_reason)
        self.follow_button = SmallButton(self.tr("Follow it again"), self)
        self.follow_button.clicked.connect(self.follow_again)
        for button in (self.go_button, self.fix_button, self.against_button, self.follow_button):
            line.addWidget(button)
        return line

    # What is found.

    @property
    def summary(self) -> str:
        """How much there is of each level, in words."""
        if self._unadvised and not self.model.rows:
            return tr(NOT_YET)
        return counted(self.model.found, len(self.model.rows) - len(self.model.found))

    def list_now(self) -> None:
        """Lists the problems of the draft as it is now."""
        self._idle.stop()
        self._draft = self._document.draft
        problems = [found_problem(problem) for problem in self._problems()]
        if any(one.level is Level.ERROR for one in problems):
            self._advice = ()
        self._show((*problems, *self._advice))
        self.listed.emit()

    def check(self) -> None:
        """Looks for everything at once, whatever it takes, as the person asks."""
        self._asked = True
        self._look()

    def _look(self) -> None:
        self._advice_idle.stop()
        self._find_advice()
        self.list_now()

    def _changed(self) -> None:
        if self._document.draft is not self._draft:
            self._idle.start()
            self._advice_idle.start()

    def _advise(self) -> None:
        if self._document.index.played <= ADVISED_BLOCKS and self._document.draft is not self._advised:
            self._look()

    @property
    def _unadvised(self) -> bool:
        """Whether nobody has looked for advice on this long draft."""
        document = self._document
        return document.index.played > ADVISED_BLOCKS and document.draft is not self._advised

    def _problems(self) -> Sequence[Problem]:
        """What is wrong; that no block is there is nothing wrong before somebody plays or checks."""
        if self._document.index.entries:
            self._asked = False
        found = self._document.index.problems()
        return found if self._asked else [one for one in found if not waits_for_blocks(one)]

    def _find_advice(self) -> None:
        document, data = self._document, self._parts.data
        self._advised, self._advice = document.draft, ()
        if any(problem.level is Level.ERROR for problem in document.index.problems()):
            return
        routine = routine_from(document.draft, data.catalogue)
        book = data.rulebook
        found = []
        for advice in advise(document.draft, routine, data.catalogue, data.rules, book):
            rule = book.rule(advice.code)
            if rule is not None:
                block = _block_at(document.draft, advice.path)
                found.append(found_advice(advice, advice_sentence(advice, book), rule, block))
        self._advice = tuple(found)

    # What is done with it.

    def next_problem(self) -> None:
        """Goes to the place of the next one; behind the last comes the first."""
        self._step(1)

    def previous_problem(self) -> None:
        """Goes to the place of the one before."""
        self._step(-1)

    def mend(self) -> None:
        """Applies what mends the current one, as one step that can be undone."""
        one = self.current
        if one is None or one.fix is None:
            return
        document = self._document
        # The draft may have changed since it was found: then the list is only made anew.
        with suppress(KeyError, EditRefusedError):
            document.apply(mend(document.draft, one.fix, self._parts.data.catalogue, document.ids()))
        self._look()

    def ask_reason(self) -> None:
        """Asks why the current advice does not hold here, and goes against it then."""
        one = self.current
        if one is None or one.firm or self.sheet is not None:
            return
        from psoas_desktop.ui.editor.against_sheet import AGAINST, AgainstSheet

        sheet = self.sheet = AgainstSheet(self.window(), one.text, in_block=bool(one.block))

        def take(answer: str) -> None:
            self.sheet = None
            if answer == AGAINST:
                block = "" if sheet.for_all else one.block
                self._keep_selection(go_against(self._document.draft, one.code, sheet.reason, block))

        sheet.chosen.connect(take)
        sheet.open()

    def follow_again(self) -> None:
        """Takes back that the file goes against the current advice."""
        one = self.current
        if one is not None and one.against:
            self._keep_selection(follow_again(self._document.draft, one.code, one.block))

    def _keep_selection(self, edit: Edit) -> None:
        """Applies an edit of the routine as a whole; the chosen blocks stay chosen."""
        self._document.apply(replace(edit, selection=self._document.selection))
        self._look()

    def copy(self) -> None:
        """Puts the sentences of the chosen ones on the clipboard, one in each line."""
        rows = sorted(index.row() for index in self.view.selectedIndexes())
        if rows:
            self._parts.clipboard.set_text("\n".join(self.model.rows[row].text for row in rows))

    @property
    def current(self) -> Found | None:
        """The current one; None for none."""
        row = self.view.currentIndex().row()
        return self.model.rows[row] if 0 <= row < len(self.model.rows) else None

    def _step(self, by: int) -> None:
        if self._draft is not self._document.draft:
            self.list_now()
        count = len(self.model.found)
        if not count:
            return
        row = min(self.view.currentIndex().row(), count - (by > 0))
        index = self.model.index((row + by) % count if row >= 0 else (0 if by > 0 else count - 1))
        self.view.setCurrentIndex(index)
        self._go(index)

    def _go(self, index: QModelIndex) -> None:
        if index.isValid():
            self.jump.emit(self.model.rows[index.row()].path)

    # How it is shown.

    def _show(self, all_of_it: tuple[Found, ...]) -> None:
        before = self.current
        found, against = (
            tuple(one for one in all_of_it if bool(one.against) is its) for its in (False, True)
        )
        if self.model.show(found, against) and before is not None:
            wanted = before.text, before.path
            same = [row for row, one in enumerate(self.model.rows) if (one.text, one.path) == wanted]
            if same:
                self.view.setCurrentIndex(self.model.index(same[0]))
        worst = next((level for level in Level if any(one.level is level for one in found)), None)
        self.head.setText(self.summary)
        self.head.set_level(worst)
        self.head.describe()
        self._arrange()

    def showEvent(self, event: QShowEvent) -> None:
        """Folds itself where it would leave no room for the blocks, when it first comes into sight."""
        super().showEvent(event)
        first, self._seen = not self._seen, True
        if first and not self.isWindow() and self.window().height() < scaled(LOW):
            self.head.setChecked(False)

    def _fold(self) -> None:
        self._arrange()
        self.folded.emit(not self.head.isChecked())

    def _arrange(self) -> None:
        is_open, some = self.head.isChecked(), bool(self.model.rows)
        self.view.setVisible(is_open and some)
        begun = bool(self._document.index.entries)
        self.empty.setText(tr(LONG if self._unadvised else READY if begun else BEGIN))
        self.empty.setVisible(is_open and not some)
        self.view.updateGeometry()
        self._show_current()

    def _show_current(self) -> None:
        one = self.current if self.head.isChecked() else None
        self.go_button.setVisible(one is not None)
        against = "" if one is None else one.against
        self.fix_button.setVisible(one is not None and one.fix is not None and not against)
        self.against_button.setVisible(one is not None and not one.firm and not against)
        self.follow_button.setVisible(bool(against))
        self.reason.setVisible(one is not None and bool(one.reason))
        if one is not None:
            self.fix_button.set_words(one.fix_words)
            yours = f"{tr(YOURS, reason=against)}\n" if against else ""
            self.reason.setText(f"{yours}{one.reason}")


def _block_at(draft: Draft, path: Path) -> str:
    """The id of the block that a place is in, as a file names it; empty for none."""
    node = draft.get(item_of(path)) if item_of(path) else None
    if not isinstance(node, Object) or node.get("items") is not None:
        return ""
    leaf = node.get("id")
    return leaf.value if isinstance(leaf, Leaf) and isinstance(leaf.value, str) else ""
