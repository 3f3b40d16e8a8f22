"""The page of a block that the program does not know: it is kept, and can be given a kind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from psoas_desktop.routine.draft import Object
from psoas_desktop.routine.translation import QT_TRANSLATE_NOOP
from psoas_desktop.ui.common.label import Label, Role
from psoas_desktop.ui.editor.fields.choice_rows import ChoiceRow
from psoas_desktop.ui.editor.fields.holders import Items
from psoas_desktop.ui.editor.fields.row import INSET, Said
from psoas_desktop.ui.editor.fields.specs import Control, FieldSpec
from psoas_desktop.ui.editor.fields.words import LABELS, tr

HEADING = QT_TRANSLATE_NOOP("inspector", "A block of an unknown kind")
KEPT = QT_TRANSLATE_NOOP(
    "inspector",
    "This program does not know what this block is. It is kept as it stands in the file. "
    "Choose a kind for it, or delete it.",
)


class UnknownPage(QWidget):
    """Says so, and offers the kinds that there are."""

    def __init__(self, titles: Mapping[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 12, 12, 24)
        layout.setSpacing(12)
        for text, role in ((HEADING, Role.HEADING), (KEPT, Role.BODY)):
            label = Label(tr(text), role, self)
            label.setContentsMargins(INSET, 0, 0, 0)
            layout.addWidget(label)
        spec = FieldSpec(("type",), Control.CHOICE, "", choices=tuple(titles), required=True)
        self.row = ChoiceRow(spec, (tr(LABELS["type"]), ""), self, options=tuple(titles.items()))
        layout.addWidget(self.row)
        layout.addStretch(1)

    def show_items(self, holder: Items) -> None:
        """Shows another block."""
        node = holder.document.draft.get(holder.paths[0])
        self.row.setVisible(isinstance(node, Object))
        self.row.bind(holder)

    def refresh(self) -> None:
        """Shows what the draft says now."""
        self.row.refresh()

    def set_problems(self, problems: Sequence[Said]) -> None:
        """Shows what is wrong."""
        self.row.set_problems(problems)
