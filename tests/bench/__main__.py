"""Runs every bench and prints its figures beside the targets of the design."""

from __future__ import annotations

import os
import sys

from tests.bench import checking, starting
from tests.bench.paired import report


def main() -> int:
    """Measures and prints.

    Returns:
        0: a bench reports, it does not judge.
    """
    if os.environ.get("PYTHONDONTWRITEBYTECODE"):
        print("PYTHONDONTWRITEBYTECODE is set: starts are measured without byte code.", file=sys.stderr)
    print(report([*checking.figures(), *starting.figures()]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
