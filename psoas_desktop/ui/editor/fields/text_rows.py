"""Fields that hold text: one line, several lines, a list of lines."""

from __future__ import annotations

import json

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from psoas_desktop.routine.draft import Array, Json, Leaf, Node
from psoas_desktop.routine.translation import QT_TRANSLATE_NOOP
from psoas_desktop.ui.common.label import Label, Role
from psoas_desktop.ui.common.plain_text import shown
from psoas_desktop.ui.editor.fields.keys import SHOWN_AT_MOST
from psoas_desktop.ui.editor.fields.row import FieldRow
from psoas_desktop.ui.editor.fields.specs import Control
from psoas_desktop.ui.editor.fields.text_edits import LineEdit, TextEdit
from psoas_desktop.ui.editor.fields.words import MIXED, tr

COUNTED_UP_TO = 40
"""Texts with so few characters show how many are left from the start; longer ones near their end."""

COUNT = QT_TRANSLATE_NOOP("inspector", "{length} of {most}")
TOO_LONG = QT_TRANSLATE_NOOP("inspector", "This text is too long to show here. Change it in the source.")

_PLACEHOLDER_AT_MOST = 400


def as_text(value: Json) -> str:
    """What a file says, as text: that which is no text as the file writes it."""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


class TextRow(FieldRow):
    """A text of one line or of several. An empty one is left out of the file."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # as FieldRow takes them
        self.edit: LineEdit | TextEdit
        if self.spec.control is Control.LINE:
            self.edit = LineEdit(self)
        else:
            self.edit = TextEdit(2, 10, self)
            self.edit.grew.connect(self.grew)
        self.edit.typed.connect(self._typed)
        self.edit.left.connect(self.leave)
        self.count = Label("", Role.QUIET, self)
        self.count.setWordWrap(False)
        self.count.hide()
        self.head.insertWidget(1, self.count, 0, Qt.AlignmentFlag.AlignBottom)
        self.place(self.edit)
        self.show_absent()

    def controls(self) -> tuple[QWidget, ...]:
        """The text."""
        return (self.edit,)

    def show_value(self, value: Json) -> None:
        """Shows the text; where it stands already, the cursor stays."""
        self._show(as_text(value), self._default_text())

    def show_absent(self) -> None:
        """Shows the default as a placeholder."""
        self._show("", self._default_text())

    def show_mixed(self) -> None:
        """Shows nothing but that."""
        self._show("", tr(MIXED))

    def can_go_back(self) -> bool:
        """An empty field is the way back; the button is for a default that is long to find."""
        return super().can_go_back() and self.default != ""

    def _default_text(self) -> str:
        return shown(as_text(self.default)) if self.default else ""

    def _show(self, text: str, placeholder: str) -> None:
        too_long = len(text) > SHOWN_AT_MOST
        self.edit.setReadOnly(too_long)
        self.refuse(tr(TOO_LONG) if too_long else "")
        self.edit.setPlaceholderText(placeholder[:_PLACEHOLDER_AT_MOST])
        if self.edit.text() != text[:SHOWN_AT_MOST]:
            self.edit.show_text(text[:SHOWN_AT_MOST])
        self._count(len(text))

    def _typed(self) -> None:
        text = self.edit.text()
        self._count(len(text))
        if text or self.spec.required:
            self.write(text)
        else:
            self.clear()

    def _count(self, length: int) -> None:
        """Shows how many of the characters are used, where that is of interest."""
        most = self.spec.most
        wanted = most is not None and length > 0 and (most <= COUNTED_UP_TO or length > most * 0.8)
        if wanted:
            self.count.setText(tr(COUNT, length=str(length), most=str(most)))
        if self.count.isHidden() == wanted:
            self.count.setVisible(wanted)


class LinesRow(FieldRow):
    """A list of texts, one in each line. Lines that stay keep how they are written in the file."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # as FieldRow takes them
        self.edit = TextEdit(2, 12, self)
        self.edit.grew.connect(self.grew)
        self.edit.typed.connect(self._typed)
        self.edit.left.connect(self.leave)
        self.place(self.edit)
        self.show_absent()

    def controls(self) -> tuple[QWidget, ...]:
        """The lines."""
        return (self.edit,)

    def show_value(self, value: Json) -> None:
        """Shows the lines; what is no list of texts can only be mended in the source."""
        texts = isinstance(value, list) and all(isinstance(item, str) for item in value)
        text = "\n".join(map(_one_line, value)) if texts else as_text(value)
        fits = texts and len(text) <= SHOWN_AT_MOST
        self.edit.setReadOnly(not fits)
        said = self.tr("This cannot be shown as lines of text. Change it in the source.")
        self.refuse("" if fits else said)
        # An empty line is on its way to being one: it is not in the file yet.
        if _filled(self.edit.text()) != _filled(text) or not fits:
            self.edit.show_text(text[:SHOWN_AT_MOST])

    def show_absent(self) -> None:
        """Shows no lines."""
        self.edit.setReadOnly(False)
        if _filled(self.edit.text()):
            self.edit.show_text("")

    def show_mixed(self) -> None:
        """Lists are not edited together."""
        self.show_absent()

    def bind(self, holder: object) -> None:
        """Takes another item, without the unfinished lines of the last one."""
        self.edit.show_text("")
        super().bind(holder)  # type: ignore[arg-type]  # as FieldRow takes it

    def _typed(self) -> None:
        if self.holder is None:
            return
        lines = _filled(self.edit.text())
        if not lines:
            self.clear()
            return
        node = self.holder.nodes(self.spec.path)[0]
        self.write(_kept(lines, node.items if isinstance(node, Array) else ()))


def _one_line(text: str) -> str:
    return " ".join(text.splitlines())


def _filled(text: str) -> list[str]:
    return [line for line in text.split("\n") if line.strip()]


def _kept(lines: list[str], before: tuple[Node, ...]) -> list[Json]:
    """The lines, those that were there before as the nodes that they were."""
    known: dict[str, list[Node]] = {}
    for node in before:
        if isinstance(node, Leaf) and isinstance(node.value, str):
            known.setdefault(_one_line(node.value), []).append(node)
    return [known[line].pop(0) if known.get(line) else line for line in lines]
