"""The editor's words for what the core names by codes: steps of undo, refusals, positions, times.

Places to fill hold ``{name}`` and are filled by replacing: what is filled in may be a stranger's.
"""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

from psoas_desktop.editing.edits import Action, Refusal
from psoas_desktop.editing.history import Step
from psoas_desktop.routine.durations import clock_text
from psoas_desktop.routine.translation import QT_TRANSLATE_NOOP
from psoas_desktop.routine.vocabulary import Position, Sides

CONTEXT = "editor"

_STEPS: Mapping[Action, tuple[str, str]] = {
    Action.ADD: (QT_TRANSLATE_NOOP("editor", "add block"), QT_TRANSLATE_NOOP("editor", "add {count} blocks")),
    Action.DELETE: (
        QT_TRANSLATE_NOOP("editor", "delete block"),
        QT_TRANSLATE_NOOP("editor", "delete {count} blocks"),
    ),
    Action.MOVE: (
        QT_TRANSLATE_NOOP("editor", "move block"),
        QT_TRANSLATE_NOOP("editor", "move {count} blocks"),
    ),
    Action.DUPLICATE: (
        QT_TRANSLATE_NOOP("editor", "duplicate block"),
        QT_TRANSLATE_NOOP("editor", "duplicate {count} blocks"),
    ),
    Action.GROUP: (
        QT_TRANSLATE_NOOP("editor", "group block"),
        QT_TRANSLATE_NOOP("editor", "group {count} blocks"),
    ),
    Action.UNGROUP: (QT_TRANSLATE_NOOP("editor", "ungroup"), QT_TRANSLATE_NOOP("editor", "ungroup")),
    Action.PASTE: (
        QT_TRANSLATE_NOOP("editor", "paste block"),
        QT_TRANSLATE_NOOP("editor", "paste {count} blocks"),
    ),
    Action.CUT: (QT_TRANSLATE_NOOP("editor", "cut block"), QT_TRANSLATE_NOOP("editor", "cut {count} blocks")),
    Action.CHANGE: (
        QT_TRANSLATE_NOOP("editor", "change"),
        QT_TRANSLATE_NOOP("editor", "change of {count} blocks"),
    ),
    Action.RESET: (
        QT_TRANSLATE_NOOP("editor", "back to the kind's"),
        QT_TRANSLATE_NOOP("editor", "back to the kind's"),
    ),
    Action.TITLE: (QT_TRANSLATE_NOOP("editor", "change of title"),) * 2,
    Action.SOURCE: (QT_TRANSLATE_NOOP("editor", "change of the whole file"),) * 2,
}

_CHANGES: Mapping[str, str] = {
    "title": QT_TRANSLATE_NOOP("editor", "change of title"),
    "duration_s": QT_TRANSLATE_NOOP("editor", "change of time"),
    "duration_min_s": QT_TRANSLATE_NOOP("editor", "change of time"),
    "duration_max_s": QT_TRANSLATE_NOOP("editor", "change of time"),
    "lead_in_s": QT_TRANSLATE_NOOP("editor", "change of time to get ready"),
    "changeover_s": QT_TRANSLATE_NOOP("editor", "change of time to change sides"),
    "rest_between_s": QT_TRANSLATE_NOOP("editor", "change of rest"),
    "open_ended": QT_TRANSLATE_NOOP("editor", "change of time"),
    "repeat": QT_TRANSLATE_NOOP("editor", "change of rounds"),
    "sides": QT_TRANSLATE_NOOP("editor", "change of sides"),
    "first_side": QT_TRANSLATE_NOOP("editor", "change of sides"),
    "note": QT_TRANSLATE_NOOP("editor", "change of note"),
    "cues": QT_TRANSLATE_NOOP("editor", "change of cues"),
    "instructions": QT_TRANSLATE_NOOP("editor", "change of steps"),
    "banners": QT_TRANSLATE_NOOP("editor", "change of cautions"),
    "pictures": QT_TRANSLATE_NOOP("editor", "change of picture"),
    "props": QT_TRANSLATE_NOOP("editor", "change of props"),
    "position": QT_TRANSLATE_NOOP("editor", "change of position"),
    "summary": QT_TRANSLATE_NOOP("editor", "change of summary"),
    "silenced": QT_TRANSLATE_NOOP("editor", "change of advice"),
}
"""What a changed field is called in the name of a step; others are a plain change."""

_REFUSALS: Mapping[Refusal, str] = {
    Refusal.INTO_ITSELF: QT_TRANSLATE_NOOP("editor", "A group cannot stand within itself."),
    Refusal.TOO_DEEP: QT_TRANSLATE_NOOP(
        "editor", "Groups can stand within each other four deep, no deeper. Nothing was changed."
    ),
    Refusal.NOT_TOGETHER: QT_TRANSLATE_NOOP(
        "editor", "These blocks stand in different groups. Choose blocks that stand together."
    ),
    Refusal.NO_GROUP: QT_TRANSLATE_NOOP("editor", "Choose one group to ungroup it."),
    Refusal.NO_BLOCKS: QT_TRANSLATE_NOOP("editor", "There is no block to paste: copy one first."),
    Refusal.NOT_TO_PASTE: QT_TRANSLATE_NOOP(
        "editor", "This could not be pasted again. Choose fewer blocks, or delete instead."
    ),
}

