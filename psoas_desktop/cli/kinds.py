"""``kinds``: the catalogue, as a table or as data."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from enum import Enum

from psoas_desktop.cli.exit_codes import FINE
from psoas_desktop.storage.resources import read_catalogue, root


def run(arguments: argparse.Namespace) -> int:
    """Prints the kinds.

    Args:
        arguments: ``format``.

    Returns:
        0.
    """
    kinds = read_catalogue(root()).kinds
    if arguments.format == "json":
        json.dump([plain(kind) for kind in kinds.values()], sys.stdout, indent=2, ensure_ascii=False)
        print()
        return FINE
    width = max(len(kind_id) for kind_id in kinds)
    for kind_id, kind in kinds.items():
        print(f"{kind_id:{width}}  {kind.position.value:13}  {kind.title}: {kind.summary}")
    return FINE


def plain(value: object) -> object:
    """Frozen data as plain JSON values; milliseconds become seconds, as files count them."""
    if isinstance(value, Enum):
        return value.value
    if is_dataclass(value) and not isinstance(value, type):
        pairs = ((field.name, getattr(value, field.name)) for field in fields(value))
        return {_seconds_name(name): _seconds(name, inner) for name, inner in pairs}
    if isinstance(value, Mapping):
        return {str(key): plain(inner) for key, inner in value.items()}
    if isinstance(value, (tuple, list)):
        return [plain(inner) for inner in value]
    return value


def _seconds_name(name: str) -> str:
    return name.removesuffix("_ms") + "_s" if name.endswith("_ms") else name


def _seconds(name: str, value: object) -> object:
    return value // 1000 if name.endswith("_ms") and isinstance(value, int) else plain(value)
