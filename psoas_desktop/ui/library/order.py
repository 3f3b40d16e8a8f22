"""How the cards of a section are sorted."""

from __future__ import annotations

from enum import StrEnum


class Order(StrEnum):
    """What comes first."""

    NAME = "name"
    TIME = "time"
    CHANGED = "changed"
