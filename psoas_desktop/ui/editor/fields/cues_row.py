"""The cues of a block: on a line of time, in a list, and the fields of the chosen one."""

from __future__ import annotations

from psoas_desktop.routine.draft import Json, Node, plain
from psoas_desktop.routine.problems import Path
from psoas_desktop.ui.editor.fields.entries_row import EntriesRow
from psoas_desktop.ui.editor.fields.holders import Entry
from psoas_desktop.ui.editor.fields.time_axis import Mark, Stretch, TimeAxis

APART_S = 10
"""How long after the chosen cue a new one comes."""

_LENGTHS = {"lead_in": "lead_in_s", "hold": "duration_s", "changeover": "changeover_s"}


class CuesRow(EntriesRow):
    """Cues with their times."""

    def __init__(self, *args: object, lengths: dict[str, int] | None = None, **kwargs: object) -> None:
        """Builds it.

        Args:
            *args: As ``EntriesRow`` takes them.
            lengths: The kind's seconds of each field that says how long a phase is.
            **kwargs: As ``EntriesRow`` takes them.
        """
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # as EntriesRow takes them
        self._lengths = lengths or {}
        self._times: tuple[Node | None, ...] = ()
        self.axis = TimeAxis(self.whole)
        self.axis.picked.connect(self.choose)
        self.axis.moved.connect(self._move)
        self.axis.released.connect(self.leave)
        self.box.insertWidget(1, self.axis)

    def refresh(self) -> bool:
        """Shows cues and the length of what they lie in."""
        changed = super().refresh()
        if self.holder is not None:
            times = tuple(self.holder.nodes((name,))[0] for name in (*_LENGTHS.values(), "sides"))
            if changed or times != self._times:
                self._times = times
                self._show_axis()
        return changed

    def started(self, made: dict[str, Json], before: Node | None) -> None:
        """A new cue comes a little after the chosen one."""
        data = None if before is None else plain(before)
        if not isinstance(data, dict):
            return
        made["phase"] = data.get("phase", made["phase"])
        at = data.get("at_s", 0)
        if isinstance(at, int) and at >= 0:
            made["at_s"] = at + APART_S

    def _show_chosen(self) -> None:
        super()._show_chosen()
        self._show_axis()

    def _show_axis(self) -> None:
        marks = []
        for index, one in enumerate(self.shown):
            data = one.data
            at = data.get("at_s", 0) if isinstance(data, dict) else None
            if isinstance(at, int) and not isinstance(at, bool):
                marks.append(Mark(index, str(data.get("phase")), at))
        used = {mark.phase for mark in marks} | {"hold"}
        stretches = [
            Stretch(phase, self._seconds(phase)) for phase in ("lead_in", "hold", "changeover", "way_up")
        ]
        shown = [one for one in stretches if one.seconds and (one.phase in used or one.phase == "lead_in")]
        self.axis.show_marks(shown, marks, self.chosen)
        self.axis.setVisible(bool(marks))

    def _seconds(self, phase: str) -> int:
        name = _LENGTHS.get(phase)
        if name is None or self.holder is None:
            return 60
        if phase == "changeover" and not self._lengths.get(name):
            return 0
        node = self.holder.nodes((name,))[0]
        value = plain(node) if node is not None else self._lengths.get(name, 60)
        whole = isinstance(value, int | float) and not isinstance(value, bool)
        return max(1, min(86_400, int(value))) if whole else 60

    def _move(self, index: int, at_s: int) -> None:
        held = self.entries
        if held is not None:
            path: Path = ("at_s",)
            entry = Entry(held, index)
            self._change(lambda _holder: entry.write(path, at_s))
            self.refresh()
