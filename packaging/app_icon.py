"""Draws the program's mark: somebody at rest, calves on a chair, and the place where it is felt.

usage: app_icon.py     run in the project's environment; writes resources/icons/app/*.svg and *.png

Small sizes have a drawing of their own, without the chair and with stronger lines.
"""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

FOLDER = Path(__file__).resolve().parent.parent / "resources" / "icons" / "app"
NAME = "psoas-desktop"
SIZES = (16, 22, 24, 32, 48, 64, 96, 128, 256, 512)
SMALL_UP_TO = 32

GROUND, BODY, CHAIR, FELT = "#145B56", "#F6F3EE", "#4CC3B8", "#FF9A5A"

_FRAME = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 512 512" width="512" height="512">
<rect x="16" y="16" width="480" height="480" rx="112" fill="{ground}"/>
<g transform="translate(0 -16)">
{drawing}
</g>
</svg>
"""

_LARGE = f"""<g fill="none" stroke-linecap="round" stroke-linejoin="round">
<path d="M344 270H430M424 270V388" stroke="{CHAIR}" stroke-width="20"/>
<path d="M96 396H416" stroke="{CHAIR}" stroke-width="12" opacity="0.55"/>
<path d="M180 350C220 338 256 350 288 348C300 300 300 262 312 222C340 214 380 222 424 222" stroke="{BODY}"
 stroke-width="48"/>
<path d="M424 222L432 190" stroke="{BODY}" stroke-width="36"/>
</g>
<circle cx="118" cy="344" r="38" fill="{BODY}"/>
<circle cx="282" cy="340" r="28" fill="{FELT}"/>"""

_SMALL = f"""<g fill="none" stroke="{BODY}" stroke-linecap="round" stroke-linejoin="round" stroke-width="68">
<path d="M200 352H296L312 202H412"/>
</g>
<circle cx="112" cy="336" r="48" fill="{BODY}"/>
<circle cx="292" cy="344" r="44" fill="{FELT}"/>"""


def svg(drawing: str) -> str:
    """A drawing on its ground."""
    return _FRAME.format(ground=GROUND, drawing=drawing)


def png(text: str, px: int) -> QImage:
    """The same as a picture of so many pixels."""
    image = QImage(px, px, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(QByteArray(text.encode())).render(painter, QRectF(0, 0, px, px))
    painter.end()
    return image


def main() -> int:
    """Writes the files."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    (FOLDER / f"{NAME}.svg").write_text(svg(_LARGE), encoding="utf-8", newline="\n")
    for px in SIZES:
        drawing = _SMALL if px <= SMALL_UP_TO else _LARGE
        png(svg(drawing), px).save(str(FOLDER / f"{NAME}-{px}.png"))
    return 0


if __name__ == "__main__":
    application = QGuiApplication([])
    sys.exit(main())
