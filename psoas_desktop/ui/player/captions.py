"""What a picture of a screen is called, for those who see many of them side by side."""

from __future__ import annotations

from psoas_desktop.playback.state import View
from psoas_desktop.playback.timeline import WAYS
from psoas_desktop.playback.transitions import ON_THE_WAY, Mode
from psoas_desktop.routine.translation import QT_TRANSLATE_NOOP
from psoas_desktop.ui.common.plain_text import shown
from psoas_desktop.ui.common.words import ENDINGS, clock_time, gate_title, step_details, tr

_OTHERS = {
    Mode.BLOCKED: QT_TRANSLATE_NOOP("player", "A sign to stop"),
    Mode.PAUSED: QT_TRANSLATE_NOOP("player", "Paused"),
    Mode.UNWELL: QT_TRANSLATE_NOOP("player", "I feel unwell"),
}
_WAITS = QT_TRANSLATE_NOOP("player", "Waits for you")


def caption_of(view: View) -> str:
    """Says which screen it is, and when in the session it comes.

    Args:
        view: What the screen shows.

    Returns:
        One line, translated: the time from the start, the exercise, its side and its part; a way says what
        is to be done.
    """
    if view.page is not None:
        return gate_title(view.page.id, view.page.title)
    if view.mode in _OTHERS:
        return tr(_OTHERS[view.mode])
    if view.step is None or view.mode not in ON_THE_WAY:
        return tr(ENDINGS[view.ending][0]) if view.ending is not None else ""
    title = shown(view.step.title)
    says = view.step.phase in WAYS and shown(view.line) != title
    told = shown(view.line) if says else step_details(view.step)
    parts = [clock_time(view.done_ms), title]
    parts.append(tr(_WAITS) if view.mode is Mode.WAITING else told)
    return " · ".join(part for part in parts if part)
