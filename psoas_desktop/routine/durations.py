"""Lengths of time as people type them."""

from __future__ import annotations

import re

LONGEST_S = 86_400
"""The longest length of time that a file or a field takes: a day."""

_CLOCK = re.compile(r"(?:([0-9]{1,2}):)?([0-9]{1,4}):([0-5][0-9])(?!\n)\Z")
_PART = re.compile(r"([0-9]{1,6}(?:[.,][0-9]{1,3})?) ?([a-z]*)\.? ?")
_UNITS = {
    "h": (3600, 3),
    "hr": (3600, 3),
    "hrs": (3600, 3),
    "hour": (3600, 3),
    "hours": (3600, 3),
    "m": (60, 2),
    "min": (60, 2),
    "mins": (60, 2),
    "minute": (60, 2),
    "minutes": (60, 2),
    "s": (1, 1),
    "sec": (1, 1),
    "secs": (1, 1),
    "second": (1, 1),
    "seconds": (1, 1),
}
"""Seconds of a unit, and its rank: units go from the longer to the shorter."""


def parse_duration(text: str) -> int | None:
    """Reads a length of time as a person types it.

    Takes ``300`` (seconds), ``5:00``, ``1:02:03``, ``5m``, ``5 min``, ``90 s``, ``1h 30m``, ``1h30``
    (the unit below the last is meant) and ``2.5 min``, with point or comma.

    Returns:
        Whole seconds from 0 to a day, or None where the text says no such length.
    """
    typed = " ".join(text.lower().split())
    clock = _CLOCK.match(typed)
    if clock is not None:
        hours, minutes, seconds = (int(part or 0) for part in clock.groups())
        if clock[1] is not None and minutes > 59:
            return None
        total = float(hours * 3600 + minutes * 60 + seconds)
    else:
        added = _added_up(typed)
        if added is None:
            return None
        total = added
    whole = round(total)
    return whole if abs(whole - total) < 1e-6 and whole <= LONGEST_S else None


def _added_up(typed: str) -> float | None:
    pos, total, rank, factor = 0, 0.0, 4, 1
    while pos < len(typed):
        part = _PART.match(typed, pos)
        if part is None:
            return None
        if part[2]:
            unit = _UNITS.get(part[2])
            if unit is None or unit[1] >= rank:
                return None
            factor, rank = unit
        elif part.end() < len(typed) or rank == 1:
            return None
        elif rank < 4:  # 1h30: the unit below the last one
            factor, rank = factor // 60, 0
        total += float(part[1].replace(",", ".")) * factor
        pos = part.end()
    return total if typed else None


def clock_text(seconds: int) -> str:
    """Writes a length of time as ``5:00`` or ``1:02:03``; ``parse_duration`` reads it back."""
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
