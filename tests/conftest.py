"""What all tests share. No Qt here: the core's tests run where it is not installed.

A test with ``no_cover`` runs the same lines for very many cases: to count them would take most of its time.
"""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

settings.register_profile(
    "short", max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)
settings.register_profile(
    "long", max_examples=5000, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("long" if os.environ.get("PSOAS_LONG") else "short")
