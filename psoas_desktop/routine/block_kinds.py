"""Kinds of block as data: what a folder under ``resources/kinds`` says, typed.

A kind is a folder, never a class: palette, inspector, schema, player and handout follow from it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Any

from psoas_desktop.routine.cues import Banner, Cue, Picture
from psoas_desktop.routine.values import dataclass
from psoas_desktop.routine.vocabulary import Advance, Position, Side, Sides


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
        arrive_cue: Said with its announcement: the cautions find a hand on the chair; None for nothing.
        lies_at_ms: From where in a way down the person counts as lying; None for never.
        first_side: The side that ``both`` starts with.
        followed_by: Kinds of which one must come next; empty for any.
        way_in: How one comes into the position, to read.
        way_out: How one comes out of it.
        without: Parts that it has none of by its nature, by their names here; every other part is there.
        emblem: The figure that stands for it on a card; empty for its first.
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
    arrive_cue: Cue | None
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
    emblem: str = ""

    def props_in(self, position: Position) -> tuple[Prop, ...]:
        """The things to fetch when it is held in a position."""
        return tuple(prop for prop in self.props if not prop.in_positions or position in prop.in_positions)

    def pictures_in(self, position: Position) -> tuple[Picture, ...]:
        """The pictures to show when it is held in a position."""
        return tuple(one for one in self.pictures if not one.in_positions or position in one.in_positions)

    def emblem_in(self, position: Position) -> Picture | None:
        """The picture that stands for it on a card when it is held in a position; None where it has none."""
        pictures = self.pictures_in(position)
        first = next(iter(pictures), None)
        return next((one for one in pictures if one.content == self.emblem), first)


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
    """The small words that tokens and announcements are made of, in one language.

    Attributes:
        opening: How a session begins; its tokens stand for the routine.
        first: How the first block is announced.
        announce: How any other is.
    """

    sides: Mapping[Side, str]
    numbers: tuple[str, ...]
    minute: tuple[str, str]
    second: tuple[str, str]
    opening: Cue
    first: str
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
