"""A rehearsal written down: as a script that reads like the session, or as data."""

from __future__ import annotations

from typing import Any

from psoas_desktop.playback import outputs as out
from psoas_desktop.playback.outputs import Output
from psoas_desktop.playback.rehearsal import READY_AFTER_MS, Rehearsed, RehearsedStep
from psoas_desktop.playback.timeline import Phase, Step
from psoas_desktop.routine.model import Routine
from psoas_desktop.routine.vocabulary import Severity, Sound
from psoas_desktop.safety.screening import Change

_SIGNAL = {
    Severity.INFO: "NOTE",
    Severity.CAUTION: "CAUTION",
    Severity.WARNING: "WARNING",
    Severity.STOP: "STOP",
}

_HEADINGS = {
    "reading": "Before you start",
    "cautions": "Take care with these",
    "why-not": "Why not",
    "prepare": "Have these ready",
    "changes": "What is changed for you",
    "before": "Before you start",
}

_CHANGES = {"replace": "substitute", "remove": "remove", "cap": "cap", "rounds": "rounds", "time": "time"}

_FIGURES = ("cap", "rounds", "time")
"""Changes of a figure; the others are of a kind of block."""

_PHASES = {
    Phase.LEAD_IN: "get ready",
    Phase.HOLD: "",
    Phase.CHANGEOVER: "change sides",
    Phase.BETWEEN: "rest",
    Phase.WAY_DOWN: "",
    Phase.WAY_UP: "",
}


