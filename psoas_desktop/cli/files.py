"""Reading routine files for the commands: one sentence on standard error for what cannot be read."""

from __future__ import annotations

import sys
from pathlib import Path

from psoas_desktop.cli.exit_codes import AT_FAULT, USAGE
from psoas_desktop.routine.check import Checked, check
from psoas_desktop.routine.model import Routine
from psoas_desktop.routine.problems import Level, Problem, pointer
from psoas_desktop.routine.sentences import sentence
from psoas_desktop.storage.program_data import ProgramData


def read(path: str) -> bytes | None:
    """Reads a file.

    Args:
        path: Its path.

    Returns:
        Its bytes; None where it cannot be read, after saying so.
    """
    try:
        return Path(path).read_bytes()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        print(f"psoas-desktop: {path} cannot be read: {reason}.", file=sys.stderr)
        return None


def checked(path: str, program_data: ProgramData) -> Checked | None:
    """Reads and checks a routine file; None where it cannot be read."""
    data = read(path)
    return None if data is None else check(data, program_data.field_rules, program_data.catalogue)


def load(path: str, program_data: ProgramData) -> Routine | int:
    """Reads a routine to play; says what is wrong with one that cannot be.

    Args:
        path: The file.
        program_data: Catalogue and schema.

    Returns:
        The routine, or the exit code.
    """
    result = checked(path, program_data)
    if result is None:
        return USAGE
    for problem in result.problems:
        print(line(path, problem), file=sys.stderr)
    if result.routine is None or _stopped(path, result, program_data):
        return AT_FAULT
    return result.routine


def _stopped(path: str, result: Checked, program_data: ProgramData) -> bool:
    """Says what no routine may hold, where this one does."""
    from psoas_desktop.cli.advice import advice_line, stops_in

    found = stops_in(result, program_data)
    for advice in found:
        print(advice_line(path, advice, result, program_data), file=sys.stderr)
    return bool(found)


def line(path: str, problem: Problem) -> str:
    """A problem as one line: PATH:LINE:COL: LEVEL CODE: sentence."""
    place = problem.place
    at = f"{place.line}:{place.column}" if place else "1:1"
    return f"{path}:{at}: {problem.level} {problem.code}: {sentence(problem)}"


def data(path: str, problem: Problem) -> dict[str, object]:
    """A problem as plain data."""
    place = problem.place
    return {
        "file": path,
        "line": place.line if place else 1,
        "column": place.column if place else 1,
        "pointer": pointer(problem.path),
        "level": problem.level.value,
        "code": problem.code,
        "message": sentence(problem),
    }


def is_fault(problem: Problem, *, strict: bool) -> bool:
    """Whether a problem makes a command fail; ``strict`` counts warnings too."""
    return problem.level is Level.ERROR or (strict and problem.level is Level.WARNING)
