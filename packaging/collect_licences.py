"""Writes resources/licences/*.txt: in full, the licence of everything that the program is made of.

usage: collect_licences.py     run in the project's environment after a library was added or renewed

The texts of the GNU licences for Qt are kept by hand in qt.txt; everything else is copied from its source.
"""

from __future__ import annotations

import sys
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

REPO = Path(__file__).resolve().parent.parent
LICENCES = REPO / "resources" / "licences"

OWN = {
    "psoas_desktop": REPO / "LICENSE",
    "noto-sans": REPO / "resources" / "fonts" / "OFL.txt",
    "phosphor-icons": REPO / "resources" / "icons" / "LICENSE.txt",
}
LIBRARIES = (
    "attrs",
    "jeepney",
    "jsonschema",
    "jsonschema-specifications",
    "packaging",
    "qtawesome",
    "QtPy",
    "referencing",
    "rpds-py",
    "typing-extensions",
    "wakepy",
)


def library_text(name: str) -> str:
    """The licence files that a library brings, one after the other."""
    files = [
        path
        for path in distribution(name).files or ()
        if ".dist-info" in path.parts[0] and path.name.upper().startswith(("LICENSE", "LICENCE", "COPYING"))
    ]
    texts = [path.read_text(encoding="utf-8").strip() for path in sorted(files)]
    if not texts:
        raise SystemExit(f"{name} brings no licence: write resources/licences/{name.lower()}.txt by hand.")
    return "\n\n\n".join(texts) + "\n"


def main() -> int:
    """Writes the files."""
    LICENCES.mkdir(exist_ok=True)
    for name, source in OWN.items():
        (LICENCES / f"{name}.txt").write_text(source.read_text(encoding="utf-8"), encoding="utf-8")
    for name in LIBRARIES:
        try:
            text = library_text(name)
        except PackageNotFoundError:
            print(f"{name} is not installed here; its text stays as it is.")
            continue
        (LICENCES / f"{name.lower()}.txt").write_text(text, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
