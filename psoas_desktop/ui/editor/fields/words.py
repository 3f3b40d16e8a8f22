"""The words of the inspector: names of fields and values, hints and limits, in the interface's language."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

from psoas_desktop.routine.durations import clock_text
from psoas_desktop.routine.problems import Path
from psoas_desktop.routine.translation import QT_TRANSLATE_NOOP
from psoas_desktop.ui.editor.fields.specs import Control, FieldSpec

CONTEXT = "inspector"

LABELS: Mapping[str, str] = {
    "duration_s": QT_TRANSLATE_NOOP("inspector", "Duration"),
    "lead_in_s": QT_TRANSLATE_NOOP("inspector", "Lead-in"),
    "open_ended": QT_TRANSLATE_NOOP("inspector", "Open-ended"),
    "duration_min_s": QT_TRANSLATE_NOOP("inspector", "At least"),
    "duration_max_s": QT_TRANSLATE_NOOP("inspector", "At most"),
    "advance": QT_TRANSLATE_NOOP("inspector", "At the end"),
    "sides": QT_TRANSLATE_NOOP("inspector", "Sides"),
    "first_side": QT_TRANSLATE_NOOP("inspector", "Starts with"),
    "changeover_s": QT_TRANSLATE_NOOP("inspector", "Time to change sides"),
    "title": QT_TRANSLATE_NOOP("inspector", "Title"),
    "note": QT_TRANSLATE_NOOP("inspector", "Note for yourself"),
    "steps": QT_TRANSLATE_NOOP("inspector", "Written steps"),
    "cues": QT_TRANSLATE_NOOP("inspector", "Cues"),
    "position": QT_TRANSLATE_NOOP("inspector", "Position"),
    "start_position": QT_TRANSLATE_NOOP("inspector", "Starts in"),
    "end_position": QT_TRANSLATE_NOOP("inspector", "Ends in"),
    "way_out": QT_TRANSLATE_NOOP("inspector", "Way out of the position"),
    "props": QT_TRANSLATE_NOOP("inspector", "Things to have ready"),
    "banners": QT_TRANSLATE_NOOP("inspector", "Your own cautions"),
    "pictures": QT_TRANSLATE_NOOP("inspector", "Pictures"),
    "alternatives": QT_TRANSLATE_NOOP("inspector", "What may replace it"),
    "source.title": QT_TRANSLATE_NOOP("inspector", "Source"),
    "source.url": QT_TRANSLATE_NOOP("inspector", "Address of the source"),
    "source.note": QT_TRANSLATE_NOOP("inspector", "Note on the source"),
    "id": QT_TRANSLATE_NOOP("inspector", "Name in the file"),
    "repeat": QT_TRANSLATE_NOOP("inspector", "Rounds"),
    "rest_between_s": QT_TRANSLATE_NOOP("inspector", "Rest between rounds"),
    "type": QT_TRANSLATE_NOOP("inspector", "Kind of block"),
    "summary": QT_TRANSLATE_NOOP("inspector", "Summary"),
    "goal": QT_TRANSLATE_NOOP("inspector", "Goal"),
    "language": QT_TRANSLATE_NOOP("inspector", "Language"),
    "authors": QT_TRANSLATE_NOOP("inspector", "Authors"),
    "license": QT_TRANSLATE_NOOP("inspector", "Licence"),
    "sources": QT_TRANSLATE_NOOP("inspector", "Sources"),
    "tags": QT_TRANSLATE_NOOP("inspector", "Tags"),
    "reviewed": QT_TRANSLATE_NOOP("inspector", "Looked through by"),
    "before": QT_TRANSLATE_NOOP("inspector", "Before the routine"),
    "after": QT_TRANSLATE_NOOP("inspector", "After the routine"),
    "indications": QT_TRANSLATE_NOOP("inspector", "Why people choose it"),
    "contraindications": QT_TRANSLATE_NOOP("inspector", "Not if"),
    "audience.pregnancy_weeks_from": QT_TRANSLATE_NOOP("inspector", "From week of pregnancy"),
    "audience.pregnancy_weeks_to": QT_TRANSLATE_NOOP("inspector", "To week of pregnancy"),
    "audience.needs_helper": QT_TRANSLATE_NOOP("inspector", "A helper is needed"),
    "audience.needs_floor": QT_TRANSLATE_NOOP("inspector", "The floor is needed"),
    "safety.banners": QT_TRANSLATE_NOOP("inspector", "Cautions for the whole routine"),
    "safety.gate_questions": QT_TRANSLATE_NOOP("inspector", "Your own questions before the start"),
    "safety.emergency_contact.name": QT_TRANSLATE_NOOP("inspector", "Name of the instructor to call"),
    "safety.emergency_contact.phone": QT_TRANSLATE_NOOP("inspector", "Telephone of the instructor"),
    "safety.silenced": QT_TRANSLATE_NOOP("inspector", "Advice that you go against"),
    "silenced.code": QT_TRANSLATE_NOOP("inspector", "Name of the advice"),
    "silenced.reason": QT_TRANSLATE_NOOP("inspector", "Why it does not hold here"),
    "silenced.block": QT_TRANSLATE_NOOP("inspector", "Only for the block with this name in the file"),
    "cues.phase": QT_TRANSLATE_NOOP("inspector", "During"),
    "cues.at_s": QT_TRANSLATE_NOOP("inspector", "Time"),
    "cues.say": QT_TRANSLATE_NOOP("inspector", "Say"),
    "cues.show": QT_TRANSLATE_NOOP("inspector", "Show"),
    "cues.sound": QT_TRANSLATE_NOOP("inspector", "Sound"),
    "cues.kind": QT_TRANSLATE_NOOP("inspector", "Sort of cue"),
    "cues.priority": QT_TRANSLATE_NOOP("inspector", "Where speech would overlap"),
    "cues.audience": QT_TRANSLATE_NOOP("inspector", "For whom"),
    "cues.from_positions": QT_TRANSLATE_NOOP("inspector", "Only coming from"),
    "cues.to_positions": QT_TRANSLATE_NOOP("inspector", "Only going on to"),
    "cues.in_positions": QT_TRANSLATE_NOOP("inspector", "Only when held"),
    "cues.min_hold_s": QT_TRANSLATE_NOOP("inspector", "Only in holds of at least"),
    "cues.max_hold_s": QT_TRANSLATE_NOOP("inspector", "Only in holds of at most"),
    "cues.position": QT_TRANSLATE_NOOP("inspector", "From here on the body is"),
    "steps.phase": QT_TRANSLATE_NOOP("inspector", "During"),
    "steps.at_s": QT_TRANSLATE_NOOP("inspector", "Time"),
    "steps.text": QT_TRANSLATE_NOOP("inspector", "What to do"),
    "props.id": QT_TRANSLATE_NOOP("inspector", "Name in the file"),
    "props.name": QT_TRANSLATE_NOOP("inspector", "Thing"),
    "props.required": QT_TRANSLATE_NOOP("inspector", "It cannot be done without"),
    "props.substitute": QT_TRANSLATE_NOOP("inspector", "Instead"),
    "props.size": QT_TRANSLATE_NOOP("inspector", "Size"),
    "banners.severity": QT_TRANSLATE_NOOP("inspector", "How grave"),
    "banners.short_text": QT_TRANSLATE_NOOP("inspector", "Short text, for the screen"),
    "banners.full_text": QT_TRANSLATE_NOOP("inspector", "Full text, to read beforehand"),
    "banners.spoken_text": QT_TRANSLATE_NOOP("inspector", "Spoken text"),
    "banners.shows_at": QT_TRANSLATE_NOOP("inspector", "Where it is shown"),
    "banners.safe_action": QT_TRANSLATE_NOOP("inspector", "What to do instead"),
    "banners.id": QT_TRANSLATE_NOOP("inspector", "Name in the file"),
    "gate_questions.id": QT_TRANSLATE_NOOP("inspector", "Name in the file"),
    "gate_questions.text": QT_TRANSLATE_NOOP("inspector", "Question"),
    "gate_questions.go_on": QT_TRANSLATE_NOOP("inspector", "Answer that goes on"),
    "gate_questions.stay": QT_TRANSLATE_NOOP("inspector", "Answer that stays"),
    "alternatives.type": QT_TRANSLATE_NOOP("inspector", "Exercise"),
    "alternatives.when": QT_TRANSLATE_NOOP("inspector", "If"),
    "authors.name": QT_TRANSLATE_NOOP("inspector", "Name"),
    "authors.url": QT_TRANSLATE_NOOP("inspector", "Address on the web"),
    "sources.title": QT_TRANSLATE_NOOP("inspector", "Title"),
    "sources.by": QT_TRANSLATE_NOOP("inspector", "By"),
    "sources.url": QT_TRANSLATE_NOOP("inspector", "Address on the web"),
    "reviewed.by": QT_TRANSLATE_NOOP("inspector", "Name"),
    "reviewed.on": QT_TRANSLATE_NOOP("inspector", "On"),
    "pictures.alt": QT_TRANSLATE_NOOP("inspector", "Describe the picture for people who cannot see it"),
    "pictures.at_s": QT_TRANSLATE_NOOP("inspector", "Shown from"),
}
"""By the field's path with dots; in a list, after the list's name. Others have the schema's title."""

