"""What a rule finds, and how the editor can mend it: plain data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from psoas_desktop.routine.draft import Json
from psoas_desktop.routine.problems import Path
from psoas_desktop.routine.values import dataclass
from psoas_desktop.routine.vocabulary import Severity


@dataclass(frozen=True, slots=True)
class SetValue:
    """Give a field a value."""

    path: Path
    value: Json


@dataclass(frozen=True, slots=True)
class TakeAway:
    """Take a field, a cue or a banner away; of a field, what the kind says holds again."""

    path: Path


@dataclass(frozen=True, slots=True)
class InsertBlock:
    """Put a block of a kind into a list, before an item (an index beyond the end: at the end)."""

    parent: Path
    index: int
    kind: str
    duration_s: int | None = None


@dataclass(frozen=True, slots=True)
class ReplaceBlock:
    """Put a block of another kind in the place of one, with its id and its title."""

    path: Path
    kind: str
    duration_s: int


@dataclass(frozen=True, slots=True)
class AddLine:
    """Add a line to a list of texts."""

    path: Path
    text: str


Fix = SetValue | TakeAway | InsertBlock | ReplaceBlock | AddLine


@dataclass(frozen=True, slots=True)
class Finding:
    """One place that a rule does not like.

    Attributes:
        path: Where in the file.
        params: What its sentence is filled with.
        fix: What mends it; None where only a person can.
    """

    path: Path = ()
    params: Mapping[str, object] = field(default_factory=dict)
    fix: Fix | None = None


@dataclass(frozen=True, slots=True)
class Advice:
    """A finding of a rule, as it stands for the routine.

    Attributes:
        code: The rule's stable name.
        severity: Its rank; ``stop`` blocks play, ``warning`` and ``stop`` fail a strict check.
        silenced_by: The reason that the file gives for going against it; empty for none.
    """

    code: str
    severity: Severity
    path: Path
    params: Mapping[str, object]
    fix: Fix | None
    silenced_by: str = ""

    @property
    def counts(self) -> bool:
        """Whether it fails a strict check."""
        return not self.silenced_by and self.severity in (Severity.WARNING, Severity.STOP)
