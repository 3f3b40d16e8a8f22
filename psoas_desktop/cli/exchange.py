"""``export`` and ``import``: a routine zipped with its pictures, and one taken apart."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from psoas_desktop.cli.exit_codes import AT_FAULT, FINE, USAGE
from psoas_desktop.cli.files import checked, line, load
from psoas_desktop.storage.bundle import read_bundle, write_bundle
from psoas_desktop.storage.bundle_refusals import BundleError
from psoas_desktop.storage.program_data import read_program_data
from psoas_desktop.storage.received import pictures_of, unpack_beside
from psoas_desktop.storage.resources import root
from psoas_desktop.storage.routine_files import read_stored


def export(arguments: argparse.Namespace) -> int:
    """Zips a routine with its pictures.

    Args:
        arguments: ``file`` and ``output``.

    Returns:
        0 fine, 1 the routine is at fault or a picture is missing, 2 a file cannot be read or written.
    """
    routine = load(arguments.file, read_program_data(root()))
    if isinstance(routine, int):
        return routine
    source, out = Path(arguments.file), Path(arguments.output)
    pictures, missing = pictures_of(routine, source.parent)
    if missing:
        return _said(
            arguments.file, f"the picture {missing[0]} cannot be read; nothing was written", AT_FAULT
        )
    try:
        write_bundle(out, read_stored(source).data, pictures)
    except BundleError as error:
        return _said(arguments.file, _bare(str(error)), AT_FAULT)
    print(arguments.output)
    return FINE


def import_(arguments: argparse.Namespace) -> int:
    """Takes a bundle apart: the routine as a file, its pictures in ``images`` beside it.

    Args:
        arguments: ``file`` and ``output``.

    Returns:
        0 fine, 1 the bundle is refused or the routine in it is at fault, 2 a file cannot be read or written.
    """
    out = Path(arguments.output)
    if out.exists():
        return _said(arguments.output, "there is a file already; nothing was written", USAGE)
    try:
        unpack_beside(out, read_bundle(Path(arguments.file)))
    except BundleError as error:
        return _said(arguments.file, _bare(str(error)), AT_FAULT)
    except FileExistsError as error:
        return _said(arguments.output, _bare(str(error.strerror)), USAGE)
    print(arguments.output)
    result = checked(arguments.output, read_program_data(root()))
    if result is None:
        return USAGE
    for problem in result.problems:
        print(line(arguments.output, problem), file=sys.stderr)
    return FINE if result.routine is not None else AT_FAULT


def _bare(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:].removesuffix(".")


def _said(path: str, reason: str, code: int) -> int:
    print(f"psoas-desktop: {path}: {reason}.", file=sys.stderr)
    return code
