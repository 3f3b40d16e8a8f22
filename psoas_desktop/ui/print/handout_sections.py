"""What stands before and after the exercises of a handout: title, stop signs, preparing, closing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from psoas_desktop.playback.handout import Handout
from psoas_desktop.routine.block_kinds import Prop
from psoas_desktop.routine.vocabulary import Severity
from psoas_desktop.ui.common.plain_text import isolated
from psoas_desktop.ui.common.shapes import paint_shape
from psoas_desktop.ui.common.theme import SIGNALS
from psoas_desktop.ui.common.words import CREDIT, EMERGENCY, SIGNAL_WORDS
from psoas_desktop.ui.common.words import tr as player_tr
from psoas_desktop.ui.print import handout_words as say
from psoas_desktop.ui.print.flow import MM, POINT, Mark, Part, Row, side_by_side, stacked, together
from psoas_desktop.ui.print.handout_exercises import caution_rows
from psoas_desktop.ui.print.sheet import Sheet
from psoas_desktop.ui.print.type_setting import (
    BODY,
    HEADING,
    LABEL,
    LINE,
    QUIET_BODY,
    SMALL,
    TITLE,
    Style,
    set_lines,
    set_list,
)

_BETWEEN = 16 * POINT
_LITTLE = 2 * POINT
_SPACE = 5 * POINT
_PAD = 12 * POINT
_OCTAGON = 26 * MM
_STOP_HEADING = Style(13, 1.25, LABEL.weight)
_EDGE = 1.5 * POINT
_CORNER = 6 * POINT


def opening_parts(handout: Handout, sheet: Sheet) -> Iterator[Part]:
    """Sets what is read before the first exercise.

    Args:
        handout: What it says.
        sheet: The paper.

    Yields:
        The parts.
    """
    yield Part(tuple(_title(handout, sheet)))
    changes = map(say.changed, handout.changes)
    yield from _section(say.CHANGES, set_list(changes, BODY, sheet.right, ours=True), sheet)
    yield Part((_stop_panel(handout, sheet),), gap=_BETWEEN)
    yield from _section(say.UNWELL, list(_unwell(handout, sheet.right)), sheet)
    yield from _section(say.READY, list(_props(handout, sheet.right)), sheet)
    yield from _section(say.BEFORE, set_list(handout.before, BODY, sheet.right), sheet)
    yield from _section(say.NOT_IF, set_list(handout.not_if, BODY, sheet.right), sheet)
    for part in _section(say.CARE, list(_cautions(handout, sheet.right)), sheet):
        # Often a page long: each caution stays whole, and nobody misses one that is on the next page.
        yield replace(part, loose=True)


def closing_parts(handout: Handout, sheet: Sheet) -> Iterator[Part]:
    """Sets what is read after the last exercise."""
    yield from _section(say.AFTER, set_list(handout.after, BODY, sheet.right), sheet)
    rows = [
        *set_lines(handout.disclaimer.full_text, SMALL, sheet.right),
        Row(_SPACE),
        *set_lines(player_tr(CREDIT), SMALL, sheet.right, ours=True),
    ]
    yield from _section(say.ABOUT, rows, sheet)


def heading(words: str, sheet: Sheet) -> Part:
    """A heading over both columns, with a line under it, which stays with what follows."""
    rows = [*set_lines(say.tr(words), HEADING, sheet.width, ours=True), _rule(sheet.width)]
    return Part(tuple(together(rows)), gap=1.4 * _BETWEEN, sticks=True)


def _rule(width: float) -> Row:
    box = QRectF(0, 3 * POINT, width, POINT)

    def paint(painter: QPainter, corner: QPointF) -> None:
        painter.fillRect(box.translated(corner), QColor(LINE))

    return Row(4 * POINT, (Mark(box, paint),))


def _section(words: str, rows: Sequence[Row], sheet: Sheet) -> Iterator[Part]:
    """A heading on the left, what it says on the right; nothing where there is nothing to say."""
    if rows:
        beside = stacked(set_lines(say.tr(words), HEADING, sheet.left, ours=True))
        moved = tuple(row.moved(sheet.right_x) for row in rows)
        yield Part(moved, beside=beside, gap=_BETWEEN)


def _title(handout: Handout, sheet: Sheet) -> Iterator[Row]:
    yield from set_lines(handout.title, TITLE, sheet.width)
    yield Row(_SPACE)
    time = say.tr(say.TOTAL, time=say.about(handout.total_ms))
    yield from set_lines(time, LABEL, sheet.width, ours=True)
    authors, reviewers = say.everything(handout.authors), say.everything(handout.reviewers)
    whose = say.tr(say.WRITTEN, names=authors) if authors else say.tr(say.NOBODY)
    seen = say.tr(say.REVIEWED, names=reviewers) if reviewers else say.tr(say.NOT_REVIEWED)
    yield from set_lines(f"{whose} · {seen}", QUIET_BODY, sheet.width, ours=True)
    if handout.summary:
        yield Row(_SPACE)
        yield from set_lines(handout.summary, BODY, sheet.width)
    if not handout.made_for:
        yield Row(_SPACE)
        yield from set_lines(say.tr(say.AS_WRITTEN), SMALL, sheet.width, ours=True)


def _stop_panel(handout: Handout, sheet: Sheet) -> Row:
    """The stop signs: shape, word and colour, in a frame that stands out without colour too."""
    inner_x = _PAD + _OCTAGON + _PAD
    inner = sheet.width - inner_x - _PAD
    half = (inner - _PAD) / 2
    signs = [stacked(set_list([sign], BODY, half)) for sign in handout.stop_signs]
    middle = -(-len(signs) // 2)
    listed = side_by_side([(0, stacked(signs[:middle])), (half + _PAD, stacked(signs[middle:]))])
    call = f"{say.tr(say.STOP_CALL)} {player_tr(EMERGENCY)}"
    words = stacked(
        [
            *set_lines(say.tr(say.STOP_TITLE), _STOP_HEADING, inner, ours=True),
            Row(_SPACE),
            listed,
            Row(_SPACE),
            *set_lines(call, LABEL, inner, ours=True),
            *set_lines(say.tr(say.STOP_EACH), BODY, inner, ours=True),
        ]
    )
    high = max(words.high, _OCTAGON) + 2 * _PAD
    marks = [_frame(sheet.width, high), _octagon(QRectF(_PAD, (high - _OCTAGON) / 2, _OCTAGON, _OCTAGON))]
    marks += [mark.moved(inner_x, (high - words.high) / 2) for mark in words.marks]
    return Row(high, tuple(marks))


def _frame(width: float, high: float) -> Mark:
    box = QRectF(0, 0, width, high)

    def paint(painter: QPainter, corner: QPointF) -> None:
        painter.setPen(QPen(QColor(SIGNALS[Severity.STOP].ground), _EDGE))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        inner = box.translated(corner).adjusted(_EDGE / 2, _EDGE / 2, -_EDGE / 2, -_EDGE / 2)
        painter.drawRoundedRect(inner, _CORNER, _CORNER)

    return Mark(box, paint)


def _octagon(box: QRectF) -> Mark:
    signal, word = SIGNALS[Severity.STOP], player_tr(SIGNAL_WORDS[Severity.STOP])

    def paint(painter: QPainter, corner: QPointF) -> None:
        paint_shape(
            painter, signal, box.translated(corner), on_own_ground=False, rim=signal.ground, mark=word
        )

    return Mark(box, paint)


def _unwell(handout: Handout, width: float) -> Iterator[Row]:
    yield from (replace(r, sticks=True) for r in set_lines(say.tr(say.UNWELL_FIRST), BODY, width, ours=True))
    if handout.with_helper:
        yield Row(_LITTLE)
        yield from set_lines(handout.with_helper, BODY, width)
    for way in handout.ways_out:
        lead = say.tr(say.LABEL, label=say.places(way))
        yield Row(_LITTLE)
        yield from set_lines(way.text, BODY, width, lead=lead)
    yield Row(_SPACE)
    for check in handout.checks:
        yield Row(_LITTLE)
        yield from set_lines(check, BODY, width)
    if handout.lies_down:
        yield Row(_LITTLE)
        yield from set_lines(say.tr(say.PHONE), BODY, width, ours=True)
    if handout.contact is not None and handout.contact.phone:
        yield Row(_LITTLE)
        phone, name = isolated(handout.contact.phone), isolated(handout.contact.name)
        yield from set_lines(say.tr(say.CONTACT, phone=phone, name=name), LABEL, width, ours=True)


def _props(handout: Handout, width: float) -> Iterator[Row]:
    yield from set_list(map(_prop, handout.props), BODY, width, ours=True)
    if handout.extras:
        yield Row(_SPACE if handout.props else 0)
        extras = "; ".join(isolated(prop.name) for prop in handout.extras)
        yield from set_lines(extras, QUIET_BODY, width, lead=say.tr(say.EXTRAS), ours=True)


def _prop(prop: Prop) -> str:
    more = [isolated(prop.size)] if prop.size else []
    more += [say.tr(say.SUBSTITUTE, thing=isolated(prop.substitute))] if prop.substitute else []
    return f"{isolated(prop.name)} ({'; '.join(more)})" if more else isolated(prop.name)


def _cautions(handout: Handout, width: float) -> Iterator[Row]:
    for index, banner in enumerate(handout.cautions):
        if index:
            yield Row(_SPACE)
        yield from together(caution_rows(banner, width, full=True))
