"""Where the program's own read-only files lie. Nothing else is loaded for it: a start asks for it first."""

from __future__ import annotations

from pathlib import Path

import psoas_desktop


def root() -> Path:
    """Returns the folder of resources: inside the installed package, else beside it in a checkout."""
    return _beside_the_code("resources")


def routines_root() -> Path:
    """Returns the folder of ready-made routines, found as the resources are."""
    return _beside_the_code("routines")


def _beside_the_code(name: str) -> Path:
    package = Path(psoas_desktop.__file__).resolve().parent
    inside = package / name
    return inside if inside.is_dir() else package.parent / name