POSITIONS: Mapping[str, str] = {
    Position.STANDING: QT_TRANSLATE_NOOP("editor", "Standing"),
    Position.WALKING: QT_TRANSLATE_NOOP("editor", "Walking"),
    Position.SEATED: QT_TRANSLATE_NOOP("editor", "Seated"),
    Position.FLOOR_SEATED: QT_TRANSLATE_NOOP("editor", "Seated on the floor"),
    Position.KNEELING: QT_TRANSLATE_NOOP("editor", "Kneeling"),
    Position.HALF_KNEELING: QT_TRANSLATE_NOOP("editor", "On one knee"),
    Position.ALL_FOURS: QT_TRANSLATE_NOOP("editor", "On hands and knees"),
    Position.SEMI_RECLINED: QT_TRANSLATE_NOOP("editor", "Half sitting"),
    Position.SIDE_LYING: QT_TRANSLATE_NOOP("editor", "On the side"),
    Position.SUPINE: QT_TRANSLATE_NOOP("editor", "On the back"),
}

SIDES: Mapping[str, str] = {
    Sides.BOTH: QT_TRANSLATE_NOOP("editor", "Both sides"),
    Sides.LEFT: QT_TRANSLATE_NOOP("editor", "Left side"),
    Sides.RIGHT: QT_TRANSLATE_NOOP("editor", "Right side"),
}


def tr(text: str, **places: str) -> str:
    """Translates one of the editor's texts and fills its places."""
    words = QCoreApplication.translate(CONTEXT, text) if text else ""
    for name, value in places.items():
        words = words.replace(f"{{{name}}}", value)
    return words


def counted(number: int, one: str, many: str, **places: str) -> str:
    """A text for one or for several; ``{count}`` is the number."""
    return tr(one if number == 1 else many, count=str(number), **places)


def undo_words(step: Step | None) -> str:
    """What Undo is called now."""
    if step is None:
        return tr(QT_TRANSLATE_NOOP("editor", "Undo"))
    return tr(QT_TRANSLATE_NOOP("editor", "Undo {step}"), step=_step_words(step))


def redo_words(step: Step | None) -> str:
    """What Redo is called now."""
    if step is None:
        return tr(QT_TRANSLATE_NOOP("editor", "Redo"))
    return tr(QT_TRANSLATE_NOOP("editor", "Redo {step}"), step=_step_words(step))


def _step_words(step: Step) -> str:
    if step.action is Action.CHANGE and step.count == 1 and step.field in _CHANGES:
        return tr(_CHANGES[step.field])
    return counted(step.count, *_STEPS[step.action])


def refusal_words(refusal: Refusal) -> str:
    """Why an edit cannot be made, and what to do."""
    return tr(_REFUSALS[refusal])


def ways_words(*, down: bool, up: bool) -> str:
    """What was put in with a block that lies."""
    if down and up:
        return tr(QT_TRANSLATE_NOOP("editor", "A way down and a way up were put in with it."))
    if down:
        return tr(QT_TRANSLATE_NOOP("editor", "A way down to the floor was put in with it."))
    return tr(QT_TRANSLATE_NOOP("editor", "A way up was put in with it."))


def minutes_words(seconds: int) -> str:
    """A length of time to plan a day with: whole minutes, hours beyond sixty of them."""
    if 0 < seconds < 60:
        return tr(QT_TRANSLATE_NOOP("editor", "under 1 min"))
    hours, minutes = divmod(round(seconds / 60), 60)
    if not hours:
        return tr(QT_TRANSLATE_NOOP("editor", "{minutes} min"), minutes=str(minutes))
    return tr(
        QT_TRANSLATE_NOOP("editor", "{hours} h {minutes} min"), hours=str(hours), minutes=f"{minutes:02}"
    )


def spoken_time(seconds: int) -> str:
    """A length of time for those who hear it."""
    minutes, rest = divmod(seconds, 60)
    parts = []
    if minutes:
        one, many = QT_TRANSLATE_NOOP("editor", "1 minute"), QT_TRANSLATE_NOOP("editor", "{count} minutes")
        parts.append(counted(minutes, one, many))
    if rest or not minutes:
        one, many = QT_TRANSLATE_NOOP("editor", "1 second"), QT_TRANSLATE_NOOP("editor", "{count} seconds")
        parts.append(counted(rest, one, many))
    return " ".join(parts)


def clock(seconds: int) -> str:
    """A length of time as it is typed and shown: ``5:00``."""
    return clock_text(seconds)
