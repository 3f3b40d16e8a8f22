"""Writes a display list as SVG text. Areas are cut by masks: several viewers ignore clip paths."""

from __future__ import annotations

from psoas_desktop.figures.display_list import GLOW, DisplayList, Fit, Item, fit
from psoas_desktop.figures.palette import Colour
from psoas_desktop.figures.paths import Path, Sub

_BLUR = 0.8
"""A Gaussian's deviation for a soft edge of one cm."""


def svg(picture: DisplayList, width: int, height: int, *, title: str = "") -> str:
    """Returns a picture as an SVG document.

    Args:
        picture: The picture.
        width: Its width in pixels.
        height: Its height in pixels.
        title: What it shows, for those who cannot see it.
    """
    return _Writer(picture, width, height).document(title)


class _Writer:
    """One document in the making."""

    def __init__(self, picture: DisplayList, width: int, height: int) -> None:
        self.picture, self.width, self.height = picture, width, height
        self.fit: Fit = fit(picture, width, height)
        self.lines: list[str] = []
        self.blurs: dict[str, str] = {}
        self.count = 0

    def document(self, title: str) -> str:
        """Returns the whole text."""
        for item in self.picture.items:
            self._item(item)
        size = f'width="{self.width}" height="{self.height}"'
        view = f'viewBox="0 0 {self.width} {self.height}"'
        head = [f'<svg xmlns="http://www.w3.org/2000/svg" {view} {size} role="img">']
        if title:
            head.append(f"<title>{_escaped(title)}</title>")
        head.append(f'<rect width="{self.width}" height="{self.height}" fill="{_hex(self.picture.ground)}"/>')
        return "\n".join([*head, *self.blurs.values(), *self.lines, "</svg>", ""])

    def _item(self, item: Item) -> None:
        style = ""
        if item.clip is not None:
            style += f' mask="url(#{self._mask(item.clip)})"'
        if item.blur:
            style += f' filter="url(#{self._blur(item.blur)})"'
        fill = "none"
        if item.fill:
            fill = f"url(#{self._gradient(item)})" if item.glow else _hex(item.fill)
        style += f' fill="{fill}"'
        if item.fill and item.glow is None and item.fill[3] < 1:
            style += f' fill-opacity="{item.fill[3]:.3g}"'
        if item.stroke and item.width > 0:
            style += (
                f' stroke="{_hex(item.stroke)}" stroke-width="{item.width * self.fit.s:.2f}"'
                ' stroke-linejoin="round" stroke-linecap="round"'
            )
            if item.stroke[3] < 1:
                style += f' stroke-opacity="{item.stroke[3]:.3g}"'
        self.lines.append(f'<path d="{self._data(item.path)}"{style}/>')

    def _data(self, path: Path) -> str:
        return "".join(self._sub(sub) for sub in path)

    def _sub(self, sub: Sub) -> str:
        _, sx, dx, dy = self.fit
        s = self.fit.s
        xy = [
            f"{dx + sx * value:.1f}" if i % 2 == 0 else f"{dy - s * value:.1f}"
            for i, value in enumerate(sub.coords)
        ]
        letter = "C" if sub.curved else "L"
        return f"M{' '.join(xy[:2])}{letter}{' '.join(xy[2:])}{'Z' if sub.closed else ''}"

    def _name(self, kind: str) -> str:
        self.count += 1
        return f"{kind}{self.count}"

    def _mask(self, path: Path) -> str:
        name = self._name("m")
        self.lines.append(
            f'<mask id="{name}" maskUnits="userSpaceOnUse" x="0" y="0" width="{self.width}"'
            f' height="{self.height}"><path d="{self._data(path)}" fill="#fff"/></mask>'
        )
        return name

    def _blur(self, blur: float) -> str:
        deviation = f"{blur * self.fit.s * _BLUR:.1f}"
        name = "b" + deviation.replace(".", "_")
        self.blurs[name] = (
            f'<filter id="{name}" x="-20%" y="-60%" width="140%" height="220%">'
            f'<feGaussianBlur stdDeviation="{deviation}"/></filter>'
        )
        return name

    def _gradient(self, item: Item) -> str:
        assert item.glow is not None
        assert item.fill is not None
        name, glow, s = self._name("g"), item.glow, self.fit.s
        mirrored = self.fit.sx < 0
        x, y = self.fit.dx + self.fit.sx * glow.x, self.fit.dy - s * glow.y
        turn = glow.turn if mirrored else -glow.turn
        stops = "".join(
            f'<stop offset="{place:g}" stop-color="{_hex(item.fill)}"'
            f' stop-opacity="{share * item.fill[3]:.3g}"/>'
            for place, share in GLOW
        )
        self.lines.append(
            f'<radialGradient id="{name}" gradientUnits="userSpaceOnUse" cx="0" cy="0" r="1"'
            f' gradientTransform="translate({x:.1f} {y:.1f}) rotate({turn:.1f})'
            f' scale({glow.rx * s:.2f} {glow.ry * s:.2f})">{stops}</radialGradient>'
        )
        return name


def _hex(colour: Colour) -> str:
    return "#" + "".join(f"{round(value):02x}" for value in colour[:3])


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
