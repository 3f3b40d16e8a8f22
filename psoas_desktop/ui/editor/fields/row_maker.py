"""From the description of a field to its row."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from psoas_desktop.routine.block_kinds import Kind
from psoas_desktop.routine.translation import QT_TRANSLATE_NOOP
from psoas_desktop.ui.editor.fields import words
from psoas_desktop.ui.editor.fields.choice_rows import ChoiceRow, FlagRow, FlagsRow
from psoas_desktop.ui.editor.fields.cues_row import CuesRow
from psoas_desktop.ui.editor.fields.entries_row import EntriesRow
from psoas_desktop.ui.editor.fields.form import Form
from psoas_desktop.ui.editor.fields.kind_values import kind_value
from psoas_desktop.ui.editor.fields.number_row import StepRow
from psoas_desktop.ui.editor.fields.row import FieldRow
from psoas_desktop.ui.editor.fields.specs import Control, FieldSpec
from psoas_desktop.ui.editor.fields.text_rows import LinesRow, TextRow

AS_POSITION = QT_TRANSLATE_NOOP("inspector", "The same position")

_ROWS: Mapping[Control, type[FieldRow]] = {
    Control.DURATION: StepRow,
    Control.NUMBER: StepRow,
    Control.FLAG: FlagRow,
    Control.LINE: TextRow,
    Control.AREA: TextRow,
    Control.LINES: LinesRow,
}


class RowMaker:
    """Makes rows for one catalogue; some by name are made by what is passed in."""

    def __init__(
        self,
        titles: Mapping[str, str],
        today: Callable[[], str],
        special: Mapping[str, Callable[..., FieldRow]] | None = None,
    ) -> None:
        """Takes what words and new entries need.

        Args:
            titles: Titles of kinds by id.
            today: What day it is, as a file writes it.
            special: Makers of rows by the field's name; they take what ``EntriesRow`` takes.
        """
        self._titles, self._today = titles, today
        self._special = {"cues": CuesRow, **(special or {})}

    def form(self, specs: Sequence[FieldSpec], within: str = "", kind: Kind | None = None) -> Form:
        """A form of some fields.

        Args:
            specs: The fields, in their order.
            within: The name of the list that they are an entry's of; empty for none.
            kind: The kind of the block; None for a group, a routine, an entry.
        """
        return Form([self.row(spec, within, kind) for spec in specs])

    def row(self, spec: FieldSpec, within: str = "", kind: Kind | None = None) -> FieldRow:
        """The row of one field."""
        said = (words.label(spec, within), words.hint(spec, within))
        default = spec.default
        if kind is not None and not within and len(spec.path) == 1:
            of_kind = kind_value(kind, spec.name)
            default = default if of_kind is None else of_kind
        common: dict[str, Any] = {"default": default, "of_kind": kind is not None and not within}
        if spec.control is Control.CHOICE:
            absent = ""
            moves = {"start_position", "end_position"}
            if kind is not None and spec.name in moves and spec.default == kind.position.value:
                # Such a block starts and ends where it is, wherever that is.
                common["default"], absent = None, words.tr(AS_POSITION)
            return ChoiceRow(spec, said, options=self._options(spec, kind), absent=absent, **common)
        if spec.control is Control.FLAGS:
            return FlagsRow(spec, said, options=self._options(spec, kind), **common)
        if spec.control is Control.ENTRIES:
            make = self._special.get(spec.name, EntriesRow)
            if kind is not None and not within:
                common["of_kind_at"] = partial(kind_value, kind, spec.name)
            return make(spec, said, make_form=self.form, titles=self._titles, today=self._today, **common)
        return _ROWS[spec.control](spec, said, **common)

    def _options(self, spec: FieldSpec, kind: Kind | None) -> list[tuple[str, str]]:
        own = next((field for field in kind.fields if field.name == spec.name), None) if kind else None
        if own is not None:
            return [(value, own.choice_labels.get(value, value)) for value in spec.choices]
        if spec.name == "type":
            return [(value, self._titles.get(value, value)) for value in spec.choices]
        return [(value, words.choice(spec, value)) for value in spec.choices]
