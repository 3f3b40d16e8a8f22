"""The pictures of a block: shown, described, and own photos added by choosing, dropping or pasting them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QImage, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QWidget

from psoas_desktop.routine.cues import Picture
from psoas_desktop.routine.draft import Json, Node, plain
from psoas_desktop.routine.translation import QT_TRANSLATE_NOOP
from psoas_desktop.services.photo_preparing import Prepared, Source
from psoas_desktop.storage.picture_files import PictureRefusal
from psoas_desktop.ui.common.fields import Choice
from psoas_desktop.ui.common.label import Label, Role
from psoas_desktop.ui.editor.fields.entries_row import EntriesRow
from psoas_desktop.ui.editor.fields.holders import Holder, Items
from psoas_desktop.ui.editor.fields.small_button import SmallButton
from psoas_desktop.ui.editor.fields.words import tr
from psoas_desktop.ui.editor.photo_desk import PhotoDesk
from psoas_desktop.ui.editor.photo_wanted import WantedIn
from psoas_desktop.ui.editor.photo_words import REFUSALS
from psoas_desktop.ui.editor.picture_view import PictureView

Mime = Callable[[], QMimeData | None]
"""What is on the clipboard."""

HOW = QT_TRANSLATE_NOOP(
    "inspector", "A photo can also be dropped here or pasted. It takes the place of the drawing."
)
INSIDE = QT_TRANSLATE_NOOP("inspector", "Keep photos inside the file")
BESIDE = QT_TRANSLATE_NOOP("inspector", "Keep photos beside the file")
NO_FOLDER = QT_TRANSLATE_NOOP("inspector", "Photos can be kept beside the file once the routine is saved.")
_CONTENT = {"figure": "figure", "file": "file", "data": "base64", "pose": "pose"}


def system_clipboard() -> QMimeData | None:
    """What is on the system's clipboard."""
    return QGuiApplication.clipboard().mimeData()


