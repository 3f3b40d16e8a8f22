"""Figures that are counts, shares or milliseconds of their own, printed beside their targets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Count:
    """One line of the second table.

    Attributes:
        name: What it is.
        value: What was measured.
        unit: What the value counts.
        target: What it may be at most; None where it stands for comparison only.
        note: What it was taken from.
    """

    name: str
    value: float
    unit: str
    target: float | None = None
    note: str = ""


def counts_report(counts: Sequence[Count]) -> str:
    """The counts as a table."""
    lines = [f"{'':44} {'measured':>10} {'':7} {'target':>7}"]
    for count in counts:
        target = "-" if count.target is None else f"{count.target:g}"
        mark = "  above" if count.target is not None and count.value > count.target else ""
        lines.append(
            f"{count.name:44} {count.value:10,.2f} {count.unit:7} {target:>7}{mark:7}  {count.note}".rstrip()
        )
    return "\n".join(lines)
