"""Names for files that every system accepts, made from what a person calls a thing."""

from __future__ import annotations

import unicodedata
from pathlib import Path

ROUTINE_SUFFIX = ".psoas.json"
"""The ending of a routine's file."""

BUNDLE_SUFFIX = ".psoas"
"""The ending of a routine zipped with its pictures."""

LONGEST_NAME = 120
"""Bytes of a name in UTF-8 without its ending: encrypted folders and long paths leave no more."""

DEVICES = frozenset(
    {"con", "prn", "aux", "nul", "conin$", "conout$"}
    | {f"{port}{number}" for port in ("com", "lpt") for number in (*range(10), *"¹²³")}
)
"""Names that mean a device on Windows, whatever ending they have."""

_FORBIDDEN = frozenset('<>:"/\\|?*')

_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
"""Control characters, marks of direction, lone surrogates and what is no character at all."""


def is_bundle_name(path: Path) -> bool:
    """Whether a file is called like a routine zipped with its pictures."""
    return path.name.lower().endswith(BUNDLE_SUFFIX)


def safe_name(title: str, untitled: str) -> str:
    """Makes a title into a name.

    Args:
        title: Any text.
        untitled: The name where nothing is left of the title; a name itself.

    Returns:
        A name without an ending: composed, at most ``LONGEST_NAME`` bytes, on no system a device, a hidden
        file, an option of a command, or a path.
    """
    text = unicodedata.normalize("NFC", title[: 4 * LONGEST_NAME])
    spaced = "".join(" " if _parts(char) else char for char in text)
    name = " ".join(spaced.split()).lstrip(".- ")
    name = name.encode("utf-8")[:LONGEST_NAME].decode("utf-8", "ignore").rstrip(". ")
    if not name:
        return untitled
    return f"{untitled} {name}" if name.partition(".")[0].rstrip().lower() in DEVICES else name


def _parts(char: str) -> bool:
    # Joiners hold scripts and signs together: they are no danger in a name.
    return char in _FORBIDDEN or (char not in "\u200c\u200d" and unicodedata.category(char) in _INVISIBLE)


def free_name(folder: Path, title: str, *, suffix: str = ROUTINE_SUFFIX, untitled: str = "Routine") -> Path:
    """Proposes a file in a folder.

    Args:
        folder: The folder; it need not exist.
        title: What the file is called; any text.
        suffix: The ending.
        untitled: The name for an empty title, in the person's language.

    Returns:
        ``title.psoas.json``, with " 2" and so on where that name is taken, in capitals or small.
    """
    return folder / free_among(taken_names(folder), safe_name(title, untitled), suffix)


def split_suffix(name: str) -> tuple[str, str]:
    """Splits a file's name before its ending, where ``.psoas.json`` is one ending."""
    if name.lower().endswith(ROUTINE_SUFFIX) and len(name) > len(ROUTINE_SUFFIX):
        at = -len(ROUTINE_SUFFIX)
        return name[:at], name[at:]
    suffix = Path(name).suffix
    return name.removesuffix(suffix), suffix


def free_among(taken: frozenset[str], stem: str, suffix: str, between: str = " ") -> str:
    """Adds a number to a name until it is free.

    Args:
        taken: Names as ``taken_names`` gives them.
        stem: The name without its ending.
        suffix: The ending.
        between: What stands before the number.

    Returns:
        The name with its ending.
    """
    name, number = f"{stem}{suffix}", 1
    while comparable(name) in taken:
        number += 1
        name = f"{stem}{between}{number}{suffix}"
    return name


def taken_names(folder: Path) -> frozenset[str]:
    """Returns the names in a folder, made comparable; none where it cannot be read."""
    try:
        return frozenset(comparable(path.name) for path in folder.iterdir())
    except (OSError, ValueError):
        return frozenset()


def comparable(name: str) -> str:
    """Makes names the same that some system holds for the same: without capitals, with joined accents."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())