PER_SIDE = QT_TRANSLATE_NOOP("inspector", "Duration of each side")

HINTS: Mapping[str, str] = {
    "lead_in_s": QT_TRANSLATE_NOOP(
        "inspector", "Time to get into the position. It becomes longer where cautions or speech need it."
    ),
    "open_ended": QT_TRANSLATE_NOOP("inspector", "Goes on until the person ends it."),
    "note": QT_TRANSLATE_NOOP("inspector", "It is not read out."),
    "id": QT_TRANSLATE_NOOP("inspector", "Small letters, digits and hyphens; once in a file."),
    "language": QT_TRANSLATE_NOOP(
        "inspector", "Of the texts and of the voice: a tag such as en, de or pt-BR."
    ),
    "goal": QT_TRANSLATE_NOOP(
        "inspector", "What people come for, in plain words. No promises of what it does to the body."
    ),
    "license": QT_TRANSLATE_NOOP("inspector", "For example CC BY 4.0."),
    "tags": QT_TRANSLATE_NOOP("inspector", "One in each line."),
    "before": QT_TRANSLATE_NOOP("inspector", "What to prepare, one thing in each line."),
    "after": QT_TRANSLATE_NOOP("inspector", "How to close, one thing in each line."),
    "indications": QT_TRANSLATE_NOOP(
        "inspector",
        "As the source suggests, one reason in each line: what people feel, not what is cured.",
    ),
    "contraindications": QT_TRANSLATE_NOOP(
        "inspector", "Who should not do it, or should ask first; one reason in each line."
    ),
    "rest_between_s": QT_TRANSLATE_NOOP("inspector", "None follows the last round."),
    "safety.emergency_contact.name": QT_TRANSLATE_NOOP(
        "inspector",
        "Shown as the instructor's, after the person's own contact. It replaces no emergency number.",
    ),
    "source.url": QT_TRANSLATE_NOOP("inspector", "Starts with https://."),
    "authors.url": QT_TRANSLATE_NOOP("inspector", "Starts with https://."),
    "sources.url": QT_TRANSLATE_NOOP("inspector", "Starts with https://."),
    "reviewed.on": QT_TRANSLATE_NOOP("inspector", "A date such as 2025-03-31."),
    "cues.at_s": QT_TRANSLATE_NOOP("inspector", "From the start; with a minus, before the end."),
    "cues.say": QT_TRANSLATE_NOOP(
        "inspector", "{side}, {other}, {minutes} and {title} are filled in when it is said."
    ),
    "cues.priority": QT_TRANSLATE_NOOP("inspector", "Only what may be left out is left out."),
    "banners.severity": QT_TRANSLATE_NOOP("inspector", "The graver one is shown first."),
    "banners.spoken_text": QT_TRANSLATE_NOOP("inspector", "Said during the lead-in."),
    "gate_questions.go_on": QT_TRANSLATE_NOOP(
        "inspector", "In words that say what they mean, not a bare yes."
    ),
    "gate_questions.stay": QT_TRANSLATE_NOOP("inspector", "After this answer the routine does not start."),
    "alternatives.when": QT_TRANSLATE_NOOP("inspector", "For example: kneeling hurts."),
    "pictures.alt": QT_TRANSLATE_NOOP(
        "inspector", "Needed: it is read out, and it stands where no picture can."
    ),
    "pictures.at_s": QT_TRANSLATE_NOOP("inspector", "From the start of the hold."),
}

