"""The exercises of a handout, set: the picture on the left, the words on the right."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from psoas_desktop.playback.handout_parts import Again, Exercise, Leaving, Round, Rounds, Turn
from psoas_desktop.playback.handout_parts import Part as Content
from psoas_desktop.routine.cues import Banner
from psoas_desktop.ui.common.plain_text import isolated, shown
from psoas_desktop.ui.common.shapes import paint_shape
from psoas_desktop.ui.common.theme import SIGNALS
from psoas_desktop.ui.common.words import SIGNAL_WORDS
from psoas_desktop.ui.common.words import tr as player_tr
from psoas_desktop.ui.print import handout_words as say
from psoas_desktop.ui.print.flow import POINT, Mark, Part, Row, together
from psoas_desktop.ui.print.handout_pictures import MOST_BESIDE, Pictures
from psoas_desktop.ui.print.sheet import Sheet
from psoas_desktop.ui.print.type_setting import (
    BLOCK_TITLE,
    BODY,
    LABEL,
    LEAF,
    QUIET_BODY,
    SMALL,
    Style,
    set_lines,
    set_list,
)

_BETWEEN = 20 * POINT
_SPACE = 5 * POINT
_NUMBER_WIDE, _NUMBER_GAP = 18 * POINT, 9 * POINT
_SIGN_WIDE = 15 * POINT
_PANEL = "#EAF2F1"
_PANEL_PAD = 9 * POINT
_BAR = 2.5 * POINT


def exercise_parts(content: Sequence[Content], sheet: Sheet, pictures: Pictures) -> Iterator[Part]:
    """Sets what is done, in the order played.

    Args:
        content: Exercises, and where rounds begin and come again.
        sheet: The paper.
        pictures: Where pictures come from.

    Yields:
        A part for each exercise and for each line between two.
    """
    for part in content:
        if isinstance(part, Exercise):
            side = part.sides[0].value if part.sides else ""
            rows = [row.moved(sheet.right_x) for row in _exercise(part, sheet.right)]
            many = part.way and len(part.pictures) > MOST_BESIDE
            strip = pictures.strip(part.pictures, side, sheet.width) if many else []
            if strip:
                rows += [Row(2 * _SPACE, sticks=True), *strip]
            beside = None if strip else pictures.row(part.pictures, side, sheet.left)
            yield Part(tuple(rows), beside=beside, gap=_BETWEEN)
        else:
            yield _line(part, sheet)


def _line(part: Rounds | Round | Again | Leaving, sheet: Sheet) -> Part:
    """What is said of rounds, with a bar before it: it belongs to several exercises."""
    if isinstance(part, Rounds):
        title = shown(part.title)
        rows = [*set_lines(title, BLOCK_TITLE, sheet.right, ours=True)]
        rows += set_lines(say.rounds(part), LABEL, sheet.right, ours=True)
    elif isinstance(part, Round):
        rows = set_lines(say.round_of(part.number, part.count), LABEL, sheet.right, ours=True)
    elif isinstance(part, Again):
        rows = set_lines(say.again(part), LABEL, sheet.right, ours=True)
    else:
        rows = list(_turn(say.tr(say.LAST_ROUND), part.turn, sheet.right))[1:]
    moved = [row.moved(sheet.right_x) for row in rows]
    lined = tuple(together([row.over(_bar(sheet.right_x - 8 * POINT, row.high)) for row in moved]))
    return Part(lined, gap=_BETWEEN, sticks=isinstance(part, Rounds | Round))


def _bar(x: float, high: float) -> Mark:
    box = QRectF(x, 0, _BAR, high)

    def paint(painter: QPainter, corner: QPointF) -> None:
        painter.fillRect(box.translated(corner), QColor(LEAF))

    return Mark(box, paint)


def _exercise(exercise: Exercise, width: float) -> Iterator[Row]:
    yield from _head(exercise, width)
    for banner in exercise.cautions:
        yield from together(caution_rows(banner, width, full=False))
    if exercise.cautions:
        yield Row(_SPACE, sticks=True)
    yield from _steps(exercise, width)
    if exercise.changeover is not None:
        yield from _turn(say.tr(say.CHANGE_SIDES), exercise.changeover, width)
    if exercise.coming_out is not None:
        label = say.COME_UP if exercise.coming_out.time_ms else say.COME_OUT
        yield from _turn(say.tr(label), exercise.coming_out, width)
    if exercise.helper:
        yield from _panel(say.tr(say.HELPER), exercise.helper, width)


def _head(exercise: Exercise, width: float) -> Iterator[Row]:
    """Number and title, time and position, and how things are set up: all with the first step."""
    number = set_lines(str(exercise.number), replace(BLOCK_TITLE, colour=LEAF), width, ours=True)
    indent = max(_NUMBER_WIDE, number[0].marks[0].box.width() + _NUMBER_GAP)
    title = [row.moved(indent) for row in set_lines(exercise.title, BLOCK_TITLE, width - indent)]
    rows = [title[0].over(*number[0].marks), *title[1:]] if title else number
    place = "" if exercise.way else f"· {say.tr(say.POSITIONS[exercise.position])}"
    rows += set_lines(place, QUIET_BODY, width, lead=say.time_of(exercise), ours=True)
    rows += set_lines(say.details(exercise.details), SMALL, width, ours=True)
    rows.append(Row(_SPACE))
    yield from (replace(row, sticks=True) for row in rows)


def _steps(exercise: Exercise, width: float) -> Iterator[Row]:
    if exercise.rest_after is None:
        yield from set_list(exercise.steps, BODY, width)
        return
    rest = say.tr(say.REST_ON_SIDE, time=say.length(exercise.rest_ms))
    yield from set_list(exercise.steps[: exercise.rest_after], BODY, width)
    yield from set_list([rest], LABEL, width, ours=True)
    yield from set_list(exercise.steps[exercise.rest_after :], BODY, width)


def _turn(label: str, turn: Turn, width: float) -> Iterator[Row]:
    yield Row(_SPACE)
    time = f" · {say.length(turn.time_ms)}" if turn.time_ms else ""
    yield from (replace(row, sticks=True) for row in set_lines(label + time, LABEL, width, ours=True))
    yield from set_list(turn.steps, BODY, width)


def _panel(label: str, steps: Sequence[str], width: float) -> Iterator[Row]:
    """What is for somebody else, on a tint of its own with a bar: it is told without colour too."""
    inner = width - 2 * _PANEL_PAD
    rows = [Row(_SPACE, sticks=True)]
    rows += [replace(row, sticks=True) for row in set_lines(label, LABEL, inner, ours=True)]
    rows += [*set_list(steps, BODY, inner), Row(_SPACE)]
    yield Row(_SPACE)
    for index, row in enumerate(rows):
        # A hair over the next one, so that no line of paper shows between them.
        high = row.high + (POINT if index < len(rows) - 1 else 0)
        yield row.moved(_PANEL_PAD).over(_tint(width, high))


def _tint(width: float, high: float) -> Mark:
    box = QRectF(0, 0, width, high)

    def paint(painter: QPainter, corner: QPointF) -> None:
        painter.fillRect(box.translated(corner), QColor(_PANEL))
        painter.fillRect(QRectF(corner.x(), corner.y(), _BAR, high), QColor(LEAF))

    return Mark(box, paint)


def caution_rows(banner: Banner, width: float, *, full: bool) -> list[Row]:
    """A caution with its shape and its signal word.

    Args:
        banner: The caution.
        width: The room.
        full: Whether its full text follows.

    Returns:
        Its lines.
    """
    word = player_tr(SIGNAL_WORDS[banner.severity])
    inner = width - _SIGN_WIDE
    rows = set_lines(isolated(banner.short_text), BODY, inner, lead=word, ours=True)
    if full and shown(banner.full_text) not in ("", shown(banner.short_text)):
        rows += set_lines(banner.full_text, BODY, inner)
    moved = [row.moved(_SIGN_WIDE) for row in rows]
    return [moved[0].over(_sign(banner, BODY)), *moved[1:]] if moved else []


def _sign(banner: Banner, style: Style) -> Mark:
    side = style.points * POINT
    box = QRectF(0, (style.line - side) / 2, side, side)

    def paint(painter: QPainter, corner: QPointF) -> None:
        # With a rim of ink: amber alone is pale on white paper.
        signal = SIGNALS[banner.severity]
        painter.save()
        painter.setPen(Qt.PenStyle.NoPen)
        paint_shape(painter, signal, box.translated(corner), on_own_ground=False, rim=signal.ground)
        painter.restore()

    return Mark(box, paint)
