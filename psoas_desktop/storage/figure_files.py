"""The poses that ship with the program, read when they are drawn."""

from __future__ import annotations

from pathlib import Path

from psoas_desktop.figures.library import FigureLibrary
from psoas_desktop.figures.people import belly_of
from psoas_desktop.routine.model import Routine
from psoas_desktop.storage.program_folders import root


def figures_of(routine: Routine, wearer: str = "") -> FigureLibrary:
    """Returns the figures as they are shown with a routine.

    Args:
        routine: One that suits only from some week of pregnancy on shows everybody as far on as that.
        wearer: Who takes the poses; empty for the person that they are drawn with.
    """
    return figure_library(wearer=wearer, belly=belly_of(routine.week_from))


def figure_library(folder: Path | None = None, wearer: str = "", belly: float = 0.0) -> FigureLibrary:
    """Returns the figures of a folder laid out like ``resources/figures``; the program's own by default.

    Args:
        folder: The folder.
        wearer: Who takes the poses; empty for the person that they are drawn with.
        belly: How far on in a pregnancy everybody is at least who takes a pose, 0 to 1.
    """
    figures = folder or root() / "figures"

    def names(folder: str) -> list[str]:
        return [path.stem for path in (figures / folder).glob("*.json")]

    return FigureLibrary(
        lambda name: (figures / name).read_bytes(),
        names("poses"),
        names("people"),
        names("movements"),
        wearer,
        belly,
    )
