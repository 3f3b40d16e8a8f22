"""Draws all figures: sheets of each theme (-o FOLDER), or what the tests compare with (--goldens)."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

COLUMNS = 6
CELL = (400, 260)
LABEL = 24
GOLDENS = Path(__file__).resolve().parents[1] / "tests" / "gui" / "goldens"
GOLDEN_SIZE = (560, 315)
GOLDEN_THEMES = ("light", "dark")


def write_goldens() -> None:
    """Draws every pose in both usual themes into the folder of the tests; what is there is replaced."""
    from PySide6.QtCore import QSize
    from PySide6.QtGui import QImage

    from psoas_desktop.storage.figure_files import figure_library
    from psoas_desktop.ui.common.figure_painter import image_of

    library = figure_library()
    wanted = {f"{name}-{theme}.png": (name, theme) for name in library.names for theme in GOLDEN_THEMES}
    for old in GOLDENS.glob("*.png"):
        if old.name not in wanted:
            old.unlink()
    for file, (name, theme) in wanted.items():
        image = image_of(library.picture(name, theme), QSize(*GOLDEN_SIZE))
        opaque = image.convertToFormat(QImage.Format.Format_RGB888)
        opaque.save(str(GOLDENS / file), quality=0)  # as small as it gets
    print(f"{len(wanted)} pictures in {GOLDENS}: look at each that changed")


def main() -> int:
    """Draws the sheets.

    Returns:
        0.
    """
    parser = argparse.ArgumentParser(description=__doc__)
    wanted = parser.add_mutually_exclusive_group(required=True)
    wanted.add_argument("-o", "--output", metavar="FOLDER")
    wanted.add_argument("--goldens", action="store_true", help="write what the tests compare with")
    parser.add_argument("--theme", action="append", choices=("light", "dark", "high-contrast"))
    arguments = parser.parse_args()
    from PySide6.QtCore import QRectF, Qt
    from PySide6.QtGui import QFontDatabase, QGuiApplication, QImage, QPainter

    from psoas_desktop.storage.figure_files import figure_library
    from psoas_desktop.storage.resources import root
    from psoas_desktop.ui.common.figure_painter import color_of, paint

    app = QGuiApplication(sys.argv[:1])
    if arguments.goldens:
        write_goldens()
        return 0
    QFontDatabase.addApplicationFont(str(root() / "fonts" / "NotoSans-Regular.ttf"))
    library = figure_library()
    folder = Path(arguments.output)
    folder.mkdir(parents=True, exist_ok=True)
    width, height = CELL
    rows = -(-len(library.names) // COLUMNS)
    for theme in arguments.theme or library.palettes:
        for side in ("as-drawn", "mirrored"):
            sheet = QImage(COLUMNS * width, rows * (height + LABEL), QImage.Format.Format_RGB32)
            palette = library.palettes[theme]
            sheet.fill(color_of(palette.colour("ground")))
            painter = QPainter(sheet)
            painter.setPen(color_of(palette.colour("text")))
            for i, name in enumerate(library.names):
                own = library.pose(name).side
                shown = own if side == "as-drawn" else {"left": "right", "right": "left"}[own]
                cell = QRectF(i % COLUMNS * width, i // COLUMNS * (height + LABEL), width, height)
                paint(painter, library.picture(name, theme, shown), cell)
                label = QRectF(cell.x(), cell.bottom(), width, LABEL)
                painter.drawText(label, Qt.AlignmentFlag.AlignCenter, name.replace("_", " "))
            painter.end()
            path = folder / f"figures-{theme}-{side}.png"
            sheet.save(str(path))
            print(path)
    app.quit()
    return 0


if __name__ == "__main__":
    sys.exit(main())
