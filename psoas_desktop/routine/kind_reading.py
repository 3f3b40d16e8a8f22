"""From the data of a kind's folder to the kind, and from the files of cues to profiles and words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from psoas_desktop.routine.block_kinds import (
    CueProfile,
    Duration,
    Instruction,
    Kind,
    OpenEnded,
    OwnField,
    Prop,
    SpokenWords,
)
from psoas_desktop.routine.cues import MS, Cue, Picture, cue_from_data
from psoas_desktop.routine.vocabulary import (
    Advance,
    CueKind,
    CuePhase,
    Position,
    Priority,
    Side,
    Sides,
    Sound,
)


def _short_cue(data: Mapping[str, Any] | None, *, at_s: int = 0) -> Cue | None:
    if data is None:
        return None
    return Cue(
        phase=CuePhase.HOLD,
        at_ms=int(data.get("at_s", at_s)) * MS,
        say=data.get("say") or "",
        show=data.get("show") or "",
        kind=CueKind.TIMING,
        priority=Priority(data.get("priority", "essential")),
        sound=Sound(data.get("sound", "none")),
        min_hold_ms=int(data.get("min_hold_s", 0)) * MS,
    )


def profile_from_data(data: Mapping[str, Any]) -> CueProfile:
    """Builds a cue profile from an entry of ``resources/cues/profiles.en.json``."""
    return CueProfile(
        speech_wpm=data["speech_wpm"],
        sentence_pause_ms=data["sentence_pause_ms"],
        gap_ms=data["gap_s"] * MS,
        start=_short_cue(data.get("start")),
        half=_short_cue(data.get("half")),
        near_end=_short_cue(data.get("near_end")),
        count=_short_cue(data.get("count")),
        end=_short_cue(data.get("end")),
        end_minimum=_short_cue(data.get("end_minimum")),
    )


def words_from_data(data: Mapping[str, Any]) -> SpokenWords:
    """Builds the small words of a language from ``resources/cues/words.en.json``."""
    opening, between, wait = (_short_cue(data[name]) for name in ("opening", "between", "wait"))
    assert opening is not None
    assert between is not None
    assert wait is not None
    return SpokenWords(
        sides={side: data["sides"][side.value] for side in Side},
        numbers=tuple(data["numbers"]),
        minute=(data["minute"][0], data["minute"][1]),
        second=(data["second"][0], data["second"][1]),
        opening=opening,
        first=data["first"],
        announce=data["announce"],
        between=between,
        wait=wait,
    )


def _own_field(data: Mapping[str, Any], words: Mapping[str, Any]) -> OwnField:
    return OwnField(
        name=data["name"],
        type=data["type"],
        default=data["default"],
        label=words["label"],
        help=words.get("help", ""),
        unit=data.get("unit", ""),
        min=data.get("min"),
        max=data.get("max"),
        step=data.get("step", 1),
        choices=tuple(data.get("choices", ())),
        choice_labels=dict(words.get("choices", {})),
        max_length=data.get("max_length", 200),
        positions={choice: Position(p) for choice, p in data.get("positions", {}).items()},
    )


def _positions(data: Mapping[str, Any], name: str) -> tuple[Position, ...]:
    return tuple(Position(p) for p in data.get(name, ()))


def kind_from_data(data: Mapping[str, Any], words: Mapping[str, Any], props: Mapping[str, Any]) -> Kind:
    """Builds a kind from the two files of its folder.

    Args:
        data: ``kind.json``: what holds in every language.
        words: ``words.LANGUAGE.json``: its texts and spoken cues.
        props: Names of props by id, ``resources/kinds/props.LANGUAGE.json``.

    Returns:
        The kind.

    Raises:
        KeyError: A required part is missing.
        ValueError: A word is not in its vocabulary.
    """
    duration = data["duration"]
    open_ended = data.get("open_ended")
    sides = data.get("sides", {"default": "none", "allowed": ["none"]})
    position = Position(data["position"])
    wait_at = data.get("wait_at_s")
    lies_at = data.get("lies_at_s")
    advised = duration.get("advised_max_s")
    return Kind(
        id=data["id"],
        title=words["title"],
        summary=words["summary"],
        purpose=words["purpose"],
        position=position,
        positions=tuple(Position(p) for p in data["positions"]),
        start_position=Position(data.get("start_position", position)),
        end_position=Position(data.get("end_position", position)),
        transition=data.get("transition", ""),
        profile=data["profile"],
        advance=Advance(data.get("advance", "auto")),
        duration=Duration(
            default_ms=duration["default_s"] * MS,
            min_ms=duration["min_s"] * MS,
            max_ms=duration["max_s"] * MS,
            step_ms=duration["step_s"] * MS,
            advised_max_ms=None if advised is None else advised * MS,
            pregnant_ms=duration.get("pregnant", {}).get("default_s", 0) * MS,
        ),
        open_ended=None
        if open_ended is None
        else OpenEnded(min_ms=open_ended["min_s"] * MS, cap_ms=open_ended["cap_s"] * MS),
        lead_in_ms=data["lead_in_s"] * MS,
        sides=Sides(sides["default"]),
        allowed_sides=tuple(Sides(s) for s in sides["allowed"]),
        first_side=Side(sides.get("first", "left")),
        changeover_ms=sides.get("changeover_s", 0) * MS,
        wait_at_ms=None if wait_at is None else wait_at * MS,
        waits_before_hold=bool(data.get("waits_before_hold", False)),
        lies_at_ms=None if lies_at is None else lies_at * MS,
        wait_cue=_short_cue(words.get("wait_cue")),
        needs_helper=bool(data.get("needs_helper", False)),
        eyes_closed_ok=bool(data["eyes_closed_ok"]),
        banner_ids=tuple(data["banners"]),
        fields=tuple(_own_field(f, words["fields"][f["name"]]) for f in data.get("fields", ())),
        props=tuple(
            Prop(**{**props[p["id"]], **p, "in_positions": _positions(p, "in_positions")})
            for p in data["props"]
        ),
        instructions=tuple(
            Instruction(step["phase"], int(step["at_s"]) * MS, step["text"]) for step in words["steps"]
        ),
        helper_steps=tuple(words.get("helper_steps", ())),
        cues=tuple(cue_from_data(cue) for cue in words["cues"]),
        arrive_cue=_short_cue(words.get("arrive_cue")),
        end_cue=_short_cue(words.get("end_cue")),
        cautions=tuple(words["cautions"]),
        contraindications=tuple(words["contraindications"]),
        alternatives={kind: words["alternatives"][kind] for kind in data["alternatives"]},
        followed_by=tuple(data.get("followed_by", ())),
        way_in=words["way_in"],
        way_out=words["way_out"],
        frequency=words["frequency"],
        pictures=tuple(
            Picture(
                "figure",
                words["image_alt"][p["figure"]],
                p["figure"],
                p.get("at_s", 0) * MS,
                _positions(p, "in_positions"),
                _positions(p, "to_positions"),
                _positions(p, "from_positions"),
                CuePhase(p.get("phase", "hold")),
            )
            for p in data["pictures"]
        ),
        source=data["source"],
        without=tuple(data.get("without", ())),
        emblem=data.get("emblem", ""),
    )
