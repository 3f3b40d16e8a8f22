"""Kinds of block as data: what a folder under ``resources/kinds`` says, typed.

A kind is a folder, never a class: palette, inspector, schema, player and handout follow from it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Any

from psoas_desktop.routine.cues import MS, Banner, Cue, Picture, cue_from_data
from psoas_desktop.routine.values import dataclass
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


@dataclass(frozen=True, slots=True)
class Duration:
    """Limits of a hold in milliseconds, per side where the kind has sides.

    Attributes:
        advised_max_ms: Longer is allowed but advised against; None for no such advice.
        pregnant_ms: The least for someone who is pregnant, or did not say; 0 for no such floor.
        step_ms: The step of the editor's field.
    """

    default_ms: int
    min_ms: int
    max_ms: int
    step_ms: int
    advised_max_ms: int | None = None
    pregnant_ms: int = 0


@dataclass(frozen=True, slots=True)
class OpenEnded:
    """An open-ended hold: a minimum, and a hard cap at which it ends by itself."""

    min_ms: int
    cap_ms: int


@dataclass(frozen=True, slots=True)
class OwnField:
    """A field that only this kind has (chair height, knee pad ...).

    Attributes:
        type: ``integer``, ``boolean``, ``choice`` or ``text``.
        unit: The unit of an integer, for example ``cm``; empty for none.
        choices: The values of a choice.
        max_length: Characters of a text.
        positions: Which position a choice means, where it means one: sitting on a chair, or on the floor.
    """

    name: str
    type: str
    default: Any
    label: str
    help: str = ""
    unit: str = ""
    min: int | None = None
    max: int | None = None
    step: int = 1
    choices: tuple[str, ...] = ()
    choice_labels: Mapping[str, str] = field(default_factory=dict)
    max_length: int = 200
    positions: Mapping[str, Position] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Prop:
    """A thing to fetch before starting.

    Attributes:
        in_positions: Only when the block is held in one of these; empty for always. Kinds alone have it.
    """

    id: str
    name: str
    required: bool = True
    substitute: str = ""
    size: str = ""
    in_positions: tuple[Position, ...] = ()


@dataclass(frozen=True, slots=True)
class Instruction:
    """One written step; ``phase`` is ``setup`` or a phase of cues."""

    phase: str
    at_ms: int
    text: str


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of exercise block, with its words in one language.

    Attributes:
        transition: ``up`` for a way up, ``down`` for a way down, empty for an exercise.
        wait_at_ms: Where in a way up the player waits for the person; None for nowhere.
        waits_before_hold: The player waits for the person before each hold: a helper gets ready first.
        lies_at_ms: From where in a way down the person counts as lying; None for never.
        first_side: The side that ``both`` starts with.
        followed_by: Kinds of which one must come next; empty for any.
        way_in: How one comes into the position, to read.
        way_out: How one comes out of it.
        without: Parts that it has none of by its nature, by their names here; every other part is there.
    """

    id: str
    title: str
    summary: str
    purpose: str
    position: Position
    positions: tuple[Position, ...]
    start_position: Position
    end_position: Position
    transition: str
    profile: str
    advance: Advance
    duration: Duration
    open_ended: OpenEnded | None
    lead_in_ms: int
    sides: Sides
    allowed_sides: tuple[Sides, ...]
    first_side: Side
    changeover_ms: int
    wait_at_ms: int | None
    waits_before_hold: bool
    lies_at_ms: int | None
    wait_cue: Cue | None
    needs_helper: bool
    eyes_closed_ok: bool
    banner_ids: tuple[str, ...]
    fields: tuple[OwnField, ...]
    props: tuple[Prop, ...]
    instructions: tuple[Instruction, ...]
    helper_steps: tuple[str, ...]
    cues: tuple[Cue, ...]
    end_cue: Cue | None
    cautions: tuple[Mapping[str, str], ...]
    contraindications: tuple[Mapping[str, str], ...]
    alternatives: Mapping[str, str]
    followed_by: tuple[str, ...]
    way_in: str
    way_out: str
    frequency: str
    pictures: tuple[Picture, ...]
    source: Mapping[str, Any]
    without: tuple[str, ...]

    def props_in(self, position: Position) -> tuple[Prop, ...]:
        """The things to fetch when it is held in a position."""
        return tuple(prop for prop in self.props if not prop.in_positions or position in prop.in_positions)

    def pictures_in(self, position: Position) -> tuple[Picture, ...]:
        """The pictures to show when it is held in a position."""
        return tuple(one for one in self.pictures if not one.in_positions or position in one.in_positions)


@dataclass(frozen=True, slots=True)
class CueProfile:
    """How a sort of block is accompanied: bells, halfway, near the end, and the voice's pace.

    Attributes:
        speech_wpm: Words a minute of the voice.
        sentence_pause_ms: Silence between two sentences.
        gap_ms: Least silence between two spoken cues inside a hold.
        start: At the start of the hold.
        half: At its middle; None for none.
        near_end: Near its end (``at_ms`` is negative); None for none.
        count: The last seconds counted; None for none.
        end: At its end.
        end_minimum: Said when the minimum of an open-ended hold is reached.
    """

    speech_wpm: int
    sentence_pause_ms: int
    gap_ms: int
    start: Cue | None
    half: Cue | None
    near_end: Cue | None
    count: Cue | None
    end: Cue | None
    end_minimum: Cue | None


@dataclass(frozen=True, slots=True)
class SpokenWords:
    """The small words that tokens and announcements are made of, in one language."""

    sides: Mapping[Side, str]
    numbers: tuple[str, ...]
    minute: tuple[str, str]
    second: tuple[str, str]
    announce: str
    between: Cue
    wait: Cue


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Everything that routines are built from. It is passed in; tests use their own."""

    version: str
    language: str
    kinds: Mapping[str, Kind]
    banners: Mapping[str, Banner]
    profiles: Mapping[str, CueProfile]
    words: SpokenWords
    groups: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """How kinds are offered, in the order of use: a heading, ids. A kind in none is offered all the same."""


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
    between, wait = _short_cue(data["between"]), _short_cue(data["wait"])
    assert between is not None
    assert wait is not None
    return SpokenWords(
        sides={side: data["sides"][side.value] for side in Side},
        numbers=tuple(data["numbers"]),
        minute=(data["minute"][0], data["minute"][1]),
        second=(data["second"][0], data["second"][1]),
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


def _positions(data: Mapping[str, Any]) -> tuple[Position, ...]:
    return tuple(Position(p) for p in data.get("in_positions", ()))


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
        props=tuple(Prop(**{**props[p["id"]], **p, "in_positions": _positions(p)}) for p in data["props"]),
        instructions=tuple(
            Instruction(step["phase"], int(step["at_s"]) * MS, step["text"]) for step in words["steps"]
        ),
        helper_steps=tuple(words.get("helper_steps", ())),
        cues=tuple(cue_from_data(cue) for cue in words["cues"]),
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
                "figure", words["image_alt"][p["figure"]], p["figure"], p.get("at_s", 0) * MS, _positions(p)
            )
            for p in data["pictures"]
        ),
        source=data["source"],
        without=tuple(data.get("without", ())),
    )
