"""How long the program takes to its first painted window, against a bare one."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable

from tests.bench.checking import sample
from tests.bench.paired import REPO, Figure, environment, paired

_RUNNER = str(REPO / "tests" / "bench" / "first_paint.py")


def until_painted(*arguments: str, home: str = "") -> Callable[[], float]:
    """A run of the program or of a bare window, in milliseconds until it has painted.

    Args:
        *arguments: What ``first_paint.py`` is to run.
        home: A folder to run it at home in; empty for the person's own.
    """
    folders = ("CONFIG", "STATE", "CACHE", "DATA")
    kept = (
        {"HOME": home, **{f"XDG_{name}_HOME": f"{home}/{name.lower()}" for name in folders}} if home else {}
    )

    def run() -> float:
        begin = time.monotonic_ns()
        done = subprocess.run(
            [sys.executable, _RUNNER, *arguments],
            env=environment() | kept,
            cwd=REPO,
            capture_output=True,
            check=True,
        )
        return (int(done.stdout) - begin) / 1e6

    return run


def has_byte_code() -> bool:
    """Whether the program has been compiled by a run; else its starts are not comparable."""
    source = REPO / "psoas_desktop" / "app" / "application.py"
    compiled = REPO / importlib.util.cache_from_source(str(source))
    return compiled.exists() and compiled.stat().st_mtime >= source.stat().st_mtime


def figures() -> list[Figure]:
    """`play FILE` to the first stage, and the library to its first window."""
    play = paired(
        "play, to the first painted page / bare window",
        until_painted("play", str(sample()), "--windowed"),
        until_painted("bare"),
        1.4,
    )
    with tempfile.TemporaryDirectory() as home:
        library = paired(
            "library, to the first painted window / bare",
            until_painted("library", home=home),
            until_painted("bare"),
            1.25,
        )
    if not has_byte_code():
        print("No byte code could be written: the start is measured without it.", file=sys.stderr)
    return [play, library]
