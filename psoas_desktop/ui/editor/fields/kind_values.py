"""What a kind says where a block says nothing, as a file would write it. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from psoas_desktop.routine.block_kinds import Instruction, Kind, Prop
from psoas_desktop.routine.cues import MS, Cue, Picture
from psoas_desktop.routine.draft import Json
from psoas_desktop.routine.vocabulary import CuePhase, Position

_Data = dict[str, Any]


def kind_value(kind: Kind, name: str, position: Json = None) -> Json:
    """What a kind says for a field.

    Args:
        kind: The kind.
        name: The field's name in a file.
        position: Where the block is held; None or what is no position for where the kind is held.

    Returns:
        A text, or a list of entries as a file would write them; None where the schema has the default.
    """
    value = _VALUES.get(name)
    held = position if isinstance(position, str) and position in set(Position) else kind.position
    return None if value is None else value(kind, Position(held))


def cue_data(cue: Cue) -> _Data:
    """Writes a cue without what need not be said."""
    written: _Data = {"phase": cue.phase.value, "at_s": cue.at_ms // MS, "say": cue.say, "show": cue.show}
    usual = Cue(cue.phase, cue.at_ms, cue.say, cue.show)
    for name, value, default in (
        ("sound", cue.sound, usual.sound),
        ("kind", cue.kind, usual.kind),
        ("priority", cue.priority, usual.priority),
        ("audience", cue.audience, usual.audience),
    ):
        if value is not default:
            written[name] = value.value
    if cue.from_positions:
        written["from_positions"] = [position.value for position in cue.from_positions]
    if cue.to_positions:
        written["to_positions"] = [position.value for position in cue.to_positions]
    if cue.in_positions:
        written["in_positions"] = [position.value for position in cue.in_positions]
    if cue.min_hold_ms:
        written["min_hold_s"] = cue.min_hold_ms // MS
    if cue.max_hold_ms is not None:
        written["max_hold_s"] = cue.max_hold_ms // MS
    if cue.position is not None:
        written["position"] = cue.position.value
    return {name: value for name, value in written.items() if value != ""}


def _step(step: Instruction) -> _Data:
    return {"phase": step.phase, "at_s": step.at_ms // MS, "text": step.text}


def _prop(prop: Prop) -> _Data:
    written: _Data = {"id": prop.id, "name": prop.name, "required": prop.required}
    written |= {"substitute": prop.substitute, "size": prop.size}
    return {name: value for name, value in written.items() if value not in ("", True)}


def _picture(picture: Picture) -> _Data:
    written: _Data = {"kind": picture.kind, picture.kind: picture.content, "alt": picture.alt}
    return {**written, "at_s": picture.at_ms // MS} if picture.at_ms else written


_VALUES: Mapping[str, Callable[[Kind, Position], Json]] = {
    "title": lambda kind, _held: kind.title,
    "way_out": lambda kind, _held: kind.way_out,
    "props": lambda kind, held: [_prop(prop) for prop in kind.props_in(held)],
    "steps": lambda kind, _held: [_step(step) for step in kind.instructions],
    "cues": lambda kind, _held: [cue_data(cue) for cue in kind.cues],
    "pictures": lambda kind, held: [
        _picture(picture) for picture in kind.pictures_in(held) if picture.phase is CuePhase.HOLD
    ],
    "alternatives": lambda kind, _held: [
        {"type": other, "when": when} for other, when in kind.alternatives.items()
    ],
}
