"""``figure``: a pose as a picture in a file."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from psoas_desktop.cli.exit_codes import AT_FAULT, FINE, USAGE
from psoas_desktop.figures.display_list import DisplayList
from psoas_desktop.figures.library import FigureLibrary
from psoas_desktop.figures.pose_error import PoseError
from psoas_desktop.figures.svg import svg
from psoas_desktop.storage.figure_files import figure_library

SavePng = Callable[[DisplayList, Path, tuple[int, int]], bool]
"""Saves a picture as PNG at a size in pixels and says whether that worked; needs Qt, so it is passed in."""


def run(arguments: argparse.Namespace, save_png: SavePng) -> int:
    """Saves a pose as a picture.

    Args:
        arguments: ``pose``, ``output``, ``size``, ``theme``, ``side``, ``person``.
        save_png: Saves a PNG.

    Returns:
        The exit code.
    """
    library = figure_library()
    if arguments.pose is None:
        print("\n".join(library.names))
        return FINE
    fault = _fault(arguments, library)
    if fault:
        return _failed(fault, USAGE)
    path = Path(arguments.output)
    try:
        picture = library.picture(arguments.pose, arguments.theme, arguments.side, arguments.person)
    except PoseError as error:
        return _failed(f"the pose '{arguments.pose}' cannot be drawn: {error}", AT_FAULT)
    if path.suffix.lower() == ".svg":
        title = library.pose(arguments.pose).title
        path.write_text(svg(picture, *arguments.size, title=title), encoding="utf-8")
    elif not save_png(picture, path, arguments.size):
        return _failed(f"{path} cannot be written", USAGE)
    print(path)
    return FINE


def _fault(arguments: argparse.Namespace, library: FigureLibrary) -> str:
    """What is wrong with the command, or nothing."""
    if arguments.pose not in library.names:
        return f"no pose is called '{arguments.pose}'. There are: {', '.join(library.names)}"
    if arguments.person and arguments.person not in library.people:
        return f"no person is called '{arguments.person}'. There are: {', '.join(library.people)}"
    if arguments.output is None:
        return "say where to save it: -o FILE.png or -o FILE.svg"
    if Path(arguments.output).suffix.lower() not in (".png", ".svg"):
        return "the file has to end in .png or .svg"
    return ""


def _failed(reason: str, code: int) -> int:
    print(f"psoas-desktop: {reason.removesuffix('.')}.", file=sys.stderr)
    return code
