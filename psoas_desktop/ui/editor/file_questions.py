"""What the window asks and says about its file: where to, save before closing, changed by others, refused."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path as FilePath

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from psoas_desktop.ui.common.desk_button import DeskButton, Weight
from psoas_desktop.ui.common.plain_text import isolated
from psoas_desktop.ui.common.sheet import Answer, Notice, Sheet
from psoas_desktop.ui.editor.file_outcomes import Deed, Failure, Outcome, Reloaded
from psoas_desktop.ui.editor.file_session import FileSession

Then = Callable[[], object]


class FileNotice(Notice):
    """A notice with a second thing to do."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.other = DeskButton("", self)
        layout = self.layout()
        assert layout is not None
        layout.removeWidget(self.close_button)
        layout.addWidget(self.other)
        layout.addWidget(self.close_button)
        self.other.clicked.connect(self._do_other)
        self._otherwise: Then | None = None
        self.other.hide()

    def ask(self, text: str, first: tuple[str, Then], second: tuple[str, Then]) -> None:
        """Says what happened and offers two things; closing it does neither."""
        self.say(text, *first)
        self._otherwise = second[1]
        self.other.set_words(second[0])
        self.other.show()

    def say(self, text: str, action: str = "", then: Then | None = None) -> None:
        """Says what happened and may offer one thing."""
        self.other.hide()
        super().say(text, action, then)

    def _do_other(self) -> None:
        then = self._otherwise
        self.dismiss()
        if then is not None:
            then()


