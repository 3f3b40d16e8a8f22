"""Two commands timed turn by turn, so that a busy machine slows both alike."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

REPO = Path(__file__).resolve().parents[2]
PAIRS = 15


@dataclass(frozen=True)
class Figure:
    """One line of the report.

    Attributes:
        ratio: Ours over the base: median of the pairs.
        spread: The middle half of the pairs, lowest and highest.
    """

    name: str
    ours_ms: float
    base_ms: float
    ratio: float
    spread: tuple[float, float]
    target: float


def environment() -> dict[str, str]:
    """The variables of a timed run: the checkout importable, byte code written."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return kept | {"PYTHONPATH": str(REPO)}


def command(*arguments: str) -> Callable[[], float]:
    """A run of this interpreter, in milliseconds of wall time."""

    def run() -> float:
        begin = time.perf_counter()
        subprocess.run(
            [sys.executable, *arguments], env=environment(), cwd=REPO, capture_output=True, check=True
        )
        return (time.perf_counter() - begin) * 1000

    return run


def paired(
    name: str, ours: Callable[[], float], base: Callable[[], float], target: float, pairs: int = PAIRS
) -> Figure:
    """Times two things in turn, one unmeasured round first.

    Args:
        name: What it is.
        ours: The program; returns milliseconds.
        base: What it is measured against.
        target: The ratio to reach.
        pairs: How many pairs; at least 9.

    Returns:
        Medians, and the spread of the ratio.
    """
    ours(), base()
    times = [(ours(), base()) for _ in range(pairs)]
    ratios = sorted(a / b for a, b in times)
    quarters = statistics.quantiles(ratios, n=4)
    return Figure(
        name,
        statistics.median(a for a, _ in times),
        statistics.median(b for _, b in times),
        statistics.median(ratios),
        (quarters[0], quarters[2]),
        target,
    )


def report(figures: Sequence[Figure]) -> str:
    """The figures as a table."""
    lines = [f"{'':52} {'ours ms':>9} {'base ms':>9} {'ratio':>6} {'middle half':>13} {'target':>7}"]
    for f in figures:
        mark = "" if f.ratio <= f.target else "  above"
        spread = f"{f.spread[0]:.2f}..{f.spread[1]:.2f}"
        lines.append(
            f"{f.name:52} {f.ours_ms:9.1f} {f.base_ms:9.1f} {f.ratio:6.2f} {spread:>13} {f.target:7.2f}{mark}"
        )
    return "\n".join(lines)
