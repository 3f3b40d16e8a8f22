"""Draws sheets of all figures, in each theme, as drawn and mirrored: contact_sheet.py -o FOLDER."""

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


def main() -> int:
    """Draws the sheets.

    Returns:
        0.
    """
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("-o", "--output", required=True, metavar="FOLDER")
    parser.add_argument("--theme", action="append", choices=("light", "dark", "high-contrast"))
    arguments = parser.parse_args()
    from PySide6.QtCore import QRectF, Qt
    from PySide6.QtGui import QFontDatabase, QGuiApplication, QImage, QPainter

    from psoas_desktop.storage.figure_files import figure_library
    from psoas_desktop.storage.resources import root
    from psoas_desktop.ui.common.figure_painter import color_of, paint

    app = QGuiApplication(sys.argv[:1])
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