CHOICES: Mapping[str, Mapping[str, str]] = {
    "position": {
        "standing": QT_TRANSLATE_NOOP("inspector", "Standing"),
        "walking": QT_TRANSLATE_NOOP("inspector", "Walking"),
        "seated": QT_TRANSLATE_NOOP("inspector", "Seated"),
        "floor-seated": QT_TRANSLATE_NOOP("inspector", "Seated on the floor"),
        "kneeling": QT_TRANSLATE_NOOP("inspector", "Kneeling"),
        "half-kneeling": QT_TRANSLATE_NOOP("inspector", "Half kneeling"),
        "all-fours": QT_TRANSLATE_NOOP("inspector", "On all fours"),
        "semi-reclined": QT_TRANSLATE_NOOP("inspector", "Propped up, half lying"),
        "side-lying": QT_TRANSLATE_NOOP("inspector", "Lying on the side"),
        "supine": QT_TRANSLATE_NOOP("inspector", "Lying on the back"),
    },
    "sides": {
        "none": QT_TRANSLATE_NOOP("inspector", "No sides"),
        "left": QT_TRANSLATE_NOOP("inspector", "Left only"),
        "right": QT_TRANSLATE_NOOP("inspector", "Right only"),
        "both": QT_TRANSLATE_NOOP("inspector", "Both, one after the other"),
    },
    "first_side": {
        "left": QT_TRANSLATE_NOOP("inspector", "Left"),
        "right": QT_TRANSLATE_NOOP("inspector", "Right"),
    },
    "advance": {
        "auto": QT_TRANSLATE_NOOP("inspector", "Goes on by itself"),
        "wait": QT_TRANSLATE_NOOP("inspector", "Waits for the person"),
    },
    "phase": {
        "setup": QT_TRANSLATE_NOOP("inspector", "Getting ready"),
        "lead_in": QT_TRANSLATE_NOOP("inspector", "Lead-in"),
        "hold": QT_TRANSLATE_NOOP("inspector", "Hold"),
        "changeover": QT_TRANSLATE_NOOP("inspector", "Change of sides"),
        "way_up": QT_TRANSLATE_NOOP("inspector", "Way up"),
    },
    "sound": {
        "none": QT_TRANSLATE_NOOP("inspector", "None"),
        "bell-soft": QT_TRANSLATE_NOOP("inspector", "Soft bell"),
        "bell-single": QT_TRANSLATE_NOOP("inspector", "Single bell"),
        "bell-double": QT_TRANSLATE_NOOP("inspector", "Double bell"),
        "wood-tick": QT_TRANSLATE_NOOP("inspector", "Wooden tick"),
    },
    "kind": {
        "instruction": QT_TRANSLATE_NOOP("inspector", "Instruction"),
        "safety": QT_TRANSLATE_NOOP("inspector", "Safety: always said"),
        "checkin": QT_TRANSLATE_NOOP("inspector", "Asking how it is: always said"),
        "transition": QT_TRANSLATE_NOOP("inspector", "Changing position"),
        "timing": QT_TRANSLATE_NOOP("inspector", "Time"),
    },
    "priority": {
        "essential": QT_TRANSLATE_NOOP("inspector", "Always said"),
        "normal": QT_TRANSLATE_NOOP("inspector", "Said, perhaps a little later"),
        "optional": QT_TRANSLATE_NOOP("inspector", "May be left out"),
    },
    "audience": {
        "client": QT_TRANSLATE_NOOP("inspector", "The person"),
        "helper": QT_TRANSLATE_NOOP("inspector", "The helper"),
    },
    "severity": {
        "info": QT_TRANSLATE_NOOP("inspector", "Note"),
        "caution": QT_TRANSLATE_NOOP("inspector", "Caution"),
        "warning": QT_TRANSLATE_NOOP("inspector", "Warning"),
        "stop": QT_TRANSLATE_NOOP("inspector", "Stop"),
    },
    "shows_at": {
        "gate": QT_TRANSLATE_NOOP("inspector", "Before the start"),
        "lead_in": QT_TRANSLATE_NOOP("inspector", "Lead-in"),
        "persistent": QT_TRANSLATE_NOOP("inspector", "The whole time"),
        "pause": QT_TRANSLATE_NOOP("inspector", "Pause"),
        "unwell": QT_TRANSLATE_NOOP("inspector", "When unwell"),
        "reading": QT_TRANSLATE_NOOP("inspector", "Reading views"),
    },
}
"""Words of values, by the name of their vocabulary."""