class PicturesRow(EntriesRow):
    """Pictures, and the way to more of them."""

    def __init__(
        self, *args: object, desk: PhotoDesk, clipboard: Mime = system_clipboard, **kwargs: object
    ) -> None:
        """Builds it.

        Args:
            *args: As ``EntriesRow`` takes them.
            desk: Shows and prepares pictures.
            clipboard: What a paste finds.
            **kwargs: As ``EntriesRow`` takes them.
        """
        self._desk, self._clipboard = desk, clipboard
        self._wanted_name = ""
        self._wanted_in: WantedIn | None = None
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # as EntriesRow takes them
        self.setAcceptDrops(True)
        self.hint.setText(tr(HOW))
        self.hint.show()
        self.picture = PictureView(desk, self.whole)
        self.box.insertWidget(1, self.picture)
        self.where = Choice([(True, tr(INSIDE)), (False, tr(BESIDE))], self.whole)
        self.where.setAccessibleName(self.tr("Where photos are kept"))
        self.where.picked.connect(self._say_where)
        self.box.insertWidget(4, self.where)
        self.where_hint = Label(tr(NO_FOLDER), Role.QUIET, self.whole)
        self.where_hint.hide()
        self.box.insertWidget(5, self.where_hint)
        self.progress = QWidget(self.whole)
        line = QHBoxLayout(self.progress)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(Label(self.tr("The photo is being prepared..."), Role.SMALL, self.progress), 1)
        self.cancel_button = SmallButton(self.tr("Cancel"), self.progress, icon="close")
        self.cancel_button.clicked.connect(self._cancel)
        line.addWidget(self.cancel_button)
        self.progress.hide()
        self.box.insertWidget(6, self.progress)
        desk.preparing.done.connect(self._prepared)

    # Where a photo comes from.

    def add(self) -> None:
        """Asks for a photo."""
        chosen = self._desk.pick(self, self.tr("Choose a photo"))
        if chosen is not None:
            self.take(chosen, chosen.name)

    def take(self, source: Source, name: str = "") -> None:
        """Prepares a photo and adds it when that is done.

        Args:
            source: A file, the bytes of one, or a picture.
            name: What it is called, for a file beside the routine.
        """
        self.refuse("")
        if not isinstance(self.holder, Items):
            return
        self._wanted_name = name
        self._wanted_in = WantedIn(self.holder, self.spec.path)
        self._desk.asked_by = self
        self.progress.show()
        self.grew.emit()
        self._desk.preparing.start(source)

    def paste(self) -> bool:
        """Takes a photo from the clipboard; says whether there is one."""
        held = self._clipboard()
        return held is not None and self._from_mime(held)

    def event(self, event: QEvent) -> bool:
        """Takes the key for pasting where a photo is on the clipboard."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _pastes(event):
            held = self._clipboard()
            if held is not None and _source(held) is not None:
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Pastes a photo."""
        if not (_pastes(event) and self.paste()):
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Takes what can be a photo."""
        if _source(event.mimeData()) is not None:
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        """Takes the photo."""
        if self._from_mime(event.mimeData()):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()

    def _from_mime(self, held: QMimeData) -> bool:
        source = _source(held)
        if source is None:
            return False
        self.take(source, source.name if isinstance(source, Path) else "")
        return True

    # What becomes of it.

    def bind(self, holder: Holder) -> None:
        """Takes another item; a photo that is being prepared is for the one that it was asked for."""
        super().bind(holder)
        wanted = self._wanted_in if self._desk.asked_by is self else None
        self.progress.setVisible(wanted is not None and wanted.is_same(holder))

    def _cancel(self) -> None:
        self._wanted_in = None
        self._desk.preparing.cancel()
        self.progress.hide()
        self.add_button.setFocus()

    def _prepared(self, found: object) -> None:
        wanted, self._wanted_in = self._wanted_in, None
        if wanted is None or self._desk.asked_by is not self:
            return
        self.progress.hide()
        here = wanted.is_same(self.holder)
        if isinstance(found, PictureRefusal):
            if here:
                self.refuse(tr(REFUSALS[found]))
            return
        paths = wanted.paths(self.holder)
        held = self.entries
        if not isinstance(found, Prepared) or not paths or (here and held is not None and not held.readable):
            return
        try:
            made = self._desk.entry(found, self._wanted_name, inside=self.where.value() is not False)
        except OSError as error:
            self.refuse(error.strerror or self.tr("The photo could not be written beside the routine."))
            return
        wanted.put(paths, made)
        if here and held is not None:
            self.refresh()
            self.choose(len(held.entries) - 1)
            self.detail.focus(("alt",))

    def _say_where(self, inside: object) -> None:
        missing = inside is False and self._desk.folder is None
        if missing:
            self.where.set_value(True)
        self.where_hint.setVisible(missing)

    def _show_chosen(self) -> None:
        super()._show_chosen()
        held = self.entries
        entries = () if held is None else held.entries
        at = self.chosen if self.chosen >= 0 else 0
        shown = _picture(entries[at]) if at < len(entries) else None
        self.picture.show_picture(shown)
        self.picture.setVisible(bool(entries))


def _picture(node: Node) -> Picture:
    data: Json = plain(node)
    if not isinstance(data, dict):
        return Picture("", "", "")
    kind = str(data.get("kind"))
    return Picture(kind, str(data.get("alt", "")), data.get(_CONTENT.get(kind, ""), ""))


def _pastes(event: QKeyEvent) -> bool:
    return event.matches(QKeySequence.StandardKey.Paste)


def _source(held: QMimeData) -> Source | None:
    """What a drop or the clipboard has of a photo: a file, else a picture."""
    files = [url.toLocalFile() for url in held.urls() if url.isLocalFile()]
    if files:
        return Path(files[0])
    image = held.imageData() if held.hasImage() else None
    return image if isinstance(image, QImage) and not image.isNull() else None
