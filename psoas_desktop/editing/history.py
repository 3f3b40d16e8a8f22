"""What was done and can be undone: old drafts kept whole. They share all that did not change."""

from __future__ import annotations

from dataclasses import dataclass, replace

from psoas_desktop.editing.edits import Action, Edit
from psoas_desktop.routine.draft import Draft
from psoas_desktop.routine.problems import Path


@dataclass(frozen=True, slots=True, eq=False)
class Step:
    """One step between two drafts, a link of a chain.

    Attributes:
        other: The draft on the other side of the step: before it for undo, after it for redo.
        selection: What was selected there.
        further: The next step in the same direction.
    """

    other: Draft
    selection: tuple[Path, ...]
    action: Action
    field: str
    count: int
    merge: str
    further: Step | None


@dataclass(frozen=True, slots=True, eq=False)
class History:
    """The present draft with the steps on both sides of it."""

    present: Draft
    selection: tuple[Path, ...] = ()
    undo_step: Step | None = None
    redo_step: Step | None = None

    def record(self, edit: Edit) -> History:
        """Takes an edit of the present draft; one that changed nothing only selects."""
        if edit.draft is self.present:
            return replace(self, selection=edit.selection)
        last = self.undo_step
        if last is not None and edit.merge and edit.merge == last.merge and self.redo_step is None:
            return History(edit.draft, edit.selection, last, None)
        step = Step(
            self.present, self.selection, edit.action, edit.field, edit.count, edit.merge, self.undo_step
        )
        return History(edit.draft, edit.selection, step, None)

    def select(self, selection: tuple[Path, ...]) -> History:
        """Remembers what is selected, so that undo brings it back."""
        return replace(self, selection=selection)

    def settled(self) -> History:
        """Ends merging: the next edit is a step of its own."""
        last = self.undo_step
        if last is None or not last.merge:
            return self
        return replace(self, undo_step=replace(last, merge=""))

    def undone(self) -> History:
        """The step before; the same where there is none."""
        step = self.undo_step
        if step is None:
            return self
        back = replace(step, other=self.present, selection=self.selection, merge="", further=self.redo_step)
        return History(step.other, step.selection, step.further, back)

    def redone(self) -> History:
        """The step after; the same where there is none."""
        step = self.redo_step
        if step is None:
            return self
        back = replace(step, other=self.present, selection=self.selection, merge="", further=self.undo_step)
        return History(step.other, step.selection, back, step.further)
