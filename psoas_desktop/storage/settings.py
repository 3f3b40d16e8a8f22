"""What a person has set, kept in one file. A broken file costs the settings in it, and never the start."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import field, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from psoas_desktop.routine.translation import QT_TRANSLATE_NOOP
from psoas_desktop.routine.values import dataclass
from psoas_desktop.storage.atomic_file import DISK, Disk, write_atomic
from psoas_desktop.storage.disk_words import in_words
from psoas_desktop.storage.ordinary_file import read_ordinary

THEMES = ("system", "dark", "light", "high-contrast", "high-contrast-light")
TEXT_SCALES = (1.0, 1.25, 1.5, 2.0)
SPEECH_AMOUNTS = ("all", "fewer", "essential")
REDUCED_MOTION = ("system", "on", "off")

MAX_RECENT = 12
"""Routines that are remembered as opened last."""

MAX_FOLDERS = 100
"""Folders of routines besides the person's own."""

BROKEN = QT_TRANSLATE_NOOP(
    "Settings",
    "The settings could not be read and are as they were at first. The old file is kept beside the new one.",
)
PARTLY_BROKEN = QT_TRANSLATE_NOOP(
    "Settings",
    "Some settings could not be read and are as they were at first. The old file is kept beside the new one.",
)

_MAX_FILE = 2**20
_MAX_WINDOWS = 64
_LONGEST_WORD = 200
_LONGEST_GEOMETRY = 4096
_LONGEST_PATH = 4096
_DEEPEST = 16

_EMPTY: Mapping[str, Any] = MappingProxyType({})

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Settings:
    """What a person has set; the values here are those of a first start.

    Attributes:
        theme: One of ``THEMES``.
        text_scale: One of ``TEXT_SCALES``.
        voice: Whether cues are spoken.
        bells: Whether bells are rung.
        speech_amount: One of ``SPEECH_AMOUNTS``.
        player_screen: The number of the screen on which a routine is played, from 1; 0 for the window's own.
        folders: Folders with routines, besides the person's own.
        recent: Routines opened last, the latest first, at most ``MAX_RECENT``.
        windows: The place and size of each window by its name, in base64.
        emergency_name: Whom to call.
        emergency_phone: Their number.
        reduced_motion: One of ``REDUCED_MOTION``.
        figure: Who is drawn while playing, by the name of a person of the figures; empty for the usual one.
        language: ``system``, or a language's tag.
        unknown: What the file says beyond that; a later version may know it.
    """

    theme: str = "system"
    text_scale: float = 1.0
    voice: bool = True
    bells: bool = True
    speech_amount: str = "all"
    player_screen: int = 0
    folders: tuple[Path, ...] = ()
    recent: tuple[Path, ...] = ()
    windows: Mapping[str, str] = field(default_factory=lambda: _EMPTY)
    emergency_name: str = ""
    emergency_phone: str = ""
    reduced_motion: str = "system"
    figure: str = ""
    language: str = "system"
    unknown: Mapping[str, Any] = field(default_factory=lambda: _EMPTY, repr=False)

    def with_recent(self, path: Path) -> Settings:
        """Returns the settings with a routine as the one opened last."""
        others = (other for other in self.recent if other != path)
        return replace(self, recent=(path, *others)[:MAX_RECENT])


def load_settings(path: Path, *, disk: Disk = DISK) -> tuple[Settings, str]:
    """Reads the settings.

    Args:
        path: Their file. One that is not there is a first start.
        disk: The system's calls.

    Returns:
        The settings, and what was wrong with the file: a sentence to be translated in the context
        ``Settings``, or nothing. A file with faults is kept as ``settings.broken.json``. Nothing is raised.
    """
    aside = path.with_suffix(".broken.json")
    try:
        data = read_ordinary(path, _MAX_FILE)
    except FileNotFoundError:
        return Settings(), ""
    except OSError:
        with contextlib.suppress(OSError):
            path.replace(aside)
        return Settings(), BROKEN
    try:
        written = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        written = None
    if isinstance(written, dict):
        settings, whole = _from_data(written)
        problem = "" if whole else PARTLY_BROKEN
    else:
        settings, problem = Settings(), BROKEN
    if problem:
        with contextlib.suppress(OSError):
            write_atomic(aside, data, private=True, disk=disk)
    return settings, problem


