"""Numbers and lengths of time as people type them, back and forth. No Qt."""

from __future__ import annotations

import re

from psoas_desktop.routine.durations import clock_text, parse_duration

_WHOLE = re.compile(r"([+-]?)\s*([0-9]{1,9})")
_MINUS = "-−–"


def read_number(text: str) -> int | None:
    """Reads a whole number, with what follows it left out if that is its unit.

    Returns:
        The number, or None where the text says none.
    """
    match = _WHOLE.fullmatch(text.strip().replace("−", "-"))
    return None if match is None else int(match[1] + match[2])


def read_time(text: str) -> int | None:
    """Reads a length of time in seconds; with a minus before it, a time before an end."""
    typed = text.strip()
    if typed[:1] and typed[:1] in _MINUS:
        found = parse_duration(typed[1:].strip())
        return None if found is None else -found
    return parse_duration(typed)


def write_number(value: int) -> str:
    """A whole number as it is shown."""
    return str(value)


def write_time(value: int) -> str:
    """A length of time as it is shown: ``5:00``, ``-0:20``."""
    return f"-{clock_text(-value)}" if value < 0 else clock_text(value)