_SAME = {
    "start_position": "position",
    "end_position": "position",
    "from_positions": "position",
    "to_positions": "position",
    "in_positions": "position",
}

MIXED = QT_TRANSLATE_NOOP("inspector", "Mixed")
FALLBACK_UNITS: Mapping[str, str] = {"weeks": QT_TRANSLATE_NOOP("inspector", "weeks")}


def tr(text: str, **places: str) -> str:
    """Translates a text of the inspector and fills its places.

    Args:
        text: The English text.
        **places: What stands in for each ``{name}``; may come from a stranger's file.
    """
    words = QCoreApplication.translate(CONTEXT, text) if text else ""
    for name, value in places.items():
        words = words.replace(f"{{{name}}}", value)
    return words


def key_of(path: Path, within: str = "") -> str:
    """What the tables above call a field."""
    name = ".".join(part for part in path if isinstance(part, str))
    return f"{within}.{name}" if within else name


def label(spec: FieldSpec, within: str = "") -> str:
    """What a field is called.

    Args:
        spec: The field.
        within: The name of the list that its entry stands in; empty for none.
    """
    key = key_of(spec.path, within)
    if key == "duration_s" and spec.per_side:
        return tr(PER_SIDE)
    return tr(LABELS[key]) if key in LABELS else spec.label


