"""``validate``: every problem of every file, with its place."""

from __future__ import annotations

import argparse
import json
import sys

from psoas_desktop.advice.findings import Advice
from psoas_desktop.cli.advice import advice_data, advice_line, advice_on
from psoas_desktop.cli.exit_codes import AT_FAULT, FINE, USAGE
from psoas_desktop.cli.files import checked, data, is_fault, line
from psoas_desktop.routine.check import Checked
from psoas_desktop.routine.problems import Problem
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
    found: list[tuple[str, Problem]] = []
    advised: list[tuple[str, Advice, Checked]] = []
    program_data = program_data or read_program_data(root())
    unread = 0
    for path in arguments.files:
        result = checked(path, program_data)
        if result is None:
            unread += 1
            continue
        found += [(path, problem) for problem in result.problems]
        advised += [(path, advice, result) for advice in advice_on(result, program_data)]
    if arguments.format == "json":
        problems = [data(path, problem) for path, problem in found]
        problems += [advice_data(path, advice, result, program_data) for path, advice, result in advised]
        json.dump({"problems": problems}, sys.stdout, indent=2)
        print()
    else:
        told = [item for item in advised if not item[1].silenced_by]
        for path, problem in found:
            print(line(path, problem))
        for path, advice, result in told:
            print(advice_line(path, advice, result, program_data))
        _summarise(len(arguments.files) - unread, len(found), len(told))
    at_fault = any(is_fault(problem, strict=arguments.strict) for _, problem in found)
    at_fault = at_fault or (arguments.strict and any(advice.counts for _, advice, _ in advised))
    return USAGE if unread else AT_FAULT if at_fault else FINE


def _summarise(files: int, problems: int, advice: int) -> None:
    """A last line for a person, on standard error so that other programs read problems only."""
    what = "no problems" if not problems else f"{problems} problem{'s' if problems != 1 else ''}"
    more = "" if not advice else f", {advice} piece{'s' if advice != 1 else ''} of advice"
    print(f"{files} file{'s' if files != 1 else ''} checked, {what}{more}.", file=sys.stderr)
