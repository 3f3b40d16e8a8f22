"""The pages of help that ship with the program."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path


def read_help(folder: Path, language: str) -> Mapping[str, str]:
    """Reads the pages of a language.

    Args:
        folder: The folder of resources.
        language: Its tag; where there are no pages in it, the English ones are read.

    Returns:
        The text of each page by its name; nothing where the pages are missing.
    """
    files = sorted((folder / "help" / language).glob("*.txt")) or sorted(
        (folder / "help" / "en").glob("*.txt")
    )
    return {file.stem: file.read_text(encoding="utf-8") for file in files}


def read_licences(folder: Path) -> Mapping[str, str]:
    """Reads the licences of everything that the program is made of.

    Args:
        folder: The folder of resources.

    Returns:
        The text of each licence by the name of what it is for.
    """
    files = sorted((folder / "licences").glob("*.txt"))
    return {file.stem: file.read_text(encoding="utf-8") for file in files}
