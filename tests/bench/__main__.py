"""Runs every bench and prints its figures beside the targets of the design."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from tests.bench import checking, cueing, drift, editing, figures, holding, listing, moving, starting
from tests.bench.counted import counts_report
from tests.bench.paired import report


def main() -> int:
    """Measures and prints.

    Returns:
        0: a bench reports, it does not judge.
    """
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument(
        "--study", type=Path, metavar="FOLDER", help="a drawing study to time cold poses against"
    )
    parser.add_argument("--long", action="store_true", help="drift over 20 minutes instead of one")
    asked = parser.parse_args()
    study: Path | None = asked.study
    minutes = drift.LONG_MIN if asked.long else drift.SHORT_MIN
    application = figures.application()
    cold = figures.cold_figures(study.resolve()) if study else []
    print(
        report(
            [*checking.figures(), *starting.figures(), *editing.figures(), *cold, *figures.cached_figures()]
        ),
        flush=True,
    )
    poses = [] if study else figures.cold_counts()
    print()
    print(
        counts_report(
            [
                *holding.counts(),
                *cueing.counts(),
                *moving.counts(),
                *drift.counts(minutes),
                *listing.counts(),
                *editing.counts(),
                *poses,
            ]
        )
    )
    if hasattr(os, "getloadavg"):
        print(
            f"\n{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}: whatever else runs makes these noisy."
        )
    del application
    return 0


if __name__ == "__main__":
    sys.exit(main())
