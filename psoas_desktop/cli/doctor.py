"""``doctor``: what works on this machine."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict

from psoas_desktop.cli.exit_codes import FINE
from psoas_desktop.services.diagnosis import examine


def run(arguments: argparse.Namespace) -> int:
    """Prints what was found.

    Args:
        arguments: ``format``.

    Returns:
        0: it is a report, and the program runs without voice and sound.
    """
    if arguments.format == "json":
        print(json.dumps([asdict(finding) for finding in examine()], indent=2))
        return FINE
    for finding in examine():
        # One by one: looking at the voice takes a while.
        print(f"{'works' if finding.works else 'no':>5}  {finding.name:10}  {finding.detail}", flush=True)
    return FINE