class FileQuestions(QObject):
    """Stands between a window and its session."""

    def __init__(self, session: FileSession, notice: FileNotice, window: QWidget) -> None:
        super().__init__(window)
        self._session, self._notice, self._window = session, notice, window
        self.dialog: QFileDialog | None = None
        self.sheet: Sheet | None = None
        self._refusal = ""
        session.overtaken.connect(self._overtaken)
        session.vanished.connect(self._vanished)
        session.failed.connect(self._failed)

    # Saving

    def save(self, then: Then | None = None) -> None:
        """Saves, asking where to and what to do as far as it is needed.

        Args:
            then: What comes once it is saved; a person who changes their mind stops here.
        """
        outcome = self._session.save()
        if outcome is Outcome.NEEDS_A_NAME:
            self.save_as(then)
        elif outcome is Outcome.CHANGED:
            self._ask_over(then)
        elif outcome is Outcome.GONE:
            self._ask_again(then)
        else:
            self._saved(outcome, then)

    def save_as(self, then: Then | None = None) -> None:
        """Asks for a file and saves there."""

        def take(path: FilePath) -> None:
            self._saved(self._session.save_as(path), then)

        if not self._session.settle():
            self._saved(Outcome.UNSOUND)
            return
        self._ask_path(self.tr("Save the routine"), self._session.path or self._session.proposed(), take)

    def save_copy(self) -> None:
        """Asks for a file and saves a copy there."""

        def take(path: FilePath) -> None:
            saved = self.tr("A copy was saved as {name}.").replace("{name}", isolated(path.name))
            self._saved(self._session.save_copy(path), lambda: self._notice.say(saved))

        if not self._session.settle():
            self._saved(Outcome.UNSOUND)
            return
        self._ask_path(self.tr("Save a copy"), self._session.proposed(), take)

    def revert(self) -> None:
        """Takes what the file holds; undo brings the work back."""
        reloaded = self._session.reload()
        if reloaded is Reloaded.WRONG:
            self._notice.say(self.tr("The file is not written right. What you have here stays."))
        elif reloaded is Reloaded.UNSOUND:
            self._offer_to_drop(self.revert)
        elif reloaded is Reloaded.DONE and self._session.document is not None:
            self._notice.say(self.tr("Back to what is saved."), self.tr("Undo"), self._undo)
        elif reloaded is Reloaded.DONE:
            self._notice.say(self.tr("Back to what is saved."))

    def leave_text(self, then: Then) -> None:
        """Takes over what was changed in the text, or says why that cannot be.

        Args:
            then: What comes once nothing of it is left over.
        """
        if self._session.settle():
            then()
        else:
            self._offer_to_drop(then)

    def _offer_to_drop(self, then: Then) -> None:
        def drop() -> None:
            if self._session.text is not None:
                self._session.text.drop()
            then()

        self._refuse(
            self.tr("The text is not written right yet. Mend what is listed below it, or drop the changes."),
            self.tr("Drop the changes"),
            drop,
        )

    def _saved(self, outcome: Outcome, then: Then | None = None) -> None:
        if outcome is Outcome.SAVED:
            if self._refusal and self._notice.label.text() == self._refusal:
                self._notice.dismiss()  # it is not true any more
            _go_on(then)
        elif outcome is Outcome.UNSOUND:
            self._refuse(
                self.tr("Nothing was saved: the text is not written right yet. Mend what is listed below it.")
            )

    def _refuse(self, text: str, action: str = "", then: Then | None = None) -> None:
        self._notice.say(text, action, then)
        self._refusal = self._notice.label.text()

    def ask_open(self, folder: FilePath, then: Callable[[FilePath], object]) -> None:
        """Asks which routine to open."""
        dialog = self._file_dialog(self.tr("Open a routine"), folder)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda name: then(FilePath(name)))
        dialog.open()

    # Closing

    def before_closing(self, close: Then) -> None:
        """Asks what to do with unsaved work, where there is any, and then closes.

        Args:
            close: Closes the window, whatever is unsaved.
        """
        if self.sheet is not None:
            self.sheet.activateWindow()
            return
        title = self.tr("Save “{title}” before closing?")
        untitled = self.tr("Untitled routine")
        answers = (
            Answer("keep", self.tr("Keep editing"), safe=True),
            Answer("drop", self.tr("Don't save")),
            Answer("save", self.tr("Save"), Weight.PRIMARY),
        )
        self._show_sheet(
            title.replace("{title}", isolated(self._session.name[:80]) or untitled),
            self.tr("Without saving, what you changed since the last save is lost."),
            answers,
            {"drop": close, "save": lambda: self.save(close)},
        )

    def _ask_over(self, then: Then | None) -> None:
        def replace() -> None:
            self._saved(self._session.save_over(), then)

        self._show_sheet(
            self.tr("This file was changed by another program"),
            self.tr("Nothing was saved yet. What you have here and what is in the file are both whole."),
            (
                Answer("keep", self.tr("Keep editing"), safe=True),
                Answer("replace", self.tr("Replace the file")),
                Answer("copy", self.tr("Save as another file"), Weight.PRIMARY),
            ),
            {"replace": replace, "copy": lambda: self.save_as(then)},
        )

    def _ask_again(self, then: Then | None) -> None:
        def again() -> None:
            self._saved(self._session.save_over(), then)

        self._show_sheet(
            self.tr("The file is not there any more"),
            self.tr("It was deleted, renamed or moved. Your work is still here."),
            (
                Answer("keep", self.tr("Keep editing"), safe=True),
                Answer("other", self.tr("Save as another file")),
                Answer("again", self.tr("Save it again"), Weight.PRIMARY),
            ),
            {"again": again, "other": lambda: self.save_as(then)},
        )

    # What others do

    def _overtaken(self) -> None:
        self._notice.ask(
            self.tr("This file was changed by another program."),
            (self.tr("Reload"), self._reload),
            (self.tr("Keep mine"), self._session.keep_mine),
        )

    def _reload(self) -> None:
        reloaded = self._session.reload()
        if reloaded is Reloaded.UNSOUND:
            self._offer_to_drop(self._reload)
        elif reloaded is Reloaded.WRONG:
            self._notice.say(
                self.tr("What the other program wrote is not written right. What you have here stays."),
                self.tr("Keep mine"),
                self._session.keep_mine,
            )

    def _vanished(self) -> None:
        self._notice.say(
            self.tr("The file was deleted, renamed or moved. Your work is still here."),
            self.tr("Save it again"),
            self.save,
        )

    def _failed(self, failure: Failure) -> None:
        words = {
            Deed.KEEP: self.tr("No copy of unsaved work could be kept: {why} Save often."),
            Deed.OPEN: self.tr("{name} could not be opened. {why}"),
            Deed.READ: self.tr("{name} could not be read again. {why} What you have here stays."),
            Deed.SAVE: self.tr("{name} was not saved. {why} Your work is still here."),
        }[failure.deed]
        why = failure.why or self.tr("The program made a mistake with it; the file itself is as it was.")
        name = isolated(failure.name) if failure.name else self.tr("The routine")
        words = words.replace("{name}", name).replace("{why}", why)
        if failure.deed is Deed.SAVE:
            self._notice.say(words, self.tr("Save as…"), self.save_as)
        else:
            self._notice.say(words)

    def _undo(self) -> None:
        if self._session.document is not None:
            self._session.document.undo()

    # Sheets and dialogs

    def _show_sheet(self, title: str, text: str, answers: tuple[Answer, ...], then: dict[str, Then]) -> None:
        def take(name: str) -> None:
            self.sheet = None
            _go_on(then.get(name))

        self.sheet = Sheet(self._window, title, text, answers)
        self.sheet.chosen.connect(take)
        self.sheet.open()

    def _ask_path(self, title: str, proposed: FilePath, then: Callable[[FilePath], object]) -> None:
        dialog = self._file_dialog(title, _made(proposed.parent))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setFileMode(QFileDialog.FileMode.AnyFile)
        dialog.setDefaultSuffix("psoas.json")  # the dialog asks before it replaces a file
        dialog.selectFile(proposed.name)
        dialog.fileSelected.connect(lambda name: then(FilePath(name)))
        dialog.open()

    def _file_dialog(self, title: str, folder: FilePath) -> QFileDialog:
        routines = self.tr("Routines (*.psoas.json *.json)")
        dialog = QFileDialog(self._window, title, str(folder), f"{routines};;{self.tr('All files (*)')}")
        dialog.finished.connect(dialog.deleteLater)
        self.dialog = dialog
        return dialog


def _made(folder: FilePath) -> FilePath:
    """The folder, made if need be: the person's own routines have none before the first is saved."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return FilePath.home()
    return folder


def _go_on(then: Then | None) -> None:
    if then is not None:
        then()
