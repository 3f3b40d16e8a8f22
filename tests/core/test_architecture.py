"""ARCHITECTURE.md shows the state table as it is."""

from pathlib import Path

from psoas_desktop.playback.transitions import diagram

ARCHITECTURE = Path(__file__).resolve().parents[2] / "ARCHITECTURE.md"


def test_the_diagram_is_the_table():
    text = ARCHITECTURE.read_text(encoding="utf-8")

    assert f"```mermaid\n{diagram()}```" in text
