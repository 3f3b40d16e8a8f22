"""Writes resources/icons/*.svg: the outlines of one icon font, one weight, under the program's own names.

usage: export_icons.py [--check]     run in the project's environment, which has qtawesome

The program draws these files and never imports qtawesome. Each is one path of ours to tint, nothing else.
"""

from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path

from PySide6.QtGui import QFont, QGuiApplication, QPainterPath, QRawFont, QTransform

ICONS = Path(__file__).resolve().parent.parent / "resources" / "icons"
SIZE = 256
"""Of the font's square; paths are written in its units."""

NAMES = {
    "add": "plus",
    "advice": "lightbulb",
    "back": "arrow-left",
    "bell": "bell",
    "check": "check",
    "close": "x",
    "copy": "copy",
    "cut": "scissors",
    "delete": "trash",
    "down": "arrow-down",
    "drag": "dots-six-vertical",
    "duplicate": "copy-simple",
    "edit": "pencil-simple",
    "error": "warning-octagon",
    "expand": "caret-down",
    "collapse": "caret-up",
    "eye": "eye",
    "file": "file-text",
    "floor": "arrow-line-down",
    "folder": "folder",
    "forward": "arrow-right",
    "group": "stack",
    "help": "question",
    "helper": "users",
    "info": "info",
    "left": "caret-left",
    "link": "link",
    "more": "dots-three",
    "new": "file-plus",
    "open": "folder-open",
    "paste": "clipboard-text",
    "photo": "image",
    "play": "play",
    "print": "printer",
    "props": "armchair",
    "redo": "arrow-u-up-right",
    "rename": "text-aa",
    "reveal": "folder-notch-open",
    "right": "caret-right",
    "save": "floppy-disk",
    "search": "magnifying-glass",
    "settings": "gear-six",
    "share": "share-network",
    "sides": "arrows-left-right",
    "speaker": "speaker-high",
    "star": "star",
    "time": "clock",
    "undo": "arrow-u-up-left",
    "ungroup": "intersect",
    "up": "arrow-up",
    "warning": "warning",
}
"""The program's name of an icon, and its name in the font."""


def fonts() -> tuple[Path, Path]:
    """The icon font and its table of names, out of qtawesome without importing it."""
    found = importlib.util.find_spec("qtawesome")
    if found is None or found.origin is None:
        raise SystemExit("qtawesome is not installed here: run this in the project's environment.")
    folder = Path(found.origin).parent / "fonts"
    return next(folder.glob("phosphor-*.ttf")), next(folder.glob("phosphor-charmap-*.json"))


def svg_of(path: QPainterPath) -> str:
    """A picture with one path, in the colour of the text around it."""
    parts: list[str] = []
    index = 0
    while index < path.elementCount():
        one = path.elementAt(index)
        if one.isMoveTo() or one.isLineTo():
            parts.append(f"{'M' if one.isMoveTo() else 'L'}{one.x:.1f} {one.y:.1f}")
            index += 1
            continue
        places = [path.elementAt(index + step) for step in range(3)]
        parts.append("C" + " ".join(f"{place.x:.1f} {place.y:.1f}" for place in places))
        index += 3
    outline = "".join(parts).replace(".0 ", " ").replace(".0C", "C").replace(".0L", "L").replace(".0M", "M")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIZE} {SIZE}">'
        f'<path fill="currentColor" d="{outline}Z"/></svg>\n'
    )


def drawn() -> dict[str, str]:
    """Every icon's file by name."""
    font_file, table = fonts()
    codes = json.loads(table.read_text(encoding="utf-8"))
    font = QRawFont(str(font_file), SIZE, QFont.HintingPreference.PreferNoHinting)
    # The font's square hangs between its ascent and its descent.
    down = QTransform.fromTranslate(0, font.ascent())
    files = {}
    for name, there in NAMES.items():
        (glyph,) = font.glyphIndexesForString(chr(int(codes[there], 16)))
        files[name] = svg_of(down.map(font.pathForGlyph(glyph)))
    return files


def main(arguments: list[str]) -> int:
    """Writes the files, or says which of them differ."""
    files = {ICONS / f"{name}.svg": text for name, text in drawn().items()}
    if arguments == ["--check"]:
        wrong = [f for f, text in files.items() if not f.is_file() or f.read_text(encoding="utf-8") != text]
        print("\n".join(f"{file.name} differs" for file in wrong) or f"{len(files)} icons are up to date.")
        return 1 if wrong else 0
    ICONS.mkdir(parents=True, exist_ok=True)
    for file, text in files.items():
        file.write_text(text, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    application = QGuiApplication([])
    sys.exit(main(sys.argv[1:]))
