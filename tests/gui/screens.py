"""What is measured of a screen: every text within its room, none over another, all of it readable."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect, QRectF
from PySide6.QtWidgets import QLabel, QWidget

from psoas_desktop.ui.common.action_button import ActionButton
from psoas_desktop.ui.common.text_label import TextLabel
from psoas_desktop.ui.player.countdown import Countdown
from psoas_desktop.ui.player.gate_body import GateBody
from psoas_desktop.ui.player.picture_panel import PicturePanel
from psoas_desktop.ui.player.ring import Ring

_SAMPLES = 8_000
"""So many pixels of a text are looked at."""

FIGURE_MARGIN = 0.055
"""Share of a picture that its figure leaves free on each side."""


def texts(window: QWidget) -> str:
    """Every text on a screen, one a line."""
    found: list[str] = []
    for widget in window.findChildren(QWidget):
        if widget.isVisible() and isinstance(widget, QLabel):
            found.append(widget.text())
        if widget.isVisible() and isinstance(widget, ActionButton):
            found.append(widget.words)
    return "\n".join(text for text in found if text)


def _seen(widget: QWidget, window: QWidget) -> QRect:
    """Where a widget stands in its window, what is scrolled away left out."""
    region = widget.visibleRegion().boundingRect()
    return QRect(widget.mapTo(window, region.topLeft()), region.size())


def _in_scrolled(widget: QWidget) -> bool:
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, GateBody):
            return parent.overflows
        parent = parent.parentWidget()
    return False


def text_boxes(window: QWidget) -> Iterator[tuple[QWidget, QRect]]:
    """Every text and button with the place that it really takes."""
    for widget in window.findChildren(QWidget):
        if not widget.isVisible():
            continue
        if isinstance(widget, TextLabel) and widget.text():
            fitted = widget.painted()
            ink = QRectF(0, 0, fitted.wide, fitted.high).toAlignedRect()
            yield widget, ink.translated(widget.mapTo(window, QPoint(0, 0)))
        elif isinstance(widget, (ActionButton, Countdown, Ring)):
            yield widget, QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())


def check_screen(window: QWidget) -> None:
    """Fails where a text does not fit its place, leaves the window or lies over another."""
    boxes = []
    for widget, box in text_boxes(window):
        name = widget.objectName()
        if isinstance(widget, TextLabel):
            fitted = widget.painted()
            assert fitted.high <= widget.height() + 1, (name, fitted.high, widget.height())
            assert fitted.wide <= widget.width() + 1, (name, fitted.wide, widget.width())
        if isinstance(widget, ActionButton):
            words = widget.fitted()
            assert words.high <= widget.height() - 4, (name, words.high, widget.height())
            assert words.wide <= widget._text_box().width() + 1, (name, words.wide)
            assert not words.elided, name
        if _in_scrolled(widget):
            continue
        assert window.rect().contains(box.adjusted(1, 1, -1, -1)), (name, box, window.rect())
        seen = _seen(widget, window)
        assert seen.adjusted(-1, -1, 1, 1).contains(box.adjusted(1, 1, -1, -1)), (name, box, seen)
        boxes.append((name, box))
    for index, (name, box) in enumerate(boxes):
        for other_name, other in boxes[index + 1 :]:
            overlap = box.intersected(other)
            assert overlap.width() <= 1 or overlap.height() <= 1, (name, box, other_name, other)


def check_picture(window: QWidget, panel: PicturePanel) -> None:
    """Fails where a figure leaves its page or touches a text."""
    if not panel.isVisible():
        return
    page = panel.parentWidget()
    assert page.rect().contains(panel.geometry()), (panel.geometry(), page.rect())
    box = QRect(panel.mapTo(window, QPoint(0, 0)), panel.size())
    aside, above = round(box.width() * FIGURE_MARGIN), round(box.height() * FIGURE_MARGIN)
    figure = box.adjusted(aside, above, -aside, -above)
    for widget, text in text_boxes(window):
        if widget is panel.alt:
            continue
        overlap = figure.intersected(text)
        assert overlap.width() <= 1 or overlap.height() <= 1, (widget.objectName(), text, figure)


def least_contrast(window: QWidget) -> float:
    """The least contrast of a painted text: of its ground and the colour that stands out most from it."""
    image = window.grab().toImage()
    ratio = image.devicePixelRatio()
    found = []
    for widget, box in text_boxes(window):
        if isinstance(widget, Ring):
            continue
        inner = box.adjusted(4, 4, -4, -4)
        left, top, wide, high = (round(side * ratio) for side in inner.getRect())
        step = max(2, round((wide * high / _SAMPLES) ** 0.5))
        colours = Counter(
            image.pixel(x, y) & 0xFFFFFF
            for y in range(top, top + high, step)
            for x in range(left, left + wide, step)
        )
        ground = _luminance(_parts(colours.most_common(1)[0][0]))
        found.append(max(_contrast(ground, _luminance(_parts(colour))) for colour in colours))
    return min(found)


def _parts(colour: int) -> tuple[int, ...]:
    return colour >> 16, colour >> 8 & 0xFF, colour & 0xFF


def _luminance(colour: tuple[int, ...]) -> float:
    parts = [c / 255 / 12.92 if c <= 10 else ((c / 255 + 0.055) / 1.055) ** 2.4 for c in colour]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def _contrast(a: float, b: float) -> float:
    return (max(a, b) + 0.05) / (min(a, b) + 0.05)
