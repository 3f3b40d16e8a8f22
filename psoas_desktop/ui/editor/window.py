"""The editor's window: one routine, its file, and everything that can be done with both."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path as FilePath
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, Qt, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QMainWindow, QStackedLayout, QVBoxLayout, QWidget

from psoas_desktop.editing.edits import Refusal
from psoas_desktop.routine.problems import Path
from psoas_desktop.ui.common.label import Label, Role
from psoas_desktop.ui.common.plain_text import shown
from psoas_desktop.ui.editor.actions import NEED_BLOCKS, NEED_DOCUMENT, Actions
from psoas_desktop.ui.editor.background import Background
from psoas_desktop.ui.editor.file_questions import FileNotice, FileQuestions
from psoas_desktop.ui.editor.file_session import FileSession
from psoas_desktop.ui.editor.parts import EditorParts
from psoas_desktop.ui.editor.passing import PassingNotice
from psoas_desktop.ui.editor.text_page import TextPage
from psoas_desktop.ui.editor.top_bar import TopBar
from psoas_desktop.ui.editor.verdict import Verdict
from psoas_desktop.ui.editor.words import refusal_words, ways_words

if TYPE_CHECKING:
    from psoas_desktop.ui.editor.palette import Palette
    from psoas_desktop.ui.editor.problem_list import ProblemList
    from psoas_desktop.ui.editor.source_view import SourceView
    from psoas_desktop.ui.editor.total_time import TotalTime
    from psoas_desktop.ui.editor.workspace import Workspace


class EditorWindow(QMainWindow):
    """Shows the document of a session. Other windows are the composition root's: this one asks for them.

    Signals:
        play_asked: The routine is to be played: its bytes as a save would write them, and the path of the
            item to begin with, empty for the beginning.
        handout_asked: The routine is to be put on paper: its bytes as a save would write them.
        new_asked: Another empty routine is wanted.
        open_asked: A file is to be opened (its path).
        library_asked, settings_asked, help_asked: Those windows are wanted.
        reveal_asked: The file is to be shown in its folder (its path).
        saved: The routine was saved to a file (its path).
        quit_asked: The program is to end, with all its windows.
        closed: The window has gone away for good; nothing in it is unsaved, or the person let it go.
    """

    play_asked = Signal(bytes, tuple)
    handout_asked = Signal(bytes)
    new_asked = Signal()
    open_asked = Signal(object)
    library_asked = Signal()
    settings_asked = Signal()
    help_asked = Signal()
    reveal_asked = Signal(object)
    quit_asked = Signal()
    saved = Signal(object)
    closed = Signal()

    def __init__(self, parts: EditorParts, session: FileSession, background: Background) -> None:
        super().__init__()
        self.setObjectName("editor")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAcceptDrops(True)
        self.resize(1180, 720)
        self._parts, self.session, self._background = parts, session, background
        session.setParent(self)
        background.setParent(self)
        self.workspace: Workspace | None = None
        self.total: TotalTime | None = None
        self._columns = b""
        self._complete = False
        self._may_close = False
        self._passing: PassingNotice | None = None
        self.actions_ = Actions(self)
        self.actions_.fill(self.menuBar(), lambda: parts.icons)
        self.actions_["preview"].setChecked(True)
        self.top = TopBar(self.actions_, self)
        self.notice = FileNotice(self)
        self.questions = FileQuestions(session, self.notice, self)
        self._verdict = Verdict(self.notice, self._listed, self._jump, self)
        self._pages = QStackedLayout()
        self.text = TextPage(parts, session, self.questions, self.actions_, self._pages, self)
        self.text.left.connect(self._show_blocks)
        self._palette: Palette | None = None
        self._waiting = Label("", Role.BODY, self)
        self._waiting.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._pages.addWidget(self._waiting)
        middle = QWidget(self)
        layout = QVBoxLayout(middle)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.top)
        layout.addLayout(self._pages, 1)
        # Below: what comes and goes there moves nothing that is about to be clicked.
        layout.addWidget(self.notice)
        self.setCentralWidget(middle)
        self._commands = self._list_commands()
        self.actions_.asked.connect(self.run)
        session.came.connect(self._show_session)
        session.changed.connect(self._show_title)
        session.failed.connect(self._show_waiting)
        session.wrote.connect(self._tell_saved)
        self._show_title()

    # What is shown

    def complete(self) -> None:
        """Fills the window; the composition root calls it after the first paint, which is of its frame."""
        if self._complete:
            return
        self._complete = True
        self._prepare()
        self._show_session()
        self._show_waiting()

    @property
    def source(self) -> SourceView | None:
        """The text of the file, once it was shown."""
        return self.text.view

    def _show_waiting(self) -> None:
        if self._complete:
            opening = self.session.opening
            self._waiting.setText(self.tr("Opening…") if opening else self.tr("Nothing is open here."))

    def _tell_saved(self, path: FilePath) -> None:
        if path == self.session.path:
            self.saved.emit(path)

    def _prepare(self) -> Palette:
        """Makes what needs no document, so that it is there when one comes."""
        if self._palette is None:
            from psoas_desktop.ui.editor.palette import Palette
            from psoas_desktop.ui.editor.thumbnails import Thumbnails

            self._palette = Palette(self._parts, Thumbnails(self._parts.figures, self), self)
            self._palette.hide()
        return self._palette

    def set_recent(self, paths: Sequence[FilePath]) -> None:
        """Takes the routines that were opened last."""
        self.actions_.show_recent(paths, self.open_asked.emit)

    def geometry_text(self) -> str:
        """Place, size and columns of the window, for the settings."""
        columns = self.workspace.columns() if self.workspace is not None else self._columns
        parts = (bytes(self.saveGeometry().data()), columns)
        return ".".join(bytes(QByteArray(part).toBase64().data()).decode() for part in parts)

    def restore_geometry(self, text: str) -> None:
        """Puts the window where ``geometry_text`` found it; what is no such text changes nothing."""
        place, _, columns = text.encode("ascii", "replace").partition(b".")
        self.restoreGeometry(QByteArray.fromBase64(place))
        self._columns = bytes(QByteArray.fromBase64(columns).data())
        if self.workspace is not None and self._columns:
            self.workspace.set_columns(self._columns)

    def run(self, name: str) -> None:
        """Does an action by its name."""
        command = self._commands.get(name)
        if self.text.shown and self.text.run(name):
            return
        if command is not None:
            command()
        elif self.workspace is not None:
            self.workspace.run(name)

    def _list_commands(self) -> Mapping[str, Callable[[], object]]:
        questions = self.questions
        return {
            "new": self.new_asked.emit,
            "open": self._open,
            "save": questions.save,
            "save-as": questions.save_as,
            "save-copy": questions.save_copy,
            "revert": questions.revert,
            "reveal": lambda: self.reveal_asked.emit(self.session.path),
            "library": self.library_asked.emit,
            "settings": self.settings_asked.emit,
            "help": self.help_asked.emit,
            "close": self.close,
            "quit": self.quit_asked.emit,
            "play": lambda: questions.leave_text(partial(self._play, ())),
            "play-from": lambda: questions.leave_text(self._play_from_here),
            "handout": lambda: questions.leave_text(self._put_on_paper),
            "check": self._check,
            "next-problem": partial(self._verdict.go_to_problem, back=False),
            "last-problem": partial(self._verdict.go_to_problem, back=True),
            "source": self._switch_source,
        }

    def _show_session(self) -> None:
        session = self.session
        if not self._complete:
            return
        if session.document is not None:
            self._show_document()
        elif session.broken is not None:
            self.text.show_broken()
        self.actions_.enable(NEED_DOCUMENT, on=session.document is not None)
        self.text.follow_undo()
        if self.workspace is not None:
            self.actions_.enable(NEED_BLOCKS, on=bool(self.workspace.document.selection))
        self._show_title()

    def _show_document(self) -> None:
        document = self.session.document
        assert document is not None
        self.text.close()
        from psoas_desktop.ui.editor.workspace import Workspace

        self.workspace = Workspace(document, self._parts, self.actions_, self._prepare())
        self.workspace.refused.connect(self._refused)
        self.workspace.ways_put_in.connect(self._tell_of_ways)
        self._passing = PassingNotice(self.notice, document)
        if self._columns:
            self.workspace.set_columns(self._columns)
        self._pages.addWidget(self.workspace)
        self._pages.setCurrentWidget(self.workspace)
        self.workspace.outline.setFocus()
        self.workspace.complete()
        self._follow_time()

    def _show_title(self) -> None:
        session = self.session
        title = session.name
        words = shown(title[:200]) or self.tr("Untitled routine")
        # Qt reads "[*]" as the place of its own mark.
        named = words.replace("[*]", "[*][*]")
        self.setWindowTitle(f"[*]{named} — psoas-desktop")
        self.setWindowModified(session.modified)
        self.setWindowFilePath("" if session.path is None else str(session.path))
        self.top.show_title(title, modified=session.modified)
        if self.workspace is not None:
            self.workspace.set_folder(None if session.path is None else session.path.parent)
        on_disk = session.path is not None and session.mark is not None
        self.actions_.enable(("reveal",), on=on_disk)
        self.actions_.enable(("revert",), on=on_disk and session.modified)
        self.actions_.enable(("source",), on=session.document is not None)

    def _follow_time(self) -> None:
        if self.total is None and self.workspace is not None:
            from psoas_desktop.ui.editor.total_time import TotalTime

            self.total = TotalTime(self.workspace.document, self._parts.data, self._background, self)
            self.total.changed.connect(self._show_time)
            self._show_time()

    def _show_time(self) -> None:
        if self.total is not None:
            self.top.show_time(self.total.words)

    # What is done

    def _open(self) -> None:
        path = self.session.path
        self.questions.ask_open(path.parent if path else self._parts.documents, self.open_asked.emit)

    def _play(self, path: Path) -> None:
        document = self.session.document
        if document is not None and self._verdict.lets_play(document):
            self.play_asked.emit(document.bytes(), path)

    def _put_on_paper(self) -> None:
        document = self.session.document
        if document is not None and self._verdict.lets_play(document):
            self.handout_asked.emit(document.bytes())

    def _play_from_here(self) -> None:
        document = self.session.document
        if document is not None and document.selection:
            self._play(document.selection[0])

    def _check(self) -> None:
        if self.session.document is not None:
            self._verdict.check(self.session.document)

    def _listed(self) -> ProblemList | None:
        return None if self.workspace is None else self.workspace.problems

    def _jump(self, path: Path) -> None:
        if self.text.shown:
            self.text.leave()
        if self.workspace is not None:
            self.workspace.jump(path)

    def _switch_source(self) -> None:
        """Goes from the blocks to the text of the file, and back."""
        document = self.session.document
        if document is None:
            return
        if self.text.shown:
            self.text.leave()
        else:
            self.text.show_document(document)
        self.actions_["source"].setChecked(self.text.shown)

    def _show_blocks(self, taken: bool) -> None:  # noqa: FBT001 - a slot
        if self.workspace is None:
            return
        self._pages.setCurrentWidget(self.workspace)
        self.text.follow_undo()
        self.actions_["source"].setChecked(False)
        self.workspace.outline.setFocus()
        if taken and self._passing is not None:
            undo = self.workspace.document.undo
            self._passing.offer(self.tr("The changes in the text were taken over."), self.tr("Undo"), undo)

    def _refused(self, refusal: Refusal) -> None:
        if self._passing is not None:
            self._passing.say(refusal_words(refusal))

    def _tell_of_ways(self, down: bool, up: bool) -> None:  # noqa: FBT001 - a slot
        if self._passing is not None and self.workspace is not None:
            undo = self.workspace.document.undo
            self._passing.offer(ways_words(down=down, up=up), self.tr("Undo"), undo)

    # Files dropped, and closing

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files may be dropped on the window."""
        if _files(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Opens what is dropped."""
        for path in _files(event):
            self.open_asked.emit(path)
        event.acceptProposedAction()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Nothing that is not saved is lost unasked."""
        if self._may_close or not self.session.worth_asking:
            self.session.give_up()
            event.accept()
            self.closed.emit()
        else:
            event.ignore()
            self.questions.before_closing(self._close_now)

    def changeEvent(self, event: QEvent) -> None:
        """Looks at the file again when the person comes back to the window."""
        if event.type() is QEvent.Type.ActivationChange and self.isActiveWindow():
            self.session.look()
        super().changeEvent(event)

    def _close_now(self) -> None:
        self._may_close = True
        self.close()


def _files(event: QDropEvent) -> list[FilePath]:
    """The routine files among what is dragged."""
    paths = [FilePath(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
    return [path for path in paths if path.name.lower().endswith((".json", ".psoas"))][:20]
