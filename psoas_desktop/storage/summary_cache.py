"""Summaries kept between two runs: one line for each file, so that one torn line costs one file."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any, TypeVar

from psoas_desktop.playback.summary import Summary
from psoas_desktop.routine.problems import Level, Place, Problem
from psoas_desktop.routine.values import dataclass
from psoas_desktop.routine.vocabulary import Position

FORMAT = 2
_T = TypeVar("_T")

LARGEST = 64 * 1024 * 1024
"""Bytes of a cache that is still read."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What is known of a file as it was.

    Attributes:
        mark: The sha256 of its bytes, in hex; empty where they could not be read.
        summary: None for a file that is no routine.
        reason: Why it could not be read; empty where it could.
    """

    size: int
    mtime_ns: int
    mark: str
    summary: Summary | None
    reason: str = ""


def read_cache(file: Path, version: str) -> dict[str, Kept]:
    """Reads what was kept.

    Args:
        file: The cache; it need not be there.
        version: What the summaries depend on; those of another version do not count.

    Returns:
        What is known, by the path of the file. Nothing is raised: what cannot be read is left out.
    """
    try:
        if file.stat().st_size > LARGEST:
            return {}
        first, *lines = file.read_text(encoding="utf-8", errors="replace").split("\n")
    except (OSError, ValueError):
        return {}
    return dict(filter(None, map(_line, lines))) if first == _heading(version) else {}


def cache_bytes(kept: Mapping[str, Kept], version: str) -> bytes:
    """Writes what is known as the bytes of a cache."""
    lines = (json.dumps([path, *_values(one)], ensure_ascii=True) for path, one in kept.items())
    return "\n".join((_heading(version), *lines, "")).encode()


def _heading(version: str) -> str:
    return json.dumps(["summaries", FORMAT, version])


def _values(kept: Kept) -> Iterable[object]:
    summary = kept.summary
    said = None if summary is None else [_written(getattr(summary, name)) for name in _FIELDS]
    return kept.size, kept.mtime_ns, kept.mark, kept.reason, said


def _written(value: object) -> object:
    if isinstance(value, Problem):
        place = [value.place.line, value.place.column] if value.place else None
        return [value.code, list(value.path), _plain(value.params), value.level, place, value.at_key]
    return value


def _plain(value: object) -> object:
    """A parameter of a sentence as JSON has it."""
    if isinstance(value, Mapping):
        return {str(name): _plain(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    return value if value is None or isinstance(value, str | int | float) else str(value)


def _line(line: str) -> tuple[str, Kept] | None:
    try:
        path, size, mtime_ns, mark, reason, said = json.loads(line)
        summary = None if said is None else _summary(said)
        return _is(str, path), Kept(
            _is(int, size), _is(int, mtime_ns), _is(str, mark), summary, _is(str, reason)
        )
    except (ValueError, TypeError, KeyError, RecursionError):
        return None


def _summary(said: list[Any]) -> Summary:
    return Summary(*[read(value) for read, value in zip(_READERS, said, strict=True)])


def _is(kind: type[_T], value: object) -> _T:
    if not isinstance(value, kind) or type(value) is not kind:  # true is no number here
        raise TypeError
    return value


def _texts(value: object) -> tuple[str, ...]:
    items = _is(list, value)
    if not {*map(type, items)} <= _TEXT:
        raise TypeError
    return tuple(items)


def _positions(value: object) -> tuple[Position, ...]:
    return tuple(_POSITIONS[_is(str, item)] for item in _is(list, value))


def _problem(value: object) -> Problem | None:
    if value is None:
        return None
    code, path, params, level, place, at_key = _is(list, value)
    where = None if place is None else Place(_is(int, place[0]), _is(int, place[1]))
    return Problem(
        _is(str, code), tuple(path), _is(dict, params), Level(level), where, at_key=_is(bool, at_key)
    )


_TEXT = {str}
_POSITIONS = {position.value: position for position in Position}
_FIELDS = tuple(field.name for field in fields(Summary))
_BY_TYPE: Mapping[str, Callable[[object], Any]] = {
    "str": lambda value: _is(str, value),
    "int": lambda value: _is(int, value),
    "bool": lambda value: _is(bool, value),
    "tuple[str, ...]": _texts,
    "tuple[Position, ...]": _positions,
    "Problem | None": _problem,
}
_READERS = tuple(_BY_TYPE[str(field.type)] for field in fields(Summary))
