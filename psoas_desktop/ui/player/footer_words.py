"""The two lines at the foot of a screen: what comes next, and which key helps."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from psoas_desktop.playback.state import View
from psoas_desktop.playback.timeline import Step
from psoas_desktop.playback.transitions import PLAYING, Mode
from psoas_desktop.routine.translation import QT_TRANSLATE_NOOP
from psoas_desktop.ui.common.words import answer_in, coming, tr

_HINTS = {
    **dict.fromkeys(PLAYING, QT_TRANSLATE_NOOP("player", "Space or a click: pause · ?: all keys")),
    Mode.WAITING: QT_TRANSLATE_NOOP("player", "Space or Enter: go on · ?: all keys"),
    Mode.PAUSED: QT_TRANSLATE_NOOP("player", "Space or Enter: go on · Arrows: choose · ?: all keys"),
}


def footer_words(view: View) -> tuple[str, str]:
    """The upper and the lower line at the foot of a screen.

    Args:
        view: What the session shows.

    Returns:
        Both lines; either may be empty.
    """
    if view.page is not None:
        page = QT_TRANSLATE_NOOP("player", "Page {number} of {count}")
        where = tr(page, number=str(view.page_number), count=str(view.page_count))
        return answer_in(view.answer_in_ms) or _how_to_answer(len(view.page.choices)), where
    return coming(view) if view.step else "", tr(_HINTS.get(view.mode, ""))


def parts_of(steps: Iterable[Step]) -> tuple[int, ...]:
    """The lengths of a routine's visits, for the bar of the whole routine.

    Args:
        steps: All steps of the session, played and to be played.

    Returns:
        Milliseconds, one number for each block that is visited.
    """
    visits = groupby(steps, key=lambda step: step.visit)
    return tuple(sum(step.planned_ms for step in visit) for _, visit in visits)


def _how_to_answer(count: int) -> str:
    if count == 1:
        return tr(QT_TRANSLATE_NOOP("player", "Press the button, or 1"))
    return tr(QT_TRANSLATE_NOOP("player", "Choose an answer: 1 to {count}"), count=str(count))
