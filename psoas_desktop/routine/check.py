"""All that the program has to say about the bytes of a routine file, in one call."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from psoas_desktop.routine.block_kinds import Catalogue
from psoas_desktop.routine.codec import Decoded, decode
from psoas_desktop.routine.draft import Draft
from psoas_desktop.routine.field_rules import FieldRules
from psoas_desktop.routine.migrations import migrate
from psoas_desktop.routine.model import Routine
from psoas_desktop.routine.parsing import routine_from
from psoas_desktop.routine.places import Places
from psoas_desktop.routine.problems import Level, Place, Problem
from psoas_desktop.routine.validation import validate
from psoas_desktop.routine.values import dataclass


@dataclass(frozen=True, slots=True)
class Checked:
    """What is known of a file.

    Attributes:
        problems: All of them with their places, in the order of the file.
        draft: The document in the present format; None where nothing could be read.
        routine: The routine, if it can be played.
        sound: Whether the text is right; where it is not, the draft is a guess and must not be saved.
        from_format: The format of the file; None where it does not say.
        places: Lines and columns of its text; None where nothing could be read.
    """

    problems: tuple[Problem, ...]
    draft: Draft | None
    routine: Routine | None
    sound: bool
    from_format: int | None = None
    places: Places | None = None

    @property
    def failed(self) -> bool:
        """Whether there is a problem that keeps the routine from playing."""
        return self.routine is None


def check(data: bytes, rules: FieldRules, catalogue: Catalogue) -> Checked:
    """Reads, migrates, validates and parses a file.

    Args:
        data: The whole file.
        rules: The schema made ready.
        catalogue: The kinds of block.

    Returns:
        All problems, and the routine if none of them is an error.
    """
    decoded = decode(data)
    if decoded.draft is None:
        return Checked(decoded.problems, None, None, sound=False)
    migrated = migrate(decoded.draft)
    found = migrated.problems or validate(migrated.draft, rules)
    problems = _in_order(decoded, _placed(decoded, migrated.draft, found))
    routine = None
    if not any(problem.level is Level.ERROR for problem in problems):
        routine = routine_from(migrated.draft, catalogue)
    return Checked(problems, migrated.draft, routine, decoded.sound, migrated.from_format, decoded.places)


def _placed(decoded: Decoded, draft: Draft, problems: Iterable[Problem]) -> Iterable[Problem]:
    """Gives problems their places, and leaves out what only follows from a mistake in the writing."""
    written = {problem.place for problem in decoded.problems}
    for problem in problems:
        place = decoded.places.of(draft, problem.path, at_key=problem.at_key)
        if place not in written:
            yield replace(problem, place=place)


def _in_order(decoded: Decoded, problems: Iterable[Problem]) -> tuple[Problem, ...]:
    def order(problem: Problem) -> tuple[int, int]:
        place = problem.place or Place(0, 0)
        return place.line, place.column

    return tuple(sorted((*decoded.problems, *problems), key=order))
