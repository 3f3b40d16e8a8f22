"""Rows below each other, bound to one holder."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from psoas_desktop.routine.problems import Path
from psoas_desktop.ui.editor.fields.holders import Holder
from psoas_desktop.ui.editor.fields.row import FieldRow, Said

GAP = 16
"""Pixels between two fields."""


class Form(QWidget):
    """Fields of one thing."""

    grew = Signal()

    def __init__(self, rows: Iterable[FieldRow], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: tuple[FieldRow, ...] = tuple(rows)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP)
        for row in self.rows:
            row.setParent(self)
            layout.addWidget(row)
            row.grew.connect(self.grew)

    def bind(self, holder: Holder) -> None:
        """Takes what it edits from now on."""
        for row in self.rows:
            row.bind(holder)

    def refresh(self) -> bool:
        """Shows what the draft says now; says whether anything was something else before."""
        changed = [row.refresh() for row in self.rows]
        return any(changed)

    def row_at(self, path: Path) -> FieldRow | None:
        """The row that a path leads into; None where it leads to none."""
        return next((row for row in self.rows if path[: len(row.spec.path)] == row.spec.path), None)

    def set_problems(self, problems: Sequence[Said]) -> tuple[Said, ...]:
        """Shows what is wrong at each row.

        Args:
            problems: With paths that start at what the form edits.

        Returns:
            Those that belong to no row.
        """
        by_row: dict[int, list[Said]] = {}
        rest = []
        for said in problems:
            row = self.row_at(said.path)
            if row is None:
                rest.append(said)
            else:
                inner = Said(said.level, said.text, said.path[len(row.spec.path) :])
                by_row.setdefault(id(row), []).append(inner)
        for row in self.rows:
            row.set_problems(by_row.get(id(row), ()))
        return tuple(rest)

    def focus(self, path: Path) -> bool:
        """Gives the focus to the row that a path leads into; says whether there is one."""
        row = self.row_at(path)
        if row is None:
            return False
        row.focus(path[len(row.spec.path) :])
        return True
