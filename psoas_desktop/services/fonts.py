"""The bundled font: one family, so that every screen looks and measures the same everywhere."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QFontDatabase


def load_fonts(folder: Path) -> tuple[str, ...]:
    """Makes the fonts of a folder known to the running application.

    Args:
        folder: Where the ``.ttf`` files are.

    Returns:
        The families that were added; empty where nothing could be read, and Qt's own font stands in.
    """
    families: dict[str, None] = {}
    for file in sorted(folder.glob("*.ttf")):
        number = QFontDatabase.addApplicationFont(str(file))
        if number >= 0:
            families.update(dict.fromkeys(QFontDatabase.applicationFontFamilies(number)))
    return tuple(families)
