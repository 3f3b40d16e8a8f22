"""From codes to words: every text of the player's own, translated where it is shown.

Texts with a place to fill hold ``{name}`` and are filled by replacing, never by ``format``: what is filled in
may come from a stranger's file.
"""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

from psoas_desktop.playback.outputs import Note, Reason
from psoas_desktop.playback.state import View
from psoas_desktop.playback.timeline import Phase, Step
from psoas_desktop.routine.model import Contact
from psoas_desktop.routine.translation import QT_TRANSLATE_NOOP
from psoas_desktop.routine.vocabulary import Severity, Side
from psoas_desktop.ui.common.plain_text import isolated, shown

CONTEXT = "player"

SIGNAL_WORDS: Mapping[Severity, str] = {
    Severity.INFO: QT_TRANSLATE_NOOP("player", "NOTE"),
    Severity.CAUTION: QT_TRANSLATE_NOOP("player", "CAUTION"),
    Severity.WARNING: QT_TRANSLATE_NOOP("player", "WARNING"),
    Severity.STOP: QT_TRANSLATE_NOOP("player", "STOP"),
}

NOTES: Mapping[Note, str] = {
    Note.TOO_SOON: QT_TRANSLATE_NOOP("player", "That was very quick. Please try again in a moment."),
    Note.NOT_HERE: QT_TRANSLATE_NOOP("player", "That does nothing here."),
    Note.WAY_NOT_SKIPPED: QT_TRANSLATE_NOOP("player", "Getting down and up is not skipped."),
    Note.STAYS_ON_PAGE: QT_TRANSLATE_NOOP("player", "This has to be settled before you go on."),
    Note.SUPINE_CAP: QT_TRANSLATE_NOOP("player", "That is long enough on your back."),
    Note.MOVED_TO_SIDE: QT_TRANSLATE_NOOP("player", "You have been still on your back for a while."),
    Note.GAP: QT_TRANSLATE_NOOP("player", "The computer stood still. That time was not played."),
    Note.FINISHING: QT_TRANSLATE_NOOP("player", "This is already the way to the end."),
}

PHASES: Mapping[Phase, str] = {
    Phase.LEAD_IN: QT_TRANSLATE_NOOP("player", "Get ready"),
    Phase.HOLD: "",
    Phase.CHANGEOVER: QT_TRANSLATE_NOOP("player", "Change sides"),
    Phase.BETWEEN: QT_TRANSLATE_NOOP("player", "Between rounds"),
    Phase.WAY_DOWN: QT_TRANSLATE_NOOP("player", "Slowly down"),
    Phase.WAY_UP: QT_TRANSLATE_NOOP("player", "Slowly up"),
}

_COMING_PHASES: Mapping[Phase, str] = {
    **PHASES,
    Phase.WAY_DOWN: QT_TRANSLATE_NOOP("player", "going down"),
    Phase.WAY_UP: QT_TRANSLATE_NOOP("player", "getting up"),
}
"""After "Next"."""

SIDES: Mapping[Side, str] = {
    Side.LEFT: QT_TRANSLATE_NOOP("player", "Left side"),
    Side.RIGHT: QT_TRANSLATE_NOOP("player", "Right side"),
}

ENDINGS: Mapping[Reason, tuple[str, str]] = {
    Reason.COMPLETED: (
        QT_TRANSLATE_NOOP("player", "You have finished"),
        QT_TRANSLATE_NOOP("player", "Take your time before you go on with your day."),
    ),
    Reason.STOPPED: (
        QT_TRANSLATE_NOOP("player", "You stopped here"),
        QT_TRANSLATE_NOOP("player", "That is fine. You can come back another day."),
    ),
    Reason.UNWELL: (
        QT_TRANSLATE_NOOP("player", "You stopped because you felt unwell"),
        QT_TRANSLATE_NOOP("player", "Rest. Tell your midwife or doctor, and your instructor, how you felt."),
    ),
    Reason.BLOCKED: (
        QT_TRANSLATE_NOOP("player", "Not today"),
        QT_TRANSLATE_NOOP("player", "Ask your midwife, your doctor or your maternity unit first."),
    ),
}

EMERGENCY = QT_TRANSLATE_NOOP(
    "player",
    "Chest pain, collapse, a fit, heavy bleeding, or you cannot breathe: "
    "call the emergency number (112, 999, 911).",
)

CREDIT = QT_TRANSLATE_NOOP(
    "player", "Adapted from Spinning Babies and the work of Liz Koch (Core Awareness)."
)

GATE_TITLES: Mapping[str, str] = {
    "reading": QT_TRANSLATE_NOOP("player", "Before you start"),
    "cautions": QT_TRANSLATE_NOOP("player", "Take care with these"),
    "why-not": QT_TRANSLATE_NOOP("player", "Why not"),
    "prepare": QT_TRANSLATE_NOOP("player", "Have these ready"),
    "changes": QT_TRANSLATE_NOOP("player", "What is changed for you"),
    "before": QT_TRANSLATE_NOOP("player", "Before you start"),
}

OWN_QUESTION = QT_TRANSLATE_NOOP("player", "A question from your instructor")

GATE_CHOICES: Mapping[str, str] = {
    "go-on": QT_TRANSLATE_NOOP("player", "I have read this"),
    "class": QT_TRANSLATE_NOOP("player", "We are several, and we have all read this"),
}

