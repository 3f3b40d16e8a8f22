"""What works on this machine, asked so that nothing can hang the one who asks."""

from __future__ import annotations

import sys

import pytest

from psoas_desktop.services import diagnosis
from psoas_desktop.services.diagnosis import Finding, look


@pytest.mark.parametrize(
    ("script", "works", "detail"),
    [
        ("print('yes speechd, 3 voices')", True, "speechd, 3 voices"),
        ("print('no speechd does not start')", False, "speechd does not start"),
        ("raise SystemExit(3)", False, "does not start"),
    ],
)
def test_the_voice_is_looked_at_in_a_process_of_its_own(script: str, works: bool, detail: str) -> None:
    found = diagnosis._voice([sys.executable, "-c", script])
    assert (found.name, found.works) == ("voice", works)
    assert detail in found.detail


def test_a_speech_service_that_hangs_is_a_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(diagnosis, "VOICE_S", 0.2)
    found = diagnosis._voice([sys.executable, "-c", "import threading; threading.Event().wait()"])
    assert not found.works
    assert "hangs" in found.detail


def test_in_a_hurry_the_voice_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    looks = tuple((name, lambda name=name: Finding(name, works=True, detail="")) for name in ("qt", "voice"))
    monkeypatch.setattr(diagnosis, "_LOOKS", looks)
    assert [finding.name for finding in look(patient=False)] == ["program", "qt"]
    assert [finding.name for finding in look()] == ["program", "qt", "voice"]
