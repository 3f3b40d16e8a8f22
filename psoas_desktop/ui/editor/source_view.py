"""A routine as the text of its file: the way to mend one that cannot be read, and to see what is written."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from psoas_desktop.editing.document import Document
from psoas_desktop.editing.edits import Action
from psoas_desktop.routine.check import Checked, check
from psoas_desktop.routine.draft import Draft
from psoas_desktop.routine.problems import Level, Place
from psoas_desktop.ui.common.desk_button import DeskButton, Weight
from psoas_desktop.ui.common.label import Label, Role
from psoas_desktop.ui.common.sheet import Notice
from psoas_desktop.ui.editor.parts import EditorParts
from psoas_desktop.ui.editor.problem_model import Found, ProblemModel, counted, found_problem
from psoas_desktop.ui.editor.problem_view import ProblemView
from psoas_desktop.ui.editor.source_editor import SourceEditor, TextMark
from psoas_desktop.ui.editor.source_find import SourceFind
from psoas_desktop.ui.editor.source_text import MOST_SHOWN, SourceText

IDLE_MS = 250
"""How long nobody has to have typed before the text is checked again; longer where a check takes long."""

_PATIENCE = 4


class SourceView(QWidget):
    """Shows and changes a text; ``data`` is what a save writes."""

    changed = Signal()
    """The text is another one than before."""
    checked = Signal()
    """``result`` is up to date again."""
    blocks_asked = Signal()
    """The text is sound, and the person wants to go on with blocks: ``result.draft`` holds them."""

    def __init__(self, parts: EditorParts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts = parts
        self._bytes = b""
        self._text: SourceText | None = None
        self._result: Checked | None = None
        self._document: Document | None = None
        self._followed: Document | None = None
        self._shown_draft: Draft | None = None
        self._places: list[Place | None] = []
        self._loading = False
        self._own_keys: list[QShortcut] = []
        self._build()
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.setInterval(IDLE_MS)
        self._idle.timeout.connect(self.check_now)

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 12)
        layout.setSpacing(8)
        self.notice = Notice(self)
        layout.addWidget(self.notice)
        line = QHBoxLayout()
        self.state = Label("", Role.STRONG, self)
        line.addWidget(self.state, 1, Qt.AlignmentFlag.AlignVCenter)
        self.find_button = DeskButton(self.tr("Find"), self, icon="search", weight=Weight.QUIET)
        self.find_button.clicked.connect(self._find)
        line.addWidget(self.find_button)
        self.use_button = DeskButton("", self, weight=Weight.PRIMARY)
        self.use_button.clicked.connect(self._use)
        line.addWidget(self.use_button)
        layout.addLayout(line)
        self._split = split = QSplitter(Qt.Orientation.Vertical, self)
        split.setChildrenCollapsible(False)
        self.editor = SourceEditor(split)
        self.editor.setAccessibleName(self.tr("The text of the file"))
        self.editor.textChanged.connect(self._typed)
        self.view = ProblemView(split)
        self.model = ProblemModel(self)
        self.view.setModel(self.model)
        self.view.hide()
        self.view.setAccessibleName(self.tr("What is wrong in the text"))
        self.view.activated.connect(self._go)
        self.view.clicked.connect(self._go)
        self.view.copied.connect(self._copy)
        self.setFocusProxy(self.editor)
        split.addWidget(self.editor)
        split.addWidget(self.view)
        split.setStretchFactor(0, 1)
        self.find_bar = SourceFind(self.editor, self)
        self.find_bar.hide()
        layout.addWidget(self.find_bar)
        layout.addWidget(split, 1)
        for key, call in (
            (QKeySequence.StandardKey.Find, self.find_bar.start),
            (QKeySequence(Qt.Key.Key_F8), self.next_problem),
            (QKeySequence(Qt.Modifier.SHIFT | Qt.Key.Key_F8), self.previous_problem),
        ):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(call)
            self._own_keys.append(shortcut)

    # What it shows.

    def open_bytes(self, data: bytes) -> None:
        """Shows a file.

        Args:
            data: All of it, whatever it holds; what cannot be shown as text is only told of.
        """
        self._document = None
        self.use_button.set_words(self.tr("Open as blocks"))
        self._load(data)

    def show_document(self, document: Document) -> None:
        """Shows a sound routine; its text can be changed and taken over in one step."""
        if document is not self._followed:
            self._followed = document
            document.listen(self._document_changed)
        self._document = document
        for shortcut in self._own_keys:  # the window has them for the blocks too, and hands them on
            shortcut.setEnabled(False)
        self.use_button.set_words(self.tr("Take over the changes"))
        self._shown_draft = document.draft
        self._load(document.bytes())

    @property
    def modified(self) -> bool:
        """Whether the text was changed since it was put here."""
        return self._text is not None and self.editor.document().isModified()

    @property
    def read_only(self) -> bool:
        """Whether it can only be looked at."""
        return self.editor.isReadOnly()

    @property
    def result(self) -> Checked | None:
        """What is known of the text; None before the first look."""
        return self._result

    def data(self) -> bytes:
        """The bytes of the text: what was not touched is as it was."""
        if self._text is None or not self.modified:
            return self._bytes
        return self._text.data(self.editor.text())

    def saved(self, data: bytes) -> None:
        """Takes note that a file holds these bytes now: the text is unchanged from here on."""
        if data == self.data():
            self._bytes = data
            self.editor.document().setModified(False)

    def check_now(self) -> None:
        """Checks the text at once."""
        self._idle.stop()
        watch = QElapsedTimer()
        watch.start()
        data = self._parts.data
        self._result = check(self.data(), data.field_rules, data.catalogue)
        self._show_result(self._result)
        # Who types is never made to wait longer than a small part of the time.
        self._idle.setInterval(max(IDLE_MS, _PATIENCE * watch.elapsed()))
        self.checked.emit()

    def next_problem(self) -> None:
        """Goes to the next thing that is wrong, round the end."""
        self._step(1)

    def previous_problem(self) -> None:
        """Goes to the one before."""
        self._step(-1)

    def _load(self, data: bytes) -> None:
        self._bytes, self._text = data, None
        self._loading = True
        why = ""
        try:
            text = SourceText(data)
        except UnicodeDecodeError as error:
            good = data[: error.start].decode(errors="replace")
            shown = good + data[error.start : error.start + MOST_SHOWN].decode(errors="replace")
            why = self.tr(
                "This file is not written in UTF-8, so it can only be looked at here. Open it with the "
                "program that made it, and save it there with the encoding UTF-8."
            )
            self.editor.setPlainText(SourceText(shown[:MOST_SHOWN].encode(errors="replace")).shown)
        else:
            if len(text.shown) <= MOST_SHOWN:
                self._text = text
                self.editor.setPlainText(text.shown)
            else:
                self.editor.setPlainText("")
                why = self.tr(
                    "This file is too large to be shown as text here. What is wrong is listed below with its "
                    "lines: mend it with another program."
                )
        self.editor.setReadOnly(bool(why))
        self.editor.document().setModified(False)
        self.editor.document().clearUndoRedoStacks()
        self._loading = False
        if why:
            self.notice.say(why)
        else:
            self.notice.dismiss()
        self.check_now()

    # What happens.

    def _find(self) -> None:
        self.find_bar.start()

    def _typed(self) -> None:
        if not self._loading:
            self._idle.start()
            self.changed.emit()

    def _document_changed(self) -> None:
        document = self._document
        if document is None or document.draft is self._shown_draft or self.modified:
            return
        self._shown_draft = document.draft
        if self.isVisible():
            self._load(document.bytes())

    def take_over(self) -> bool:
        """Puts a changed text in the place of the routine that is shown, as one step.

        Returns:
            Whether no change is left over: False where the text is not written right.
        """
        if self._document is None or not self.modified:
            return not self.modified
        result = self._checked()
        if result is None or result.draft is None or not self._ready(result):
            return False
        self._shown_draft = result.draft
        data = self.data()
        self._document.replace_all(result.draft, Action.SOURCE)
        self._load(data)
        return True

    def drop(self) -> None:
        """Shows the routine as it is in the place of what was changed in the text."""
        if self._document is not None:
            self.show_document(self._document)
            self.changed.emit()

    def _use(self) -> None:
        if self._document is not None:
            if self.take_over():
                self.changed.emit()
            return
        result = self._checked()
        if result is not None and self._ready(result):
            self.blocks_asked.emit()

    def _checked(self) -> Checked | None:
        if self._idle.isActive():
            self.check_now()
        return self._result

    def _ready(self, result: Checked) -> bool:
        """Whether the text can be gone on with in blocks."""
        return result.sound and result.draft is not None and not self.read_only and not self._refused(result)

    def _show_result(self, result: Checked) -> None:
        found, marks = [], []
        self._places = []
        for problem in result.problems:
            place = self._shown_place(problem.place)
            self._places.append(place)
            one = found_problem(problem)
            if place is not None:
                words = self.tr("Line {line}: {said}").replace("{line}", str(place.line))
                one = Found(one.level, words.replace("{said}", one.text), one.path)
                marks.append(TextMark(place.line, place.column, one.level))
            found.append(one)
        self.model.show(found)
        if found and self.view.isHidden():
            high = self.view.sizeHint().height()
            self._split.setSizes([max(high, self._split.height() - high), high])
        self.view.setVisible(bool(found))
        self.editor.set_marks(marks)
        self.state.setText(counted(found))
        changed = self._document is None or self.modified
        self.use_button.setEnabled(changed and self._ready(result))

    @staticmethod
    def _refused(result: Checked) -> bool:
        """Whether there is nothing in it that could be shown as blocks."""
        codes = {problem.code for problem in result.problems if problem.level is Level.ERROR}
        return bool(codes & {"not-a-routine", "format-too-new"})

    def _shown_place(self, place: Place | None) -> Place | None:
        if place is None:
            return None
        block = self.editor.document().findBlockByNumber(place.line - 1)
        if self._text is None or not block.isValid():
            return place
        return self._text.shown_place(place, block.text())

    def _go(self, index: QModelIndex) -> None:
        if not index.isValid():
            return
        place = self._places[index.row()]
        if place is not None:
            self.editor.go_to(place.line, place.column)
            self.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _step(self, by: int) -> None:
        if self._idle.isActive():
            self.check_now()
        count, row = self.model.rowCount(), self.view.currentIndex().row()
        if count:
            index = self.model.index((row + by) % count if row >= 0 else (0 if by > 0 else count - 1))
            self.view.setCurrentIndex(index)
            self._go(index)

    def _copy(self) -> None:
        rows = sorted(index.row() for index in self.view.selectedIndexes())
        self._parts.clipboard.set_text("\n".join(self.model.found[row].text for row in rows))
