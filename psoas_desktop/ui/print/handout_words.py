"""The words of a handout that are the program's own; the others come from the routine and from the kinds."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

from psoas_desktop.playback.handout_parts import Again, Changed, Detail, Exercise, Rounds, WayOut
from psoas_desktop.routine.translation import QT_TRANSLATE_NOOP
from psoas_desktop.routine.vocabulary import Position, Side
from psoas_desktop.ui.common.plain_text import isolated

CONTEXT = "handout"

_UNBROKEN = "\u00a0"
_SHORT = 50

POSITIONS: Mapping[Position, str] = {
    Position.STANDING: QT_TRANSLATE_NOOP("handout", "Standing"),
    Position.WALKING: QT_TRANSLATE_NOOP("handout", "Walking"),
    Position.SEATED: QT_TRANSLATE_NOOP("handout", "Sitting"),
    Position.FLOOR_SEATED: QT_TRANSLATE_NOOP("handout", "Sitting on the floor"),
    Position.KNEELING: QT_TRANSLATE_NOOP("handout", "Kneeling"),
    Position.HALF_KNEELING: QT_TRANSLATE_NOOP("handout", "On one knee"),
    Position.ALL_FOURS: QT_TRANSLATE_NOOP("handout", "On hands and knees"),
    Position.SEMI_RECLINED: QT_TRANSLATE_NOOP("handout", "Propped up"),
    Position.SIDE_LYING: QT_TRANSLATE_NOOP("handout", "Lying on your side"),
    Position.SUPINE: QT_TRANSLATE_NOOP("handout", "Lying on your back"),
}

_SIDES: Mapping[Side, str] = {
    Side.LEFT: QT_TRANSLATE_NOOP("handout", "left"),
    Side.RIGHT: QT_TRANSLATE_NOOP("handout", "right"),
}

WRITTEN = QT_TRANSLATE_NOOP("handout", "Written by {names}")
NOBODY = QT_TRANSLATE_NOOP("handout", "It does not say who wrote it")
REVIEWED = QT_TRANSLATE_NOOP("handout", "Reviewed by {names}")
NOT_REVIEWED = QT_TRANSLATE_NOOP("handout", "It names nobody who has reviewed it")
TOTAL = QT_TRANSLATE_NOOP("handout", "About {time}, getting down and up included")
AS_WRITTEN = QT_TRANSLATE_NOOP(
    "handout",
    "This is the routine as written. The program asks questions before it starts, and changes the routine "
    "where your answers call for it; a sheet of paper cannot.",
)

CHANGES = QT_TRANSLATE_NOOP("handout", "Changed for you")
STOP_TITLE = QT_TRANSLATE_NOOP("handout", "Do not start, and stop at once, with any of these")
STOP_CALL = QT_TRANSLATE_NOOP("handout", "Call your midwife, your doctor or your maternity unit.")
STOP_EACH = QT_TRANSLATE_NOOP("handout", "Go through this list every time before you start.")
UNWELL = QT_TRANSLATE_NOOP("handout", "If you feel unwell")
UNWELL_FIRST = QT_TRANSLATE_NOOP("handout", "Stop at once. What to do depends on where you are:")
PHONE = QT_TRANSLATE_NOOP("handout", "Keep your phone, on silent, within reach of the floor.")
CONTACT = QT_TRANSLATE_NOOP("handout", "Contact from your instructor: {phone}, {name}")
READY = QT_TRANSLATE_NOOP("handout", "Have these ready")
EXTRAS = QT_TRANSLATE_NOOP("handout", "Good to have:")
SUBSTITUTE = QT_TRANSLATE_NOOP("handout", "or: {thing}")
BEFORE = QT_TRANSLATE_NOOP("handout", "Before you start")
NOT_IF = QT_TRANSLATE_NOOP("handout", "Not if")
CARE = QT_TRANSLATE_NOOP("handout", "Take care with these")
STEP_BY_STEP = QT_TRANSLATE_NOOP("handout", "Step by step")
AFTER = QT_TRANSLATE_NOOP("handout", "Afterwards")
ABOUT = QT_TRANSLATE_NOOP("handout", "About this sheet")

CHANGE_SIDES = QT_TRANSLATE_NOOP("handout", "Change sides")
COME_OUT = QT_TRANSLATE_NOOP("handout", "To come out of it")
LAST_ROUND = QT_TRANSLATE_NOOP("handout", "After the last round")
COME_UP = QT_TRANSLATE_NOOP("handout", "Slowly up")
HELPER = QT_TRANSLATE_NOOP("handout", "For the helper")
REST_ON_SIDE = QT_TRANSLATE_NOOP(
    "handout", "On your side, rest for at least {time}. Go on only when you feel well and ready."
)
PAGE = QT_TRANSLATE_NOOP("handout", "{number} of {count}")
LABEL = QT_TRANSLATE_NOOP("handout", "{label}:")

_ROUNDS = QT_TRANSLATE_NOOP("handout", "{count} rounds")
_ROUNDS_REST = QT_TRANSLATE_NOOP("handout", "{count} rounds, with {time} of rest in between")
_ROUND = QT_TRANSLATE_NOOP("handout", "Round {number} of {count}")
_AGAIN_ONE = QT_TRANSLATE_NOOP("handout", "Round {round} of {count}: do number {first} again.")
_AGAIN = QT_TRANSLATE_NOOP("handout", "Round {round} of {count}: do numbers {first} to {last} again.")
_AGAIN_ALL_ONE = QT_TRANSLATE_NOOP(
    "handout", "Rounds {round} to {until} of {count}: do number {first} again each time."
)
_AGAIN_ALL = QT_TRANSLATE_NOOP(
    "handout", "Rounds {round} to {until} of {count}: do numbers {first} to {last} again each time."
)

_REPLACED = QT_TRANSLATE_NOOP("handout", "{title} is replaced by {instead}.")
_REMOVED = QT_TRANSLATE_NOOP("handout", "{title} is left out.")
_SHORTER = QT_TRANSLATE_NOOP("handout", "{title}: {after} instead of {before}.")
_ROUNDS_LESS = QT_TRANSLATE_NOOP("handout", "{title}: {after} instead of {before} rounds.")
_NOT_SO_SHORT = QT_TRANSLATE_NOOP("handout", "It takes {after}; {before} were asked for.")

_MINUTE = QT_TRANSLATE_NOOP("handout", "1 minute")
_MINUTES = QT_TRANSLATE_NOOP("handout", "{number} minutes")
_SECOND = QT_TRANSLATE_NOOP("handout", "1 second")
_SECONDS = QT_TRANSLATE_NOOP("handout", "{number} seconds")
_BOTH_SIDES = QT_TRANSLATE_NOOP("handout", "{time} each side, {side} first")
_ONE_SIDE = QT_TRANSLATE_NOOP("handout", "{time}, {side} side")
_BETWEEN = QT_TRANSLATE_NOOP("handout", "{least} to {most}")
_WAY = QT_TRANSLATE_NOOP("handout", "At least {time}")
_ON_YOUR_OWN = QT_TRANSLATE_NOOP("handout", "{time}, or until you are ready")


def tr(text: str, **places: str) -> str:
    """Translates one of the texts above and fills its places, by replacing: a value may come from a file."""
    words = QCoreApplication.translate(CONTEXT, text)
    for name, value in places.items():
        words = words.replace(f"{{{name}}}", value)
    return words


def length(milliseconds: int) -> str:
    """A length of time as people write it: "5 minutes", "1 minute 30 seconds"."""
    minutes, seconds = divmod(round(milliseconds / 1_000), 60)
    parts = []
    if minutes:
        parts.append(tr(_MINUTE) if minutes == 1 else tr(_MINUTES, number=str(minutes)))
    if seconds or not minutes:
        parts.append(tr(_SECOND) if seconds == 1 else tr(_SECONDS, number=str(seconds)))
    return " ".join(parts)


def about(milliseconds: int) -> str:
    """A length of time in whole minutes, at least one."""
    return length(max(1, round(milliseconds / 60_000)) * 60_000)


def time_of(exercise: Exercise) -> str:
    """How long an exercise takes."""
    if exercise.way:
        return tr(_WAY, time=length(exercise.time_ms))
    time = length(exercise.time_ms)
    if exercise.cap_ms:
        time = tr(_BETWEEN, least=length(exercise.least_ms), most=length(exercise.cap_ms))
    if len(exercise.sides) > 1:
        time = tr(_BOTH_SIDES, time=time, side=tr(_SIDES[exercise.sides[0]]))
    elif exercise.sides:
        time = tr(_ONE_SIDE, time=time, side=tr(_SIDES[exercise.sides[0]]))
    return tr(_ON_YOUR_OWN, time=time) if exercise.on_your_own else time


def details(found: tuple[Detail, ...]) -> str:
    """How things are set up, on one line if there is room; short ones are not broken."""
    said = [
        tr(LABEL, label=isolated(one.label)) + f" {isolated(one.value)} {one.unit}".rstrip() for one in found
    ]
    return " · ".join(one.replace(" ", _UNBROKEN) if len(one) < _SHORT else one for one in said)


def rounds(group: Rounds) -> str:
    """How often a group is done; empty for once."""
    if group.count < 2:
        return ""
    if group.rest_ms:
        return tr(_ROUNDS_REST, count=str(group.count), time=length(group.rest_ms))
    return tr(_ROUNDS, count=str(group.count))


def round_of(number: int, count: int) -> str:
    """Which round begins."""
    return tr(_ROUND, number=str(number), count=str(count))


def again(part: Again) -> str:
    """What is done again."""
    first, last = part.numbers
    one_round, one_block = part.first == part.last, first == last
    words = {
        (True, True): _AGAIN_ONE,
        (True, False): _AGAIN,
        (False, True): _AGAIN_ALL_ONE,
        (False, False): _AGAIN_ALL,
    }[one_round, one_block]
    rounds = {"round": str(part.first), "until": str(part.last), "count": str(part.count)}
    return tr(words, **rounds, first=str(first), last=str(last))


def changed(change: Changed) -> str:
    """One change, with its reason where that is told."""
    title, instead = isolated(change.title), isolated(change.instead)
    lengths = {"before": length(change.before), "after": length(change.after)}
    if change.what == "time":
        said = tr(_NOT_SO_SHORT, **lengths)
    elif change.what == "rounds":
        said = tr(_ROUNDS_LESS, title=title, before=str(change.before), after=str(change.after))
    elif change.what == "cap":
        said = tr(_SHORTER, title=title, **lengths)
    elif change.instead:
        said = tr(_REPLACED, title=title, instead=instead)
    else:
        said = tr(_REMOVED, title=title)
    return f"{said} {change.why}".strip()


def places(way: WayOut) -> str:
    """The positions that a way out is for."""
    return ", ".join(tr(POSITIONS[position]) for position in way.positions)


def everything(names: tuple[str, ...]) -> str:
    """Names from a file, one after another."""
    return ", ".join(isolated(name) for name in names)