def clock(ms: int) -> str:
    """A time as minutes and seconds, 12:05; with tenths where it is not a whole second."""
    minutes, rest = divmod(ms, 60_000)
    seconds, tenths = divmod(rest // 100, 10)
    return f"{minutes}:{seconds:02}" + (f".{tenths}" if tenths else "")


def length(ms: int) -> str:
    """A length of time as people write it: 45 s, 2 min, 7 min 30 s."""
    minutes, seconds = divmod(round(ms / 1000), 60)
    return (
        " ".join(filter(None, (f"{minutes} min" if minutes else "", f"{seconds} s" if seconds else "")))
        or "0 s"
    )


def as_text(routine: Routine, found: Rehearsed, *, answered: bool) -> str:
    """Writes the script of a session.

    Args:
        routine: The routine as its file has it.
        found: What the rehearsal did.
        answered: Whether answers were given; else the routine is rehearsed as written.

    Returns:
        Lines of text, each thing said, shown or sounded with its time.
    """
    lines = [routine.title, "=" * min(78, len(routine.title))]
    if routine.summary:
        lines.append(routine.summary)
    if not answered:
        lines.append("As written: for someone who has no stop sign and whose answers change nothing.")
    lines += ["", "Before it starts", "----------------", *_gate(found)]
    if found.blocked:
        why = [f"  {lock.why} {lock.ask}" for lock in found.locks]
        return "\n".join([*lines, "", "The answers do not let this session start.", *why, ""])
    total = found.finished.ledger.total_ms if found.finished else found.planned_ms
    lines += [
        "",
        f"The session: {length(found.planned_ms)} planned, {length(total)} with the waits rehearsed here",
    ]
    lines += [f"  changed: {_change(change)}. {change.why}" for change in found.changes]
    for played in found.steps:
        lines += ["", *_step(played)]
    if found.finished:
        lines += ["", f"{clock(total):>8}  The end ({found.finished.reason})."]
    return "\n".join([*lines, ""])


def _change(change: Change) -> str:
    if change.what in ("cap", "time"):
        return f"{length(int(change.before) * 1000)} -> {length(int(change.after) * 1000)}"
    if change.what == "rounds":
        return f"{change.before} rounds -> {change.after}"
    return f"{change.before} -> {change.after or 'left out'}"


def _gate(found: Rehearsed) -> list[str]:
    lines: list[str] = []
    for page in found.pages:
        heading = page.title or _HEADINGS.get(page.id, "The instructor asks")
        lines.append(f"{_SIGNAL[page.severity]:>8}  {heading}")
        lines += [f"          {text}" for text in (page.text, page.question) if text]
        lines += [f"          - {text}" for text in page.lines]
        answer = page.choice(found.answers.get(page.id, ""))
        if answer and answer.label:
            lines.append(f"          > {answer.label}")
    return lines


def _step(played: RehearsedStep) -> list[str]:
    step = played.step
    title = step.title + (f", {step.side} side" if step.side else "")
    if step.round:
        title += f" (round {step.round[0]} of {step.round[1]})"
    parts = [part for part in (_PHASES[step.phase], step.position.value, length(played.actual_ms)) if part]
    if step.inserted:
        parts.append("added by the program")
    lines = [f"{clock(played.start_ms):>8}  {title} ({', '.join(parts)})"]
    for event in played.events:
        lines += _event(event, played)
    if played.waited_ms:
        lines.append(f"{'':8}    ... waits for the person (here {length(READY_AFTER_MS)})")
    return lines


def _event(event: Output, played: RehearsedStep) -> list[str]:
    at = clock(played.start_ms + event.at_ms - played.clock_ms)
    match event:
        case out.CueFired(cue=cue):
            sound = "" if cue.sound is Sound.NONE else f"({cue.sound}) "
            whom = "to the helper: " if cue.audience == "helper" else ""
            said = f'{whom}"{cue.say}"' if cue.say else ""
            shown = f"  | {cue.show}" if cue.show else ""
            return [f"{at:>8}    {sound}{said}{shown}".rstrip()]
        case out.BannerShown(banner=banner):
            word = _SIGNAL[banner.banner.severity]
            said = f'"{banner.banner.spoken_text}"  ' if banner.speech_ms else ""
            return [f"{at:>8}    {said}| {word}: {banner.banner.short_text}"]
        case out.LineSaid():
            return [f'{at:>8}    "{event.say}"  | {event.show}']
        case out.Noted():
            return [f"{at:>8}  note: {event.note}"]
    return []


def as_data(routine: Routine, found: Rehearsed) -> dict[str, Any]:
    """The rehearsal as plain data for other programs; every time in seconds.

    Args:
        routine: The routine as its file has it.
        found: What the rehearsal did.

    Returns:
        An object that ``json.dumps`` takes.
    """
    banners = {e.banner.banner.id for s in found.steps for e in s.events if isinstance(e, out.BannerShown)}
    banners |= {s.step.persistent.id for s in found.steps}
    ledger = found.finished.ledger if found.finished else out.Ledger()
    return {
        "routine": {"id": routine.id, "title": routine.title, "language": routine.language},
        "blocked": found.blocked,
        "locks": [{"why": lock.why, "ask": lock.ask} for lock in found.locks],
        "asked": list(found.asked),
        "pages": [page.id for page in found.pages],
        "answers": dict(found.answers),
        "changes": [
            {
                "kind": _CHANGES[c.what],
                "block": c.block_id,
                "from": int(c.before) if c.what in _FIGURES else c.before,
                "to": int(c.after) if c.what in _FIGURES else c.after or None,
                "why": c.why,
            }
            for c in found.changes
        ],
        "banners": sorted(banners),
        "planned_s": found.planned_ms / 1000,
        "actual_s": ledger.total_ms / 1000,
        "reason": found.finished.reason.value if found.finished else "blocked",
        "ledger": {f"{name}_s": getattr(ledger, name) / 1000 for name in out.Ledger.__dataclass_fields__},
        "steps": [_step_data(played) for played in found.steps],
    }


def _step_data(played: RehearsedStep) -> dict[str, Any]:
    step: Step = played.step
    return {
        "at_s": played.start_ms / 1000,
        "actual_s": played.actual_ms / 1000,
        "planned_s": step.planned_ms / 1000,
        "waited_s": played.waited_ms / 1000,
        "phase": step.phase.value,
        "block": step.block.id if not step.inserted else None,
        "type": step.block.kind.id,
        "number": step.number,
        "title": step.title,
        "side": step.side.value if step.side else None,
        "round": list(step.round) if step.round else None,
        "position": step.position.value,
        "end_position": step.end_position.value,
        "inserted": step.inserted,
        "waits": step.waits,
        "persistent_banner": step.persistent.id,
        "events": [data for event in played.events if (data := _event_data(event, played))],
    }


def _event_data(event: Output, played: RehearsedStep) -> dict[str, Any]:
    at = {"at_s": (played.start_ms + event.at_ms - played.clock_ms) / 1000}
    match event:
        case out.CueFired(cue=cue):
            return at | {
                "event": "cue",
                "say": cue.say,
                "show": cue.show,
                "sound": cue.sound.value,
                "kind": cue.kind.value,
                "priority": cue.priority.value,
                "audience": cue.audience.value,
                "speech_s": cue.speech_ms / 1000,
            }
        case out.BannerShown(banner=banner):
            return at | {
                "event": "banner",
                "id": banner.banner.id,
                "severity": banner.banner.severity.value,
                "say": banner.banner.spoken_text,
                "show": banner.banner.short_text,
                "until_s": at["at_s"] + (banner.until_ms - banner.at_ms) / 1000,
                "speech_s": banner.speech_ms / 1000,
            }
        case out.LineSaid():
            return at | {"event": "line", "say": event.say, "show": event.show, "sound": event.sound.value}
        case out.Noted():
            return at | {"event": "note", "note": event.note.value}
    return {}