def save_settings(path: Path, settings: Settings, *, disk: Disk = DISK) -> None:
    """Writes the settings; others on this computer cannot read them.

    Args:
        path: Their file; its folder is made.
        settings: The settings.
        disk: The system's calls.

    Raises:
        OSError: They could not be written; the old file is whole, and ``strerror`` is a sentence.
    """
    with in_words(path):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    text = json.dumps(_to_data(settings), indent=2)
    write_atomic(path, f"{text}\n".encode("ascii"), private=True, disk=disk)


def _to_data(settings: Settings) -> dict[str, Any]:
    data: dict[str, Any] = {}
    for name in _READERS:
        value = getattr(settings, name)
        if isinstance(value, tuple):
            value = [str(path) for path in value]
        data[name] = dict(value) if isinstance(value, Mapping) else value
    return {**data, **{name: value for name, value in settings.unknown.items() if name not in data}}


def _from_data(written: Mapping[str, Any]) -> tuple[Settings, bool]:
    """Returns the settings, and whether every value was one that they can have."""
    read = {}
    for name, reader in _READERS.items():
        if name in written:
            try:
                read[name] = reader(written[name])
            except (ValueError, TypeError):
                continue
    unknown = {name: value for name, value in written.items() if name not in _READERS and _is_flat(value)}
    return Settings(**read, unknown=MappingProxyType(unknown)), len(read) + len(unknown) == len(written)


def _is_flat(value: object) -> bool:
    """Whether a value is not nested so deep that it might be read and not be written again."""
    level = [value]
    for _ in range(_DEEPEST):
        level = [inner for outer in level for inner in _within(outer)]
    return not level


def _within(value: object) -> Iterable[object]:
    if isinstance(value, dict):
        return value.values()
    return value if isinstance(value, list) else ()


def _one_of(values: tuple[_T, ...]) -> Callable[[object], _T]:
    def read(value: object) -> _T:
        found = [known for known in values if known == value and not isinstance(value, bool)]
        if not found:
            raise ValueError
        return found[0]

    return read


def _truth(value: object) -> bool:
    if not isinstance(value, bool):
        raise TypeError
    return value


def _screen(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < 100:
        raise ValueError
    return value


def _text(longest: int) -> Callable[[object], str]:
    def read(value: object) -> str:
        if not isinstance(value, str) or len(value) > longest or "\0" in value:
            raise ValueError
        return value

    return read


_word, _geometry, _path_text = _text(_LONGEST_WORD), _text(_LONGEST_GEOMETRY), _text(_LONGEST_PATH)


def _paths(most: int) -> Callable[[object], tuple[Path, ...]]:
    def read(value: object) -> tuple[Path, ...]:
        if not isinstance(value, list) or len(value) > most:
            raise ValueError
        paths = tuple(dict.fromkeys(Path(_path_text(text)) for text in value))
        if not all(path.is_absolute() for path in paths):
            raise ValueError
        return paths

    return read


def _windows(value: object) -> Mapping[str, str]:
    if not isinstance(value, dict) or len(value) > _MAX_WINDOWS:
        raise ValueError
    return MappingProxyType({_word(name): _geometry(place) for name, place in value.items()})


_READERS: Mapping[str, Callable[[object], Any]] = {
    "theme": _one_of(THEMES),
    "text_scale": _one_of(TEXT_SCALES),
    "voice": _truth,
    "bells": _truth,
    "speech_amount": _one_of(SPEECH_AMOUNTS),
    "player_screen": _screen,
    "folders": _paths(MAX_FOLDERS),
    "recent": _paths(MAX_RECENT),
    "windows": _windows,
    "emergency_name": _word,
    "emergency_phone": _word,
    "reduced_motion": _one_of(REDUCED_MOTION),
    "figure": _word,
    "language": _word,
}
"""How each setting is read; what a reader raises costs that setting alone."""
