"""``validate``: every problem of every file, with its place."""

from __future__ import annotations

import argparse
import json
import sys

from psoas_desktop.cli.exit_codes import AT_FAULT, FINE, USAGE
from psoas_desktop.cli.files import checked, data, is_fault, line
from psoas_desktop.storage.program_data import ProgramData, read_program_data
from psoas_desktop.storage.resources import root


def run(arguments: argparse.Namespace, program_data: ProgramData | None = None) -> int:
    """Checks files and prints what is wrong with them.

    Args:
        arguments: ``files``, ``format`` and ``strict``.
        program_data: Catalogue and schema; those that ship with the program when None.

    Returns:
        0 fine, 1 a routine is at fault, 2 a file cannot be read (the others are checked all the same).
    """
    found = []
    program_data = program_data or read_program_data(root())
    unread = 0
    for path in arguments.files:
        result = checked(path, program_data)
        if result is None:
            unread += 1
            continue
        found += [(path, problem) for problem in result.problems]
    if arguments.format == "json":
        json.dump({"problems": [data(path, problem) for path, problem in found]}, sys.stdout, indent=2)
        print()
    else:
        for path, problem in found:
            print(line(path, problem))
        _summarise(len(arguments.files) - unread, len(found))
    at_fault = any(is_fault(problem, strict=arguments.strict) for _, problem in found)
    return USAGE if unread else AT_FAULT if at_fault else FINE


def _summarise(files: int, problems: int) -> None:
    """A last line for a person, on standard error so that other programs read problems only."""
    what = "no problems" if not problems else f"{problems} problem{'s' if problems != 1 else ''}"
    print(f"{files} file{'s' if files != 1 else ''} checked, {what}.", file=sys.stderr)
