"""Advice on a routine file, for the commands that print it."""

from __future__ import annotations

from psoas_desktop.advice.advise import advise, stops
from psoas_desktop.advice.findings import Advice
from psoas_desktop.advice.sentences import advice_sentence
from psoas_desktop.routine.check import Checked
from psoas_desktop.routine.problems import Place, pointer
from psoas_desktop.storage.program_data import ProgramData


def advice_on(result: Checked, program_data: ProgramData) -> tuple[Advice, ...]:
    """Judges a checked file; one that cannot be played gets no advice yet."""
    if result.routine is None or result.draft is None:
        return ()
    return advise(
        result.draft, result.routine, program_data.catalogue, program_data.rules, program_data.rulebook
    )


def stops_in(result: Checked, program_data: ProgramData) -> tuple[Advice, ...]:
    """What keeps a valid routine from being played."""
    if result.routine is None or result.draft is None:
        return ()
    return stops(
        result.draft, result.routine, program_data.catalogue, program_data.rules, program_data.rulebook
    )


def advice_line(path: str, advice: Advice, result: Checked, program_data: ProgramData) -> str:
    """A piece of advice as one line: PATH:LINE:COL: advice CODE: sentence."""
    place = _place(advice, result)
    said = advice_sentence(advice, program_data.rulebook)
    return f"{path}:{place.line}:{place.column}: advice {advice.code}: {said}"


def advice_data(path: str, advice: Advice, result: Checked, program_data: ProgramData) -> dict[str, object]:
    """A piece of advice as plain data."""
    place = _place(advice, result)
    rule = program_data.rulebook.rule(advice.code)
    assert rule is not None
    return {
        "file": path,
        "line": place.line,
        "column": place.column,
        "pointer": pointer(advice.path),
        "level": "advice",
        "severity": advice.severity.value,
        "code": advice.code,
        "message": advice_sentence(advice, program_data.rulebook),
        "reason": rule.reason,
        "source": rule.source,
        "fix": rule.fix if advice.fix is not None else None,
        "silenced": advice.silenced_by or None,
    }


def _place(advice: Advice, result: Checked) -> Place:
    if result.places is None or result.draft is None:
        return Place(1, 1)
    return result.places.of(result.draft, advice.path)