NO_VOICE = QT_TRANSLATE_NOOP("player", "No voice on this machine: follow the screen.")
NO_BELLS = QT_TRANSLATE_NOOP("player", "No sound on this machine: follow the screen.")
SOUND_OFF = QT_TRANSLATE_NOOP("player", "Sound off. M brings it back.")
SOUND_ON = QT_TRANSLATE_NOOP("player", "Sound on.")
SOUND_TEST = QT_TRANSLATE_NOOP("player", "This is the voice that tells you what to do.")

KEY_HELP: tuple[tuple[str, str], ...] = (
    (
        QT_TRANSLATE_NOOP("player", "U, B, full stop"),
        QT_TRANSLATE_NOOP("player", "I feel unwell: stops everything, always"),
    ),
    (QT_TRANSLATE_NOOP("player", "Space, Enter, click"), QT_TRANSLATE_NOOP("player", "Pause, and go on")),
    (QT_TRANSLATE_NOOP("player", "Right, Left, Page keys"), QT_TRANSLATE_NOOP("player", "Next, back")),
    (QT_TRANSLATE_NOOP("player", "Up"), QT_TRANSLATE_NOOP("player", "Stay half a minute longer")),
    (QT_TRANSLATE_NOOP("player", "M"), QT_TRANSLATE_NOOP("player", "Sound off, and on")),
    (QT_TRANSLATE_NOOP("player", "1, 2, 3"), QT_TRANSLATE_NOOP("player", "Answers before the start")),
    (
        QT_TRANSLATE_NOOP("player", "F11, Escape"),
        QT_TRANSLATE_NOOP("player", "Full screen; leave, after asking"),
    ),
    (QT_TRANSLATE_NOOP("player", "Any other key"), QT_TRANSLATE_NOOP("player", "Pause")),
)


def tr(text: str, **places: str) -> str:
    """Translates one of the texts above and fills its places.

    Args:
        text: The English text.
        **places: What stands in for each ``{name}``.

    Returns:
        The text in the interface's language.
    """
    words = QCoreApplication.translate(CONTEXT, text) if text else ""
    for name, value in places.items():
        words = words.replace(f"{{{name}}}", value)
    return words


def clock_time(milliseconds: int) -> str:
    """A length of time as m:ss; a second that has begun is counted, so 0:00 comes only at the end."""
    seconds = -(-max(0, milliseconds) // 1_000)
    return f"{seconds // 60}:{seconds % 60:02}"


def time_left(milliseconds: int) -> str:
    """The countdown for those who hear it."""
    return tr(QT_TRANSLATE_NOOP("player", "{time} left"), time=clock_time(milliseconds))


def step_details(step: Step) -> str:
    """Side, round and phase of a step, for the line under its title."""
    parts = [tr(SIDES[step.side])] if step.side else []
    if step.round:
        done, count = step.round
        words = QT_TRANSLATE_NOOP("player", "Round {number} of {count}")
        parts.append(tr(words, number=str(done), count=str(count)))
    if PHASES[step.phase]:
        parts.append(tr(PHASES[step.phase]))
    return " · ".join(parts)


def coming(view: View) -> str:
    """What comes next, with its side; its phase where the block stays the same."""
    step = view.coming
    if step is None:
        return tr(QT_TRANSLATE_NOOP("player", "Next: the end"))
    if step.side:
        # The side stands first: a long title is cut at its end.
        words = QT_TRANSLATE_NOOP("player", "Next, {side}: {title}")
        return tr(words, title=isolated(step.title), side=tr(SIDES[step.side]).lower())
    if view.step is not None and step.visit == view.step.visit and _COMING_PHASES[step.phase]:
        words = QT_TRANSLATE_NOOP("player", "Next: {phase}")
        return tr(words, phase=tr(_COMING_PHASES[step.phase]).lower())
    return tr(QT_TRANSLATE_NOOP("player", "Next: {title}"), title=isolated(step.title))


def gate_title(page_id: str, title: str) -> str:
    """The heading of a page of the gate."""
    if title:
        return shown(title)
    return tr(GATE_TITLES.get(page_id, OWN_QUESTION))


def answer_in(milliseconds: int) -> str:
    """When an answer counts; empty when it does."""
    if milliseconds <= 0:
        return ""
    seconds = str(-(-milliseconds // 1_000))
    return tr(QT_TRANSLATE_NOOP("player", "You can answer in {seconds} s"), seconds=seconds)


def contacts(own: Contact | None, instructors: Contact | None) -> str:
    """Whom to call: the person's own contact first, then that of the file, said to be the instructor's."""
    mine = QT_TRANSLATE_NOOP("player", "Your contact: {phone}, {name}")
    theirs = QT_TRANSLATE_NOOP("player", "Contact from your instructor: {phone}, {name}")
    # The number stands first: no name can push it out.
    said = [
        tr(words, name=isolated(whom.name), phone=isolated(whom.phone))
        for words, whom in ((mine, own), (theirs, instructors))
        if whom is not None and whom.phone
    ]
    return "\n".join(said)


def minutes(milliseconds: int) -> str:
    """A length of time in whole minutes, at least one."""
    whole = str(max(1, round(milliseconds / 60_000)))
    return tr(QT_TRANSLATE_NOOP("player", "{minutes} min"), minutes=whole)
