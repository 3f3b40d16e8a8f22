"""How long the program takes to its first painted window, against a bare one."""

from __future__ import annotations

from tests.bench.checking import sample
from tests.bench.paired import REPO, Figure, command, paired

_RUNNER = str(REPO / "tests" / "bench" / "first_paint.py")


def figures() -> list[Figure]:
    """`play FILE` to the first stage."""
    return [
        paired(
            "play, to the first painted page / bare window",
            command(_RUNNER, "play", str(sample()), "--windowed"),
            command(_RUNNER, "bare"),
            1.4,
        )
    ]
