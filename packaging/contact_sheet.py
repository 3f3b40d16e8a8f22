"""Draws all figures: sheets and film strips (-o FOLDER), or what the tests compare with (--goldens)."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from psoas_desktop.figures.display_list import DisplayList
    from psoas_desktop.figures.library import FigureLibrary

    Cell: TypeAlias = tuple[str, DisplayList]

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

COLUMNS = 6
CELL = (400, 260)
LABEL = 24
FILM = 6
"""Pictures in a row of a film strip; there are two rows."""
FOR_PEOPLE = (
    "seated_rest",
    "kneeling_lunge",
    "all_fours",
    "seated_belly_breathing",
    "propped_rest",
    "side_lying_rest",
    "chair_rest",
)
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


def poses(library: FigureLibrary, theme: str, *, mirrored: bool) -> list[Cell]:
    """Returns every pose on one side."""
    other = {"left": "right", "right": "left"}
    sides = {name: library.pose(name).side for name in library.names}
    return [
        (name.replace("_", " "), library.picture(name, theme, other[side] if mirrored else side))
        for name, side in sides.items()
    ]


def people(library: FigureLibrary, theme: str) -> list[Cell]:
    """Returns some poses, each by every person."""
    return [
        (person or "as drawn", library.picture(name, theme, "", person))
        for name in FOR_PEOPLE
        for person in ("", *library.people)
    ]


def film(library: FigureLibrary, name: str, theme: str) -> list[Cell]:
    """Returns the pictures of a movement, evenly spread."""
    motion = library.motion(name, theme)
    times = [motion.movement.seconds * i / (2 * FILM - 1) for i in range(2 * FILM)]
    return [(f"{name.replace('_', ' ')}  {time:.2f} s", motion.picture(time)) for time in times]


def main() -> int:
    """Draws the sheets.

    Returns:
        0.
    """
    from psoas_desktop.figures.palette import THEMES

    parser = argparse.ArgumentParser(description=__doc__)
    wanted = parser.add_mutually_exclusive_group(required=True)
    wanted.add_argument("-o", "--output", metavar="FOLDER")
    wanted.add_argument("--goldens", action="store_true", help="write what the tests compare with")
    parser.add_argument("--theme", action="append", choices=THEMES)
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

    def sheet(name: str, theme: str, columns: int, cells: list[Cell]) -> None:
        width, height = CELL
        rows = -(-len(cells) // columns)
        image = QImage(columns * width, rows * (height + LABEL), QImage.Format.Format_RGB32)
        palette = library.palettes[theme]
        image.fill(color_of(palette.colour("ground")))
        painter = QPainter(image)
        painter.setPen(color_of(palette.colour("text")))
        for i, (words, picture) in enumerate(cells):
            cell = QRectF(i % columns * width, i // columns * (height + LABEL), width, height)
            paint(painter, picture, cell)
            label = QRectF(cell.x(), cell.bottom(), width, LABEL)
            painter.drawText(label, Qt.AlignmentFlag.AlignCenter, words)
        painter.end()
        path = folder / f"{name}.png"
        image.save(str(path))
        print(path)

    for theme in arguments.theme or library.palettes:
        for side in ("as-drawn", "mirrored"):
            sheet(
                f"figures-{theme}-{side}", theme, COLUMNS, poses(library, theme, mirrored=side == "mirrored")
            )
        sheet(f"people-{theme}", theme, 1 + len(library.people), people(library, theme))
        if theme in GOLDEN_THEMES:
            for name in library.movements:
                sheet(f"movement-{name}-{theme}", theme, FILM, film(library, name, theme))
    app.quit()
    return 0


if __name__ == "__main__":
    sys.exit(main())
