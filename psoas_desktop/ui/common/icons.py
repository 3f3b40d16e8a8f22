"""The program's icons: one set and weight, in the colour of the text beside them.

The files are our own; an SVG of a stranger is never drawn.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from psoas_desktop.storage.program_folders import root
from psoas_desktop.ui.common.theme import Theme

ICON_PX = 20
"""Of an icon in a window, at the usual size of text."""

_RATIOS = (1.0, 2.0)
_SIZES = (16, ICON_PX, 24, 32, 40)


@lru_cache(maxsize=1)
def icons_folder() -> Path:
    """Where the program's own icons lie."""
    return root() / "icons"


@lru_cache(maxsize=512)
def tinted(folder: Path, name: str, px: int, ratio: float, colour: str) -> QPixmap:
    """Draws an icon in one colour.

    Args:
        folder: Where the icons lie.
        name: Its name, for example ``play``.
        px: Its width and height in logical pixels.
        ratio: Device pixels for one logical pixel.
        colour: As ``#RRGGBB``.

    Returns:
        The picture on a clear ground.

    Raises:
        OSError: There is no icon of that name.
    """
    drawing = (folder / f"{name}.svg").read_bytes().replace(b"currentColor", colour.encode("ascii"))
    side = max(1, round(px * ratio))
    picture = QPixmap(side, side)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    QSvgRenderer(QByteArray(drawing)).render(painter, QRectF(0, 0, side, side))
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture


APP_ICON = "app/psoas-desktop"
_APP_SIZES = (16, 22, 24, 32, 48, 64, 96, 128, 256, 512)


def app_mark(px: int, ratio: float = 1.0) -> QPixmap:
    """The program's own mark, at logical pixels and device pixels for one of them."""
    return tinted(icons_folder(), APP_ICON, px, ratio, "")


def app_icon() -> QIcon:
    """The program's own mark as the icon of windows: small sizes have a drawing of their own."""
    icon = QIcon()
    for px in _APP_SIZES:
        icon.addFile(str(icons_folder() / f"{APP_ICON}-{px}.png"))
    return icon


class Icons:
    """Icons in the colours of one theme. After a change of theme, make another one."""

    def __init__(self, folder: Path, theme: Theme) -> None:
        self._folder, self._theme = folder, theme

    def pixmap(self, name: str, px: int = ICON_PX, ratio: float = 1.0, colour: str = "") -> QPixmap:
        """An icon as a picture.

        Args:
            name: Its name, for example ``play``.
            px: Its width and height in logical pixels.
            ratio: Device pixels for one logical pixel.
            colour: As ``#RRGGBB``; empty for the colour of text.

        Raises:
            OSError: There is no icon of that name.
        """
        return tinted(self._folder, name, px, ratio, colour or self._theme.ink)

    def icon(self, name: str) -> QIcon:
        """An icon for menus and views, where Qt asks for one; it pales when disabled.

        Raises:
            OSError: There is no icon of that name.
        """
        theme, made = self._theme, QIcon()
        for px in _SIZES:
            for ratio in _RATIOS:
                for mode, colour in (
                    (QIcon.Mode.Normal, theme.ink),
                    (QIcon.Mode.Disabled, theme.quiet),
                    (QIcon.Mode.Selected, theme.on_action),
                ):
                    made.addPixmap(tinted(self._folder, name, px, ratio, colour), mode)
        return made
