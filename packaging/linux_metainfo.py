"""Writes the releases of CHANGELOG.md into the AppStream file of packaging/linux.

usage: linux_metainfo.py [--check]     with --check nothing is written, and a difference ends with 1

A release counts from the day that its heading names: `## 0.2.0 (2026-12-24)`.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from xml.sax.saxutils import escape

REPO = Path(__file__).resolve().parent.parent
METAINFO = REPO / "packaging" / "linux" / "org.psoas_desktop.psoas_desktop.metainfo.xml"

_HEADING = re.compile(r"^## (?P<version>\d+\.\d+\.\d+) \((?P<date>\d{4}-\d\d-\d\d)\)$")
_RELEASES = re.compile(r"  <releases/>\n|  <releases>\n.*?  </releases>\n", re.DOTALL)


def releases_of(changelog: str) -> str:
    """The element with every release that has a date, the newest first as the file has them."""
    parts: list[str] = []
    for section in re.split(r"(?m)^(?=## )", changelog):
        heading, _, rest = section.partition("\n")
        found = _HEADING.match(heading)
        if found is None:
            continue
        items = [" ".join(item.split()) for item in re.split(r"(?m)^- ", rest)[1:]]
        lines = [f"          <li>{escape(item.replace('`', ''))}</li>" for item in items]
        body = ["      <description>", "        <ul>", *lines, "        </ul>", "      </description>"]
        parts.append(f'    <release version="{found["version"]}" date="{found["date"]}">')
        parts += [*(body if items else []), "    </release>"]
    return "\n".join(["  <releases>", *parts, "  </releases>", ""]) if parts else "  <releases/>\n"


def filled(metainfo: str, changelog: str) -> str:
    """The AppStream file with the releases of the changelog."""
    releases = releases_of(changelog)
    return _RELEASES.sub(lambda _: releases, metainfo, count=1)


def main(arguments: list[str]) -> int:
    """Writes the file, or says whether it is up to date."""
    before = METAINFO.read_text(encoding="utf-8")
    after = filled(before, (REPO / "CHANGELOG.md").read_text(encoding="utf-8"))
    if arguments == ["--check"]:
        print("The releases are up to date." if before == after else f"{METAINFO.name}: its releases differ.")
        return int(before != after)
    METAINFO.write_text(after, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
