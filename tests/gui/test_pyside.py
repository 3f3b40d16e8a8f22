"""The binding itself: a version that loses references must not come back unnoticed."""

from __future__ import annotations

import sys

from PySide6.QtCore import QObject

CALLS = 1000


def test_calls_that_return_nothing_keep_their_references():
    """PySide6 6.12.0 on CPython 3.11 drops one reference to None a call, and crashes after a few thousand."""
    thing = QObject()
    before = sys.getrefcount(None)

    for _ in range(CALLS):
        thing.setObjectName("a")

    assert sys.getrefcount(None) > before - CALLS / 2