def hint(spec: FieldSpec, within: str = "") -> str:
    """What it is for."""
    key = key_of(spec.path, within)
    if key in HINTS:
        said = tr(HINTS[key])
    else:
        said = "" if key in LABELS else spec.help.removesuffix(f"In {spec.unit}.").strip()
    return said


def limits(spec: FieldSpec) -> str:
    """The limits of a number, for example ``1 to 15 minutes``; empty where it has none worth saying."""
    low, high = spec.least, spec.most
    if (
        spec.control not in (Control.DURATION, Control.NUMBER)
        or low is None
        or high is None
        or high >= 86_400
    ):
        return ""
    if spec.control is Control.NUMBER:
        unit = tr(FALLBACK_UNITS.get(spec.unit, spec.unit))
        words = tr(QT_TRANSLATE_NOOP("inspector", "{low} to {high} {unit}"), low=str(low), high=str(high))
        return words.replace(" {unit}", f" {unit}" if unit else "")
    if low % 60 == 0 and high % 60 == 0 and high:
        return tr(
            QT_TRANSLATE_NOOP("inspector", "{low} to {high} minutes"),
            low=str(low // 60),
            high=str(high // 60),
        )
    if high <= 120:
        return tr(QT_TRANSLATE_NOOP("inspector", "{low} to {high} seconds"), low=str(low), high=str(high))
    return tr(QT_TRANSLATE_NOOP("inspector", "{low} to {high}"), low=clock_text(low), high=clock_text(high))


def choice(spec: FieldSpec, value: str) -> str:
    """The words of a value; the value itself where there are none."""
    table = CHOICES.get(_SAME.get(spec.name, spec.name), {})
    return tr(table[value]) if value in table else value


def length(seconds: int) -> str:
    """A length of time or a time before an end, as it is shown in a field."""
    return f"-{clock_text(-seconds)}" if seconds < 0 else clock_text(seconds)
